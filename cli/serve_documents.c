/* serve_documents.c: whole documents: one of the database, and one that is pasted in and kept nowhere. */
#include "base/day.h"
#include "base/id.h"
#include "reader/reader.h"
#include "serve.h"
#include "view/view.h"

/* The lines of view_jsonl become one object; the text goes into the first, the document's own. */
void serve_reading(const struct document *document, const struct store_run *run, struct buf *out)
{
	struct buf lines = {0};
	struct view_context context = {run->version, run->lexicon, run->model};
	view_jsonl(document, &context, &lines);
	struct str rest = buf_view(&lines), head = str_cut(&rest, '\n');
	buf_text(out, "{\"document\":");
	buf_append(out, head.data, head.length ? head.length - 1 : 0);
	struct json json = {.out = out, .comma = true};
	json_str(&json, "text", document->article.text);
	buf_text(out, "},\"records\":[");
	for (bool comma = false; rest.data;) {
		struct str line = str_cut(&rest, '\n');
		if (str_empty(line))
			continue;
		if (comma)
			buf_byte(out, ',');
		buf_str(out, line);
		comma = true;
	}
	buf_text(out, "]}");
	out->failed |= lines.failed;
	buf_free(&lines);
}

static bool answer_document(struct office *office, struct desk *desk, const struct web_request *request, struct web_answer *answer, struct error *error)
{
	struct document document = {.arena = &desk->arena};
	struct store_run run = {0};
	(void)office;
	if (!store_load(desk->store, request->rest, &document, &run, error))
		return false;
	serve_reading(&document, &run, &answer->body);
	return true;
}

void serve_document(void *office, const struct web_request *request, struct web_answer *answer)
{
	office_do(office, request, answer, answer_document);
}

/* --- pasted ----------------------------------------------------------------------------------------------- */

static bool read_paste(struct arena *arena, const json_t *body, const struct kit *kit, struct article *article, struct error *error)
{
	const json_t *text = json_object_get(body, "text"), *date = json_object_get(body, "date"), *title = json_object_get(body, "title");
	article->day = DAY_NONE;
	if (!json_is_string(text) || !json_string_length(text))
		return error_set(error, ERROR_USAGE, "an object with a text is needed: {\"text\": \"...\", \"date\": \"2020-01-09\"}");
	if (json_is_string(date) && json_string_length(date)) {
		if (!day_parse(str_of(json_string_value(date)), &article->day))
			return error_set(error, ERROR_USAGE, "the date '%.40s' is not of the form 2020-01-09", json_string_value(date));
		article->date_from = DATE_FROM_INPUT;
	}
	if (json_is_string(title))
		article->title = (struct str){arena_copy(arena, json_string_value(title), json_string_length(title)), json_string_length(title)};
	struct str copy = {arena_copy(arena, json_string_value(text), json_string_length(text)), json_string_length(text)};
	reader_article_from_text(arena, copy, kit_reader_lexicon(kit), article);
	return true;
}

static bool answer_code(struct office *office, struct desk *desk, const struct web_request *request, struct web_answer *answer, struct error *error)
{
	struct document document = {.arena = &desk->arena};
	jmp_buf *recover = desk->arena.recover; /* coder_run sets its own, and takes it away */
	if (!serve_body(desk, request, error) || !read_paste(&desk->arena, desk->body, office->kit, &document.article, error) ||
	    (!desk->coder && !coder_new(&desk->coder, office->kit, error)))
		return false;
	bool ok = coder_run(desk->coder, &document, STAGE_RECORDS, error);
	desk->arena.recover = recover;
	if (!ok)
		return false;
	struct store_run run = {str_of(CASUS_VERSION), kit_lexicon_hash(office->kit), kit_model_hash(office->kit)};
	serve_reading(&document, &run, &answer->body);
	return true;
}

void serve_code(void *office, const struct web_request *request, struct web_answer *answer)
{
	office_do(office, request, answer, answer_code);
}
