/* headline.c: sentences in which the parser found no verb, read once more.
 *
 * News tells in the present tense, and its bare verbs are nouns as well: "Police in Guyana arrest three", "Protesters march in Tunis",
 * "A Russian jet strikes a school". Behind an auxiliary they can be nothing but verbs, and the parser, asked again, gets the
 * rest of the tree right, too: "Police in Guyana will arrest three". The reading holds where the word is the sentence's root, has a
 * subject of its number before it and something to govern. Only verbs of the codebook are tried. */
#include "coding.h"
#include "codebook.h"

enum {
	MOST_WORDS = 150, /* in a sentence that is tried */
	MOST_PROBES = 2,  /* of a sentence */
	LABEL_WORDS = 25, /* a topic before a colon is no longer */
	FREE_ODDS = -12,  /* token.verb_odds: above, a verb needs nothing behind it */
	OBJECT_ODDS = -22,  /* below, it needs an object or a clause */
	LEAST_ODDS = -44,
	DOUBT_ODDS = -20, /* above, it is tried beside other verbs, too */
	SURE_ODDS = -8,   /* above, a name will do as its subject there */
};

static bool has_child(const struct sentence *sentence, int32_t parent, unsigned deprel)
{
	for (int32_t t = sentence->tokens[parent].first_child; t >= 0; t = sentence->tokens[t].next_sibling)
		if (sentence->tokens[t].deprel == deprel)
			return true;
	return false;
}

/* --- where a verb is missing ----------------------------------------------------------------- */

/* Behind the label of "War in Mali: Troops storm a town"; 0 where there is none. */
static int32_t behind_label(const struct sentence *sentence)
{
	int32_t count = (int32_t)sentence->count, behind = 0;
	for (int32_t t = 1; t < LABEL_WORDS && t + 4 < count; t++) {
		const struct token *token = &sentence->tokens[t];
		if (str_equal(token->form, STR(":")))
			return t + 1;
		bool dash = str_equal(token->form, STR("–")) || str_equal(token->form, STR("—"));
		if (dash && token->space_after && token[-1].space_after)
			behind = t + 1;
	}
	return behind;
}

static bool is_clause(const struct sentence *sentence, int32_t head)
{
	const struct token *token = &sentence->tokens[head];
	bool aided = has_child(sentence, head, REL_cop) || has_child(sentence, head, REL_aux) || has_child(sentence, head, REL_aux_pass);
	if (aided || token->upos == UPOS_AUX)
		return true;
	bool participle = token->xpos == XPOS_VBG || token->xpos == XPOS_VBN;
	return token->upos == UPOS_VERB && (!participle || has_child(sentence, head, REL_nsubj) || has_child(sentence, head, REL_nsubj_pass));
}

/* No word from FROM on that hangs on none of the others there has a verb. */
static bool lacks_verb(const struct sentence *sentence, int32_t from)
{
	for (int32_t t = from; t < (int32_t)sentence->count; t++)
		if (sentence->tokens[t].head < from && is_clause(sentence, t))
			return false;
	return true;
}

/* --- which word may be it -------------------------------------------------------------------- */

/* What may stand before a finite verb: the end of its subject, an adverb. */
static bool may_precede(const struct token *token)
{
	if (token->upos == UPOS_PUNCT)
		return token->xpos == XPOS_COMMA || token->xpos == XPOS_RRB || token->xpos == XPOS_CLOSEQ;
	return token->upos == UPOS_NOUN || token->upos == UPOS_PROPN || token->upos == UPOS_ADV || (token->upos == UPOS_PRON && token->xpos != XPOS_PRPS) ||
	       (token->upos == UPOS_NUM && token->space_after);
}

static bool may_follow(const struct token *token)
{
	bool apart = token[-1].space_after || token->xpos == XPOS_COMMA || token->xpos == XPOS_PERIOD;
	return apart && token->upos != UPOS_AUX && token->xpos != XPOS_POS && token->xpos != XPOS_HYPH && token->xpos != XPOS_LRB;
}

/* Does a pattern say so ("@actor be loyal to" makes no verb)? */
static bool is_codebook_verb(const struct codebook *book, struct str lemma)
{
	uint32_t word = codebook_word(book, lemma);
	if (word == WORD_NONE)
		return false;
	for (uint32_t i = book->verbs.start[word]; i < book->verbs.start[word + 1]; i++) {
		const struct pattern *pattern = &book->patterns[book->verbs.pattern[i]];
		if (!book->steps[pattern->first_step + pattern->trigger].predicate)
			return true;
	}
	return false;
}

static bool may_be_verb(const struct codebook *book, const struct sentence *sentence, int32_t at)
{
	const struct token *token = &sentence->tokens[at];
	bool open = token->upos == UPOS_NOUN || token->upos == UPOS_VERB || token->upos == UPOS_ADJ || token->upos == UPOS_PROPN || token->upos == UPOS_ADV;
	if (!open || token->verb_odds < LEAST_ODDS || token->form.length == 0 || !ascii_is_lower((unsigned char)token->form.data[0]) ||
	    token->xpos == XPOS_VBD || token->xpos == XPOS_VBN || token->xpos == XPOS_VBG)
		return false;
	if (token->upos == UPOS_VERB && (has_child(sentence, at, REL_nsubj) || has_child(sentence, at, REL_mark)))
		return false;
	return may_precede(token - 1) && may_follow(token + 1) && is_codebook_verb(book, token->lemma);
}

/* "fire tear gas": of two words side by side the first governs, if no third ("forces" in "security forces arrest") comes before. */
static bool is_better(const struct sentence *sentence, int32_t at, int32_t than)
{
	const struct token *one = &sentence->tokens[at], *other = &sentence->tokens[than];
	if (at == than + 1 && str_equal(other->form, other->lemma))
		return false;
	return one->verb_odds > other->verb_odds;
}

static size_t find_verbs(const struct codebook *book, const struct sentence *sentence, int32_t from, int32_t verbs[MOST_PROBES])
{
	size_t count = 0;
	for (int32_t t = from + 1; t + 1 < (int32_t)sentence->count; t++) {
		if (!may_be_verb(book, sentence, t))
			continue;
		size_t at = count < MOST_PROBES ? count++ : MOST_PROBES;
		for (; at > 0 && is_better(sentence, t, verbs[at - 1]); at--)
			if (at < MOST_PROBES)
				verbs[at] = verbs[at - 1];
		if (at < MOST_PROBES)
			verbs[at] = t;
	}
	return count;
}

/* --- the other reading ----------------------------------------------------------------------- */

static struct sentence with_auxiliary(const struct codebook *book, const struct sentence *sentence, int32_t from, int32_t verb, struct arena *arena)
{
	size_t before = (size_t)(verb - from), count = sentence->count - (size_t)from + 1;
	struct token *tokens = arena_alloc(arena, count * sizeof *tokens);
	memcpy(tokens, sentence->tokens + from, before * sizeof *tokens);
	memcpy(tokens + before + 1, sentence->tokens + verb, (count - before - 1) * sizeof *tokens);
	tokens[before] = sentence->tokens[verb];
	tokens[before].form = codebook_word_text(book, book->sets[book->cues[CUE_PLAIN_MODAL]].items[0].head);
	tokens[before + 1].form = sentence->tokens[verb].lemma;
	return (struct sentence){.tokens = tokens, .count = count, .span = sentence->span, .block = sentence->block, .root = -1};
}

size_t coding_probe(const struct codebook *book, const struct document *document, size_t count, struct coding_probe **probes, struct sentence **readings)
{
	size_t made = 0, probe_room = 0, made_readings = 0, reading_room = 0;
	*probes = NULL;
	*readings = NULL;
	if (book->sets[book->cues[CUE_PLAIN_MODAL]].count == 0)
		return 0;
	for (size_t s = 0; s < count; s++) {
		const struct sentence *sentence = &document->sentences[s];
		int32_t from, verbs[MOST_PROBES];
		if (sentence->count < 3 || sentence->count > MOST_WORDS || !lacks_verb(sentence, from = behind_label(sentence)))
			continue;
		size_t found = find_verbs(book, sentence, from, verbs);
		for (size_t i = 0; i < found; i++) {
			struct coding_probe probe = {s, from, verbs[i]};
			struct sentence reading = with_auxiliary(book, sentence, from, verbs[i], document->arena);
			arena_push(document->arena, *probes, made, probe_room, probe);
			arena_push(document->arena, *readings, made_readings, reading_room, reading);
		}
	}
	return made;
}

/* --- whether it holds ------------------------------------------------------------------------ */

enum number { SINGULAR, PLURAL, EITHER };

static bool is_collective(const struct codebook *book, struct str lemma)
{
	const struct word_set *set = &book->sets[book->cues[CUE_COLLECTIVE]];
	uint32_t word = codebook_word(book, lemma);
	for (size_t i = 0; word != WORD_NONE && i < set->count; i++)
		if (set->items[i].head == word)
			return true;
	return false;
}

static enum number number_of(const struct codebook *book, const struct sentence *reading, int32_t subject)
{
	const struct token *token = &reading->tokens[subject];
	if (is_collective(book, token->lemma))
		return EITHER;
	if (has_child(reading, subject, REL_conj) || token->xpos == XPOS_NNS || token->xpos == XPOS_NNPS || token->upos == UPOS_NUM)
		return PLURAL;
	return token->xpos == XPOS_NN ? SINGULAR : EITHER; /* "Kenya Police", "Hezbollah" */
}

static int32_t subject_of(const struct sentence *reading, int32_t verb)
{
	int32_t subject = -1;
	for (int32_t t = reading->tokens[verb].first_child; t >= 0 && t < verb; t = reading->tokens[t].next_sibling)
		if (reading->tokens[t].deprel == REL_nsubj)
			subject = t;
	return subject;
}

static bool governs_enough(const struct sentence *reading, int32_t verb, int8_t odds)
{
	bool object = has_child(reading, verb, REL_obj) || has_child(reading, verb, REL_ccomp) || has_child(reading, verb, REL_xcomp);
	bool oblique = has_child(reading, verb, REL_obl) || has_child(reading, verb, REL_compound_prt) || has_child(reading, verb, REL_advcl);
	return object || odds >= FREE_ODDS || (oblique && odds >= OBJECT_ODDS);
}

static bool holds(const struct codebook *book, const struct sentence *sentence, const struct coding_probe *probe, const struct sentence *reading)
{
	const struct token *word = &sentence->tokens[probe->verb];
	int32_t modal = probe->verb - probe->from, verb = modal + 1, subject = subject_of(reading, verb);
	bool root = reading->root == verb && reading->tokens[verb].upos == UPOS_VERB && reading->tokens[modal].head == verb;
	if (!root || subject < 0)
		return false;
	enum number number = number_of(book, reading, subject);
	bool bare = str_equal(word->form, word->lemma);
	return number != (bare ? SINGULAR : PLURAL) && governs_enough(reading, verb, word->verb_odds);
}

static void adopt(struct sentence *sentence, const struct coding_probe *probe, const struct sentence *reading)
{
	int32_t from = probe->from, modal = probe->verb - from;
	bool rooted = sentence->root >= from;
	for (int32_t t = 0; t < from; t++)
		if (sentence->tokens[t].head >= from)
			sentence->tokens[t].head = probe->verb;
	for (int32_t t = from; t < (int32_t)sentence->count; t++) {
		const struct token *as = &reading->tokens[t < probe->verb ? t - from : t - from + 1];
		struct token *token = &sentence->tokens[t];
		token->upos = as->upos;
		token->xpos = as->xpos;
		token->lemma = as->lemma;
		token->deprel = as->deprel;
		token->head = as->head < modal ? as->head + from : as->head == modal ? probe->verb : as->head - 1 + from;
	}
	struct token *verb = &sentence->tokens[probe->verb];
	verb->xpos = str_equal(verb->form, verb->lemma) ? XPOS_VBP : XPOS_VBZ;
	verb->head = rooted ? -1 : sentence->root;
	verb->deprel = rooted ? REL_root : REL_parataxis;
}

void coding_settle(const struct codebook *book, struct document *document, const struct coding_probe *probes, const struct sentence *readings, size_t count, coding_link *link)
{
	size_t settled = NO_INDEX;
	for (size_t i = 0; i < count; i++) {
		struct sentence *sentence = &document->sentences[probes[i].sentence];
		if (probes[i].sentence == settled || !holds(book, sentence, &probes[i], &readings[i]))
			continue;
		settled = probes[i].sentence;
		adopt(sentence, &probes[i], &readings[i]);
		link(sentence);
	}
}
