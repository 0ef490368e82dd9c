"""Reading CoNLL-U: syntactic words only, empty nodes and ranges skipped."""
import gzip
from collections import namedtuple

Word = namedtuple("Word", "form lemma upos xpos head deprel")


def read(path):
    """List of sentences, each a list of Word."""
    sentences, current = [], []
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line:
                if current:
                    sentences.append(current)
                current = []
            elif line[0] != "#":
                c = line.split("\t")
                if c[0].isdigit():
                    current.append(Word(c[1], c[2], c[3], c[4], int(c[6]), c[7]))
    if current:
        sentences.append(current)
    return sentences
