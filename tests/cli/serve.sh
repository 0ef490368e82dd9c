#!/bin/sh
# casus serve: what it answers from memory is what the database holds now, whoever changed it.
. "$CASUS_SOURCE/tests/lib.sh"
cd "$CASUS_SOURCE" || exit 1
run "$CASUS" add -q --db "$work/one.db" examples/brief.txt
expect "add" 0
run python3 tests/cli/serve_changes.py "$CASUS" "$work/one.db" "$work"
expect "answers follow the database" 0
cat "$work/out" "$work/err"
finish
