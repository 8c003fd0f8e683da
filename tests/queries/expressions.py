#!/usr/bin/env python3
"""Checks what expressions give.

The files of tests/queries/expressions have lines

  EXPRESSION  =>  VALUE

with the value as in N-Triples, xsd: for its IRI; numbers and booleans may be
written as in Turtle, "error" stands for an error, and what begins with ~ is a
regular expression. A line "# …" is a comment.

  expressions.py FILE...   runs these (none means all)
  ZHIMAI=path              the program (default build/release/zhimai)
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
BATCH = 60
XSD = "http://www.w3.org/2001/XMLSchema#"
PROLOG = f"""BASE <http://e/base/>
PREFIX : <http://e/>
PREFIX xsd: <{XSD}>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
"""
NUMBERS = ((r"[+-]?\d+", "integer"), (r"[+-]?\d*\.\d+", "decimal"),
           (r"[+-]?(\d+(\.\d*)?|\.\d+)[eE][+-]?\d+", "double"),
           (r"true|false", "boolean"))


def cases(path):
    found = []
    for number, line in enumerate(
            path.read_text(encoding="utf-8").split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        text, arrow, value = line.rpartition("=>")
        if not arrow:
            sys.exit(f"{path}:{number}: no =>")
        found.append((number, text.strip(), value.strip()))
    return found


def full(value):
    """The cell that a value stands for."""
    for pattern, name in NUMBERS:
        if re.fullmatch(pattern, value):
            return f'"{value}"^^<{XSD}{name}>'
    if value == "error":
        return ""
    return re.sub(r"\^\^xsd:(\w+)", rf"^^<{XSD}\1>", value)


def cells(program, work, several):
    """What each gives, or None if there is no answer."""
    query = work / "query.rq"
    query.write_text(PROLOG + "SELECT " + " ".join(
        f"({c[1]} AS ?r{c[0]})" for c in several) + " {}\n", encoding="utf-8")
    done = subprocess.run(
        [program, "query", "--db", work / "db", "--format", "tsv", query],
        capture_output=True, text=True, timeout=60)
    if done.returncode != 0:
        return None if len(several) > 1 else [done.stderr.strip()]
    return done.stdout.split("\n")[1].split("\t")


def agrees(cell, value):
    if value.startswith("~"):
        return re.fullmatch(value[1:].strip(), cell)
    return cell == full(value)


def run_file(path, program, work):
    every = cases(path)
    wrong = 0
    for i in range(0, len(every), BATCH):
        batch = every[i:i + BATCH]
        found = cells(program, work, batch)
        if found is None:
            found = [cells(program, work, [c])[0] for c in batch]
        for (number, text, value), cell in zip(batch, found):
            if not agrees(cell, value):
                wrong += 1
                print(f"{path.name}:{number}: {text}\n"
                      f"    gave {cell or 'error'}, not {value}")
    print(f"{'FAILED ' if wrong else 'ok     '} {path.name}: {len(every)}")
    return not wrong


def main():
    program = Path(os.environ.get(
        "ZHIMAI", HERE.parent.parent / "build/release/zhimai")).resolve()
    if not program.is_file():
        sys.exit(f"expressions.py: no program at {program}; set ZHIMAI")
    paths = [Path(p) for p in sys.argv[1:]]
    paths = paths or sorted((HERE / "expressions").glob("*.txt"))
    if not paths:
        sys.exit("expressions.py: no cases")
    with tempfile.TemporaryDirectory(prefix="zhimai-expr-") as folder:
        work = Path(folder)
        (work / "none.nt").write_text("")
        subprocess.run([program, "load", "--db", work / "db",
                        work / "none.nt"], check=True, capture_output=True)
        sys.exit(0 if all([run_file(p, program, work) for p in paths]) else 1)


if __name__ == "__main__":
    main()
