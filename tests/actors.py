#!/usr/bin/env python3
"""Who is who: sentences of tests/corpus/actors.txt with the actors that their records must have.

A sentence stands behind "=== DATE ", under it its actors, one a line: MENTION = NAME (CODE). Each must be an actor, a
recipient or a speaker of some record of that sentence; a line "not MENTION = NAME" must be none.
"""
import json
import os
import subprocess
import sys


def read_cases(path):
    cases = []
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        line = line.rstrip("\n")
        if line.startswith("=== "):
            date, text = line[4:].split(" ", 1)
            cases.append({"line": number, "date": date, "text": text, "wanted": []})
        elif line and not line.startswith("#"):
            cases[-1]["wanted"].append((number, line))
    return cases


def actors_by_case(casus, cases):
    lines = "".join(json.dumps({"id": str(i), "date": case["date"], "text": case["text"]}) + "\n" for i, case in enumerate(cases))
    run = subprocess.run([casus, "code", "-f", "jsonl", "-"], input=lines, capture_output=True, text=True, check=True)
    found, case = [set() for _ in cases], 0
    for line in run.stdout.splitlines():
        record = json.loads(line)
        if record["kind"] == "document":
            case = int(record["source_id"])
            continue
        everybody = record.get("actor", []) + record.get("recipient", []) + record.get("attribution", {}).get("speaker", [])
        for actor in everybody:
            found[case].add("%s = %s (%s)" % (actor["text"], actor.get("name", ""), actor.get("code", "-")))
    return found


def main():
    path = os.path.join(os.environ["CASUS_SOURCE"], "tests/corpus/actors.txt")
    cases = read_cases(path)
    passed = failed = 0
    for case, found in zip(cases, actors_by_case(os.environ["CASUS"], cases)):
        for number, wanted in case["wanted"]:
            right = not any(actor.startswith(wanted[4:] + " (") for actor in found) if wanted.startswith("not ") else wanted in found
            passed, failed = passed + right, failed + (not right)
            if not right:
                print("%s:%d: %s\n    wanted %s\n    found  %s" % (path, number, case["text"], wanted, "\n           ".join(sorted(found))))
    print("%d passed, %d failed" % (passed, failed))
    sys.exit(failed > 0 or passed == 0)


main()
