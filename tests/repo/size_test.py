#!/usr/bin/env python3
"""Budgets of length: files and functions (CONTRIBUTING.md, Style)."""

import re

import tree

# Hard limits in lines; 400, 200 and 40 are wanted. Tests are tables and may
# be longer.
FILE_LIMIT = {".cc": 600, ".h": 250}
TEST_FILE_LIMIT = 900
FUNCTION_LIMIT = 60
TEST_FUNCTION_LIMIT = 120

def is_body(head):
    """Whether `head`, the text before a '{', is a function's signature."""
    if head.rstrip().endswith(("=", ",", "(", "return")):
        return False
    if "(" not in head:
        return False
    # A class head may have parentheses only in attributes or templates.
    return not re.match(
        r"\s*(template\s*<.*>\s*)?(class|struct|enum|union|namespace)\b",
        head, re.S)


def functions(text):
    """Yields (first line, last line, name) of function bodies.

    `text` has comments and literals blanked. A function is a '{' after a
    signature at namespace or class scope; what is inside belongs to it.
    """
    text = re.sub(r"^[ \t]*#(?:[^\n\\]|\\\n|\\.)*",
                  lambda m: re.sub(r"[^\n]", " ", m.group(0)), text,
                  flags=re.M)
    stack, head_start, inside = [], 0, 0
    start = name = None
    for match in re.finditer(r"[{};]", text):
        char, at = match.group(0), match.start()
        head = text[head_start:at]
        # `x{1}`, `f(Options o = {})`: an initialiser inside a signature.
        nested = head.count("(") > head.count(")")
        if char == ";":
            if not inside and not nested:
                head_start = at + 1
        elif char == "{":
            if inside:
                stack.append("block")
                inside += 1
            elif nested or not head[-1:].isspace():
                stack.append("initialiser")
            elif is_body(head):
                head = re.sub(r"^(\s*\w+\s*:(?!:))+", "", head)
                start = tree.line_of(text, at - len(head.lstrip()))
                name = re.sub(r"\s+", " ", head.strip())[:60]
                stack.append("function")
                inside = 1
            else:
                stack.append("scope")
                head_start = at + 1
        elif stack:
            kind = stack.pop()
            inside -= 1 if inside else 0
            if kind == "function":
                yield start, tree.line_of(text, at), name
            if not inside and kind != "initialiser":
                head_start = at + 1


class SizeTest(tree.TreeTest):

    def test_files(self):
        found = []
        for name in tree.code():
            suffix = name[name.rindex("."):]
            limit = (TEST_FILE_LIMIT if name.startswith("tests/")
                     else FILE_LIMIT[suffix])
            lines = tree.read(name).count("\n")
            if lines > limit:
                found.append(f"{name}: {lines} lines (limit {limit})")
        self.expect_none(found, "files that are too long; divide them")

    def test_functions(self):
        found = []
        for name in tree.code():
            limit = (TEST_FUNCTION_LIMIT if name.startswith("tests/")
                     else FUNCTION_LIMIT)
            for first, last, head in functions(tree.bare(name)):
                if last - first > limit:  # as clang-tidy counts
                    found.append(f"{name}:{first}: {last - first} lines: "
                                 f"{head}")
        self.expect_none(found, "functions that are too long; divide them")

    def test_the_counter_sees_functions(self):
        text = ("namespace a {\nclass B : public C {\n public:\n"
                "  int f() const { return 1; }\n  int x = 0;\n};\n"
                "const int k[] = {1, 2};\n"
                "template <typename T>\nvoid g(T t,\n       int i) {\n"
                "  if (i) {\n    h([&] { return t; });\n  }\n}\n"
                "B::B() : x{1}, y(2) {\n}\n}\n")
        self.assertEqual([(a, b) for a, b, _ in functions(text)],
                         [(4, 4), (8, 14), (15, 16)])


if __name__ == "__main__":
    tree.main()
