#!/bin/sh
# What a worker has coded is written while it codes the next: held up in its writing and killed at that, it has answered for nothing, neither of what was
# about to be written nor of what was coded meanwhile, and others make the same of it. Asked to end, it writes both first.
. "$CASUS_SOURCE/tests/lib.sh"
. "$CASUS_SOURCE/tests/scale/servers.sh"
need_servers "writing behind"
start_queue

awk 'BEGIN { split("Tripoli Kyiv Aleppo Khartoum Kabul Donetsk Benghazi Homs", p, " ")
	for (i = 1; i <= 700; i++) printf "{\"id\":\"%d\",\"date\":\"2021-%02d-%02d\",\"text\":\"Report %d. Rebels attacked the army near %s on Monday and killed %d soldiers. The government rejected a ceasefire.\"}\n",
		i, i % 12 + 1, i % 28 + 1, i, p[i % 8 + 1], i % 37 + 2 }' >"$work/in.jsonl"
head -n 1 "$work/in.jsonl" >"$work/first.jsonl"
tail -n +2 "$work/in.jsonl" >"$work/others.jsonl"
"$CASUS" add -q --db "$work/alone.db" "$work/in.jsonl"
"$CASUS" query --db "$work/alone.db" -f jsonl | sort >"$work/alone"
sqlite3 "$work/alone.db" "SELECT id, mentions, documents FROM v_incidents ORDER BY id" >"$work/incidents.alone"

turn=1667330933 # the number of the lock that who writes holds
documents() { [ "$(ask "$database" "SELECT count(*) FROM document")" -eq "$1" ]; }
waits() { [ "$(ask "$database" "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")" -ge 1 ]; }
is_held() { [ "$(ask "$database" "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted")" -ge 1 ]; }
underway() { python3 -c "import re, urllib.request as u; print(re.search(r'^casus_queue_underway (\d+)', u.urlopen('http://127.0.0.1:$((port + 1))/metrics', timeout=5).read().decode(), re.M).group(1))"; }
more_underway() { [ "$(underway)" -gt "$1" ]; }
hold() {
	ask "$database" "SELECT pg_advisory_lock($turn), pg_sleep(300)" >/dev/null 2>&1 &
	within 20 is_held
}
let_go() { ask "$database" "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted" >/dev/null; }
# held_up NAME: a worker of the database NAME that waits for its turn to write a round of one document, and codes others meanwhile.
held_up() {
	database=$(database "$1")
	"$CASUS" work --nats "$nats" --stream "$1" --db "$database" --threads 1 --patience 5 --metrics $((port + 1)) 2>"$work/$1.log" &
	hand=$!
	hands="$server $hand"
	within 30 grep -q "^casus: working" "$work/$1.log"
	check "$1: its turn to write is taken" hold
	"$CASUS" send -q --nats "$nats" --stream "$1" "$work/first.jsonl"
	check "$1: the worker waits for its turn" within 60 waits
	"$CASUS" send -q --nats "$nats" --stream "$1" "$work/others.jsonl"
	check "$1: meanwhile it has taken a second round" within 60 more_underway 1
	sleep 1
	check "$1: nothing is written" documents 0
}
alike() {
	check "$1: every document is there once" documents 700
	"$CASUS" query --db "$database" -f jsonl | sort >"$work/records"
	same "$1: the records of one program" "$work/alone" "$work/records"
	ask "$database" "SELECT id, mentions, documents FROM v_incidents ORDER BY id" >"$work/incidents"
	same "$1: and its incidents" "$work/incidents.alone" "$work/incidents"
	run "$CASUS" check --db "$database"
	expect "$1: the database is sound" 0 "0 findings"
}

held_up killed
kill -9 "$hand"
wait "$hand" 2>/dev/null
let_go
sleep 1
check "killed: nothing of it was written" documents 0
run timeout 120 "$CASUS" work --nats "$nats" --stream killed --db "$database" --threads 1 --patience 5 --until-empty
expect "killed: another works it all" 0 "700 added"
alike killed

held_up ended
kill "$hand"
sleep 1
check "ended: it waits until what it has is written" kill -0 "$hand"
let_go
wait "$hand"
written=$(ask "$database" "SELECT count(*) FROM document")
check "ended: both rounds are written: $written" [ "$written" -gt 1 ]
run timeout 120 "$CASUS" work --nats "$nats" --stream ended --db "$database" --threads 1 --patience 5 --until-empty
expect "ended: another works the rest, and meets nothing again" 0 "0 skipped"
hands=$server
alike ended
finish
