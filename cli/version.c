#include "command.h"
#include "output.h"

#include "base/buf.h"

int run_version(const struct settings *settings)
{
	struct buf out = {0};
	(void)settings;
	buf_printf(&out, "casus %s\n", CASUS_VERSION);
	return output_all(&out);
}

int run_help(const struct settings *settings)
{
	if (!settings->inputs_given)
		return help_overview();
	const struct command *command = command_find(settings->inputs[0]);
	if (command)
		return help_command(command);
	struct error error = {0};
	error_set(&error, ERROR_USAGE, "there is no command '%s'; see: casus --help", settings->inputs[0]);
	return fail(&error);
}
