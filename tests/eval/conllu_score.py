#!/usr/bin/env python3
"""Score a CoNLL-U file against gold: tags, lemmas, trees; F1 where the words differ.

    conllu_score.py GOLD PREDICTED [--json]

Either file may end in .gz. Words are aligned as in the CoNLL 2018 shared task: by their offsets among the
characters other than white space, and inside multiword tokens by the longest common subsequence of their forms. So
the same command scores predictions on gold words (every precision is then its recall) and on raw text. Relations
count with their subtypes unless a column says otherwise; a gold lemma _ counts as right.
"""
import argparse
import gzip
import json
import sys

EVENT_RELATIONS = ("nsubj", "obj", "nsubj:pass", "xcomp", "obl", "ccomp", "conj", "aux:pass", "acl:relcl", "appos")


class Word:
    def __init__(self, columns, start, end, multiword):
        self.form, self.lemma, self.upos, self.xpos = columns[1:5]
        self.head, self.deprel = int(columns[6]), columns[7]
        self.start, self.end, self.multiword = start, end, multiword
        self.parent = None

    @property
    def base(self):
        return self.deprel.split(":")[0]


def open_text(path):
    return gzip.open(path, "rt", encoding="utf8") if path.endswith(".gz") else open(path, encoding="utf8")


def bare(form):
    return "".join(form.split())


class Treebank:
    """Words, sentence spans and the characters of a file."""

    def __init__(self, path):
        self.path, self.words, self.sentences, self.characters = path, [], [], []
        self.length = 0
        block = []
        with open_text(path) as lines:
            for number, line in enumerate(lines, 1):
                line = line.rstrip("\r\n")
                if not line:
                    self.add(block)
                    block = []
                elif line[0] != "#":
                    columns = line.split("\t")
                    if len(columns) != 10:
                        sys.exit(f"{path}:{number}: a word needs ten columns")
                    if "." not in columns[0]:
                        block.append(columns)
        self.add(block)
        self.text = "".join(self.characters)

    def take(self, form):
        form = bare(form)
        start = self.length
        self.characters.append(form)
        self.length += len(form)
        return start, self.length

    def add(self, block):
        if not block:
            return
        words, start, covered, span = [], self.length, 0, None
        for columns in block:
            if "-" in columns[0]:
                covered = int(columns[0].split("-")[1])
                span = self.take(columns[1])
                continue
            multiword = int(columns[0]) <= covered
            words.append(Word(columns, *(span if multiword else self.take(columns[1])), multiword))
        for word in words:
            word.parent = words[word.head - 1] if word.head else None
        self.words += words
        self.sentences.append((start, self.length))


def common(gold, predicted):
    """Pairs of a longest common subsequence by form."""
    g, p = [w.form.lower() for w in gold], [w.form.lower() for w in predicted]
    table = [[0] * (len(p) + 1) for _ in range(len(g) + 1)]
    for i in range(len(g) - 1, -1, -1):
        for j in range(len(p) - 1, -1, -1):
            table[i][j] = 1 + table[i + 1][j + 1] if g[i] == p[j] else max(table[i + 1][j], table[i][j + 1])
    i = j = 0
    while i < len(g) and j < len(p):
        if g[i] == p[j]:
            yield gold[i], predicted[j]
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1


def multiword_stretch(gold, predicted, i, j):
    """Ends of the stretch from I and J that no token of either side crosses."""
    end = max(gold[i].end if gold[i].multiword else 0, predicted[j].end if predicted[j].multiword else 0)
    first_i, first_j = i, j
    while (i < len(gold) and gold[i].start < end) or (j < len(predicted) and predicted[j].start < end):
        if i < len(gold) and gold[i].start < end:
            end = max(end, gold[i].end) if gold[i].multiword else end
            i += 1
        else:
            end = max(end, predicted[j].end) if predicted[j].multiword else end
            j += 1
    return gold[first_i:i], predicted[first_j:j], i, j


def align(gold, predicted):
    """Pairs (gold word, predicted word) that stand for the same characters."""
    pairs, i, j = [], 0, 0
    while i < len(gold) and j < len(predicted):
        g, p = gold[i], predicted[j]
        if (g.multiword and p.start < g.end and g.start < p.end) or (p.multiword and g.start < p.end and p.start < g.end):
            left, right, i, j = multiword_stretch(gold, predicted, i, j)
            pairs += common(left, right)
        elif (g.start, g.end) == (p.start, p.end):
            pairs.append((g, p))
            i, j = i + 1, j + 1
        elif g.start < p.start or (g.start == p.start and g.end < p.end):
            i += 1
        else:
            j += 1
    return pairs


def f1(right, gold, predicted):
    precision = 100 * right / predicted if predicted else 0.0
    recall = 100 * right / gold if gold else 0.0
    return {"precision": precision, "recall": recall,
            "f1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0, "gold": gold}


def score(gold, predicted):
    if gold.text != predicted.text:
        at = next((i for i, (a, b) in enumerate(zip(gold.text, predicted.text)) if a != b), min(gold.length, predicted.length))
        sys.exit(f"{gold.path} and {predicted.path} have different text from character {at} on (white space left out): "
                 f"{gold.text[at:at + 30]!r} and {predicted.text[at:at + 30]!r}")
    pairs = align(gold.words, predicted.words)
    to_gold = {id(p): g for g, p in pairs}

    def hangs(g, p):
        return to_gold.get(id(p.parent)) is g.parent if p.parent else g.parent is None

    def count(test, among=lambda w: True):
        return f1(sum(among(g) and among(p) and test(g, p) for g, p in pairs), sum(map(among, gold.words)), sum(map(among, predicted.words)))

    def no_punctuation(test):
        kept = [(g, p) for g, p in pairs if g.base != "punct"]
        aligned = {id(p) for g, p in pairs if g.base == "punct"}
        return f1(sum(test(g, p) for g, p in kept), sum(w.base != "punct" for w in gold.words),
                  sum(id(w) not in aligned for w in predicted.words))

    result = {
        "sentences": f1(len(set(gold.sentences) & set(predicted.sentences)), len(gold.sentences), len(predicted.sentences)),
        "words": count(lambda g, p: True),
        "UPOS": count(lambda g, p: g.upos == p.upos),
        "XPOS": count(lambda g, p: g.xpos == p.xpos),
        "lemma": count(lambda g, p: g.lemma in ("_", p.lemma)),
        "UAS": count(hangs),
        "LAS": count(lambda g, p: hangs(g, p) and g.deprel == p.deprel),
        "LAS, relations without subtype": count(lambda g, p: hangs(g, p) and g.base == p.base),
        "UAS without punctuation": no_punctuation(hangs),
        "LAS without punctuation": no_punctuation(lambda g, p: hangs(g, p) and g.deprel == p.deprel),
    }
    for relation in EVENT_RELATIONS:
        result[relation] = count(hangs, lambda w, r=relation: w.deprel == r)
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("predicted")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    result = score(Treebank(options.gold), Treebank(options.predicted))
    if options.json:
        print(json.dumps(result, indent=1))
        return
    print(f"{'':31}{'precision':>10}{'recall':>10}{'F1':>10}{'gold':>9}")
    for name, row in result.items():
        print(f"{name:31}{row['precision']:10.2f}{row['recall']:10.2f}{row['f1']:10.2f}{row['gold']:9}")


if __name__ == "__main__":
    main()
