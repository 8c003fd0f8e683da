#!/usr/bin/env python3
"""Input that is wrong gets one clear line, the right exit code, no harm."""

import os
import shutil
import signal
import subprocess
import time

import program

GOOD = "上海合作组织成员国元首理事会会议在阿斯塔纳举行。\n".encode()


class HostileTest(program.ProgramTest):

    def write(self, name, content):
        path = self.work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def expect_refused(self, command, words, text, code=1, lines=2):
        """Exit `code`, stderr short and with `text` in it."""
        done = self.run_program(command, *words)
        talk = done.stderr.decode()
        self.assertEqual(done.returncode, code, talk)
        self.assertIn(text, talk)
        self.assertNotIn("internal error", talk)
        self.assertLessEqual(talk.count("\n"), lines, talk)

    def test_bad_documents(self):
        cases = [
            ("empty.txt", b"", "empty"),
            ("blank.txt", b" \n\t\n", ""),
            ("cut.txt", GOOD[:-3] + b"\n", "UTF-8"),
            ("gbk.txt", "上海合作组织".encode("gbk"), "UTF-8"),
            ("binary.txt", bytes(range(256)) * 16, "binary"),
            ("zeros.md", b"\0" * 4096, "binary"),
            ("elf.txt", program.PROGRAM.read_bytes()[:65536], "binary"),
            ("sheet.xlsx", b"PK\x03\x04", ".txt"),
        ]
        for name, content, text in cases:
            with self.subTest(name):
                path = self.write(name, content)
                if not text:  # nothing to read is no error for blank text
                    self.assertIn(
                        self.run_program("extract", path).returncode, (0, 1))
                    continue
                self.expect_refused("extract", [path], text)
                self.expect_refused("build", ["--db", self.db, path], text,
                                    lines=12)

    def test_missing_file(self):
        self.expect_refused("extract", [self.work / "nobody.txt"],
                            "nobody.txt")

    def test_bad_documents_do_not_keep_good_ones_out(self):
        folder = self.work / "mixed"
        self.write("mixed/bad.txt", b"\xff\xfe\xfd")
        self.write("mixed/none.txt", b"")
        shutil.copytree(program.CORPUS, folder / "good")
        done = self.run_program("build", "--db", self.db, folder)
        self.assertEqual(done.returncode, 1)
        talk = done.stderr.decode()
        self.assertIn("bad.txt", talk)
        self.assertIn("none.txt", talk)
        listed = self.zhimai("documents", "--db", self.db).decode()
        good = [p.name for p in program.CORPUS.iterdir() if p.is_file()]
        for name in good:
            self.assertIn(name, listed)
        self.assertNotIn("bad.txt", listed)

    def test_many_bad_documents_are_counted_not_all_listed(self):
        for i in range(200):
            self.write(f"many/{i:03}.txt", b"\xff")
        done = self.run_program("build", "--db", self.db, self.work / "many")
        self.assertEqual(done.returncode, 1)
        self.assertLessEqual(done.stderr.decode().count("\n"), 40)

    def test_a_single_line_of_200_mb(self):
        line = "上海合作组织不断发展，".encode()
        path = self.work / "line.txt"
        with open(path, "wb") as out:
            for _ in range(200_000_000 // (len(line) * 4096) + 1):
                out.write(line * 4096)
        begin = time.monotonic()
        self.expect_refused("extract", [path], "line.txt")
        self.assertLess(time.monotonic() - begin, 60)

    def test_long_lines_that_are_accepted_take_linear_time(self):
        """Doubling the input must not quadruple the time."""
        sentence = "中国、俄罗斯、印度、巴西和南非领导人举行会晤，".encode()
        seconds = []
        for megabytes in (1, 2):
            path = self.write("long.txt", sentence * (
                megabytes * 1_000_000 // len(sentence)))
            begin = time.monotonic()
            self.zhimai("extract", path, timeout=280)
            seconds.append(time.monotonic() - begin)
        self.assertLess(seconds[1], 3.2 * seconds[0] + 2)

    def test_nested_marks_do_not_overflow(self):
        for marks in ("“", "（", "《", "**", "[", "<b>", "> "):
            with self.subTest(marks):
                path = self.write("deep.md", (marks * 50_000 + "中国").encode())
                done = self.run_program("extract", path, timeout=60)
                self.assertIn(done.returncode, (0, 1), done.stderr[-300:])

    def test_broken_rule_file(self):
        overlay = self.work / "overlay"
        self.write("overlay/rules/broken.txtpb",
                   b'# ours\nmodule: "broken"\nrule {\n  id: "x"\n'
                   b'  match: "[NoSuchClass"\n  emit { relation: "nothing" }\n'
                   b"}\n")
        good = self.write("good.txt", GOOD)
        # An overlay stands behind the project's own data.
        self.expect_refused(
            "extract", ["--data", program.ROOT / "data", "--data", overlay,
                        good], "broken.txtpb:")

    def test_broken_data_syntax_names_the_line(self):
        overlay = self.work / "overlay"
        self.write("overlay/gazetteer/broken.txtpb",
                   b'# ours\nmodule: "x"\nentity {\n  id "no colon"\n}\n')
        good = self.write("good.txt", GOOD)
        self.expect_refused(
            "extract", ["--data", program.ROOT / "data", "--data", overlay,
                        good], "broken.txtpb:4:")

    def test_wrong_command_lines(self):
        for words, text in ((["buld"], "build"), (["build"], "PATH"),
                            (["show", "--no-such-flag", "x"], "no-such-flag"),
                            (["build", "--threads", "many", "."], "threads")):
            with self.subTest(words):
                self.expect_refused(words[0], words[1:], text, code=2)

    def test_no_graph_there(self):
        self.expect_refused("show", ["--db", self.work / "none.db", "中国"],
                            "none.db")
        self.assertFalse((self.work / "none.db").exists())

    def test_folder_that_is_no_graph(self):
        self.write("notes/readme.txt", b"mine")
        done = self.run_program("build", "--db", self.work / "notes",
                                program.CORPUS)
        self.assertNotEqual(done.returncode, 0)
        self.assertEqual((self.work / "notes/readme.txt").read_bytes(),
                         b"mine")

    def test_a_store_that_another_process_holds(self):
        self.zhimai("build", "--db", self.db, program.CORPUS)
        before = self.zhimai("dump", "--db", self.db)
        fifo = self.work / "held/slow.txt"
        fifo.parent.mkdir()
        os.mkfifo(fifo)  # a writer that waits for its document
        writer = subprocess.Popen(
            [program.PROGRAM, "build", "--db", self.db, fifo],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            deadline = time.monotonic() + 30
            while time.monotonic() < deadline:
                done = self.run_program("build", "--db", self.db,
                                        program.CORPUS)
                if done.returncode == 3 or writer.poll() is not None:
                    break
                time.sleep(0.2)
            if writer.poll() is not None:
                self.skipTest("the program reads no pipes: nobody to wait on")
            talk = done.stderr.decode()
            self.assertEqual(done.returncode, 3, talk)
            self.assertIn("lock", talk.lower() + " lock" * (
                "use" in talk.lower()))
        finally:
            writer.send_signal(signal.SIGKILL)
            writer.wait()
        # Nothing lost, and the lock died with its owner.
        self.zhimai("build", "--db", self.db, program.CORPUS)
        self.assertEqual(self.zhimai("dump", "--db", self.db), before)
        self.zhimai("verify", "--db", self.db)

    def test_a_killed_build_leaves_a_graph_that_can_go_on(self):
        folder = self.work / "docs"
        shutil.copytree(program.CORPUS, folder)
        sample = b"".join(p.read_bytes() for p in sorted(
            program.CORPUS.iterdir()) if p.suffix == ".txt")
        for i in range(60):
            self.write(f"docs/copy{i:02}.txt", sample)
        fresh = self.work / "fresh.db"
        self.zhimai("build", "--db", fresh, folder)
        want = self.zhimai("dump", "--db", fresh)
        for delay in (0.3, 0.8, 1.5):
            writer = subprocess.Popen(
                [program.PROGRAM, "build", "--db", self.db, folder],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(delay)
            writer.kill()
            writer.wait()
        self.zhimai("build", "--db", self.db, folder)
        self.zhimai("verify", "--db", self.db)
        self.assertEqual(self.zhimai("dump", "--db", self.db), want)

    def test_a_reader_that_goes_away_is_no_error(self):
        done = subprocess.run(
            ["bash", "-c", f"'{program.PROGRAM}' extract "
             f"'{program.CORPUS}' | head -n 1 >/dev/null"],
            capture_output=True, timeout=60)
        self.assertEqual(done.stderr, b"")


if __name__ == "__main__":
    program.main()
