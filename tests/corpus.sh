#!/bin/sh
# Articles with the records that they must give; `casus test -u FILE` updates them.
exec "$CASUS" test "$CASUS_SOURCE"/tests/corpus/articles/*.txt
