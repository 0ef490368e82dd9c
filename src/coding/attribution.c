/* attribution.c: the speaker of an event, from the clauses above it, its sentence, or the quotation it stands in.
 *
 * Nearest first: "X said that Y denied the attack" gives Y. A quotation that runs over several sentences takes the
 * speaker of the sentence before or after that has one. */
#include "attribution.h"

#include "select.h"

#define MOST_CLIMB 24
#define MOST_SPEAKERS 6
#define MOST_QUOTED_SENTENCES 6

struct source { /* where a speaker was found */
	struct reading *reading;
	int32_t cue;      /* the speech verb or "according" */
	int32_t cue_last; /* last word of the cue */
	int32_t speaker;  /* -1: nobody is named ("it was reported") */
};

/* --- finding --------------------------------------------------------------------------------- */

static bool attributes(const struct reading *r, int32_t v)
{
	return reading_is(r, v, CUE_SPEECH_VERB) || reading_is(r, v, CUE_DENIAL_VERB) || reading_is(r, v, CUE_ACCUSE_VERB) ||
	       reading_is(r, v, CUE_POSSIBLE_VERB);
}

static bool set_source(struct reading *r, int32_t verb, struct source *source)
{
	int32_t speaker = deep_subject(r, verb, 0);
	if (speaker >= 0 && (reading_lemma(r, speaker, "it") || rel_of(r, speaker) == REL_expl) && is_passive(r, verb))
		speaker = -1;
	if (speaker < 0) /* "..., said the minister": parsers take the subject for an object */
		FOR_CHILDREN(r, verb, c)
			if ((rel_of(r, c) == REL_obj || rel_of(r, c) == REL_iobj) && c > verb && c <= verb + 6 && child_with(r, verb, REL_ccomp) >= 0 &&
			    child_with(r, verb, REL_ccomp) < verb && !is_passive(r, verb))
				speaker = c;
	if (speaker < 0)
		return false;
	*source = (struct source){r, verb, verb, speaker};
	return true;
}

/* "..., he said": a speech verb beside the clause that has no content of its own. */
static bool find_parenthesis(struct reading *r, int32_t clause, struct source *source)
{
	FOR_CHILDREN(r, clause, c)
		if ((rel_of(r, c) == REL_parataxis || rel_of(r, c) == REL_discourse || rel_of(r, c) == REL_advcl) && reading_is(r, c, CUE_SPEECH_VERB) &&
		    child_with(r, c, REL_ccomp) < 0 && child_with(r, c, REL_obj) < 0 &&
		    (rel_of(r, c) != REL_advcl || has_case(r, c, "as")) && set_source(r, c, source))
			return true;
	return false;
}

/* "according to X" */
static bool find_according(struct reading *r, int32_t clause, struct source *source)
{
	FOR_CHILDREN(r, clause, c) {
		if (rel_of(r, c) != REL_obl && rel_of(r, c) != REL_nmod && rel_of(r, c) != REL_parataxis && rel_of(r, c) != REL_advcl)
			continue;
		FOR_CHILDREN(r, c, prep)
			if ((rel_of(r, prep) == REL_case || rel_of(r, prep) == REL_mark) && reading_is(r, prep, CUE_ATTRIBUTE_PREP)) {
				int32_t last = prep + 1 < r->count && reading_lemma(r, prep + 1, "to") ? prep + 1 : prep;
				*source = (struct source){r, prep, last, c};
				return true;
			}
	}
	return false;
}

/* Is V reached from its governor as something said, denied or alleged? */
static bool is_content(const struct reading *r, int32_t v)
{
	switch (rel_of(r, v)) {
	case REL_ccomp: case REL_xcomp: case REL_csubj_pass: case REL_csubj:
		return true;
	case REL_advcl:
		return has_case(r, v, "of") || has_case(r, v, "for");
	case REL_obl: case REL_obj: case REL_nmod:
		return reading_is(r, head_of(r, v), CUE_DENIAL_VERB) || has_case(r, v, "of") || has_case(r, v, "for");
	case REL_parataxis: /* "He said: we attacked" */
		return true;
	default:
		return false;
	}
}

static bool governs_by_speech(const struct reading *r, int32_t g, int32_t v)
{
	if (!is_content(r, v) || r->tokens[g].upos != UPOS_VERB)
		return false;
	if (rel_of(r, v) == REL_obj)
		return reading_is(r, g, CUE_DENIAL_VERB) && reading_is(r, g, CUE_SPEECH_VERB);
	if (rel_of(r, v) == REL_obl)
		return reading_is(r, g, CUE_ACCUSE_VERB) || reading_is(r, g, CUE_CLAIM_VERB);
	if (rel_of(r, v) == REL_xcomp)
		return attributes(r, g) && !reading_is(r, g, CUE_ASPECT_VERB);
	return attributes(r, g);
}

static bool find_in_sentence(struct reading *r, int32_t trigger, struct source *source)
{
	int32_t at = trigger;
	for (int depth = 0; depth < MOST_CLIMB && at >= 0; depth++) {
		if (is_predicate(r, at) || head_of(r, at) < 0) {
			if (find_parenthesis(r, at, source) || find_according(r, at, source))
				return true;
		}
		int32_t g = head_of(r, at);
		if (g < 0)
			break;
		if (accusing_verb(r, at) >= 0 && set_source(r, accusing_verb(r, at), source))
			return true;
		if (governs_by_speech(r, g, at) && set_source(r, g, source))
			return true;
		at = g;
	}
	return false;
}

/* --- quotations over several sentences ------------------------------------------------------------ */

/* The sentence's own main speech verb: its root, or a parenthesis on it. */
static bool find_sentence_speaker(struct reading *r, struct source *source)
{
	int32_t root = r->sentence->root;
	if (root < 0 || root >= r->count)
		return false;
	if (reading_is(r, root, CUE_SPEECH_VERB) && r->tokens[root].quote_depth == 0 && set_source(r, root, source))
		return true;
	return find_parenthesis(r, root, source) || find_according(r, root, source);
}

static bool ends_in_quotation(const struct reading *r)
{
	return r->count > 0 && r->tokens[r->count - 1].quote_depth > 0;
}

static bool starts_in_quotation(const struct reading *r)
{
	return r->count > 0 && r->tokens[0].quote_depth > 0;
}

static bool find_beside(struct reading *r, struct source *source)
{
	struct document *document = r->document;
	size_t at = r->index;
	/* back through sentences that the quotation runs through, and one more: the speaker is often named just before */
	for (int steps = 0; at > 0 && steps < MOST_QUOTED_SENTENCES; steps++) {
		struct reading *before = &r->all[--at];
		if (find_sentence_speaker(before, source))
			return true;
		if (!ends_in_quotation(before) && !starts_in_quotation(before))
			break;
	}
	for (at = r->index + 1; at < document->sentence_count && at <= r->index + MOST_QUOTED_SENTENCES; at++) {
		struct reading *after = &r->all[at];
		if (find_sentence_speaker(after, source))
			return true;
		if (!starts_in_quotation(after))
			break;
	}
	return false;
}

/* --- anonymity ------------------------------------------------------------------------------------ */

static bool has_name(const struct reading *r, int32_t token)
{
	if (r->tokens[token].upos == UPOS_PROPN || r->tokens[token].upos == UPOS_PRON)
		return true;
	FOR_CHILDREN(r, token, c)
		if ((rel_of(r, c) == REL_appos || rel_of(r, c) == REL_flat || rel_of(r, c) == REL_nmod_desc) && r->tokens[c].upos == UPOS_PROPN)
			return true;
	return false;
}

/* "the minister" is somebody that the reader can know; "officials" and "a minister" are not. */
static bool is_definite(const struct reading *r, int32_t token)
{
	FOR_CHILDREN(r, token, c)
		if (rel_of(r, c) == REL_nmod_poss || (rel_of(r, c) == REL_det && (reading_lemma(r, c, "the") || reading_lemma(r, c, "this"))))
			return true;
	return false;
}

/* "who asked not to be identified", "on condition of anonymity" */
static bool withholds_name(const struct reading *r, int32_t from, int32_t to)
{
	for (int32_t t = from; t <= to && t < r->count; t++) {
		if (reading_is(r, t, CUE_ANONYMITY_WORD))
			return true;
		if (!reading_is(r, t, CUE_IDENTIFY_VERB))
			continue;
		for (int32_t near = t - 5 > from ? t - 5 : from; near < t; near++)
			if (reading_is(r, near, CUE_NEGATION) || reading_lemma(r, near, "decline") || reading_lemma(r, near, "refuse"))
				return true;
	}
	return false;
}

static bool is_anonymous(const struct reading *r, int32_t speaker, int32_t cue)
{
	int32_t from = r->tokens[speaker].left, to = r->tokens[speaker].right;
	if (withholds_name(r, from, to))
		return true;
	FOR_CHILDREN(r, cue, c)
		if (rel_of(r, c) == REL_obl && withholds_name(r, r->tokens[c].left, r->tokens[c].right))
			return true;
	if (reading_lemma(r, speaker, "source"))
		return true;
	return reading_is(r, speaker, CUE_ANONYMOUS_NOUN) && !has_name(r, speaker) && !is_definite(r, speaker);
}

/* --- putting together ------------------------------------------------------------------------------ */

static void speaker_actor(struct reading *r, int32_t token, struct actor *actor)
{
	size_t sentence;
	int32_t party = party_behind(r, token, false, &sentence);
	int32_t first, last;
	struct reading *where = &r->all[sentence];
	phrase_bounds(where, party, &first, &last);
	*actor = (struct actor){.sentence = sentence, .token = (size_t)party, .span = tokens_span(where, first, last)};
	actor->text = span_text(r->document, actor->span);
}

static struct attribution *make(const struct source *source, const struct reading *of, const struct match *match)
{
	struct reading *r = source->reading;
	struct arena *arena = r->document->arena;
	struct attribution *attribution = arena_zalloc(arena, 1, sizeof *attribution);
	int32_t group[MOST_SPEAKERS];
	size_t count = conjuncts(r, source->speaker, group, MOST_SPEAKERS);
	attribution->speakers = arena_zalloc(arena, count, sizeof *attribution->speakers);
	for (size_t i = 0; i < count; i++) {
		speaker_actor(r, group[i], &attribution->speakers[attribution->speaker_count++]);
		attribution->anonymous = attribution->anonymous || is_anonymous(r, group[i], source->cue);
	}
	attribution->span = tokens_span(r, source->cue, source->cue_last);
	attribution->cue = span_text(r->document, attribution->span);
	attribution->quoted = of->tokens[match->trigger].quote_depth > 0;
	for (size_t i = 0; i < match->word_count; i++)
		attribution->quoted = attribution->quoted || of->tokens[match->words[i]].quote_depth > 0;
	return attribution;
}

/* An act that is itself an act of speech in somebody's quotation marks: "described it as a 'conditional acceptance'". */
static bool find_quoting_verb(struct reading *r, int32_t trigger, struct source *source)
{
	int32_t at = trigger;
	for (int depth = 0; depth < MOST_CLIMB && at >= 0; depth++, at = head_of(r, at))
		if (r->tokens[at].quote_depth == 0 && r->tokens[at].upos == UPOS_VERB && at != trigger && reading_is(r, at, CUE_SPEECH_VERB) &&
		    set_source(r, at, source))
			return true;
	return false;
}

struct attribution *attribution_of(struct reading *r, const struct match *match)
{
	struct source source = {.speaker = -1};
	int32_t from = match->light >= 0 && reading_is(r, match->light, CUE_CLAIM_VERB) && !reading_is(r, match->light, CUE_LIGHT_VERB) ? -1 : match->trigger;
	bool quoted = r->tokens[match->trigger].quote_depth > 0;
	bool found = from < 0 ? set_source(r, match->light, &source) : find_in_sentence(r, match->trigger, &source);
	if (!found && quoted)
		found = find_quoting_verb(r, match->trigger, &source) || find_beside(r, &source);
	return found && source.speaker >= 0 ? make(&source, r, match) : NULL;
}
