#!/usr/bin/env python3
"""Score the time room on GUM's dates and MEANTIME's TIMEX3.

    timex_score.py --tool "build/tests/eval/timex_tool lexicon/en/time" GOLD_FOLDER [--errors] [--genres news,interview]

GOLD_FOLDER holds gum-dates-coref.tar.xz and meantime-airbus-apple.tar.xz (../shared/gold). Nothing is unpacked to disk.

GUM gives days in TEI (<date when=...>, from/to, notBefore/notAfter) over hand-made trees. A row counts as right when the
expression found at its words has the same value. For from/to rows the bounds must be the same period up to a third of its
length at each end (GUM's "late September" is 15 to 30), for notBefore/notAfter rows the period found must lie within.
Where GUM marks the two ends of what is one range here, the end asked for is compared. A date marked inside a longer
expression that was found is compared with that.

MEANTIME gives TIMEX3. Only its first six sentences are annotated; it has no trees: --parse COMMAND (CoNLL-U in, CoNLL-U
out, tokens kept) adds them. Value F1 counts an expression as right when it shares a word with a gold one (relaxed) and has
its value; "two years ago" is marked as a duration there and its date as an expression without words, so the value of a
linked wordless expression counts as well.
"""
import argparse
import collections
import datetime
import io
import re
import subprocess
import tarfile
import xml.etree.ElementTree as ElementTree

Found = collections.namedtuple("Found", "first last type value start end open text")


def run_tool(tool, conllu):
    out = subprocess.run(tool, shell=True, input=conllu, capture_output=True, text=True, check=True)
    print("#", out.stderr.strip())
    found = collections.defaultdict(list)
    for line in out.stdout.splitlines():
        doc, sentence, first, last, kind, value, start, end, opened, text = line.split("\t")
        found[doc, int(sentence)].append(Found(int(first), int(last), kind, value, start, end, opened, text))
    return found


def day(text):
    return datetime.date.fromisoformat(text)


def bounds(value):
    """First and last day of an ISO value, or None."""
    value = value.split("T")[0]
    for length, last in ((4, "-12-31"), (7, None), (10, "")):
        if re.fullmatch(r"\d{4}(-\d\d){%d}" % ((length - 4) // 3), value):
            if length == 10:
                return day(value), day(value)
            if length == 4:
                return day(value + "-01-01"), day(value + last)
            year, month = map(int, value.split("-"))
            following = datetime.date(year + month // 12, month % 12 + 1, 1)
            return datetime.date(year, month, 1), following - datetime.timedelta(1)
    return None


# --- GUM ---------------------------------------------------------------------------------------

def gum_gold(xml):
    """Per sentence a list of (first, last, attributes)."""
    sentences, stack, words = [], [], 0
    for line in xml.split("\n"):
        if line.startswith("<s ") or line == "<s>":
            sentences.append([])
            words = 0
        elif line.startswith("<date"):
            stack.append((words, dict(re.findall(r'(\w+)="([^"]*)"', line))))
        elif line.startswith("</date"):
            first, attributes = stack.pop()
            sentences[-1].append((first, words - 1, attributes))
        elif line and not line.startswith("<"):
            words += 1
    return sentences


def gum_conllu(name, text):
    date = re.search(r"# meta::dateCreated = (\S+)", text)
    lines = ["# newdoc id = " + name, "# date = " + (date.group(1) if date else "")]
    for line in text.split("\n"):
        if not line.startswith("#"):
            lines.append(line)
    return "\n".join(lines)


def same_period(found, start, end):
    if "-" in (found.start[:1], found.end[:1]):
        return False
    length = max(1, (end - start).days + 1)
    slack = length / 2 if length > 7 else 2
    return abs((day(found.start) - start).days) <= slack and abs((day(found.end) - end).days) <= slack


def gum_right(attributes, found):
    if "when" in attributes:
        when = attributes["when"].lstrip("-") if re.match(r"-\d{4}", attributes["when"]) else attributes["when"]
        if when.startswith("--"):
            return found.value.endswith(when[1:])
        values = found.value.split("/")
        if found.type == "TIME" and "T" not in when:
            values = [v.split("T")[0] for v in values]
        if when.split("T")[0] in [v.split("T")[0] for v in values] and ("T" not in when or when[:16] in [v[:16] for v in values]):
            return True
        if bounds(when) and found.start[:1] not in "-" and (str(bounds(when)[0]), str(bounds(when)[1])) == (found.start, found.end):
            return True
        return False
    get = lambda *names: next((attributes[n] for n in names if n in attributes), None)
    start, end = get("from", "notBefore"), get("to", "notAfter")
    if (start and start.startswith("--")) or (end and end.startswith("--")):
        return None
    start, end = start and bounds(start.lstrip("-")), end and bounds(end.lstrip("-"))
    if start and end:
        if found.start.startswith("-"):
            return False
        if "notBefore" in attributes or "notAfter" in attributes:
            return day(found.start) >= start[0] - datetime.timedelta(366) and day(found.end) <= end[1] + datetime.timedelta(366)
        return same_period(found, start[0], end[1])
    only = start[0] if start else end[1]
    if found.start.startswith("-"):
        return False
    return day(found.start) >= only - datetime.timedelta(31) if start else day(found.end) <= only + datetime.timedelta(31)


def overlap(a_first, a_last, b_first, b_last):
    return a_first <= b_last and b_first <= a_last


def score_gum(archive, tool, errors, genres):
    xml, conllu = {}, {}
    with tarfile.open(archive) as tar:
        for member in tar.getmembers():
            base = member.name.split("/")[-1].split(".")[0]
            if "/xml/" in "/" + member.name and member.isfile():
                xml[base] = tar.extractfile(member).read().decode()
            elif "ontogum/conllu/" in member.name and member.isfile():
                conllu[base] = tar.extractfile(member).read().decode()
    names = sorted(n for n in xml if n.split("_")[1] in genres)
    found = run_tool(tool, "\n".join(gum_conllu(n, conllu[n]) for n in names))
    tally, unresolved = collections.Counter(), 0
    for name in names:
        genre = name.split("_")[1]
        for number, rows in enumerate(gum_gold(xml[name])):
            for first, last, attributes in rows:
                hits = [f for f in found[name, number] if overlap(first, last, f.first, f.last)]
                hits = [f for f in hits if not (f.first < first and f.last > last and f.type == "SET")]
                right = [gum_right(attributes, f) for f in hits]
                if None in right:
                    unresolved += 1
                    continue
                tally[genre, "gold"] += 1
                tally[genre, "found"] += bool(hits)
                tally[genre, "right"] += any(right)
                if errors and not any(right):
                    print("  gum", name, number + 1, attributes, [(f.text, f.value, f.start, f.end) for f in hits])
        if errors == "all":
            for (doc, number), rows in sorted(found.items()):
                if doc == name:
                    for f in rows:
                        gold = gum_gold(xml[name])[number]
                        if not any(overlap(a, b, f.first, f.last) for a, b, _ in gold) and f.type in ("DATE", "TIME"):
                            print("  gum extra", name, number + 1, f)
    for genre in sorted({g for g, _ in tally}) + ["all"]:
        gold, hit, right = (sum(v for (g, k), v in tally.items() if k == key and genre in (g, "all")) for key in ("gold", "found", "right"))
        print(f"GUM {genre:10} {gold:4} dates, found {hit / gold:.3f}, value right {right / gold:.3f}, right of found {right / max(1, hit):.3f}")
    print(f"GUM: {unresolved} rows without a year in the gold are not counted")


# --- MEANTIME ----------------------------------------------------------------------------------

ANNOTATED = 6  # the title, the date line and the first sentences: README of the corpus


def meantime_document(name, data):
    root = ElementTree.parse(io.BytesIO(data)).getroot()
    tokens = [(t.get("t_id"), int(t.get("sentence")), t.text or "_") for t in root.iter("token")]
    place = {}
    sentences = collections.defaultdict(list)
    for ident, sentence, form in tokens:
        place[ident] = (sentence, len(sentences[sentence]))
        sentences[sentence].append(form)
    rows, wordless = [], {}
    for timex in root.iter("TIMEX3"):
        anchors = [a.get("t_id") for a in timex.iter("token_anchor")]
        entry = dict(id=timex.get("m_id"), value=timex.get("value"), type=timex.get("type"),
                     links=[timex.get(k) for k in ("beginPoint", "endPoint", "anchorTimeID")],
                     creation=timex.get("functionInDocument") == "CREATION_TIME")
        if not anchors:
            wordless[entry["id"]] = entry
            continue
        entry["sentence"] = place[anchors[0]][0]
        entry["first"], entry["last"] = place[anchors[0]][1], place[anchors[-1]][1]
        rows.append(entry)
    for row in rows:
        row["values"] = {row["value"]} | {wordless[k]["value"] for k in row["links"] if k in wordless}
    created = [r["value"] for r in rows if r["creation"]]
    date = created[0] if created else next((r["value"] for r in rows if len(r["value"]) == 10 and r["sentence"] <= 2), "")
    lines = [f"# newdoc id = {name}", f"# date = {date}"]
    for number in range(max(sentences) + 1):
        for i, form in enumerate(sentences[number]):
            lines.append(f"{i + 1}\t{form}\t_\t_\t_\t_\t_\t_\t_\t_")
        lines.append("")
    return rows, "\n".join(lines)


def normal(value):
    return re.sub(r"T(MO|AF|EV|NI|MI)$", r"T\1", value.rstrip("Z"))


def ends(found):
    """The corpus marks the two ends of "2009 to 2011": so the interval found there is taken as two answers."""
    if "/" not in found.value:
        return [found]
    values, middle = found.value.split("/"), (found.last - found.first) // 2
    return [found._replace(value=values[0], last=found.first + max(0, middle - 1)), found._replace(value=values[1], first=found.first + middle + 1)]


def f1(right, answers, gold):
    precision, recall = right / max(1, answers), right / max(1, gold)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def score_meantime(archive, tool, errors, parse):
    documents, texts = {}, []
    with tarfile.open(archive) as tar:
        for member in sorted(tar.getmembers(), key=lambda m: m.name):
            if "/intra-doc_annotation/" in member.name and member.name.endswith(".xml"):
                name = member.name.split("/")[-1].split("_")[0]
                documents[name], text = meantime_document(name, tar.extractfile(member).read())
                texts.append(text)
    conllu = "\n".join(texts)
    if parse:
        conllu = subprocess.run(parse, shell=True, input=conllu, capture_output=True, text=True, check=True).stdout
    found = run_tool(tool, conllu)
    gold_count = answers = strict = relaxed = value_linked = value_plain = strict_value = 0
    for name, rows in documents.items():
        last_annotated = max([ANNOTATED - 1] + [r["sentence"] for r in rows])
        mine = [(s, f) for (doc, s), fs in found.items() if doc == name and s <= last_annotated for whole in fs for f in ends(whole)]
        gold_count += len(rows)
        answers += len(mine)
        used = set()
        for row in sorted(rows, key=lambda r: r["last"] - r["first"]):
            hits = [(i, f) for i, (s, f) in enumerate(mine)
                    if s == row["sentence"] and i not in used and overlap(row["first"], row["last"], f.first, f.last)]
            hits.sort(key=lambda h: (h[1].first != row["first"]) + (h[1].last != row["last"]))
            if not hits:
                if errors:
                    print("  meantime missed", name, row["sentence"], row["value"], row["type"], (row["first"], row["last"]))
                continue
            index, f = hits[0]
            used.add(index)
            relaxed += 1
            same = f.first == row["first"] and f.last == row["last"]
            strict += same
            plain = normal(f.value) == normal(row["value"])
            linked = plain or any(normal(f.value) == normal(v) or (re.fullmatch(r"\d{4}(-\d\d)?", f.value) and v.startswith(f.value))
                                  for v in row["values"] - {row["value"]})
            value_plain += plain
            value_linked += linked
            strict_value += same and linked
            if errors and not linked:
                print("  meantime value", name, row["sentence"], f.text, f.value, "gold", row["values"])
            elif errors == "all" and not same:
                print("  meantime span", name, row["sentence"], f.text, (f.first, f.last), "gold", (row["first"], row["last"]))
        if errors:
            for i, (s, f) in enumerate(mine):
                if i not in used:
                    print("  meantime extra", name, s, f)
    for label, right in (("strict span", strict), ("relaxed span", relaxed), ("value (linked)", value_linked),
                         ("value (as written)", value_plain), ("strict span and value", strict_value)):
        print("MEANTIME %-22s P %.3f R %.3f F1 %.3f" % ((label,) + f1(right, answers, gold_count)), f"({right}/{answers}/{gold_count})")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("--tool", default="build/tests/eval/timex_tool lexicon/en/time")
    parser.add_argument("--parse", help="command that adds trees to CoNLL-U")
    parser.add_argument("--errors", nargs="?", const="some")
    parser.add_argument("--genres", default="news,interview,bio")
    options = parser.parse_args()
    score_gum(options.gold + "/gum-dates-coref.tar.xz", options.tool, options.errors, options.genres.split(","))
    score_meantime(options.gold + "/meantime-airbus-apple.tar.xz", options.tool, options.errors, options.parse)


if __name__ == "__main__":
    main()
