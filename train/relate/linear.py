"""The linear model: multinomial logistic regression over hashed features, weighted rows, L2."""
from collections import Counter

import numpy as np
import torch

import data

TYPE_INDEX = {t: i for i, t in enumerate(data.TYPES)}
LEAST = 2                                # rows that a feature must stand in


def targets(rows):
    """[rows][16] which types are right: YIELD of the gold data is CONCEDE or RETREAT."""
    out = np.zeros((len(rows), len(data.TYPES)), bool)
    for i, (_, _, kind) in enumerate(rows):
        for name in (("CONCEDE", "RETREAT") if kind == "YIELD" else (kind,)):
            out[i, TYPE_INDEX[name]] = True
    return out


class Features:
    """Distinct hashes of each row, made once."""

    def __init__(self, seen):
        cache = {}
        self.of = {}
        for key, one in seen.items():
            for f in one["features"]:
                if f not in cache:
                    cache[f] = data.hash_feature(f)
            self.of[key] = np.unique([cache[f] for f in one["features"]])

    def vocabulary(self, keys):
        count = Counter(h for k in keys for h in self.of[k].tolist())
        return np.array(sorted(h for h, n in count.items() if n >= LEAST))

    def matrix(self, keys, vocabulary):
        """Sparse [keys][vocabulary]: 1 / sqrt(known features of the row)."""
        rows, columns, values = [], [], []
        for i, key in enumerate(keys):
            at = np.searchsorted(vocabulary, self.of[key])
            at = at[(at < len(vocabulary)) & (vocabulary[np.minimum(at, len(vocabulary) - 1)] == self.of[key])]
            rows += [i] * len(at)
            columns += at.tolist()
            values += [1 / np.sqrt(max(1, len(at)))] * len(at)
        return torch.sparse_coo_tensor(np.array([rows, columns]), torch.tensor(values, dtype=torch.float32), (len(keys), len(vocabulary))).coalesce()


def fit(features, rows, weights, l2=0.01, iterations=60):
    """(vocabulary, weight [features][16])"""
    keys = [r[0] for r in rows]
    vocabulary = features.vocabulary(keys)
    x = features.matrix(keys, vocabulary)
    right, weights = torch.tensor(targets(rows)), torch.tensor(weights, dtype=torch.float32)
    w = torch.zeros(len(vocabulary), len(data.TYPES), requires_grad=True)
    optimiser = torch.optim.LBFGS([w], lr=1, max_iter=iterations, history_size=10, line_search_fn="strong_wolfe")

    def loss():
        optimiser.zero_grad()
        log_p = torch.log_softmax(torch.sparse.mm(x, w), -1)
        value = -(torch.logsumexp(log_p.masked_fill(~right, -1e9), -1) * weights).sum() + l2 * w.pow(2).sum()
        value = value / weights.sum()
        value.backward()
        return value

    optimiser.step(loss)
    return vocabulary, w.detach().numpy()


def logits(features, keys, model):
    vocabulary, w = model
    return torch.sparse.mm(features.matrix(keys, vocabulary), torch.tensor(w)).numpy()
