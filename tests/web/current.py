#!/usr/bin/env python3
"""current.py ROOT: whether web/dist was made from web/src as it stands: the hash that web/build.mjs left there, over the same files."""
import hashlib
import os
import sys


def files(folder):
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if os.path.isdir(path):
            yield from files(path)
        else:
            yield path


def main():
    os.chdir(os.path.join(sys.argv[1], "web"))
    made = hashlib.sha256()
    for path in [*files("src"), "build.mjs", "provinces.mjs", "package.json", "package-lock.json", "tsconfig.json"]:
        content = open(path, "rb").read()
        made.update(f"{path} {len(content)}\n".encode() + content)
    left = open("dist/MADE-FROM").read().strip()
    if made.hexdigest() != left:
        sys.exit("web/dist is older than web/src: run `npm install && npm run build` in web/ and commit dist")
    print("1 passed, 0 failed")


main()
