/* casus.h: the C interface of libcasus. Code news articles into records of who did what to whom.
 *
 *     casus_pack  *pack;    immutable: lexicon and model; shared by all threads
 *     casus_coder *coder;   mutable: one per thread
 *     casus_document *doc;  a result, which owns everything that it points to
 *
 *     casus_error error;
 *     if (casus_pack_open(&pack, NULL, &error) != CASUS_OK) ...
 *     if (casus_coder_new(&coder, pack, &error) != CASUS_OK) ...
 *     if (casus_code_text(coder, text, strlen(text), "2020-01-09", &doc, &error) != CASUS_OK) ...
 *     for (size_t i = 0; i < casus_document_count(doc); i++)
 *         puts(casus_document_record(doc, i)->json);
 *     casus_document_free(doc); casus_coder_free(coder); casus_pack_close(pack);
 *
 * Nothing here prints, exits, or keeps state between calls other than in these objects. The same text,
 * version and pack give the same records on every machine and thread.
 */
#ifndef CASUS_H
#define CASUS_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define CASUS_API __attribute__((visibility("default")))
#else
#define CASUS_API
#endif

/* --- errors --------------------------------------------------------------------------------------- */

/* What a call ended with; the numbers are the exit statuses of the program. */
typedef enum casus_status {
	CASUS_OK = 0,
	CASUS_BAD_INPUT = 1,   /* the article cannot be used */
	CASUS_NO_RESOURCES = 2, /* memory, files, or a wrong call */
	CASUS_BAD_PACK = 3,    /* the pack is missing, damaged or of another version */
} casus_status;

/* Filled by a call that does not return CASUS_OK; owned by the caller; may be passed as NULL. */
typedef struct casus_error {
	casus_status status;
	char message[1024]; /* "file:line:column: what", then for text files the line and a caret; NUL-terminated */
} casus_error;

/* The version of the library, "1.2.3"; static, never freed. */
CASUS_API const char *casus_version(void);

/* --- pack and coder -------------------------------------------------------------------------------- */

typedef struct casus_pack casus_pack;
typedef struct casus_coder casus_coder;

/* Map the pack PATH (NULL: the one that was installed with the library). *PACK is the caller's, to be closed with
 * casus_pack_close after the last coder that uses it; NULL on error. */
CASUS_API casus_status casus_pack_open(casus_pack **pack, const char *path, casus_error *error);
CASUS_API void casus_pack_close(casus_pack *pack); /* NULL is fine */

/* A coder over PACK, which must outlive it. *CODER is the caller's, to be freed with casus_coder_free; one thread
 * at a time may use it. */
CASUS_API casus_status casus_coder_new(casus_coder **coder, const casus_pack *pack, casus_error *error);
CASUS_API void casus_coder_free(casus_coder *coder); /* NULL is fine */

/* --- coding ---------------------------------------------------------------------------------------- */

/* What is known of an article beside its text; every field but text may be NULL. Read during the call only. */
typedef struct casus_article {
	const char *text; /* UTF-8 of LENGTH bytes; need not be NUL-terminated; bytes that are no UTF-8 become U+FFFD */
	size_t length;
	const char *id, *title, *url, *publisher, *language;
	const char *date; /* "2020-01-09"; NULL: looked for in the text */
} casus_article;

typedef struct casus_document casus_document;

/* Code one article. *DOCUMENT is the caller's, to be freed with casus_document_free, and independent of coder and
 * pack afterwards; NULL on error. The coder can be used again after an error. */
CASUS_API casus_status casus_code(casus_coder *coder, const casus_article *article, casus_document **document, casus_error *error);
/* The same for plain text; DATE may be NULL. */
CASUS_API casus_status casus_code_text(casus_coder *coder, const char *text, size_t length, const char *date, casus_document **document, casus_error *error);
CASUS_API void casus_document_free(casus_document *document); /* NULL is fine */

/* --- results --------------------------------------------------------------------------------------- */

/* One record as docs/records.md describes it. Owned by its document. */
typedef struct casus_record {
	const char *kind;   /* "document", "event", "relation", "ceasefire", "contradiction" */
	const char *json;   /* the record as one JSON object, without a line end; NUL-terminated */
	size_t json_length; /* bytes */
} casus_record;

/* How many records there are, the document's own line, which is the first, included. */
CASUS_API size_t casus_document_count(const casus_document *document);
/* Record INDEX, in the order of `casus code -f jsonl`; NULL when INDEX is too large. Lives as long as DOCUMENT. */
CASUS_API const casus_record *casus_document_record(const casus_document *document, size_t index);
/* All records as JSON Lines, byte for byte what `casus code -f jsonl` prints; NUL-terminated; *LENGTH (may be NULL)
 * is its size in bytes. Lives as long as DOCUMENT. */
CASUS_API const char *casus_document_jsonl(const casus_document *document, size_t *length);

#ifdef __cplusplus
}
#endif

#endif
