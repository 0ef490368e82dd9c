# servers.sh: a queue server and a PostgreSQL of one's own for a test of workers; sourced behind lib.sh. At the end of the test, however it comes, what it
# started is gone.

# Processes to be killed at the end; the test adds its own.
hands=
end_servers() {
	for p in $hands; do kill -CONT "$p"; kill -9 "$p"; done 2>/dev/null
	stop_cluster
	rm -rf "$work"
}

# need_servers WHAT: starts PostgreSQL; where it or the queue server is missing the test of WHAT ends here, skipped.
need_servers() {
	if ! command -v nats-server >/dev/null 2>&1; then
		skip "$1" "nats-server is not installed (./deps check installs it)"
		finish
	fi
	. "$CASUS_SOURCE/tests/store/cluster.sh"
	if ! start_cluster; then
		skip "$1" "PostgreSQL is not installed (./deps check installs it)"
		finish
	fi
	trap end_servers EXIT
}

# start_queue: sets port (the next ones are the test's own, too), nats (its address) and server (its process).
start_queue() {
	port=$(own_ports)
	nats=nats://127.0.0.1:$port
	nats-server -js -sd "$work/jetstream" -a 127.0.0.1 -p "$port" -l "$work/nats.log" >/dev/null 2>&1 &
	server=$!
	hands="$hands $server"
	within 30 says "Server is ready" "$work/nats.log"
}

# within SECONDS COMMAND...: tries until it succeeds.
within() {
	tries=$(($1 * 5))
	shift
	until "$@" 2>/dev/null; do
		tries=$((tries - 1))
		[ $tries -gt 0 ] || return 1
		sleep 0.2
	done
}

# says TEXT FILE
says() { grep -q "$1" "$2" 2>/dev/null; }
