#!/usr/bin/env python3
"""Shards extracted elsewhere and imported give the graph of a build; the
example reader in Python counts what is in them."""

import json
import os
import shutil
import subprocess
import sys

import program


class ImportTest(program.ProgramTest):

    def test_import_of_shards_equals_a_build(self):
        built = self.work / "built.db"
        self.zhimai("build", "--db", built, program.CORPUS)
        files = sorted(p for p in program.CORPUS.rglob("*") if p.is_file())
        shards = []
        # Given in another order, and one document twice.
        for number, part in enumerate((files[1::2], files[::2], files[:1])):
            folder = self.work / f"part{number}"
            for file in part:
                to = folder / file.relative_to(program.CORPUS)
                to.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(file, to)
            shard = self.work / f"{number}.pb"
            shard.write_bytes(
                self.zhimai("extract", "--format", "pb", folder))
            shards.append(shard)
        self.zhimai("import", "--db", self.db, *shards)
        for words in (["dump"], ["dump", "--rdf11"],
                      ["export", "--all", "--table", "evidence",
                       "--format", "csv"],
                      ["export", "--all", "--format", "json"]):
            self.assertEqual(self.zhimai(*words, "--db", self.db),
                             self.zhimai(*words, "--db", built), words)
        self.assertEqual(self.zhimai("verify", "--db", self.db),
                         self.zhimai("verify", "--db", built))

    def test_the_example_reader(self):
        venv = program.ROOT / "build/venv/bin/python3"
        python = str(venv) if venv.exists() else sys.executable
        if subprocess.run([python, "-c", "import google.protobuf"],
                          capture_output=True).returncode != 0:
            self.skipTest("no Python package protobuf")
        if shutil.which("protoc") is None:
            self.skipTest("no protoc")
        generated = self.work / "gen"
        generated.mkdir()
        subprocess.run(
            ["protoc", f"--python_out={generated}", f"-I{program.ROOT}",
             "proto/document.proto", "proto/statement.proto"],
            cwd=program.ROOT, check=True)
        stream = self.work / "corpus.pb"
        stream.write_bytes(
            self.zhimai("extract", "--format", "pb", program.CORPUS))
        done = subprocess.run(
            [python, program.ROOT / "docs/examples/read_extractions.py",
             stream], capture_output=True, text=True,
            env={**os.environ, "PYTHONPATH": str(generated)})
        self.assertEqual(done.returncode, 0, done.stderr)
        self.zhimai("import", "--db", self.db, stream)
        stats = json.loads(self.zhimai("stats", "--db", self.db, "--json"))
        documents = int(done.stderr.split()[0])
        self.assertEqual(documents, stats["documents"])
        # A statement of several documents is one of the graph.
        self.assertGreaterEqual(len(done.stdout.splitlines()),
                                stats["statements"])


if __name__ == "__main__":
    program.main()
