#!/usr/bin/env python3
"""Scores the program on data/corpus against data/gold.

    tests/eval/own_gold.py PROGRAM [option of score.py …]

The scorer of ../shared/gold/scorer wants documents named NN-name.txt and the
traps in its sidecar: both are put together in a temporary folder.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("ZM_SHARED", ROOT.parent / "shared"))


def main(program, *options):
    gold = ROOT / "data/gold"
    rows = [line.split("\t") for line in
            (gold / "index.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        (out / "docs").mkdir()
        (out / "side").mkdir()
        for name in ("gold_ext.tsv", "index.tsv", "aliases.tsv"):
            if (gold / name).is_file():
                shutil.copy(gold / name, out)
        shutil.copy(gold / "traps.tsv", out / "side")
        stream = b""
        arguments = []
        for number, file, _ in rows:
            source = ROOT / "data/corpus" / file
            shutil.copy(source, out / f"docs/{number}-doc.txt")
            stream += subprocess.run([program, "extract", str(source)],
                                     check=True, capture_output=True).stdout
            arguments += ["--doc-map", f"{file}={number}"]
        (out / "out.jsonl").write_bytes(stream)
        return subprocess.run(
            [sys.executable, SHARED / "gold/scorer/score.py",
             out / "out.jsonl", "--gold", out, "--sidecar", out / "side",
             *arguments, *options], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
