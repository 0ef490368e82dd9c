#!/bin/sh
# Bad and extreme inputs: each gives a clear message and the right exit status, loses nothing else, stays in bounds.
. "$CASUS_SOURCE/tests/lib.sh"
cd "$work" || exit 1
printf 'PARIS, Jan 9 (Agency) - France condemned the attack on Thursday.\n' >good.txt

# --- inputs that cannot be used: status 1, named --------------------------------------------------------
run "$CASUS" code no-such-file.txt
expect "a missing file" 1 "no-such-file.txt"
mkdir folder
run "$CASUS" code folder
expect "a folder" 1 "folder"
: >empty.txt
run "$CASUS" code empty.txt
expect "an empty file" 1 "empty.txt"
printf '\177ELF\002\001\001\000\000\000\000\000\003\000\076\000\001\000\000\000\360\377\001\200' >binary.txt
head -c 4000 /dev/zero >>binary.txt
run "$CASUS" code binary.txt
expect "a binary file" 1 "binary.txt"
if [ "$(id -u)" -ne 0 ]; then
	cp good.txt secret.txt
	chmod 000 secret.txt
	run "$CASUS" code secret.txt
	expect "an unreadable file" 1 "secret.txt"
else
	skip "root may read every file: no test of an unreadable one"
fi
run "$CASUS" code -f jsonl good.txt no-such-file.txt empty.txt good.txt
expect "a bad input among good ones" 1 "no-such-file.txt"
check "the good ones are coded" [ "$(grep -c '"kind":"document"' out)" -eq 2 ]
check "each bad one is named" grep -q "empty.txt" err
printf '%s\n' '{"text":"France condemned the attack."}' '{"text":' '{"title":"no text"}' '{"text":"Germany condemned the attack."}' >mixed.jsonl
run "$CASUS" code -f jsonl mixed.jsonl
expect "bad lines among good ones" 1 "mixed.jsonl:2"
check "the good lines are coded" [ "$(grep -c '"kind":"document"' out)" -eq 2 ]
run "$CASUS" code --from no-such-format good.txt
expect "an unknown input format" 2 "there are: "
run "$CASUS" code -f no-such-format good.txt
expect "an unknown output format" 2 "there are: table"

# --- bytes that are no text -------------------------------------------------------------------------------
printf 'PARIS - France condemned the \377\376 attack by Iran on Thursday.\n' >invalid.txt
run "$CASUS" code -f jsonl invalid.txt
expect "invalid UTF-8" 0 "U+FFFD"
check "invalid UTF-8: the article is coded" grep -q '"kind":"document"' out
if command -v python3 >/dev/null 2>&1; then
	check "invalid UTF-8: the output is UTF-8" python3 -c 'import sys; open(sys.argv[1], encoding="utf-8").read()' out
fi
printf 'PARIS - France condemned the \000attack by Iran on Thursday. It called on Iran to stop. The minister spoke in Paris.\n' >nul.txt
run "$CASUS" code -f jsonl nul.txt
expect "a NUL byte" 0 "U+FFFD"
printf '\357\273\277France condemned Iran on Thursday.\r\n\r\nIran rejected it.\r\n' >bom.txt
run "$CASUS" code -f jsonl bom.txt
expect "a byte order mark and CRLF" 0 '"kind":"document"'

# --- extremes: bounded time and memory --------------------------------------------------------------------
# bounded NAME SECONDS MEGABYTES COMMAND...: it ends in time, by itself, within memory (not told in a sanitizer's build).
bounded() {
	name=$1 seconds=$2 megabytes=$3
	shift 3
	status=0
	(
		[ "${CASUS_SANITIZED:-no}" = no ] && ulimit -v $((megabytes * 1024))
		exec timeout "$seconds" "$@"
	) >out 2>err </dev/null || status=$?
	if [ "$status" -gt 1 ]; then
		fail "$name: exit status $status"
		head -c 600 err
	else
		pass
	fi
}
slow=${CASUS_SLOWNESS:-1}
awk 'BEGIN { for (i = 0; i < 10000; i++) printf "("; printf "France condemned Iran"; for (i = 0; i < 10000; i++) printf ")"; print "." }' >brackets.txt
bounded "10,000 nested brackets" $((30 * slow)) 2000 "$CASUS" code -f jsonl brackets.txt
awk 'BEGIN { for (i = 0; i < 10000; i++) printf "[\""; print "" }' >quotes.txt
bounded "10,000 nested quotes" $((30 * slow)) 2000 "$CASUS" code -f jsonl quotes.txt
awk 'BEGIN { for (i = 0; i < 20000; i++) printf "word%d ", i; print "" }' >long.txt
bounded "a sentence of 20,000 words" $((60 * slow)) 3000 "$CASUS" code -f jsonl long.txt
awk 'BEGIN { for (i = 0; i < 3000; i++) printf "who said that Iran told France that "; print "it rained." }' >deep.txt
bounded "3,000 clauses in one another" $((60 * slow)) 3000 "$CASUS" code -f jsonl deep.txt
awk 'BEGIN { for (i = 0; i < 200000; i++) printf "a"; print "" }' >word.txt
bounded "a word of 200,000 letters" $((30 * slow)) 2000 "$CASUS" code -f jsonl word.txt
awk 'BEGIN { for (i = 0; i < 100000; i++) print "" ; print "France condemned Iran." }' >lines.txt
bounded "100,000 blank lines" $((30 * slow)) 2000 "$CASUS" code -f jsonl lines.txt
awk 'BEGIN { for (i = 0; i < 20000; i++) printf "[" }' >nested.jsonl
bounded "20,000 brackets in JSON" $((10 * slow)) 2000 "$CASUS" code -f jsonl --from jsonl nested.jsonl
if [ "${CASUS_SANITIZED:-no}" = no ]; then
	awk 'BEGIN { while (n < 100000000) { printf "France condemned Iran and "; n += 26 } }' >huge.txt
	bounded "100 MB in one line" 20 1000 "$CASUS" code -f jsonl huge.txt good.txt
	check "100 MB in one line: said" grep -q "huge.txt: too large" err
	check "100 MB in one line: the next input is coded" grep -q '"kind":"document"' out
	{
		printf '{"text":"'
		cat huge.txt
		printf '"}\n{"text":"France condemned Iran."}\n'
	} >huge.jsonl
	bounded "100 MB in one line of JSON" 20 1000 "$CASUS" code -f jsonl huge.jsonl
	check "100 MB in one line of JSON: said" grep -q "huge.jsonl:1: too large" err
	check "100 MB in one line of JSON: the next line is coded" grep -q '"kind":"document"' out
	rm -f huge.jsonl
	head -c 1000000 huge.txt >large.txt
	bounded "a sentence of 1 MB" 120 2000 "$CASUS" code -f jsonl large.txt
	check "a sentence of 1 MB: coded" grep -q '"kind":"event"' out
	head -c 4000000 /dev/zero | tr '\0' 'a' >large.txt
	bounded "a word of 4 MB" 60 2000 "$CASUS" code -f jsonl large.txt
	rm -f huge.txt
else
	skip "lines of many MB: not in a sanitizer's build"
fi

# --- output that cannot be written ------------------------------------------------------------------------
if [ -w /dev/full ]; then
	status=0
	"$CASUS" code -f jsonl good.txt >/dev/full 2>err || status=$?
	: >out
	expect "a full disk" 2 "cannot write to standard output"
fi
yes good.txt | head -n 400 | xargs "$CASUS" code -f jsonl 2>err | head -n 1 >out
check "a closed pipe is said" grep -q "cannot write to standard output" err
check "a closed pipe ends it" [ "$(grep -c 'cannot write' err)" -eq 1 ]
run "$CASUS" pack -o no-such-folder/x.pack "$CASUS_SOURCE/lexicon"
check "a pack that cannot be written" [ "$status" -ne 0 ]

# --- packs that are none ----------------------------------------------------------------------------------
run "$CASUS" code --pack no-such.pack good.txt
expect "a missing pack" 3 "no-such.pack"
run "$CASUS" code --pack good.txt good.txt
expect "a pack that is none" 3 "good.txt"
head -c 100000 "$CASUS_BUILD/casus.pack" >short.pack
run "$CASUS" code --pack short.pack good.txt
expect "a pack cut short" 3 "short.pack"
cp "$CASUS_BUILD/casus.pack" altered.pack
chmod u+w altered.pack
printf 'X' | dd of=altered.pack bs=1 seek=200000 conv=notrunc 2>/dev/null
run "$CASUS" code --pack altered.pack good.txt
expect "an altered pack" 3 "altered.pack"

# --- any number of threads, the same bytes ----------------------------------------------------------------
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
	sed "s/Thursday/Monday $i/" good.txt >"part$i.txt"
done
"$CASUS" code -f jsonl --threads 1 part*.txt no-such.txt "$CASUS_SOURCE"/examples/*.txt >one.jsonl 2>one.err
for threads in 2 3 8; do
	"$CASUS" code -f jsonl --threads "$threads" part*.txt no-such.txt "$CASUS_SOURCE"/examples/*.txt >many.jsonl 2>many.err
	same "$threads threads give the same records" one.jsonl many.jsonl
	same "$threads threads give the same messages" one.err many.err
done
LC_ALL=tr_TR.UTF-8 TZ=Pacific/Apia "$CASUS" code -f jsonl part*.txt "$CASUS_SOURCE"/examples/*.txt >many.jsonl 2>/dev/null
same "neither locale nor time zone matters" one.jsonl many.jsonl

finish
