#!/bin/sh
# recode.sh DUMP: a newer codebook's word takes the place of an older one's; what that said is kept.
. "$CASUS_SOURCE/tests/lib.sh"
dump=$1
db="$work/t.db"

cat >"$work/in.jsonl" <<'EOT'
{"id":"a","date":"2020-01-09","title":"One","text":"TRIPOLI, Jan 9 (Agency) - France wagged Iran on Thursday. Rebels attacked Sirte on Wednesday."}
{"id":"b","date":"2020-01-09","title":"Two","text":"Russia condemned Turkey."}
{"id":"c","date":"2020-01-09","title":"Three","text":"Nothing happened."}
EOT
cat >"$work/mine.txt" <<'EOT'
type ACCUSE
entry finger-wagging
  verb  @actor finger-wag|wag @recipient
  yes   France wagged Iran. = France -> Iran
EOT
# count NAME SQL EXPECTED
count() {
	got=$(sqlite3 "$db" "$2")
	check "$1: $got, not $3" [ "$got" = "$3" ]
}

run "$CASUS" add --db "$db" --codebook "$work/mine.txt" "$work/in.jsonl"
expect "with a codebook of one's own" 0 "3 documents added with 3 records"
"$dump" "$db" >"$work/mine"
run "$CASUS" add --db "$db" "$work/in.jsonl"
expect "another codebook, not asked for" 0 "0 documents added with 0 records, 0 linked, 3 skipped"
"$dump" "$db" >"$work/kept"
same "nothing is coded anew unasked" "$work/mine" "$work/kept"

"$CASUS" code -f jsonl "$work/in.jsonl" >"$work/coded"
for way in "the whole database" "the inputs"; do
	rm -f "$db"*
	run "$CASUS" add -q --db "$db" --codebook "$work/mine.txt" "$work/in.jsonl"
	before=$(sqlite3 "$db" "SELECT key FROM event WHERE document = 2")
	[ "$way" = "the inputs" ] && set -- "$work/in.jsonl" "$work/in.jsonl" || set --
	run "$CASUS" add --recode --db "$db" "$@"
	expect "$way" 0 "3 coded anew, 1 of them changed"
	"$dump" "$db" >"$work/kept"
	same "$way: as if it had never been coded otherwise" "$work/coded" "$work/kept"
	count "$way: what was said before" "SELECT json_extract(record, '\$.event_type') || ' ' || json_extract(record, '\$.actor[0].name') FROM superseded" "ACCUSE France"
	count "$way: by whom" "SELECT count(*) FROM superseded s JOIN run a ON a.key = s.run JOIN run b ON b.key = s.replaced_by WHERE a.lexicon <> b.lexicon" 1
	count "$way: rows that say the same stay" "SELECT key FROM event WHERE document = 2" "$before"
	run "$CASUS" check --db "$db"
	expect "$way: sound" 0 "0 findings"
	run "$CASUS" add --recode --db "$db" "$@"
	check "$way: nothing is left to do" sh -c '! grep -q anew "$1"' sh "$work/err"
	# And back: the word of the first codebook again, both words in the history.
	run "$CASUS" add --recode --db "$db" --codebook "$work/mine.txt"
	expect "$way: and back" 0 "3 coded anew, 1 of them changed"
	"$dump" "$db" >"$work/kept"
	same "$way: and back, all is as it was" "$work/mine" "$work/kept"
done
finish
