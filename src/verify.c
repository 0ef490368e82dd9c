/* verify.c: part of the pipeline: every document of a database against what its ids are made from. */
#include "verify.h"

#include "pipeline.h"
#include "store/mentions.h"
#include "story/story.h"

struct verify {
	struct store *store;
	struct arena arena;
	struct verify_result *result;
	verify_report *report;
	void *context;
};

static void find(struct verify *verify, struct str line)
{
	verify->result->findings++;
	verify->report(verify->context, line);
}

static void check_id(struct verify *verify, const struct document *document, const char *what, struct str id, struct str made)
{
	if (!str_equal(id, made))
		find(verify, str_of(arena_printf(&verify->arena, "document %.*s: the %s %.*s is not what its id says (%.*s)", STR_ARG(document->id), what,
		                                 STR_ARG(id), STR_ARG(made))));
}

static void check_ids(struct verify *verify, const struct document *document)
{
	check_id(verify, document, "document", document->id, document_content_id(&document->article, &verify->arena));
	for (size_t i = 0; i < document->event_count; i++)
		check_id(verify, document, "event", document->events[i].id, story_event_id(document, &document->events[i]));
	for (size_t i = 0; i < document->ceasefire_count; i++) {
		const struct ceasefire *truce = &document->ceasefires[i];
		if (truce->event_count)
			check_id(verify, document, "ceasefire", truce->id, story_ceasefire_id(document, truce));
		else
			find(verify, str_of(arena_printf(&verify->arena, "document %.*s: the ceasefire %.*s rests on no event", STR_ARG(document->id), STR_ARG(truce->id))));
	}
	for (size_t i = 0; i < document->contradiction_count; i++) {
		const struct contradiction *contradiction = &document->contradictions[i];
		check_id(verify, document, "contradiction", contradiction->id, story_contradiction_id(document, contradiction->first, contradiction->second));
	}
}

static void check_document(struct verify *verify, int64_t key)
{
	struct document document = {.arena = &verify->arena};
	struct error error = {0};
	verify->result->documents++;
	if (!store_load_key(verify->store, key, &document, NULL, &error)) {
		find(verify, str_of(error.message));
		return;
	}
	verify->result->records += document.event_count + document.ceasefire_count + document.contradiction_count;
	check_ids(verify, &document);
}

static void check_file(struct verify *verify)
{
	struct buf findings = {0};
	struct error error = {0};
	if (!store_verify(verify->store, &findings, &error) || !store_verify_mentions(verify->store, &findings, &error))
		find(verify, str_of(error.message));
	for (struct str rest = buf_view(&findings); rest.data;) {
		struct str line = str_cut(&rest, '\n');
		if (!str_empty(line))
			find(verify, line);
	}
	buf_free(&findings);
}

/* Memory that runs out ends it as an error: the arena's recovery point is here. */
static bool check_all(struct verify *verify, struct error *error)
{
	jmp_buf recover;
	if (setjmp(recover) != 0)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	verify->arena.recover = &recover;
	check_file(verify);
	for (int64_t key = 0; store_next_key(verify->store, &key, error);) {
		check_document(verify, key);
		arena_reset(&verify->arena);
	}
	verify->arena.recover = NULL;
	if (error->kind == ERROR_NONE)
		return true;
	find(verify, str_of(error->message));
	memset(error, 0, sizeof *error);
	return true;
}

bool verify_database(const char *address, verify_report *report, void *context, struct verify_result *result, struct error *error)
{
	struct verify verify = {.result = result, .report = report, .context = context};
	struct store_options options = {.read_only = true};
	*result = (struct verify_result){0};
	if (!store_open(&verify.store, address, &options, error))
		return false;
	arena_init(&verify.arena);
	bool ok = check_all(&verify, error);
	arena_free(&verify.arena);
	store_close(verify.store);
	return ok;
}
