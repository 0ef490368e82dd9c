/* serve_claims.c: truces, contradictions, incidents: what several records make together. */
#include "base/utf8.h"
#include "incidents.h"
#include "serve.h"
#include "view/view.h"

/* LINE, a record with "}\n" at its end, left open for more. */
static void open_line(struct json *json, const struct buf *line)
{
	if (json->comma)
		buf_byte(json->out, ',');
	buf_append(json->out, line->data, line->length >= 2 ? line->length - 2 : 0);
	json->out->failed |= line->failed;
	json->comma = true;
}

static void close_line(struct json *json)
{
	buf_byte(json->out, '}');
	json->comma = true;
}

/* Whole documents, once each while they come in a row. */
struct shelf {
	struct desk *desk;
	struct document document;
	int64_t key;
};

static bool take_down(struct shelf *shelf, int64_t key, struct error *error)
{
	struct store_run run;
	if (shelf->key == key)
		return true;
	shelf->document = (struct document){.arena = &shelf->desk->arena};
	shelf->key = key;
	return store_load_key(shelf->desk->store, key, &shelf->document, &run, error);
}

static bool answer_ceasefires(struct office *office, struct desk *desk, const struct web_request *request, struct web_answer *answer, struct error *error)
{
	struct query query;
	struct store_answer table;
	struct shelf shelf = {.desk = desk};
	struct json json = {.out = &answer->body};
	struct buf line = {0};
	if (!serve_query(office, desk, request, false, &query, error) || !store_page_table(desk->store, PAGE_CEASEFIRES, &query, &desk->arena, &table, error))
		return false;
	json_open(&json, NULL, '{');
	json_open(&json, "ceasefires", '[');
	for (size_t row = 0; row < table.row_count; row++) {
		size_t at = (size_t)serve_integer(&table, row, 1);
		if (!take_down(&shelf, serve_integer(&table, row, 0), error))
			return false;
		if (at >= shelf.document.ceasefire_count)
			continue;
		view_jsonl_ceasefire(&shelf.document, at, &line);
		open_line(&json, &line);
		serve_head(&json, &shelf.document);
		close_line(&json);
		buf_free(&line);
	}
	json_close(&json, ']');
	json_close(&json, '}');
	return true;
}

void serve_ceasefires(void *office, const struct web_request *request, struct web_answer *answer)
{
	office_do(office, request, answer, answer_ceasefires);
}

static bool answer_contradictions(struct office *office, struct desk *desk, const struct web_request *request, struct web_answer *answer, struct error *error)
{
	struct query query;
	struct store_answer table;
	struct shelf shelf = {.desk = desk};
	struct json json = {.out = &answer->body};
	struct buf line = {0};
	if (!serve_query(office, desk, request, false, &query, error) || !store_page_table(desk->store, PAGE_CONTRADICTIONS, &query, &desk->arena, &table, error))
		return false;
	json_open(&json, NULL, '{');
	json_open(&json, "contradictions", '[');
	for (size_t row = 0; row < table.row_count; row++) {
		size_t at = (size_t)serve_integer(&table, row, 1);
		if (!take_down(&shelf, serve_integer(&table, row, 0), error))
			return false;
		if (at >= shelf.document.contradiction_count)
			continue;
		view_jsonl_contradiction(&shelf.document, at, &line);
		open_line(&json, &line);
		buf_free(&line);
		serve_head(&json, &shelf.document);
		json_open(&json, "pair", '[');
		bool ok = serve_record(desk, &shelf.document, shelf.document.contradictions[at].first, &json, error) &&
		          serve_record(desk, &shelf.document, shelf.document.contradictions[at].second, &json, error);
		json_close(&json, ']');
		close_line(&json);
		if (!ok)
			return false;
	}
	json_close(&json, ']');
	json_close(&json, '}');
	return true;
}

void serve_contradictions(void *office, const struct web_request *request, struct web_answer *answer)
{
	office_do(office, request, answer, answer_contradictions);
}

/* --- incidents ----------------------------------------------------------------------------------------------- */

static void write_range(struct json *json, const char *kind, int64_t low, int64_t high)
{
	if (low < 0)
		return;
	json_open(json, NULL, '{');
	json_str(json, "of", str_of(kind));
	json_number(json, "low", low);
	json_number(json, "high", high);
	json_close(json, '}');
}

static void write_named(struct json *json, const char *key, struct str names)
{
	if (str_empty(names))
		return;
	json_open(json, key, '[');
	json_open(json, NULL, '{');
	json_str(json, "name", names);
	json_close(json, '}');
	json_close(json, ']');
}

static void write_incident_head(struct json *json, const struct incident_story *story)
{
	const struct store_incident *head = &story->head;
	json_str(json, "id", head->id);
	json_str(json, "event_type", head->type);
	json_str_if(json, "event_mode", head->mode);
	json_open(json, "date", '{');
	json_str_if(json, "from", head->date_from);
	json_str_if(json, "to", head->date_to);
	json_close(json, '}');
	if (!str_empty(head->place)) {
		json_open(json, "place", '{');
		json_str(json, "name", head->place);
		json_str_if(json, "country", head->country);
		json_close(json, '}');
	}
	json_number(json, "mentions", head->mentions);
	json_number(json, "sources", head->sources);
	json_str_if(json, "first_report", head->first_report);
	json_str_if(json, "last_report", head->last_report);
	json_open(json, "numbers", '[');
	write_range(json, "killed", head->killed_low, head->killed_high);
	write_range(json, "wounded", head->wounded_low, head->wounded_high);
	json_close(json, ']');
	if (story->count) {
		write_named(json, "actor", story->accounts[0].actor);
		write_named(json, "recipient", story->accounts[0].recipient);
	}
}

/* What people say of it, the same words of the same mouth once: who says it was so, who denies, who leaves it open. */
static const char *stance_of(const struct store_account *account)
{
	if (str_equal(account->factuality, STR("actual")))
		return "it happened";
	return str_equal(account->factuality, STR("negated")) ? "it did not happen" : "it is left open";
}

static bool same_side(const struct store_account *a, const struct store_account *b)
{
	return stance_of(a) == stance_of(b) && str_equal(a->speaker, b->speaker) && str_equal(a->actor, b->actor) && a->killed == b->killed;
}

static bool write_side(struct desk *desk, struct json *json, const struct incident_story *story, size_t first, struct error *error)
{
	const struct store_account *account = &story->accounts[first];
	bool ok = true;
	json_open(json, NULL, '{');
	json_str(json, "stance", str_of(stance_of(account)));
	write_named(json, "speaker", account->speaker);
	json_open(json, "records", '[');
	for (size_t i = first; ok && i < story->count; i++) {
		struct store_hit hit;
		if (!same_side(account, &story->accounts[i]))
			continue;
		ok = store_find_record(desk->store, story->accounts[i].id, &hit, error) && (!hit.document || serve_hits(desk, &hit, 1, json, error));
	}
	json_close(json, ']');
	json_close(json, '}');
	return ok;
}

/* Why a mention is in the incident: what it shares with the likest other one, and what speaks against. */
static void write_why(struct json *json, const struct incident_member *member)
{
	json_open(json, NULL, '{');
	json_str(json, "event", member->event);
	json_true_if(json, "first", member->told_first);
	json_true_if(json, "by_hand", member->by_hand);
	json_str_if(json, "likest", member->likest);
	json_str_if(json, "reasons", member->reasons);
	json_str_if(json, "doubts", member->doubts);
	json_close(json, '}');
}

static bool write_incident(struct desk *desk, struct json *json, const struct incident_story *story, struct error *error)
{
	bool ok = true;
	json_open(json, NULL, '{');
	write_incident_head(json, story);
	json_open(json, "accounts", '[');
	for (size_t i = 0; ok && i < story->count; i++) {
		bool told = false;
		for (size_t before = 0; before < i && !told; before++)
			told = same_side(&story->accounts[before], &story->accounts[i]);
		ok = told || write_side(desk, json, story, i, error);
	}
	json_close(json, ']');
	json_open(json, "why", '[');
	for (size_t i = 0; i < story->count; i++)
		write_why(json, &story->members[i]);
	json_close(json, ']');
	json_close(json, '}');
	return ok;
}

static bool answer_incidents(struct office *office, struct desk *desk, const struct web_request *request, struct web_answer *answer, struct error *error)
{
	struct query query;
	struct store_answer table;
	struct json json = {.out = &answer->body};
	if (!serve_query(office, desk, request, false, &query, error) || !store_page_table(desk->store, PAGE_INCIDENTS, &query, &desk->arena, &table, error))
		return false;
	json_open(&json, NULL, '{');
	json_open(&json, "incidents", '[');
	bool ok = true;
	for (size_t row = 0; ok && row < table.row_count; row++) {
		struct incident_story story;
		ok = incidents_tell(desk->incidents, utf8_lowercase(&desk->arena, table.cells[row]), &desk->arena, &story, error) &&
		     write_incident(desk, &json, &story, error);
	}
	json_close(&json, ']');
	json_close(&json, '}');
	return ok;
}

void serve_incidents(void *office, const struct web_request *request, struct web_answer *answer)
{
	office_do(office, request, answer, answer_incidents);
}

static bool answer_incident(struct office *office, struct desk *desk, const struct web_request *request, struct web_answer *answer, struct error *error)
{
	struct incident_story story;
	struct json json = {.out = &answer->body};
	(void)office;
	return incidents_tell(desk->incidents, request->rest, &desk->arena, &story, error) && write_incident(desk, &json, &story, error);
}

void serve_incident(void *office, const struct web_request *request, struct web_answer *answer)
{
	office_do(office, request, answer, answer_incident);
}
