#!/usr/bin/env python3
"""The seed page, scored: floors that no change may fall below."""

import json
import subprocess
import sys

import program


class SeedTest(program.ProgramTest):
    """Skipped where the page, its answers or the scorer are not there."""

    page = program.need_shared("corpus/seed/seed.txt")
    gold = program.need_shared("gold/seed")
    scorer = program.need_shared("gold/scorer/score.py")

    def test_floors(self):
        lines = self.work / "seed.jsonl"
        lines.write_bytes(self.zhimai("extract", self.page))
        result = self.work / "score.json"
        done = subprocess.run(
            [sys.executable, self.scorer, lines, "--gold", self.gold,
             "--json", result], capture_output=True, text=True, timeout=300)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.check(json.loads(result.read_text(encoding="utf-8")))

    def check(self, score):
        recall = score["recall"]["core"]["recall"]
        exhaustive = score["precision"]["exhaustive"]
        print(f"core recall {recall:.3f}, precision (exhaustive, judged) "
              f"{exhaustive['judged']:.3f}, traps {score['traps']['hit']}, "
              f"evidence exact {score['evidence']['exact_rate']:.3f}")
        self.assertGreaterEqual(recall, 0.60)
        self.assertGreaterEqual(exhaustive["judged"], 0.90)
        self.assertEqual(score["traps"]["hit"], 0)
        self.assertEqual(score["evidence"]["exact_rate"], 1.0)
        self.assertEqual(score["evidence"]["statements_without"], 0)

    def test_evidence_is_the_bytes_of_the_page(self):
        page = self.page.read_bytes()
        statements = self.statements(self.page)
        self.assertTrue(statements)
        for statement in statements:
            self.assertTrue(statement["evidence"], statement)
            for piece in statement["evidence"]:
                self.assertEqual(
                    page[piece["begin"]:piece["end"]].decode(),
                    piece["text"], statement)


if __name__ == "__main__":
    program.main()
