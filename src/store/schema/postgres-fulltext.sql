-- A text's first million characters: a tsvector holds no more.
ALTER TABLE article ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('simple', left(title || ' ' || text, 1000000))) STORED;
CREATE INDEX article_index ON article USING gin (words);
CREATE INDEX word_by_text ON word USING hash (text);
