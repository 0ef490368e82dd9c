#!/bin/sh
# round.sh DUMP: what the database gives back is, byte for byte, what `casus code -f jsonl` prints.
. "$CASUS_SOURCE/tests/lib.sh"
dump=$1
db="$work/t.db"

# round NAME INPUT...
round() {
	name=$1
	shift
	rm -f "$db" "$db"-*
	"$CASUS" code -f jsonl "$@" >"$work/coded" 2>/dev/null
	run "$CASUS" add --db "$db" "$@"
	expect "$name: add" 0 "added"
	"$dump" "$db" >"$work/kept" 2>"$work/err" || fail "$name: dump: $(head -n 1 "$work/err")"
	same "$name: kept as coded" "$work/coded" "$work/kept"
}

round "the example" "$CASUS_SOURCE/examples/brief.txt"

# Everything that a record can hold, and text beyond ASCII before it.
cat >"$work/all.txt" <<'EOT'
date 2020-01-09

ZUWĀRA, Libya, Jan 9 (Agency) - «Präsident» Recep Tayyip Erdoğan’s government said on Monday that at least 25 people were killed
and between 30 and 40 wounded when the Libyan National Army bombed Tripoli’s Mitiga airport. The LNA denied it.

“We reject the ceasefire,” Khalifa Haftar’s spokesman Ahmed al-Mismari said. A diplomat close to the LNA said that it would accept a
truce if Turkey withdrew its troops. Russia and Turkey called for a three-day humanitarian ceasefire from 12 January. Egypt has backed Haftar since
2014. Turkey’s parliament voted last week to send troops to Tripoli. The Government of National Accord accepted the ceasefire.
EOT
round "all kinds of records" "$work/all.txt" "$CASUS_SOURCE/examples/brief.txt"
for kind in event relation ceasefire contradiction attribution counts dateline; do
	check "the text has a $kind" grep -q "\"$kind\"" "$work/coded"
done

printf '%s\n' '{"id":"a","text":"France condemned Iran on Thursday.","title":"A \u00abtitle\u00bb","date":"2020-01-09","url":"https://x.example/1","publisher":"P","place":"Paris","language":"en"}' \
	'{"id":"b","text":"Rebels attacked a town."}' '{"text":"Nothing at all."}' >"$work/in.jsonl"
round "JSON Lines" "$work/in.jsonl"

if [ -d "$CASUS_SOURCE/../shared/news" ]; then
	round "news" "$CASUS_SOURCE"/../shared/news/*.txt "$CASUS_SOURCE/../shared/seed/article.txt"
else
	skip "../shared/news is not here"
fi
finish
