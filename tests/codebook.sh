#!/bin/sh
# Every sentence beside a pattern of the codebook.
exec "$CASUS" test "$CASUS_SOURCE"/lexicon/en/codebook/*.txt
