#!/usr/bin/env python3
"""Write the parts of docs/ that the program and the knowledge files tell: docs/cli.md and the table of docs/knowledge.md.

    tools/make_docs.py [PARLEY]        the program; default build/release/bin/parley
"""
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEAD = """# Commands

Data goes to stdout, messages and the progress line to stderr. Exit codes: 0 all read; 1 failure; 2 usage; 3 some inputs refused (each
named with its code; the others are read); 4 storage; 130 interrupted (what was committed stays; run again to go on).
"""


def help_of(parley: str, *command: str) -> str:
    return subprocess.run([parley, *command, "--help"], capture_output=True, text=True, check=True).stdout.rstrip()


def subcommands(text: str) -> list[str]:
    return re.findall(r"^  ([a-z]+) ", text.split("Subcommands:")[1], re.M) if "Subcommands:" in text else []


def commands(parley: str) -> str:
    parts = [HEAD]
    for command in subcommands(help_of(parley)):
        text = help_of(parley, command)
        parts.append(f"## parley {command}\n\n```\n{text}\n```\n")
        parts += [f"### parley {command} {inner}\n\n```\n{help_of(parley, command, inner)}\n```\n"
                  for inner in subcommands(text)]
    return "\n".join(parts)


def purpose(file: Path) -> str:
    """The first sentence of the file's comment that is no list of columns."""
    lines = [line.lstrip("# ").strip() for line in file.read_text(encoding="utf-8").split("\n") if line.startswith("#")]
    words = next((line for line in lines if line and "\t" not in line and " " in line), lines[0] if lines else "")
    if "\t" in words:
        words = words.rsplit("\t", 1)[-1]
    words = next((line.split("|", 1)[1].strip() for line in lines[:1] if "|" in line), words)
    return re.split(r"(?<=[.:]) (?=[A-Z])", words)[0].replace("|", "\\|")


def main() -> int:
    parley = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "build/release/bin/parley")
    (ROOT / "docs/cli.md").write_text(commands(parley), encoding="utf-8")
    table = ROOT / "docs/knowledge.md"
    head = table.read_text(encoding="utf-8").split("| file | holds |")[0]
    rows = [f"| `{file.relative_to(ROOT / 'knowledge')}` | {purpose(file)} |"
            for file in sorted((ROOT / "knowledge").rglob("*.tsv"))]
    table.write_text(head + "| file | holds |\n|---|---|\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
