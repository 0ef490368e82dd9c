-- The record as tables. docs/schema.md explains them; the views at the end are for people.
-- Keys are integers of this file alone; ids are those of RECORD.md, as 12 bytes. Spans are code points
-- of the article's text, so that substr(text, start + 1, "end" - start) gives the words. Days are counted
-- from 1970-01-01. Small numbers that stand for words are spelled out by the views.

CREATE TABLE run ( -- which program, lexicon and model said what
	key INTEGER PRIMARY KEY,
	version TEXT NOT NULL,
	lexicon TEXT NOT NULL,
	model TEXT NOT NULL,
	UNIQUE (version, lexicon, model)
) STRICT;

CREATE TABLE addition ( -- one use of `casus add`
	key INTEGER PRIMARY KEY,
	started INTEGER NOT NULL, -- seconds since 1970-01-01, UTC
	run INTEGER NOT NULL REFERENCES run
) STRICT;

CREATE TABLE word ( -- any short text that comes again and again: rules, cues, publishers, paths
	key INTEGER PRIMARY KEY,
	text TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE actor ( -- what mentions were resolved to; an empty text where nothing is known
	key INTEGER PRIMARY KEY,
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	country TEXT NOT NULL,
	sector TEXT NOT NULL,
	code TEXT NOT NULL
) STRICT; -- each once: who writes looks first
CREATE INDEX actor_by_name ON actor (name);
CREATE INDEX actor_by_id ON actor (id) WHERE id <> '';

CREATE TABLE place (
	key INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	country TEXT NOT NULL,
	admin1 TEXT NOT NULL,
	lat REAL NOT NULL,
	lon REAL NOT NULL,
	precision INTEGER NOT NULL, -- 0 place, 1 admin1, 2 country
	geonames INTEGER NOT NULL,  -- 0: not known
	population INTEGER NOT NULL,
	resolved INTEGER NOT NULL,  -- 0: the gazetteer does not have it; all above is empty
	UNIQUE (geonames, name, country, admin1, lat, lon, precision, population, resolved)
) STRICT;
CREATE INDEX place_by_name ON place (name);
CREATE INDEX place_by_country ON place (country);

CREATE TABLE code ( -- what an event or a tie is
	key INTEGER PRIMARY KEY,
	kind INTEGER NOT NULL, -- 0 event, 1 relation
	type TEXT NOT NULL,    -- ASSAULT; backs
	mode TEXT NOT NULL,
	cameo TEXT NOT NULL,
	quad INTEGER NOT NULL,
	goldstein REAL NOT NULL,
	contexts TEXT NOT NULL, -- PLOVER's, with blanks between
	UNIQUE (type, mode, contexts, cameo, kind, quad, goldstein)
) STRICT;

CREATE TABLE document (
	key INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE,
	run INTEGER REFERENCES run,              -- NULL: not coded, since it repeats another
	addition INTEGER NOT NULL REFERENCES addition,
	duplicate_of INTEGER REFERENCES document,
	source_id TEXT,
	path INTEGER REFERENCES word,
	url TEXT,
	publisher INTEGER REFERENCES word,
	language INTEGER REFERENCES word,
	written_at INTEGER REFERENCES word,      -- where, as the input says
	day INTEGER,
	date_from INTEGER NOT NULL,              -- 0 nowhere, 1 input, 2 text, 3 dateline, 4 page, 5 file
	dateline INTEGER REFERENCES place,       -- what its dateline was resolved to
	dateline_text TEXT,                      -- where it is not what stands at the span
	dateline_start INTEGER,
	dateline_end INTEGER,
	head_start INTEGER,                      -- the dateline's place as the reader saw it
	head_end INTEGER,
	line INTEGER NOT NULL,                   -- of the input file; 0 where a file is an article
	sentences INTEGER NOT NULL
) STRICT;
CREATE INDEX document_by_day ON document (day);
CREATE INDEX document_by_original ON document (duplicate_of) WHERE duplicate_of IS NOT NULL;

CREATE TABLE other_source ( -- the same text, word for word, from elsewhere
	document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
	url TEXT NOT NULL,
	publisher TEXT NOT NULL,
	source_id TEXT NOT NULL,
	path TEXT,
	addition INTEGER NOT NULL REFERENCES addition,
	PRIMARY KEY (document, url, publisher, source_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE article (
	document INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
	title TEXT NOT NULL,
	text TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE article_index USING fts5 (
	title, text, content = 'article', content_rowid = 'document', tokenize = 'unicode61 remove_diacritics 2'
);
-- More segments before they are put together: an import rewrites less of the index.
INSERT INTO article_index (article_index, rank) VALUES ('automerge', 8);
CREATE TRIGGER article_added AFTER INSERT ON article BEGIN
	INSERT INTO article_index (rowid, title, text) VALUES (new.document, new.title, new.text);
END;
CREATE TRIGGER article_removed AFTER DELETE ON article BEGIN
	INSERT INTO article_index (article_index, rowid, title, text) VALUES ('delete', old.document, old.title, old.text);
END;
CREATE TRIGGER article_changed AFTER UPDATE ON article BEGIN
	INSERT INTO article_index (article_index, rowid, title, text) VALUES ('delete', old.document, old.title, old.text);
	INSERT INTO article_index (rowid, title, text) VALUES (new.document, new.title, new.text);
END;

CREATE TABLE block ( -- paragraphs, titles, datelines, credits, furniture; none where all of the text is one paragraph
	document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
	number INTEGER NOT NULL,
	kind INTEGER NOT NULL, -- 0 body, 1 title, 2 dateline, 3 credit, 4 furniture
	start INTEGER NOT NULL,
	"end" INTEGER NOT NULL,
	PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE sentence (
	document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
	number INTEGER NOT NULL,
	block INTEGER NOT NULL,
	start INTEGER NOT NULL,
	"end" INTEGER NOT NULL,
	PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE attribution ( -- who says so
	key INTEGER PRIMARY KEY,
	document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
	cue INTEGER REFERENCES word,
	start INTEGER,
	"end" INTEGER,
	quoted INTEGER NOT NULL,
	anonymous INTEGER NOT NULL
) STRICT;
CREATE INDEX attribution_by_document ON attribution (document);

CREATE TABLE speaker (
	attribution INTEGER NOT NULL REFERENCES attribution ON DELETE CASCADE,
	number INTEGER NOT NULL,
	actor INTEGER NOT NULL REFERENCES actor,
	start INTEGER NOT NULL,
	"end" INTEGER NOT NULL,
	text TEXT, -- where it is not what stands at the span
	PRIMARY KEY (attribution, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX speaker_by_actor ON speaker (actor);

CREATE TABLE event ( -- events and relations, in the order of the text
	key INTEGER PRIMARY KEY,
	id BLOB NOT NULL,
	document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
	sentence INTEGER NOT NULL,
	code INTEGER NOT NULL REFERENCES code,
	rule INTEGER REFERENCES word,
	confidence INTEGER NOT NULL, -- thousandths
	factuality INTEGER NOT NULL, -- 0 actual, 1 negated, 2 planned, 3 conditional, 4 possible
	historical INTEGER NOT NULL,
	future INTEGER NOT NULL,
	hypothetical INTEGER NOT NULL,
	reciprocal INTEGER NOT NULL,
	attribution INTEGER REFERENCES attribution,
	date_from INTEGER,
	date_to INTEGER,
	date_precision INTEGER NOT NULL, -- 0 day, 1 week, 2 month, 3 season, 4 year, 5 fuzzy
	date_basis INTEGER NOT NULL,     -- 0 the document's, 1 exact, 2 relative
	date_start INTEGER,
	date_end INTEGER,
	place INTEGER REFERENCES place,
	place_text TEXT,                 -- where it is not what stands at the span
	place_start INTEGER,
	place_end INTEGER,
	trigger_word INTEGER NOT NULL,   -- its number in the sentence: the id is made from it
	trigger_start INTEGER NOT NULL,
	trigger_end INTEGER NOT NULL,
	about INTEGER REFERENCES word
) STRICT;
CREATE INDEX event_by_id ON event (id);
CREATE INDEX event_by_document ON event (document);
CREATE INDEX event_by_code ON event (code, date_from);
CREATE INDEX event_by_date ON event (date_from);
CREATE INDEX event_by_place ON event (place) WHERE place IS NOT NULL;
CREATE INDEX event_by_attribution ON event (attribution) WHERE attribution IS NOT NULL;

CREATE TABLE participant ( -- actors and recipients of events
	event INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
	role INTEGER NOT NULL, -- 0 actor, 1 recipient
	number INTEGER NOT NULL,
	actor INTEGER NOT NULL REFERENCES actor,
	start INTEGER NOT NULL,
	"end" INTEGER NOT NULL,
	text TEXT, -- where it is not what stands at the span
	PRIMARY KEY (event, role, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX participant_by_actor ON participant (actor, role);

CREATE TABLE term ( -- since when or until when a relation holds, where the text says so
	event INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
	bound INTEGER NOT NULL, -- 0 since, 1 until
	date_from INTEGER,
	date_to INTEGER,
	date_precision INTEGER NOT NULL,
	date_basis INTEGER NOT NULL,
	date_start INTEGER,
	date_end INTEGER,
	PRIMARY KEY (event, bound)
) STRICT, WITHOUT ROWID;

CREATE TABLE toll ( -- numbers of people
	event INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
	number INTEGER NOT NULL,
	of INTEGER NOT NULL, -- 0 killed, 1 wounded, 2 arrested, 3 displaced, 4 abducted, 5 crowd
	low INTEGER NOT NULL,
	high INTEGER, -- NULL: "at least"
	start INTEGER NOT NULL,
	"end" INTEGER NOT NULL,
	PRIMARY KEY (event, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE ceasefire (
	key INTEGER PRIMARY KEY,
	id BLOB NOT NULL,
	document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
	stage INTEGER NOT NULL, -- 0 called, 1 agreed, 2 in-force, 3 violated, 4 ended
	called_on INTEGER,
	effective_from INTEGER,
	"until" INTEGER,
	duration TEXT,
	unilateral INTEGER NOT NULL,
	written INTEGER NOT NULL,
	extended INTEGER NOT NULL,
	purposes TEXT NOT NULL, -- with blanks between
	place INTEGER REFERENCES place,
	place_text TEXT,
	place_start INTEGER,
	place_end INTEGER
) STRICT;
CREATE INDEX ceasefire_by_id ON ceasefire (id);
CREATE INDEX ceasefire_by_document ON ceasefire (document);

CREATE TABLE ceasefire_side (
	ceasefire INTEGER NOT NULL REFERENCES ceasefire ON DELETE CASCADE,
	role INTEGER NOT NULL, -- 0 called by, 1 party, 2 mediator
	number INTEGER NOT NULL,
	actor INTEGER NOT NULL REFERENCES actor,
	start INTEGER NOT NULL,
	"end" INTEGER NOT NULL,
	text TEXT,
	PRIMARY KEY (ceasefire, role, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX ceasefire_side_by_actor ON ceasefire_side (actor);

CREATE TABLE ceasefire_event ( -- what it rests on
	ceasefire INTEGER NOT NULL REFERENCES ceasefire ON DELETE CASCADE,
	number INTEGER NOT NULL,
	event INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
	PRIMARY KEY (ceasefire, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX ceasefire_event_by_event ON ceasefire_event (event);

CREATE TABLE response ( -- how someone answered a call
	ceasefire INTEGER NOT NULL REFERENCES ceasefire ON DELETE CASCADE,
	number INTEGER NOT NULL,
	response INTEGER NOT NULL, -- 0 rejects, 1 accepts, 2 accepts-conditionally, 3 welcomes, 4 violates
	event INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
	actor INTEGER NOT NULL REFERENCES actor,
	start INTEGER NOT NULL,
	"end" INTEGER NOT NULL,
	text TEXT,
	attribution INTEGER REFERENCES attribution,
	date_from INTEGER,
	date_to INTEGER,
	date_precision INTEGER NOT NULL,
	date_basis INTEGER NOT NULL,
	date_start INTEGER,
	date_end INTEGER,
	PRIMARY KEY (ceasefire, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX response_by_event ON response (event);
CREATE INDEX response_by_attribution ON response (attribution) WHERE attribution IS NOT NULL;

CREATE TABLE contradiction (
	key INTEGER PRIMARY KEY,
	id BLOB NOT NULL,
	document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
	first INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
	second INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
	about INTEGER NOT NULL REFERENCES word
) STRICT;
CREATE INDEX contradiction_by_document ON contradiction (document);
CREATE INDEX contradiction_by_first ON contradiction (first);
CREATE INDEX contradiction_by_second ON contradiction (second);

CREATE TABLE superseded ( -- what an earlier run said and a later one does not
	key INTEGER PRIMARY KEY,
	document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
	run INTEGER NOT NULL REFERENCES run,
	replaced_by INTEGER NOT NULL REFERENCES run,
	addition INTEGER NOT NULL REFERENCES addition,
	record TEXT NOT NULL -- as RECORD.md has it
) STRICT;
CREATE INDEX superseded_by_document ON superseded (document);

CREATE TABLE likeness ( -- texts that share a band may tell the same story in the same words
	band INTEGER NOT NULL,
	document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
	PRIMARY KEY (band, document)
) STRICT, WITHOUT ROWID;

-- --- for people -------------------------------------------------------------------------------------

CREATE VIEW v_documents AS
SELECT d.key AS document, lower(hex(d.id)) AS id, date(d.day * 86400, 'unixepoch') AS date,
	CASE d.date_from WHEN 1 THEN 'input' WHEN 2 THEN 'text' WHEN 3 THEN 'dateline' WHEN 4 THEN 'page' WHEN 5 THEN 'file' END AS date_from,
	a.title, d.source_id, path.text AS path, d.url, publisher.text AS publisher, language.text AS language,
	place.name AS dateline, d.sentences, nullif(lower(hex(o.id)), '') AS duplicate_of,
	r.version, r.lexicon, r.model, datetime(ad.started, 'unixepoch') AS added, a.text
FROM document d
JOIN article a ON a.document = d.key
JOIN addition ad ON ad.key = d.addition
LEFT JOIN run r ON r.key = d.run
LEFT JOIN document o ON o.key = d.duplicate_of
LEFT JOIN word path ON path.key = d.path
LEFT JOIN word publisher ON publisher.key = d.publisher
LEFT JOIN word language ON language.key = d.language
LEFT JOIN place ON place.key = d.dateline;

CREATE VIEW v_participants AS
SELECT p.event, CASE p.role WHEN 0 THEN 'actor' ELSE 'recipient' END AS role, p.number,
	coalesce(p.text, substr(a.text, p.start + 1, p."end" - p.start)) AS text, p.start, p."end",
	nullif(x.name, '') AS name, nullif(x.id, '') AS id, nullif(x.country, '') AS country, nullif(x.sector, '') AS sector, nullif(x.code, '') AS code
FROM participant p
JOIN event e ON e.key = p.event
JOIN article a ON a.document = e.document
JOIN actor x ON x.key = p.actor;

CREATE VIEW v_speakers AS
SELECT e.key AS event, s.number, coalesce(s.text, substr(a.text, s.start + 1, s."end" - s.start)) AS text, s.start, s."end",
	nullif(x.name, '') AS name, nullif(x.id, '') AS id, nullif(x.country, '') AS country, nullif(x.sector, '') AS sector, nullif(x.code, '') AS code
FROM event e
JOIN speaker s ON s.attribution = e.attribution
JOIN article a ON a.document = e.document
JOIN actor x ON x.key = s.actor;

CREATE VIEW v_records AS
SELECT e.key AS event, lower(hex(e.id)) AS id, c.kind, c.type, nullif(c.mode, '') AS mode, nullif(c.contexts, '') AS contexts,
	nullif(c.cameo, '') AS cameo, c.quad, c.goldstein,
	date(e.date_from * 86400, 'unixepoch') AS date_from, date(e.date_to * 86400, 'unixepoch') AS date_to,
	CASE e.date_precision WHEN 0 THEN 'day' WHEN 1 THEN 'week' WHEN 2 THEN 'month' WHEN 3 THEN 'season' WHEN 4 THEN 'year' ELSE 'fuzzy' END AS date_precision,
	(SELECT group_concat(coalesce(v.name, v.text), '; ') FROM v_participants v WHERE v.event = e.key AND v.role = 'actor') AS actors,
	(SELECT group_concat(coalesce(v.name, v.text), '; ') FROM v_participants v WHERE v.event = e.key AND v.role = 'recipient') AS recipients,
	CASE e.factuality WHEN 0 THEN 'actual' WHEN 1 THEN 'negated' WHEN 2 THEN 'planned' WHEN 3 THEN 'conditional' ELSE 'possible' END AS factuality,
	coalesce(nullif(p.name, ''), e.place_text, substr(a.text, e.place_start + 1, e.place_end - e.place_start)) AS place,
	nullif(p.country, '') AS country, CASE WHEN p.resolved <> 0 THEN p.lat END AS lat, CASE WHEN p.resolved <> 0 THEN p.lon END AS lon,
	(SELECT group_concat(coalesce(v.name, v.text), '; ') FROM v_speakers v WHERE v.event = e.key) AS speakers,
	coalesce(t.quoted, 0) AS quoted, coalesce(t.anonymous, 0) AS anonymous,
	e.historical, e.future, e.hypothetical, about.text AS about,
	substr(a.text, e.trigger_start + 1, e.trigger_end - e.trigger_start) AS "trigger",
	substr(a.text, s.start + 1, s."end" - s.start) AS text,
	rule.text AS rule, e.confidence / 1000.0 AS confidence, lower(hex(d.id)) AS doc, e.document, e.sentence,
	date(d.day * 86400, 'unixepoch') AS reported, d.url
FROM event e
JOIN code c ON c.key = e.code
JOIN document d ON d.key = e.document
JOIN article a ON a.document = e.document
JOIN sentence s ON s.document = e.document AND s.number = e.sentence
LEFT JOIN place p ON p.key = e.place
LEFT JOIN attribution t ON t.key = e.attribution
LEFT JOIN word rule ON rule.key = e.rule
LEFT JOIN word about ON about.key = e.about;

CREATE VIEW v_events AS
SELECT event, id, type AS event_type, mode AS event_mode, contexts, cameo, quad, goldstein, date_from, date_to, date_precision,
	actors, recipients, factuality, place, country, lat, lon, speakers, quoted, anonymous, historical, future, hypothetical,
	about, "trigger", text, rule, confidence, doc, document, sentence, reported, url
FROM v_records WHERE kind = 0;

CREATE VIEW v_relations AS
SELECT r.event, r.id, r.type AS relation, r.actors, r.recipients,
	date(s.date_from * 86400, 'unixepoch') AS since, date(u.date_to * 86400, 'unixepoch') AS "until",
	r.date_from, r.date_to, r.factuality, r.place, r.country, r.speakers, r.quoted, r.anonymous, r."trigger", r.text, r.rule, r.confidence,
	r.doc, r.document, r.sentence, r.reported, r.url
FROM v_records r
LEFT JOIN term s ON s.event = r.event AND s.bound = 0
LEFT JOIN term u ON u.event = r.event AND u.bound = 1
WHERE r.kind = 1;

CREATE VIEW v_tolls AS
SELECT t.event, t.number, CASE t.of WHEN 0 THEN 'killed' WHEN 1 THEN 'wounded' WHEN 2 THEN 'arrested' WHEN 3 THEN 'displaced' WHEN 4 THEN 'abducted' ELSE 'crowd' END AS of,
	t.low, t.high, substr(a.text, t.start + 1, t."end" - t.start) AS text
FROM toll t
JOIN event e ON e.key = t.event
JOIN article a ON a.document = e.document;

CREATE VIEW v_ceasefires AS
SELECT c.key AS ceasefire, lower(hex(c.id)) AS id,
	CASE c.stage WHEN 0 THEN 'called' WHEN 1 THEN 'agreed' WHEN 2 THEN 'in-force' WHEN 3 THEN 'violated' ELSE 'ended' END AS stage,
	(SELECT group_concat(coalesce(nullif(x.name, ''), s.text, substr(a.text, s.start + 1, s."end" - s.start)), '; ')
		FROM ceasefire_side s JOIN actor x ON x.key = s.actor WHERE s.ceasefire = c.key AND s.role = 0) AS called_by,
	(SELECT group_concat(coalesce(nullif(x.name, ''), s.text, substr(a.text, s.start + 1, s."end" - s.start)), '; ')
		FROM ceasefire_side s JOIN actor x ON x.key = s.actor WHERE s.ceasefire = c.key AND s.role = 1) AS parties,
	date(c.called_on * 86400, 'unixepoch') AS called_on, date(c.effective_from * 86400, 'unixepoch') AS effective_from,
	date(c."until" * 86400, 'unixepoch') AS "until", c.duration, nullif(c.purposes, '') AS purposes,
	coalesce(nullif(p.name, ''), c.place_text, substr(a.text, c.place_start + 1, c.place_end - c.place_start)) AS place,
	lower(hex(d.id)) AS doc, c.document, date(d.day * 86400, 'unixepoch') AS reported, d.url
FROM ceasefire c
JOIN document d ON d.key = c.document
JOIN article a ON a.document = c.document
LEFT JOIN place p ON p.key = c.place;

CREATE VIEW v_responses AS
SELECT r.ceasefire, r.number, coalesce(nullif(x.name, ''), r.text, substr(a.text, r.start + 1, r."end" - r.start)) AS actor,
	CASE r.response WHEN 0 THEN 'rejects' WHEN 1 THEN 'accepts' WHEN 2 THEN 'accepts-conditionally' WHEN 3 THEN 'welcomes' ELSE 'violates' END AS response,
	date(r.date_from * 86400, 'unixepoch') AS date, r.event
FROM response r
JOIN actor x ON x.key = r.actor
JOIN event e ON e.key = r.event
JOIN article a ON a.document = e.document;

CREATE VIEW v_contradictions AS
SELECT lower(hex(c.id)) AS id, w.text AS about, c.first, c.second, lower(hex(d.id)) AS doc, c.document
FROM contradiction c
JOIN word w ON w.key = c.about
JOIN document d ON d.key = c.document;
