#!/usr/bin/env python3
"""Make a WARC file as Common Crawl's news crawl publishes them, to test and to measure the page reader with.

  make_warc.py OUT.warc.gz [--pages 5000 | --bytes N] [--hosts 40] [--hostile 0.02] [--weight KB] [--seed 1]
               [--from FOLDER]

Pages are put together from a few hundred invented sentences; every host has its own frame (navigation, appeal,
related stories, comments), so that furniture repeats within a host and reports do not.  --weight adds the scripts and
styles that pages of the Web carry (about 80 for a page as news outlets publish them); --bytes writes pages until the
file has so many bytes.  Records carry the digests of their payload and block, as the crawl's do.  With --from, the pages are
those of a folder of .html or .html.gz files, over and over.  --hostile is the share of records that are broken on
purpose: cut members, wrong lengths, wrong digests, bombs, deep nesting, wrong charsets, binary bodies.  The same seed gives the same
bytes.  A summary of what was written goes to stderr, one JSON object.
"""
import argparse
import base64
import gzip
import hashlib
import io
import itertools
import json
import random
import sys
import zlib
from collections import Counter
from pathlib import Path

PLACES = "Tarsk Velmora Halde Osmir Dorma Kouna Elbey Sarvan Norholm Gravia Serrin Port_Elm Santa_Luma Orren".split()
PEOPLE = "Hanna Strobel;Tomas Arvik;Ines Calder;Paul Nwosu;Lars Brenner;Daria Kolb;Samuel Oyelaran;Awa Diarra;Petra Lindqvist".split(";")
BODIES = "the council of elders;the defence ministry;the monitoring mission;a spokesman for the rebels;the envoy;the opposition;hospital officials".split(";")
ACTS = ("turned down the terms of a truce that its own delegates had helped to write;said at least {n} people had been killed in shelling since {day};"
        "gave armed groups {n} days to leave the town;offered to exchange {n} prisoners for the same number of its own;"
        "asked both sides to let aid convoys pass through the {place} gap;denied that its forces had been in the area;"
        "accused the other side of firing from within {n} metres of a school;said the talks in {place} would go on without a date").split(";")
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
SECTIONS = "World Region Politics Business Sport Culture Opinion Weather".split()


SCRIPT = ("function var let const return window document element this null true false if else for in new push config "
          "options data event target value length style class id url src href async callback track page view ad slot "
          "consent cookie token color margin padding width height font solid flex none block").split()
CHUNK = 4096  # bytes of script that pages share piecewise


def script_chunks(rng):
    """Pieces of script that pack about as those of the Web do, four to one."""
    chunks = []
    for _ in range(400):
        words = []
        while sum(map(len, words)) + len(words) < CHUNK:
            words.append(rng.choice(SCRIPT) if rng.random() < 0.8 else f"{rng.getrandbits(40):x}")
            words.append(rng.choice("{ } ( ) ; = . , : [ ] '".split()))
        chunks.append("".join(words)[:CHUNK])
    return chunks


def with_weight(html, kilobytes, chunks, rng):
    """The page with scripts in its head and at its end."""
    parts = [rng.choice(chunks) for _ in range(kilobytes * 1024 // CHUNK)]
    half = len(parts) // 2
    head, end = (f"<script>{''.join(some)}</script>".encode() for some in (parts[:half], parts[half:]))
    return html.replace(b"</head>", head + b"</head>", 1).replace(b"</body>", end + b"</body>", 1)


def sentence(rng):
    act = rng.choice(ACTS).format(n=rng.randint(2, 400), day=rng.choice(DAYS), place=rng.choice(PLACES).replace("_", " "))
    body = rng.choice(BODIES)
    lead = f"On {rng.choice(DAYS)} " if rng.random() < 0.3 else ""
    text = f"{lead}{body} {act}" if lead else f"{body[0].upper()}{body[1:]} {act}"
    if rng.random() < 0.25:
        text += f', according to {rng.choice(PEOPLE)}, who was in {rng.choice(PLACES).replace("_", " ")} at the time'
    return text + "."


class Host:
    def __init__(self, number, rng):
        self.name = f"paper{number}.example"
        self.title = f"The {rng.choice(PLACES).replace('_', ' ')} {rng.choice('Courier Gazette Monitor Ledger Observer'.split())}"
        self.sections = rng.sample(SECTIONS, 6)
        self.appeal = f"{self.title} is free to read. If you can, please support us from $3 a month and help us keep our pages open."
        self.modern = rng.random() < 0.7
        self.charset = rng.choice(["utf-8"] * 6 + ["windows-1252", "iso-8859-1"])

    def page(self, number, rng):
        day = f"{rng.randint(2012, 2023)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        place = rng.choice(PLACES).replace("_", " ")
        headline = sentence(rng).rstrip(".").split(",")[0]
        author = rng.choice(PEOPLE)
        paragraphs = [" ".join(sentence(rng) for _ in range(rng.randint(1, 3))) for _ in range(rng.randint(6, 18))]
        paragraphs[0] = f"{place.upper()} ({rng.choice(['Reuters', 'AFP', 'AP'])}) - {paragraphs[0]}"
        related = "".join(f"<li><a href=/{rng.randint(1, 10**6)}>{sentence(rng).rstrip('.')}</a></li>" for _ in range(5))
        nav = "".join(f"<li><a href=/{name.lower()}>{name}</a></li>" for name in self.sections)
        body = "".join(f"<p>{text}</p>\n" for text in paragraphs)
        meta = f"<meta property=og:site_name content='{self.title}'><meta property=article:published_time content='{day}T09:00:00Z'>" if self.modern else ""
        data = (f"<!doctype html><html lang=en><head><meta charset={self.charset}><title>{headline} | {self.title}</title>{meta}</head><body>"
                f"<header><a href=/>{self.title}</a><nav><ul>{nav}</ul></nav></header><main><article><h1>{headline}</h1>"
                f"<p class=byline>By {author} <time datetime={day}>{day}</time></p>{body}</article>"
                f"<aside class=appeal><p>{self.appeal}</p></aside><section class=related><h3>Related stories</h3><ul>{related}</ul></section></main>"
                f"<footer><p>© {self.title}. All rights reserved.</p></footer></body></html>")
        return f"https://{self.name}/{day.replace('-', '/')}/{number}", data.encode(self.charset, "replace")


def digest(data):
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def response(number, url, body, headers="Content-Type: text/html\r\n", payload_digest=None):
    http = f"HTTP/1.1 200 OK\r\n{headers}\r\n".encode() + body
    head = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\nWARC-Target-URI: {url}\r\n"
            f"WARC-Date: 2023-01-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
            f"WARC-Payload-Digest: {payload_digest or digest(body)}\r\nWARC-Block-Digest: {digest(http)}\r\n"
            f"Content-Length: {len(http)}\r\n\r\n")
    return head.encode() + http + b"\r\n\r\n"


def member(record):
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0, compresslevel=6) as packed:
        packed.write(record)
    return out.getvalue()


def hostile(number, url, body, rng):
    """(kind, bytes of a member or of something that should have been one)."""
    kind = rng.choice("cut garbage length digest bomb nesting charset binary coding headers nothing".split())
    if kind == "cut":
        packed = member(response(number, url, body))
        return kind, packed[:rng.randint(30, len(packed) - 20)]
    if kind == "garbage":
        return kind, bytes(rng.randrange(256) for _ in range(200))
    if kind == "length":
        return kind, member(response(number, url, body).replace(b"Content-Length: ", b"Content-Length: -"))
    if kind == "digest":
        return kind, member(response(number, url, body, payload_digest=digest(b"other bytes")))
    if kind == "bomb":
        return kind, member(response(number, url, b"<p>" + b"a" * (12 << 20)))
    if kind == "nesting":
        return kind, member(response(number, url, b"<div>" * 50000 + body))
    if kind == "charset":
        return kind, member(response(number, url, body, "Content-Type: text/html; charset=utf-7\r\n"))
    if kind == "binary":
        return kind, member(response(number, url, bytes(rng.randrange(256) for _ in range(5000))))
    if kind == "coding":
        return kind, member(response(number, url, zlib.compress(body)[:-20], "Content-Type: text/html\r\nContent-Encoding: gzip\r\n"))
    if kind == "headers":
        return kind, member(response(number, url, body).replace(b"WARC-Type", b"X: y\r\n" * 400 + b"WARC-Type"))
    return kind, member(response(number, url, b""))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--hosts", type=int, default=40)
    parser.add_argument("--hostile", type=float, default=0.02)
    parser.add_argument("--weight", type=int, default=0, metavar="KB")
    parser.add_argument("--bytes", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", dest="folder", type=Path)
    asked = parser.parse_args()
    rng = random.Random(asked.seed)
    hosts = [Host(number, rng) for number in range(asked.hosts)]
    real = sorted(path for path in asked.folder.iterdir() if path.name.endswith((".html", ".html.gz"))) if asked.folder else []
    counts = Counter()
    chunks = script_chunks(random.Random(asked.seed)) if asked.weight else []
    with asked.out.open("wb") as out:
        out.write(member(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:0>\r\nContent-Length: 0\r\n\r\n\r\n\r\n"))
        for number in itertools.count(1):
            if out.tell() >= asked.bytes if asked.bytes else number > asked.pages:
                break
            url, body = rng.choice(hosts).page(number, rng)
            if real:
                path = real[number % len(real)]
                body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            elif asked.weight:
                body = with_weight(body, asked.weight, chunks, rng)
            if rng.random() < asked.hostile:
                kind, data = hostile(number, url, body, rng)
                counts[f"hostile {kind}"] += 1
                out.write(data)
            else:
                counts["good"] += 1
                out.write(member(response(number, url, body)))
    print(json.dumps(dict(sorted(counts.items()))), file=sys.stderr)


if __name__ == "__main__":
    main()
