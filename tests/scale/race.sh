#!/bin/sh
# race.sh: two workers that have reprints of the same stories at the same moment, each of which has looked into the database before the other wrote: a third holds
# the database until both have coded all that they took. The order in which the articles were sent, and in which they are written, is the contrary of the
# one in which a single program gets them.
. "$CASUS_SOURCE/tests/lib.sh"
. "$CASUS_SOURCE/tests/scale/servers.sh"
need_servers "two workers and reprints"
start_queue
database=$(database race)
workers=
waiting() { [ "$(ask "$database" "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")" = "$1" ]; }
written() { [ "$(ask "$database" "SELECT count(*) FROM document")" = "$1" ]; }

# Of every two articles that follow each other, reprints mostly, each part has one.
python3 "$CASUS_SOURCE/tests/store/reprints.py" 11 120 >"$work/all.jsonl"
awk 'NR % 2' "$work/all.jsonl" >"$work/first.jsonl"
awk 'NR % 2 == 0' "$work/all.jsonl" >"$work/second.jsonl"
"$CASUS" add -q --db "$work/alone.db" "$work/first.jsonl" "$work/second.jsonl"

for n in 1 2; do
	"$CASUS" work --nats "$nats" --db "$database" --threads 1 2>"$work/worker-$n.log" &
	workers="$workers $!" hands="$hands $!"
	check "worker $n" within 30 says "working:" "$work/worker-$n.log"
done
one=${workers% *} two=${workers##* }

mkfifo "$work/holding"
as_server "$server_bin/psql" -X -q -A -t "$database" <"$work/holding" >"$work/held" 2>&1 &
exec 3>"$work/holding"
kill -STOP "$two"
echo "SELECT 'held', pg_advisory_lock(1667330933);" >&3
check "the database is held" within 30 says held "$work/held"
sleep 2 # what it had asked the queue for is over
"$CASUS" send -q --nats "$nats" "$work/second.jsonl"
check "one has coded its part" within 30 waiting 1
sleep 1
check "and the database has none of it" written 0
kill -STOP "$one"
sleep 2
kill -CONT "$two"
"$CASUS" send -q --nats "$nats" "$work/first.jsonl"
check "the other has coded its part" within 30 waiting 2
kill -CONT "$one"
echo "SELECT pg_advisory_unlock(1667330933);" >&3
exec 3>&-
check "both write" within 30 written 120
kill $workers
wait $workers 2>/dev/null
check "each had a part" [ "$(grep -h -o '[0-9]* added' "$work"/worker-?.log | awk '$1 > 10' | wc -l)" = 2 ]

facts="SELECT id, date, duplicate_of, sentences FROM v_documents ORDER BY id"
incidents="SELECT id, event_type, event_mode, date_from, date_to, place, first_report, last_report, mentions, documents, sources, killed_low, killed_high FROM v_incidents ORDER BY id"
for question in "$facts" "$incidents"; do
	sqlite3 "$work/alone.db" "$question" >>"$work/alone"
	ask "$database" "$question" >>"$work/both"
done
check "there are reprints" [ "$(sqlite3 "$work/alone.db" "SELECT count(duplicate_of) FROM document")" -ge 30 ]
same "the same are copies, of the same, with the same incidents" "$work/alone" "$work/both"
"$CASUS" query --db "$work/alone.db" -f jsonl | sort >"$work/alone"
"$CASUS" query --db "$database" -f jsonl | sort >"$work/both"
same "the same records" "$work/alone" "$work/both"
run "$CASUS" check --db "$database"
expect "the database is sound" 0 "0 findings"
finish
