"""Checks that no score would make: trees against brute force, the container, the recurrence, the reference output.

    python3 selftest.py [MODEL]"""
import itertools
import sys
import tempfile
from pathlib import Path

import numpy as np

import features
import pack
import tokenise
import tree


def check_trees():
    rng = np.random.default_rng(0)
    for n in (2, 3, 4, 5, 6):
        for _ in range(40):
            score = rng.normal(size=(n, n))
            candidates = [np.array((-1,) + h) for h in itertools.product(range(n), repeat=n - 1)]
            valid = [h for h in candidates if all(h[i] != i for i in range(1, n)) and tree.is_tree(h)]
            best = max(valid, key=lambda h: sum(score[i, h[i]] for i in range(1, n)))
            assert (tree.decode(score) == best).all()


def check_pack():
    sections = {"meta": b"a=1\n", "x": np.arange(6, dtype=np.int8).reshape(2, 3),
                "y": np.array([1.5], np.float32)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pack"
        pack.write(path, sections)
        again = pack.read(path)
        assert again["meta"] == sections["meta"] and (again["x"] == sections["x"]).all() and again["y"][0] == 1.5
        raw = bytearray(path.read_bytes())
        raw[-1] ^= 1
        path.write_bytes(raw)
        try:
            pack.read(path)
        except AssertionError:
            return
    raise AssertionError("a damaged file was read")


def check_features():
    assert features.normalise("“") == '"' and features.normalise("’s") == "'s" and features.normalise("…") == "..."
    assert features.lower("İŁÓ") == "iłó"
    assert features.shape("McDonald's") == "XxXxx'x" and features.shape("2013–14") == "dd–dd"
    assert features.look_up("1999", {"0000": 7}) == 7 and features.look_up("x", {}) == features.UNKNOWN
    assert features.fnv1a("a") == 0xE40C292C


def check_tokeniser():
    text = 'Mr. Smith’s U.N.-backed plan didn\'t fail. "It won\'t," he said.'
    first, second = tokenise.split_sentences(text)
    assert tokenise.tokenise(first) == "Mr. Smith ’s U.N. - backed plan did n't fail .".split()
    assert tokenise.tokenise(second) == "\" It wo n't , \" he said .".split()


def check_scan():
    import torch

    from network import scan
    keep, add = torch.rand(2, 11, 3), torch.randn(2, 11, 3)
    h, expected = torch.zeros(2, 3), []
    for t in range(11):
        h = keep[:, t] * h + add[:, t]
        expected.append(h)
    assert torch.allclose(scan(keep, add), torch.stack(expected, 1), atol=1e-5)


def check_reference(path):
    """The committed reference output is that of the committed model."""
    import reference
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "reference.txt"
        reference.dump(reference.Model(path), out)
        now, kept = (p.read_text(encoding="utf8").split("\n")
                     for p in (out, Path(__file__).parent / "reference.txt"))
    assert len(now) == len(kept)
    for a, b in zip(now, kept):
        a, b = a.split("\t"), b.split("\t")
        assert a[:7] == b[:7], (a, b)
        if len(a) > 7:
            assert np.allclose([float(v) for v in a[7].split()], [float(v) for v in b[7].split()], atol=2e-3), (a, b)


def main():
    checks = [check_trees, check_pack, check_features, check_tokeniser, check_scan]
    for check in checks:
        check()
    if len(sys.argv) > 1:
        check_reference(sys.argv[1])
    print(f"{len(checks) + (len(sys.argv) > 1)} checks passed")


if __name__ == "__main__":
    main()
