#!/bin/sh
# scale.sh [DOCUMENTS [WORKERS]]: the first DOCUMENTS (20,000) items of ../shared/corpus/current-events, or with DAYS=2 documents of article length (the items of
# two days, one a paragraph), through `casus code` with as many threads as WORKERS (2), then through `casus add` into a file and into a PostgreSQL,
# then over one nats-server and PostgreSQL to that many workers of one thread, then through `casus code` again (the mean of both counts): seconds, and processor seconds of casus, PostgreSQL and nats-server, which
# part of them is coding, store and queue, bytes a document, and whether records, copies and incidents are those of the single program. INPUT=FILE: any other
# articles, of which DOCUMENTS is then only the number (tests/store/reprints.py makes some that repeat each other). REPLICAS=3:
# three nats-servers. CASUS: build/casus. PROFILE=1: what PostgreSQL spent its time on. Wants nats-server, PostgreSQL, sqlite3 and GNU time (./deps check).
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
start_cluster ${PROFILE:+-c shared_preload_libraries=pg_stat_statements}
trap stop_all EXIT
trap 'exit 130' INT TERM

# Processor seconds of PostgreSQL: of its first process, of those that ended, and of those that live.
postgres_ticks() {
	first=$(head -n 1 "$cluster/data/postmaster.pid")
	{
		awk '{ sub(/.*\) /, ""); print $12 + $13 + $14 + $15 }' "/proc/$first/stat"
		for p in $(ps -o pid= --ppid "$first"); do awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/$p/stat" 2>/dev/null; done
	} | awk -v hertz="$(getconf CLK_TCK)" '{ s += $1 } END { print s / hertz }'
}
server_ticks() {
	for p in $servers; do awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/$p/stat"; done | awk -v hertz="$(getconf CLK_TCK)" '{ s += $1 } END { print s / hertz }'
}
reckon() { awk "BEGIN { printf \"$1\", $2 }"; }
row() { printf '%-36s %8s s  %8s processor s\n' "$1" "$2" "$3"; }
# timed NAME COMMAND...: sets took and spent
timed() {
	name=$1
	shift
	/usr/bin/time -f '%e %U %S' -o "$work/time" "$@" >"$work/code.jsonl"
	took=$(awk '{ print $1 }' "$work/time") spent=$(awk '{ print $2 + $3 }' "$work/time")
	row "$name" "$took" "$spent"
}
# xz is stopped by head where it has more to give: that is no failure.
if [ -n "${INPUT:-}" ]; then
	input=$INPUT
elif [ -n "${DAYS:-}" ]; then
	input=$work/items.jsonl
	python3 - "$corpus" "$items" "$DAYS" >"$input" <<'PY'
import csv, itertools, json, lzma, sys
csv.field_size_limit(1 << 30)
with lzma.open(sys.argv[1], "rt", encoding="utf-8", newline="") as file:
    rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    days = [(day, [row["text"] for row in items]) for day, items in itertools.groupby(rows, key=lambda row: row["date"])]
    many = int(sys.argv[3])
    for at in range(0, min(len(days), int(sys.argv[2]) * many), many):
        print(json.dumps({"id": days[at][0], "date": days[at][0], "text": "\n\n".join(text for _, items in days[at:at + many] for text in items)}))
PY
else
	input=$work/items.tsv
	{ xzcat "$corpus" 2>/dev/null || :; } | head -n $((items + 1)) >"$input"
fi
timed "casus code -t $count" "$casus" code -q -t "$count" -f jsonl "$input"
code_took=$took coding=$spent # and again behind the workers: a machine that has worked for a minute may be slower than one that has rested
awk '/^{"kind":"document"/ { n++; if (match($0, /"sentences":[0-9]+/)) s += substr($0, RSTART + 12, RLENGTH - 12) } /^{"kind":"(event|relation)"/ { e++ } END {
	printf "%d documents, %.1f sentences and %.2f events and relations each\n", n, s / n, e / n }' "$work/code.jsonl"
timed "casus add -t $count, SQLite" "$casus" add -q -t "$count" --db "$work/alone.db" "$input"
database=$(database alone)
before=$(postgres_ticks)
timed "casus add -t $count, PostgreSQL" "$casus" add -q -t "$count" --db "$database" "$input"
adding=$spent
row "  PostgreSQL's own" "$took" "$(reckon %.1f "$(postgres_ticks) - $before")"
as_server "$server_bin/dropdb" -h "$cluster" -U postgres alone # or its own tidying up would be counted with the workers

base=$((20000 + $$ % 12000)) # below the ports that outgoing connections are given
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
database=$(database scale)
# Both are made beforehand: a database without tables and a queue without streams are met once in a life.
"$casus" work -q --nats "$nats" --replicas "$replicas" --db "$database" -t 1 --until-empty 2>"$work/worker.log"
timed "casus send" "$casus" send -q --nats "$nats" "$input"
echo "queue: $(du -sb "$work/nats-0" | awk -v n="$items" '{ printf "%d bytes, %d a document", $1, $1 / n }')"
[ -z "${PROFILE:-}" ] || ask "$database" "CREATE EXTENSION pg_stat_statements; SELECT pg_stat_statements_reset()" >/dev/null
before=$(postgres_ticks) queue_before=$(server_ticks)
start=$(date +%s.%N)
n=0
while [ $n -lt "$count" ]; do
	/usr/bin/time -f '%U %S' -o "$work/worker-$n" "$casus" work -q --nats "$nats" --db "$database" -t 1 --until-empty 2>"$work/worker-$n.log" &
	hands="$hands $!"
	n=$((n + 1))
done
wait $hands || :
took=$(reckon %.1f "$(date +%s.%N) - $start")
sleep 1 # until the server has put away those that served them
hands=
database_spent=$(reckon %.1f "$(postgres_ticks) - $before") queue_spent=$(reckon %.1f "$(server_ticks) - $queue_before")
working=$(awk '{ s += $1 + $2 } END { print s }' "$work"/worker-?)
workers_took=$took
row "$count workers" "$workers_took" "$working"
row "  PostgreSQL meanwhile" "$workers_took" "$database_spent"
row "  nats-server meanwhile" "$workers_took" "$queue_spent"
timed "casus code -t $count, again" "$casus" code -q -t "$count" -f jsonl "$input"
code_took=$(reckon %.2f "($code_took + $took) / 2") coding=$(reckon %.2f "($coding + $spent) / 2")
echo "$working $adding $coding $database_spent $queue_spent $workers_took $code_took" | awk '{ all = $1 + $4 + $5; store = $2 - $3 + $4; queue = $1 - $2 + $5
	printf "processor time: coding %.0f %%, store %.0f %% (PostgreSQL %.0f %%), queue %.0f %%\n", 100 * $3 / all, 100 * store / all, 100 * $4 / all, 100 * queue / all
	printf "throughput of casus code: %.0f %% by the clock, %.0f %% by all processor time, %.0f %% by that of the workers alone\n", 100 * $7 / $6, 100 * $3 / all, 100 * $3 / $1 }'
echo "SQLite: $(stat -c %s "$work/alone.db" | awk -v n="$items" '{ printf "%d bytes, %d a document", $1, $1 / n }')"
ask "$database" "SELECT pg_database_size(current_database())" | awk -v n="$items" '{ printf "PostgreSQL: %d bytes, %d a document\n", $1, $1 / n }'
[ -z "${PROFILE:-}" ] || ask "$database" "SELECT calls, rows, round(total_exec_time::numeric) ms, left(regexp_replace(query, '\s+', ' ', 'g'), 100) FROM pg_stat_statements ORDER BY total_exec_time DESC LIMIT ${PROFILE}0"
# alike WHAT ONE MANY
alike() {
	if cmp -s "$2" "$3"; then
		echo "$1: equal, $(wc -l <"$2")"
	else
		echo "$1: NOT equal, $(diff "$2" "$3" | grep -c '^[<>]') differ"
	fi
}
incidents="SELECT id, event_type, event_mode, date_from, date_to, place, first_report, last_report, mentions, documents, sources, killed_low, killed_high FROM v_incidents ORDER BY id"
copies="SELECT id, duplicate_of FROM v_documents WHERE duplicate_of IS NOT NULL ORDER BY id"
ask "$database" "$incidents" >"$work/many"
sqlite3 "$work/alone.db" "$incidents" >"$work/one"
alike incidents "$work/one" "$work/many"
ask "$database" "$copies" >"$work/many"
sqlite3 "$work/alone.db" "$copies" >"$work/one"
alike copies "$work/one" "$work/many"
"$casus" query --db "$database" -f jsonl | sort >"$work/many"
"$casus" query --db "$work/alone.db" -f jsonl | sort >"$work/one"
alike records "$work/one" "$work/many"
