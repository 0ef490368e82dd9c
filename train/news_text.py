"""Plain text, one paragraph a line, out of the collections that the silver trees are made from.

    python3 news_text.py KIND FILE > OUT.txt        KIND: a name in READERS

Readers of: the current-events table, the synthetic stories and their titles, LGL articles, MUC-3/4 reports, plain
text files in a tar archive, re3d documents."""
import csv
import html
import json
import lzma
import random
import re
import sys
import tarfile

COUNTRIES = """Libya,Syria,Iraq,Iran,Yemen,Egypt,Sudan,Somalia,Kenya,Uganda,Rwanda,Nigeria,Mali,Niger,Chad,Cameroon,
Ethiopia,Eritrea,Israel,Palestine,Lebanon,Jordan,Turkey,Russia,Ukraine,Georgia,Armenia,Azerbaijan,Kazakhstan,China,
Japan,Taiwan,Philippines,Indonesia,Malaysia,Thailand,Myanmar,India,Pakistan,Afghanistan,Bangladesh,Nepal,Colombia,
Venezuela,Brazil,Chile,Peru,Bolivia,Mexico,Cuba,Haiti,Honduras,Guatemala,France,Germany,Spain,Italy,Greece,Poland,
Hungary,Serbia,Kosovo,Belarus,Britain,Ireland,Canada,U.S.,UK,South Korea,North Korea,South Sudan,Saudi Arabia,
United States,United Kingdom,South Africa,Sri Lanka,Ivory Coast""".replace("\n", "").split(",")
CITIES = """Tripoli,Damascus,Baghdad,Tehran,Cairo,Khartoum,Mogadishu,Nairobi,Lagos,Abuja,Bamako,Gaza,Beirut,Ankara,
Istanbul,Moscow,Kyiv,Tbilisi,Beijing,Tokyo,Manila,Jakarta,Bangkok,Delhi,Karachi,Kabul,Dhaka,Bogota,Caracas,Paris,
Berlin,Madrid,Athens,London,Dublin,Lima,Santiago,Mexico City,Hong Kong,New York,Cape Town,San Salvador"""
CITIES = CITIES.replace("\n", "").split(",")


def rows(path, **options):
    return csv.reader(lzma.open(path, "rt", encoding="utf8"), **options)


def without_credits(text):
    """Drop trailing sources: (Reuters) [BBC News]"""
    while True:
        shorter = re.sub(r"\s*[(\[][^()\[\]]{1,60}[)\]]\s*$", "", text)
        if shorter == text:
            return text
        text = shorter


def current_events(path):
    for number, row in enumerate(rows(path, delimiter="\t", quoting=csv.QUOTE_NONE)):
        if number:
            yield without_credits(row[3])


def synthetic(path):
    table = csv.DictReader(lzma.open(path, "rt", encoding="utf8"))
    for row in table:
        yield from row["text"].split("\n")


def synthetic_titles(path):
    """Headlines; {country_1} and the like are filled in, each title twice."""
    rng = random.Random(5)
    for row in csv.DictReader(lzma.open(path, "rt", encoding="utf8")):
        for _ in range(2):
            chosen = {}
            yield re.sub(r"\{(\w+)\}", lambda m: chosen.setdefault(
                m[1], rng.choice(CITIES if "city" in m[1] or "capital" in m[1] else COUNTRIES)), row["title"])


def lgl(path):
    text = lzma.open(path, "rt", encoding="utf8").read()
    for article in re.findall(r"<text>(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?</text>", text, re.S):
        yield from html.unescape(article).split("\n")


def members(path, pattern):
    with tarfile.open(path) as archive:
        for name in sorted(archive.getnames()):
            if re.search(pattern, name):
                file = archive.extractfile(name)
                if file:
                    yield file.read()


def muc(path):
    for raw in members(path, r"/(dev|tst\d)-muc[34][^/]*$"):
        for report in re.split(r"\n(?=(?:DEV|TST\d)-MUC\d-\d+)", raw.decode("latin1")):
            _, found, body = report.partition("[TEXT]")
            if found:
                for paragraph in re.split(r"\n\s*\n", body):
                    yield re.sub(r"\[[A-Z ]+\]", " ", re.sub(r"\s+", " ", paragraph))


def text_files(path):
    for raw in members(path, r"\.txt$"):
        yield from raw.decode("utf8").split("\n")


def re3d(path):
    for raw in members(path, r"documents\.json$"):
        for line in raw.decode("utf8").split("\n"):
            if line.strip():
                yield from json.loads(line).get("text", "").split("\n")


READERS = {"current-events": current_events, "synthetic": synthetic, "synthetic-titles": synthetic_titles, "lgl": lgl,
           "muc": muc, "text-files": text_files, "re3d": re3d}


def main():
    kind, path = sys.argv[1:]
    for paragraph in READERS[kind](path):
        paragraph = re.sub(r"\s+", " ", paragraph).strip()
        if paragraph:
            print(paragraph)


if __name__ == "__main__":
    main()
