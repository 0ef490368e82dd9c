/* compile_check.c: what no single line of the actor files can tell: who holds which office when, names used twice. */
#include "compile.h"

#include <stdio.h>
#include <stdlib.h>

enum { OVERLAP_DAYS = 31 }; /* dates are often known to the month only */

static int office_order(const void *left, const void *right)
{
	const struct office_entry *a = left, *b = right;
	int order = memcmp(a->country, b->country, sizeof a->country);
	if (order == 0 && a->office != b->office)
		order = a->office < b->office ? -1 : 1;
	return order != 0 ? order : (a->role > b->role) - (a->role < b->role);
}

void compile_offices(struct compiler *c)
{
	c->offices = arena_zalloc(&c->arena, c->role_count + 1, sizeof *c->offices);
	for (size_t e = 0; e < c->entity_count; e++) {
		for (uint32_t i = 0; i < c->entities[e].role_count; i++) {
			uint32_t r = c->entities[e].role_first + i;
			if (c->roles[r].office == NONE)
				continue;
			struct office_entry *office = &c->offices[c->office_count++];
			*office = (struct office_entry){.office = c->roles[r].office, .entity = (uint32_t)e, .role = r};
			memcpy(office->country, c->roles[r].country, 4);
		}
	}
	qsort(c->offices, c->office_count, sizeof *c->offices, office_order);
}

static bool is_same_office(const struct office_entry *a, const struct office_entry *b)
{
	return memcmp(a->country, b->country, sizeof a->country) == 0 && a->office == b->office;
}

/* The days on which both roles hold. */
static int64_t overlap(const struct role_entry *a, const struct role_entry *b)
{
	int64_t from = a->from > b->from ? a->from : b->from, to = a->to < b->to ? a->to : b->to;
	return to - from + 1;
}

static bool fail_at(struct compiler *c, uint32_t entity, const char *what, uint32_t other)
{
	const struct entry_place *place = &c->places[entity], *first = &c->places[other];
	return error_at(c->error, ERROR_LEXICON, place->file, place->line, 1, place->source, "%s line %zu of %s", what, first->line, first->file);
}

static bool check_offices(struct compiler *c)
{
	for (size_t i = 0; i < c->office_count; i++) {
		for (size_t j = i + 1; j < c->office_count && is_same_office(&c->offices[i], &c->offices[j]); j++) {
			const struct office_entry *a = &c->offices[i], *b = &c->offices[j];
			if (a->entity != b->entity && overlap(&c->roles[a->role], &c->roles[b->role]) > OVERLAP_DAYS)
				return fail_at(c, b->entity, "holds an office at the same time as", a->entity);
		}
	}
	return true;
}

static bool check_names(struct compiler *c)
{
	struct map names;
	map_init(&names, &c->arena);
	for (size_t e = 0; e < c->entity_count; e++) {
		const struct entity_entry *entity = &c->entities[e];
		struct str name = str_slice(buf_view(&c->strings), entity->name, entity->name + entity->name_length);
		bool added;
		struct map_entry *entry = map_put(&names, name, e, &added);
		if (!added && !(entity->flags & ENTITY_DERIVED))
			return fail_at(c, (uint32_t)e, "has the same full name as", (uint32_t)entry->value);
	}
	return true;
}

/* Do A and B hold a role of one country on one day? */
static bool holds_together(const struct compiler *c, uint32_t a, uint32_t b)
{
	const struct entity_entry *first = &c->entities[a], *second = &c->entities[b];
	for (uint32_t i = 0; i < first->role_count; i++)
		for (uint32_t j = 0; j < second->role_count; j++) {
			const struct role_entry *x = &c->roles[first->role_first + i], *y = &c->roles[second->role_first + j];
			if (memcmp(x->country, y->country, sizeof x->country) == 0 && overlap(x, y) > OVERLAP_DAYS)
				return true;
		}
	return false;
}

/* A name of two entries of one country at one time would stay open in every text. Surnames and common names ("~", "?") may. */
static bool check_shared_names(struct compiler *c)
{
	const uint32_t others = NAME_NO_ENTITY | NAME_SHORT | NAME_DOUBTFUL | NAME_DEMONYM | NAME_SEAT;
	for (size_t i = 0; i < c->name_count; i++) {
		if (c->names[i].flags & others)
			continue;
		for (uint32_t j = c->names[i].next; j != NONE; j = c->names[j].next) {
			uint32_t a = c->names[i].target, b = c->names[j].target;
			if (c->names[j].flags & others || a == b || (c->entities[a].flags ^ c->entities[b].flags) & ENTITY_DERIVED || !holds_together(c, a, b))
				continue;
			char what[KEY_MAX + 40];
			snprintf(what, sizeof what, "has the name \"%.*s\" at the same time as", (int)c->names[i].length, c->strings.data + c->names[i].text);
			return fail_at(c, b, what, a);
		}
	}
	return true;
}

bool compile_check(struct compiler *c)
{
	return check_offices(c) && check_names(c) && check_shared_names(c);
}
