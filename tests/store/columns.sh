#!/bin/sh
# columns.sh COMPARE: what the page is answered from memory is what the database would answer, of SQLite and of PostgreSQL.
. "$CASUS_SOURCE/tests/lib.sh"
. "$CASUS_SOURCE/tests/store/cluster.sh"
cd "$CASUS_SOURCE" || exit 1
compare=$CASUS_BUILD/$1
cat >"$work/more.jsonl" <<'EOT'
{"id":"one","date":"2020-02-10","title":"A ceasefire fails","publisher":"Agency A","text":"Islamic State militants killed at least 12 civilians in Sirte on Monday, Libya's government said.\n\nRussia and Ukraine agreed to a ceasefire in Minsk on Sunday. Russian troops shelled Kharkiv on Saturday."}
{"id":"two","date":"2020-03-01","title":"A truce","publisher":"Agency B","text":"Israel and Hamas agreed to a ceasefire on Saturday.\n\nTurkey condemned Russia on Sunday. Iran backs Syria. Russia plans to attack Syria."}
EOT
set -- examples/brief.txt "$work/more.jsonl"
if [ -d ../shared/news ]; then
	xz -dc ../shared/corpus/current-events.tsv.xz | awk -F '\t' 'NR > 1 && NR % 200 == 0 { gsub(/[\\"]/, "\\\\&"); printf "{\"id\":\"%d\",\"date\":\"%s\",\"publisher\":\"Agency %d\",\"title\":\"%s\",\"text\":\"%s\"}\n", NR, $1, NR % 3, $3, $4 }' >"$work/events.jsonl"
	set -- "$@" ../shared/news/*.txt "$work/events.jsonl"
else
	skip "../shared/news is not here"
fi
run "$CASUS" add -q --db "$work/one.db" "$@"
expect "add" 0
run "$compare" "$work/one.db"
expect "the same of SQLite" 0
grep FAILED "$work/out" | head -n 20
if start_cluster; then
	db=$(database columns)
	run "$CASUS" add -q --db "$db" "$@"
	expect "add to PostgreSQL" 0
	run "$compare" "$db"
	expect "the same of PostgreSQL" 0
	grep FAILED "$work/out" | head -n 20
else
	skip "there is no PostgreSQL to start here"
fi
finish
