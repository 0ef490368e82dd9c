#!/usr/bin/env python3
"""Score "did it happen?" on MEANTIME (Minard et al. 2016): events of Wikinews stories with certainty, polarity and time.

    factuality_score.py MEANTIME.tar.xz [FACTUALITY_TOOL [PACK]]

Each EVENT_MENTION is asked for by its first token that casus reads as a predicate, else its last word, whether casus
would code it or not; auxiliaries, copulas and particles stand for the predicate that they belong to. The gold's
attributes become casus's five standings, the first that fits:
    polarity NEG                         negated
    special_cases COND_*                 conditional
    certainty POSSIBLE or PROBABLE       possible
    time FUTURE                          planned
    else                                 actual
UNDERSPECIFIED says nothing: the other attributes decide. GEN (generic) events count like others, since casus has no
generic standing. Mentions without any of the attributes were not annotated and are left out. Texts are put together from
the gold's tokens, a paragraph for each sentence. Of annotations in more than one folder, intra_cross-doc_annotation counts.
VERBOSE=1 prints the errors.
"""
import collections
import json
import os
import re
import subprocess
import sys
import tarfile
import xml.etree.ElementTree as ElementTree

CLASSES = ("actual", "negated", "planned", "conditional", "possible")
NO_SPACE_BEFORE = re.compile(r"^([.,;:!?%)\]}]|'s|n't|'|''|'re|'ve|'ll|'d|'m)$")
NO_SPACE_AFTER = re.compile(r"^([(\[{$]|``)$")


def gold_class(attributes):
    if attributes.get("polarity") == "NEG":
        return "negated"
    if attributes.get("special_cases", "").startswith("COND"):
        return "conditional"
    if attributes.get("certainty") in ("POSSIBLE", "PROBABLE"):
        return "possible"
    return "planned" if attributes.get("time") == "FUTURE" else "actual"


def read_document(root):
    """The text, the spans of tokens by id, and the events as (token ids, class)."""
    text, spans, sentence, glue, quote_open = "", {}, None, True, False
    for token in root.iter("token"):
        word = token.text or ""
        if token.get("sentence") != sentence:
            sentence, glue, quote_open = token.get("sentence"), True, False
            text += "\n\n" if text else ""
        closes = word == '"' and quote_open
        if not glue and not NO_SPACE_BEFORE.match(word) and not closes:
            text += " "
        if word == '"':
            quote_open = not quote_open
        spans[token.get("t_id")] = (len(text), len(text) + len(word))
        text += word
        glue = bool(NO_SPACE_AFTER.match(word)) or (word == '"' and quote_open)
    events = []
    for mention in root.iter("EVENT_MENTION"):
        tokens = [anchor.get("t_id") for anchor in mention.findall("token_anchor")]
        if tokens and any(mention.get(name) for name in ("certainty", "polarity", "time")):
            events.append((tokens, gold_class(mention.attrib)))
    created = [timex.get("value", "") for timex in root.iter("TIMEX3") if timex.get("functionInDocument") == "CREATION_TIME"]
    return text, spans, events, (created or [""])[0][:10]


def read_archive(path):
    documents = {}
    with tarfile.open(path) as tar:
        for member in tar.getmembers():
            if member.name.endswith(".xml") and "intra_cross-doc_annotation" in member.name:
                documents[os.path.basename(member.name)] = read_document(ElementTree.parse(tar.extractfile(member)).getroot())
    return documents


def run_tool(tool, pack, documents):
    lines = "".join(json.dumps({"id": name, "text": text, **({"date": day} if len(day) == 10 else {})}) + "\n" for name, (text, _, _, day) in sorted(documents.items()))
    output = subprocess.run([tool, pack], input=lines, capture_output=True, text=True, check=True).stdout
    standings = collections.defaultdict(list)
    for line in output.splitlines():
        name, start, end, kind, standing, _ = line.split("\t")
        standings[name].append((int(start), int(end), kind, standing))
    return standings


def standing_of(words, tokens, spans):
    found = []
    for token in tokens:
        start, end = spans[token]
        found += [(kind, standing) for word_start, word_end, kind, standing in words if max(start, word_start) < min(end, word_end)]
    verbs = [standing for kind, standing in found if kind == "verb"]
    return (verbs or [standing for _, standing in found[-1:]] or [None])[0]


def main():
    archive = sys.argv[1]
    tool = sys.argv[2] if len(sys.argv) > 2 else "build/tests/eval/factuality_tool"
    pack = sys.argv[3] if len(sys.argv) > 3 else "build/casus.pack"
    documents = read_archive(archive)
    standings = run_tool(tool, pack, documents)
    confusion, missing = collections.Counter(), 0
    for name, (text, spans, events, _) in sorted(documents.items()):
        for tokens, gold in events:
            mine = standing_of(standings[name], tokens, spans)
            missing += mine is None
            confusion[gold, mine or "actual"] += 1
            if os.environ.get("VERBOSE") and (mine != gold or os.environ["VERBOSE"] == "all"):
                start, end = spans[tokens[-1]]
                line = text[text.rfind("\n", 0, start) + 1:start] + "[[" + text[start:end] + "]]" + text[end:(text + "\n").find("\n", end)]
                print("gold %s, casus %s: %s" % (gold, mine, line))
    scores = []
    print("%-12s %5s %9s %6s %6s" % ("", "gold", "precision", "recall", "F1"))
    for name in CLASSES:
        right = confusion[name, name]
        gold = sum(n for (g, _), n in confusion.items() if g == name)
        given = sum(n for (_, m), n in confusion.items() if m == name)
        precision, recall = right / max(1, given), right / max(1, gold)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        if gold:
            scores.append(f1)
        print("%-12s %5d %9.3f %6.3f %6.3f" % (name, gold, precision, recall, f1))
    total = sum(confusion.values())
    print("events %d, accuracy %.3f, macro F1 %.3f, without a standing %d" % (
        total, sum(n for (g, m), n in confusion.items() if g == m) / max(1, total), sum(scores) / max(1, len(scores)), missing))


if __name__ == "__main__":
    main()
