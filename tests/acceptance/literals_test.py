#!/usr/bin/env python3
"""Literals come back as they went in, and filters find them by their value:
just loaded, with part of them packed, and all packed."""

import json

import program

XSD = "http://www.w3.org/2001/XMLSchema#"

# Lexical form, type, and for each filter whether it finds the literal.
NUMBERS = [
    ("01", "integer", 1), ("1", "integer", 1), ("+1", "integer", 1),
    ("-0", "integer", 0), ("-5", "integer", -5),
    ("170141183460469231731687303715884105727", "integer", 1.7e38),
    ("1.10", "decimal", 1.1), ("1.1", "decimal", 1.1), (".5", "decimal", 0.5),
    ("-1.", "decimal", -1), ("0.000000000000000000000001", "decimal", 1e-24),
    ("-0.0", "double", 0), ("1e0", "double", 1), ("1.0E0", "double", 1),
    ("INF", "double", float("inf")), ("-INF", "double", float("-inf")),
    ("NaN", "double", None), ("4.9E-324", "double", 5e-324),
    ("1.5", "float", 1.5), ("007", "byte", 7),
]
# Sorted by the moment; Z and offsets mixed.
DATES = [
    ("-0044-03-15", "date"), ("0001-01-01Z", "date"),
    ("2024-02-29+08:00", "date"), ("2024-02-29", "date"),
    ("2024-02-29-08:00", "date"), ("12000-01-01", "date"),
]
TIMES = [
    ("-12000-06-01T00:00:00Z", "dateTime"),
    ("2023-12-31T23:59:59.5+14:00", "dateTime"),
    ("2023-12-31T23:59:59.50Z", "dateTime"),
    ("2024-01-01T00:00:00-00:00", "dateTime"),
    ("2024-01-01T00:00:00.000-14:00", "dateTime"),
    ("12000-01-01T24:00:00Z", "dateTime"),
]
OTHERS = [
    '"x"@EN-us', '"x"@en-US', '"x"@zh-Hans', '"مرحبا"@ar--rtl', '"x"@ar--ltr',
    '"true"^^<%sboolean>' % XSD, '"1"^^<%sboolean>' % XSD,
    '"x"^^<%sinteger>' % XSD, '"2024-02-30"^^<%sdate>' % XSD,
    '"12000"^^<%sgYear>' % XSD, '"-0044"^^<%sgYear>' % XSD,
    '"2024-13"^^<%sgYearMonth>' % XSD, '"PT60M"^^<%sduration>' % XSD,
    r'"a\nb\t\"\\\u0001"', '"\U0001F600"', '"cafe\u0301"', '"caf\u00E9"', '""',
]


def typed(pair):
    return f'"{pair[0]}"^^<{XSD}{pair[1]}>'


def lines(name, literals):
    return [f"<http://e/{name}/{i:03}> <http://e/{name}> {literal} ."
            for i, literal in enumerate(literals)]


ALL = (lines("number", map(typed, NUMBERS)) + lines("date", map(typed, DATES))
       + lines("time", map(typed, TIMES)) + lines("other", OTHERS))


class LiteralsTest(program.ProgramTest):

    def load(self, texts):
        path = self.work / "part.nt"
        path.write_text("\n".join(texts) + "\n")
        self.zhimai("load", "--db", self.db, path)

    def subjects(self, name, condition):
        rows = json.loads(self.zhimai(
            "query", "--db", self.db, "--format", "json", "-e",
            f"PREFIX xsd: <{XSD}> SELECT ?s {{ ?s <http://e/{name}> ?x "
            f"FILTER({condition}) }}"))["results"]["bindings"]
        return sorted(int(row["s"]["value"][-3:]) for row in rows)

    def check_all(self):
        self.assertEqual(
            self.zhimai("dump", "--db", self.db).decode().splitlines(),
            sorted(ALL, key=str.encode))
        back = self.zhimai("query", "--db", self.db, "-e",
                           "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }",
                           "--format", "nt").decode().splitlines()
        self.assertEqual(sorted(back), sorted(ALL))
        for bound in (1, 0, -1, 1.1, 2, 1e-23):
            for sign, test in ((">=", lambda v: v >= bound),
                               ("<", lambda v: v < bound),
                               ("=", lambda v: v == bound)):
                with self.subTest(sign=sign, bound=bound):
                    self.assertEqual(
                        self.subjects("number",
                                      f"?x {sign} {bound!r}" if bound != 1e-23
                                      else f"?x {sign} 1e-23"),
                        [i for i, n in enumerate(NUMBERS)
                         if n[2] is not None and test(n[2])])
        self.assertEqual(self.subjects("number", "?x != ?x"),
                         [i for i, n in enumerate(NUMBERS) if n[2] is None])
        for name, values in (("date", DATES), ("time", TIMES)):
            for at, value in enumerate(values):
                with self.subTest(value=value):
                    # A date without a zone is not comparable to one near it.
                    if name == "date" and value[0] == "2024-02-29":
                        continue
                    found = self.subjects(name, f"?x < {self.sparql(value)}")
                    sure = [i for i in range(at)
                            if name != "date" or i not in (3,) or at == 5]
                    self.assertEqual(found, sure)
        for i, other in enumerate(OTHERS):
            with self.subTest(other=other):
                self.assertIn(i, self.subjects(
                    "other", f"sameTerm(?x, {other})"))
        self.zhimai("verify", "--db", self.db)

    @staticmethod
    def sparql(pair):
        return f'"{pair[0]}"^^xsd:{pair[1]}'

    def test_as_loaded(self):
        self.load(ALL)
        self.check_all()

    def test_packed(self):
        self.load(ALL)
        self.zhimai("optimize", "--db", self.db)
        self.check_all()

    def test_packed_in_part(self):
        self.load(ALL[::2])
        self.zhimai("optimize", "--db", self.db)
        self.load(ALL[1::2])
        self.check_all()
        self.zhimai("optimize", "--db", self.db)
        self.check_all()

    def test_through_every_format(self):
        source = self.work / "all.nt"
        source.write_text("\n".join(ALL) + "\n")
        for name in ("ttl.gz", "trig", "nq.zst"):
            with self.subTest(name=name):
                there = self.work / f"there.{name}"
                self.zhimai("convert", source, "-o", there)
                back = self.zhimai("convert", there).decode().splitlines()
                self.assertEqual(sorted(back), sorted(ALL))


if __name__ == "__main__":
    program.main()
