/* parts.h: what the files of store/ share. */
#ifndef CASUS_STORE_PARTS_H
#define CASUS_STORE_PARTS_H

#include "base/map.h"
#include "store/fresh.h"
#include "store/sql.h"
#include "store/store.h"

struct intern { /* keys of rows that are shared by many: kept in memory, bounded */
	struct arena arena;
	struct map map;
	bool ready;
};

enum keyed { KEYED_DOCUMENT, KEYED_EVENT, KEYED_ATTRIBUTION, KEYED_CEASEFIRE, KEYED_CONTRADICTION, KEYED_WORD, KEYED_ACTOR, KEYED_PLACE, KEYED_CODE, KEYED_COUNT };

struct expected { /* documents of a transaction, by id */
	struct arena arena;
	struct map map;
	struct store_entry *entries;
	bool ready;
};

struct store {
	struct sql sql;
	bool writing;       /* between begin and commit */
	int64_t run;        /* the addition's; 0 before store_begin_addition */
	int64_t addition;
	int64_t next[KEYED_COUNT]; /* the next free key; 0: to be looked up */
	int64_t first_added, last_added; /* documents of this transaction, whose texts are not in the full-text index yet; 0: none */
	struct intern words, actors, places, codes;
	struct expected expected;
	struct fresh fresh;
	int64_t entered; /* the addition of another database that its own stands for now (copy.c) */
	struct columns *columns; /* of store_use_columns, not owned; NULL: none */
	int64_t written, first_event; /* the document that was written last, and the key of its first event */
};

/* Memory that runs out inside BODY is an error like any other. */
#define WITH_RECOVERY(store, arena_, body) \
	do { \
		jmp_buf recover_; \
		jmp_buf *before_ = (arena_)->recover; \
		if (setjmp(recover_) == 0) { \
			(arena_)->recover = &recover_; \
			body; \
		} else { \
			sql_fail(&(store)->sql, ERROR_SYSTEM, "out of memory for a document"); \
		} \
		(arena_)->recover = before_; \
	} while (0)

#define ID_BYTES 12

/* 24 hexadecimal digits as 12 bytes; false for anything else. */
bool id_pack(struct str id, unsigned char packed[ID_BYTES]);
struct str id_unpack(struct str packed, struct arena *arena);

/* The end of every public function: hand the sticky error over, and make the connection usable again. */
bool store_done(struct store *store, struct error *error);

/* Keys of shared rows, made where there are none. 0 for an empty word. */
int64_t intern_word(struct store *store, struct str text);
int64_t intern_actor(struct store *store, const struct actor *actor);
int64_t intern_place(struct store *store, const struct place *place);
int64_t intern_code(struct store *store, const struct event *event);
int64_t intern_run(struct store *store, const struct store_run *run);
void intern_forget(struct store *store);
/* By what a row is remembered: all that tells it from others. */
void name_actor(struct buf *name, const struct actor *actor);
void name_place(struct buf *name, const struct place *place);
void name_code(struct buf *name, const struct event *event);
void write_contexts(struct buf *out, const struct event *event);
void name_parts(struct buf *name, const struct str *parts, size_t count);
int64_t intern_known(const struct intern *intern, struct str name); /* 0: it does not know it */
bool intern_knows(const struct intern *intern, struct str name);
void intern_remember(struct intern *intern, struct str name, int64_t key);
/* A new row, remembered under NAME; its key. */
int64_t intern_new_word(struct store *store, struct str text);
int64_t intern_new_actor(struct store *store, const struct actor *actor, struct str name);
int64_t intern_new_place(struct store *store, const struct place *place, struct str name);
int64_t intern_new_code(struct store *store, const struct event *event, struct str name);
int64_t take_key(struct store *store, enum keyed kind);

/* Bytes of a text to code points and back. */
struct offsets {
	struct str text;
	uint32_t *before; /* code points before each block of bytes; NULL when the text is ASCII: the two are the same */
	size_t blocks, count;
};

void offsets_make(struct offsets *offsets, struct str text, struct arena *arena);
size_t offsets_to_points(const struct offsets *offsets, size_t byte);
/* SIZE_MAX when the text is not as long. */
size_t offsets_to_bytes(const struct offsets *offsets, size_t point);

/* expected.c: what store_expect found of ID; NULL: it was not asked for. */
struct store_entry *expected_find(struct store *store, struct str id);
void expected_forget(struct store *store);
/* Columns: key, duplicate_of, run. */
void store_read_entry(struct store *store, struct statement *s, struct store_entry *entry);

/* save.c: all rows that hang on the document KEY but its own. IS_NEW: it was not there before this transaction. */
void save_records(struct store *store, const struct document *document, int64_t key, bool is_new);
/* Who coded the document KEY, its dateline and sentences: what a newer coding may change in its own row. */
void save_coding(struct store *store, const struct document *document, int64_t key);
void save_document(struct store *store, const struct document *document, int64_t key, int64_t original);

/* like.c: the bands by which a text is found. */
void save_likeness(struct store *store, const struct likeness *likeness, int32_t day, int64_t key);

/* load.c: from the rows of the document KEY. */
void load_article(struct store *store, int64_t key, struct document *document);
void load_document(struct store *store, int64_t key, struct document *document, struct store_run *run);

#endif
