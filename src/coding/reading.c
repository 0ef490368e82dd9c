/* reading.c: word ids, cue bits, clauses and the small questions about a tree that all files ask. */
#include "reading.h"

#include "repair.h"

#include <string.h>

#define LONGEST_WORD 64

/* --- making --------------------------------------------------------------------------------- */

static uint32_t word_id(const struct codebook *book, struct str word)
{
	char lower[LONGEST_WORD];
	if (word.length == 0 || word.length > LONGEST_WORD)
		return WORD_NONE;
	for (size_t i = 0; i < word.length; i++)
		lower[i] = ascii_is_upper((unsigned char)word.data[i]) ? (char)(word.data[i] + 32) : word.data[i];
	return codebook_word(book, (struct str){lower, word.length});
}

/* A lemma that the codebook does not know may be the parser's slip ("shel" for "shelled"): the plain ways to undo an
 * English ending are tried, and what the codebook knows is taken. */
static uint32_t undo_ending(const struct codebook *book, const struct token *token)
{
	static const struct {
		const char *ending, *instead;
	} rules[] = {{"s", ""}, {"es", ""}, {"ed", ""}, {"d", ""}, {"ing", ""}, {"ing", "e"}, {"ies", "y"}, {"ied", "y"}};
	struct str form = token->form;
	char word[LONGEST_WORD];
	const struct map_entry *irregular = map_get(&book->forms, form);
	if (irregular)
		return (uint32_t)irregular->value;
	if (token->upos != UPOS_VERB && token->upos != UPOS_NOUN)
		return WORD_NONE;
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		struct str ending = str_of(rules[i].ending), instead = str_of(rules[i].instead);
		if (form.length < ending.length + 3 || form.length + 1 > LONGEST_WORD || !str_ends(form, ending))
			continue;
		size_t stem = form.length - ending.length;
		memcpy(word, form.data, stem);
		if (instead.length > 0)
			memcpy(word + stem, instead.data, instead.length);
		uint32_t found = word_id(book, (struct str){word, stem + instead.length});
		if (found != WORD_NONE)
			return found;
	}
	return WORD_NONE;
}

/* A plural or a verb's form that the parser gives back as its own lemma: "troops". */
static bool is_left_as_it_was(const struct token *token)
{
	unsigned xpos = token->xpos;
	bool inflected = xpos == XPOS_NNS || xpos == XPOS_VBD || xpos == XPOS_VBZ || xpos == XPOS_VBG || xpos == XPOS_VBN;
	return inflected && str_equal_nocase(token->lemma, token->form);
}

/* `word` stands for the word in all its forms, `form` for it as it is written: a codebook may use "troop" and "troops" side by
 * side, and the one takes nothing away from the other. */
static void find_words(struct reading *r)
{
	for (int32_t t = 0; t < r->count; t++) {
		uint32_t undone = is_left_as_it_was(&r->tokens[t]) ? undo_ending(r->book, &r->tokens[t]) : WORD_NONE;
		r->word[t] = undone != WORD_NONE ? undone : word_id(r->book, r->tokens[t].lemma);
		if (r->word[t] == WORD_NONE)
			r->word[t] = undo_ending(r->book, &r->tokens[t]);
		r->form[t] = word_id(r->book, r->tokens[t].form);
		r->cues[t] = r->book->word_cues[r->word[t]] | r->book->word_cues[r->form[t]];
	}
}

static bool starts_clause(const struct reading *r, int32_t t)
{
	unsigned rel = rel_of(r, t);
	return head_of(r, t) < 0 || (is_clause_relation(rel) && rel != REL_xcomp) || (rel == REL_conj && is_predicate(r, t));
}

/* Follow heads to the clause's predicate; paths already known are reused. */
static void find_clauses(struct reading *r)
{
	for (int32_t t = 0; t < r->count; t++)
		r->clause[t] = -1;
	for (int32_t t = 0; t < r->count; t++) {
		int32_t at = t, steps = 0;
		while (r->clause[at] < 0 && !starts_clause(r, at) && steps++ < r->count)
			at = head_of(r, at);
		int32_t found = r->clause[at] >= 0 ? r->clause[at] : at;
		for (at = t, steps = 0; r->clause[at] < 0 && steps++ < r->count; at = head_of(r, at)) {
			r->clause[at] = found;
			if (head_of(r, at) < 0)
				break;
		}
	}
}

static void allocate(struct reading *r, struct arena *arena)
{
	size_t n = (size_t)r->count;
	r->word = arena_zalloc(arena, n * 5 + 1, sizeof *r->word);
	r->form = r->word + n;
	r->mention = r->form + n;
	r->timex = r->mention + n;
	r->place = r->timex + n;
	r->clause = arena_alloc(arena, n * sizeof *r->clause);
	r->cues = arena_alloc(arena, n * sizeof *r->cues);
	r->in_name = arena_zalloc(arena, n + 1, sizeof *r->in_name);
	r->frames = arena_zalloc(arena, n + 1, sizeof *r->frames);
}

static void cover(uint32_t *where, const struct reading *r, size_t first, size_t last, size_t index)
{
	for (size_t t = first; t <= last && t < (size_t)r->count; t++)
		where[t] = (uint32_t)index + 1;
}

/* "Hamas" and no more in "Hamas of an attack", whatever the mention's span takes in. */
static bool can_be_in_name(struct str form)
{
	return form.length > 0 && !(form.data[0] >= 'a' && form.data[0] <= 'z');
}

static void mark_mention(struct reading *r, const struct mention *mention, size_t index)
{
	r->mention[mention->head] = (uint32_t)index + 1;
	for (size_t t = mention->first; mention->kind == MENTION_NAME && t <= mention->last && t < (size_t)r->count; t++)
		r->in_name[t] = r->in_name[t] || (t != mention->head && can_be_in_name(r->tokens[t].form));
}

static void find_spans(struct reading *all, struct document *document)
{
	size_t sentences = document->sentence_count;
	for (size_t i = 0; i < document->mention_count; i++) {
		const struct mention *mention = &document->mentions[i];
		if (!mention->before_thing && mention->sentence < sentences && mention->head < (size_t)all[mention->sentence].count)
			mark_mention(&all[mention->sentence], mention, i);
	}
	for (size_t i = 0; i < document->timex_count; i++)
		if (document->timexes[i].sentence < sentences) {
			struct reading *r = &all[document->timexes[i].sentence];
			cover(r->timex, r, document->timexes[i].first, document->timexes[i].last, i);
		}
	for (size_t i = 0; i < document->place_count; i++)
		if (document->places[i].sentence < sentences) {
			struct reading *r = &all[document->places[i].sentence];
			cover(r->place, r, document->places[i].first, document->places[i].last, i);
		}
}

struct reading *reading_make(const struct codebook *book, struct document *document)
{
	struct reading *all = arena_zalloc(document->arena, document->sentence_count + 1, sizeof *all);
	for (size_t s = 0; s < document->sentence_count; s++) {
		struct reading *r = &all[s];
		*r = (struct reading){.book = book, .document = document, .sentence = &document->sentences[s], .index = s, .all = all,
		                      .tokens = repair_tokens(&document->sentences[s], document->arena), .count = (int32_t)document->sentences[s].count};
		allocate(r, document->arena);
		find_words(r);
		find_clauses(r);
	}
	find_spans(all, document);
	return all;
}

/* --- words ---------------------------------------------------------------------------------- */

static bool is_word(const struct reading *r, int32_t t, uint32_t word)
{
	return r->word[t] == word || r->form[t] == word;
}

static bool is_hyphen(const struct reading *r, int32_t t)
{
	struct str form = r->tokens[t].form;
	return form.length == 1 && form.data[0] == '-';
}

/* The item's words beside TOKEN, hyphens skipped. */
static bool has_neighbours(const struct reading *r, const struct word_item *item, int32_t token)
{
	const uint32_t *parts = r->book->parts + item->parts;
	int32_t at = token;
	for (uint32_t p = item->head_at; p > 0; p--) {
		do
			at--;
		while (at >= 0 && is_hyphen(r, at));
		if (at < 0 || !is_word(r, at, parts[p - 1]))
			return false;
	}
	at = token;
	for (uint32_t p = item->head_at + 1u; p < item->part_count; p++) {
		do
			at++;
		while (at < r->count && is_hyphen(r, at));
		if (at >= r->count || !is_word(r, at, parts[p]))
			return false;
	}
	return true;
}

/* "carry out", "carry the attack out": right behind the verb, or its particle or adverb. */
static bool has_particle(const struct reading *r, uint32_t particle, int32_t token)
{
	for (int32_t t = token + 1; t < r->count && t <= token + 2; t++)
		if (is_word(r, t, particle) && (t == token + 1 || is_hyphen(r, token + 1)))
			return true;
	FOR_CHILDREN(r, token, c) {
		unsigned rel = rel_of(r, c);
		if (is_word(r, c, particle) && (rel == REL_compound_prt || rel == REL_advmod || rel == REL_obl))
			return true;
		if (rel == REL_obl) /* "pulled its observers out of Syria" */
			FOR_CHILDREN(r, c, inner)
				if (rel_of(r, inner) == REL_case && is_word(r, inner, particle))
					return true;
	}
	return false;
}

static bool item_matches(const struct reading *r, const struct word_item *item, int32_t token)
{
	return (item->part_count < 2 || has_neighbours(r, item, token)) &&
	       (item->particle == WORD_NONE || has_particle(r, item->particle, token));
}

static size_t first_item(const struct word_set *set, uint32_t word)
{
	size_t low = 0, high = set->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (set->items[middle].head < word)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool word_in_set(const struct reading *r, const struct word_set *set, uint32_t word, int32_t token)
{
	if (word == WORD_NONE || !set_may_have(set, word))
		return false;
	for (size_t i = first_item(set, word); i < set->count && set->items[i].head == word; i++)
		if (item_matches(r, &set->items[i], token))
			return true;
	return false;
}

bool reading_has_particle(const struct reading *r, uint32_t set, int32_t token, int32_t particle)
{
	const struct word_set *words = &r->book->sets[set];
	for (size_t i = first_item(words, r->word[token]); i < words->count && words->items[i].head == r->word[token]; i++)
		if (words->items[i].particle != WORD_NONE && is_word(r, particle, words->items[i].particle))
			return true;
	return false;
}

bool reading_in_set(const struct reading *r, uint32_t set, int32_t token)
{
	const struct word_set *words = &r->book->sets[set];
	return token >= 0 && (word_in_set(r, words, r->word[token], token) ||
	                      (r->form[token] != r->word[token] && word_in_set(r, words, r->form[token], token)));
}

void reading_item_bounds(const struct reading *r, uint32_t set, int32_t token, int32_t *first, int32_t *last)
{
	const struct word_set *words = &r->book->sets[set];
	const uint32_t ids[] = {r->word[token], r->form[token]};
	*first = *last = token;
	for (int k = 0; k < 2; k++)
		for (size_t i = ids[k] == WORD_NONE || !set_may_have(words, ids[k]) ? words->count : first_item(words, ids[k]); i < words->count && words->items[i].head == ids[k]; i++) {
			const struct word_item *item = &words->items[i];
			if (item->part_count < 2 || !item_matches(r, item, token))
				continue;
			int32_t before = token - item->head_at, after = token + item->part_count - 1 - item->head_at;
			*first = before < *first && before >= 0 ? before : *first;
			*last = after > *last && after < r->count ? after : *last;
		}
}

bool reading_is(const struct reading *r, int32_t token, enum cue cue)
{
	if (token < 0 || (cue < CUE_BITS && !(r->cues[token] >> cue & 1)) || !reading_in_set(r, r->book->cues[cue], token))
		return false;
	int32_t particle = r->tokens[token].upos == UPOS_VERB ? child_with(r, token, REL_compound_prt) : -1;
	return particle < 0 || reading_has_particle(r, r->book->cues[cue], token, particle); /* "called off" is not "called" */
}

bool reading_lemma(const struct reading *r, int32_t token, const char *lemma)
{
	return token >= 0 && (str_equal_nocase(r->tokens[token].lemma, str_of(lemma)) || str_equal_nocase(r->tokens[token].form, str_of(lemma)));
}

/* --- the tree ------------------------------------------------------------------------------- */

int32_t child_with(const struct reading *r, int32_t parent, unsigned deprel)
{
	FOR_CHILDREN(r, parent, c)
		if (rel_of(r, c) == deprel)
			return c;
	return -1;
}

bool is_nominal(const struct reading *r, int32_t t)
{
	unsigned upos = r->tokens[t].upos;
	return upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_PRON || upos == UPOS_NUM || upos == UPOS_SYM || upos == UPOS_X ||
	       upos == UPOS_DET;
}

bool is_participle(const struct reading *r, int32_t t, bool past)
{
	unsigned xpos = r->tokens[t].xpos;
	return past ? xpos == XPOS_VBN || xpos == XPOS_VBD : xpos == XPOS_VBG;
}

bool is_predicate(const struct reading *r, int32_t t)
{
	if (r->tokens[t].upos == UPOS_VERB)
		return true;
	FOR_CHILDREN(r, t, c) { /* a copula, or what only verbs have (the parser took the verb for a noun) */
		unsigned rel = rel_of(r, c);
		if (rel == REL_cop || rel == REL_obj || rel == REL_nsubj || rel == REL_nsubj_pass)
			return true;
	}
	return false;
}

bool is_clause_relation(unsigned rel)
{
	switch (rel) {
	case REL_acl: case REL_acl_relcl: case REL_advcl: case REL_advcl_relcl: case REL_ccomp: case REL_xcomp:
	case REL_csubj: case REL_csubj_outer: case REL_csubj_pass: case REL_parataxis:
		return true;
	default:
		return false;
	}
}

static bool is_case_relation(unsigned rel) { return rel == REL_case || rel == REL_mark; }

int32_t case_of(const struct reading *r, int32_t token)
{
	FOR_CHILDREN(r, token, c)
		if (is_case_relation(rel_of(r, c)))
			return c;
	return -1;
}

int32_t case_in_set(const struct reading *r, int32_t token, uint32_t set)
{
	FOR_CHILDREN(r, token, c) {
		if (!is_case_relation(rel_of(r, c)))
			continue;
		if (reading_in_set(r, set, c))
			return c;
		bool whole = reading_is(r, c, CUE_WHOLE_PREP);
		FOR_CHILDREN(r, c, fixed)
			if (!whole && rel_of(r, fixed) == REL_fixed && reading_in_set(r, set, fixed))
				return c;
	}
	return -1;
}

bool has_case(const struct reading *r, int32_t token, const char *lemma)
{
	FOR_CHILDREN(r, token, c)
		if (is_case_relation(rel_of(r, c)) && reading_lemma(r, c, lemma))
			return true;
	return false;
}

const struct mention *mention_of(const struct reading *r, int32_t token)
{
	return token >= 0 && r->mention[token] ? &r->document->mentions[r->mention[token] - 1] : NULL;
}

/* The noun that the relative clause around TOKEN hangs on, or -1. */
static int32_t relative_antecedent(const struct reading *r, int32_t token)
{
	int32_t at = token;
	bool joined = false; /* "imprisoned in Libya and that had been sentenced": joined to a participle */
	for (int32_t steps = 0; at >= 0 && steps < r->count; steps++, joined = joined || rel_of(r, at) == REL_conj, at = head_of(r, at))
		if (rel_of(r, at) == REL_acl_relcl || (joined && rel_of(r, at) == REL_acl) || (rel_of(r, at) == REL_advcl_relcl && head_of(r, at) >= 0 && is_nominal(r, head_of(r, at))))
			return head_of(r, at); /* the second: "it was X that ..." */
	return -1;
}

/* "family members of Ben Ali, who was ousted": the verb's number tells who. */
static int32_t one_of_members(const struct reading *r, int32_t token, int32_t noun)
{
	int32_t verb = head_of(r, token), auxiliary = verb >= 0 ? child_with(r, verb, REL_aux_pass) : -1;
	auxiliary = auxiliary < 0 && verb >= 0 ? child_with(r, verb, REL_aux) : auxiliary;
	struct str form = auxiliary >= 0 ? r->tokens[auxiliary].form : STR("");
	bool one = str_equal(form, STR("was")) || str_equal(form, STR("is")) || str_equal(form, STR("has"));
	if (!one || r->tokens[noun].xpos != XPOS_NNS)
		return noun;
	FOR_CHILDREN(r, noun, c)
		if (rel_of(r, c) == REL_nmod && has_case(r, c, "of") && mention_of(r, c) && mention_of(r, c)->class_ == ENTITY_PERSON && c < token)
			return c;
	return noun;
}

/* What a relative that is no "who" may mean instead of the people NOUN that it stands behind: "a video circulated by activists,
 * which alleged", "an attack on guards that killed 14"; else NOUN. */
static int32_t past_people(const struct reading *r, int32_t token, int32_t noun)
{
	static const char *const struck[] = {"on", "against", "at", "of", "upon"};
	const struct mention *mention = mention_of(r, noun);
	bool people = reading_is(r, noun, CUE_PERSON_NOUN) || (mention && mention->can_act), which = reading_lemma(r, token, "which");
	int32_t above = head_of(r, noun), clause = head_of(r, token);
	if (!people || above < 0 || (!which && !reading_lemma(r, token, "that")))
		return noun;
	if (which && reading_is(r, noun, CUE_PERSON_NOUN) && rel_of(r, noun) == REL_obl_agent && rel_of(r, above) == REL_acl)
		return head_of(r, above);
	bool harm = clause >= 0 && rel_of(r, token) == REL_nsubj && (reading_is(r, clause, CUE_KILL_VERB) || reading_is(r, clause, CUE_WOUND_VERB));
	for (size_t i = 0; i < sizeof struck / sizeof *struck && harm && rel_of(r, noun) == REL_nmod; i++)
		if (has_case(r, noun, struck[i]) && reading_is(r, above, CUE_PATIENT_NOUN))
			return above;
	return noun;
}

int32_t resolve_relative(const struct reading *r, int32_t token)
{
	if (token < 0)
		return token;
	unsigned xpos = r->tokens[token].xpos;
	bool relative = xpos == XPOS_WDT || xpos == XPOS_WP || xpos == XPOS_WPS;
	if (!relative && !(reading_lemma(r, token, "that") && r->tokens[token].upos == UPOS_PRON && r->tokens[token].xpos != XPOS_DT))
		return token;
	int32_t noun = relative_antecedent(r, token);
	noun = noun >= 0 && reading_lemma(r, token, "who") ? one_of_members(r, token, noun) : noun;
	int32_t person = noun >= 0 && reading_lemma(r, token, "who") && rel_of(r, noun) == REL_nmod ? head_of(r, noun) : -1;
	if (person >= 0 && reading_is(r, person, CUE_PERSON_NOUN) && !reading_is(r, noun, CUE_PERSON_NOUN) && mention_of(r, noun) &&
	    mention_of(r, noun)->class_ != ENTITY_PERSON && mention_of(r, noun)->class_ != ENTITY_PEOPLE)
		noun = person; /* "two journalists with Al-Jazeera, who were charged" */
	noun = noun >= 0 ? past_people(r, token, noun) : noun;
	return noun >= 0 && noun != token ? noun : token;
}

int32_t through_series(const struct reading *r, int32_t token)
{
	for (int depth = 0; depth < 3 && (reading_is(r, token, CUE_SERIES_NOUN) || (token >= 0 && r->tokens[token].upos == UPOS_NUM)); depth++) {
		int32_t inner = -1;
		FOR_CHILDREN(r, token, c)
			if (rel_of(r, c) == REL_nmod && has_case(r, c, "of"))
				inner = c;
		if (inner < 0)
			break;
		token = inner;
	}
	return token;
}

const struct mention *referent_of(const struct reading *r, int32_t token)
{
	const struct document *document = r->document;
	const struct mention *mention = mention_of(r, token);
	for (size_t steps = 0; mention && mention->antecedent != NO_INDEX && !mention->together && steps < document->mention_count; steps++)
		mention = &document->mentions[mention->antecedent];
	return mention;
}

bool stands_for(const struct reading *r, int32_t pronoun, int32_t token)
{
	if (r->tokens[pronoun].upos != UPOS_PRON)
		return false;
	const struct mention *one = referent_of(r, pronoun), *other = referent_of(r, token);
	return one && other && (one == other || (one->entity != UINT32_MAX && one->entity == other->entity));
}

/* --- phrases -------------------------------------------------------------------------------- */

static bool is_negated_conjunct(const struct reading *r, int32_t t)
{
	FOR_CHILDREN(r, t, c)
		if (rel_of(r, c) == REL_advmod && reading_is(r, c, CUE_NEGATION))
			return true;
	return false;
}

/* "Russia-Turkey talks": two names with a hyphen between, neither inside the other's. */
static bool is_hyphen_partner(const struct reading *r, int32_t token, int32_t c)
{
	return c == token - 2 && is_hyphen(r, token - 1) && rel_of(r, c) == REL_compound && mention_of(r, c) && mention_of(r, token) && !r->in_name[c];
}

/* "the European Union-African Union summit": the second of two names before one noun; -1. */
static int32_t hyphen_sibling(const struct reading *r, int32_t token)
{
	if (rel_of(r, token) != REL_compound || token + 2 >= r->count || !is_hyphen(r, token + 1) || !mention_of(r, token))
		return -1;
	FOR_CHILDREN(r, head_of(r, token), c)
		if (c > token && rel_of(r, c) == REL_compound && (int32_t)r->tokens[c].left == token + 2 && mention_of(r, c))
			return c;
	return -1;
}

/* Conjuncts hang on the first or, in a parser's chain, on one another: both are walked. "Food and Drug Administration" is one. */
size_t conjuncts(const struct reading *r, int32_t token, int32_t *out, size_t most)
{
	size_t count = 0;
	if (token < 0 || most == 0)
		return 0;
	out[count++] = token;
	for (size_t i = 0; i < count; i++)
		FOR_CHILDREN(r, out[i], c)
			if (count < most && ((rel_of(r, c) == REL_conj && !r->in_name[c] && !is_predicate(r, c) && !is_negated_conjunct(r, c)) || is_hyphen_partner(r, out[i], c)))
				out[count++] = c;
	FOR_CHILDREN(r, token, c) /* "Nemtsov, Navalny, Yashin": the middle one of a list is read as an apposition */
		if (count > 1 && count < most && rel_of(r, c) == REL_appos && c < out[count - 1] && r->tokens[c].upos == UPOS_PROPN &&
		    r->tokens[token].upos == UPOS_PROPN)
			out[count++] = c;
	int32_t partner = hyphen_sibling(r, token);
	if (partner >= 0 && count < most)
		out[count++] = partner;
	for (size_t i = 1; i < count; i++) /* text order */
		for (size_t j = i; j > 1 && out[j] < out[j - 1]; j--) {
			int32_t swap = out[j];
			out[j] = out[j - 1];
			out[j - 1] = swap;
		}
	return count;
}

/* "faces trial", "is on trial", "is arrested on suspicion": CHARGE is what VERB's subject or object is under. */
static bool is_under(const struct reading *r, int32_t charge, int32_t verb)
{
	if (r->tokens[charge].upos != UPOS_NOUN || !reading_is(r, charge, CUE_CHARGE_NOUN) || !is_predicate(r, verb))
		return false;
	if (rel_of(r, charge) == REL_obj)
		return reading_is(r, verb, CUE_SUFFER_VERB) || reading_lemma(r, verb, "stand") || reading_lemma(r, verb, "await") ||
		       child_with(r, verb, REL_aux_pass) >= 0; /* "is given a sentence" */
	return rel_of(r, charge) == REL_obl && (has_case(r, charge, "on") || has_case(r, charge, "under"));
}

/* "faces trial for PHRASE", whether the parser hangs PHRASE on the trial or on the verb: the verb; else -1. */
static int32_t charging_verb(const struct reading *r, int32_t phrase)
{
	int32_t head = head_of(r, phrase), above = head_of(r, head);
	if (above >= 0 && is_under(r, head, above))
		return above;
	FOR_CHILDREN(r, head, c)
		if (c < phrase && is_under(r, c, head))
			return head;
	return -1;
}

int32_t accusing_verb(const struct reading *r, int32_t phrase)
{
	int32_t head = head_of(r, phrase);
	bool mild = has_case(r, phrase, "over") || has_case(r, phrase, "with");
	if (head < 0 || (!mild && !has_case(r, phrase, "of") && !has_case(r, phrase, "for")))
		return -1;
	if (charging_verb(r, phrase) >= 0)
		return charging_verb(r, phrase);
	if (has_case(r, phrase, "for") && rel_of(r, head) == REL_nmod && !mention_of(r, head) && has_case(r, head, "in")) /* "to life | in prison for" */
		head = head_of(r, head);
	bool term = has_case(r, phrase, "for") && rel_of(r, head) == REL_obl && has_case(r, head, "to") && !mention_of(r, head); /* "sentenced to life for" */
	if (rel_of(r, head) == REL_obj || rel_of(r, head) == REL_nsubj_pass || term)
		head = head_of(r, head);
	mild = mild && r->tokens[phrase].upos != UPOS_NOUN; /* "charged with the murder of": no clause */
	return head >= 0 && is_predicate(r, head) && reading_is(r, head, CUE_ACCUSE_VERB) && !mild ? head : -1;
}

bool is_found_guilty(const struct reading *r, int32_t phrase)
{
	int32_t verb = accusing_verb(r, phrase);
	if (verb < 0 || reading_lemma(r, verb, "face"))
		return false;
	FOR_CHILDREN(r, verb, c)
		if (is_under(r, c, verb) && (reading_lemma(r, c, "sentence") || reading_lemma(r, c, "term")))
			return true;
	return reading_lemma(r, verb, "convict") || reading_lemma(r, verb, "sentence") || reading_lemma(r, verb, "jail") || reading_lemma(r, verb, "imprison");
}

/* "charges two officers | with murder" */
static bool is_charge(const struct reading *r, int32_t accused)
{
	int32_t verb = accused >= 0 ? head_of(r, accused) : -1;
	return verb >= 0 && (rel_of(r, accused) == REL_obj || rel_of(r, accused) == REL_nsubj_pass) && reading_is(r, verb, CUE_ACCUSE_VERB);
}

bool names_stance(const struct reading *r, int32_t t)
{
	static const char *const stances[] = {"protest", "solidarity", "defiance"};
	for (size_t i = 0; i < sizeof stances / sizeof *stances; i++)
		if (reading_lemma(r, t, stances[i]))
			return true;
	if (!reading_lemma(r, t, "opposition") || r->tokens[t].upos != UPOS_NOUN) /* not "activists in the opposition", "Movement-in-Opposition" */
		return false;
	FOR_CHILDREN(r, t, c)
		if (c > t && has_case(r, c, "to"))
			return true;
	return false;
}

static bool is_outside_phrase(const struct reading *r, int32_t t)
{
	unsigned rel = rel_of(r, t);
	if (rel == REL_nmod && case_of(r, t) >= 0 && reading_is(r, case_of(r, t), CUE_PHRASE_END))
		return true;
	if (rel == REL_nmod && (accusing_verb(r, t) >= 0 || has_case(r, t, "by") || has_case(r, t, "against") || (has_case(r, t, "with") && is_charge(r, head_of(r, t))))) /* "the capture of Palmyra | by Islamic State" */
		return true;
	bool person = mention_of(r, head_of(r, t)) && mention_of(r, head_of(r, t))->class_ == ENTITY_PERSON && r->tokens[head_of(r, t)].upos == UPOS_PROPN;
	if (rel == REL_nmod && person && (has_case(r, t, "about") || has_case(r, t, "on") || has_case(r, t, "for"))) /* "a call with Macron | about Ukraine" */
		return true;
	if (rel == REL_nmod && has_case(r, t, "on") && reading_is(r, t, CUE_CHARGE_NOUN)) /* "a man | on suspicion of" */
		return true;
	const struct mention *whole = mention_of(r, head_of(r, t));
	bool country = whole && whole->kind == MENTION_NAME && whole->class_ == ENTITY_COUNTRY && whole->entity != UINT32_MAX;
	if (rel == REL_nmod && country && t > head_of(r, t) && (size_t)t > whole->last && case_of(r, t) >= 0) /* "criticism by China | of its" */
		return true;
	if (rel == REL_nmod && has_case(r, t, "in") && names_stance(r, t))
		return true;
	if (rel == REL_nmod && has_case(r, t, "for") && (has_case(r, head_of(r, t), "on") || has_case(r, head_of(r, t), "by"))) /* "sanctions on officials | for abuses" */
		return true;
	if (rel == REL_amod && t > head_of(r, t) && reading_is(r, t, CUE_PERSON_NOUN)) /* "three people | dead" */
		return true;
	if (r->tokens[t].upos == UPOS_VERB && t > head_of(r, t)) /* "factions supporting it", whatever its relation */
		return true;
	return is_clause_relation(rel) || rel == REL_appos || rel == REL_conj || rel == REL_cc || rel == REL_case || rel == REL_mark ||
	       rel == REL_punct || rel == REL_cop || rel == REL_nsubj || rel == REL_aux || rel == REL_discourse || rel == REL_obl ||
	       rel == REL_dep || rel == REL_list || rel == REL_cc_preconj || rel == REL_advmod;
}

/* "shoots dead | three pirates" */
static bool is_shot_dead(const struct reading *r, int32_t t, int32_t token)
{
	return t > 0 && reading_lemma(r, t, "dead") && head_of(r, token) == t - 1 && r->tokens[t - 1].upos == UPOS_VERB;
}

void phrase_bounds(const struct reading *r, int32_t token, int32_t *first, int32_t *last)
{
	*first = *last = token;
	FOR_CHILDREN(r, token, c) {
		bool possessive = rel_of(r, c) == REL_case && r->tokens[c].xpos == XPOS_POS;
		if (possessive || is_outside_phrase(r, c) || (r->timex[c] && c > token))
			continue;
		int32_t left = r->tokens[c].left, right = r->tokens[c].right;
		if (left < *first)
			*first = left;
		if (right > *last)
			*last = right;
	}
	/* a clause, apposition or bracket inside ends the phrase behind the head */
	FOR_CHILDREN(r, token, c)
		if (c > token && is_outside_phrase(r, c) && !is_hyphen(r, c) && (int32_t)r->tokens[c].left > token && (int32_t)r->tokens[c].left <= *last)
			*last = r->tokens[c].left - 1;
	for (int32_t t = token + 1; t <= *last && r->tokens[token].upos == UPOS_NUM; t++) /* "46 of its soldiers | and 156 fighters" */
		if (rel_of(r, t) == REL_cc && head_of(r, t) > t)
			*last = t - 1;
	for (int32_t t = token + 1; t <= *last; t++)
		if (is_clause_relation(rel_of(r, t)) && (int32_t)r->tokens[t].left > token)
			*last = r->tokens[t].left - 1;
	for (int32_t t = token + 1; t <= *last; t++)
		if (r->tokens[t].xpos == XPOS_LRB || r->tokens[t].xpos == XPOS_COMMA)
			*last = t - 1;
	while (*last > token && (r->tokens[*last].upos == UPOS_PUNCT || r->tokens[*last].upos == UPOS_CCONJ))
		--*last;
	while (*first < token && (r->tokens[*first].upos == UPOS_PUNCT || r->tokens[*first].upos == UPOS_CCONJ || is_shot_dead(r, *first, token)))
		++*first;
}

struct span tokens_span(const struct reading *r, int32_t first, int32_t last)
{
	return (struct span){r->tokens[first].span.start, r->tokens[last].span.end};
}

struct str span_text(const struct document *document, struct span span)
{
	if (span.start >= span.end || span.end > document->article.text.length)
		return (struct str){"", 0};
	return str_slice(document->article.text, span.start, span.end);
}
