#!/usr/bin/env python3
"""Runs the query cases: readable text files of data, query and answer.

A file of tests/queries/cases has sections, each begun by a line "--- NAME".
What stands before the first is a comment.

  --- data       TriG, for the queries that follow; a new one replaces it
  --- prolog     what stands before each query and update that follows
  --- query      a query, or
  --- update     an update: it changes the data at hand
  --- rows       what must come, as TSV with two spaces for each tab and xsd:
                 for its IRI; sorted, unless the query has ORDER BY; without
                 the blanks at the end of a line that unbound variables leave
  --- triples    the same of CONSTRUCT and DESCRIBE, as N-Triples
  --- error      what must be said instead, without "zhimai: "
  --- plan       of the query: one operator a line, without numbers
  --- note       a comment

Several of rows, error and plan may follow one query.

  run.py FILE...             runs these (names or paths; none means all)
  ZM_UPDATE_GOLDEN=1 run.py  writes what came; review the diff
  ZHIMAI=path                the program (default build/release/zhimai)
"""

import difflib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parent.parent
CASES = HERE / "cases"
TIMEOUT = 60
RESULTS = ("rows", "triples", "error", "plan")
TYPE = re.compile(r"<http://www\.w3\.org/2001/XMLSchema#(\w+)>")
# Numbers of a plan that the machine or the statistics decide.
NUMBERS = re.compile(r"  ~[\d.e+]+ rows, cost .*$", re.M)


def sections(text):
    """(name, body) in sequence; the comment has the name ''."""
    found = [["", []]]
    for line in text.splitlines():
        if line.startswith("--- "):
            found.append([line[4:].strip(), []])
        else:
            found[-1][1].append(line)
    return [(name, "\n".join(lines).strip("\n")) for name, lines in found]


def join(parts):
    out = []
    for name, body in parts:
        if name:
            out.append(f"--- {name}")
        if body:
            out.append(body)
        if name in RESULTS or name in ("", "note"):
            out.append("")
    return "\n".join(out).rstrip("\n") + "\n"


class Case:

    def __init__(self, program, work):
        self.program = program
        self.work = work
        self.graphs = 0
        self.db = None
        self.query = ""
        self.prolog = ""
        self.done = None

    def zhimai(self, *words):
        env = {k: v for k, v in os.environ.items()
               if not k.startswith("ZHIMAI")}
        env["LC_ALL"] = "C.UTF-8"
        return subprocess.run(
            [self.program, *words], cwd=self.work, env=env,
            capture_output=True, text=True, timeout=TIMEOUT)

    def data(self, text):
        self.graphs += 1
        self.db = f"{self.graphs}.db"
        (self.work / "data.trig").write_text(text + "\n", encoding="utf-8")
        done = self.zhimai("load", "--db", self.db, "data.trig")
        if done.returncode != 0:
            raise ValueError(f"data: {done.stderr}")

    def run(self, kind, text):
        if self.db is None:
            self.data("")
        self.query = text
        text = self.prolog + text
        file = "query.rq" if kind == "query" else "update.ru"
        (self.work / file).write_text(text + "\n", encoding="utf-8")
        words = ["--format", "tsv"] if kind == "query" else []
        self.done = self.zhimai(kind, "--db", self.db, *words, file)
        if kind == "update" and self.done.returncode != 0 and not text:
            raise ValueError(self.done.stderr)

    def result(self, name):
        """The text of a section of results."""
        if name == "error":
            lines = self.done.stderr.replace("zhimai: ", "").splitlines()
            return "\n".join(line.rstrip() for line in lines).strip("\n")
        if name == "plan":
            plan = self.zhimai("query", "--db", self.db, "--plan", "query.rq")
            return NUMBERS.sub("", plan.stdout + plan.stderr).strip("\n")
        if self.done.returncode != 0:
            return f"FAILED: {self.done.stderr}".strip("\n")
        text = TYPE.sub(r"xsd:\1", self.done.stdout.replace("\t", "  "))
        lines = [line.rstrip() for line in text.splitlines()]
        if name == "rows" and "ORDER BY" not in self.query.upper():
            lines[1:] = sorted(lines[1:])
        elif name == "triples":
            lines.sort()
        return "\n".join(lines)


def run_file(path, program):
    """What the file should be, by what the program does."""
    parts = sections(path.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(prefix="zhimai-queries-") as folder:
        case = Case(program, Path(folder))
        out = []
        for name, body in parts:
            if name == "data":
                case.data(body)
            elif name == "prolog":
                case.prolog = body + "\n"
            elif name in ("query", "update"):
                case.run(name, body)
            elif name in RESULTS:
                body = case.result(name)
            elif name not in ("", "note"):
                raise ValueError(f"{path}: no section is called {name}")
            out.append((name, body))
        return join(out)


def main():
    program = Path(os.environ.get("ZHIMAI", SOURCE / "build/release/zhimai"))
    program = program.resolve()
    if not program.is_file():
        sys.exit(f"run.py: no program at {program}; build it or set ZHIMAI")
    paths = [p if p.exists() else CASES / f"{p}.txt"
             for p in map(Path, sys.argv[1:])] or sorted(CASES.glob("*.txt"))
    if not paths:
        sys.exit("run.py: no cases")
    failed = 0
    for path in paths:
        before = path.read_text(encoding="utf-8")
        after = run_file(path, program)
        if before == after:
            print(f"ok      {path.stem}")
            continue
        if os.environ.get("ZM_UPDATE_GOLDEN"):
            path.write_text(after, encoding="utf-8")
            print(f"updated {path.stem}")
            continue
        failed += 1
        print(f"FAILED  {path.stem}")
        sys.stdout.writelines(difflib.unified_diff(
            before.splitlines(True), after.splitlines(True), "expected",
            "actual"))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
