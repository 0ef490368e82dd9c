#!/usr/bin/python3
"""Score the segmenter against treebanks: F1 of sentences, surface tokens and words, by character spans.

    tests/eval/segment_score.py [--errors N] ../shared/treebank/test.conllu.gz ...

Words of multiword tokens are compared by the parts of the token that they are. Needs build/tests/eval/text_tool."""
import argparse
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import treebank_text

ROOT = pathlib.Path(__file__).resolve().parents[2]


def segment(raw, tool, lexicon):
    run = subprocess.run([tool, "tokens", lexicon], input=bytes(raw), capture_output=True, check=True)
    tokens, words, sentences, left = [], [], {}, 0
    for line in run.stdout.decode().splitlines():
        start, end, count, sentence, _ = map(int, line.split("\t"))
        sentences[sentence] = (sentences.get(sentence, (start,))[0], end)
        words.append((start, end))
        if left:
            tokens[-1] = (tokens[-1][0], end)
            left -= 1
        else:
            tokens.append((start, end))
            left = max(count, 1) - 1
    return tokens, words, list(sentences.values())


def f1(gold, system):
    return 200.0 * len(set(gold) & set(system)) / (len(gold) + len(system))


def show_errors(gold, words, sentences, count):
    raw = gold.raw
    for name, left, right in (("gold word", gold.words, words), ("our word", words, gold.words)):
        for start, end, *_ in sorted(set(left) - set(right))[:count]:
            around = raw[max(0, start - 20):end + 20].decode(errors="replace")
            print(f"  {name} {raw[start:end].decode()!r} in {around!r}")
    for name, left, right in (("missed end", gold.sentences, sentences), ("wrong end", sentences, gold.sentences)):
        for end in sorted({e for _, e in left} - {e for _, e in right})[:count]:
            print(f"  {name}: {raw[max(0, end - 40):end].decode(errors='replace')!r} || {raw[end:end + 40].decode(errors='replace')!r}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, help="show the first N errors of each kind")
    parser.add_argument("--only", default="", help="only sentences whose id starts so")
    parser.add_argument("--tool", default=str(ROOT / "build/tests/eval/text_tool"))
    parser.add_argument("--lexicon", default=str(ROOT / "lexicon/en/text"))
    parser.add_argument("treebanks", nargs="+")
    options = parser.parse_args()
    print(f"{'treebank':24} {'sentences':>9} {'tokens':>7} {'words':>7}   (F1)")
    for path in options.treebanks:
        gold = treebank_text.read(path, lambda sent_id: sent_id.startswith(options.only))
        tokens, words, sentences = segment(gold.raw, options.tool, options.lexicon)
        print(f"{pathlib.Path(path).name:24} {f1(gold.sentences, sentences):9.2f} {f1(gold.tokens, tokens):7.2f} "
              f"{f1(gold.words, words):7.2f}")
        show_errors(gold, words, sentences, options.errors)


main()
