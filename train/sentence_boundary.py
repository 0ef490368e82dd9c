#!/usr/bin/python3
"""Train the sentence splitter: a logistic regression over the features of src/text/boundary.c.

    train/sentence_boundary.py ../shared/treebank/train.conllu.gz ../shared/treebank/dev.conllu.gz

Writes lexicon/en/text/boundary.txt: one feature a line with its weight as a whole number, so that scoring is exact
on every machine. Needs build/tests/eval/text_tool; deterministic for a given numpy/torch."""
import argparse
import pathlib
import subprocess
import sys

import numpy
import torch

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests/eval"))
import treebank_text

SCALE = 100


def gaps(path, tool, lexicon):
    """Lists of features and whether a sentence ends there; the ends that the features rule out are counted."""
    gold = treebank_text.read(path)
    ends = {end for _, end in gold.sentences}
    lines = subprocess.run([tool, "gaps", lexicon], input=bytes(gold.raw), capture_output=True, check=True).stdout.lower()  # as text_hash does
    features, labels = [], []
    for line in lines.decode().splitlines():
        offset, *names = line.split("\t")
        features.append(names)
        labels.append(int(offset) in ends)
    return features, labels


def vectors(features, index, grow, counts=None, least=2):
    ids, offsets = [], []
    for names in features:
        offsets.append(len(ids))
        for name in names:
            if grow and name not in index and counts[name] >= least:
                index[name] = len(index)
            if name in index:
                ids.append(index[name])
    return torch.tensor(ids), torch.tensor(offsets)


def batch(ids, offsets, rows):
    ends = torch.cat([offsets[1:], torch.tensor([len(ids)])])
    picked = [ids[offsets[r]:ends[r]] for r in rows]
    starts = torch.tensor([0] + [len(p) for p in picked[:-1]]).cumsum(0)
    return torch.cat(picked), starts


def train(data, labels, size, penalty, rounds):
    torch.manual_seed(1)
    weights = torch.nn.EmbeddingBag(size, 1, mode="sum")
    torch.nn.init.zeros_(weights.weight)
    optimiser = torch.optim.Adam(weights.parameters(), lr=0.02)
    ids, offsets = data
    target = torch.tensor(labels, dtype=torch.float32)
    order = numpy.random.RandomState(1)
    for number in range(rounds):
        for group in optimiser.param_groups:
            group["lr"] = 0.02 * (1 - number / rounds)
        rows = order.permutation(len(labels))
        for start in range(0, len(rows), 4096):
            some = torch.as_tensor(rows[start:start + 4096])
            score = weights(*batch(ids, offsets, some)).squeeze(1)
            loss = torch.nn.functional.binary_cross_entropy_with_logits(score, target[some])
            loss = loss + penalty * weights.weight.abs().sum() / len(labels)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return weights.weight.detach().squeeze(1)


def score(weights, data, labels, threshold=0):
    ids, offsets = data
    sums = torch.nn.functional.embedding_bag(ids, weights.float().unsqueeze(1), offsets, mode="sum").squeeze(1)
    said = sums > threshold
    true = torch.tensor(labels)
    right = (said & true).sum().item()
    return 200 * right / (said.sum().item() + true.sum().item())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", default=str(ROOT / "build/tests/eval/text_tool"))
    parser.add_argument("--lexicon", default=str(ROOT / "lexicon/en/text"))
    parser.add_argument("--penalty", type=float, default=1.0)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("train")
    parser.add_argument("dev")
    options = parser.parse_args()
    torch.set_num_threads(1)
    features, labels = gaps(options.train, options.tool, options.lexicon)
    counts = {}
    for names in features:
        for name in names:
            counts[name] = counts.get(name, 0) + 1
    index = {}
    data = vectors(features, index, True, counts)
    dev_features, dev_labels = gaps(options.dev, options.tool, options.lexicon)
    dev = vectors(dev_features, index, False)
    weights = train(data, labels, len(index), options.penalty, options.rounds)
    whole = (weights * SCALE).round()
    whole[whole.abs() < 3] = 0
    print(f"{len(labels)} gaps, {sum(labels)} ends, {len(index)} features, {int((whole != 0).sum())} kept")
    print(f"F1 of ends: train {score(whole, data, labels):.2f}, dev {score(whole, dev, dev_labels):.2f}")
    lines = sorted(f"{name} {int(whole[i])}" for name, i in index.items() if whole[i] != 0)
    with open(pathlib.Path(options.lexicon) / "boundary.txt", "w", encoding="utf-8") as out:
        out.write("# Weights of the sentence splitter: made by train/sentence_boundary.py. A sentence ends where the\n"
                  "# weights of a gap's features add up to more than 0.\n")
        out.writelines(line + "\n" for line in lines)


main()
