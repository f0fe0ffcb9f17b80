#!/usr/bin/env python3
"""How well a report without a date gets it from a sibling of the same run.

    ./dev eval siblings [FILE] [--folds N] [--json FILE]

FILE: reports as JSON lines with a `text` (default: ../shared/data/reports/fakes_dev.jsonl, one war, 15 outlets).
1. Every report is read once; those that state their day on the page are kept, each text once.
2. Their report text (headline, standfirst, paragraphs, captions) is written out again, with the stated day as a
   field of its own but for every N-th report, which has none; all are read in one run; so for each of the N folds.
3. found: reports without the field that got a day with basis `sibling`.  right: the stated day itself; near: within
   a day of it.  Shares of found.
"""
import argparse
import datetime
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
REPORT_TEXT = {"headline", "standfirst", "subhead", "paragraph", "caption"}


def read(rows: list[dict]) -> list[dict]:
    parley = os.environ.get("PARLEY", "build/release/bin/parley")
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        for row in rows:
            file.write(json.dumps(row) + "\n")
        file.flush()
        done = subprocess.run([parley, "read", "--format", "jsonl", file.name], capture_output=True, text=True)
    if done.returncode not in (0, 3):
        sys.exit(f"parley read ended with exit code {done.returncode}: {done.stderr[-300:]}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def dated_reports(rows: list[dict]) -> list[tuple[str, datetime.date]]:
    reports = {}
    for record in read([{"text": row["text"]} for row in rows]):
        document = record["document"]
        if document["published"]["basis"] != "stated":
            continue
        lines = [document["text"][s["start"]:s["end"]] for s in document["segments"] if s["kind"] in REPORT_TEXT]
        reports["\n\n".join(lines)] = datetime.date.fromisoformat(document["published"]["date"])
    return list(reports.items())


def fold_of(reports: list[tuple[str, datetime.date]], fold: int, folds: int) -> list[int]:
    """Days off the stated one, for each report of the fold that got a day."""
    rows = [{"url": f"http://example.org/{i}", "text": text, **({} if i % folds == fold else {"date": day.isoformat()})}
            for i, (text, day) in enumerate(reports)]
    off = []
    for record in read(rows):
        published = record["document"]["published"]
        if published["basis"] == "sibling":
            stated = reports[int(record["document"]["url"].rsplit("/", 1)[1])][1]
            off.append(abs((datetime.date.fromisoformat(published["date"]) - stated).days))
    return off


def tell(reports: int, off: list[int], file: Path | None) -> int:
    """Prints the figures, and writes them to `file`; `off`: days off the stated one of each report that got a day."""
    figures = {"reports": reports, "found": len(off), "right": sum(d == 0 for d in off) / max(1, len(off)),
               "near": sum(d <= 1 for d in off) / max(1, len(off))}
    for name, value in figures.items():
        print(f"{name:10} {value:.3f}" if isinstance(value, float) else f"{name:10} {value}")
    if file:
        file.write_text(json.dumps(figures, indent=1) + "\n")
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("file", nargs="?", type=Path, default=SHARED / "data" / "reports" / "fakes_dev.jsonl")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    if not asked.file.is_file():
        print(f"{asked.file}: no such file of reports", file=sys.stderr)
        return 2
    rows = [json.loads(line) for line in asked.file.read_text(encoding="utf-8").splitlines()]
    reports = dated_reports([row for row in rows if row.get("text")])
    off = [days for fold in range(asked.folds) for days in fold_of(reports, fold, asked.folds)]
    return tell(len(reports), off, asked.json)


if __name__ == "__main__":
    sys.exit(main())
