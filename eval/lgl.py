#!/usr/bin/env python3
"""Score parley's places on the Local-Global Lexicon (Lieberman, Samet & Sankaranarayanan 2010).

    ./dev eval lgl [FILE.jsonl] [--json FILE] [--errors FILE] [--records FILE]

FILE.jsonl: {"id", "text", "dct", "toponyms": [{"start", "end", "phrase", "lat", "lon", "geonames", "country"}]}, offsets
in code points.  Default: ../shared/data/geo/lgl.jsonl.  News of small towns: the hardest set for ambiguous names.

Every annotated toponym is asked for, also where it is part of the name of a body ("Rapides Parish Fire District 2"),
an adjective or a street, which parley does not take for places: the recall of recognition is low for that.
The rules are those at the head of toponyms.py.
"""
import sys
from pathlib import Path

from annotated import SHARED
from toponyms import main

COUNTRIES = Path(__file__).resolve().parents[1] / "knowledge" / "places" / "countries.tsv"


def codes() -> dict:
    rows = [line.split("\t") for line in COUNTRIES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {row[2]: row[0] for row in rows}


if __name__ == "__main__":
    iso3 = codes()
    sys.exit(main(__doc__, SHARED / "data" / "geo" / "lgl.jsonl", lambda item: (item["toponyms"], []),
                  lambda toponym: iso3.get(toponym.get("country"))))
