#!/usr/bin/env python3
"""Writes data/layout/zh_pairs.txt: how often characters follow each other.

    pair_counts.py FOLDER > data/layout/zh_pairs.txt

FOLDER holds days of news (see interleave.py); only even days are counted, so
that odd days can measure. Digits count as 0, Latin letters as A, the border of
a paragraph as |. A line of the file: a character, a blank, then a letter
for how often it stands at all and, for each character that follows it often
enough, that character and a letter. The letters count in halves of powers of
two: A is 1, C is 2, E is 4 …
"""

import collections
import math
import sys
from pathlib import Path

import interleave

LEAST = 3
HEAD = """\
# How often characters follow each other in Chinese news: counts of {chars}
# characters of {stories} stories of the television news of 2022 and 2023
# (even days of ../shared/corpus/cctv), written by tests/eval/pair_counts.py,
# which says how to read it. Numbers only; no text can be made of them again.
"""


def character(c):
    if c.isdigit():
        return "0"
    if c.isascii() and c.isalpha():
        return "A"
    return "" if c.isspace() else c


def letter(count):
    return chr(ord("A") + round(2 * math.log2(count)))


def main(folder):
    singles, pairs = collections.Counter(), collections.Counter()
    stories = 0
    for story in interleave.all_stories(Path(folder), "learn"):
        stories += 1
        for line in story.paragraphs:
            text = "|" + "".join(map(character, line)) + "|"
            singles.update(text[:-1])
            pairs.update(zip(text, text[1:]))
    followers = collections.defaultdict(list)
    for (a, b), count in sorted(pairs.items()):
        if count >= LEAST:
            followers[a].append(b + letter(count))
    sys.stdout.write(HEAD.format(chars=sum(singles.values()), stories=stories))
    for a, count in sorted(singles.items()):
        if count >= LEAST:
            print(f"{a} {letter(count)}{''.join(followers[a])}")


if __name__ == "__main__":
    main(sys.argv[1])
