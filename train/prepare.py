"""Make the training folder: treebanks, unlabelled news text and word vectors as flat arrays.

    python3 prepare.py --treebank DIR --vectors DIR --out DIR --text FILE...
    python3 prepare.py --treebank DIR --extend DIR --out DIR --text FILE...

--vectors holds words.txt (one word a line, by frequency) and vectors.f16 (their 100 numbers each), written by
`glove.py`. --text names plain-text files, one paragraph a line; tokens come from `tokenise.py`.
--extend keeps the vocabularies and arrays of an earlier folder and adds the text as a second unlabelled set, "more".
Test sentences are encoded too, for scoring only: no vocabulary is made from them.
"""
import argparse
import json
import random
from collections import Counter
from pathlib import Path

import numpy as np

import features
import tokenise
import treebank

SETS = ["train", "dev", "test", "news-test", "extra-test"]
TRAINWORD_MIN_COUNT = 3
STUDENT_WORDS = 70000       # rows of the exported word table at most
STUDENT_BY_RANK = 55000     # the most frequent words enter unseen
TEACHER_WORDS = 200000      # a teacher knows these, as far as they occur
CHARS = 18                  # characters of a form that a teacher reads
MAX_SILVER_LENGTH = 80


def read_silver(paths, held_out, seed=1):
    """Distinct tokenised sentences; none that is in a held-out set."""
    seen, out = set(held_out), []
    for path in paths:
        for paragraph in Path(path).read_text(encoding="utf8").split("\n"):
            for sentence in tokenise.split_sentences(paragraph):
                tokens = tuple(tokenise.tokenise(sentence))
                if 2 <= len(tokens) <= MAX_SILVER_LENGTH and tokens not in seen:
                    seen.add(tokens)
                    out.append(tokens)
    random.Random(seed).shuffle(out)
    return out


def trainword_vocabulary(train):
    counts = Counter()
    for sentence in train:
        for word in sentence:
            lowered = features.lower(features.normalise(word.form))
            counts[lowered] += 1
            pattern = features.digit_pattern(lowered)
            if pattern is not None and pattern != lowered:
                counts[pattern] += 1
    return [w for w, n in counts.most_common() if n >= TRAINWORD_MIN_COUNT and "\n" not in w]


def student_vocabulary(glove, counts):
    """Frequent words of the vectors, then those that the training text has, most frequent first."""
    chosen = glove[:STUDENT_BY_RANK]
    rest = [w for w in glove[STUDENT_BY_RANK:] if counts[w] >= 2]
    rest.sort(key=lambda w: -counts[w])
    return chosen + rest[:STUDENT_WORDS - len(chosen)]


class Types:
    """Distinct forms, each with a number."""

    def __init__(self):
        self.ids, self.forms = {}, []

    def __call__(self, form):
        found = self.ids.get(form)
        if found is None:
            found = self.ids[form] = len(self.forms)
            self.forms.append(form)
        return found


def type_table(forms, teacher_ids, trainword_ids, characters):
    columns = {"word": [], "trainword": [], "affixes": [], "shapes": [], "chars": []}
    for form in forms:
        form = features.normalise(form)
        lowered = features.lower(form)
        columns["word"].append(features.look_up(lowered, teacher_ids))
        columns["trainword"].append(features.look_up(lowered, trainword_ids))
        columns["affixes"].append(features.affix_ids(lowered))
        columns["shapes"].append(features.case_shapes(form))
        kept = form if len(form) <= CHARS else form[:CHARS // 2] + form[-CHARS // 2:]
        columns["chars"].append([characters.get(c, 1) for c in kept] + [0] * (CHARS - len(kept)))
    return {k: np.array(v, dtype=np.uint8 if k == "chars" else np.int32) for k, v in columns.items()}


def extend(folder, out, paths, held_out):
    """An earlier folder with one more unlabelled set; only a student reads it, so characters are left out."""
    arrays = dict(np.load(folder / "data.npz"))
    vocabulary = json.load(open(folder / "vocabulary.json"))
    more = read_silver(paths, held_out, seed=2)
    types = Types()
    numbers = np.array([types(w) for s in more for w in s], np.int32)
    ids = [{w: i + features.FIRST for i, w in enumerate(vocabulary[k])} for k in ("student", "trainword")]
    for k, column in type_table(types.forms, *ids, {}).items():
        arrays["types/" + k] = np.concatenate([arrays["types/" + k] * (k != "chars"), column * (k != "chars")])
    arrays["more/type"] = numbers + len(arrays["types/word"]) - len(types.forms)
    arrays["more/length"] = np.array([len(s) for s in more], np.int32)
    np.savez_compressed(out / "data.npz", **arrays)
    json.dump(vocabulary, open(out / "vocabulary.json", "w"))
    words = len(vocabulary["student"]) * 200
    (out / "vectors.f16").write_bytes((folder / "vectors.f16").read_bytes()[:words])
    print(f"more: {len(more)} sentences, {len(numbers)} words")


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--treebank", required=True)
    p.add_argument("--vectors")
    p.add_argument("--extend")
    p.add_argument("--out", required=True)
    p.add_argument("--text", nargs="*", default=[])
    a = p.parse_args()
    out = Path(a.out)
    out.mkdir(parents=True, exist_ok=True)

    gold = {name: treebank.read(Path(a.treebank) / f"{name}.conllu.gz") for name in SETS}
    held_out = {tuple(w.form for w in s) for name in SETS[1:] for s in gold[name]}
    if a.extend:
        return extend(Path(a.extend), out, a.text, held_out)
    silver = read_silver(a.text, held_out)

    glove = Path(a.vectors, "words.txt").read_text(encoding="utf8").split("\n")
    vectors = np.fromfile(Path(a.vectors, "vectors.f16"), "f2").reshape(-1, 100)
    counts = Counter(features.lower(features.normalise(w)) for s in silver for w in s)
    counts.update(features.lower(features.normalise(w.form)) for s in gold["train"] for w in s)
    student = student_vocabulary(glove, counts)
    trainwords = trainword_vocabulary(gold["train"])

    types = Types()
    arrays = {}
    for name in SETS:
        arrays[f"{name}/type"] = np.array([types(w.form) for s in gold[name] for w in s], np.int32)
        arrays[f"{name}/length"] = np.array([len(s) for s in gold[name]], np.int32)
    arrays["silver/type"] = np.array([types(w) for s in silver for w in s], np.int32)
    arrays["silver/length"] = np.array([len(s) for s in silver], np.int32)

    occurring = {features.lower(features.normalise(f)) for f in types.forms}
    in_student = set(student)
    teacher = student + [w for w in glove[:TEACHER_WORDS] if w in occurring and w not in in_student]
    row = {w: i for i, w in enumerate(glove)}
    np.array([vectors[row[w]] for w in teacher], "f2").tofile(out / "vectors.f16")
    characters = Counter(c for s in gold["train"] for w in s for c in features.normalise(w.form))
    characters = {c: i + 2 for i, (c, n) in enumerate(characters.most_common(200)) if n >= 3}
    table = type_table(types.forms, {w: i + features.FIRST for i, w in enumerate(teacher)},
                       {w: i + features.FIRST for i, w in enumerate(trainwords)}, characters)
    arrays.update({f"types/{k}": v for k, v in table.items()})

    labels = {}
    for column in ("upos", "xpos", "deprel"):
        labels[column] = sorted({getattr(w, column) for s in gold["train"] for w in s})
    for name in SETS:
        arrays[f"{name}/head"] = np.array([w.head for s in gold[name] for w in s], np.uint8)
        for column, names in labels.items():
            ids = {n: i for i, n in enumerate(names)}
            arrays[f"{name}/{column}"] = np.array([ids.get(getattr(w, column), 255) for s in gold[name] for w in s],
                                                  np.uint8)
    np.savez_compressed(out / "data.npz", **arrays)
    json.dump({"labels": labels, "student": student, "trainword": trainwords, "teacher_words": len(teacher),
               "characters": len(characters) + 2}, open(out / "vocabulary.json", "w"))
    print(f"silver: {len(silver)} sentences, {len(arrays['silver/type'])} words; types {len(types.forms)}; "
          f"words: student {len(student)}, teacher {len(teacher)}, trainword {len(trainwords)}")


if __name__ == "__main__":
    main()
