/* write.c: gathered actors as lines of casus's own format, in the order in which they came. */
#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"
#include "import/actors.h"

bool import_bad(struct importer *importer, struct str part, const char *format, ...)
{
	char message[300];
	struct error error = {0};
	va_list list;
	va_start(list, format);
	vsnprintf(message, sizeof message, format, list);
	va_end(list);
	size_t offset = 0; /* a part from elsewhere, such as an unquoted field: the start of the line */
	if (part.data >= importer->source.data && part.data <= importer->source.data + importer->source.length)
		offset = (size_t)(part.data - importer->source.data);
	size_t column = utf8_count(str_slice(importer->source, 0, offset)) + 1;
	error_at(&error, ERROR_INPUT, importer->path, importer->line, column, importer->source, "%s", message);
	importer->caller.bad(importer->caller.context, &error);
	importer->counts.bad++;
	return false;
}

bool import_next_line(struct importer *importer, struct str *rest)
{
	if (!rest->data || rest->length == 0)
		return false;
	importer->line++;
	importer->source = str_cut(rest, '\n');
	if (str_ends(importer->source, STR("\r")))
		importer->source.length--;
	return true;
}

struct str import_clean(struct importer *importer, struct str name)
{
	char *copy = arena_copy(&importer->arena, name.data ? name.data : "", name.length);
	for (size_t i = 0; i < name.length; i++) {
		if (copy[i] == ';')
			copy[i] = ',';
		else if (copy[i] == '|')
			copy[i] = '/';
		else if (copy[i] == '#' || (unsigned char)copy[i] < ' ')
			copy[i] = ' ';
	}
	struct str clean = str_trim((struct str){copy, name.length});
	while (clean.length > 0 && (clean.data[0] == '~' || clean.data[0] == '?'))
		clean = str_trim(str_slice(clean, 1, clean.length));
	return clean;
}

struct held_actor *import_actor(struct importer *importer)
{
	struct held_actor actor = {.class_ = "actor", .line = importer->line};
	arena_push(&importer->arena, importer->actors, importer->actor_count, importer->actor_capacity, actor);
	return &importer->actors[importer->actor_count - 1];
}

bool import_has_letter(struct str name)
{
	for (size_t at = 0; at < name.length;) {
		uint32_t c = utf8_next(name, &at);
		if (utf8_is_letter(c) || utf8_is_digit(c))
			return true;
	}
	return false;
}

void import_add_name(struct importer *importer, struct held_actor *actor, struct str name)
{
	struct str clean = import_clean(importer, name);
	if (clean.length > 200 || !import_has_letter(clean)) {
		import_bad(importer, name, clean.length > 200 ? "a name of more than 200 bytes" : "a name without letters");
		return;
	}
	arena_push(&importer->arena, actor->names, actor->name_count, actor->name_capacity, clean);
}

void import_add_code(struct importer *importer, struct held_actor *actor, struct str code, struct str when, bool cameo)
{
	char *capitals = arena_copy(&importer->arena, code.data ? code.data : "", code.length);
	for (size_t i = 0; i < code.length; i++)
		if (ascii_is_lower((unsigned char)capitals[i]))
			capitals[i] -= 'a' - 'A';
	struct held_code held = {.code = {capitals, code.length}, .when = when, .cameo = cameo};
	arena_push(&importer->arena, actor->codes, actor->code_count, actor->code_capacity, held);
}

/* "Saint Kitts & Nevis" -> "SAINT-KITTS-NEVIS", with a number behind it where that is taken. */
static struct str make_id(struct importer *importer, struct str name)
{
	struct str folded = utf8_fold(&importer->arena, name);
	char *id = arena_alloc(&importer->arena, folded.length + 16);
	size_t length = 0;
	for (size_t i = 0; i < folded.length && length < 60; i++) {
		unsigned char byte = (unsigned char)folded.data[i];
		if (ascii_is_alpha(byte) || ascii_is_digit(byte))
			id[length++] = ascii_is_lower(byte) ? (char)(byte - 32) : (char)byte;
		else if ((byte == ' ' || byte == '-') && length > 0 && id[length - 1] != '-')
			id[length++] = '-';
	}
	if (length == 0)
		id[length++] = 'X';
	struct str plain = {id, length}, unique = plain;
	for (size_t n = 2; map_get(&importer->ids, unique); n++)
		unique = str_of(arena_printf(&importer->arena, "%.*s-%zu", STR_ARG(plain), n));
	return unique;
}

/* "ARN" on its own, the first time: what goes by that name is the country of those whose codes begin with it. Its code, or empty. */
static struct str declared_country(struct importer *importer, const struct held_actor *actor)
{
	struct str none = {0}, code = actor->code_count > 0 ? actor->codes[actor->code_count - 1].code : none;
	if (code.length != 3 || actor->id.length > 0 || import_is_international(code))
		return none;
	for (size_t i = 0; i < 3; i++)
		if (!ascii_is_upper((unsigned char)code.data[i]))
			return none;
	for (size_t i = 0; i < actor->code_count; i++)
		if (!str_starts(actor->codes[i].code, code))
			return none;
	struct str country = actor->codes[0].cameo && import_is_cameo_group(code) ? none : import_country(code, actor->codes[0].cameo);
	if (country.length == 0 || import_is_international(country) || map_get(&importer->ids, country))
		return none;
	bool added;
	map_put(&importer->ids, country, 0, &added);
	if (str_equal(country, code))
		map_put(&importer->declared, code, 0, &added);
	return country;
}

static void write_class(struct importer *importer, const char *class_, struct buf *out)
{
	if (importer->class_ && strcmp(importer->class_, class_) == 0)
		return;
	importer->class_ = class_;
	buf_printf(out, "class %s\n", class_);
}

static void write_when(struct importer *importer, const struct held_actor *actor, struct buf *out)
{
	bool plain = actor->code_count == 1 && actor->codes[0].when.length == 0;
	for (size_t i = 0; !plain && i < actor->code_count; i++) {
		const struct held_code *held = &actor->codes[i];
		struct str code = import_code(importer, held->code, held->cameo);
		buf_printf(out, "%s%.*s%s%.*s", i ? "; " : "", STR_ARG(code), held->when.length ? " " : "", STR_ARG(held->when));
		importer->counts.dates += held->when.length > 0;
	}
}

static void write_actor(struct importer *importer, const struct held_actor *actor, struct buf *out)
{
	struct str code = import_code(importer, actor->codes[0].code, actor->codes[0].cameo);
	bool country = actor->country.length > 0;
	struct str wanted = actor->id.length > 0 ? actor->id : actor->names[0];
	struct str id = country ? actor->country : make_id(importer, wanted);
	bool added;
	map_put(&importer->ids, id, 0, &added);
	write_class(importer, country ? "country" : actor->class_, out);
	buf_printf(out, "%.*s | %.*s | ", STR_ARG(id), STR_ARG(code));
	write_when(importer, actor, out);
	buf_text(out, " | ");
	for (size_t i = 0; i < actor->name_count; i++)
		buf_printf(out, "%s%.*s", i ? "; " : "", STR_ARG(actor->names[i]));
	if (actor->more.length > 0)
		buf_printf(out, " | %.*s", STR_ARG(actor->more));
	buf_byte(out, '\n');
	importer->counts.entities++;
	importer->counts.names += actor->name_count;
}

void import_write_actors(struct importer *importer, struct buf *out)
{
	for (size_t i = 0; i < importer->actor_count; i++)
		importer->actors[i].country = declared_country(importer, &importer->actors[i]);
	for (size_t pass = 0; pass < 2; pass++) /* countries first: the codes of the others need them */
		for (size_t i = 0; i < importer->actor_count; i++) {
			const struct held_actor *actor = &importer->actors[i];
			if ((actor->country.length > 0) == (pass == 0) && actor->name_count > 0 && actor->code_count > 0)
				write_actor(importer, actor, out);
		}
	importer->actor_count = 0;
}
