/* view/: records as text. */
#ifndef CASUS_VIEW_H
#define CASUS_VIEW_H

#include "flow.h"
#include "base/buf.h"

struct view_context { /* what the document line says of the program */
	struct str version, lexicon, model;
};

/* RECORD.md: one JSON object a line, document first. */
void view_jsonl(const struct document *document, const struct view_context *context, struct buf *out);
/* The line of one of its events alone. */
void view_jsonl_event(const struct document *document, size_t event, struct buf *out);
void view_jsonl_ceasefire(const struct document *document, size_t ceasefire, struct buf *out);
void view_jsonl_contradiction(const struct document *document, size_t contradiction, struct buf *out);
/* A table for people; WIDTH columns, colour escapes when COLOUR. */
void view_table(const struct document *document, const struct view_context *context, size_t width, bool colour, struct buf *out);

/* An article as it was read, as one line of JSON Lines, which is an input again: RECORD.md's "Input", with `path`, `offset`, `line`. */
void view_article(const struct article *article, struct buf *out);

/* The line of `casus relate` for the document ID. */
void view_verdict(struct str id, const struct verdict *verdict, struct buf *out);

/* A record in a line, without a line end: "ASSAULT:aerial Israel -> Gaza Strip; planned; 2020-01-06; at Rafah; says Hamas
 * (quoted)". The day is left out where it is the article's, the factuality where it is actual. */
void view_brief_event(const struct event *event, struct buf *out);
/* All records so, one a line: events and relations, ceasefires, contradictions. */
void view_brief(const struct document *document, struct buf *out);

#endif
