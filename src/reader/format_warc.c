/* format_warc.c: crawls, as ISO 28500 (WARC 1.0 and 1.1) writes them: pages with the HTTP answer in front (response), without
 * (resource), or as plain text (conversion: Common Crawl's WET). All else is passed over. */
#include <stdlib.h>

#include "reader/charset.h"
#include "reader/dates.h"
#include "reader/headers.h"
#include "reader/http.h"
#include "reader/page.h"

enum record_type { RECORD_OTHER, RECORD_RESPONSE, RECORD_PLAIN };

enum { MOST_HEADERS = 256 * 1024, PEEK = 4096 };

static int probe(struct str head, struct str path)
{
	(void)path;
	return str_starts(head, STR("WARC/")) ? 100 : 0;
}

static enum record_type record_type(struct str type)
{
	static const struct {
		const char *name;
		enum record_type type;
	} types[] = {{"response", RECORD_RESPONSE}, {"resource", RECORD_PLAIN}, {"conversion", RECORD_PLAIN}};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (str_equal_nocase(type, str_of(types[i].name)))
			return types[i].type;
	return RECORD_OTHER;
}

/* --- cutting --------------------------------------------------------------------------------------------------- */

/* To the next record's first line: behind line ends, or behind what cannot be read as a record. *LOST counts the bytes of that. */
static bool find_record(struct input *input, uint64_t *lost, struct error *error)
{
	static const struct str magic = STR("WARC/1.");
	*lost = 0;
	for (;;) {
		if (!input_fill(input, PEEK, error))
			return false;
		struct str rest = input_rest(input);
		size_t blank = 0;
		while (blank < rest.length && (rest.data[blank] == '\r' || rest.data[blank] == '\n'))
			blank++;
		input_use(input, blank);
		rest = input_rest(input);
		if (str_starts(rest, magic))
			return true;
		if (rest.length < magic.length && input->at_end) {
			*lost += rest.length;
			input_use(input, rest.length);
			return false;
		}
		if (rest.length < magic.length)
			continue;
		size_t at = str_find(rest, magic, 1), passed = at != SIZE_MAX ? at : rest.length - magic.length + 1;
		*lost += passed;
		input_use(input, passed);
	}
}

/* The record's headers, in INTO: false when they have no end. */
static bool read_headers(struct input *input, struct buf *into, struct error *error)
{
	for (size_t wanted = PEEK; wanted <= MOST_HEADERS; wanted *= 2) {
		if (!input_fill(input, wanted, error))
			return false;
		struct str rest = input_rest(input);
		size_t end = str_find(rest, STR("\r\n\r\n"), 0), length = 4;
		if (end == SIZE_MAX) {
			end = str_find(rest, STR("\n\n"), 0);
			length = 2;
		}
		if (end != SIZE_MAX) {
			buf_clear(into);
			buf_append(into, rest.data, end);
			input_use(input, end + length);
			return true;
		}
		if (input->at_end)
			return false;
	}
	return false;
}

static bool is_text_type(struct str type)
{
	static const char *const types[] = {"text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml", "application/http"};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (headers_is_type(type, types[i]))
			return true;
	return str_empty(type);
}

/* Whether the body, of which rest is the beginning, is of interest: a page or text that was found. */
static bool is_wanted(enum record_type type, struct str headers, struct arena *arena, struct str rest)
{
	if (type == RECORD_OTHER)
		return false;
	if (type == RECORD_PLAIN)
		return is_text_type(headers_get(arena, headers, "Content-Type"));
	struct str http;
	headers_cut(rest, &http);
	return http_is_found(http) && is_text_type(headers_get(arena, http, "Content-Type"));
}

struct warc_record {
	enum record_type type;
	struct str headers;
};

static enum reader_status take_body(struct reader *reader, uint64_t length, uint64_t offset, struct arena *arena, struct reader_raw *raw, struct error *error)
{
	if (length > READER_MOST_BYTES) {
		if (!input_skip(reader->input, length, error) && error->kind)
			return READER_BAD;
		return reader_bad(reader, error, 0, offset, "this record is too large: more than %zu MiB", READER_MOST_BYTES >> 20);
	}
	if (!input_fill(reader->input, (size_t)length, error))
		return READER_BAD;
	struct str rest = input_rest(reader->input);
	if (rest.length < length) {
		input_use(reader->input, rest.length);
		return reader_bad(reader, error, 0, offset, "this record is cut short");
	}
	reader_cut_bytes(reader, str_slice(rest, 0, (size_t)length), offset, 0, arena, raw);
	input_use(reader->input, (size_t)length);
	return READER_ARTICLE;
}

/* One record: READER_END when it is passed over. */
static enum reader_status cut_record(struct reader *reader, uint64_t offset, struct arena *arena, struct reader_raw *raw, struct error *error)
{
	struct input *input = reader->input;
	struct buf *buffer = reader->held;
	uint64_t length;
	if (!read_headers(input, buffer, error)) {
		input_use(input, input_rest(input).length ? 5 : 0);
		return error->kind ? READER_BAD : reader_bad(reader, error, 0, offset, "this record's headers have no end");
	}
	struct str headers = buf_view(buffer);
	if (buffer->failed || !str_to_u64(headers_get(arena, headers, "Content-Length"), &length))
		return reader_bad(reader, error, 0, offset, "this record has no Content-Length");
	enum record_type type = record_type(headers_get(arena, headers, "WARC-Type"));
	if (!input_fill(input, length < PEEK ? (size_t)length : PEEK, error))
		return READER_BAD;
	struct str rest = input_rest(input);
	if (is_wanted(type, headers, arena, str_slice(rest, 0, rest.length < length ? rest.length : (size_t)length))) {
		struct warc_record *own = arena_zalloc(arena, 1, sizeof *own);
		own->type = type;
		own->headers = (struct str){arena_copy(arena, headers.data, headers.length), headers.length};
		raw->own = own;
		return take_body(reader, length, offset, arena, raw, error);
	}
	reader->passed_over += type != RECORD_OTHER;
	if (input_skip(input, length, error))
		return READER_END;
	return error->kind ? READER_BAD : reader_bad(reader, error, 0, offset, "this record is cut short");
}

static enum reader_status cut(struct reader *reader, struct arena *arena, struct reader_raw *raw, struct error *error)
{
	if (!reader->held && !(reader->held = calloc(1, sizeof(struct buf)))) {
		error_set(error, ERROR_SYSTEM, "out of memory");
		return READER_BAD;
	}
	for (;;) {
		uint64_t lost, damage = reader->input->damaged_at;
		bool found = find_record(reader->input, &lost, error);
		uint64_t offset = input_offset(reader->input);
		if (error->kind)
			return READER_BAD;
		/* The rest of a record that was damaged in its packing has been reported as that. */
		if (lost && !(damage && damage >= offset - lost && damage <= offset))
			return reader_bad(reader, error, 0, offset - lost, "%llu bytes here are no WARC record", (unsigned long long)lost);
		if (!found)
			return READER_END;
		enum reader_status status = cut_record(reader, offset, arena, raw, error);
		if (status != READER_END)
			return status;
	}
}

static void release(struct reader *reader)
{
	if (reader->held)
		buf_free(reader->held);
	free(reader->held);
}

/* --- parsing ----------------------------------------------------------------------------------------------------- */

static void set_day(struct article *article, struct str stamp)
{
	if (article->date_from == DATE_FROM_NONE && stamp.length && date_of_stamp(stamp, &article->day))
		article->date_from = DATE_FROM_FILE;
}

static bool parse(struct parsing *p, struct article *article)
{
	const struct warc_record *record = p->raw->own;
	struct str url = headers_get(p->arena, record->headers, "WARC-Target-URI"), body = p->raw->bytes;
	struct str type = headers_get(p->arena, record->headers, "Content-Type");
	if (url.length > 2 && url.data[0] == '<') /* WARC 1.0 as some tools write it */
		url = str_slice(url, 1, url.length - 1);
	article->url = charset_clean(p, url);
	if (record->type == RECORD_RESPONSE && !http_body(p, p->raw->bytes, &body, &type))
		return false;
	bool plain = headers_is_type(type, "text/plain");
	struct str declared = headers_parameter(type, "charset");
	if (!declared.length && !plain)
		declared = page_charset(body);
	struct str text = charset_to_utf8(p, body, declared);
	if (plain)
		reader_article_from_text(p->arena, text, &p->raw->lexicon, article);
	else if (!page_article(p, text, article) && p->error->kind)
		return false; /* a page without an article is nothing to complain of in a crawl */
	set_day(article, headers_get(p->arena, record->headers, "WARC-Date"));
	return true;
}

const struct reader_format reader_warc_format = {"warc", probe, cut, parse, release};
