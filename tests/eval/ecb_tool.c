/* ecb_tool: events that others have marked, sketched from casus's trees, entities, places and times, and put together
 * across documents; for tests/eval/ecb_score.py.
 *
 *   ecb_tool features PACK < documents.jsonl                      every pair within a topic, with its features
 *   ecb_tool lemmas PACK < documents.jsonl                        the baseline: MENTION<tab>LEMMA
 *   ecb_tool cluster PACK FOLDER=TOPIC,TOPIC... < documents.jsonl  MENTION<tab>CLUSTER, with the weights of FOLDER for those topics
 *
 * A document is {"topic":..., "id":..., "text":..., "sentences":[[[start, end], ...], ...], "mentions":[{"id":...,
 * "sentence":..., "tokens":[...]}, ...]}, offsets in bytes; documents come by topic. */
#include <stdio.h>
#include <stdlib.h>

#include <jansson.h>

#include "entity/entity.h"
#include "incident/incident.h"
#include "each_article.h"

struct marked { /* an event mention */
	struct sketch sketch;
	size_t document;
};

struct tool {
	struct kit *kit;
	struct coder *coder;
	struct arena arena; /* of the topic at hand */
	char topic[64];
	struct signature *signatures;
	size_t document_count, document_capacity;
	struct marked *marked;
	size_t marked_count, marked_capacity;
	char **folders;
	size_t folder_count;
	enum mode { MODE_FEATURES, MODE_CLUSTER, MODE_LEMMAS, MODES } mode;
};

static const char *const modes[MODES] = {"features", "cluster", "lemmas"};

/* --- documents ------------------------------------------------------------------------------ */

static void read_sentence(struct document *document, size_t s, const json_t *words)
{
	struct sentence *sentence = &document->sentences[s];
	sentence->count = json_array_size(words);
	sentence->tokens = arena_zalloc(document->arena, sentence->count, sizeof *sentence->tokens);
	sentence->root = -1;
	for (size_t t = 0; t < sentence->count; t++) {
		const json_t *pair = json_array_get(words, t);
		struct token *token = &sentence->tokens[t];
		token->span = (struct span){(size_t)json_integer_value(json_array_get(pair, 0)), (size_t)json_integer_value(json_array_get(pair, 1))};
		token->form = str_slice(document->article.text, token->span.start, token->span.end);
		token->space_after = true;
		token->head = token->first_child = token->next_sibling = -1;
	}
	if (sentence->count)
		sentence->span = (struct span){sentence->tokens[0].span.start, sentence->tokens[sentence->count - 1].span.end};
}

static void read_document(struct tool *tool, const json_t *object, struct document *document)
{
	const json_t *text = json_object_get(object, "text"), *sentences = json_object_get(object, "sentences");
	*document = (struct document){.arena = &tool->arena};
	document->article.text = (struct str){arena_copy(&tool->arena, json_string_value(text), json_string_length(text)), json_string_length(text)};
	document->article.day = DAY_NONE;
	document->article.blocks = arena_zalloc(&tool->arena, 1, sizeof *document->article.blocks);
	document->article.blocks[0] = (struct block){BLOCK_BODY, {0, document->article.text.length}};
	document->article.block_count = 1;
	document->sentence_count = json_array_size(sentences);
	document->sentences = arena_zalloc(&tool->arena, document->sentence_count, sizeof *document->sentences);
	for (size_t s = 0; s < document->sentence_count; s++)
		read_sentence(document, s, json_array_get(sentences, s));
}

/* --- from a marked word to an event ---------------------------------------------------------- */

static size_t mention_headed(const struct document *document, size_t sentence, size_t token)
{
	for (size_t i = 0; i < document->mention_count; i++)
		if (document->mentions[i].sentence == sentence && document->mentions[i].head == token)
			return i;
	return NO_INDEX;
}

/* The word's mention, or what it stands for; a noun of which casus makes no mention is itself. */
static struct actor actor_at(const struct tool *tool, const struct document *document, size_t sentence, size_t token)
{
	const struct token *word = &document->sentences[sentence].tokens[token];
	struct actor actor = {.sentence = sentence, .token = token, .text = word->form, .span = word->span};
	size_t mention = mention_headed(document, sentence, token);
	if (mention == NO_INDEX)
		return actor;
	entity_resolve(kit_entities(tool->kit), document, mention, document->article.day, &actor);
	for (size_t steps = 0; steps < 64 && document->mentions[mention].antecedent != NO_INDEX && !document->mentions[mention].together; steps++)
		mention = document->mentions[mention].antecedent;
	const struct mention *first = &document->mentions[mention];
	actor.sentence = first->sentence;
	actor.token = first->head;
	return actor;
}

static bool is_agent(const struct sentence *sentence, size_t token)
{
	for (int32_t child = sentence->tokens[token].first_child; child >= 0; child = sentence->tokens[child].next_sibling)
		if (sentence->tokens[child].deprel == REL_case && str_equal(sentence->tokens[child].lemma, STR("by")))
			return true;
	return false;
}

enum role { ROLE_NONE, ROLE_ACTOR, ROLE_RECIPIENT };

static enum role role_of(const struct sentence *sentence, size_t token)
{
	switch (sentence->tokens[token].deprel) {
	case REL_nsubj:
	case REL_nmod_poss:
	case REL_obl_agent:
		return ROLE_ACTOR;
	case REL_obj:
	case REL_nsubj_pass:
	case REL_iobj:
	case REL_compound:
		return ROLE_RECIPIENT;
	case REL_obl:
	case REL_nmod:
		return is_agent(sentence, token) ? ROLE_ACTOR : ROLE_RECIPIENT;
	default:
		return ROLE_NONE;
	}
}

static void add_role(const struct tool *tool, const struct document *document, struct event *event, size_t token, enum role role)
{
	size_t *count = role == ROLE_ACTOR ? &event->actor_count : &event->recipient_count;
	struct actor *list = role == ROLE_ACTOR ? event->actors : event->recipients;
	if (role != ROLE_NONE && *count < 8)
		list[(*count)++] = actor_at(tool, document, event->sentence, token);
}

static void find_roles(const struct tool *tool, const struct document *document, struct event *event)
{
	const struct sentence *sentence = &document->sentences[event->sentence];
	event->actors = arena_zalloc(document->arena, 8, sizeof *event->actors);
	event->recipients = arena_zalloc(document->arena, 8, sizeof *event->recipients);
	for (int32_t child = sentence->tokens[event->trigger].first_child; child >= 0; child = sentence->tokens[child].next_sibling)
		add_role(tool, document, event, (size_t)child, role_of(sentence, (size_t)child));
	int32_t head = sentence->tokens[event->trigger].head;
	for (int steps = 0; steps < 4 && head >= 0 && event->actor_count == 0; steps++) { /* the subject that it shares */
		for (int32_t child = sentence->tokens[head].first_child; child >= 0; child = sentence->tokens[child].next_sibling)
			if (sentence->tokens[child].deprel == REL_nsubj)
				add_role(tool, document, event, (size_t)child, ROLE_ACTOR);
		head = sentence->tokens[head].head;
	}
}

static void find_circumstances(const struct document *document, struct event *event)
{
	event->timex = event->place_index = NO_INDEX;
	event->date = (struct date){.from = DAY_NONE, .to = DAY_NONE};
	for (size_t i = 0; i < document->place_count && event->place_index == NO_INDEX; i++)
		if (document->places[i].sentence == event->sentence && document->places[i].resolved)
			event->place_index = i;
	if (event->place_index != NO_INDEX)
		event->place = document->places[event->place_index];
	for (size_t i = 0; i < document->timex_count; i++)
		if (document->timexes[i].sentence == event->sentence && document->timexes[i].date.from != DAY_NONE)
			event->date = document->timexes[i].date;
}

static size_t head_of(const struct sentence *sentence, const json_t *tokens)
{
	size_t first = (size_t)json_integer_value(json_array_get(tokens, 0));
	for (size_t i = 0; i < json_array_size(tokens); i++) {
		size_t token = (size_t)json_integer_value(json_array_get(tokens, i));
		bool inside = false;
		for (size_t k = 0; k < json_array_size(tokens); k++)
			inside |= json_integer_value(json_array_get(tokens, k)) == sentence->tokens[token].head;
		if (!inside && sentence->tokens[token].upos != UPOS_ADP && sentence->tokens[token].upos != UPOS_PUNCT)
			return token;
	}
	return first;
}

static void add_mention(struct tool *tool, const struct document *document, const json_t *mention)
{
	struct event event = {.sentence = (size_t)json_integer_value(json_object_get(mention, "sentence"))};
	event.trigger = head_of(&document->sentences[event.sentence], json_object_get(mention, "tokens"));
	const char *id = json_string_value(json_object_get(mention, "id"));
	event.id = (struct str){arena_copy(&tool->arena, id, strlen(id)), strlen(id)};
	find_roles(tool, document, &event);
	find_circumstances(document, &event);
	for (size_t i = 0; i < document->event_count; i++) { /* what casus coded there itself */
		const struct event *coded = &document->events[i];
		if (coded->sentence != event.sentence || coded->trigger != event.trigger || coded->kind != RECORD_EVENT)
			continue;
		event.type = coded->type;
		event.mode = coded->mode;
		event.quad = coded->quad;
		event.counts = coded->counts;
		event.count_count = coded->count_count;
	}
	struct marked marked = {sketch_of_event(document, &event, kit_word_ranks(tool->kit), &tool->arena), tool->document_count};
	kit_give_vector(tool->kit, &marked.sketch);
	arena_push(&tool->arena, tool->marked, tool->marked_count, tool->marked_capacity, marked);
}

static bool add_document(struct tool *tool, const json_t *object, struct error *error)
{
	struct document document;
	const json_t *mentions = json_object_get(object, "mentions");
	read_document(tool, object, &document);
	if (!coder_run(tool->coder, &document, STAGE_RECORDS, error))
		return false;
	const char *id = json_string_value(json_object_get(object, "id"));
	document.id = (struct str){arena_copy(&tool->arena, id, strlen(id)), strlen(id)};
	for (size_t i = 0; i < json_array_size(mentions); i++)
		add_mention(tool, &document, json_array_get(mentions, i));
	arena_push(&tool->arena, tool->signatures, tool->document_count, tool->document_capacity, signature_of(&document, kit_word_ranks(tool->kit), &tool->arena));
	return true;
}

/* --- a topic --------------------------------------------------------------------------------- */

static struct told told_of(const struct tool *tool, size_t i)
{
	return (struct told){&tool->marked[i].sketch, &tool->signatures[tool->marked[i].document]};
}

static void print_features(const struct tool *tool)
{
	double value[INCIDENT_FEATURES];
	for (size_t a = 0; a < tool->marked_count; a++)
		for (size_t b = a + 1; b < tool->marked_count; b++) {
			struct told x = told_of(tool, a), y = told_of(tool, b);
			incident_features(&x, &y, value);
			printf("%s\t%.*s\t%.*s", tool->topic, STR_ARG(x.sketch->event), STR_ARG(y.sketch->event));
			for (size_t i = 1; i < incident_feature_count(); i++)
				if (value[i] != 0)
					printf("\t%.*s=%.6g", STR_ARG(incident_feature_name(i)), value[i]);
			putchar('\n');
		}
}

static bool lists(struct str topics, struct str topic)
{
	while (topics.data)
		if (str_equal(str_cut(&topics, ','), topic))
			return true;
	return false;
}

/* MEMORY is the model's, to be freed after it. */
static bool read_weights(struct str folder, struct incident_model *model, void **memory, struct error *error)
{
	struct pack_writer writer = {0};
	struct buf bytes = {0};
	struct pack pack;
	char path[1024];
	snprintf(path, sizeof path, "%.*s", STR_ARG(folder));
	bool ok = incident_compile(path, &writer, error);
	pack_finish(&writer, &bytes);
	*memory = aligned_alloc(64, (bytes.length + 63) / 64 * 64);
	memcpy(*memory, bytes.data, bytes.length);
	ok = ok && pack_open_memory(&pack, *memory, bytes.length, "weights", error) && incident_model_open(model, &pack, error);
	buf_free(&bytes);
	return ok;
}

static bool find_weights(const struct tool *tool, struct incident_model *model, void **memory, struct error *error)
{
	*memory = NULL;
	*model = *kit_incidents(tool->kit);
	for (size_t i = 0; i < tool->folder_count; i++) {
		struct str topics = str_of(tool->folders[i]), folder = str_cut(&topics, '=');
		if (lists(topics, str_of(tool->topic)))
			return read_weights(folder, model, memory, error);
	}
	return true;
}

static bool print_clusters(struct tool *tool, struct error *error)
{
	struct incident_model model;
	void *memory;
	size_t count = tool->marked_count, pairs = 0;
	struct incident_pair *pair = arena_alloc(&tool->arena, (count * count / 2 + 1) * sizeof *pair);
	size_t *label = arena_alloc(&tool->arena, (count + 1) * sizeof *label);
	if (!find_weights(tool, &model, &memory, error)) {
		free(memory);
		return false;
	}
	for (size_t a = 0; a < count; a++)
		for (size_t b = a + 1; b < count; b++) {
			struct told x = told_of(tool, a), y = told_of(tool, b);
			pair[pairs++] = (struct incident_pair){a, b, incident_score(&model, &x, &y, NULL)};
		}
	incident_part(count, pair, pairs, NULL, 0, label, &tool->arena);
	free(memory);
	for (size_t i = 0; i < count; i++)
		printf("%.*s\t%s:%.*s\n", STR_ARG(tool->marked[i].sketch.event), tool->topic, STR_ARG(tool->marked[label[i]].sketch.event));
	return true;
}

static void print_lemmas(const struct tool *tool)
{
	for (size_t i = 0; i < tool->marked_count; i++)
		printf("%.*s\t%s:%.*s\n", STR_ARG(tool->marked[i].sketch.event), tool->topic, STR_ARG(tool->marked[i].sketch.trigger));
}

static bool finish_topic(struct tool *tool, struct error *error)
{
	bool ok = true;
	if (tool->mode == MODE_CLUSTER)
		ok = print_clusters(tool, error);
	else if (tool->mode == MODE_FEATURES)
		print_features(tool);
	else
		print_lemmas(tool);
	arena_reset(&tool->arena);
	tool->signatures = NULL;
	tool->marked = NULL;
	tool->document_count = tool->document_capacity = tool->marked_count = tool->marked_capacity = 0;
	return ok;
}

static bool run(struct tool *tool, struct error *error)
{
	json_error_t problem;
	json_t *object;
	bool ok = true;
	arena_init(&tool->arena);
	while (ok && (object = json_loadf(stdin, JSON_DISABLE_EOF_CHECK, &problem))) {
		const char *topic = json_string_value(json_object_get(object, "topic"));
		if (tool->topic[0] && strcmp(topic, tool->topic) != 0)
			ok = finish_topic(tool, error);
		snprintf(tool->topic, sizeof tool->topic, "%s", topic);
		ok = ok && add_document(tool, object, error);
		json_decref(object);
	}
	ok = ok && finish_topic(tool, error);
	arena_free(&tool->arena);
	return ok;
}

int main(int count, char **arguments)
{
	enum mode mode = MODE_FEATURES;
	while (count >= 3 && mode < MODES && strcmp(arguments[1], modes[mode]) != 0)
		mode++;
	if (count < 3 || mode == MODES) {
		fprintf(stderr, "usage: ecb_tool features|cluster|lemmas PACK [FOLDER=TOPIC,...]... < documents.jsonl\n");
		return EXIT_FAILURE;
	}
	struct tool tool = {.mode = mode, .folders = arguments + 3, .folder_count = (size_t)count - 3};
	struct error error = {0};
	struct kit_options options = {.pack = arguments[2]};
	bool good = kit_open(&tool.kit, &options, &error) && coder_new(&tool.coder, tool.kit, &error);
	if (good)
		coder_set_thorough(tool.coder);
	good = good && run(&tool, &error);
	if (!good)
		tool_fail(&error);
	coder_free(tool.coder);
	kit_close(tool.kit);
	return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
