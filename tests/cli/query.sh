#!/bin/sh
# casus query and casus export --db, on two small articles.
. "$CASUS_SOURCE/tests/lib.sh"
cd "$CASUS_SOURCE" || exit 1
db="$work/conflict.db"
cat >"$work/more.jsonl" <<'EOT'
{"id":"one","date":"2020-02-10","publisher":"Agency A","text":"Islamic State militants killed at least 12 civilians in Sirte on Monday, Libya's government said.\n\nRussia and Ukraine met in Minsk on Sunday. Russian troops shelled Kharkiv on Saturday."}
{"id":"two","date":"2020-03-01","publisher":"Agency B","text":"Israel and Hamas agreed to a ceasefire on Saturday.\n\nTurkey condemned Russia on Sunday."}
EOT
run "$CASUS" add --db "$db" examples/brief.txt "$work/more.jsonl"
expect "add" 0

# asked NAME COUNT CONDITION...: that many records.
asked() {
	name=$1
	wanted=$2
	shift 2
	run "$CASUS" query --db "$db" -f jsonl "$@"
	if [ "$status" -eq 0 ] && [ "$(wc -l <"$work/out")" -eq "$wanted" ]; then pass; else
		fail "$name: $(wc -l <"$work/out") records, not $wanted"
		cut -c 1-200 "$work/err" "$work/out" | head -n 8
	fi
}
"$CASUS" code -f jsonl examples/brief.txt "$work/more.jsonl" | grep -c '"kind":"\(event\|relation\)"' >"$work/all"
asked "all" "$(cat "$work/all")"
asked "an actor by its leader" 3 actor=Haftar type=REJECT,AGREE
cat >"$work/alliance.txt" <<'EOX'
class armed-group
X-FRONT | IMGREB | | Crimson Front
X-WING | IMGREB | | Scarlet Wing | part-of X-FRONT
X-SQUAD | IMGREB | | Vermilion Squad | part-of X-WING
EOX
cat >"$work/front.txt" <<'EOX'
date 2020-03-05

Vermilion Squad attacked Damascus on Monday. Scarlet Wing attacked Aleppo on Tuesday.
EOX
run "$CASUS" add --db "$work/front.db" --actors "$work/alliance.txt" "$work/front.txt"
for name in "Crimson Front:2" "Scarlet Wing:2" "Vermilion Squad:1"; do
	run "$CASUS" query --db "$work/front.db" -f jsonl --actors "$work/alliance.txt" "actor=${name%:*}"
	check "${name%:*} and all under it" [ "$(wc -l <"$work/out")" -eq "${name#*:}" ]
done
asked "a country with its army" 1 actor=Russia recipient=Kharkiv
asked "a country by its code" 1 actor=RUS recipient=Kharkiv
asked "a dyad of those who met" 1 dyad=Ukraine,Russia type=CONSULT
asked "type and mode" 1 type=assault mode=explosives
asked "negation" 1 factuality=negated
asked "a place by its English name" 1 place=Misrata
asked "a country by name" 1 country=Ukraine type=ASSAULT
asked "a circle" 1 near=31.2,16.6,20
asked "a box" 1 box=16,31,17,32
asked "a box across the date line" 0 box=170,-10,-170,10
asked "killed" 1 "killed>=12"
asked "nobody killed as many" 0 "killed>=13"
asked "a source" 2 source="agency b"
asked "by month" 0 from=2020-04
asked "up to a month" 4 to=2020-02 from=2020-02 kind=event
asked "full text" 2 'text="agreed to a ceasefire"'
asked "full text with signs in it" 0 'text=AND " ( * NEAR'
asked "a speaker" 1 speaker=Libya type=ASSAULT
asked "a relation" 1 relation=backs
asked "what is not" 1 relation!=opposes kind!=event
asked "offset" 1 relation=backs,leads offset=0 limit=1
asked "an id" 1 "id=$("$CASUS" query --db "$db" -f jsonl relation=backs | sed 's/.*"id":"\([0-9a-f]*\)","doc".*/\1/')"
asked "the record is that of casus code" 1 relation=backs
"$CASUS" code -f jsonl examples/brief.txt | grep '"relation":"backs"' >"$work/expected"
same "the same bytes" "$work/expected" "$work/out"

run "$CASUS" query --db "$db" -f csv relation=backs
expect "csv" 0 "relation,"
run "$CASUS" query --db "$db" -f table --width 80 relation=backs
expect "table" 0 "backs Egypt -> Khalifa Haftar"
run "$CASUS" query --db "$db" -f table --count by month,type type=ASSAULT factuality=actual
expect "--count by" 0 "2020-02  ASSAULT        2"
run "$CASUS" query --db "$db" -f jsonl --count month type=ASSAULT factuality=actual
expect "counts as JSON" 0 '{"month":"2020-02","records":2}'
for key in day week month year type mode quad actor recipient dyad country place factuality speaker source; do
	run "$CASUS" query --db "$db" -f csv --count "$key"
	expect "--count $key" 0 "$key,records"
done
run "$CASUS" query --db "$db" -f csv --count week type=CONSULT
expect "a week begins on Monday" 0 "2020-02-03,1"
run "$CASUS" query --db "$db" --chart --count type --width 60
expect "bars" 0 "█"
run "$CASUS" query --db "$db" --chart --count month,type --width 60
expect "lines" 0 "2019-12 to 2020-03"
check "a chart is no wider than the terminal" [ -z "$("$CASUS" query --db "$db" --chart --count actor --width 60 | sed 's/[^ -~]\{3\}/x/g' | awk 'length > 60')" ]
run "$CASUS" query --db "$db" timeline --chart
expect "timeline --chart" 0 "2020-02"
for question in timeline dyads relations ceasefires contradictions sources actors places; do
	for format in table jsonl csv; do
		run "$CASUS" query --db "$db" -f "$format" "$question"
		expect "$question -f $format" 0
		check "$question -f $format says something" [ -s "$work/out" ]
	done
done
run "$CASUS" query --db "$db" -f csv relations --on 2020-01-09
expect "relations on a day" 0 "Egypt,backs,Khalifa Haftar"
run "$CASUS" query --db "$db" -f jsonl relations --on 2019-01-01
check "relations before they were told" [ "$status" -eq 0 ] && check "none" [ ! -s "$work/out" ]
run "$CASUS" query --db "$db" -f csv ceasefires actor=Haftar
expect "ceasefires of an actor" 0 "Libyan National Army rejects"
if command -v python3 >/dev/null 2>&1; then
	for question in dyads actors places "--count day,actor,quad"; do
		"$CASUS" query --db "$db" -f jsonl $question >"$work/q.jsonl"
		check "$question is JSON" python3 -c 'import json,sys; [json.loads(l) for l in open(sys.argv[1])]' "$work/q.jsonl"
	done
else
	skip "no python3: JSON was not read back"
fi

# --- what is wrong is named, with a caret and what may have been meant --------------------------------------
wrong() {
	run "$CASUS" query --db "$db" "$1"
	expect "$1" 2 "$2"
}
wrong typ=ASSAULT "there is no field 'typ'; did you mean type?"
wrong type=ASAULT "did you mean ASSAULT?"
check "the caret" grep -q '^       ^$' "$work/err"
wrong mode=airial "did you mean aerial?"
wrong from=January "a date such as 2020-01-09"
wrong "type>=ASSAULT" "type takes = or !="
wrong type= "type has no value"
wrong type=ASSAULT, "a value is missing"
wrong box=1,2,3 "box takes west,south,east,north"
wrong near=91,0,5 "near takes latitude"
wrong confidence=high "a number is wanted"
wrong confidence=2 "a number from 0 to 1"
wrong dyad=LNA "dyad takes two names"
wrong country=Nowhere "no country is called 'Nowhere'"
wrong count=months "did you mean month?"
wrong sort=dat "did you mean date?"
wrong limit=many "a whole number is wanted"
wrong nonsense "is neither a condition"
run "$CASUS" query type=ASSAULT
expect "no database" 2 "which database?"
run "$CASUS" query --db "$work/none.db" type=ASSAULT
expect "a database that is not there" 2 "none.db"
check "and is not made" [ ! -e "$work/none.db" ]

# --- the ten questions of docs/query.md: none goes through all events where an index serves -----------------
run "$CASUS_BUILD/tests/bench/bench_query" "$CASUS_BUILD/casus.pack" "$db"
expect "bench_query" 0 "10  "
run "$CASUS_BUILD/tests/bench/bench_query" "$CASUS_BUILD/casus.pack" "$db" plan
expect "the plans" 0 "Who fights whom"
check "no scan of all events" [ "$(grep -c '^SCAN e$\|^SCAN participant\|^SCAN actor$' "$work/out")" -eq 0 ]

# --- export --------------------------------------------------------------------------------------------------
run "$CASUS" export --db "$db" --to jsonl
cp "$work/out" "$work/from-db"
run "$CASUS" code -f jsonl examples/brief.txt "$work/more.jsonl"
same "export --to jsonl gives what casus code gives" "$work/out" "$work/from-db"
for format in icews phoenix polecat ceasefires; do
	run "$CASUS" export --db "$db" --to "$format"
	expect "export --to $format" 0
	cp "$work/out" "$work/from-db"
	run "$CASUS" code -f "$format" examples/brief.txt "$work/more.jsonl"
	same "export --to $format gives what casus code gives" "$work/out" "$work/from-db"
done
# Two articles that tell of one attack: one row, with both counted; each is a mention of it.
cat >"$work/again.jsonl" <<'EOX'
{"id":"three","date":"2020-05-04","publisher":"Agency A","text":"Islamic State militants killed at least 12 civilians in Sirte on Sunday, the mayor said."}
{"id":"four","date":"2020-05-05","publisher":"Agency B","text":"At least 14 civilians were killed by Islamic State militants in the Libyan city of Sirte on Sunday, a doctor said, in the worst attack of the year."}
EOX
run "$CASUS" add --db "$work/twice.db" "$work/again.jsonl"
run "$CASUS" export --db "$work/twice.db" --to gdelt
check "gdelt: one row for an incident" [ "$(cut -f 27 "$work/out" | grep -c '^1[89]')" -eq 1 ]
check "gdelt: mentions, sources, articles" [ "$(awk -F '\t' '$27 ~ /^1[89]/ {print $32, $33, $34}' "$work/out")" = "2 2 2" ]
cut -f 1 "$work/out" | sort >"$work/ids"
run "$CASUS" export --db "$work/twice.db" --to gdelt-mentions
check "gdelt-mentions: both" [ "$(wc -l <"$work/out")" -eq 2 ]
check "gdelt-mentions: under the id of the event" [ "$(cut -f 1 "$work/out" | sort -u)" = "$(cat "$work/ids")" ]
run "$CASUS" export --db "$work/twice.db" --to ucdp-ged
check "ucdp-ged: one row for an incident" [ "$(wc -l <"$work/out")" -eq 2 ]
run "$CASUS" query --db "$work/twice.db" -f jsonl "incident=$("$CASUS" query --db "$work/twice.db" -f jsonl limit=1 | sed 's/.*"id":"\([0-9a-f]*\)","doc".*/\1/')"
check "incident=: both mentions" [ "$(wc -l <"$work/out")" -eq 2 ]
run "$CASUS" query --db "$work/twice.db" -f jsonl "incident=$("$CASUS" query --db "$work/twice.db" -f jsonl limit=1 offset=1 | sed 's/.*"id":"\([0-9a-f]*\)","doc".*/\1/')"
check "incident= by another of its events" [ "$(wc -l <"$work/out")" -eq 2 ]

run "$CASUS" export --db "$db" --to icews type=ASSAULT actor=Russia
check "export of some records" [ "$(wc -l <"$work/out")" -eq 2 ]
run "$CASUS" export --db "$db" --to no-such
expect "export to an unknown format" 2 "there is no format 'no-such'"
run "$CASUS" export --db "$db"
expect "export to nothing" 2 "to which format?"
finish
