#!/bin/sh
# Every sample damaged in every way: damage.sh DAMAGE.
exec "$1" "$CASUS_SOURCE/lexicon/en/text" "$CASUS_BUILD/damaged-input" "$CASUS_SOURCE"/tests/reader/samples/*
