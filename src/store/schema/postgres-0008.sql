-- Names whatever the case of their ASCII letters, as SQLite compares them: by the rules of a language this took a tenth of the time of adding.
DROP INDEX actor_by_any_name;
DROP INDEX actor_by_any_code;
CREATE INDEX actor_by_any_name ON actor (lower(name COLLATE "C"));
CREATE INDEX actor_by_any_code ON actor (lower(code COLLATE "C"));
