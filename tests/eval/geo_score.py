#!/usr/bin/env python3
"""Score found and resolved places against the Local-Global Lexicon (geo-lgl.xml.xz).

    geo_score.py --articles GOLD > articles.jsonl        the articles as JSON Lines, for place_tool
    geo_score.py GOLD PLACES [--errors N]                the scores of what place_tool printed

A place is found when its span overlaps that of a toponym of the gold, and right when it lies within 161 km (100 miles) of it.
Toponyms without coordinates in the gold count neither way, nor does what overlaps them. Precision, recall and F1 are of the
whole chain: finding and resolving. "country" is the share of the right country among the found ones, "resolved" the share
of those within 161 km.
"""
import argparse
import collections
import json
import lzma
import math
import os
import sys
import xml.etree.ElementTree as ElementTree

LEXICON = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../lexicon/places/countries.tsv")
# GeoNames' names of countries that countries.tsv writes otherwise.
OTHER_NAMES = {"Palestinian Territory": "PSE", "Turkey": "TUR", "Macedonia": "MKD", "Swaziland": "SWZ", "Burma": "MMR",
               "Democratic Republic of the Congo": "COD", "Czech Republic": "CZE", "Netherlands Antilles": "ANT"}


def read_gold(path):
    opener = lzma.open if path.endswith(".xz") else open
    with opener(path, "rb") as file:
        return list(ElementTree.parse(file).iter("article"))


def country_codes():
    codes = dict(OTHER_NAMES)
    with open(LEXICON, encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                fields = line.split("\t")
                for name in [fields[2], *fields[3].split("|")]:
                    codes[name] = fields[0]
    return codes


def gold_toponyms(article, codes):
    for toponym in article.iter("toponym"):
        tag = toponym.find("gaztag")
        entry = {"start": int(toponym.findtext("start")), "end": int(toponym.findtext("end")), "text": toponym.findtext("phrase"),
                 "lat": None, "country": None}
        if tag is not None and tag.findtext("lat"):
            country = tag.find("country")
            name = country.text if country is not None and country.text else tag.findtext("name")
            entry.update(lat=float(tag.findtext("lat")), lon=float(tag.findtext("lon")), country=codes.get(name),
                         code=tag.findtext("fcode"), name=tag.findtext("name"))
        yield entry


def kilometres(a, b):
    lat1, lon1, lat2, lon2 = (math.radians(x) for x in (a["lat"], a["lon"], b["lat"], b["lon"]))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(min(1, h)))


def overlapping(place, others):
    return [o for o in others if o["start"] < place["end"] and place["start"] < o["end"]]


def score_article(gold, places, counts, errors, text):
    used = set()
    for place in places:
        if not place.get("country") and "lat" not in place:
            continue  # a name that the gazetteer does not have
        hits = overlapping(place, gold)
        if not hits:
            counts["spurious"] += 1
            errors["spurious"].append(place["text"])
            continue
        known = [h for h in hits if h["lat"] is not None and id(h) not in used]
        if not known:
            counts["ignored" if any(h["lat"] is None for h in hits) else "spurious"] += 1
            continue
        hit = known[0]
        used.add(id(hit))
        counts["found"] += 1
        near = kilometres(place, hit) <= 161
        counts["right"] += near
        if hit["country"]:
            counts["with_country"] += 1
            counts["right_country"] += hit["country"] == place.get("country")
        if not near:
            errors["wrong"].append(f'{hit["text"]} = {hit["name"]} {hit["country"]} {hit["code"]}, not {place.get("name")} '
                                   f'{place.get("admin1")} {place.get("country")}')
    for toponym in gold:
        if toponym["lat"] is not None:
            counts["gold"] += 1
            if id(toponym) not in used:
                errors["missed"].append(f'{toponym["text"]} ({toponym["code"]}): '
                                        f'...{text[max(0, toponym["start"] - 30):toponym["end"] + 25]}...')


def score(articles, found):
    codes, counts, errors = country_codes(), collections.Counter(), collections.defaultdict(list)
    for article in articles:
        gold = list(gold_toponyms(article, codes))
        score_article(gold, found.get(article.get("docid"), []), counts, errors, article.findtext("text") or "")
    return counts, errors


def report(counts):
    predicted = counts["found"] + counts["spurious"]
    precision, recall = counts["right"] / max(1, predicted), counts["right"] / max(1, counts["gold"])
    print(f'gold {counts["gold"]}, printed {predicted} (and {counts["ignored"]} on toponyms without coordinates), '
          f'found {counts["found"]}, within 161 km {counts["right"]}')
    print(f'finding:     precision {counts["found"] / max(1, predicted):.3f} recall {counts["found"] / max(1, counts["gold"]):.3f}')
    print(f'whole chain: precision {precision:.3f} recall {recall:.3f} F1 {2 * precision * recall / max(1e-9, precision + recall):.3f}')
    print(f'of the found: resolved {counts["right"] / max(1, counts["found"]):.3f}, '
          f'country {counts["right_country"] / max(1, counts["with_country"]):.3f}')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", action="store_true", help="print the articles as JSON Lines")
    parser.add_argument("--errors", type=int, default=0, help="how many errors of each kind to print, the frequent ones first")
    parser.add_argument("gold")
    parser.add_argument("places", nargs="?", help="what place_tool printed")
    options = parser.parse_args()
    articles = read_gold(options.gold)
    if options.articles:
        for article in articles:
            print(json.dumps({"id": article.get("docid"), "text": article.findtext("text") or ""}, ensure_ascii=False))
        return
    if not options.places:
        parser.error("the file with the places is missing")
    with open(options.places, encoding="utf-8") as file:
        found = {document["id"]: document["places"] for document in map(json.loads, file)}
    counts, errors = score(articles, found)
    report(counts)
    for kind in sorted(errors) if options.errors else []:
        print(f"\n{kind}:")
        for text, count in collections.Counter(errors[kind]).most_common(options.errors):
            print(f"{count:5} {text}")


if __name__ == "__main__":
    sys.exit(main())
