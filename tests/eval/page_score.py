#!/usr/bin/env python3
"""page_score.py: how right the reader's articles and dates of HTML pages are.

    tests/eval/page_score.py TOOL PACK ../shared/gold            (build/tests/eval/page_tool, build/casus.pack)

Text: html-segments marks for each page segments that belong to the article and segments that do not. Two scores:
  - segments, as trafilatura's evaluation has it: a wanted segment that is found is a true positive, an unwanted one a
    false positive, a wanted one that is missing a false negative;
  - shingles, after scrapinghub's article-extraction-benchmark: the 4-token shingles of the wanted segments against those
    of the unwanted ones (a segment of fewer tokens is one shingle); per page, then averaged.
Date: publication-date-dev, as htmldate's evaluation has it: equal days are true positives, a day where there is none or
another day false positives, no day where there is one false negatives, none where there is none true negatives.
--other NAME=FILE scores another program's texts as well: JSON Lines with path and text.
"""
import argparse, json, os, re, subprocess, sys, tarfile, tempfile


def squeeze(text):
    return re.sub(r"\s+", " ", text).strip()


def shingles(segments):
    found = []
    for segment in segments:
        tokens = re.findall(r"\w+", segment.lower())
        found += [tuple(tokens[i:i + 4]) for i in range(max(1, len(tokens) - 3))] if tokens else []
    return found


def in_text(shingle, tokens, sets):
    size = len(shingle)
    if size not in sets:
        sets[size] = {tuple(tokens[i:i + size]) for i in range(len(tokens) - size + 1)}
    return shingle in sets[size]


def score_texts(gold, texts, verbose=False):
    tp = fp = fn = tn = 0
    precisions, recalls = [], []
    for page in gold.values():
        text = squeeze(texts.get(page["file"], ""))
        wanted, unwanted = [squeeze(s) for s in page.get("with") or []], [squeeze(s) for s in page.get("without") or []]
        hits, slips = [s for s in wanted if s in text], [s for s in unwanted if s in text]
        tp, fn, fp, tn = tp + len(hits), fn + len(wanted) - len(hits), fp + len(slips), tn + len(unwanted) - len(slips)
        if verbose:
            for s in wanted:
                if s not in text:
                    print("MISS", page["file"], "|", s, file=sys.stderr)
            for s in slips:
                print("SLIP", page["file"], "|", s, file=sys.stderr)
        tokens, sets = re.findall(r"\w+", text.lower()), {}
        good, bad = shingles(wanted), shingles(unwanted)
        kept_good = sum(in_text(s, tokens, sets) for s in good)
        kept_bad = sum(in_text(s, tokens, sets) for s in bad)
        precisions.append(kept_good / (kept_good + kept_bad) if kept_good + kept_bad else 0.0 if good else 1.0)
        recalls.append(kept_good / len(good) if good else 1.0)
    precision, recall = tp / (tp + fp), tp / (tp + fn)
    p, r = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    return (precision, recall, 2 * precision * recall / (precision + recall), (tp + tn) / (tp + fp + fn + tn), p, r, 2 * p * r / (p + r))


def score_dates(gold, dates, verbose=False):
    tp = fp = fn = tn = 0
    for page in gold.values():
        want, have = page["date"] if page["date"] != "nan" and page["date"] == page["date"] else "", dates.get(page["file"], "")
        if want == have:
            tp, tn = tp + bool(want), tn + (not want)
        elif have:
            fp += 1
        else:
            fn += 1
        if verbose and want != have:
            print("DATE", page["file"], "gold", want, "got", have, file=sys.stderr)
    precision, recall = tp / (tp + fp), tp / (tp + fn)
    return precision, recall, 2 * precision * recall / (precision + recall), (tp + tn) / (tp + fp + fn + tn)


def run_tool(tool, pack, folder, gold):
    pages = "".join("%s\t%s\n" % (os.path.join(folder, p["file"]), url) for url, p in gold.items())
    out = subprocess.run([tool, pack], input=pages.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    return {os.path.basename(p["path"]): p for p in map(json.loads, out.splitlines())}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool"), parser.add_argument("pack"), parser.add_argument("gold")
    parser.add_argument("--other", action="append", default=[])
    parser.add_argument("-v", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name in ("html-segments", "publication-date-dev"):
            with tarfile.open(os.path.join(args.gold, name + ".tar.xz")) as tar:
                tar.extractall(folder)
        gold = json.load(open(os.path.join(folder, "evaldata-en.json")))
        texts = {"casus": {f: p["text"] for f, p in run_tool(args.tool, args.pack, os.path.join(folder, "en"), gold).items()}}
        for other in args.other:
            name, path = other.split("=", 1)
            texts[name] = {os.path.basename(p["path"]): p["text"] for p in map(json.loads, open(path))}
        print("%-14s  segments: precision recall F1 accuracy   shingles: precision recall F1" % "text")
        for name, found in texts.items():
            print("%-14s            %.3f     %.3f  %.3f %.3f                %.3f     %.3f  %.3f" % ((name,) + score_texts(gold, found, args.v and name == "casus")))
        gold = json.load(open(os.path.join(folder, "pubdate", "dates.json")))
        for page in gold.values():
            page["date"] = str(page["date"])
        found = run_tool(args.tool, args.pack, os.path.join(folder, "pubdate", "html"), gold)
        print("date: precision %.3f recall %.3f F1 %.3f accuracy %.3f" % score_dates(gold, {f: p["date"] for f, p in found.items()}, args.v))


main()
