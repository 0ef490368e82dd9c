#include "relate.h"

#include <math.h>
#include <stdlib.h>

#include "model.h"
#include "window.h"

static const char *const type_names[RELATE_TYPES] = {
	"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
	"ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
};
enum { CONCEDE = 3, RETREAT = 6 };

struct str relate_type(size_t index)
{
	return str_of(type_names[index]);
}

size_t relate_type_index(struct str name)
{
	size_t i = 0;
	while (i < RELATE_TYPES && !str_equal(name, relate_type(i)))
		i++;
	return i;
}

/* --- the two scorers together --------------------------------------------------------------- */

static void softmax(const double logit[RELATE_TYPES], double temperature, double probability[RELATE_TYPES])
{
	double most = logit[0], sum = 0;
	for (size_t k = 1; k < RELATE_TYPES; k++)
		most = logit[k] > most ? logit[k] : most;
	for (size_t k = 0; k < RELATE_TYPES; k++)
		sum += probability[k] = exp((logit[k] - most) / temperature);
	for (size_t k = 0; k < RELATE_TYPES; k++)
		probability[k] /= sum;
}

/* A weighted product of the two distributions, flattened or sharpened so that it says how often it is right. */
void relate_mix(const struct relate_model *model, const double linear[RELATE_TYPES], const double network[RELATE_TYPES],
                double probability[RELATE_TYPES])
{
	double a[RELATE_TYPES], b[RELATE_TYPES];
	softmax(linear, 1, a);
	softmax(network, 1, b);
	for (size_t k = 0; k < RELATE_TYPES; k++)
		a[k] = log(a[k] + 1e-30) + (double)model->mix[0] * log(b[k] + 1e-30);
	softmax(a, (double)model->mix[1], probability);
}

void relate_score(const struct relate_model *model, const struct document *document, const struct relate_parties *parties,
                  double probability[RELATE_TYPES])
{
	struct hashes hashes = {.arena = document->arena};
	struct window window = window_make(document, parties);
	double linear[RELATE_TYPES], network[RELATE_TYPES];
	relate_features(document, parties, linear_feature, &hashes);
	linear_logits(&model->linear, &hashes, linear);
	network_logits(&model->network, document->arena, window.words, (size_t)window.count, network);
	relate_mix(model, linear, network, probability);
}

/* --- the verdict --------------------------------------------------------------------------- */

/* CONCEDE and RETREAT are one thing in word and deed; the gold data keep them together, so they stand together
 * against the others, and only then the likelier of the two is named. */
static size_t best_type(const double probability[RELATE_TYPES])
{
	double yield = probability[CONCEDE] + probability[RETREAT], best_value = yield;
	size_t best = probability[CONCEDE] > probability[RETREAT] ? CONCEDE : RETREAT;
	for (size_t k = 0; k < RELATE_TYPES; k++)
		if (k != CONCEDE && k != RETREAT && probability[k] > best_value) {
			best = k;
			best_value = probability[k];
		}
	return best;
}

static bool touches(const struct actor *actors, size_t count, const struct span *spans, size_t span_count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < span_count; k++)
			if (actors[i].span.start < spans[k].end && spans[k].start < actors[i].span.end)
				return true;
	return false;
}

/* The event of TYPE that has most of the parties in their roles; NULL when there is none. */
static const struct event *same_event(const struct document *document, const struct relate_parties *p, struct str type)
{
	const struct event *best = NULL;
	int best_score = -1;
	for (size_t i = 0; i < document->event_count; i++) {
		const struct event *event = &document->events[i];
		if (event->kind != RECORD_EVENT || !str_equal(event->type, type))
			continue;
		int score = 2 * touches(event->actors, event->actor_count, p->actors, p->actor_count) +
		            touches(event->recipients, event->recipient_count, p->recipients, p->recipient_count);
		if (score > best_score) {
			best = event;
			best_score = score;
		}
	}
	return best_score > 0 ? best : NULL;
}

/* Without an event to take it from: what is said to somebody has been said; a deed may be to come. */
static enum factuality plain_factuality(const struct document *document, const struct relate_parties *parties, size_t type)
{
	static const char *const said[] = {"AGREE", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"};
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		if (str_equal(relate_type(type), str_of(said[i])))
			return FACT_ACTUAL;
	struct window window = window_make(document, parties);
	int32_t actor = window.party[ROLE_ACTOR], verb = actor < 0 ? -1 : window.words[actor].head;
	for (int32_t i = 0; verb >= 0 && i < window.count; i++) {
		const struct word *word = &window.words[i];
		if (word->head != verb || (word->token->deprel != REL_aux && word->token->deprel != REL_advmod))
			continue;
		if (str_equal(word->lemma, STR("not")) || str_equal(word->lemma, STR("never")))
			return FACT_NEGATED;
		if (str_equal(word->lemma, STR("will")) || str_equal(word->lemma, STR("shall")))
			return FACT_PLANNED;
		if (str_equal(word->lemma, STR("may")) || str_equal(word->lemma, STR("might")) || str_equal(word->lemma, STR("could")))
			return FACT_POSSIBLE;
	}
	return FACT_ACTUAL;
}

struct verdict relate_judge(const struct relate_model *model, const struct document *document, const struct relate_parties *parties)
{
	double probability[RELATE_TYPES];
	relate_score(model, document, parties, probability);
	size_t type = best_type(probability);
	const struct event *event = same_event(document, parties, relate_type(type));
	struct verdict verdict = {.type = relate_type(type), .confidence = probability[type], .rule = STR("relate")};
	if (event) {
		verdict.mode = event->mode;
		verdict.factuality = event->factuality;
		verdict.rule = event->rule;
	} else {
		verdict.factuality = plain_factuality(document, parties, type);
	}
	return verdict;
}
