#!/usr/bin/env python3
"""Score parley's time expressions on TimeBank (TimeML; the files of TempEval-3).

    ./dev eval timebank [FILE.jsonl] [--json FILE] [--errors FILE] [--records FILE]

FILE.jsonl: {"id", "text", "dct", "timexes": [{"start", "end", "type", "value"}]}, offsets in code points.  Default:
../shared/data/time/timebank.jsonl.  The document creation time is given to parley as the day of publication.

Pairs.   Each gold TIMEX3, in text order, takes the free system expression that shares most characters with it.
relaxed  pairs / system expressions, pairs / gold, F1 (TempEval-3's relaxed match).
strict   pairs with the same characters.
type, value, type_value   pairs with the same TIMEX3 type, value, both; letter for letter; F1 over all.
An expression of the date line, outside the text's sentences, counts like any other.
"""
import argparse
import json
import sys
from pathlib import Path

from annotated import SHARED, f1, lines_of, read, report
from toponyms import shared


def score(item: dict, record: dict | None, counts: dict, errors: list) -> None:
    times = (record or {}).get("times", [])
    free = list(range(len(times)))
    counts["gold"] += len(item["timexes"])
    counts["system"] += len(times)
    for timex in sorted(item["timexes"], key=lambda t: (t["start"], t["end"])):
        near = [n for n in free if shared(times[n], timex) > 0]
        context = item["text"][max(0, timex["start"] - 60):timex["end"] + 40]
        if not near:
            errors.append({"id": item["id"], "problem": "missed", "gold": timex, "context": context})
            continue
        best = max(near, key=lambda n: shared(times[n], timex))
        free.remove(best)
        found = times[best]
        same_type, same_value = found.get("type") == timex["type"], found.get("value") == timex["value"]
        counts["relaxed"] += 1
        counts["strict"] += (found["start"], found["end"]) == (timex["start"], timex["end"])
        counts["type"] += same_type
        counts["value"] += same_value
        counts["type_value"] += same_type and same_value
        if not (same_type and same_value):
            errors.append({"id": item["id"], "problem": "other value", "gold": timex, "system": found,
                           "context": context})
    errors += [{"id": item["id"], "problem": "extra", "system": times[n]} for n in free]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("path", nargs="?", type=Path, default=SHARED / "data" / "time" / "timebank.jsonl")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--errors", type=Path)
    parser.add_argument("--records", type=Path, help="what `parley read --format jsonl` printed")
    asked = parser.parse_args()
    if not asked.path.is_file():
        print(f"{asked.path}: no such file of annotated texts", file=sys.stderr)
        return 2
    items = lines_of(asked.path)
    counts = dict.fromkeys(("gold", "system", "relaxed", "strict", "type", "value", "type_value"), 0)
    errors: list = []
    for item, record in zip(items, read(items, asked.records)):
        score(item, record, counts, errors)
    figures = {"texts": len(items), "expressions": counts["gold"]}
    for name in ("relaxed", "strict", "type", "value", "type_value"):
        figures[name] = f1(counts[name], counts["gold"], counts["system"])
    report(figures, asked.json)
    if asked.errors:
        with open(asked.errors, "w", encoding="utf-8") as file:
            for error in errors:
                print(json.dumps(error, ensure_ascii=False), file=file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
