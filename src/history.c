/* history.c: ties through time. */
#include "history_parts.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/utf8.h"

/* --- what all answers share ------------------------------------------------------------------ */

bool history_same_name(struct str a, struct str b, struct arena *arena)
{
	return str_equal(a, b) || str_equal(utf8_fold(arena, a), utf8_fold(arena, b));
}

bool history_same_party(const struct history_party *a, const struct past_party *b, struct arena *arena)
{
	if (!str_empty(a->id) || !str_empty(b->id))
		return str_equal(a->id, b->id);
	return history_same_name(a->name, b->name, arena) && (str_empty(a->country) || str_empty(b->country) || str_equal(a->country, b->country));
}

struct history_party history_party_of(const struct past_party *party)
{
	return (struct history_party){party->id, party->name, party->country};
}

bool history_names(const struct history_filter *filter, const struct history_party *party, struct arena *arena)
{
	return str_equal_nocase(filter->actor, party->id) || history_same_name(filter->actor, party->name, arena);
}

void history_add_word(struct history_words *words, struct history_word word, struct arena *arena)
{
	arena_push(arena, words->list, words->count, words->capacity, word);
}

struct history_word history_word_of(const struct past_record *record, const char *what)
{
	return (struct history_word){.event = record->event, .document = record->document, .speaker = record->speakers, .text = record->text,
	                             .reported = record->reported, .day = record->from != DAY_NONE ? record->from : record->reported,
	                             .factuality = record->factuality, .what = what};
}

/* --- ties -------------------------------------------------------------------------------------- */

struct claim { /* a record's word for one actor and one recipient */
	const struct past_record *record;
	const struct past_party *actor, *recipient;
	bool ends;   /* an act that ends such a tie, or the article's own word that it is over */
	bool denies; /* somebody's word that there is none */
};

struct pair { /* of one relation */
	struct str relation;
	struct history_party actor, recipient;
	struct claim *claims;
	size_t count, capacity;
};

struct ties {
	const struct history_filter *filter;
	struct arena *arena;
	struct pair *pairs;
	size_t pair_count, pair_capacity;
	struct map known; /* relation and parties to an index of pairs */
	struct history_tie *list;
	size_t count, capacity;
};

/* Who the lexicon knows is his entry, others are their name in their country. */
static struct str key_of(struct str relation, const struct past_party *actor, const struct past_party *recipient, struct arena *arena)
{
	struct str a = str_empty(actor->id) ? utf8_fold(arena, actor->name) : actor->id, b = str_empty(recipient->id) ? utf8_fold(arena, recipient->name) : recipient->id;
	struct str a_land = str_empty(actor->id) ? actor->country : STR("="), b_land = str_empty(recipient->id) ? recipient->country : STR("=");
	return str_of(arena_printf(arena, "%.*s\t%.*s\t%.*s\t%.*s\t%.*s", STR_ARG(relation), STR_ARG(a), STR_ARG(a_land), STR_ARG(b), STR_ARG(b_land)));
}

static struct pair *find_pair(struct ties *ties, struct str relation, const struct past_party *actor, const struct past_party *recipient)
{
	const struct map_entry *entry = map_get(&ties->known, key_of(relation, actor, recipient, ties->arena));
	return entry ? &ties->pairs[entry->value] : NULL;
}

static bool is_wanted(const struct ties *ties, struct str relation, const struct history_party *actor, const struct history_party *recipient)
{
	const struct history_filter *filter = ties->filter;
	return (str_empty(filter->relation) || str_equal(filter->relation, relation)) &&
	       (str_empty(filter->actor) || history_names(filter, actor, ties->arena) || history_names(filter, recipient, ties->arena)) &&
	       (str_empty(filter->country) || str_equal(filter->country, actor->country) || str_equal(filter->country, recipient->country));
}

static void add_claim(struct ties *ties, const struct past_record *record, const struct past_party *actor, const struct past_party *recipient)
{
	struct history_party from = history_party_of(actor), to = history_party_of(recipient);
	struct pair *pair = find_pair(ties, record->type, actor, recipient);
	bool negated = record->factuality == FACT_NEGATED;
	if (!is_wanted(ties, record->type, &from, &to) || (record->factuality != FACT_ACTUAL && !negated))
		return;
	if (!pair) {
		arena_push(ties->arena, ties->pairs, ties->pair_count, ties->pair_capacity, ((struct pair){.relation = record->type, .actor = from, .recipient = to}));
		map_put(&ties->known, key_of(record->type, actor, recipient, ties->arena), ties->pair_count - 1, NULL);
		pair = &ties->pairs[ties->pair_count - 1];
	}
	struct claim claim = {record, actor, recipient, negated && str_empty(record->speakers), negated && !str_empty(record->speakers)};
	arena_push(ties->arena, pair->claims, pair->count, pair->capacity, claim);
}

/* Which acts end which ties, once they are known. */
static const struct {
	const char *relation, *mode; /* of SANCTION */
} ended_by[] = {
	{"backs", "withdraw"}, {"backs", "discontinue"}, {"deals-with", "withdraw"}, {"deals-with", "discontinue"}, {"deals-with", "expel"},
};

static void add_end(struct ties *ties, const struct past_record *record, const struct past_party *actor, const struct past_party *recipient)
{
	if (record->factuality != FACT_ACTUAL)
		return;
	for (size_t i = 0; i < sizeof ended_by / sizeof *ended_by; i++) {
		struct pair *pair = str_equal(record->mode, str_of(ended_by[i].mode)) ? find_pair(ties, str_of(ended_by[i].relation), actor, recipient) : NULL;
		if (pair)
			arena_push(ties->arena, pair->claims, pair->count, pair->capacity, ((struct claim){record, actor, recipient, true, false}));
	}
}

static void add_all(struct ties *ties, const struct past_records *records,
                    void (*add)(struct ties *ties, const struct past_record *record, const struct past_party *actor, const struct past_party *recipient))
{
	for (size_t i = 0; i < records->count; i++) {
		const struct past_record *record = &records->list[i];
		for (size_t a = 0; a < record->actor_count; a++)
			for (size_t r = 0; r < record->recipient_count; r++)
				add(ties, record, &record->actors[a], &record->recipients[r]);
	}
}

/* A tie is said to hold from the day that the text gives, else from the article's. */
static int32_t start_of(const struct claim *claim)
{
	const struct past_record *record = claim->record;
	if (!claim->ends && !claim->denies && record->since != DAY_NONE)
		return record->since;
	return record->from != DAY_NONE ? record->from : record->reported;
}

static int by_start(const void *a, const void *b)
{
	const struct claim *x = a, *y = b;
	int32_t x_start = start_of(x), y_start = start_of(y);
	if (x_start != y_start)
		return x_start < y_start ? -1 : 1;
	return str_compare(x->record->event, y->record->event);
}

static int32_t later(int32_t a, int32_t b)
{
	return a == DAY_NONE || (b != DAY_NONE && b > a) ? b : a;
}

static bool is_over(const struct history_tie *tie, int32_t day)
{
	return tie->to != DAY_NONE && day != DAY_NONE && tie->to < day;
}

static void tell_claim(struct ties *ties, struct history_tie *tie, const struct claim *claim)
{
	const struct past_record *record = claim->record;
	if (!tie->words.count || !str_equal(tie->words.list[tie->words.count - 1].event, record->event)) /* "the government and those who support it": once */
		history_add_word(&tie->words, history_word_of(record, claim->ends ? "ended" : claim->denies ? "denied" : "holds"), ties->arena);
	tie->denied |= claim->denies;
	if (claim->denies)
		return;
	if (claim->ends) {
		tie->to = start_of(claim);
		return;
	}
	/* "until 1988" of an article of 2020: it was so to the last; without an end it holds on the article's day. */
	tie->last_told = later(tie->last_told, record->until != DAY_NONE ? record->until : record->reported);
	if (record->until != DAY_NONE)
		tie->to = later(tie->to, record->until);
}

/* The periods of a pair: each runs from the first word for it to the word that it ended. */
static void tell_pair(struct ties *ties, struct pair *pair)
{
	struct history_tie *tie = NULL;
	qsort(pair->claims, pair->count, sizeof *pair->claims, by_start);
	for (size_t i = 0; i < pair->count; i++) {
		const struct claim *claim = &pair->claims[i];
		bool opens = !claim->ends && !claim->denies && (!tie || is_over(tie, start_of(claim)));
		if (!tie && !opens && !claim->denies)
			continue;
		if (opens || !tie) {
			struct history_tie fresh = {.relation = pair->relation, .actor = pair->actor, .recipient = pair->recipient, .from = start_of(claim),
			                            .to = DAY_NONE, .last_told = DAY_NONE};
			arena_push(ties->arena, ties->list, ties->count, ties->capacity, fresh);
			tie = &ties->list[ties->count - 1];
		}
		if (tie->last_told == DAY_NONE && opens)
			tie->from = start_of(claim);
		tell_claim(ties, tie, claim);
	}
}

bool history_tie_holds(const struct history_tie *tie, int32_t on)
{
	return on == DAY_NONE || ((tie->from == DAY_NONE || tie->from <= on) && (tie->to == DAY_NONE || tie->to >= on));
}

/* What is only denied, and never said, is no tie; nor what did not hold on the day asked for. */
static bool is_answer(const struct history_tie *tie, int32_t on)
{
	return tie->last_told != DAY_NONE && history_tie_holds(tie, on);
}

static int by_tie(const void *a, const void *b)
{
	const struct history_tie *x = a, *y = b;
	int order = str_compare(x->relation, y->relation);
	order = order ? order : str_compare(x->actor.name, y->actor.name);
	order = order ? order : str_compare(x->recipient.name, y->recipient.name);
	return order ? order : (x->from > y->from) - (x->from < y->from);
}

static void tell_ties(struct ties *ties)
{
	size_t kept = 0;
	for (size_t i = 0; i < ties->pair_count; i++)
		tell_pair(ties, &ties->pairs[i]);
	for (size_t i = 0; i < ties->count; i++)
		if (is_answer(&ties->list[i], ties->filter->on))
			ties->list[kept++] = ties->list[i];
	ties->count = kept;
	if (kept)
		qsort(ties->list, kept, sizeof *ties->list, by_tie);
}

bool history_ties(struct store *store, const struct history_filter *filter, struct arena *arena, struct history_tie **list, size_t *count, struct error *error)
{
	struct past_records records, ends;
	struct ties ties = {.filter = filter, .arena = arena};
	map_init(&ties.known, arena);
	bool ok = filter->some ? store_past_ties(store, filter->keys, filter->key_count, arena, &records, error) : store_past(store, PAST_TIES, filter->bare, arena, &records, error);
	if (!ok || !store_past(store, PAST_ENDS_OF_TIES, filter->bare, arena, &ends, error))
		return false;
	add_all(&ties, &records, add_claim);
	add_all(&ties, &ends, add_end);
	tell_ties(&ties);
	*list = ties.list;
	*count = ties.count;
	return true;
}
