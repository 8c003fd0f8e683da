#!/usr/bin/env python3
"""What is made from the table of commands: docs/cli.md, man page, completion."""

import os
import re
import shutil
import subprocess
import unittest

import program

PART = re.compile(r"(<!-- Made by `zhimai help --markdown`.*?-->\n\n)(.*?)"
                  r"(<!-- end -->)", re.S)


class ReferenceTest(program.ProgramTest):

    def names(self):
        listed = self.zhimai("help").decode()
        part = listed.split("Commands:\n")[1].split("\n\n")[0]
        return [line.split()[0] for line in part.splitlines()]

    def test_the_reference_of_the_command_line(self):
        path = program.ROOT / "docs/cli.md"
        text = path.read_text(encoding="utf-8")
        made = self.zhimai("help", "--markdown").decode()
        if os.environ.get("ZM_UPDATE_GOLDEN"):
            path.write_text(PART.sub(lambda m: m[1] + made + m[3], text),
                            encoding="utf-8")
            return
        self.assertEqual(PART.search(text)[2], made)

    def test_the_manual_page_names_every_command(self):
        page = self.zhimai("help", "--man").decode()
        for name in self.names():
            self.assertIn(f'.SS "{name}"', page)
        if shutil.which("groff"):
            done = subprocess.run(
                ["groff", "-man", "-Tutf8", "-Kutf8", "-ww", "-z"],
                input=page.encode(), capture_output=True)
            self.assertEqual(done.stderr.decode(), "")

    def bash(self, *words):
        """What bash offers after these words."""
        self.zhimai("build", "--quiet", program.CORPUS / "sco-history.md")
        script = (f"PATH={program.PROGRAM.resolve().parent}:$PATH\n"
                  "source <(zhimai completion bash)\n"
                  'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))\n'
                  '_zhimai; printf "%s\\n" "${COMPREPLY[@]}"\n')
        env = dict(os.environ, LC_ALL="C.UTF-8")
        done = subprocess.run(["bash", "-c", script, "bash", *words],
                              cwd=self.work, capture_output=True, env=env)
        self.assertEqual(done.stderr.decode(), "")
        return done.stdout.decode().split()

    def test_bash_completes(self):
        for words, offered in (
                (("zhimai", "tim"), ["timeline"]),
                (("zhimai", "show", "--rel"), ["--relations"]),
                (("zhimai", "path", "--lang", ""), ["zh", "en"]),
                (("zhimai", "show", "上海合作组织宪"), ["上海合作组织宪章"]),
                (("zhimai", "help", "comp"), ["compare", "components", "completion"]),
                (("zhimai", "stats", "x"), [])):
            with self.subTest(words):
                self.assertEqual(self.bash(*words)[:len(offered) + 1],
                                 offered)

    def test_other_shells_read_their_scripts(self):
        for shell in ("zsh", "fish"):
            script = self.zhimai("completion", shell)
            for name in self.names():
                self.assertIn(name, script.decode())
            if shutil.which(shell):
                done = subprocess.run([shell, "-n"], input=script,
                                      capture_output=True)
                self.assertEqual(done.stderr.decode(), "")
                self.assertEqual(done.returncode, 0)


if __name__ == "__main__":
    program.main()
