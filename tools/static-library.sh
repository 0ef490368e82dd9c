#!/bin/sh
# static-library.sh IN.a OUT.a FOLDER: all of IN.a as one object in which only what casus.h declares is global, so that our
# names (struct str's str_find and the like) cannot clash with a user's.
set -eu
mkdir -p "$3"
rm -f "$2"
ld -r -o "$3/casus.o" --whole-archive "$1"
objcopy --localize-hidden "$3/casus.o"
ar rcsD "$2" "$3/casus.o"
