#!/usr/bin/env python3
"""Events that tell one happening, against ECB+ (events within a topic, across its documents, gold mentions).

    ecb_score.py TOOL PACK CORPUS SENTENCES [-v]         casus's own weights, and the lemma baseline
    ecb_score.py TOOL PACK CORPUS SENTENCES --folds 5    weights trained on the other topics of each fold
    ecb_score.py TOOL PACK CORPUS SENTENCES --train OUT  weights trained on all topics, as a text file

TOOL is build/tests/eval/ecb_tool, CORPUS the unpacked folder ECB+, SENTENCES ECBplus_coreference_sentences.csv: the sentences
whose annotation was checked; mentions of these count (Cybulska and Vossen's advice), those without a chain as chains
of one. MUC, B-cubed and CEAF-e over all topics together; CoNLL F1 is the mean of the three F1. The baseline puts
mentions of one topic together whose head has the same lemma, by casus's lemmas.
"""
import argparse
import collections
import csv
import glob
import json
import math
import os
import random
import subprocess
import tempfile
import xml.etree.ElementTree

from coref_score import b_cubed, ceaf_e, muc, ratio


# --- the corpus ---------------------------------------------------------------------------------

def checked_sentences(path):
    sentences = collections.defaultdict(set)
    with open(path, encoding="utf-8") as file:
        for row in csv.DictReader(file):
            sentences[row["Topic"] + "_" + row["File"]].add(int(row["Sentence Number"]))
    return sentences


def read_document(path, checked):
    """The document for ecb_tool, and {mention: chain}."""
    root = xml.etree.ElementTree.parse(path).getroot()
    name = os.path.basename(path)[:-4]
    text, sentences, places = "", [], {}
    for token in root.findall("token"):
        number = int(token.get("sentence"))
        while len(sentences) <= number:
            sentences.append([])
        start = len(text.encode())
        text += (token.text or "_") + " "
        places[token.get("t_id")] = (number, len(sentences[number]))
        sentences[number].append([start, len(text.encode()) - 1])
    marked = {m.get("m_id"): m for m in root.find("Markables")}
    chain_of = {}
    for relation in root.find("Relations"):
        target = marked[relation.find("target").get("m_id")]
        chain = target.get("instance_id") or f"{name}:{relation.get('r_id')}"
        for source in relation.findall("source"):
            chain_of[source.get("m_id")] = chain
    mentions, gold = [], {}
    for identity, mark in marked.items():
        words = [places[a.get("t_id")] for a in mark.findall("token_anchor")]
        if mark.tag.startswith(("ACTION", "NEG_ACTION")) and words and words[0][0] in checked[name]:
            mention = f"{name}#{identity}"
            mentions.append({"id": mention, "sentence": words[0][0], "tokens": [w[1] for w in words if w[0] == words[0][0]]})
            gold[mention] = chain_of.get(identity, mention)
    topic = name.split("_")[0]
    return {"topic": topic, "id": name, "text": text, "sentences": sentences, "mentions": mentions}, gold


def read_corpus(folder, sentences):
    checked, documents, gold = checked_sentences(sentences), [], {}
    for path in sorted(glob.glob(f"{folder}/*/*.xml"), key=lambda p: (int(os.path.basename(os.path.dirname(p))), p)):
        document, chains = read_document(path, checked)
        if document["mentions"]:
            documents.append(document)
            gold.update(chains)
    return documents, gold


def run(arguments, mode, documents, *more):
    lines = "".join(json.dumps(d) + "\n" for d in documents)
    return subprocess.run([arguments.tool, mode, arguments.pack, *more], input=lines, capture_output=True, text=True,
                          check=True).stdout.splitlines()


# --- the score -----------------------------------------------------------------------------------

def topic_of(mention):
    return mention.split("_")[0]


def chains(label):
    """{topic: sets of mentions}; chains do not cross topics."""
    groups = collections.defaultdict(lambda: collections.defaultdict(set))
    for mention, chain in label.items():
        groups[topic_of(mention)][chain].add(mention)
    return {topic: [frozenset(group) for group in by_chain.values()] for topic, by_chain in groups.items()}


def scores(gold, system):
    """[(name, precision, recall, F1)], the last of them CoNLL's. Sums over topics: no chain crosses them."""
    totals = collections.defaultdict(lambda: [0.0] * 4)
    gold, system = chains(gold), chains(system)
    for topic in gold:
        for name, measure in (("MUC", muc), ("B-cubed", b_cubed), ("CEAF-e", ceaf_e)):
            (a, b), (c, d) = measure(gold[topic], system[topic])
            for i, value in enumerate((a, b, c, d)):
                totals[name][i] += value
    rows = []
    for name, sums in totals.items():
        r, p = ratio(sums[:2]), ratio(sums[2:])
        rows.append((name, p, r, 2 * p * r / (p + r) if p + r else 0.0))
    return rows + [("CoNLL F1", 0, 0, sum(row[3] for row in rows) / 3)]


def report(title, gold, system):
    print(f"{title:38} {'P':>6} {'R':>6} {'F1':>6}")
    for name, p, r, f in scores(gold, system):
        print(f"  {name:36} {100 * p:6.2f} {100 * r:6.2f} {100 * f:6.2f}" if p else f"  {name:36} {100 * f:20.2f}")


# --- training --------------------------------------------------------------------------------------

def read_pairs(lines, gold, thin=8):
    """{topic: [(same?, weight, [(feature, value)])]}. Of pairs that are two and have no likeness of words one in THIN stays, for all."""
    pairs, chance = collections.defaultdict(list), random.Random(1)
    for line in lines:
        topic, a, b, features = line.split("\t", 3)
        same, weight = gold[a] == gold[b], 1
        if not same and "other-trigger" in features:
            weight = thin
            if chance.random() * thin >= 1:
                continue
        values = [(name, float(value)) for name, value in (f.split("=") for f in features.split("\t"))]
        pairs[topic].append((same, weight, values + [("bias", 1.0)]))
    return pairs


def train(pairs, seed=1, rounds=5, rate=0.15, decay=1e-5):
    """Logistic regression by stochastic steps of a size that shrinks for each weight by itself (AdaGrad)."""
    chance = random.Random(seed)
    weight, square = collections.defaultdict(float), collections.defaultdict(lambda: 1e-6)
    for _ in range(rounds):
        chance.shuffle(pairs)
        for same, importance, features in pairs:
            z = sum([weight[name] * value for name, value in features])
            slope = importance * (1 / (1 + math.exp(-max(-30, min(30, z)))) - same)
            if -0.001 < slope < 0.001:
                continue
            for name, value in features:
                gradient = slope * value + decay * weight[name]
                square[name] += gradient * gradient
                weight[name] -= rate * gradient / math.sqrt(square[name])
    return dict(weight)


def write_weights(path, weight, note):
    with open(path, "w", encoding="utf-8") as file:
        file.write(note)
        for name, value in weight.items():
            file.write(f"{name} {value:.4f}\n")


def train_folds(pairs, topics, count, folder):
    """Arguments for ecb_tool: each topic with weights that never saw it."""
    more = []
    for fold in range(count):
        held = [t for i, t in enumerate(topics) if i % count == fold]
        weight = train([p for t in topics if t not in held for p in pairs[t]])
        path = f"{folder}/{fold}"
        os.mkdir(path)
        write_weights(f"{path}/weights.txt", weight, "")
        more.append(f"{path}={','.join(held)}")
    return more


NOTE = """# How much each part of the comparison of two events says for their being one happening, in log-odds; above 0 together they are
# one. Made by tests/eval/ecb_score.py --train from ECB+ (CC BY 3.0), topics 1 to 35. docs/incidents.md says what the parts are.
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("tool", "pack", "corpus", "sentences"):
        parser.add_argument(name)
    parser.add_argument("--folds", type=int)
    parser.add_argument("--train", metavar="OUT")
    arguments = parser.parse_args()
    documents, gold = read_corpus(arguments.corpus, arguments.sentences)
    topics = list(dict.fromkeys(d["topic"] for d in documents))
    print(f"{len(topics)} topics, {len(documents)} documents, {len(gold)} mentions, {len(set(gold.values()))} chains")
    lines = run(arguments, "features", documents) if arguments.folds or arguments.train else []
    pairs = read_pairs(lines, gold)
    if arguments.train:
        write_weights(arguments.train, train([p for t in topics for p in pairs[t]]), NOTE)
        return
    with tempfile.TemporaryDirectory() as folder:
        more = train_folds(pairs, topics, arguments.folds, folder) if arguments.folds else []
        label = dict(line.split("\t") for line in run(arguments, "cluster", documents, *more))
    lemma = dict(line.split("\t") for line in run(arguments, "lemmas", documents))
    report("same lemma (baseline)", gold, lemma)
    report(f"casus, {arguments.folds}-fold over topics" if arguments.folds else "casus, the weights in the pack", gold, label)


if __name__ == "__main__":
    main()
