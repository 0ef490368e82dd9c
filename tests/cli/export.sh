#!/bin/sh
# casus code -f FORMAT for each format: read back by the common readers (Python's csv, json and xml, R's read.delim and read.csv).
. "$CASUS_SOURCE/tests/lib.sh"
cd "$CASUS_SOURCE" || exit 1
formats="csv tsv icews gdelt gdelt-mentions phoenix polecat plover acled ucdp-ged ceasefires geojson graphml"

# Two documents: the README's, and one whose words are hard on tables, with an attack that killed and a truce.
cat >"$work/hard.jsonl" <<'EOT'
{"id":"one","date":"2020-01-09","title":"A title, with \"quotes\"","publisher":"Agency; \"X\"","url":"http://example.org/?a=1&b=<2>","text":"Islamic State militants killed at least 12 civilians\tin Sirte on Monday, \"witnesses\" said.\n\nIsrael and Hamas agreed to a ceasefire on Tuesday.\n\nProtesters in Benghazi, angry at \"prices\", rioted on Sunday.\n\nU.N. peacekeepers met doctors and journalists of Romania in Tripoli."}
EOT
for format in $formats; do
	run "$CASUS" code -f "$format" examples/brief.txt "$work/hard.jsonl"
	expect "$format" 0
	cp "$work/out" "$work/records.$format"
	run "$CASUS" code -f "$format" --threads 1 examples/brief.txt "$work/hard.jsonl"
	same "$format: the same with one thread" "$work/records.$format" "$work/out"
done

if command -v python3 >/dev/null 2>&1; then
	for format in $formats; do
		run python3 tests/cli/export_check.py "$format" "$work/records.$format"
		expect "$format: read by Python" 0
	done
else
	skip "no python3: the formats were not read back by it"
fi
if command -v Rscript >/dev/null 2>&1; then
	for format in csv tsv icews gdelt gdelt-mentions phoenix polecat acled ucdp-ged ceasefires; do
		run Rscript --vanilla tests/cli/export_check.R "$format" "$work/records.$format"
		expect "$format: read by R" 0
	done
else
	skip "no Rscript (Debian's r-base-core): the tables were not read back by R"
fi

run "$CASUS" code -f icews --goldstein phoenix examples/brief.txt
check "--goldstein phoenix" grep -q "1246	-5	" "$work/out"
run "$CASUS" code -f icews --goldstein mine examples/brief.txt
expect "--goldstein of another name" 2 "--goldstein is gdelt or phoenix, not 'mine'"
run "$CASUS" code -f polecat examples/brief.txt
few=$(wc -l <"$work/out")
check "what was denied is left out" [ "$(grep -c "bombed\|	ASSAULT	" "$work/out")" -eq 0 ]
run "$CASUS" code -f polecat --all examples/brief.txt
check "--all has more rows" [ "$(wc -l <"$work/out")" -gt "$few" ]
run "$CASUS" code -f no-such examples/brief.txt
expect "an unknown format names all" 2 "ucdp-ged ceasefires"
echo 'It was a quiet day.' >"$work/quiet.txt"
for format in geojson graphml gdelt icews; do
	run "$CASUS" code -f "$format" "$work/quiet.txt"
	expect "$format of nothing" 0
done
finish
