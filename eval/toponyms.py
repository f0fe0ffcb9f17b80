"""Places of parley's records against annotated toponyms: the rules that lgl.py and geowebnews.py share.

Pairs.   A system place and a gold toponym that share a character are a pair; each gold toponym, in text order, takes
         the free place that shares most with it.  Readings "people" are left out on the system's side.
recognition   pairs / system places, pairs / gold toponyms, and their F1.  [strict] asks the same characters.
Over the pairs whose gold toponym has a GeoNames id and a point:
accuracy161   the same GeoNames id, or not more than 161 km (100 miles) between the two points.  The id counts first
         because countries and states have no one point: sources differ by hundreds of kilometres.
exact    the same GeoNames id.
country  the same country, where gold tells it.
all161   as accuracy161, over all gold toponyms that have a point: a toponym that was not found is wrong.
"""
import math


def kilometres(lat1, lon1, lat2, lon2) -> float:
    a, b = math.radians(lat1), math.radians(lat2)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(h)))


def shared(a: dict, b: dict) -> int:
    return min(a["end"], b["end"]) - max(a["start"], b["start"])


class Counts:
    def __init__(self):
        self.gold = self.system = self.pairs = self.strict = 0
        self.placed = self.near = self.exact = 0
        self.countries = self.country = self.all_placed = 0
        self.errors = []

    def add(self, identifier: str, text: str, gold: list[dict], beside: list[dict], record: dict | None,
            country_of) -> None:
        """`beside`: annotations that are neither asked for nor wrong to find; places on them are left out."""
        places = [p for p in (record or {}).get("places", []) if p.get("reading") != "people"]
        free = list(range(len(places)))
        self.gold += len(gold)
        for toponym in sorted(gold, key=lambda t: (t["start"], t["end"])):
            has_point = toponym.get("geonames") and toponym.get("lat") is not None
            self.all_placed += bool(has_point)
            near = [n for n in free if shared(places[n], toponym) > 0]
            if not near:
                self.note(identifier, "missed", toponym, None, text)
                continue
            best = max(near, key=lambda n: (shared(places[n], toponym), -places[n]["start"]))
            free.remove(best)
            self.pair(identifier, text, toponym, places[best], has_point, country_of)
        extra = [places[n] for n in free if not any(shared(places[n], other) > 0 for other in beside)]
        self.system += len(places) - len(free) + len(extra)
        for place in extra:
            self.note(identifier, "extra", None, place, text)

    def pair(self, identifier, text, toponym, place, has_point, country_of) -> None:
        self.pairs += 1
        self.strict += (place["start"], place["end"]) == (toponym["start"], toponym["end"])
        if not has_point:
            return
        self.placed += 1
        exact = str(place.get("geonames") or "") == str(toponym["geonames"])
        near = exact or (place.get("lat") is not None and
                         kilometres(place["lat"], place["lon"], toponym["lat"], toponym["lon"]) <= 161)
        self.exact += exact
        self.near += near
        country = country_of(toponym)
        if country:
            self.countries += 1
            self.country += place.get("country") == country
        if not near:
            self.note(identifier, "far", toponym, place, text)

    def note(self, identifier, problem, toponym, place, text) -> None:
        where = toponym or place
        self.errors.append({"id": identifier, "problem": problem, "gold": toponym, "system": place,
                            "context": text[max(0, where["start"] - 60):where["end"] + 40]})

    def figures(self) -> dict:
        from annotated import f1
        share = lambda a, b: a / b if b else 0.0
        return {"toponyms": self.gold, "recognition": f1(self.pairs, self.gold, self.system),
                "recognition.strict": f1(self.strict, self.gold, self.system),
                "accuracy161": share(self.near, self.placed), "exact": share(self.exact, self.placed),
                "country": share(self.country, self.countries), "all161": share(self.near, self.all_placed)}


def main(description: str, default, gold_of, country_of) -> int:
    import argparse
    import json
    import sys
    from pathlib import Path
    from annotated import lines_of, read, report
    parser = argparse.ArgumentParser(description=description.split("\n")[0])
    parser.add_argument("path", nargs="?", type=Path, default=default)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--errors", type=Path, help="a JSON line for each miss, extra and far place")
    parser.add_argument("--records", type=Path, help="what `parley read --format jsonl` printed")
    asked = parser.parse_args()
    if not asked.path.is_file():
        print(f"{asked.path}: no such file of annotated texts", file=sys.stderr)
        return 2
    items = lines_of(asked.path)
    counts = Counts()
    for item, record in zip(items, read(items, asked.records)):
        gold, beside = gold_of(item)
        counts.add(item["id"], item["text"], gold, beside, record, country_of)
    report({"texts": len(items), **counts.figures()}, asked.json)
    if asked.errors:
        with open(asked.errors, "w", encoding="utf-8") as file:
            for error in counts.errors:
                print(json.dumps(error, ensure_ascii=False), file=file)
    return 0
