#!/bin/sh
# copy.sh DUMP: from one database to another and back nothing is lost; databases made apart are put together.
. "$CASUS_SOURCE/tests/lib.sh"
dump=$1
a="$work/a.db"
b="$work/b.db"
here="$CASUS_SOURCE/tests/store/schema"

printf '%s\n' '{"id":"x","date":"2020-01-09","text":"France wagged Iran. Rebels attacked Sirte on Wednesday.","url":"https://x.example/1"}' >"$work/one.jsonl"
printf '%s\n' '{"id":"y","date":"2020-01-09","text":"France wagged Iran. Rebels attacked Sirte on Wednesday.","url":"https://y.example/1"}' >"$work/two.jsonl"
printf 'type ACCUSE\nentry finger-wagging\n  verb  @actor finger-wag|wag @recipient\n  yes   France wagged Iran. = France -> Iran\n' >"$work/mine.txt"

sqlite3 "$a" <"$here/version-1.sql"
run "$CASUS" add --db "$a" --codebook "$work/mine.txt" "$work/one.jsonl" "$work/two.jsonl"
expect "a database with everything" 0
run "$CASUS" add --recode --db "$a"
expect "and a past" 0 "coded anew"
run "$CASUS" copy --from "$a" --to "$b"
expect "copy" 0 "3 documents copied, 0 there already"
run "$CASUS" check --db "$b"
expect "the copy is sound" 0 "0 findings"
"$dump" "$a" >"$work/was"
"$dump" "$b" >"$work/is"
same "the same documents" "$work/was" "$work/is"
facts="SELECT id, source_id, url, duplicate_of, version, lexicon, model, added FROM v_documents ORDER BY id;
	SELECT d.id, o.url, o.publisher, o.source_id, o.path, t.started FROM other_source o JOIN v_documents d USING (document) JOIN addition t ON t.key = o.addition ORDER BY 1, 2;
	SELECT d.id, s.record, a.lexicon, b.lexicon FROM superseded s JOIN v_documents d USING (document) JOIN run a ON a.key = s.run JOIN run b ON b.key = s.replaced_by ORDER BY 1, 2;
	SELECT * FROM (SELECT id, mentions, documents, sources, first_report FROM v_incidents) ORDER BY id;
	SELECT e.id, f.id FROM v_mentions m JOIN v_events e USING (event) JOIN v_events f ON f.event = m.incident ORDER BY 1;
	SELECT d.id, l.band FROM likeness l JOIN v_documents d USING (document) WHERE d.duplicate_of IS NULL ORDER BY 1, 2" # of copies an older casus kept no likeness
for db in "$a" "$b"; do sqlite3 "$db" "$facts" >"$db.facts"; done
same "the same sources, runs, additions, past" "$a.facts" "$b.facts"
check "there is a past to copy" grep -q "finger\|ACCUSE" "$b.facts"
run "$CASUS" copy --from "$b" --to "$work/c.db"
expect "and back" 0
sqlite3 "$b" .dump >"$work/was"
sqlite3 "$work/c.db" .dump >"$work/is"
same "a copy of the copy is the same, row for row" "$work/was" "$work/is"
run "$CASUS" copy --from "$a" --to "$b"
expect "copy again" 0 "0 documents copied, 3 there already, 0 further sources"

# Incidents, and what was chosen about them by hand.
cat >"$work/many.jsonl" <<'EOT'
{"id":"1","date":"2020-01-06","text":"At least 28 people were killed in an air strike on a military academy in Tripoli on Saturday, officials said."}
{"id":"2","date":"2020-01-06","text":"An air strike on a military academy in the Libyan capital Tripoli killed 30 people on Saturday, the health ministry said."}
{"id":"3","date":"2020-01-07","text":"Turkey's parliament voted to send troops to Libya. The United Nations condemned the strike on the academy in Tripoli."}
EOT
rm -f "$a"* "$b"*
run "$CASUS" add --db "$a" "$work/many.jsonl"
first=$(sqlite3 "$a" "SELECT id FROM v_events WHERE event_type = 'ASSAULT' ORDER BY event LIMIT 1")
other=$(sqlite3 "$a" "SELECT id FROM v_events WHERE event_type <> 'ASSAULT' ORDER BY event LIMIT 1")
run "$CASUS" incident --db "$a" --join "$first" "$other"
expect "two incidents joined by hand" 0
sqlite3 "$a" "INSERT INTO judgement SELECT e.id, 1, 'no strike', '', '{}', 1000 FROM event e ORDER BY key LIMIT 1"
run "$CASUS" copy --from "$a" --to "$b"
expect "copy incidents" 0
for db in "$a" "$b"; do sqlite3 "$db" "$facts; SELECT * FROM choice; SELECT * FROM judgement" >"$db.facts"; done
same "the same incidents" "$a.facts" "$b.facts"
check "the choice is there" [ "$(sqlite3 "$b" 'SELECT count(*) FROM choice')" = 1 ]
run "$CASUS" copy --from "$a" --to "$b"
sqlite3 "$b" "$facts; SELECT * FROM choice; SELECT * FROM judgement" >"$b.facts"
same "copied again, still the same" "$a.facts" "$b.facts"

# Two halves, made apart.
run "$CASUS" add -q --db "$work/half1.db" "$work/one.jsonl" "$CASUS_SOURCE/examples/brief.txt"
run "$CASUS" add -q --db "$work/half2.db" "$work/two.jsonl" "$work/one.jsonl"
run "$CASUS" copy --from "$work/half2.db" --to "$work/half1.db"
expect "put together" 0 "0 documents copied, 1 there already, 1 further source"
check "the further source" [ "$(sqlite3 "$work/half1.db" 'SELECT url FROM other_source')" = "https://y.example/1" ]

# Three parts of one input, coded apart: all of it, as if at once.
cat "$work/many.jsonl" "$work/one.jsonl" "$work/two.jsonl" >"$work/all.jsonl"
"$CASUS" add -q --db "$work/whole.db" "$work/all.jsonl"
for part in 1 2 3; do
	"$CASUS" add -q --shard "$part/3" --db "$work/part$part.db" "$work/all.jsonl"
	"$CASUS" copy -q --from "$work/part$part.db" --to "$work/parts.db"
done
for db in "$work/whole.db" "$work/parts.db"; do
	"$dump" "$db" | sort >"$db.lines"
	sqlite3 "$db" "SELECT id, mentions, documents, sources FROM v_incidents ORDER BY id" >"$db.incidents"
done
same "coded in parts: the same records" "$work/whole.db.lines" "$work/parts.db.lines"
same "coded in parts: the same incidents" "$work/whole.db.incidents" "$work/parts.db.incidents"

run "$CASUS" copy --from "$work/none.db" --to "$b"
expect "from what is not there" 2 "there is no such database"
run "$CASUS" copy --from "$a"
expect "to nowhere" 2 "name them with --from and --to"
finish
