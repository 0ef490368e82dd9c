#!/bin/sh
# How fast the page's server answers: page.sh CASUS DATABASE [SECONDS]
#
# For each call: the time to the answer (ms, as a client sees it) and the processor time that the server took for it (ms, in
# steps of 10; the second of two equal calls, so that the file is in memory). Then, where wrk is installed, SECONDS (20) of 64
# connections at each of the main calls with 100 silent clients beside, and the server's memory before and after.
set -eu
casus=$1 database=$2 seconds=${3:-20} port=${PORT:-8577} tick=$(getconf CLK_TCK)
"$casus" serve "$database" --port "$port" 2>/dev/null &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null || true' EXIT
here=http://localhost:$port/api
until curl -so /dev/null "$here/status"; do sleep 0.2; done

processor() { awk -v tick="$tick" '{print ($14 + $15) * 1000 / tick}' /proc/$server/stat; }
memory() { awk '/VmRSS/ {print int($2 / 1024) " MB"}' /proc/$server/status; }

printf '%8s %8s %9s  %s\n' ms cpu bytes call
while read -r call; do
	curl -so /dev/null "$here/$call"
	before=$(processor)
	answer=$(curl -so /dev/null -w '%{http_code} %{time_total} %{size_download}' "$here/$call")
	after=$(processor)
	echo "$answer $before $after $call" | awk '$1 != 200 {print "FAILED with status " $1 ": " $6; exit 1} {printf "%8.0f %8.0f %9d  %s\n", $2 * 1000, $5 - $4, $3, $6}'
done <<CALLS
status
count?by=month,quad
count?by=type
map
network
ceasefires?limit=8
records?limit=6&sort=-date
count?by=month,quad&type=ASSAULT
map?type=ASSAULT
network?type=ASSAULT
map?country=SYR
network?country=SYR
records?limit=6&sort=-date&country=SYR
count?by=type&actor=Russia
map?from=2014-01-01&to=2015-01-01
records?text=ceasefire&limit=6
network?on=2014-08-01
truces
suggest?q=ru
documents?text=ceasefire
incidents
actor/RUS
CALLS

command -v wrk >/dev/null 2>&1 || { echo "wrk is not installed: no load"; exit 0; }
python3 - "$port" $((seconds * 5)) <<'SILENT' &
import socket, sys, time
silent = [socket.create_connection(("127.0.0.1", int(sys.argv[1]))) for _ in range(100)]
for s in silent[:50]:
    s.sendall(b"GET /api/sta")
time.sleep(int(sys.argv[2]))
SILENT
silent=$!
echo "memory before: $(memory)"
for call in status 'count?by=type' 'records?limit=6&sort=-date&country=SYR' 'map?country=SYR'; do
	echo "--- $seconds s of 64 connections, 100 silent clients beside: $call"
	wrk -t2 -c64 -d"${seconds}s" --timeout 20s "$here/$call" | grep -E 'requests in|Requests/sec|Latency|Socket errors|Non-2xx'
	echo "memory: $(memory)"
done
kill $silent 2>/dev/null || true
