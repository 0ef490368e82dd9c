/* command.h: the table of commands; one file a command, all with the same face. */
#ifndef CASUS_CLI_COMMAND_H
#define CASUS_CLI_COMMAND_H

#include "options.h"

enum exit_status {
	EXIT_DONE = 0,
	EXIT_SOME_INPUTS = 1, /* some inputs could not be used; they are named, the others are done */
	EXIT_USAGE = 2,       /* wrong usage, or no memory, threads, room on the disk */
	EXIT_LEXICON = 3,     /* a bad lexicon, codebook, model or pack */
};

struct command {
	const char *name;
	const char *arguments;   /* "INPUT..." */
	const char *summary;     /* a line for the list of commands */
	const char *const *text; /* paragraphs for `casus help NAME` and the manual page, ended by NULL */
	const struct option_spec *options;
	int (*run)(const struct settings *settings); /* returns an exit status */
};

/* In the order of --help, ended by an entry without name. */
extern const struct command commands[];
/* NULL when there is none of that name. */
const struct command *command_find(const char *name);

/* help.c; all write to standard output and return an exit status. */
int help_overview(void);
int help_command(const struct command *command);
int help_manual(void); /* the manual page, in the man macros of troff */

int run_add(const struct settings *settings);
int run_copy(const struct settings *settings);
int run_check(const struct settings *settings);
int run_code(const struct settings *settings);
int run_send(const struct settings *settings);
int run_work(const struct settings *settings);
int run_serve(const struct settings *settings);
int run_read(const struct settings *settings);
int run_relate(const struct settings *settings);
int run_parse(const struct settings *settings);
int run_explain(const struct settings *settings);
int run_find(const struct settings *settings);
int run_history(const struct settings *settings);
int run_incident(const struct settings *settings);
int run_import(const struct settings *settings);
int run_test(const struct settings *settings);
int run_query(const struct settings *settings);
int run_export(const struct settings *settings);
int run_diff(const struct settings *settings);
int run_eval(const struct settings *settings);
int run_pack(const struct settings *settings);
int run_version(const struct settings *settings);
int run_help(const struct settings *settings);

#endif
