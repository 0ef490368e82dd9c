"""The arithmetic of FORMAT.md in plain numpy, from the exported file alone: what an engine is compared with.

    python3 reference.py MODEL --dump FILE            the sentences of reference-sentences.txt, for comparison
    python3 reference.py MODEL --score FILE.conllu.gz...   scores, all tags and lemmas predicted"""
import argparse
from pathlib import Path

import numpy as np

import features
import lemmas
import pack
import tree

TABLES = ("word", "trainword", "prefix3", "suffix3", "suffix2", "shape")
f32 = np.float32


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def gelu(x):
    return f32(0.5) * x * (1 + np.tanh(f32(0.79788456) * (x + f32(0.044715) * x * x * x)))


def norm(x, gain, bias):
    mean = x.mean(-1, keepdims=True)
    variance = ((x - mean) ** 2).mean(-1, keepdims=True)
    return (x - mean) / np.sqrt(variance + f32(1e-5)) * gain + bias


def quantise(x):
    """Integers -127..127 of each position (as float32, exact) and their scales."""
    largest = np.abs(x).max(-1, keepdims=True).astype(f32)
    with np.errstate(divide="ignore", invalid="ignore"):
        a = np.rint(x * np.where(largest > 0, f32(127) / largest, f32(0)))
    return a.astype(f32), largest / f32(127)


class Model:
    def __init__(self, path):
        self.p = p = pack.read(path)
        self.meta = dict(line.split("=", 1) for line in p["meta"].decode().split("\n")[:-1])
        self.width, self.layers = int(self.meta["width"]), int(self.meta["layers"])
        self.vocabulary = {t: {w: i + features.FIRST for i, w in enumerate(p["vocab/" + t].decode().split("\n"))}
                           for t in ("word", "trainword")}
        self.labels = {k: p["labels/" + k].decode().split("\n") for k in ("upos", "xpos", "deprel")}
        self.root_label = self.labels["deprel"].index("root")
        self.lemmatise = lemmas.Lemmatiser.from_sections(p)

    def ids(self, form):
        form = features.normalise(form)
        lowered = features.lower(form)
        words = [features.look_up(lowered, self.vocabulary[t]) for t in ("word", "trainword")]
        return words + list(features.affix_ids(lowered)) + [features.shape_id(form)]

    def embed(self, forms):
        p, rows = self.p, np.array([self.ids(f) for f in forms])
        x = np.tile(p["parser/input.bias"], (len(forms), 1))
        for k, name in enumerate(TABLES):
            table = "parser/table/" + name
            x = x + p[table][rows[:, k]].astype(f32) * p[table + ".scale"][rows[:, k], None]
        return np.concatenate([p["parser/root"][None], gelu(x)]).astype(f32)

    def linear(self, name, a, s):
        """An int8 matrix on quantised positions (exact integers in float32, below 2^24)."""
        p = self.p
        return p[name + ".scale"] * (s * (a @ p[name + ".weight"].astype(f32).T)) + p[name + ".bias"]

    def layer(self, x, name):
        p, w = self.p, self.width
        a, s = quantise(norm(x, p[name + "norm.gain"], p[name + "norm.bias"]))
        weight = p[name + "in.weight"].astype(f32)
        acc = [s * (a @ weight[:, k * w:(k + 1) * w].T) for k in range(3)]     # from the left, own, right neighbour
        zero = np.zeros_like(acc[0][:1])
        total = np.concatenate([zero, acc[0][:-1]]) + acc[1] + np.concatenate([acc[2][1:], zero])
        q = p[name + "in.scale"] * total + p[name + "in.bias"]
        z, v, g = sigmoid(q[:, :w]), q[:, w:2 * w], q[:, 2 * w:]
        h, half, n = np.zeros_like(z), w // 2, len(x)
        for order, part in ((range(n), slice(0, half)), (range(n - 1, -1, -1), slice(half, w))):
            state = np.zeros(half, f32)
            for t in order:
                state = (1 - z[t, part]) * state + z[t, part] * v[t, part]
                h[t, part] = state
        return x + self.linear(name + "out", *quantise(h * g * sigmoid(g)))

    def encode(self, forms):
        x = self.embed(forms)
        for i in range(self.layers):
            x = self.layer(x, f"parser/layer{i}/")
        return norm(x, self.p["parser/final.gain"], self.p["parser/final.bias"])

    def parse(self, forms):
        """upos, xpos, head, deprel, lemma of each word, and the encoder states (ROOT first)."""
        p, f = self.p, self.encode(forms)
        a, s = quantise(f)
        tags = {k: [self.labels[k][i] for i in self.linear("parser/" + k, a, s).argmax(1)[1:]]
                for k in ("upos", "xpos")}
        ah, ad, lh, ld = [gelu(self.linear("parser/" + k, a, s))
                          for k in ("arc_head", "arc_dep", "label_head", "label_dep")]
        one = np.ones((len(f), 1), f32)
        place = np.arange(len(f))
        arcs = np.hstack([ad, one]) @ p["parser/arc.matrix"] @ ah.T
        arcs = arcs + p["parser/arc.dist"][np.clip(place[None] - place[:, None], -32, 32) + 32]
        heads = tree.decode(arcs)
        lh, ld = np.hstack([lh, one]), np.hstack([ld, one])
        scores = np.einsum("ni,kij,nj->nk", lh[np.maximum(heads, 0)], p["parser/label.tensor"], ld, optimize=True)
        scores[:, self.root_label] = -np.inf
        deprel = np.where(heads == 0, self.root_label, scores.argmax(1))
        return {"form": forms, "head": heads[1:].tolist(), "deprel": [self.labels["deprel"][i] for i in deprel[1:]],
                "lemma": [self.lemmatise(w, x) for w, x in zip(forms, tags["xpos"])], "state": f, **tags}


def dump(model, path):
    """One sentence a block: index, form, upos, xpos, head, deprel, lemma, first four encoder values."""
    sentences = (Path(__file__).parent / "reference-sentences.txt").read_text(encoding="utf8").strip().split("\n")
    lines = []
    for sentence in sentences:
        r = model.parse(sentence.split(" "))
        lines.append("0\tROOT\t_\t_\t_\t_\t_\t" + " ".join(f"{v:.5f}" for v in r["state"][0, :4]))
        for i, form in enumerate(r["form"]):
            lines.append("\t".join([str(i + 1), form, r["upos"][i], r["xpos"][i], str(r["head"][i]), r["deprel"][i],
                                    r["lemma"][i], " ".join(f"{v:.5f}" for v in r["state"][i + 1, :4])]))
        lines.append("")
    Path(path).write_text("\n".join(lines) + "\n", encoding="utf8")


def score(model, path):
    import evaluate
    import treebank
    gold, guess, lemma_right = {}, {}, []
    columns = ("upos", "xpos", "head", "deprel")
    for sentence in treebank.read(path):
        r = model.parse([w.form for w in sentence])
        for c in columns:
            gold.setdefault(c, []).extend(getattr(w, c) for w in sentence)
            guess.setdefault(c, []).extend(r[c])
        lemma_right += [w.lemma == m for w, m in zip(sentence, r["lemma"])]
    ids = {c: {n: i for i, n in enumerate(model.labels[c])} for c in ("upos", "xpos", "deprel")}

    def numbers(d):
        return {c: np.array(d[c] if c == "head" else [ids[c].get(v, -1) for v in d[c]]) for c in columns}
    s = evaluate.score(numbers(gold), numbers(guess), model.labels)
    return {**s, "lemma": 100 * float(np.mean(lemma_right))}


def main():
    p = argparse.ArgumentParser()
    p.add_argument("model")
    p.add_argument("--dump")
    p.add_argument("--score", nargs="*", default=[])
    a = p.parse_args()
    model = Model(a.model)
    if a.dump:
        dump(model, a.dump)
    rows = [(Path(f).name.split(".")[0], score(model, f)) for f in a.score]
    if rows:
        import evaluate
        print(evaluate.table(rows))


if __name__ == "__main__":
    main()
