#!/usr/bin/env python3
"""Are the places that every reader of war news knows found in running text, and where they are?

    conflict_places.py PLACE_TOOL LEXICON MODEL [--least SHARE]

Puts each name of tests/corpus/places/conflicts.txt into one sentence, has PLACE_TOOL (build/tests/eval/place_tool) find its
places and prints what is not found, in another country, or found with less than its name. Exit status 1 where less than SHARE are right.
"""
import argparse
import json
import os
import subprocess
import sys

LIST = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../corpus/places/conflicts.txt")
SENTENCE = "Five soldiers were killed and twelve wounded in fighting in %s on Tuesday, officials said."


def what_is_wrong(name, country, places):
    known = [place for place in places if "name" in place]
    if not known:
        return "is not found"
    place = known[0]
    if country and place.get("country") != country:
        return "is taken for %s, %s" % (place["name"], place.get("country") or "no country")
    return "is found as %s only" % place["text"] if len(place["text"]) < len(name) - 4 else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("place_tool", "lexicon", "model"):
        parser.add_argument(name)
    parser.add_argument("--least", type=float, default=0)
    options = parser.parse_args()
    with open(LIST, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("|") for line in file if not line.startswith("#")]
    lines = "".join(json.dumps({"id": str(i), "date": "2024-05-01", "text": SENTENCE % name}) + "\n" for i, (name, _) in enumerate(rows))
    run = subprocess.run([options.place_tool, options.lexicon, options.model], input=lines, capture_output=True, text=True, check=True)
    wrong = 0
    for document in map(json.loads, run.stdout.splitlines()):
        name, country = rows[int(document["id"])]
        what = what_is_wrong(name, country, document["places"])
        if what:
            wrong += 1
            print("%s %s" % (name, what))
    right = (len(rows) - wrong) / len(rows)
    print("%d places, right %.3f" % (len(rows), right))
    good = right >= options.least
    if options.least:
        print("%d passed, %d failed" % (good, not good))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
