#!/usr/bin/env python3
"""Checks what is in each language and what is not, by `zhimai check`.

The files of tests/queries/syntax are named by the language: query.rq.txt,
update.ru.txt, turtle.ttl.txt, … Their lines:

  # …    a comment
  = …    a prolog for the cases that follow (of no text: none)
  + …    a case that is in the language
  - …    one that is not
  | …    the next line of the case before
  ␠, ␉   a blank, a tab

  syntax.py FILE...    runs these (none means all)
  ZHIMAI=path          the program (default build/release/zhimai)
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
BATCH = 100


def cases(path):
    """(line, good, text) of each case."""
    found = []
    prolog = ""
    for number, line in enumerate(
            path.read_text(encoding="utf-8").split("\n"), 1):
        mark = line[:1]
        text = line[2:].replace("␠", " ").replace("␉", "\t")
        if mark == "=":
            prolog = text + "\n" if text else ""
        elif mark in ("+", "-"):
            found.append([number, mark == "+", prolog + text])
        elif mark == "|":
            found[-1][2] += "\n" + text
        elif mark not in ("", "#"):
            sys.exit(f"{path}:{number}: a line begins with one of # = + - |")
    return found


class Checker:

    def __init__(self, program, work, suffix):
        self.program = program
        self.work = work
        self.suffix = suffix

    def write(self, case):
        name = f"{case[0]}.{self.suffix}"
        (self.work / name).write_bytes((case[2] + "\n").encode())
        return name

    def check(self, names):
        return subprocess.run(
            [self.program, "check", "--base", "http://example.org/base/",
             *names], cwd=self.work, capture_output=True, text=True,
            timeout=60)

    def wrong(self, several):
        """(case, what is wrong) of those that are. A call checks many."""
        done = self.check([self.write(c) for c in several])
        said = set(re.findall(r"^zhimai: (\d+)\.", done.stderr, re.M))
        if done.returncode != (1 if said else 0):
            return [(several[0], f"or one of {len(several)} after it: exit "
                     f"status {done.returncode}: {done.stderr.strip()}")]
        return [(c, "refused" if c[1] else "accepted")
                for c in several if c[1] == (str(c[0]) in said)]


def run_file(path, program):
    every = cases(path)
    suffix = path.name.split(".")[-2]
    with tempfile.TemporaryDirectory(prefix="zhimai-syntax-") as folder:
        checker = Checker(program, Path(folder), suffix)
        wrong = [w for i in range(0, len(every), BATCH)
                 for w in checker.wrong(every[i:i + BATCH])]
    for case, error in wrong:
        print(f"{path.name}:{case[0]}: {error}\n    {case[2]!r}")
    print(f"{'FAILED ' if wrong else 'ok     '} {path.name}: "
          f"{len(every)} cases")
    return not wrong


def main():
    program = Path(os.environ.get(
        "ZHIMAI", HERE.parent.parent / "build/release/zhimai")).resolve()
    if not program.is_file():
        sys.exit(f"syntax.py: no program at {program}; build it or set ZHIMAI")
    paths = [Path(p) for p in sys.argv[1:]]
    paths = paths or sorted((HERE / "syntax").glob("*.txt"))
    if not paths:
        sys.exit("syntax.py: no cases")
    sys.exit(0 if all([run_file(p, program) for p in paths]) else 1)


if __name__ == "__main__":
    main()
