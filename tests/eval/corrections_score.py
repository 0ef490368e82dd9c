#!/usr/bin/env python3
"""How right records are, by records that were corrected by hand (train/confidence/corrections.tsv).

    corrections_score.py CASUS SHARED [--all] [--wrong FILE]

Codes the corrected items of SHARED/corpus/current-events.tsv.xz and finds for each corrected record the one that casus makes now: the same trigger, the
same type or else another. A role is right where every corrected party overlaps one of the record's, every one of the record's overlaps a
corrected one, and the codes are the same where the right one is known. Without --all: of the items that train/confidence/fit.py
keeps aside. Corrected records that are not made any more are counted apart; what casus makes besides is not judged.
"""
import argparse
import collections
import json
import os
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "train", "confidence"))
import corrections  # noqa: E402

Score = collections.namedtuple("Score", "row type actor recipient confidence")


def code(casus, items, rows):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        corrections.write_articles(items, rows, file.name)
        output = subprocess.run([casus, "code", "-f", "jsonl", file.name], capture_output=True, text=True, check=True).stdout
    records, row = collections.defaultdict(list), None
    for line in output.splitlines():
        record = json.loads(line)
        if record["kind"] == "document":
            row = int(record["source_id"])
        elif record["kind"] in ("event", "relation"):
            records[row].append(record)
    return records


def type_of(record):
    return record.get("event_type") or record["relation"]


def overlap(a, b):
    return a[0] < b[1] and b[0] < a[1]


def fits(party, actor):
    return overlap((party.start, party.end), actor["span"]) and corrections.is_code_right(party.code, actor.get("code", ""))


def is_role_right(parties, actors):
    return all(any(fits(party, actor) for actor in actors) for party in parties) and all(any(fits(party, actor) for party in parties) for actor in actors)


def find(correction, records, taken):
    """The record that is meant: of those at its trigger the one of its right type, then of the type that it had."""
    there = [record for record in records if record["id"] not in taken and overlap(correction.trigger, record["trigger"]["span"])]
    wanted = (correction.right, correction.type)
    there.sort(key=lambda record: wanted.index(type_of(record)) if type_of(record) in wanted else 2)
    return there[0] if there else None


def score(read, made):
    scores, gone, taken = [], 0, set()
    for correction in read:
        record = find(correction, made[correction.row], taken)
        if not record:
            gone += 1
            continue
        taken.add(record["id"])
        none = correction.right == "none"
        scores.append((Score(correction.row, type_of(record) == correction.right, not none and is_role_right(correction.actors, record.get("actor", [])),
                             not none and is_role_right(correction.recipients, record.get("recipient", [])), record["confidence"]), correction, record))
    return scores, gone


def share(scores, test):
    return sum(map(test, scores)) / max(1, len(scores))


def all_right(s):
    return s.type and s.actor and s.recipient


def interval(scores, rounds=1000):
    """95 % by bootstrap over items."""
    by_row = collections.defaultdict(list)
    for s in scores:
        by_row[s.row].append(all_right(s))
    groups, rng, found = list(by_row.values()), random.Random(1), []
    for _ in range(rounds):
        drawn = [right for group in rng.choices(groups, k=len(groups)) for right in group]
        found.append(sum(drawn) / len(drawn))
    found.sort()
    return found[rounds // 40], found[-rounds // 40]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("casus")
    parser.add_argument("shared")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--wrong")
    args = parser.parse_args()
    items = corrections.read_items(args.shared)
    read = [c for c in corrections.read(os.path.join(os.path.dirname(corrections.__file__), "corrections.tsv")) if args.all or corrections.is_kept_aside(c.row)]
    scored, gone = score(read, code(args.casus, items, sorted({c.row for c in read})))
    scores = [s for s, _, _ in scored]
    print("%d corrected records, %d made now, %d not" % (len(read), len(scores), gone))
    print("right: type %.3f, actor %.3f, recipient %.3f, type and both roles %.3f (%.3f to %.3f)" % (share(scores, lambda s: s.type), share(scores, lambda s: s.actor),
          share(scores, lambda s: s.recipient), share(scores, all_right), *interval(scores)))
    for least in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        kept = [s for s in scores if s.confidence >= least]
        print("confidence >= %.1f: %.3f of the records, %.3f of them right" % (least, len(kept) / len(scores), share(kept, all_right)))
    if args.wrong:
        with open(args.wrong, "w", encoding="utf-8") as out:
            for s, correction, record in scored:
                if not all_right(s):
                    out.write(json.dumps({"right": correction._asdict(), "record": record}) + "\n")


if __name__ == "__main__":
    main()
