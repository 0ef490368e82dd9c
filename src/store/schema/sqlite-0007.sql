-- Texts that share a band are asked for by day too: news is reprinted within days, and forms of words come again for years.
CREATE TABLE likeness_of_days (
	band INTEGER NOT NULL,
	day INTEGER NOT NULL, -- of the document; 2147483647 where it has none
	document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
	PRIMARY KEY (band, day, document)
) STRICT, WITHOUT ROWID;
INSERT INTO likeness_of_days (band, day, document)
SELECT l.band, coalesce(d.day, 2147483647), l.document FROM likeness l JOIN document d ON d.key = l.document ORDER BY 1, 2, 3;
DROP TABLE likeness;
ALTER TABLE likeness_of_days RENAME TO likeness;
