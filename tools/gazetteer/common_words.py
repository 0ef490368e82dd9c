#!/usr/bin/env python3
"""Print lexicon/places/common-words.txt: English words in small letters that are also names in the gazetteer.

    common_words.py ../shared/treebank/train.conllu.gz lexicon/places/places.tsv.gz > lexicon/places/common-words.txt

A word counts when the treebank has it in small letters, not as a name, at least twice, and it is at least as
frequent there as it is as a name.
"""
import collections
import gzip
import sys
import unicodedata


def fold(text):
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower().replace("-", " ")


def loose(word):
    out = "".join(a for a, b in zip(word, word[1:] + " ") if a != b and not (a == "o" and b == "u"))
    return out.rstrip("h").replace("y", "i").replace("q", "k")


def words_of(treebank):
    small, names = collections.Counter(), collections.Counter()
    with gzip.open(treebank, "rt", encoding="utf-8") as file:
        for line in file:
            fields = line.split("\t")
            if len(fields) < 10 or not fields[0].isdigit() or not fields[1].isascii() or not fields[1].isalpha():
                continue
            if fields[3] == "PROPN":
                names[fields[1].lower()] += 1
            elif fields[1].islower():
                small[fields[1]] += 1
    return {word for word, count in small.items() if count >= 2 and count >= names[word] and len(word) > 1}


def names_of(places):
    names = set()
    with gzip.open(places, "rt", encoding="utf-8") as file:
        for line in file:
            fields = line.split("\t")
            if len(fields) == 9:
                names.update(fold(name) for name in [fields[2], *fields[3].split("|")] if " " not in name)
    return names | {loose(name) for name in names if len(name) >= 5}


def main():
    names = names_of(sys.argv[2])
    words = sorted(word for word in words_of(sys.argv[1]) if word in names or (len(word) >= 5 and loose(word) in names))
    print("# English words that are also names of places somewhere, from the treebank that the parser is trained on; made by")
    print("# tools/gazetteer/common_words.py. They count as places only where the sentence says so. Add your own to words.txt.")
    line = "class common-word ="
    for word in words:
        if len(line) > 110:
            print(line.rstrip(","))
            line = "class common-word ="
        line += f" {word},"
    print(line.rstrip(","))


if __name__ == "__main__":
    main()
