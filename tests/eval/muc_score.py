#!/usr/bin/env python3
"""Attacks in the reports of MUC-3 and MUC-4: does casus find that there was one, who did it and to whom?

    muc_score.py CASUS SHARED [--wrong FILE]

1,500 reports from Latin America with the answer keys of the conferences (../shared/gold/muc34-dev.tar.xz), which fill a template for each terrorist attack,
bombing, kidnapping, arson, robbery, hijacking or forced strike. Casus fills no templates, so what is counted is looser than their score, and by document:

- attack: a report with a template that is not optional has one; casus says so where it has a record ASSAULT, or COERCE of an arrest or seizure, that is not negated.
- perpetrator: the individuals and organisations of all its templates, each one entity with all the names that the key has for it, against the actors of those
  records; victim: the human targets (a name and its description are one entity) against their recipients.
- An entity is found where the head word of one of its names is the head word of a party's words or of the name that casus resolved it to: the last word before the
  first comma or preposition; an organisation also where its head word is any word of them ("guerrillas of the FMLN"). Recall is over entities that are not optional; precision over parties by head word, optional entities
  being right, in all reports ("precision") and in those that have an attack by the key ("there").

The key leaves out clashes of armies and rebels and what is older than two months; casus codes them, which costs precision. The texts are in capitals throughout.
"""
import argparse
import collections
import json
import re
import subprocess
import tarfile

ROLES = {"perpetrator": ("PERP: INDIVIDUAL ID", "PERP: ORGANIZATION ID"), "victim": ("HUM TGT: NAME", "HUM TGT: DESCRIPTION")}
STOPS = re.compile(r",|\(|\[|\b(?:OF|IN|FROM|FOR|WITH|AT|ON|BY|TO|WHO|WHICH|THAT|AND|NEAR|AGAINST)\b")


def head(words):
    words = words.upper().strip(" \"'.")
    found = re.findall(r"[\w'-]+", (STOPS.split(words, maxsplit=1)[0] or words))
    found = found or re.findall(r"[\w'-]+", words)
    return re.sub(r"(?:'S|S)$", "", found[-1]) if found else ""


# --- the keys ------------------------------------------------------------------------------------------

class Entity:
    def __init__(self, heads, optional, body=False):
        self.heads, self.optional, self.body = set(heads) - {""}, optional, body

    def meets(self, party):
        return bool(self.heads & (party.words if self.body else party.heads))


def entities_of(value, optional, body):
    """Of '? "A" / "B": "C"' and more lines."""
    for line in value.split("\n"):
        names = re.findall(r'"([^"]*)"', line)
        if names:
            yield Entity([head(name) for name in names], optional or line.lstrip().startswith("?"), body)


def merge(entities):
    """Those that share a head are one; it is optional where all are."""
    out = []
    for entity in entities:
        same = [other for other in out if other.heads & entity.heads]
        for other in same:
            out.remove(other)
            entity = Entity(entity.heads | other.heads, entity.optional and other.optional, entity.body or other.body)
        out.append(entity)
    return out


def read_templates(text):
    for block in re.split(r"\n(?=0\.  MESSAGE: ID)", "\n" + text):
        fields, name = {}, None
        for line in block.split("\n"):
            match = re.match(r"\d+\. +([A-Z ]+: [A-Z ]+?)(?:  +(.*))?$", line)
            if match:
                name = match.group(1)
                fields[name] = (match.group(2) or "").strip()
            elif name and line.startswith(" ") and line.strip():
                fields[name] += "\n" + line.strip()
        if "MESSAGE: ID" in fields:
            yield fields


def read_keys(texts):
    keys = {}
    for text in texts:
        for fields in read_templates(text):
            id_ = fields["MESSAGE: ID"].split()[0]
            key = keys.setdefault(id_, {"attack": False, "maybe": False, "perpetrator": [], "victim": []})
            number = fields["MESSAGE: TEMPLATE"]
            if number.startswith("*"):
                continue
            optional = "OPTIONAL" in number
            key["maybe"] = True
            key["attack"] |= not optional
            for role, slots in ROLES.items():
                for slot in slots:
                    key[role] += entities_of(fields.get(slot, ""), optional, "ORGANIZATION" in slot)
    for key in keys.values():
        for role in ROLES:
            key[role] = merge(key[role])
    return keys


# --- the texts -----------------------------------------------------------------------------------------

MONTHS = {m: i + 1 for i, m in enumerate("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split())}


def read_reports(texts):
    for text in texts:
        for block in re.split(r"\n(?=(?:DEV|TST)\d?-MUC\d-\d{4})", "\n" + text):
            match = re.match(r"\s*((?:DEV|TST)\d?-MUC\d-\d{4}).*\n", block)
            if match:
                yield match.group(1), block[match.end():].strip()


def article_of(id_, report):
    day = re.search(r"\b(\d{1,2}) (%s)\w* (\d\d)\b" % "|".join(MONTHS), report)
    body = report.split("[TEXT]", 1)[-1].strip()
    body = "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", body))
    article = {"id": id_, "text": body}
    if day:
        article["date"] = "19%s-%02d-%02d" % (day.group(3), MONTHS[day.group(2)], int(day.group(1)))
    return article


# --- what casus says -------------------------------------------------------------------------------------

def is_attack(record):
    coerced = record["event_type"] == "COERCE" and record.get("event_mode") in ("arrest", "seize")
    return (record["event_type"] == "ASSAULT" or coerced) and record["factuality"] != "negated"


def code(casus, articles):
    lines = "".join(json.dumps(article) + "\n" for article in articles)
    out = subprocess.run([casus, "code", "-f", "jsonl", "--from", "jsonl"], input=lines, capture_output=True, text=True, check=True).stdout
    said, names = {}, {}
    for line in out.splitlines():
        record = json.loads(line)
        if record["kind"] == "document":
            names[record["id"]] = record["source_id"]
            said.setdefault(record["source_id"], [])
        elif record["kind"] == "event" and is_attack(record):
            said[names[record["doc"]]].append(record)
    return said


class Party:
    def __init__(self):
        self.heads, self.words = set(), set()


def parties(records, field):
    """Those of one head word are one."""
    out = collections.defaultdict(Party)
    for record in records:
        for actor in record.get(field, []):
            party = out[head(actor["text"])]
            for told in (actor["text"], actor.get("name", "")):
                party.heads |= {head(told)} - {""}
                party.words |= {head(word) for word in told.split()} - {""}
    return out.values()


def score(keys, said):
    counts = collections.Counter()
    misses = []
    for id_, key in keys.items():
        records = said.get(id_, [])
        counts["attack"] += key["attack"]
        counts["attack said"] += bool(records) and (key["attack"] or not key["maybe"])
        counts["attack right"] += bool(records) and key["attack"]
        if key["attack"] and not records:
            misses.append((id_, "attack", ""))
        for role, field in (("perpetrator", "actor"), ("victim", "recipient")):
            there = parties(records, field)
            for entity in key[role]:
                found = any(entity.meets(party) for party in there)
                counts[role] += not entity.optional
                counts[role + " found"] += found and not entity.optional
                if not found and not entity.optional:
                    misses.append((id_, role, "/".join(sorted(entity.heads))))
            right = sum(any(entity.meets(party) for entity in key[role]) for party in there)
            counts[role + " said"] += len(there)
            counts[role + " right"] += right
            counts[role + " said there"] += len(there) if key["attack"] else 0
            counts[role + " right there"] += right if key["attack"] else 0
    return counts, misses


def share(part, whole):
    return part / whole if whole else 0.0


def report(counts):
    print("%-12s %6s %6s %9s %9s %6s %6s" % ("", "gold", "said", "precision", "recall", "F1", "there"))
    p, r = share(counts["attack right"], counts["attack said"]), share(counts["attack right"], counts["attack"])
    print("%-12s %6d %6d %9.3f %9.3f %6.3f" % ("attack", counts["attack"], counts["attack said"], p, r, share(2 * p * r, p + r)))
    for role in ROLES:
        p, r = share(counts[role + " right"], counts[role + " said"]), share(counts[role + " found"], counts[role])
        there = share(counts[role + " right there"], counts[role + " said there"])
        print("%-12s %6d %6d %9.3f %9.3f %6.3f %6.3f" % (role, counts[role], counts[role + " said"], p, r, share(2 * p * r, p + r), there))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("casus")
    parser.add_argument("shared")
    parser.add_argument("--wrong", help="write what is missed, a line each")
    args = parser.parse_args()
    archive = tarfile.open(args.shared + "/gold/muc34-dev.tar.xz")
    files = {member.name: archive.extractfile(member).read().decode("latin-1").replace("\r", "") for member in archive if member.isfile()}
    keys = read_keys(text for name, text in sorted(files.items()) if "/key-" in name)
    texts = [text for name, text in sorted(files.items()) if re.search(r"/(dev|tst\d)-muc\d[^/]*$", name)]
    articles = [article_of(id_, body) for id_, body in read_reports(texts)]
    articles = [article for article in articles if article["id"] in keys]
    print("%d reports, %d with a key" % (len(articles), len(keys)))
    said = code(args.casus, articles)
    counts, misses = score({id_: key for id_, key in keys.items() if id_ in said}, said)
    report(counts)
    if args.wrong:
        text = {article["id"]: article["text"] for article in articles}
        with open(args.wrong, "w", encoding="utf-8") as out:
            for id_, role, what in misses:
                out.write("%s\t%s\t%s\t%s\n" % (id_, role, what, text[id_].replace("\n", " ")))


if __name__ == "__main__":
    main()
