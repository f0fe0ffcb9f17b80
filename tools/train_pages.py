#!/usr/bin/env python3
"""Learn the weights of the page labeller (src/parley/page/weights.tsv) from pages with a known body.

  page_dump features PAGES... > features.jsonl
  train_pages.py --features features.jsonl --gold gold.json [--labels labels.jsonl ...]
                 [--folds 5 | --write weights.tsv]

--gold    {id: {"title", "text"}}: the body of each page; which block belongs to it is told by shared words.
--labels  {"source", "kinds": [...]} a line: the kind of every block, for pages labelled by hand.
--folds   cross-validation: word F1 of the body on pages that were not learned from.
--write   learn from all and write the weights.

Method: the labeller's own decoder with a cost for each wrongly labelled block, its share of the page's words
(a structured support vector machine by subgradient steps, averaged). Weights start from hand-set ones
(weights_prior.tsv), which say how the lines of a flattened page read. What pages with tags need on top of them
is learned apart (rows tags_emit, tags_step), so that neither spoils the other; pages without tags may shift the
hand-set weights a little (--hold).
"""
import argparse
import json
import random
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import numpy

WORD = re.compile(r"\w+")
KINDS = ("headline standfirst subhead paragraph caption dateline byline date credit comment furniture").split()
STATES = [("top", k) for k in "furniture date byline credit caption".split()] + [("title", "headline")] + \
    [("head", k) for k in "standfirst byline dateline date credit caption furniture".split()] + \
    [("body", k) for k in "paragraph subhead caption furniture credit date byline".split()] + \
    [("tail", k) for k in "furniture credit date byline caption".split()] + \
    [("talk", k) for k in "comment furniture".split()]
NAMES = [f"{part}/{kind}" for part, kind in STATES]
NEXT = {"top": {"title", "body"}, "title": {"head", "body"}, "head": {"body", "tail"}, "body": {"tail", "talk"},
        "tail": {"talk"}, "talk": {"tail"}}
BODY = {"paragraph", "subhead", "standfirst"}
NEVER = -1e9


def allowed_step(a, b):
    return a[0] == b[0] or b[0] in NEXT[a[0]]


STEP_OK = numpy.array([[allowed_step(a, b) for b in STATES] for a in STATES])
START_OK = numpy.array([part in ("top", "title", "body") for part, _ in STATES])
IN_BODY = numpy.array([kind in BODY for _, kind in STATES])


# --- weights ------------------------------------------------------------------------------------------------------

def matches(pattern, state):
    part, kind = pattern.split("/")
    return part in ("*", state[0]) and kind in ("*", state[1])


class Weights:
    def __init__(self, features):
        self.index = {name: number for number, name in enumerate(features)}
        self.emit = numpy.zeros((len(features), len(STATES)))
        self.step = numpy.zeros((len(STATES), len(STATES)))
        self.start = numpy.zeros(len(STATES))

    def copy(self):
        other = Weights([])
        other.index, other.emit, other.step, other.start = self.index, self.emit.copy(), self.step.copy(), self.start.copy()
        return other

    def read(self, path):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if not line or line.startswith("#"):
                continue
            what, state, name, weight = line.split("\t")[:4]
            if what == "emit":
                if name not in self.index:
                    sys.exit(f"{path}:{number}: no feature is called {name}")
                for s, own in enumerate(STATES):
                    if matches(state, own):
                        self.emit[self.index[name], s] += float(weight)
            else:
                for t, to in enumerate(STATES):
                    if not matches(name, to):
                        continue
                    if state == "start":
                        self.start[t] += float(weight)
                        continue
                    for s, own in enumerate(STATES):
                        if matches(state, own):
                            self.step[s, t] += float(weight)

    def minus(self, other):
        own = self.copy()
        own.emit -= other.emit
        own.step -= other.step
        own.start -= other.start
        return own

    def rows(self, lead="", least=0.02):
        lines = []
        for name, f in sorted(self.index.items(), key=lambda item: item[1]):
            lines += [f"{lead}emit\t{NAMES[s]}\t{name}\t{self.emit[f, s]:.3f}" for s in range(len(STATES)) if abs(self.emit[f, s]) >= least]
        lines += [f"{lead}step\tstart\t{NAMES[s]}\t{self.start[s]:.3f}" for s in range(len(STATES)) if START_OK[s] and abs(self.start[s]) >= least]
        lines += [f"{lead}step\t{NAMES[s]}\t{NAMES[t]}\t{self.step[s, t]:.3f}" for s in range(len(STATES)) for t in range(len(STATES))
                  if STEP_OK[s, t] and abs(self.step[s, t]) >= least]
        return lines


HEAD = ("# what\tstate\tfeature or next state\tweight\t(our own; CC0) Weights of the labeller (labeller.h), learned by "
        "tools/train_pages.py from weights_prior.tsv, pages of our own (cases/) and WCXB development pages (CC BY 4.0).")


def feature_names(folder):
    names = []
    for line in (folder / "features.def").read_text("utf-8").splitlines():
        if line.startswith("#include"):
            names += feature_names_in(folder / "markup_features.def")
        elif line.startswith("FEATURE("):
            names.append(line[8:line.index(",")])
    return names


def feature_names_in(path):
    return [line[8:line.index(",")] for line in path.read_text("utf-8").splitlines() if line.startswith("FEATURE(")]


# --- pages --------------------------------------------------------------------------------------------------------

def words_of(text):
    flat = unicodedata.normalize("NFKD", text).lower()
    return WORD.findall("".join(c for c in flat if not unicodedata.combining(c)))


class Page:
    """Features of each block, the states that its gold allows, and what a wrong label costs."""

    def __init__(self, dump, weights):
        self.source = dump["source"]
        self.blocks = dump["blocks"]
        self.words = [words_of(block["text"]) for block in self.blocks]
        self.active = [[weights.index[name] for name in block["features"]] for block in self.blocks]
        self.allowed = numpy.ones((len(self.blocks), len(STATES)), bool)
        self.cost = numpy.zeros((len(self.blocks), len(STATES)))
        self.gold_words = None

    def allow(self, i, kinds):
        self.allowed[i] = [kind in kinds for _, kind in STATES]

    def emissions(self, weights):
        scores = numpy.zeros((len(self.blocks), len(STATES)))
        for i, active in enumerate(self.active):
            scores[i] = weights.emit[active].sum(0)
        return scores


OUTSIDE = {"furniture", "date", "byline", "credit", "comment", "caption", "dateline"}


def outside_kinds(features):
    """What a block outside the body may be: the gold does not say, its own marks do."""
    if "class_comments" in features and not features & {"main_parent", "near_content"}:
        return {"comment", "furniture"}
    if features & {"tag_figcaption", "near_caption", "photo_at_end"}:
        return {"caption", "furniture"}
    head = "html" in features and features & {"main_before", "right_after_h1", "before_prose"}
    if features & {"only_date", "only_time"}:
        return {"date"} if head and "repeated_unit" not in features else {"date", "furniture"}
    if features & {"byline_named", "byline_beside"} or {"near_byline", "person_name"} <= features:
        return {"byline"} if head and "repeated_unit" not in features else {"byline", "furniture"}
    if "near_byline" in features:
        return {"byline", "furniture"}
    if features & {"cue_credit", "only_agency", "agency_rights"}:
        return {"credit", "furniture"}
    if features & {"comment_head", "comments_seen"} and "html" not in features:
        return {"comment", "furniture"}
    return {"furniture"}


def label_by_body(page, gold, scale, floor):
    gold_lines = {tuple(words_of(line)) for line in gold["text"].split("\n")}
    gold_words = words_of(gold["text"])
    joined = " " + " ".join(gold_words) + " "
    grams = {tuple(gold_words[i:i + 4]) for i in range(len(gold_words) - 3)}
    title = words_of(gold.get("title") or "")
    page.gold_words = Counter(gold_words)
    titles = [i for i, own in enumerate(page.words) if own and own == title]
    heads = [i for i in titles if "tag_h1" in page.blocks[i]["features"]] or titles
    for i, own in enumerate(page.words):
        features = set(page.blocks[i]["features"])
        heading = bool(features & {"tag_h2", "tag_h3", "tag_h4", "in_heading"})
        inside = {"subhead", "paragraph"} if heading or len(own) < 8 else {"paragraph", "standfirst"}
        outside = outside_kinds(features)
        if not own:
            page.allow(i, outside)
        elif heads and i == heads[0]:
            page.allow(i, {"headline"})
        elif i in titles:
            page.allow(i, outside)
        elif tuple(own) in gold_lines:
            page.allow(i, inside)
        elif len(own) >= 4:
            share = sum(tuple(own[j:j + 4]) in grams for j in range(len(own) - 3)) / (len(own) - 3)
            page.allow(i, inside if share >= 0.6 else outside if share <= 0.25 else inside | outside)
        else:
            page.allow(i, inside | outside if f" {' '.join(own)} " in joined else outside)
    for i, own in enumerate(page.words):
        share = scale * len(own) / max(1, len(gold_words))
        page.cost[i] = numpy.where(page.allowed[i], 0, floor + min(share, scale))
    # No path where the headline stands among paragraphs: then it may be anything.
    if viterbi(numpy.where(page.allowed, 0, NEVER), numpy.where(STEP_OK, 0, NEVER), numpy.where(START_OK, 0, NEVER))[1] < -1e8 and heads:
        page.allow(heads[0], OUTSIDE | BODY | {"headline"})


def label_by_hand(page, kinds):
    if len(kinds) != len(page.blocks):
        sys.exit(f"{page.source}: {len(kinds)} labels for {len(page.blocks)} blocks")
    for i, kind in enumerate(kinds):
        page.allow(i, set(kind.split("|")))
        page.cost[i] = numpy.where(page.allowed[i], 0, 1)


# --- decoding and learning ----------------------------------------------------------------------------------------

def viterbi(emit, step, start):
    best = start + emit[0]
    back = numpy.zeros(emit.shape, int)
    for i in range(1, len(emit)):
        candidates = best[:, None] + step
        back[i] = candidates.argmax(0)
        best = candidates[back[i], numpy.arange(len(best))] + emit[i]
    path = [int(best.argmax())]
    score = best.max()
    for i in range(len(emit) - 1, 0, -1):
        path.append(int(back[i][path[-1]]))
    return path[::-1], score


def decode(page, weights, emit=None):
    emit = page.emissions(weights) if emit is None else emit
    return viterbi(emit, numpy.where(STEP_OK, weights.step, NEVER), numpy.where(START_OK, weights.start, NEVER))


def learn(pages, prior, rounds, rate, hold, seed=1):
    weights, total, count = prior.copy(), prior.copy(), 1
    order = random.Random(seed)
    pages = list(pages)
    for turn in range(rounds):
        order.shuffle(pages)
        lr = rate / (1 + turn * 0.5)
        for page in pages:
            emit = page.emissions(weights)
            gold, score = decode(page, weights, numpy.where(page.allowed, emit, NEVER))
            if score < -1e8:
                continue
            wrong, _ = decode(page, weights, emit + page.cost)
            if wrong != gold:
                for i, (g, w) in enumerate(zip(gold, wrong)):
                    if g != w:
                        weights.emit[page.active[i], g] += lr
                        weights.emit[page.active[i], w] -= lr
                    if i == 0:
                        weights.start[g] += lr
                        weights.start[w] -= lr
                    else:
                        weights.step[gold[i - 1], g] += lr
                        weights.step[wrong[i - 1], w] -= lr
            count += 1
            total.emit += weights.emit
            total.step += weights.step
            total.start += weights.start
        for name in ("emit", "step", "start"):
            own, first = getattr(weights, name), getattr(prior, name)
            own -= hold * (own - first)
    for name in ("emit", "step", "start"):
        setattr(total, name, getattr(total, name) / count)
    return total


def word_f1(page, path):
    found = Counter()
    for i, state in enumerate(path):
        if IN_BODY[state]:
            found.update(WORD.findall(page.blocks[i]["text"].lower()))
    gold = page.raw_gold
    hit = sum((gold & found).values())
    return 2 * hit / max(1, sum(gold.values()) + sum(found.values()))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--features", type=Path, nargs="+", required=True)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--labels", type=Path, nargs="*", default=[])
    parser.add_argument("--source", type=Path, default=Path(__file__).resolve().parent.parent / "src/parley/page")
    parser.add_argument("--prior", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--flat-rounds", type=int, default=0)
    parser.add_argument("--rate", type=float, default=0.05)
    parser.add_argument("--hold", type=float, default=0.05)
    parser.add_argument("--scale", type=float, default=20)
    parser.add_argument("--floor", type=float, default=0.3)
    parser.add_argument("--hand-weight", type=int, default=1)
    parser.add_argument("--worst", type=int, default=0)
    args = parser.parse_args()

    prior = Weights(feature_names(args.source))
    prior.read(args.prior or args.source / "weights_prior.tsv")
    gold = json.loads(args.gold.read_text("utf-8")) if args.gold else {}
    hand = {}
    for path in args.labels:
        hand.update((row["source"], row["kinds"]) for row in map(json.loads, path.read_text("utf-8").splitlines()))
    by_body, by_hand = [], []
    for path in args.features:
        for line in path.open(encoding="utf-8"):
            dump = json.loads(line)
            if not dump["blocks"]:
                continue
            page = Page(dump, prior)
            name = Path(dump["source"]).name
            stem = name.split(".")[0]
            if name in hand:
                label_by_hand(page, hand[name])
                by_hand.append(page)
            elif stem in gold:
                label_by_body(page, gold[stem], args.scale, args.floor)
                page.raw_gold = Counter(WORD.findall(gold[stem]["text"].lower()))
                page.stem = stem
                by_body.append(page)
    print(f"{len(by_body)} pages by body, {len(by_hand)} by hand", file=sys.stderr)

    def score(pages, weights):
        return [(word_f1(page, decode(page, weights)[0]), page.stem) for page in pages]

    def both(train, hand):
        """Weights for pages without tags, and those with tags, learned one on top of the other."""
        lines = learn([page for page in train if not page.tags] + hand * args.hand_weight, prior, args.flat_rounds, args.rate,
                      args.hold) if args.flat_rounds else prior
        return lines, learn([page for page in train if page.tags], lines, args.rounds, args.rate, args.hold)

    for page in by_body + by_hand:
        page.tags = "html" in page.blocks[0]["features"]
    groups = defaultdict(list)
    if args.folds:
        stems = sorted({page.stem for page in by_body})
        random.Random(7).shuffle(stems)
        fold_of = {stem: number % args.folds for number, stem in enumerate(stems)}
        for fold in range(args.folds):
            lines, tags = both([page for page in by_body if fold_of[page.stem] != fold], by_hand)
            held_out = [page for page in by_body if fold_of[page.stem] == fold]
            groups["without tags"] += score([page for page in held_out if not page.tags], lines)
            groups["with tags"] += score([page for page in held_out if page.tags], tags)
        groups["without tags, hand-set"] = score([page for page in by_body if not page.tags], prior)
        for name, scored in sorted(groups.items()):
            if not scored:
                continue
            print(f"held out, {name}: {len(scored)} pages, word F1 {numpy.mean([f for f, _ in scored]):.4f}")
            for f, stem in sorted(scored)[:args.worst]:
                print(f"  {f:.3f} {stem}")
        ceiling = [word_f1(page, [int(numpy.flatnonzero(ok & IN_BODY)[0]) if (ok & IN_BODY).any() else 0 for ok in page.allowed]) for page in by_body]
        print(f"ceiling with these blocks: {numpy.mean(ceiling):.4f}")
    if args.write:
        lines, tags = both(by_body, by_hand)
        for name, pages, weights in (("without tags", [p for p in by_body if not p.tags], lines), ("with tags", [p for p in by_body if p.tags], tags)):
            if pages:
                print(f"learned from, {name}: word F1 {numpy.mean([f for f, _ in score(pages, weights)]):.4f}")
        args.write.write_text("\n".join([HEAD] + lines.rows() + tags.minus(lines).rows("tags_")) + "\n", "utf-8")


if __name__ == "__main__":
    main()
