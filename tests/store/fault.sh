#!/bin/sh
# fault.sh DUMP: a database that cannot be used says why, loses nothing and has nothing twice.
. "$CASUS_SOURCE/tests/lib.sh"
dump=$1
db="$work/t.db"

awk 'BEGIN { for (i = 1; i <= 900; i++) printf "{\"id\":\"%d\",\"date\":\"2020-01-09\",\"text\":\"Rebels attacked village number %d of the north on Monday and killed %d people.\"}\n", i, i, i }' >"$work/many.jsonl"
head -n 100 "$work/many.jsonl" >"$work/few.jsonl"

# sound NAME: the database passes its own check.
sound() {
	run "$CASUS" check --db "$db"
	expect "$1: the database is sound" 0 "0 findings"
}

run "$CASUS" add --db "$db" "$work/few.jsonl"
expect "to begin with" 0 "100 documents added"
sound "to begin with"
run "$CASUS" check --db "$db" -q
check "check --quiet says nothing" [ ! -s "$work/out" ]

# --- wrong files ------------------------------------------------------------------------------------------
run "$CASUS" add "$work/few.jsonl"
expect "no --db" 2 "which database?"
run "$CASUS" check
expect "check without --db" 2 "which database?"
run "$CASUS" check --db "$work/none.db"
expect "check of what is not there" 2 "none.db: there is no such database"
check "check makes no file" [ ! -e "$work/none.db" ]
run "$CASUS" add --db "$work" "$work/few.jsonl"
expect "a folder" 2 "cannot open"
run "$CASUS" add --db "$work/no/such/folder.db" "$work/few.jsonl"
expect "no such folder" 2 "cannot open"
cp "$work/few.jsonl" "$work/text.db"
run "$CASUS" add --db "$work/text.db" "$work/few.jsonl"
expect "a text file" 2 "is no database of casus"
same "and it is left alone" "$work/few.jsonl" "$work/text.db"
sqlite3 "$work/other.db" 'CREATE TABLE mine (x)'
cp "$work/other.db" "$work/other.before"
run "$CASUS" add --db "$work/other.db" "$work/few.jsonl"
expect "another program's database" 2 "is a database of another program"
same "and it is left alone too" "$work/other.before" "$work/other.db"
cp "$db" "$work/newer.db"
sqlite3 "$work/newer.db" 'PRAGMA user_version = 999'
run "$CASUS" add --db "$work/newer.db" "$work/few.jsonl"
expect "a newer database" 2 "was made by a newer casus (schema 999"

# --- locked -----------------------------------------------------------------------------------------------
mkfifo "$work/hold"
sqlite3 "$db" <"$work/hold" >/dev/null 2>&1 &
holder=$!
exec 9>"$work/hold"
echo 'BEGIN IMMEDIATE; CREATE TABLE held (x); SELECT 1;' >&9
while ! sqlite3 "$db" 'BEGIN IMMEDIATE' 2>&1 | grep -q locked; do :; done
run "$CASUS" add --wait 1 --db "$db" "$work/many.jsonl"
expect "a locked database" 2 "another program is writing to it"
run "$CASUS" check --db "$db"
expect "it can be read meanwhile" 0 "100 documents"
exec 9>&-
wait "$holder"
run "$CASUS" add --wait 1 --db "$db" "$work/few.jsonl"
expect "unlocked again" 0 "100 skipped"

# --- two programs at once ---------------------------------------------------------------------------------
rm -f "$db"*
"$CASUS" add -q -t 1 --batch 100 --db "$db" "$work/many.jsonl" &
first=$!
tail -r "$work/many.jsonl" >"$work/back.jsonl" 2>/dev/null || tac "$work/many.jsonl" >"$work/back.jsonl"
run "$CASUS" add -t 1 --batch 70 --db "$db" "$work/back.jsonl"
expect "one of two" 0
status=0
wait "$first" || status=$?
expect "the other of two" 0
sound "two programs at once"
"$CASUS" code -f jsonl "$work/many.jsonl" | sed 's/"path":"[^"]*",//' | sort >"$work/coded"
"$dump" "$db" | sed 's/"path":"[^"]*",//' | sort >"$work/kept"
same "two programs at once: each document once" "$work/coded" "$work/kept"

# --- no more room -----------------------------------------------------------------------------------------
# A limit on the size of files is met like a full disk; on a small disk of memory, where we may make one, the real thing.
rm -f "$db"*
run "$CASUS" add --db "$db" "$work/few.jsonl"
"$dump" "$db" >"$work/before"
run sh -c 'ulimit -f 400 && exec "$@"' sh "$CASUS" add --batch 100 --db "$db" "$work/many.jsonl"
expect "no more room" 2 "t.db: "
sound "no more room"
"$dump" "$db" | head -n "$(wc -l <"$work/before")" >"$work/after"
same "no more room: what was there is there" "$work/before" "$work/after"
run "$CASUS" add --db "$db" "$work/many.jsonl"
expect "with room again" 0
"$dump" "$db" | sed 's/"path":"[^"]*",//' | sort >"$work/kept"
same "with room again: all is there" "$work/coded" "$work/kept"

mkdir "$work/disk"
if unshare -rm true 2>/dev/null && unshare -rm mount -t tmpfs -o size=600k tmpfs "$work/disk" 2>/dev/null; then
	# shellcheck disable=SC2016
	run unshare -rm sh -c 'mount -t tmpfs -o size=900k tmpfs "$1/disk" && cd "$1" || exit 9
		"$CASUS" add --batch 100 --db disk/t.db many.jsonl; echo "status $?"
		"$CASUS" check --db disk/t.db
		mount -o remount,ro "$1/disk"; "$CASUS" add --db disk/t.db many.jsonl; echo "read-only $?"' sh "$work"
	expect "a full disk" 0 "the disk is full"
	check "a full disk: the exit status" grep -q "^status 2" "$work/out"
	check "a full disk: sound" grep -q " 0 findings" "$work/out"
	check "a read-only disk" grep -q "^read-only 2" "$work/out"
	check "a read-only disk: it is said" grep -q "read-only" "$work/err"
else
	skip "no right to mount a small disk here"
fi

# --- read-only --------------------------------------------------------------------------------------------
rm -f "$db"*
run "$CASUS" add --db "$db" "$work/few.jsonl"
chmod a-w "$db"
if [ -w "$db" ]; then
	skip "root may write read-only files"
else
	run "$CASUS" add --db "$db" "$work/many.jsonl"
	expect "a read-only file" 2 "read-only"
	run "$CASUS" check --db "$db"
	expect "a read-only file can be checked" 0 "0 findings"
fi
chmod u+w "$db"

# --- damaged ----------------------------------------------------------------------------------------------
size=$(wc -c <"$db")
for at in 5 20 45 70 95; do
	cp "$db" "$work/hurt.db"
	head -c 3000 /dev/zero | tr '\0' 'x' | dd of="$work/hurt.db" bs=1 seek=$((size * at / 100 / 4096 * 4096)) conv=notrunc 2>/dev/null
	run "$CASUS" check --db "$work/hurt.db"
	check "damaged at $at %: status $status" [ "$status" -eq 1 -o "$status" -eq 2 ]
	check "damaged at $at %: it is said" [ -s "$work/out" -o -s "$work/err" ]
	run "$CASUS" add --db "$work/hurt.db" "$work/many.jsonl"
	check "adding to one damaged at $at %: status $status" [ "$status" -le 2 ]
done
head -c $((size / 2)) "$db" >"$work/hurt.db"
run "$CASUS" check --db "$work/hurt.db"
expect "half a database" 2 "is damaged"
run "$CASUS" add --db "$work/hurt.db" "$work/many.jsonl"
expect "adding to half a database" 2 "is damaged"

# What casus itself knows better than SQLite: texts, spans, ids, numbers that stand for words.
broken() {
	cp "$db" "$work/hurt.db"
	sqlite3 "$work/hurt.db" "$2"
	run "$CASUS" check --db "$work/hurt.db"
	expect "$1" 1 "$3"
}
broken "another text" "UPDATE article SET text = replace(text, 'north', 'south') WHERE document = 7" "is not what its id says"
broken "another text, not told to the index" "DROP TRIGGER article_changed; UPDATE article SET text = replace(text, 'north', 'south') WHERE document = 7" "full-text"
broken "a shorter text" "UPDATE article SET text = substr(text, 1, 20) WHERE document = 7" "a span goes beyond the text"
broken "an event of another type" "UPDATE event SET code = (SELECT key FROM code WHERE type <> 'ASSAULT' UNION SELECT -1) WHERE key = 3" "points to nothing"
broken "another trigger" "UPDATE event SET trigger_word = trigger_word + 1 WHERE key = 3" "is not what its id says"
broken "a number without a word" "UPDATE event SET factuality = 9 WHERE key = 3" "factuality"
broken "a sentence too few" "DELETE FROM sentence WHERE document = 7" "sentence that is missing"
broken "sentences that are nowhere" "UPDATE document SET spans = NULL WHERE key = 7" "sentences are missing"
broken "sentences beyond the text" "UPDATE document SET spans = '0 0 99999' WHERE key = 7" "a span goes beyond the text"
cp "$db" "$work/hurt.db"
sqlite3 "$work/hurt.db" "DROP TABLE word"
run "$CASUS" add -q --db "$work/hurt.db" "$work/many.jsonl"
expect "a table that is gone" 2 "no such table"
check "and it is said once" [ "$(wc -l <"$work/err")" = 1 ]
broken "an actor that is gone" "PRAGMA foreign_keys = OFF; DELETE FROM actor WHERE key = 1" "points to nothing"
finish
