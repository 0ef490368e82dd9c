/* incidents.h: part of the pipeline: keeps the incidents of a database true to the documents in it.
 *
 * Within one transaction: note each document that was added (and, before its records are replaced, each that goes), then
 * settle once. What comes out is the same whatever the order of the documents and however they were spread over runs. */
#ifndef CASUS_INCIDENTS_H
#define CASUS_INCIDENTS_H

#include "flow.h"
#include "base/error.h"
#include "incident/incident.h"
#include "pipeline.h"
#include "store/mentions.h"

struct incidents;

bool incidents_new(struct incidents **incidents, const struct kit *kit, struct store *store, struct error *error);
void incidents_free(struct incidents *incidents); /* NULL is fine */

/* What is kept of a coded document's events for comparing, as bytes. */
struct incident_notes {
	struct str signature; /* of the document */
	struct incident_note {
		size_t record; /* its index among the document's events */
		struct incident_bin bin;
		struct str sketch;
	} *list;
	size_t count;
};
/* DOCUMENT must have its tokens; all is in its arena. RANKS: kit_word_ranks, or the same by way of a memo. False with ERROR_SYSTEM without memory. */
bool incidents_sketch(const struct word_ranks *ranks, const struct document *document, struct incident_notes *notes, struct error *error);
/* The same in ARENA. */
struct incident_notes incidents_copy_notes(const struct incident_notes *notes, struct arena *arena);

/* A document was added under KEY. */
bool incidents_note(struct incidents *incidents, const struct incident_notes *notes, int64_t key, struct error *error);
/* The records of the document KEY are about to be written anew: take its mentions out. */
bool incidents_forget(struct incidents *incidents, int64_t key, struct error *error);
/* The document KEY has a further source: one that repeats it, or the same text from elsewhere. */
bool incidents_note_source(struct incidents *incidents, int64_t key, struct error *error);
/* The document KEY was copied from FROM, where it is FROM_KEY, with all its records: its sketches come from there too. */
bool incidents_copy(struct incidents *incidents, struct store *from, int64_t from_key, int64_t key, struct arena *arena, struct error *error);
/* What was chosen by hand in FROM, of which all documents were copied. */
bool incidents_copy_choices(struct incidents *incidents, struct store *from, struct arena *arena, struct error *error);
/* Put together what was noted since the last time. */
bool incidents_settle(struct incidents *incidents, struct error *error);
/* Drop what was noted: the transaction was rolled back. */
void incidents_drop(struct incidents *incidents);

/* --- by hand: each a transaction of its own ---------------------------------------------------- */

/* FIRST and SECOND, ids of incidents or of events in them, are one happening from now on. *ACT becomes the number by which it is
 * undone. False with ERROR_INPUT when there is none of that id, or they are one already. */
bool incidents_join(struct incidents *incidents, struct str first, struct str second, int64_t now, int64_t *act, struct error *error);
/* EVENT tells another happening than the rest of its incident. */
bool incidents_split(struct incidents *incidents, struct str event, int64_t now, int64_t *act, struct error *error);
bool incidents_undo(struct incidents *incidents, int64_t act, struct error *error);

/* --- why ----------------------------------------------------------------------------------------- */

struct incident_member {
	struct str event, document; /* ids */
	bool told_first;   /* the incident is named after it */
	int32_t score;     /* of the likest other mention, thousandths of log-odds */
	struct str likest; /* id of that; empty for an only mention */
	struct str reasons, doubts; /* "the same day, the same place"; what speaks against it */
	bool by_hand;      /* a choice holds it in */
};

struct incident_story {
	struct store_incident head;
	struct store_account *accounts;
	struct incident_member *members; /* [count] beside the accounts */
	size_t count;
};

/* All of the incident that has the event ID, its mentions in the order of their reports, in ARENA. False with ERROR_INPUT when the
 * database has no such event. */
bool incidents_tell(struct incidents *incidents, struct str id, struct arena *arena, struct incident_story *story, struct error *error);

#endif
