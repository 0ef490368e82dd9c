#!/bin/sh
# make.sh CASUS DUMP: the fixture of the schema's newest version, made when that version is released and never again: a small
# database as SQL text, and the documents that it must give back for ever.
set -eu
casus=$1
dump=$2
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/in.jsonl" <<'EOT'
{"id":"a","date":"2020-01-09","title":"Truce «refused»","url":"https://a.example/1","publisher":"Agency","place":"Tripoli","language":"en","text":"TRIPOLI, Jan 9 (Agency) - Forces loyal to Khalifa Haftar on Thursday rejected a call by Russia and Turkey for a three-day humanitarian ceasefire in Libya.\n\n\"We will not stop our campaign,\" the Libyan National Army said in a statement. A diplomat said that it would accept a truce if Turkey withdrew its troops. At least 25 people were killed in Zuwāra, officials said.\n\nEgypt, which has backed Haftar since 2014, denied on Wednesday that it had bombed Misrata."}
{"id":"b","date":"2020-01-09","title":"Truce «refused»","url":"https://b.example/1","publisher":"Paper","place":"Tripoli","language":"en","text":"TRIPOLI, Jan 9 (Agency) - Forces loyal to Khalifa Haftar on Thursday rejected a call by Russia and Turkey for a three-day humanitarian ceasefire in Libya.\n\n\"We will not stop our campaign,\" the Libyan National Army said in a statement. A diplomat said that it would accept a truce if Turkey withdrew its troops. At least 25 people were killed in Zuwāra, officials said.\n\nEgypt, which has backed Haftar since 2014, denied on Wednesday that it had bombed Misrata."}
{"id":"c","date":"2020-01-10","title":"Haftar says no","url":"https://c.example/1","text":"Forces loyal to Khalifa Haftar on Thursday rejected a call by Russia and Turkey for a three-day humanitarian ceasefire in Libya.\n\n\"We will not stop our campaign,\" the Libyan National Army said in a statement. A diplomat said that it would accept a truce if Turkey withdrew its troops. At least 25 people were killed in Zuwāra, officials said."}
EOT
"$casus" add -q --db "$work/t.db" - <"$work/in.jsonl"
version=$(sqlite3 "$work/t.db" 'PRAGMA user_version')
{
	sqlite3 "$work/t.db" .dump
	echo "PRAGMA application_id = $(sqlite3 "$work/t.db" 'PRAGMA application_id');"
	echo "PRAGMA user_version = $version;"
} >"$here/version-$version.sql"
"$dump" "$work/t.db" >"$here/version-$version.jsonl"
