#!/usr/bin/env python3
"""reprints.py SEED COUNT: articles as JSON Lines, most of them near reprints of each other, some days apart or without a date: with another beginning, cut short,
a word changed, a sentence more, another toll. Texts that are the same byte for byte are left out."""
import json
import random
import sys

PLACES = ["Sirte", "Tripoli", "Aleppo", "Kyiv", "Khartoum", "Kabul", "Homs", "Gaza City", "Donetsk", "Benghazi"]
SIDES = ["Libyan rebels", "Russia", "Ukraine", "the Taliban", "Hezbollah", "Turkey", "Israel", "Hamas", "Sudan"]
WORDS = "security analysts market harbour eastern quickly residents morning later several convoy smoke streets reported witnesses hospital border talks".split()
pick = random.Random(int(sys.argv[1]))


def some(count):
    return " ".join(pick.sample(WORDS, count))


def story(killed):
    one, other, place = pick.choice(SIDES), pick.choice(SIDES), pick.choice(PLACES)
    return place, [f"{one[0].upper()}{one[1:]} shelled the port of {place} on Monday, killing at least {killed} people and wounding {killed + 7} more, officials said.",
                   f"The attack came hours after {other} had called for a ceasefire near {place} and {some(4)} in the country.",
                   f"A spokesman for {one} denied that they had fired on {some(3)} there.",
                   f"The United Nations condemned the attack and urged {other} to return to the talks about {some(4)}.",
                   f"Hospitals in the town asked for blood, and {some(5)} were seen."]


def reprint(place, sentences, killed):
    told = list(sentences)
    for _ in range(pick.choice([0, 1, 1, 2])):
        change = pick.randrange(6)
        if change == 0:
            told[0] = f"{place.upper()} (Agency) - {told[0]}"
        elif change == 1 and len(told) > 3:
            told.pop()
        elif change == 2:
            told[-1] = told[-1].replace("were", "have been")
        elif change == 3:
            at = pick.randrange(len(told))
            words = told[at].split(" ")
            words[pick.randrange(len(words))] = pick.choice(WORDS)
            told[at] = " ".join(words)
        elif change == 4:
            told.append(f"The government said that it would {some(3)}.")
        else:
            told[0] = told[0].replace(f" {killed} ", f" {killed + 1} ", 1)
    return " ".join(told)


known, number = set(), 0
while number < int(sys.argv[2]):
    killed, day = pick.randint(5, 90), pick.randint(1, 12)
    place, sentences = story(killed)
    for _ in range(pick.choice([1, 2, 3, 5, 9])):
        article = {"text": reprint(place, sentences, killed), "publisher": f"Paper {pick.randrange(6)}"}
        if pick.random() < 0.95:
            article["date"] = f"2021-03-{day + pick.choice([0, 0, 0, 1, 2, 3, 5]):02d}"
        if (article["text"], article.get("date")) in known or number == int(sys.argv[2]):
            continue
        known.add((article["text"], article.get("date")))
        number += 1
        print(json.dumps({"id": f"r{number}", **article}))
