#!/usr/bin/env python3
"""Whether a command keeps its pace and its memory over a large input: stream.py CASUS COMMAND [OPTION...] INPUT...

Runs `casus COMMAND ...`, counts the articles in what comes out (lines of `casus read`, document lines of `casus code -f jsonl`) and says how
many a second there were in each tenth of them, how much memory was used at most, and user and system time."""
import os, resource, subprocess, sys, tempfile, time


def main():
    command = sys.argv[2]
    arguments = [sys.argv[1], command] + (["-f", "jsonl"] if command == "code" else []) + ["-q"] + sys.argv[3:]
    mark = b'{"kind":"document"' if command == "code" else b"{"
    times, sizes, size = [], [], 0
    with tempfile.TemporaryFile() as log:
        began = time.monotonic()
        child = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=log)
        for line in child.stdout:
            size += len(line)
            if line.startswith(mark):
                times.append(time.monotonic() - began)
                sizes.append(size)
        status = child.wait()
        log.seek(0)
        tail = log.read().decode().splitlines()[-4:]
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    n = len(times)
    print("exit status %d, %d articles, %.1f s wall, %.1f s user, %.1f s system, %.0f MB at most" %
          (status, n, times[-1] if n else 0, used.ru_utime, used.ru_stime, used.ru_maxrss / 1024))
    print("\n".join(tail))
    for tenth in range(10):
        first, last = n * tenth // 10, n * (tenth + 1) // 10 - 1
        before = times[first - 1] if first else 0
        if last >= first and times[last] > before:
            print("tenth %2d: %8.0f articles/s, %6.1f MB/s out" % (tenth + 1, (last - first + 1) / (times[last] - before),
                                                                  (sizes[last] - (sizes[first - 1] if first else 0)) / 1e6 / (times[last] - before)))


if __name__ == "__main__":
    main()
