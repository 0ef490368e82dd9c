#!/bin/sh
# casus relate: one line for each document with mentions, in order; one without is named, the others are done.
. "$CASUS_SOURCE/tests/lib.sh"

cat >"$work/in.jsonl" <<'EOT'
{"id":"reject","text":"Israel rejected the call by the European Union.","mentions":[{"role":"actor","span":[0,6]},{"role":"recipient","span":[28,46]}]}
{"id":"bare","text":"Israel rejected the call by the European Union."}
{"id":"condemn","text":"Żółw! France was strongly condemned by Turkey.","mentions":[{"role":"actor","span":[39,45]},{"role":"recipient","span":[6,12]}]}
{"id":"actor only","text":"The rebels surrendered.","mentions":[{"role":"actor","span":[0,10]}]}
EOT
run "$CASUS" relate "$work/in.jsonl"
expect "a document without mentions" 1 '"id":"reject","event_type":"REJECT"'
check "the message names line and document" grep -q 'in.jsonl:2: .*bare has no mentions' "$work/err"
check "the passive is turned round" grep -q '"id":"condemn","event_type":"ACCUSE"' "$work/out"
check "one party alone gets a type, too" grep -q '"id":"actor only","event_type":"' "$work/out"
check "one line each" [ "$(wc -l <"$work/out")" -eq 3 ]
cp "$work/out" "$work/first"
run "$CASUS" relate --threads 3 "$work/in.jsonl"
check "the same for any number of threads" cmp -s "$work/first" "$work/out"

echo '{"text":"Israel rejected it.","mentions":[{"role":"actor","span":[0,60]}]}' >"$work/far.jsonl"
run "$CASUS" relate "$work/far.jsonl"
check "a span beyond the text" [ "$status" -eq 1 ]
check "says so" grep -q 'far.jsonl:1' "$work/err"

finish
