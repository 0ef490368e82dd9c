#!/bin/sh
# Every sentence beside a pattern of the codebook, and those that test the coding itself.
for name in factuality headlines places roles parties types victims; do
	set -- "$@" "$CASUS_SOURCE/tests/corpus/coding/$name.txt"
done
exec "$CASUS" test "$CASUS_SOURCE"/lexicon/en/codebook/*.txt "$@"
