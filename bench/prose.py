"""Prints the paragraphs of the Debian packages anarchism and fortunes as JSON lines, shuffled: prose.py FOLDER."""
import html
import json
import pathlib
import random
import re
import sys

MAX_CHARACTERS = 1_500_000


def paragraphs(folder):
    for path in sorted(folder.glob("usr/share/games/fortunes/*")):
        if path.suffix == "" and path.is_file():
            yield from path.read_text(encoding="utf-8", errors="replace").split("\n%\n")
    for path in sorted(folder.glob("usr/share/doc/anarchism/html/*.html")):
        page = path.read_text(encoding="utf-8", errors="replace")
        page = re.sub(r"(?s)<(script|style).*?</\1>", "", page)
        page = re.sub(r"</(p|h\d|li|div)>", "\n\n", page)
        yield from re.split(r"\n\s*\n", html.unescape(re.sub(r"<[^>]+>", "", page)))


def main():
    texts = [text.strip() for text in paragraphs(pathlib.Path(sys.argv[1]))]
    texts = [text for text in texts if len(text) > 40]
    random.Random(1).shuffle(texts)
    total = 0
    for text in texts:
        if total > MAX_CHARACTERS:
            break
        total += len(text)
        print(json.dumps(text))


main()
