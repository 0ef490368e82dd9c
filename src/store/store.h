/* store/: coded documents kept in a database, and given back as they were.
 *
 * One database, one `struct store` a thread. Reading needs no transaction; whatever writes stands between
 * store_begin and store_commit, and holds out other writers for that time: keep it short. Errors are
 * ERROR_SYSTEM with the database's name; after one, store_rollback undoes the transaction and the store
 * can be used again. docs/schema.md shows the tables.
 */
#ifndef CASUS_STORE_H
#define CASUS_STORE_H

#include "flow.h"
#include "base/error.h"
#include "store/likeness.h"

struct store;

struct store_options {
	bool create;    /* make the database where there is none; bring an older one up to date */
	bool read_only;
	unsigned wait;  /* milliseconds to wait for another writer; 0: a minute */
};

/* ADDRESS is a file (made with options->create). An older schema is brought up to date unless read_only; a newer one is an error. */
bool store_open(struct store **store, const char *address, const struct store_options *options, struct error *error);
/* ADDRESS is a server's, such as postgresql:///name, not a file's. */
bool store_is_server(const char *address);
/* What is asked within the next WAIT milliseconds and not answered by then fails with ERROR_SYSTEM; 0: no limit. */
void store_limit(struct store *store, unsigned wait);
void store_close(struct store *store);

/* Who coded: the three that a document's line carries. */
struct store_run {
	struct str version, lexicon, model;
};

/* Between these two all that is read is read at one moment, and many questions cost less; nothing may be written. */
bool store_begin_reading(struct store *store, struct error *error);
void store_end_reading(struct store *store);

bool store_begin(struct store *store, struct error *error);
bool store_commit(struct store *store, struct error *error);
void store_rollback(struct store *store);

/* Note the use of `casus add` that is beginning, at STARTED (seconds since 1970): what is added from here on belongs to it.
 * In a transaction, once. */
bool store_begin_addition(struct store *store, const struct store_run *run, int64_t started, struct error *error);

/* STORE, another connection to the database of OF, takes for current what OF's addition codes. */
void store_take_run(struct store *store, const struct store *of);
/* All that was written is with the database, so that only store_commit's own time is left. */
bool store_send(struct store *store, struct error *error);

struct store_entry { /* what is known of a document */
	int64_t key;       /* of this database alone */
	int64_t original;  /* key of the document that it repeats, or 0 */
	bool coded;
	bool current;      /* coded by the run of the addition */
};

/* ENTRY->key is 0 when the database does not have the document ID. */
bool store_find(struct store *store, struct str id, struct store_entry *entry, struct error *error);

/* In a transaction, before its first document is written: these ids will be asked for by store_find and store_add. Where the database is
 * far they are looked up at once. */
bool store_expect(struct store *store, const struct str *ids, size_t count, struct error *error);

/* The same; KNOWN is whether the database has the document and ARTICLE's source of it, so that store_add_source would have nothing to add. */
bool store_find_article(struct store *store, struct str id, const struct article *article, struct store_entry *entry, bool *known, struct error *error);

/* The same for what many documents share: the words, actors, places and codes of these documents are looked up, and made, many at once. */
bool store_expect_shared(struct store *store, const struct document *const *documents, size_t count, struct error *error);

/* Any document that ARTICLE is a copy of; *ORIGINAL becomes its key, or 0. Of each band LIKENESS_CANDIDATES are looked at; SEEN says how
 * many there were. Memory comes from ARENA. */
bool store_find_like(struct store *store, const struct wording *article, struct arena *arena, int64_t *original, size_t seen[LIKENESS_BANDS], struct error *error);

struct store_bands {
	const int64_t *list;
	size_t count;
	int32_t from, to; /* days, both included; documents without a day are always meant */
};
struct store_worded { /* a document that has a band */
	int64_t band, key;
	int64_t original; /* the key of the document that it repeats, or 0 */
	int32_t day;
	struct str id;
};
/* The documents of these days that have any of BANDS, one row for each band, in ARENA; coded or not. */
bool store_sharing(struct store *store, const struct store_bands *bands, struct arena *arena, struct store_worded **list, size_t *count, struct error *error);
/* Of the text of the document KEY. */
bool store_likeness(struct store *store, int64_t key, struct arena *arena, struct likeness *likeness, struct error *error);

struct store_newcomers {
	const struct str *ids;
	size_t count;
	const int64_t *bands;
	size_t band_count;
	bool *there;      /* found: whether the document of each id is there */
	int64_t *shared;  /* found: those of the bands that any document has, each once */
	size_t shared_count;
};
/* What is known of articles by their ids and words, by two questions; on a server only. What is found is in ARENA. */
bool store_look_for(struct store *store, struct store_newcomers *newcomers, struct arena *arena, struct error *error);

/* Write DOCUMENT, coded by the addition's run; its spans and strings must be those of its text. LIKENESS, of its text, may be
 * NULL: then no other is found to repeat it. KEY may be NULL. Nothing happens when its id is there already (ADDED says so). */
bool store_add(struct store *store, const struct document *document, const struct likeness *likeness, int64_t *key, bool *added, struct error *error);
/* The document KEY was coded anew, by the addition's run: DOCUMENT's records take the place of its own. */
bool store_replace(struct store *store, const struct document *document, int64_t key, struct error *error);
/* It was coded anew, and nothing changed. */
bool store_confirm(struct store *store, int64_t key, struct error *error);
/* Keep RECORD (a line of JSON), which its run said and the addition's run does not; to be called before the two above. */
bool store_supersede(struct store *store, int64_t key, struct str record, struct error *error);
/* The next document after *KEY that another run than the addition's coded; false at the end or with ERROR. */
bool store_next_outdated(struct store *store, int64_t *key, struct error *error);

/* Write a document that was not coded because it repeats ORIGINAL (a key; 0: it is not written yet, store_point tells it before the end of the
 * transaction); only its id and article are looked at. LIKENESS and KEY as above. */
bool store_link(struct store *store, const struct document *document, const struct likeness *likeness, int64_t original, int64_t *key, bool *added, struct error *error);
/* The document KEY, which is not coded, repeats ORIGINAL. */
bool store_point(struct store *store, int64_t key, int64_t original, struct error *error);
/* The coded document KEY, whose mentions are gone, is a copy of ORIGINAL: its records go, and what repeated it repeats ORIGINAL. */
bool store_uncode(struct store *store, int64_t key, int64_t original, struct error *error);
/* Whether somebody has judged one of KEY's records, or decided by hand about an incident that it is in. */
bool store_is_judged(struct store *store, int64_t key, bool *judged, struct error *error);
/* The article of the document KEY came again, with a source of its own: note it. ADDED: it was not known. */
bool store_add_source(struct store *store, int64_t key, const struct article *article, bool *added, struct error *error);

/* Whether store_add_source would have nothing to add. */
bool store_knows_source(struct store *store, int64_t key, const struct article *article, bool *known, struct error *error);

/* Read the document ID into DOCUMENT, whose arena is set and all else zero: what store_add was given, with which view/ writes
 * the same bytes; without tokens, mentions, timexes. RUN (may be NULL) says who coded it; its strings live in the arena and are
 * empty for a document that repeats another. False with ERROR_INPUT when there is none. */
bool store_load(struct store *store, struct str id, struct document *document, struct store_run *run, struct error *error);
bool store_load_key(struct store *store, int64_t key, struct document *document, struct store_run *run, struct error *error);

/* The same, but its article alone: what coding starts from. */
bool store_load_article(struct store *store, int64_t key, struct document *document, struct error *error);

/* The keys of all documents, in the order in which they were added: call with *KEY 0 first; false at the end or with ERROR. */
bool store_next_key(struct store *store, int64_t *key, struct error *error);

/* A line in FINDINGS for each thing that is wrong with the file itself: pages, indexes, references, full text. False with ERROR
 * only when nothing can be told. */
bool store_verify(struct store *store, struct buf *findings, struct error *error);

struct store_counts {
	int64_t documents, duplicates, other_sources, events, relations, ceasefires, contradictions;
};
bool store_count(struct store *store, struct store_counts *counts, struct error *error);
/* A number that is another after somebody else's change (not after one of STORE's own), and costs next to nothing to ask for:
 * what was counted under the same number need not be counted anew. */
bool store_mark(struct store *store, int64_t *mark, struct error *error);

#endif
