#!/usr/bin/env python3
"""Score parley's statements against PolNeAR attributions (source, cue, content).

    polnear.py --gold polnear_dev.jsonl --records FILE.jsonl [--json OUT] [--errors OUT.jsonl]

Python 3.11 or newer, standard library only.

  --gold     JSON lines: id, text, quotes[{source_span, cue_span, content_span, type}], offsets in code points
  --records  what `parley read --format jsonl` printed for the articles' texts; an article's record is the one whose
             document.source has the article's id as its stem, else the one whose document.text is the article's

THE RULES

Characters. An attribution's content is a set of characters: those of its spans that are letters or digits. So marks,
commas and the line between two halves of a split quotation weigh nothing. A leading "that" of a gold content is left
out, since parley's contents begin after it. Source and cue likewise; auxiliaries in a gold cue ("has said") count.

Outermost. PolNeAR's guidelines annotate the outermost attribution alone. A system statement whose cue lies inside the
content of another system statement is nested and is left out ([nested] tells how many).

Pairs. Gold and system are paired one to one, greedily by the share of both contents together (intersection over
union) that they share; a pair needs more than nothing.
  content.overlap30, .overlap80   pairs that cover more than .3, .8 of the gold content (Gender Gap Tracker's measure)
  content.tight80                 pairs that share more than .8 of both contents together
  content.exact                   pairs with the same characters
  content.characters              F1 over characters, all contents of an article taken together
  recall.direct .mixed .indirect  share of gold of that type found at overlap30
  source.overlap, .exact; cue.overlap, .exact   among overlap30 pairs where gold gives one: shared characters; the same
  relation.overlap                pairs at overlap30 whose source and cue overlap too, where gold gives them: F1
The speech part ([speech.*]) is gold cut to marked quotations and to cues with one of SPEECH's verbs: recall alone, since
what the system finds beyond it may be right.
"""
import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from annotated import lines_of, read

SPEECH = set("""say tell add ask announce argue claim confirm declare deny explain insist note report state suggest warn
    write according acknowledge admit allege assert call comment complain conclude condemn demand describe emphasize
    mention observe predict promise question reply respond reveal speak stress tweet urge accuse agree continue recall
    remark repeat testify vow pledge maintain contend caution joke disclose""".split())
SAY_FORMS = {"said": "say", "says": "say", "told": "tell", "wrote": "write", "spoke": "speak", "denied": "deny"}


def is_speech(cue: str) -> bool:
    for word in cue.lower().replace(":", " ").split():
        stems = {SAY_FORMS.get(word, word), word.rstrip("s"), word.removesuffix("ed"), word.removesuffix("d"),
                 word.removesuffix("ing"), word.removesuffix("ing") + "e", word.removesuffix("ies") + "y"}
        if stems & SPEECH:
            return True
    return False


def characters(text: str, spans, skip_that=False) -> frozenset[int]:
    found = set()
    for number, (start, end) in enumerate(spans or []):
        if skip_that and number == 0 and text[start:start + 5].lower() == "that ":
            start += 5
        found.update(at for at in range(start, min(end, len(text))) if text[at].isalnum())
    return frozenset(found)


def system_spans(value) -> list[tuple[int, int]]:
    if not value:
        return []
    spans = value if isinstance(value, list) else [value]
    return [(span["start"], span["end"]) for span in spans if isinstance(span, dict)]


def span_of_words(text: str, words, evidence) -> list[tuple[int, int]]:
    """Where words given as text stand: inside the evidence, else the nearest place before or after it."""
    if not words or not evidence:
        return []
    start = min(span[0] for span in evidence)
    end = max(span[1] for span in evidence)
    at = text.find(words, start, end)
    if at < 0:
        at = text.rfind(words, 0, end)
    return [(at, at + len(words))] if at >= 0 else []


def read_gold(line: dict) -> list[dict]:
    text = line["text"]
    return [{"content": characters(text, quote["content_span"], skip_that=True),
             "source": characters(text, quote["source_span"]), "cue": characters(text, quote["cue_span"]),
             "type": quote["type"], "cue_text": " ".join(text[a:b] for a, b in quote["cue_span"] or []),
             "shown": " … ".join(text[a:b] for a, b in quote["content_span"])} for quote in line["quotes"]]


def read_system(text: str, record: dict) -> list[dict]:
    found = []
    for statement in record.get("statements", []):
        evidence = system_spans(statement.get("evidence"))
        content = system_spans(statement.get("content"))
        cue = system_spans(statement.get("cue_span")) or span_of_words(text, statement.get("cue"), evidence)
        source = (system_spans(statement.get("speaker_span"))
                  or span_of_words(text, statement.get("speaker_text"), evidence))
        found.append({"content": characters(text, content), "cue": characters(text, cue),
                      "source": characters(text, source), "kind": statement.get("kind"), "rule": statement.get("rule"),
                      "shown": " … ".join(text[a:b] for a, b in content), "cue_text": statement.get("cue"),
                      "source_text": statement.get("speaker_text")})
    return found


def outermost(system: list[dict]) -> list[dict]:
    def nested(one):
        return any(other is not one and one["cue"] and one["cue"] <= other["content"]
                   and len(other["content"]) > len(one["content"]) for other in system)
    return [one for one in system if not nested(one)]


def pairs_of(gold: list[dict], system: list[dict]):
    ranked = sorted(((len(g["content"] & s["content"]) / max(1, len(g["content"] | s["content"])), i, j)
                     for i, g in enumerate(gold) for j, s in enumerate(system) if g["content"] & s["content"]),
                    key=lambda item: (-item[0], item[1], item[2]))
    used_gold, used_system = set(), set()
    for share, i, j in ranked:
        if i in used_gold or j in used_system:
            continue
        used_gold.add(i)
        used_system.add(j)
        yield i, j, share


class Figures:
    def __init__(self):
        self.count = Counter()

    def f1(self, right, gold, system):
        precision = self.count[right] / max(1, self.count[system])
        recall = self.count[right] / max(1, self.count[gold])
        return {"precision": round(precision, 4), "recall": round(recall, 4),
                "f1": round(2 * precision * recall / max(1e-9, precision + recall), 4)}

    def share(self, right, all_):
        return {"accuracy": round(self.count[right] / max(1, self.count[all_]), 4), "of": self.count[all_]}


def score(gold_lines: list[dict], records: dict[str, dict], errors) -> dict:
    figures = Figures()
    count = figures.count
    for line in gold_lines:
        text, gold = line["text"], read_gold(line)
        record = records.get(line["id"]) or records.get(text) or {}
        count["articles"] += 1
        count["read"] += bool(record)
        everything = read_system(text, record)
        system = outermost(everything)
        count["nested"] += len(everything) - len(system)
        count["gold"] += len(gold)
        count["system"] += len(system)
        gold_characters = frozenset().union(*(g["content"] for g in gold))
        system_characters = frozenset().union(*(s["content"] for s in system))
        count["gold characters"] += len(gold_characters)
        count["system characters"] += len(system_characters)
        count["right characters"] += len(gold_characters & system_characters)
        found_gold, found_system = set(), set()
        for i, j, share in pairs_of(gold, system):
            g, s = gold[i], system[j]
            covered = len(g["content"] & s["content"]) / max(1, len(g["content"]))
            if covered <= 0.3:
                continue
            found_gold.add(i)
            found_system.add(j)
            count["30"] += 1
            count["80"] += covered > 0.8
            count["tight"] += share > 0.8
            count["exact"] += g["content"] == s["content"]
            right = True
            for part in ("source", "cue"):
                if not g[part]:
                    continue
                count[f"{part} given"] += 1
                count[f"{part} overlap"] += bool(g[part] & s[part])
                count[f"{part} exact"] += g[part] == s[part]
                right = right and bool(g[part] & s[part])
            count["relation"] += right
            if not right:
                errors.append({"article": line["id"], "error": "source or cue", "gold": g["shown"][:160],
                               "cue": g["cue_text"], "system_cue": s["cue_text"], "system_source": s["source_text"]})
        for i, g in enumerate(gold):
            speech = g["type"] != "indirect" or is_speech(g["cue_text"])
            count[f"gold {g['type']}"] += 1
            count[f"found {g['type']}"] += i in found_gold
            count["gold speech"] += speech
            count["found speech"] += speech and i in found_gold
            if i not in found_gold:
                errors.append({"article": line["id"], "error": "missed", "type": g["type"], "cue": g["cue_text"],
                               "gold": g["shown"][:240]})
        for j, s in enumerate(system):
            if j not in found_system:
                errors.append({"article": line["id"], "error": "extra", "cue": s["cue_text"], "rule": s["rule"],
                               "source": s["source_text"], "system": s["shown"][:240]})
    result = {"articles": count["articles"], "read": count["read"], "gold": count["gold"], "system": count["system"],
              "nested": count["nested"]}
    for name, key in (("overlap30", "30"), ("overlap80", "80"), ("tight80", "tight"), ("exact", "exact")):
        result[f"content.{name}"] = figures.f1(key, "gold", "system")
    result["content.characters"] = figures.f1("right characters", "gold characters", "system characters")
    result["relation.overlap"] = figures.f1("relation", "gold", "system")
    for part in ("source", "cue"):
        for how in ("overlap", "exact"):
            result[f"{part}.{how}"] = figures.share(f"{part} {how}", f"{part} given")
    for kind in ("direct", "mixed", "indirect", "speech"):
        result[f"recall.{kind}"] = figures.share(f"found {kind}", f"gold {kind}")
    return result


SHARED = Path(__file__).resolve().parents[1].parent / "shared"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path, nargs="?", default=SHARED / "data" / "quotes" / "polnear_dev.jsonl")
    parser.add_argument("--records", type=Path, help="what `parley read --format jsonl` printed; else it is run")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--errors", type=Path)
    arguments = parser.parse_args()
    if not arguments.gold.is_file():
        print(f"{arguments.gold}: no such file of annotated articles", file=sys.stderr)
        return 2
    gold = lines_of(arguments.gold)
    records = {}
    for record in filter(None, read(gold, arguments.records)):
        document = record.get("document", {})
        records[Path(document.get("source", "")).name.removesuffix(".txt")] = record
        if document.get("text"):
            records[document["text"]] = record
    errors = []
    result = score(gold, records, errors)
    for name, value in result.items():
        shown = value if not isinstance(value, dict) else "  ".join(f"{k} {v}" for k, v in value.items())
        print(f"{name:22} {shown}")
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    if arguments.errors:
        arguments.errors.write_text("".join(json.dumps(e, ensure_ascii=False) + "\n" for e in errors), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
