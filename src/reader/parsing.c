/* parsing.c: what the formats share: cutting articles out, and parsing them with memory that a jump cannot lose. */
#include <stdarg.h>
#include <stdio.h>

#include "reader/fields.h"
#include "reader/format.h"
#include "reader/language.h"

/* --- cutting ------------------------------------------------------------------------------------------------ */

enum reader_status reader_bad(struct reader *reader, struct error *error, size_t line, uint64_t offset, const char *format, ...)
{
	char why[300], place[40] = "";
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(why, sizeof why, format, arguments);
	va_end(arguments);
	if (offset)
		snprintf(place, sizeof place, "at byte %llu: ", (unsigned long long)offset);
	error_at(error, ERROR_INPUT, reader->name.data, line, 0, (struct str){0}, "%s%s", place, why);
	return READER_BAD;
}

bool reader_line(struct reader *reader, struct str *line, struct error *error)
{
	enum line_end end;
	if (!input_line(reader->input, READER_MOST_BYTES, line, &end, error))
		return false;
	reader->line++;
	if (end != LINE_LONG)
		return true;
	reader_bad(reader, error, reader->line, 0, "too large: more than %zu MiB in one line", READER_MOST_BYTES >> 20);
	return false;
}

enum reader_status reader_cut_bytes(struct reader *reader, struct str bytes, uint64_t offset, size_t line, struct arena *arena, struct reader_raw *raw)
{
	(void)reader;
	raw->bytes = (struct str){arena_copy(arena, bytes.data, bytes.length), bytes.length};
	raw->offset = offset;
	raw->line = line;
	return READER_ARTICLE;
}

enum reader_status reader_cut_all(struct reader *reader, size_t most, struct arena *arena, struct reader_raw *raw, struct error *error)
{
	if (reader->line++ > 0)
		return READER_END;
	uint64_t offset = input_offset(reader->input);
	if (!input_fill(reader->input, most + 1, error))
		return READER_BAD;
	struct str bytes = input_rest(reader->input);
	if (bytes.length > most)
		return reader_bad(reader, error, 0, 0, "too large: more than %zu MiB in one article", most >> 20);
	raw->is_whole_file = true;
	enum reader_status status = reader_cut_bytes(reader, bytes, offset, 0, arena, raw);
	input_use(reader->input, bytes.length);
	return status;
}

static void use_lines(struct reader *reader, size_t bytes)
{
	struct str rest = str_slice(input_rest(reader->input), 0, bytes);
	const char *end;
	while (rest.length && (end = memchr(rest.data, '\n', rest.length))) {
		reader->line++;
		rest = str_slice(rest, (size_t)(end - rest.data) + 1, rest.length);
	}
	input_use(reader->input, bytes);
}

/* Pass over an article that is too large: all but what may be the beginning of its end. */
static void pass_over(struct reader *reader, reader_length *length, struct error *error)
{
	enum { KEPT = 1024 };
	for (;;) {
		struct str rest = input_rest(reader->input);
		size_t found = length(rest, !reader->input->at_end);
		use_lines(reader, found != SIZE_MAX ? found : rest.length > KEPT ? rest.length - KEPT : 0);
		if (found != SIZE_MAX || !input_fill(reader->input, 2 * (size_t)KEPT, error))
			return;
	}
}

enum reader_status reader_cut_length(struct reader *reader, reader_length *length, struct arena *arena, struct reader_raw *raw, struct error *error)
{
	size_t line = reader->line + 1;
	uint64_t offset = input_offset(reader->input);
	for (size_t wanted = 1;; wanted *= 2) {
		if (!input_fill(reader->input, wanted, error))
			return READER_BAD;
		struct str rest = input_rest(reader->input);
		size_t found = rest.length ? length(rest, !reader->input->at_end) : 0;
		if (found == 0)
			return READER_END;
		if (found != SIZE_MAX && found <= READER_MOST_BYTES) {
			reader_cut_bytes(reader, str_slice(rest, 0, found), offset, line, arena, raw);
			use_lines(reader, found);
			return READER_ARTICLE;
		}
		if (rest.length > READER_MOST_BYTES) {
			reader_bad(reader, error, line, 0, "too large: more than %zu MiB in one article", READER_MOST_BYTES >> 20);
			pass_over(reader, length, error);
			return READER_BAD;
		}
		wanted = rest.length > wanted ? rest.length : wanted;
	}
}

/* --- parsing ------------------------------------------------------------------------------------------------- */

bool parsing_fails(struct parsing *p, const char *format, ...)
{
	const struct reader_raw *raw = p->raw;
	char why[300], place[40] = "";
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(why, sizeof why, format, arguments);
	va_end(arguments);
	if (raw->offset && !raw->line && !raw->is_whole_file)
		snprintf(place, sizeof place, "at byte %llu: ", (unsigned long long)raw->offset);
	return error_at(p->error, ERROR_INPUT, raw->path, raw->line, 0, (struct str){0}, "%s%s", place, why);
}

void parsing_hold(struct parsing *p, void *thing, parsing_release *release)
{
	if (p->held_count < sizeof p->held / sizeof *p->held) {
		p->held[p->held_count].thing = thing;
		p->held[p->held_count++].release = release;
	}
}

void parsing_free(struct parsing *p, void *thing)
{
	for (size_t i = p->held_count; i-- > 0;) {
		if (p->held[i].thing != thing)
			continue;
		p->held[i].release(thing);
		memmove(&p->held[i], &p->held[i + 1], (p->held_count - i - 1) * sizeof *p->held);
		p->held_count--;
		return;
	}
}

void parsing_free_buf(void *buf)
{
	buf_free(buf);
}

static void free_all(struct parsing *p)
{
	while (p->held_count) {
		p->held_count--;
		p->held[p->held_count].release(p->held[p->held_count].thing);
	}
}

struct str parsing_copy(struct parsing *p, const char *data, size_t length)
{
	return (struct str){arena_copy(p->arena, data, length), length};
}

/* What the format does not fill and every article has. */
static void begin_article(const struct reader_raw *raw, struct article *article)
{
	*article = raw->known;
	if (article->date_from == DATE_FROM_NONE)
		article->day = DAY_NONE;
	article->line = raw->line;
	article->offset = raw->offset;
	if (!raw->is_standard_input)
		article->path = str_of(raw->path);
}

/* The arena's jump passes through here, so that nothing held is lost. */
bool reader_parse(const struct reader_raw *raw, struct arena *arena, struct article *article, struct error *error)
{
	struct parsing *p = arena_zalloc(arena, 1, sizeof *p); /* not automatic: a jump leaves it as it is */
	jmp_buf own, *outer = arena->recover;
	p->raw = raw;
	p->arena = arena;
	p->error = error;
	if (setjmp(own) != 0) {
		free_all(p);
		arena->recover = outer;
		if (!outer)
			return error_set(error, ERROR_SYSTEM, "out of memory for this article");
		longjmp(*outer, 1);
	}
	arena->recover = &own;
	begin_article(raw, article);
	bool ok = raw->format->parse(p, article);
	free_all(p);
	arena->recover = outer;
	return ok;
}

void reader_tell_language(const struct reader_raw *raw, struct article *article)
{
	article->foreign = language_foreign(&raw->lexicon, article);
}

enum reader_status reader_next(struct reader *reader, struct arena *arena, struct article *article, struct error *error)
{
	struct reader_raw raw;
	enum reader_status status;
	do {
		status = reader_cut(reader, arena, &raw, error);
		if (status == READER_ARTICLE && !reader_parse(&raw, arena, article, error))
			return READER_BAD;
	} while (status == READER_ARTICLE && !article->block_count);
	if (status == READER_ARTICLE)
		reader_tell_language(&raw, article);
	return status;
}
