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
