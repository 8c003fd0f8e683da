#!/usr/bin/env python3
"""Runs a W3C suite: exactly the tests of known.txt may fail.

    run_test.py suite|suite12 [options of w3c.py]

The harness and the suites are not ours and not in this repository: they are
looked for in $ZM_SHARED/w3c, else in shared/w3c beside the source tree or
above it. Where they are not there, the test counts as skipped.
"""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PROGRAM = Path(os.environ.get("ZHIMAI", ROOT / "build/release/zhimai"))
SKIPPED = 77


def find_harness():
    if "ZM_SHARED" in os.environ:
        places = [Path(os.environ["ZM_SHARED"])]
    else:
        places = [up / "shared" for up in ROOT.parents]
    for place in places:
        if (place / "w3c/w3c.py").is_file():
            return place / "w3c"
    return None


def main():
    suite, *options = sys.argv[1:]
    harness = find_harness()
    if harness is None or not (harness / suite).is_dir():
        print(f"SKIPPED: no w3c/{suite} in a folder 'shared' above {ROOT}; "
              "set ZM_SHARED")
        return SKIPPED
    if not PROGRAM.is_file():
        sys.exit(f"no program at {PROGRAM}: build it or set ZHIMAI")
    return subprocess.run(
        [sys.executable, harness / "w3c.py", "--cmd", str(PROGRAM),
         "--suite", harness / suite, "--known", HERE / "known.txt",
         "--by", "kind", *options], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
