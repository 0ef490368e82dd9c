#!/bin/sh
# storm.sh [DOCUMENTS [INPUT...]]: all that can go wrong while a queue of three servers, a PostgreSQL and workers are at work: workers
# are killed, each queue server in turn is killed and comes back, PostgreSQL is restarted at once and is away for AWAY seconds (120 unless
# told), the queue is full, a worker is cut off in a network namespace. At the end the records must be those of one undisturbed program: nothing
# lost, nothing double. Without INPUT, DOCUMENTS (300 unless told) are made up. docs/scale.md has the figures of a long run.
. "$CASUS_SOURCE/tests/lib.sh"
documents=${1:-300}
[ $# -gt 0 ] && shift
away=${AWAY:-120}
if ! command -v nats-server >/dev/null 2>&1; then
	skip "the storm" "nats-server is not installed"
	finish
fi
. "$CASUS_SOURCE/tests/store/cluster.sh"
if ! start_cluster; then
	skip "the storm" "PostgreSQL is not installed"
	finish
fi

base=$((30000 + $$ % 20000))
routes=nats://127.0.0.1:$((base + 10)),nats://127.0.0.1:$((base + 11)),nats://127.0.0.1:$((base + 12))
nats=nats://127.0.0.1:$base,nats://127.0.0.1:$((base + 1)),nats://127.0.0.1:$((base + 2))
workers=
trap 'for p in $workers $(cat "$work"/nats-*.pid 2>/dev/null); do kill -9 $p 2>/dev/null; done; stop_cluster; [ -n "${SHOW:-}" ] && cp "$work"/*.log "$SHOW"; rm -rf "$work"' EXIT

queue_server() {
	nats-server -js -sd "$work/nats-$1" -a 127.0.0.1 -p $((base + $1)) -n "casus-$1" --cluster_name casus --cluster "nats://127.0.0.1:$((base + 10 + $1))" \
		--routes "$routes" -l "$work/nats-$1.log" >/dev/null 2>&1 &
	echo $! >"$work/nats-$1.pid"
}
worker() {
	"$CASUS" work --nats "$nats" --db "$database" --threads 1 -q --patience 10 2>>"$work/workers.log" &
	workers="$workers $!"
}
count() { ask "$database" "SELECT count(*) FROM document" 2>/dev/null || echo 0; }
# more_than N: waits until the database has more documents than that, or for three minutes.
more_than() {
	waited=0
	while [ "$(count)" -le "$1" ] && [ $waited -lt 180 ]; do
		sleep 1
		waited=$((waited + 1))
	done
	[ $waited -lt 180 ]
}

if [ $# -eq 0 ]; then
	awk -v n="$documents" 'BEGIN { split("Tripoli Kyiv Aleppo Khartoum Kabul Donetsk Benghazi Homs", p, " ")
		for (i = 1; i <= n; i++) printf "{\"id\":\"%d\",\"date\":\"2021-%02d-%02d\",\"text\":\"Report %d. Rebels attacked the army near %s on Monday and killed %d soldiers. The government rejected a ceasefire.\"}\n",
			i, i % 12 + 1, i % 28 + 1, i, p[i % 8 + 1], i % 37 + 2 }' >"$work/in.jsonl"
	set -- "$work/in.jsonl"
fi
"$CASUS" add -q --db "$work/alone.db" "$@"
"$CASUS" query --db "$work/alone.db" -f jsonl | sort >"$work/alone"
all=$(sqlite3 "$work/alone.db" "SELECT count(*) FROM document")

database=$(database storm)
for n in 0 1 2; do queue_server $n; done
i=0
# A queue far too small for all of it: the sender has to wait for the workers.
until run "$CASUS" send -q --nats "$nats" --replicas 3 --queue-size 1 --patience 10 /dev/null; grep -q "is empty" "$work/err" || [ $i -ge 100 ]; do
	sleep 0.5
	i=$((i + 1))
done
worker
worker
"$CASUS" send -q --nats "$nats" --replicas 3 "$@" 2>"$work/send.log" &
sender=$!
check "documents arrive" more_than 0

for n in 0 1 2; do
	before=$(count)
	kill -9 "$(cat "$work/nats-$n.pid")"
	victim=${workers##* }
	kill -9 "$victim"
	wait "$victim" 2>/dev/null
	worker
	sleep 3
	queue_server $n
	sleep 4
	[ "$before" -eq "$all" ] || check "it goes on when queue server $n and a worker were killed" more_than "$before"
done

restart_cluster
before=$(count)
[ "$before" -eq "$all" ] || check "it goes on when PostgreSQL was restarted" more_than "$before"
as_server "$server_bin/pg_ctl" -D "$cluster/data" -w -m immediate stop >/dev/null
sleep "$away"
as_server "$server_bin/pg_ctl" -D "$cluster/data" -w -l "$cluster/server.log" -o "-c listen_addresses= -k $cluster -c fsync=off" start >/dev/null
before=$(count)
[ "$before" -eq "$all" ] || check "it goes on when PostgreSQL was away for $away s" more_than "$before"

# A worker that is cut off: its network goes away under it, with what it had.
if [ "$(id -u)" -eq 0 ] && ip netns add casus-$$ 2>/dev/null; then
	ip netns del casus-$$
	unshare --net "$CASUS" work --nats "$nats" --db "$database" --threads 1 -q 2>"$work/cut.log" &
	cut=$!
	sleep 3
	kill -9 $cut 2>/dev/null
	check "a worker without a network says so" grep -q "cannot connect" "$work/cut.log"
else
	skip "a worker without a network" "no namespaces here"
fi

wait $sender
check "all was sent" [ $? -eq 0 ]
"$CASUS" work --nats "$nats" --db "$database" --threads 1 --until-empty -q 2>>"$work/workers.log"
for p in $workers; do kill "$p" 2>/dev/null; done
for p in $workers; do wait "$p" 2>/dev/null; done
workers=
check "as many documents as one program adds" [ "$(count)" -eq "$all" ]
"$CASUS" query --db "$database" -f jsonl 2>"$work/err" | sort >"$work/storm"
same "the records of an undisturbed program" "$work/alone" "$work/storm"
ask "$database" "SELECT id FROM v_incidents ORDER BY id" >"$work/incidents"
sqlite3 "$work/alone.db" "SELECT id FROM v_incidents ORDER BY id" >"$work/incidents.alone"
same "the incidents of an undisturbed program" "$work/incidents.alone" "$work/incidents"
run "$CASUS" check --db "$database"
expect "the database is sound" 0 "0 findings"
grep -c "tried again" "$work/workers.log" | sed 's/^/waits for the database: /'
[ -n "${SHOW:-}" ] && cat "$work"/*.log | grep -v "^\[" | sort | uniq -c | sort -rn | head -20
finish
