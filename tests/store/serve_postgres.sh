#!/bin/sh
# serve_postgres.sh: `casus serve` answers each question the same of SQLite and of PostgreSQL, and goes on when the server comes back.
. "$CASUS_SOURCE/tests/lib.sh"
. "$CASUS_SOURCE/tests/store/cluster.sh"
cd "$CASUS_SOURCE" || exit 1
if ! start_cluster; then
	skip "there is no PostgreSQL to start here"
	finish
fi
db=$(database served)
cat >"$work/more.jsonl" <<'EOT'
{"id":"one","date":"2020-02-10","title":"A ceasefire fails","publisher":"Agency A","text":"Islamic State militants killed at least 12 civilians in Sirte on Monday, Libya's government said.\n\nRussia and Ukraine agreed to a ceasefire in Minsk on Sunday. Russian troops shelled Kharkiv on Saturday."}
{"id":"two","date":"2020-03-01","title":"\u00dcberlingen: the prime minister's talk","publisher":"Agency B","text":"Israel and Hamas agreed to a ceasefire on Saturday.\n\nTurkey condemned Russia on Sunday. The prime minister of the United States' ally met police in Kabul."}
{"id":"three","date":"2020-02-11","title":"Dead in Sirte","publisher":"Agency B","text":"Islamic State fighters killed 15 civilians in Sirte on Monday, 10 February. The group denied that it killed civilians in Sirte on Monday."}
EOT
set -- examples/brief.txt "$work/more.jsonl"
if [ -d ../shared/news ]; then
	set -- "$@" ../shared/news/*.txt
	xz -dc ../shared/corpus/current-events.tsv.xz | awk -F '\t' 'NR > 1 && $1 >= "2020-01" && n < 300 { n++; gsub(/[\\"]/, "\\\\&"); printf "{\"id\":\"%d\",\"date\":\"%s\",\"publisher\":\"Agency %d\",\"title\":\"%s\",\"text\":\"%s\"}\n", n, $1, n % 4, $3, $4 }' >"$work/events.jsonl"
	set -- "$@" "$work/events.jsonl"
else
	skip "../shared/news is not here"
fi
for to in "$work/one.db" "$db"; do
	run "$CASUS" add -q --db "$to" "$@"
	expect "add" 0
done
export cluster server_bin
run python3 tests/store/serve_compare.py "$CASUS" "$work/one.db" "$db" sh -c '. tests/store/cluster.sh; restart_cluster'
expect "the same answers of both" 0
grep -A 2 FAILED "$work/out"
finish
