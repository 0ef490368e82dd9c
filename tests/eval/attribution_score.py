#!/usr/bin/env python3
"""Score the speakers of casus's records on PolNeAR (Newell et al. 2018), who annotated source, cue and content.

    attribution_score.py POLNEAR_DEV.tar.xz [CASUS]

An event counts when its trigger lies inside an annotated content that has a source; the innermost content decides. Its
speaker is right when one of casus's speakers shares a character with one of the source's spans, or names the same words
(the annotators mark "he" or the name, whichever the sentence has; casus may give the other mention of the same chain; a relative pronoun is the phrase right before it).
Printed: how many such events there are, the share with the right, a wrong and no speaker; and the share of events outside
all contents to which casus gave a speaker.
"""
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile


def read_annotations(text):
    spans, events = {}, []
    for line in text.splitlines():
        fields = line.split("\t")
        if line.startswith("T"):
            kind, places = fields[1].split(" ", 1)
            spans[fields[0]] = (kind, [tuple(int(n) for n in place.split()) for place in places.split(";")])
        elif line.startswith("E"):
            roles = {}
            for part in fields[1].split():
                role, target = part.split(":")
                roles.setdefault(re.sub(r"\d+$", "", role), []).append(target)
            events.append(roles)
    attributions = []
    for roles in events:
        content = [place for target in roles.get("Content", []) for place in spans[target][1]]
        source = [place for target in roles.get("Source", []) for place in spans[target][1]]
        if content and source:
            attributions.append((content, source))
    return attributions


def overlap(a, b):
    return max(a[0], b[0]) < min(a[1], b[1])


def gold_source(attributions, trigger):
    inside = [(max(p[1] for p in content) - min(p[0] for p in content), source) for content, source in attributions
              if any(place[0] <= trigger[0] and trigger[1] <= place[1] for place in content)]
    return min(inside)[1] if inside else None


WORDS = re.compile(r"\w+")
EMPTY = set("the a an of in for and mr mrs ms dr he she they who it his her their".split())


def content_words(text):
    return {word.lower() for word in WORDS.findall(text)} - EMPTY


RELATIVE = ("who", "which", "that", "whom")


def same_speaker(speaker, source, text):
    if any(overlap(speaker["span"], place) for place in source):
        return True
    if any(text[a:b].lower() in RELATIVE and 0 <= a - speaker["span"][1] <= 3 for a, b in source):
        return True
    gold = set().union(*(content_words(text[a:b]) for a, b in source))
    mine = content_words(speaker["text"]) | content_words(speaker.get("name", ""))
    return bool(gold & mine)


def main():
    archive, casus = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "build/casus"
    counts = {"right": 0, "wrong": 0, "none": 0, "outside": 0, "outside with speaker": 0}
    verbose = os.environ.get("VERBOSE")
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(archive) as tar:
            tar.extractall(folder)
        notes_folder, text_folder = (os.path.join(folder, "dev", part) for part in ("attributions", "text"))
        for name in sorted(os.listdir(notes_folder)):
            path = os.path.join(text_folder, re.sub(r"(_[0-9a-f]+)?\.ann$", "", name))
            found = [n for n in os.listdir(text_folder) if os.path.join(text_folder, n).startswith(path)]
            if not found:
                path = None
                stem = re.sub(r"\.ann$", "", name)
                found = [n for n in os.listdir(text_folder) if stem.startswith(n[:-4][:40]) or n.startswith(stem[:40])]
            if not found:
                continue
            source_file = os.path.join(text_folder, found[0])
            text = open(source_file, encoding="utf-8", newline="").read()
            attributions = read_annotations(open(os.path.join(notes_folder, name), encoding="utf-8").read())
            run = subprocess.run([casus, "code", "-f", "jsonl", "--from", "text", source_file], capture_output=True, text=True, check=False)
            for line in run.stdout.splitlines():
                record = json.loads(line)
                if record["kind"] not in ("event", "relation"):
                    continue
                source = gold_source(attributions, record["trigger"]["span"])
                speakers = record.get("attribution", {}).get("speaker", [])
                if source is None:
                    counts["outside"] += 1
                    counts["outside with speaker"] += bool(speakers)
                    continue
                verdict = "none" if not speakers else "right" if any(same_speaker(s, source, text) for s in speakers) else "wrong"
                counts[verdict] += 1
                if verbose and verdict != "right":
                    print("%s: %s | gold %s | casus %s | %s" % (verdict, record["trigger"]["text"],
                          "; ".join(text[a:b] for a, b in source), "; ".join(s["text"] for s in speakers), record["text"]))
    inside = counts["right"] + counts["wrong"] + counts["none"]
    print("events inside an attribution with a source: %d" % inside)
    for verdict in ("right", "wrong", "none"):
        print("  speaker %-6s %4d  %.3f" % (verdict, counts[verdict], counts[verdict] / max(1, inside)))
    given = counts["right"] + counts["wrong"]
    print("right among those with a speaker: %.3f" % (counts["right"] / max(1, given)))
    print("events outside: %d, with a speaker: %d" % (counts["outside"], counts["outside with speaker"]))


if __name__ == "__main__":
    main()
