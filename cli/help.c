#include "command.h"
#include "output.h"

#include "base/buf.h"

#define HELP_WIDTH 78

static const char *const intro = "casus reads news articles and writes down who did what to whom, when, where, and who says so.";

static const char *const statuses[][2] = {
	{"0", "all done"},
	{"1", "some inputs could not be used; they are named, the others are done"},
	{"2", "wrong usage, or no memory, threads or room on the disk"},
	{"3", "a bad lexicon, codebook, model or pack"},
	{NULL, NULL},
};

/* TEXT broken at blanks into lines of HELP_WIDTH columns, each indented by INDENT; the first stands at COLUMN already. */
static void write_wrapped(struct buf *out, const char *text, size_t indent, size_t column)
{
	struct str rest = str_of(text);
	bool first = true;
	while (rest.data) {
		struct str word = str_cut(&rest, ' ');
		if (!first && column + 1 + word.length > HELP_WIDTH) {
			buf_printf(out, "\n%*s", (int)indent, "");
			column = indent;
		} else if (!first) {
			buf_byte(out, ' ');
			column++;
		}
		buf_str(out, word);
		column += word.length;
		first = false;
	}
	buf_byte(out, '\n');
}

static void write_term(struct buf *out, const char *term, size_t indent, const char *text)
{
	size_t start = out->length;
	buf_printf(out, "  %s", term);
	size_t column = out->length - start;
	if (column + 1 >= indent) {
		buf_printf(out, "\n%*s", (int)indent, "");
	} else {
		buf_printf(out, "%*s", (int)(indent - column), "");
	}
	write_wrapped(out, text, indent, indent);
}

static void option_term(const struct option_spec *spec, struct buf *term)
{
	buf_clear(term);
	if (spec->letter)
		buf_printf(term, "-%c, ", spec->letter);
	buf_printf(term, "--%s", spec->name);
	if (spec->argument)
		buf_printf(term, " %s", spec->argument);
	buf_byte(term, '\0');
}

static void write_options(struct buf *out, const struct option_spec *specs)
{
	struct buf term = {0};
	buf_text(out, "\nOptions:\n");
	for (const struct option_spec *spec = specs; spec->name; spec++) {
		option_term(spec, &term);
		write_term(out, term.data ? term.data : "", 26, spec->help);
	}
	buf_free(&term);
}

int help_overview(void)
{
	struct buf out = {0};
	buf_text(&out, "Usage: casus COMMAND [OPTION...] [INPUT...]\n\n");
	write_wrapped(&out, intro, 0, 0);
	buf_text(&out, "\nCommands:\n");
	for (const struct command *command = commands; command->name; command++)
		write_term(&out, command->name, 12, command->summary);
	buf_text(&out, "\nExit status:\n");
	for (size_t i = 0; statuses[i][0]; i++)
		write_term(&out, statuses[i][0], 6, statuses[i][1]);
	buf_text(&out, "\n`casus help COMMAND` says more of one. Try: casus code examples/ceasefire.txt\n");
	return output_all(&out);
}

int help_command(const struct command *command)
{
	struct buf out = {0};
	buf_printf(&out, "Usage: casus %s [OPTION...] %s\n\n", command->name, command->arguments);
	for (const char *const *text = command->text; *text; text++) {
		if (text != command->text)
			buf_byte(&out, '\n');
		write_wrapped(&out, *text, 0, 0);
	}
	write_options(&out, command->options);
	return output_all(&out);
}

/* TEXT for troff: backslashes, hyphens and leading dots and quotes are escaped. */
static void roff_text(struct buf *out, const char *text)
{
	for (const char *c = text; *c; c++) {
		if ((*c == '.' || *c == '\'') && (c == text || c[-1] == '\n'))
			buf_text(out, "\\&");
		if (*c == '\\')
			buf_text(out, "\\e");
		else if (*c == '-')
			buf_text(out, "\\-");
		else
			buf_byte(out, *c);
	}
}

static void roff_command(struct buf *out, const struct command *command)
{
	struct buf term = {0};
	buf_printf(out, ".SS \"casus %s \\fR[\\fIoption\\fR...] \\fI%s\\fR\"\n", command->name, command->arguments);
	for (const char *const *text = command->text; *text; text++) {
		buf_text(out, ".PP\n");
		roff_text(out, *text);
		buf_byte(out, '\n');
	}
	for (const struct option_spec *spec = command->options; spec->name; spec++) {
		option_term(spec, &term);
		buf_text(out, ".TP\n.B ");
		roff_text(out, term.data ? term.data : "");
		buf_byte(out, '\n');
		roff_text(out, spec->help);
		buf_text(out, ".\n");
	}
	buf_free(&term);
}

int help_manual(void)
{
	struct buf out = {0};
	buf_printf(&out, ".TH CASUS 1 \"\" \"casus %s\" \"User Commands\"\n.SH NAME\ncasus \\- code conflict events from news\n", CASUS_VERSION);
	buf_text(&out, ".SH SYNOPSIS\n.B casus\n.I command\n[\\fIoption\\fR...] [\\fIinput\\fR...]\n.SH DESCRIPTION\n");
	roff_text(&out, intro);
	buf_text(&out, "\n.SH COMMANDS\n");
	for (const struct command *command = commands; command->name; command++)
		roff_command(&out, command);
	buf_text(&out, ".SH EXIT STATUS\n");
	for (size_t i = 0; statuses[i][0]; i++)
		buf_printf(&out, ".TP\n.B %s\n%s\n", statuses[i][0], statuses[i][1]);
	buf_text(&out, ".SH ENVIRONMENT\n.TP\n.B CASUS_PACK\nThe pack to use, where \\-\\-pack is not given.\n");
	return output_all(&out);
}
