-- Who adds articles puts their words into the full-text index at the end of the transaction: by a trigger FTS5 wrote its index out after
-- every single article, and put the many small parts together again and again. Texts that go or change still take theirs along.
DROP TRIGGER article_added;
-- What is added at once is kept in memory up to this many bytes, and more parts before they are put together.
INSERT INTO article_index (article_index, rank) VALUES ('hashsize', 8388608);
INSERT INTO article_index (article_index, rank) VALUES ('automerge', 16);
-- Acts about a truce are few among all events.
CREATE INDEX event_by_about ON event (about) WHERE about IS NOT NULL;
