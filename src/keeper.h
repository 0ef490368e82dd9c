/* keeper.h: coded documents into a database, in order, each once.
 *
 * It stands beside the parallel coder: keeper_admit is called for each article in the order of reading, before it is coded,
 * and says whether to code it at all; keeper_take is called for each in the same order when it has been. The two may be
 * called by different threads at the same time. What was taken is written many documents at a time, in one transaction:
 * a program that is killed loses the last of them, which the next run adds, and nothing is ever there twice. On a server the
 * writing goes on behind the coding, by a thread and a connection of its own.
 */
#ifndef CASUS_KEEPER_H
#define CASUS_KEEPER_H

#include "flow.h"
#include "base/error.h"
#include "pipeline.h"

struct keeper;

struct keeper_options {
	const char *address; /* the database */
	unsigned wait;       /* milliseconds, for other writers; 0: as the store has it */
	const struct kit *kit;
	bool recode;         /* what another program, lexicon or model coded is coded again */
	int64_t now;         /* seconds since 1970: when this addition began */
	size_t held;         /* most documents in one transaction; 0: some thousand, of a server some hundred */
};

struct keeper_note; /* what keeper_admit found out of an article; lives in its arena */

struct keeper_summary {
	size_t added;   /* documents coded and written */
	size_t skipped; /* there already */
	size_t linked;  /* the same words as another's, or nearly so: linked to that, not coded */
	size_t left;    /* repeat an article that could not be coded or was not written: another run adds them */
	size_t recoded; /* coded anew; changed of them say something else now */
	size_t changed;
	size_t records; /* events, relations, ceasefires and contradictions of the documents added or changed */
};

bool keeper_open(struct keeper **keeper, const struct keeper_options *options, struct error *error);
/* Drops what was not written. */
void keeper_close(struct keeper *keeper);

/* The next article of the database that is to be coded anew, into DOCUMENT, whose arena is set; THERE is false at the end. Its
 * order is that of adding. */
bool keeper_next(struct keeper *keeper, struct document *document, bool *there, struct error *error);

/* Whether the database has DOCUMENT (article and arena are set) and its source, so that it need not be admitted. By any thread, in any order. NOTE is for
 * keeper_admit, else for keeper_take. False also when the database fails. */
bool keeper_knows(struct keeper *keeper, struct document *document, struct keeper_note **note);

/* These (their articles are set) will be admitted next: a server is asked about all at once. Nothing is lost by not calling it but time. False when the
 * database fails, which keeper_take will say. */
bool keeper_expect(struct keeper *keeper, const struct document *const *documents, size_t count, struct error *error);

/* NOTE: of keeper_knows, or NULL. CODE: whether DOCUMENT, of which the article and arena are set, is to be coded; not when the database fails, which keeper_take then says. */
bool keeper_admit(struct keeper *keeper, struct document *document, struct keeper_note **note, bool *code, struct error *error);
/* DOCUMENT was coded, or needs no coding, or (USABLE false) could not be coded. What is kept of it is copied. False with ERROR when
 * the database fails: then nothing more can be added. */
bool keeper_take(struct keeper *keeper, const struct document *document, const struct keeper_note *note, bool usable, struct error *error);
/* What was taken is in the database (WRITTEN) or will never be, as ERROR says. SUMMARY is of what was taken since the call before. May be called by
 * another thread, and holds up the next writing. */
typedef void keeper_done(void *context, bool written, const struct keeper_summary *summary, const struct error *error);
/* Begin to write what was taken, once all before it is written; DONE, which may be NULL, hears of the end, maybe before this returns. False when the database
 * has failed before: then DONE is not called. */
bool keeper_hand_over(struct keeper *keeper, keeper_done *done, void *context, struct error *error);
/* Write what is still held, to the end. */
bool keeper_finish(struct keeper *keeper, struct error *error);
struct keeper_summary keeper_summary(struct keeper *keeper);

#endif
