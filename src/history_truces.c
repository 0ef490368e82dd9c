/* history_truces.c: what became of each truce, over all articles that tell of it. */
#include "history_parts.h"

#include <stdlib.h>

enum {
	LONGEST_SILENCE = 30, /* days between two reports of one truce */
	SAME_START = 4,       /* days by which two reports of its beginning may differ */
};

struct life {
	const struct past_truce **reports; /* by day */
	size_t count, capacity;
	bool ended;
};

struct truces {
	const struct history_filter *filter;
	struct arena *arena;
	struct life *lives;
	size_t life_count, life_capacity;
	struct history_truce *list;
	size_t count, capacity;
};

/* --- which reports are of one truce ------------------------------------------------------------ */

static bool share_party(const struct past_party *a, size_t a_count, const struct past_party *b, size_t b_count, struct arena *arena)
{
	for (size_t i = 0; i < a_count; i++)
		for (size_t k = 0; k < b_count; k++) {
			struct history_party party = history_party_of(&a[i]);
			if (history_same_party(&party, &b[k], arena))
				return true;
		}
	return false;
}

/* All who have to do with it: parties, who called for it, who answered. */
static struct past_party *sides_of(const struct past_truce *truce, size_t *count, struct arena *arena)
{
	struct past_party *sides = arena_alloc(arena, (truce->party_count + truce->called_by_count + truce->answer_count + 1) * sizeof *sides);
	*count = 0;
	for (size_t i = 0; i < truce->party_count; i++)
		sides[(*count)++] = truce->parties[i];
	for (size_t i = 0; i < truce->called_by_count; i++)
		sides[(*count)++] = truce->called_by[i];
	for (size_t i = 0; i < truce->answer_count; i++)
		sides[(*count)++] = truce->answers[i].actor;
	return sides;
}

/* Is COUNTRY that of a party, or of who answered? Who only welcomes a truce or calls for it may be from anywhere. */
static bool is_of(const struct past_truce *truce, struct str country)
{
	bool found = str_equal(truce->country, country);
	for (size_t i = 0; i < truce->party_count; i++)
		found |= str_equal(truce->parties[i].country, country);
	for (size_t i = 0; i < truce->answer_count; i++)
		found |= truce->answers[i].response != RESPONSE_WELCOMES && str_equal(truce->answers[i].actor.country, country);
	return found && !str_empty(country);
}

/* "Libya", "the government in Tripoli" and "the rebels" are sides of one war. */
static bool share_war(const struct past_truce *a, const struct past_truce *b)
{
	bool shared = is_of(b, a->country);
	for (size_t i = 0; i < a->party_count; i++)
		shared |= is_of(b, a->parties[i].country);
	for (size_t i = 0; i < a->answer_count; i++)
		shared |= a->answers[i].response != RESPONSE_WELCOMES && is_of(b, a->answers[i].actor.country);
	return shared;
}

/* Parties where both name them, else anyone, else the country. */
static bool share_sides(const struct past_truce *a, const struct past_truce *b, struct arena *arena)
{
	size_t a_count, b_count;
	if (a->party_count && b->party_count)
		return share_party(a->parties, a->party_count, b->parties, b->party_count, arena);
	struct past_party *a_sides = sides_of(a, &a_count, arena), *b_sides = sides_of(b, &b_count, arena);
	return share_party(a_sides, a_count, b_sides, b_count, arena) || share_war(a, b);
}

static bool days_differ(int32_t a, int32_t b, int32_t by)
{
	return a != DAY_NONE && b != DAY_NONE && (a - b > by || b - a > by);
}

static bool fits(const struct past_truce *a, const struct past_truce *b, struct arena *arena)
{
	bool elsewhere = !str_empty(a->country) && !str_empty(b->country) && !str_equal(a->country, b->country);
	return !elsewhere && !days_differ(a->effective_from, b->effective_from, SAME_START) && share_sides(a, b, arena);
}

/* Reports come by day. A life goes on with a report that fits one of its own and comes before the silence is too long; what was
 * ended begins no more, but it may be told again on the same day. */
static struct life *find_life(struct truces *truces, const struct past_truce *report)
{
	for (size_t i = truces->life_count; i > 0; i--) {
		struct life *life = &truces->lives[i - 1];
		const struct past_truce *last = life->reports[life->count - 1];
		if (report->reported == DAY_NONE || last->reported == DAY_NONE || report->reported - last->reported > LONGEST_SILENCE)
			continue;
		if (life->ended && report->stage < CEASEFIRE_VIOLATED && report->reported > last->reported)
			continue;
		for (size_t k = life->count; k > 0; k--)
			if (fits(report, life->reports[k - 1], truces->arena))
				return life;
	}
	return NULL;
}

static void add_report(struct truces *truces, const struct past_truce *report)
{
	struct life *life = find_life(truces, report);
	if (!life && str_empty(report->id))
		return; /* an answer to nothing that was told */
	if (!life) {
		arena_push(truces->arena, truces->lives, truces->life_count, truces->life_capacity, ((struct life){0}));
		life = &truces->lives[truces->life_count - 1];
	}
	arena_push(truces->arena, life->reports, life->count, life->capacity, report);
	life->ended |= report->stage == CEASEFIRE_ENDED;
}

/* --- what a life adds up to ---------------------------------------------------------------------- */

static void add_parties(struct history_party **list, size_t *count, size_t *capacity, const struct past_party *parties, size_t party_count, struct arena *arena)
{
	for (size_t i = 0; i < party_count; i++) {
		size_t k = 0;
		while (k < *count && !history_same_party(&(*list)[k], &parties[i], arena))
			k++;
		if (k == *count)
			arena_push(arena, *list, *count, *capacity, history_party_of(&parties[i]));
	}
}

static struct str names_of(const struct past_party *parties, size_t count, struct arena *arena)
{
	struct buf out = {0};
	for (size_t i = 0; i < count; i++) {
		buf_text(&out, i ? "; " : "");
		buf_str(&out, parties[i].name);
	}
	struct str names = {arena_copy(arena, out.data ? out.data : "", out.length), out.length};
	buf_free(&out);
	return names;
}

static const char *const answers[] = { /* by response; RECORD.md's words */
	[RESPONSE_REJECTS] = "rejects", [RESPONSE_ACCEPTS] = "accepts", [RESPONSE_ACCEPTS_CONDITIONALLY] = "accepts-conditionally",
	[RESPONSE_WELCOMES] = "welcomes", [RESPONSE_VIOLATES] = "violates",
};

/* Many articles tell of one answer: it is a step once. */
static void add_step(struct truces *truces, struct history_truce *truce, struct history_word word)
{
	for (size_t i = 0; i < truce->steps.count; i++) {
		const struct history_word *step = &truce->steps.list[i];
		if (step->day == word.day && strcmp(step->what, word.what) == 0 && history_same_name(step->who, word.who, truces->arena) && str_equal(step->speaker, word.speaker))
			return;
	}
	history_add_word(&truce->steps, word, truces->arena);
}

static struct history_word step_of(const struct past_truce *report, const char *what, int32_t day, struct str who)
{
	return (struct history_word){.event = report->event, .document = report->document, .text = report->text, .reported = report->reported,
	                             .day = day != DAY_NONE ? day : report->reported, .what = what, .who = who};
}

static void add_steps(struct truces *truces, struct history_truce *truce, const struct past_truce *report)
{
	struct str callers = names_of(report->called_by, report->called_by_count, truces->arena), parties = names_of(report->parties, report->party_count, truces->arena);
	if (report->called_by_count)
		add_step(truces, truce, step_of(report, "called", report->called_on, callers));
	if (report->effective_from != DAY_NONE)
		add_step(truces, truce, step_of(report, "in-force", report->effective_from, parties));
	for (size_t i = 0; i < report->answer_count; i++) {
		const struct past_answer *answer = &report->answers[i];
		struct history_word word = step_of(report, answer->denied ? "denies-breach" : answers[answer->response], answer->day, answer->actor.name);
		word.event = answer->event;
		word.text = answer->text;
		word.speaker = answer->speakers;
		add_step(truces, truce, word);
	}
	if (report->stage == CEASEFIRE_ENDED)
		add_step(truces, truce, step_of(report, "ended", report->until, (struct str){0}));
}

static int by_day(const void *a, const void *b)
{
	const struct history_word *x = a, *y = b;
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if (x->reported != y->reported)
		return x->reported < y->reported ? -1 : 1;
	return str_compare(x->event, y->event);
}

static int32_t earliest(int32_t a, int32_t b)
{
	return a == DAY_NONE || (b != DAY_NONE && b < a) ? b : a;
}

static size_t count_documents(const struct life *life)
{
	size_t count = 0;
	for (size_t i = 0; i < life->count; i++) {
		size_t k = 0;
		while (!str_equal(life->reports[k]->document, life->reports[i]->document))
			k++;
		count += k == i;
	}
	return count;
}

static bool is_chosen(const struct history_filter *filter, int64_t key)
{
	size_t from = 0, to = filter->key_count;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (filter->keys[middle] < key)
			from = middle + 1;
		else
			to = middle;
	}
	return from < filter->key_count && filter->keys[from] == key;
}

static void tell_life(struct truces *truces, const struct life *life)
{
	const struct past_truce *first = life->reports[0], *last = life->reports[life->count - 1];
	struct history_truce truce = {.id = first->id, .called_on = DAY_NONE, .effective_from = DAY_NONE, .until = DAY_NONE, .first_report = first->reported,
	                              .last_report = last->reported, .reports = life->count, .documents = count_documents(life)};
	size_t callers = 0, parties = 0;
	for (size_t i = 0; i < life->count; i++) {
		const struct past_truce *report = life->reports[i];
		add_parties(&truce.called_by, &truce.called_by_count, &callers, report->called_by, report->called_by_count, truces->arena);
		add_parties(&truce.parties, &truce.party_count, &parties, report->parties, report->party_count, truces->arena);
		truce.called_on = earliest(truce.called_on, report->called_on);
		truce.effective_from = earliest(truce.effective_from, report->effective_from);
		truce.until = report->until != DAY_NONE ? report->until : truce.until;
		truce.stage = report->stage > truce.stage ? report->stage : truce.stage;
		truce.place = str_empty(truce.place) ? report->place : truce.place;
		truce.country = str_empty(truce.country) ? report->country : truce.country;
		truce.chosen |= is_chosen(truces->filter, report->key);
		add_steps(truces, &truce, report);
	}
	if (truce.steps.count)
		qsort(truce.steps.list, truce.steps.count, sizeof *truce.steps.list, by_day);
	arena_push(truces->arena, truces->list, truces->count, truces->capacity, truce);
}

static bool names_any(const struct history_filter *filter, const struct history_party *parties, size_t count, struct arena *arena)
{
	for (size_t i = 0; i < count; i++)
		if (history_names(filter, &parties[i], arena))
			return true;
	return false;
}

/* A truce is under way from its first day that is told to its end, or its last report. */
static bool is_answer(const struct truces *truces, const struct history_truce *truce)
{
	const struct history_filter *filter = truces->filter;
	int32_t start = earliest(truce->called_on, earliest(truce->effective_from, truce->first_report)), end = truce->until != DAY_NONE ? truce->until : truce->last_report;
	bool actor = str_empty(filter->actor) || names_any(filter, truce->called_by, truce->called_by_count, truces->arena) ||
	             names_any(filter, truce->parties, truce->party_count, truces->arena);
	return actor && (!filter->some || truce->chosen) && (str_empty(filter->country) || str_equal(filter->country, truce->country)) &&
	       (str_empty(filter->place) || history_same_name(filter->place, truce->place, truces->arena)) &&
	       (filter->on == DAY_NONE || (start != DAY_NONE && start <= filter->on && end >= filter->on));
}

/* --- acts that their articles tie to no truce ------------------------------------------------------- */

/* What an act about a truce is, by its PLOVER type, as story/ceasefire.c has it. */
static const struct {
	const char *type;
	enum ceasefire_response response;
} acts[] = {
	{"AGREE", RESPONSE_ACCEPTS}, {"CONCEDE", RESPONSE_ACCEPTS}, {"RETREAT", RESPONSE_ACCEPTS}, {"SUPPORT", RESPONSE_WELCOMES},
	{"REJECT", RESPONSE_REJECTS}, {"ASSAULT", RESPONSE_VIOLATES},
};

/* False where the act says nothing of the truce: a plan, a denial of anything but a breach. */
static bool read_response(const struct past_record *record, enum ceasefire_response *response, bool *denied)
{
	size_t i = 0;
	while (i < sizeof acts / sizeof *acts && !str_equal(record->type, str_of(acts[i].type)))
		i++;
	if (i == sizeof acts / sizeof *acts || record->factuality == FACT_PLANNED)
		return false;
	*response = acts[i].response;
	*denied = record->factuality == FACT_NEGATED;
	if (*response == RESPONSE_VIOLATES)
		return record->factuality != FACT_CONDITIONAL;
	if (record->factuality == FACT_CONDITIONAL && *response == RESPONSE_ACCEPTS)
		*response = RESPONSE_ACCEPTS_CONDITIONALLY;
	return record->factuality == FACT_ACTUAL || *response == RESPONSE_ACCEPTS_CONDITIONALLY;
}

static bool truce_of_act(const struct past_record *record, struct arena *arena, struct past_truce *truce)
{
	enum ceasefire_response response;
	bool denied;
	if (!read_response(record, &response, &denied))
		return false;
	*truce = (struct past_truce){.document = record->document, .reported = record->reported, .place = record->place, .country = record->country,
	                             .text = record->text, .event = record->event, .called_on = DAY_NONE, .effective_from = DAY_NONE, .until = DAY_NONE};
	truce->stage = response == RESPONSE_VIOLATES && !denied ? CEASEFIRE_VIOLATED : CEASEFIRE_CALLED;
	truce->answers = arena_zalloc(arena, record->actor_count, sizeof *truce->answers);
	for (size_t i = 0; i < record->actor_count; i++)
		truce->answers[truce->answer_count++] = (struct past_answer){record->actors[i], response, denied, record->from != DAY_NONE ? record->from : record->reported,
		                                                             record->speakers, record->event, record->text};
	return truce->answer_count > 0;
}

/* Of one day, truces go before what only speaks of one. */
static int by_report(const void *a, const void *b)
{
	const struct past_truce *x = a, *y = b;
	if (x->reported != y->reported)
		return x->reported < y->reported ? -1 : 1;
	if (str_empty(x->id) != str_empty(y->id))
		return str_empty(x->id) ? 1 : -1;
	int order = str_compare(x->id, y->id);
	return order ? order : str_compare(x->event, y->event);
}

static struct past_truces put_together(const struct past_truces *past, const struct past_records *records, struct arena *arena)
{
	struct past_truces all = {arena_alloc(arena, (past->count + records->count + 1) * sizeof *all.list), past->count};
	if (past->count)
		memcpy(all.list, past->list, past->count * sizeof *all.list);
	for (size_t i = 0; i < records->count; i++)
		if (truce_of_act(&records->list[i], arena, &all.list[all.count]))
			all.count++;
	if (all.count)
		qsort(all.list, all.count, sizeof *all.list, by_report);
	return all;
}

bool history_truces(struct store *store, const struct history_filter *filter, struct arena *arena, struct history_truce **list, size_t *count, struct error *error)
{
	struct past_truces past;
	struct past_records loose;
	struct truces truces = {.filter = filter, .arena = arena};
	size_t kept = 0;
	if (!store_past_truces(store, arena, &past, error) || !store_past(store, PAST_TRUCE_ACTS, false, arena, &loose, error))
		return false;
	past = put_together(&past, &loose, arena);
	for (size_t i = 0; i < past.count; i++)
		add_report(&truces, &past.list[i]);
	for (size_t i = 0; i < truces.life_count; i++)
		tell_life(&truces, &truces.lives[i]);
	for (size_t i = 0; i < truces.count; i++)
		if (is_answer(&truces, &truces.list[i]))
			truces.list[kept++] = truces.list[i];
	*list = truces.list;
	*count = kept;
	return true;
}
