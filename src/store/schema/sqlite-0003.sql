-- Indexes for questions. Actors are asked for by name, code and country, whatever the case of their letters.

CREATE INDEX actor_by_any_name ON actor (name COLLATE NOCASE);
CREATE INDEX actor_by_any_code ON actor (code COLLATE NOCASE);
CREATE INDEX actor_by_country ON actor (country, sector);

-- Counts over a country read nothing but this.
DROP INDEX event_by_place;
CREATE INDEX event_by_place ON event (place, code, date_from) WHERE place IS NOT NULL;
