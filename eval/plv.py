#!/usr/bin/env python3
"""Score parley's event types on sentences with a marked pair of parties (PLV, Zero-Shot-PLOVER; also GSR and NGEC files).

    ./dev eval plv [FILE.jsonl] [--json FILE] [--errors FILE] [--records FILE]

FILE.jsonl: {"id", "text", "date", "events": [{"plover" or "cameo", "source_text", "target_text"}]}.  Default:
../shared/data/events/plv_train.jsonl.  The whole way is measured: the sentence is read as a report of its own, and the
parties are found by parley, not given.

Type.    PLOVER's; of a CAMEO code (a set without types) its root.  The sets merge CONCEDE and RETREAT as YIELD, and so do
         we.  A sentence is right when one of its system events has the type of one of its gold events.
pair     the same, but only system events whose actor touches the words marked as source and whose recipient touches
         those marked as target (both where the set marks them).
any      precision: sentences right / sentences with an event; recall: right / sentences with gold.
first    the same for the one event whose evidence touches both parties best, as a coder with one code a sentence.
by type  recall of each gold type under `any`.
"""
import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from annotated import SHARED, lines_of, read, report

YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def gold_type(event: dict) -> str | None:
    if event.get("plover"):
        return YIELD.get(event["plover"], event["plover"])
    return str(event["cameo"])[:2] if event.get("cameo") else None


def system_type(event: dict, by_root: bool) -> str:
    return str(event.get("cameo") or "")[:2] if by_root else YIELD.get(event["type"], event["type"])


def spans_of(text: str, words) -> list[tuple[int, int]]:
    spans = []
    for word in [words] if isinstance(words, str) else words or []:
        at = text.find(word)
        if at >= 0:
            spans.append((at, at + len(word)))
    return spans


def touches(record: dict, parties: list, spans: list) -> bool:
    mentions = [m for actor in record.get("actors", []) if actor["id"] in parties for m in actor.get("mentions", [])]
    return any(m["start"] < end and begin < m["end"] for m in mentions for begin, end in spans)


def shares(record: dict, event: dict, gold: dict, text: str) -> int:
    """How many of the two marked parties the event has at their places."""
    source, target = spans_of(text, gold.get("source_text")), spans_of(text, gold.get("target_text"))
    return touches(record, event.get("actors", []), source) + touches(record, event.get("recipients", []), target)


def score(item: dict, record: dict | None, counts: Counter, errors: list) -> None:
    gold = [event for event in item.get("events", []) if gold_type(event)]
    if not gold:
        return
    by_root = not gold[0].get("plover")
    wanted = {gold_type(event) for event in gold}
    events = (record or {}).get("events", [])
    marked = bool(gold[0].get("source_text"))
    ranked = sorted(events, key=lambda e: -shares(record, e, gold[0], item["text"])) if marked else events
    paired = [event for event in events if marked and shares(record, event, gold[0], item["text"]) == 2]
    right = any(system_type(event, by_root) in wanted for event in events)
    counts.update(gold=1, coded=bool(events), any=right, paired=bool(paired),
                  pair=any(system_type(event, by_root) in wanted for event in paired),
                  first=bool(ranked) and system_type(ranked[0], by_root) in wanted)
    counts[f"gold {gold_type(gold[0])}"] += 1
    counts[f"right {gold_type(gold[0])}"] += right
    if not right:
        errors.append({"id": item["id"], "gold": sorted(wanted),
                       "system": [[event["type"], event.get("rule")] for event in events]})


def figures_of(counts: Counter, right: str, system: str) -> dict:
    precision = counts[right] / counts[system] if counts[system] else 0.0
    recall = counts[right] / counts["gold"] if counts["gold"] else 0.0
    return {"precision": precision, "recall": recall,
            "f1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("path", nargs="?", type=Path, default=SHARED / "data" / "events" / "plv_train.jsonl")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--errors", type=Path)
    parser.add_argument("--records", type=Path, help="what `parley read --format jsonl` printed")
    asked = parser.parse_args()
    if not asked.path.is_file():
        print(f"{asked.path}: no such file of sentences", file=sys.stderr)
        return 2
    items = [dict(item, dct=item.get("date")) for item in lines_of(asked.path)]
    counts: Counter = Counter()
    errors: list = []
    for item, record in zip(items, read(items, asked.records)):
        score(item, record, counts, errors)
    figures = {"sentences": counts["gold"], "with an event": counts["coded"],
               "any": figures_of(counts, "any", "coded"), "first": figures_of(counts, "first", "coded"),
               "pair": figures_of(counts, "pair", "paired")}
    for name in sorted(key for key in counts if key.startswith("gold ")):
        figures[name.removeprefix("gold ")] = counts["right " + name.removeprefix("gold ")] / counts[name]
    report(figures, asked.json)
    if asked.errors:
        with open(asked.errors, "w", encoding="utf-8") as file:
            for error in errors:
                print(json.dumps(error, ensure_ascii=False), file=file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
