-- What SQLite has by itself and the views use, and what stands for its full-text index.
CREATE FUNCTION hex(value bytea) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT upper(encode(value, 'hex')) $$;
CREATE FUNCTION "date"(seconds bigint, unit text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT to_char(timestamp 'epoch' + seconds * interval '1 second', 'YYYY-MM-DD') $$;
CREATE FUNCTION datetime(seconds bigint, unit text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT to_char(timestamp 'epoch' + seconds * interval '1 second', 'YYYY-MM-DD HH24:MI:SS') $$;
CREATE FUNCTION group_concat_step(so_far text, value text, between_them text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT CASE WHEN value IS NULL THEN so_far WHEN so_far IS NULL THEN value ELSE so_far || between_them || value END $$;
CREATE AGGREGATE group_concat(text, text) (SFUNC = group_concat_step, STYPE = text);
CREATE FUNCTION substr(value text, start bigint, length bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT substr(value, start::int, length::int) $$;
