#!/bin/sh
# storm.sh [DOCUMENTS]: all that can go wrong while a queue of three servers, a PostgreSQL and workers are at work. Each calamity comes while
# a part of the documents (300 together unless told) is being sent: each queue server is killed in turn, and a worker with it; PostgreSQL is
# restarted at once, and is away for AWAY seconds (3 unless told); the queue is full; a worker is frozen for longer than the queue's
# patience and wakes; a worker's network goes away under it. At the end the records must be those of one undisturbed program: nothing lost, nothing
# double. docs/scale.md has the figures of a long run. SHOW=FOLDER keeps the logs.
. "$CASUS_SOURCE/tests/lib.sh"
documents=${1:-300}
away=${AWAY:-3}
patience=${PATIENCE:-5}
. "$CASUS_SOURCE/tests/scale/servers.sh"
need_servers "the storm"

space=casus-$$ link=cs$$
workers= cut= listen=127.0.0.1 host=127.0.0.1
end_storm() {
	hands="$workers $cut $(cat "$work"/nats-*.pid 2>/dev/null)"
	[ "$listen" = 127.0.0.1 ] || { ip link del "$link"; ip netns del "$space"; } 2>/dev/null
	[ -z "${SHOW:-}" ] || cp "$work"/*.log "$work"/at-the-end "$SHOW" 2>/dev/null
	end_servers
}
trap end_storm EXIT

# A network of its own for one worker, joined to this one by a pair of devices; false where that is not allowed.
make_space() {
	[ "$(id -u)" -eq 0 ] && ip netns add "$space" 2>/dev/null || return 1
	net=10.$((200 + $$ % 50)).$(($$ / 50 % 250))
	if ip link add "$link" type veth peer name inner netns "$space" 2>/dev/null && ip addr add "$net.1/30" dev "$link" && ip link set "$link" up &&
		ip netns exec "$space" sh -c "ip addr add $net.2/30 dev inner && ip link set inner up"; then
		listen=0.0.0.0 host=$net.1
		return 0
	fi
	ip link del "$link" 2>/dev/null
	ip netns del "$space"
	return 1
}

base=$(own_ports)
queue_server() {
	nats-server -js -sd "$work/nats-$1" -a "$listen" -p $((base + $1)) -m $((base + 20 + $1)) -n "casus-$1" --cluster_name casus --cluster "nats://127.0.0.1:$((base + 10 + $1))" \
		--routes "$routes" --no_advertise -l "$work/nats-$1.log" >/dev/null 2>&1 &
	echo $! >"$work/nats-$1.pid"
}
# in_step N: waits until server N has what the others have. Three copies bear the loss of one server at a time: the next may fall once this one is back.
in_step() {
	waited=0
	until python3 -c "import urllib.request as u; u.urlopen('http://127.0.0.1:$((base + 20 + $1))/healthz', timeout=5)" 2>/dev/null || [ $waited -ge 120 ]; do
		sleep 0.5
		waited=$((waited + 1))
	done
	[ $waited -lt 120 ]
}
worker() {
	"$CASUS" work --nats "$nats" --db "$database" --threads 1 --patience "$patience" 2>>"$work/workers.log" &
	workers="$workers $!"
}
count() { ask "$database" "SELECT count(*) FROM document" 2>/dev/null || echo 0; }
# more_than N: waits until the database has more documents than that, or for two minutes.
more_than() {
	waited=0
	while [ "$(count)" -le "$1" ] && [ $waited -lt 240 ]; do
		sleep 0.5
		waited=$((waited + 1))
	done
	[ $waited -lt 240 ]
}
# The next part of the documents goes out, while something happens.
send_part() {
	part=$((part + 1))
	before=$(count)
	"$CASUS" send --nats "$nats" --replicas 3 "$work/part-$part.jsonl" 2>>"$work/send.log" &
	sender=$!
}
# goes_on WHAT: the part was sent, and something of it arrives.
goes_on() {
	wait "$sender"
	check "all is sent when $1" [ $? -eq 0 ]
	check "it goes on when $1" more_than "$before"
}

# Eight parts; those of the first have a publisher of 40 kB, so that 60 of them fill the queue of 1 MB.
awk -v n="$documents" -v folder="$work" 'BEGIN { split("Tripoli Kyiv Aleppo Khartoum Kabul Donetsk Benghazi Homs", p, " ")
	for (long = "Reporter"; length(long) < 40000;) long = long " and " long
	for (i = 1; i <= n; i++) printf "{\"id\":\"%d\",%s\"date\":\"2021-%02d-%02d\",\"text\":\"Report %d. Rebels attacked the army near %s on Monday and killed %d soldiers. The government rejected a ceasefire.\"}\n",
		i, i <= 60 ? "\"publisher\":\"" long "\"," : "", i % 12 + 1, i % 28 + 1, i, p[i % 8 + 1], i % 37 + 2 >(folder "/part-" (i <= 60 ? 1 : i % 7 + 2) ".jsonl") }'
"$CASUS" add -q --db "$work/alone.db" "$work"/part-*.jsonl
"$CASUS" query --db "$work/alone.db" -f jsonl | sort >"$work/alone"
all=$(sqlite3 "$work/alone.db" "SELECT count(*) FROM document")

database=$(database storm)
make_space && spaced=yes || spaced=
routes=nats://127.0.0.1:$((base + 10)),nats://127.0.0.1:$((base + 11)),nats://127.0.0.1:$((base + 12))
nats=nats://$host:$base,nats://$host:$((base + 1)),nats://$host:$((base + 2))
for n in 0 1 2; do queue_server $n; done
i=0
until run "$CASUS" send -q --nats "$nats" --replicas 3 --queue-size 1 /dev/null; grep -q "is empty" "$work/err" || [ $i -ge 60 ]; do
	sleep 0.5
	i=$((i + 1))
done

part=0
send_part
sleep 2
check "the sender waits while the queue is full" kill -0 "$sender"
worker
worker
goes_on "the queue was full"

for n in 0 1 2; do
	victim=${workers##* }
	send_part
	kill -9 "$(cat "$work/nats-$n.pid")" "$victim"
	wait "$victim" 2>/dev/null
	workers=${workers% *}
	worker
	sleep 2
	queue_server $n
	goes_on "queue server $n and a worker were killed"
	check "queue server $n has what the others have" in_step $n
done

send_part
restart_cluster
goes_on "PostgreSQL was restarted"
as_server "$server_bin/pg_ctl" -D "$cluster/data" -w -m immediate stop >/dev/null
before=0
part=$((part + 1))
"$CASUS" send --nats "$nats" "$work/part-$part.jsonl" 2>>"$work/send.log" &
sender=$!
sleep "$away"
as_server "$server_bin/pg_ctl" -D "$cluster/data" -w -l "$cluster/server.log" -o "-c listen_addresses= -k $cluster -c fsync=off" start >/dev/null
before=$(count)
goes_on "PostgreSQL was away for $away s"

# Frozen in the midst of it, for longer than the others wait: what it says when it wakes must do no harm.
send_part
sleep 0.3
frozen=${workers##* }
kill -STOP "$frozen"
sleep $((patience + 2))
kill -CONT "$frozen"
goes_on "a worker was frozen for $((patience + 2)) s"

# A worker in a network of its own reaches the database through a socket, and the queue until its cable is cut; then it is joined again.
if [ -n "$spaced" ]; then
	ip netns exec "$space" "$CASUS" work --nats "$nats" --db "$database" --threads 1 --patience "$patience" 2>>"$work/cut.log" &
	cut=$!
	sleep 1
	send_part
	sleep 0.3
	ip link set "$link" down
	sleep $((patience + 2))
	ip link set "$link" up
	goes_on "a worker's network was cut for $((patience + 2)) s"
	check "the worker that was cut off is still there" kill -0 "$cut"
else
	send_part
	goes_on "all is well"
	skip "a worker whose network is cut" "no network namespaces here"
fi

run timeout 180 "$CASUS" work --nats "$nats" --db "$database" --threads 1 --until-empty ${METRICS:+--metrics "$METRICS"}
cp "$work/err" "$work/last.log"
expect "nothing is left in the queue at the end" 0
for p in $workers $cut; do kill "$p" 2>/dev/null; done
for p in $workers $cut; do wait "$p" 2>/dev/null; done
workers= cut=
if grep -h "put aside: " "$work"/*.log; then fail "nothing is put aside"; else pass "nothing is put aside"; fi
check "as many documents as one program adds: $(count) of $all" [ "$(count)" -eq "$all" ]
"$CASUS" query --db "$database" -f jsonl 2>"$work/err" | sort >"$work/at-the-end"
check "the records of an undisturbed program" cmp "$work/alone" "$work/at-the-end"
ask "$database" "SELECT id FROM v_incidents ORDER BY id" >"$work/incidents"
sqlite3 "$work/alone.db" "SELECT id FROM v_incidents ORDER BY id" >"$work/incidents.alone"
same "the incidents of an undisturbed program" "$work/incidents.alone" "$work/incidents"
run "$CASUS" check --db "$database"
expect "the database is sound" 0 "0 findings"
[ -z "${SHOW:-}" ] || cat "$work/workers.log" "$work/cut.log" "$work/send.log" "$work/last.log" 2>/dev/null | sort | uniq -c | sort -rn | head -30
finish
