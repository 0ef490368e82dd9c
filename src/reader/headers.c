#include "reader/headers.h"

struct str headers_cut(struct str message, struct str *headers)
{
	struct str rest = message;
	while (rest.data && rest.length) {
		struct str line = str_cut(&rest, '\n');
		if (!str_empty(str_trim(line)))
			continue;
		*headers = str_slice(message, 0, (size_t)(line.data - message.data));
		return rest.data ? rest : str_slice(message, message.length, message.length);
	}
	*headers = message;
	return str_slice(message, message.length, message.length);
}

/* VALUE, which goes on over the lines at the start of REST that begin with white space. */
static struct str unfold(struct arena *arena, struct str value, struct str rest)
{
	struct str whole = value;
	bool folded = false;
	while (rest.data && rest.length && (rest.data[0] == ' ' || rest.data[0] == '\t')) {
		struct str line = str_cut(&rest, '\n');
		whole = str_slice(value, 0, (size_t)(line.data + line.length - value.data));
		folded = true;
	}
	if (!folded)
		return value;
	char *out = arena_copy(arena, whole.data, whole.length);
	size_t length = 0;
	for (size_t i = 0; i < whole.length; i++) {
		bool space = ascii_is_space((unsigned char)whole.data[i]);
		if (!space || (length && out[length - 1] != ' '))
			out[length++] = space ? ' ' : whole.data[i];
	}
	return str_trim((struct str){out, length});
}

struct str headers_get(struct arena *arena, struct str headers, const char *name)
{
	struct str rest = headers, wanted = str_of(name);
	while (rest.data && rest.length) {
		struct str line = str_cut(&rest, '\n');
		if (line.length <= wanted.length || !str_equal_nocase(str_slice(line, 0, wanted.length), wanted))
			continue;
		struct str value = str_trim(str_slice(line, wanted.length, line.length));
		if (value.length && value.data[0] == ':')
			return unfold(arena, str_trim(str_slice(value, 1, value.length)), rest);
	}
	return (struct str){0};
}

struct str headers_parameter(struct str value, const char *name)
{
	struct str rest = value;
	str_cut(&rest, ';');
	while (rest.data) {
		struct str given = str_cut(&rest, ';'), key = str_trim(str_cut(&given, '='));
		if (!given.data || !str_equal_nocase(key, str_of(name)))
			continue;
		given = str_trim(given);
		if (given.length >= 2 && given.data[0] == '"') {
			given = str_slice(given, 1, given.length);
			given = str_cut(&given, '"');
		}
		return given;
	}
	return (struct str){0};
}

bool headers_is_type(struct str value, const char *type)
{
	struct str rest = value;
	return str_equal_nocase(str_trim(str_cut(&rest, ';')), str_of(type));
}
