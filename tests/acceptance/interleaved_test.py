#!/usr/bin/env python3
"""Pages of two articles: floors that no change may fall below."""

import json
import re
import subprocess
import sys
import unittest

import program

NEWS = program.SHARED / "corpus/cctv"


@unittest.skipUnless(NEWS.is_dir(), "the days of news are not there")
class InterleavedTest(program.ProgramTest):

    def measure(self, *options):
        return subprocess.run(
            [sys.executable, program.ROOT / "tests/eval/interleave.py",
             program.PROGRAM, NEWS, *options],
            capture_output=True, text=True, timeout=300, check=True).stdout

    def test_pairs(self):
        out = self.measure("-n", "8")
        print(out)
        rates = {name: float(rate) for name, rate in re.findall(
            r"^(all|unit \w+) .*lines right ([\d.]+)", out, re.M)}
        self.assertGreaterEqual(rates["all"], 0.85)
        self.assertGreaterEqual(rates["unit column"], 0.90)

    def test_ordinary_pages_stay_whole(self):
        out = self.measure("--whole", "--part", "test")
        print(out)
        torn, pages = map(int, re.search(r"(\d+) of (\d+) pages torn",
                                         out).groups())
        self.assertGreater(pages, 2000)
        self.assertLessEqual(torn, 2)


class OwnPageTest(program.ProgramTest):
    def test_lines_of_our_page(self):
        page = program.ROOT / "data/corpus/2023-page-apec-water.txt"
        rows = [json.loads(line) for line in
                self.zhimai("extract", "--segments", page).splitlines()]
        raw = page.read_bytes()
        for row in rows:
            text = raw[row["begin"]:row["end"]].decode()
            if "亚太" in text:
                self.assertEqual(row["article"], 0, text)
            if "水网" in text:
                self.assertEqual(row["article"], 1, text)


if __name__ == "__main__":
    program.main()
