#!/bin/sh
# A rolling upgrade: workers of another lexicon on one queue, and a database of an older casus. Which version coded a document is kept with it, what each
# says is what its version says of it, and afterwards all can be brought to one version.
. "$CASUS_SOURCE/tests/lib.sh"
. "$CASUS_SOURCE/tests/scale/servers.sh"
need_servers "a rolling upgrade"
database=$(database upgrade)

# --- a database as an older casus made it: the steps of the schema up to the fourth --------------------------------------------------
steps=$CASUS_SOURCE/src/store/schema
newest=$(ls "$steps"/sqlite-*.sql | sed -n '$s/.*-0*\([0-9]*\)\.sql/\1/p')
sh "$steps/postgres.sh" "$steps/postgres-prelude.sql" "$steps/postgres-fulltext.sql" "$steps"/sqlite-000[1-4].sql |
	sed -n 's/^"\(.*\)\\n"$/\1/p' | sed -e 's/\\t/\t/g' -e 's/\\"/"/g' -e 's/\\\\/\\/g' >"$work/schema.sql"
{
	cat "$work/schema.sql"
	echo "CREATE TABLE casus_schema (version integer PRIMARY KEY); INSERT INTO casus_schema VALUES (4);"
} | as_server "$server_bin/psql" -X -q -v ON_ERROR_STOP=1 "$database" >"$work/made" 2>&1
check "the older schema" [ ! -s "$work/made" ]
run "$CASUS" query --db "$database"
expect "a question to an older database" 2 "is of an older casus (schema 4 of $newest)"
expect "and what to do" 2 "casus add --db"

start_queue

# --- two versions on one queue ------------------------------------------------------------------------------------
cat >"$work/book.txt" <<'EOT'
type ASSAULT
entry smite
  verb @actor smite @recipient
EOT
awk 'BEGIN { for (i = 1; i <= 1500; i++) printf "{\"id\":\"%d\",\"date\":\"2021-%02d-%02d\",\"text\":\"Report %d. Russia shelled Kyiv on Monday. Russia smites Ukraine with rocket number %d.\"}\n", i, i % 12 + 1, i % 28 + 1, i + 100, i + 100 }' >"$work/in.jsonl"
"$CASUS" send -q --nats "$nats" "$CASUS_SOURCE/examples/brief.txt"
"$CASUS" work --nats "$nats" --db "$database" --threads 1 2>"$work/old.log" &
old=$!
"$CASUS" work --nats "$nats" --db "$database" --threads 1 --codebook "$work/book.txt" --lexicon "$CASUS_SOURCE/lexicon" 2>"$work/new.log" &
new=$!
hands="$hands $old $new"
within 30 says "^casus: working" "$work/old.log"
within 30 says "^casus: working" "$work/new.log"
check "the older database was brought up to date" [ "$(ask "$database" "SELECT max(version) FROM casus_schema")" = "$newest" ]
check "by the step that was missing" [ "$(ask "$database" "SELECT count(*) FROM casus_reference")" -ge 30 ]
"$CASUS" send -q --nats "$nats" "$work/in.jsonl"
all_there() { [ "$(ask "$database" "SELECT count(*) FROM document")" -gt 1500 ]; }
within 120 all_there
kill "$old" "$new"
wait "$old" "$new" 2>/dev/null

lexicon() { sed -n 's/^casus: working: .*lexicon \([0-9a-f]*\).*/\1/p' "$1"; }
check "each worker says its lexicon: $(lexicon "$work/old.log"), $(lexicon "$work/new.log")" [ -n "$(lexicon "$work/old.log")" -a "$(lexicon "$work/old.log")" != "$(lexicon "$work/new.log")" ]
# coded_by LOG: how many documents its lexicon coded, and with how many events each.
coded_by() { ask "$database" "SELECT count(*), min(coalesce(e.n, 0)), max(e.n) FROM document d JOIN run r ON r.key = d.run LEFT JOIN (SELECT document, count(*) AS n FROM event GROUP BY document) e ON e.document = d.key
	WHERE r.lexicon = '$(lexicon "$1")' AND d.source_id IS NOT NULL"; }
by_old=$(coded_by "$work/old.log") by_new=$(coded_by "$work/new.log")
check "all are there: $by_old by the one, $by_new by the other" [ "$((${by_old%%|*} + ${by_new%%|*}))" -eq 1500 ]
check "both had some" [ "${by_old%%|*}" -gt 0 -a "${by_new%%|*}" -gt 0 ]
check "what one lexicon does not know it did not code" [ "${by_old#*|}" = "1|1" ]
check "what the other knows it coded" [ "${by_new#*|}" = "2|2" ]
run "$CASUS" check --db "$database"
expect "the database is sound" 0 "0 findings"

# --- to one version ------------------------------------------------------------------------------------------------
outdated=$(ask "$database" "SELECT count(*) FROM document d JOIN run r ON r.key = d.run WHERE r.lexicon = '$(lexicon "$work/old.log")'") # with the example, if that worker had it
run "$CASUS" add --recode --db "$database" --codebook "$work/book.txt" --lexicon "$CASUS_SOURCE/lexicon"
expect "all brought to one version" 0 "$outdated coded anew, ${by_old%%|*} of them changed"
"$CASUS" query --db "$database" -f jsonl | sort >"$work/kept"
"$CASUS" add -q --db "$work/alone.db" --codebook "$work/book.txt" --lexicon "$CASUS_SOURCE/lexicon" "$CASUS_SOURCE/examples/brief.txt" "$work/in.jsonl"
"$CASUS" query --db "$work/alone.db" -f jsonl | sort >"$work/alone"
same "the records are those of that version alone" "$work/alone" "$work/kept"
ask "$database" "SELECT id FROM v_incidents ORDER BY id" >"$work/incidents"
sqlite3 "$work/alone.db" "SELECT id FROM v_incidents ORDER BY id" >"$work/incidents.alone"
same "and the incidents" "$work/incidents.alone" "$work/incidents"

# --- what is broken is found ------------------------------------------------------------------------------------------
ask "$database" "DELETE FROM code"
run "$CASUS" check --db "$database"
expect "rows that point to none are found" 1 "rows of event have a code that is in no row of code"
finish
