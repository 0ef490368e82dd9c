"""The lemmatiser: a dictionary and suffix rules by tag, learned from the treebank. FORMAT.md, section 6."""
import os
from collections import Counter, defaultdict

import features

LONGEST_SUFFIX = 7
PROPER = ("NNP", "NNPS")
SHARED = {"VBD": "VBN", "VBN": "VBD"}       # what is irregular in one is so in the other


def key_of(form, xpos):
    form = features.normalise(form)
    return form if xpos in PROPER else features.lower(form)


def edit(key, lemma):
    """(code points to cut, string to add) that turns key into lemma."""
    same = len(os.path.commonprefix([key, lemma]))
    return len(key) - same, lemma[same:]


def suffix_of(key, length):
    return key[len(key) - length:]


class Lemmatiser:
    def __init__(self, dictionary, rules):
        self.dictionary, self.rules = dictionary, rules     # (key, xpos) -> lemma; (xpos, suffix) -> (cut, add)

    def by_rule(self, key, xpos):
        for length in range(min(len(key), LONGEST_SUFFIX), -1, -1):
            found = self.rules.get((xpos, suffix_of(key, length)))
            if found:
                return key[:len(key) - found[0]] + found[1]
        return key

    def __call__(self, form, xpos):
        key = key_of(form, xpos)
        found = self.dictionary.get((key, xpos))
        return self.by_rule(key, xpos) if found is None else found

    def sections(self):
        def lines(rows):
            return "".join("\t".join(r) + "\n" for r in sorted(rows, key=lambda r: "\t".join(r[:2]).encode())).encode()
        return {"lemma/dict": lines([(k, x, lemma) for (k, x), lemma in self.dictionary.items()]),
                "lemma/rules": lines([(x, s, str(c), a) for (x, s), (c, a) in self.rules.items()])}

    @classmethod
    def from_sections(cls, pack):
        rows = [line.split("\t") for line in pack["lemma/dict"].decode().split("\n")[:-1]]
        dictionary = {(k, x): lemma for k, x, lemma in rows}
        rows = [line.split("\t") for line in pack["lemma/rules"].decode().split("\n")[:-1]]
        return cls(dictionary, {(x, s): (int(c), a) for x, s, c, a in rows})


def learn_rules(lemma_of):
    """Longer suffixes only where they know better than the shorter ones."""
    votes = defaultdict(Counter)
    for (key, xpos), lemma in lemma_of.items():
        change = edit(key, lemma)
        for length in range(change[0], min(len(key), LONGEST_SUFFIX) + 1):
            votes[xpos, suffix_of(key, length)][change] += 1
    rules = {}
    for xpos, suffix in sorted(votes, key=lambda k: len(k[1])):
        change, count = votes[xpos, suffix].most_common(1)[0]
        inherited = (0, "")
        for length in range(len(suffix) - 1, -1, -1):
            shorter = rules.get((xpos, suffix_of(suffix, length)))
            if shorter:
                inherited = shorter
                break
        if change != inherited and count >= 2 and count > votes[xpos, suffix][inherited] + (len(suffix) > 4):
            rules[xpos, suffix] = change
    return rules


def learn(sentences):
    counts = defaultdict(Counter)
    for sentence in sentences:
        for w in sentence:
            if not set("\t\n") & set(w.form + w.lemma) and w.lemma != "_":
                counts[key_of(w.form, w.xpos), w.xpos][w.lemma] += 1
    lemma_of = {k: c.most_common(1)[0][0] for k, c in counts.items()}
    for (key, xpos), lemma in list(lemma_of.items()):
        other = (key, SHARED.get(xpos))
        if xpos in SHARED and other not in lemma_of:
            lemma_of[other] = lemma
            counts[other] = Counter()
    rules = Lemmatiser({}, learn_rules(lemma_of))
    dictionary = {k: lemma for k, lemma in lemma_of.items()
                  if rules.by_rule(*k) != lemma or (sum(counts[k].values()) >= 2 and k[1] not in PROPER)}
    return Lemmatiser(dictionary, rules.rules)


if __name__ == "__main__":
    import sys

    import treebank
    lemmatise = learn(treebank.read(sys.argv[1]))
    print({k: len(v) for k, v in lemmatise.sections().items()})
    for path in sys.argv[2:]:
        words = [w for s in treebank.read(path) for w in s]
        wrong = Counter((w.form, w.xpos, w.lemma, lemmatise(w.form, w.xpos)) for w in words
                        if lemmatise(w.form, w.xpos) != w.lemma)
        print(f"{path}: {100 - 100 * sum(wrong.values()) / len(words):.2f} with gold tags", wrong.most_common(25))
