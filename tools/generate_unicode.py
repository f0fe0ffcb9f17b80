#!/usr/bin/env python3
"""Writes src/parley/language/unicode_tables.inc: what CPython 3.11's str methods say of every code point.

usage: tools/generate_unicode.py > src/parley/language/unicode_tables.inc

The tokenizer's reference is Python 3.11 (Unicode 14), so its own answers are asked for, not a Unicode library's: another
Unicode version, or another notion of "digit", would give other shapes and norms. Two-stage table: the high bits of the
code point choose a page, the low bits a record of that page.
"""
import sys

PAGE_BITS = 7
ALPHA, UPPER, DIGIT, SPACE, CASED, IGNORABLE = 1, 2, 4, 8, 16, 32


def flags_of(c: str) -> int:
    # str.lower() writes a final sigma by two properties that unicodedata does not give; they are read off its answers.
    cased = (c + "\u03a3").lower().endswith("\u03c2")
    final_behind_letter = ("A" + c + "\u03a3").lower().endswith("\u03c2")
    return (
        ALPHA * c.isalpha()
        | UPPER * c.isupper()
        | DIGIT * c.isdigit()
        | SPACE * c.isspace()
        | CASED * cased
        | IGNORABLE * (final_behind_letter and not cased)
    )


def lower_delta(c: str) -> int:
    lower = c.lower()
    if len(lower) != 1:  # U+0130 alone; unicode.cc writes it out
        assert c == "\u0130", hex(ord(c))
        return 0
    return ord(lower) - ord(c)


def rows(numbers, width=24):
    for i in range(0, len(numbers), width):
        yield "  " + ", ".join(map(str, numbers[i : i + width])) + ","


def main() -> int:
    if sys.version_info[:2] != (3, 11):
        print("needs CPython 3.11, the reference", file=sys.stderr)
        return 1
    records, pages, page_of = {}, {}, []
    for start in range(0, 0x110000, 1 << PAGE_BITS):
        page = []
        for code_point in range(start, start + (1 << PAGE_BITS)):
            c = chr(code_point)
            surrogate = 0xD800 <= code_point < 0xE000
            record = (0, 0) if surrogate else (flags_of(c), lower_delta(c))
            page.append(records.setdefault(record, len(records)))
        page_of.append(pages.setdefault(tuple(page), len(pages)))
    assert len(records) <= 256 and len(pages) <= 256

    print("// Made by tools/generate_unicode.py from CPython 3.11 (Unicode 14.0). Not edited by hand.")
    print(f"constexpr unsigned kPageBits = {PAGE_BITS};")
    print("constexpr CodePointRecord kRecords[] = {")
    for flags, delta in records:
        print(f"  {{{flags}, {delta}}},")
    print("};")
    print(f"constexpr std::uint8_t kPageOf[] = {{  // {len(page_of)}")
    print("\n".join(rows(page_of)))
    print("};")
    print(f"constexpr std::uint8_t kPages[][1u << kPageBits] = {{  // {len(pages)}")
    for page in pages:
        print("  {")
        print("\n".join(rows(page, 32)))
        print("  },")
    print("};")
    return 0


if __name__ == "__main__":
    sys.exit(main())
