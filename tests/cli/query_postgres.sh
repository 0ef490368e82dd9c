#!/bin/sh
# casus query and export give the same of a database of SQLite and of PostgreSQL.
. "$CASUS_SOURCE/tests/lib.sh"
. "$CASUS_SOURCE/tests/store/cluster.sh"
cd "$CASUS_SOURCE" || exit 1
if ! start_cluster; then
	skip "there is no PostgreSQL to start here"
	finish
fi
server=$(database asked)
cat >"$work/more.jsonl" <<'EOT'
{"id":"one","date":"2020-02-10","publisher":"Agency A","text":"Islamic State militants killed at least 12 civilians in Sirte on Monday, Libya's government said.\n\nRussia and Ukraine met in Minsk on Sunday. Russian troops shelled Kharkiv on Saturday."}
{"id":"two","date":"2020-03-01","publisher":"Agency B","text":"Israel and Hamas agreed to a ceasefire on Saturday.\n\nTurkey condemned Russia on Sunday."}
EOT
for db in "$work/one.db" "$server"; do
	run "$CASUS" add -q --db "$db" examples/brief.txt "$work/more.jsonl"
	expect "add" 0
done

# A question a line, as a shell takes it.
while read -r question; do
	eval "\"$CASUS\" query --db \"$work/one.db\" -f csv $question" >"$work/a" 2>&1
	eval "\"$CASUS\" query --db \"$server\" -f csv $question" >"$work/b" 2>&1
	same "$question" "$work/a" "$work/b"
done <<'EOT'
limit=3
actor=Haftar type=REJECT
actor=RUS recipient=kharkiv
actor=lby* 
dyad=Ukraine,Russia
place=Misrata
country=Ukraine type!=CONSULT
near=31.2,16.6,20
box=16,31,17,32
"killed>=12"
source="agency b"
from=2020-02 to=2020-02 sort=-confidence
"text=ceasefire"
text=milit*
text=kharkív
text=12-civilians
speaker=Libya
speaker=none limit=2
speaker=anonymous
relation!=backs kind=relation
context=military quad=4
cameo=19
id=a1b992f34322f257979dfbb6
doc=one
about=ceasefire
mode=explosives factuality=negated
--count month,type
--count week
--count year,quad
--count day
--count actor
--count recipient
--count dyad
--count country,place
--count factuality
--count speaker
--count source
--count mode
timeline
dyads
relations
relations --on 2020-01-09
ceasefires
ceasefires actor=Haftar
contradictions
sources
actors
places
sort=type
sort=place
limit=2 offset=1
EOT
check "there was something to compare" grep -q "^event" "$work/a"
for format in jsonl gdelt icews ceasefires; do
	"$CASUS" export --db "$work/one.db" --to "$format" >"$work/a" 2>&1
	"$CASUS" export --db "$server" --to "$format" >"$work/b" 2>&1
	same "export --to $format" "$work/a" "$work/b"
done
finish
