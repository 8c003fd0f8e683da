#!/usr/bin/env python3
"""Measures how well pages of interleaved articles are taken apart.

    interleave.py PROGRAM FOLDER [-n 20] [--seed 1] [--part test] [--whole]

Draws pairs of stories of different days from FOLDER (days of news in markdown,
one ### heading a story), makes a page of each pair and asks the program for the
segments. Prints the share of lines in the right article under the better of the
two namings, and the pages left whole, by kind of page:

  unit     what a line is: a paragraph; a sentence; a line of a column, so that
           sentences and words are cut at every end of line
  size     short: 6 to 20 lines of each article; long: 30 to 60
  pattern  single: lines alternate; runs: of 2 to 8 lines; unequal: one article
           is a third of the other, and its runs lie anywhere
  title    none; own: each article opens with its title; top: both titles open
           the page
  noise    none; ocr: words doubled, characters lost or replaced

-n: pages of each unit, size and pattern. --part: days to draw from; the tables
of data/layout come from `learn`, the weights in the code from `tune`.
--script: hant writes the pages in Traditional characters (needs libopencc).
--whole: pages that nobody interleaved instead: single stories and bundles of
briefs as paragraphs, sentences and columns, and stories one after the other;
prints how many were torn, and which. FOLDER of .txt files (a paragraph a line, title
first) works too.
"""

import argparse
import collections
import ctypes
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
SENTENCE = re.compile(r"[^。！？]+[。！？]+[”’」』）]*|[^。！？]+$")
ENGLISH_SENTENCE = re.compile(r"(?<=[a-z][.!?]) +(?=[A-Z\"“])")
UNITS = ("paragraph", "sentence", "column")
SIZES = {"short": (6, 20), "long": (30, 60)}
PATTERNS = ("single", "runs", "unequal")


class Story:
    def __init__(self, day, title, paragraphs):
        self.day = day
        self.title = title
        self.paragraphs = paragraphs


def is_latin(text):
    return sum(c < "\u0250" for c in text) * 2 > len(text)


def stories_of_day(path, bundles):
    """Stories, or what holds several: bundles of briefs."""
    for story in path.read_text(encoding="utf-8").split("\n### ")[1:]:
        title, _, body = story.partition("\n")
        if (body.count("<strong>") > 1) != bundles:
            continue
        body = AGENCY.sub("", body)
        lines = [MARKUP.sub("", part).replace("&nbsp;", " ").strip()
                 for part in BREAK.split(body)]
        lines = [line for line in lines
                 if len(line) > 12 and not line.startswith("[查看")]
        yield Story(path.stem, title.strip(), lines)


def part_of(number):
    """Even days teach the tables, half of the odd ones the weights."""
    return ("learn", "tune", "learn", "test")[number % 4]


def all_stories(folder, part, bundles=False):
    for path in sorted(folder.glob("*.md")):
        if part in ("all", part_of(int(re.sub(r"\D", "", path.stem) or 0))):
            yield from stories_of_day(path, bundles)
    for number, path in enumerate(sorted(folder.glob("*.txt"))):
        if bundles:
            break
        if part in ("all", part_of(number)):
            lines = [x.strip() for x in
                     path.read_text(encoding="utf-8").splitlines() if x.strip()]
            yield Story(path.stem, lines[0], lines[1:])


def sentences(paragraph):
    if is_latin(paragraph):
        return ENGLISH_SENTENCE.split(paragraph)
    return SENTENCE.findall(paragraph)


def column_lines(paragraph, width):
    if not is_latin(paragraph):
        return [paragraph[i:i + width]
                for i in range(0, len(paragraph), width)]
    lines, line = [], ""
    for word in paragraph.split():
        if line and len(line) + 1 + len(word) > 2 * width:
            lines.append(line)
            line = word
        else:
            line = (line + " " + word).strip()
    return lines + [line]


def lines_of(story, unit, chance):
    if unit == "paragraph":
        return list(story.paragraphs)
    if unit == "sentence":
        return [s for p in story.paragraphs for s in sentences(p)]
    width = chance.randint(13, 28)
    return [x for p in story.paragraphs for x in column_lines(p, width)]


def spoil(line, chance):
    """What character recognition does to a line."""
    if len(line) < 8 or chance.random() > 0.3:
        return line
    at = chance.randint(1, len(line) - 4)
    kind = chance.randrange(3)
    if kind == 0:
        return line[:at + 2] + line[at:]
    if kind == 1:
        return line[:at] + line[at + 1:]
    other = chance.randint(0, len(line) - 1)
    return line[:at] + line[other] + line[at + 1:]


def deal(pair, pattern, chance):
    """The page: (article, line) in turn."""
    rest = [list(lines) for lines in pair]
    page = []
    turn = 0
    if pattern == "unequal":
        runs = [chance.randint(4, 12), chance.randint(2, 5)]
    while any(rest):
        if pattern == "single":
            run = 1
        elif pattern == "runs":
            run = chance.randint(2, 8)
        else:
            run = max(1, runs[turn] + chance.randint(-2, 2))
        page += [(turn, line) for line in rest[turn][:run]]
        del rest[turn][:run]
        turn = 1 - turn
    return page


def draw_sizes(size, pattern, chance):
    low, high = SIZES[size]
    first = chance.randint(low, high)
    second = chance.randint(low, high)
    if pattern == "unequal":
        second = max(low, first // 3)
        first = max(first, 2 * low)
    return first, second


def make_page(pool, unit, size, pattern, chance):
    """The lines of the page and what is told of it; None if no story fits."""
    for _ in range(300):
        sizes = draw_sizes(size, pattern, chance)
        dealt = [(story, lines_of(story, unit, chance)) for story in
                 chance.sample(pool, min(60, len(pool)))]
        pair = [next((d for d in half if len(d[1]) >= n), None)
                for half, n in zip((dealt[::2], dealt[1::2]), sizes)]
        if None in pair or pair[0][0].day == pair[1][0].day:
            continue
        lines = [p[1][:n] for p, n in zip(pair, sizes)]
        noise = chance.choice(("none", "ocr"))
        if noise == "ocr":
            lines = [[spoil(line, chance) for line in p] for p in lines]
        title = chance.choice(("none", "own", "top"))
        titles = [p[0].title for p in pair]
        if title == "own":
            lines = [[t] + p for t, p in zip(titles, lines)]
        page = deal(lines, pattern, chance)
        if title == "top":
            page = list(enumerate(titles)) + page
        return page, {"unit": unit, "size": size, "pattern": pattern,
                      "title": title, "noise": noise}
    return None


class Traditional:
    def __init__(self):
        self.lib = ctypes.CDLL("libopencc.so.1.1")
        self.lib.opencc_open.restype = ctypes.c_void_p
        self.lib.opencc_convert_utf8.restype = ctypes.c_void_p
        self.lib.opencc_convert_utf8.argtypes = [
            ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t]
        self.lib.opencc_convert_utf8_free.argtypes = [ctypes.c_void_p]
        self.handle = self.lib.opencc_open(b"s2twp.json")

    def __call__(self, text):
        raw = text.encode()
        out = self.lib.opencc_convert_utf8(self.handle, raw, len(raw))
        result = ctypes.string_at(out).decode()
        self.lib.opencc_convert_utf8_free(out)
        return result


def segments(program, folder):
    """Segments by file name."""
    out = subprocess.run([program, "extract", "--segments", str(folder)],
                         check=True, capture_output=True, text=True).stdout
    found = collections.defaultdict(list)
    for line in out.splitlines():
        row = json.loads(line)
        found[Path(row["doc"]).name].append(row)
    return found


def write_page(page, path, blank):
    """Returns the byte range of each line."""
    gap = "\n\n" if blank else "\n"
    path.write_text(gap.join(line for _, line in page) + "\n",
                    encoding="utf-8")
    ranges, begin = [], 0
    for _, line in page:
        end = begin + len(line.encode())
        ranges.append((begin, end))
        begin = end + len(gap)
    return ranges


def labels_of(ranges, found):
    labels = []
    for begin, end in ranges:
        cover = collections.Counter()
        for s in found:
            shared = min(end, s["end"]) - max(begin, s["begin"])
            if shared > 0:
                cover[s["article"]] += shared
        labels.append(cover.most_common(1)[0][0] if cover else None)
    return labels


def best_naming(page, labels):
    """The program's names of the two articles."""
    counts = collections.Counter(
        (article, label) for (article, _), label in zip(page, labels))
    names = sorted({x for x in labels if x is not None})
    pairs = [(a, b) for a in names for b in names if a != b]
    pairs += [(a, None) for a in names] + [(None, b) for b in names]
    return max(pairs, key=lambda p: counts[0, p[0]] * (p[0] is not None) +
               counts[1, p[1]] * (p[1] is not None), default=(None, None))


def measure_pages(flags, folder):
    chance = random.Random(flags.seed)
    pool = list(all_stories(flags.folder, flags.part))
    pages = []
    convert = Traditional() if flags.script == "hant" else None
    for unit in flags.unit or UNITS:
        for size in flags.size or SIZES:
            for pattern in PATTERNS:
                for _ in range(flags.n):
                    made = make_page(pool, unit, size, pattern, chance)
                    if not made:
                        break
                    if convert:
                        made = [(a, convert(x)) for a, x in made[0]], made[1]
                    name = f"{len(pages):05d}.txt"
                    ranges = write_page(made[0], folder / name,
                                        chance.random() < 0.5)
                    pages.append((name, *made, ranges))
    found = segments(flags.program, folder)
    rows = collections.defaultdict(lambda: [0, 0, 0, 0])
    titles = [0, 0]
    for name, page, kind, ranges in pages:
        labels = labels_of(ranges, found[name])
        naming = best_naming(page, labels)
        right = [naming[article] == label and label is not None
                 for (article, _), label in zip(page, labels)]
        whole = len(set(labels)) < 2
        keys = [("all",), (kind["unit"], kind["size"], kind["pattern"])]
        keys += [(f"{k} {v}",) for k, v in kind.items()]
        for key in keys:
            row = rows[" ".join(key)]
            row[0] += 1
            row[1] += sum(right)
            row[2] += len(page)
            row[3] += whole
        if kind["title"] != "none":
            texts = right[:2] if kind["title"] == "top" else [
                right[[a for a, _ in page].index(k)] for k in (0, 1)]
            titles[0] += sum(texts)
            titles[1] += 2
        if flags.list and sum(right) < 0.95 * len(page):
            print(name, " ".join(kind.values()),
                  f"{sum(right)}/{len(page)}", "whole" if whole else "")
        if flags.keep:
            (flags.keep / (name + ".labels")).write_text(
                " ".join(str(a) for a, _ in page) + "\n")
    for key in rows:
        count, right, lines, whole = rows[key]
        print(f"{key:32} {count:5} pages  lines right {right / lines:.3f} of "
              f"{lines}  left whole {whole}")
    print(f"titles right: {titles[0]} of {titles[1]}")
    total = rows["all"]
    return total[1] / total[2]


def whole_pages(folder, part, chance):
    """(unit, story, lines) of pages that nobody interleaved."""
    single = list(all_stories(folder, part))
    for story in single + list(all_stories(folder, part, bundles=True)):
        for unit in UNITS:
            lines = lines_of(story, unit, chance)
            if lines and chance.random() < 0.5:
                lines.insert(0, story.title)
            yield unit, story, lines
    for first in range(0, len(single) - 4, 4):
        stories = single[first:first + chance.randint(2, 4)]
        lines = [x for s in stories for x in [s.title] + s.paragraphs]
        yield "sequence", stories[0], lines


def measure_whole(flags, folder):
    chance = random.Random(flags.seed)
    convert = Traditional() if flags.script == "hant" else str
    names = []
    for unit, story, lines in whole_pages(flags.folder, flags.part, chance):
        if not lines:
            continue
        name = f"{len(names):05d}.txt"
        write_page([(0, convert(x)) for x in lines], folder / name,
                   chance.random() < 0.5)
        names.append((name, unit, story))
    found = segments(flags.program, folder)
    torn = [(name, unit, story.day, story.title) for name, unit, story in names
            if len({s["article"] for s in found[name]}) > 1]
    for row in torn:
        print("torn:", *row)
    print(f"{len(torn)} of {len(names)} pages torn")
    return len(torn)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("folder", type=Path)
    parser.add_argument("-n", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--part", default="test",
                        choices=("learn", "tune", "test", "all"))
    parser.add_argument("--unit", action="append", choices=UNITS)
    parser.add_argument("--size", action="append", choices=SIZES)
    parser.add_argument("--script", default="hans", choices=("hans", "hant"))
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--list", action="store_true", help="pages below 0.95")
    parser.add_argument("--keep", type=Path, help="write the pages here")
    flags = parser.parse_args()
    measure = measure_whole if flags.whole else measure_pages
    if flags.keep:
        flags.keep.mkdir(parents=True, exist_ok=True)
        measure(flags, flags.keep)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        measure(flags, Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
