#!/bin/sh
# How fast the page's server answers, and whether it stands: page.sh CASUS DATABASE [SECONDS]
#
# For each call: the time to the answer (ms, as a client sees it; the best of five) and the processor time that the server took for it
# (ms), when it has to be found, and the time when it was asked before. Then the same in Chromium (tests/page/speed.mjs). Then, where wrk is installed, SECONDS (60) of 64 connections that ask all
# of the main calls in turn, with 300 clients beside that say a byte now and then; errors, and the server's memory before, after 10
# and after SECONDS more. Exit status 1 where an answer was not what it should be, or the server ended. Needs curl and python3.
set -eu
casus=$1 database=$2 seconds=${3:-60}
folder=$(mktemp -d)
# A free port: another server at a fixed one would answer in the place of this, until it is ended.
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$casus" serve "$database" --port "$port" 2>"$folder/said" &
server=$!
slow=
end() {
	[ -z "$slow" ] || kill "$slow" 2>/dev/null || true
	kill "$server" 2>/dev/null && wait "$server" || true
	rm -rf "$folder"
}
trap end EXIT
trap 'exit 1' INT TERM HUP PIPE
here=http://localhost:$port/api
alive() { kill -0 "$server" 2>/dev/null || { echo "FAILED: the server ended: $(cat "$folder/said")"; exit 1; }; }
until curl -so /dev/null "$here/status"; do
	alive
	sleep 0.2
done
memory() { awk '/VmRSS/ {print int($2 / 1024) " MB"}' "/proc/$server/status"; }

cat >"$folder/calls" <<'CALLS'
status
count?by=month,quad
count?by=month,type
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
count?by=month,quad&confidence=0.8
map?factuality=planned
records?text=ceasefire&limit=6
network?on=2014-08-01
network?on=2014-08-01&from=2013-08-01&to=2014-08-01
truces
suggest?q=ru
documents?text=ceasefire
incidents
actor/RUS
CALLS
sleep 3 # what the page asks first is answered by then: the thread that does it would take its time along when it ends
python3 - "$server" "$here" "$folder/calls" <<'TIMES'
import os, sys, time, urllib.request
server, here, calls = sys.argv[1:]
def processor(): # of all threads, in ms
    folder = f"/proc/{server}/task"
    return sum(int(open(f"{folder}/{task}/schedstat").read().split()[0]) for task in os.listdir(folder)) / 1e6
print(f"{'ms':>8} {'cpu':>8} {'again ms':>8} {'bytes':>9}  call")
for call in open(calls).read().split():
    times, kept = [], []
    for i in range(12): # a token, which is not looked at on loopback, makes a question one that was not asked before
        before, start = processor(), time.monotonic()
        with urllib.request.urlopen(f"{here}/{call}{'&' if '?' in call else '?'}token={min(i, 6)}") as answer: # an error is one
            size = len(answer.read())
        (times if i <= 6 else kept).append(((time.monotonic() - start) * 1000, processor() - before))
    print(f"{min(t[0] for t in times[1:]):8.0f} {min(t[1] for t in times[1:]):8.0f} {min(t[0] for t in kept):8.1f} {size:9}  {call}", flush=True)
TIMES

# What a browser makes of it: the first view, and each filter until all charts are drawn anew.
page=$(dirname "$0")/../page
if command -v node >/dev/null 2>&1 && command -v "${CHROMIUM:-chromium}" >/dev/null 2>&1 && [ -d "$page/node_modules/playwright-core" ]; then
	CASUS=$casus node "$page/speed.mjs" "$database" || exit 1
else
	echo "node, chromium or tests/page/node_modules (npm ci) are missing: no browser"
fi

command -v wrk >/dev/null 2>&1 || { echo "wrk is not installed (Debian: wrk): no load"; exit 0; }
python3 - "$port" <<'SLOW' &
import socket, sys, time
port, slow = int(sys.argv[1]), []
while True: # who is ended comes again
    while len(slow) < 300:
        slow.append(socket.create_connection(("127.0.0.1", port)))
    for s in list(slow):
        try:
            s.sendall(b"G")
        except OSError:
            slow.remove(s)
    time.sleep(0.5)
SLOW
slow=$!
{
	echo 'local calls, at = {}, 0'
	sed 's/.*/calls[#calls + 1] = "\/api\/&"/' "$folder/calls"
	echo 'request = function() at = at + 1; return wrk.format("GET", calls[at % #calls + 1]) end'
} >"$folder/calls.lua"
load() { wrk -t2 -c64 -d"$1s" --timeout 60s -s "$folder/calls.lua" "http://localhost:$port" >"$folder/load" 2>&1 || { cat "$folder/load"; alive; exit 1; }; }
echo "memory before: $(memory)"
load 10
! grep -qE 'Socket errors|Non-2xx' "$folder/load" || { cat "$folder/load"; echo "FAILED: errors under load"; exit 1; }
echo "after 10 s of 64 connections: $(memory)"
load "$seconds"
grep -E 'requests in|Requests/sec|Latency|Socket errors|Non-2xx' "$folder/load"
alive
echo "after $seconds s more: $(memory)"
! grep -qE 'Socket errors|Non-2xx' "$folder/load" || { echo "FAILED: errors under load"; exit 1; }
curl -sS -m 30 -o /dev/null "$here/status" || { echo "FAILED: no answer afterwards"; exit 1; }
