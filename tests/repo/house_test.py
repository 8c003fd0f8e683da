#!/usr/bin/env python3
"""The house's own scripts: packages, ctest labels, executable bits."""

import os
import re
import subprocess

import tree

LABELS = {"unit", "golden", "query", "w3c", "fuzz", "fault", "threads",
          "repo", "slow", "bench"}


class HouseTest(tree.TreeTest):

    def test_scripts_are_executable_and_parse(self):
        for name in ("dev", ".ci/run", ".githooks/pre-commit"):
            self.assertTrue(os.access(tree.ROOT / name, os.X_OK), name)
            subprocess.run(["bash", "-n", tree.ROOT / name], check=True)

    def test_help_names_every_command(self):
        text = tree.read("dev")
        commands = re.findall(r"^cmd_(\w+)\(\)", text, re.M)
        help_text = text[:text.index("\nEOF\n")]
        self.expect_none(
            (c for c in commands
             if not re.search(rf"^  {c} ", help_text, re.M)),
            "commands that ./dev help leaves out")

    def test_packages_are_listed_once(self):
        names = [line.split("#")[0].strip()
                 for line in tree.read("cmake/packages.txt").splitlines()]
        names = [n for n in names if n and not n.startswith("[")]
        self.assertEqual(sorted(names), sorted(set(names)))

    def test_labels_are_known(self):
        found = []
        for name in tree.files():
            if not (name.startswith("tests/")
                    and name.endswith("CMakeLists.txt")):
                continue
            for match in re.finditer(r"\bLABELS\s+([\w\s;\"]+?)(?=\s*(?:\)"
                                     r"|TIMEOUT|SOURCES|DEPS|ARGS))",
                                     tree.read(name)):
                labels = set(re.findall(r"\w+", match.group(1)))
                found += [f"{name}: {label}" for label in labels - LABELS]
        self.expect_none(found, "ctest labels that no preset knows")

    def test_every_test_source_is_built(self):
        lists = {n.rsplit("/", 1)[0]: tree.read(n) for n in tree.files()
                 if n.startswith("tests/") and n.endswith("CMakeLists.txt")}
        shared = "".join(tree.read(n) for n in tree.files()
                         if n.startswith("cmake/") and n.endswith(".cmake"))
        found = []
        for name in tree.code(("tests/",), (".cc",)):
            parts = name.split("/")
            # A list may name a file by a variable: ${bench}_bench.cc.
            known = re.sub(r"foreach\(bench ([^)]*)\)", lambda m: " ".join(
                f"{b}_bench.cc" for b in m.group(1).split()), shared + "".join(
                    lists.get("/".join(parts[:i]), "")
                    for i in range(1, len(parts))))
            if parts[-1] not in known:
                found.append(name)
        self.expect_none(found, "test sources that no CMakeLists.txt lists")


if __name__ == "__main__":
    tree.main()
