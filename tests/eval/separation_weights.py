#!/usr/bin/env python3
"""Learns data/layout/separation.txt: when a page is of two articles.

    separation_weights.py EVIDENCE FOLDER > data/layout/separation.txt

EVIDENCE is the program separation_evidence. Logistic regression over pages of
interleave.py: pairs whose best division is right in four lines of five against
pages that nobody interleaved, of the days that taught the tables and of half of
the others (parts `learn` and `tune`; `test` stays unseen). The bound is then
set MARGIN above the most suspicious of the pages of one article, so that none
of them is divided.
"""

import math
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import interleave

MARGIN = 0.6
PAIRS = 40        # of each kind of page
WHOLE_WEIGHT = 3  # of a page of one article against one of two
WIDTHS = 3        # of columns that each page of one article is tried in
DECAY = 0.02
ROOT = Path(__file__).resolve().parents[2]
HEAD = """\
# When a page is of two articles: weights of what extract/layout/verdict.h names,
# for pages of whole paragraphs and of cut lines. Learned by
# tests/eval/separation_weights.py, which says how, from {pairs} interleaved pairs
# and {wholes} ordinary pages of ../shared/corpus/cctv.
"""


def write_pages(folder, corpus, part, seed):
    """(path, page or None for one that nobody interleaved)."""
    chance = random.Random(seed)
    pool = list(interleave.all_stories(corpus, part))
    for unit in interleave.UNITS:
        for size in interleave.SIZES:
            for pattern in interleave.PATTERNS:
                for _ in range(PAIRS):
                    made = interleave.make_page(pool, unit, size, pattern,
                                                chance)
                    if made:
                        yield folder, made[0], chance.random() < 0.5
    for turn in range(WIDTHS):
        for unit, _, lines in interleave.whole_pages(corpus, part, chance):
            if not lines or turn > 0 and unit != "column":
                continue
            yield folder, [(None, x) for x in lines], chance.random() < 0.5


def right_share(page, labels):
    """Of the lines, under the better naming."""
    same = sum(str(a) == b for (a, _), b in zip(page, labels))
    other = sum(str(1 - a) == b for (a, _), b in zip(page, labels))
    return max(same, other) / len(page)


def cases(evidence, corpus):
    """(kind, features, is two articles) of every page that may be two."""
    pages = {}
    with tempfile.TemporaryDirectory() as folder:
        for seed, part in enumerate(("learn", "tune")):
            for _, page, blank in write_pages(folder, corpus, part, seed):
                path = Path(folder) / f"{len(pages):05d}.txt"
                interleave.write_page(page, path, blank)
                pages[str(path)] = page
        out = subprocess.run([evidence, ROOT / "data/layout"],
                             input="\n".join(pages) + "\n", check=True,
                             capture_output=True, text=True).stdout
    rows = [line.split("\t") for line in out.splitlines()]
    names = rows[0][3:-1]
    found = []
    for path, kind, score, *features, labels in (
            r for r in rows[1:] if len(r) > 1):
        page = pages[path]
        two = page[0][0] is not None
        if float(score) == -99 or two and right_share(page, labels) < 0.8:
            continue
        found.append((kind, [1.0] + [float(x) for x in features], two))
    return names, found


def solve(matrix, right):
    """Gauss-Jordan with pivots."""
    rows = [row + [x] for row, x in zip(matrix, right)]
    for i in range(len(rows)):
        pivot = max(range(i, len(rows)), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r, row in enumerate(rows):
            if r != i and row[i] != 0:
                factor = row[i] / rows[i][i]
                rows[r] = [x - factor * y for x, y in zip(row, rows[i])]
    return [row[-1] / row[i] for i, row in enumerate(rows)]


def regression(found):
    """Newton's method; the first weight is not decayed."""
    size = len(found[0][1])
    weights = [0.0] * size
    for _ in range(40):
        hessian = [[DECAY * (i == j and i > 0) for j in range(size)]
                   for i in range(size)]
        slope = [-DECAY * w * (i > 0) for i, w in enumerate(weights)]
        for _, x, two in found:
            z = sum(w * v for w, v in zip(weights, x))
            chance = 1 / (1 + math.exp(-max(-30, min(30, z))))
            count = 1 if two else WHOLE_WEIGHT
            for i in range(size):
                slope[i] += count * (two - chance) * x[i]
                factor = count * chance * (1 - chance) * x[i]
                row = hessian[i]
                for j in range(size):
                    row[j] += factor * x[j]
        step = solve(hessian, slope)
        weights = [w + d for w, d in zip(weights, step)]
        if max(map(abs, step)) < 1e-6:
            break
    worst = max(sum(w * v for w, v in zip(weights, x))
                for _, x, two in found if not two)
    weights[0] -= worst + MARGIN
    return weights


def main(evidence, corpus):
    names, found = cases(evidence, Path(corpus))
    sys.stdout.write(HEAD.format(
        pairs=sum(two for _, _, two in found),
        wholes=sum(not two for _, _, two in found)))
    for kind in ("whole", "cut"):
        weights = regression([case for case in found if case[0] == kind])
        for name, weight in zip(["one"] + names, weights):
            print(f"{kind} {name} {weight:.4f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
