#!/usr/bin/env python3
"""A type name stands for one type in the whole program.

All code shares one namespace. Two types of one name in two libraries link
without a word, and then the destructor of one runs on the other.
"""

import collections
import re
import unittest

import tree

TYPE = re.compile(r"(?:template <.*> *)?(?:struct|class|enum class|enum|union) "
                  r"(\w+)(?: final)?(?: *:(?!:).*)? *\{")


def definitions(name):
    """Types that a header defines at the level of its namespace."""
    space = ""
    for line in tree.bare(name).splitlines():
        opened = re.match(r"namespace (\w+) *\{$", line)
        if opened:
            space = opened.group(1)
        found = TYPE.match(line)
        if found:
            yield f"{space}::{found.group(1)}"


class OneDefinitionTest(unittest.TestCase):
    def test_every_type_name_is_defined_once(self):
        where = collections.defaultdict(set)
        for name in tree.code(("graph/", "extract/", "tools/")):
            if not name.endswith(".h"):
                continue
            for type_name in definitions(name):
                where[type_name].add(name)
        twice = {t: sorted(n) for t, n in where.items() if len(n) > 1}
        self.assertEqual(twice, {})


if __name__ == "__main__":
    unittest.main()
