-- Where paragraphs and sentences stand, as one text each: "kind gap length", "block gap length" (block: how many further than that of the sentence before),
-- with blanks between, in code points; gap: from the end of the one before. As rows they were half of all rows, and read by nobody one by one.
ALTER TABLE document ADD COLUMN blocks TEXT; -- NULL: all of the text is one paragraph
ALTER TABLE document ADD COLUMN spans TEXT;  -- of all sentences; NULL where there are none
UPDATE document SET
	blocks = (SELECT group_concat(part, ' ') FROM (SELECT kind || ' ' || (start - lag("end", 1, 0) OVER (ORDER BY number)) || ' ' || ("end" - start) AS part
		FROM block b WHERE b.document = document.key ORDER BY number) AS parts),
	spans = (SELECT group_concat(part, ' ') FROM (SELECT (block - lag(block, 1, 0) OVER (ORDER BY number)) || ' ' || (start - lag("end", 1, 0) OVER (ORDER BY number)) || ' ' || ("end" - start) AS part
		FROM sentence s WHERE s.document = document.key ORDER BY number) AS parts);
DROP TABLE block;
-- Only sentences in which a record stands are rows from now on.
DELETE FROM sentence WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.document = sentence.document AND e.sentence = sentence.number);
