/* headline.c: sentences in which the parser missed a verb, read once more.
 *
 * News tells in the present tense, and its bare verbs are nouns as well: "Police in Guyana arrest three", "Protesters march in Tunis",
 * "A Russian jet strikes a school". Behind an auxiliary they can be nothing but verbs, and the parser, asked again, gets the
 * rest of the tree right, too: "Police in Guyana will arrest three". The reading holds where the word is the sentence's root, has a
 * subject of its number before it and something to govern. Only verbs of the codebook are tried. Where other verbs are, one word that the
 * tagger was in doubt about is: "Two are hurt after gunmen open fire", "Police arrest 37 as a summit begins". */
#include "coding.h"
#include "codebook.h"

enum {
	MOST_WORDS = 150, /* in a sentence that is tried */
	MOST_PROBES = 2,  /* of a sentence */
	MOST_PARTS = 4,   /* of a compound that are walked up */
	LABEL_WORDS = 25, /* a topic before a colon is no longer */
	FREE_ODDS = -12,  /* token.verb_odds: above, a verb needs nothing behind it */
	OBJECT_ODDS = -22,  /* below, it needs an object or a clause */
	LEAST_ODDS = -44,
	DOUBT_ODDS = -20, /* above, it is tried beside other verbs, too */
	PLURAL_ODDS = -30, /* the same behind a plural */
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

static bool is_aided(const struct sentence *sentence, int32_t head)
{
	return has_child(sentence, head, REL_cop) || has_child(sentence, head, REL_aux) || has_child(sentence, head, REL_aux_pass);
}

static bool is_clause(const struct sentence *sentence, int32_t head)
{
	const struct token *token = &sentence->tokens[head];
	if (token->upos == UPOS_AUX || is_aided(sentence, head))
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

static bool is_collective(const struct codebook *book, struct str lemma)
{
	const struct word_set *set = &book->sets[book->cues[CUE_COLLECTIVE]];
	for (size_t i = 0; i < set->count; i++)
		if (str_equal_nocase(codebook_word_text(book, set->items[i].head), lemma)) /* "Kenya Police" */
			return true;
	return false;
}

/* A noun that is nearly a verb, or a bare one right behind a plural: "police fire rubber bullets". */
static bool is_doubtful(const struct codebook *book, const struct token *token)
{
	if (token->upos == UPOS_VERB || token->verb_odds >= DOUBT_ODDS)
		return token->upos != UPOS_VERB;
	return token->verb_odds >= PLURAL_ODDS && str_equal(token->form, token->lemma) && (token[-1].xpos == XPOS_NNS || is_collective(book, token[-1].lemma));
}

/* "The police arrest 37 people as a summit begins": a noun that is nearly a verb, beside others; -1. */
static int32_t find_doubtful(const struct codebook *book, const struct sentence *sentence)
{
	int32_t best = -1;
	for (int32_t t = 1; t + 1 < (int32_t)sentence->count; t++) {
		const struct token *token = &sentence->tokens[t];
		bool better = best < 0 || token->verb_odds > sentence->tokens[best].verb_odds;
		if (better && is_doubtful(book, token) && may_be_verb(book, sentence, t))
			best = t;
	}
	return best;
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

struct probe_list {
	struct coding_probe *probes;
	struct sentence *readings;
	size_t count, probe_room, reading_room;
};

static void add_probe(const struct codebook *book, const struct document *document, struct coding_probe probe, struct probe_list *list)
{
	size_t readings = list->count;
	struct sentence reading = with_auxiliary(book, &document->sentences[probe.sentence], probe.from, probe.verb, document->arena);
	arena_push(document->arena, list->probes, list->count, list->probe_room, probe);
	arena_push(document->arena, list->readings, readings, list->reading_room, reading);
}

static void probe_sentence(const struct codebook *book, const struct document *document, size_t index, struct probe_list *list)
{
	const struct sentence *sentence = &document->sentences[index];
	int32_t from = behind_label(sentence), verbs[MOST_PROBES];
	if (!lacks_verb(sentence, from)) {
		int32_t doubtful = find_doubtful(book, sentence);
		if (doubtful >= 0)
			add_probe(book, document, (struct coding_probe){index, 0, doubtful, true}, list);
		return;
	}
	size_t found = find_verbs(book, sentence, from, verbs);
	for (size_t i = 0; i < found; i++)
		add_probe(book, document, (struct coding_probe){index, from, verbs[i], false}, list);
}

size_t coding_probe(const struct codebook *book, const struct document *document, size_t count, struct coding_probe **probes, struct sentence **readings)
{
	struct probe_list list = {0};
	if (book->sets[book->cues[CUE_PLAIN_MODAL]].count == 0)
		return 0;
	for (size_t s = 0; s < count; s++)
		if (document->sentences[s].count >= 3 && document->sentences[s].count <= MOST_WORDS)
			probe_sentence(book, document, s, &list);
	*probes = list.probes;
	*readings = list.readings;
	return list.count;
}

/* --- whether it holds ------------------------------------------------------------------------ */

enum number { SINGULAR, PLURAL, EITHER, NAME };

static enum number number_of(const struct codebook *book, const struct sentence *reading, int32_t subject)
{
	const struct token *token = &reading->tokens[subject];
	if (is_collective(book, token->lemma))
		return EITHER;
	if (has_child(reading, subject, REL_conj) || token->xpos == XPOS_NNS || token->xpos == XPOS_NNPS || token->upos == UPOS_NUM)
		return PLURAL;
	return token->xpos == XPOS_NN ? SINGULAR : NAME; /* "Hezbollah" */
}

static int32_t subject_of(const struct sentence *reading, int32_t verb)
{
	int32_t subject = -1;
	for (int32_t t = reading->tokens[verb].first_child; t >= 0 && t < verb; t = reading->tokens[t].next_sibling)
		if (reading->tokens[t].deprel == REL_nsubj)
			subject = t;
	return subject;
}

static bool has_object(const struct sentence *reading, int32_t verb)
{
	return has_child(reading, verb, REL_obj) || has_child(reading, verb, REL_ccomp) || has_child(reading, verb, REL_xcomp);
}

static bool governs_enough(const struct sentence *reading, int32_t verb, int8_t odds)
{
	bool object = has_object(reading, verb);
	bool oblique = has_child(reading, verb, REL_obl) || has_child(reading, verb, REL_compound_prt) || has_child(reading, verb, REL_advcl);
	return object || odds >= FREE_ODDS || (oblique && odds >= OBJECT_ODDS);
}

/* Where token T of the sentence stands in the reading, and back. */
static int32_t in_reading(const struct coding_probe *probe, int32_t t) { return t < probe->verb ? t - probe->from : t - probe->from + 1; }
static int32_t in_sentence(const struct coding_probe *probe, int32_t t) { return t <= probe->verb - probe->from ? t + probe->from : t + probe->from - 1; }

static bool is_part(unsigned deprel)
{
	return deprel == REL_compound || deprel == REL_amod || deprel == REL_nmod || deprel == REL_conj;
}

/* "Bomb ATTACKS on a shrine kill ten", "A U.S. APPEALS court bans": the verb that the noun, or the one it is a part of, is the subject of
 * has its number. */
static bool is_subject(const struct sentence *sentence, int32_t noun)
{
	const struct token *tokens = sentence->tokens;
	bool plural = false;
	for (int steps = 0; steps < MOST_PARTS && is_part(tokens[noun].deprel); steps++) {
		plural = tokens[noun].deprel == REL_conj;
		noun = tokens[noun].head;
	}
	if ((tokens[noun].deprel != REL_nsubj && tokens[noun].deprel != REL_nsubj_pass) || has_child(sentence, noun, REL_obj))
		return false;
	plural = plural || !str_equal(tokens[noun].form, tokens[noun].lemma);
	int32_t verb = tokens[noun].head;
	for (int32_t t = tokens[verb].first_child; t >= 0 && t < tokens[noun].head; t = tokens[t].next_sibling)
		if (tokens[t].upos == UPOS_AUX) /* "are", "is" */
			verb = t;
	return tokens[verb].xpos != (plural ? XPOS_VBZ : XPOS_VBP);
}

/* A clause of its own, for which the parser may want to have seen the word, as BEFORE, without the auxiliary. */
static bool is_clause_beside(const struct sentence *reading, int32_t verb, unsigned before)
{
	switch (reading->tokens[verb].deprel) {
	case REL_advcl: /* "after gunmen open fire" */
		return has_child(reading, verb, REL_mark);
	case REL_acl_relcl:
		return before == REL_acl_relcl;
	case REL_ccomp:
		return before == REL_ccomp || before == REL_conj;
	case REL_conj:
		return before == REL_conj;
	case REL_parataxis:
		return before == REL_parataxis || before == REL_appos;
	default:
		return false;
	}
}

/* What was the root hangs on the word: a clause with a subject of its own, a second verb, or a participle ("a rocket LAUNCHED there hits"). */
static bool gives_way(const struct sentence *sentence, const struct sentence *reading, int32_t root)
{
	unsigned deprel = reading->tokens[root].deprel;
	bool whole = has_child(reading, root, REL_nsubj) || has_child(reading, root, REL_nsubj_pass) || has_child(reading, root, REL_mark);
	if (deprel == REL_conj || deprel == REL_acl_relcl)
		return true;
	if (whole)
		return deprel == REL_advcl || deprel == REL_ccomp || deprel == REL_parataxis;
	return reading->tokens[root].xpos == XPOS_VBN && !is_aided(sentence, sentence->root);
}

/* Beside other verbs: the word is the root instead of another, or a clause of its own. */
static bool fits_in(const struct sentence *sentence, const struct coding_probe *probe, const struct sentence *reading, int32_t subject)
{
	int32_t modal = probe->verb - probe->from, verb = modal + 1, root = in_reading(probe, sentence->root);
	if (is_subject(sentence, probe->verb) || (int32_t)reading->tokens[subject].right + 1 != modal)
		return false;
	if (reading->root == root)
		return is_clause_beside(reading, verb, sentence->tokens[probe->verb].deprel);
	return reading->root == verb && gives_way(sentence, reading, root);
}

static bool holds(const struct codebook *book, const struct sentence *sentence, const struct coding_probe *probe, const struct sentence *reading)
{
	const struct token *word = &sentence->tokens[probe->verb];
	int32_t modal = probe->verb - probe->from, verb = modal + 1, subject = subject_of(reading, verb);
	if (reading->tokens[verb].upos != UPOS_VERB || reading->tokens[modal].head != verb || subject < 0)
		return false;
	enum number number = number_of(book, reading, subject);
	bool bare = str_equal(word->form, word->lemma);
	if (number == (bare ? SINGULAR : PLURAL) || !governs_enough(reading, verb, word->verb_odds))
		return false;
	bool adjacent = (int32_t)reading->tokens[subject].right + 1 == modal;
	if (!probe->beside)
		return reading->root == verb && (number != NAME || !bare || adjacent); /* no "Jane Roe, Consultant, 12 Elm Street, direct dial" */
	bool name = !bare && word->verb_odds >= SURE_ODDS && (has_object(reading, verb) || reading->tokens[verb].deprel == REL_parataxis);
	return (number != NAME || name) && fits_in(sentence, probe, reading, subject); /* no "after the Oakland clashes" */
}

static void adopt(struct sentence *sentence, const struct coding_probe *probe, const struct sentence *reading)
{
	int32_t from = probe->from, outer = sentence->root >= from ? -1 : sentence->root;
	for (int32_t t = 0; t < from; t++)
		if (sentence->tokens[t].head >= from)
			sentence->tokens[t].head = probe->verb;
	for (int32_t t = from; t < (int32_t)sentence->count; t++) {
		const struct token *as = &reading->tokens[in_reading(probe, t)];
		struct token *token = &sentence->tokens[t];
		token->upos = as->upos;
		token->xpos = as->xpos;
		token->lemma = as->lemma;
		token->deprel = as->head < 0 && outer >= 0 ? REL_parataxis : as->deprel;
		token->head = as->head < 0 ? outer : in_sentence(probe, as->head);
	}
	struct token *verb = &sentence->tokens[probe->verb];
	verb->xpos = str_equal(verb->form, verb->lemma) ? XPOS_VBP : XPOS_VBZ;
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
