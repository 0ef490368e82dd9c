#!/bin/sh
# casus diff: the same, added, removed, changed; files against databases.
. "$CASUS_SOURCE/tests/lib.sh"
cd "$CASUS_SOURCE" || exit 1

run "$CASUS" code -f jsonl examples/brief.txt
cp "$work/out" "$work/old.jsonl"
run "$CASUS" diff "$work/old.jsonl" "$work/old.jsonl"
expect "a run and itself" 0 "added"
check "nothing but the table" [ "$(grep -c '^[-+~]' "$work/out")" -eq 0 ]

# One record less, one more, one changed; the ids of all are others.
sed -e '/"event_type":"RETREAT"/d' -e '/"relation":"backs"/{p;s/"backs"/"opposes"/;}' -e '/"event_type":"MOBILIZE"/s/"planned"/"actual"/' \
	-e 's/"kind":"event","id":"[0-9a-f]/"kind":"event","id":"x/' "$work/old.jsonl" >"$work/new.jsonl"
run "$CASUS" diff "$work/old.jsonl" "$work/new.jsonl"
expect "a run that differs" 1 "all "
check "removed" grep -q '^- [0-9a-f]* RETREAT:withdraw Turkey \[conditional\]: ' "$work/out"
check "added" grep -q '^+ [0-9a-f]* opposes Egypt -> ' "$work/out"
check "changed" grep -q '^    factuality: "planned" is now "actual"$' "$work/out"
check "one of each" [ "$(grep -c '^[-+~] ' "$work/out")" -eq 3 ]
check "the count" grep -q '^all  *[0-9]*  *[0-9]*  *1  *1  *1$' "$work/out"
run "$CASUS" diff -q "$work/old.jsonl" "$work/new.jsonl"
expect "--quiet" 1 "MOBILIZE"
check "--quiet: only the table" [ "$(grep -c '^[-+~] ' "$work/out")" -eq 0 ]

run "$CASUS" add --db "$work/conflict.db" examples/brief.txt
run "$CASUS" diff "$work/old.jsonl" "$work/conflict.db"
expect "a file and a database" 0 "all "
run "$CASUS" diff "$work/conflict.db" "$work/new.jsonl"
expect "a database and a file" 1 "RETREAT"

run "$CASUS" diff "$work/old.jsonl"
expect "one run" 2 "diff takes two runs"
run "$CASUS" diff "$work/old.jsonl" "$work/nowhere.jsonl"
expect "a run that is not there" 2 "nowhere.jsonl"
echo '{"kind":' >"$work/bad.jsonl"
run "$CASUS" diff "$work/old.jsonl" "$work/bad.jsonl"
expect "what is no JSON" 2 "bad.jsonl:1:"
finish
