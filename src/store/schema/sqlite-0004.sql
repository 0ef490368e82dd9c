-- Who wrote an article; what people think of records.

ALTER TABLE document ADD COLUMN author INTEGER REFERENCES word;

CREATE TABLE judgement ( -- somebody has looked at a record; the last word on it stands. It outlives coding anew.
	event BLOB PRIMARY KEY,    -- the record's id
	verdict INTEGER NOT NULL,  -- 0 right, 1 wrong, 2 changed
	note TEXT NOT NULL,
	change TEXT NOT NULL,      -- JSON: what it should be, field by field; empty unless changed
	record TEXT NOT NULL,      -- as RECORD.md has it, as it was judged
	made INTEGER NOT NULL      -- seconds since 1970-01-01, UTC
) STRICT, WITHOUT ROWID;
