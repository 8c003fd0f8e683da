"""Runs the program under test; for the acceptance tests."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CORPUS = ROOT / "data/corpus"
SHARED = Path(os.environ.get("ZM_SHARED", ROOT.parent / "shared"))
PROGRAM = Path(os.environ.get("ZHIMAI", ROOT / "build/release/zhimai"))
# ctest's code for skipped (cmake/ZmScriptTest.cmake).
SKIPPED = 77


def need_shared(path):
    """Ends the script as skipped when this part of shared/ is not there."""
    found = SHARED / path
    if not found.exists():
        print(f"SKIPPED: {found} is not there; set ZM_SHARED")
        sys.exit(SKIPPED)
    return found


class ProgramTest(unittest.TestCase):

    def setUp(self):
        self.work = Path(tempfile.mkdtemp(prefix="zhimai-acceptance-"))
        self.addCleanup(shutil.rmtree, self.work, ignore_errors=True)
        self.db = self.work / "graph.db"

    def run_program(self, *words, stdin=b"", timeout=300):
        env = {k: v for k, v in os.environ.items()
               if not k.startswith("ZHIMAI")}
        env.update(LC_ALL="C.UTF-8", COLUMNS="100")
        return subprocess.run(
            [PROGRAM, *map(str, words)], input=stdin, cwd=self.work, env=env,
            capture_output=True, timeout=timeout)

    def zhimai(self, *words, stdin=b"", timeout=300):
        """stdout of a run that must succeed."""
        done = self.run_program(*words, stdin=stdin, timeout=timeout)
        self.assertEqual(
            done.returncode, 0,
            f"zhimai {' '.join(map(str, words))}\n{done.stderr.decode()}")
        return done.stdout

    def statements(self, *words):
        return [json.loads(line) for line in
                self.zhimai("extract", *words).splitlines()]


def main():
    if not PROGRAM.is_file():
        sys.exit(f"no program at {PROGRAM}: build it or set ZHIMAI")
    unittest.main(module="__main__", verbosity=2)
