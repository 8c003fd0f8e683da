#!/usr/bin/env python3
"""The shell on a terminal (a pty): editing, completion, Ctrl-C, history."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import tempfile
import termios
import time

import program

PROMPT = "zhimai> "


class Terminal:
    """zhimai shell on a pty of 80 × 24."""

    def __init__(self, work, *words, columns=80):
        env = {k: v for k, v in os.environ.items()
               if not k.startswith("ZHIMAI") and k not in ("PAGER", "LESS")}
        env.update(LC_ALL="C.UTF-8", TERM="xterm", HOME=str(work),
                   ZHIMAI_PAGER="cat", NO_COLOR="1")
        env.pop("XDG_STATE_HOME", None)
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(work)
            os.execve(program.PROGRAM, [str(program.PROGRAM), "shell", *words],
                      env)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ,
                    struct.pack("HHHH", 24, columns, 0, 0))
        self.seen = ""
        self.ended = False

    def read(self, seconds):
        ready, _, _ = select.select([self.fd], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            data = b""
        if not data:
            self.ended = True
            return False
        self.seen += data.decode("utf-8", "replace")
        return True

    def wait(self, wanted, seconds=20):
        """What came until `wanted` (a pattern); it is taken away."""
        end = time.time() + seconds
        while True:
            plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", self.seen)
            found = re.search(wanted, plain, re.S)
            if found:
                self.seen = plain[found.end():]
                return plain[:found.end()]
            if time.time() > end or (self.ended and not self.read(0)):
                raise AssertionError(
                    f"{wanted!r} did not come; there is {plain!r}")
            self.read(0.2)

    def type(self, text):
        os.write(self.fd, text.encode())

    def run(self, line):
        self.type(line + "\r")
        return self.wait(re.escape(PROMPT) + r"$")

    def leave(self):
        """Ctrl-D, again when it came before the prompt was ready for keys."""
        for _ in range(5):
            self.type("\x04")
            end = time.time() + 2
            while not self.ended and time.time() < end:
                self.read(0.2)
            if self.ended:
                break
        else:
            raise AssertionError(f"Ctrl-D did not end it; seen {self.seen!r}")
        _, status = os.waitpid(self.pid, 0)
        os.close(self.fd)
        return os.waitstatus_to_exitcode(status)


class ShellTest(program.ProgramTest):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kept = tempfile.TemporaryDirectory()
        subprocess.run([program.PROGRAM, "build", "--quiet", "--db",
                        cls.kept.name + "/graph.db", str(program.CORPUS)],
                       check=True, capture_output=True)

    @classmethod
    def tearDownClass(cls):
        cls.kept.cleanup()

    def start(self, *words, **settings):
        terminal = Terminal(self.work, "--db", self.kept.name + "/graph.db",
                            *words, **settings)
        self.addCleanup(self.kill, terminal)
        terminal.wait(re.escape(PROMPT))
        time.sleep(3)  # names are read beside
        return terminal

    @staticmethod
    def kill(terminal):
        try:
            os.kill(terminal.pid, signal.SIGKILL)
            os.waitpid(terminal.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass

    def test_tab_completes_commands_names_and_pinyin(self):
        terminal = self.start()
        for typed, shown in (
                ("\\timel\t上海合作组\t\r", r"白俄罗斯 —"),
                ("\\show shanghaihezuozuzhi\t\r", r"上海合作组织  e/sco"),
                ("\\show shhzzz\t\r", r"上海合作组织  e/sco"),
                ("\\show Shanghai Five\t\r", r"e/shanghai.five"),
                ("SELECT ?x { ?x zm:member_o\t<上海合作组织\t\t} LIMIT 2;\r",
                 r"2 rows")):
            with self.subTest(typed):
                terminal.type(typed)
                terminal.wait(shown + ".*" + re.escape(PROMPT) + "$")
        terminal.type("\\show 没有\t\x15")
        self.assertIn("好", terminal.run("\\echo 好"))
        self.assertEqual(terminal.leave(), 0)

    def test_tab_again_chooses(self):
        terminal = self.start()
        terminal.type("\\show 上\t")
        terminal.wait("上合组织")
        terminal.type("\t\r")
        terminal.wait(r"names .*" + re.escape(PROMPT) + "$")
        self.assertEqual(terminal.leave(), 0)

    def test_ctrl_c_stops_the_query_and_drops_what_was_begun(self):
        terminal = self.start()
        terminal.type("SELECT * {\r")
        terminal.wait(r"\.\.\.> ")
        terminal.type("\x03")
        terminal.wait(re.escape(PROMPT) + "$")
        self.assertIn("yes", terminal.run("\\echo yes"))
        begun = time.time()
        terminal.type("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . "
                      "?g ?h ?i . ?j ?k ?l };\r")
        time.sleep(1)
        terminal.type("\x03")
        out = terminal.wait(r"interrupted\r\n" + re.escape(PROMPT) + "$")
        self.assertLess(time.time() - begun, 10)
        self.assertIn("interrupted", out)
        terminal.type("\x03\x03\x03")
        terminal.wait(re.escape(PROMPT) + "$")
        self.assertIn("alive", terminal.run("\\echo alive"))
        self.assertEqual(terminal.leave(), 0)

    def test_history_outlives_the_shell(self):
        terminal = self.start()
        terminal.run("\\echo 第一")
        terminal.type("ASK {\r")
        terminal.wait(r"\.\.\.> ")
        terminal.type("};\r")
        terminal.wait("true.*" + re.escape(PROMPT) + "$")
        self.assertEqual(terminal.leave(), 0)
        terminal = self.start()
        terminal.type("\x1b[A\r")
        terminal.wait("true.*" + re.escape(PROMPT) + "$")
        terminal.type("\x1b[A\x1b[A\r")
        terminal.wait("第一\r\n" + re.escape(PROMPT) + "$")
        self.assertEqual(terminal.leave(), 0)

    def test_tables_fit_the_terminal(self):
        terminal = self.start(columns=60)
        out = terminal.run("\\neighbors 上海合作组织")
        run_wide = [line for line in out.split("\r\n")
                    if sum(2 if ord(c) > 0x2E80 else 1 for c in line) > 60]
        self.assertEqual(run_wide, [])
        self.assertEqual(terminal.leave(), 0)


if __name__ == "__main__":
    program.main()
