#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "output.h"

static int wrong_usage(const struct error *error, const char *help)
{
	message_error(error);
	message("see: casus %s", help);
	return EXIT_USAGE;
}

static int run_command(const struct command *command, char **arguments, size_t count)
{
	struct settings settings = {0};
	struct error error = {0};
	const char **inputs = calloc(count + 1, sizeof *inputs);
	char help[64] = "help ";
	strncat(help, command->name, sizeof help - strlen(help) - 1);
	int status;
	if (!inputs) {
		error_set(&error, ERROR_SYSTEM, "out of memory");
		status = fail(&error);
	} else if (!options_parse(command->options, arguments, count, inputs, &settings, &error)) {
		status = wrong_usage(&error, help);
	} else if (settings.help) {
		status = help_command(command);
	} else {
		status = command->run(&settings);
	}
	free(inputs);
	return status;
}

int main(int argc, char **argv)
{
	/* A closed pipe shows as a failed write, which is reported like a full disk. */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN); /* a limit on the size of files, likewise */
	struct error error = {0};
	if (argc < 2) {
		error_set(&error, ERROR_USAGE, "which command?");
		return wrong_usage(&error, "--help");
	}
	const char *name = argv[1];
	if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
		return help_overview();
	if (strcmp(name, "--man") == 0)
		return help_manual();
	if (strcmp(name, "--version") == 0)
		name = "version";
	const struct command *command = command_find(name);
	if (!command) {
		error_set(&error, ERROR_USAGE, "there is no command '%s'", name);
		return wrong_usage(&error, "--help");
	}
	return run_command(command, argv + 2, (size_t)argc - 2);
}
