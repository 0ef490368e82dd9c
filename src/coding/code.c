/* code.c: candidates into events: roles, factuality, attribution, counts, when and where. */
#include "code.h"

#include "alongside.h"
#include "aftermath.h"
#include "attribution.h"
#include "circumstance.h"
#include "where.h"
#include "coding.h"
#include "counts.h"
#include "duty.h"
#include "factuality.h"
#include "sequel.h"

struct event_list {
	struct event *items;
	size_t count, capacity;
};

static bool is_known(const struct mention *mention)
{
	return mention && (mention->entity != UINT32_MAX || mention->antecedent != NO_INDEX);
}

void actor_from_token(const struct reading *r, int32_t token, struct actor *actor)
{
	int32_t first, last;
	phrase_bounds(r, token, &first, &last);
	int32_t named = through_series(r, token); /* "thousands of refugees": the words of all, the identity of the refugees */
	const struct mention *own = mention_of(r, named), *name = name_beside(r, named) >= 0 ? mention_of(r, name_beside(r, named)) : NULL;
	bool leads = name && own && name->class_ == ENTITY_PERSON && own->class_ == ENTITY_ORGANISATION; /* "leaders of the party, X and Y" */
	if (name && !leads && !is_known(own))
		named = name_beside(r, named); /* "militant group Hezbollah" */
	*actor = (struct actor){.sentence = r->index, .token = (size_t)named, .span = tokens_span(r, first, last)};
	actor->text = span_text(r->document, actor->span);
}

/* Do both stand for one mention, "the senator" and "he"? */
static bool is_same_party(const struct reading *r, const struct actor *one, const struct actor *other)
{
	const struct mention *a = referent_of(&r->all[one->sentence], (int32_t)one->token);
	return (one->sentence == other->sentence && one->token == other->token) ||
	       (a && a == referent_of(&r->all[other->sentence], (int32_t)other->token));
}

bool actors_are_same(const struct reading *all, const struct actor *a, const struct actor *b)
{
	const struct mention *one = referent_of(&all[a->sentence], (int32_t)a->token), *other = referent_of(&all[b->sentence], (int32_t)b->token);
	return (a->sentence == b->sentence && a->token == b->token) ||
	       (one && other && (one == other || (one->entity != UINT32_MAX && one->entity == other->entity)));
}

bool actors_meet(const struct reading *all, const struct actor *a, size_t a_count, const struct actor *b, size_t b_count)
{
	for (size_t i = 0; i < a_count; i++)
		for (size_t k = 0; k < b_count; k++)
			if (actors_are_same(all, &a[i], &b[k]))
				return true;
	return false;
}

/* One more of ACTORS, unless it stands there already. */
static void add_actor(const struct reading *r, int32_t token, struct actor *actors, size_t *made)
{
	actor_from_token(r, token, &actors[*made]);
	for (size_t i = 0; i < *made; i++)
		if (is_same_party(r, &actors[i], &actors[*made]))
			return;
	++*made;
}

static struct actor *make_actors(struct reading *r, const int32_t *tokens, size_t count, bool is_actor, size_t *made)
{
	struct actor *actors = arena_zalloc(r->document->arena, count + 1, sizeof *actors);
	*made = 0;
	for (size_t i = 0; i < count; i++) {
		size_t sentence;
		int32_t party = party_behind(r, tokens[i], is_actor, &sentence);
		int32_t group[MOST_FILLERS] = {party};
		bool moved = party != tokens[i] || sentence != r->index;
		size_t parties = moved ? conjuncts(&r->all[sentence], party, group, MOST_FILLERS) : party >= 0;
		size_t pair = moved ? 0 : pair_before(r, party, group, &sentence);
		moved = moved || pair > 0;
		parties = pair > 0 ? pair : parties;
		if (moved && parties > 1) { /* "the call by X and Y" */
			struct actor *more = arena_zalloc(r->document->arena, *made + parties + count, sizeof *more);
			memcpy(more, actors, *made * sizeof *more);
			actors = more;
		}
		for (size_t p = 0; p < parties; p++)
			add_actor(&r->all[sentence], group[p], actors, made);
	}
	return actors;
}

static struct str rule_name(const struct reading *r, const struct pattern *pattern)
{
	return str_of(arena_printf(r->document->arena, "%.*s:%u", STR_ARG(r->book->files[pattern->file]), (unsigned)pattern->line));
}

static void set_type(const struct reading *r, const struct candidate *candidate, struct event *event)
{
	const struct entry *entry = candidate->entry;
	const struct event_type *type = &r->book->types[entry->type];
	event->kind = type->is_relation ? RECORD_RELATION : RECORD_EVENT;
	event->type = type->name;
	event->mode = entry->mode == MODE_NONE ? (struct str){"", 0} : r->book->modes[entry->mode].name;
	event->cameo = entry->cameo;
	event->quad = type->quad;
	event->goldstein = entry->goldstein;
	event->reciprocal = entry->reciprocal;
	event->about = entry->about;
	event->rule = rule_name(r, candidate->match.pattern);
}

static void add_context(const struct reading *r, struct event *event, uint32_t context)
{
	for (size_t i = 0; i < event->context_count; i++)
		if (str_equal(event->contexts[i], r->book->context_names[context]))
			return;
	if (event->context_count < sizeof event->contexts / sizeof *event->contexts)
		event->contexts[event->context_count++] = r->book->context_names[context];
}

/* The entry's own contexts, then those whose words stand in the trigger's clause. */
static void set_contexts(const struct reading *r, const struct candidate *candidate, struct event *event)
{
	for (uint32_t i = 0; i < candidate->entry->context_count; i++)
		add_context(r, event, candidate->entry->contexts[i]);
	int32_t clause = r->clause[candidate->match.trigger];
	for (int32_t t = 0; t < r->count; t++) {
		uint64_t bits = r->clause[t] == clause ? r->book->word_contexts[r->word[t]] | r->book->word_contexts[r->form[t]] : 0;
		for (uint32_t c = 0; bits; c++, bits >>= 1)
			if ((bits & 1) && reading_in_set(r, r->book->context_sets[c], t))
				add_context(r, event, c);
	}
}

static void set_trigger(const struct reading *r, const struct candidate *candidate, struct event *event)
{
	int32_t first = candidate->match.trigger, last = first;
	event->trigger = (size_t)first;
	for (size_t i = 1; i < candidate->match.word_count; i++) { /* "carried out an attack", unless far apart */
		int32_t word = candidate->match.words[i];
		if (word > last && word <= last + 4)
			last = word;
	}
	event->trigger_span = tokens_span(r, first, last);
}

/* The word of the sentence that the act is about ("ceasefire"): one of the pattern's words, else the same lemma. */
static void set_about_token(const struct reading *r, const struct candidate *candidate, struct event *event)
{
	event->about_token = NO_INDEX;
	if (event->about.length == 0)
		return;
	uint32_t about = codebook_word(r->book, event->about);
	for (size_t i = candidate->match.word_count; i-- > 0 && event->about_token == NO_INDEX;)
		if (r->tokens[candidate->match.words[i]].upos == UPOS_NOUN)
			event->about_token = (size_t)candidate->match.words[i];
	for (int32_t t = 0; t < r->count; t++)
		if (about != WORD_NONE && r->word[t] == about) {
			event->about_token = (size_t)t;
			return;
		}
}

static bool set_standing(struct reading *r, const struct candidate *candidate, struct event *event)
{
	struct standing standing = factuality_of(r, &candidate->match);
	event->factuality = standing.factuality;
	event->future = standing.future;
	event->hypothetical = standing.hypothetical;
	event->historical = standing.historical;
	return !standing.demanded;
}

/* False when, seen closely, nobody does anything to anybody here, or somebody only asks that it be done. */
static bool make_event(struct reading *r, const struct candidate *candidate, struct event *event)
{
	*event = (struct event){.sentence = r->index, .timex = NO_INDEX, .place_index = NO_INDEX};
	event->date = (struct date){.from = r->document->article.day, .to = r->document->article.day, .basis = BASIS_DOCUMENT};
	event->since = event->until = (struct date){.from = DAY_NONE, .to = DAY_NONE};
	set_type(r, candidate, event);
	if (!set_standing(r, candidate, event))
		return false;
	set_trigger(r, candidate, event);
	event->actors = make_actors(r, candidate->actors, candidate->actor_count, true, &event->actor_count);
	event->recipients = make_actors(r, candidate->recipients, candidate->recipient_count, false, &event->recipient_count);
	if (candidate->actor_count + candidate->recipient_count > 0 && event->actor_count + event->recipient_count == 0)
		return false;
	circumstance_fill(r, candidate, event);
	event->attribution = attribution_of(r, &candidate->match);
	set_contexts(r, candidate, event);
	set_about_token(r, candidate, event);
	return true;
}

/* The speakers of ATTRIBUTION ask the candidate's recipients to do what its verb says. */
static void make_demand(struct reading *r, const struct candidate *candidate, struct attribution *attribution, struct event *event)
{
	*event = (struct event){.sentence = r->index, .timex = NO_INDEX, .place_index = NO_INDEX, .about_token = NO_INDEX};
	event->date = (struct date){.from = r->document->article.day, .to = r->document->article.day, .basis = BASIS_DOCUMENT};
	event->since = event->until = (struct date){.from = DAY_NONE, .to = DAY_NONE};
	set_type(r, candidate, event);
	set_trigger(r, candidate, event);
	event->recipients = make_actors(r, candidate->recipients, candidate->recipient_count, false, &event->recipient_count);
	event->actors = attribution->speakers;
	event->actor_count = attribution->speaker_count;
	event->attribution = attribution;
	set_contexts(r, candidate, event);
}

/* What must be done has not been: the demand takes the place of the act. */
static void add_demands(struct reading *r, struct event_list *list, size_t from)
{
	for (int32_t t = 0; t < r->count; t++) {
		struct candidate candidate;
		struct attribution *attribution;
		struct event event;
		if (!duty_demand(r, t, &candidate, &attribution))
			continue;
		size_t kept = from;
		for (size_t i = from; i < list->count; i++)
			if (list->items[i].trigger != (size_t)t)
				list->items[kept++] = list->items[i];
		list->count = kept;
		make_demand(r, &candidate, attribution, &event);
		arena_push(r->document->arena, list->items, list->count, list->capacity, event);
	}
}

static void code_sentence(struct reading *r, struct event_list *list)
{
	size_t count = 0, from = list->count;
	struct candidate *candidates = select_candidates(r, &count);
	struct anchor *anchors = arena_alloc(r->document->arena, (count + 1) * (MOST_MERGED + 1) * sizeof *anchors);
	size_t anchor_count = 0;
	for (size_t i = 0; i < count; i++) {
		struct event event;
		if (!make_event(r, &candidates[i], &event))
			continue;
		anchors[anchor_count++] = (struct anchor){candidates[i].match.trigger, list->count - from};
		for (size_t m = 0; m < candidates[i].merged_count; m++)
			anchors[anchor_count++] = (struct anchor){candidates[i].merged[m], list->count - from};
		arena_push(r->document->arena, list->items, list->count, list->capacity, event);
	}
	counts_attach(r, list->items + from, anchors, anchor_count);
	add_demands(r, list, from);
}

static bool is_coded(const struct document *document, size_t sentence)
{
	size_t block = document->sentences[sentence].block;
	if (block >= document->article.block_count)
		return true;
	enum block_kind kind = document->article.blocks[block].kind;
	return kind == BLOCK_BODY || kind == BLOCK_TITLE;
}

void coding_code(const struct codebook *book, struct document *document)
{
	struct reading *all = reading_make(book, document);
	struct event_list list = {0};
	for (size_t s = 0; s < document->sentence_count; s++)
		if (is_coded(document, s) && all[s].count > 0)
			code_sentence(&all[s], &list);
	if (list.count) {
		where_carry(all, list.items, list.count);
		sequel_fill(all, list.items, list.count);
		aftermath_fill(all, list.items, list.count);
		alongside_fill(all, list.items, list.count);
	}
	document->events = list.items;
	document->event_count = list.count;
}
