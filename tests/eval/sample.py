#!/usr/bin/env python3
"""Draws statements for a person to read.

  zhimai extract FOLDER > out.jsonl
  sample.py out.jsonl [-n 50] [--seed 1] [--docs FOLDER] [--by relation]
  sample.py out.jsonl -n 200 --blind FILE.md --docs FOLDER

Prints a markdown list: the statement, its sentence with the evidence between
【】, and an empty box to judge. The same file, seed and flags give the same
sample. --by relation draws evenly over relations instead of over statements.
"""

import argparse
import collections
import json
import random
import re
from pathlib import Path

CONTEXT = 60  # characters on each side of the evidence


def name(value):
    return value.get("name") or value.get("value") or "?"


def qualifier(value):
    if isinstance(value, list):
        return "+".join(qualifier(v) for v in value)
    return name(value) if isinstance(value, dict) else str(value)


def show(statement, docs):
    parts = [name(statement["subject"]), statement["predicate"],
             name(statement["object"])]
    marks = [f"{k}={qualifier(v)}"
             for k, v in sorted(statement.get("qualifiers", {}).items())]
    marks.append(statement.get("modality",
                               statement.get("status", "asserted")))
    line = " | ".join(parts) + " (" + ", ".join(marks) + ")"
    out = [f"- [ ] {line}",
           f"  {statement['doc']} · {statement.get('rule', '?')} · "
           f"{statement.get('confidence', 1):.2f}"]
    raw = None
    if docs and (docs / statement["doc"]).is_file():
        raw = (docs / statement["doc"]).read_bytes()
    for piece in statement["evidence"]:
        before = after = ""
        if raw is not None:
            before = raw[max(0, piece["begin"] - 3 * CONTEXT):piece["begin"]]
            before = before.decode("utf-8", "ignore")
            before = before.rsplit("\n", 1)[-1][-CONTEXT:]
            after = raw[piece["end"]:piece["end"] + 3 * CONTEXT]
            after = after.decode("utf-8", "ignore")
            after = after.split("\n", 1)[0][:CONTEXT]
        text = piece["text"].replace("\n", "⏎")
        out.append(f"  > {before}【{text}】{after}")
    return "\n".join(out)


def sentence_around(raw, piece):
    """The sentence of the evidence, without the markup of the file."""
    before = raw[:piece["begin"]].decode("utf-8", "ignore")
    after = raw[piece["end"]:].decode("utf-8", "ignore")
    start = re.split(r"[。！？\n]|<p>|</p>|<br>|</strong>（新闻联播）：",
                     before[-400:])[-1]
    end = re.match(r"[^。！？\n<]*[。！？]?”?", after).group(0)
    return re.sub(r"<[^>]*>", "", start + piece["text"] + end).strip("# \n")


def blind(statements, path, docs, seed):
    random.Random(seed).shuffle(statements)
    rows = []
    for number, statement in enumerate(statements, 1):
        raw = (docs / statement["doc"]).read_bytes()
        sentences = []
        for piece in statement["evidence"]:
            sentence = sentence_around(raw, piece)
            if sentence not in sentences:
                sentences.append(sentence)
        head = show(statement, None).split("\n", 1)[0].removeprefix("- [ ] ")
        date = re.sub(r"^(\d{4})(\d\d)(\d\d).*", r"\1-\2-\3",
                      Path(statement["doc"]).name)
        rows.append(f"{number}. {head}\n   text of {date}: "
                    + " …… ".join(sentences) + "\n")
    path.write_text("\n".join(rows), encoding="utf-8")
    size = (len(rows) + 3) // 4
    for part in range(4):
        chunk = rows[part * size:(part + 1) * size]
        path.with_name(f"{path.stem}-{part + 1}{path.suffix}").write_text(
            "\n".join(chunk), encoding="utf-8")


def draw(statements, count, seed, by):
    chance = random.Random(seed)
    if not by:
        return chance.sample(statements, min(count, len(statements)))
    groups = collections.defaultdict(list)
    for statement in statements:
        groups[statement["predicate"]].append(statement)
    for group in groups.values():
        chance.shuffle(group)
    picked = []
    while len(picked) < count and any(groups.values()):
        for key in sorted(groups):
            if groups[key] and len(picked) < count:
                picked.append(groups[key].pop())
    return picked


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("-n", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--docs", type=Path)
    parser.add_argument("--by", choices=["relation"])
    parser.add_argument("--blind", type=Path)
    parser.add_argument("--relation", help="only statements of this relation")
    flags = parser.parse_args()
    with open(flags.file, encoding="utf-8") as lines:
        statements = [json.loads(line) for line in lines if line.strip()]
    statements = [s for s in statements if "predicate" in s and
                  flags.relation in (None, s["predicate"])]
    picked = draw(statements, flags.n, flags.seed, flags.by)
    if flags.blind:
        return blind(picked, flags.blind, flags.docs, flags.seed)
    print(f"{len(picked)} of {len(statements)} statements, seed {flags.seed}\n")
    for statement in picked:
        print(show(statement, flags.docs))


if __name__ == "__main__":
    main()
