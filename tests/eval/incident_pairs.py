#!/usr/bin/env python3
"""Pairs of events from one month of news, to be judged by reading: are the two one happening?

    incident_pairs.py draw TOOL PACK NEWS MONTH [--count 200] > pairs.tsv    NEWS: date, category, topic, text by tabs (xz), MONTH: 2023-10
    incident_pairs.py score pairs.tsv                                        once the first column holds y, n or ? for each

TOOL is build/tests/eval/incident_tool. Drawn are pairs that casus put together, at most half of COUNT, by chance where there are
more, and of those that it left apart the closest ones, by score. What is left apart by far is not drawn: two in a thousand
pairs of one month are close at all.
"""
import argparse
import json
import lzma
import random
import subprocess
import sys


def read_month(path, month):
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            fields = line.rstrip("\n").split("\t")
            if fields[0].startswith(month):
                yield json.dumps({"date": fields[0], "text": fields[3]}) + "\n"


def describe(event):
    parties = "/".join(event["actor"]) + " > " + "/".join(event["recipient"])
    return f'{event["days"]} {event["type"]} {parties} @ {event["place"]} [{event["trigger"]}] {event["text"]}'


def draw(arguments):
    news = "".join(read_month(arguments.news, arguments.month))
    out = subprocess.run([arguments.tool, "-p", arguments.pack], input=news, capture_output=True, text=True, check=True).stdout
    pairs = [json.loads(line) for line in out.splitlines()]
    merged = [p for p in pairs if p["merged"]]
    apart = sorted((p for p in pairs if not p["merged"]), key=lambda p: -p["score"])
    random.Random(1).shuffle(merged)
    merged = merged[:arguments.count // 2]
    print(f"{len(pairs)} pairs, {len(merged)} merged ones drawn", file=sys.stderr)
    for pair in merged + apart[:arguments.count - len(merged)]:
        print("\t".join(["", "merged" if pair["merged"] else "apart", str(pair["score"]), describe(pair["a"]), describe(pair["b"])]))


def score(arguments):
    counts = {}
    with open(arguments.pairs, encoding="utf-8") as file:
        for line in file:
            verdict, kind = line.split("\t")[:2]
            counts[kind, verdict] = counts.get((kind, verdict), 0) + 1
    for kind, wrong in (("merged", "n"), ("apart", "y")):
        total = sum(n for (k, v), n in counts.items() if k == kind and v in "yn")
        print(f"{kind:7} {total:4} judged, {counts.get((kind, wrong), 0):3} wrong ({100 * counts.get((kind, wrong), 0) / max(total, 1):.0f} %), "
              f"{counts.get((kind, '?'), 0)} not to be told")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("draw")
    for name in ("tool", "pack", "news", "month"):
        one.add_argument(name)
    one.add_argument("--count", type=int, default=200)
    one.set_defaults(run=draw)
    two = commands.add_parser("score")
    two.add_argument("pairs")
    two.set_defaults(run=score)
    arguments = parser.parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
