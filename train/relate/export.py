"""Both parts of the model into one file, in eight and sixteen bits; and cases that the C code must come out with, too."""
import os

import numpy as np
import torch

import data
import network
import pack
import prepare


def quantise(weight):
    """int8 rows and their scales."""
    scale = np.maximum(np.abs(weight).max(1), 1e-12).astype(np.float32) / np.float32(127)
    return np.round(weight / scale[:, None]).astype(np.int8), scale


def read_network(start, final):
    """State of the network: the word table of the pretraining, all else from the training."""
    state = {k: v.float().numpy() for k, v in torch.load(start, map_location="cpu").items() if k.startswith("table")}
    state.update({k: v.float().numpy() for k, v in torch.load(final, map_location="cpu").items()})
    return state


def network_sections(state, words):
    """Sections of the pack, and STATE as it is after rounding."""
    out, rounded = {}, dict(state)

    def matrix(section, name):
        out[section + ".weight"], out[section + ".scale"] = quantise(state[name + ".weight"])
        out[section + ".bias"] = state[name + ".bias"].astype(np.float32)
        rounded[name + ".weight"] = out[section + ".weight"] * out[section + ".scale"][:, None]

    hashes = np.array([data.hash_feature(w) for w in words], np.uint32)
    order = np.argsort(hashes)
    table = state["table.weight"]
    out["word"] = hashes[order].view(np.int32)
    out["table"], out["table.scale"] = quantise(np.concatenate([table[network.FIRST:][order], table[:1]]))
    rounded["table.weight"] = table.copy()
    rounded["table.weight"][network.FIRST + order] = out["table"][:-1] * out["table.scale"][:-1, None]
    rounded["table.weight"][0] = out["table"][-1] * out["table.scale"][-1]
    relations = prepare.relations()
    out["role"] = state["role.weight"].astype(np.float32)
    out["upos"] = state["upos.weight"].astype(np.float32)
    out["upos.names"] = "\n".join(prepare.UPOS).encode()
    out["relation"] = np.concatenate([state["relation.weight"][:len(relations)], state["relation.weight"][-1:]]).astype(np.float32)
    out["relation.names"] = "\n".join(relations).encode()
    for i in range(network.LAYERS):
        out["layer%d/norm.gain" % i] = state["layers.%d.norm.weight" % i].astype(np.float32)
        out["layer%d/norm.bias" % i] = state["layers.%d.norm.bias" % i].astype(np.float32)
        matrix("layer%d/inner" % i, "layers.%d.inner" % i)
        matrix("layer%d/outer" % i, "layers.%d.outer" % i)
    out["final.gain"], out["final.bias"] = state["final.weight"].astype(np.float32), state["final.bias"].astype(np.float32)
    for name in ("input", "attention", "hidden", "out"):
        matrix(name, name)
    out["sizes"] = np.array([network.WIDTH, network.LAYERS, network.HEADS, network.HIDDEN, table.shape[1]], np.int32)
    return {"relate/network/" + k: v for k, v in out.items()}, rounded


def rounded_network(rounded):
    net = network.Network(rounded["table.weight"], 0)
    net.load_state_dict({k: torch.tensor(v, dtype=torch.float32) for k, v in rounded.items()}, strict=False)
    return net.eval()


def write(path, linear_model, mix, temperature, linear_temperature, sections):
    vocabulary, weight = linear_model
    scale = np.float32(np.abs(weight).max() / 32767)
    sections = dict(sections)
    sections.update({
        "relate/feature/hash": vocabulary.astype(np.uint32).view(np.int32),
        "relate/feature/weight": np.round(weight / scale).astype(np.int16),
        "relate/feature/scale": np.array([scale], np.float32),
        "relate/mix": np.array([mix, temperature, linear_temperature], np.float32),
    })
    pack.write(path, sections)


def words_as_ids(words, index):
    """What network.py is given of the words that relate_dump printed."""
    upos, relation = {u: i for i, u in enumerate(prepare.UPOS)}, {r: i for i, r in enumerate(prepare.relations())}
    ids = [prepare.look_up(index, form.lower(), lemma) for form, lemma, *_ in words]
    move = lambda x: torch.tensor([x])
    extra = (move([w[5] for w in words]), move([w[6] for w in words]), move([upos.get(w[2], 17) for w in words]),
             move([relation.get(w[3], 63) for w in words]))
    return move(ids), torch.ones(1, len(words), dtype=torch.bool), extra


def reference(path, rows, seen, index, net, features, linear_logits):
    """What tests/unit/test_relate.c reads: a line `words N` with N lines, `network` and `linear` with 16 numbers, `features N`
    with N lines."""
    with open(path, "w", encoding="utf8") as out:
        out.write("# Made by train/relate/train.py from sentences of ours: what the model file says of them.\n")
        for key, _, _ in rows:
            words = seen[key]["words"]
            with torch.no_grad():
                logits = net(*words_as_ids(words, index)).numpy()[0]
            out.write("words %d\n" % len(words))
            for w in words:
                out.write("\t".join(map(str, w)) + "\n")
            out.write("network %s\n" % " ".join("%.5f" % x for x in logits))
            out.write("features %d\n" % len(seen[key]["features"]))
            out.write("".join(f + "\n" for f in seen[key]["features"]))
            out.write("linear %s\n" % " ".join("%.5f" % x for x in linear_logits(key)))
