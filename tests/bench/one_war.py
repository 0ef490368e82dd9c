"""Makes of a database of world news one of a single war's year: the same documents, events and texts, but all events in Libya within
2019, between some hundred actors of whom a few do most. For bench_query: a query on one country then meets nearly every event.
Usage: one_war.py DATABASE (which is changed)"""
import sqlite3
import sys

SOME = ["LNA", "GNA", "TUR", "RUS", "ISIS", "ARE", "EGY", "LBY", "UNO", "HOR"]


def main():
    base = sqlite3.connect(sys.argv[1])
    year = 17897  # 2019-01-01
    named = [row[0] for row in base.execute("SELECT key FROM actor WHERE name <> '' ORDER BY key LIMIT 300")]
    most = [row[0] for row in base.execute(f"SELECT key FROM actor WHERE id IN ({','.join('?' * len(SOME))}) ORDER BY key", SOME)]
    places = [row[0] for row in base.execute("SELECT key FROM place WHERE country = 'LBY' ORDER BY key")]

    def mix(number):
        number = number * 2654435761 & 0xffffffff
        number = (number ^ number >> 15) * 2246822519 & 0xffffffff
        return number ^ number >> 13

    pick = lambda number: most[mix(number) % len(most)] if mix(number + 1) % 3 else named[mix(number) % len(named)]
    base.create_function("actor_of", 1, pick, deterministic=True)
    base.create_function("place_of", 1, lambda number: places[mix(number) % len(places)], deterministic=True)
    base.execute("UPDATE event SET date_from = ?1 + key % 365, date_to = ?1 + key % 365, place = place_of(key)", (year,))
    base.execute("UPDATE document SET day = ? + key % 365 WHERE day IS NOT NULL", (year,))
    base.execute("UPDATE participant SET actor = actor_of(event * 7 + role * 3 + number)")
    base.execute("UPDATE speaker SET actor = actor_of(attribution * 5 + number)")
    base.commit()
    print(f"{len(most)} actors do most, {len(named)} in all; {len(places)} places")


main()
