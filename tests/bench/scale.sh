#!/bin/sh
# scale.sh [ITEMS [WORKERS]]: the first ITEMS (20,000) of ../shared/corpus/current-events through `casus code` with as many threads as WORKERS (2), then
# through `casus add` into a file, then over one nats-server and a PostgreSQL to that many workers of one thread: seconds and processor seconds
# of each, the share of the queue and the store, bytes an item, and whether records and incidents are those of the single program. REPLICAS=3:
# three nats-servers. CASUS: build/casus. Wants nats-server, PostgreSQL, sqlite3 and GNU time (./deps check).
set -eu
casus=${CASUS:-build/casus}
items=${1:-20000}
count=${2:-2}
replicas=${REPLICAS:-1}
corpus=${CORPUS:-../shared/corpus/current-events.tsv.xz}
work=$(mktemp -d "${TMPDIR:-/tmp}/casus-scale.XXXXXX")
LC_ALL=C
export LC_ALL
. tests/store/cluster.sh
hands= servers=
stop_all() {
	trap - EXIT
	for p in $hands $servers; do kill "$p" 2>/dev/null || :; done
	stop_cluster
	rm -rf "$work"
}
start_cluster
trap stop_all EXIT
trap 'exit 130' INT TERM

# ticks PID: processor seconds of a process that lives, its children aside
ticks() { awk -v hertz="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); print ($12 + $13) / hertz }' "/proc/$1/stat"; }
row() { printf '%-34s %8s s  %8s processor s\n' "$1" "$2" "$3"; }
timed() {
	name=$1
	shift
	/usr/bin/time -f '%e %U %S' -o "$work/time" "$@" >"$work/code.jsonl"
	row "$name" "$(awk '{ print $1 }' "$work/time")" "$(awk '{ print $2 + $3 }' "$work/time")"
}
# xz is stopped by head where it has more to give: that is no failure.
{ xzcat "$corpus" 2>/dev/null || :; } | head -n $((items + 1)) >"$work/items.tsv"
echo "$items items, $(wc -c <"$work/items.tsv") bytes"
timed "casus code -t $count" "$casus" code -q -t "$count" -f jsonl "$work/items.tsv"
timed "casus add -t $count (SQLite)" "$casus" add -q -t "$count" --db "$work/alone.db" "$work/items.tsv"

base=$((30000 + $$ % 20000))
routes=nats://127.0.0.1:$((base + 10)),nats://127.0.0.1:$((base + 11)),nats://127.0.0.1:$((base + 12))
n=0
nats=
while [ $n -lt "$replicas" ]; do
	[ "$replicas" -eq 1 ] && set -- || set -- --cluster_name casus --cluster "nats://127.0.0.1:$((base + 10 + n))" --routes "$routes"
	nats-server -js -sd "$work/nats-$n" -a 127.0.0.1 -p $((base + n)) -n "casus-$n" "$@" >"$work/nats-$n.log" 2>&1 &
	servers="$servers $!"
	nats=${nats:+$nats,}nats://127.0.0.1:$((base + n))
	n=$((n + 1))
done
i=0
until "$casus" send -q --nats "$nats" --replicas "$replicas" /dev/null 2>"$work/send.err" || grep -q "is empty" "$work/send.err" || [ $i -ge 60 ]; do
	sleep 0.5
	i=$((i + 1))
done
timed "casus send" "$casus" send -q --nats "$nats" "$work/items.tsv"
echo "queue: $(du -sb "$work/nats-0" | awk -v n="$items" '{ printf "%d bytes, %d an item", $1, $1 / n }')"
database=$(database scale)
before=0
for p in $servers; do before=$(echo "$before $(ticks "$p")" | awk '{ print $1 + $2 }'); done
start=$(date +%s.%N)
n=0
while [ $n -lt "$count" ]; do
	/usr/bin/time -f '%U %S' -o "$work/worker-$n" "$casus" work -q --nats "$nats" --db "$database" -t 1 --until-empty 2>"$work/worker-$n.log" &
	hands="$hands $!"
	n=$((n + 1))
done
wait $hands || :
hands=
took=$(echo "$start $(date +%s.%N)" | awk '{ printf "%.1f", $2 - $1 }')
row "$count workers, PostgreSQL" "$took" "$(awk '{ s += $1 + $2 } END { print s }' "$work"/worker-?)"
after=0
for p in $servers; do after=$(echo "$after $(ticks "$p")" | awk '{ print $1 + $2 }'); done
row "  nats-server meanwhile" "$took" "$(echo "$before $after" | awk '{ print $2 - $1 }')"
echo "SQLite: $(stat -c %s "$work/alone.db" | awk -v n="$items" '{ printf "%d bytes, %d an item", $1, $1 / n }')"
ask "$database" "SELECT pg_database_size(current_database())" | awk -v n="$items" '{ printf "PostgreSQL: %d bytes, %d an item\n", $1, $1 / n }'
ask "$database" "SELECT id FROM v_incidents ORDER BY id" >"$work/many"
sqlite3 "$work/alone.db" "SELECT id FROM v_incidents ORDER BY id" >"$work/one"
cmp -s "$work/one" "$work/many" && echo "incidents: equal, $(wc -l <"$work/one")" || echo "incidents: NOT equal, $(comm -3 "$work/one" "$work/many" | wc -l) differ"
"$casus" query --db "$database" -f jsonl | sort >"$work/many"
"$casus" query --db "$work/alone.db" -f jsonl | sort >"$work/one"
cmp -s "$work/one" "$work/many" && echo "records: equal, $(wc -l <"$work/one")" || { echo "records: NOT equal"; diff "$work/one" "$work/many" | grep -c '^[<>]'; }
