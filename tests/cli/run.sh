#!/bin/sh
# The program's face: help, usage errors, exit statuses.
. "$CASUS_SOURCE/tests/lib.sh"

run "$CASUS" --help
expect "--help" 0 "Usage: casus COMMAND"
run "$CASUS" help
expect "help" 0 "Usage: casus COMMAND"
run "$CASUS" --version
expect "--version" 0 "casus "
run "$CASUS" --man
expect "--man" 0 ".TH CASUS 1"

for command in $("$CASUS" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
	run "$CASUS" help "$command"
	expect "help $command" 0 "Usage: casus $command"
	run "$CASUS" "$command" --help
	expect "$command --help" 0 "Usage: casus $command"
	run "$CASUS" "$command" --no-such-option
	expect "$command with an unknown option" 2 "no option --no-such-option"
	run "$CASUS" "$command" -Z
	expect "$command with an unknown letter" 2 "no option -Z"
	check "$command is in the manual" grep -q "casus $command" "$CASUS_BUILD/casus.1"
	long=$("$CASUS" help "$command" | awk 'length > 100' | head -n 1)
	check "help $command fits a terminal: $long" [ -z "$long" ]
done

run "$CASUS"
expect "no command" 2 "which command?"
run "$CASUS" no-such-command
expect "an unknown command" 2 "there is no command 'no-such-command'"
run "$CASUS" help no-such-command
expect "help on an unknown command" 2 "there is no command 'no-such-command'"

# --- code ------------------------------------------------------------------------------------------------
printf 'date 2020-01-09\n\nIraq invaded Kuwait in August 1990. Iran will hold talks with Iraq on January 20.\n' >"$work/times.txt"
run "$CASUS" code -f jsonl "$work/times.txt"
expect "code: what was long ago" 0 '"factuality":"actual","historical":true'
expect "code: what is to come" 0 '"factuality":"planned","future":true'

# --- find ------------------------------------------------------------------------------------------------
run "$CASUS" find Haftar
expect "find a person" 0 "Khalifa Haftar"
run "$CASUS" find LNA
expect "find by id" 0 "Libyan National Army"
run "$CASUS" find Sirte --on 2020-01-06
expect "find a place" 0 "LBY at 31."
run "$CASUS" find protester
expect "find a noun" 0 "noun for an actor"
run "$CASUS" find Haftar --on 2020-01-09
expect "find says why" 0 "Haftar on 2020-01-09: Khalifa Haftar; the only entry that it may mean (surname)"
expect "find says what a text must have" 0 "needs: the full name or the office in the text"
line=$(grep -n '^HAFTAR ' "$CASUS_SOURCE/lexicon/en/actors/libya.txt" | cut -d: -f1)
expect "find says file and line" 0 "  actors/libya.txt:$line"
run "$CASUS" find Johnson --on 2020-03-01
expect "find: the one that holds" 0 "Johnson on 2020-03-01: Boris Johnson; of those with this name only it holds on 2020-03-01"
run "$CASUS" find Clinton --on 1990-01-01
expect "find: several that fit equally" 0 "open: the country that the text is about decides"
run "$CASUS" find "the president of FRANCE" --on 2010-01-01
expect "find: an office on a day" 0 "Nicolas Sarkozy; the only entry that it may mean (dated office of the country)"
run "$CASUS" find "the president of France"
expect "find: an office without a day" 0 "needs: a day on which just one holds that office"
run "$CASUS" find "Turkish parliament"
expect "find: a body of a country" 0 "Parliament of Turkey; the only entry that it may mean (body of the country)"
run "$CASUS" find "Emannuel Macron"
expect "find: written alike" 1 "written alike: Emmanuel Macron"
run "$CASUS" find Tripoli
expect "find: why the first place is first" 0 "  first of "
run "$CASUS" find -f jsonl --on 2020-03-01 Johnson "no such name"
expect "find -f jsonl" 1 '"chosen":"GBR-JOHNSON","why":"of those with this name only it holds on 2020-03-01","readings":[{"class":"person",'
check "find -f jsonl: a line for each name" [ "$(wc -l <"$work/out")" -eq 2 ]
run "$CASUS" find -f xml Johnson
expect "find in a wrong format" 2 "there are: text jsonl"
run "$CASUS" find Houthi --on 2024-01-20
expect "find: a name before a surname" 0 "Houthis; a name of its own goes before a surname"
run "$CASUS" find "no such name"
expect "find what is not known" 1 "nothing is known of 'no such name'"
run "$CASUS" find Haftar --on yesterday
expect "find on a wrong day" 2 "such as 2020-01-09"
run "$CASUS" find
expect "find nothing" 2 "which name?"

# --- parse -----------------------------------------------------------------------------------------------
printf 'Rebels don'"'"'t fight.\n' >"$work/in.txt"
run "$CASUS" parse "$work/in.txt"
expect "parse" 0 "# text = Rebels don't fight."
check "parse: a range of words" grep -q "^2-3	don't	" "$work/out"
check "parse: ten columns" awk -F '\t' '/^[0-9]/ && NF != 10 { exit 1 }' "$work/out"
cp "$work/out" "$work/parsed.conllu"
run "$CASUS" parse --from conllu --threads 3 "$work/parsed.conllu"
same "parse --from conllu gives the same again" "$work/parsed.conllu" "$work/out"
printf '# mine\n1\tRebels\t_\t_\t_\t_\t_\t_\t_\tKeep=Me\n2-3\tdon'"'"'t\t_\t_\t_\t_\t_\t_\t_\t_\n2\tdo\t_\t_\t_\t_\t_\t_\t_\t_\n3\tn'"'"'t\t_\t_\t_\t_\t_\t_\t_\t_\n3.1\tx\t_\t_\t_\t_\t_\t_\t_\t_\n4\tfight\t_\t_\t_\t_\t_\t_\t_\t_\n\n' >"$work/in.conllu"
run "$CASUS" parse --from conllu "$work/in.conllu"
expect "parse --from conllu" 0 "# mine"
check "parse keeps MISC" grep -q "Keep=Me" "$work/out"
check "parse keeps ranges and empty nodes" [ "$(cut -f 1 "$work/out" | tr '\n' ' ')" = "# mine 1 2-3 2 3 3.1 4  " ]
printf '1\tRebels\n' >"$work/bad.conllu"
run "$CASUS" parse --from conllu "$work/bad.conllu" "$work/in.conllu"
expect "parse of what is no CoNLL-U" 1 "bad.conllu:1:"
check "parse goes on behind it" grep -q "# mine" "$work/out"

# --- what is not parsed ------------------------------------------------------------------------------------
printf 'Rebels shelled Aleppo on Monday. Turkey condemned the attack.\n\nThe rain fell all night. It was cold.\n' >"$work/tail.txt"
"$CASUS" code --thorough -f jsonl "$work/tail.txt" >"$work/thorough.jsonl"
run "$CASUS" code -f jsonl "$work/tail.txt"
expect "sentences in which nothing can be coded are not parsed" 0 '"ASSAULT"'
cmp -s "$work/out" "$work/thorough.jsonl" && pass "and the records are the same" || fail "and the records are the same"

# --- what is less sure ---------------------------------------------------------------------------------------
run "$CASUS" code --min-confidence 1 -f jsonl "$work/tail.txt"
cmp -s "$work/out" "$work/thorough.jsonl" && pass "all is as sure as 1 in 100" || fail "all is as sure as 1 in 100"
run "$CASUS" code --min-confidence 100 -f jsonl "$work/tail.txt"
expect "nothing is quite sure" 0 '"document"'
grep -q '"event"' "$work/out" && fail "and no event stays" || pass "and no event stays"
run "$CASUS" code --min-confidence 101 "$work/tail.txt"
expect "more than all" 2 "1 to 100"

# --- explain, test, eval ---------------------------------------------------------------------------------
printf 'France condemned Iran on Thursday.\n' >"$work/one.txt"
run "$CASUS" explain "$work/one.txt"
expect "explain names the line that fired" 0 "accuse.txt:"
cat >"$work/mine.txt" <<'EOT'
type ACCUSE
entry finger-wagging
  verb  @actor finger-wag|wag @recipient unless tail|look for
  yes   France wagged Iran. = France -> Iran
  no    France wagged Iran to look for peace.
  no    France likes Iran.
EOT
run "$CASUS" test "$work/mine.txt"
expect "test a codebook of one's own" 0 "3 passed, 0 failed"
sed 's/= France/= Germany/' "$work/mine.txt" >"$work/wrong.txt"
printf 'type FORMS\n  quad 1\n  goldstein 1\n  cameo 010\nentry forms\n  verb @actor salute troops|soldier\n  no  It rained.\n' >"$work/forms.txt"
run "$CASUS" test "$work/forms.txt"
expect "a codebook with a form" 0 'forms.txt:6: note: "troops" matches as it is written; "troop" matches all its forms'
run "$CASUS" test "$work/wrong.txt"
expect "test: a sentence that does not come out" 1 "wrong.txt:4"
expect "test: the count" 1 "2 passed, 1 failed"
printf '=== one\nFrance condemned Iran.\n---\nnothing like it\n' >"$work/corpus.txt"
run "$CASUS" test "$work/corpus.txt"
expect "test a corpus file" 1 "0 passed, 1 failed"
run "$CASUS" test -u "$work/corpus.txt"
run "$CASUS" test "$work/corpus.txt"
expect "test: an updated corpus file" 0 "1 passed, 0 failed"
printf '=== one\nno divider\n' >"$work/corpus.txt"
run "$CASUS" test "$work/corpus.txt"
expect "test: a broken corpus file" 1 "corpus.txt:1:1: "
cat >"$work/gold.jsonl" <<'EOT'
{"kind":"document","id":"x","source_id":"a"}
{"kind":"event","event_type":"ACCUSE","sentence":0,"trigger":{"text":"t","span":[7,16]}}
{"kind":"event","event_type":"ASSAULT","sentence":1,"trigger":{"text":"t","span":[27,36]}}
{"kind":"relation","relation":"backs","sentence":2}
EOT
cat >"$work/output.jsonl" <<'EOT'
{"kind":"document","id":"y","source_id":"a"}
{"kind":"event","event_type":"ACCUSE","sentence":0,"trigger":{"text":"t","span":[8,12]}}
{"kind":"event","event_type":"COERCE","sentence":1,"trigger":{"text":"t","span":[27,36]}}
{"kind":"event","event_type":"AID","sentence":4,"trigger":{"text":"t","span":[50,60]}}
{"kind":"relation","relation":"backs","sentence":2}
EOT
run "$CASUS" eval "$work/gold.jsonl" "$work/output.jsonl"
expect "eval" 0 "precision"
check "eval: a type" grep -q '^ACCUSE  *1  *1  *1  *1.000  *1.000  *1.000  ' "$work/out"
check "eval: all" grep -q '^all  *3  *4  *2  *0.500  *0.667  *0.571  ' "$work/out"
check "eval: macro F1" grep -q 'macro F1 over the 3 types of GOLD: 0.667 (0.667-0.667)$' "$work/out"
# By hand: two of four places agree; by chance (ACCUSE 1 x 1 + backs 1 x 1) of 4 x 4; (0.5 - 0.125) over (1 - 0.125).
check "eval: kappa" grep -q "kappa): 0.429$" "$work/out"
# Of the eight values two pairs are alike: chance is (2 x 1 + 2 x 1) of 8 x 7; (0.5 - 1/14) over (1 - 1/14).
check "eval: alpha" grep -q "nominal): 0.462$" "$work/out"
check "eval: confusion" grep -q '^ASSAULT  *\.  *\.  *\.  *1  *\.  *\.$' "$work/out"
run "$CASUS" eval "$work/gold.jsonl" "$work/gold.jsonl"
check "eval: the same twice agrees" grep -q "kappa): 1.000$" "$work/out"
echo '{"kind":' >>"$work/output.jsonl"
run "$CASUS" eval "$work/gold.jsonl" "$work/output.jsonl"
expect "eval: what is no JSON" 1 "output.jsonl:6:"
run "$CASUS" eval "$work/gold.jsonl"
expect "eval with one file" 2 "two files"

if [ -w /dev/full ]; then
	status=0
	"$CASUS" --help >/dev/full 2>"$work/err" || status=$?
	: >"$work/out"
	expect "a full disk" 2 "cannot write to standard output"
else
	skip "no /dev/full here"
fi
status=0
"$CASUS" --help >&- 2>"$work/err" || status=$?
: >"$work/out"
expect "a closed standard output" 2 "cannot write to standard output"

finish
