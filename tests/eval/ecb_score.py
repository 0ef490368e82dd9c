#!/usr/bin/env python3
"""Events that tell one happening, against ECB+ (events within a topic, across its documents, gold mentions).

    ecb_score.py TOOL PACK CORPUS SENTENCES [-v]         casus's own weights, and the lemma baseline
    ecb_score.py TOOL PACK CORPUS SENTENCES --folds 5    trees trained on the other topics of each fold
    ecb_score.py TOOL PACK CORPUS SENTENCES --train OUT  trees trained on all topics, as lexicon/en/incident/alike.trees

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

THIN = 8        # of pairs that are two and have no likeness of words one in so many stays, for all
TREES, LEAVES, RATE = 100, 20, 0.1
BIASES = (0.0, 0.25, 0.5, 0.75)


def read_pairs(lines, gold):
    """{topic: [(same?, weight, {feature: value})]}, and the features' names."""
    pairs, names, chance = collections.defaultdict(list), {}, random.Random(1)
    for line in lines:
        topic, a, b, features = line.split("\t", 3)
        same, weight = gold[a] == gold[b], 1
        if not same and "other-trigger" in features:
            weight = THIN
            if chance.random() * THIN >= 1:
                continue
        values = {}
        for feature in features.split("\t"):
            name, value = feature.split("=")
            values[names.setdefault(name, len(names))] = float(value)
        pairs[topic].append((same, weight, values))
    return pairs, list(names)


def train(pairs, names):
    """Boosted trees. scikit-learn: in Debian python3-sklearn."""
    import numpy
    from sklearn.ensemble import HistGradientBoostingClassifier
    x = numpy.zeros((len(pairs), len(names)))
    for row, (_, _, values) in enumerate(pairs):
        for column, value in values.items():
            x[row, column] = value
    model = HistGradientBoostingClassifier(max_iter=TREES, learning_rate=RATE, max_leaf_nodes=LEAVES, min_samples_leaf=40,
                                           l2_regularization=5.0, early_stopping=False, random_state=0)
    return model.fit(x, numpy.array([p[0] for p in pairs]), numpy.array([p[1] for p in pairs], float))


def tree_lines(nodes, names, at=0):
    node = nodes[at]
    if node["is_leaf"]:
        return [f"= {node['value']:.4f}"]
    own = f"{names[node['feature_idx']]} {node['num_threshold']:.6f}"
    return [own] + tree_lines(nodes, names, node["left"]) + tree_lines(nodes, names, node["right"])


def write_trees(path, model, names, note):
    """In the form of src/base/trees.h; the first tree is the leaf that all pairs have."""
    lines = [f"= {float(model._baseline_prediction.ravel()[0]):.4f}"]
    for (predictor,) in model._predictors:
        lines += tree_lines(predictor.nodes, names)
    with open(path, "w", encoding="utf-8") as file:
        file.write(note + "\n".join(lines) + "\n")


def write_folder(path, model, names, weights):
    os.mkdir(path)
    write_trees(f"{path}/alike.trees", model, names, "")
    with open(f"{path}/weights.txt", "w", encoding="utf-8") as file:
        file.write(weights)


def weights_of(arguments, bias):
    if not arguments.weights:
        return f"told-alike 1\nalike-in-article 1\nbias {bias}\n"
    with open(arguments.weights, encoding="utf-8") as file:
        return file.read()


def cross_validate(arguments, documents, gold, pairs, names):
    """{mention: cluster}: each topic by trees that never saw it, with the bias that is best on the topics of the other folds."""
    topics, count = list(dict.fromkeys(d["topic"] for d in documents)), arguments.folds
    folds = [[t for i, t in enumerate(topics) if i % count == fold] for fold in range(count)]
    labels = {}
    with tempfile.TemporaryDirectory() as folder:
        models = [train([p for t in topics if t not in held for p in pairs[t]], names) for held in folds]
        for bias in BIASES[:1] if arguments.weights else BIASES:
            more = []
            for fold, held in enumerate(folds):
                write_folder(f"{folder}/{fold}-{bias}", models[fold], names, weights_of(arguments, bias))
                more.append(f"{folder}/{fold}-{bias}={','.join(held)}")
            labels[bias] = dict(line.split("\t") for line in run(arguments, "cluster", documents, *more))
    result = {}
    for held in folds:
        others = {m: c for m, c in gold.items() if topic_of(m) not in held}
        best = max(labels, key=lambda bias: scores(others, {m: labels[bias][m] for m in others})[-1][-1])
        result.update({m: labels[best][m] for m in gold if topic_of(m) in held})
    return result


NOTE = """# What is learned from ECB+ (CC BY 3.0; topics 1 to 35) of how one happening is told twice: trees over the parts of the comparison, made by
# tests/eval/ecb_score.py --train. src/base/trees.h says how a tree is written, docs/incidents.md what the parts are.
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("tool", "pack", "corpus", "sentences"):
        parser.add_argument(name)
    parser.add_argument("--folds", type=int)
    parser.add_argument("--weights", metavar="FILE", help="with --folds: these weights, with the trees where they have a weight for them")
    parser.add_argument("--train", metavar="OUT")
    arguments = parser.parse_args()
    documents, gold = read_corpus(arguments.corpus, arguments.sentences)
    print(f"{len({d['topic'] for d in documents})} topics, {len(documents)} documents, {len(gold)} mentions, {len(set(gold.values()))} chains")
    if arguments.folds or arguments.train:
        pairs, names = read_pairs(run(arguments, "features", documents), gold)
    if arguments.train:
        write_trees(arguments.train, train([p for t in pairs for p in pairs[t]], names), names, NOTE)
        return
    if arguments.folds:
        label = cross_validate(arguments, documents, gold, pairs, names)
    else:
        label = dict(line.split("\t") for line in run(arguments, "cluster", documents))
    lemma = dict(line.split("\t") for line in run(arguments, "lemmas", documents))
    report("same lemma (baseline)", gold, lemma)
    report(f"casus, {arguments.folds}-fold over topics" if arguments.folds else "casus, the weights in the pack", gold, label)


if __name__ == "__main__":
    main()
