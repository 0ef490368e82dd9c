#!/usr/bin/env python3
"""Fit the weights of src/confidence.c on records judged by hand, or see how well they are calibrated.

    confidence_fit.py TOOL PACK SHARED [--test] JUDGED.tsv...

JUDGED: one record a line: the item ("item 123" of SHARED/corpus/current-events.tsv.xz or a path of SHARED/news), the
record's id, and 1 or 0 for type, actor and recipient. Records that casus does not code any more (ids are of content) are
left out and counted. Without --test: logistic regression with an L2 penalty, by Newton's method; prints the weights as
src/confidence.c has them and, by ten-fold cross-validation, the calibration. With --test: the calibration of the
confidence that casus states.
"""
import json
import lzma
import math
import os
import random
import re
import subprocess
import sys

PENALTY = 4.0


def names():
    header = os.path.join(os.path.dirname(__file__), "..", "..", "src", "confidence.h")
    return re.findall(r"^\tX\((\w+)\)", open(header, encoding="utf-8").read(), re.M)


def article(shared, rows, source):
    if source.startswith("item "):
        row = rows[int(source[5:])]
        return {"id": source, "date": row[0], "text": row[3]}
    return {"id": source, "text": open(os.path.join(shared, "news", os.path.basename(source)), encoding="utf-8").read()}


def read(tool, pack, shared, files):
    """(features, right, stated) of the judged records that are still coded."""
    judged = {}
    for file in files:
        for line in open(file, encoding="utf-8"):
            fields = line.rstrip("\n").split("\t")
            judged[fields[0], fields[1]] = all(mark == "1" for mark in fields[2:5])
    with lzma.open(os.path.join(shared, "corpus", "current-events.tsv.xz"), "rt", encoding="utf-8") as corpus:
        rows = [line.rstrip("\n").split("\t") for line in corpus][1:]
    lines = "".join(json.dumps(article(shared, rows, source)) + "\n" for source in sorted({source for source, _ in judged}))
    output = subprocess.run([tool, pack], input=lines, capture_output=True, text=True, check=True).stdout
    data = []
    for line in output.splitlines():
        fields = line.split("\t")
        key = fields[0], fields[1]
        if key in judged:
            data.append(([1.0] + [float(value) for value in fields[3:]], judged[key], float(fields[2])))
    print("%d judged, %d of them coded now, %.3f right" % (len(judged), len(data), sum(right for _, right, _ in data) / max(1, len(data))))
    return data


def logistic(z):
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))


def solve(matrix, vector):
    n = len(vector)
    rows = [list(matrix[i]) + [vector[i]] for i in range(n)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(n):
            if k != i:
                factor = rows[k][i] / rows[i][i]
                rows[k] = [a - factor * b for a, b in zip(rows[k], rows[i])]
    return [rows[i][n] / rows[i][i] for i in range(n)]


def fit(data):
    n = len(data[0][0])
    weights = [0.0] * n
    for _ in range(30):
        gradient = [0.0 if i == 0 else -PENALTY * weights[i] for i in range(n)]
        hessian = [[(PENALTY if i == j and i else 1e-9 if i == j else 0.0) for j in range(n)] for i in range(n)]
        for features, right, _ in data:
            p = logistic(sum(a * b for a, b in zip(weights, features)))
            for i in range(n):
                if features[i]:
                    gradient[i] += (right - p) * features[i]
                    for j in range(n):
                        hessian[i][j] += p * (1 - p) * features[i] * features[j]
        step = solve(hessian, gradient)
        weights = [a + b for a, b in zip(weights, step)]
        if max(abs(s) for s in step) < 1e-8:
            break
    return weights


def report(pairs):
    """(stated, right): by tenths of what is stated, and how well it ranks."""
    for low in range(10):
        part = [(p, right) for p, right in pairs if low / 10 <= p < (low + 1) / 10 or (low == 9 and p == 1)]
        if part:
            print("  %.1f  n %4d  %.2f -> %.2f" % (low / 10, len(part), sum(p for p, _ in part) / len(part), sum(r for _, r in part) / len(part)))
    good, bad = [p for p, r in pairs if r], [p for p, r in pairs if not r]
    auc = sum((a > b) + 0.5 * (a == b) for a in good for b in bad) / max(1, len(good) * len(bad))
    brier = sum((p - r) ** 2 for p, r in pairs) / max(1, len(pairs))
    print("  area under the curve %.3f, Brier score %.3f" % (auc, brier))


def main():
    test = "--test" in sys.argv
    tool, pack, shared, *files = [argument for argument in sys.argv[1:] if argument != "--test"]
    data = read(tool, pack, shared, files)
    if test:
        report([(stated, right) for _, right, stated in data])
        return
    order = list(range(len(data)))
    random.Random(1).shuffle(order)
    pairs = []
    for fold in range(10):
        held = set(order[fold::10])
        weights = fit([data[i] for i in order if i not in held])
        pairs += [(logistic(sum(a * b for a, b in zip(weights, data[i][0]))), data[i][1]) for i in held]
    report(pairs)
    weights = fit(data)
    print("bias %.2f" % weights[0])
    for name, weight in zip(names(), weights[1:]):
        print("\t\t[CONFIDENCE_%s] = %.2f," % (name, weight))


if __name__ == "__main__":
    main()
