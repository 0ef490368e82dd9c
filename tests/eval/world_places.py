#!/usr/bin/env python3
"""Score found and resolved places of world news: GUM's named places and MEANTIME's.

    world_places.py GOLD PLACE_TOOL LEXICON MODEL [--errors N]

GOLD is the folder with gum-dates-coref.tar.xz and meantime-airbus-apple.tar.xz; the texts are put together from the gold's
tokens, PLACE_TOOL (build/tests/eval/place_tool) gets them raw.

The gold says which words name a place and which page of Wikipedia (DBpedia) it has, but gives no coordinates. Its point is
that of the gazetteer's data (lexicon/places/places.tsv.gz and countries.tsv, read here without casus): the entry whose name
is the page's title, in the state or country that the title gives behind a comma; of several the most populous, since the
title without more is the best known's. What has no such entry (buildings, constituencies, continents) is not scored, nor is
what overlaps it. Of GUM count mentions that are names (all proper nouns but for "the", "of") and places, or countries even where
they act; of MEANTIME the named mentions (NAM) of entities of type LOC.

A place is found when its span overlaps such a mention, right when it lies within 161 km of the point; a country when it is that
one, a first-level unit when it has that name in that country, too. What casus finds and GUM has as no place at all counts
against precision, as in geo_score.py, but for a country's national team that goes by its name. MEANTIME has the entities of its first sentences and of events
only, so that nothing can be said of precision there.
"""
import argparse
import collections
import csv
import gzip
import io
import json
import os
import re
import subprocess
import sys
import tarfile
import unicodedata
import urllib.parse
import xml.etree.ElementTree as ElementTree

from geo_score import kilometres, overlapping, report


CONTINENTS = {"Africa", "America", "Americas", "Asia", "Europe", "North America", "South America", "Oceania", "Antarctica", "Earth", "World"}


def fold(name):
    name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()
    return " ".join(re.sub(r"[^\w]+", " ", name).split())


class Gazetteer:
    """The data files as they are, by folded name."""

    def __init__(self, lexicon):
        self.places, self.countries, self.units = collections.defaultdict(list), {}, {}
        with open(os.path.join(lexicon, "places", "countries.tsv"), encoding="utf-8") as file:
            for row in csv.reader((l for l in file if not l.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE):
                entry = {"country": row[0], "lat": float(row[5]), "lon": float(row[6]), "population": int(row[7] or 0), "unit": None,
                         "kind": "C", "iso2": row[1]}
                for name in [row[2]] + row[3].split("|"):
                    self.countries.setdefault(fold(name), entry)
        with gzip.open(os.path.join(lexicon, "places", "places.tsv.gz"), "rt", encoding="utf-8") as file:
            for row in csv.reader((l for l in file if not l.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE):
                self.add(row)

    def add(self, row):
        kind, _, name, others, lat, lon, country, unit, population = row[:9]
        entry = {"country": country, "lat": float(lat), "lon": float(lon), "population": int(population or 0), "unit": unit, "kind": kind}
        for one in [name] + [o for o in others.split("|") if o]:
            self.places[fold(one)].append(entry)
            if kind == "1":
                self.units.setdefault(fold(one), []).append(entry)

    def container(self, name):
        """(country, unit) that a title names behind its comma, as a test of an entry."""
        country = self.countries.get(fold(name))
        units = self.units.get(fold(name), [])
        return lambda e: (country and e["country"] in (country["country"], country["iso2"])) or any(
            u["country"] == e["country"] and u["unit"] == e["unit"] for u in units)

    def look_up(self, title):
        title = urllib.parse.unquote(title).replace("_", " ")
        title = re.sub(r" \((city|state|country|U\.S\. state|province|island)\)$", "", title)
        if fold(title) in self.countries:
            return self.countries[fold(title)]
        if title in ("Washington, D.C.", "Washington D.C."):
            return next(e for e in self.places["washington"] if e["kind"] == "K")
        if title in CONTINENTS:
            return None
        name, _, outer = title.partition(", ")
        entries = self.places.get(fold(name), [])
        if outer:
            entries = [e for e in entries if self.container(outer)(e)]
        return max(entries, key=lambda e: e["population"]) if entries else None


def codes_of(lexicon):
    with open(os.path.join(lexicon, "places", "countries.tsv"), encoding="utf-8") as file:
        return {row.split("\t")[1]: row.split("\t")[0] for row in file if not row.startswith("#")}


# --- the golds: (id, text, [(start, end, title or None, is named)]) ---------------------------------------------------


def gum_tokens(conllu):
    """(text, [(start, end, upos)]): sentences with a blank between, paragraphs with an empty line."""
    text, tokens, glued = "", [], True
    for line in conllu.splitlines():
        if line.startswith("# newpar") and "newpar_block" not in line:
            text += "\n\n" if text else ""
            glued = True
        fields = line.split("\t")
        if len(fields) != 10 or not fields[0].isdigit():
            continue
        text += "" if glued else " "
        tokens.append((len(text), len(text) + len(fields[1]), fields[3]))
        text += fields[1]
        glued = "SpaceAfter=No" in fields[9]
    return text, tokens


def gum_mentions(conll):
    """[(first, last, type, title)] of the coreference file's bracketed column."""
    open_, mentions = [], []
    rows = [line.split("\t") for line in conll.splitlines() if line and not line.startswith("#")]
    for index, row in enumerate(rows):
        column = row[-1]
        for part in re.findall(r"\([^()]+\)?|[^()]+\)", column) if column != "_" else []:
            label = part.strip("()")
            if part.startswith("("):
                open_.append((label, index))
            if part.endswith(")"):
                at = max(i for i, (name, _) in enumerate(open_) if name == label)
                kind, _, title = label.split("-", 2) if label.count("-") >= 2 else (*label.split("-", 1), None)
                mentions.append((open_.pop(at)[1], index, kind, title))
    return len(rows), mentions


def is_name(text, tokens):
    words = [(text[s:e].lower(), upos) for s, e, upos in tokens]
    return all(upos == "PROPN" or word in ("the", "of", "-", "'s", "and") for word, upos in words) and any(upos == "PROPN" for _, upos in words)


def read_gum(path):
    files = {}
    with tarfile.open(path) as tar:
        for member in tar:
            match = re.search(r"coref/(gum/conll|ontogum/conllu)/(GUM_\w+)\.", member.name)
            if match:
                files[match.group(1)[:3], match.group(2)] = tar.extractfile(member).read().decode("utf-8")
    for kind, name in sorted(files):
        if kind == "gum" and ("ont", name) in files:
            text, tokens = gum_tokens(files["ont", name])
            count, mentions = gum_mentions(files[kind, name])
            if count != len(tokens):
                continue
            yield name, text, [(tokens[a][0], tokens[b][1], kind_, title, is_name(text, tokens[a:b + 1])) for a, b, kind_, title in mentions]


def read_meantime(path):
    with tarfile.open(path) as tar:
        for member in sorted(tar.getmembers(), key=lambda m: m.name):
            if member.name.endswith(".xml") and "intra_cross" in member.name:
                yield read_meantime_file(member.name, ElementTree.parse(io.BytesIO(tar.extractfile(member).read())).getroot())


def read_meantime_file(name, root):
    text, spans, sentence = "", {}, None
    for token in root.iter("token"):
        word = token.text or ""
        glue = not text or word in (".", ",", ";", ":", "?", "!", ")", "'s", "%", "n't", "'") or text.endswith(("(", "$"))
        text += "\n\n" if sentence == "0" and token.get("sentence") != "0" else "" if glue else " "
        sentence = token.get("sentence")
        spans[token.get("t_id")] = (len(text), len(text) + len(word))
        text += word
    entities = {e.get("m_id"): e for e in root.iter("ENTITY")}
    target = {s.get("m_id"): r.find("target").get("m_id") for r in root.iter("REFERS_TO") for s in r.findall("source")}
    mentions = []
    for mention in root.iter("ENTITY_MENTION"):
        anchors = [spans[a.get("t_id")] for a in mention.findall("token_anchor")]
        entity = entities.get(target.get(mention.get("m_id")))
        if anchors and entity is not None:
            title = (entity.get("external_ref") or "").rsplit("/", 1)[-1] or None
            kind = "place" if entity.get("ent_type") == "LOC" else "other"
            mentions.append((anchors[0][0], anchors[-1][1], kind, title, mention.get("syntactic_type") == "NAM"))
    return os.path.basename(name), text, mentions


# --- scoring ----------------------------------------------------------------------------------------------------------


def gold_places(mentions, gazetteer, codes):
    for start, end, kind, title, named in mentions:
        entry = gazetteer.look_up(title) if title else None
        is_country = entry is not None and entry["kind"] == "C"
        is_team = title is not None and "_national_" in title
        if kind != "place" and not (is_country and kind == "organization") and not is_team:
            continue
        gold = {"start": start, "end": end, "lat": None, "title": title, "country": None}
        if entry and named:
            gold.update(lat=entry["lat"], lon=entry["lon"], country=codes.get(entry["country"], entry["country"]), kind=entry["kind"])
        yield gold


def innermost(gold):
    """Of "Mobile, Alabama" with "Alabama" inside, the outer mention keeps its first name; of equal titles one stays."""
    for outer in gold:
        inner = [g for g in gold if g is not outer and outer["start"] <= g["start"] and g["end"] <= outer["end"]]
        for one in inner:
            if one["start"] > outer["start"]:
                outer["end"] = min(outer["end"], one["start"] - 1)
    return gold


def is_right(place, gold):
    same = gold["country"] == place.get("country")
    if gold["kind"] == "C":
        return same
    return kilometres(place, gold) <= 161 or (gold["kind"] == "1" and same and fold(place["name"]) == fold(urllib.parse.unquote(gold["title"])))


def score(documents, found, gazetteer, codes):
    counts, errors = collections.Counter(), collections.defaultdict(list)
    for name, text, mentions in documents:
        gold, used = innermost(list(gold_places(mentions, gazetteer, codes))), set()
        for place in found.get(name, []):
            if "name" not in place:
                continue
            hits = overlapping(place, gold)
            known = [h for h in hits if h["lat"] is not None and id(h) not in used]
            if not known:
                counts["ignored" if hits else "spurious"] += 1
                if not hits:
                    errors["spurious"].append("%s in ...%s..." % (place["text"], text[max(0, place["start"] - 25):place["end"] + 25].replace("\n", " ")))
                continue
            hit = known[0]
            used.add(id(hit))
            right = is_right(place, hit)
            counts.update(found=1, right=right, with_country=1, right_country=hit["country"] == place.get("country"))
            if not right:
                errors["wrong"].append("%s = %s %s, not %s %s" % (place["text"], hit["title"], hit["country"], place["name"], place.get("country")))
        for one in gold:
            counts["gold"] += one["lat"] is not None
            if one["lat"] is not None and id(one) not in used:
                errors["missed"].append("%s in ...%s..." % (one["title"], text[max(0, one["start"] - 25):one["end"] + 25].replace("\n", " ")))
    return counts, errors


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("gold", "place_tool", "lexicon", "model"):
        parser.add_argument(name)
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    gazetteer, codes = Gazetteer(options.lexicon), codes_of(options.lexicon)
    gum = list(read_gum(os.path.join(options.gold, "gum-dates-coref.tar.xz")))
    sets = [("GUM news", [d for d in gum if "_news_" in d[0]]), ("GUM interviews and biographies", [d for d in gum if "_news_" not in d[0]]),
            ("MEANTIME", list(read_meantime(os.path.join(options.gold, "meantime-airbus-apple.tar.xz"))))]
    for title, documents in sets:
        lines = "".join(json.dumps({"id": name, "text": text}, ensure_ascii=False) + "\n" for name, text, _ in documents)
        run = subprocess.run([options.place_tool, options.lexicon, options.model], input=lines, capture_output=True, text=True, check=True)
        found = {document["id"]: document["places"] for document in map(json.loads, run.stdout.splitlines())}
        counts, errors = score(documents, found, gazetteer, codes)
        print("%s: %d documents" % (title, len(documents)))
        if title == "MEANTIME":
            total = max(1, counts["gold"])
            print("gold %d: found %.3f, found and right %.3f" % (total, counts["found"] / total, counts["right"] / total))
        else:
            report(counts)
        for kind in sorted(errors) if options.errors else []:
            print(f"\n{kind}:")
            for text, count in collections.Counter(errors[kind]).most_common(options.errors):
                print(f"{count:5} {text}")


if __name__ == "__main__":
    sys.exit(main())
