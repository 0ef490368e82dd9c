#!/bin/sh
# casus import: small lists of each format, faults named one by one, and round trips over the real lists where they are.
. "$CASUS_SOURCE/tests/lib.sh"
lists="$CASUS_SOURCE/../shared/corpus/actors"
[ -d "$lists" ] || lists="$CASUS_SOURCE/../../shared/corpus/actors"

# imported NAME FILE...: casus import into $work/NAME.txt; its messages in $work/err.
imported() {
	made=$1
	shift
	run "$CASUS" import "$@"
	cp "$work/out" "$work/$made.txt"
}
# known LIST NAME DAY TEXT: find says TEXT of NAME on DAY.
known() {
	run "$CASUS" find --actors "$work/$1.txt" --on "$3" "$2"
	expect "$1: $2 on $3" 0 "$4"
}

cat >"$work/mine.actors" <<'EOT'
<!-- a list
of ours -->
# invented
GONDOR_ [GON] # a comment
+MINAS_TIRITH
GOLLUM
+SMEAGOL
	[HOB < 950601]
	[HOBGOV 19950601 - 19990815]
	[HOBREB > 990816]
BOROMIR [---]
GAMGEE_NEWS [GONMED]
CAPITAL_OF_NOWHERE [GONGOV 991301]
THE_SHIRE [FRO/BIL]
NO_CODE_HERE
DENETHOR [GONGOV >950101
RANGERS [GONHLH]
EOT
imported petrarch "$work/mine.actors"
expect "faults do not stop the rest" 1 "5 entries with 7 names and 3 dates; 1 that stand for nothing here left out, 3 faults"
check "a bad date has its place" grep -q "mine.actors:13:28: \"991301\" is no date" "$work/err"
check "the caret" grep -q '^ *^$' "$work/err"
check "no code" grep -q 'mine.actors:15:1: "No Code Here" has no code' "$work/err"
check "an open bracket" grep -q 'mine.actors:16:10: the bracket is not closed' "$work/err"
known petrarch Gondor 2000-01-01 "  GON"
known petrarch "Minas Tirith" 2000-01-01 "country Gondor (GON)"
known petrarch Smeagol 1995-05-31 "  HOB ..1995-05-31"
known petrarch Smeagol 1995-06-01 "  GOV=HOBGOV"
known petrarch Gollum 2010-01-01 "  REB=HOBREB 1999-08-16.."
known petrarch "Gamgee News" 2010-01-01 "  GONJRN"
known petrarch Rangers 2010-01-01 "  GONMED"
known petrarch "the Shire" 2010-01-01 "  FRO/BIL"

cat >"$work/mine.agents" <<'EOT'
!PERSON! = MAN, WOMEN
GOLDEN_GOOSE {GOLDEN_GEESE} [~GGS]
WIZARD!PERSON! [~GOVMED]
RANGER_CORPS {} [~MIL]
BROKEN {PLURAL [~GOV]
ELF!FOLK! [~GOV]
EOT
imported agents "$work/mine.agents"
expect "agents" 1 "3 entries with 5 names"
check "irregular plurals" grep -q '^-=~GGS | - person | golden goose; golden geese$' "$work/out"
check "substitutions, and media" grep -q '^GOV=~GOVJRN | - person | wizardman; wizardwomen$' "$work/out"
check "no plural" grep -q '^MIL | - group | ranger corps$' "$work/out"
check "faults of agents" [ "$(grep -c 'mine.agents:[56]:' "$work/err")" -eq 2 ]
printf 'The Gondor ranger corps attacked Mordor. The golden geese of Gondor condemned Iran.\n' >"$work/geese.txt"
run "$CASUS" code -f jsonl --actors "$work/petrarch.txt" --actors "$work/agents.txt" "$work/geese.txt"
expect "codes of one's own come out" 0 '"code":"GONGGS"'
check "nouns with the country in front" grep -q '"code":"GONMIL"' "$work/out"
hash=$(sed -n 's/.*"lexicon":"\([0-9a-f]*\)".*/\1/p' "$work/out")
run "$CASUS" code -f jsonl "$work/geese.txt"
check "the lexicon's hash is another one" [ "$hash" != "$(sed -n 's/.*"lexicon":"\([0-9a-f]*\)".*/\1/p' "$work/out")" ]
printf '# ours\nFARAMIR [GON]\n+STEWARD_OF_GONDOR\nTHE_MESSENGER [GONJRN]\n' >"$work/titled.actors"
imported titled "$work/titled.actors"
printf 'Ambassador Faramir condemned Iran. The Messenger newspaper condemned Iran. Faramir soldiers condemned Iran.\n' >"$work/titled.article"
printf 'GOVERNMENT [~GOV]\nAMBASSADOR [~GOVDPL]\nNEWSPAPER [~JRN]\nSOLDIER [~MILNAV]\n' >"$work/titled.agents"
imported titles "$work/titled.agents"
run "$CASUS" code -f jsonl --actors "$work/titled.txt" --actors "$work/titles.txt" --only-actors "$work/titled.article"
expect "a title tells the sector that the list lacks" 0 '"sector":"GOV","code":"GONGOVDPL"'
check "not twice the same" grep -q '"code":"GONJRN"' "$work/out"
check "a plural that casus has as a noun of its own" grep -q '"sector":"MIL","code":"GONMILNAV"' "$work/out"
printf 'France condemned Iran.\n' >"$work/france.txt"
run "$CASUS" code -f jsonl --actors "$work/petrarch.txt" --only-actors "$work/france.txt"
check "--only-actors knows nobody else" sh -c "! grep -q '\"id\":\"FRA\"' '$work/out'"

cat >"$work/verbs.txt" <<'EOT'
--- SMITE [190] ---
SMITE {SMOTE SMITTEN}
- * DOWN [1823]
- SAID * [112]
--- MUMBLE [010] ---
MUMBLE
EOT
imported book "$work/verbs.txt"
expect "verbs" 0 "2 entries"
printf 'Russia smites Ukraine.\n' >"$work/smite.txt"
run "$CASUS" code -f jsonl --codebook "$work/book.txt" "$work/smite.txt"
expect "an imported verb codes" 0 '"event_type":"ASSAULT"'
printf 'Russia smites all ties with Ukraine.\n' >"$work/smite.txt"
run "$CASUS" code -f jsonl --codebook "$work/book.txt" "$work/smite.txt"
check "who is named inside its object" grep -q '"recipient":\[{"text":"Ukraine"' "$work/out"

printf 'name,code,from,to,aliases\n"Doe, Jane",LBYMED,2014-05,2016,Jane Doe;Mme Doe\n"Doe, Jane",LBYGOV,2017,,\nBad,LBY,2014-13,,\nLate,LBY,2016,2014,\n,LBY,,,\n' >"$work/mine.csv"
imported csv "$work/mine.csv"
expect "a table" 1 "1 entries with 3 names and 2 dates"
check "faults of a table" [ "$(grep -c 'mine.csv:[456]:' "$work/err")" -eq 3 ]
known csv "Jane Doe" 2015-01-01 "LBYMED 2014-05-01..2016-12-31"
known csv "Mme Doe" 2020-01-01 "LBYGOV 2017-01-01.."
printf 'name;country;lat;lon;aliases\nNew Hebron;Libya;31.5;16.5;Hebron Two\nNowhere;Libya;131.5;16.5;\n' >"$work/places.csv"
imported places "$work/places.csv"
expect "a table of places" 1 "1 entries with 2 names"
check "a latitude has its place" grep -q 'places.csv:3:15: a latitude' "$work/err"
run "$CASUS" find --places "$work/places.txt" "Hebron Two"
expect "a place of one's own" 0 "place New Hebron, LBY at 31.5000 16.5000"
printf '99\tQaryat Test\tQaryat Test\tQryt Tst,\330\247\t31.25\t16.5\tP\tPPL\tLY\t\t77\t\t\t\t1200\t\t5\tAfrica/Tripoli\t2020-01-01\n98\tShop\tShop\t\t1\t1\tS\tRET\tLY\t\t\t\t\t\t0\t\t\t\t\n97\tShort\n' >"$work/geo.tsv"
imported geonames "$work/geo.tsv"
expect "GeoNames" 1 "1 entries with 2 names and 0 dates; 1 that stand for nothing"
run "$CASUS" find --places "$work/geonames.txt" "Qaryat Test"
expect "a place of GeoNames" 0 "LBY at 31.2500 16.5000"

run "$CASUS" import --from nonsense "$work/mine.csv"
expect "an unknown format" 2 "there is no format 'nonsense' to import from; there are petrarch-actors"
run "$CASUS" import
expect "no file" 2 "which file?"
run "$CASUS" import "$work/not-there"
expect "a missing file" 1 "not-there: "
: >"$work/empty"
run "$CASUS" import "$work/empty"
expect "an empty file" 1 "empty: is empty"
printf 'a\000b[c]\n' >"$work/binary"
run "$CASUS" import "$work/binary"
expect "a binary file" 1 "binary: holds NUL bytes"
printf 'once upon a time\n' >"$work/story"
run "$CASUS" import "$work/story"
expect "no list at all" 1 "story: its format cannot be told"
run "$CASUS" import --from ucdp "$work/mine.csv"
expect "a format that it is not" 1 "holds nothing that could be read as ucdp"
run "$CASUS" import "$work/mine.csv" "$work/places.csv"
expect "actors and places at once" 2 "import them one by one"

if [ -d "$lists" ]; then
	python=$(command -v python3) || python=
	for file in "$lists"/Phoenix.*.actors.txt "$lists"/REIGN*.csv "$lists"/ucdp*.csv "$lists"/Phoenix.agents.txt; do
		list=$(basename "$file")
		imported real -q "$file"
		cp "$work/err" "$work/real.err"
		check "$list: nothing but faults of the list is said" [ "$(grep -c "^$file:" "$work/err")" -le 50 ]
		run "$CASUS" find --actors "$work/real.txt" France
		expect "$list: what comes out is read" 0
		if [ -n "$python" ]; then
			run "$python" "$CASUS_SOURCE/tests/cli/import_check.py" "$CASUS" "$file" "$work/real.txt" "$work/real.err"
			expect "$list: what goes in comes out" 0
			cat "$work/out"
		fi
	done
else
	skip "round trips of real lists: ../shared/corpus/actors is absent"
fi

finish
