#!/usr/bin/env python3
"""How well a report without a date gets it from the well-known events that it tells.

    ./dev eval landmarks [FILE...] [--json FILE]

FILEs: reports as JSON lines with a `text` and the day of publication (`dct`, or stated in the text as the set of
siblings.py has it).  Default: ../shared/data/time/timebank.jsonl and ../shared/data/reports/fakes_dev.jsonl.
1. Each report's text without its day (dct sets as they are; others their report text alone) is read in a run of its
   own, so that no sibling can tell.
2. found: reports that got a day.  right: the day itself; near: within a day of it.  Shares of found.
"""
import argparse
import datetime
import json
import sys
from pathlib import Path

from siblings import SHARED, dated_reports, read, tell


def reports_of(file: Path) -> list[tuple[str, datetime.date]]:
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    if rows and "dct" in rows[0]:
        return [(row["text"], datetime.date.fromisoformat(row["dct"][:10])) for row in rows if row["dct"]]
    return dated_reports([row for row in rows if row.get("text")])


def day_of(text: str) -> tuple[str | None, str]:
    """The day of publication without a basis on the page, and its reason; (None, "") where there is none."""
    records = read([{"text": text}])
    if not records:
        print(f"  refused: {' '.join(text.split())[:70]}")
        return None, ""
    published = records[0]["document"]["published"]
    return (published["date"], published["reason"] or "") if published["basis"] == "none" else (None, "")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="*", type=Path, default=[SHARED / "data" / "time" / "timebank.jsonl",
                                                               SHARED / "data" / "reports" / "fakes_dev.jsonl"])
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    off, count = [], 0
    for file in asked.files:
        if not file.is_file():
            print(f"{file}: no such file of reports", file=sys.stderr)
            return 2
        reports = reports_of(file)
        count += len(reports)
        for text, stated in reports:
            day, reason = day_of(text)
            if day:
                off.append(abs((datetime.date.fromisoformat(day) - stated).days))
                print(f"  {stated} {day} {reason}")
    return tell(count, off, asked.json)


if __name__ == "__main__":
    sys.exit(main())
