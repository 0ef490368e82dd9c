#!/bin/sh
# shards.sh DUMP: articles coded in three parts, with reprints across them, and put together by copying are what one program makes of them all: the same records,
# copies and incidents, whichever part comes first, on SQLite and on PostgreSQL.
. "$CASUS_SOURCE/tests/lib.sh"
. "$CASUS_SOURCE/tests/store/facts.sh"
. "$CASUS_SOURCE/tests/store/cluster.sh"
dump=$1

python3 "$CASUS_SOURCE/tests/store/reprints.py" 7 180 >"$work/in.jsonl"
"$CASUS" add -q --db "$work/whole.db" "$work/in.jsonl"
facts "$work/whole.db" >"$work/whole"
coded=0
for part in 1 2 3; do
	"$CASUS" add -q --shard "$part/3" --db "$work/part$part.db" "$work/in.jsonl"
	coded=$((coded + $(sqlite3 "$work/part$part.db" "SELECT count(*) FROM document WHERE duplicate_of IS NULL")))
done
once=$(sqlite3 "$work/whole.db" "SELECT count(*) FROM document WHERE duplicate_of IS NULL")
check "reprints fell into different parts: $coded coded, $once at once" [ "$coded" -gt $((once + 20)) ]

# together PART...: into other.db, in this order.
together() {
	rm -f "$work/other.db"*
	for part; do
		run "$CASUS" copy --from "$work/part$part.db" --to "$work/other.db"
		expect "part $part of $*" 0 "documents copied, 0 there already"
	done
	facts "$work/other.db" >"$work/other"
	same "parts put together: $*" "$work/whole" "$work/other"
}
together 2 1 3
together 3 2 1
together 1 2 3
check "it says what was coded for nothing" grep -q "coded in one of the two repeat what the other has" "$work/err"
run "$CASUS" check --db "$work/other.db"
expect "sound" 0 "0 findings"
run "$CASUS" copy --from "$work/part2.db" --to "$work/other.db"
expect "a part again" 0 "0 documents copied"
facts "$work/other.db" >"$work/other"
same "nothing changed by it" "$work/whole" "$work/other"

# What somebody has judged keeps its records, in whichever of the two it was judged.
copy=$(sqlite3 "$work/whole.db" "ATTACH '$work/part2.db' AS part; SELECT hex(d.id) FROM document d JOIN part.document p ON p.id = d.id AND p.duplicate_of IS NULL
	WHERE d.duplicate_of IS NOT NULL AND EXISTS (SELECT 1 FROM part.event e WHERE e.document = p.key) ORDER BY d.id LIMIT 1")
check "a copy that its part coded" [ -n "$copy" ]
sqlite3 "$work/part2.db" "INSERT INTO judgement SELECT e.id, 1, 'right', '', '{}', 1000 FROM event e JOIN document d ON d.key = e.document WHERE d.id = x'$copy' LIMIT 1"
for order in "1 2 3" "2 3 1"; do
	rm -f "$work/other.db"*
	for part in $order; do
		"$CASUS" copy -q --from "$work/part$part.db" --to "$work/other.db"
	done
	check "judged in its part, copied in the order $order" [ "$(sqlite3 "$work/other.db" "SELECT count(*) FROM document d JOIN event e ON e.document = d.key
		JOIN judgement j ON j.event = e.id WHERE d.duplicate_of IS NULL AND d.id = x'$copy'")" = 1 ]
done
sqlite3 "$work/part2.db" "DELETE FROM judgement"

if ! start_cluster; then
	skip "there is no PostgreSQL to start here"
	finish
fi
db=$(database parts)
for part in 3 1 2; do
	run "$CASUS" copy --from "$work/part$part.db" --to "$db"
	expect "part $part to a server" 0 "documents copied"
done
run "$CASUS" check --db "$db"
expect "the server's is sound" 0 "0 findings"
rm -f "$work/other.db"*
run "$CASUS" copy --from "$db" --to "$work/other.db"
expect "and back" 0 "180 documents copied, 0 there already"
facts "$work/other.db" >"$work/other"
same "on a server, and back" "$work/whole" "$work/other"
finish
