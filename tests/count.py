#!/usr/bin/env python3
"""Adds up what `meson test` ran: count.py BUILD_FOLDER...

Reads meson-logs/testlog.json of each build. Every test program closes with a line `N passed, N failed[, N skipped]`,
or with cmocka's `[  PASSED  ] N test(s).`; one that did neither counts as one failure (it crashed), as does one that
counted no failure but did not succeed. Prints the failures' output, then the sum; exit status 1 when anything failed.
"""
import json
import re
import sys

OWN = re.compile(r"^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$", re.M)
CMOCKA_PASSED = re.compile(r"^\[  PASSED  \] (\d+) test", re.M)
CMOCKA_FAILED = re.compile(r"^\[  FAILED  \] (\d+) test", re.M)
CMOCKA_SKIPPED = re.compile(r"^\[  SKIPPED \] (\d+) test", re.M)


def number(pattern, text):
    found = pattern.findall(text)
    return sum(int(n) for n in found)


def count(test):
    """(passed, failed, skipped) of one entry of the log."""
    text = test.get("stdout", "") + "\n" + test.get("stderr", "")
    own = OWN.findall(text)
    if own:
        passed, failed, skipped = (int(n or 0) for n in own[-1])
    else:
        passed, failed, skipped = (number(p, text) for p in (CMOCKA_PASSED, CMOCKA_FAILED, CMOCKA_SKIPPED))
    succeeded = test["result"] in ("OK", "EXPECTEDFAIL", "SKIP")
    if test["result"] == "SKIP" and passed + failed + skipped == 0:
        skipped = 1
    if passed + failed + skipped == 0 or (not succeeded and failed == 0):
        failed += 1
    return passed, failed, skipped


def main():
    total = [0, 0, 0]
    for build in sys.argv[1:]:
        try:
            with open(build + "/meson-logs/testlog.json", encoding="utf-8") as log:
                tests = [json.loads(line) for line in log if line.strip()]
        except OSError as problem:
            print(f"no test ran in {build}: {problem.strerror}")
            total[1] += 1
            continue
        for test in tests:
            counts = count(test)
            total = [a + b for a, b in zip(total, counts)]
            print("%-8s %-28s %5d passed %3d failed %3d skipped  %6.1f s" % (build, test["name"], *counts, test["duration"]))
            skips = re.findall(r"^(?:skipped: .*|.*SKIPPED:.*)$", test.get("stdout", ""), re.M)
            for line in sorted(set(skips)):
                print("    " + line)
            if counts[1]:
                print("    result: " + test["result"])
                for line in (test.get("stdout", "") + test.get("stderr", "")).splitlines()[-60:]:
                    print("    | " + line)
    print("%d passed, %d failed%s" % (total[0], total[1], ", %d skipped" % total[2] if total[2] else ""))
    return 1 if total[1] or total[0] == 0 else 0


sys.exit(main())
