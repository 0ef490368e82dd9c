#include "options.h"

#include <string.h>

#include "base/str.h"

struct scan { /* where options_parse is */
	char **arguments;
	size_t count, at;
	struct settings *settings;
	struct error *error;
};

static const struct option_spec *find_long(const struct option_spec *specs, struct str name)
{
	for (const struct option_spec *spec = specs; spec->name; spec++)
		if (str_equal(str_of(spec->name), name))
			return spec;
	return NULL;
}

static const struct option_spec *find_short(const struct option_spec *specs, char letter)
{
	for (const struct option_spec *spec = specs; spec->name; spec++)
		if (letter && spec->letter == letter)
			return spec;
	return NULL;
}

static bool store_count(const struct option_spec *spec, const char *value, size_t *field, struct error *error)
{
	uint64_t number;
	if (!str_to_u64(str_of(value), &number) || number == 0 || number > UINT32_MAX)
		return error_set(error, ERROR_USAGE, "--%s takes a number from 1 on, not '%s'", spec->name, value);
	*field = (size_t)number;
	return true;
}

/* VALUE is NULL for a flag. */
static bool store(const struct option_spec *spec, const char *value, struct scan *scan)
{
	void *field = (char *)scan->settings + spec->offset;
	switch (spec->kind) {
	case OPTION_FLAG:
		*(bool *)field = true;
		return true;
	case OPTION_TEXT:
		*(const char **)field = value;
		return true;
	case OPTION_COUNT:
		return store_count(spec, value, field, scan->error);
	case OPTION_TEXTS: {
		struct texts *texts = field;
		if (texts->count == TEXTS_MAX)
			return error_set(scan->error, ERROR_USAGE, "--%s was given more than %d times", spec->name, TEXTS_MAX);
		texts->item[texts->count++] = value;
		return true;
	}
	}
	return false;
}

/* Store SPEC with ATTACHED as its value or, when that is NULL and it needs one, the next argument. */
static bool take(const struct option_spec *spec, const char *attached, struct scan *scan)
{
	if (spec->kind == OPTION_FLAG) {
		if (attached)
			return error_set(scan->error, ERROR_USAGE, "--%s takes no value", spec->name);
		return store(spec, NULL, scan);
	}
	if (!attached) {
		if (scan->at == scan->count)
			return error_set(scan->error, ERROR_USAGE, "--%s needs a value: %s", spec->name, spec->argument);
		attached = scan->arguments[scan->at++];
	}
	return store(spec, attached, scan);
}

static bool parse_long(const struct option_spec *specs, const char *text, struct scan *scan)
{
	const char *equals = strchr(text, '=');
	struct str name = {text, equals ? (size_t)(equals - text) : strlen(text)};
	const struct option_spec *spec = find_long(specs, name);
	if (!spec)
		return error_set(scan->error, ERROR_USAGE, "there is no option --%.*s", STR_ARG(name));
	return take(spec, equals ? equals + 1 : NULL, scan);
}

/* "-q", "-qu", "-f jsonl", "-fjsonl" */
static bool parse_short(const struct option_spec *specs, const char *text, struct scan *scan)
{
	for (; *text; text++) {
		const struct option_spec *spec = find_short(specs, *text);
		if (!spec)
			return error_set(scan->error, ERROR_USAGE, "there is no option -%c", *text);
		if (spec->kind != OPTION_FLAG)
			return take(spec, text[1] ? text + 1 : NULL, scan);
		if (!take(spec, NULL, scan))
			return false;
	}
	return true;
}

bool options_parse(const struct option_spec *specs, char **arguments, size_t count, const char **inputs,
                   struct settings *settings, struct error *error)
{
	struct scan scan = {arguments, count, 0, settings, error};
	bool only_inputs = false;
	while (scan.at < count) {
		const char *argument = arguments[scan.at++];
		if (only_inputs || argument[0] != '-' || argument[1] == '\0')
			inputs[settings->input_count++] = argument;
		else if (strcmp(argument, "--") == 0)
			only_inputs = true;
		else if (argument[1] == '-' ? !parse_long(specs, argument + 2, &scan) : !parse_short(specs, argument + 1, &scan))
			return false;
	}
	settings->inputs = inputs;
	settings->inputs_given = settings->input_count > 0;
	return true;
}
