/* time/: when. Time expressions (TIMEX3) and the days they stand for. */
#ifndef CASUS_TIMEX_H
#define CASUS_TIMEX_H

#include "flow.h"
#include "base/error.h"
#include "base/pack.h"

struct timex_tables { /* words and patterns: views into the pack, which must outlive them */
	const int32_t *entries; /* entry_count rows, see time/tables.h */
	const int32_t *slots;   /* slot_count hash slots: row + 1 of the first entry of a first word, or 0 */
	const int32_t *nodes;   /* node_count rows: the patterns as a trie */
	const int32_t *firsts;  /* first_count: the root's children by symbol + 1; [0] the one that takes no reading */
	struct str strings;
	size_t entry_count, slot_count, node_count, first_count;
};

/* Compile FOLDER's words.txt and grammar.txt (lexicon/en/time) into "time/..." sections of WRITER. False with
 * ERROR_LEXICON, file, line and column. */
bool timex_compile(const char *folder, struct pack_writer *writer, struct error *error);
/* View the sections of PACK. False with ERROR_LEXICON when one is missing or misshapen. */
bool timex_open(struct timex_tables *tables, const struct pack *pack, struct error *error);

/* Fill document->timexes: expressions with their value and bounds, resolved against document->article.day, the tense
 * of their clause and each other. Uses trees where there are any (sentence.root >= 0); without them, weekdays and
 * months point to the past. `date.from` is DAY_NONE for sets and for what cannot be resolved; durations have bounds
 * only where the text anchors them ("the past five years"). */
void timex_find(const struct timex_tables *tables, struct document *document);

#endif
