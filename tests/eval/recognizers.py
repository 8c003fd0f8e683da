#!/usr/bin/env python3
"""Numbers, amounts, dates and lengths of time against cases with values.

  recognizers.py PROGRAM [--verbose]

The cases are the 446 of ../shared/datasets/recognizers (Microsoft
Recognizers-Text, MIT). Each becomes one document, whose name is the date that
the case counts from, and `PROGRAM extract --values` reads them: the whole way
from bytes to values. A value is exact when an arc of the right type that lies
at the place of the case has it. A case that expects nothing is exact when
nothing is found. What is no matter of ours is left out, by reason: OUT below.

Fails when fewer than 75 % of the cases are in scope or fewer than 95 % of
those are exact. Skipped (77) without the cases.
"""

import argparse
import collections
import datetime
import decimal
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SHARED = Path(os.environ.get("ZM_SHARED", ROOT.parent / "shared"))
FOLDER = SHARED / "datasets/recognizers"
SCOPE_FLOOR = 0.75
EXACT_FLOOR = 0.95

# What each file asks for: the types of arcs that may answer.
ARCS = {
    "Number-NumberModel": {"Number"},
    "Number-NumberRangeModel": {"Number"},
    "Number-OrdinalModel": {"Ordinal"},
    "Number-PercentModel": {"Percent"},
    "NumberWithUnit-CurrencyModel": {"Money"},
    "DateTime-DateTimeModel": {"Date", "Duration"},
}

OUT = {
    "clock": "a time of day: news dates by days, and we keep no times",
    "set": "what recurs (每周): no single date",
    "comparison": "a comparison of a query (大于20且小于35): an interval of "
                  "numbers is no value of ours; its ends are numbers",
    "notation": "notation of programs (40k, 2e5, 1.1^+23, 4 6/3)",
    "single": "one character alone (五): a numeral to us only before what it "
              "counts",
    "part": "the number inside a date, a percentage or an amount: the whole "
            "is what is read",
    "calendar": "lunar days and years of reigns: values of another calendar",
    "order": "day and month in an order that only the reader knows (1/2/2020)",
    "dozen": "a dozen is a unit of shops",
    "unit": "a currency without an amount",
    "slang": "the quantity is a word (打对折)",
    "now": "马上: no date",
}


def cases():
    for name in ARCS:
        raw = (FOLDER / f"{name}.json").read_text("utf-8-sig")
        for number, case in enumerate(json.loads(raw)):
            yield name, number, case


def plain(text):
    """Character by character, so that places stay."""
    def one(char):
        wide = unicodedata.normalize("NFKC", char)
        return wide if len(wide) == 1 else char
    return "".join(map(one, text))


def has_notation(text):
    return bool(re.search(r"^\.|\d[ke^]|\^|\d[\s]+\d+\s*/|<|\d\s*/\s*\d", text))


def out_of_scope(case, result, begin, end):
    """The reason why a result is no matter of ours; None when it is."""
    text = plain(result["Text"])
    kind = result["TypeName"].replace("datetimeV2.", "")
    resolution = result.get("Resolution") or {}
    if kind in ("time", "timerange", "datetime", "datetimerange"):
        return "now" if text == "马上" else "clock"
    if kind == "duration" and "T" in resolution["values"][0]["timex"] and \
            re.search("[天周星期]", text):
        return "clock"
    if kind == "set":
        return "set"
    if kind == "numberrange":
        about = re.search("[余多几幾][万亿]", text) or re.search("多亿$", text)
        return None if about else "comparison"
    if text == "对折":
        return "slang"
    if text.startswith("= "):
        return "comparison"
    if has_notation(text) and kind in ("number", "percentage"):
        return "notation"
    if "打" in text:
        return "dozen"
    if kind == "currency" and not resolution.get("value"):
        return "unit"
    if kind in ("date", "daterange"):
        values = resolution["values"]
        if any(v.get("isLunar") for v in values):
            return "calendar"
        if re.match("康熙|雍正|神龙", text):
            return "calendar"
        if re.fullmatch(r"\d{1,2}[/-]\d{1,2}([/-]\d+)?", text):
            return "order"
    if kind == "number":
        whole = plain(case["Input"])
        behind = whole[end:]
        if re.match("[年月日号点]", behind) and text.isdigit():
            return "part"
        if whole[:begin].endswith("百分之"):
            return "part"
        if len(text) == 1 and not text.isdigit() and \
                not re.match("[个只双雙对對台]", behind):
            return "single"
    return None


def is_empty(result):
    values = (result.get("Resolution") or {}).get("values") or []
    return any(v.get("value") == "not resolved" for v in values)


def intervals(start, end):
    """The same stretch of time in our forms: both ends are inside."""
    def day(text):
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            return None
    first, after = day(start), day(end)
    if not first or not after:
        return
    last = after - datetime.timedelta(days=1)
    yield f"{start}/{end}"
    yield f"{start}/{last}"
    if first.day == 1 and after.day == 1:
        months = start[:7], str(last)[:7]
        yield months[0] if months[0] == months[1] else "/".join(months)
        yield f"{start[:7]}/{end[:7]}"  # 三月和九月之间
        years = start[:4], str(last)[:4]
        if first.month == 1 and after.month == 1:
            yield years[0] if years[0] == years[1] else "/".join(years)
            yield f"{start[:4]}/{end[:4]}"


def number(text):
    """At most six places behind the point: what a fraction is kept to."""
    value = decimal.Decimal(text)
    exact = value.quantize(decimal.Decimal(1)) \
        if value == value.to_integral() else \
        value.quantize(decimal.Decimal("0.000001"))
    return format(exact.normalize(), "f")


def iso_length(timex):
    """P1.5Y is P1Y6M, P0.5M is half a month: one form for both sides."""
    months = re.fullmatch(r"P(?:([\d.]+)Y)?(?:([\d.]+)M)?", timex)
    if not months:
        return timex
    years, rest = (float(g or 0) for g in months.groups())
    return f"months:{years * 12 + rest:g}"


def wanted(kind, result):
    resolution = result["Resolution"]
    if kind in ("number", "ordinal"):
        return {number(resolution["value"])}
    if kind == "numberrange":  # 二百三十余万: at least
        return {number(re.search(r"[\d.]+", resolution["value"]).group())}
    if kind == "percentage":
        return {number(resolution["value"].rstrip("%"))}
    if kind == "currency":
        unit = resolution.get("isoCurrency") or resolution["unit"]
        return {number(resolution["value"]) + " " + unit}
    out = set()
    for value in resolution["values"]:
        if kind == "duration":
            out.add(iso_length(value["timex"]))
            continue
        out.add(value["timex"])
        out.add(value.get("value"))
        if "start" in value and "end" in value:
            out.update(intervals(value["start"], value["end"]))
    return out


# What the cases call the unit of an amount without a code.
UNITS = {"Dollar": "USD", "Bitcoin": "XBT"}


def answers(kind, arc):
    if kind == "currency":
        return number(str(arc["number"])) + " " + arc.get("unit", "")
    if kind == "duration":
        return iso_length(arc["value"])
    if kind in ("date", "daterange"):
        return arc["value"]
    return number(str(arc["number"]))


def judge(model, case, arcs):
    """(in scope, exact, reasons and misses) of one case."""
    text = plain(case["Input"])
    reasons, misses, covered = [], [], []
    at, inside = 0, 0
    for result in case["Results"]:
        part = plain(result["Text"])
        found = text.find(part, at)
        begin = found if found >= 0 else 0
        end = begin + len(part) if found >= 0 else len(text)
        at = end if found >= 0 else at
        covered.append((begin, end))
        kind = result["TypeName"].replace("datetimeV2.", "")
        reason = out_of_scope(case, result, begin, end)
        if reason:
            reasons.append(reason)
            continue
        inside += 1
        types = {"Duration"} if kind == "duration" else \
            ARCS[model] - {"Duration"}
        here = [a for a in arcs if a["type"] in types and
                a["from"] < end and a["to"] > begin]
        if is_empty(result):
            if here:
                misses.append(f"{part}: nothing expected, "
                              f"{[a['value'] for a in here]} found")
            continue
        want = wanted(kind, result)
        want |= {w.replace(k, v) for w in want if w for k, v in UNITS.items()}
        if not want & {answers(kind, a) for a in here}:
            misses.append(f"{part}: {sorted(filter(None, want))} expected, "
                          f"{[answers(kind, a) for a in here]} found")
    if not case["Results"]:
        inside = 1
        # The cases leave amounts of money to another model.
        if model == "Number-NumberModel" and re.search("[美日]元", text):
            return False, True, ["part"], []
    if not reasons:
        for arc in arcs:
            if arc["type"] in ARCS[model] and not any(
                    arc["from"] < e and arc["to"] > b for b, e in covered):
                misses.append(f"{arc['text']}: {arc['value']} found, "
                              "nothing expected")
    return inside > 0, not misses, reasons, misses


def read(program, all_cases):
    with tempfile.TemporaryDirectory(prefix="zhimai-recognizers-") as folder:
        for i, (_, _, case) in enumerate(all_cases):
            date = case.get("Context", {}).get("ReferenceDateTime", "")[:10]
            # A title of its own, so that no case is taken for a heading.
            name = f"{date}-{i:03}.txt" if date else f"case-{i:03}.txt"
            (Path(folder) / name).write_text(f"{case['Input']}\n", "utf-8")
        done = subprocess.run([program, "extract", "--values", folder],
                              capture_output=True, check=True)
    arcs = collections.defaultdict(list)
    for line in done.stdout.decode().splitlines():
        arc = json.loads(line)
        i = int(arc["doc"].rsplit("-", 1)[-1].split(".")[0])
        raw = all_cases[i][2]["Input"].encode()
        arc["from"] = len(raw[:arc["begin"]].decode("utf-8", "ignore"))
        arc["to"] = len(raw[:arc["end"]].decode("utf-8", "ignore"))
        arcs[i].append(arc)
    return arcs


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program", nargs="?", default=os.environ.get(
        "ZHIMAI", str(ROOT / "build/release/zhimai")))
    parser.add_argument("--verbose", action="store_true",
                        help="list the cases left out too")
    args = parser.parse_args()
    if not FOLDER.is_dir():
        print(f"SKIPPED: {FOLDER} is not there; set ZM_SHARED")
        sys.exit(77)
    all_cases = list(cases())
    arcs = read(args.program, all_cases)
    total, scope, exact = (collections.Counter() for _ in range(3))
    why = collections.defaultdict(list)
    lines = []
    for i, (model, _, case) in enumerate(all_cases):
        inside, good, reasons, misses = judge(model, case, arcs[i])
        total[model] += 1
        if not inside:
            why[reasons[0]].append(case["Input"])
            continue
        scope[model] += 1
        exact[model] += good
        if not good:
            lines.append(f"  {model}: {case['Input']}\n" +
                         "".join(f"      {m}\n" for m in misses))
    print("missed:")
    print("".join(lines), end="")
    print("left out:")
    for reason, inputs in sorted(why.items(), key=lambda w: -len(w[1])):
        print(f"  {len(inputs):3}  {OUT[reason]}")
        if args.verbose:
            print("".join(f"         {text}\n" for text in inputs), end="")
    for model in ARCS:
        print(f"{model:30} {total[model]:4} cases, {scope[model]:4} in scope, "
              f"{exact[model]:4} exact")
    share = sum(scope.values()) / sum(total.values())
    right = sum(exact.values()) / sum(scope.values())
    print(f"{sum(total.values())} cases, {sum(scope.values())} in scope "
          f"({share:.3f}; at least {SCOPE_FLOOR}), {sum(exact.values())} exact "
          f"({right:.3f}; at least {EXACT_FLOOR})")
    sys.exit(0 if share >= SCOPE_FLOOR and right >= EXACT_FLOOR else 1)


if __name__ == "__main__":
    main()
