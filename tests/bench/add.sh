#!/bin/sh
# add.sh [CASUS [FOLDER]]: what it costs to add ../shared/corpus/current-events (113,000 short items, in the order of their days) to a database, a
# tenth at a time, one thread: processor seconds (user and system; they hardly hang on what else the machine does) of `casus code`
# and of `casus add`, microseconds per item, the peak of memory; then the size beside the texts', and adding all of it again.
# Needs python3 and GNU time. FOLDER is kept; a temporary one unless told.
set -eu
casus=${1:-build/casus}
folder=${2:-$(mktemp -d)}
corpus=${CORPUS:-../shared/corpus/current-events.tsv.xz}

python3 - "$corpus" "$folder" <<'EOT'
import json, lzma, sys
with lzma.open(sys.argv[1], "rt") as corpus:
    next(corpus)
    rows = [line.rstrip("\n").split("\t") for line in corpus]
texts = 0
for tenth in range(10):
    with open(f"{sys.argv[2]}/{tenth}.jsonl", "w") as out:
        for i in range(tenth * len(rows) // 10, (tenth + 1) * len(rows) // 10):
            date, _, topic, text = rows[i]
            texts += len(text.encode())
            out.write(json.dumps({"id": str(i), "date": date, "title": topic, "text": text}) + "\n")
with open(f"{sys.argv[2]}/texts", "w") as out:
    out.write(f"{texts}\n")
EOT

# cost COMMAND...: processor seconds and peak memory in KiB
cost() {
	/usr/bin/time -f '%U %S %M' -o "$folder/time" "$@" >/dev/null 2>"$folder/said" || { cat "$folder/said"; exit 1; }
	awk '{ print $1 + $2, $3 }' "$folder/time"
}

db=$folder/events.db
rm -f "$db"*
echo "tenth    items  code s   add s  add us/item  add/code  peak MB"
for tenth in 0 1 2 3 4 5 6 7 8 9; do
	file=$folder/$tenth.jsonl
	items=$(wc -l <"$file")
	code=$(cost "$casus" code -q -t 1 -f jsonl "$file")
	add=$(cost "$casus" add -t 1 --db "$db" "$file")
	echo "$tenth $items $code $add" | awk '{ printf "%5d %8d %7.2f %7.2f %12.0f %9.2f %8.0f\n", $1 + 1, $2, $3, $5, $5 / $2 * 1e6, $5 / $3, $6 / 1024 }'
	echo "$code $add" >>"$folder/costs.new"
done
mv "$folder/costs.new" "$folder/costs"
size=$(wc -c <"$db")
echo "$size $(cat "$folder/texts")" | awk '{ printf "database %.1f MB, texts %.1f MB: %.2f times\n", $1 / 1e6, $2 / 1e6, $1 / $2 }'
again=$(cost "$casus" add -t 1 --db "$db" "$folder"/?.jsonl)
echo "$again $(awk '{ sum += $3 } END { print sum }' "$folder/costs")" | awk '{ printf "all of it again: %.2f s, %.1f %% of the first time\n", $1, $1 / $3 * 100 }'
tail -n 1 "$folder/said"
