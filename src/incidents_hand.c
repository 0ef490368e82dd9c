/* incidents_hand.c: what people decide, and why the machine decided. */
#include "incidents.h"

#include "incident/incident.h"
#include "incidents_parts.h"
#include "store/mentions.h"

/* --- by hand --------------------------------------------------------------------------------- */

static bool find_mention(struct incidents *incidents, struct str id, struct store_mention *mention, struct error *error)
{
	struct store_mentions rows;
	*mention = (struct store_mention){0};
	if (!store_mention_of_event(incidents->store, id, &incidents->arena, &rows, error))
		return false;
	if (!rows.count)
		return error_set(error, ERROR_INPUT, "the database has no incident, and no event in one, of the id '%.*s'", STR_ARG(id));
	*mention = rows.list[0];
	return true;
}

struct decision {
	struct str first, second;
	int64_t now, *act;
};

/* In a transaction of its own: ACT, then settle. */
static bool decide(struct incidents *incidents, bool (*act)(struct incidents *incidents, const struct decision *decision, struct error *error),
                   const struct decision *decision, struct error *error)
{
	if (!store_begin(incidents->store, error))
		return false;
	if (act(incidents, decision, error) && incidents_settle(incidents, error) && store_commit(incidents->store, error))
		return true;
	store_rollback(incidents->store);
	incidents_drop(incidents);
	return false;
}

/* Every mention of the second is tied to the first's name, so that one of them can be split off again alone. */
static bool join(struct incidents *incidents, const struct decision *decision, struct error *error)
{
	struct store_mention first, second;
	struct store_mentions rows;
	if (!find_mention(incidents, decision->first, &first, error) || !find_mention(incidents, decision->second, &second, error))
		return false;
	if (first.incident == second.incident)
		return error_set(error, ERROR_INPUT, "'%.*s' and '%.*s' are one incident already", STR_ARG(decision->first), STR_ARG(decision->second));
	if (!store_mentions_of_incident(incidents->store, second.incident, &incidents->arena, &rows, error))
		return false;
	for (size_t i = 0; i < rows.count; i++)
		if (!store_choose(incidents->store, first.incident, rows.list[i].event, true, decision->now, decision->act, error))
			return false;
	return incidents_look_again(incidents, error);
}

static bool split(struct incidents *incidents, const struct decision *decision, struct error *error)
{
	struct store_mention event;
	struct store_mentions rows;
	if (!find_mention(incidents, decision->first, &event, error) ||
	    !store_mentions_of_incident(incidents->store, event.incident, &incidents->arena, &rows, error))
		return false;
	if (rows.count == 1)
		return error_set(error, ERROR_INPUT, "'%.*s' is the only mention of its incident", STR_ARG(decision->first));
	for (size_t i = 0; i < rows.count; i++)
		if (rows.list[i].event != event.event &&
		    !store_choose(incidents->store, event.event, rows.list[i].event, false, decision->now, decision->act, error))
			return false;
	return incidents_look_again(incidents, error);
}

static bool undo(struct incidents *incidents, const struct decision *decision, struct error *error)
{
	struct store_choice *choices;
	size_t count;
	bool known = false;
	if (!store_choices(incidents->store, &incidents->arena, &choices, &count, error))
		return false;
	for (size_t i = 0; i < count; i++)
		known |= choices[i].act == *decision->act;
	if (!known)
		return error_set(error, ERROR_INPUT, "the database has no decision number %lld", (long long)*decision->act);
	return incidents_look_again(incidents, error) && store_unchoose(incidents->store, *decision->act, error);
}

bool incidents_join(struct incidents *incidents, struct str first, struct str second, int64_t now, int64_t *act, struct error *error)
{
	*act = 0;
	return decide(incidents, join, &(struct decision){first, second, now, act}, error);
}

bool incidents_split(struct incidents *incidents, struct str event, int64_t now, int64_t *act, struct error *error)
{
	*act = 0;
	return decide(incidents, split, &(struct decision){.first = event, .now = now, .act = act}, error);
}

bool incidents_undo(struct incidents *incidents, int64_t act, struct error *error)
{
	return decide(incidents, undo, &(struct decision){.act = &act}, error);
}

/* --- why --------------------------------------------------------------------------------------- */

enum { WORTH_A_WORD = 250 }; /* thousandths */

/* The reasons whose share is at least WORTH_A_WORD in the direction SIGN, the heaviest first. */
static struct str say_parts(const int32_t *parts, int32_t sign, struct arena *arena)
{
	bool said[INCIDENT_FEATURES] = {false};
	struct buf out = {0};
	for (;;) {
		size_t best = INCIDENT_FEATURES;
		for (size_t i = 0; i < incident_feature_count(); i++)
			if (!said[i] && !str_empty(incident_feature_reason(i)) && parts[i] * sign >= WORTH_A_WORD &&
			    (best == INCIDENT_FEATURES || parts[i] * sign > parts[best] * sign))
				best = i;
		if (best == INCIDENT_FEATURES)
			break;
		said[best] = true;
		buf_text(&out, out.length ? ", " : "");
		buf_str(&out, incident_feature_reason(best));
	}
	struct str text = {arena_copy(arena, out.data ? out.data : "", out.length), out.length};
	buf_free(&out);
	return text;
}

static bool chosen_same(const struct store_choice *choices, size_t count, int64_t event)
{
	for (size_t i = 0; i < count; i++)
		if (choices[i].same && (choices[i].a == event || choices[i].b == event))
			return true;
	return false;
}

static struct incident_member explain_one(struct incidents *incidents, const struct card *cards, size_t count, size_t i, struct arena *arena)
{
	struct incident_member member = {.event = cards[i].row.event_id, .document = cards[i].row.document_id, .told_first = cards[i].row.incident == cards[i].row.event};
	int32_t parts[INCIDENT_FEATURES] = {0}, best[INCIDENT_FEATURES] = {0};
	for (size_t k = 0; k < count; k++) {
		struct told a = card_told(&cards[i]), b = card_told(&cards[k]);
		int32_t score = k == i ? 0 : incident_score(kit_incidents(incidents->kit), &a, &b, parts);
		if (k == i || (!str_empty(member.likest) && score <= member.score))
			continue;
		member.score = score;
		member.likest = cards[k].row.event_id;
		memcpy(best, parts, sizeof best);
	}
	member.reasons = say_parts(best, 1, arena);
	member.doubts = say_parts(best, -1, arena);
	return member;
}

static bool tell(struct incidents *incidents, struct str id, struct arena *arena, struct incident_story *story, struct error *error)
{
	struct store_mention mention;
	struct store_mentions rows;
	struct store_choice *choices;
	struct card *cards;
	size_t choice_count;
	if (!find_mention(incidents, id, &mention, error) ||
	    !store_tell_incident(incidents->store, mention.incident, arena, &story->head, &story->accounts, &story->count, error) ||
	    !store_mentions_of_incident(incidents->store, mention.incident, arena, &rows, error) || !incidents_read_cards(incidents, &rows, &cards, error) ||
	    !store_choices(incidents->store, &incidents->arena, &choices, &choice_count, error))
		return false;
	if (rows.count != story->count)
		return error_set(error, ERROR_SYSTEM, "the database changed while it was read; try again");
	story->members = arena_zalloc(arena, rows.count, sizeof *story->members);
	for (size_t i = 0; i < rows.count; i++) {
		story->members[i] = explain_one(incidents, cards, rows.count, i, arena);
		story->members[i].by_hand = chosen_same(choices, choice_count, rows.list[i].event);
	}
	return true;
}

bool incidents_tell(struct incidents *incidents, struct str id, struct arena *arena, struct incident_story *story, struct error *error)
{
	*story = (struct incident_story){0};
	bool ok = tell(incidents, id, arena, story, error);
	incidents_drop(incidents);
	return ok;
}
