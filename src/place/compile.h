/* compile.h: what is gathered from the gazetteer's files before it is laid out flat. */
#ifndef CASUS_PLACE_COMPILE_H
#define CASUS_PLACE_COMPILE_H

#include "base/map.h"
#include "place/gazetteer.h"

struct posting {
	uint64_t hash;    /* of the key */
	uint32_t posting; /* record and NAME_ flags */
	float prior;      /* of the record under this name */
};

struct word_row {
	uint64_t hash;
	uint32_t classes;
};

struct compiler {
	struct arena *arena;  /* lives until everything is written */
	struct arena *scratch; /* emptied after each line */
	struct record *records;
	size_t record_count, record_capacity;
	struct posting *postings;
	size_t posting_count, posting_capacity;
	struct word_row *words;
	size_t word_count, word_capacity;
	struct buf strings, codes;
	struct map names;        /* name -> offset in strings */
	struct map country_code; /* "LBY" -> record; "LY" never */
	struct map unit_code;    /* "LBY.76" -> record of the first-level unit */
	bool transliterated[1024]; /* by country record: names are carried over from another script */
	struct error *error;
};

/* One line of a file, for messages. */
struct line {
	const char *file;
	size_t number;
	struct str text;
};

/* Error at the part AT of the line's text; returns false. */
bool compile_error(struct compiler *compiler, const struct line *line, struct str at, const char *message);
/* NAME in the string section; a name longer than 255 bytes is cut. */
void compile_set_name(struct compiler *compiler, struct record *record, struct str name);
/* Append RECORD; its index. */
uint32_t compile_add_record(struct compiler *compiler, struct record record);
/* Let NAME stand for a record, under its key and, where LOOSE, its looser key. */
void compile_add_name(struct compiler *compiler, uint32_t record, struct str name, uint32_t flags, bool loose);
bool compile_number(struct str text, double least, double most, double *value);

/* Call VISIT for each line of FILE that is neither empty nor a comment; gunzips a file named *.gz. */
typedef bool compile_visit(struct compiler *compiler, const struct line *line);
bool compile_each_line(struct compiler *compiler, const char *file, compile_visit *visit);

/* The visitors of the files, in the order in which they are read. */
bool place_country_line(struct compiler *compiler, const struct line *line);
bool compile_place_line(struct compiler *compiler, const struct line *line);
bool compile_hand_line(struct compiler *compiler, const struct line *line);
bool compile_word_line(struct compiler *compiler, const struct line *line);

/* Lay everything out as sections. */
void compile_write(struct compiler *compiler, struct pack_writer *writer);

#endif
