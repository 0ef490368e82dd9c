/* api.c: include/casus.h over the pipeline. A result is its JSON Lines, cut into records. */
#include "casus.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/utf8.h"
#include "pipeline.h"
#include "reader/reader.h"
#include "view/view.h"

struct casus_pack {
	struct kit *kit;
};

struct casus_coder {
	const struct casus_pack *pack;
	struct coder *coder;
	struct arena arena; /* of the document at hand; kept between documents for its memory */
	struct buf lines;
};

struct casus_document {
	char *jsonl;    /* all lines */
	size_t length;
	char *separate; /* the same bytes with NUL for line end: what the records point into */
	casus_record *records;
	size_t count;
};

/* --- errors --------------------------------------------------------------------------------------- */

static casus_status status_of(enum error_kind kind)
{
	static const casus_status status[] = {
		[ERROR_NONE] = CASUS_OK,
		[ERROR_INPUT] = CASUS_BAD_INPUT,
		[ERROR_USAGE] = CASUS_NO_RESOURCES,
		[ERROR_SYSTEM] = CASUS_NO_RESOURCES,
		[ERROR_LEXICON] = CASUS_BAD_PACK,
		[ERROR_REFUSED] = CASUS_NO_RESOURCES,
	};
	return status[kind];
}

/* Hand ERROR to the caller; without the line end that error_format gives. */
static casus_status report(const struct error *error, casus_error *result)
{
	struct buf text = {0};
	if (!result)
		return status_of(error->kind);
	result->status = status_of(error->kind);
	error_format(error, &text);
	size_t length = text.length < sizeof result->message ? text.length : sizeof result->message - 1;
	while (length && text.data[length - 1] == '\n')
		length--;
	if (length)
		memcpy(result->message, text.data, length);
	result->message[length] = '\0';
	buf_free(&text);
	return result->status;
}

static casus_status done(casus_error *error)
{
	if (error) {
		error->status = CASUS_OK;
		error->message[0] = '\0';
	}
	return CASUS_OK;
}

const char *casus_version(void)
{
	return CASUS_VERSION;
}

/* --- pack and coder -------------------------------------------------------------------------------- */

casus_status casus_pack_open(casus_pack **result, const char *path, casus_error *error)
{
	struct error problem = {0};
	struct kit_options options = {.pack = path};
	if (!path)
		options.pack = CASUS_DATADIR "/casus.pack";
	casus_pack *pack = *result = calloc(1, sizeof *pack);
	if (!pack)
		error_set(&problem, ERROR_SYSTEM, "out of memory");
	else if (kit_open(&pack->kit, &options, &problem))
		return done(error);
	free(pack);
	*result = NULL;
	return report(&problem, error);
}

void casus_pack_close(casus_pack *pack)
{
	if (!pack)
		return;
	kit_close(pack->kit);
	free(pack);
}

casus_status casus_coder_new(casus_coder **result, const casus_pack *pack, casus_error *error)
{
	struct error problem = {0};
	casus_coder *coder = *result = calloc(1, sizeof *coder);
	if (!coder) {
		error_set(&problem, ERROR_SYSTEM, "out of memory");
	} else if (coder_new(&coder->coder, pack->kit, &problem)) {
		coder->pack = pack;
		arena_init(&coder->arena);
		return done(error);
	}
	free(coder);
	*result = NULL;
	return report(&problem, error);
}

void casus_coder_free(casus_coder *coder)
{
	if (!coder)
		return;
	coder_free(coder->coder);
	arena_free(&coder->arena);
	buf_free(&coder->lines);
	free(coder);
}

/* --- coding ---------------------------------------------------------------------------------------- */

static struct str repaired(struct arena *arena, const char *text, size_t *replaced)
{
	size_t here = 0;
	struct str result = utf8_repair(arena, str_of(text), &here);
	*replaced += here;
	return result;
}

static bool fill_article(struct arena *arena, const casus_article *given, const struct reader_lexicon *lexicon, struct article *article,
                         struct error *error)
{
	article->day = DAY_NONE;
	size_t replaced = 0;
	article->source_id = repaired(arena, given->id, &replaced);
	article->title = repaired(arena, given->title, &replaced);
	article->url = repaired(arena, given->url, &replaced);
	article->publisher = repaired(arena, given->publisher, &replaced);
	article->language = repaired(arena, given->language, &replaced);
	if (given->date) {
		if (!day_parse(str_of(given->date), &article->day))
			return error_set(error, ERROR_INPUT, "the date '%.40s' is not of the form 2020-01-09", given->date);
		article->date_from = DATE_FROM_INPUT;
	}
	if (!given->text || !given->length)
		return error_set(error, ERROR_INPUT, "the article has no text");
	reader_article_from_text(arena, (struct str){given->text, given->length}, lexicon, article);
	article->replaced_bytes += replaced;
	return true;
}

/* Sets up the article with the arena's recovery point in place: false with ERROR, memory that runs out included. */
static bool read_article(casus_coder *coder, const casus_article *given, struct article *article, struct error *error)
{
	jmp_buf recover;
	bool ok;
	if (setjmp(recover) == 0) {
		coder->arena.recover = &recover;
		ok = fill_article(&coder->arena, given, kit_reader_lexicon(coder->pack->kit), article, error);
	} else {
		ok = error_set(error, ERROR_SYSTEM, "out of memory for this article");
	}
	coder->arena.recover = NULL;
	return ok;
}

static bool view_lines(casus_coder *coder, const struct document *document, struct error *error)
{
	const struct kit *kit = coder->pack->kit;
	struct view_context context = {str_of(CASUS_VERSION), kit_lexicon_hash(kit), kit_model_hash(kit)};
	jmp_buf recover;
	bool ok;
	buf_clear(&coder->lines);
	if (setjmp(recover) == 0) {
		coder->arena.recover = &recover;
		view_jsonl(document, &context, &coder->lines);
		ok = !coder->lines.failed || error_set(error, ERROR_SYSTEM, "out of memory");
	} else {
		ok = error_set(error, ERROR_SYSTEM, "out of memory for this article");
	}
	coder->arena.recover = NULL;
	return ok;
}

/* {"kind":"event",...: the value of the first key, which view/ always writes first. NULL when it is not. */
static const char *record_kind(const char *json)
{
	static const char *const kinds[] = {"document", "event", "relation", "ceasefire", "contradiction"};
	static const char start[] = "{\"kind\":\"";
	if (strncmp(json, start, sizeof start - 1) != 0)
		return NULL;
	const char *name = json + sizeof start - 1;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		size_t length = strlen(kinds[i]);
		if (strncmp(name, kinds[i], length) == 0 && name[length] == '"')
			return kinds[i];
	}
	return NULL;
}

static void cut_records(casus_document *document)
{
	for (char *line = document->separate; line < document->separate + document->length; document->count++) {
		char *end = memchr(line, '\n', document->length - (size_t)(line - document->separate));
		if (!end)
			end = document->separate + document->length;
		*end = '\0';
		document->records[document->count] = (casus_record){record_kind(line), line, (size_t)(end - line)};
		line = end + 1;
	}
}

static casus_document *make_document(struct str lines)
{
	size_t count = 1;
	for (size_t i = 0; i < lines.length; i++)
		count += lines.data[i] == '\n';
	casus_document *document = calloc(1, sizeof *document);
	if (!document)
		return NULL;
	document->length = lines.length;
	document->jsonl = calloc(1, lines.length + 1);
	document->separate = calloc(1, lines.length + 1);
	document->records = calloc(count, sizeof *document->records);
	if (!document->jsonl || !document->separate || !document->records) {
		casus_document_free(document);
		return NULL;
	}
	if (lines.length) {
		memcpy(document->jsonl, lines.data, lines.length);
		memcpy(document->separate, lines.data, lines.length);
	}
	cut_records(document);
	return document;
}

casus_status casus_code(casus_coder *coder, const casus_article *article, casus_document **result, casus_error *error)
{
	struct error problem = {0};
	struct document document = {.arena = &coder->arena};
	*result = NULL;
	arena_reset(&coder->arena);
	if (!read_article(coder, article, &document.article, &problem) ||
	    !coder_run(coder->coder, &document, STAGE_RECORDS, &problem) || !view_lines(coder, &document, &problem))
		return report(&problem, error);
	*result = make_document(buf_view(&coder->lines));
	if (*result)
		return done(error);
	error_set(&problem, ERROR_SYSTEM, "out of memory");
	return report(&problem, error);
}

casus_status casus_code_text(casus_coder *coder, const char *text, size_t length, const char *date, casus_document **document, casus_error *error)
{
	casus_article article = {.text = text, .length = length, .date = date};
	return casus_code(coder, &article, document, error);
}

void casus_document_free(casus_document *document)
{
	if (!document)
		return;
	free(document->jsonl);
	free(document->separate);
	free(document->records);
	free(document);
}

/* --- results --------------------------------------------------------------------------------------- */

size_t casus_document_count(const casus_document *document)
{
	return document->count;
}

const casus_record *casus_document_record(const casus_document *document, size_t index)
{
	return index < document->count ? &document->records[index] : NULL;
}

const char *casus_document_jsonl(const casus_document *document, size_t *length)
{
	if (length)
		*length = document->length;
	return document->jsonl;
}
