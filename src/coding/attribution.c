/* attribution.c: the speaker of an event, from the words above it (voice.c), else the quotation that it stands in
 * (quotation.c). Nearest first: "X said that Y denied the attack" gives Y. */
#include "attribution.h"

#include "select.h"
#include "voice.h"

#define MOST_SPEAKERS 6

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

static struct attribution *make(const struct voice *voice, const struct reading *of, const struct match *match)
{
	struct reading *r = voice->reading;
	struct arena *arena = r->document->arena;
	struct attribution *attribution = arena_zalloc(arena, 1, sizeof *attribution);
	int32_t group[MOST_SPEAKERS];
	size_t count = conjuncts(r, voice->speaker, group, MOST_SPEAKERS);
	attribution->speakers = arena_zalloc(arena, count * MOST_FILLERS, sizeof *attribution->speakers);
	for (size_t i = 0; i < count; i++) {
		int32_t several[MOST_FILLERS] = {group[i]}; /* "they", who are two */
		size_t sentence = r->index, named = pair_before(r, group[i], several, &sentence);
		for (size_t k = 0; k < (named > 0 ? named : 1); k++)
			speaker_actor(&r->all[sentence], several[k], &attribution->speakers[attribution->speaker_count++]);
		attribution->anonymous = attribution->anonymous || is_anonymous(r, group[i], voice->cue);
	}
	attribution->span = tokens_span(r, voice->cue, voice->cue_last);
	attribution->cue = span_text(r->document, attribution->span);
	attribution->quoted = of->tokens[match->trigger].quote_depth > 0;
	for (size_t i = 0; i < match->word_count; i++)
		attribution->quoted = attribution->quoted || of->tokens[match->words[i]].quote_depth > 0;
	return attribution;
}

struct attribution *attribution_of(struct reading *r, const struct match *match)
{
	struct voice voice = {.speaker = -1};
	bool claims = match->light >= 0 && reading_is(r, match->light, CUE_CLAIM_VERB) && !reading_is(r, match->light, CUE_LIGHT_VERB);
	claims = claims || (match->light >= 0 && reading_is(r, match->light, CUE_SPEECH_VERB) && !reading_is(r, match->light, CUE_ASPECT_VERB)); /* "announced an operation" */
	bool found = claims ? voice_of_verb(r, match->light, &voice) : voice_in_sentence(r, match->trigger, match->light, &voice);
	if (!found)
		found = quotation_voice(r, match->trigger, &voice) || voice_at_edge(r, match->trigger, &voice) ||
		        voice_of_attitude(r, match->trigger, match->light, &voice);
	return found ? make(&voice, r, match) : NULL;
}
