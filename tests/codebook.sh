#!/bin/sh
# Every sentence beside a pattern of the codebook.
exec "$CASUS" test "$CASUS_SOURCE"/lexicon/en/codebook/*.txt "$CASUS_SOURCE"/tests/corpus/coding/factuality.txt "$CASUS_SOURCE"/tests/corpus/coding/places.txt
