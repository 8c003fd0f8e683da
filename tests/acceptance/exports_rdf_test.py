#!/usr/bin/env python3
"""`export` in every format of RDF, and what its filters keep in all formats."""

import csv
import io
import json
import re
import subprocess
import sys
import xml.etree.ElementTree

import consumers
import program

FORMATS = ("nt", "nq", "ttl", "trig", "rdfxml", "jsonld")
ZM = "https://w3id.org/zhimai/o#"
FILTERS = (
    [],
    ["--all"],
    ["--class", "Country,Organization"],
    ["--relations", "member_of,met_with"],
    ["--status", "planned"],
    ["--min-confidence", "0.95"],
    ["--from", "2024", "--to", "2025"],
    ["--document", "sco-history.md"],
    ["--focus", "e/sco", "--no-literals"],
)


class ExportsRdfTest(program.ProgramTest):

    def setUp(self):
        super().setUp()
        self.zhimai("build", "--db", self.db, program.CORPUS)

    def export(self, format, *words):
        return self.zhimai("export", "--db", self.db, "--format", format,
                           *words).decode()

    def test_all_of_it_is_what_dump_writes(self):
        for words in ([], ["--rdf11"], ["--no-provenance"],
                      ["--namespace", "https://example.org/"]):
            dumped = self.zhimai("dump", "--db", self.db, *words).decode()
            lines = self.export("nq", "--all", *words).splitlines()
            self.assertEqual(sorted(set(lines)), dumped.splitlines(), words)

    def test_all_formats_say_the_same(self):
        for words in (["--all"], ["--relations", "member_of"]):
            said = set()
            for format in FORMATS[:-1]:  # JSON-LD we only write
                file = self.work / f"graph.{format}"
                file.write_text(self.export(format, *words, "--rdf11"))
                lines = self.zhimai("convert", file, "--from", format, "--format",
                                    "nt").decode().splitlines()
                # Readers give blank nodes names of their own.
                said.add(tuple(sorted({re.sub(r"_:\S+", "_:b", line)
                                       for line in lines})))
            self.assertEqual(len(said), 1, words)

    def test_measures_are_properties(self):
        text = self.export("nt", "--with", "pagerank,degree")
        rows = json.loads(self.zhimai("rank", "--db", self.db, "--by", "degree",
                                      "--top", 0, "--json"))
        degrees = re.findall(rf"<{ZM}degree> \"(\d+)\"", text)
        self.assertEqual(sorted(map(int, degrees))[::-1][:len(rows)],
                         [row["degree"] for row in rows])
        self.assertIn(f"<{ZM}pagerank> \"0.", text)

    def counts(self, words):
        """Statements that each format holds."""
        table = list(csv.DictReader(io.StringIO(self.export("csv", *words))))
        yield "csv", len(table)
        yield "json", len(json.loads(self.export("json", *words))["edges"])
        cytoscape = json.loads(self.export("cytoscape", *words))
        yield "cytoscape", len(cytoscape["elements"]["edges"])
        for format in ("graphml", "gexf"):
            root = xml.etree.ElementTree.fromstring(self.export(format, *words))
            yield format, sum(e.tag.endswith("}edge") for e in root.iter())
        self.export("neo4j", *words, "-o", self.work / "neo4j")
        with open(self.work / "neo4j/relationships.csv", newline="") as file:
            yield "neo4j", len(list(csv.DictReader(file)))
        yield "nt", self.export("nt", *words).count("#reifies>")
        yield "rdfxml", self.export("rdfxml", *words).count("<rdf:predicate ")

    def test_filters_keep_the_same_in_every_format(self):
        seen = set()
        for words in FILTERS:
            counts = dict(self.counts(words))
            self.assertEqual(len(set(counts.values())), 1, (words, counts))
            seen.add(counts["csv"])
            self.assertGreater(counts["csv"], 0, words)
        self.assertGreater(len(seen), len(FILTERS) - 2)

    def test_a_part_names_only_what_it_holds(self):
        text = self.export("nt", "--relations", "member_of")
        said = set(re.findall(r"/o#mentions> <([^>]+)>", text))
        typed = set(re.findall(r"(?m)^<([^>]+/e/[^>]+)> \S+#type>", text))
        self.assertTrue(said)
        self.assertLessEqual(said, typed)

    def test_rdflib_reads_it(self):
        python = str(consumers.VENV) if consumers.VENV.exists() else \
            sys.executable
        if subprocess.run([python, "-c", "import rdflib"],
                          capture_output=True).returncode != 0:
            self.skipTest("no Python package rdflib")
        wanted = len(self.zhimai("dump", "--db", self.db,
                                 "--rdf11").splitlines())
        for format, name in (("nt", "nt"), ("nq", "nquads"), ("ttl", "turtle"),
                             ("trig", "trig"), ("rdfxml", "xml"),
                             ("jsonld", "json-ld")):
            file = self.work / f"graph.{format}"
            self.export(format, "--all", "--rdf11", "-o", file)
            script = ("import rdflib, sys; g = rdflib.Dataset("
                      "default_union=True); g.parse(sys.argv[1], "
                      "format=sys.argv[2]); print(len(set(g.triples("
                      "(None, None, None)))))" if name in ("nquads", "trig")
                      else "import rdflib, sys; g = rdflib.Graph(); "
                      "g.parse(sys.argv[1], format=sys.argv[2]); print(len(g))")
            done = subprocess.run([python, "-c", script, file, name],
                                  capture_output=True, text=True)
            self.assertEqual(done.stdout.strip(), str(wanted),
                             (format, done.stderr[-2000:]))


if __name__ == "__main__":
    program.main()
