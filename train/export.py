"""Write a trained student and the lemmatiser as one file: FORMAT.md.

    python3 export.py --data DIR --student FILE --treebank DIR --out ../model/en.casusmodel"""
import argparse
from pathlib import Path

import numpy as np
import torch

import lemmas
import pack
import treebank
from corpus import Data
from network import WEIGHT_STEPS

TABLE_STEPS = 127
TABLES = ("word", "trainword", "prefix3", "suffix3", "suffix2", "shape")
HEADS = ("upos", "xpos", "arc_head", "arc_dep", "label_head", "label_dep")


def eight_bits(matrix, steps):
    """int8 rows and the scale of each."""
    scale = np.abs(matrix).max(1).astype("f4") / steps
    safe = np.where(scale == 0, 1, scale)[:, None]
    return np.rint(matrix / safe).clip(-steps, steps).astype(np.int8), scale.astype("f4")


def projected_tables(state, word_rows):
    """Each embedding table times its part of the input projection; row 0 stays empty."""
    projection, at = state["project.weight"], 0
    for i, name in enumerate(TABLES):
        table = state["word.weight"][:word_rows] if i == 0 else state[f"tables.{i - 1}.weight"]
        size = table.shape[1]
        out = table @ projection[:, at:at + size].T
        out[0] = 0
        at += size
        yield name, out
    assert at == projection.shape[1]


def parser_sections(state, layers, word_rows):
    out = {}

    def matrix(name, weight, bias):
        out[name + ".weight"], out[name + ".scale"] = eight_bits(weight, WEIGHT_STEPS)
        out[name + ".bias"] = bias

    for name, table in projected_tables(state, word_rows):
        out[f"parser/table/{name}"], out[f"parser/table/{name}.scale"] = eight_bits(table, TABLE_STEPS)
    out["parser/input.bias"] = state["project.bias"]
    out["parser/root"] = state["root"]
    for i in range(layers):
        layer = f"parser/layer{i}/"
        out[layer + "norm.gain"] = state[f"encoder.norm.{i}.weight"]
        out[layer + "norm.bias"] = state[f"encoder.norm.{i}.bias"]
        matrix(layer + "in", state[f"encoder.inp.{i}.weight"], state[f"encoder.inp.{i}.bias"])
        matrix(layer + "out", state[f"encoder.out.{i}.weight"], state[f"encoder.out.{i}.bias"])
    out["parser/final.gain"] = state["encoder.final.weight"]
    out["parser/final.bias"] = state["encoder.final.bias"]
    for name in HEADS:
        matrix("parser/" + name, state[name + ".weight"], state[name + ".bias"])
    out["parser/arc.matrix"] = state["arc"]
    out["parser/arc.dist"] = state["dist"]
    out["parser/label.tensor"] = state["labels"]
    return out


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--data", required=True)
    p.add_argument("--student", required=True)
    p.add_argument("--treebank", required=True)
    p.add_argument("--out", required=True)
    a = p.parse_args()
    data = Data(a.data, "cpu")
    saved = torch.load(a.student, map_location="cpu")
    state = {k: v.float().numpy() for k, v in saved["state"].items()}
    state["word.weight"] = torch.load(a.student + ".words", map_location="cpu").float().numpy()
    o = saved["options"]
    meta = {k: o[k] for k in ("width", "layers", "hidden", "label")}
    meta.update(version=1, seed=o["seed"], steps=o.get("steps", 0), language="en", licence="CC BY-SA 4.0")
    student = data.vocabulary["student"]
    sections = {"meta": "".join(f"{k}={v}\n" for k, v in meta.items()).encode(),
                "vocab/word": "\n".join(student).encode(),
                "vocab/trainword": "\n".join(data.vocabulary["trainword"]).encode()}
    for name in ("upos", "xpos", "deprel"):
        sections["labels/" + name] = "\n".join(data.labels[name]).encode()
    sections.update(parser_sections(state, o["layers"], len(student) + 2))
    sections.update(lemmas.learn(treebank.read(Path(a.treebank) / "train.conllu.gz")).sections())
    pack.write(a.out, sections)
    print(f"{a.out}: {Path(a.out).stat().st_size / 1e6:.2f} MB, {len(sections)} sections")


if __name__ == "__main__":
    main()
