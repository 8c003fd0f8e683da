#!/usr/bin/env python3
"""Every rule's own tests, and the laws about rules."""

import re

import program


class RulesTest(program.ProgramTest):

    def test_every_rule_passes_its_own_tests(self):
        done = self.run_program("rules", "test")
        self.assertEqual(done.returncode, 0,
                         done.stdout.decode()[-6000:] + done.stderr.decode())

    def test_every_emitting_rule_has_a_positive_and_a_negative_test(self):
        found = []
        for file in sorted((program.ROOT / "data/rules").rglob("*.txtpb")):
            text = re.sub(r'("(?:[^"\\\n]|\\.)*")|#[^\n]*',
                          lambda m: m.group(1) or "",
                          file.read_text(encoding="utf-8"))
            for rule in re.split(r"^rule\s*\{", text, flags=re.M)[1:]:
                name = re.search(r'\bid:\s*"([^"]*)"', rule)
                if not re.search(r"^\s*emit\s*\{", rule, re.M):
                    continue
                for kind in ("expect", "reject"):
                    if not re.search(rf"\b{kind}\s*:", rule):
                        found.append(f"{file.name}: "
                                     f"{name and name.group(1)}: no {kind}")
        self.assertEqual(found, [], "\n" + "\n".join(found))


if __name__ == "__main__":
    program.main()
