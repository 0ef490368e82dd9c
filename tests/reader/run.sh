#!/bin/sh
# Inputs of every kind by way of the program: what is read from each, what is said of those that cannot be used, archives, folders, lists,
# duplicates, other languages, shards, and going on after an interruption.
. "$CASUS_SOURCE/tests/lib.sh"
samples="$CASUS_SOURCE/tests/reader/samples"
cd "$work" || exit 1
cp -r "$samples" samples

# --- what is read --------------------------------------------------------------------------------------------
run "$CASUS" read --keep-duplicates --any-language samples
cp out read.jsonl
if [ "${UPDATE:-}" = 1 ]; then cp out "$CASUS_SOURCE/tests/reader/expected.jsonl"; fi
if command -v pdftotext >/dev/null 2>&1; then
	same "the articles of every sample" "$CASUS_SOURCE/tests/reader/expected.jsonl" read.jsonl
	check "no sample has a fault: $(head -n 1 err)" [ "$status" -eq 0 ]
else
	expect "PDF without pdftotext" 1 "install pdftotext (package poppler-utils)"
	grep -v '"path":"samples/page.pdf"' "$CASUS_SOURCE/tests/reader/expected.jsonl" >without-pdf
	same "the articles of every other sample" without-pdf read.jsonl
fi
grep -v page.pdf read.jsonl >all.jsonl
run "$CASUS" read --keep-duplicates --any-language all.jsonl
check "what read writes is an input again" [ "$(wc -l <out)" -eq "$(wc -l <all.jsonl)" ]
for threads in 1 3; do
	run "$CASUS" code -f jsonl --threads $threads --keep-duplicates samples
	cp out code.$threads
done
same "the same bytes with any number of threads" code.1 code.3

check "no progress where standard error is no terminal" [ "$(grep -c 'sentences/s' err)" -eq 0 ]
if command -v script >/dev/null 2>&1; then
	for n in $(seq 60); do cat "$CASUS_SOURCE/examples/brief.txt"; echo; done >long.txt
	seq 12 | sed 's/.*/long.txt/' >long.list
	TERM=xterm script -qec "'$CASUS' code -f jsonl --threads 1 --keep-duplicates --list long.list >/dev/null" /dev/null >terminal 2>&1 </dev/null
	check "progress on a terminal" grep -q 'sentences/s, ' terminal
else
	skip "no script(1) here to make a terminal with"
fi

# --- fields ---------------------------------------------------------------------------------------------------
echo '{"inhalt": "France condemned Iran on Thursday.", "meta": {"tag": "2020-01-09"}}' >own.jsonl
run "$CASUS" read own.jsonl
expect "a field that is not known" 1 'own.jsonl:1:1: there is no "text"'
run "$CASUS" read --field text=inhalt --field date=meta.tag own.jsonl
expect "--field" 0 '"date":"2020-01-09"'
run "$CASUS" read --field wort=inhalt own.jsonl
expect "--field with a wrong part" 2 "PART one of text, html"
run "$CASUS" read --field text own.jsonl
expect "--field without a name" 2 "PART=NAME"
printf 'a,b\nx,y\n' >none.csv
run "$CASUS" read none.csv
expect "a table without a text" 1 "none.csv:1:1: no column is called text"
printf 'id,text\n1,"France condemned Iran on Thursday.\n2,Germany praised Poland.\n' >open.csv
run "$CASUS" read open.csv
expect "a quotation mark without an end" 1 "open.csv:2: "

# --- archives -------------------------------------------------------------------------------------------------
(cd samples && tar cf ../news.tar page.html lines.jsonl) && gzip -c news.tar >news.tar.gz && mkdir deep && mv news.tar.gz deep/ && tar cf outer.tar deep
run "$CASUS" read outer.tar
expect "a packed archive in an archive" 0 '"path":"outer.tar!deep/news.tar.gz!page.html"'
check "with all that is in it" [ "$(wc -l <out)" -eq 4 ]
run "$CASUS" code -f jsonl outer.tar
expect "it is coded, too" 0 '"path":"outer.tar!deep/news.tar.gz!lines.jsonl"'
printf '{"text":\n' >>samples/lines.jsonl
(cd samples && tar cf ../bad.tar lines.jsonl plain.txt)
run "$CASUS" read bad.tar
expect "a fault inside an archive has its place" 1 "bad.tar!lines.jsonl:4:"
check "what is behind it is read" grep -q 'bad.tar!plain.txt' out
printf '\211PNG\r\n\032\n' >image.png
tar cf image.tar image.png -C samples plain.txt
run "$CASUS" read image.tar
expect "an image in an archive" 1 "image.tar!image.png: is an image, not text"
head -c 700 outer.tar >short.tar
run "$CASUS" read short.tar samples/plain.txt
expect "an archive cut short" 1 "short.tar"
check "the next input is read" grep -q '"path":"samples/plain.txt"' out
gzip -c samples/crawl.warc >crawl.warc.gz
head -c 400 crawl.warc.gz >short.warc.gz
run "$CASUS" read short.warc.gz
expect "a crawl cut short" 1 "short.warc.gz: the gzip member at byte 0 is cut short"
# One damaged member of three costs itself only.
for n in 1 2 3; do
	{
		printf 'WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://news.example/%d\r\nContent-Type: text/plain\r\nContent-Length: 54\r\n\r\n' $n
		printf 'Germany praised Poland on Friday, said minister no %d.\n' $n
		printf '\r\n\r\n'
	} >record.$n
	gzip -c record.$n >record.$n.gz
done
size=$(wc -c <record.2.gz)
{
	head -c $((size / 2)) record.2.gz
	printf 'XXXXXXXX'
	tail -c $((size / 2 - 8)) record.2.gz
} >damaged.gz
cat record.1.gz damaged.gz record.3.gz >three.warc.gz
run "$CASUS" read three.warc.gz
expect "a damaged member" 1 "is damaged"
check "the two others are read" [ "$(grep -c 'said minister no [13]' out)" -eq 2 ]
check "it is said once" [ "$(wc -l <err)" -eq 1 ]
{
	cat record.1.gz
	printf 'no member here, '
	tail -c +17 record.2.gz
	cat record.3.gz
	head -c 100 /dev/zero
} >headless.warc.gz
run "$CASUS" read headless.warc.gz
expect "a member without its beginning" 1 "the gzip member at byte"
check "what is before and behind it is read" [ "$(grep -c 'said minister no [13]' out)" -eq 2 ]
check "zeros at the end are no fault" [ "$(wc -l <err)" -eq 1 ]
# Bombs: 1 GB of zeros in 1 MB; archives in archives in archives.
if command -v python3 >/dev/null 2>&1; then
	python3 - <<'EOP'
import zipfile, io, zlib
with zipfile.ZipFile("bomb.zip", "w", zipfile.ZIP_DEFLATED) as z:
    with z.open("zeros.txt", "w") as f:
        for i in range(400):
            f.write(b"a" * (1 << 20))
    z.writestr("good.txt", "France condemned Iran on Thursday. The minister said so.\n")
packer = zlib.compressobj(9, zlib.DEFLATED, 31)
open("bomb.gz", "wb").write(b"".join(packer.compress(b"{" * (1 << 20)) for i in range(400)) + packer.flush())
data = b"France condemned Iran on Thursday.\n"
for depth in range(12):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr("x%d" % depth, data)
    data = out.getvalue()
open("nested.zip", "wb").write(data)
inner = io.BytesIO()
with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("x.jsonl", b"{" * (70 << 20))
with zipfile.ZipFile("many.zip", "w", zipfile.ZIP_DEFLATED) as z:
    for n in range(100):
        z.writestr("%d.zip" % n, inner.getvalue())
EOP
	run "$CASUS" read bomb.zip samples/plain.txt
	expect "a bomb in a zip" 1 "bomb.zip!zeros.txt: "
	check "what is behind it in the archive, and the next input, are read" [ "$(wc -l <out)" -eq 2 ]
	run "$CASUS" read --from jsonl bomb.gz samples/lines.jsonl
	expect "a bomb in gzip" 1 "bomb.gz"
	check "the next input is read, too" [ "$(wc -l <out)" -eq 3 ]
	run "$CASUS" read nested.zip samples/plain.txt
	expect "archives nested without end" 1 "too deep"
	run "$CASUS" read many.zip samples/plain.txt
	expect "archives that give too much together" 1 "more than 1,000 times its size"
	check "they are given up, and the next input is read: $(wc -l <err) lines" [ "$(wc -l <err)" -lt 40 ] && check "and read" [ "$(wc -l <out)" -eq 1 ]
else
	skip "no python3 here to make archives with"
fi

# --- folders, patterns, lists ---------------------------------------------------------------------------------
mkdir -p tree/b tree/a tree/.hidden tree/empty
cp samples/plain.txt tree/b/two.txt
cp samples/page.html tree/a/one.html
cp samples/plain.txt tree/.hidden/three.txt
ln -s .. tree/b/up
run "$CASUS" read tree
expect "a folder" 0 "tree/a/one.html"
check "its files in the order of bytes, hidden ones and links to folders left alone" [ "$(sed 's/.*"path":"\([^"]*\)".*/\1/' out | tr '\n' ' ')" = "tree/a/one.html tree/b/two.txt " ]
run "$CASUS" read 'tree/*/*.html'
expect "a pattern" 0 "tree/a/one.html"
run "$CASUS" read 'tree/*.nothing'
expect "a pattern that matches nothing" 1 "tree/*.nothing: matches no file"
printf 'tree/a/one.html\n\nno-such-file\ntree/b\n' >list
run "$CASUS" read --list list
expect "a list" 1 "no-such-file: cannot open"
check "all else in the list is read" [ "$(wc -l <out)" -eq 2 ]
run "$CASUS" read --list no-such-list
expect "a list that is not there" 1 "no-such-list: cannot open"
status=0
"$CASUS" read <samples/feed.rss >out 2>err || status=$?
expect "standard input of any format" 0 "https://news.example/1"

# --- left out ---------------------------------------------------------------------------------------------------
mkdir twice
cp samples/plain.txt twice/1.txt
sed 's/ Thursday/  Thursday/' samples/plain.txt >twice/2.txt
printf 'Le pr\303\251sident a d\303\251clar\303\251 jeudi que les pourparlers avec le gouvernement libyen \303\251taient dans une impasse et que la France ne les suivra pas.\n' >twice/3.txt
run "$CASUS" code -f jsonl twice
expect "a duplicate is named" 0 "twice/2.txt: left out: the same as an article before"
check "and counted" grep -q "1 article was left out as the same" err
check "another language is named" grep -q "twice/3.txt: left out: not in English (fr)" err
check "one is coded" [ "$(grep -c '"kind":"document"' out)" -eq 1 ]
run "$CASUS" code -f jsonl -q twice
check "--quiet only counts" [ "$(wc -l <err)" -eq 2 ]
run "$CASUS" code -f jsonl --keep-duplicates --any-language twice
check "all are kept when asked for" [ "$(grep -c '"kind":"document"' out)" -eq 3 ]
run "$CASUS" code -f jsonl twice/1.txt twice/1.txt
check "a file that is named twice is meant" [ "$(grep -c '"kind":"document"' out)" -eq 2 ]
run "$CASUS" read --log json samples/lines.jsonl twice no-such-file
check "--log json writes lines of JSON: $(grep -v '^{.*}$' err | head -n 1)" [ "$(grep -cv '^{.*}$' err)" -eq 0 ]
check "--log json: an error" grep -q '^{"level":"error","path":"no-such-file",' err
check "--log json: the summary" grep -q '^{"level":"summary","articles":4,.*"errors":2,"duplicates":1,"foreign":1,' err
run "$CASUS" read --log xml twice
expect "--log with another format" 2 "--log takes json"

# --- parts, going on ----------------------------------------------------------------------------------------------
awk 'BEGIN { for (i = 0; i < 200; i++) printf "{\"id\":\"%d\",\"text\":\"France condemned Iran on Thursday, said report %d of the ministry.\"}\n", i, i }' >many.jsonl
run "$CASUS" read many.jsonl
cp out whole.jsonl
: >parts.jsonl
for part in 1 2 3; do
	run "$CASUS" read --shard $part/3 many.jsonl
	check "part $part of 3 is a part" [ "$(wc -l <out)" -gt 30 ] && cat out >>parts.jsonl
done
sort parts.jsonl >parts.sorted
sort whole.jsonl >whole.sorted
same "the parts together are the whole" whole.sorted parts.sorted
run "$CASUS" read --shard 4/3 many.jsonl
expect "a part that there is not" 2 "--shard takes K/N"
run "$CASUS" read --skip 150 many.jsonl
check "--skip" [ "$(wc -l <out)" -eq 50 ]
status=0
"$CASUS" read --resume journal many.jsonl >resumed.jsonl 2>err || status=$?
run "$CASUS" read --resume journal many.jsonl
check "a run that is done is not done again" [ ! -s out ]
run "$CASUS" read --resume journal --any-language many.jsonl
expect "a journal of another run" 2 "other inputs or options"
run "$CASUS" read --resume list many.jsonl
expect "a file that is no journal" 2 "is no journal"
rm -f journal resumed.jsonl
# Interrupted in the middle (by SIGTERM, which is as ctrl-C: a shell keeps that from what it runs beside it), then the same again.
for again in 1 2 3; do
	sed "s/\"id\":\"/&$again-/" many.jsonl
done >more.jsonl
"$CASUS" code -f jsonl --threads 1 --resume journal more.jsonl >resumed.jsonl 2>err &
running=$!
for try in $(seq 400); do
	[ -s journal ] && break
	sleep 0.02
done
kill -TERM $running 2>/dev/null
ended=0
wait $running || ended=$?
said=$(grep "give the same command again and append with >>" err)
run "$CASUS" code -f jsonl --threads 2 more.jsonl
cp out whole.jsonl
if [ "$ended" -eq 143 ]; then
	check "an interrupted run says how to go on" [ -n "$said" ]
	check "an interrupted run: something is left to do" [ "$(wc -l <resumed.jsonl)" -lt "$(wc -l <whole.jsonl)" ]
	printf '{"kind":"docum' >>resumed.jsonl # as when the machine stopped while writing
	"$CASUS" code -f jsonl --threads 2 --resume journal more.jsonl >>resumed.jsonl 2>err
	same "the interrupted run and its end are the whole" whole.jsonl resumed.jsonl
else
	skip "the run was over before it could be interrupted"
fi
finish
