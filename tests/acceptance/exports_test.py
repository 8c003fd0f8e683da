#!/usr/bin/env python3
"""Exports opened by those they are for: the counts must be the graph's.

pandas, pyarrow, DuckDB and SQLite read tables; NetworkX reads graphs, and its
measures must be those of `zhimai rank`.
"""

import consumers

consumers.need("networkx", "pandas", "pyarrow", "duckdb", "scipy")

import csv
import datetime
import json
import sqlite3
import xml.etree.ElementTree

import duckdb
import networkx
import pandas
import pyarrow.ipc
import pyarrow.parquet

import graph_schemas
import program

TABLES = ("nodes", "statements", "evidence", "documents")


class ExportsTest(program.ProgramTest):

    def setUp(self):
        super().setUp()
        self.zhimai("build", "--db", self.db, program.CORPUS)
        self.stats = json.loads(self.zhimai("stats", "--json", "--db", self.db))
        self.entities = self.stats["entities"]
        self.all = self.stats["statements"]

    def export(self, *words):
        return self.zhimai("export", "--db", self.db, "--all", *words)

    def expect_tables(self, frames):
        nodes, statements, evidence, documents = (frames[t] for t in TABLES)
        self.assertEqual(len(nodes), self.entities)
        self.assertEqual(len(statements), self.all)
        self.assertEqual(len(documents), self.stats["documents"])
        self.assertEqual(
            len(evidence.groupby(["statement", "document"])),
            self.stats["evidence"])
        self.assertEqual(
            statements.groupby("modality").size().to_dict(),
            self.stats["statements_by_status"])
        self.assertEqual(
            nodes.groupby("class").size().to_dict(),
            self.stats["entities_by_class"])
        # Every end is there.
        known = set(nodes["id"])
        self.assertLessEqual(set(statements["subject"]), known)
        self.assertLessEqual(set(statements["object"].dropna()), known)
        self.assertEqual(set(evidence["statement"]), set(statements["id"]))

    def test_parquet(self):
        folder = self.work / "parquet"
        self.export("--format", "parquet", "-o", f"{folder}/")
        self.expect_tables(
            {t: pandas.read_parquet(folder / f"{t}.parquet") for t in TABLES})
        schema = pyarrow.parquet.read_schema(folder / "statements.parquet")
        self.assertEqual(str(schema.field("begin").type), "date32[day]")
        self.assertEqual(str(schema.field("confidence").type), "double")
        for table in TABLES:
            file = folder / f"{table}.parquet"
            read = pyarrow.parquet.read_table(file)
            read.validate(full=True)
            self.expect_plain_parquet(pyarrow.parquet.ParquetFile(file))
            counted = duckdb.sql(f"SELECT count(*) FROM '{file}'").fetchall()
            self.assertEqual(counted, [(read.num_rows,)])
        joined = duckdb.sql(
            f"SELECT count(*) FROM '{folder}/statements.parquet' s "
            f"JOIN '{folder}/nodes.parquet' n ON s.subject = n.id "
            f"JOIN '{folder}/evidence.parquet' e ON e.statement = s.id")
        self.assertEqual(
            joined.fetchall()[0][0],
            pyarrow.parquet.read_metadata(folder / "evidence.parquet").num_rows)

    def expect_plain_parquet(self, file):
        """Types and encodings that docs/exports.md says Spark reads."""
        types = {"BYTE_ARRAY": "STRING", "INT64": "NONE", "DOUBLE": "NONE",
                 "BOOLEAN": "NONE", "INT32": "DATE"}
        self.assertTrue(file.metadata.format_version.startswith("1."))
        for column in file.schema:
            self.assertEqual(column.max_repetition_level, 0)
            self.assertEqual(column.max_definition_level, 1)
            self.assertEqual(types[column.physical_type],
                             column.logical_type.type, column.name)
            self.assertRegex(column.name, "^[a-z_]+$")
        for group in range(file.metadata.num_row_groups):
            row_group = file.metadata.row_group(group)
            for column in range(row_group.num_columns):
                chunk = row_group.column(column)
                self.assertLessEqual(set(chunk.encodings),
                                     {"PLAIN", "RLE", "RLE_DICTIONARY"})
                self.assertEqual(chunk.compression, "ZSTD")

    def test_arrow(self):
        folder = self.work / "arrow"
        self.export("--format", "arrow", "-o", f"{folder}/")
        frames = {}
        for table in TABLES:
            with pyarrow.ipc.open_file(folder / f"{table}.arrow") as file:
                read = file.read_all()
            read.validate(full=True)
            frames[table] = read.to_pandas()
        self.expect_tables(frames)
        parquet = self.work / "same.parquet"
        self.export("-o", parquet)
        self.assertTrue(frames["statements"].equals(
            pyarrow.parquet.read_table(parquet).to_pandas()))

    def test_csv_and_sqlite(self):
        folder = self.work / "csv"
        self.export("--format", "csv", "-o", f"{folder}/")
        # "" is nothing; "NA" would be Namibia.
        self.expect_tables({t: pandas.read_csv(
            folder / f"{t}.csv", keep_default_na=False, na_values=[""])
            for t in TABLES})
        file = self.work / "graph.sqlite"
        self.export("-o", file)
        database = sqlite3.connect(file)
        self.expect_tables({t: pandas.read_sql(f"SELECT * FROM {t}", database)
                            for t in TABLES})
        self.assertEqual(
            database.execute("PRAGMA integrity_check").fetchone()[0], "ok")
        self.export("--format", "excel", "-o", f"{self.work}/excel/")
        text = (self.work / "excel/nodes.csv").read_bytes()
        self.assertTrue(text.startswith(b"\xef\xbb\xbf"))

    def graph(self, format):
        file = self.work / f"graph.{format}"
        self.export("--format", format, "-o", file)
        return file

    def expect_graph(self, graph):
        literals = [n for n, d in graph.nodes(data=True)
                    if str(d["literal"]).lower() == "true"]
        self.assertEqual(graph.number_of_nodes() - len(literals),
                         self.entities)
        self.assertEqual(graph.number_of_edges(), self.all)
        self.assertEqual(
            sum(int(d["documents"]) for *_, d in graph.edges(data=True)),
            self.stats["evidence"])

    def test_graphml(self):
        file = self.graph("graphml")
        graph_schemas.validate_graphml(file)
        self.expect_graph(networkx.read_graphml(file, force_multigraph=True))

    def test_gexf(self):
        file = self.graph("gexf")
        graph_schemas.validate_gexf(file)
        root = xml.etree.ElementTree.parse(file).getroot()
        space = "{http://gexf.net/1.3}"
        self.assertEqual(root.tag, space + "gexf")
        ids = set()
        for node in root.iter(space + "node"):
            ids.add(node.get("id"))
        edges = list(root.iter(space + "edge"))
        self.assertEqual(len(edges), self.all)
        self.assertEqual(len({e.get("id") for e in edges}), self.all)
        for edge in edges:
            self.assertIn(edge.get("source"), ids)
            self.assertIn(edge.get("target"), ids)
            dates = [edge.get("start"), edge.get("end")]
            begin, end = (d and datetime.date.fromisoformat(d) for d in dates)
            if begin and end:
                self.assertLessEqual(begin, end)
        self.assertTrue(any(edge.get("start") for edge in edges))
        self.expect_graph(networkx.read_gexf(file, version="1.3"))

    def test_json(self):
        data = json.loads(self.graph("json").read_text())
        self.expect_graph(networkx.node_link_graph(data, edges="edges"))
        data = json.loads(self.graph("cytoscape").read_text())
        self.expect_graph(networkx.cytoscape_graph(data))

    def test_neo4j(self):
        folder = self.work / "neo4j"
        self.export("--format", "neo4j", "-o", folder)
        with open(folder / "nodes.csv", newline="") as file:
            head, *nodes = csv.reader(file)
        self.assertEqual(head[0], "id:ID")
        self.assertEqual(head[-1], ":LABEL")
        ids = [row[0] for row in nodes]
        self.assertEqual(len(ids), len(set(ids)))
        with open(folder / "relationships.csv", newline="") as file:
            head, *edges = csv.reader(file)
        self.assertEqual(len(edges), self.all)
        for name in (":START_ID", ":END_ID"):
            self.assertLessEqual({e[head.index(name)] for e in edges}, set(ids))
        self.assertTrue(all(e[head.index(":TYPE")] for e in edges))
        allowed = {"long", "double", "boolean", "date", "ID", "LABEL",
                   "START_ID", "END_ID", "TYPE"}
        self.assertLessEqual(
            {name.split(":")[1] for name in head if ":" in name}, allowed)

    def rank(self, by):
        rows = json.loads(self.zhimai(
            "rank", "--db", self.db, "--by", by, "--top", 0, "--json"))
        return {row["id"]: row[by] for row in rows}

    def expect_near(self, ours, theirs):
        self.assertEqual(set(ours), set(theirs))
        for node, value in theirs.items():
            self.assertAlmostEqual(ours[node], value, delta=1e-6)

    def test_measures_are_those_of_networkx(self):
        file = self.work / "graph.json"
        self.zhimai("export", "--db", self.db, "--no-literals",
                    "--with", "pagerank,core", "-o", file)
        graph = networkx.node_link_graph(
            json.loads(file.read_text()), edges="edges")
        # Ours leaves out what nothing ties to another.
        graph.remove_edges_from(list(networkx.selfloop_edges(graph, keys=True)))
        graph.remove_nodes_from(list(networkx.isolates(graph)))
        plain = networkx.Graph(graph)
        self.expect_near(self.rank("pagerank"), networkx.pagerank(
            networkx.MultiDiGraph(graph), tol=1e-14, max_iter=1000))
        self.expect_near(self.rank("degree"), dict(graph.degree()))
        self.expect_near(self.rank("betweenness"),
                         networkx.betweenness_centrality(plain))
        self.expect_near(self.rank("core"), networkx.core_number(plain))
        self.expect_near(
            networkx.get_node_attributes(graph, "pagerank"),
            self.rank("pagerank"))
        parts = json.loads(self.zhimai(
            "components", "--db", self.db, "--json"))
        groups = {}
        for row in parts:
            groups.setdefault(row["component"], set()).add(row["id"])
        self.assertCountEqual(
            map(frozenset, groups.values()),
            map(frozenset, networkx.connected_components(plain)))
        found = {}
        for row in json.loads(self.zhimai(
                "communities", "--db", self.db, "--json")):
            found.setdefault(row["community"], set()).add(row["id"])
        weighted = networkx.Graph()
        for a, b in graph.edges():
            known = weighted.get_edge_data(a, b, {"weight": 0})["weight"]
            weighted.add_edge(a, b, weight=known + 1)
        modularity = networkx.community.modularity
        self.assertGreaterEqual(
            modularity(weighted, found.values()),
            0.99 * modularity(
                weighted,
                networkx.community.louvain_communities(weighted, seed=1)))


if __name__ == "__main__":
    program.main()
