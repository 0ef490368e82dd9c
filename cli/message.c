/* message.c: see message.h. */
#include "message.h"

#include <jansson.h>

#include "base/day.h"
#include "base/json.h"
#include "names.h"

static const struct field {
	const char *name;
	size_t offset;
} fields[] = {{"id", offsetof(struct article, source_id)}, {"path", offsetof(struct article, path)}, {"url", offsetof(struct article, url)},
              {"title", offsetof(struct article, title)}, {"publisher", offsetof(struct article, publisher)}, {"author", offsetof(struct article, author)},
              {"language", offsetof(struct article, language)}, {"place", offsetof(struct article, place)}};
enum { FIELDS = sizeof fields / sizeof *fields };

void message_write(const struct article *article, struct buf *out)
{
	struct json json = {.out = out};
	char day[16];
	json_open(&json, NULL, '{');
	for (size_t i = 0; i < FIELDS; i++)
		json_str_if(&json, fields[i].name, *(const struct str *)((const char *)article + fields[i].offset));
	if (article->day != DAY_NONE) {
		day_format(article->day, day);
		json_str(&json, "date", str_of(day));
		json_str(&json, "date_from", str_of(name_of_date_source(article->date_from)));
	}
	if (article->line)
		json_number(&json, "line", (int64_t)article->line);
	json_str(&json, "text", article->text);
	json_close(&json, '}');
}

static struct str copy_text(struct arena *arena, const json_t *value)
{
	struct str text = {json_string_value(value), json_string_length(value)};
	return (struct str){arena_copy(arena, text.data ? text.data : "", text.length), text.length};
}

static enum date_source source_of(const char *name)
{
	for (int source = DATE_FROM_INPUT; name && source <= DATE_FROM_FILE; source++)
		if (strcmp(name_of_date_source((enum date_source)source), name) == 0)
			return (enum date_source)source;
	return DATE_FROM_INPUT;
}

static bool take_date(const json_t *body, struct article *article, struct error *error)
{
	const char *date = json_string_value(json_object_get(body, "date"));
	article->day = DAY_NONE;
	if (!date)
		return true;
	if (!day_parse(str_of(date), &article->day))
		return error_set(error, ERROR_INPUT, "its date '%.40s' is no day such as 2020-01-09", date);
	article->date_from = source_of(json_string_value(json_object_get(body, "date_from")));
	return true;
}

/* The JSON is freed before memory is asked for that could be refused: what is copied comes to no more than BYTES. */
static bool take_fields(const json_t *body, struct arena *arena, struct article *article, struct str *text, struct error *error)
{
	const json_t *given = json_object_get(body, "text");
	if (!json_is_string(given) || !json_string_length(given))
		return error_set(error, ERROR_INPUT, "it has no text");
	for (size_t i = 0; i < FIELDS; i++) {
		const json_t *value = json_object_get(body, fields[i].name);
		if (json_is_string(value))
			*(struct str *)((char *)article + fields[i].offset) = copy_text(arena, value);
	}
	article->line = (size_t)json_integer_value(json_object_get(body, "line"));
	*text = copy_text(arena, given);
	return take_date(body, article, error);
}

bool message_read(struct str bytes, const struct reader_lexicon *lexicon, struct arena *arena, struct article *article, struct error *error)
{
	json_error_t problem;
	struct str text;
	memset(article, 0, sizeof *article);
	json_t *body = json_loadb(bytes.data ? bytes.data : "", bytes.length, 0, &problem);
	if (!body)
		return error_set(error, ERROR_INPUT, "it is no JSON: column %d: %s", problem.column, problem.text);
	bool ok = take_fields(body, arena, article, &text, error);
	json_decref(body);
	if (ok)
		reader_article_from_text(arena, text, lexicon, article);
	return ok && (article->block_count || error_set(error, ERROR_INPUT, "its text holds nothing to code"));
}
