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
-- Words wait in a list and go into the full-text index many at once, in kilobytes.
ALTER INDEX article_index SET (gin_pending_list_limit = 65536);
