#include "whom.h"

#include "base/utf8.h"
#include "entity/entity.h"
#include "place/place.h"
#include "query/grammar.h"

bool query_needs_lexicon(const struct query *query)
{
	for (size_t i = 0; i < query->term_count; i++) {
		enum query_field field = query->terms[i].field;
		if (query_takes_actors(field) || field == QUERY_PLACE || field == QUERY_COUNTRY)
			return true;
	}
	return false;
}

/* --- actors ------------------------------------------------------------------------------------------ */

static void add_id(struct query_who *who, struct arena *arena, struct str id, size_t *capacity)
{
	if (!str_empty(id))
		arena_push(arena, who->ids, who->id_count, *capacity, id);
}

static const struct entity_reading *chosen_reading(const struct entity_answer *answer)
{
	size_t chosen = answer->chosen != NO_INDEX ? answer->chosen : 0;
	if (chosen >= answer->count || answer->readings[chosen].kind != READING_ENTITY)
		return NULL;
	return &answer->readings[chosen];
}

/* What NAME is, and all under it: "Haftar" is he and his army, an alliance is its groups. */
static struct query_who actor_of(const struct kit *kit, struct str name, struct arena *arena)
{
	struct query_who who = {.id_count = 0};
	struct entity_answer answer = {.chosen = NO_INDEX};
	entity_ask(kit_entities(kit), name, DAY_NONE, arena, &answer);
	const struct entity_reading *reading = chosen_reading(&answer);
	if (!reading)
		return who;
	entity_under(kit_entities(kit), reading->id, arena, &who.ids, &who.id_count);
	if (entity_is_country(kit_entities(kit), reading->id))
		who.country = reading->id;
	return who;
}

/* --- places ------------------------------------------------------------------------------------------ */

/* The gazetteer's name for the likeliest place of that name: records have that. */
static struct query_who place_of(const struct kit *kit, struct str name, struct arena *arena)
{
	struct query_who who = {.id_count = 0};
	struct place place;
	size_t capacity = 0;
	if (gazetteer_find_name(kit_gazetteer(kit), name, arena, &place, 1))
		add_id(&who, arena, place.name, &capacity);
	return who;
}

static struct str upper(struct str text, struct arena *arena)
{
	char *copy = arena_copy(arena, text.data, text.length);
	for (size_t i = 0; i < text.length; i++)
		if (ascii_is_lower((unsigned char)copy[i]))
			copy[i] = (char)(copy[i] - 'a' + 'A');
	return (struct str){copy, text.length};
}

static bool country_of(const struct kit *kit, struct str *value, struct str condition, struct arena *arena, struct error *error)
{
	struct str code = upper(*value, arena);
	if (code.length != 3 || !entity_is_country(kit_entities(kit), code))
		code = entity_country_code(kit_entities(kit), *value, arena);
	if (str_empty(code))
		return error_at(error, ERROR_USAGE, "", 1, utf8_count(str_slice(condition, 0, (size_t)(value->data - condition.data))) + 1, condition,
		                "no country is called '%.*s'; `casus find` knows names, codes are those of ISO 3166 (LBY)", STR_ARG(*value));
	*value = str_equal(code, STR("XKX")) ? STR("KOS") : code; /* the gazetteer's letters for Kosovo */
	return true;
}

/* --- the query --------------------------------------------------------------------------------------- */

bool query_resolve(const struct kit *kit, struct query *query, const struct str *conditions, struct arena *arena, struct error *error)
{
	for (size_t i = 0; i < query->term_count; i++) {
		struct query_term *term = &query->terms[i];
		bool actors = query_takes_actors(term->field), places = term->field == QUERY_PLACE;
		if (actors || places)
			term->who = arena_zalloc(arena, term->value_count, sizeof *term->who);
		for (size_t j = 0; j < term->value_count; j++) {
			if (actors)
				term->who[j] = actor_of(kit, term->values[j], arena);
			if (places)
				term->who[j] = place_of(kit, term->values[j], arena);
			if (term->field == QUERY_COUNTRY && !country_of(kit, &term->values[j], conditions[term->condition], arena, error))
				return false;
		}
	}
	return true;
}
