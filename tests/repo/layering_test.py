#!/usr/bin/env python3
"""The three laws of docs/architecture.md."""

import re
import unittest

import tree

# Each folder may include itself and the folders named here, and of those
# whatever they may include.
ARROWS = {
    "graph/base": [],
    "graph/kv": ["graph/base"],
    "graph/model": ["graph/base"],
    "graph/io": ["graph/model"],
    "graph/store": ["graph/kv", "graph/model"],
    "graph/sparql": ["graph/io"],
    "graph/plan": ["graph/store", "graph/sparql"],
    "graph/path": ["graph/store"],
    "graph/exec": ["graph/plan", "graph/path"],
    "graph/analytics": ["graph/path"],
    "graph/ingest": ["graph/path"],
    "graph/export": ["graph/path"],
    "graph/engine": ["graph/exec", "graph/analytics", "graph/ingest",
                     "graph/export", "graph/io"],
    "extract/doc": ["graph/base"],
    "extract/text": ["extract/doc"],
    "extract/layout": ["extract/text"],
    "extract/lexicon": ["extract/layout"],
    "extract/time": ["extract/lexicon"],
    "extract/rules": ["extract/time"],
    "extract/link": ["extract/rules"],
    "extract/fact": ["extract/link"],
    "extract/pipeline": ["extract/fact"],
    "tools": ["extract/pipeline", "graph/engine"],
}

# One outside library, one place.
PLACES = {
    r"rocksdb/": ("graph/kv/",),
    r"unicode/": ("graph/base/", "extract/text/"),
    r"openssl/": ("graph/base/",),
    r"opencc": ("extract/text/",),
    r"zlib\.h": ("graph/io/",),
    r"zstd\.h": ("graph/io/", "graph/export/"),
    r"expat\.h": ("graph/io/",),
    r"xxhash\.h": ("graph/base/",),
    r"sqlite3\.h": ("graph/export/",),
    r"flatbuffers/": ("graph/export/",),
    r"CLI/": ("tools/cli/",),
    r"histedit\.h": ("tools/shell/",),
    r"spawn\.h": ("graph/export/",),
    # Generated messages appear only where data crosses a border.
    r"(google/protobuf/|proto/\w+\.pb\.h)": (
        "extract/rules/", "extract/lexicon/", "extract/fact/",
        "extract/pipeline/", "graph/ingest/", "graph/engine/", "tools/"),
}

TALK = re.compile(
    r"\b(std::(cout|cerr|clog)|(std::)?(printf|puts|putchar|perror|exit"
    r"|_exit|quick_exit|abort|getenv)\s*\(|(std::)?fprintf\s*\("
    r"|fputs\s*\()")
# ZM_CHECK has to say where the bug is and stop; nothing else may.
TALKERS = {"graph/base/status.cc"}

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.M)


def folder_of(name):
    if name.startswith("tools/"):
        return "tools"
    return "/".join(name.split("/")[:2])


def reach(folder):
    seen, todo = set(), [folder]
    while todo:
        here = todo.pop()
        if here not in seen:
            seen.add(here)
            todo += ARROWS.get(here, [])
    return seen


def includes():
    """(file, line, included path) of our code, tests left out."""
    for name in tree.code(("graph/", "extract/", "tools/")):
        text = tree.without_comments(name)
        for match in INCLUDE.finditer(text):
            yield name, tree.line_of(text, match.start(1)), match.group(1)


class LayeringTest(tree.TreeTest):

    def test_every_folder_has_its_place(self):
        self.expect_none(
            sorted({folder_of(n) for n in tree.code(("graph/", "extract/"))}
                   - set(ARROWS)),
            "folders that are not in the architecture")

    def test_includes_follow_the_arrows(self):
        self.expect_none(
            (f"{name}:{line}: {path}" for name, line, path in includes()
             if path.startswith(("graph/", "extract/", "tools/", "tests/"))
             and folder_of(path) not in reach(folder_of(name))),
            "includes against the arrows (docs/architecture.md)")

    def test_extract_knows_nothing_of_graph_but_base(self):
        self.expect_none(
            (f"{name}:{line}: {path}" for name, line, path in includes()
             if name.startswith("extract/") and path.startswith("graph/")
             and not path.startswith("graph/base/")),
            "extract may include of graph only graph/base")

    def test_one_outside_library_one_place(self):
        self.expect_none(
            (f"{name}:{line}: {path} belongs to {', '.join(places)}"
             for name, line, path in includes()
             for library, places in PLACES.items()
             if re.match(library, path) and not name.startswith(places)),
            "an outside library out of its place")

    def test_one_file_pays_for_the_flag_parser(self):
        users = {name for name, _, path in includes()
                 if path.startswith("CLI/")}
        self.assertLessEqual(len(users), 1, users)

    def test_only_tools_prints_exits_or_asks_the_environment(self):
        self.expect_none(
            (f"{name}:{tree.line_of(tree.bare(name), m.start())}: "
             f"{m.group(0).strip()}"
             for name in tree.code(("graph/", "extract/"))
             if name not in TALKERS
             for m in TALK.finditer(tree.bare(name))),
            "libraries return a Status; only tools/ talks")

    def test_cmake_declares_what_is_included(self):
        declared = {}
        for name in tree.files():
            if not re.fullmatch(r"(graph|extract|tools).*/CMakeLists\.txt",
                                name):
                continue
            for module in re.finditer(
                    r"zm_module\((\S+)(.*?)\)", tree.read(name), re.S):
                deps = re.findall(r"\b(?:PRIVATE_)?DEPS\s+([^)]*?)(?=\b[A-Z_]+"
                                  r"\s|$)", module.group(2), re.S)
                # A library may stand in another folder than its sources.
                away = re.search(r"CMAKE_SOURCE_DIR}/(\w+/\w+)/",
                                 module.group(2))
                declared[module.group(1)] = (
                    away.group(1) if away else name.rsplit("/", 1)[0],
                    re.findall(r"\b(?:graph|extract)_\w+", " ".join(deps)))

        missing = {m for _, deps in declared.values() for m in deps
                   if m not in declared}
        self.assertEqual(missing, set(), "DEPS that no CMakeLists.txt makes")
        folder = {module: where for module, (where, _) in declared.items()}

        def closure(module, seen):
            if module not in seen:
                seen.add(module)
                for dep in declared.get(module, ("", []))[1]:
                    closure(dep, seen)
            return seen

        allowed = {}
        for module, (where, _) in declared.items():
            allowed.setdefault(where, set()).update(
                folder.get(m, m.replace("_", "/", 1))
                for m in closure(module, set()))
        self.expect_none(
            sorted({f"{folder_of(name)}/CMakeLists.txt: DEPS lacks "
                    f"{folder_of(path)} ({name} includes it)"
                    for name, _, path in includes()
                    if path.startswith(("graph/", "extract/"))
                    and folder_of(name) in allowed
                    and folder_of(path) not in allowed[folder_of(name)]}),
            "includes that CMake does not know of")


if __name__ == "__main__":
    tree.main()
