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
# ecb_score.py on chains small enough to be counted by hand: MUC 2/3 and 1, B-cubed 11/15 and 1, CEAF-e 1.8 of 2 and of 3.
cat >measures.py <<'END'
import sys
sys.path.insert(0, sys.argv[1])
from ecb_score import scores
gold = {"1_a": "x", "1_b": "x", "1_c": "x", "1_d": "y", "1_e": "y"}
system = {"1_a": "1", "1_b": "1", "1_c": "2", "1_d": "3", "1_e": "3"}
for name, precision, recall, f1 in scores(gold, system) + scores(gold, gold):
    print(f"{name} {precision:.4f} {recall:.4f} {f1:.4f}")
END
run python3 measures.py "$CASUS_SOURCE/tests/eval"
expect "chains" 0
for expected in "MUC 1.0000 0.6667 0.8000" "B-cubed 1.0000 0.7333 0.8462" "CEAF-e 0.6000 0.9000 0.7200" "CoNLL F1 0.0000 0.0000 0.7887" "CoNLL F1 0.0000 0.0000 1.0000"; do
	check "$expected" grep -q "^$expected$" out
done
finish
