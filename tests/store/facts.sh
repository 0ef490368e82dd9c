# facts.sh: two databases of the same articles compared, whatever they were made by; sourced behind lib.sh.

# facts DB, a file of SQLite; dump is the program that prints its documents.
# What the database says, but for the order in which it was told and the file it came from.
facts() {
	"$dump" "$1" | sed 's/"path":"[^"]*",*//; s/"line":[0-9]*,*//' | sort
	sqlite3 "$1" "SELECT id, date, source_id, publisher, dateline, sentences, duplicate_of, version FROM v_documents ORDER BY id;
		SELECT d.id, l.band, l.day FROM likeness l JOIN v_documents d USING (document) ORDER BY 1, 2;
		SELECT id, event_type, date_from, date_to, place, first_report, last_report, mentions, documents, sources, killed_low, killed_high, denials, open FROM v_incidents ORDER BY id;
		SELECT e.id, m.id FROM v_mentions m JOIN v_events e ON e.event = m.incident ORDER BY 2;
		SELECT (SELECT count(*) FROM attribution), (SELECT count(*) FROM participant), (SELECT count(*) FROM speaker), (SELECT count(*) FROM toll), (SELECT count(*) FROM signature)"
}
