#!/bin/sh
# postgres.sh DUMP: the store on PostgreSQL, in a cluster of its own, does what it does on SQLite.
. "$CASUS_SOURCE/tests/lib.sh"
. "$CASUS_SOURCE/tests/store/cluster.sh"
dump=$1

if ! start_cluster; then
	skip "there is no PostgreSQL to start here"
	finish
fi
db=$(database one)

# --- what goes in comes out ---------------------------------------------------------------------------------
set -- "$CASUS_SOURCE/examples/brief.txt" "$CASUS_SOURCE/examples/ceasefire.txt"
if [ -d "$CASUS_SOURCE/../shared/news" ]; then
	set -- "$@" "$CASUS_SOURCE"/../shared/news/*.txt "$CASUS_SOURCE/../shared/seed/article.txt"
else
	skip "../shared/news is not here"
fi
"$CASUS" code -f jsonl "$@" >"$work/coded"
run "$CASUS" add --db "$db" "$@"
expect "add" 0 "added with"
"$dump" "$db" >"$work/kept" 2>"$work/err"
same "kept as coded" "$work/coded" "$work/kept"
run "$CASUS" add --db "$db" "$@"
expect "add again" 0 "0 documents added with 0 records, 0 linked"
run "$CASUS" check --db "$db"
expect "check" 0 "0 findings"

# The two write fractions with other numbers of digits.
plain_numbers() { awk 'BEGIN { FS = OFS = "|" } { for (i = 1; i <= NF; i++) if ($i ~ /^-?[0-9]+\.[0-9]+$/) $i = sprintf("%.6g", $i); print }'; }

# --- the same tables as in SQLite ---------------------------------------------------------------------------
run "$CASUS" add -q --db "$work/same.db" "$@"
for query in "SELECT * FROM v_events ORDER BY event" "SELECT * FROM v_relations ORDER BY event" "SELECT * FROM v_ceasefires ORDER BY ceasefire" \
	"SELECT * FROM v_responses ORDER BY ceasefire, number" "SELECT * FROM v_contradictions ORDER BY id" "SELECT * FROM v_tolls ORDER BY event, number" \
	"SELECT * FROM v_participants ORDER BY event, role, number" "SELECT * FROM v_incidents ORDER BY incident" "SELECT * FROM v_mentions ORDER BY event" \
	"SELECT document, id, date, date_from, title, source_id, path, url, publisher, language, dateline, sentences, duplicate_of, version FROM v_documents ORDER BY document" \
	"SELECT band, document FROM likeness ORDER BY band, document"; do
	sqlite3 "$work/same.db" "$query" | plain_numbers >"$work/a"
	ask "$db" "$query" | plain_numbers >"$work/b"
	same "$query" "$work/a" "$work/b"
done
check "full text" [ "$(ask "$db" "SELECT count(*) FROM article WHERE words @@ to_tsquery('simple', 'ceasefire')")" -ge 1 ]

# --- words are made here as the server would make them ---------------------------------------------------------
words=$(database words)
python3 - >"$work/words.jsonl" <<'PY'
import json
texts = ["The rebels' U.S.-made F-16s hit 1e5abc, 0x1f and the 5th at 12:30; e-mail a_b@c.org & x<y~z.",
         "\u0130stanbul, S\u00e3o Tom\u00e9, \u0141\u00f3d\u017a, \u00dcberlingen, Stra\u00dfe, \u1ed9, 9\u00e9 \u00e99, caf\u0065\u0301, \u00bd \u00b2 \u2167.",
         "\uc11c\uc6b8\uc5d0\uc11c \u6771\u4eac \u0645\u0635\u0631 \u041c\u043e\u0441\u043a\u0432\u0430 \u0419\u043e\u0448\u043a\u0430\u0440 \u0391\u03b8\u03ae\u03bd\u03b1 \u05e9\u05dc\u05d5\u05dd \ud835\udc00\ud835\udfce.",
         "war " * 300 + "a" * 3000 + " " + " ".join("w%d" % i for i in range(17000))]
for number, text in enumerate(texts):
    print(json.dumps({"id": str(number), "title": "Title %d, \u00c9" % number, "text": text + " Russia attacked Ukraine on Monday."}))
PY
run "$CASUS" add -q --db "$words" "$work/words.jsonl"
check "articles of odd words: $(ask "$words" "SELECT count(*) FROM article")" [ "$(ask "$words" "SELECT count(*) FROM article")" -eq 4 ]
made=$(ask "$words" "SELECT count(*) FROM article WHERE words = to_tsvector('simple', casus_parted(left(title || ' ' || text, 1000000)))" 2>"$work/err")
check "their words are those that the server makes: of $made" [ "$made" -eq 4 ]

# --- the same questions -------------------------------------------------------------------------------------
# both ARGUMENT...: casus says the same of both.
both() {
	"$CASUS" "$@" --db "$work/same.db" >"$work/a" 2>&1
	"$CASUS" "$@" --db "$db" >"$work/b" 2>&1
	same "casus $*" "$work/a" "$work/b"
	check "casus $*: says something" [ -s "$work/a" ]
}
both query
both query text=ceasefire
both query 'actor!=russia' sort=-confidence limit=5
both query country=LBY type=REJECT,REQUEST
both query speaker=anonymous
for question in timeline dyads relations ceasefires contradictions sources actors places; do both query "$question"; done
for question in relations control ceasefires; do both history -f jsonl "$question"; done
both incident "$(sqlite3 "$work/same.db" "SELECT id FROM v_incidents ORDER BY mentions DESC, id LIMIT 1")"
for keys in month,type actor dyad country speaker week; do both query --count "$keys"; done
for format in gdelt polecat geojson; do both export --to "$format"; done

run "$CASUS" diff "$work/same.db" "$db"
expect "no difference" 0

# --- to SQLite and back -------------------------------------------------------------------------------------
run "$CASUS" copy --from "$db" --to "$work/back.db"
expect "copy to SQLite" 0
sqlite3 "$work/same.db" .dump | grep -v 'INTO addition\|sqlite_stat' >"$work/a"
sqlite3 "$work/back.db" .dump | grep -v 'INTO addition\|sqlite_stat' >"$work/b"
same "row for row what SQLite has by itself" "$work/a" "$work/b"
two=$(database two)
run "$CASUS" copy --from "$work/same.db" --to "$two"
expect "copy to PostgreSQL" 0
"$dump" "$two" >"$work/kept"
same "copied as coded" "$work/coded" "$work/kept"

# --- coded anew ---------------------------------------------------------------------------------------------
printf 'type ACCUSE\nentry finger-wagging\n  verb  @actor finger-wag|wag @recipient\n  yes   France wagged Iran. = France -> Iran\n' >"$work/mine.txt"
printf 'France wagged Iran. Rebels attacked Sirte on Wednesday.\n' >"$work/wag.txt"
three=$(database three)
run "$CASUS" add -q --db "$three" --codebook "$work/mine.txt" "$work/wag.txt"
run "$CASUS" add --recode --db "$three"
expect "coded anew" 0 "1 coded anew, 1 of them changed"
check "what was said before" [ "$(ask "$three" "SELECT record::json ->> 'event_type' FROM superseded")" = ACCUSE ]

# --- two programs at once, kill -9, a server that dies --------------------------------------------------------
awk 'BEGIN { for (i = 1; i <= 900; i++) printf "{\"id\":\"%d\",\"date\":\"2020-01-09\",\"text\":\"Rebels attacked village number %d of the north on Monday and killed %d people.\"}\n", i, i, i }' >"$work/many.jsonl"
tac "$work/many.jsonl" >"$work/back.jsonl"
"$CASUS" code -f jsonl "$work/many.jsonl" | sed 's/"path":"[^"]*",//' | sort >"$work/coded"
# all_there NAME: each document of many.jsonl is in $four, once.
all_there() {
	"$dump" "$four" | sed 's/"path":"[^"]*",//' | sort >"$work/kept"
	same "$1" "$work/coded" "$work/kept"
}
four=$(database four)
"$CASUS" add -q -t 1 --db "$four" "$work/many.jsonl" &
first=$!
run "$CASUS" add -q -t 1 --db "$four" "$work/back.jsonl"
expect "one of two programs" 0
status=0
wait "$first" || status=$?
expect "the other" 0
all_there "two programs at once: each document once"

# The same stories in two papers, by two programs: whichever comes second links them, however closely it follows.
awk -v folder="$work" 'BEGIN { for (i = 1; i <= 300; i++) { words = ""; for (k = 1; k <= 40; k++) words = words " word" (i * 100 + k)
	for (paper = 1; paper <= 2; paper++) printf "{\"id\":\"%d-%d\",\"date\":\"2020-01-09\",\"text\":\"Rebels attacked village number %d of the north on Monday and killed %d people.%s.%s\"}\n",
		i, paper, i, i, words, paper == 2 ? " Paper" : "" >(folder "/paper-" paper ".jsonl") } }'
five=$(database five)
"$CASUS" add -q -t 1 --db "$five" "$work/paper-1.jsonl" &
first=$!
run "$CASUS" add -q -t 1 --db "$five" "$work/paper-2.jsonl"
wait "$first"
check "a story of two papers is coded once, whoever adds it" [ "$(ask "$five" "SELECT count(*), count(duplicate_of), count(run) FROM document")" = "600|300|300" ]

four=$(database four)
"$CASUS" add -q --db "$four" "$work/many.jsonl" &
victim=$!
sleep 0.3
kill -9 "$victim" 2>/dev/null
wait "$victim" 2>/dev/null
run "$CASUS" add -q --db "$four" "$work/many.jsonl"
expect "after kill -9" 0
all_there "after kill -9: nothing lost, nothing twice"

four=$(database four)
"$CASUS" add -q -t 1 --db "$four" "$work/many.jsonl" 2>"$work/said" &
victim=$!
sleep 0.4
restart_cluster
status=0
wait "$victim" || status=$?
check "the server died: status $status" [ "$status" -eq 0 -o "$status" -eq 2 ]
run "$CASUS" add -q --db "$four" "$work/many.jsonl"
expect "after the server came back" 0
all_there "after the server came back: nothing lost, nothing twice"

# --- what cannot be ------------------------------------------------------------------------------------------
run "$CASUS" add --db "postgresql:///none?host=$cluster&user=postgres" "$work/wag.txt"
expect "no such database" 2 'database "none" does not exist; make it with `createdb -E UTF8 NAME`'
run "$CASUS" add --db "postgresql:///one?host=$cluster&user=nobody_known" "$work/wag.txt"
expect "no such user" 2 'does not exist; name another user'
run "$CASUS" add --db "postgresql://me:secret@/one?host=/nowhere" "$work/wag.txt"
expect "no server" 2 "cannot connect"
check "no password is told" sh -c '! grep -q secret "$1"' sh "$work/err"
run "$CASUS" add --db "postgresql:///one?host=/nowhere&password=secret&user=me" "$work/wag.txt"
expect "no server, its password behind" 2 "password=&user=me"
check "no password is told either" sh -c '! grep -q secret "$1"' sh "$work/err"
as_server "$server_bin/createdb" -h "$cluster" -U postgres -E LATIN1 -T template0 --locale=C latin
run "$CASUS" add --db "postgresql:///latin?host=$cluster&user=postgres" "$work/wag.txt"
expect "another encoding" 2 "ENCODING 'UTF8'"
ask "$db" "INSERT INTO casus_schema VALUES (999)"
run "$CASUS" add --db "$db" "$work/wag.txt"
expect "a newer schema" 2 "was made by a newer casus"
finish
