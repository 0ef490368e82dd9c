#!/usr/bin/env python3
"""Coreference of actors against gold: MUC, B-cubed, CEAF-e and their mean, the CoNLL score.

    coref_score.py [-v] ENTITY_TOOL PACK GUM/coref DOCUMENT...

GUM/coref is the folder `coref` of GUM's release: chains are read from ontogum/conllu/DOCUMENT.conllu (OntoNotes'
scheme), types of mentions from gum/conll/DOCUMENT.conll. The text is put together from the `# text` lines and coded
as an article of its `meta::dateCreated`. Mentions are matched by their head word: a gold mention's head is the word
whose head lies outside it, casus says its own.

What is scored: GUM marks every noun phrase, casus those who act. So a gold chain counts when most of its mentions have
GUM's type person or organization, or place where one of them is a country in casus' lexicon. Of casus' mentions
those count that can act, but for adjectives ("Afghan") and appositions, which OntoNotes does not mark. Chains of one
mention are left out on both sides, as the CoNLL scorer does. Two mentions of casus are the same by a chain of
antecedents, or by the same entry of the lexicon.
"""
import argparse
import collections
import json
import re
import subprocess
import sys

ACTOR_TYPES = {"person", "organization"}


def solid(text):
    return re.sub(r"\s", "", text)


class Gold:
    """A document: its text, and mentions as (head's first character without blanks) -> entity."""

    def __init__(self, path):
        self.texts, self.date, self.breaks = [], None, []
        self.words = []          # (start, end, form, upos, head index, relation) in characters without blanks
        self.mentions = []       # (first word, last word, entity)
        self.position = 0
        self.read(path)
        self.by_position = {word[0]: word for word in self.words}

    def read(self, path):
        sentence, open_spans, new_paragraph = [], collections.defaultdict(list), False
        for line in open(path, encoding="utf-8"):
            line = line.rstrip("\n")
            if line.startswith("# text = "):
                self.texts.append(line[9:])
                self.breaks.append(new_paragraph)
                new_paragraph = False
            elif line.startswith("# newpar"):
                new_paragraph = True
            elif line.startswith("# meta::dateCreated = "):
                self.date = line.split(" = ", 1)[1]
            elif line and line[0].isdigit():
                columns = line.split("\t")
                if columns[0].isdigit():
                    sentence.append(columns)
            elif not line and sentence:
                self.add_sentence(sentence, open_spans)
                sentence = []
        if sentence:
            self.add_sentence(sentence, open_spans)

    def add_sentence(self, rows, open_spans):
        base, text, at = len(self.words), solid(self.texts[-1]), 0
        for row in rows:
            form = solid(row[1])
            found = text.find(form, at)
            at = found if found >= 0 else at
            head = int(row[6])
            self.words.append((self.position + at, self.position + at + len(form), row[1], row[3], base + head - 1 if head else -1, row[7]))
            at += len(form)
            match = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
            if match:
                self.add_brackets(match[1], len(self.words) - 1, open_spans)
        self.position += len(text)

    def add_brackets(self, text, word, open_spans):
        for opened, name, closed in re.findall(r"(\(?)([^()]+)(\)?)", text):
            entity = re.sub(r"\[.*", "", name.split("-")[0])
            if opened:
                open_spans[entity].append(word)
            if closed and open_spans[entity]:
                self.mentions.append((open_spans[entity].pop(), word, entity))

    def read_types(self, path):
        """Head's position -> GUM's type, from CoNLL columns such as `(person-3-Name`, `person-3-Name)`."""
        types, open_spans, word = {}, {}, -1
        for line in open(path, encoding="utf-8"):
            columns = line.rstrip("\n").split("\t")
            if not columns[0].isdigit():
                continue
            word += 1
            for opened, kind, entity, closed in re.findall(r"(\(?)([a-z]+)-(\d+)[^()]*(\)?)", columns[-1]):
                if opened:
                    open_spans.setdefault(entity, []).append(word)
                if closed and open_spans.get(entity):
                    types[self.words[self.head(open_spans[entity].pop(), word)][0]] = kind
        return types

    def article(self):
        parts = []
        for text, paragraph in zip(self.texts, self.breaks):
            parts.append(("\n\n" if paragraph else " ") + text if parts else text)
        return "".join(parts)

    def head(self, first, last):
        for word in range(first, last + 1):
            if not first <= self.words[word][4] <= last and self.words[word][3] != "PUNCT":
                return word
        return last

    def chains(self, types, countries):
        """Sets of head positions, one for each entity that acts."""
        chains = collections.defaultdict(set)
        for first, last, entity in self.mentions:
            chains[entity].add(self.words[self.head(first, last)][0])
        return [frozenset(chain) for chain in chains.values() if len(chain) > 1 and self.acts(chain, types, countries)]

    def acts(self, chain, types, countries):
        kinds = [types.get(mention, "") for mention in chain]
        actors = sum(kind in ACTOR_TYPES for kind in kinds)
        return 2 * actors > len(kinds) or ("place" in kinds and not chain.isdisjoint(countries))

    def is_marked(self, position):
        """Does OntoNotes mark such a word? Neither adjectives nor appositions."""
        word = self.by_position.get(position)
        return word is None or (word[3] != "ADJ" and word[5] != "appos")


def chains_of(document, gold):
    """Chains of casus' mentions, each mention as its head's first character without blanks; and its countries."""
    blanks = [0]
    for character in gold.article():
        blanks.append(blanks[-1] + (not character.isspace()))
    mentions, chains, countries = document["mentions"], collections.defaultdict(set), set()
    for mention in mentions:
        end = mention
        for _ in range(len(mentions)):
            if "antecedent" not in end:
                break
            end = mentions[end["antecedent"]]
        position = blanks[mention["head_start"]]
        if mention["class"] == "country":
            countries.add(position)
        if (mention["can_act"] or mention["class"] == "country") and gold.is_marked(position):
            chains[mention.get("entity") or end.get("entity") or id(end)].add(position)
    return [frozenset(chain) for chain in chains.values() if len(chain) > 1], countries


def muc(gold, system):
    def links(keys, others):
        found = whole = 0
        index = {m: i for i, chain in enumerate(others) for m in chain}
        for chain in keys:
            parts = len({index[m] for m in chain if m in index}) + sum(m not in index for m in chain)
            found += len(chain) - parts
            whole += len(chain) - 1
        return found, whole
    return links(gold, system), links(system, gold)


def b_cubed(gold, system):
    def share(keys, others):
        index = {m: chain for chain in others for m in chain}
        total = sum(len(chain & index.get(m, frozenset())) / len(chain) for chain in keys for m in chain)
        return total, sum(map(len, keys))
    return share(gold, system), share(system, gold)


def ceaf_e(gold, system):
    try:
        from scipy.optimize import linear_sum_assignment
    except ImportError:
        linear_sum_assignment = None
    scores = [[2 * len(a & b) / (len(a) + len(b)) for b in system] for a in gold]
    if not gold or not system:
        best = 0.0
    elif linear_sum_assignment:
        import numpy
        rows, columns = linear_sum_assignment(-numpy.array(scores))
        best = float(numpy.array(scores)[rows, columns].sum())
    else:
        best = assign(scores)
    return (best, len(gold)), (best, len(system))


def assign(scores):
    """The best assignment's value (Hungarian algorithm, costs negated)."""
    n, m = len(scores), len(scores[0])
    if n > m:
        return assign([list(row) for row in zip(*scores)])
    u, v, p, way = [0.0] * (n + 1), [0.0] * (m + 1), [0] * (m + 1), [0] * (m + 1)
    for i in range(1, n + 1):
        p[0], j0 = i, 0
        least, used = [float("inf")] * (m + 1), [False] * (m + 1)
        while True:
            used[j0] = True
            i0, delta, j1 = p[j0], float("inf"), 0
            for j in range(1, m + 1):
                if not used[j]:
                    cost = -scores[i0 - 1][j - 1] - u[i0] - v[j]
                    if cost < least[j]:
                        least[j], way[j] = cost, j0
                    if least[j] < delta:
                        delta, j1 = least[j], j
            for j in range(m + 1):
                if used[j]:
                    u[p[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            j0 = j1
            if p[j0] == 0:
                break
        while j0:
            p[j0], j0 = p[way[j0]], way[j0]
    return sum(scores[p[j] - 1][j - 1] for j in range(1, m + 1) if p[j])


def ratio(pair):
    return pair[0] / pair[1] if pair[1] else 0.0


def report(name, recall, precision):
    r, p = ratio(recall), ratio(precision)
    f = 2 * p * r / (p + r) if p + r else 0.0
    print(f"{name:10} {100 * p:6.2f} {100 * r:6.2f} {100 * f:6.2f}")
    return f


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-v", action="store_true", help="print each document's chains")
    parser.add_argument("tool")
    parser.add_argument("pack")
    parser.add_argument("folder")
    parser.add_argument("names", nargs="+")
    arguments = parser.parse_args()
    documents = [Gold(f"{arguments.folder}/ontogum/conllu/{name}.conllu") for name in arguments.names]
    lines = "".join(json.dumps({"id": str(i), "date": d.date, "text": d.article()}) + "\n" for i, d in enumerate(documents))
    out = subprocess.run([arguments.tool, arguments.pack], input=lines, capture_output=True, text=True, check=True).stdout
    totals = collections.defaultdict(lambda: [0.0] * 4)
    for name, gold, line in zip(arguments.names, documents, out.splitlines()):
        system, countries = chains_of(json.loads(line), gold)
        gold_chains = gold.chains(gold.read_types(f"{arguments.folder}/gum/conll/{name}.conll"), countries)
        if arguments.v:
            show(gold, gold_chains, system)
        for name, measure in (("mentions", heads), ("MUC", muc), ("B-cubed", b_cubed), ("CEAF-e", ceaf_e)):
            (a, b), (c, d) = measure(gold_chains, system)
            for k, value in enumerate((a, b, c, d)):
                totals[name][k] += value
    print(f"{'':10} {'P':>6} {'R':>6} {'F1':>6}   {len(documents)} documents")
    f = [report(name, totals[name][:2], totals[name][2:]) for name in ("mentions", "MUC", "B-cubed", "CEAF-e")]
    print(f"{'CoNLL F1':10} {100 * sum(f[1:]) / 3:20.2f}")


def heads(gold, system):
    a = {m for chain in gold for m in chain}
    b = {m for chain in system for m in chain}
    return (len(a & b), len(a)), (len(a & b), len(b))


def show(gold, gold_chains, system):
    index = {word[0]: word for word in gold.words}
    def words(chain):
        return " | ".join(f"{index[m][2]}@{m}" if m in index else f"?@{m}" for m in sorted(chain))
    for chain in sorted(gold_chains, key=min):
        print("gold  ", words(chain))
    for chain in sorted(system, key=min):
        print("casus ", words(chain))
    print()


if __name__ == "__main__":
    main()
