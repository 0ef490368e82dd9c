#!/usr/bin/env python3
"""How broad the actor files are.

    actor_counts.py LEXICON

LEXICON is the folder (lexicon/en/actors). One line a class. "With years" are entries with a day on which they begin or end.
"""
import glob
import os
import re
import sys

INTERNATIONAL = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}
NOT_UN = {"ABW", "AIA", "ALA", "ASM", "ATF", "BES", "BLM", "BMU", "BVT", "COK", "CUW", "CXR", "CCK", "CYM", "ESH", "FLK", "FRO", "GGY", "GIB", "GLP",
          "GRL", "GUF", "GUM", "HKG", "IMN", "IOT", "JEY", "MAC", "MAF", "MNP", "MSR", "MTQ", "MYT", "NCL", "NFK", "NIU", "PCN", "PRI", "PSE", "PYF",
          "REU", "SGS", "SHN", "SJM", "SPM", "SXM", "TCA", "TKL", "TWN", "UMI", "VAT", "VGB", "VIR", "WLF", "XKX", "HMD", "ATA", "SUN", "YUG", "SCG", "CSK", "DDR"}


def rows(path):
    kind = "organisation"
    for line in open(path, encoding="utf-8"):
        line = re.sub(r"(^|\s)#.*", "", line).strip()
        if line.startswith("class "):
            kind = line.split(None, 1)[1]
        elif "|" in line:
            yield kind, [field.strip() for field in line.split("|")]


def names(text):
    return [name for name in (part.strip() for part in text.split(";")) if name]


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = sys.argv[1]
    countries = [fields for _, fields in rows(f"{folder}/countries.txt")]
    field = lambda row, at: names(row[at]) if len(row) > at else []
    print(f"countries and dependencies: {len(countries)}; with demonyms {sum(bool(field(r, 2)) for r in countries)}, seats of government "
          f"{sum(bool(field(r, 3)) for r in countries)}, names of the parliament {sum(bool(field(r, 5)) for r in countries)}")
    nouns = [(fields[0], noun) for _, fields in rows(f"{folder}/agents.txt") for noun in names(fields[2]) if "thing" not in fields[1]]
    print(f"agent nouns: {len(nouns)}, of them with a sector {sum(sector != '-' for sector, _ in nouns)}")
    entries = []
    for path in sorted(glob.glob(f"{folder}/*.txt")):
        if os.path.basename(path) not in ("agents.txt", "countries.txt", "regions.txt", "given-names.txt"):
            entries += rows(path)
    members = {row[0] for row in countries} - NOT_UN
    leaders = {}
    for kind, fields in entries:
        for role in names(fields[2]):
            office = re.search(r"\b(president|prime minister|head of state|head of government|king|queen|emir|sultan|chancellor|premier|taoiseach|"
                               r"head of the junta|supreme leader|prince|captain regent|captains regent|emperor|monarch|chairman)\b", role)
            if kind == "person" and office:
                code = re.match(r"[A-Z]{3,6}", role)
                leaders.setdefault((code[0] if code else fields[1])[:3], set()).add(fields[0])
    print(f"UN members: {len(members)}; with a head of state or government {len(members & set(leaders))}"
          f" ({sum(len(leaders.get(m, ())) for m in members)} persons); without: {' '.join(sorted(members - set(leaders))) or 'none'}")
    bodies = [f for kind, f in entries if kind == "organisation" and f[1][:3] in INTERNATIONAL]
    heads = sum(kind == "person" and any(code in INTERNATIONAL for code in re.findall(r"\b[A-Z]{3}", f[1] + " " + f[2])) for kind, f in entries)
    print(f"international and regional organisations, missions, firms: {len(bodies)}; their heads, commissioners and envoys: {heads}")
    armed = [f for kind, f in entries if kind == "armed-group"]
    parties = [f for kind, f in entries if kind != "armed-group" and f[1][3:] in ("PTY", "OPP", "REB", "PRM", "UAF", "PRE", "CRM", "SOC") and kind == "organisation"]
    dated = lambda group: sum(bool(re.search(r"\d{4}", f[2])) for f in group)
    print(f"armed groups and militias: {len(armed)}, with years {dated(armed)}; parties and movements: {len(parties)}, with years {dated(parties)}")
    print(f"peoples and religious communities: {sum(kind == 'people' for kind, _ in entries)}")
    print(f"persons: {sum(kind == 'person' for kind, _ in entries)}; all entries: {len(entries)}; names: {sum(len(names(f[3])) for _, f in entries)}")


if __name__ == "__main__":
    main()
