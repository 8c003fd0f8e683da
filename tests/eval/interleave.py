#!/usr/bin/env python3
"""Measures how well pages of two interleaved articles are taken apart.

    interleave.py PROGRAM FOLDER [-n 100] [--seed 1] [--min 4] [--cut]

Draws pairs of stories of different days from FOLDER (days of news in
markdown, one ### heading a story), deals their paragraphs into runs of three to
eight, as columns and pages do, and asks the program for the segments of each page. Prints the share of
lines in the right article under the better of the two namings, over all pages
and by the number of lines, and how many pages were left as one article.
--min: paragraphs a story must have. --cut: two borders of three cut a sentence
in two, as a page break does.
"""

import argparse
import collections
import json
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

MARKUP = re.compile(r"<[^>]*>")
AGENCY = re.compile(r"<strong>[^<]*</strong>（新闻联播）：")
BREAK = re.compile(r"</p>|<br ?/?>|\n")


def stories(folder):
    """(day, paragraphs) of every story that is one: no bundle of briefs."""
    for path in sorted(folder.glob("*.md")):
        for story in path.read_text(encoding="utf-8").split("\n### ")[1:]:
            body = story.split("\n", 1)[-1]
            if body.count("<strong>") > 1:
                continue
            body = AGENCY.sub("", body)
            lines = [MARKUP.sub("", part).replace("&nbsp;", " ").strip()
                     for part in BREAK.split(body)]
            yield path.stem, [line for line in lines if len(line) > 12]


def deal(pair, chance, cut):
    """The page: (article, line) in turn."""
    rest = [list(lines) for lines in pair]
    page = []
    turn = 0
    while any(rest):
        run = chance.randint(3, 8)
        page += [(turn, line) for line in rest[turn][:run]]
        del rest[turn][:run]
        turn = 1 - turn
    if not cut:
        return page
    # From the end, so that what is put in moves no border still to come.
    borders = [i for i in range(1, len(page)) if page[i - 1][0] != page[i][0]]
    for at in reversed(borders):
        article, line = page[at - 1]
        if chance.random() > 0.67 or len(line) < 30:
            continue
        half = len(line) // 2
        later = next((i for i in range(at, len(page))
                      if page[i][0] == article), len(page))
        page[at - 1] = (article, line[:half])
        page.insert(later, (article, line[half:]))
    return page


def right_lines(program, page, path):
    path.write_text("\n\n".join(line for _, line in page) + "\n",
                    encoding="utf-8")
    out = subprocess.run([program, "extract", "--segments", str(path)],
                         check=True, capture_output=True, text=True).stdout
    segments = [json.loads(line) for line in out.splitlines()]
    counts = collections.Counter()
    begin = 0
    for article, line in page:
        end = begin + len(line.encode())
        cover = collections.Counter()
        for s in segments:
            shared = min(end, s["end"]) - max(begin, s["begin"])
            if shared > 0:
                cover[s["article"]] += shared
        if cover:
            counts[article, cover.most_common(1)[0][0]] += 1
        begin = end + 2
    names = {name for _, name in counts}
    best = max((counts[0, a] + counts[1, b] for a in names for b in names
                if a != b), default=max(counts.values(), default=0))
    return best, len(names)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("folder", type=Path)
    parser.add_argument("-n", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--min", type=int, default=4)
    parser.add_argument("--cut", action="store_true")
    flags = parser.parse_args()
    chance = random.Random(flags.seed)
    pool = [s for s in stories(flags.folder) if len(s[1]) >= flags.min]
    by_size = collections.defaultdict(lambda: [0, 0, 0, 0])
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(flags.n):
            first, second = chance.sample(pool, 2)
            while first[0] == second[0]:
                first, second = chance.sample(pool, 2)
            page = deal([first[1], second[1]], chance, flags.cut)
            right, names = right_lines(flags.program, page,
                                       Path(folder) / "page.txt")
            for key in ("all", "up to 15 lines" if len(page) <= 15 else
                        "16 to 30" if len(page) <= 30 else "more"):
                row = by_size[key]
                row[0] += 1
                row[1] += right
                row[2] += len(page)
                row[3] += names < 2
    for key in sorted(by_size):
        pages, right, lines, whole = by_size[key]
        print(f"{key}: {pages} pages, lines right {right / lines:.3f} of "
              f"{lines}, left whole {whole}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
