"""The tree as the tests of this folder see it."""

import functools
import re
import subprocess
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
OURS = ("graph/", "extract/", "tools/", "tests/")


@functools.lru_cache
def files():
    """Paths of tracked and new (not ignored) files, relative, with '/'."""
    done = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached",
         "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True)
    if done.returncode == 0:
        names = done.stdout.decode().split("\0")
    else:  # an unpacked archive
        names = [str(p.relative_to(ROOT)) for p in ROOT.rglob("*")]
    return sorted(n for n in set(names) if n and (ROOT / n).is_file()
                  and not n.startswith(("build/", ".git/")))


def code(folders=OURS, suffixes=(".h", ".cc")):
    return [n for n in files()
            if n.startswith(folders) and n.endswith(suffixes)]


@functools.lru_cache
def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


_TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)"""
    r"""|(?P<raw>R"(?P<tag>[^(\s]*)\(.*?\)(?P=tag)")"""
    r"""|(?P<string>"(?:\\.|[^"\\\n])*")"""
    r"""|(?P<char>(?<![0-9a-zA-Z])'(?:\\.|[^'\\\n])+')""", re.S)


def _blank(text):
    return re.sub(r"[^\n]", " ", text)


@functools.lru_cache
def without_comments(name):
    """The file with comments blanked; lines keep their numbers."""
    return _TOKEN.sub(
        lambda m: _blank(m.group(0)) if m.group("comment") else m.group(0),
        read(name))


@functools.lru_cache
def bare(name):
    """The file with comments and the insides of literals blanked."""
    def put(match):
        if match.group("comment") or match.group("raw"):
            return _blank(match.group(0))
        quote = match.group(0)[0]
        return quote + " " * (len(match.group(0)) - 2) + quote
    return _TOKEN.sub(put, read(name))


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


class TreeTest(unittest.TestCase):
    """Adds a check that lists every finding, one a line."""

    def expect_none(self, findings, why):
        findings = list(findings)
        if findings:
            self.fail(f"{why}\n" + "\n".join(f"  {f}" for f in findings))


def main():
    quiet = "--quiet" in sys.argv
    sys.argv = [a for a in sys.argv if a != "--quiet"]
    unittest.main(module="__main__", verbosity=0 if quiet else 2)
