#!/usr/bin/env python3
"""Learn lexicon/en/actors/home.trees from corrected records: which country somebody is of whose own words do not say it.

    fit.py BUILD SHARED [--out FILE]

BUILD holds casus and train/home/home_dump, SHARED the corpus of current events. Needs scikit-learn (Debian: python3-sklearn). A case is a mention that takes part in
an act and a country of its text; it is right where the corrected party has that country. Items kept aside (train/confidence/corrections.py) are not
learned from; the figures at the end are of those.
"""
import argparse
import collections
import hashlib
import os
import re
import subprocess
import sys
import tempfile

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy
from sklearn.ensemble import HistGradientBoostingClassifier

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.join(HERE, "..", "..")
sys.path.insert(0, os.path.join(HERE, "..", "confidence"))
import corrections  # noqa: E402
from trees import write_trees  # noqa: E402

FOLDS = 6
TREES = dict(max_iter=50, learning_rate=0.1, max_leaf_nodes=5, min_samples_leaf=12, l2_regularization=3.0)
NONE_WEIGHT = 0.05  # of whom the readers let stand without a country, whether or not the text tells it
ANYBODY = {"CVL", "UAF", "CRM", "REF"}
LEAVE, CHANGE = -0.3, 1.5  # as src/entity/home_choose.c has them

Mention = collections.namedtuple("Mention", "row span sector given cases gold weight")  # cases: [(country, features)]; gold: a country, or "" for none


def feature_names():
    header = open(os.path.join(SOURCE, "src", "entity", "home.h"), encoding="utf-8").read()
    return re.findall(r'^\tX\(\w+, "([^"]+)"\)', header, re.M)


def dump(build, items, rows):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        corrections.write_articles(items, rows, file.name)
        with open(file.name, encoding="utf-8") as source:
            return subprocess.run([build + "/train/home/home_dump", build + "/casus.pack"], stdin=source, capture_output=True, text=True, check=True).stdout


def gold_of(parties, start, end, text):
    """The corrected code of the mention whose head is at the bytes START to END: None where it is no party or its code is not known."""
    found = None
    for party in parties:
        here = (len(text[:party.start].encode()), len(text[:party.end].encode()))
        if here[0] <= start and end <= here[1]:
            if found is None or party.end - party.start < found[0]:
                found = (party.end - party.start, party.code)
    return None if found is None or found[1] == "?" else found[1]


def country_of(code, countries):
    return code[:3] if code[:3] in countries else ""


def read_mentions(lines, items, read, countries):
    parties = collections.defaultdict(list)
    for correction in read:
        if correction.right != "none":
            parties[correction.row] += correction.actors + correction.recipients
    grouped = collections.defaultdict(list)
    for line in lines.splitlines():
        fields = line.split("\t")
        grouped[tuple(fields[:8])].append((fields[8], [float(field) for field in fields[9:]]))
    mentions, names = [], feature_names()
    for (row, _, first, last, start, end, sector, given), cases in grouped.items():
        row = int(row)
        code = gold_of(parties[row], int(start), int(end), items[row][1])
        if code is None:
            continue
        gold = country_of(code, countries)
        seen = dict(zip(names, cases[0][1]))
        if sector in ANYBODY or seen["foreign"] or (sector == "" and (seen["kind"] != 0 or seen["class"] not in (0, 1))):
            continue
        weight = 1.0 if gold else NONE_WEIGHT
        mentions.append(Mention(row, (int(first), int(last)), sector, given, cases, gold, weight))
    return mentions


def examples(mentions):
    seen, label, weight = [], [], []
    for mention in mentions:
        for country, features in mention.cases:
            seen.append(features)
            label.append(country == mention.gold)
            weight.append(mention.weight)
    return numpy.array(seen), numpy.array(label), numpy.array(weight)


def fit(mentions):
    seen, label, weight = examples(mentions)
    return HistGradientBoostingClassifier(random_state=1, **TREES).fit(seen, label, sample_weight=weight)


def choose(model, mention, leave=LEAVE, change=CHANGE):
    odds = model.decision_function(numpy.array([features for _, features in mention.cases]))
    best = int(numpy.argmax(odds))
    country = mention.cases[best][0]
    given = [odds[i] for i, (c, _) in enumerate(mention.cases) if c == mention.given]
    if mention.given == "":
        return country if odds[best] > leave else ""
    if country != mention.given and given and odds[best] > given[0] + change and odds[best] > leave:
        return country
    return mention.given


def report(name, mentions, model_of, leave=LEAVE, change=CHANGE):
    counts = collections.Counter()
    for m in mentions:
        chosen = choose(model_of(m), m, leave, change)
        kind = "told" if m.gold else "none"
        counts[kind] += 1
        counts[kind + " rules right"] += m.given == m.gold
        counts[kind + " rules wrong"] += m.given not in ("", m.gold)
        counts[kind + " right"] += chosen == m.gold
        counts[kind + " wrong"] += chosen not in ("", m.gold)
    print(name, dict(counts))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("shared")
    parser.add_argument("--out", default=os.path.join(SOURCE, "lexicon", "en", "actors", "home.trees"))
    parser.add_argument("--dump", default=None)
    args = parser.parse_args()
    items = corrections.read_items(args.shared)
    read = corrections.read(os.path.join(HERE, "..", "confidence", "corrections.tsv"))
    rows = sorted({c.row for c in read})
    lines = dump(args.build, items, rows)
    countries = {line.split("|")[0].strip() for line in open(os.path.join(SOURCE, "lexicon", "en", "actors", "countries.txt"), encoding="utf-8") if "|" in line and line[0] != "#"}
    mentions = read_mentions(lines, items, read, countries)
    train, aside = ([m for m in mentions if corrections.is_kept_aside(m.row) == kept] for kept in (False, True))
    fold = lambda row: int(hashlib.md5(("fold %d" % row).encode()).hexdigest(), 16) % FOLDS
    models = [fit([m for m in train if fold(m.row) != k]) for k in range(FOLDS)]
    report("learned from, by trees that have not seen the item", train, lambda m: models[fold(m.row)])
    model = fit(train)
    report("kept aside", aside, lambda m: model)
    with open(args.out, "w", encoding="utf-8") as out:
        out.write(write_trees(model, feature_names(), "Which country somebody is of whose own words do not say it.", "train/home/fit.py"))
    return train, aside, models, fold, model


if __name__ == "__main__":
    main()
