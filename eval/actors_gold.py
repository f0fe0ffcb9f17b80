#!/usr/bin/env python3
"""How many of the parties that gold names does parley know as an actor in the same sentence?

    actors_gold.py GOLD --records FILE.jsonl [--texts DIR] [--score DIR] [--errors OUT.jsonl]

GOLD       a folder of gold records; --texts where the reports do not lie beside them
--records  what `parley read --format jsonl` printed
--score    the folder of score.py, whose rules say when an actor answers (name, alias in the sentence, code); default: the
           parent of GOLD

For each speaker of a statement, actor and recipient of an event or move: found when some actor with a mention in a
sentence of the item's evidence (for a speaker also one sentence around it) answers to it; speakers by name only. This
is the ceiling that the mentions give to attribution and coding, not a score of those. Exit status: 0, or 2.
"""
import argparse
import importlib.util
import json
import sys
from collections import Counter
from pathlib import Path


def load_score(folder: Path):
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


def wanted_of(report):
    """(figure, gold party, sentences, gold words) of each who."""
    for item in report.items["statements"]:
        around = {n + step for n in item.sentences for step in (-1, 0, 1)}
        yield "speaker", item.values["speaker"], around, item.written
    for layer in ("events", "moves"):
        for item in report.items[layer]:
            for role in ("actor", "recipient"):
                yield f"{layer}.{role}", item.values[role], item.sentences, item.written


def main(words=None):
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--records", type=Path, required=True)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--score", type=Path)
    parser.add_argument("--errors", type=Path)
    asked = parser.parse_args(words)
    score = load_score(asked.score or asked.gold.parent)
    golds = score.read_gold(asked.gold)
    records, _ = score.read_records(asked.records)
    common = score.common_codes(golds.values())
    asked_for, found, errors = Counter(), Counter(), []
    for name, gold in golds.items():
        record = records.get(name, (None, None))[1]
        text = score.text_of(name, record, asked.texts or asked.gold)
        report, reading = score.Report(name, gold, text, common), score.Reading(record, text)
        for figure, party, sentences, written in wanted_of(report):
            if party is None or not sentences:
                continue
            asked_for[figure] += 1
            given = [reading.party(actor, sentences) for actor in reading.actors]
            given = [one for one in given if one.mentioned]
            if figure == "speaker":
                given = [score.Party(one.names, (), one.mentioned) for one in given]
            if any(report.is_answered_by(party, one) for one in given):
                found[figure] += 1
            else:
                errors.append({"doc": name, "figure": figure, "gold": list(party.names)[:4],
                               "words": written.get("content") or written.get("evidence"),
                               "given": [one.names[:1] + one.codes for one in given]})
    for figure, count in asked_for.items():
        print(f"{figure:18}{found[figure]:5} of {count:5}  {found[figure] / count:.3f}")
    if asked.errors:
        asked.errors.write_text("".join(json.dumps(e, ensure_ascii=False) + "\n" for e in errors), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
