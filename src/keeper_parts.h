/* keeper_parts.h: what the files of the keeper share. */
#ifndef CASUS_KEEPER_PARTS_H
#define CASUS_KEEPER_PARTS_H

#include <pthread.h>

#include "flying.h"
#include "incidents.h"
#include "keeper.h"
#include "rank_memo.h"
#include "store/store.h"

enum plan {
	PLAN_SKIP,   /* it is there */
	PLAN_CODE,
	PLAN_SOURCE, /* its text is there, from elsewhere */
	PLAN_LINK,   /* it repeats another */
	PLAN_RECODE, /* it is there, from another run */
};

struct keeper_note {
	enum plan plan;
	struct str id;
	const struct likeness *likeness; /* PLAN_CODE and PLAN_LINK: of its text */
	int64_t original;       /* PLAN_LINK: the key of one that it is a copy of; 0: that is under way */
	size_t flying;          /* its own number there; 0: it is not */
	size_t unknown_at;      /* the database did not have it when this many batches had been written, plus one; 0: not asked */
	size_t unlike_at;       /* the same of others in much the same words */
};

struct held {
	struct document document; /* compact, in the batch's arena */
	struct keeper_note note;
	struct incident_notes events;
	struct likeness likeness;
	int64_t key;     /* once it is written */
	size_t original; /* of the batch, what it is a copy of, where the database does not have that yet; else REPRINTS_NONE */
};

struct held_batch { /* of one transaction */
	struct arena arena;
	struct held *held; /* in order */
	size_t count, capacity, sentences;
	struct keeper_summary summary; /* of these alone */
	keeper_done *done;             /* NULL: nobody waits */
	void *context;
};

struct expectation { /* of articles that come next */
	struct arena arena;
	bool ready;
	size_t asked_at; /* as keeper_note's */
	struct map ids;
	struct expected_article {
		struct str id;
		struct likeness likeness;
		bool is_new, is_unlike;
	} *list;
	size_t count;
};

struct keeper {
	struct store *store;    /* asked while articles are admitted */
	struct store *written;  /* the same, or a connection of its own, which writes behind the coding */
	bool recode;
	int64_t recoded; /* the key of the last that keeper_next gave */
	const struct kit *kit;
	struct rank_memo *ranks; /* keeper_take's, which one thread calls at a time */
	struct incidents *incidents;
	pthread_mutex_t lock; /* over all below, and the store */
	struct flying flying;
	struct held_batch batches[2], *filling;
	size_t held_most;
	size_t batch_count;  /* written */
	size_t reading;      /* articles asked about since store_begin_reading; 0: not begun */
	struct expectation expectations[2];
	size_t expected;     /* how often */
	struct error failed; /* the first cause; nothing works after it */
	struct keeper_summary summary, told; /* told: when DONE was called last */
	/* Writing behind. */
	bool is_behind, ends;
	struct held_batch *underway; /* the writer's, together with `written` and `incidents`; NULL: it waits */
	pthread_t writer;
	pthread_cond_t changed; /* underway or ends */
};

static inline bool keeper_failure(struct keeper *keeper, struct error *error)
{
	if (keeper->failed.kind == ERROR_NONE)
		keeper->failed = *error;
	*error = keeper->failed;
	return false;
}

/* keeper_write.c: all of BATCH in one transaction, which is left to be committed. */
bool keeper_write_batch(struct keeper *keeper, struct held_batch *batch, struct error *error);
bool keeper_commit_batch(struct keeper *keeper, const struct held_batch *batch, struct error *error);

/* keeper_expect.c; the lock is held. Put into NOTE what is known of its article, if it was expected; in ARENA. False when the database fails. */
bool expected_take(struct keeper *keeper, struct keeper_note *note, struct arena *arena, struct error *error);
void expected_free(struct keeper *keeper);

/* keeper_behind.c; the lock is held. */
bool behind_start(struct keeper *keeper, struct error *error);
void behind_stop(struct keeper *keeper); /* the lock is not held */
/* Write what is held, or hand it to the writer, which DONE then hears of; DONE may be NULL. */
bool behind_hand_over(struct keeper *keeper, keeper_done *done, void *context, struct error *error);
bool behind_wait(struct keeper *keeper, struct error *error); /* until nothing is under way */
void keeper_end_reading(struct keeper *keeper);

#endif
