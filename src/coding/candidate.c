/* candidate.c: what several mechanisms ask of acts on their way to being events. */
#include "select.h"

bool holds_token(const int32_t *tokens, size_t count, int32_t token)
{
	for (size_t i = 0; i < count; i++)
		if (tokens[i] == token)
			return true;
	return false;
}

bool is_killing(const struct reading *r, const struct candidate *candidate)
{
	const struct event_type *type = &r->book->types[candidate->entry->type];
	return !candidate->dropped && !type->is_relation && type->goldstein <= KILLING;
}

bool is_of_sector(const struct reading *r, int32_t token, const char *const *sectors, size_t count)
{
	const struct mention *mention = mention_of(r, token);
	for (size_t i = 0; mention && i < count; i++)
		if (str_equal(mention->sector, str_of(sectors[i])))
			return true;
	return false;
}

bool is_of_type(const struct reading *r, const struct candidate *candidate, const char *name)
{
	return str_equal(r->book->types[candidate->entry->type].name, str_of(name));
}

bool is_of_mode(const struct reading *r, const struct candidate *candidate, const char *name)
{
	uint32_t mode = candidate->entry->mode;
	return mode != MODE_NONE && str_equal(r->book->modes[mode].name, str_of(name));
}

/* "compulsory vaccination | for workers", "cuts | in the north": whom a thing concerns is not who has done it. */
static bool is_concerned(const struct reading *r, int32_t party, int32_t thing)
{
	static const char *const about[] = {"for", "to", "on", "in", "at", "with"};
	for (size_t i = 0; i < sizeof about / sizeof *about && party > thing; i++)
		if (has_case(r, party, about[i]) && rel_of(r, party) != REL_conj)
			return true;
	return reading_is(r, party, CUE_COUNTRY_NOUN) && r->tokens[party].upos == UPOS_NOUN; /* "the situation of the country" */
}

/* TOKEN and the others of its group, or whose doing it is, unless the actors' own, become the recipients. */
bool aim_candidate(const struct reading *r, struct candidate *candidate, int32_t token)
{
	if (token < 0 || r->timex[token] || r->tokens[token].upos == UPOS_VERB || reading_lemma(r, token, "what"))
		return false;
	candidate->recipient_count = meant_parties(r, resolve_relative(r, token), true, candidate->recipients, MOST_FILLERS);
	name_recipients(r, candidate, false, false);
	size_t kept = 0;
	for (size_t i = 0; i < candidate->recipient_count; i++) {
		const struct mention *mention = mention_of(r, through_series(r, candidate->recipients[i]));
		if (mention && !is_concerned(r, candidate->recipients[i], token) && (mention->can_act || mention->kind == MENTION_PRONOUN || mention->class_ == ENTITY_COUNTRY))
			candidate->recipients[kept++] = candidate->recipients[i];
	}
	candidate->recipient_count = kept;
	return kept > 0;
}
