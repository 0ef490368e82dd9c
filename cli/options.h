/* options.h: the commands' options as tables, from which parsing, --help and the manual page come. */
#ifndef CASUS_CLI_OPTIONS_H
#define CASUS_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

#define TEXTS_MAX 64 /* how often an option of the kind OPTION_TEXTS may be given */

struct texts {
	const char *item[TEXTS_MAX];
	size_t count;
};

/* What the options of all commands fill; each command's table says which of them it takes. */
struct settings {
	bool recode;
	bool help, check, update, quiet, color, no_color;
	const char *format, *from, *pack, *lexicon, *on, *output, *depfile, *db, *goldstein, *to;
	const char *listen, *token, *resume, *shard, *log;
	const char *nats, *stream, *creds, *tls_ca, *tls_cert, *tls_key;
	size_t replicas, queue_size, patience;
	bool until_empty;
	struct texts hosts;
	size_t port, skip, batch;
	bool only_actors, all, write, keep_duplicates, any_language, thorough, count;
	struct texts codebooks, models, actors, places, fields, lists;
	bool join, split;
	const char *incident;
	size_t undo; /* the decision to take back; 0: none */
	const char *count_by;
	bool chart;
	size_t wait;    /* seconds, for others who write to the database; 0: as the store has it */
	size_t threads; /* 0: as many as there are processors */
	size_t min_confidence; /* per cent: less is left out */
	size_t width;   /* 0: the terminal's */
	const char *const *inputs; /* what is left; "-" alone when nothing is */
	size_t input_count;
	bool inputs_given;
};

enum option_kind {
	OPTION_FLAG,  /* bool */
	OPTION_TEXT,  /* const char * */
	OPTION_TEXTS, /* struct texts: may be given more than once */
	OPTION_COUNT, /* size_t, at least 1 */
};

struct option_spec {
	char letter;           /* 'f' for -f; 0 for none */
	const char *name;      /* "format" for --format */
	const char *argument;  /* what --help calls its argument; NULL for a flag */
	enum option_kind kind;
	size_t offset;         /* of the field of struct settings */
	const char *help;      /* a phrase, without a full stop */
};

/* Fill SETTINGS from ARGUMENTS (without program and command name), by the options that SPECS lists (ended by one
 * without name). Options and inputs may be mixed; "--" ends the options. INPUTS is room for COUNT pointers.
 * False with ERROR_USAGE. */
bool options_parse(const struct option_spec *specs, char **arguments, size_t count, const char **inputs,
                   struct settings *settings, struct error *error);

#endif
