"""Train model/en.relate.casusmodel; see README.md for the commands."""
import argparse
import glob
import os
import sys

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE)]
import data
import export
import linear


def softmax(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def to_roots(p):
    """[n][16] types to [n][15] roots of the gold data."""
    index = linear.TYPE_INDEX
    return np.stack([p[:, index["CONCEDE"]] + p[:, index["RETREAT"]] if r == "YIELD" else p[:, index[r]] for r in data.ROOTS], 1)


def best_temperature(logits, rows):
    gold = [data.ROOTS.index(r[2]) for r in rows]
    grid = np.exp(np.linspace(np.log(0.3), np.log(3), 60))
    losses = [-np.log(to_roots(softmax(logits / t))[range(len(rows)), gold] + 1e-9).mean() for t in grid]
    return float(grid[int(np.argmin(losses))])


def report(p, rows, fold, short=False):
    gold = np.array([data.ROOTS.index(r[2]) for r in rows])
    roots = to_roots(p)
    guess = roots.argmax(1)
    right = guess == gold
    by_fold = [right[[fold[r[0]] == k for r in rows]].mean() for k in range(max(fold.values()) + 1)]
    print("root accuracy %.4f  folds %s" % (right.mean(), " ".join("%.3f" % a for a in by_fold)))
    if short:
        return
    scores = []
    for k, name in enumerate(data.ROOTS):
        hit, said, there = (right & (gold == k)).sum(), (guess == k).sum(), (gold == k).sum()
        scores.append(2 * hit / max(1, said + there))
        print("  %-10s n %4d  precision %.3f  recall %.3f  F1 %.3f" % (name, there, hit / max(1, said), hit / max(1, there), scores[-1]))
    print("macro F1 %.4f" % np.mean(scores))
    table = np.zeros((len(data.ROOTS), len(data.ROOTS)), int)
    np.add.at(table, (gold, guess), 1)
    print("confusion: gold down, guess across\n" + " " * 10 + "".join("%5s" % r[:4] for r in data.ROOTS))
    for k, name in enumerate(data.ROOTS):
        print("%-10s" % name + "".join("%5d" % n for n in table[k]))
    confidence = roots.max(1)
    print("calibration: stated -> right")
    for low in np.arange(0.0, 1.0, 0.1):
        part = (confidence >= low) & (confidence < low + 0.1 + (low > 0.85))
        if part.any():
            print("  %.1f  n %4d  %.3f -> %.3f" % (low, part.sum(), confidence[part].mean(), right[part].mean()))


def log_softmax(x):
    x = x - x.max(-1, keepdims=True)
    return x - np.log(np.exp(x).sum(-1, keepdims=True))


def network_logits(folder, gold, fold, seed):
    """Out-of-fold logits that network.py left in FOLDER."""
    out = np.zeros((len(gold), len(data.TYPES)))
    for k in range(5):
        rows = [i for i, r in enumerate(gold) if fold[r[0]] == k]
        out[rows] = np.load("%s/%d-%d.npz" % (folder, k, seed))["logits"][rows]
    return out


def reference_rows(own):
    """A few short and long sentences, parties in either order."""
    return [own[i] for i in range(40, len(own), len(own) // 8)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--gold", default="../shared/gold/plv-train.tsv")
    parser.add_argument("--tool", default="build/train/relate/relate_dump")
    parser.add_argument("--pack", default="build/casus.pack")
    parser.add_argument("--l2", type=float, default=0.01)
    parser.add_argument("--own", type=float, default=0.7, help="weight of a sentence of ours")
    parser.add_argument("--network", help="folder of network.py: start.pt, data.npz.words.txt, r/FOLD-SEED.npz, r/all-SEED.pt")
    parser.add_argument("--seed", type=int, default=1, help="which of the networks")
    parser.add_argument("--mix", type=float, default=0.4, help="weight of the network beside the linear model")
    parser.add_argument("--output")
    parser.add_argument("--reference")
    a = parser.parse_args()
    gold = data.read_plv(a.gold)
    own = data.read_sentences(sorted(glob.glob(os.path.join(HERE, "sentences-*.txt"))))
    print("%d gold rows, %d sentences of ours" % (len(gold), len(own)))
    seen = data.see(gold + own, a.tool, a.pack)
    features = linear.Features(seen)
    fold = data.folds(gold)
    out = np.zeros((len(gold), len(data.TYPES)))
    for k in range(5):
        train = [r for r in gold if fold[r[0]] != k]
        model = linear.fit(features, train + own, np.array([1.0] * len(train) + [a.own] * len(own)), a.l2)
        test = [i for i, r in enumerate(gold) if fold[r[0]] == k]
        out[test] = linear.logits(features, [gold[i][0] for i in test], model)
    print("--- linear model alone")
    report(softmax(out / best_temperature(out, gold)), gold, fold, short=True)
    net = network_logits(a.network + "/r", gold, fold, a.seed)
    print("--- network alone")
    report(softmax(net / best_temperature(net, gold)), gold, fold, short=True)
    print("--- both")
    mixed = log_softmax(out) + a.mix * log_softmax(net)
    temperature = best_temperature(mixed, gold)
    report(softmax(mixed / temperature), gold, fold)
    print("temperature %.3f, of the linear model alone %.3f" % (temperature, best_temperature(out, gold)))
    if a.output:
        model = linear.fit(features, gold + own, np.array([1.0] * len(gold) + [a.own] * len(own)), a.l2)
        words = open(a.network + "/data.npz.words.txt", encoding="utf8").read().split("\n")
        sections, rounded = export.network_sections(export.read_network(a.network + "/start.pt", "%s/r/all-%d.pt" % (a.network, a.seed)), words)
        export.write(a.output, model, a.mix, temperature, best_temperature(out, gold), sections)
        print("%s: %d features, %d bytes" % (a.output, len(model[0]), os.path.getsize(a.output)))
        if a.reference:
            export.reference(a.reference, reference_rows(own), seen, {w: i + 2 for i, w in enumerate(words)}, export.rounded_network(rounded),
                             features, lambda key: linear.logits(features, [key], model)[0])


if __name__ == "__main__":
    main()
