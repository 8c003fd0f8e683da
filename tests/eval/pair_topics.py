#!/usr/bin/env python3
"""Writes data/layout/zh_topics.txt: which pairs of characters share subjects.

    pair_topics.py FOLDER > data/layout/zh_topics.txt

FOLDER holds days of news (see interleave.py); only stories of even days are
read. Latent semantic analysis (Deerwester and others, 1990): stories are
vectors of their pairs of neighbouring Han characters, rare ones before common
ones; the leading eigenvectors of their likeness but for the first, which only
says what all news has, are the axes. A line of the file: two characters, a
blank, a sign for each axis: the place of the pair on the unit sphere, from
'!' for -1 to '}' for 1, 'O' being 0. Takes two minutes.
"""

import collections
import math
import operator
import random
import sys
from pathlib import Path

import interleave

LEAST = 5        # stories a pair must be in
MOST = 0.2       # of all stories
AXES = 32
ROUNDS = 12
HEAD = """\
# Which pairs of Han characters share subjects: {axes} axes of a latent semantic
# analysis of {stories} stories of the television news of 2022 and 2023 (even
# days of ../shared/corpus/cctv), written by tests/eval/pair_topics.py, which
# says how to read it. Numbers only; no text can be made of them again.
"""


def dot(a, b):
    return sum(map(operator.mul, a, b))


def pairs_of(story):
    found = set()
    for line in story.paragraphs:
        for a, b in zip(line, line[1:]):
            if "\u4e00" <= a <= "\u9fff" and "\u4e00" <= b <= "\u9fff":
                found.add(a + b)
    return found


def rows_of(stories):
    """For each story, the weight of each pair; and all pairs."""
    count = collections.Counter(p for s in stories for p in s)
    weight = {p: math.log(len(stories) / n) for p, n in count.items()
              if LEAST <= n <= MOST * len(stories)}
    rows = []
    for story in stories:
        row = {p: weight[p] for p in sorted(story) if p in weight}
        norm = math.sqrt(sum(w * w for w in row.values())) or 1
        rows.append({p: w / norm for p, w in row.items()})
    return rows, sorted(weight)


def likeness(rows):
    postings = collections.defaultdict(list)
    for number, row in enumerate(rows):
        for p, w in row.items():
            postings[p].append((number, w))
    matrix = [[0.0] * len(rows) for _ in rows]
    for found in postings.values():
        for i, a in found:
            line = matrix[i]
            for j, b in found:
                line[j] += a * b
    return matrix


def orthonormal(vectors):
    done = []
    for v in vectors:
        for u in done:
            c = dot(u, v)
            v = [x - c * y for x, y in zip(v, u)]
        norm = math.sqrt(dot(v, v))
        done.append([x / norm for x in v])
    return done


def eigenvectors(matrix, count):
    chance = random.Random(1)
    vectors = orthonormal([[chance.gauss(0, 1) for _ in matrix]
                           for _ in range(count)])
    for _ in range(ROUNDS):
        vectors = orthonormal([[dot(line, v) for line in matrix]
                               for v in vectors])
    return vectors


def main(folder):
    stories = [pairs_of(s)
               for s in interleave.all_stories(Path(folder), "learn")]
    rows, pairs = rows_of(stories)
    axes = eigenvectors(likeness(rows), AXES + 1)[1:]
    places = collections.defaultdict(lambda: [0.0] * AXES)
    for number, row in enumerate(rows):
        at = [axis[number] for axis in axes]
        for p, w in row.items():
            place = places[p]
            for k in range(AXES):
                place[k] += w * at[k]
    sys.stdout.write(HEAD.format(axes=AXES, stories=len(stories)))
    for p in pairs:
        norm = math.sqrt(dot(places[p], places[p])) or 1
        print(p, "".join(chr(79 + round(46 * x / norm)) for x in places[p]))


if __name__ == "__main__":
    main(sys.argv[1])
