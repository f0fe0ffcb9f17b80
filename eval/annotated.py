"""Texts with annotations in a JSON-lines file, and the records that `parley read` makes of them. For lgl.py,
geowebnews.py and timebank.py.

A text is given to parley as one JSON line {"id", "text", "published"}; its record is the one whose document.text is the
text, else the one whose document.source ends in the id.  A text without a record counts as read and found empty.
"""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


def lines_of(path: Path) -> list[dict]:
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def read(items: list[dict], records: Path | None) -> list[dict | None]:
    """One record, or None, for each item: out of `records`, else by running parley ($PARLEY)."""
    if records is None:
        with tempfile.TemporaryDirectory() as folder:
            given, records = Path(folder) / "texts.jsonl", Path(folder) / "records.jsonl"
            with open(given, "w", encoding="utf-8") as file:
                for item in items:
                    row = {"id": item["id"], "text": item["text"]}
                    if item.get("dct"):
                        row["published"] = item["dct"][:10]
                    print(json.dumps(row, ensure_ascii=False), file=file)
            parley = os.environ.get("PARLEY", "build/release/bin/parley")
            with open(records, "wb") as out:
                done = subprocess.run([parley, "read", "--format", "jsonl", "--all-readings", str(given)], stdout=out)
            if done.returncode not in (0, 3):
                sys.exit(f"parley read ended with exit code {done.returncode}")
            made = lines_of(records)
    else:
        made = lines_of(records)
    by_text = {record["document"].get("text"): record for record in made}
    by_id = {}
    for record in made:
        source = str(record["document"].get("source") or "")
        by_id[Path(source.rsplit("#", 1)[-1]).stem if "/" in source or "." in source else source] = record
    return [by_text.get(item["text"]) or by_id.get(item["id"]) for item in items]


def f1(right: int, gold: int, system: int) -> dict:
    precision = right / system if system else 0.0
    recall = right / gold if gold else 0.0
    both = 2 * right / (gold + system) if gold + system else 0.0
    return {"precision": precision, "recall": recall, "f1": both}


def report(figures: dict, out: Path | None) -> None:
    for name, value in figures.items():
        if isinstance(value, dict):
            value = "  ".join(f"{key} {number:.3f}" for key, number in value.items())
        elif isinstance(value, float):
            value = f"{value:.3f}"
        print(f"{name:28} {value}")
    if out:
        out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
