#!/usr/bin/env python3
"""F1 of casus over (source, target) pairs of PETRARCH's validation records, with PETRARCH's own actors and agents.

    tests/eval/petrarch_score.py build/casus ../shared/gold/petrarch-validation [--errors N] [--no-verbs]

The dictionaries are imported with `casus import` and take the place of casus's actors; with the verbs (unless --no-verbs) those of its
verb patterns that can be read are added to the codebook. Each <Sentence> with an <EventCoding> of a source and a target is coded by itself, as of its
date. A pair counts once a sentence; event codes do not count. Codes are compared in casus's words for roles (CAMEO's MED is JRN, HLH is MED),
without "---", PETRARCH's word for "unknown country"; a code such as FRO/BIL/SAM is three; a pair with a side that is nothing but unknown ("---", "###") is left out of the gold. (The other file of that
folder, GigaWord.sample.PETR.xml, has no codings.)
"""
import argparse
import html
import json
import os
import re
import subprocess
import sys
import tempfile

ROLES = {"MED": "JRN", "HLH": "MED"}


def convert(code):
    code = code.replace("---", "").replace("###", "")
    start = 3 if len(code) > 3 else 0
    groups = [code[:start]] + [code[i:i + 3] for i in range(start, len(code), 3)]
    return groups[0] + "".join(ROLES.get(group, group) for group in groups[1:])


def records(path):
    """(id, day, text, set of pairs) of each record that has events."""
    source = re.sub(r"<!--.*?-->", "", open(path, encoding="utf-8").read(), flags=re.S)
    for match in re.finditer(r"<Sentence ([^>]*)>(.*?)</Sentence>", source, re.S):
        attributes = dict(re.findall(r'(\w+)\s*=\s*"([^"]*)"', match.group(1)))
        text = re.search(r"<Text>(.*?)</Text>", match.group(2), re.S)
        pairs = set()
        for event in re.findall(r"<EventCoding ([^>]*)>", match.group(2)):
            event = dict(re.findall(r'(\w+)\s*=\s*"([^"]*)"', event))
            if event.get("sourcecode") and event.get("targetcode"):
                pair = convert(event["sourcecode"]), convert(event["targetcode"])
                if all(pair):
                    pairs.add(pair)
        if text and pairs and "date" in attributes:
            day = attributes["date"]
            yield attributes.get("id", "?"), f"{day[:4]}-{day[4:6]}-{day[6:8]}", html.unescape(" ".join(text.group(1).split())), pairs


def cameo_copy(source, work):
    """The verbs with 100 for each code that CAMEO has not (most are of WEIS, some of nothing): codes of events do not count here."""
    copy = os.path.join(work, "PETR.Validate.verbs.txt")
    text = open(source, encoding="utf-8").read()
    with open(copy, "w", encoding="utf-8") as out:
        out.write(re.sub(r"\[(0[02-9]\d|[2-9]\d\d)([A-Z]?)(?=[\]:])", lambda m: "[100" if not re.match("0[2-9]|20", m.group(1)) else m.group(0), text))
    return copy


def import_lists(casus, folder, work, verbs):
    options = []
    for name, option in (("actors", "--actors"), ("agents", "--actors"), ("verbs", "--codebook")):
        if name == "verbs" and not verbs:
            continue
        source, target = f"{folder}/PETR.Validate.{name}.txt", os.path.join(work, name + ".txt")
        if name == "verbs":
            source = cameo_copy(source, work)
        with open(target, "w") as out:
            done = subprocess.run([casus, "import", "--quiet", "--from", "petrarch-" + name, source], stdout=out,
                                  stderr=subprocess.PIPE, text=True)
        if done.returncode > 1:
            sys.exit(done.stderr)
        options += [option, target]
    return options + ["--only-actors"]


def pairs_of(event):
    actors = [code for actor in event.get("actor", []) for code in actor.get("code", "").split("/")]
    recipients = [code for actor in event.get("recipient", []) for code in actor.get("code", "").split("/")]
    pairs = {(a, r) for a in actors for r in recipients}
    if not recipients:
        pairs = {(a, b) for i, a in enumerate(actors) for j, b in enumerate(actors) if i != j}
    elif len(actors) > 0 and event.get("reciprocal"):
        pairs |= {(r, a) for a, r in pairs}
    return {pair for pair in pairs if all(pair)}


def code(casus, options, gold, work):
    path = os.path.join(work, "records.jsonl")
    with open(path, "w") as out:
        for number, (_, day, text, _) in enumerate(gold):
            out.write(json.dumps({"id": str(number), "date": day, "text": text}) + "\n")
    done = subprocess.run([casus, "code", "-f", "jsonl", *options, path], capture_output=True, text=True)
    if done.returncode > 1:
        sys.exit(done.stderr)
    found, current = [set() for _ in gold], 0
    for line in done.stdout.splitlines():
        record = json.loads(line)
        if record["kind"] == "document":
            current = int(record["source_id"])
        elif record["kind"] == "event":
            found[current] |= pairs_of(record)
    return found


def f1(gold, found):
    right = sum(len(g[3] & f) for g, f in zip(gold, found))
    there, told = sum(len(g[3]) for g in gold), sum(len(f) for f in found)
    precision, recall = right / max(told, 1), right / max(there, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9), there, told


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("casus")
    parser.add_argument("folder")
    parser.add_argument("--errors", type=int, default=0, help="show so many records that are not wholly right")
    parser.add_argument("--no-verbs", action="store_true", help="casus's own codebook alone")
    settings = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        options = import_lists(settings.casus, settings.folder, work, not settings.no_verbs)
        gold = list(records(os.path.join(settings.folder, "PETR.UnitTest.records.xml")))
        found = code(settings.casus, options, gold, work)
    print("%d records  precision %.3f  recall %.3f  F1 %.3f  (%d pairs, %d coded)" % ((len(gold),) + f1(gold, found)))
    shown = 0
    for (name, day, text, pairs), coded in zip(gold, found):
        if pairs != coded and shown < settings.errors:
            shown += 1
            print(f"{name} {day} {text}\n   missed {sorted(pairs - coded)}  too many {sorted(coded - pairs)}")


if __name__ == "__main__":
    main()
