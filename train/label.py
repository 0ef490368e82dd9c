"""Parse the unlabelled text with the averaged teachers and keep soft targets.

    python3 label.py --data DIR --teachers FILE... --out FILE [--part I --parts N]

Each word keeps its best heads, relations and tags with their probabilities in bytes; relations are those for the head
in the maximum spanning tree. Also scores the ensemble on the treebank's test files (--score)."""
import argparse
import time

import numpy as np
import torch

import evaluate
from corpus import HEADS, RELATIONS, TAGS, Corpus, Data
from network import Parser


def load(path, data):
    saved = torch.load(path, map_location=data.device)
    o = saved["options"]
    characters = 0 if o["kind"] == "student" else data.vocabulary["characters"]
    net = Parser(o, data.vectors, data.trainwords, data.labels, characters)
    state = dict(saved["state"])
    if o["kind"] == "student":
        state["word.weight"] = torch.load(path + ".words", map_location=data.device)
    net.load_state_dict({k: v.float() for k, v in state.items()}, strict=False)
    return net.to(data.device).eval()


def best(p, k):
    """The k likeliest ids and their share, in bytes."""
    value, ids = p.topk(k, -1)
    value = value / value.sum(-1, keepdim=True)
    return ids.to(torch.uint8), (value * 255).round().to(torch.uint8)


@torch.no_grad()
def label(nets, corpus, sentences, root):
    size = int(corpus.lengths.sum())
    out = {"tree": np.zeros(size, np.uint8)}
    for k, n in (("head", HEADS), ("deprel", RELATIONS), ("upos", TAGS), ("xpos", TAGS)):
        out[k], out[k + ".p"] = np.zeros((size, n), np.uint8), np.zeros((size, n), np.uint8)
    for batch in corpus.batches(24000, sentences):
        f, mask, words, _ = corpus.batch(batch)
        results = [net(f, mask) for net in nets]
        arcs = sum(r[2].softmax(-1) for r in results) / len(nets)
        heads = arcs.argmax(-1)
        heads[:, 0] = 0
        heads = repair(heads, arcs, mask, words)
        relation = sum(net.label_scores(r[3], r[4], heads).softmax(-1) for net, r in zip(nets, results))
        relation[..., root] = 0
        certain = torch.eye(relation.shape[-1], device=heads.device)[root]
        relation = torch.where((heads == 0)[..., None], certain, relation)
        offsets = torch.from_numpy(corpus.offsets[batch]).to(heads.device)
        place = offsets[:, None] + torch.arange(-1, mask.shape[1] - 1, device=heads.device)
        place = place[words].cpu().numpy()
        padded = torch.nn.functional.pad(arcs, (0, max(0, HEADS - arcs.shape[-1])))
        for k, p, n in (("head", padded, HEADS), ("deprel", relation, RELATIONS),
                        ("upos", sum(r[0].softmax(-1) for r in results), TAGS),
                        ("xpos", sum(r[1].softmax(-1) for r in results), TAGS)):
            ids, share = best(p[words], n)
            out[k][place], out[k + ".p"][place] = ids.cpu().numpy(), share.cpu().numpy()
        out["tree"][place] = heads[words].to(torch.uint8).cpu().numpy()
    return out


def repair(heads, arcs, mask, words):
    """Replace the likeliest heads by the maximum spanning tree where they are no tree."""
    jump = heads.clone()
    for _ in range(max(1, int(np.ceil(np.log2(heads.shape[1]))) + 1)):
        jump = jump.gather(1, jump)
    bad = ((jump != 0) & words).any(1) | (((heads == 0) & words).sum(1) != 1)
    for i in bad.nonzero()[:, 0].tolist():
        n = int(mask[i].sum())
        found = evaluate.tree.decode(arcs[i, :n, :n].clamp(min=1e-12).log().double().cpu().numpy())
        heads[i, 1:n] = torch.from_numpy(found[1:]).to(heads.device)
    return heads


def read_silver(data, paths):
    """The labelled part of the unlabelled text as a corpus; files may be parts of it."""
    parts = []
    for path in paths:
        saved = np.load(path)
        first, last, name = *saved["sentences"], str(saved["set"]) if "set" in saved else "silver"
        lengths, types = data.arrays[name + "/length"], data.arrays[name + "/type"]
        offsets = np.concatenate([[0], np.cumsum(lengths)])
        a, b = offsets[first], offsets[last]
        targets = {k: saved[k] for k in saved if k not in ("sentences", "set")}
        parts.append(Corpus(data, lengths[first:last], types[a:b], targets))
    return Corpus.join(parts)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--data", required=True)
    p.add_argument("--teachers", nargs="+", required=True)
    p.add_argument("--out")
    p.add_argument("--part", type=int, default=0)
    p.add_argument("--parts", type=int, default=1)
    p.add_argument("--set", default="silver")
    p.add_argument("--score", action="store_true")
    a = p.parse_args()
    torch.set_num_threads(2)
    torch.set_float32_matmul_precision("high")
    data = Data(a.data, "cuda" if torch.cuda.is_available() else "cpu")
    nets = [load(t, data) for t in a.teachers]
    if a.score:
        rows = []
        for name in ("dev", "test", "news-test", "extra-test"):
            predicted = evaluate.predict(nets, Corpus.gold(data, name))
            rows.append((name, evaluate.score(evaluate.gold_of(data, name), predicted, data.labels)))
        print(evaluate.table(rows), flush=True)
    if a.out:
        start = time.time()
        lengths, types = data.arrays[a.set + "/length"], data.arrays[a.set + "/type"]
        first, last = (len(lengths) * i // a.parts for i in (a.part, a.part + 1))
        offsets = np.concatenate([[0], np.cumsum(lengths)])
        corpus = Corpus(data, lengths[first:last], types[offsets[first]:offsets[last]])
        targets = label(nets, corpus, None, data.labels["deprel"].index("root"))
        np.savez_compressed(a.out, sentences=np.array([first, last]), set=a.set, **targets)
        print(f"labelled sentences {first} to {last} in {time.time() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
