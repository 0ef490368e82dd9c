-- What SQLite has by itself and the views use, and what stands for its full-text index.
CREATE FUNCTION hex(value bytea) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT upper(encode(value, 'hex')) $$;
CREATE FUNCTION "date"(seconds bigint, unit text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT to_char(timestamp 'epoch' + seconds * interval '1 second', 'YYYY-MM-DD') $$;
CREATE FUNCTION datetime(seconds bigint, unit text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT to_char(timestamp 'epoch' + seconds * interval '1 second', 'YYYY-MM-DD HH24:MI:SS') $$;
CREATE FUNCTION group_concat_step(so_far text, value text, between_them text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT CASE WHEN value IS NULL THEN so_far WHEN so_far IS NULL THEN value ELSE so_far || between_them || value END $$;
CREATE AGGREGATE group_concat(text, text) (SFUNC = group_concat_step, STYPE = text);
CREATE FUNCTION substr(value text, start bigint, length bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT substr(value, start::int, length::int) $$;
CREATE FUNCTION strftime(format text, seconds bigint, unit text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT to_char(timestamp 'epoch' + seconds * interval '1 second', replace(replace(format, '%Y', 'YYYY'), '%m', 'MM')) $$;
CREATE FUNCTION instr(value text, part text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT strpos(value, part) $$;
CREATE FUNCTION printf(format text, value double precision) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT to_char(round(coalesce(value, 0)::numeric, 1), 'FM999999999990.0') $$;
CREATE FUNCTION group_concat_step(so_far text, value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT group_concat_step(so_far, value, ',') $$;
CREATE AGGREGATE group_concat(text) (SFUNC = group_concat_step, STYPE = text);
CREATE FUNCTION sum_step(so_far bigint, value boolean) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT so_far + CASE WHEN value THEN 1 ELSE 0 END $$;
CREATE AGGREGATE sum(boolean) (SFUNC = sum_step, STYPE = bigint, INITCOND = '0');
CREATE COLLATION nocase (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE FUNCTION round(value double precision, digits integer) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT round(value::numeric, digits)::double precision $$;
