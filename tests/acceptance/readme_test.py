#!/usr/bin/env python3
"""The sessions printed in the documents are what the program prints.

A fenced block marked `console` holds `$ command` lines and what they print
(stdout, then stderr). All blocks of a document run in order in one folder
that has data/corpus in it and zhimai on the PATH. A line `…` stands for any
lines. A block marked with a language and a file (`textproto my/a.txtpb`) is
written to that file first. ZM_UPDATE_GOLDEN=1 writes the true output into the documents, keeping
blocks that have a `…` line.
"""

import importlib.util
import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

import program

DOCUMENTS = ("README.md", "docs/cli.md", "docs/cookbook.md", "docs/rules.md")
BLOCK = re.compile(r"(^```(?:console|\w+ (\S+))\n)(.*?)(^```$)", re.M | re.S)

_spec = importlib.util.spec_from_file_location(
    "run", program.ROOT / "tests/golden/run.py")
run = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(run)


def goes_on(command):
    """After a \\, in an open quote, or in a here-document."""
    if command.endswith("\\") or command.count("'") % 2:
        return True
    here = re.search(r"<<'(\w+)'", command)
    return bool(here) and not command.endswith("\n" + here.group(1))


def commands(block):
    """[(command, printed)]; a command may take several lines."""
    found, lines, i = [], block.split("\n"), 0
    while i < len(lines):
        line = lines[i]
        i += 1
        if line.startswith("$ "):
            command = line[2:]
            while goes_on(command) and i < len(lines):
                command += "\n" + lines[i]
                i += 1
            found.append([command, []])
        elif found:
            found[-1][1].append(line)
    return [(command, "\n".join(printed).rstrip("\n"))
            for command, printed in found]


def matches(want, got):
    """Equal but for `…` lines and, as in run.py, times and speeds."""
    pattern = "\n".join(
        r"(?:.*\n?)*?" if line.strip() in ("…", "...")
        else re.escape(line) for line in want.split("\n"))
    pattern = pattern.replace(r"(?:.*\n?)*?" + "\n", r"(?:.*\n)*?")
    return re.fullmatch(pattern, got) is not None


def canonical(text, work):
    text = run.normalise(text, work, None)
    # A number of another width moves the rest of its line.
    return "\n".join(re.sub(r" +", " ", line).rstrip()
                     for line in text.split("\n"))


class ReadmeTest(program.ProgramTest):

    def execute(self, command, folder):
        env = run.environment(program.PROGRAM.resolve())
        done = subprocess.run(["bash", "-c", command], cwd=folder, env=env,
                              capture_output=True, timeout=120,
                              stdin=subprocess.DEVNULL)
        return (done.stdout + done.stderr).decode().rstrip("\n")

    def check(self, name):
        path = program.ROOT / name
        text = path.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "data").symlink_to(program.ROOT / "data")
            updated = BLOCK.sub(lambda m: self.block(m, folder), text)
        if os.environ.get("ZM_UPDATE_GOLDEN"):
            path.write_text(updated, encoding="utf-8")

    def block(self, match, folder):
        if match.group(2):
            file = Path(folder) / match.group(2)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(match.group(3), encoding="utf-8")
            return match.group(0)
        out = []
        for command, want in commands(match.group(3)):
            got = self.execute(command, folder)
            if not os.environ.get("ZM_UPDATE_GOLDEN"):
                with self.subTest(command):
                    want_text = canonical(want, folder)
                    got_text = canonical(got, folder)
                    if not matches(want_text, got_text):
                        self.assertEqual(got_text, want_text)
            kept = re.search(r"^(…|\.\.\.)$", want, re.M)
            out.append(f"$ {command}\n" + (want if kept else got))
        body = "\n".join(part.rstrip("\n") for part in out)
        return match.group(1) + body + "\n" + match.group(4)

    def test_documents(self):
        for name in DOCUMENTS:
            with self.subTest(name):
                self.check(name)

    def test_the_matcher_matches(self):
        self.assertTrue(matches("a\n…\nd", "a\nb\nc\nd"))
        self.assertTrue(matches("a\n…", "a\nb"))
        self.assertTrue(matches("a.b", "a.b"))
        self.assertFalse(matches("a.b", "axb"))
        self.assertFalse(matches("a\n…\nd", "a\nb\nc"))
        self.assertEqual(commands("$ a \\\n b\nx\ny\n$ c\n"),
                         [("a \\\n b", "x\ny"), ("c", "")])
        self.assertEqual(commands("$ a 'b\nc'\nx\n$ d <<'E'\ne\nE\ny"),
                         [("a 'b\nc'", "x"), ("d <<'E'\ne\nE", "y")])


if __name__ == "__main__":
    program.main()
