#!/usr/bin/env python3
"""Runs transcript cases: what the program prints, byte for byte.

A case is a folder of tests/golden:
  cmd      a bash script; `zhimai` is the program under test
  files/   optional; its content is copied into the working directory
  stdin    optional
  stdout   what it must print; missing means nothing
  stderr   likewise
  exit     the exit code of the script; missing means 0

Each case runs in an empty folder of its own, with LC_ALL=C.UTF-8, and with
$SOURCE naming the source tree ($SOURCE/data/corpus has sample documents).
Compared after only these replacements: the working directory becomes $TMP,
the source tree $SOURCE, the version $VERSION, and durations, speeds and
memory sizes `N`.

  run.py CASE...            runs the cases (names or folders; none means all)
  ZM_UPDATE_GOLDEN=1 run.py writes what was printed; review the diff
  ZHIMAI=path               the program (default build/release/zhimai)
"""

import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parent.parent
TIMEOUT = 120

# A number with a unit of time, speed or memory, alone as a word.
MEASURE = re.compile(
    r"(?<![\w.])[\d,]+(?:\.\d+)?(?= ?(?:ns|µs|ms|s|seconds?|min|[KMG]B/s"
    r"|[KMG]iB/s)(?![\w/]))")


def program():
    named = os.environ.get("ZHIMAI", str(SOURCE / "build/release/zhimai"))
    path = Path(named).resolve()
    if not path.is_file():
        sys.exit(f"run.py: no program at {path}; build it or set ZHIMAI")
    return path


def version(zhimai):
    out = subprocess.run([zhimai, "version"], capture_output=True, text=True)
    found = re.search(r"\d+\.\d+\.\d+\S*", out.stdout)
    return found.group(0) if found else None


def normalise(text, work, number):
    text = text.replace(str(work), "$TMP").replace(str(SOURCE), "$SOURCE")
    if number:
        text = text.replace(number, "$VERSION")
    return MEASURE.sub("N", text)


def environment(zhimai):
    env = {k: v for k, v in os.environ.items() if not k.startswith("ZHIMAI")}
    env.update(
        PATH=f"{zhimai.parent}:{env.get('PATH', '')}",
        SOURCE=str(SOURCE),
        LC_ALL="C.UTF-8",
        COLUMNS="80",
    )
    return env


def execute(case, zhimai, number):
    """Returns what was printed and the exit code, as the case's files."""
    with tempfile.TemporaryDirectory(prefix="zhimai-golden-") as name:
        work = Path(name).resolve()
        if (case / "files").is_dir():
            shutil.copytree(case / "files", work, dirs_exist_ok=True)
        stdin = case / "stdin"
        done = subprocess.run(
            ["bash", "-c", (case / "cmd").read_text(encoding="utf-8")],
            cwd=work,
            env=environment(zhimai),
            input=stdin.read_bytes() if stdin.is_file() else b"",
            capture_output=True,
            timeout=TIMEOUT,
        )
        decoded = [
            normalise(stream.decode("utf-8", "backslashreplace"), work, number)
            for stream in (done.stdout, done.stderr)
        ]
    code = f"{done.returncode}\n" if done.returncode else ""
    return {"stdout": decoded[0], "stderr": decoded[1], "exit": code}


def update(case, got):
    for name, text in got.items():
        if text:
            (case / name).write_text(text, encoding="utf-8")
        else:
            (case / name).unlink(missing_ok=True)


def compare(case, got):
    """Returns the differences as text; empty when there are none."""
    out = []
    for name, text in got.items():
        path = case / name
        want = path.read_text(encoding="utf-8") if path.is_file() else ""
        if name == "exit":
            want, text = want.strip() or "0", text.strip() or "0"
        out += difflib.unified_diff(
            want.splitlines(), text.splitlines(), f"{case.name}/{name}",
            "printed", lineterm="")
        if want != text and want.rstrip("\n") == text.rstrip("\n"):
            out.append(f"{case.name}/{name}: differs in the last newline")
    return "\n".join(out)


def find_cases(names):
    if not names:
        return sorted(p.parent for p in HERE.glob("*/cmd"))
    cases = []
    for name in names:
        case = HERE / name if (HERE / name).is_dir() else Path(name)
        if not (case / "cmd").is_file():
            sys.exit(f"run.py: no case at {case}")
        cases.append(case.resolve())
    return cases


def main():
    zhimai = program()
    number = version(zhimai)
    failed = []
    cases = find_cases(sys.argv[1:])
    for case in cases:
        try:
            got = execute(case, zhimai, number)
        except subprocess.TimeoutExpired:
            failed.append(case.name)
            print(f"{case.name}: still running after {TIMEOUT} s")
            continue
        if os.environ.get("ZM_UPDATE_GOLDEN"):
            update(case, got)
            continue
        difference = compare(case, got)
        if difference:
            failed.append(case.name)
            print(difference)
    print(f"{len(cases) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
