#include "command.h"

#include <string.h>

#define FIELD(name) offsetof(struct settings, name)

/* Options that several commands share. */
#define OPTION_HELP {'h', "help", NULL, OPTION_FLAG, FIELD(help), "say what this command does"}
#define OPTION_END {0, NULL, NULL, OPTION_FLAG, 0, NULL}

static const struct option_spec no_options[] = {
	OPTION_HELP,
	OPTION_END,
};

static const char *const version_text[] = {
	"Prints the version of the program.",
	NULL,
};

static const char *const help_text[] = {
	"Says what casus does, or what COMMAND does and which options it takes.",
	NULL,
};

const struct command commands[] = {
	{"version", "", "the version", version_text, no_options, run_version},
	{"help", "[COMMAND]", "this list, or more about one command", help_text, no_options, run_help},
	{0},
};

const struct command *command_find(const char *name)
{
	for (const struct command *command = commands; command->name; command++)
		if (strcmp(command->name, name) == 0)
			return command;
	return NULL;
}
