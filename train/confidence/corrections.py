"""Corrected records: which of the parties near an act have which role.

corrections.tsv has a line for each record that was read, of an item of corpus/current-events.tsv.xz (by its row, from 0): the row, where the trigger begins
and ends, the record's type, the right type ("=" where it was right, "none" where the text tells no act), the actors and the
recipients: "-" for nobody, else START-END with the party's code behind a colon where it is known, with commas between. All
places are code points of the item's text. It holds no text.
"""
import collections
import hashlib
import json
import lzma

Correction = collections.namedtuple("Correction", "row trigger type right actors recipients")
Party = collections.namedtuple("Party", "start end code")


def read_parties(text):
    if text == "-":
        return []
    parties = []
    for part in text.split(","):
        span, _, code = part.partition(":")
        start, end = span.split("-")
        parties.append(Party(int(start), int(end), code))
    return parties


def read(file):
    corrections = []
    for line in open(file, encoding="utf-8"):
        if line.startswith("#"):
            continue
        row, start, end, kind, right, actors, recipients = line.rstrip("\n").split("\t")
        corrections.append(Correction(int(row), (int(start), int(end)), kind, kind if right == "=" else right, read_parties(actors), read_parties(recipients)))
    return corrections


def read_items(shared):
    """Rows of the corpus: (date, text)."""
    with lzma.open(shared + "/corpus/current-events.tsv.xz", "rt", encoding="utf-8") as file:
        next(file)
        return [(fields[0], fields[3]) for fields in (line.rstrip("\n").split("\t") for line in file)]


def write_articles(items, rows, file):
    with open(file, "w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps({"id": str(row), "date": items[row][0], "text": items[row][1]}) + "\n")


def is_kept_aside(row):
    """One in three items is never trained on: docs/accuracy.md's figures are of those."""
    return int(hashlib.md5(("item %d" % row).encode()).hexdigest(), 16) % 3 == 0


def is_code_right(right, code):
    """RIGHT may be empty (not known), or the sector alone, beside which the readers let a country stand."""
    return right in ("", code) or (len(right) == 3 and code.endswith(right))
