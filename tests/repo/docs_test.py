#!/usr/bin/env python3
"""Links of the documents resolve, and the documents that must be are."""

import re
import unittest

import tree

LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^(```|~~~).*?^\1[ \t]*$", re.M | re.S)
NEEDED = (
    "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE",
    "docs/architecture.md", "docs/rules.md", "docs/cli.md",
    "docs/evaluation.md", "docs/performance.md")


def prose(name):
    """The document without code: links in examples are not ours."""
    text = FENCE.sub("", tree.read(name))
    return re.sub(r"`[^`\n]*`", "", text)


def anchors(name):
    """Anchors that the headings of a document get (GitHub's way)."""
    found = set()
    for heading in re.findall(r"^#+ +(.*?)\s*#*$",
                              FENCE.sub("", tree.read(name)), re.M):
        slug = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        while slug in found:
            slug += "-1"
        found.add(slug)
    return found


def documents():
    return [n for n in tree.files() if n.endswith(".md")
            and not n.startswith(("data/corpus/", "tests/"))]


class DocsTest(tree.TreeTest):

    def test_documents_are_there(self):
        self.expect_none((n for n in NEEDED if n not in tree.files()),
                         "documents that are missing")

    def test_links_resolve(self):
        found = []
        for name in documents():
            folder = (tree.ROOT / name).parent
            for target in LINK.findall(prose(name)):
                if re.match(r"[a-z]+:", target):
                    continue
                path, _, anchor = target.partition("#")
                file = (folder / path).resolve() if path else (
                    tree.ROOT / name)
                if not file.exists():
                    found.append(f"{name}: {target}: no such file")
                    continue
                if anchor and file.suffix == ".md" and anchor not in anchors(
                        str(file.relative_to(tree.ROOT))):
                    found.append(f"{name}: {target}: no such heading")
        self.expect_none(found, "broken links")

    def test_paths_named_in_the_documents_exist(self):
        """`graph/base/status.h` in a document is a promise."""
        path = re.compile(
            r"`((?:graph|extract|tools|tests|data|proto|cmake|docs)"
            r"/[\w./-]*\w)`")
        known = set(tree.files())
        folders = {"/".join(n.split("/")[:i]) for n in known
                   for i in range(1, n.count("/") + 1)}
        self.expect_none(
            sorted({f"{name}: {target}" for name in documents()
                    if not name.startswith(("docs/decisions/", "CHANGELOG"))
                    for target in path.findall(FENCE.sub("",
                                                         tree.read(name)))
                    if target not in known | folders}),
            "paths that do not exist")

    def test_decisions_are_numbered_once(self):
        numbers = [re.match(r"docs/decisions/(\d{4})-", n)
                   for n in tree.files()
                   if n.startswith("docs/decisions/") and n.endswith(".md")]
        self.assertNotIn(None, numbers, "docs/decisions/NNNN-title.md")
        seen = [m.group(1) for m in numbers]
        self.assertEqual(len(seen), len(set(seen)), seen)


if __name__ == "__main__":
    tree.main()
