#!/bin/sh
# Some seconds of fuzzing from the seeds, the samples of input formats, the examples and the tests' articles: run.sh FUZZ SECONDS SEED.
scratch="$CASUS_BUILD/fuzz-input"
"$1" "$CASUS_BUILD/casus.pack" "$scratch" "$2" "$3" "$CASUS_SOURCE"/tests/fuzz/seeds/* $(ls "$CASUS_SOURCE"/tests/reader/samples/* | grep -v "[.]pdf$") "$CASUS_SOURCE"/examples/*.txt \
	$(find "$CASUS_SOURCE/tests/corpus" -name '*.txt' 2>/dev/null | sort | head -n 40)
