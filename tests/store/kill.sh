#!/bin/sh
# kill.sh DUMP [TIMES [INPUT...]]: `casus add` is killed at TIMES random moments (kill -9, the seed is the number of the try), then run to
# its end: what the database then gives back is, byte for byte, what an undisturbed run gives. docs/store.md has the figures of 100.
. "$CASUS_SOURCE/tests/lib.sh"
dump=$1
times=${2:-3}
db="$work/t.db"
[ $# -gt 2 ] && shift 2 || set --

if [ $# -eq 0 ]; then
	awk 'BEGIN { for (i = 1; i <= 1500; i++) printf "{\"id\":\"%d\",\"date\":\"2020-01-09\",\"text\":\"Rebels attacked village number %d of the north on Monday and killed %d people.\"}\n", i, i, i }' >"$work/in.jsonl"
	set -- "$work/in.jsonl"
fi

# now: nanoseconds
now() { date +%s%N; }

start=$(now)
"$CASUS" add -q --batch 200 --db "$db" "$@"
span=$((($(now) - start) / 1000000))
"$dump" "$db" >"$work/undisturbed"
queries='SELECT * FROM v_events ORDER BY id; SELECT * FROM v_relations ORDER BY id; SELECT * FROM v_ceasefires ORDER BY id;
	SELECT document, id, date, title, source_id, url, duplicate_of, text FROM v_documents ORDER BY document;
	SELECT rowid FROM article_index WHERE article_index MATCH '"'village OR attack OR killed'"' ORDER BY rowid;
	SELECT * FROM v_participants ORDER BY event, role, number; SELECT * FROM likeness'
sqlite3 "$db" "$queries" >"$work/answers"

killed=0
try=0
while [ "$try" -lt "$times" ]; do
	try=$((try + 1))
	rm -f "$db"*
	wait=$(awk -v seed="$try" -v span="$span" 'BEGIN { srand(seed); printf "%.3f", rand() * span / 1000 }')
	"$CASUS" add -q --batch 200 --db "$db" "$@" &
	victim=$!
	sleep "$wait"
	kill -9 "$victim" 2>/dev/null && killed=$((killed + 1))
	wait "$victim" 2>/dev/null
	run "$CASUS" check --db "$db"
	case $status in
	0) pass ;;
	*) # before its tables were made
		check "try $try, killed after $wait s: the check says $(cat "$work/out" "$work/err")" [ "$(sqlite3 "$db" 'SELECT count(*) FROM sqlite_schema' 2>/dev/null || echo 0)" = 0 ] ;;
	esac
	run "$CASUS" add -q --batch 500 --db "$db" "$@"
	expect "try $try: run to its end" 0
	"$dump" "$db" >"$work/got"
	same "try $try, killed after $wait s: the same documents" "$work/undisturbed" "$work/got"
	sqlite3 "$db" "$queries" >"$work/got"
	same "try $try, killed after $wait s: the same answers" "$work/answers" "$work/got"
done
echo "killed $killed of $times runs of $span ms"
finish
