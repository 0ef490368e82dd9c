#!/usr/bin/env python3
"""Draw records at random for a person to judge.

    draw_records.py CASUS SHARED [-n 200] [--seed 1] [--items 4000] [--without corrections.tsv]

Codes ITEMS items drawn from SHARED/corpus/current-events.tsv.xz (with their dates) and every article of SHARED/news, then
draws N of the events and relations, each with its sentence and every slot, in the order drawn. Items of --without
(train/confidence/corrections.tsv: a row each line) are passed over. docs/accuracy.md says how they were judged.
"""
import argparse
import json
import lzma
import os
import random
import subprocess
import tempfile


def read_rows(file):
    return {int(line.split("\t")[0]) for line in open(file, encoding="utf-8") if not line.startswith("#")} if file else set()


def read_items(shared, count, rng, without):
    with lzma.open(os.path.join(shared, "corpus", "current-events.tsv.xz"), "rt", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file][1:]
    return [{"id": "item %d" % i, "date": rows[i][0], "text": rows[i][3]} for i in sorted(rng.sample(range(len(rows)), count)) if i not in without]


def code(casus, inputs):
    run = subprocess.run([casus, "code", "-f", "jsonl"] + inputs, capture_output=True, text=True, check=True)
    records, document = [], {}
    for line in run.stdout.splitlines():
        record = json.loads(line)
        if record["kind"] == "document":
            document = record
        elif record["kind"] in ("event", "relation"):
            records.append((document, record))
    return records


def names(actors):
    return "; ".join("%s = %s (%s)" % (a["text"], a["name"], a.get("code", "-")) if a.get("name") else "%s (%s)" % (a["text"], a.get("code", "-"))
                     for a in actors) or "-"


def show(number, document, record):
    said = record.get("attribution", {})
    place = record.get("place", {})
    date = record.get("date", {})
    print("## %d  %s  %s" % (number, document.get("source_id") or document.get("path"), record["id"]))
    print(record["text"].replace("\n", " "))
    print("  type       %s%s  (trigger: %s; %s)" % (record.get("event_type") or record.get("relation"),
          ":" + record["event_mode"] if record.get("event_mode") else "", record["trigger"]["text"], record["rule"]))
    print("  actor      " + names(record.get("actor", [])))
    print("  recipient  " + names(record.get("recipient", [])))
    print("  factuality %s   speaker %s   place %s %s   date %s..%s (published %s)   counts %s" % (
        record["factuality"], names(said.get("speaker", [])), place.get("name", "-"), place.get("country", ""), date.get("from", "-"),
        date.get("to", "-"), document.get("date", "-"), [(c["of"], c["low"]) for c in record.get("counts", [])]))
    print()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("casus")
    parser.add_argument("shared")
    parser.add_argument("-n", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--items", type=int, default=4000)
    parser.add_argument("--without")
    args = parser.parse_args()
    rng = random.Random(args.seed)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for item in read_items(args.shared, args.items, rng, read_rows(args.without)):
            file.write(json.dumps(item) + "\n")
        file.flush()
        news = os.path.join(args.shared, "news")
        articles = sorted(os.path.join(news, name) for name in os.listdir(news) if name.startswith("wikinews"))
        records = code(args.casus, [file.name] + articles)
    for number, (document, record) in enumerate(rng.sample(records, min(args.n, len(records))), 1):
        show(number, document, record)


if __name__ == "__main__":
    main()
