#!/usr/bin/env python3
"""Small rules that a reader relies on in every file."""

import re

import tree

MIB = 1 << 20
# A word for unfinished work must name the issue that will finish it.
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME)\b(?!\(#\d+\))")
TEXT = (".h", ".cc", ".py", ".md", ".txtpb", ".proto", ".cmake", ".txt",
        ".json")


def text_files():
    """Text that people edit: not test inputs, which may be anything."""
    for name in tree.files():
        verbatim = re.match(
            r"tests/(fuzz|golden/[^/]+/|.*/testdata/)|LICENSE", name)
        if (name.endswith(TEXT) or name in ("dev", ".ci/run")) and not verbatim:
            yield name


class HygieneTest(tree.TreeTest):

    def test_headers_are_guarded_and_explained(self):
        found = []
        for name in tree.code(suffixes=(".h",)):
            text = tree.read(name)
            if not text.startswith("// "):
                found.append(f"{name}:1: begins with no comment")
            if not re.search(r"^#pragma once$", text, re.M):
                found.append(f"{name}: has no #pragma once")
        self.expect_none(found, "headers say what a thing is")

    def test_nothing_unfinished_without_an_issue(self):
        self.expect_none(
            (f"{name}:{tree.line_of(tree.read(name), m.start())}: "
             f"{m.group(0)}"
             for name in text_files()
             for m in UNFINISHED.finditer(tree.read(name))),
            "write the issue's number behind it, (#12), or finish it")

    def test_no_large_files(self):
        self.expect_none(
            (f"{name}: {(tree.ROOT / name).stat().st_size} bytes"
             for name in tree.files()
             if (tree.ROOT / name).stat().st_size > MIB),
            "files over 1 MiB")

    def test_no_trailing_space_or_tabs(self):
        found = []
        for name in text_files():
            for number, line in enumerate(tree.read(name).split("\n"), 1):
                if line != line.rstrip() or (
                        "\t" in line and not name.endswith(".md")):
                    found.append(f"{name}:{number}: {line[:40]!r}")
            if not tree.read(name).endswith("\n"):
                found.append(f"{name}: the last line does not end")
        self.expect_none(found, "blanks at the end of a line, or tabs")

    def test_data_files_say_where_their_facts_come_from(self):
        self.expect_none(
            (name for name in tree.files()
             if name.startswith("data/") and name.endswith(".txtpb")
             and not tree.read(name).lstrip("﻿").startswith("#")),
            "data files begin with a comment on their source")

    def test_no_namespace_is_opened_to_all(self):
        self.expect_none(
            (f"{name}:{tree.line_of(tree.bare(name), m.start())}"
             for name in tree.code()
             for m in re.finditer(r"\busing namespace\b(?! std::\w+_literals)", tree.bare(name))),
            "using namespace")

    def test_what_our_compilers_lack_is_not_used(self):
        lacking = re.compile(r"\bstd::(format\b|views::|source_location)")
        self.expect_none(
            (f"{name}:{tree.line_of(tree.bare(name), m.start())}: "
             f"{m.group(0)}"
             for name in tree.code()
             for m in lacking.finditer(tree.bare(name))),
            "absent in GCC 12, or broken in clang 14 with libstdc++ 12")


if __name__ == "__main__":
    tree.main()
