#!/bin/sh
# conllu_score.py on sentences small enough to be counted by hand.
. "$CASUS_SOURCE/tests/lib.sh"
command -v python3 >/dev/null 2>&1 || { skip "no python3"; finish; }
cd "$work" || exit 1
score() { python3 "$CASUS_SOURCE/tests/eval/conllu_score.py" "$@"; }
tabs() { tr ' ' '\t'; }

tabs >gold <<'END'
1 They they PRON PRP _ 4 nsubj _ _
2-3 don't _ _ _ _ _ _ _ _
2 do do AUX VBP _ 4 aux _ _
3 n't not PART RB _ 4 advmod _ _
4 go go VERB VB _ 0 root _ SpaceAfter=No
5 . . PUNCT . _ 4 punct _ _

1 Yes yes INTJ UH _ 0 root _ _

END
# One word for two, "They" with another relation, the full stop on another head, one sentence for two.
tabs >predicted <<'END'
1 They they PRON PRP _ 3 obj _ _
2 don't do AUX VBP _ 3 aux _ _
3 go went VERB VB _ 0 root _ SpaceAfter=No
4 . . PUNCT . _ 2 punct _ _
5 Yes yes NOUN UH _ 3 parataxis _ _

END

# line NAME PRECISION RECALL F1: what the table says of NAME.
line() {
	if grep -Eq "^$1 +$2 +$3 +$4 " out; then pass; else fail "$1: not $2 $3 $4"; grep "^$1 " out; fi
}
run score gold gold
expect "gold against itself" 0
line LAS 100.00 100.00 100.00
line sentences 100.00 100.00 100.00
run score gold predicted
expect "gold against predictions" 0
line sentences 0.00 0.00 0.00
line words 80.00 66.67 72.73
line UPOS 60.00 50.00 54.55
line lemma 60.00 50.00 54.55
line UAS 40.00 33.33 36.36
line LAS 20.00 16.67 18.18
line "LAS without punctuation" 25.00 20.00 22.22
sed 's/Yes/No/' predicted >other
run score gold other
expect "other text" 1 "different text from character 12"
finish
