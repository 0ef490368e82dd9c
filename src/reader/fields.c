/* fields.c: see fields.h. In the pack: for each name a byte of its field, a byte of its length, its bytes. */
#include "reader/fields.h"

#include "base/file.h"
#include "reader/charset.h"
#include "reader/dates.h"
#include "reader/page.h"

#define SECTION "reader/fields"

static const char *const parts[FIELDS] = {"text", "html", "title", "date", "url", "publisher", "language", "place", "id", "list"};

static size_t part_of(struct str name)
{
	size_t field = 0;
	while (field < FIELDS && !str_equal(name, str_of(parts[field])))
		field++;
	return field;
}

/* --- compiling ------------------------------------------------------------------------------------------------- */

static bool compile_line(struct buf *out, struct str source, const char *path, size_t line, struct error *error)
{
	struct str rest = str_trim(source), part = str_cut(&rest, ' ');
	size_t field = part_of(part);
	if (field == FIELDS || !rest.data)
		return error_at(error, ERROR_LEXICON, path, line, 1, source, "expected text, html, title, date, url, publisher, language, place, id or list, then names");
	while (rest.data) {
		struct str name = str_trim(str_cut(&rest, '|'));
		if (str_empty(name) || name.length > 255)
			return error_at(error, ERROR_LEXICON, path, line, 1, source, "a name has 1 to 255 bytes");
		buf_byte(out, (char)field);
		buf_byte(out, (char)name.length);
		buf_str(out, name);
	}
	return true;
}

bool fields_compile(const char *folder, struct pack_writer *writer, struct error *error)
{
	struct buf path = {0}, text = {0}, out = {0};
	buf_printf(&path, "%s/fields.txt", folder);
	buf_byte(&path, '\0');
	bool ok = !path.failed && file_read(path.data, 0, &text, error);
	if (!ok)
		error->kind = ERROR_LEXICON;
	struct str rest = buf_view(&text);
	for (size_t line = 1; ok && rest.data; line++) {
		struct str source = str_cut(&rest, '\n'), trimmed = str_trim(source);
		ok = str_empty(trimmed) || trimmed.data[0] == '#' || compile_line(&out, source, path.data, line, error);
	}
	if (ok && out.failed)
		ok = error_set(error, ERROR_SYSTEM, "out of memory");
	if (ok)
		pack_add_bytes(writer, SECTION, buf_view(&out));
	buf_free(&out);
	buf_free(&text);
	buf_free(&path);
	return ok;
}

/* --- names ------------------------------------------------------------------------------------------------------ */

static bool is_given(const struct reader_fields *given, enum field field)
{
	for (size_t i = 0; given && i < given->count; i++) {
		struct str rest = str_of(given->given[i]);
		if (part_of(str_cut(&rest, '=')) == field)
			return true;
	}
	return false;
}

static bool next_given(const struct reader_fields *given, enum field field, size_t *at, struct str *name)
{
	while (*at < given->count) {
		*name = str_of(given->given[(*at)++]);
		if (part_of(str_cut(name, '=')) == field)
			return true;
	}
	return false;
}

bool field_name_next(const struct reader_lexicon *lexicon, const struct reader_fields *given, enum field field, size_t *at, struct str *name)
{
	struct str all = pack_text(&lexicon->fields);
	if (is_given(given, field))
		return next_given(given, field, at, name);
	if (!all.length) {
		*name = str_of(parts[field]);
		return (*at)++ == 0;
	}
	while (*at < all.length) {
		size_t length = (unsigned char)all.data[*at + 1];
		bool found = (unsigned char)all.data[*at] == field;
		*name = str_slice(all, *at + 2, *at + 2 + length);
		*at += 2 + length;
		if (found)
			return true;
	}
	return false;
}

bool reader_fields_check(const struct reader_fields *fields, struct error *error)
{
	for (size_t i = 0; i < fields->count; i++) {
		struct str name = str_of(fields->given[i]), part = str_cut(&name, '=');
		size_t field = part_of(part);
		if (field >= FIELD_LIST || !name.data || !name.length)
			return error_set(error, ERROR_USAGE, "--field takes PART=NAME, PART one of text, html, title, date, url, publisher, language, place, id; not '%s'",
			                 fields->given[i]);
	}
	return true;
}

/* --- articles ---------------------------------------------------------------------------------------------------- */

static void set(struct parsing *p, struct str *field, struct str value)
{
	value = str_trim(value);
	if (value.length)
		*field = charset_clean(p, value);
}

bool values_article(struct parsing *p, const struct values *v, struct article *article, enum field *wrong, const char **why)
{
	struct str text = v->value[FIELD_TEXT], html = v->value[FIELD_HTML], date = str_trim(v->value[FIELD_DATE]);
	*wrong = FIELD_TEXT;
	*why = NULL;
	set(p, &article->title, v->value[FIELD_TITLE]);
	set(p, &article->url, v->value[FIELD_URL]);
	set(p, &article->publisher, v->value[FIELD_PUBLISHER]);
	set(p, &article->language, v->value[FIELD_LANGUAGE]);
	set(p, &article->place, v->value[FIELD_PLACE]);
	set(p, &article->source_id, v->value[FIELD_ID]);
	if (date.length) {
		*wrong = FIELD_DATE;
		*why = "must be a day such as 2020-01-09";
		if (!date_of_stamp(date, &article->day))
			return false;
		article->date_from = DATE_FROM_INPUT;
	}
	if (!str_trim(text).length && str_trim(html).length) {
		*wrong = FIELD_HTML;
		*why = "holds no text";
		return page_article(p, charset_to_utf8(p, html, (struct str){0}), article);
	}
	*wrong = FIELD_TEXT;
	*why = text.data ? "is empty" : "there is no \"text\"";
	if (!text.data)
		return false;
	reader_article_from_text(p->arena, charset_to_utf8(p, text, (struct str){0}), &p->raw->lexicon, article);
	return article->block_count > 0;
}
