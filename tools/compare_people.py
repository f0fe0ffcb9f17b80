#!/usr/bin/env python3
"""Compares the terms in knowledge/actors/people.tsv with lists of leaders and ministers made by others.

usage: tools/compare_people.py [--people FILE] [--wikidata FOLDER] [--reign FILE] [--archigos FILE]
                               [--differences FILE] [--missing FILE] [--days N]

--wikidata  CSV files (position,person,personID,start,end), one a country, named by it: html/holders21.csv of the
            GitHub repositories every-politician-scrapers/COUNTRY (Wikidata, CC0; state of late 2022), saved as COUNTRY.csv
--reign     leaderlist_*.csv of OEFDataScience/REIGN.github.io (heads of government or state in effect, 1950 to 2021)
--archigos  CSV with gwcode, leader, startdate, enddate: `write.csv(peacesciencer::archigos, ...)` in R (to 2015);
            needs --reign, whose table of country numbers it uses

Only governments are compared (codes of a country and GOV), and of them heads of state and of government, vice presidents,
ministers of foreign affairs, of defence and of the interior. Prints, for each kind of office and source, how many lines
were compared and how many agree: same person, same kind of office, and both ends within --days (31) of the source's, as
far as both say them. REIGN and Archigos name whoever ruled in effect, so a figurehead is not found there.

--differences  TSV: line, name, code, office, term, then for each source that differs its name for the person and its term
--missing      TSV: code, kind, name, start, end of each term since 1990 in --wikidata that the file has not

Names are folded: no accents, particles or vowels, one letter for consonants that transliterations mix. Two names are one
person's when they share two such words, or one where a name has only one; or one word and the begin or end of the term.
"""
import argparse
import calendar
import collections
import csv
import datetime
import re
import sys
import unicodedata
from pathlib import Path
from typing import Iterator, NamedTuple, Optional

ROOT = Path(__file__).resolve().parents[1]
KINDS = {
    "president": "head", "interim president": "head", "king": "head", "queen": "head", "emir": "head", "sultan": "head",
    "leader": "head", "chairman": "head", "prime minister": "premier", "premier": "premier", "chancellor": "premier",
    "chief executive": "head", "foreign minister": "foreign", "foreign secretary": "foreign",
    "secretary of state": "foreign", "defence minister": "defence", "defence secretary": "defence",
    "interior minister": "interior", "home minister": "interior", "home secretary": "interior",
    "vice president": "deputy", "deputy president": "deputy",
}
# Files of --wikidata whose name is not the country's.
COUNTRIES = {
    "abkhazia": "", "south ossetia": "", "donetsk": "", "luhansk": "", "artsakh": "", "somaliland": "",
    "northern ireland": "", "world": "", "uae": "ARE", "us": "USA", "saudi": "SAU", "swiss federal council": "CHE",
    "congo kinshasa": "COD", "congo brazzaville": "COG", "bosnia herzegovina": "BIH", "czech": "CZE",
    "ivory coast": "CIV", "palestine": "PSE", "timor leste": "TLS",
}
# Letters of the Correlates of War that are not ISO's.
COW = dict(pair.split(":") for pair in (
    "PAR:PRY URU:URY UKG:GBR IRE:IRL NTH:NLD FRN:FRA MNC:MCO SWZ:CHE SPN:ESP POR:PRT GFR:DEU GMY:DEU AUS:AUT BHM:BHS "
    "CZR:CZE SLO:SVK MNG:MNE MAC:MKD CRO:HRV YUG:SRB SER:SRB BOS:BIH KOS:XKX SLV:SVN BUL:BGR MLD:MDA ROM:ROU LAT:LVA "
    "LIT:LTU GRG:GEO SWD:SWE DEN:DNK ICE:ISL CAP:CPV HAI:HTI EQG:GNQ GAM:GMB MAA:MRT NIR:NER CDI:CIV GUI:GIN BFO:BFA "
    "SIE:SLE TOG:TGO CAO:CMR NIG:NGA CEN:CAF CHA:TCD CON:COG DRC:COD TAZ:TZA BUI:BDI TRI:TTO BAR:BRB ANG:AGO MZM:MOZ "
    "ZAM:ZMB ZIM:ZWE MAW:MWI SAF:ZAF LES:LSO BOT:BWA SWA:SWZ MAG:MDG MAS:MUS SEY:SYC MOR:MAR ALG:DZA LIB:LBY SUD:SDN "
    "LEB:LBN YAR:YEM YPR:YEM KUW:KWT BAH:BHR OMA:OMN TAJ:TJK KYR:KGZ KZK:KAZ MON:MNG ROK:KOR BHU:BTN BNG:BGD MYA:MMR "
    "SRI:LKA MAD:MDV NEP:NPL THI:THA CAM:KHM DRV:VNM MAL:MYS SIN:SGP BRU:BRN PHI:PHL INS:IDN ETM:TLS GUA:GTM AUL:AUS "
    "HON:HND SAL:SLV NEW:NZL VAN:VUT COS:CRI SOL:SLB FIJ:FJI"
).split())
PARTICLES = set("al el the de di da von van der den ould bin ibn ben bint abu abou dos do la le jr sr sheikh haji general dr "
                "prince king lord sir ag mohammed mohamed muhammad mohammad mohamad muhammed".split())
SOUNDS = (("ph", "f"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("dj", "j"), ("zh", "j"), ("sh", "s"),
          ("ch", "s"), ("cz", "s"), ("ck", "k"), ("q", "k"), ("w", "v"), ("ts", "s"), ("x", "ks"), ("c", "k"))
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ə": "a", "ß": "ss", "æ": "ae"})


class Term(NamedTuple):
    source: str
    country: str
    kinds: frozenset
    name: str
    start: str
    end: str


class Line(NamedTuple):
    number: int
    names: list
    code: str
    office: str
    start: str
    end: str


def fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower().translate(LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", re.sub(r"['’`ʿʾ‘]", "", plain)).split())


def sound(word: str) -> str:
    rest = word
    for letters, one in SOUNDS:
        rest = rest.replace(letters, one)
    rest = re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyh]", "", rest))
    return rest if len(rest) > 1 else word


def words_of(name: str) -> set:
    words = [w for w in fold(name).split() if w not in PARTICLES and len(w) > 1] or fold(name).split()
    return {sound(w) for w in words}


def alike(a: str, b: str) -> int:
    """2: one person's names; 1: they share a word; 0: nothing."""
    one, other = words_of(a), words_of(b)
    shared = len(one & other)
    return 2 if shared >= 2 or (shared and min(len(one), len(other)) == 1) else min(shared, 1)


def span(date: str) -> Optional[tuple]:
    """First and last day that "2003", "2003-05" or "2003-05-17" may mean."""
    parts = [int(p) for p in date[:10].split("-")] if date else []
    if not parts:
        return None
    last = parts + [12][: 2 - len(parts)] if len(parts) < 2 else parts
    last_day = last[2] if len(last) > 2 else calendar.monthrange(last[0], last[1])[1]
    first = datetime.date(*(parts + [1, 1])[:3])
    return first, datetime.date(last[0], last[1], last_day)


def days_between(a: Optional[tuple], b: Optional[tuple]) -> Optional[int]:
    if a is None or b is None:
        return None
    return max((b[0] - a[1]).days, (a[0] - b[1]).days, 0)


def kind_of(position: str, country: str) -> Optional[str]:
    label = fold(position)
    if re.search(r"\b(former|deputy|state secretary|spokes|parliamentary|delegate|associate|assistant|shadow|under|special|"
                 r"counsel|office|junior|committee|council|trade|social|food|minister of state)\b", label):
        return None
    if label in ("vice president", "first vice president"):
        return "deputy"
    if re.fullmatch(r"((acting|interim|transitional) )?president( of the republic)?|king|emir|sultan|monarch|head of state",
                    label):
        return "head"
    if re.fullmatch(r"(acting )?prime minister|premier|(federal )?chancellor|taoiseach|president of the government|"
                    r"chairman of the cabinet of ministers prime minister", label):
        return "premier"
    if not re.match(r"((federal|cabinet) )?(minister|secretary)\b|(foreign|home) secretary", label):
        return None
    if country == "USA":
        return {"secretary of state": "foreign", "secretary of defence": "defence", "secretary of defense": "defence"}.get(label)
    if re.search(r"\bforeign\b|external (affairs|relations)|exterior", label):
        return "foreign"
    if re.search(r"defen[cs]e|armed forces", label) and not re.search(r"materiel|science|production|industr", label):
        return "defence"
    return "interior" if re.search(r"interior|internal affairs|internal security|home (affairs|secretary)", label) else None


def country_names() -> dict:
    names = {}
    for row in (ROOT / "knowledge/actors/countries.tsv").read_text("utf-8").splitlines():
        if not row.startswith("#"):
            fields = row.split("\t") + [""] * 8
            for name in [fields[1], *fields[2].split(";"), *fields[7].split(";")]:
                names.setdefault(fold(name), fields[0])
    return {**names, **COUNTRIES}


def joined(terms: list) -> Iterator[tuple]:
    """One term for reappointments in a row, and for a year that a dated term says better."""
    dated = [t for t in terms if len(t[0]) > 4]
    years = {y for t in dated for y in range(int(t[0][:4]) - 1, int((t[1] or t[0])[:4]) + 1)}
    rows = sorted((t for t in terms if len(t[0]) > 4 or int(t[0]) not in years), key=lambda t: span(t[0]))
    now = None
    for start, end in rows:
        if now and (not now[1] or (span(start)[0] - span(now[1])[1]).days <= 62):
            if not end or (now[1] and span(end)[1] > span(now[1])[1]):
                now[1] = end
        else:
            if now:
                yield tuple(now)
            now = [start, end]
    if now:
        yield tuple(now)


def wikidata(folder: Path) -> Iterator[Term]:
    names = country_names()
    for path in sorted(folder.glob("*.csv")):
        country = names.get(re.sub(r"-(ministers|cabinet)$", "", path.stem).replace("-", " "))
        if not country:
            continue
        held = collections.defaultdict(list)
        called = {}
        with open(path, encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                kind = kind_of(row["position"], country)
                if kind and row["start"]:
                    held[kind, row["personID"]].append((row["start"], row["end"] or ""))
                    called.setdefault(row["personID"], row["person"])
        for (kind, person), terms in held.items():
            for start, end in joined(terms):
                yield Term("Wikidata", country, frozenset([kind]), called[person], start, end)


def reign(path: Path, numbers: dict) -> Iterator[Term]:
    with open(path, encoding="utf-8", errors="replace", newline="") as rows:
        for row in csv.DictReader(rows):
            country = COW.get(row["stateabb"], row["stateabb"])
            numbers[row["ccode"].strip()] = country
            if row["syear"].strip().isdigit() and row["smonth"].strip().isdigit():
                end = f"{int(row['eyear']):04}-{int(row['emonth']):02}" if row["eyear"].strip() and row["emonth"].strip() else ""
                yield Term("REIGN", country, frozenset(["head", "premier"]), row["leader"],
                           f"{int(row['syear']):04}-{int(row['smonth']):02}", end)


def archigos(path: Path, numbers: dict) -> Iterator[Term]:
    with open(path, encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            country = numbers.get(str(int(float(row["gwcode"]))))
            if country and row["enddate"] >= "1985":
                end = "" if row["enddate"] == "2015-12-31" else row["enddate"]
                yield Term("Archigos", country, frozenset(["head", "premier"]), row["leader"], row["startdate"], end)


def lines_of(path: Path) -> list:
    rows, spellings = [], collections.defaultdict(list)
    for number, text in enumerate(path.read_text("utf-8").splitlines(), 1):
        if text and not text.startswith("#"):
            fields = text.split("\t") + [""] * 7
            spellings[fields[0]] += [a for a in fields[1].split(";") if " " in a]
            rows.append((number, fields))
    return [Line(n, [f[0], *spellings[f[0]]], f[2], f[3], f[4], f[5]) for n, f in rows]


def nearest(line: Line, terms: list, days: int) -> Optional[Term]:
    """The source's term of that person and kind of office that lies nearest in time."""
    best, best_gap = None, None
    for term in terms:
        same = max(alike(term.name, name) for name in line.names)
        if same == 0:
            continue
        gaps = [days_between(span(line.start), span(term.start)), days_between(span(line.end), span(term.end))]
        known = [g for g in gaps if g is not None]
        if same == 1 and (not known or min(known) > days):
            continue
        apart = sum(known) if known else 0
        if min(known, default=0) <= 400 and (best is None or apart < best_gap):
            best, best_gap = term, apart
    return best


def agrees(line: Line, term: Term, days: int) -> bool:
    return all((days_between(span(a), span(b)) or 0) <= days for a, b in ((line.start, term.start), (line.end, term.end)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=Path, default=ROOT / "knowledge/actors/people.tsv")
    for name in ("wikidata", "reign", "archigos", "differences", "missing"):
        parser.add_argument("--" + name, type=Path)
    parser.add_argument("--days", type=int, default=31)
    options = parser.parse_args()
    numbers: dict = {}
    terms = list(wikidata(options.wikidata)) if options.wikidata else []
    terms += list(reign(options.reign, numbers)) if options.reign else []
    terms += list(archigos(options.archigos, numbers)) if options.archigos else []
    if not terms:
        parser.error("no source: give --wikidata, --reign or both")
    by_country = collections.defaultdict(list)
    for term in terms:
        by_country[term.country, term.source].append(term)
    counts: collections.Counter = collections.Counter()
    differences = []
    matched = set()
    for line in lines_of(options.people):
        kind = KINDS.get(line.office)
        if not kind or line.code[3:] != "GOV":
            continue
        country = {"SUN": "RUS"}.get(line.code[:3], line.code[:3])
        counts[kind, "", "lines"] += 1
        cells, found = [], False
        for source in ("Wikidata", "REIGN", "Archigos"):
            term = nearest(line, [t for t in by_country[country, source] if kind in t.kinds], options.days)
            if term is None:
                continue
            matched.add(term)
            counts[kind, source, "compared"] += 1
            found = True
            if agrees(line, term, options.days):
                counts[kind, source, "agreeing"] += 1
            else:
                cells.append(f"{source}: {term.name}, {term.start} to {term.end}")
        counts[kind, "", "found"] += found
        if cells:
            differences.append([str(line.number), line.names[0], line.code, line.office, f"{line.start} to {line.end}", *cells])
    print(f"{'office':10}{'lines':>7}{'found':>7}" + "".join(f"{s + ' (agree/compared)':>28}" for s in ("Wikidata", "REIGN", "Archigos")))
    for kind in dict.fromkeys(KINDS.values()):
        cells = "".join(f"{counts[kind, s, 'agreeing']:>18} / {counts[kind, s, 'compared']:<7}" for s in ("Wikidata", "REIGN", "Archigos"))
        print(f"{kind:10}{counts[kind, '', 'lines']:>7}{counts[kind, '', 'found']:>7}{cells}")
    if options.differences:
        options.differences.write_text("".join("\t".join(row) + "\n" for row in differences), "utf-8")
    if options.missing:
        rows = [t for t in terms if t.source == "Wikidata" and t not in matched and (not t.end or t.end >= "1990")]
        options.missing.write_text(
            "".join("\t".join([t.country + "GOV", *t.kinds, t.name, t.start, t.end]) + "\n" for t in rows), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
