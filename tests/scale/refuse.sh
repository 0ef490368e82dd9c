#!/bin/sh
# refuse.sh: what goes to the dead letters, and what does not. A document that the database refuses goes there with the reason, alone, not those that were to be
# written with it; one that workers never answered for goes there after 20 times; one that was not kept since the database was away, or full,
# does not, however often that was.
. "$CASUS_SOURCE/tests/lib.sh"
. "$CASUS_SOURCE/tests/scale/servers.sh"
need_servers "dead letters"
start_queue
database=$(database refuse)
count() { ask "$database" "SELECT count(*) FROM document"; }
has() { [ "$(count)" = "$1" ]; }
queue() { timeout 60 python3 "$CASUS_SOURCE/tests/scale/nats.py" "$port" "$@"; }
drain() { run timeout 60 "$CASUS" work --nats "$nats" --db "$database" --threads 1 --until-empty; }
send() { "$CASUS" send -q --nats "$nats" "$1" 2>>"$work/send.log"; }
# documents FROM TO WORD
documents() {
	awk -v from="$1" -v to="$2" -v word="$3" 'BEGIN { for (i = from; i <= to; i++)
		printf "{\"id\":\"%d\",\"date\":\"2021-03-%02d\",\"text\":\"%s %d. Rebels attacked the army near Tripoli on Monday and killed %d soldiers.\"}\n", i, i % 28 + 1, word, i, i % 37 + 2 }'
}

# Two among many that the database refuses, whatever is done.
documents 1 300 Report >"$work/in.jsonl"
sed -i -e '40s/Report/Cursed report/' -e '270s/Report/Cursed report/' "$work/in.jsonl"
send "$work/in.jsonl"
: >"$work/none.txt"
run "$CASUS" add -q --db "$database" "$CASUS_SOURCE/examples/brief.txt"
expect "a database" 0
ask "$database" "ALTER TABLE article ADD CONSTRAINT no_curse CHECK (text NOT LIKE 'Cursed%')"
drain
expect "a worker goes on when the database refuses a document" 0 "298 added"
check "all others are there: $(count)" has 299
queue dead >"$work/dead"
check "the two are put aside" [ "$(grep -c 'Cursed report' "$work/dead")" = 2 -a "$(wc -l <"$work/dead")" = 2 ]
check "with what the database said" [ "$(grep -c 'violates check constraint "no_curse"' "$work/dead")" = 2 ]

# The same text again, with an address that is too long for an index: a refusal without any help.
{
	documents 1 1 Report | python3 -c 'import hashlib, sys; print(sys.stdin.readline().strip()[:-1] + ",\"url\":\"https://a.example/" + "".join(hashlib.sha256(b"%d" % i).hexdigest() for i in range(400)) + "\"}")'
	documents 301 320 Report
} >"$work/long.jsonl"
send "$work/long.jsonl"
drain
expect "and when it cannot hold an address" 0 "20 added"
queue dead >"$work/dead"
check "its reason: $(tail -n 1 "$work/dead" | cut -c 1-90)" says "index row" "$work/dead"

# Given out 20 times and never answered for, it goes aside; given out 19 times it is coded.
documents 401 403 Report >"$work/often.jsonl"
documents 404 404 Deadly >>"$work/often.jsonl"
send "$work/often.jsonl"
check "taken and given back" [ "$(queue take 4 20 Deadly)" = 4 ]
documents 405 405 Heavy >"$work/heavy.jsonl"
sleep 3
drain
expect "what stops workers" 0 "3 added"
queue dead >"$work/dead"
check "is put aside at the 21st time" says "given out again and again.*Deadly 404" "$work/dead"
send "$work/heavy.jsonl"
check "taken and given back" [ "$(queue take 1 19 Heavy)" = 1 ]
sleep 3
drain
expect "not at the 20th" 0 "1 added"

# A database that is full, then away, while documents come that were given out often.
dead=$(wc -l <"$work/dead") before=$(count)
ask "$database" "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION USING ERRCODE = ''53100'', MESSAGE = ''no room''; END'"
ask "$database" "CREATE TRIGGER no_room BEFORE INSERT ON article FOR EACH ROW EXECUTE FUNCTION no_room()"
documents 501 503 Report >"$work/full.jsonl"
send "$work/full.jsonl"
check "taken and given back" [ "$(queue take 3 18 Report)" = 3 ]
sleep 3
"$CASUS" work --nats "$nats" --db "$database" --threads 1 2>"$work/worker.log" &
worker=$!
hands="$hands $worker"
check "the disk is full, again and again" within 30 sh -c "[ \$(grep -c 'disk is full' '$work/worker.log') -ge 4 ]"
as_server "$server_bin/pg_ctl" -D "$cluster/data" -w -m immediate stop >/dev/null
sleep 3
as_server "$server_bin/pg_ctl" -D "$cluster/data" -w -l "$cluster/server.log" -o "-c listen_addresses= -k $cluster -c fsync=off" start >/dev/null
check "none of them is there" has "$before"
ask "$database" "DROP TRIGGER no_room ON article"
check "they are there once there is room" within 30 has $((before + 3))
kill "$worker"
wait "$worker" 2>/dev/null
queue dead >"$work/dead"
check "none of them was put aside" [ "$(wc -l <"$work/dead")" = "$dead" ]
run "$CASUS" check --db "$database"
expect "the database is sound" 0 "0 findings"
finish
