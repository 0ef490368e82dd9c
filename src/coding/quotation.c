/* quotation.c: speakers that stand outside the event's sentence, or beside its quotation marks.
 *
 * A quotation is a run of tokens in quotation marks over as many sentences as it takes. Its speaker is named right behind it
 * ('", X said'), right before it ('X said: "'), in a signature ("― X"), or around the quotation before it in the same
 * paragraph or the one before ('"...," X said. "..."'). */
#include "voice.h"

#define MOST_SENTENCES 12 /* of one quotation or turn */
#define LONGEST_NAME 6    /* tokens before the colon of a turn */

struct position {
	struct reading *reading;
	int32_t token;
};

static bool is_sentence(const struct reading *r, size_t index) { return index < r->document->sentence_count; }

static bool is_mark(const struct reading *r, int32_t t, const char *mark) { return str_equal(r->tokens[t].form, str_of(mark)); }

static bool is_dash(const struct reading *r, int32_t t)
{
	static const char *const dashes[] = {"-", "--", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\x95"};
	for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
		if (is_mark(r, t, dashes[i]))
			return true;
	return false;
}

static bool is_quoted(const struct reading *r, int32_t t) { return r->tokens[t].quote_depth > 0; }

static bool is_only_marks(const struct reading *r, int32_t from, int32_t to)
{
	for (int32_t t = from; t <= to; t++)
		if (r->tokens[t].upos != UPOS_PUNCT)
			return false;
	return true;
}

/* The first token of the quotation around TOKEN; it goes on over sentences that have nothing else before it. */
static struct position quotation_start(struct reading *r, int32_t token)
{
	for (int steps = 0;; steps++) {
		while (token > 0 && is_quoted(r, token - 1))
			token--;
		struct reading *before = r->index > 0 ? &r->all[r->index - 1] : NULL;
		if (steps == MOST_SENTENCES || !before || before->count == 0 || !is_only_marks(r, 0, token - 1) || !is_quoted(before, before->count - 1))
			return (struct position){r, token};
		r = before;
		token = before->count - 1;
	}
}

static struct position quotation_end(struct reading *r, int32_t token)
{
	for (int steps = 0;; steps++) {
		while (token + 1 < r->count && is_quoted(r, token + 1))
			token++;
		struct reading *after = is_sentence(r, r->index + 1) ? &r->all[r->index + 1] : NULL;
		int32_t first = 0;
		while (after && first < after->count && !is_quoted(after, first) && after->tokens[first].upos == UPOS_PUNCT)
			first++;
		if (steps == MOST_SENTENCES || !after || first >= after->count || token + 1 != r->count || !is_quoted(after, first))
			return (struct position){r, token};
		r = after;
		token = first;
	}
}

/* "― Stephanie Egan" behind the quotation, in its sentence or as one of its own. */
static bool find_signature(struct reading *r, int32_t from, struct voice *voice)
{
	for (int32_t t = from; t < r->count && t <= from + 3; t++)
		if (is_dash(r, t) && t + 1 < r->count && r->tokens[t + 1].upos == UPOS_PROPN && r->count - t <= 16) {
			int32_t name = t + 1;
			while (head_of(r, name) > t && is_nominal(r, head_of(r, name)) && name != head_of(r, name))
				name = head_of(r, name);
			*voice = (struct voice){r, t, t, name};
			return true;
		}
	return false;
}

static bool find_behind(struct position end, struct voice *voice)
{
	struct reading *r = end.reading;
	int32_t stop = end.token + 1;
	while (stop < r->count && !is_quoted(r, stop))
		stop++;
	if (end.token + 1 < r->count && (find_signature(r, end.token + 1, voice) || voice_between(r, end.token + 1, stop - 1, voice)))
		return true;
	struct reading *after = is_sentence(r, r->index + 1) ? &r->all[r->index + 1] : NULL;
	return after && is_only_marks(r, end.token + 1, r->count - 1) && find_signature(after, 0, voice);
}

/* The speech verb nearest before the quotation: 'X said on Monday that "', 'X added: "'. */
static bool find_before(struct position start, struct voice *voice)
{
	struct reading *r = start.reading;
	for (int32_t t = start.token - 1; t >= 0 && !is_quoted(r, t); t--)
		if (voice_between(r, t, t, voice))
			return true;
	return false;
}

/* Sentences before the quotation that quote the same speaker on, or name whom they are about to quote. */
static bool find_in_sentences_before(struct reading *r, struct voice *voice)
{
	bool same_paragraph = true;
	for (int steps = 0; r->index > 0 && steps < MOST_SENTENCES; steps++) {
		struct reading *before = &r->all[r->index - 1];
		same_paragraph = same_paragraph && before->sentence->block == r->sentence->block;
		if (before->count == 0)
			break;
		bool quotes = false;
		for (int32_t t = 0; t < before->count && !quotes; t++)
			quotes = is_quoted(before, t);
		if (quotes && voice_between(before, 0, before->count - 1, voice))
			return true;
		if (!quotes)
			return (same_paragraph || steps == 0 || is_mark(before, before->count - 1, ":")) && voice_of_main_clause(before, voice);
		r = before;
	}
	return false;
}

/* --- dialogue and headlines ----------------------------------------------------------------------------- */

/* The colon of "PENCE:" or "Mike Pence (R):" at the head of a paragraph; -1 where there is none. */
static int32_t turn_colon(const struct reading *r)
{
	int32_t first = r->count > 0 && r->tokens[0].upos == UPOS_PUNCT ? 1 : 0;
	for (int32_t t = first + 1; t < r->count && t <= first + LONGEST_NAME; t++) {
		if (is_mark(r, t, ":"))
			return t;
		if (r->tokens[t - 1].upos == UPOS_PUNCT && !is_mark(r, t - 1, "(") && !is_mark(r, t - 1, ")") && !is_quoted(r, t))
			return -1;
	}
	return -1;
}

static bool is_first_of_block(const struct reading *r)
{
	return r->index == 0 || r->all[r->index - 1].sentence->block != r->sentence->block;
}

static bool is_all_capitals(const struct reading *r, int32_t t)
{
	struct str form = r->tokens[t].form;
	for (size_t i = 0; i < form.length; i++)
		if (!ascii_is_upper((unsigned char)form.data[i]))
			return false;
	return form.length > 2;
}

/* A person's name speaks; "Pakistan: A bomb ..." and "2011 protests: ..." are topics. */
static bool is_name_of_turn(const struct reading *r, int32_t t)
{
	const struct mention *mention = mention_of(r, t);
	return r->tokens[t].upos == UPOS_PROPN && (is_all_capitals(r, t) || (mention && mention->class_ == ENTITY_PERSON));
}

static int32_t turn_speaker(const struct reading *r, int32_t colon)
{
	bool named = false;
	int32_t speaker = -1;
	for (int32_t t = 0; t < colon; t++) {
		if (r->tokens[t].upos == UPOS_VERB || r->tokens[t].upos == UPOS_AUX || r->timex[t])
			return -1;
		named = named || is_name_of_turn(r, t);
		if (is_nominal(r, t) && (speaker < 0 || head_of(r, speaker) == t || mention_of(r, t)))
			speaker = t;
	}
	return named ? speaker : -1;
}

/* A turn runs on over paragraphs until the next one begins. */
static bool find_turn(struct reading *r, int32_t trigger, struct voice *voice)
{
	for (int steps = 0; steps < MOST_SENTENCES; steps++) {
		int32_t colon = is_first_of_block(r) ? turn_colon(r) : -1;
		if (colon >= 0 && (steps > 0 || colon < trigger)) {
			int32_t speaker = turn_speaker(r, colon);
			*voice = (struct voice){r, colon, colon, speaker};
			return speaker >= 0;
		}
		if (r->index == 0 || (is_first_of_block(r) && steps > 1))
			return false;
		r = &r->all[r->index - 1];
	}
	return false;
}

static bool is_title(const struct reading *r)
{
	size_t block = r->sentence->block;
	return r->index == 0 || (block < r->document->article.block_count && r->document->article.blocks[block].kind == BLOCK_TITLE);
}

/* "X hammers Y: 'You should ...'": the subject before the colon; "Two killed in raid: police": the name behind it. */
static bool find_headline(struct reading *r, int32_t trigger, struct voice *voice)
{
	int32_t root = r->sentence->root, colon = -1;
	for (int32_t t = 1; t + 1 < r->count && colon < 0; t++)
		colon = is_mark(r, t, ":") ? t : -1;
	if (colon < 0 || !is_title(r))
		return false;
	if (trigger < colon && r->count - colon <= 6) {
		int32_t last = r->count - 1;
		while (last > colon && r->tokens[last].upos == UPOS_PUNCT)
			last--;
		*voice = (struct voice){r, colon, colon, last};
		return is_nominal(r, last) && (r->tokens[last].upos == UPOS_PROPN || mention_of(r, last) || reading_is(r, last, CUE_STATEMENT_NOUN)) &&
		       !r->timex[last];
	}
	if (trigger < colon || !is_quoted(r, trigger) || root < 0 || root > colon)
		return false;
	int32_t speaker = r->tokens[root].upos == UPOS_VERB ? deep_subject(r, root, 0) : root;
	*voice = (struct voice){r, colon, colon, speaker};
	return speaker >= 0 && speaker < colon && is_nominal(r, speaker);
}

bool quotation_voice(struct reading *r, int32_t trigger, struct voice *voice)
{
	if (is_quoted(r, trigger)) {
		struct position start = quotation_start(r, trigger), end = quotation_end(r, trigger);
		if (find_headline(r, trigger, voice) || find_behind(end, voice) || find_before(start, voice) ||
		    find_in_sentences_before(start.reading, voice))
			return true;
		/* "X explained it so. '...'" has been asked; '"..." That is what X said.' is the last chance */
		struct reading *after = is_sentence(r, end.reading->index + 1) ? &r->all[end.reading->index + 1] : NULL;
		if (after && after->sentence->block == end.reading->sentence->block && voice_between(after, 0, after->count - 1, voice))
			return true;
	} else if (find_headline(r, trigger, voice)) {
		return true;
	}
	return find_turn(r, trigger, voice);
}
