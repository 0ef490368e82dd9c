/* compile.c: from the gazetteer's files to sections of the pack. */
#include "place/compile.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

#include "base/file.h"
#include "base/utf8.h"

bool compile_error(struct compiler *compiler, const struct line *line, struct str at, const char *message)
{
	size_t offset = at.data >= line->text.data ? (size_t)(at.data - line->text.data) : 0;
	if (offset > line->text.length)
		offset = line->text.length;
	size_t column = utf8_count(str_slice(line->text, 0, offset)) + 1;
	return error_at(compiler->error, ERROR_LEXICON, line->file, line->number, column, line->text, "%s", message);
}

void compile_set_name(struct compiler *compiler, struct record *record, struct str name)
{
	while (name.length > 255 || (name.length && ((unsigned char)name.data[name.length - 1] & 0xC0) == 0x80 && name.length > 252))
		name.length--;
	bool added;
	struct map_entry *entry = map_put(&compiler->names, name, compiler->strings.length, &added);
	if (added) {
		entry->key = (struct str){arena_copy(compiler->arena, name.data, name.length), name.length};
		buf_str(&compiler->strings, name);
	}
	record->name = (uint32_t)entry->value;
	record->name_length = (uint8_t)name.length;
}

uint32_t compile_add_record(struct compiler *compiler, struct record record)
{
	arena_push(compiler->arena, compiler->records, compiler->record_count, compiler->record_capacity, record);
	return (uint32_t)(compiler->record_count - 1);
}

static void add_key(struct compiler *compiler, uint32_t record, struct str key, uint32_t flags)
{
	if (!key.length)
		return;
	uint32_t posting = record | flags;
	struct posting row = {str_hash(key), posting, gazetteer_prior(&compiler->records[record], posting)};
	arena_push(compiler->arena, compiler->postings, compiler->posting_count, compiler->posting_capacity, row);
}

void compile_add_name(struct compiler *compiler, uint32_t record, struct str name, uint32_t flags, bool loose)
{
	char key_bytes[KEY_MOST], loose_bytes[KEY_MOST + 1];
	struct str key = place_key(compiler->scratch, name, key_bytes);
	add_key(compiler, record, key, flags);
	if (loose)
		add_key(compiler, record, place_loose_key(key, loose_bytes), (flags & ~(uint32_t)NAME_MAIN) | (flags & NAME_MAIN ? NAME_VARIANT : 0));
}

bool compile_number(struct str text, double least, double most, double *value)
{
	char copy[32], *end;
	if (text.length == 0 || text.length >= sizeof copy)
		return false;
	for (size_t i = 0; i < text.length; i++)
		if (!ascii_is_digit((unsigned char)text.data[i]) && text.data[i] != '-' && text.data[i] != '.')
			return false;
	memcpy(copy, text.data, text.length);
	copy[text.length] = '\0';
	/* strtod reads the decimal point of the locale: numbers are put together by hand. */
	double whole = (double)strtol(copy, &end, 10), part = 0.0, scale = 1.0;
	if (*end == '.')
		for (end++; ascii_is_digit((unsigned char)*end); end++) {
			scale /= 10.0;
			part += (*end - '0') * scale;
		}
	*value = copy[0] == '-' ? whole - part : whole + part;
	return *end == '\0' && *value >= least && *value <= most;
}

/* --- files ---------------------------------------------------------------------------------- */

static bool gunzip(struct str packed, struct buf *out)
{
	z_stream stream = {.next_in = (Bytef *)(uintptr_t)packed.data, .avail_in = (uInt)packed.length};
	if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK)
		return false;
	unsigned char chunk[1 << 14];
	int status = Z_OK;
	while (status == Z_OK) {
		stream.next_out = chunk;
		stream.avail_out = sizeof chunk;
		status = inflate(&stream, Z_NO_FLUSH);
		buf_append(out, chunk, sizeof chunk - stream.avail_out);
	}
	inflateEnd(&stream);
	return status == Z_STREAM_END && !out->failed;
}

static bool read_text(struct compiler *compiler, const char *file, struct buf *text)
{
	struct buf raw = {0};
	bool read = file_read(file, 0, &raw, compiler->error);
	if (!read)
		compiler->error->kind = ERROR_LEXICON;
	else if (!str_ends(str_of(file), STR(".gz"))) {
		*text = raw;
		return true;
	} else if (!gunzip(buf_view(&raw), text))
		read = error_at(compiler->error, ERROR_LEXICON, file, 0, 0, STR(""), "no whole gzip file");
	buf_free(&raw);
	return read;
}

static bool visit_lines(struct compiler *compiler, const char *file, struct str rest, compile_visit *visit)
{
	struct line line = {.file = file};
	while (rest.data && rest.length) {
		line.number++;
		line.text = str_cut(&rest, '\n');
		size_t replaced = 0;
		utf8_repair(compiler->scratch, line.text, &replaced);
		if (replaced)
			return compile_error(compiler, &line, line.text, "not valid UTF-8");
		struct str trimmed = str_trim(line.text);
		if (trimmed.length && trimmed.data[0] != '#' && !visit(compiler, &line))
			return false;
		arena_reset(compiler->scratch);
	}
	return true;
}

bool compile_each_line(struct compiler *compiler, const char *file, compile_visit *visit)
{
	struct buf text = {0};
	bool done = read_text(compiler, file, &text) && visit_lines(compiler, file, buf_view(&text), visit);
	buf_free(&text);
	return done;
}

/* --- the whole ------------------------------------------------------------------------------ */

static bool compile_hand_files(struct compiler *compiler, const char *folder)
{
	char **paths;
	size_t count;
	if (!file_list(folder, ".txt", compiler->arena, &paths, &count, compiler->error))
		return false;
	for (size_t i = 0; i < count; i++) {
		bool words = str_ends(str_of(paths[i]), STR("words.txt"));
		if (!compile_each_line(compiler, paths[i], words ? compile_word_line : compile_hand_line))
			return false;
	}
	return true;
}

static bool compile_files(struct compiler *compiler, const char *folder)
{
	const char *countries = arena_printf(compiler->arena, "%s/countries.tsv", folder);
	const char *places = arena_printf(compiler->arena, "%s/places.tsv.gz", folder);
	return compile_each_line(compiler, countries, place_country_line) &&
	       compile_each_line(compiler, places, compile_place_line) && compile_hand_files(compiler, folder);
}

bool place_compile(const char *folder, const char *const *files, size_t file_count, struct pack_writer *writer, struct error *error)
{
	struct arena arena, scratch;
	jmp_buf out_of_memory;
	arena_init(&arena);
	arena_init(&scratch);
	arena.recover = scratch.recover = &out_of_memory;
	struct compiler *volatile compiler = calloc(1, sizeof *compiler);
	bool done = false;
	if (!compiler || setjmp(out_of_memory)) {
		error_set(error, ERROR_SYSTEM, "out of memory while compiling the gazetteer");
	} else {
		compiler->arena = &arena;
		compiler->scratch = &scratch;
		compiler->error = error;
		map_init(&compiler->names, &arena);
		map_init(&compiler->country_code, &arena);
		map_init(&compiler->unit_code, &arena);
		done = compile_files(compiler, folder);
		for (size_t i = 0; done && i < file_count; i++)
			done = compile_each_line(compiler, files[i], compile_hand_line);
		if (done)
			compile_write(compiler, writer);
	}
	if (compiler) {
		buf_free(&compiler->strings);
		buf_free(&compiler->codes);
	}
	free(compiler);
	arena_free(&scratch);
	arena_free(&arena);
	return done;
}
