/* contradiction.c: two records of one document that cannot both be so. */
#include "story/parts.h"

enum { MOST_CONTRADICTIONS = 200 }; /* a hostile document must not cost the square of its length in output */

/* Types that accept what the other row's types refuse; a pair needs a common matter (`about`). */
static bool accepts(const struct event *event)
{
	return str_equal(event->type, STR("AGREE")) || str_equal(event->type, STR("CONCEDE")) || str_equal(event->type, STR("SUPPORT"));
}

static bool refuses(const struct event *event)
{
	return str_equal(event->type, STR("REJECT"));
}

static bool same_matter(const struct document *document, const struct event *a, const struct event *b)
{
	if (!str_empty(a->about) || !str_empty(b->about))
		return str_equal(a->about, b->about);
	return a->recipient_count && b->recipient_count &&
	       story_share_actor(document, a->recipients, a->recipient_count, b->recipients, b->recipient_count) &&
	       a->date.from == b->date.from && a->date.basis != BASIS_DOCUMENT && b->date.basis != BASIS_DOCUMENT;
}

static bool holds(const struct event *event)
{
	return event->factuality == FACT_ACTUAL || event->factuality == FACT_CONDITIONAL;
}

static bool accepted_and_refused(const struct document *document, const struct event *a, const struct event *b)
{
	return holds(a) && holds(b) && ((accepts(a) && refuses(b)) || (refuses(a) && accepts(b))) && same_matter(document, a, b) &&
	       story_share_actor(document, a->actors, a->actor_count, b->actors, b->actor_count);
}

/* Both sides must agree in what they say happened: one says it did, the other that it did not. */
static bool happened_and_did_not(const struct document *document, const struct event *a, const struct event *b)
{
	bool opposite = (a->factuality == FACT_ACTUAL && b->factuality == FACT_NEGATED) ||
	                (a->factuality == FACT_NEGATED && b->factuality == FACT_ACTUAL);
	if (!opposite || a->kind != b->kind || !str_equal(a->type, b->type) || !str_equal(a->mode, b->mode))
		return false;
	bool recipients = a->recipient_count && b->recipient_count &&
	                  story_share_actor(document, a->recipients, a->recipient_count, b->recipients, b->recipient_count);
	bool places = !str_empty(a->place.name) && str_equal(a->place.name, b->place.name);
	return (recipients || places) && story_share_actor(document, a->actors, a->actor_count, b->actors, b->actor_count);
}

static bool speakers_differ(const struct document *document, const struct event *a, const struct event *b)
{
	if (!a->attribution && !b->attribution)
		return false;
	if (!a->attribution || !b->attribution)
		return true;
	return !story_share_actor(document, a->attribution->speakers, a->attribution->speaker_count, b->attribution->speakers,
	                          b->attribution->speaker_count);
}

static bool same_day_and_place(const struct event *a, const struct event *b)
{
	return !str_empty(a->place.name) && str_equal(a->place.name, b->place.name) && a->date.from == b->date.from && a->date.to == b->date.to;
}

/* One act at one place and day, laid at different doors by different speakers. */
static bool blamed_on_two(const struct document *document, const struct event *a, const struct event *b)
{
	if (a->kind != RECORD_EVENT || b->kind != RECORD_EVENT || a->quad != 4 || !str_equal(a->type, b->type))
		return false;
	if (a->factuality != FACT_ACTUAL || b->factuality != FACT_ACTUAL || !a->actor_count || !b->actor_count)
		return false;
	bool one_act = same_day_and_place(a, b) && a->recipient_count && b->recipient_count &&
	               story_share_actor(document, a->recipients, a->recipient_count, b->recipients, b->recipient_count);
	return one_act && speakers_differ(document, a, b) && !story_share_actor(document, a->actors, a->actor_count, b->actors, b->actor_count);
}

static bool counts_clash(const struct count *a, const struct count *b)
{
	bool a_open = a->high < 0 && a->low != a->high, b_open = b->high < 0 && b->low != b->high;
	int64_t a_high = a_open ? INT64_MAX : a->high, b_high = b_open ? INT64_MAX : b->high;
	return a->kind == b->kind && (a->low > b_high || b->low > a_high);
}

/* One act, counted differently by different speakers. An exact number has no upper bound written ("12 were killed"): it counts
 * as its own bound, since rival tolls are mostly told so. */
static bool tolls_differ(const struct document *document, const struct event *a, const struct event *b)
{
	if (!str_equal(a->type, b->type) || !same_day_and_place(a, b) || !speakers_differ(document, a, b))
		return false;
	for (size_t i = 0; i < a->count_count; i++)
		for (size_t k = 0; k < b->count_count; k++)
			if (counts_clash(&a->counts[i], &b->counts[k]))
				return true;
	return false;
}

static const struct {
	bool (*found)(const struct document *document, const struct event *a, const struct event *b);
	const char *about;
} kinds[] = {
	{accepted_and_refused, "accepted and rejected"},
	{happened_and_did_not, "said to have happened and denied"},
	{blamed_on_two, "laid to different sides"},
	{tolls_differ, "counted differently"},
};

static void compare(struct document *document, size_t first, size_t second, size_t *capacity)
{
	const struct event *a = &document->events[first], *b = &document->events[second];
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (!kinds[i].found(document, a, b))
			continue;
		const char *about = kinds[i].about;
		if (!str_empty(a->about))
			about = arena_printf(document->arena, "%.*s: %s", STR_ARG(a->about), about);
		struct contradiction found = {story_contradiction_id(document, first, second), first, second, str_of(about)};
		arena_push(document->arena, document->contradictions, document->contradiction_count, *capacity, found);
		return;
	}
}

void story_contradictions(struct document *document)
{
	size_t capacity = 0;
	for (size_t i = 0; i < document->event_count; i++)
		for (size_t k = i + 1; k < document->event_count && document->contradiction_count < MOST_CONTRADICTIONS; k++)
			compare(document, i, k, &capacity);
}
