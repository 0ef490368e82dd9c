/* place_tool: the places that casus finds in articles, for tests/eval/geo_score.py.
 *
 *   place_tool LEXICON MODEL < articles.jsonl    one JSON object an article: {"id": ..., "places": [...]}
 *
 * LEXICON is the folder lexicon/, MODEL the trained file. Spans are in code points of the article's text. Prints to standard
 * error how many sentences a second place/ alone took. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <jansson.h>

#include "base/utf8.h"
#include "each_article.h"
#include "place/place.h"
#include "reader/reader.h"
#include "syntax/syntax.h"
#include "text/text.h"

struct rooms {
	struct pack pack;
	struct reader_lexicon reader;
	struct text_tables text;
	struct syntax_model *model;
	struct syntax *syntax;
	struct gazetteer *gazetteer;
	void *memory;
};

static bool compile_all(const char *lexicon, const char *model, struct pack_writer *writer, struct error *error)
{
	char text[4096], places[4096];
	struct pack trained;
	snprintf(text, sizeof text, "%s/en/text", lexicon);
	snprintf(places, sizeof places, "%s/places", lexicon);
	if (!reader_compile(text, writer, error) || !text_compile(text, writer, error) || !place_compile(places, NULL, 0, writer, error) ||
	    !pack_open(&trained, model, error))
		return false;
	pack_add_all(writer, &trained);
	pack_close(&trained);
	return true;
}

static bool open_rooms(struct rooms *rooms, const char *lexicon, const char *model, struct error *error)
{
	struct pack_writer writer = {0};
	struct buf bytes = {0};
	if (!compile_all(lexicon, model, &writer, error))
		return false;
	pack_finish(&writer, &bytes);
	rooms->memory = aligned_alloc(64, (bytes.length + 63) / 64 * 64);
	if (!rooms->memory || bytes.failed)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	memcpy(rooms->memory, bytes.data, bytes.length);
	bool good = pack_open_memory(&rooms->pack, rooms->memory, bytes.length, "lexicon", error);
	buf_free(&bytes);
	return good && reader_lexicon_open(&rooms->reader, &rooms->pack, error) && text_open(&rooms->text, &rooms->pack, error) &&
	       syntax_model_open(&rooms->model, &rooms->pack, error) && syntax_new(&rooms->syntax, rooms->model, error) &&
	       gazetteer_open(&rooms->gazetteer, &rooms->pack, error);
}

static void close_rooms(struct rooms *rooms)
{
	gazetteer_close(rooms->gazetteer);
	syntax_free(rooms->syntax);
	syntax_model_close(rooms->model);
	free(rooms->memory);
}

static double seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static json_t *text_of(struct str s)
{
	return json_stringn(s.data ? s.data : "", s.length);
}

struct position { /* the same place of a text in bytes and in code points */
	size_t byte, codepoint;
};

static void move_to(struct str text, struct position *position, size_t byte)
{
	if (byte < position->byte)
		*position = (struct position){0, 0};
	position->codepoint += utf8_count(str_slice(text, position->byte, byte));
	position->byte = byte;
}

static json_t *describe(struct str text, const struct place *place, struct position *position)
{
	json_t *object = json_object();
	move_to(text, position, place->span.start);
	json_object_set_new(object, "start", json_integer((json_int_t)position->codepoint));
	size_t length = utf8_count(str_slice(text, place->span.start, place->span.end));
	json_object_set_new(object, "end", json_integer((json_int_t)(position->codepoint + length)));
	json_object_set_new(object, "text", text_of(place->text));
	if (!place->resolved)
		return object;
	json_object_set_new(object, "name", text_of(place->name));
	json_object_set_new(object, "admin1", text_of(place->admin1));
	json_object_set_new(object, "country", text_of(place->country));
	json_object_set_new(object, "lat", json_real(place->lat));
	json_object_set_new(object, "lon", json_real(place->lon));
	json_object_set_new(object, "geoname", json_integer(place->geoname));
	return object;
}

static void print_places(const struct document *document)
{
	json_t *object = json_object(), *places = json_array();
	struct position position = {0, 0};
	json_object_set_new(object, "id", text_of(document->article.source_id));
	for (size_t i = 0; i < document->place_count; i++)
		json_array_append_new(places, describe(document->article.text, &document->places[i], &position));
	json_object_set_new(object, "places", places);
	char *line = json_dumps(object, JSON_COMPACT | JSON_REAL_PRECISION(9));
	puts(line);
	free(line);
	json_decref(object);
}

static bool run(struct rooms *rooms, struct error *error)
{
	struct reader_options options = {.format = "jsonl", .lexicon = &rooms->reader};
	struct reader *reader;
	struct arena arena;
	double taken = 0.0;
	size_t sentences = 0;
	if (!reader_open(&reader, "-", &options, error))
		return false;
	arena_init(&arena);
	for (;;) {
		struct document document = {.arena = &arena};
		enum reader_status status = reader_next(reader, &arena, &document.article, error);
		if (status != READER_ARTICLE)
			break;
		text_segment(&rooms->text, &document);
		syntax_parse(rooms->syntax, document.sentences, document.sentence_count, &arena);
		double start = seconds();
		place_find(rooms->gazetteer, &document);
		taken += seconds() - start;
		sentences += document.sentence_count;
		print_places(&document);
		arena_reset(&arena);
	}
	arena_free(&arena);
	reader_close(reader);
	fprintf(stderr, "%zu sentences, place/ alone: %.0f sentences/s\n", sentences, (double)sentences / taken);
	return error->kind == ERROR_NONE;
}

int main(int count, char **arguments)
{
	struct rooms rooms = {0};
	struct error error = {0};
	if (count != 3) {
		fprintf(stderr, "usage: place_tool LEXICON MODEL < articles.jsonl\n");
		return EXIT_FAILURE;
	}
	bool good = open_rooms(&rooms, arguments[1], arguments[2], &error) && run(&rooms, &error);
	if (!good)
		tool_fail(&error);
	close_rooms(&rooms);
	return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
