#!/bin/sh
# incidents.sh: one happening told by several articles is one incident, whatever the order in which they came and in how many runs;
# what people decide comes before, and can be taken back.
. "$CASUS_SOURCE/tests/lib.sh"
command -v python3 >/dev/null 2>&1 || { skip "no python3"; finish; }

# Invented news of a week: three happenings told by several papers, others that are alike but of another day or place.
python3 - "$work" <<'EOT'
import json, random, sys
papers = [
    ("2020-01-06", "Rebels shelled the port of Sirte on Monday, killing at least 25 people, hospital officials said."),
    ("2020-01-07", "At least 28 people were killed in Sirte on Monday when rebels shelled the port, the Libyan government said."),
    ("2020-01-07", "The rebels denied on Tuesday that they had shelled the port of Sirte on Monday."),
    ("2020-01-08", "The United Nations condemned the rebels, who shelled the port of Sirte on Monday and killed 28 people."),
    ("2020-01-06", "Rebels shelled the airport of Misrata on Monday. Nobody was killed."),
    ("2020-01-08", "Rebels shelled the port of Sirte on Wednesday, killing three people."),
    ("2020-01-07", "A suicide bomber killed 12 policemen at a checkpoint in Kabul on Tuesday."),
    ("2020-01-08", "A suicide bomber who killed 12 policemen at a checkpoint in Kabul on Tuesday came from Kunduz, police said."),
    ("2020-01-08", "Angela Merkel met Emmanuel Macron in Berlin on Wednesday."),
    ("2020-01-09", "Emmanuel Macron and Angela Merkel met in Berlin on Wednesday."),
    ("2020-01-09", "Emmanuel Macron met Recep Tayyip Erdogan in Ankara on Thursday."),
    ("2020-01-09", "Turkey's parliament voted to send troops to Libya."),
    ("2020-01-10", "Police arrested 40 protesters in Tunis on Friday."),
    ("2020-01-10", "Some 40 protesters were arrested by police in Tunis on Friday, activists said."),
]
lines = [json.dumps({"id": str(i), "date": day, "text": text}) + "\n" for i, (day, text) in enumerate(papers)]
chance = random.Random(3)
for name in ("forward", "backward", "mixed", "single"):
    order = list(range(len(lines)))
    if name == "backward":
        order.reverse()
    if name in ("mixed", "single"):
        chance.shuffle(order)
    with open(f"{sys.argv[1]}/{name}.jsonl", "w") as out:
        out.writelines(lines[i] for i in order)
EOT

# dump DB: all that does not hang on keys.
dump() {
	sqlite3 "$1" "SELECT id, event_type, event_mode, date_from, date_to, place, first_report, last_report, mentions, documents, sources, killed_low, killed_high, denials, open FROM v_incidents ORDER BY id;
		SELECT m.id, i.id FROM v_mentions m JOIN v_incidents i ON i.incident = m.incident ORDER BY m.id"
}
for name in forward backward mixed; do
	"$CASUS" add -q --db "$work/$name.db" "$work/$name.jsonl"
	dump "$work/$name.db" >"$work/$name.dump"
done
while read -r line; do printf '%s\n' "$line" | "$CASUS" add -q --db "$work/single.db" --from jsonl -; done <"$work/single.jsonl"
dump "$work/single.db" >"$work/single.dump"
check "there are incidents" [ "$(wc -l <"$work/forward.dump")" -gt 20 ]
same "backward" "$work/forward.dump" "$work/backward.dump"
same "mixed" "$work/forward.dump" "$work/mixed.dump"
same "one at a time" "$work/forward.dump" "$work/single.dump"

db="$work/forward.db"
ask() { sqlite3 "$db" "$1"; }
# is NAME SQL EXPECTED
is() {
	got=$(ask "$2")
	[ "$got" = "$3" ] && pass || fail "$1: $got, not $3"
}
sirte="event_type = 'ASSAULT' AND place = 'Sirte' AND date_from = '2020-01-06'"
is "the shelling of Sirte is one" "SELECT count(*) FROM v_incidents WHERE $sirte AND mentions > 1" 1
is "told by four" "SELECT documents FROM v_incidents WHERE $sirte AND mentions > 1" 4
is "its toll" "SELECT killed_low || ' to ' || killed_high FROM v_incidents WHERE $sirte AND mentions > 1" "25 to 28"
is "its denial" "SELECT denials FROM v_incidents WHERE $sirte AND mentions > 1" 1
is "Wednesday's is another" "SELECT documents FROM v_incidents WHERE event_type = 'ASSAULT' AND place = 'Sirte' AND date_from = '2020-01-08' AND killed_low = 3" 1
is "Berlin" "SELECT documents FROM v_incidents WHERE event_type = 'CONSULT' AND place = 'Berlin'" 2
is "Tunis" "SELECT documents FROM v_incidents WHERE event_type = 'COERCE' AND place = 'Tunis'" 2
is "Kabul" "SELECT max(documents) FROM v_incidents WHERE event_type = 'ASSAULT' AND place = 'Kabul'" 2

# By hand.
first=$(ask "SELECT id FROM v_incidents WHERE $sirte AND mentions > 1")
other=$(ask "SELECT id FROM v_incidents WHERE event_type = 'CONSULT' AND place = 'Berlin'")
run "$CASUS" incident --db "$db" "$first"
expect "shown" 0 "the incident is named after it"
expect "why" 0 "the same place"
run "$CASUS" explain --incident "$first" --db "$db"
expect "why, asked of explain" 0 "the same place"
run "$CASUS" incident --db "$db" --join "$first" "$other"
expect "joined" 0 "--undo 1 takes it back"
is "one of six" "SELECT documents FROM v_incidents WHERE id = '$first'" 6
is "the other is gone" "SELECT count(*) FROM v_incidents WHERE id = '$other'" 0
run "$CASUS" incident --db "$db" "$other"
expect "found by its former name" 0 "incident $first"
run "$CASUS" incident --db "$db" --join "$first" "$other"
expect "joined twice" 1 "are one incident already"
one=$(ask "SELECT m.id FROM v_mentions m JOIN v_incidents i ON i.incident = m.incident WHERE i.id = '$first' AND m.reported = '2020-01-08' AND m.event_type = 'ASSAULT' ORDER BY m.id LIMIT 1")
all=$(ask "SELECT mentions FROM v_incidents WHERE id = '$first'")
run "$CASUS" incident --db "$db" --split "$one"
expect "split" 0 "decision 2"
is "without it" "SELECT mentions FROM v_incidents WHERE id = '$first'" $((all - 1))
left=$(ask "SELECT documents FROM v_incidents WHERE id = '$first'")
printf '%s\n' '{"date":"2020-01-10","text":"Rebels shelled the port of Sirte on Monday, killing at least 25 people, doctors and hospital officials said."}' >"$work/late.jsonl"
run "$CASUS" add --db "$db" "$work/late.jsonl"
expect "a late report" 0 "1 document added"
is "choices stand" "SELECT documents FROM v_incidents WHERE id = '$first'" $((left + 1))
is "and apart" "SELECT count(*) FROM v_mentions m JOIN v_incidents i ON i.incident = m.incident WHERE i.id = '$first' AND m.id = '$one'" 0
run "$CASUS" incident --db "$db" --undo 2
expect "undone" 0 "decision 2 is undone"
run "$CASUS" incident --db "$db" --undo 1
expect "undone" 0 "decision 1 is undone"
"$CASUS" add -q --db "$work/backward.db" "$work/late.jsonl"
dump "$db" >"$work/undone.dump"
dump "$work/backward.db" >"$work/expected.dump"
same "as if nobody had chosen" "$work/expected.dump" "$work/undone.dump"
# Coded anew with another codebook and back: the same incidents, of the same names; and choices hold.
printf 'type ACCUSE\nentry finger-wagging\n  verb  @actor finger-wag|wag @recipient\n  yes   France wagged Iran. = France -> Iran\n' >"$work/mine.txt"
"$CASUS" incident -q --db "$db" --join "$first" "$other"
dump "$db" >"$work/joined.dump"
run "$CASUS" add --recode --db "$db" --codebook "$work/mine.txt"
expect "coded anew" 0 "15 coded anew"
dump "$db" >"$work/recoded.dump"
same "the same incidents after coding anew" "$work/joined.dump" "$work/recoded.dump"
"$CASUS" incident -q --db "$db" --undo 1
dump "$db" >"$work/undone.dump"
same "undone after coding anew" "$work/expected.dump" "$work/undone.dump"
run "$CASUS" check --db "$db"
expect "sound" 0 "0 findings"
run "$CASUS" incident --db "$db" --undo 7
expect "no such decision" 1 "no decision number 7"
run "$CASUS" incident --db "$db" 0123456789abcdef01234567
expect "no such incident" 1 "no incident"
run "$CASUS" incident --db "$db"
expect "no id" 2 "which incident"
finish
