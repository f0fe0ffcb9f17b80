#!/usr/bin/env python3
"""Score entity mentions on re3d (dstl/re3d): who and where in reports on the war in Syria and Iraq.

    re3d.py GOLD.jsonl --parley BIN [--spacy MODEL] [--gate F1] [--errors OUT.jsonl] [--json OUT]
    re3d.py GOLD.jsonl --records FILE.jsonl ...

GOLD.jsonl: one document a line, {"id", "text", "entities": [{"start", "end", "type"}]}, code points, no overlaps.
--parley   reads each text with `BIN read --format jsonl`; --records takes what that printed (document.source is ID.txt)
--spacy    scores a Python spaCy pipeline (a package with load(), or a name for spacy.load) on the same texts, same run
Exit status: 0 scored, 1 F1 below --gate, 2 wrong call.

THE MAPPING, to the letter
1. Types. re3d's Organisation, Person, Location, Nationality and Temporal are scored; its other types (Quantity, Weapon,
   MilitaryPlatform, DocumentReference, Money, Vehicle, Frequency, CommsIdentifier, Coordinate) are left out: neither
   system gives them.
   parley  actors of kind person and role -> Person; organisation, group, state and people -> Organisation; a mention of
           a state that is neither its name nor one of its aliases nor a pronoun ("Iraqi") -> Nationality.
           places -> Location, but not those read as people; times -> Temporal.
           Where an actor and a place have the same span, a place read as government is the actor, else the place.
   spaCy   PERSON -> Person; ORG -> Organisation; GPE, LOC, FAC -> Location; NORP -> Nationality; DATE, TIME -> Temporal.
2. Spans. From gold and from both systems alike are cut: a leading article, demonstrative or possessive pronoun, and a
   closing possessive mark. Of a Location only its proper name is compared: from the first capitalised word to the last
   ("the city of Mosul", "northern Iraq" -> "Mosul", "Iraq").
3. Named mentions. A span is scored when it has a capital letter and is no pronoun or adverb of place ("we", "It",
   "Here"): names, and descriptions that hold a name ("Iraqi security forces"). --all scores the rest too.
4. Overlaps. re3d_flat has none, so of overlapping spans of one system the longest is kept (the first of equals).
5. Strict: right is the same first and last character and the same type. Micro precision, recall, F1.
"""
import argparse
import importlib
import json
import re
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
GOLD_TYPES = {"Organisation", "Person", "Location", "Nationality", "Temporal"}
SPACY_TYPES = {"PERSON": "Person", "ORG": "Organisation", "GPE": "Location", "LOC": "Location", "FAC": "Location",
               "NORP": "Nationality", "DATE": "Temporal", "TIME": "Temporal"}
LEADING = re.compile(r"(?:the|a|an|its|their|his|her|our|my|your|this|these|those|that)\s+", re.IGNORECASE)
CLOSING = re.compile(r"['’]s?$")
PROPER = re.compile(r"\b[A-ZÀ-Þ](?:.*\b[A-ZÀ-Þ])?[^\s,]*", re.DOTALL)
PRONOUNS = set("""i me my mine myself we us our ours ourselves you your yours he him his himself she her hers herself it
    its itself they them their theirs themselves who whom whose which that this these those here there""".split())


def cut(text, span, kind):
    """The span without what the mapping takes off; None where nothing is left."""
    start, end = span
    leading = LEADING.match(text, start, end)
    if leading:
        start = leading.end()
    closing = CLOSING.search(text[start:end])
    if closing and end - start > 3:
        end = start + closing.start()
    if kind == "Location":
        proper = PROPER.search(text[start:end])
        if proper:
            start, end = start + proper.start(), start + proper.end()
    return (start, end) if start < end else None


def mapped(text, mentions, everything):
    """{span: type} of what is scored, without overlaps."""
    found = {}
    for span, kind in mentions:
        span = cut(text, span, kind)
        if span is None:
            continue
        words = text[span[0]:span[1]]
        if everything or (any(c.isupper() for c in words) and words.casefold() not in PRONOUNS):
            found.setdefault(span, kind)
    kept = []
    for span in sorted(found, key=lambda s: (s[0] - s[1], s[0])):
        if all(span[1] <= other[0] or other[1] <= span[0] for other in kept):
            kept.append(span)
    return {span: found[span] for span in kept}


def of_gold(document):
    for entity in document["entities"]:
        if entity["type"] in GOLD_TYPES:
            yield (entity["start"], entity["end"]), entity["type"]


def of_record(record):
    """parley's mentions as (span, type); the first type given to a span counts."""
    readings = {(place["start"], place["end"]): place.get("reading") for place in record.get("places") or []}
    for actor in record.get("actors") or []:
        names = {actor.get("name"), *(actor.get("aliases") or [])}
        for mention in actor.get("mentions") or []:
            span = (mention["start"], mention["end"])
            if readings.get(span, "government") not in ("government", "people"):
                continue
            kind = "Person" if actor.get("kind") in ("person", "role") else "Organisation"
            words = mention.get("text", "")
            if actor.get("kind") == "state" and words not in names and words.casefold() not in PRONOUNS:
                kind = "Nationality"
            yield span, kind
    for span, reading in readings.items():
        if reading != "people":
            yield span, "Location"
    for time in record.get("times") or []:
        yield (time["start"], time["end"]), "Temporal"


def read_with(parley, documents):
    """What parley prints of the texts, by id."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for document in documents:
            paths.append(Path(folder) / f"{document['id']}.txt")
            paths[-1].write_text(document["text"], encoding="utf-8")
        run = subprocess.run([parley, "read", "--format", "jsonl", "--all-readings", *map(str, paths)], capture_output=True, text=True)
        if run.returncode not in (0, 3):
            raise SystemExit(f"re3d.py: {parley} read: exit {run.returncode}: {run.stderr[-500:]}")
        return records_of(run.stdout)


def records_of(lines):
    records = [json.loads(line) for line in lines.splitlines() if line.strip()]
    return {Path(record["document"]["source"]).stem: record for record in records}


def spacy_pipeline(name):
    try:
        return importlib.import_module(name).load()
    except (ImportError, AttributeError):
        return importlib.import_module("spacy").load(name)


def score(gold, system, counts, errors, name, document):
    for span, kind in system.items():
        counts[kind][1] += 1
        counts["all"][1] += 1
        if gold.get(span) == kind:
            counts[kind][2] += 1
            counts["all"][2] += 1
    for span, kind in gold.items():
        counts[kind][0] += 1
        counts["all"][0] += 1
    for span in sorted(gold.keys() | system.keys()):
        if gold.get(span) != system.get(span):
            errors.append({"system": name, "id": document["id"], "text": document["text"][span[0]:span[1]],
                           "gold": gold.get(span), "given": system.get(span)})


def figures(counts):
    return {kind: {"gold": g, "system": s, "right": r, "precision": r / s if s else 0.0, "recall": r / g if g else 0.0,
                   "f1": 2 * r / (g + s) if g + s else 0.0} for kind, (g, s, r) in sorted(counts.items())}


def main(words=None):
    parser = argparse.ArgumentParser(description="Score entity mentions on re3d; the mapping stands at the top.")
    parser.add_argument("gold", type=Path, nargs="?", default=SHARED / "data" / "ner" / "re3d_flat.jsonl")
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--parley", metavar="BIN", default=os.environ.get("PARLEY", "build/release/bin/parley"))
    source.add_argument("--records", type=Path, metavar="FILE.jsonl")
    parser.add_argument("--spacy", metavar="MODEL")
    parser.add_argument("--all", action="store_true", help="score lower-case mentions and pronouns too")
    parser.add_argument("--gate", type=float, metavar="F1")
    parser.add_argument("--errors", type=Path, metavar="OUT.jsonl")
    parser.add_argument("--json", type=Path, metavar="OUT")
    asked = parser.parse_args(words)
    if not asked.gold.is_file():
        print(f"{asked.gold}: no such file of annotated reports", file=sys.stderr)
        return 2
    documents = [json.loads(line) for line in asked.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    records = (records_of(asked.records.read_text(encoding="utf-8")) if asked.records
               else read_with(asked.parley, documents))
    pipeline = spacy_pipeline(asked.spacy) if asked.spacy else None
    totals = {"parley": defaultdict(lambda: [0, 0, 0])}
    errors = []
    for document in documents:
        text = document["text"]
        gold = mapped(text, of_gold(document), asked.all)
        record = records.get(document["id"], {})
        score(gold, mapped(text, of_record(record), asked.all), totals["parley"], errors, "parley", document)
        if pipeline is not None:
            given = [((e.start_char, e.end_char), SPACY_TYPES[e.label_]) for e in pipeline(text).ents
                     if e.label_ in SPACY_TYPES]
            score(gold, mapped(text, given, asked.all), totals.setdefault("spacy", defaultdict(lambda: [0, 0, 0])),
                  errors, "spacy", document)
    result = {name: figures(counts) for name, counts in totals.items()}
    print(f"{'system':8}{'type':14}{'gold':>6}{'given':>7}{'right':>7}{'P':>7}{'R':>7}{'F1':>7}")
    for name, kinds in result.items():
        for kind, f in kinds.items():
            print(f"{name:8}{kind:14}{f['gold']:6}{f['system']:7}{f['right']:7}{f['precision']:7.3f}{f['recall']:7.3f}"
                  f"{f['f1']:7.3f}")
    if asked.json:
        asked.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    if asked.errors:
        asked.errors.write_text("".join(json.dumps(e, ensure_ascii=False) + "\n" for e in errors), encoding="utf-8")
    if asked.gate is not None and result["parley"]["all"]["f1"] < asked.gate:
        print(f"gate: F1 {result['parley']['all']['f1']:.3f} is below {asked.gate}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
