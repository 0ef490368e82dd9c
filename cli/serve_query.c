/* serve_query.c: the conditions of a request, which are those of `casus query`, and the records that they choose. */
#include "base/day.h"
#include "query/grammar.h"
#include "serve.h"
#include "store/page.h"
#include "view/view.h"
#include "whom.h"

enum { RECORDS_USUAL = 50, RECORDS_MOST = 500 };

/* --- conditions ------------------------------------------------------------------------------------------ */

/* What a request has beside conditions. */
static bool is_other(struct str name)
{
	static const char *const names[] = {"by", "on", "q", "format", "token", "goldstein", "all"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_equal(name, str_of(names[i])))
			return true;
	return false;
}

/* "confidence=0.8" asks for no less, as everywhere on the page; by=month,type is what counts are by. */
static struct str condition_of(struct arena *arena, const struct web_pair *pair)
{
	bool counts = str_equal(pair->name, STR("by")), least = str_equal(pair->name, STR("confidence")) || str_equal(pair->name, STR("killed"));
	const char *sign = least && !str_ends(pair->name, STR(">")) ? ">=" : "=";
	struct str name = counts ? STR("count") : pair->name;
	return str_of(arena_printf(arena, "%.*s%s%.*s", STR_ARG(name), sign, STR_ARG(pair->value)));
}

static struct str *conditions_of(struct arena *arena, const struct web_request *request, bool counts, size_t *count)
{
	struct str *conditions = arena_zalloc(arena, request->pair_count + 1, sizeof *conditions);
	*count = 0;
	for (size_t i = 0; i < request->pair_count; i++) {
		const struct web_pair *pair = &request->pairs[i];
		bool by = counts && str_equal(pair->name, STR("by"));
		if (!str_empty(pair->value) && (by || !is_other(pair->name)))
			conditions[(*count)++] = condition_of(arena, pair);
	}
	return conditions;
}

bool serve_words(struct store *store, struct arena *arena, struct query_words *words, struct error *error)
{
	struct str *types, *modes, *contexts;
	*words = (struct query_words){0};
	if (!store_words(store, QUERY_TYPE, arena, &types, &words->type_count, error) || !store_words(store, QUERY_MODE, arena, &modes, &words->mode_count, error) ||
	    !store_words(store, QUERY_CONTEXT, arena, &contexts, &words->context_count, error))
		return false;
	words->types = types;
	words->modes = modes;
	words->contexts = contexts;
	return true;
}

bool serve_query(struct office *office, struct desk *desk, const struct web_request *request, bool counts, struct query *query, struct error *error)
{
	struct query_words words;
	size_t count;
	struct str *conditions = conditions_of(&desk->arena, request, counts, &count);
	*query = (struct query){0};
	if (desk->board)
		words = *board_words(desk->board);
	else if (!serve_words(desk->store, &desk->arena, &words, error))
		return false;
	return query_parse(query, conditions, count, &words, &desk->arena, error) &&
	       (!query_needs_lexicon(query) || query_resolve(office->kit, query, conditions, &desk->arena, error));
}

/* --- records ----------------------------------------------------------------------------------------------- */

void serve_head(struct json *json, const struct document *document)
{
	char day[16];
	json_open(json, "document", '{');
	json_str(json, "id", document->id);
	json_str_if(json, "title", document->article.title);
	json_str_if(json, "publisher", document->article.publisher);
	json_str_if(json, "url", document->article.url);
	json_str_if(json, "source_id", document->article.source_id);
	json_str_if(json, "path", document->article.path);
	if (document->article.day != DAY_NONE) {
		day_format(document->article.day, day);
		json_str(json, "date", str_of(day));
	}
	json_close(json, '}');
}

bool serve_judgement(struct desk *desk, struct json *json, struct str event, struct error *error)
{
	static const char *const verdicts[] = {"right", "wrong", "changed"};
	struct store_judgement judgement;
	bool found;
	if (!store_judged(desk->store, event, &desk->arena, &judgement, &found, error))
		return false;
	if (!found)
		return true;
	json_open(json, "judgement", '{');
	json_str(json, "verdict", str_of(verdicts[judgement.verdict]));
	json_str_if(json, "note", judgement.note);
	if (!str_empty(judgement.change)) {
		buf_text(json->out, ",\"change\":");
		buf_str(json->out, judgement.change);
	}
	json_close(json, '}');
	return true;
}

bool serve_record(struct desk *desk, const struct document *document, size_t number, struct json *json, struct error *error)
{
	struct buf line = {0};
	view_jsonl_event(document, number, &line);
	if (json->comma)
		buf_byte(json->out, ',');
	/* The line ends in "}\n": what the page adds goes before that. */
	buf_append(json->out, line.data, line.length >= 2 ? line.length - 2 : 0);
	json->out->failed |= line.failed;
	buf_free(&line);
	json->comma = true;
	serve_head(json, document);
	bool ok = serve_judgement(desk, json, document->events[number].id, error);
	buf_byte(json->out, '}');
	json->comma = true;
	return ok;
}

bool serve_hits(struct desk *desk, const struct store_hit *hits, size_t count, struct json *json, struct error *error)
{
	struct document document = {0};
	int64_t loaded = 0;
	struct store_run run;
	for (size_t i = 0; i < count; i++) {
		if (hits[i].document != loaded) {
			document = (struct document){.arena = &desk->arena};
			if (!store_load_key(desk->store, hits[i].document, &document, &run, error))
				return false;
			loaded = hits[i].document;
		}
		if (hits[i].number < document.event_count && !serve_record(desk, &document, hits[i].number, json, error))
			return false;
	}
	return true;
}

bool serve_days(struct office *office, struct desk *desk, const struct web_request *request, int32_t *from, int32_t *to, struct error *error)
{
	struct web_pair pairs[] = {{STR("from"), web_value(request, "from")}, {STR("to"), web_value(request, "to")}};
	struct query query;
	*from = *to = DAY_NONE;
	if (!serve_query(office, desk, &(struct web_request){.pairs = pairs, .pair_count = 2}, false, &query, error))
		return false;
	for (size_t i = 0; i < query.term_count; i++)
		*(query.terms[i].field == QUERY_FROM ? from : to) = query.terms[i].day;
	return true;
}

static bool answer_records(struct office *office, struct desk *desk, const struct web_request *request, struct web_answer *answer, struct error *error)
{
	struct query query;
	struct store_hit *hits;
	size_t count, total;
	struct json json = {.out = &answer->body};
	bool none = str_equal(web_value(request, "limit"), STR("0"));
	struct web_request asked = *request;
	if (none) { /* the number alone */
		struct web_pair *pairs = arena_alloc(&desk->arena, (request->pair_count + 1) * sizeof *pairs);
		asked.pair_count = 0;
		for (size_t i = 0; i < request->pair_count; i++)
			if (!str_equal(request->pairs[i].name, STR("limit")))
				pairs[asked.pair_count++] = request->pairs[i];
		asked.pairs = pairs;
	}
	if (!serve_query(office, desk, &asked, false, &query, error))
		return false;
	query.limit = none ? 1 : !query.limit ? RECORDS_USUAL : query.limit > RECORDS_MOST ? RECORDS_MOST : query.limit;
	if (!store_ask(desk->store, &query, &desk->arena, &hits, &count, &total, error))
		return false;
	json_open(&json, NULL, '{');
	json_number(&json, "total", (int64_t)total);
	json_open(&json, "records", '[');
	bool ok = none || serve_hits(desk, hits, count, &json, error);
	json_close(&json, ']');
	json_close(&json, '}');
	return ok;
}

void serve_records(void *office, const struct web_request *request, struct web_answer *answer)
{
	office_do(office, request, answer, answer_records);
}

/* --- counts -------------------------------------------------------------------------------------------------- */

struct str serve_cell(const struct store_answer *table, size_t row, size_t column)
{
	return table->cells[row * table->column_count + column];
}

int64_t serve_integer(const struct store_answer *table, size_t row, size_t column)
{
	uint64_t value = 0;
	return str_to_u64(serve_cell(table, row, column), &value) ? (int64_t)value : 0;
}

void serve_number(struct json *json, const char *key, struct str text)
{
	if (json->comma)
		buf_byte(json->out, ',');
	if (key)
		buf_printf(json->out, "\"%s\":", key);
	buf_str(json->out, str_empty(text) ? STR("0") : text);
	json->comma = true;
}

static bool answer_count(struct office *office, struct desk *desk, const struct web_request *request, struct web_answer *answer, struct error *error)
{
	struct query query;
	struct store_answer table;
	struct json json = {.out = &answer->body};
	if (!serve_query(office, desk, request, true, &query, error))
		return false;
	if (!query.key_count)
		return error_set(error, ERROR_USAGE, "counts by what? say by=month,type or the like");
	if (!store_tally(desk->store, &query, &desk->arena, &table, error))
		return false;
	json_open(&json, NULL, '{');
	json_open(&json, "by", '[');
	for (size_t i = 0; i + 1 < table.column_count; i++)
		json_str(&json, NULL, str_of(table.columns[i]));
	json_close(&json, ']');
	json_open(&json, "rows", '[');
	for (size_t row = 0; row < table.row_count; row++) {
		json_open(&json, NULL, '[');
		for (size_t i = 0; i < table.column_count; i++)
			{
				struct str text = serve_cell(&table, row, i);
				if (table.numbers[i])
					serve_number(&json, NULL, text);
				else
					json_str(&json, NULL, text);
			}
		json_close(&json, ']');
	}
	json_close(&json, ']');
	json_close(&json, '}');
	return true;
}

void serve_count(void *office, const struct web_request *request, struct web_answer *answer)
{
	office_do(office, request, answer, answer_count);
}
