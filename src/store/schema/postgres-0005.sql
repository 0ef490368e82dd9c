-- References are not checked row by row: that was a quarter of the server's time, and no hand but casus's own writes keys. What they were is kept
-- here, and `casus check --db` looks at them all.
CREATE TABLE casus_reference (child TEXT NOT NULL, child_key TEXT NOT NULL, parent TEXT NOT NULL, parent_key TEXT NOT NULL);
DO $$
DECLARE r record;
BEGIN
	FOR r IN SELECT c.conname, c.conrelid::regclass AS child, quote_ident(a.attname) AS child_key, c.confrelid::regclass AS parent, quote_ident(f.attname) AS parent_key
		FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
		JOIN pg_attribute f ON f.attrelid = c.confrelid AND f.attnum = c.confkey[1]
		WHERE c.contype = 'f' AND c.conrelid IN (SELECT oid FROM pg_class WHERE relnamespace = current_schema()::regnamespace)
	LOOP
		INSERT INTO casus_reference VALUES (r.child, r.child_key, r.parent, r.parent_key);
		EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', r.child, r.conname);
	END LOOP;
END
$$;
-- Words as SQLite's index takes them (unicode61, remove_diacritics 2): letters and digits, in lower case and without accents; all else parts
-- words. What is asked for is made plain in the same way, so that both engines find the same articles.
CREATE FUNCTION casus_plain(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT btrim(regexp_replace(lower(normalize(regexp_replace(normalize(value, NFD), '[\u0300-\u036f]+', '', 'g'), NFC) COLLATE "und-x-icu"), '[^[:alnum:]]+', ' ', 'g')) $$;
-- The same of a tsquery's text: the signs that put_word writes between words stay.
CREATE FUNCTION casus_asked(value text) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT to_tsquery('simple', regexp_replace(lower(normalize(regexp_replace(normalize(value, NFD), '[\u0300-\u036f]+', '', 'g'), NFC) COLLATE "und-x-icu"), '[^[:alnum:]''&:*<>-]+', ' ', 'g')) $$;
-- What stands around the words asked for; where they stand there with accents or signs only, as plain words.
CREATE FUNCTION casus_snippet(value text, asked tsquery) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT CASE WHEN strpos(cut, chr(2)) > 0 THEN cut ELSE ts_headline('simple', casus_plain(value), asked, marks) END FROM (SELECT ts_headline('simple', value, asked, marks) AS cut, marks FROM (SELECT 'StartSel="' || chr(2) || '", StopSel="' || chr(3) || '", MaxFragments=2, MaxWords=24, MinWords=12, FragmentDelimiter=" … "' AS marks) AS m) AS c $$;
-- The same words at a fifth of the cost: in ASCII only these signs may join what the parser takes for one word, which it puts in lower case itself.
CREATE FUNCTION casus_parted(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT CASE WHEN octet_length(value) = length(value) THEN replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(value, '-', ' '), '.', ' '), '/', ' '), '@', ' '), '_', ' '), ':', ' '), '+', ' '), '&', ' '), '<', ' '), '~', ' ') ELSE casus_plain(value) END $$;
ALTER TABLE article DROP COLUMN words;
ALTER TABLE article ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('simple', casus_parted(left(title || ' ' || text, 1000000)))) STORED;
CREATE INDEX article_index ON article USING gin (words);
-- Words wait in a list and go into the full-text index many at once, in kilobytes.
ALTER INDEX article_index SET (gin_pending_list_limit = 65536);
