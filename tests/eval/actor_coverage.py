#!/usr/bin/env python3
"""How many of others' listed actors the lexicon knows, on a day when they were active.

    actor_coverage.py CASUS DATA [-v]

CASUS is the program; DATA the folder with REIGN_leaderlist_3_21.csv (leaders in office, REIGN) and ucdp-prio-acd-221.csv,
ucdp-nonstate-221.csv (armed actors, UCDP). Two figures:

  leaders  those in office at some time since 2000: found when `casus find NAME --on DAY`, DAY in the middle of what of the
           term lies after 2000, gives a person with a code of that country that holds on that day
  groups   non-state sides of UCDP's two lists in years since 2000, of those formally organised ("Fulani" and "supporters of
           X" are not), each of several on one side for itself: found when `casus find` gives an actor under the list's
           name, its acronym, the full name, or one of the names that the list puts in brackets

-v names what is missing. Without the files it says that it was skipped.
"""
import collections
import csv
import datetime
import os
import re
import subprocess
import sys
import unicodedata

# The Correlates of War project's abbreviations, where they are not ISO 3166's.
COW = {
    "UKG": "GBR", "IRE": "IRL", "NTH": "NLD", "FRN": "FRA", "MNC": "MCO", "SWZ": "CHE", "SPN": "ESP", "POR": "PRT", "GMY": "DEU",
    "GFR": "DEU", "AUS": "AUT", "CZR": "CZE", "SLO": "SVK", "ITA": "ITA", "MLT": "MLT", "MNG": "MNE", "MAC": "MKD", "CRO": "HRV",
    "YUG": "SRB", "SER": "SRB", "BOS": "BIH", "KOS": "XKX", "SLV": "SVN", "GRC": "GRC", "BUL": "BGR", "MLD": "MDA", "ROM": "ROU",
    "RUM": "ROU", "LAT": "LVA", "LIT": "LTU", "GRG": "GEO", "SWD": "SWE", "DEN": "DNK", "ICE": "ISL", "CAP": "CPV", "EQG": "GNQ",
    "GAM": "GMB", "SEN": "SEN", "MAA": "MRT", "NIR": "NER", "CDI": "CIV", "GUI": "GIN", "BFO": "BFA", "TOG": "TGO", "CAO": "CMR",
    "NIG": "NGA", "CEN": "CAF", "CHA": "TCD", "CON": "COG", "DRC": "COD", "TAZ": "TZA", "BUI": "BDI", "ANG": "AGO", "MZM": "MOZ",
    "ZAM": "ZMB", "ZIM": "ZWE", "MAW": "MWI", "SAF": "ZAF", "LES": "LSO", "BOT": "BWA", "SWA": "SWZ", "MAG": "MDG", "MAS": "MUS",
    "SEY": "SYC", "MOR": "MAR", "ALG": "DZA", "SUD": "SDN", "SSD": "SSD", "LEB": "LBN", "SAU": "SAU", "KUW": "KWT", "BAH": "BHR",
    "UAE": "ARE", "OMA": "OMN", "TAJ": "TJK", "KYR": "KGZ", "KZK": "KAZ", "MON": "MNG", "TAW": "TWN", "PRK": "PRK", "ROK": "KOR",
    "BHU": "BTN", "BNG": "BGD", "SRI": "LKA", "MAD": "MDV", "NEP": "NPL", "THI": "THA", "CAM": "KHM", "DRV": "VNM", "MAL": "MYS",
    "SIN": "SGP", "INS": "IDN", "ETM": "TLS", "AUL": "AUS", "NEW": "NZL", "VAN": "VUT", "SOL": "SLB", "FIJ": "FJI", "PHI": "PHL",
    "BHM": "BHS", "HAI": "HTI", "TRI": "TTO", "BAR": "BRB", "SLU": "LCA", "SVG": "VCT", "AAB": "ATG", "SKN": "KNA", "GUA": "GTM",
    "HON": "HND", "SAL": "SLV", "COS": "CRI", "PAR": "PRY", "URU": "URY", "BRA": "BRA", "MSI": "MHL", "PAL": "PLW", "NAU": "NRU",
    "LIE": "LIE", "SNM": "SMR", "DJI": "DJI", "MYA": "MMR", "JOR": "JOR", "BAH ": "BHR", "SWZ ": "SWZ", "SOM": "SOM", "COM": "COM",
    "MLI": "MLI", "BEN": "BEN", "GNB": "GNB", "STP": "STP", "MSI ": "MHL", "FSM": "FSM", "PNG": "PNG", "KIR": "KIR", "TUV": "TUV",
    "TON": "TON", "WSM": "WSM", "GRN": "GRD", "SIE": "SLE", "LIB": "LBY", "BRU": "BRN",
}


def plain(text):
    text = unicodedata.normalize("NFD", text)
    return "".join(c for c in text if not unicodedata.combining(c))


def find(casus, day, names):
    """Name -> the actors' lines that casus prints for it."""
    command = [casus, "find"] + (["--on", day] if day else [])
    found = {}
    for start in range(0, len(names), 200):
        for name in names[start:start + 200]:
            out = subprocess.run(command + ["--", name], capture_output=True, text=True).stdout
            found[name] = out
    return found


def number(text, otherwise):
    return int(text) if text.strip().isdigit() else otherwise


def term(row):
    """First and last day of what of a row's term lies between 2000 and 2021."""
    start = datetime.date(number(row["syear"], 2000), number(row["smonth"], 1), min(number(row["sdate"], 15), 28))
    end = datetime.date(number(row["eyear"], 2021), number(row["emonth"], 3), 15)
    start = max(start, datetime.date(2000, 1, 1))
    return (start, end) if end > start else None


def leader_names(text):
    """The list's name, its words, and its pairs of words ("Ould Abdel Aziz" -> "Abdel Aziz")."""
    text = plain(re.sub(r"\(.*?\)", " ", text)).replace(".", ". ").strip().rstrip(",")
    words = text.split()
    pairs = [" ".join(pair) for pair in zip(words, words[1:])]
    return list(dict.fromkeys([text] + pairs + [w for w in reversed(words) if len(w) > 2]))


def leaders(casus, path, verbose):
    wanted = missing = 0
    with open(path, encoding="utf-8", errors="replace") as file:
        for row in csv.DictReader(file):
            if not row["leader"].strip() or number(row["eyear"], 2021) < 2000:
                continue
            period = term(row)
            if not period or row["stateabb"] in ("", "SNM"):
                continue
            wanted += 1
            day = (period[0] + (period[1] - period[0]) / 2).isoformat()
            country = COW.get(row["stateabb"], row["stateabb"])
            names = leader_names(row["leader"])
            found = find(casus, day, names)
            if not any(re.search(rf"^person .*\n  {country}", out, re.M) for out in found.values()):
                missing += 1
                if verbose:
                    print(f"  {country} {row['leader']} {row['syear']}..{row['eyear']} (on {day})")
    print(f"leaders: {wanted - missing} of {wanted} ({100 * (wanted - missing) / wanted:.1f} %)")


def group_names(*texts):
    names = []
    for text in texts:
        text = plain(text or "").strip()
        names += [text, re.sub(r"\s*\(.*?\)", "", text), re.sub(r"\s+-\s+.*", "", text)] + re.findall(r"\((.*?)\)", text)
    return [n for n in dict.fromkeys(n.strip() for n in names) if len(n) > 1]


def armed_groups(folder):
    """Side -> names, for non-state sides since 2000."""
    sides = {}
    with open(f"{folder}/ucdp-prio-acd-221.csv", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if int(row["year"]) >= 2000 and not row["side_b"].startswith("Government of"):
                for name in row["side_b"].split(", "):
                    sides.setdefault(name, group_names(name))
    with open(f"{folder}/ucdp-nonstate-221.csv", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if int(row["year"]) < 2000 or row["org"] != "1":
                continue
            for side in ("side_a", "side_b"):
                names, full = row[f"{side}_name"], row[f"{side}_name_fulltext"]
                for name in names.split(", "): # several groups on one side
                    sides.setdefault(name, group_names(name, *([full] if "," not in names else [])))
    return sides


def groups(casus, folder, verbose):
    sides = armed_groups(folder)
    missing = []
    for side, names in sorted(sides.items()):
        found = find(casus, None, names)
        if not any(re.search(r"^(armed group|organisation|people|person)", out, re.M) for out in found.values()):
            missing.append(side)
    if verbose:
        for side in missing:
            print("  " + side)
    print(f"groups: {len(sides) - len(missing)} of {len(sides)} ({100 * (len(sides) - len(missing)) / len(sides):.1f} %)")


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    casus, data, verbose = sys.argv[1], sys.argv[2], "-v" in sys.argv[3:]
    path = f"{data}/REIGN_leaderlist_3_21.csv"
    if not os.path.exists(path):
        print(f"skipped: there is no {path}")
        return
    leaders(casus, path, verbose)
    groups(casus, data, verbose)


if __name__ == "__main__":
    main()
