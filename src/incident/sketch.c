/* sketch.c: from a coded event to what it says of its happening. */
#include "parts.h"

#include "base/utf8.h"

enum { MOST_SENTENCE_WORDS = 48, MOST_NAMES = 64, MOST_WORDS = 160 };
enum { NEAR = 6 }; /* words before and behind the trigger, beside those that hang on it */

/* Ranks that begin a rarity: "Israel" is common, "airstrike" usual, "Jabalia" rare. */
static const size_t rarity_rank[RAREST] = {300, 1000, 2500, 5000, 10000, 20000, SIZE_MAX};

/* MOST_WORDS at most: Shell's sort. */
static void sort_few(uint32_t *hash, size_t count)
{
	static const size_t gaps[] = {57, 23, 10, 4, 1};
	for (size_t g = 0; g < sizeof gaps / sizeof *gaps; g++)
		for (size_t i = gaps[g]; i < count; i++) {
			uint32_t value = hash[i];
			size_t at = i;
			for (; at >= gaps[g] && hash[at - gaps[g]] > value; at -= gaps[g])
				hash[at] = hash[at - gaps[g]];
			hash[at] = value;
		}
}

static struct word_set sorted(uint32_t *hash, size_t count)
{
	size_t kept = 0;
	sort_few(hash, count);
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || ((hash[kept - 1] ^ hash[i]) & ~(uint32_t)WORD_FLAGS))
			hash[kept++] = hash[i];
		else
			hash[kept - 1] |= hash[i] & (NEAR_WORD | NAME_WORD);
	return words_of(hash, kept);
}

static bool is_name(const struct token *token)
{
	return token->upos == UPOS_PROPN && token->lemma.length > 1;
}

static bool is_content(const struct token *token)
{
	bool open = token->upos == UPOS_NOUN || token->upos == UPOS_VERB || token->upos == UPOS_ADJ || token->upos == UPOS_NUM;
	return open && token->lemma.length > 1;
}

static uint32_t lemma_hash(const struct token *token, const struct word_ranks *ranks, struct arena *arena)
{
	struct str lemma = utf8_fold(arena, token->lemma);
	size_t rank = ranks->rank(ranks->context, lemma);
	uint32_t rarity = 0;
	while (rarity < RAREST && rank >= rarity_rank[rarity])
		rarity++;
	return word_key(lemma) | rarity | (is_name(token) ? NAME_WORD : 0);
}

static bool is_near(const struct sentence *sentence, size_t token, size_t trigger)
{
	size_t distance = token < trigger ? trigger - token : token - trigger;
	return token != trigger && trigger < sentence->count && (distance <= NEAR || sentence->tokens[token].head == (int32_t)trigger);
}

static struct word_set sentence_words(const struct sentence *sentence, size_t trigger, const struct word_ranks *ranks, struct arena *arena)
{
	uint32_t *hash = arena_alloc(arena, MOST_SENTENCE_WORDS * sizeof *hash);
	size_t count = 0;
	for (size_t t = 0; t < sentence->count && count < MOST_SENTENCE_WORDS; t++)
		if (is_name(&sentence->tokens[t]) || is_content(&sentence->tokens[t]))
			hash[count++] = lemma_hash(&sentence->tokens[t], ranks, arena) | (is_near(sentence, t, trigger) ? NEAR_WORD : 0);
	return sorted(hash, count);
}

/* The first words of an article say what it is about, so its sets are cut there and not at random. */
struct signature signature_of(const struct document *document, const struct word_ranks *ranks, struct arena *arena)
{
	uint32_t *names = arena_alloc(arena, MOST_NAMES * sizeof *names), *words = arena_alloc(arena, MOST_WORDS * sizeof *words);
	size_t name_count = 0, word_count = 0;
	for (size_t s = 0; s < document->sentence_count; s++) {
		const struct sentence *sentence = &document->sentences[s];
		for (size_t t = 0; t < sentence->count; t++) {
			const struct token *token = &sentence->tokens[t];
			if (is_name(token) && name_count < MOST_NAMES)
				names[name_count++] = lemma_hash(token, ranks, arena);
			else if (is_content(token) && word_count < MOST_WORDS)
				words[word_count++] = lemma_hash(token, ranks, arena);
		}
	}
	return (struct signature){sorted(names, name_count), sorted(words, word_count)};
}

static const struct token *number_of(const struct token *tokens, const struct token *head)
{
	for (int32_t child = head->first_child; child >= 0; child = tokens[child].next_sibling)
		if (tokens[child].deprel == REL_nummod)
			return &tokens[child];
	return head->upos == UPOS_NUM ? head : NULL;
}

/* "1,600"; -1 for a number in words or with a fraction. */
static int64_t read_digits(struct str text)
{
	int64_t value = 0;
	size_t digits = 0;
	for (size_t i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.data[i];
		if (c == ',' && digits)
			continue;
		if (!ascii_is_digit(c) || ++digits > 15)
			return -1;
		value = value * 10 + (c - '0');
	}
	return digits ? value : -1;
}

static void describe_party(struct sketch_party *party, const struct token *tokens, const struct token *head)
{
	const struct token *number = number_of(tokens, head);
	party->kind = number ? PARTY_COUNTED : head->upos == UPOS_PROPN || !str_empty(party->id) ? PARTY_NAMED : PARTY_COMMON;
	party->number = number ? read_digits(number->form) : -1;
}

static bool is_person(const struct document *document, const struct actor *actor)
{
	for (size_t i = 0; i < document->mention_count; i++) {
		const struct mention *mention = &document->mentions[i];
		if (mention->sentence == actor->sentence && mention->head == actor->token)
			return mention->kind == MENTION_NAME && mention->class_ == ENTITY_PERSON;
	}
	return false;
}

static struct sketch_party party_of(const struct document *document, const struct actor *actor, bool recipient, struct arena *arena)
{
	struct sketch_party party = {.id = actor->id, .country = actor->country, .recipient = recipient, .number = -1};
	party.name = utf8_fold(arena, str_empty(actor->name) ? actor->text : actor->name);
	if (actor->sentence < document->sentence_count && actor->token < document->sentences[actor->sentence].count) {
		const struct token *tokens = document->sentences[actor->sentence].tokens, *head = &tokens[actor->token];
		party.head = utf8_fold(arena, head->lemma);
		describe_party(&party, tokens, head);
		if (party.kind == PARTY_NAMED && is_person(document, actor))
			party.kind = PARTY_PERSON;
	}
	return party;
}

static void add_parties(struct sketch *sketch, const struct document *document, const struct event *event, struct arena *arena)
{
	sketch->parties = arena_zalloc(arena, event->actor_count + event->recipient_count, sizeof *sketch->parties);
	for (size_t i = 0; i < event->actor_count; i++)
		sketch->parties[sketch->party_count++] = party_of(document, &event->actors[i], false, arena);
	for (size_t i = 0; i < event->recipient_count; i++)
		sketch->parties[sketch->party_count++] = party_of(document, &event->recipients[i], event->reciprocal ? false : true, arena);
}

/* A year in which the article itself lies tells no day: "the 2020 Baghdad airstrike" in January of that year. */
static bool tells_days(const struct date *date, int32_t reported)
{
	bool own_year = date->precision == DATE_YEAR && reported != DAY_NONE && date->from <= reported && reported <= date->to;
	return date->basis != BASIS_DOCUMENT && date->from != DAY_NONE && !own_year;
}

static void add_days(struct sketch *sketch, const struct document *document, const struct event *event)
{
	sketch->dated = tells_days(&event->date, document->article.day);
	sketch->from = sketch->dated ? event->date.from : document->article.day;
	sketch->to = sketch->dated ? event->date.to : document->article.day;
	if (sketch->to == DAY_NONE || sketch->to < sketch->from)
		sketch->to = sketch->from;
}

static void add_place(struct sketch *sketch, const struct event *event)
{
	if (event->place_index == NO_INDEX || str_empty(event->place.name))
		return;
	sketch->country = event->place.country;
	sketch->point = event->place.resolved && event->place.precision == PLACE_POINT;
	if (event->place.precision != PLACE_COUNTRY)
		sketch->place = event->place.name;
	if (sketch->point)
		sketch->province = event->place.admin1;
	sketch->lat = event->place.lat;
	sketch->lon = event->place.lon;
}

static void add_numbers(struct sketch *sketch, const struct event *event)
{
	sketch->killed = sketch->wounded = -1;
	for (size_t i = 0; i < event->count_count; i++) {
		int64_t *at = event->counts[i].kind == COUNT_KILLED ? &sketch->killed : event->counts[i].kind == COUNT_WOUNDED ? &sketch->wounded : NULL;
		if (at && *at < event->counts[i].low)
			*at = event->counts[i].low;
	}
}

static enum sketch_word kind_of_word(const struct token *token)
{
	return token->upos == UPOS_NOUN ? WORD_NOUN : token->upos == UPOS_VERB ? WORD_VERB : token->upos == UPOS_PROPN ? WORD_NAME : WORD_OTHER;
}

struct sketch sketch_of_event(const struct document *document, const struct event *event, const struct word_ranks *ranks, struct arena *arena)
{
	const struct sentence *sentence = &document->sentences[event->sentence];
	struct sketch sketch = {
		.event = event->id, .document = document->id, .reported = document->article.day, .sentence = event->sentence,
		.type = event->type, .mode = event->mode, .quad = event->quad,
		.world = event->factuality == FACT_PLANNED || event->factuality == FACT_CONDITIONAL ? WORLD_MEANT : WORLD_TOLD,
	};
	if (event->trigger < sentence->count) {
		sketch.trigger = utf8_fold(arena, sentence->tokens[event->trigger].lemma);
		sketch.word = kind_of_word(&sentence->tokens[event->trigger]);
		sketch.rank = ranks->rank(ranks->context, sketch.trigger);
	}
	add_parties(&sketch, document, event, arena);
	add_days(&sketch, document, event);
	add_place(&sketch, event);
	add_numbers(&sketch, event);
	sketch.words = sentence_words(sentence, event->trigger, ranks, arena);
	return sketch;
}
