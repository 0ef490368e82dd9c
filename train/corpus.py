"""Prepared data on the training device, and batches of it."""
import json
import random
from pathlib import Path

import numpy as np
import torch

HEADS, RELATIONS, TAGS = 4, 3, 2        # alternatives kept of a soft target
AS_WRITTEN, LOWER, UPPER, CAPITALISED = range(4)


class Data:
    """Everything that prepare.py wrote; tables by form are put on the device."""

    def __init__(self, folder, device):
        self.arrays = np.load(Path(folder) / "data.npz")
        self.vocabulary = json.load(open(Path(folder) / "vocabulary.json"))
        self.labels = self.vocabulary["labels"]
        self.device = device
        vectors = np.fromfile(Path(folder) / "vectors.f16", "f2").reshape(-1, 100).astype("f4")
        self.vectors = torch.from_numpy(vectors)
        self.types = {}
        for name in ("word", "trainword", "affixes", "shapes", "chars"):
            table = torch.from_numpy(self.arrays["types/" + name])
            self.types[name] = (table if name == "chars" else table.long()).to(device)

    @property
    def trainwords(self):
        return len(self.vocabulary["trainword"])

    def limit_words(self, rows):
        """Let the word table end after `rows` words: the student's vocabulary is the beginning of the teachers'."""
        word = self.types["word"]
        self.types["word"] = torch.where(word >= rows + 2, torch.ones_like(word), word)
        self.vectors = self.vectors[:rows]


def one_hot(values, alternatives, ignore=255):
    """A certain target in the form of a soft one."""
    ids = np.zeros((len(values), alternatives), np.uint8)
    ids[:, 0] = np.where(values == ignore, 0, values)
    p = np.zeros((len(values), alternatives), np.uint8)
    p[:, 0] = np.where(values == ignore, 0, 255)
    return ids, p


class Corpus:
    """Sentences as flat arrays with soft targets: `head`, `deprel`, `upos`, `xpos` [words, alternatives], each with
    `.p` weights (255 = certain), and `tree`, the head that the relation belongs to."""

    def __init__(self, data, lengths, types, targets=None):
        self.data, self.device = data, data.device
        self.lengths = np.asarray(lengths)
        self.offsets = np.concatenate([[0], np.cumsum(self.lengths)[:-1]])
        self.type = torch.from_numpy(np.asarray(types, np.int64)).to(self.device)
        self.targets = {k: torch.from_numpy(v).to(self.device) for k, v in (targets or {}).items()}

    @classmethod
    def gold(cls, data, name):
        a = data.arrays
        targets = {"tree": a[name + "/head"]}
        for column, k in (("head", HEADS), ("deprel", RELATIONS), ("upos", TAGS), ("xpos", TAGS)):
            ignore = -1 if column == "head" else 255
            targets[column], targets[column + ".p"] = one_hot(a[name + "/" + column], k, ignore)
        return cls(data, a[name + "/length"], a[name + "/type"], targets)

    @classmethod
    def join(cls, parts):
        out = cls(parts[0].data, np.concatenate([p.lengths for p in parts]), np.zeros(0))
        out.type = torch.cat([p.type for p in parts])
        out.targets = {k: torch.cat([p.targets[k] for p in parts]) for k in parts[0].targets}
        return out

    def batches(self, tokens, sentences=None, rng=None, longest=100):
        """Lists of sentence numbers of about equal length, padded size at most `tokens`; shuffled if rng is given."""
        chosen = [i for i in (range(len(self.lengths)) if sentences is None else sentences)
                  if self.lengths[i] <= longest]
        noise = (lambda: rng.uniform(-1.5, 1.5)) if rng else (lambda: 0)
        chosen.sort(key=lambda i: self.lengths[i] + noise())
        out, current, widest = [], [], 0
        for i in chosen:
            widest = max(widest, self.lengths[i] + 1)
            if current and widest * (len(current) + 1) > tokens:
                out.append(current)
                current, widest = [], self.lengths[i] + 1
            current.append(i)
        if current:
            out.append(current)
        if rng:
            rng.shuffle(out)
        return out

    def batch(self, sentences, shapes=None):
        """Features, mask and targets; position 0 is ROOT. `shapes`: which spelling each sentence gets."""
        s = np.asarray(sentences)
        n = int(self.lengths[s].max()) + 1
        lengths = torch.from_numpy(self.lengths[s].astype(np.int64)).to(self.device, non_blocking=True)
        offsets = torch.from_numpy(self.offsets[s].astype(np.int64)).to(self.device, non_blocking=True)
        place = torch.arange(n, device=self.device)[None]
        mask = place <= lengths[:, None]
        words = mask & (place > 0)
        flat = (offsets[:, None] + place - 1).clamp(0, len(self.type) - 1)
        types = self.type[flat]
        table = self.data.types
        f = {k: table[k][types] for k in ("word", "trainword", "affixes", "chars")}
        shape = table["shapes"][types]
        if shapes is None:
            f["shape"] = shape[..., AS_WRITTEN]
        else:
            which = torch.from_numpy(np.asarray(shapes, np.int64)).to(self.device)
            f["shape"] = shape.gather(-1, which[:, None, None].expand(-1, n, 1))[..., 0]
        t = {}
        for k, v in self.targets.items():
            v = v[flat]
            keep = words if v.dim() == 2 else words[..., None]
            t[k] = v.float() / 255 * keep if k.endswith(".p") else v.long() * keep
        return f, mask, words, t


def spellings(count, rng):
    """A spelling for each sentence: mostly as written, sometimes as a headline or a cable would have it."""
    return rng.choices((AS_WRITTEN, LOWER, UPPER, CAPITALISED), (0.88, 0.04, 0.05, 0.03), k=count)


def soft_cross_entropy(scores, ids, p):
    """Sum over words of the cross-entropy to a target that names a few alternatives."""
    return -(torch.log_softmax(scores.float(), -1).gather(-1, ids) * p).sum()


def parser_loss(net, batch):
    f, mask, words, t = batch
    upos, xpos, arcs, lh, ld = net(f, mask)
    relation = net.label_scores(lh, ld, t["tree"])
    loss = (soft_cross_entropy(arcs, t["head"], t["head.p"]) + soft_cross_entropy(relation, t["deprel"], t["deprel.p"])
            + 0.3 * soft_cross_entropy(upos, t["upos"], t["upos.p"])
            + 0.3 * soft_cross_entropy(xpos, t["xpos"], t["xpos.p"]))
    return loss / words.sum()


def seeded(seed):
    torch.manual_seed(seed)
    np.random.seed(seed)
    return random.Random(seed)
