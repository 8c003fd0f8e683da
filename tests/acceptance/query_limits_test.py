#!/usr/bin/env python3
"""--timeout, --memory and Ctrl-C end a query over ten million rows."""

import os
import signal
import subprocess
import time

import program

DIGITS = "{0 1 2 3 4 5 6 7 8 9}"
# 10^7 rows from nothing.
ROWS = " ".join(f"VALUES ?{v} {DIGITS}" for v in "abcdefg")
SORT = f"SELECT * {{ {ROWS} }} ORDER BY DESC(?g) ?a ?f ?b"
# Each triple of the result is kept, and there is nothing to spill.
MAKE = ("CONSTRUCT { ?s <x:p> ?g } { " + ROWS +
        " BIND(IRI(CONCAT('x:', STR(?a), STR(?b), STR(?c), STR(?d), STR(?e),"
        " STR(?f))) AS ?s) }")
# A machine at work may be late; the query itself may not.
LATE = 10
MEGABYTE = 1000000


class QueryLimitsTest(program.ProgramTest):

    def setUp(self):
        super().setUp()
        self.zhimai("load", "--db", self.db, "-", "--from", "ttl",
                    stdin=b"<x:a> <x:b> 1 .")

    def measure(self, *words, interrupt_after=None):
        """(exit code, stderr, seconds, peak bytes); the answers are dropped."""
        start = time.monotonic()
        with open(os.devnull, "wb") as null:
            child = subprocess.Popen(
                [program.PROGRAM, "query", "--db", self.db, *words],
                cwd=self.work, stdout=null, stderr=subprocess.PIPE)
            if interrupt_after:
                time.sleep(interrupt_after)
                child.send_signal(signal.SIGINT)
            said = child.stderr.read().decode()
            child.stderr.close()
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - start
        peak = usage.ru_maxrss * 1024
        print(f"{' '.join(words[:-2])}: {seconds:.2f} s, "
              f"{peak / MEGABYTE:.0f} MB: {said.strip()}")
        return child.returncode, said, seconds, peak

    def test_load_stays_within_its_memory(self):
        with open(os.path.join(self.work, "big.nt"), "w") as out:
            for i in range(600000):
                out.write(f"<x:subject/{i // 4}> <x:p{i % 4}> "
                          f"<x:object/number/{i * 7919 % 300007}> .\n")
        child = subprocess.Popen(
            [program.PROGRAM, "load", "--memory", "40MB", "--db", "big.db",
             "big.nt"], cwd=self.work, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(child.returncode, 0)
        peak = usage.ru_maxrss * 1024
        print(f"load --memory 40MB: {peak / MEGABYTE:.0f} MB")
        # The program, its libraries and the store take about 35.
        self.assertLess(peak, 90 * MEGABYTE)

    def test_order_by_ends_in_time_and_memory(self):
        code, said, seconds, peak = self.measure(
            "--timeout", "1s", "--memory", "200MB", "-e", SORT)
        self.assertEqual(code, 1)
        self.assertIn("longer than the limit of 1000 ms", said)
        self.assertLess(seconds, LATE)
        self.assertLess(peak, 250 * MEGABYTE)

    def test_what_cannot_spill_says_so(self):
        code, said, _, peak = self.measure("--memory", "20MB", "-e", MAKE)
        self.assertEqual(code, 1)
        self.assertIn("needs more memory than the limit of 20 MB", said)
        self.assertLess(peak, 150 * MEGABYTE)

    def test_interrupted(self):
        code, _, seconds, _ = self.measure("-e", SORT, interrupt_after=0.5)
        self.assertEqual(code, 130)
        self.assertLess(seconds, LATE)


if __name__ == "__main__":
    program.main()
