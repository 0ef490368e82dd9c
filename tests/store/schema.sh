#!/bin/sh
# schema.sh DUMP: the queries of docs/schema.md answer; a database of each version is brought up to date.
. "$CASUS_SOURCE/tests/lib.sh"
dump=$1
db="$work/t.db"
here="$CASUS_SOURCE/tests/store/schema"

# --- the queries of the page --------------------------------------------------------------------------------
cat >"$work/more.txt" <<'EOT'
date 2020-01-10

TRIPOLI, Jan 10 (Agency) - Turkey attacked Libya's rebels on Thursday, killing at least 12 people, the Libyan National Army said. Turkey sent arms to Libya.
EOT
run "$CASUS" add --db "$db" "$CASUS_SOURCE/examples/brief.txt" "$work/more.txt"
expect "a database to ask" 0
awk -v folder="$work" '/^```sql/ { n++; file = sprintf("%s/q%02d.sql", folder, n); inside = 1; next } /^```/ { inside = 0 } inside { print >file }' "$CASUS_SOURCE/docs/schema.md"
check "there are ten queries" [ "$(ls "$work"/q*.sql | wc -l)" -ge 10 ]
for query in "$work"/q*.sql; do
	run sqlite3 -readonly "$db" ".read $query"
	expect "$(head -n 1 "$query")" 0
	check "$(head -n 1 "$query"): answers something" [ -s "$work/out" ]
done
for view in $(sqlite3 "$db" "SELECT name FROM sqlite_schema WHERE type = 'view'"); do
	check "docs/schema.md names $view" grep -q "^| \`$view\`" "$CASUS_SOURCE/docs/schema.md"
	columns=$(sqlite3 "$db" "SELECT group_concat(name, ' ') FROM pragma_table_info('$view')")
	case $view in v_relations | v_speakers | v_records) continue ;; esac # "as above"
	for column in $columns; do
		check "docs/schema.md names $view.$column" sh -c "grep '^| .$view. ' '$CASUS_SOURCE/docs/schema.md' | grep -q '[\`]$column[\`]'"
	done
done

# --- every version that was ever released --------------------------------------------------------------------
newest=$(ls "$CASUS_SOURCE"/src/store/schema/sqlite-*.sql | sed -n '$s/.*-0*\([0-9]*\)\.sql/\1/p')
for fixture in "$here"/*.sql; do
	[ -e "$fixture" ] || continue
	fixture_name=$(basename "$fixture" .sql)
	rm -f "$db"*
	sqlite3 "$db" <"$fixture"
	run "$CASUS" check --db "$db"
	case $fixture_name in
	version-"$newest") expect "$fixture_name: sound as it is" 0 "0 findings" ;;
	*) expect "$fixture_name: not changed by who only looks" 2 "is of an older casus" ;;
	esac
	printf 'Iran condemned France on Friday.\n' >"$work/new.txt"
	run "$CASUS" add --db "$db" "$work/new.txt"
	expect "$fixture_name: brought up to date" 0 "1 document added"
	check "$fixture_name: the newest version" [ "$(sqlite3 "$db" 'PRAGMA user_version')" = "$newest" ]
	run "$CASUS" check --db "$db"
	expect "$fixture_name: sound" 0 "0 findings"
	"$dump" "$db" | head -n "$(wc -l <"$here/$fixture_name.jsonl")" >"$work/kept"
	same "$fixture_name: what it held" "$here/$fixture_name.jsonl" "$work/kept"
	rm -f "$work/fresh.db"*
	run "$CASUS" add --db "$work/fresh.db" "$work/new.txt"
	for one in "$db" "$work/fresh.db"; do
		sqlite3 "$one" "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name" >"$one.schema"
	done
	same "$fixture_name: the schema of a new database" "$work/fresh.db.schema" "$db.schema"
done
finish
