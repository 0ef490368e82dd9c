"""Decoding and scores: tags, attachment, and F1 of the relations that carry events."""
import numpy as np
import torch

import tree

EVENT_RELATIONS = ("nsubj", "obj", "nsubj:pass", "xcomp", "obl", "ccomp", "conj")


def decode(arcs):
    heads = arcs.argmax(1)
    heads[0] = -1
    return heads if tree.is_tree(heads) else tree.decode(arcs)


def relations(scores, heads, root):
    """Best relation: `root` exactly where the head is 0."""
    scores = scores.clone()
    scores[..., root] = -1e9
    return torch.where(heads == 0, torch.full_like(heads, root), scores.argmax(-1))


@torch.no_grad()
def predict(nets, corpus, sentences=None, tokens=16000, shapes=None):
    """Parse with the averaged probabilities of the networks. Flat arrays head, deprel, upos, xpos."""
    root = corpus.data.labels["deprel"].index("root")
    size = int(corpus.lengths.sum())
    out = {k: np.zeros(size, np.uint8) for k in ("head", "deprel", "upos", "xpos")}
    for net in nets:
        net.eval()
    for batch in corpus.batches(tokens, sentences, longest=250):
        f, mask, _, _ = corpus.batch(batch, None if shapes is None else [shapes] * len(batch))
        results = [net(f, mask) for net in nets]
        upos = sum(r[0].softmax(-1) for r in results).argmax(-1).cpu().numpy()
        xpos = sum(r[1].softmax(-1) for r in results).argmax(-1).cpu().numpy()
        arcs = (sum(r[2].softmax(-1) for r in results) / len(nets)).clamp(min=1e-12).log().double().cpu().numpy()
        heads = np.zeros(mask.shape, np.int64)
        for i, s in enumerate(batch):
            n = corpus.lengths[s] + 1
            heads[i, :n] = decode(arcs[i, :n, :n])
        heads[:, 0] = 0
        chosen = torch.from_numpy(heads).to(mask.device)
        scores = sum(net.label_scores(r[3], r[4], chosen).softmax(-1) for net, r in zip(nets, results))
        deprel = relations(scores, chosen, root).cpu().numpy()
        for i, s in enumerate(batch):
            a, n = corpus.offsets[s], corpus.lengths[s]
            for k, v in (("head", heads), ("deprel", deprel), ("upos", upos), ("xpos", xpos)):
                out[k][a:a + n] = v[i, 1:n + 1]
    for net in nets:
        net.train()
    return out


def score(gold, predicted, labels):
    """Percentages, by name. gold and predicted: flat arrays as predict() gives."""
    right_head = gold["head"] == predicted["head"]
    right = right_head & (gold["deprel"] == predicted["deprel"])
    words = gold["upos"] != labels["upos"].index("PUNCT")
    out = {"UPOS": (gold["upos"] == predicted["upos"]).mean(), "XPOS": (gold["xpos"] == predicted["xpos"]).mean(),
           "UAS": right_head.mean(), "LAS": right.mean(), "LAS-punct": right[words].mean()}
    for name in EVENT_RELATIONS:
        k = labels["deprel"].index(name)
        found = (right & (gold["deprel"] == k)).sum()
        out[name] = 2 * found / max(1, (gold["deprel"] == k).sum() + (predicted["deprel"] == k).sum())
    return {k: 100 * float(v) for k, v in out.items()}


def gold_of(data, name):
    return {k: data.arrays[f"{name}/{k}"] for k in ("head", "deprel", "upos", "xpos")}


def table(rows):
    """Markdown: rows is a list of (name, scores)."""
    columns = list(rows[0][1])
    lines = ["| | " + " | ".join(columns) + " |", "| --- |" + " ---: |" * len(columns)]
    return "\n".join(lines + [f"| {name} | " + " | ".join(f"{s[c]:.2f}" for c in columns) + " |" for name, s in rows])
