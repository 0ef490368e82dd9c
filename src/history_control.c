/* history_control.c: who held which place when. */
#include "history_parts.h"

#include <stdlib.h>

#include "incident/incident.h"
#include "story/words.h"

enum act { ACT_HOLDS, ACT_TOOK, ACT_LEFT };

static const char *const acts[] = {[ACT_HOLDS] = "holds", [ACT_TOOK] = "took", [ACT_LEFT] = "left"};

struct fact {
	const struct past_record *record;
	struct history_party party;
	enum act act;
	int32_t day;
};

struct control {
	const struct history_filter *filter;
	const struct story_tables *words;
	struct arena *arena;
	struct fact *facts;
	size_t fact_count, fact_capacity;
	struct history_hold *list;
	size_t count, capacity;
};

static bool is_wanted(const struct control *control, const struct past_record *record)
{
	const struct history_filter *filter = control->filter;
	return !str_empty(record->place) && record->precision != PLACE_COUNTRY && (str_empty(filter->place) || history_same_name(filter->place, record->place, control->arena)) &&
	       (str_empty(filter->country) || str_equal(filter->country, record->country));
}

static void add_fact(struct control *control, const struct past_record *record, const struct past_party *party, enum act act)
{
	int32_t day = act == ACT_HOLDS && record->since != DAY_NONE ? record->since : record->from != DAY_NONE ? record->from : record->reported;
	bool told = record->factuality == FACT_ACTUAL || record->factuality == FACT_NEGATED;
	if (told && day != DAY_NONE && is_wanted(control, record))
		arena_push(control->arena, control->facts, control->fact_count, control->fact_capacity, ((struct fact){record, history_party_of(party), act, day}));
}

static bool has_trigger(const struct control *control, const struct past_record *record, struct str list)
{
	struct sketch sketch;
	return sketch_read(record->sketch, control->arena, &sketch) && story_word_is(control->words, list, sketch.trigger);
}

static void add_holds(struct control *control, const struct past_records *records)
{
	for (size_t i = 0; i < records->count; i++)
		for (size_t a = 0; a < records->list[i].actor_count; a++)
			add_fact(control, &records->list[i], &records->list[i].actors[a], ACT_HOLDS);
}

/* "Sirte fell to the LNA" names the taker as the other side. */
static void add_seizures(struct control *control, const struct past_records *records)
{
	for (size_t i = 0; i < records->count; i++) {
		const struct past_record *record = &records->list[i];
		bool falls = has_trigger(control, record, STR("falls-to")) && !record->actor_count;
		/* "captured a village in Donetsk Oblast" takes no oblast */
		if (record->precision != PLACE_POINT || (!falls && !has_trigger(control, record, STR("takes-place"))))
			continue;
		for (size_t a = 0; a < record->actor_count; a++)
			add_fact(control, record, &record->actors[a], ACT_TOOK);
		for (size_t r = 0; falls && r < record->recipient_count; r++)
			add_fact(control, record, &record->recipients[r], ACT_TOOK);
	}
}

static void add_withdrawals(struct control *control, const struct past_records *records)
{
	for (size_t i = 0; i < records->count; i++)
		for (size_t a = 0; records->list[i].precision == PLACE_POINT && a < records->list[i].actor_count; a++)
			add_fact(control, &records->list[i], &records->list[i].actors[a], ACT_LEFT);
}

static int by_place(const struct past_record *x, const struct past_record *y)
{
	int order = str_compare(x->country, y->country);
	order = order ? order : str_compare(x->place, y->place);
	if (!order && x->lat != y->lat)
		order = x->lat < y->lat ? -1 : 1;
	return order;
}

/* Of one day, who left goes before who came. */
static int by_place_and_day(const void *a, const void *b)
{
	const struct fact *x = a, *y = b;
	int order = by_place(x->record, y->record);
	order = order ? order : (x->day > y->day) - (x->day < y->day);
	order = order ? order : (x->act == ACT_LEFT ? 0 : 1) - (y->act == ACT_LEFT ? 0 : 1);
	order = order ? order : str_compare(x->record->event, y->record->event);
	return order ? order : str_compare(x->party.name, y->party.name);
}

enum { SAME_SEIZURE = 15 }; /* days within which "militants" who take a place and a group that does are the same */

/* One of the two has no name: "rebels", "its forces". */
static bool may_be(const struct history_hold *hold, const struct fact *fact)
{
	bool unnamed = str_empty(hold->holder.id) || str_empty(fact->party.id);
	return unnamed && fact->day - hold->from <= SAME_SEIZURE && fact->act != ACT_LEFT;
}

/* The last period of PARTY among those of the place at hand, from FIRST on; NULL when it has none that is open. */
static struct history_hold *open_hold(struct control *control, size_t first, const struct history_party *party)
{
	struct past_party same = {party->id, party->name, party->country};
	for (size_t i = control->count; i > first; i--)
		if (control->list[i - 1].to == DAY_NONE && history_same_party(&control->list[i - 1].holder, &same, control->arena))
			return &control->list[i - 1];
	return NULL;
}

/* Who takes a place ends what others held; who is only said to hold it stands beside them, contested. */
static void meet_others(struct control *control, size_t first, const struct fact *fact, struct history_hold *own)
{
	for (size_t i = first; i < control->count; i++) {
		struct history_hold *other = &control->list[i];
		if (other == own || other->to != DAY_NONE)
			continue;
		if (fact->act == ACT_TOOK && str_empty(fact->record->speakers)) {
			other->to = fact->day;
			history_add_word(&other->words, history_word_of(fact->record, "lost"), control->arena);
		} else {
			other->contested = own->contested = true;
		}
	}
}

static void drop_loss(struct history_words *words, int32_t day)
{
	size_t kept = 0;
	for (size_t i = 0; i < words->count; i++)
		if (words->list[i].day != day || strcmp(words->list[i].what, "lost") != 0)
			words->list[kept++] = words->list[i];
	words->count = kept;
}

/* "Iraqi forces" took from the army what it held, and were the army: its period goes on. HOLD is open and has just got its name. */
static struct history_hold *rejoin(struct control *control, size_t first, struct history_hold *hold)
{
	struct past_party same = {hold->holder.id, hold->holder.name, hold->holder.country};
	struct history_hold *end = control->list + control->count;
	for (struct history_hold *earlier = control->list + first; earlier < hold; earlier++) {
		if (earlier->to != hold->from || !history_same_party(&earlier->holder, &same, control->arena))
			continue;
		drop_loss(&earlier->words, hold->from);
		for (size_t i = 0; i < hold->words.count; i++)
			history_add_word(&earlier->words, hold->words.list[i], control->arena);
		earlier->to = hold->to;
		earlier->last_told = hold->last_told != DAY_NONE && hold->last_told > earlier->last_told ? hold->last_told : earlier->last_told;
		earlier->contested |= hold->contested;
		memmove(hold, hold + 1, (size_t)(end - hold - 1) * sizeof *hold);
		control->count--;
		return earlier;
	}
	return hold;
}

static void tell_fact(struct control *control, size_t first, const struct fact *fact)
{
	struct history_hold *hold = open_hold(control, first, &fact->party);
	const struct past_record *record = fact->record;
	for (size_t i = control->count; !hold && i > first; i--)
		if (control->list[i - 1].to == DAY_NONE && may_be(&control->list[i - 1], fact))
			hold = &control->list[i - 1];
	if (hold && str_empty(hold->holder.id) && !str_empty(fact->party.id)) {
		hold->holder = fact->party;
		hold = rejoin(control, first, hold);
	}
	if (record->factuality == FACT_NEGATED || fact->act == ACT_LEFT) {
		if (!hold)
			return;
		history_add_word(&hold->words, history_word_of(record, record->factuality == FACT_NEGATED ? "denied" : acts[fact->act]), control->arena);
		if (record->factuality == FACT_NEGATED)
			hold->contested = true;
		else
			hold->to = fact->day;
		return;
	}
	if (!hold) {
		struct history_hold fresh = {.place = record->place, .country = record->country, .lat = record->lat, .lon = record->lon, .holder = fact->party,
		                             .from = fact->day, .to = DAY_NONE, .last_told = DAY_NONE, .taken = fact->act == ACT_TOOK};
		arena_push(control->arena, control->list, control->count, control->capacity, fresh);
		hold = &control->list[control->count - 1];
		meet_others(control, first, fact, hold);
	} else if (fact->act == ACT_TOOK) {
		meet_others(control, first, fact, hold);
	}
	if (record->until != DAY_NONE)
		hold->to = record->until;
	int32_t told = fact->act == ACT_TOOK ? fact->day : record->until != DAY_NONE ? record->until : record->reported;
	if (hold->last_told == DAY_NONE || told > hold->last_told)
		hold->last_told = told;
	history_add_word(&hold->words, history_word_of(record, acts[fact->act]), control->arena);
}

static bool is_answer(const struct control *control, const struct history_hold *hold)
{
	const struct history_filter *filter = control->filter;
	return (filter->on == DAY_NONE || (hold->from <= filter->on && (hold->to == DAY_NONE || hold->to >= filter->on))) &&
	       (str_empty(filter->actor) || history_names(filter, &hold->holder, control->arena));
}

static void tell_holds(struct control *control)
{
	size_t kept = 0, first = 0;
	if (control->fact_count)
		qsort(control->facts, control->fact_count, sizeof *control->facts, by_place_and_day);
	for (size_t i = 0; i < control->fact_count; i++) {
		if (i && by_place(control->facts[i - 1].record, control->facts[i].record) != 0)
			first = control->count;
		tell_fact(control, first, &control->facts[i]);
	}
	for (size_t i = 0; i < control->count; i++)
		if (is_answer(control, &control->list[i]))
			control->list[kept++] = control->list[i];
	control->count = kept;
}

bool history_holds(const struct kit *kit, struct store *store, const struct history_filter *filter, struct arena *arena, struct history_hold **holds,
                   size_t *count, struct error *error)
{
	struct past_records held, seized, left;
	struct control control = {.filter = filter, .words = kit_story(kit), .arena = arena};
	if (!store_past(store, PAST_HOLDS, false, arena, &held, error) || !store_past(store, PAST_SEIZURES, false, arena, &seized, error) ||
	    !store_past(store, PAST_WITHDRAWALS, false, arena, &left, error))
		return false;
	add_holds(&control, &held);
	add_seizures(&control, &seized);
	add_withdrawals(&control, &left);
	tell_holds(&control);
	*holds = control.list;
	*count = control.count;
	return true;
}
