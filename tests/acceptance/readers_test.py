#!/usr/bin/env python3
"""Readers beside a writer of another process, and writers one after another."""

import os
import signal
import subprocess
import time

import program

COUNT = "SELECT (COUNT(*) AS ?n) { ?s <x:p> ?o }"


def triples(first, last):
    return "".join(f"<x:s{i}> <x:p> {i} .\n" for i in range(first, last))


class ReadersTest(program.ProgramTest):

    def setUp(self):
        super().setUp()
        self.turtle(0, 10)

    def turtle(self, first, last):
        self.zhimai("load", "--db", self.db, "-", "--from", "ttl",
                    stdin=triples(first, last).encode())

    def count(self):
        out = self.zhimai("query", "--db", self.db, "--format", "csv",
                          "-e", COUNT)
        return int(out.split()[1])

    def start(self, *words):
        """A command in the background; killed at the end."""
        child = subprocess.Popen(
            [program.PROGRAM, *map(str, words)], cwd=self.work,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)

        def end():
            if child.poll() is None:
                child.kill()
            child.communicate()
        self.addCleanup(end)
        return child

    def pipe(self, name):
        path = self.work / name
        os.mkfifo(path)
        return path

    def hold(self, pipe):
        """A load that waits for a file's end, and what writes to that file."""
        child = self.start("load", "--db", self.db, pipe)
        return child, open(pipe, "w", encoding="utf-8")

    def test_readers_see_whole_files_beside_a_load(self):
        first, second = self.pipe("first.ttl"), self.pipe("second.ttl")
        loader = self.start("load", "--db", self.db, first, second)
        with open(first, "w", encoding="utf-8") as out:
            out.write(triples(10, 20))
            out.flush()
            for _ in range(3):
                self.assertEqual(self.count(), 10)
        with open(second, "w", encoding="utf-8") as out:
            # The loader has begun with the second file.
            out.write(triples(20, 30))
            out.flush()
            self.assertEqual(self.count(), 20)
            self.zhimai("stats", "--db", self.db)
            self.zhimai("verify", "--db", self.db)
            dump = self.zhimai("dump", "--db", self.db)
            self.assertEqual(dump.count(b"<x:p>"), 20)
        self.assertEqual(loader.wait(60), 0)
        self.assertEqual(self.count(), 30)
        self.assertFalse((self.db / "published").exists())

    def test_a_long_query_is_not_disturbed(self):
        rows = " ".join(f"?s{i} <x:p> ?o{i} ." for i in range(5))
        reader = self.start("query", "--db", self.db, "--format", "csv", "-e",
                            f"SELECT (COUNT(*) AS ?n) {{ {rows} }}")
        self.turtle(10, 20)
        self.zhimai("optimize", "--db", self.db)
        self.assertEqual(int(reader.communicate()[0].split()[1]) in
                         (10 ** 5, 20 ** 5), True)

    def test_the_second_writer_is_told_or_waits(self):
        pipe = self.pipe("slow.ttl")
        loader, out = self.hold(pipe)
        update = ("update", "--db", self.db)
        insert = "INSERT DATA { <x:more> <x:p> 1 }"
        done = self.run_program(*update, "-e", insert)
        self.assertEqual(done.returncode, 3)
        self.assertIn(f"locked by pid {loader.pid}", done.stderr.decode())
        begin = time.monotonic()
        done = self.run_program(*update, "--wait=1", "-e", insert)
        self.assertEqual(done.returncode, 3)
        self.assertGreaterEqual(time.monotonic() - begin, 1)
        waiting = self.start(*update, "--wait", "-e", insert)
        self.assertIn(f"locked by pid {loader.pid}; waiting",
                      waiting.stderr.readline().decode())
        self.assertEqual(self.count(), 10)
        out.write(triples(10, 20))
        out.close()
        self.assertEqual(waiting.wait(60), 0)
        self.assertEqual(loader.wait(60), 0)
        self.assertEqual(self.count(), 21)

    def test_waiting_is_interrupted(self):
        _, out = self.hold(self.pipe("slow.ttl"))
        waiting = self.start("optimize", "--db", self.db, "--wait")
        waiting.stderr.readline()
        waiting.send_signal(signal.SIGINT)
        self.assertEqual(waiting.wait(60), 130)
        out.close()

    def test_a_killed_writer_blocks_nobody(self):
        loader, out = self.hold(self.pipe("slow.ttl"))
        out.write(triples(10, 20))
        out.flush()
        self.assertEqual(self.count(), 10)
        loader.kill()
        loader.wait()
        out.close()
        self.assertEqual(self.count(), 10)
        self.turtle(20, 25)
        self.assertEqual(self.count(), 15)
        self.assertFalse((self.db / "published").exists())

    def test_a_wait_that_is_no_number(self):
        done = self.run_program("optimize", "--db", self.db, "--wait=soon")
        self.assertEqual(done.returncode, 2)
        self.assertIn("--wait takes a whole number", done.stderr.decode())


if __name__ == "__main__":
    program.main()
