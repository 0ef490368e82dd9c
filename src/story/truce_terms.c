/* truce_terms.c: the terms of a truce that its sentences tell: how long, until when, on whose side, on paper, to what
 * end, through whom. FIELD: Clayton et al. 2022 (JCR, 10.1177/00220027221129195). */
#include "story/parts.h"
#include "story/words.h"

static bool is_below(const struct sentence *sentence, size_t token, size_t top)
{
	return token >= sentence->tokens[top].left && token <= sentence->tokens[top].right;
}

static bool has_case(const struct sentence *sentence, size_t token, struct str lemma)
{
	for (int32_t child = sentence->tokens[token].first_child; child >= 0; child = sentence->tokens[child].next_sibling)
		if (sentence->tokens[child].deprel == REL_case && str_equal(sentence->tokens[child].lemma, lemma))
			return true;
	return false;
}

/* A time expression that belongs to the truce's own words: in its phrase, or right before its noun ("a 72-hour truce"). A
 * stretch behind the noun must be said with "for". */
static bool of_truce(const struct document *document, const struct event *event, const struct timex *timex)
{
	if (timex->sentence != event->sentence || event->about_token == NO_INDEX)
		return false;
	const struct sentence *sentence = &document->sentences[event->sentence];
	bool behind = timex->type == TIMEX_DURATION && timex->first > event->about_token;
	return is_below(sentence, timex->first, event->about_token) && (!behind || has_case(sentence, timex->last, STR("for")));
}

/* "for three days", "until June 3" hang on the verb: they are the truce's where the act is the truce (declared, agreed,
 * extended); "brokered after ten hours of talks" is not. */
static bool of_act(const struct document *document, const struct event *event, const struct timex *timex)
{
	if (timex->sentence != event->sentence)
		return false;
	const struct sentence *sentence = &document->sentences[event->sentence];
	bool stretch = timex->type == TIMEX_DURATION && has_case(sentence, timex->last, STR("for"));
	return (stretch || timex->until) && sentence->tokens[timex->last].head == (int32_t)event->trigger;
}

static void take_times(const struct document *document, struct ceasefire *truce, const struct event *event)
{
	for (size_t i = 0; i < document->timex_count; i++) {
		const struct timex *timex = &document->timexes[i];
		if (!of_truce(document, event, timex) && !of_act(document, event, timex))
			continue;
		if (timex->type == TIMEX_DURATION && timex->value.length && timex->value.data[0] == 'P' && str_empty(truce->duration))
			truce->duration = timex->value;
		if (timex->until && timex->date.to != DAY_NONE && truce->until.from == DAY_NONE)
			truce->until = timex->date;
	}
}

static void add_purpose(struct ceasefire *truce, struct str purpose)
{
	for (size_t i = 0; i < truce->purpose_count; i++)
		if (str_equal(truce->purposes[i], purpose))
			return;
	if (truce->purpose_count < sizeof truce->purposes / sizeof *truce->purposes)
		truce->purposes[truce->purpose_count++] = purpose;
}

static void take_purposes(const struct story_tables *tables, struct ceasefire *truce, struct str lemma)
{
	struct str name, purpose;
	for (size_t i = 0; story_list_named(tables, STR("purpose-"), i, &name, &purpose); i++)
		if (story_word_is(tables, name, lemma))
			add_purpose(truce, purpose);
}

/* Only words of the truce's own phrase and of what its act takes tell what it is for, or how it was made. */
static void take_words(const struct story_tables *tables, const struct document *document, struct ceasefire *truce, const struct event *event)
{
	const struct sentence *sentence = &document->sentences[event->sentence];
	const struct token *noun = &sentence->tokens[event->about_token];
	for (size_t t = noun->left; t <= noun->right; t++) {
		struct str lemma = sentence->tokens[t].lemma;
		take_purposes(tables, truce, lemma);
		truce->unilateral = truce->unilateral || story_word_is(tables, STR("unilateral"), lemma);
	}
	struct str verb = sentence->tokens[event->trigger].lemma;
	truce->written = truce->written || story_word_is(tables, STR("written"), verb);
	truce->extended = truce->extended || story_word_is(tables, STR("extend"), verb);
	for (int32_t child = sentence->tokens[event->trigger].first_child; child >= 0; child = sentence->tokens[child].next_sibling) {
		const struct token *around = &sentence->tokens[child];
		for (size_t t = around->left; around->deprel == REL_obl && t <= around->right; t++) /* "announced a truce for Eid" */
			take_purposes(tables, truce, sentence->tokens[t].lemma);
		truce->unilateral = truce->unilateral || story_word_is(tables, STR("unilateral"), sentence->tokens[child].lemma);
	}
}

void story_truce_terms(const struct story_tables *tables, const struct document *document, struct ceasefire *truce)
{
	for (size_t i = 0; i < truce->event_count; i++) {
		const struct event *event = &document->events[truce->events[i]];
		if (event->factuality == FACT_NEGATED)
			continue;
		take_times(document, truce, event);
		if (event->about_token != NO_INDEX)
			take_words(tables, document, truce, event);
	}
}
