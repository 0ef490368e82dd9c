#!/usr/bin/env python3
"""How fast the whole of casus is: run.py [CASUS] [ITEMS]

Codes ITEMS (default 20,000) short news items of ../shared/corpus/current-events.tsv.xz, one JSON Lines document each, on one
thread, and prints a table: start-up, words and sentences a second, memory, and the time as a multiple of what `wc -w` takes for
the same bytes on the same machine, which a reader elsewhere can compare with. Each figure is the best of three runs.
"""
import json
import lzma
import os
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
CORPUS = os.path.join(os.path.dirname(TOP), "shared", "corpus", "current-events.tsv.xz")
RUNS = 3


def items(count):
    """Every nth item of the corpus, so that all years are in."""
    with lzma.open(CORPUS, "rt", encoding="utf-8", newline="\n") as corpus:
        rows = [line.rstrip("\n").split("\t") for line in corpus]
    rows = [row for row in rows if len(row) >= 4 and row[0][:4].isdigit()]
    step = max(1, len(rows) // count)
    for row in rows[::step][:count]:
        yield {"id": None, "date": row[0], "text": row[3]}


def best(command, stdout=subprocess.DEVNULL):
    """(seconds, megabytes of the largest child so far) of the fastest of RUNS runs."""
    seconds = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        status = subprocess.run(command, stdout=stdout, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
        seconds.append(time.perf_counter() - begin)
        if status.returncode != 0:
            sys.exit("%s: exit status %d\n%s" % (" ".join(command), status.returncode, status.stderr.decode()[:500]))
    return min(seconds)


def peak_memory(command):
    """Megabytes of resident memory at most, told by a process of its own (RUSAGE_CHILDREN knows the largest child only)."""
    script = ("import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True);"
              "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
    return int(subprocess.check_output([sys.executable, "-c", script] + command)) / 1024


def main():
    casus = sys.argv[1] if len(sys.argv) > 1 else os.path.join(TOP, "build", "casus")
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 20000
    if not os.path.exists(CORPUS):
        print("skipped: there is no ../shared/corpus/current-events.tsv.xz")
        return
    with tempfile.TemporaryDirectory() as folder:
        one, many, text = (os.path.join(folder, name) for name in ("one.txt", "many.jsonl", "many.txt"))
        words = 0
        with open(many, "w", encoding="utf-8") as lines, open(text, "w", encoding="utf-8") as plain:
            for number, item in enumerate(items(count)):
                item["id"] = str(number)
                lines.write(json.dumps(item, ensure_ascii=False) + "\n")
                plain.write(item["text"] + "\n")
                words += len(item["text"].split())
        with open(one, "w", encoding="utf-8") as file:
            file.write("France condemned the attack on Thursday.\n")
        code = [casus, "code", "-f", "jsonl", "--threads", "1"]
        records = [json.loads(line) for line in subprocess.check_output(code + [many]).splitlines()]
        sentences = sum(record.get("sentences", 0) for record in records if record["kind"] == "document")
        start = best(code + [one])
        whole = best(code + [many])
        parse = best([casus, "parse", "--threads", "1", many])
        counting = best(["wc", "-w", text])
        work = whole - start
        rows = [
            ("documents, sentences, words", "%d, %d, %d" % (number + 1, sentences, words)),
            ("records", str(len(records) - number - 1)),
            ("start-up with one sentence", "%.0f ms" % (1000 * start)),
            ("whole, one thread", "%.2f s" % whole),
            ("words a second", "%.0f" % (words / work)),
            ("sentences a second", "%.0f" % (sentences / work)),
            ("casus parse alone: words a second", "%.0f" % (words / (parse - start))),
            ("times what wc -w takes", "%.0f" % (whole / counting)),
            ("memory: one sentence, all", "%.0f MB, %.0f MB" % (peak_memory(code + [one]), peak_memory(code + [many]))),
        ]
        for name, value in rows:
            print("%-36s %s" % (name, value))


main()
