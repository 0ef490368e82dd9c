/* parse.h: what the files of the codebook compiler share. Internal to coding/. */
#ifndef CASUS_CODING_PARSE_H
#define CASUS_CODING_PARSE_H

#include "codebook.h"

struct class_def { /* a class statement; its words are read when it is first used */
	struct str name, body, line;
	const struct coding_source *source;
	uint32_t file;
	size_t line_number;
	uint32_t set;
	enum { CLASS_UNREAD, CLASS_READING, CLASS_READ } state;
	uint32_t next; /* next class of this name + 1, 0 at the end */
};

struct parse {
	struct codebook *book;
	struct error *error;
	const struct coding_source *source;
	uint32_t file;
	struct str line; /* whole, without line end */
	size_t line_number;
	struct class_def *classes;
	size_t class_count, class_capacity;
	struct map class_names; /* name -> index of the first class of that name */
	struct map labels;      /* type TAB label -> entry */
	uint32_t type, mode, entry;
	enum { IN_NOTHING, IN_TYPE, IN_MODE, IN_ENTRY } block;
};

/* An error at WHERE, a view into parse->line; always false. */
bool parse_fail(struct parse *parse, struct str where, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Add the words of "a|b|%class" or, with SEPARATOR ',', of "a, b, %class" to LIST. */
bool parse_words(struct parse *parse, struct str text, char separator, bool head_first, struct item_list *list);
/* The set of cue or class NAME; false (without an error) when nobody declared it. */
bool parse_class(struct parse *parse, struct str name, uint32_t *set);

/* "if WORDS" (WANTED) or "unless WORDS"; TEXT are the words. */
bool parse_surroundings(struct parse *parse, struct str keyword, struct str text, struct surroundings *surroundings);

/* One "verb", "noun" or "noun-only" line of the current entry. BODY is what follows the keyword. */
bool parse_pattern(struct parse *parse, struct str body, enum pattern_kind kind);

#endif
