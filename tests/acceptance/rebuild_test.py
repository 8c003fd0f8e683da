#!/usr/bin/env python3
"""A second build does nothing, says so, and is quick."""

import json
import time

import program


class RebuildTest(program.ProgramTest):

    def test_our_corpus(self):
        self.zhimai("build", "--db", self.db, program.CORPUS)
        done = self.run_program("build", "--db", self.db, program.CORPUS)
        self.assertEqual(done.returncode, 0)
        self.assertIn("nothing to do", (done.stdout + done.stderr).decode())

    def test_a_half_year_of_news(self):
        days = program.SHARED / "corpus/cctv"
        if not days.is_dir():
            self.skipTest(f"{days} is not there")
        size = sum(p.stat().st_size for p in days.glob("*.md")) / 1e6
        begin = time.monotonic()
        done = self.run_program("build", "--db", self.db, days, timeout=900)
        seconds = time.monotonic() - begin
        print(json.dumps({"build": "cctv", "MB": round(size, 2),
                          "s": round(seconds, 2),
                          "MB/s": round(size / seconds, 2)}))
        self.assertEqual(done.returncode, 0, done.stderr.decode()[-2000:])
        # A storm of warnings would hide the ones that matter.
        self.assertLess(done.stderr.decode().count("\n"), 30)
        begin = time.monotonic()
        again = self.run_program("build", "--db", self.db, days)
        seconds = time.monotonic() - begin
        self.assertIn("nothing to do", (again.stdout + again.stderr).decode())
        # One second is wanted; a busy machine gets three.
        self.assertLess(seconds, 3)


if __name__ == "__main__":
    program.main()
