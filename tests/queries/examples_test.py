#!/usr/bin/env python3
"""The example queries of docs/sparql.md over a graph built from text.

  examples_test.py corpus     data/corpus: counts and first rows, exactly
  examples_test.py seed_cctv  shared/corpus: counts within a quarter, and the
                              rows that were recorded are among the answers;
                              skipped where shared/ is not there

Recorded in examples/corpus.txt and examples/seed_cctv.txt; ZM_UPDATE_GOLDEN=1
writes them. Each query must end in time. With `corpus`, the queries that
docs/sparql.md shows are run, too.
"""

import os
import re
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "acceptance"))
import program  # noqa: E402  (its folder is named above)

EXAMPLES = HERE / "examples"
GUIDE = HERE.parent.parent / "docs/sparql.md"
SHOWN = 5
# For a machine that does other work; alone, each takes less than one second.
SECONDS = 20


def read_record(path):
    """{query: (count, rows)}"""
    record = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        head = re.fullmatch(r"== (\w+): (\d+) rows", line)
        if head:
            rows = []
            record[head[1]] = (int(head[2]), rows)
        elif line:
            rows.append(line)
    return record


def write_record(path, answers):
    out = []
    for name, rows in answers.items():
        out.append(f"== {name}: {len(rows) - 1} rows")
        out += rows[:SHOWN + 1] + [""]
    path.write_text("\n".join(out), encoding="utf-8")


class ExamplesTest(program.ProgramTest):

    graph = "corpus"

    def sources(self):
        if self.graph == "corpus":
            return [program.CORPUS]
        return [program.need_shared("corpus/seed"),
                program.need_shared("corpus/cctv")]

    def test_examples(self):
        self.zhimai("build", "--quiet", "--db", self.db, *self.sources())
        answers = {}
        for query in sorted(EXAMPLES.glob("*.rq")):
            start = time.monotonic()
            text = self.zhimai("query", "--db", self.db, "--format", "csv",
                               query).decode()
            seconds = time.monotonic() - start
            print(f"{query.stem}: {seconds:.2f} s")
            self.assertLess(seconds, SECONDS, query.stem)
            answers[query.stem] = text.splitlines()
        record = EXAMPLES / f"{self.graph}.txt"
        if os.environ.get("ZM_UPDATE_GOLDEN"):
            write_record(record, answers)
        self.compare(answers, read_record(record))
        if self.graph == "corpus":
            self.check_guide()

    def compare(self, answers, record):
        self.assertEqual(sorted(answers), sorted(record))
        for name, rows in answers.items():
            count, shown = record[name]
            with self.subTest(query=name):
                if self.graph == "corpus":
                    self.assertEqual(len(rows) - 1, count)
                    self.assertEqual(rows[:SHOWN + 1], shown)
                else:
                    self.assertLessEqual(abs(len(rows) - 1 - count),
                                         2 + count / 4)
                    self.assertEqual([r for r in shown if r not in rows], [])

    def check_guide(self):
        shown = re.findall(r"^```sparql\n(.*?)^```",
                           GUIDE.read_text(encoding="utf-8"), re.M | re.S)
        self.assertTrue(shown)
        for query in shown:
            with self.subTest(query=query):
                file = self.work / "guide.rq"
                file.write_text(query, encoding="utf-8")
                self.zhimai("query", "--db", self.db, "--format", "tsv", file)


if __name__ == "__main__":
    ExamplesTest.graph = sys.argv.pop() if len(sys.argv) > 1 else "corpus"
    if ExamplesTest.graph == "seed_cctv":
        program.need_shared("corpus/cctv")
    program.main()
