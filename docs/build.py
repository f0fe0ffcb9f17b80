#!/usr/bin/env python3
"""The documents of docs/ as a site: one HTML page for each Markdown file, with an index.  Standard library only.

    docs/build.py --output FOLDER

Knows the Markdown that our documents use: headings, paragraphs, lists, tables, fenced code, inline code, bold, links.
"""
import argparse
import html
import re
import shutil
import sys
from pathlib import Path

STYLE = """body{max-width:52rem;margin:2rem auto;padding:0 1rem;font:1rem/1.55 system-ui,sans-serif;color:#1a1a1a;background:#fff}
nav a{margin-right:1rem}code,pre{font-family:ui-monospace,monospace;font-size:.92em}pre{background:#f4f4f2;padding:.8rem;overflow-x:auto}
table{border-collapse:collapse;display:block;overflow-x:auto}td,th{border:1px solid #bbb;padding:.25rem .6rem;text-align:left;vertical-align:top}"""


def inline(text: str) -> str:
    parts = re.split(r"(`[^`]+`)", text)
    for i, part in enumerate(parts):
        if part.startswith("`") and part.endswith("`") and len(part) > 1:
            parts[i] = f"<code>{html.escape(part[1:-1])}</code>"
        else:
            part = html.escape(part, quote=False)
            part = re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", part)
            parts[i] = re.sub(r"\[([^\]]+)\]\(([^)]+)\)", link, part)
    return "".join(parts)


def link(match: re.Match) -> str:
    target = re.sub(r"\.md(#|$)", r".html\1", match[2])
    return f'<a href="{html.escape(target)}">{match[1]}</a>'


def anchor(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def blocks(lines: list[str]):
    """Yields (kind, lines) for each block of a document."""
    i = 0
    while i < len(lines):
        line = lines[i]
        if line.startswith("```"):
            end = next((j for j in range(i + 1, len(lines)) if lines[j].startswith("```")), len(lines))
            yield "code", lines[i + 1:end]
            i = end + 1
        elif not line.strip():
            i += 1
        else:
            kind = ("heading" if line.startswith("#") else "table" if line.startswith("|")
                    else "list" if re.match(r"[-*] ", line) else "paragraph")
            end = i + 1
            if kind != "heading":
                while end < len(lines) and lines[end].strip() and not lines[end].startswith(("#", "```")):
                    if kind == "table" and not lines[end].startswith("|"):
                        break
                    end += 1
            yield kind, lines[i:end]
            i = end


def table(lines: list[str]) -> str:
    rows = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))] for line in lines]
    head, body = rows[0], [row for row in rows[1:] if not all(re.fullmatch(r":?-+:?", cell) for cell in row)]
    cells = lambda row, tag: "".join(f"<{tag}>{inline(cell)}</{tag}>" for cell in row)
    return ("<table><thead><tr>" + cells(head, "th") + "</tr></thead><tbody>"
            + "".join(f"<tr>{cells(row, 'td')}</tr>" for row in body) + "</tbody></table>")


def render(text: str) -> tuple[str, str]:
    """The title and the body."""
    title, out = "", []
    for kind, lines in blocks(text.split("\n")):
        if kind == "heading":
            level = len(lines[0]) - len(lines[0].lstrip("#"))
            words = lines[0].lstrip("# ")
            title = title or words
            out.append(f'<h{level} id="{anchor(words)}">{inline(words)}</h{level}>')
        elif kind == "code":
            out.append("<pre>" + html.escape("\n".join(lines)) + "</pre>")
        elif kind == "table":
            out.append(table(lines))
        elif kind == "list":
            items = re.split(r"\n[-*] ", "\n" + "\n".join(lines))[1:]
            out.append("<ul>" + "".join(f"<li>{inline(' '.join(item.split()))}</li>" for item in items) + "</ul>")
        else:
            out.append(f"<p>{inline(' '.join(lines))}</p>")
    return title, "\n".join(out)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--output", type=Path, required=True)
    output = parser.parse_args().output
    here = Path(__file__).parent
    pages = [here.parent / "README.md", *sorted(here.glob("*.md"))]
    output.mkdir(parents=True, exist_ok=True)
    names = {page: "index.html" if page.name == "README.md" else page.stem + ".html" for page in pages}
    rendered = {page: render(page.read_text(encoding="utf-8")) for page in pages}
    nav = "".join(f'<a href="{names[page]}">{html.escape(rendered[page][0])}</a>' for page in pages)
    for page in pages:
        title, body = rendered[page]
        body = body.replace('href="docs/', 'href="').replace('href="README.html', 'href="index.html')
        (output / names[page]).write_text(
            f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
            f"<title>{html.escape(title)}</title><style>{STYLE}</style><nav>{nav}</nav><main>{body}</main></html>\n",
            encoding="utf-8")
    shutil.copy(here / "record.schema.json", output)
    print(f"{len(pages)} pages in {output}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
