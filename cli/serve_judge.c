/* serve_judge.c: what people think of records: kept, and given out as gold for `casus eval`. */
#include <stdlib.h>
#include <time.h>

#include "serve.h"
#include "view/view.h"

enum { NOTE_MOST = 4000 };

static const char *const verdicts[] = {"right", "wrong", "changed"};

static bool read_verdict(const char *text, enum verdict_kind *verdict, struct error *error)
{
	for (size_t i = 0; text && i < sizeof verdicts / sizeof *verdicts; i++)
		if (strcmp(text, verdicts[i]) == 0) {
			*verdict = (enum verdict_kind)i;
			return true;
		}
	return error_set(error, ERROR_USAGE, "a verdict is right, wrong or changed");
}

/* The change as JSON in the arena: an object of texts, nothing else. */
static bool read_change(struct arena *arena, const json_t *change, struct str *text, struct error *error)
{
	const char *key;
	json_t *value;
	if (!change)
		return true;
	if (!json_is_object(change))
		return error_set(error, ERROR_USAGE, "a change is an object: {\"event_type\": \"COERCE\"}");
	json_object_foreach ((json_t *)(uintptr_t)change, key, value)
		if (!json_is_string(value))
			return error_set(error, ERROR_USAGE, "a change holds texts alone; %.60s is none", key);
	char *dumped = json_dumps(change, JSON_COMPACT | JSON_SORT_KEYS);
	if (!dumped || strlen(dumped) > NOTE_MOST) {
		free(dumped);
		return error_set(error, ERROR_USAGE, "the change is too long");
	}
	*text = (struct str){arena_copy(arena, dumped, strlen(dumped)), strlen(dumped)};
	free(dumped);
	return true;
}

static bool find_line(struct desk *desk, struct str event, struct buf *line, struct error *error)
{
	struct store_hit hit;
	struct store_run run;
	struct document document = {.arena = &desk->arena};
	if (!store_find_record(desk->store, event, &hit, error))
		return false;
	if (!hit.document)
		return error_set(error, ERROR_INPUT, "there is no record '%.*s'", (int)(event.length < 60 ? event.length : 60), event.data);
	if (!store_load_key(desk->store, hit.document, &document, &run, error))
		return false;
	view_jsonl_event(&document, hit.number, line);
	line->length -= line->length > 0; /* its newline */
	return true;
}

static bool keep(struct desk *desk, const json_t *body, struct buf *line, struct error *error)
{
	const char *record = json_string_value(json_object_get(body, "record")), *note = json_string_value(json_object_get(body, "note"));
	struct store_judgement judgement = {.event = str_of(record), .note = str_of(note), .made = (int64_t)time(NULL)};
	if (!record)
		return error_set(error, ERROR_USAGE, "which record? {\"record\": ID, \"verdict\": \"right\"}");
	if (judgement.note.length > NOTE_MOST)
		return error_set(error, ERROR_USAGE, "a note has at most %d bytes", NOTE_MOST);
	if (!read_verdict(json_string_value(json_object_get(body, "verdict")), &judgement.verdict, error) ||
	    !read_change(&desk->arena, json_object_get(body, "change"), &judgement.change, error) || !find_line(desk, judgement.event, line, error))
		return false;
	judgement.record = buf_view(line);
	return store_judge(desk->store, &judgement, error);
}

static bool answer_judge(struct office *office, struct desk *desk, const struct web_request *request, struct web_answer *answer, struct error *error)
{
	struct buf line = {0};
	(void)office;
	bool ok = serve_body(desk, request, error) && keep(desk, desk->body, &line, error);
	buf_free(&line);
	if (ok)
		buf_text(&answer->body, "{\"kept\":true}");
	return ok;
}

void serve_judge(void *office, const struct web_request *request, struct web_answer *answer)
{
	office_do(office, request, answer, answer_judge);
}

/* --- gold ------------------------------------------------------------------------------------------------------- */

/* "event_type" and the like take the place of what the record has; actors are given by name. */
static void change_record(json_t *record, const json_t *change)
{
	const char *key;
	json_t *value;
	json_object_foreach ((json_t *)(uintptr_t)change, key, value) {
		bool party = strcmp(key, "actor") == 0 || strcmp(key, "recipient") == 0;
		json_object_set_new(record, key, party ? json_pack("[{s:O}]", "name", value) : json_incref(value));
	}
}

/* A line of gold: the record as it should be; one that is wrong is kept with its mark, so that `casus eval` can leave it out. */
static void write_gold(const struct store_judgement *judgement, struct buf *out)
{
	json_t *record = json_loadb(judgement->record.data, judgement->record.length, 0, NULL);
	json_t *change = str_empty(judgement->change) ? NULL : json_loadb(judgement->change.data, judgement->change.length, 0, NULL);
	if (record && change)
		change_record(record, change);
	if (record) {
		json_object_set_new(record, "judgement", json_pack("{s:s, s:s%}", "verdict", verdicts[judgement->verdict], "note", judgement->note.data ? judgement->note.data : "",
		                                                   judgement->note.length));
		char *text = json_dumps(record, JSON_COMPACT);
		if (text)
			buf_printf(out, "%s\n", text);
		free(text);
	}
	json_decref(change);
	json_decref(record);
}

static bool answer_judgements(struct office *office, struct desk *desk, const struct web_request *request, struct web_answer *answer, struct error *error)
{
	struct store_judgement *list;
	size_t count;
	bool all = str_equal(web_value(request, "all"), STR("1"));
	(void)office;
	if (!store_judgements(desk->store, &desk->arena, &list, &count, error))
		return false;
	answer->type = "application/x-ndjson";
	answer->file = "casus-gold.jsonl";
	for (size_t i = 0; i < count; i++)
		if (all || list[i].verdict != VERDICT_WRONG)
			write_gold(&list[i], &answer->body);
	return true;
}

void serve_judgements(void *office, const struct web_request *request, struct web_answer *answer)
{
	office_do(office, request, answer, answer_judgements);
}
