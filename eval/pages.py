#!/usr/bin/env python3
"""Score page reading on a folder of pages with hand-made bodies.

    ./dev eval pages [FOLDER] [--json FILE] [--gate FLOORS.json] [--metric word|shingle] [--peers] [--worst N]

FOLDER holds gold.json (or ground-truth.json), {id: {"text" or "articleBody", "title", "author", "date", "url"}}, and
html/ID.html or html/ID.html.gz.  Default: ../shared/data/pages (WCXB, development part).

  body     the words of paragraphs, subheads and standfirsts against the gold body: word F1 of each page, then the mean
           (WCXB's own metric), or bags of four-word shingles (the public article-extraction-benchmark's)
  leaks    share of the gold's "without" snippets that stand in the body; share of its "with" snippets that do
  title    equal, or one within the other, after levelling case, accents and marks
  author   at least one right name;  date  the same day
  speed    pages a second of processor time, reading alone

--peers runs trafilatura (PyPI) and Mozilla readability (npm) on the same pages in the same run, when they can be
installed into build/peers with their registries' clients.  Exit status 1 when a figure lies below a floor of --gate.
"""
import argparse
import gzip
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BODY = {"paragraph", "subhead", "standfirst"}
WORD = re.compile(r"\w+")


# --- the gold -----------------------------------------------------------------------------------------------------

def load_gold(folder):
    for name in ("gold.json", "ground-truth.json"):
        if (folder / name).is_file():
            return json.loads((folder / name).read_text("utf-8"))
    sys.exit(f"{folder}: neither gold.json nor ground-truth.json")


def page_files(folder, gold):
    files = {}
    for key in gold:
        for ending in (".html", ".html.gz"):
            path = folder / "html" / f"{key}{ending}"
            if path.is_file():
                files[key] = path
    return files


def html_of(path):
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


# --- scores -------------------------------------------------------------------------------------------------------

def levelled(text):
    flat = unicodedata.normalize("NFKD", text or "").lower()
    return " ".join(WORD.findall("".join(c for c in flat if not unicodedata.combining(c))))


def f1(gold, found):
    if not gold or not found:
        return 1.0 if not gold and not found else 0.0
    hit = sum((gold & found).values())
    return 2 * hit / (sum(gold.values()) + sum(found.values()))


def grams(text, metric):
    if metric == "word":
        return Counter(WORD.findall(text.lower()))
    words = WORD.findall(text)
    return Counter(tuple(words[i:i + 4]) for i in range(max(1, len(words) - 3))) if words else Counter()


def score(gold, found, metric):
    """found: {id: {"text", "title", "authors": [], "date"}}; a page that is not there is read as empty."""
    bodies, titles, authors, dates, leaked, kept = [], [], [], [], [], []
    pages = {}
    for key, page in gold.items():
        own = found.get(key) or {"text": "", "title": "", "authors": [], "date": None}
        body = page.get("text") or page.get("articleBody") or ""
        pages[key] = f1(grams(body, metric), grams(own["text"], metric))
        bodies.append(pages[key])
        if page.get("title"):
            want, have = levelled(page["title"]), levelled(own["title"])
            titles.append(bool(have) and (want in have or have in want))
        if page.get("author"):
            want = levelled(page["author"])
            authors.append(any(name and (name in want or want in name) for name in map(levelled, own["authors"])))
        if page.get("date"):
            dates.append(own["date"] == page["date"])
        flat = " ".join(own["text"].split())
        leaked += [" ".join(snippet.split()) in flat for snippet in page.get("without") or []]
        kept += [" ".join(snippet.split()) in flat for snippet in page.get("with") or []]
    mean = lambda values: round(sum(values) / len(values), 4) if values else None
    return {"body": mean(bodies), "title": mean(titles), "author": mean(authors), "date": mean(dates),
            "leaked": mean(leaked), "kept": mean(kept), "pages": len(gold)}, pages


# --- systems ------------------------------------------------------------------------------------------------------

def own_time():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def page_reader():
    """The program that prints the document of each page and nothing further (src/parley/page/dump)."""
    build = Path(os.environ.get("PARLEY", ROOT / "build/release/bin/parley")).resolve().parent.parent
    subprocess.run(["cmake", "--build", str(build), "--target", "page_dump"], check=True, stdout=sys.stderr)
    return build / "bin/page_dump"


def run_parley(files):
    reader, by_path = page_reader(), {str(path): key for key, path in files.items()}
    rate = subprocess.run([reader, "time", *by_path], capture_output=True, text=True, check=True).stdout
    seconds = float(re.search(r"([\d.]+) s,", rate).group(1))
    out = subprocess.run([reader, "records", *by_path], capture_output=True, text=True, check=True)
    sys.stderr.write(out.stderr)
    found = {}
    for line in filter(None, out.stdout.split("\n")):
        document = json.loads(line)["document"]
        text = document["text"]
        found[by_path[document["source"]]] = {
            "text": "\n".join(text[s["start"]:s["end"]] for s in document["segments"] if s["kind"] in BODY),
            "title": document["title"], "authors": document["bylines"] + document["agencies"],
            "date": document["published"]["date"]}
    return found, seconds


TRAFILATURA = """
import gzip, json, sys
from trafilatura import bare_extraction
for line in sys.stdin:
    key, path = line.rstrip("\\n").split("\\t")
    data = open(path, "rb").read()
    data = gzip.decompress(data) if path.endswith(".gz") else data
    page = bare_extraction(data.decode("utf-8", "replace"), include_comments=False, with_metadata=True)
    page = page.as_dict() if page is not None and hasattr(page, "as_dict") else page or {}
    print(json.dumps({"id": key, "text": page.get("text") or "", "title": page.get("title") or "",
                      "authors": [name.strip() for name in (page.get("author") or "").split(";") if name.strip()],
                      "date": page.get("date")}))
"""

READABILITY = """
const fs = require('fs'), zlib = require('zlib'), { JSDOM, VirtualConsole } = require('jsdom');
const { Readability } = require('@mozilla/readability');
for (const line of fs.readFileSync(0, 'utf8').split('\\n')) {
  if (!line) continue;
  const [id, path] = line.split('\\t');
  let data = fs.readFileSync(path);
  if (path.endsWith('.gz')) data = zlib.gunzipSync(data);
  let page = null;
  try { page = new Readability(new JSDOM(data.toString('utf8'), { virtualConsole: new VirtualConsole() }).window.document).parse(); } catch (e) {}
  page = page || {};
  console.log(JSON.stringify({ id, text: page.textContent || '', title: page.title || '',
    authors: page.byline ? [page.byline] : [], date: (page.publishedTime || '').slice(0, 10) || null }));
}
"""


def run_peer(command, files, folder):
    listed = "".join(f"{key}\t{path.resolve()}\n" for key, path in files.items())
    before = own_time()
    out = subprocess.run(command, input=listed, capture_output=True, text=True, cwd=folder)
    seconds = own_time() - before
    if out.returncode != 0:
        print(out.stderr[-2000:], file=sys.stderr)
        return None
    return {row["id"]: row for row in map(json.loads, filter(None, out.stdout.split("\n")))}, seconds


def peers():
    """(name, command, folder) of each peer that could be installed."""
    folder = ROOT / "build/peers"
    folder.mkdir(parents=True, exist_ok=True)
    python = folder / "venv/bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder / "venv"])
        subprocess.run([python, "-m", "pip", "install", "-q", "trafilatura", "lxml_html_clean"])
    if subprocess.run([python, "-c", "import trafilatura"], capture_output=True).returncode == 0:
        yield "trafilatura", [python, "-c", TRAFILATURA], folder
    if shutil.which("npm"):
        if not (folder / "node_modules/@mozilla/readability").exists():
            subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts",
                            "@mozilla/readability", "jsdom"], cwd=folder)
        if (folder / "node_modules/@mozilla/readability").exists():
            (folder / "readability.js").write_text(READABILITY)
            yield "readability", ["node", "readability.js"], folder


# --- the table ----------------------------------------------------------------------------------------------------

def below_floors(figures, path):
    floors = json.loads(path.read_text("utf-8"))
    low = [name for name, floor in floors.items() if not isinstance(figures.get(name), (int, float)) or figures[name] < floor]
    for name in low:
        print(f"{name} {figures.get(name)} floor {floors[name]} BELOW", file=sys.stderr)
    return bool(low)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared/data/pages")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--gate", type=Path)
    parser.add_argument("--metric", choices=("word", "shingle"), default="word")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--worst", type=int, default=0)
    asked = parser.parse_args()
    if not asked.folder.is_dir():
        print(f"{asked.folder}: no such folder of pages", file=sys.stderr)
        return 2
    gold = load_gold(asked.folder)
    files = page_files(asked.folder, gold)
    gold = {key: page for key, page in gold.items() if key in files}
    runs = {}
    found, seconds = run_parley(files)
    figures, pages = score(gold, found, asked.metric)
    runs["parley"] = {**figures, "pages_per_second": round(len(found) / max(seconds, 1e-9), 1)}
    if asked.peers:
        for name, command, folder in peers():
            done = run_peer(command, files, folder)
            if done:
                runs[name] = {**score(gold, done[0], asked.metric)[0], "pages_per_second": round(len(done[0]) / max(done[1], 1e-9), 1)}
    columns = ("body", "title", "author", "date", "leaked", "kept", "pages_per_second")
    print(f"{asked.folder}: {len(gold)} pages, metric {asked.metric}, {time.strftime('%Y-%m-%d')}")
    print(f"{'':14}" + "".join(f"{column:>18}" for column in columns))
    for name, run in runs.items():
        print(f"{name:14}" + "".join(f"{'-' if run[c] is None else run[c]:>18}" for c in columns))
    for key in sorted(pages, key=pages.get)[:asked.worst]:
        print(f"  {pages[key]:.3f} {key} {gold[key].get('url', '')}")
    if asked.json:
        asked.json.write_text(json.dumps(runs["parley"] | {"peers": {k: v for k, v in runs.items() if k != "parley"}}, indent=1))
    return 1 if asked.gate and below_floors(runs["parley"], asked.gate) else 0


if __name__ == "__main__":
    sys.exit(main())
