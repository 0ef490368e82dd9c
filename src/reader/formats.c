/* formats.c: the table of formats; opening, probing, going from file to file of an archive, closing. */
#include <stdlib.h>
#include <unistd.h>

#include "reader/archive.h"
#include "reader/charset.h"
#include "reader/format.h"

enum { HEAD = 64 * 1024 };

static const struct reader_format *const formats[] = {
	&reader_text_format, &reader_jsonl_format, &reader_json_format, &reader_csv_format, &reader_html_format, &reader_feed_format, &reader_warc_format,
	&reader_mail_format, &reader_sgml_format, &reader_petrarch_format, &reader_nexis_format, &reader_factiva_format, &reader_pdf_format,
};
enum { FORMATS = sizeof formats / sizeof *formats };

const char *const *reader_format_names(void)
{
	static const char *const names[] = {"text", "jsonl", "json", "csv", "html", "feed", "warc", "mail", "sgml", "petrarch", "nexis", "factiva", "pdf", NULL};
	return names;
}

static bool find_format(struct reader *reader, const char *name, struct error *error)
{
	struct buf names = {0};
	for (size_t i = 0; i < FORMATS && !reader->asked; i++) {
		if (strcmp(name, formats[i]->name) == 0)
			reader->asked = formats[i];
		buf_printf(&names, " %s", formats[i]->name);
	}
	if (!reader->asked)
		error_set(error, ERROR_USAGE, "there is no input format '%s'; there are:%.*s", name, (int)names.length, names.data ? names.data : "");
	buf_free(&names);
	return reader->asked;
}

static bool fails(struct reader *reader, struct error *error, const char *why)
{
	return error_at(error, ERROR_INPUT, reader->name.data, 0, 0, (struct str){0}, "%s", why);
}

static bool out_of_memory(struct error *error)
{
	return error_set(error, ERROR_SYSTEM, "out of memory");
}

/* --- layers ------------------------------------------------------------------------------------------------ */

/* Makes INPUT, which may be NULL, the top layer. PART is added to the name. */
static bool push(struct reader *reader, struct input *input, const char *part, struct error *error)
{
	if (!input)
		return out_of_memory(error);
	size_t before = reader->name.length;
	if (before)
		reader->name.length--; /* the NUL */
	if (*part && reader->depth)
		buf_byte(&reader->name, '!');
	buf_text(&reader->name, part);
	buf_byte(&reader->name, '\0');
	if (reader->name.failed) {
		input_close(input);
		return out_of_memory(error);
	}
	reader->layers[reader->depth++] = (struct layer){input, NULL, reader->name.length};
	reader->input = input;
	for (size_t i = 0; i < reader->depth; i++)
		reader->layers[i].input->name = reader->name.data;
	return true;
}

static void pop(struct reader *reader)
{
	struct layer *top = &reader->layers[--reader->depth];
	reader->unpacked += reader->depth ? top->input->produced : 0;
	bundle_close(top->bundle);
	input_close(top->input);
	reader->input = reader->depth ? reader->layers[reader->depth - 1].input : NULL;
	if (!reader->depth)
		return;
	reader->name.length = reader->layers[reader->depth - 1].name_length;
	reader->name.data[reader->name.length - 1] = '\0';
}

/* The head of the top layer, at least what is there. */
static bool top_head(struct reader *reader, struct str *head, struct error *error)
{
	struct error cause = {0};
	if (!input_fill(reader->input, HEAD, &cause)) {
		bool nothing = !input_rest(reader->input).length;
		*(nothing ? error : &reader->pending) = cause;
		if (nothing)
			return false;
	}
	*head = input_rest(reader->input);
	if (head->length > HEAD)
		*head = str_slice(*head, 0, HEAD);
	return head->length || fails(reader, error, "is empty");
}

static bool choose_format(struct reader *reader, struct str head, struct error *error)
{
	int best = 0;
	const char *kind = reader_binary_kind(head);
	for (size_t i = 0; i < FORMATS && !reader->asked; i++) {
		int sure = formats[i]->probe(head, str_of(reader->name.data));
		if (sure > best) {
			best = sure;
			reader->format = formats[i];
		}
	}
	if (reader->asked)
		reader->format = reader->asked;
	if (!kind || best > 50)
		return true;
	reader->format = NULL;
	if (reader->depth > 1)
		reader->passed_over++;
	return error_at(error, ERROR_INPUT, reader->name.data, 0, 0, (struct str){0}, "is %s, not text", kind);
}

enum descent { AT_FILE, AT_ARCHIVE, FAILED };

/* From the top layer down to text or to an archive. */
static enum descent descend(struct reader *reader, struct error *error)
{
	struct str head;
	for (;;) {
		if (!top_head(reader, &head, error))
			return FAILED;
		struct layer *top = &reader->layers[reader->depth - 1];
		enum utf16 utf16 = charset_utf16(head);
		bool is_gzip = str_starts(head, STR("\x1F\x8B"));
		if ((is_gzip || utf16 || bundle_kind(head)) && reader->depth == READER_DEPTH) {
			fails(reader, error, "archives are packed too deep in one another");
			return FAILED;
		}
		if (is_gzip || utf16) {
			if (!push(reader, is_gzip ? input_gzip(top->input) : input_utf16(top->input, utf16 == UTF16_BIG), "", error))
				return FAILED;
			continue;
		}
		if (!bundle_kind(head))
			return choose_format(reader, head, error) ? AT_FILE : FAILED;
		struct error cause = {0};
		top->bundle = bundle_open(top->input, &cause);
		if (top->bundle)
			return AT_ARCHIVE;
		error_at(error, cause.kind, reader->name.data, 0, 0, (struct str){0}, "is %s that %s", bundle_kind(head), cause.message);
		return FAILED;
	}
}

/* Files that hold no articles: what systems and editors leave in archives. */
static bool is_hidden(const char *name)
{
	const char *base = strrchr(name, '/');
	base = base ? base + 1 : name;
	return *base == '.' || strncmp(name, "__MACOSX/", 9) == 0;
}

/* Archives in archives may each give little and all together no end of it. */
static bool gives_too_much(struct reader *reader, struct error *error)
{
	if (reader->unpacked <= INPUT_MOST_ALL + INPUT_MOST_RATIO_ALL * input_offset(reader->layers[0].input))
		return false;
	while (reader->depth > 1)
		pop(reader);
	fails(reader, error, "its archives give more than 1,000 times its size (a decompression bomb?); the rest of it is not read");
	pop(reader);
	return true;
}

/* The next file of the innermost archive that still has one. */
static enum reader_status next_file(struct reader *reader, struct error *error)
{
	while (reader->depth) {
		if (gives_too_much(reader, error))
			return READER_BAD;
		struct layer *top = &reader->layers[reader->depth - 1];
		const char *name = "";
		struct error cause = {0};
		enum bundle_next next = top->bundle ? bundle_next(top->bundle, &name, &cause) : BUNDLE_END;
		if (next == BUNDLE_BAD)
			error_at(error, cause.kind, reader->name.data, 0, 0, (struct str){0}, "%s", cause.message);
		if (next != BUNDLE_FILE)
			pop(reader);
		if (next == BUNDLE_BAD)
			return READER_BAD;
		if (next == BUNDLE_END || is_hidden(name))
			continue;
		if (!push(reader, bundle_input(top->bundle, reader->name.data), name, error))
			return READER_BAD;
		enum descent descent = descend(reader, error);
		if (descent == AT_FILE)
			return READER_ARTICLE;
		if (descent == FAILED) {
			while (!reader->layers[reader->depth - 1].bundle)
				pop(reader);
			return READER_BAD;
		}
	}
	return READER_END;
}

/* --- opening, reading, closing -------------------------------------------------------------------------------- */

bool reader_open(struct reader **out, const char *path, const struct reader_options *options, struct error *error)
{
	struct reader *reader = calloc(1, sizeof *reader);
	const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
	*out = NULL;
	if (!reader || !(reader->path = strdup(path))) {
		free(reader);
		return out_of_memory(error);
	}
	if (options && options->lexicon)
		reader->lexicon = *options->lexicon;
	reader->fields = options ? options->fields : NULL;
	bool ok = !options || !options->format || find_format(reader, options->format, error);
	struct input *file = ok ? input_open_file(path, name, error) : NULL;
	if (file && push(reader, file, name, error) && descend(reader, error) != FAILED) {
		*out = reader;
		return true;
	}
	reader_close(reader);
	return false;
}

static void leave_file(struct reader *reader)
{
	if (reader->format && reader->format->release)
		reader->format->release(reader);
	reader->held = NULL;
	reader->format = NULL;
	reader->line = 0;
	while (reader->depth && !reader->layers[reader->depth - 1].bundle)
		pop(reader);
}

static void begin_raw(struct reader *reader, struct arena *arena, struct reader_raw *raw)
{
	memset(raw, 0, sizeof *raw);
	raw->format = reader->format;
	raw->lexicon = reader->lexicon;
	raw->fields = reader->fields;
	raw->path = arena_copy(arena, reader->name.data, strlen(reader->name.data));
	raw->is_standard_input = strcmp(reader->path, "-") == 0 && strcmp(reader->name.data, "standard input") == 0;
	raw->known.day = DAY_NONE;
}

enum reader_status reader_cut(struct reader *reader, struct arena *arena, struct reader_raw *raw, struct error *error)
{
	for (;;) {
		if (reader->pending.kind) {
			*error = reader->pending;
			reader->pending = (struct error){0};
			return READER_BAD;
		}
		if (reader->format) {
			begin_raw(reader, arena, raw);
			enum reader_status status = reader->format->cut(reader, arena, raw, error);
			if (status == READER_END && error->kind)
				status = READER_BAD;
			if (status != READER_END)
				return status;
			leave_file(reader);
		}
		enum reader_status status = next_file(reader, error);
		if (status != READER_ARTICLE)
			return status;
	}
}

struct reader_progress reader_progress(const struct reader *reader)
{
	uint64_t bytes = reader->depth ? input_offset(reader->layers[0].input) : 0;
	return (struct reader_progress){bytes, reader->passed_over};
}

void reader_close(struct reader *reader)
{
	if (!reader)
		return;
	leave_file(reader);
	while (reader->depth)
		pop(reader);
	buf_free(&reader->name);
	free(reader->path);
	free(reader);
}
