#!/bin/sh
# add.sh DUMP: what is added once is there once: again, from elsewhere, in nearly the same words, by two programs at a time.
. "$CASUS_SOURCE/tests/lib.sh"
dump=$1
db="$work/t.db"

# count NAME SQL EXPECTED
count() {
	got=$(sqlite3 "$db" "$2")
	check "$1: $got, not $3" [ "$got" = "$3" ]
}

cp "$CASUS_SOURCE/examples/brief.txt" "$work/one.txt"
run "$CASUS" add --db "$db" "$work/one.txt"
expect "add" 0 "1 document added with 10 records, 0 linked, 0 skipped"
"$dump" "$db" >"$work/first"
run "$CASUS" add --db "$db" "$work/one.txt"
expect "add again" 0 "0 documents added with 0 records, 0 linked, 1 skipped"
run "$CASUS" add --db "$db" "$work/one.txt" "$work/one.txt" -q
expect "twice in one run" 0
check "--quiet says nothing" [ ! -s "$work/err" ]
run "$CASUS" add --db "$db" - <"$work/one.txt"
"$dump" "$db" >"$work/second"
same "nothing changed" "$work/first" "$work/second"

# The same story in other papers: word for word, with another headline and end, cut short; and three that are news.
rm -f "$db"*
python3 - "$work" <<'EOT'
import json, sys
body = ("Libyan rebels shelled the port of Sirte on Monday, killing at least 25 people and wounding 40 more, officials said. "
        "The attack came hours after Russia and Turkey had called for a ceasefire in the country. A spokesman for the rebels denied "
        "that they had fired on the port. The United Nations condemned the attack and urged both sides to return to the talks in Geneva.")
end = " Hospitals in the town asked for blood. The government said that it would answer."
papers = [
    {"id": "a", "text": body + end, "title": "Shells on Sirte", "url": "https://a.example/1"},
    {"id": "b", "text": body + end, "title": "Shells on Sirte", "url": "https://b.example/1"},
    {"id": "c", "text": "SIRTE (Agency) - " + body + end, "title": "25 dead in Sirte", "url": "https://c.example/1"},
    {"id": "d", "text": body, "title": "25 dead in Sirte", "url": "https://d.example/1"},
    {"id": "e", "text": (body + end).replace("25", "31"), "title": "31 dead in Sirte", "url": "https://e.example/1"},
    {"id": "f", "text": body + end, "title": "Shells on Sirte", "date": "2020-03-16", "url": "https://f.example/1"},
    {"id": "g", "text": "Libyan rebels shelled the port of Sirte on Monday.", "url": "https://g.example/1"},
]
with open(sys.argv[1] + "/wire.jsonl", "w") as out:
    for paper in papers:
        out.write(json.dumps({"date": "2020-01-06", **paper}) + "\n")
EOT
run "$CASUS" add --db "$db" "$work/wire.jsonl"
expect "a wire story in ten papers" 0 "4 documents added"
expect "its copies" 0 "3 linked, 0 skipped"
count "coded" "SELECT group_concat(source_id, '') FROM document WHERE run IS NOT NULL" cefg
count "linked" "SELECT group_concat(source_id, '') FROM document d WHERE duplicate_of = (SELECT key FROM document WHERE source_id = 'c')" ad
count "another source of the very same" "SELECT group_concat(source_id || ' ' || url) FROM other_source" "b https://b.example/1"
count "a copy keeps its own source" "SELECT url FROM v_documents WHERE source_id = 'd'" "https://d.example/1"
count "a copy has no records" "SELECT count(*) FROM v_events e JOIN document d ON d.key = e.document WHERE d.source_id IN ('a', 'd')" 0
sqlite3 "$db" .dump | grep -v 'INTO addition' >"$work/before"
run "$CASUS" add --db "$db" "$work/wire.jsonl"
expect "all of them again" 0 "0 documents added with 0 records, 0 linked, 7 skipped"
sqlite3 "$db" .dump | grep -v 'INTO addition' >"$work/after"
same "nothing changed by it" "$work/before" "$work/after"

# Any number of threads, in one run or in several: the same database.
for threads in 1 3; do
	rm -f "$db"*
	run "$CASUS" add -t "$threads" --db "$db" "$work/one.txt" "$work/wire.jsonl"
	"$dump" "$db" >"$work/with$threads"
done
same "any number of threads" "$work/with1" "$work/with3"
rm -f "$db"*
run "$CASUS" add --db "$db" "$work/one.txt"
while read -r line; do echo "$line" >"$work/line.jsonl" && run "$CASUS" add --db "$db" "$work/line.jsonl"; done <"$work/wire.jsonl"
"$dump" "$db" | sed 's/line\.jsonl/wire.jsonl/' >"$work/singly"
same "one after the other" "$work/with1" "$work/singly"

# Bad input costs itself only.
rm -f "$db"*
printf '{"text":"France condemned Iran on Thursday."}\n{"text":}\n{"text":"Iran condemned France on Friday."}\n' >"$work/bad.jsonl"
run "$CASUS" add --db "$db" "$work/bad.jsonl" "$work/missing.txt"
expect "a bad line" 1 "bad.jsonl:2:"
expect "a missing file" 1 "missing.txt: cannot open"
count "the others are there" "SELECT count(*) FROM document" 2
finish
