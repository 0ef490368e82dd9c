#!/usr/bin/env python3
"""Learn lexicon/en/confidence from corrected records.

    fit.py BUILD SHARED [--out FOLDER] [--work FOLDER] [--silver 45000]

BUILD holds casus and train/confidence/confidence_dump; SHARED the corpus of current events. Needs scikit-learn (Debian: python3-sklearn). Four steps,
each on what the program itself prints with what is learned so far:

1. Habits of acts, bents of words and the trees prior-*: from records of items that nobody read, as the codebook codes them. What tells that the
   codebook has put somebody into a role is hidden, so that they learn what such a role looks like.
2. The trees actor and recipient: from corrections.tsv.
3. The trees sure: from the same, each record weighed by trees that have not seen its item.
4. The figures of docs/accuracy.md, on items kept aside.
"""
import argparse
import collections
import hashlib
import math
import os
import random
import re
import shutil
import subprocess
import tempfile

os.environ.setdefault("OMP_NUM_THREADS", "1")  # small data: threads only wait for each other

import numpy
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import log_loss, roc_auc_score

import corrections
from trees import write_trees

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.join(HERE, "..", "..")
MAKER = "train/confidence/fit.py"
HIDDEN = ["given", "held", "to-given", "given-conjunct", "given-inside", "same-country", "habit", "other-habit", "bent", "other-bent", "prior", "other-prior"]
FOLDS = 8
PRIOR = dict(max_iter=50, learning_rate=0.25, max_leaf_nodes=12, min_samples_leaf=40, max_bins=64)
ROLE = dict(max_iter=80, learning_rate=0.09, max_leaf_nodes=8, min_samples_leaf=15, l2_regularization=2.0)
AMOUNTS = set("thousand hundred ten dozen score million group number crowd majority some one most many several handful couple pair series all half lot".split())
SURE = dict(max_iter=150, learning_rate=0.03, max_leaf_nodes=8, min_samples_leaf=25, l2_regularization=3.0)


def feature_names():
    header = open(os.path.join(SOURCE, "src", "confidence", "seen.h"), encoding="utf-8").read()
    party = re.findall(r'^\tX\(\w+, "([^"]+)"\)', header, re.M)
    of_role = re.findall(r"X\(role##_(\w+)\)", header)
    rest = re.findall(r"X\((\w+)\)", header[header.index("RECORD_FEATURES_OF_ROLE(X, RECIPIENT)"):header.index("enum record_feature")])
    return party, of_role, ["ACTOR_" + name for name in of_role] + ["RECIPIENT_" + name for name in of_role] + rest


NAMES, OF_ROLE, RECORD_NAMES = feature_names()
AT = {name: i for i, name in enumerate(NAMES)}

Row = collections.namedtuple("Row", "role head span trigger depth act word type code seen")


# --- what the program sees ---------------------------------------------------------------------------

class Program:
    def __init__(self, build, shared, out, work):
        self.build, self.out, self.work = build, out, work
        self.items = corrections.read_items(shared)
        self.lexicon = os.path.join(work, "lexicon")
        shutil.copytree(os.path.join(SOURCE, "lexicon"), self.lexicon, dirs_exist_ok=True)

    def dump(self, what, rows, name):
        articles, lines, pack = (os.path.join(self.work, name + end) for end in (".jsonl", ".tsv", ".pack"))
        corrections.write_articles(self.items, rows, articles)
        models = [os.path.join(SOURCE, "model", file) for file in ("en.casusmodel", "en.relate.casusmodel")]
        subprocess.run([self.build + "/casus", "pack", "--output", pack, "--model", models[0], "--model", models[1], self.lexicon], check=True)
        with open(articles, encoding="utf-8") as source, open(lines, "w", encoding="utf-8") as target:
            subprocess.run([self.build + "/train/confidence/confidence_dump", what, pack], stdin=source, stdout=target, check=True)
        return lines

    def write(self, file, text):
        for folder in (os.path.join(self.lexicon, "en", "confidence"), self.out):
            os.makedirs(folder, exist_ok=True)
            with open(os.path.join(folder, file), "w", encoding="utf-8") as out:
                out.write(text)


def read_parties(file):
    """{(row of the corpus, record): [Row]}"""
    records = collections.defaultdict(list)
    for line in open(file, encoding="utf-8"):
        fields = line.rstrip("\n").split("\t")
        numbers = [int(field) for field in fields[2:10]]
        records[int(fields[0]), fields[1]].append(Row(numbers[0], tuple(numbers[1:3]), tuple(numbers[3:5]), tuple(numbers[5:7]), numbers[7], fields[10].lower(),
                                                      fields[11].lower(), fields[12], fields[13], [float(field) for field in fields[14:]]))
    return records


# --- 1: what records look like -----------------------------------------------------------------------------

def smooth(hits, seen, key, base, weight=8):
    return (hits[key] + base * weight) / (seen[key] + weight)


def odds(share):
    return math.log(share / (1 - share))


def learn_habits(program, records):
    told, acts, has, words = (collections.Counter() for _ in range(4))
    for (_, record), rows in records.items():
        for role in (0, 1):
            own = [row for row in rows if row.role == role]
            for key in ((own[0].type, own[0].act, role), (own[0].type, "*", role)):
                acts[key] += 1
                told[key] += own[0].seen[AT["held"]] > 0
            for row in own:
                if row.seen[AT["held"]] == 0:
                    continue
                for key in ((row.type, row.word, role), ("*", row.word, role), (row.type, "*", role), ("*", "*", role)):
                    words[key] += 1
                    has[key] += row.seen[0] == 2
    program.write("acts.txt", "# How often acts have an actor and a recipient told, by type and lemma. Made by train/confidence/fit.py.\n" + "".join(
        "%s %s %.2f %.2f\n" % (kind, act, *(smooth(told, acts, (kind, act, role), smooth(told, acts, (kind, "*", role), 0.5)) for role in (0, 1)))
        for kind, act in sorted({key[:2] for key in acts if (acts[key] >= 3 or key[1] == "*") and " " not in key[1]})))

    def bent(kind, word, role):
        base = smooth(has, words, (kind, "*", role), 0.2)
        if kind != "*" and word != "*":
            base = smooth(has, words, ("*", word, role), base)
        return odds(smooth(has, words, (kind, word, role), base))

    program.write("words.txt", "# Log-odds that a party of this word acts, and is acted upon, by type and lemma. Made by train/confidence/fit.py.\n" + "".join(
        "%s %s %.2f %.2f\n" % (kind, word, bent(kind, word, 0), bent(kind, word, 1))
        for kind, word in sorted({key[:2] for key in words if words[key] >= 4 and key[1] and " " not in key[1]})))


def learn_prior(program, records):
    shown = [i for i, name in enumerate(NAMES) if name not in HIDDEN]
    for role, name in enumerate(("actor", "recipient")):
        rows = [row for rows in records.values() for row in rows if row.role == role and row.seen[AT["held"]] > 0]
        model = HistGradientBoostingClassifier(random_state=1, **PRIOR)
        model.fit(numpy.array([[row.seen[i] for i in shown] for row in rows]), numpy.array([row.seen[0] == 2 for row in rows]))
        program.write("prior-%s.trees" % name, write_trees(model, [NAMES[i] for i in shown], "What the %s of a coded record looks like." % name, MAKER))
        print("prior %s: %d mentions" % (name, len(rows)))


# --- 2: who has a role ------------------------------------------------------------------------------------------

def of_amount(rows, i):
    """For "thousands" of "thousands of people": the people, where the codebook has put those into the role."""
    inside = [k for k, row in enumerate(rows) if k != i and row.seen[AT["given"]] == 2 and row.span[0] >= rows[i].span[0] and row.span[1] <= rows[i].span[1]]
    amount = rows[i].word in AMOUNTS or rows[i].word[:1].isdigit()
    return inside[0] if amount and rows[i].seen[AT["given"]] < 2 and len(inside) == 1 else i


def gold_heads(parties, rows, text):
    """Which of ROWS (of one role) stand for the corrected parties; whether all of these are found; whether each is known for who it is."""
    found, all_there, known = set(), True, True
    for party in parties:
        start, end = (len(text[:at].encode()) for at in (party.start, party.end))
        inside = [(row.depth, row.span[0] - row.span[1], i) for i, row in enumerate(rows) if row.head[0] >= start and row.head[1] <= end]
        around = [(row.depth, 0, i) for i, row in enumerate(rows) if row.span[0] <= start and row.span[1] >= end]
        if inside or around:
            best = of_amount(rows, min(inside or around)[2])
            found.add(best)
            known = known and corrections.is_code_right(party.code, rows[best].code)
        else:
            all_there = False
    return found, all_there, known


Case = collections.namedtuple("Case", "row record right rows labels complete known")


def match(program, records, read):
    """Corrections beside the records that the program makes now: by item, type and trigger."""
    cases = []
    by_row = collections.defaultdict(list)
    for (row, record), rows in records.items():
        by_row[row].append((record, rows))
    for correction in read:
        text = program.items[correction.row][1]
        start = len(text[:correction.trigger[0]].encode())
        for record, rows in by_row[correction.row]:
            if rows[0].type != correction.type or rows[0].trigger[0] != start:
                continue
            labels, complete, known = [], [], True
            for role, parties in enumerate((correction.actors, correction.recipients)):
                own = [row for row in rows if row.role == role]
                found, there, same = gold_heads(parties, own, text)
                labels.append([i in found for i in range(len(own))])
                complete.append(there)
                known = known and same
            cases.append(Case(correction.row, record, correction.right, rows, labels, complete, known))
            by_row[correction.row].remove((record, rows))
            break
    return cases


def fold_of(row):
    return int(hashlib.md5(("fold %d" % row).encode()).hexdigest(), 16) % FOLDS


def examples(cases, role):
    seen, label = [], []
    for case in cases:
        if case.right == "none":
            continue
        own = [row for row in case.rows if row.role == role]
        seen += [row.seen for row in own]
        label += case.labels[role]
    return numpy.array(seen), numpy.array(label)


def fit_role(cases, role):
    return HistGradientBoostingClassifier(random_state=1, **ROLE).fit(*examples(cases, role))


def learn_roles(program, train):
    """The trees, written; and for each case of TRAIN the odds by trees that have not seen its item."""
    unseen = {}
    models = []
    for role, name in enumerate(("actor", "recipient")):
        model = fit_role(train, role)
        models.append(model)
        program.write(name + ".trees", write_trees(model, NAMES, "Whether a mention is the %s of an act, from corrected records." % name, MAKER))
        for fold in range(FOLDS):
            rest = fit_role([case for case in train if fold_of(case.row) != fold], role)
            for case in train:
                if fold_of(case.row) == fold:
                    unseen[case.row, case.record, role] = ask(rest, case, role)
    return models, unseen


def ask(model, case, role):
    own = [row.seen for row in case.rows if row.role == role]
    return model.predict_proba(numpy.array(own))[:, 1] if own else []


# --- 3: how sure a record is ---------------------------------------------------------------------------------------

def standing(case):
    """Which mentions the codebook has put into each role."""
    return [[row.seen[AT["given"]] == 2 for row in case.rows if row.role == role] for role in (0, 1)]


def see_record(case, odds_of, has, seen):
    """The features of the record with these odds; src/confidence/record.c does the same."""
    seen = list(seen)
    for role, prefix in enumerate(("ACTOR_", "RECIPIENT_")):
        own = [row for row in case.rows if row.role == role]
        given = [i for i in range(len(own)) if has[role][i]]
        rest = [i for i in range(len(own)) if not has[role][i]]
        o = odds_of[role]
        values = {"COUNT": len(given), "LEAST": min([o[i] for i in given], default=-1), "MISSED": max([o[i] for i in rest], default=-1),
                  "ALL_MISSED": sum(o[i] for i in rest), "RIGHT": math.prod([o[i] for i in given] + [1 - o[i] for i in rest])}
        for name in OF_ROLE[OF_ROLE.index("KIND"):]:
            values[name] = own[given[0]].seen[AT[name.lower()]] if given else -99
        for name, value in values.items():
            seen[RECORD_NAMES.index(prefix + name)] = value
    return seen


def is_right(case, has):
    return case.right == case.rows[0].type and case.known and all(has[role] == case.labels[role] and case.complete[role] for role in (0, 1))


def read_records(file):
    result = {}
    for line in open(file, encoding="utf-8"):
        fields = line.rstrip("\n").split("\t")
        result[int(fields[0]), fields[1]] = [float(field) for field in fields[3:]]
    return result


def record_examples(cases, odds_of, seen):
    rows, labels = [], []
    for case in cases:
        odds_here = odds_of(case)
        has = standing(case)
        rows.append(see_record(case, odds_here, has, seen[case.row, case.record]))
        labels.append(is_right(case, has))
    return numpy.array(rows), numpy.array(labels)


# --- 4: figures ------------------------------------------------------------------------------------------------------

def report(name, labels, chance):
    order = numpy.argsort(-chance)
    print("%s: AUC %.3f, log loss %.3f; right among the surest %s" % (name, roc_auc_score(labels, chance), log_loss(labels, chance), ", ".join(
        "%d %%: %.3f" % (share, labels[order[:int(len(order) * share / 100)]].mean()) for share in (25, 50, 75, 80, 90, 100))))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("shared")
    parser.add_argument("--out", default=os.path.join(SOURCE, "lexicon", "en", "confidence"))
    parser.add_argument("--work", default=None)
    parser.add_argument("--silver", type=int, default=45000)
    args = parser.parse_args()
    work = args.work or tempfile.mkdtemp()
    os.makedirs(work, exist_ok=True)
    program = Program(args.build, args.shared, args.out, work)
    read = corrections.read(os.path.join(HERE, "corrections.tsv"))
    rows = sorted({correction.row for correction in read})
    for name in ("prior-actor", "prior-recipient", "actor", "recipient", "sure"):
        program.write(name + ".trees", "= -5\n")
    for name in ("acts", "words"):
        program.write(name + ".txt", "")

    others = sorted(set(range(len(program.items))) - set(rows))
    silver = read_parties(program.dump("parties", sorted(random.Random(5).sample(others, args.silver)), "silver"))
    learn_habits(program, silver)
    learn_prior(program, silver)
    del silver

    cases = match(program, read_parties(program.dump("parties", rows, "corrected")), read)
    seen = read_records(program.dump("records", rows, "records"))
    train, aside = ([case for case in cases if corrections.is_kept_aside(case.row) == kept] for kept in (False, True))
    print("%d records corrected, %d coded now: %d to learn from, %d kept aside" % (len(read), len(cases), len(train), len(aside)))
    models, unseen = learn_roles(program, train)
    known = lambda case: [unseen[case.row, case.record, role] for role in (0, 1)]
    fresh = lambda case: [ask(models[role], case, role) for role in (0, 1)]
    for role, name in enumerate(("actor", "recipient")):
        shown, label = examples(aside, role)
        chance = models[role].predict_proba(shown)[:, 1]
        print("%s, kept aside: AUC %.4f, log loss %.4f" % (name, roc_auc_score(label, chance), log_loss(label, chance)))
    rows_in, labels = record_examples(train, known, seen)
    sure = HistGradientBoostingClassifier(random_state=1, **SURE).fit(rows_in, labels)
    program.write("sure.trees", write_trees(sure, RECORD_NAMES, "Whether a record's type and roles are all right, from corrected records.", MAKER))
    rows_out, labels_out = record_examples(aside, fresh, seen)
    report("sure, kept aside", labels_out, sure.predict_proba(rows_out)[:, 1])


if __name__ == "__main__":
    main()
