-- Mentions are asked for by many days at once. By the kind of happening alone there are as many as there are days, so that it must not stand first: a question
-- that a server planned while the table was empty then read all of a kind.
DROP INDEX mention_by_day;
DROP INDEX mention_by_home;
CREATE INDEX mention_by_day ON mention (day, "group");
CREATE INDEX mention_by_home ON mention (home, "group", home_length);
