/* mentions.h: events as news of happenings, and the incidents that they make, as rows. What they mean is incident/'s and
 * src/incidents.c's; here they are numbers and bytes. All that writes stands in a transaction. Memory comes from the ARENA
 * given; keys are of this database alone. */
#ifndef CASUS_STORE_MENTIONS_H
#define CASUS_STORE_MENTIONS_H

#include "base/buf.h"
#include "store/store.h"

struct store_mention {
	int64_t event, document; /* keys */
	struct str event_id, document_id;
	int group, length, home_length;
	int32_t day, home;       /* DAY_NONE: unknown */
	int64_t part, incident;  /* keys of events */
	struct str sketch, signature;
};

struct store_mentions {
	struct store_mention *list;
	size_t count;
};

/* The key of the first record of DOCUMENT that is an event or a relation; the others follow it in the order of the text. 0: there is none. */
bool store_first_event(struct store *store, int64_t document, int64_t *first, struct error *error);
/* The incidents that DOCUMENTS tell, in any order. */
bool store_incidents_of(struct store *store, const int64_t *documents, size_t count, struct arena *arena, int64_t **incidents, size_t *found, struct error *error);

bool store_put_signature(struct store *store, int64_t document, struct str bytes, struct error *error);
/* A new mention is at home on its own day, and its own incident. */
bool store_put_mention(struct store *store, int64_t event, int group, int32_t day, int length, struct str sketch, struct error *error);
bool store_drop_mentions(struct store *store, int64_t document, struct error *error);
bool store_set_home(struct store *store, int64_t event, int32_t home, int home_length, struct error *error);
bool store_set_incident(struct store *store, int64_t event, int64_t part, int64_t incident, struct error *error);

/* The mentions of GROUP whose own day is one of DAYS, in the order of day and event. */
bool store_mentions_of_days(struct store *store, int group, const int64_t *days, size_t count, struct arena *arena, struct store_mentions *out, struct error *error);
/* The same whose home begins on one of DAYS, in the order of home, its length and event. */
bool store_mentions_at_home(struct store *store, int group, const int64_t *days, size_t count, struct arena *arena, struct store_mentions *out, struct error *error);
bool store_mentions_of_incident(struct store *store, int64_t incident, struct arena *arena, struct store_mentions *out, struct error *error);
bool store_mentions_of_document(struct store *store, int64_t document, struct arena *arena, struct store_mentions *out, struct error *error);
bool store_mention_by_key(struct store *store, int64_t event, struct arena *arena, struct store_mentions *out, struct error *error);
/* The mention whose event has this id; COUNT is 0 where there is none. */
bool store_mention_of_event(struct store *store, struct str event_id, struct arena *arena, struct store_mentions *out, struct error *error);

/* Append a line to FINDINGS for each thing about mentions and incidents that cannot be. */
bool store_verify_mentions(struct store *store, struct buf *findings, struct error *error);

/* Write the rows of the incidents KEYS (ascending, each once) from their mentions' events; one without mentions is removed. */
bool store_refresh_incidents(struct store *store, const int64_t *keys, size_t count, struct arena *arena, struct error *error);

struct store_incident { /* as people read it; empty where nothing is known */
	struct str id, type, mode, date_from, date_to, place, country, first_report, last_report;
	int64_t mentions, documents, sources, denials, open;
	int64_t killed_low, killed_high, wounded_low, wounded_high; /* -1: no number told */
};

struct store_account { /* a mention in the same way */
	struct str id, type, mode, factuality, actor, recipient, speaker, reported, publisher, url, document, text;
	int64_t killed; /* -1: no number told */
};

/* The incident of this key, and its mentions in the order of store_mentions_of_incident. */
bool store_tell_incident(struct store *store, int64_t incident, struct arena *arena, struct store_incident *told, struct store_account **accounts,
                         size_t *count, struct error *error);

struct store_choice {
	int64_t act;
	bool same;
	int64_t a, b; /* events as they are now; 0 where one is gone */
	struct str a_id, b_id; /* of the events that were chosen */
	int64_t made;
};
/* All that was chosen by hand and holds still, in the order of making: of two choices on the same two events the later holds. */
bool store_choices(struct store *store, struct arena *arena, struct store_choice **choices, size_t *count, struct error *error);
/* Note that the events A and B (keys) are the same happening, or not. ACT 0 begins a new act and becomes its number. */
bool store_choose(struct store *store, int64_t a, int64_t b, bool same, int64_t made, int64_t *act, struct error *error);
/* Take back all choices of ACT. */
bool store_unchoose(struct store *store, int64_t act, struct error *error);

#endif
