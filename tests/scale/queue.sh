#!/bin/sh
# The work queue: what goes through it is what `casus add` makes of the same documents, each once, whoever dies meanwhile.
. "$CASUS_SOURCE/tests/lib.sh"

if ! command -v nats-server >/dev/null 2>&1; then
	skip "the work queue" "nats-server is not installed"
	finish
fi

port=$(own_ports)
url=nats://127.0.0.1:$port
server=

start_server() {
	nats-server -js -sd "$work/jetstream" -a 127.0.0.1 -p "$port" -l "$work/nats.log" "$@" >/dev/null 2>&1 &
	server=$!
	i=0
	while ! grep -q "Server is ready" "$work/nats.log" 2>/dev/null && [ $i -lt 100 ]; do
		sleep 0.1
		i=$((i + 1))
	done
}

stop_server() {
	kill "$server" 2>/dev/null
	wait "$server" 2>/dev/null
	rm -f "$work/nats.log"
}

# Anything at all on the subject, as no casus would send it.
publish() {
	python3 - "$port" "$1" <<'PY'
import socket, sys
data = sys.argv[2].encode()
s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
s.recv(4096)
s.sendall(b'CONNECT {"verbose":false}\r\nPUB CASUS.documents %d\r\n%s\r\nPING\r\n' % (len(data), data))
s.recv(64)
PY
}

records() {
	"$CASUS" query --db "$1" -f jsonl | sort
}

make_documents() {
	python3 - "$1" <<'PY'
import json, sys
sides = ["Russia", "Ukraine", "Israel", "Hamas", "Sudan", "the Taliban", "Hezbollah", "Turkey"]
places = ["Tripoli", "Kyiv", "Gaza City", "Aleppo", "Khartoum", "Kabul", "Donetsk", "Benghazi", "Homs"]
acts = ["shelled positions of {b} near {p} on Monday.", "called on {b} to withdraw its troops from {p}.", "rejected a ceasefire with {b} in {p}.",
        "and {b} agreed on a truce in {p}.", "accused {b} of killing {n} civilians in {p}."]
for n in range(int(sys.argv[1])):
    a, b = sides[n % 8], sides[(n // 8 + n + 1) % 8]
    text = f"Report {n}. {a} " + acts[n % 5].format(b=b if a != b else "Syria", p=places[n // 3 % 9], n=n % 40 + 2)
    print(json.dumps({"id": f"d{n}", "text": text[0].upper() + text[1:], "date": f"2021-{n // 28 % 12 + 1:02d}-{n % 28 + 1:02d}", "publisher": f"Paper {n % 7}"}))
PY
}

make_documents 400 >"$work/documents.jsonl"
"$CASUS" add -q --db "$work/alone.db" "$work/documents.jsonl"
records "$work/alone.db" >"$work/alone"

start_server
"$CASUS" send --nats "$url" "$work/documents.jsonl" >"$work/out" 2>&1
check "documents are sent" grep -q "400 documents sent" "$work/out"
"$CASUS" work --nats "$url" --db "$work/one.db" --until-empty -q 2>"$work/err"
records "$work/one.db" >"$work/one"
check "one worker makes what casus add makes" cmp -s "$work/alone" "$work/one"
"$CASUS" send -q --nats "$url" "$work/documents.jsonl" 2>/dev/null
"$CASUS" work --nats "$url" --db "$work/one.db" --until-empty 2>"$work/err"
records "$work/one.db" >"$work/one"
check "sending again changes nothing" cmp -s "$work/alone" "$work/one"

publish "this is no JSON"
publish '{"id":"x","title":"no text"}'
publish '{"id":"y","date":"yesterday","text":"Russia shelled Kyiv."}'
"$CASUS" work --nats "$url" --db "$work/one.db" --until-empty 2>"$work/err"
check "what is no document is put aside, with the reason" grep -q "put aside: it is no JSON" "$work/err"
check "each of them" grep -q "3 put aside" "$work/err"
check "its date is told" grep -q "yesterday" "$work/err"

# Two at once, one of which is killed again and again.
stop_server
rm -rf "$work/jetstream"
start_server
"$CASUS" send -q --nats "$url" --patience 3 "$work/documents.jsonl" 2>/dev/null
# The consumer is made by the first worker: its patience counts.
"$CASUS" work --nats "$url" --patience 3 --db "$work/two.db" --threads 1 -q 2>>"$work/err" &
steady=$!
for pause in 0.3 0.5 0.8; do
	"$CASUS" work --nats "$url" --patience 3 --db "$work/two.db" --threads 1 -q 2>>"$work/err" &
	victim=$!
	sleep "$pause"
	kill -9 "$victim" 2>/dev/null
	wait "$victim" 2>/dev/null
done
"$CASUS" work --nats "$url" --db "$work/two.db" --until-empty -q 2>>"$work/err"
kill "$steady"
wait "$steady" 2>/dev/null
records "$work/two.db" >"$work/two"
check "workers that die lose nothing and double nothing" cmp -s "$work/alone" "$work/two"
"$CASUS" check --db "$work/two.db" >"$work/out" 2>&1
check "the database is sound" grep -q "0 findings" "$work/out"

# A worker ends when it is asked to, and answers over HTTP while it works.
metrics=$((port + 1))
"$CASUS" work --nats "$url" --db "$work/two.db" --metrics "$metrics" 2>"$work/err" &
worker=$!
i=0
until python3 -c "import urllib.request as u; print(u.urlopen('http://127.0.0.1:$metrics/metrics').read().decode())" >"$work/metrics" 2>/dev/null || [ $i -ge 50 ]; do
	sleep 0.2
	i=$((i + 1))
done
check "metrics" grep -q "^casus_queue_waiting 0" "$work/metrics"
kill -TERM "$worker"
wait "$worker"
status=$?
expect "an end that is asked for is no failure" 0

# The server goes away and comes back while a worker waits.
"$CASUS" work --nats "$url" --db "$work/three.db" -q 2>"$work/err" &
worker=$!
sleep 1
stop_server
sleep 1
start_server
rm -f "$work/three.sent"
"$CASUS" send -q --nats "$url" "$work/documents.jsonl" 2>/dev/null
i=0
while [ "$(records "$work/three.db" 2>/dev/null | wc -l)" -lt "$(wc -l <"$work/alone")" ] && [ $i -lt 100 ]; do
	sleep 0.3
	i=$((i + 1))
done
kill -TERM "$worker"
wait "$worker" 2>/dev/null
records "$work/three.db" >"$work/three"
check "a server that comes back is used again" cmp -s "$work/alone" "$work/three"
stop_server

# What is wrong is said, with what to do.
run "$CASUS" send --nats "$url" "$work/documents.jsonl"
expect "no server" 2
expect "no server: what to do" 2 "is nats-server running there"
start_server --user casus --pass secret
run "$CASUS" send --nats "$url" "$work/documents.jsonl"
expect "no credentials" 2
expect "no credentials: what to do" 2 "credentials"
run "$CASUS" send -q --nats "nats://casus:secret@127.0.0.1:$port" "$work/documents.jsonl"
expect "credentials in the address" 0
stop_server

# A stream that someone made with other settings, and a consumer that answers for nothing.
start_server
ask_jetstream() {
	python3 - "$port" "$1" "$2" <<'PY'
import socket, sys
data = sys.argv[3].encode()
s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
s.recv(4096)
s.sendall(b'CONNECT {"verbose":false}\r\nSUB answer 1\r\nPUB $JS.API.%s answer %d\r\n%s\r\n' % (sys.argv[2].encode(), len(data), data))
print(s.recv(4096).decode())
PY
}
ask_jetstream STREAM.CREATE.OLD '{"name":"OLD","subjects":["OLD.documents"],"retention":"limits","storage":"file","discard":"old","num_replicas":1,"max_msgs":-1,"max_bytes":-1,"max_age":0,"max_consumers":-1}' >"$work/out"
run "$CASUS" send --nats "$url" --stream OLD "$work/documents.jsonl"
expect "a stream made otherwise" 2 "its retention is not 'workqueue'; remove it (nats stream rm OLD) or name another with --stream"
ask_jetstream STREAM.CREATE.LOSSY '{"name":"LOSSY","subjects":["LOSSY.documents"],"retention":"workqueue","storage":"file","discard":"old","num_replicas":1,"max_msgs":-1,"max_bytes":-1,"max_age":0,"max_consumers":-1}' >"$work/out"
run "$CASUS" work --nats "$url" --stream LOSSY --db "$work/lossy.db" --until-empty
expect "a stream that would lose documents" 2 "it discards old messages"

# A database of a newer casus.
cp "$work/one.db" "$work/newer.db"
if command -v sqlite3 >/dev/null 2>&1; then
	sqlite3 "$work/newer.db" "PRAGMA user_version = 9999"
	run "$CASUS" work --nats "$url" --db "$work/newer.db" --until-empty
	expect "a database of another schema" 2 "newer casus"
else
	skip "a database of another schema" "sqlite3 is not installed"
fi

stop_server
rm -rf "$work/jetstream"

run "$CASUS" send "$work/documents.jsonl"
expect "no queue named" 2
run "$CASUS" send --nats "$url" --creds "$work/none.creds" "$work/documents.jsonl"
expect "credentials that are not there" 2 "--creds: cannot read $work/none.creds"
run "$CASUS" work --nats "$url"
expect "no database named" 2
finish
