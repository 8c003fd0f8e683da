#!/usr/bin/env python3
"""No rule and no code knows a person, organisation or document by name.

Knowledge lives in data/; a rule that names somebody was tuned to a page. Names
come from our gazetteers, the titles in data/corpus, and, where shared/ is, the
entities of the seed page. The gazetteers may know what is common knowledge
(a treaty in force, a series of summits), but not what that page reports.
"""

import collections
import os
import re
import unittest
from pathlib import Path

import tree

SHARED = Path(os.environ.get("ZM_SHARED", tree.ROOT.parent / "shared"))
SEED = SHARED / "gold/seed/entities.tsv"
# Names shorter than this are also ordinary words, or a macro's.
SHORTEST = 3
SHORTEST_LATIN = 6
# On the seed page, but older than it and known without it.
COMMON = {
    "上合组织峰会",  # the series
}

ENTITY = re.compile(r"^entity\s*\{(.*?)^\}", re.M | re.S)
STRING = r'"(?:[^"\\]|\\.)*"'
NAMES = re.compile(rf"\b(?:zh|zh_hant|en)\s*:\s*({STRING}|\[.*?\])", re.S)
PROSE = re.compile(r'\bdoc\s*:\s*(?:"(?:[^"\\]|\\.)*"\s*)+')


def strip_comments(text):
    return re.sub(r'("(?:[^"\\\n]|\\.)*")|#[^\n]*',
                  lambda m: m.group(1) or "", text)


def strip_blocks(text, keyword):
    """Blanks `keyword { … }` with what it nests; strings may hold braces."""
    out, pos = [], 0
    for match in re.finditer(rf"\b{keyword}\s*\{{", text):
        if match.start() < pos:
            continue
        out.append(text[pos:match.start()])
        depth, pos = 1, match.end()
        for token in re.finditer(r'"(?:[^"\\\n]|\\.)*"|[{}]',
                                 text[match.end():]):
            depth += {"{": 1, "}": -1}.get(token.group(0), 0)
            if depth == 0:
                pos = match.end() + token.end()
                break
        out.append("\n" * text.count("\n", match.start(), pos))
    return "".join(out) + text[pos:]


def rule_text(name):
    """What a rule file does: comments, tests and explanations taken out."""
    text = strip_blocks(strip_comments(tree.read(name)), "test")
    return PROSE.sub(lambda m: "\n" * m.group(0).count("\n"), text)


def gazetteer_names(classes):
    names = set()
    for file in tree.files():
        if not re.match(r"data/gazetteer/.*\.txtpb$", file):
            continue
        for block in ENTITY.findall(tree.read(file)):
            kind = re.search(r'\bclass\s*:\s*"(\w+)"', block)
            if kind and kind.group(1) in classes:
                names.update(text[1:-1] for value in NAMES.findall(block)
                             for text in re.findall(STRING, value))
    return names


def seed_names(classes):
    names = set()
    if not SEED.is_file():
        return names
    for row in SEED.read_text(encoding="utf-8").splitlines()[1:]:
        cell = row.split("\t")
        if cell[2] in classes:
            names.add(cell[0])
            # Of the printed forms the proper ones: 本组织, 本意见 are words.
            names.update(form.strip() for form in cell[4].split("|")
                         if form.strip() and form.strip()[0] not in "本该")
    return {name.strip("《》“”") for name in names}


def corpus_titles():
    return {title for file in tree.files()
            if file.startswith("data/corpus/")
            for title in re.findall(r"《([^《》\n]+)》", tree.read(file))}


class Finder:
    """Finds any of thousands of names; an alternation is too slow."""

    def __init__(self, names):
        self.by_start = collections.defaultdict(list)
        for name in sorted(names, key=lambda n: (-len(n), n)):
            limit = SHORTEST_LATIN if name.isascii() else SHORTEST
            if len(name) >= limit:
                self.by_start[name[:SHORTEST]].append(name)

    def find(self, text):
        """Yields (offset, name), longest first at an offset, no overlaps."""
        after = 0
        for at in range(len(text)):
            if at < after:
                continue
            for name in self.by_start.get(text[at:at + SHORTEST], ()):
                if text.startswith(name, at) and (
                        not name.isascii() or self.is_word(text, at, name)):
                    yield at, name
                    after = at + len(name)
                    break

    @staticmethod
    def is_word(text, at, name):
        """A Latin name is a word of its own: "Union" is not in "reunion"."""
        around = text[max(0, at - 1):at] + text[at + len(name):][:1]
        return not any(c.isalnum() or c == "_" for c in around)

    def blank(self, text):
        for at, name in list(self.find(text)):
            text = text[:at] + " " * len(name) + text[at + len(name):]
        return text


class KnowledgeTest(tree.TreeTest):

    def setUp(self):
        self.people = gazetteer_names({"Person"}) | seed_names({"Person"})
        self.bodies = gazetteer_names({"Organization", "OrgBody"}) | (
            seed_names({"Organization", "OrgBody"}))
        self.works = corpus_titles() | seed_names(
            {"Document", "Summit", "Meeting", "Event", "Project"})

    def find(self, names, files, text):
        finder = Finder(names)
        for file in files:
            content = text(file)
            for at, name in finder.find(content):
                yield f"{file}:{tree.line_of(content, at)}: {name}"

    def test_no_rule_names_anybody(self):
        rules = [n for n in tree.files()
                 if n.startswith("data/rules/") and n.endswith(".txtpb")]
        # The title of an office is a word, whatever body is in it.
        titles = Finder(gazetteer_names({"Position"}))
        self.expect_none(
            self.find(self.people | self.bodies | self.works, rules,
                      lambda n: titles.blank(rule_text(n))),
            "rules that know somebody by name")

    def test_no_code_names_anybody(self):
        # tools/ shows names in the examples of its help.
        code = tree.code(("graph/", "extract/"))
        # English names of bodies ("Parliament") are words of messages too.
        bodies = {n for n in self.bodies if not n.isascii()}
        self.expect_none(
            self.find(self.people | bodies | self.works, code,
                      tree.without_comments),
            "code that knows somebody by name")

    def test_no_data_lists_what_only_the_seed_page_says(self):
        data = [n for n in tree.files()
                if n.startswith("data/") and n.endswith(".txtpb")]
        if not SEED.is_file():
            self.skipTest(f"no seed page: {SEED} is not there")
        self.expect_none(
            self.find(seed_names({"Document", "Summit", "Meeting"}) - COMMON,
                      data,
                      lambda n: strip_blocks(strip_comments(tree.read(n)),
                                             "test")),
            "documents and meetings of the seed page in data/")

    def test_the_strippers_strip(self):
        text = 'a: "x # y" # z\ntest {\n  text: "}"\n  b { c: 1 }\n}\nd: 2\n'
        self.assertEqual(strip_blocks(strip_comments(text), "test"),
                         'a: "x # y" \n\n\n\n\nd: 2\n')


if __name__ == "__main__":
    tree.main()
