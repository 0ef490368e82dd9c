# cluster.sh: a PostgreSQL of one's own for a test, in a folder of its own, reached through a socket there; sourced behind lib.sh.
# start_cluster sets server_url (without the database's name) and stops it at the end; false where there is no PostgreSQL.

as_server() {
	if [ "$(id -u)" -eq 0 ]; then
		setpriv --reuid=nobody --regid=nogroup --clear-groups env HOME="$cluster" "$@"
	else
		"$@"
	fi
}

start_cluster() {
	server_bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)
	[ -n "$server_bin" ] && [ -x "$server_bin/initdb" ] || return 1
	cluster=$(mktemp -d /tmp/casus-pg.XXXXXX) || return 1
	[ "$(id -u)" -eq 0 ] && chown nobody:nogroup "$cluster"
	trap 'stop_cluster; rm -rf "$work"' EXIT
	(
		cd "$cluster" && as_server "$server_bin/initdb" -D "$cluster/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$cluster/log" 2>&1 &&
			as_server "$server_bin/pg_ctl" -D "$cluster/data" -w -l "$cluster/server.log" -o "-c listen_addresses= -k $cluster -c fsync=off $*" start >/dev/null
	) || { cat "$cluster"/*log; return 1; }
	server_url="postgresql:///%s?host=$cluster&user=postgres"
}

# database NAME: makes it anew; its address on standard output.
database() {
	as_server "$server_bin/dropdb" --if-exists -h "$cluster" -U postgres "$1" >/dev/null 2>&1
	as_server "$server_bin/createdb" -h "$cluster" -U postgres "$1" && echo "postgresql:///$1?host=$cluster&user=postgres"
}

# ask URL SQL: rows with | between columns, as sqlite3 writes them.
ask() {
	as_server "$server_bin/psql" -X -q -A -t "$1" -c "$2"
}

restart_cluster() {
	as_server "$server_bin/pg_ctl" -D "$cluster/data" -w -m immediate restart -l "$cluster/server.log" >/dev/null
}

stop_cluster() {
	[ -n "${cluster:-}" ] || return 0
	as_server "$server_bin/pg_ctl" -D "$cluster/data" -m immediate stop >/dev/null 2>&1
	rm -rf "$cluster"
}
