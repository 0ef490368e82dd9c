/* confidence_dump: what the model sees, for train/confidence/fit.py.
 *
 *   confidence_dump parties|records PACK < articles.jsonl
 *
 * parties: a line for each record, each mention near it and each role: the article's id, the record's id, the role (0 actor, 1 recipient), the
 * mention's head, its span and the trigger's, each as two bytes of the text, the depth of the head in its tree, the lemmas of trigger and
 * head, the type, the party's code; then the features in the order of src/confidence/seen.h.
 * records: a line for each record: the article's id, its own, its confidence, then the features of the record. */
#include <stdio.h>
#include <stdlib.h>

#include "confidence/seen.h"
#include "each_article.h"

static size_t depth_of(const struct token *tokens, int32_t t)
{
	size_t depth = 0;
	for (; t >= 0 && depth < 99; t = tokens[t].head)
		depth++;
	return depth;
}

static void print_numbers(const double *numbers, size_t count)
{
	for (size_t i = 0; i < count; i++)
		printf("\t%g", numbers[i]);
	printf("\n");
}

static void print_party(const struct document *document, const struct event *event, const struct party *party, enum role role)
{
	const struct mention *mention = &document->mentions[party->mention];
	const struct token *tokens = document->sentences[mention->sentence].tokens;
	struct span head = tokens[mention->head].span, trigger = event->trigger_span;
	printf("%.*s\t%.*s\t%d\t%zu\t%zu\t%zu\t%zu\t%zu\t%zu\t%zu\t%.*s\t%.*s\t%.*s\t%.*s", STR_ARG(document->article.source_id), STR_ARG(event->id), role, head.start, head.end,
	       mention->span.start, mention->span.end, trigger.start, trigger.end, depth_of(tokens, (int32_t)mention->head),
	       STR_ARG(document->sentences[event->sentence].tokens[event->trigger].lemma), STR_ARG(tokens[mention->head].lemma), STR_ARG(event->type), STR_ARG(party->who.code));
	print_numbers(party->seen[role], ROLE_FEATURE_COUNT);
}

static void print_record(const struct document *document, const struct event *event, const struct party *parties, size_t count)
{
	double seen[RECORD_FEATURE_COUNT];
	record_see(document, event, parties, count, seen);
	printf("%.*s\t%.*s\t%.4f", STR_ARG(document->article.source_id), STR_ARG(event->id), event->confidence);
	print_numbers(seen, RECORD_FEATURE_COUNT);
}

static void print_document(void *context, const struct kit *kit, struct document *document)
{
	bool records = *(bool *)context;
	struct confidence_who who = kit_who(kit);
	for (size_t i = 0; i < document->event_count; i++) {
		const struct event *event = &document->events[i];
		struct party parties[MOST_PARTIES];
		size_t count = confidence_look(kit_confidence(kit), document, event, &who, parties);
		if (records)
			print_record(document, event, parties, count);
		for (size_t p = 0; !records && p < count; p++)
			for (enum role role = 0; role < ROLE_COUNT; role++)
				print_party(document, event, &parties[p], role);
	}
}

int main(int count, char **arguments)
{
	if (count != 3) {
		fprintf(stderr, "usage: confidence_dump parties|records PACK < articles.jsonl\n");
		return EXIT_FAILURE;
	}
	bool records = str_equal(str_of(arguments[1]), STR("records"));
	return each_article(&(struct article_tool){.pack = arguments[2], .stage = STAGE_RECORDS, .context = &records, .tell = print_document});
}
