/* confidence.c: a logistic regression over what can be seen of a record, fitted on records judged by hand
 * (docs/accuracy.md, "Confidence"; tests/eval/confidence_fit.py). */
#include "confidence.h"

#define MOST_PATH 12

static const struct token *tokens_of(const struct document *document, size_t sentence) { return document->sentences[sentence].tokens; }

static size_t depth_of(const struct token *tokens, int32_t t)
{
	size_t depth = 0;
	while (t >= 0 && tokens[t].head >= 0 && depth < MOST_PATH) {
		t = tokens[t].head;
		depth++;
	}
	return depth;
}

/* Steps from A up to the nearest common head and down to B. */
static size_t path_length(const struct token *tokens, int32_t a, int32_t b)
{
	size_t steps = 0, depth_a = depth_of(tokens, a), depth_b = depth_of(tokens, b);
	while (a != b && a >= 0 && b >= 0 && steps < MOST_PATH) {
		if (depth_a >= depth_b) {
			a = tokens[a].head;
			depth_a -= depth_a > 0;
		} else {
			b = tokens[b].head;
			depth_b--;
		}
		steps++;
	}
	return steps;
}

static double at_most(size_t value, size_t most) { return (double)(value < most ? value : most); }

static double distance(const struct document *document, const struct event *event, const struct actor *actors, size_t count)
{
	const struct token *tokens = tokens_of(document, event->sentence);
	size_t nearest = MOST_PATH;
	for (size_t i = 0; i < count; i++) {
		if (actors[i].sentence != event->sentence || actors[i].token == NO_INDEX)
			continue;
		size_t steps = path_length(tokens, (int32_t)event->trigger, (int32_t)actors[i].token);
		nearest = steps < nearest ? steps : nearest;
	}
	return nearest == MOST_PATH || nearest == 0 ? 0 : at_most(nearest - 1, 4);
}

static bool are_vague(const struct actor *actors, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (actors[i].id.length || actors[i].country.length || actors[i].sector.length)
			return false;
	return count > 0;
}

static bool has_pronoun(const struct document *document, const struct actor *actors, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (actors[i].token != NO_INDEX && tokens_of(document, actors[i].sentence)[actors[i].token].upos == UPOS_PRON)
			return true;
	return false;
}

void confidence_features(const struct document *document, const struct event *event, double f[CONFIDENCE_COUNT])
{
	const struct actor *actors = event->actors, *recipients = event->recipients;
	size_t actor_count = event->actor_count, recipient_count = event->recipient_count;
	const struct sentence *sentence = &document->sentences[event->sentence];
	f[CONFIDENCE_NO_ACTOR] = actor_count == 0;
	f[CONFIDENCE_NO_RECIPIENT] = recipient_count == 0 && !event->reciprocal;
	f[CONFIDENCE_TIE] = event->kind == RECORD_RELATION;
	f[CONFIDENCE_NOMINAL] = sentence->tokens[event->trigger].upos == UPOS_NOUN;
	f[CONFIDENCE_VAGUE_ACTOR] = are_vague(actors, actor_count);
	f[CONFIDENCE_VAGUE_RECIPIENT] = are_vague(recipients, recipient_count);
	f[CONFIDENCE_PRONOUN] = has_pronoun(document, actors, actor_count) || has_pronoun(document, recipients, recipient_count);
	f[CONFIDENCE_FAR_ACTOR] = distance(document, event, actors, actor_count);
	f[CONFIDENCE_FAR_RECIPIENT] = distance(document, event, recipients, recipient_count);
	f[CONFIDENCE_LENGTH] = at_most(sentence->count, 60) / 10;
	f[CONFIDENCE_DEPTH] = at_most(depth_of(sentence->tokens, (int32_t)event->trigger), 6);
	f[CONFIDENCE_UNREAL] = event->factuality != FACT_ACTUAL;
	f[CONFIDENCE_SAID] = event->attribution != NULL;
	f[CONFIDENCE_PLACED] = event->place_index != NO_INDEX;
	f[CONFIDENCE_MODE] = event->mode.length > 0;
}

/* The logistic function from -4 to 4; a table, so that no machine's exp() can tell its bytes from another's. */
static double logistic(double z)
{
	static const double at[] = {0.0180, 0.0293, 0.0474, 0.0759, 0.1192, 0.1824, 0.2689, 0.3775, 0.5000,
	                            0.6225, 0.7311, 0.8176, 0.8808, 0.9241, 0.9526, 0.9707, 0.9820};
	const size_t last = sizeof at / sizeof *at - 1;
	double step = (z + 4) / 0.5;
	if (step <= 0)
		return at[0];
	if (step >= (double)last)
		return at[last];
	size_t i = (size_t)step;
	return at[i] + (at[i + 1] - at[i]) * (step - (double)i);
}

double confidence_of(const struct document *document, const struct event *event)
{
	static const double bias = 1.32, weight[CONFIDENCE_COUNT] = {
		[CONFIDENCE_NO_ACTOR] = 0.02,
		[CONFIDENCE_NO_RECIPIENT] = -0.69,
		[CONFIDENCE_TIE] = 0.58,
		[CONFIDENCE_NOMINAL] = -0.51,
		[CONFIDENCE_VAGUE_ACTOR] = -0.65,
		[CONFIDENCE_VAGUE_RECIPIENT] = -0.61,
		[CONFIDENCE_PRONOUN] = -0.33,
		[CONFIDENCE_FAR_ACTOR] = -0.35,
		[CONFIDENCE_FAR_RECIPIENT] = -0.48,
		[CONFIDENCE_LENGTH] = -0.09,
		[CONFIDENCE_DEPTH] = -0.24,
		[CONFIDENCE_UNREAL] = 0.15,
		[CONFIDENCE_SAID] = -0.01,
		[CONFIDENCE_PLACED] = 0.44,
		[CONFIDENCE_MODE] = 0.19,
	};
	double features[CONFIDENCE_COUNT] = {0}, z = bias;
	confidence_features(document, event, features);
	for (size_t i = 0; i < CONFIDENCE_COUNT; i++)
		z += weight[i] * features[i];
	return logistic(z);
}
