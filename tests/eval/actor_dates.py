#!/usr/bin/env python3
"""Do the lexicon's days of office and of armed groups agree with others' lists?

    actor_dates.py CASUS DATA [-v]

DATA is the folder with REIGN_leaderlist_3_21.csv (leaders in office, REIGN) and ucdp-prio-acd-221.csv, ucdp-nonstate-221.csv
(armed actors, UCDP). Without the files it says that it was skipped. -v names what does not agree.

  terms   for each spell of REIGN's list that begins or ends in 2000 to 2021-03, the person of that country whom `casus find`
          knows under the list's name; of that person's roles the one that begins nearest to REIGN's first day, and the one that
          ends nearest to its last, of which REIGN has the month only. A day agrees when it is at most 31 days off (from that
          month): an election, an inauguration and an oath may be that far apart, and REIGN counts from when somebody has the
          power in fact. First days before 2000 and last days of those in office at the list's end are not compared.
  groups  for each side that UCDP says fought since 2000 and that is one entry of the lexicon: does a role of that entry hold
          in every year in which it fought?
"""
import csv
import datetime
import json
import os
import subprocess
import sys

from actor_coverage import COW, group_names, leader_names, number

DAYS = 31
FIRST, LAST = datetime.date(2000, 1, 1), datetime.date(2021, 2, 28)


def first_day(row):
    year = number(row["syear"], 0)
    return datetime.date(year, number(row["smonth"], 1), min(number(row["sdate"], 15), 28)) if year else None


def last_month(row):
    """Its first and last day."""
    year, month = number(row["eyear"], 0), number(row["emonth"], 12)
    if not year:
        return None
    after = datetime.date(year + month // 12, month % 12 + 1, 1)
    return datetime.date(year, month, 1), after - datetime.timedelta(days=1)


def spells(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        for row in csv.DictReader(file):
            start, end = first_day(row), last_month(row)
            if row["leader"].strip() and start and (not end or end[1] >= FIRST) and row["stateabb"] not in ("", "SNM"):
                yield COW.get(row["stateabb"], row["stateabb"]), row["leader"].strip(), start, end


def ask(casus, names):
    """Name -> readings, by one call for some hundred names."""
    readings = {}
    for at in range(0, len(names), 400):
        some = names[at:at + 400]
        out = subprocess.run([casus, "find", "-f", "jsonl", "--"] + some, capture_output=True, text=True).stdout
        for name, line in zip(some, out.splitlines()):
            readings[name] = json.loads(line).get("readings", [])
    return readings


def roles_of(readings, country, names):
    """The roles of the person of COUNTRY under the first of NAMES that means one."""
    for name in names:
        persons = [r for r in readings[name] if r["class"] == "person" and any(role["code"].startswith(country) for role in r["roles"])]
        if len(persons) == 1:
            return persons[0]
    return None


def nearest(person, key, first, last):
    days = [datetime.date.fromisoformat(role[key]) for role in person["roles"] if key in role]
    return min((max((first - d).days, (d - last).days, 0), d) for d in days) if days else (None, None)


def compare_terms(casus, path, verbose):
    rows = list(spells(path))
    readings = ask(casus, sorted({name for row in rows for name in leader_names(row[1])}))
    known, counts = 0, {"from": [0, 0], "to": [0, 0]}
    for country, leader, start, end in rows:
        person = roles_of(readings, country, leader_names(leader))
        if not person:
            continue
        known += 1
        for key, wanted in (("from", (start, start) if start >= FIRST else None), ("to", end if end and end[1] <= LAST else None)):
            if not wanted:
                continue
            off, ours = nearest(person, key, *wanted)
            counts[key][1] += 1
            counts[key][0] += off is not None and off <= DAYS
            if verbose and (off is None or off > DAYS):
                print(f"  {country} {leader} {key} {wanted[0]}, ours {ours} ({person['file']}:{person['line']})")
    print(f"spells: {known} of {len(rows)} have their leader in the lexicon")
    for key, (right, all_) in counts.items():
        print(f"{key}: {right} of {all_} within {DAYS} days ({100 * right / max(all_, 1):.1f} %)")


def fighting_years(folder):
    """Side -> years since 2000 in which it fought."""
    years = {}
    for file_name, columns in (("ucdp-prio-acd-221.csv", ["side_b"]), ("ucdp-nonstate-221.csv", ["side_a_name", "side_b_name"])):
        with open(f"{folder}/{file_name}", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                for column in columns:
                    for side in row[column].split(", "):
                        if int(row["year"]) >= 2000 and row.get("org", "1") == "1" and not side.startswith("Government of"):
                            years.setdefault(side, set()).add(int(row["year"]))
    return years


def holds_in(entry, year):
    return any(role.get("from", "0000") <= f"{year}-12-31" and role.get("to", "9999") >= f"{year}-01-01" for role in entry["roles"])


def compare_groups(casus, folder, verbose):
    years = fighting_years(folder)
    readings = ask(casus, sorted({name for side in years for name in group_names(side)}))
    known = right = 0
    for side in sorted(years):
        entries = {r["id"]: r for name in group_names(side) for r in readings[name] if r["class"] in ("armed group", "organisation")}
        if len(entries) != 1:
            continue
        entry = next(iter(entries.values()))
        outside = sorted(year for year in years[side] if not holds_in(entry, year))
        known += 1
        right += not outside
        if verbose and outside:
            print(f"  {side} fought in {outside}: {entry['name']} ({entry['file']}:{entry['line']})")
    print(f"groups: {right} of {known} hold in every year in which they fought ({100 * right / max(known, 1):.1f} %)")


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    casus, folder, verbose = sys.argv[1], sys.argv[2], "-v" in sys.argv[3:]
    path = f"{folder}/REIGN_leaderlist_3_21.csv"
    if not os.path.exists(path):
        print(f"skipped: there is no {path}")
        return
    compare_terms(casus, path, verbose)
    compare_groups(casus, folder, verbose)


if __name__ == "__main__":
    main()
