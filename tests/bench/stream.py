#!/usr/bin/env python3
"""Whether a command keeps its pace and its memory over a large input: stream.py CASUS COMMAND [OPTION...] INPUT...

Runs `casus COMMAND ...`, counts the articles in what comes out (lines of `casus read`, document lines of `casus code -f jsonl`) and says how
many a second there were in each tenth of them, how much memory was used at most, and user and system time."""
import os, resource, subprocess, sys, tempfile, time


EVERY = 50  # articles between two looks at the processor's time


def processor_seconds(pid):
    with open("/proc/%d/stat" % pid) as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main():
    command = sys.argv[2]
    arguments = [sys.argv[1], command] + (["-f", "jsonl"] if command == "code" else []) + ["-q"] + sys.argv[3:]
    mark = b'{"kind":"document"' if command == "code" else b"{"
    times, used_at, used = [], [], 0.0
    with tempfile.TemporaryFile() as log:
        began = time.monotonic()
        child = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=log)
        for line in child.stdout:
            if line.startswith(mark):
                times.append(time.monotonic() - began)
                if len(times) % EVERY == 1:
                    used = processor_seconds(child.pid)
                used_at.append(used)
        status = child.wait()
        log.seek(0)
        tail = log.read().decode().splitlines()[-4:]
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    n = len(times)
    print("exit status %d, %d articles, %.1f s wall, %.1f s user, %.1f s system, %.0f MB at most" %
          (status, n, times[-1] if n else 0, usage.ru_utime, usage.ru_stime, usage.ru_maxrss / 1024))
    print("\n".join(tail))
    for tenth in range(10):
        first, last = n * tenth // 10, n * (tenth + 1) // 10 - 1
        before, used_before = (times[first - 1], used_at[first - 1]) if first else (0, 0)
        if last > first and times[last] > before and used_at[last] > used_before:
            print("tenth %2d: %7.0f articles/s of the clock, %7.0f of the processor" %
                  (tenth + 1, (last - first + 1) / (times[last] - before), (last - first + 1) / (used_at[last] - used_before)))


if __name__ == "__main__":
    main()
