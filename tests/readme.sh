#!/bin/sh
# The example in README.md is what casus prints. With UPDATE=1 it is written anew, to be read and committed.
. "$CASUS_SOURCE/tests/lib.sh"
cd "$CASUS_SOURCE" || exit 1

"$CASUS" code -f table --width 100 --no-color examples/brief.txt 2>/dev/null | sed 's/^/    /; s/ *$//' >"$work/table"
awk -v table="$work/table" '
	/^    \$ build\/casus code/ { print; print ""; while ((getline line < table) > 0) print line; skipping = 1; next }
	skipping && /^[^ ]/ { skipping = 0; if (!blank) print "" }
	!skipping { print }
' README.md | cat -s >"$work/README.md"
check "the example prints records" [ "$(wc -l <"$work/table")" -gt 10 ]
if [ "${UPDATE:-0}" = 1 ]; then cp "$work/README.md" README.md; fi
same "README.md shows what casus prints (UPDATE=1 writes it anew)" README.md "$work/README.md"
finish
