#!/bin/sh
# history.sh: ties, control of places and truces through time, on whose word, whatever the order in which articles came.
. "$CASUS_SOURCE/tests/lib.sh"

cat >"$work/forward.jsonl" <<'EOT'
{"date":"2020-01-07","text":"Haftar's Libyan National Army controls Benghazi. The Libyan National Army captured Sirte on Monday, residents said. Egypt has backed Haftar since 2014."}
{"date":"2020-01-07","text":"The Libyan National Army captured Sirte on Monday. Government forces withdrew from Sirte on Monday. Turkey backs the Government of National Accord."}
{"date":"2020-01-09","text":"Egypt denied that it backs Haftar. Russia and Turkey called on Wednesday for a ceasefire in Libya. The Libyan National Army rejected the ceasefire."}
{"date":"2020-01-10","text":"India and Pakistan agreed on a ceasefire in Kashmir on Friday."}
{"date":"2020-01-12","text":"A ceasefire between the Libyan National Army and the Government of National Accord took effect in Libya on Sunday. The Libyan National Army accepted the ceasefire."}
{"date":"2020-01-14","text":"The Government of National Accord accused the Libyan National Army of violating the ceasefire in Libya on Tuesday."}
{"date":"2020-06-04","text":"The Government of National Accord recaptured Sirte on Thursday. Egypt no longer backs Haftar."}
{"date":"2020-06-05","text":"The Libyan National Army controls Sirte, a spokesman for the Libyan National Army said."}
EOT
awk '{ line[NR] = $0 } END { for (i = NR; i > 0; i--) print line[i] }' "$work/forward.jsonl" >"$work/backward.jsonl"
for name in forward backward; do
	"$CASUS" add -q --db "$work/$name.db" "$work/$name.jsonl"
	for question in relations control ceasefires; do
		"$CASUS" history --db "$work/$name.db" -f jsonl "$question" >"$work/$name.$question"
	done
done
for question in relations control ceasefires; do
	same "$question, backward" "$work/forward.$question" "$work/backward.$question"
done

db="$work/forward.db"
run "$CASUS" history --db "$db" relations Haftar
expect "who backs Haftar" 0 "Egypt backs Khalifa Haftar: 2014-01-01 to 2020-06-04, last said on 2020-01-07; denied"
expect "the denial and its speaker" 0 "2020-01-09  denied, says Egypt"
run "$CASUS" history --db "$db" relations --on 2020-01-09
expect "on a day" 0 "Egypt backs"
expect "what was told before goes on" 0 "Turkey backs Government of National Accord: 2020-01-07, last said on 2020-01-07"
run "$CASUS" history --db "$db" relations --on 2020-07-01 egypt
check "not after its end" [ ! -s "$work/out" ]
run "$CASUS" history --db "$db" control Sirte
expect "taken, and lost" 0 "Sirte (LBY): Libyan National Army, taken 2020-01-06 to 2020-06-04"
expect "by whom" 0 "Sirte (LBY): Government of National Accord, taken 2020-06-04"
expect "a rival claim" 0 "Sirte (LBY): Libyan National Army, held 2020-06-05, last said on 2020-06-05; contested"
check "not of Benghazi" sh -c '! grep -q Benghazi "$1"' sh "$work/out"
run "$CASUS" history --db "$db" control --on 2020-03-01
expect "who held it on a day" 0 "Libyan National Army, taken 2020-01-06"
check "and nobody else" sh -c '! grep -q "^Sirte.*Government" "$1"' sh "$work/out"
run "$CASUS" history --db "$db" ceasefires LNA
expect "nobody's party is the truce's" 0
run "$CASUS" history --db "$db" ceasefires Turkey
expect "a truce through four articles" 0 "called by Russia, Turkey"
expect "rejected" 0 "2020-01-09  rejects (Libyan National Army)"
expect "accepted" 0 "2020-01-12  accepts (Libyan National Army)"
expect "breached, on whose word" 0 "2020-01-14  violates (Libyan National Army), says Government of National Accord"
expect "the furthest that it came" 0 "in Libya: violated"
check "Kashmir's is another" sh -c '! grep -q India "$1"' sh "$work/out"

# --- casus query tells the same -----------------------------------------------------------------------------
run "$CASUS" query --db "$db" -f csv ceasefires country=LBY
expect "one truce of many articles" 0 "Libyan National Army rejects; Libyan National Army accepts; Government of National Accord accepts; Libyan National Army violates"
check "in one line" [ "$(wc -l <"$work/out")" -eq 2 ]
run "$CASUS" query --db "$db" -f csv ceasefires actor=India
expect "the other truce" 0 ",India; Pakistan,"
run "$CASUS" query --db "$db" -f csv relations party=Egypt
expect "a tie with its end and its denial" 0 "Egypt,backs,Khalifa Haftar,2014-01-01,2020-06-04,1,2020-01-07,2020-01-07,Egypt,1"
run "$CASUS" query --db "$db" -f csv relations --on 2020-07-01 party=Egypt
check "not after its end" [ "$(wc -l <"$work/out")" -le 1 ]

# --- one holder by two names --------------------------------------------------------------------------------
cat >"$work/army.jsonl" <<'EOT'
{"date":"2016-11-07","text":"The Iraqi Army captured Hawija on Monday."}
{"date":"2017-01-14","text":"Iraqi forces captured Hawija on Saturday."}
{"date":"2017-01-18","text":"The Iraqi Army captured Hawija on Wednesday."}
EOT
"$CASUS" add -q --db "$work/army.db" "$work/army.jsonl"
run "$CASUS" history --db "$work/army.db" control
expect "who took from himself held on" 0 "Hawija (IRQ): Armed Forces of Iraq, taken 2016-11-07, last said on 2017-01-18"
check "once" [ "$(grep -c "^Hawija" "$work/out")" -eq 1 ]

run "$CASUS" history --db "$db" treaties
expect "no such question" 2 "ask for relations, control or ceasefires"
run "$CASUS" history --db "$db" relations --on January
expect "no such day" 2 "takes a day"
finish
