-- What the articles' events add up to: one happening told by many is one incident. docs/incidents.md explains it.

CREATE TABLE signature ( -- what a document is about, for comparing: hashes of its words
	document INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
	bytes BLOB NOT NULL
) STRICT;

CREATE TABLE mention ( -- an event as news of a happening
	event INTEGER PRIMARY KEY REFERENCES event ON DELETE CASCADE,
	"group" INTEGER NOT NULL, -- 0 words, 1 material cooperation, 2 material conflict; 3 more for what is planned or hangs on a condition
	day INTEGER,              -- the day that it names, else its article's; NULL unknown
	length INTEGER NOT NULL,  -- of a range, in days; else 1
	home INTEGER,             -- the day of the happening that it looks back on, else its own
	home_length INTEGER NOT NULL,
	part INTEGER NOT NULL,    -- the first report that the comparison gives it to (an event)
	incident INTEGER NOT NULL, -- the same, with what was joined by hand
	sketch BLOB NOT NULL
) STRICT;
CREATE INDEX mention_by_day ON mention ("group", day);
CREATE INDEX mention_by_home ON mention ("group", home, home_length);
CREATE INDEX mention_by_incident ON mention (incident);

CREATE TABLE incident ( -- one happening; the key is that of the event which reported it first
	key INTEGER PRIMARY KEY,
	code INTEGER NOT NULL REFERENCES code, -- what most mentions say it was
	day_from INTEGER,
	day_to INTEGER,
	place INTEGER REFERENCES place,        -- the finest place that most mentions name
	first_report INTEGER,                  -- days of articles
	last_report INTEGER,
	mentions INTEGER NOT NULL,
	documents INTEGER NOT NULL,
	sources INTEGER NOT NULL,              -- documents, those that repeat one of them, and other sources of the same text
	killed_low INTEGER,                    -- the range of the numbers told
	killed_high INTEGER,
	wounded_low INTEGER,
	wounded_high INTEGER,
	denials INTEGER NOT NULL,              -- mentions that say it was not so
	open INTEGER NOT NULL                  -- mentions that say it as possible, planned or conditional
) STRICT;
CREATE INDEX incident_by_day ON incident (day_from);
CREATE INDEX incident_by_mentions ON incident (mentions) WHERE mentions > 1;
CREATE INDEX incident_by_place ON incident (place) WHERE place IS NOT NULL;

CREATE TABLE choice ( -- by hand: these two mentions are one happening, or are not
	key INTEGER PRIMARY KEY,
	same INTEGER NOT NULL,
	made INTEGER NOT NULL,     -- seconds since 1970-01-01, UTC
	act INTEGER NOT NULL,      -- choices made at once are undone at once
	a_event BLOB NOT NULL,     -- the event's id; where a newer codebook gives it another, its document and trigger find it
	a_document BLOB NOT NULL,
	a_start INTEGER NOT NULL,
	b_event BLOB NOT NULL,
	b_document BLOB NOT NULL,
	b_start INTEGER NOT NULL
) STRICT;

CREATE VIEW v_incidents AS
SELECT i.key AS incident, lower(hex(e.id)) AS id, c.type AS event_type, nullif(c.mode, '') AS event_mode, c.quad, c.goldstein,
	date(i.day_from * 86400, 'unixepoch') AS date_from, date(i.day_to * 86400, 'unixepoch') AS date_to,
	nullif(p.name, '') AS place, nullif(p.admin1, '') AS admin1, nullif(p.country, '') AS country, p.lat, p.lon,
	date(i.first_report * 86400, 'unixepoch') AS first_report, date(i.last_report * 86400, 'unixepoch') AS last_report,
	i.mentions, i.documents, i.sources, i.killed_low, i.killed_high, i.wounded_low, i.wounded_high, i.denials, i.open
FROM incident i
JOIN event e ON e.key = i.key
JOIN code c ON c.key = i.code
LEFT JOIN place p ON p.key = i.place;

CREATE VIEW v_mentions AS -- who tells an incident, and how: rival accounts stand beside each other
SELECT m.incident, m.event, lower(hex(e.id)) AS id, c.type AS event_type, nullif(c.mode, '') AS event_mode,
	CASE e.factuality WHEN 0 THEN 'actual' WHEN 1 THEN 'negated' WHEN 2 THEN 'planned' WHEN 3 THEN 'conditional' ELSE 'possible' END AS factuality,
	(SELECT group_concat(name, '; ') FROM (SELECT coalesce(v.name, v.text) AS name FROM v_participants v WHERE v.event = m.event AND v.role = 'actor' ORDER BY v.number) AS told) AS actors,
	(SELECT group_concat(name, '; ') FROM (SELECT coalesce(v.name, v.text) AS name FROM v_participants v WHERE v.event = m.event AND v.role = 'recipient' ORDER BY v.number) AS told) AS recipients,
	(SELECT group_concat(name, '; ') FROM (SELECT coalesce(v.name, v.text) AS name FROM v_speakers v WHERE v.event = m.event ORDER BY v.number) AS told) AS speakers,
	(SELECT min(t.low) FROM toll t WHERE t.event = m.event AND t.of = 0) AS killed,
	date(d.day * 86400, 'unixepoch') AS reported, publisher.text AS publisher, d.url, lower(hex(d.id)) AS doc, e.document,
	substr(a.text, s.start + 1, s."end" - s.start) AS text
FROM mention m
JOIN event e ON e.key = m.event
JOIN code c ON c.key = e.code
JOIN document d ON d.key = e.document
JOIN article a ON a.document = e.document
JOIN sentence s ON s.document = e.document AND s.number = e.sentence
LEFT JOIN word publisher ON publisher.key = d.publisher;
