#!/usr/bin/env python3
"""Score `parley read` on a folder of gold records, all layers.

    ./dev eval gold [FOLDER] [--json FILE] [--errors FILE] [--gate FLOORS.json]

FOLDER holds NAME.json (the gold) and NAME.txt (the report); where the reports lie elsewhere (the seeds), they are
looked for in the folder of the same name beside the gold's parent.  Default: ../shared/gold/seeds.  The rules of the
scoring are those at the head of score.py, which stands beside the gold folders.
"""
import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


def texts_of(gold: Path) -> Path:
    """The folder with the reports: the gold folder itself, or its namesake two floors up (seeds)."""
    if any(gold.glob("*.txt")):
        return gold
    return gold.parent.parent / gold.name


def read_records(texts: list[Path], records: Path, options: list[str]) -> None:
    parley = os.environ.get("PARLEY", "build/release/bin/parley")
    with open(records, "wb") as out:
        done = subprocess.run([parley, "read", "--format", "jsonl", *options, *map(str, texts)], stdout=out)
    if done.returncode != 0:
        sys.exit(f"parley read ended with exit code {done.returncode}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED / "gold" / "seeds")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--errors", type=Path)
    parser.add_argument("--gate", type=Path)
    parser.add_argument("--records", type=Path, help="keep the records here")
    asked = parser.parse_args()
    if not asked.folder.is_dir():
        print(f"{asked.folder}: no such folder of gold records", file=sys.stderr)
        return 2
    names = sorted(path.stem for path in asked.folder.glob("*.json") if path.name != "corpus.json")
    texts = [texts_of(asked.folder) / f"{name}.txt" for name in names]
    scorer = asked.folder.resolve().parent / "score.py"
    if not scorer.is_file():
        scorer = SHARED / "gold" / "score.py"
    with tempfile.TemporaryDirectory() as folder:
        records = asked.records or Path(folder) / "records.jsonl"
        read_records(texts, records, [])
        command = [sys.executable, str(scorer), "--gold", str(asked.folder), "--texts", str(texts_of(asked.folder)),
                   "--records", str(records)]
        for option in ("json", "errors", "gate"):
            if getattr(asked, option):
                command += [f"--{option}", str(getattr(asked, option))]
        return subprocess.run(command).returncode


if __name__ == "__main__":
    sys.exit(main())
