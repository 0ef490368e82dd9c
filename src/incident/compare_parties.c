/* compare_parties.c: have two sketches the same parties? */
#include "compare.h"

/* A state and its people are in half of all news: to share one says little. Their ids are ISO's three letters. */
static bool is_state(const struct sketch_party *party)
{
	return party->id.length == 3 && str_equal(party->id, party->country);
}

static bool is_named(const struct sketch_party *party)
{
	return party->kind == PARTY_NAMED || party->kind == PARTY_PERSON;
}

/* "27 Palestinians" and "2,268 Palestinians" are not the same, "25 people" and "31 people" may be. */
static bool numbers_differ(const struct sketch_party *a, const struct sketch_party *b)
{
	int64_t low = a->number < b->number ? a->number : b->number, high = a->number < b->number ? b->number : a->number;
	return low >= 0 && high > low + 2 && high > low + low / 2;
}

/* 1 the same entry or name, less for a like one or a common noun; 0 another. "12 civilians" and "three civilians" share a head. */
static double party_likeness(const struct sketch_party *a, const struct sketch_party *b)
{
	if (numbers_differ(a, b))
		return 0;
	if (!str_empty(a->id) && !str_empty(b->id))
		return str_equal(a->id, b->id) ? is_state(a) ? 0.5 : 1 : 0;
	double common = is_named(a) && is_named(b) ? 1 : 0.6;
	if (str_empty(a->id) && str_empty(b->id) && !str_empty(a->name) && str_equal(a->name, b->name))
		return common;
	if (str_empty(a->head) || !str_equal(a->head, b->head))
		return 0;
	return str_empty(a->country) || str_empty(b->country) || str_equal(a->country, b->country) ? 0.8 * common : 0;
}

struct agreement {
	double likeness; /* of the likest two; less when others beside them are not shared */
	bool known;      /* both have a party in that role, of one kind: "five people" and "the town" are no two victims */
};

static double likest(const struct sketch_party *party, const struct sketch *other, bool role)
{
	double best = 0;
	for (size_t i = 0; i < other->party_count; i++) {
		double likeness = other->parties[i].recipient == role ? party_likeness(party, &other->parties[i]) : 0;
		best = likeness > best ? likeness : best;
	}
	return best;
}

static size_t count_role(const struct sketch *sketch, bool role)
{
	size_t count = 0;
	for (size_t i = 0; i < sketch->party_count; i++)
		count += sketch->parties[i].recipient == role;
	return count;
}

static bool has_kind(const struct sketch *sketch, bool role, bool named)
{
	for (size_t i = 0; i < sketch->party_count; i++)
		if (sketch->parties[i].recipient == role && is_named(&sketch->parties[i]) == named)
			return true;
	return false;
}

static bool share_kind(const struct sketch *a, bool a_role, const struct sketch *b, bool b_role)
{
	return (has_kind(a, a_role, true) && has_kind(b, b_role, true)) || (has_kind(a, a_role, false) && has_kind(b, b_role, false));
}

static struct agreement agree(const struct sketch *a, bool a_role, const struct sketch *b, bool b_role)
{
	size_t a_count = count_role(a, a_role), b_count = count_role(b, b_role);
	double best = 0, sum = 0;
	if (!a_count || !b_count)
		return (struct agreement){0, false};
	for (size_t i = 0; i < a->party_count; i++) {
		double likeness = a->parties[i].recipient == a_role ? likest(&a->parties[i], b, b_role) : 0;
		best = likeness > best ? likeness : best;
		sum += likeness;
	}
	for (size_t i = 0; i < b->party_count; i++)
		sum += b->parties[i].recipient == b_role ? likest(&b->parties[i], a, a_role) : 0;
	return (struct agreement){(best + sum / (double)(a_count + b_count)) / 2, share_kind(a, a_role, b, b_role)};
}

static bool share_country(const struct sketch *a, const struct sketch *b)
{
	for (size_t i = 0; i < a->party_count; i++)
		for (size_t k = 0; k < b->party_count; k++)
			if (!str_empty(a->parties[i].country) && str_equal(a->parties[i].country, b->parties[k].country))
				return true;
	return false;
}

/* Who is killed, seized or sentenced is so but once in a few days: one person, one kind of deed. */
static bool befall_one_person(const struct sketch *a, const struct sketch *b)
{
	bool deeds = a->quad == 4 && b->quad == 4 && str_equal(a->type, b->type);
	for (size_t i = 0; deeds && i < a->party_count; i++)
		for (size_t k = 0; k < b->party_count; k++) {
			const struct sketch_party *x = &a->parties[i], *y = &b->parties[k];
			if (x->recipient && y->recipient && x->kind == PARTY_PERSON && y->kind == PARTY_PERSON && party_likeness(x, y) >= 1)
				return true;
		}
	return false;
}

/* What each of many states signs, ends or condemns on one day is an act of its own, whatever else it has in common with the others'. */
static bool other_state(const struct sketch *a, const struct sketch *b, bool role)
{
	bool both = false;
	for (size_t i = 0; i < a->party_count; i++)
		for (size_t k = 0; k < b->party_count; k++) {
			const struct sketch_party *x = &a->parties[i], *y = &b->parties[k];
			if (x->recipient != role || y->recipient != role || !is_state(x) || !is_state(y))
				continue;
			if (str_equal(x->id, y->id))
				return false;
			both = true;
		}
	return both;
}

void compare_parties(const struct sketch *a, const struct sketch *b, double *value)
{
	struct agreement actors = agree(a, false, b, false), recipients = agree(a, true, b, true);
	double crossed = larger(agree(a, false, b, true).likeness, agree(a, true, b, false).likeness);
	value[F_SAME_ACTOR] = actors.likeness;
	value[F_OTHER_ACTOR] = actors.known && actors.likeness == 0;
	value[F_SAME_RECIPIENT] = recipients.likeness;
	value[F_OTHER_RECIPIENT] = recipients.known && recipients.likeness == 0;
	value[F_CROSSED] = actors.likeness == 0 && recipients.likeness == 0 ? crossed : 0;
	value[F_SAME_LAND] = actors.likeness == 0 && recipients.likeness == 0 && crossed == 0 && share_country(a, b);
	value[F_NO_PARTY] = !a->party_count || !b->party_count;
	value[F_SAME_PERSON] = befall_one_person(a, b);
	value[F_OTHER_STATE] = other_state(a, b, false) || other_state(a, b, true);
}

void spare_one_sentence(const struct told *a, const struct told *b, double *value)
{
	if (value[F_SAME_SENTENCE] > 0 && !(has_kind(a->sketch, true, true) && has_kind(b->sketch, true, true)))
		value[F_OTHER_RECIPIENT] = 0;
}
