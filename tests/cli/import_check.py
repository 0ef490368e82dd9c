#!/usr/bin/env python3
"""Compares a list with what `casus import` made of it: as many entities, names and dated codes, and the codes of a sample on days that the list
names. An independent, naive reading of the formats.

    import_check.py CASUS LIST IMPORTED MESSAGES
"""
import csv
import re
import subprocess
import sys


def petrarch(path):
    """Entities as (names, [(code, dates)]), with the faults that casus names left in."""
    entities, inside = [], False
    for line in open(path, encoding="utf-8", errors="replace"):
        if "<!--" in line or inside:
            inside = "-->" not in line
            continue
        line = re.split(r"#|(?:^|\s|(?<=\])); ?", line)[0].strip()
        if not line:
            continue
        name = line.split("[")[0].strip(" +")
        if line[0] not in "+[":
            entities.append(([], []))
        if name:
            entities[-1][0].append(name)
        for code in re.findall(r"\[([^\]]*)\]", line):
            parts = re.match(r"\s*([^\s<>]*)\s*(.*)", code)
            entities[-1][1].append((parts.group(1), parts.group(2).strip()))
    return entities


def written(path):
    entities = []
    for line in open(path, encoding="utf-8"):
        fields = [field.strip() for field in line.rstrip("\n").split("|")]
        if len(fields) >= 4:
            roles = [role.strip() for role in fields[2].split(";") if role.strip()] or [fields[1]]
            entities.append((fields[3].split(";"), roles))
    return entities


def check(what, there, got):
    if isinstance(got, set):
        there, got = "none missing", "all" if not got else "not " + ", ".join(sorted(got)[:5])
        there = there if got != "all" else got
    if there != got:
        print(f"{what}: {there} in the list, {got} written")
        sys.exit(1)


def check_petrarch(path, out, messages):
    source = petrarch(path)
    faults = open(messages, errors="replace").read()
    bad_dates = len(re.findall(r"is no date; it should|end before they begin", faults))
    nameless = [e for e in source if not any(code not in ("---", "###", "+++") for code, _ in e[1])]
    bad_codes = len(re.findall(r": no code between|bracket is not closed", faults))
    keep = [e for e in source if e not in nameless]
    emptied = len(keep) - len(out)  # their only code had a bad date
    check("entities", 0 <= emptied <= bad_dates + bad_codes, True)
    dated = sum(1 for e in source for _, days in e[1] if days)
    check("dated codes", dated - bad_dates, sum(1 for _, roles in out for role in roles if " " in role))
    names = sum(len(e[0]) for e in keep)
    got = sum(len(names) for names, _ in out)
    if abs(names - got) > max(emptied * 3, 0):
        check("names", names, got)


def sample_codes(casus, path, actors, out):
    """Every n-th single-coded actor: find says its code."""
    source = [e for e in petrarch(path) if len(e[1]) == 1 and not e[1][0][1] and re.fullmatch("[A-Z]{6}", e[1][0][0])]
    step = max(len(source) // 25, 1)
    names = [(e[0][0].replace("_", " ").strip(), e[1][0][0]) for e in source[::step]]
    done = subprocess.run([casus, "find", "--actors", actors, "--on", "2005-01-01", *[name for name, _ in names]], capture_output=True, text=True)
    said = set(re.findall(r"^  (?:[A-Z-]*=)?([A-Z]{6,})", done.stdout, re.M))
    for name, code in names:
        code = code[:3] + {"MED": "JRN", "HLH": "MED"}.get(code[3:], code[3:])
        if code not in said and code[:3] != "IGO" and not any(code[3:] in s for s in said):
            print(f"{name}: {code} in the list, find does not say it")
            sys.exit(1)


def main():
    casus, path, imported, messages = sys.argv[1:]
    out = written(imported)
    if path.endswith(".actors.txt"):
        check_petrarch(path, out, messages)
        sample_codes(casus, path, imported, out)
    elif "REIGN" in path:
        rows = list(csv.DictReader(open(path, encoding="utf-8", errors="replace")))
        check("leaders", len({(r["stateabb"], r["leader"].strip()) for r in rows if r["syear"]}) >= len(out) > 2000, True)
        check("spells", sum(1 for r in rows if r["syear"].isdigit()), sum(len(roles) for _, roles in out))
    elif "nonstate" in path:
        rows = list(csv.DictReader(open(path, encoding="utf-8", errors="replace")))
        ids = {i.strip() for r in rows for side in ("side_a_id", "side_b_id") for i in [r[side]] if i}
        check("parties with an id", True, len(ids) <= len(out))
        check("names", set(), {r["side_a_name"].replace(";", ",").strip() for r in rows} - {n.strip() for names, _ in out for n in names})
    elif "ucdp" in path:
        rows = list(csv.DictReader(open(path, encoding="utf-8", errors="replace")))
        check("sides", set(), {r["side_b"] for r in rows if "," not in r["side_b"]} - {n.strip() for names, _ in out for n in names})
    else:
        lines = [l for l in open(path, encoding="utf-8", errors="replace") if re.match(r"[^#!\s][^#]*\[[^\]]*~[^\]]*\]", l) or re.match(r"![^=#]*\[[^\]]*~[^\]]*\]", l)]
        got = sum(1 for l in open(imported, encoding="utf-8") if l.count("|") == 2)
        check("nouns", len(lines), got)


main()
