#!/bin/sh
# order.sh DUMP: which of many reprints is the first, what is coded and what incidents there are does not hang on the order in which articles come, nor on how many
# are written at once, nor on who writes first.
. "$CASUS_SOURCE/tests/lib.sh"
. "$CASUS_SOURCE/tests/store/facts.sh"
dump=$1

python3 "$CASUS_SOURCE/tests/store/reprints.py" 5 240 >"$work/in.jsonl"
run "$CASUS" add --db "$work/one.db" "$work/in.jsonl"
expect "articles of which most are reprints" 0
facts "$work/one.db" >"$work/one"
linked=$(sqlite3 "$work/one.db" "SELECT count(duplicate_of) FROM document")
check "reprints are linked: $linked" [ "$linked" -ge 90 -a "$linked" -le 200 ]
check "to what is coded" [ "$(sqlite3 "$work/one.db" "SELECT count(*) FROM document d JOIN document o ON o.key = d.duplicate_of WHERE o.run IS NULL OR d.run IS NOT NULL")" = 0 ]

# order NAME CASUS-ADD-OPTIONS...: the articles of $work/other.jsonl, the same in another order.
order() {
	name=$1
	shift
	rm -f "$work/other.db"*
	run "$CASUS" add "$@" --db "$work/other.db" "$work/other.jsonl"
	expect "$name" 0
	facts "$work/other.db" >"$work/other"
	same "$name" "$work/one" "$work/other"
}
tac "$work/in.jsonl" >"$work/other.jsonl"
order "from the last to the first, one at a time" --batch 1
order "from the last to the first, two threads" -t 2
for seed in 1 2 3; do
	python3 -c "import random, sys; lines = sys.stdin.readlines(); random.Random($seed).shuffle(lines); sys.stdout.writelines(lines)" <"$work/in.jsonl" >"$work/other.jsonl"
	order "shuffled, $((seed * 20)) at a time" --batch $((seed * 20))
done
run "$CASUS" check --db "$work/other.db"
expect "the database is sound" 0 "0 findings"
run "$CASUS" add --db "$work/other.db" "$work/in.jsonl"
expect "all of them again" 0 "0 documents added with 0 records, 0 linked, 240 skipped"
facts "$work/other.db" >"$work/other"
same "nothing changed by it" "$work/one" "$work/other"
run "$CASUS" copy --from "$work/other.db" --to "$work/copy.db"
expect "copied, some before what they repeat" 0 "240 documents copied, 0 there already"
facts "$work/copy.db" >"$work/other"
same "copied" "$work/one" "$work/other"

# Two programs, neither of which has written when the other looks what is there: a third holds the database until both have coded all.
rm -f "$work/other.db"*
run "$CASUS" add --db "$work/other.db" "$CASUS_SOURCE/examples/brief.txt"
mkfifo "$work/holding"
sqlite3 "$work/other.db" <"$work/holding" >"$work/held" &
holder=$!
exec 3>"$work/holding"
awk 'NR % 2' "$work/other.jsonl" >"$work/half-1.jsonl"
awk 'NR % 2 == 0' "$work/other.jsonl" >"$work/half-2.jsonl"
"$CASUS" add --db "$work/other.db" "$work/half-1.jsonl" -q 2>>"$work/held" & # each notes the beginning before the third begins to hold
one=$!
"$CASUS" add --db "$work/other.db" "$work/half-2.jsonl" -q 2>>"$work/held" &
two=$!
i=0
until [ "$(sqlite3 "$work/other.db" "SELECT count(*) FROM addition")" = 3 ] || [ $i -ge 200 ]; do
	sleep 0.02
	i=$((i + 1))
done
echo "BEGIN IMMEDIATE; SELECT count(*) FROM document;" >&3
sleep 2
echo "COMMIT;" >&3
exec 3>&-
wait "$one"; first=$?
wait "$two"; second=$?
wait "$holder"
check "two programs at once: $first, $second" [ "$first$second" = 00 ]
run "$CASUS" add --db "$work/one.db" "$CASUS_SOURCE/examples/brief.txt"
facts "$work/one.db" >"$work/one"
facts "$work/other.db" >"$work/other"
same "two programs at once" "$work/one" "$work/other"

# What somebody has judged stays, though what it repeats comes later.
long='A spokesman for the rebels denied on Monday that they had shelled the port of Sirte and killed at least 25 people, and the government said that it would answer the attack on the town soon.'
printf '{"id":"late","date":"2021-03-05","text":"%s"}\n' "$long" >"$work/late.jsonl"
printf '{"id":"early","date":"2021-03-04","text":"SIRTE (Agency) - %s"}\n' "$long" >"$work/early.jsonl"
run "$CASUS" add --db "$work/judged.db" "$work/late.jsonl"
cp "$work/judged.db" "$work/plain.db"
sqlite3 "$work/judged.db" "INSERT INTO judgement SELECT id, 0, '', '', '{}', 1000 FROM event LIMIT 1"
for db in judged plain; do run "$CASUS" add --db "$work/$db.db" "$work/early.jsonl"; done
coded() { sqlite3 "$1" "SELECT group_concat(source_id, ' ') FROM (SELECT source_id FROM document WHERE run IS NOT NULL ORDER BY day)"; }
check "the earlier takes the place of the later" [ "$(coded "$work/plain.db")" = early ]
check "unless that was judged" [ "$(coded "$work/judged.db")" = "early late" ]
finish
