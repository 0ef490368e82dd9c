"""Marked sentences to documents with mentions, and what the program sees of them (relate_dump)."""
import csv
import glob
import json
import os
import random
import re
import subprocess

TYPES = ("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
         "COERCE ASSAULT").split()
ROOTS = [t for t in TYPES if t not in ("CONCEDE", "RETREAT")] + ["YIELD"]
TAG = re.compile(r"</?[st]>")


def unmark(marked):
    """The plain text and its mentions: [(role, start, end)] in code points."""
    text, mentions, open_at, last = "", [], {}, 0
    for tag in TAG.finditer(marked):
        text += marked[last:tag.start()]
        last = tag.end()
        name = tag.group()[-2]
        if tag.group()[1] != "/":
            open_at[name] = len(text)
        elif name in open_at:
            start = open_at.pop(name)
            end = len(text.rstrip()) if text[start:].strip() else len(text)
            if end > start:
                mentions.append(("actor" if name == "s" else "recipient", start, end))
    return text + marked[last:], mentions


def document(key, marked):
    text, mentions = unmark(marked)
    return {"id": key, "text": text, "date": "2020-01-09", "mentions": [{"role": r, "span": [a, b]} for r, a, b in mentions]}


def read_plv(path):
    """[(id, marked sentence, root)]"""
    with open(path, encoding="utf8") as f:
        rows = list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [("plv-%d" % i, r["marked_sentence"], r["gold_root"]) for i, r in enumerate(rows)]


def read_sentences(paths):
    """`TYPE | sentence`, # comments: [(id, marked sentence, type)]"""
    out = []
    for path in paths:
        for number, line in enumerate(open(path, encoding="utf8"), 1):
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            kind, _, marked = line.partition("|")
            kind, marked = kind.strip(), marked.strip()
            assert kind in TYPES, "%s:%d: no type %r" % (path, number, kind)
            assert "<s>" in marked, "%s:%d: no actor" % (path, number)
            out.append(("%s:%d" % (path.split("/")[-1], number), marked, kind))
    return out


def see(rows, tool="build/train/relate/relate_dump", pack="build/casus.pack"):
    """What the program sees: id -> {"features": [...], "words": [...]}."""
    lines = "\n".join(json.dumps(document(key, marked)) for key, marked, _ in rows) + "\n"
    done = subprocess.run([tool, pack], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    return {one["id"]: one for one in map(json.loads, done.stdout.decode().splitlines())}


def folds(rows, count=5, seed=7):
    """A fold for each row; sentences that are told twice (the same words) stay together."""
    keys = {}
    for key, marked, _ in rows:
        keys.setdefault(re.sub(r"\W+", " ", TAG.sub("", marked)).lower().strip(), []).append(key)
    groups = sorted(keys)
    random.Random(seed).shuffle(groups)
    return {key: i % count for i, group in enumerate(groups) for key in keys[group]}


def hash_feature(text):
    h = 2166136261
    for byte in text.encode("utf8"):
        h = ((h ^ byte) * 16777619) & 0xFFFFFFFF
    return h


def mark(text, start, end, tag):
    return text[:start] + "<%s>" % tag + text[start:end] + "</%s>" % tag + text[end:]


def mark_both(text, actor, recipient):
    """TEXT with the first places of the two strings marked, or None where they are not there or overlap."""
    places = []
    for name, tag in ((actor, "s"), (recipient, "t")):
        at = re.search(r"\b%s\b" % re.escape(name), text)
        if not at:
            return None
        places.append((at.start(), at.end(), tag))
    places.sort(reverse=True)
    if places[1][1] > places[0][0]:
        return None
    for start, end, tag in places:
        text = mark(text, start, end, tag)
    return text


def read_codebook(folder):
    """The codebook's own `yes` sentences that name both roles."""
    out = []
    for path in sorted(glob.glob(os.path.join(folder, "*.txt"))):
        kind = None
        for number, line in enumerate(open(path, encoding="utf8"), 1):
            words = line.split()
            if words[:1] == ["type"]:
                kind = words[1]
            if words[:1] != ["yes"] or kind not in TYPES or "->" not in line or " = " not in line:
                continue
            text, _, roles = line.strip()[3:].strip().rpartition(" = ")
            actors, _, recipients = roles.partition("->")
            actors = [a.strip() for a in actors.split(",") if a.strip()]
            recipients = [r.strip() for r in re.split(r"[,;]", recipients.split(";")[0]) if r.strip()]
            if not recipients and len(actors) == 2:
                actors, recipients = actors[:1], actors[1:]
            if not actors or not recipients:
                continue
            marked = mark_both(text.strip(), actors[0], recipients[0])
            if marked:
                out.append(("codebook-%s:%d" % (os.path.basename(path), number), marked, kind))
    return out
