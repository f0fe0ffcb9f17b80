#!/usr/bin/env python3
"""Score parley's places on GeoWebNews (Gritta, Pilehvar & Collier 2020).

    ./dev eval geowebnews [FILE.jsonl] [--json FILE] [--errors FILE] [--records FILE]

FILE.jsonl: {"id", "text", "toponyms": [{"start", "end", "phrase", "type", "lat", "lon", "geonames"}]}, offsets in code
points.  Default: ../shared/data/geo/geowebnews.jsonl.

Asked for: annotations with a GeoNames id of the types Literal, Mixed, Coercion, Metonymic and Literal_Modifier (so also
adjectives such as "Syrian" in "the Syrian border", which parley does not list).  Other toponyms, parts of names,
demonyms and languages may be found or not; common nouns (types that end in _Expression) do not count as names at all.
The rules are those at the head of toponyms.py; the set has no country, so that figure is 0.
"""
import sys

from annotated import SHARED
from toponyms import main

ASKED = {"Literal", "Mixed", "Coercion", "Metonymic", "Literal_Modifier"}


def gold_of(item: dict):
    names = [t for t in item["toponyms"] if not t["type"].endswith("_Expression")]
    asked = [t for t in names if t["type"] in ASKED and t.get("geonames")]
    return asked, names


if __name__ == "__main__":
    sys.exit(main(__doc__, SHARED / "data" / "geo" / "geowebnews.jsonl", gold_of, lambda toponym: None))
