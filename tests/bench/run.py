#!/usr/bin/env python3
"""How fast the whole of casus is: run.py [CASUS] [ITEMS]; or run.py --items ITEMS, which only prints the items, for bench_rooms

Codes ITEMS (default 20,000) short news items of ../shared/corpus/current-events.tsv.xz, one JSON Lines document each, on one
thread, and prints a table: start-up, words and sentences a second, memory, and the time as a multiple of what `wc -w` takes for
the same bytes on the same machine, which a reader elsewhere can compare with. Times are processor seconds, user and system, of
the best of three runs, so that other work on the machine disturbs them less.
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


def measure(command):
    """(processor seconds, wall seconds) of the fastest of RUNS runs."""
    runs = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            sys.exit("%s: exit status %d" % (" ".join(command), child.returncode))
        runs.append((usage.ru_utime + usage.ru_stime, time.perf_counter() - begin))
    return min(runs)


def peak_memory(command):
    """Megabytes of resident memory at most. Told by a small process of its own: a child's figure begins at its parent's size."""
    script = ("import os, sys; child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, "
              "'/dev/null', os.O_WRONLY, 0)]); print(os.wait4(child, 0)[2].ru_maxrss)")
    return int(subprocess.check_output([sys.executable, "-S", "-c", script] + command)) / 1024


def main():
    casus = sys.argv[1] if len(sys.argv) > 1 else os.path.join(TOP, "build", "casus")
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 20000
    if not os.path.exists(CORPUS):
        print("skipped: there is no ../shared/corpus/current-events.tsv.xz")
        return
    if sys.argv[1:2] == ["--items"]:
        for number, item in enumerate(items(count)):
            print(json.dumps(dict(item, id=str(number)), ensure_ascii=False))
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
        start, start_wall = measure(code + [one])
        whole, _ = measure(code + [many])
        parse, _ = measure([casus, "parse", "--threads", "1", many])
        counting, _ = measure(["wc", "-w", text])
        rows = [
            ("documents, sentences, words", "%d, %d, %d" % (number + 1, sentences, words)),
            ("records", str(len(records) - number - 1)),
            ("start-up with one sentence", "%.0f ms (wall %.0f ms)" % (1000 * start, 1000 * start_wall)),
            ("code, one thread", "%.2f s" % whole),
            ("code: words a second", "%.0f" % (words / (whole - start))),
            ("code: sentences a second", "%.0f" % (sentences / (whole - start))),
            ("parse: words a second", "%.0f" % (words / (parse - start))),
            ("code, times what wc -w takes", "%.0f" % (whole / counting)),
            ("memory: one sentence, all", "%.0f MB, %.0f MB" % (peak_memory(code + [one]), peak_memory(code + [many]))),
        ]
        for name, value in rows:
            print("%-36s %s" % (name, value))


main()
