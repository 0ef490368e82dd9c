/* weigh.c: the trees asked: who has a role, how sure the record is. */
#include "seen.h"

/* The logistic function from -6 to 6; a table, so that no machine's exp() can tell its bytes from another's. */
static double logistic(double z)
{
	static const double at[] = {0.0025, 0.0041, 0.0067, 0.0110, 0.0180, 0.0293, 0.0474, 0.0759, 0.1192, 0.1824, 0.2689, 0.3775, 0.5000,
	                            0.6225, 0.7311, 0.8176, 0.8808, 0.9241, 0.9526, 0.9707, 0.9820, 0.9890, 0.9933, 0.9959, 0.9975};
	const size_t last = sizeof at / sizeof *at - 1;
	double step = (z + 6) / 0.5;
	if (step <= 0)
		return at[0];
	if (step >= (double)last)
		return at[last];
	size_t i = (size_t)step;
	return at[i] + (at[i + 1] - at[i]) * (step - (double)i);
}

static void weigh_party(const struct confidence_model *model, struct party *party)
{
	double prior[ROLE_COUNT];
	for (enum role role = 0; role < ROLE_COUNT; role++)
		prior[role] = trees_ask(&model->prior[role], party->seen[role]);
	for (enum role role = 0; role < ROLE_COUNT; role++) {
		party->seen[role][ROLE_PRIOR] = prior[role];
		party->seen[role][ROLE_OTHER_PRIOR] = prior[!role];
		party->odds[role] = logistic(trees_ask(&model->role[role], party->seen[role]));
	}
}

size_t confidence_look(const struct confidence_model *model, const struct document *document, const struct event *event, const struct confidence_who *who,
                       struct party parties[MOST_PARTIES])
{
	size_t count = parties_near(document, event, who, parties);
	struct near_records near;
	records_near(document, event, &near);
	for (size_t i = 0; i < count; i++) {
		party_see(&model->tables, document, event, &near, &parties[i]);
		weigh_party(model, &parties[i]);
	}
	return count;
}

static double between(double value, double least, double most)
{
	return value < least ? least : value > most ? most : value;
}

void confidence_weigh(const struct confidence_model *model, struct document *document, const struct confidence_who *who)
{
	struct party *parties = document->event_count ? arena_alloc(document->arena, MOST_PARTIES * sizeof *parties) : NULL;
	for (size_t i = 0; i < document->event_count; i++) {
		struct event *event = &document->events[i];
		double seen[RECORD_FEATURE_COUNT];
		size_t count = confidence_look(model, document, event, who, parties);
		record_see(document, event, parties, count, seen);
		event->confidence = between(logistic(trees_ask(&model->sure, seen)), 0.02, 0.98);
	}
}
