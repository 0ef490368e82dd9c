#include "window.h"

static bool overlaps(struct span a, struct span b)
{
	return a.start < b.end && b.start < a.end;
}

static bool overlaps_any(struct span span, const struct span *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (overlaps(span, list[i]))
			return true;
	return false;
}

/* The first sentence that a party's first mention touches, or NO_INDEX. */
static size_t sentence_of(const struct document *document, const struct span *list, size_t count)
{
	for (size_t i = 0; count && i < document->sentence_count; i++)
		if (overlaps(document->sentences[i].span, list[0]))
			return i;
	return NO_INDEX;
}

static void choose_sentences(const struct document *document, const struct relate_parties *parties, struct window *window)
{
	size_t actor = sentence_of(document, parties->actors, parties->actor_count);
	size_t recipient = sentence_of(document, parties->recipients, parties->recipient_count);
	size_t first = actor != NO_INDEX ? actor : recipient != NO_INDEX ? recipient : 0, last = first;
	if (recipient != NO_INDEX && recipient < first && first - recipient < WINDOW_SENTENCES)
		first = recipient;
	if (recipient != NO_INDEX && recipient > last && recipient - last < WINDOW_SENTENCES)
		last = recipient;
	window->first_sentence = first;
	window->last_sentence = last;
}

static struct str lower(struct arena *arena, struct str s)
{
	bool any = false;
	for (size_t i = 0; i < s.length; i++)
		any = any || ascii_is_upper((unsigned char)s.data[i]);
	if (!any)
		return s;
	char *copy = arena_copy(arena, s.data, s.length);
	for (size_t i = 0; i < s.length; i++)
		if (ascii_is_upper((unsigned char)copy[i]))
			copy[i] = (char)(copy[i] | 32);
	return (struct str){copy, s.length};
}

static uint8_t role_of(const struct token *token, const struct relate_parties *parties)
{
	if (overlaps_any(token->span, parties->actors, parties->actor_count))
		return ROLE_ACTOR;
	return overlaps_any(token->span, parties->recipients, parties->recipient_count) ? ROLE_RECIPIENT : ROLE_NONE;
}

static void add_words(const struct document *document, const struct relate_parties *parties, struct window *window)
{
	size_t total = 0;
	for (size_t s = window->first_sentence; s <= window->last_sentence; s++)
		total += document->sentences[s].count;
	window->words = arena_zalloc(document->arena, total + 1, sizeof *window->words);
	for (size_t s = window->first_sentence; s <= window->last_sentence; s++) {
		const struct sentence *sentence = &document->sentences[s];
		int32_t base = window->count;
		for (size_t i = 0; i < sentence->count; i++) {
			const struct token *token = &sentence->tokens[i];
			struct str lemma = str_empty(token->lemma) ? token->form : token->lemma;
			window->words[window->count++] = (struct word){token, lower(document->arena, lemma),
			                                              token->head < 0 ? -1 : base + token->head, base, role_of(token, parties), false};
		}
	}
}

/* A mention's head hangs on a word outside of it. The first such word that is no punctuation. */
static int32_t find_party(const struct window *window, uint8_t role)
{
	int32_t any = -1;
	for (int32_t i = 0; i < window->count; i++) {
		const struct word *word = &window->words[i];
		if (word->role != role || word->token->upos == UPOS_PUNCT)
			continue;
		any = any < 0 ? i : any;
		if (word->head < 0 || window->words[word->head].role != role)
			return i;
	}
	return any;
}

static size_t depth_of(const struct window *window, int32_t i)
{
	size_t depth = 0;
	while (window->words[i].head >= 0 && depth < (size_t)window->count) {
		i = window->words[i].head;
		depth++;
	}
	return depth;
}

static void mark_path(struct window *window)
{
	int32_t a = window->party[ROLE_ACTOR], b = window->party[ROLE_RECIPIENT];
	if (a < 0 || b < 0)
		return;
	size_t da = depth_of(window, a), db = depth_of(window, b);
	while (a >= 0 && b >= 0 && a != b) {
		int32_t *deeper = da >= db ? &a : &b;
		size_t *depth = da >= db ? &da : &db;
		window->words[*deeper].on_path = true;
		*deeper = window->words[*deeper].head;
		*depth = *depth ? *depth - 1 : 0;
	}
	if (a >= 0 && a == b)
		window->words[a].on_path = true;
}

struct window window_make(const struct document *document, const struct relate_parties *parties)
{
	struct window window = {.party = {-1, -1, -1}};
	if (!document->sentence_count)
		return window;
	choose_sentences(document, parties, &window);
	add_words(document, parties, &window);
	window.party[ROLE_ACTOR] = find_party(&window, ROLE_ACTOR);
	window.party[ROLE_RECIPIENT] = find_party(&window, ROLE_RECIPIENT);
	mark_path(&window);
	return window;
}

struct relate_parties relate_given(const struct document *document)
{
	const struct article *article = &document->article;
	struct span *spans = arena_zalloc(document->arena, article->given_count + 1, sizeof *spans);
	size_t actors = 0, recipients = 0;
	for (size_t i = 0; i < article->given_count; i++)
		if (article->given[i].is_actor)
			spans[actors++] = article->given[i].span;
	for (size_t i = 0; i < article->given_count; i++)
		if (!article->given[i].is_actor)
			spans[actors + recipients++] = article->given[i].span;
	return (struct relate_parties){spans, spans + actors, actors, recipients};
}
