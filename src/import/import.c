/* import.c: which formats there are, how each is told, and one file's way through its reader. */
#include "import/import.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "import/actors.h"

enum { PROBE_LINES = 400 }; /* how far a file is looked at before its format is said */

static bool never(struct importer *importer, struct str text)
{
	(void)importer;
	(void)text;
	return false;
}

static struct str first_line(struct str text)
{
	while (text.length > 0) {
		struct str line = str_trim(str_cut(&text, '\n'));
		if (line.length > 0)
			return line;
		if (!text.data)
			break;
	}
	return (struct str){0};
}

static bool head_has(struct str text, const char *one, const char *other)
{
	struct str line = first_line(text);
	return str_find(line, str_of(one), 0) != SIZE_MAX && str_find(line, str_of(other), 0) != SIZE_MAX;
}

static bool is_ucdp(struct importer *importer, struct str text)
{
	(void)importer;
	return head_has(text, "conflict_id", "side_b") || head_has(text, "dyad_id", "side_a");
}

static bool is_reign(struct importer *importer, struct str text)
{
	(void)importer;
	return head_has(text, "leadid", "syear") || head_has(text, "leader", "syear");
}

static bool is_places(struct importer *importer, struct str text)
{
	(void)importer;
	return head_has(text, "name", "lat");
}

static bool is_csv(struct importer *importer, struct str text)
{
	(void)importer;
	return head_has(text, "name", "code");
}

static bool is_geonames(struct importer *importer, struct str text)
{
	(void)importer;
	struct str line = first_line(text);
	size_t tabs = 0;
	for (size_t i = 0; i < line.length; i++)
		tabs += line.data[i] == '\t';
	return tabs == 18 && ascii_is_digit((unsigned char)line.data[0]);
}

/* How many of the first lines hold MARK; comments do not count. */
static size_t count_mark(struct str text, struct str mark, bool at_start)
{
	size_t count = 0;
	for (size_t n = 0; n < PROBE_LINES && text.length > 0; n++) {
		struct str line = str_trim(str_cut(&text, '\n'));
		if (line.length == 0 || line.data[0] == '#') {
			n -= line.length > 0;
			continue;
		}
		count += at_start ? str_starts(line, mark) : str_find(line, mark, 0) != SIZE_MAX;
	}
	return count;
}

static bool is_verbs(struct importer *importer, struct str text)
{
	(void)importer;
	return count_mark(text, STR("--- "), true) > 1 && count_mark(text, STR("*"), false) > 1;
}

static bool is_agents(struct importer *importer, struct str text)
{
	(void)importer;
	return count_mark(text, STR("[~"), false) + count_mark(text, STR("~]"), false) > 0;
}

static bool is_actors(struct importer *importer, struct str text)
{
	(void)importer;
	return count_mark(text, STR("["), false) > 0 && count_mark(text, STR("]"), false) > 0 && count_mark(text, STR("|"), false) == 0;
}

static const struct format {
	const char *name;
	enum import_output output;
	bool (*fits)(struct importer *importer, struct str text);
	import_reader *read;
} formats[] = { /* in the order in which they are tried */
	{"geonames", IMPORT_PLACES, is_geonames, import_geonames},
	{"ucdp", IMPORT_ACTORS, is_ucdp, import_ucdp},
	{"reign", IMPORT_ACTORS, is_reign, import_reign},
	{"csv-places", IMPORT_PLACES, is_places, import_csv_places},
	{"csv", IMPORT_ACTORS, is_csv, import_csv},
	{"petrarch-verbs", IMPORT_CODEBOOK, is_verbs, import_petrarch_verbs},
	{"petrarch-agents", IMPORT_ACTORS, is_agents, import_petrarch_agents},
	{"petrarch-actors", IMPORT_ACTORS, is_actors, import_petrarch_actors},
	{NULL, IMPORT_ACTORS, never, NULL},
};

static const char *const format_names[] = {
	"petrarch-actors", "petrarch-agents", "petrarch-verbs", "ucdp", "reign", "csv", "csv-places", "geonames", NULL,
};

const char *const *import_formats(void)
{
	return format_names;
}

static const struct format *choose_format(struct importer *importer, const char *from, struct str text, struct error *error)
{
	const struct format *format = formats;
	if (from) {
		while (format->name && strcmp(format->name, from) != 0)
			format++;
		if (!format->name)
			error_set(error, ERROR_USAGE, "there is no format '%s' to import from", from);
		return format->name ? format : NULL;
	}
	while (format->name && !format->fits(importer, text))
		format++;
	if (!format->name)
		error_at(error, ERROR_INPUT, importer->path, 0, 0, STR(""), "its format cannot be told; say it with --from");
	return format->name ? format : NULL;
}

static bool read_text(struct importer *importer, const char *from, struct str text, struct buf *out, enum import_output *output, struct error *error)
{
	if (memchr(text.data ? text.data : "", '\0', text.length))
		return error_at(error, ERROR_INPUT, importer->path, 0, 0, STR(""), "holds NUL bytes: not a text file");
	size_t replaced = 0;
	text = utf8_repair(&importer->arena, text, &replaced);
	if (str_starts(text, STR("\xEF\xBB\xBF")))
		text = str_slice(text, 3, text.length);
	if (str_trim(text).length == 0)
		return error_at(error, ERROR_INPUT, importer->path, 0, 0, STR(""), "is empty");
	const struct format *format = choose_format(importer, from, text, error);
	if (!format)
		return false;
	size_t before = importer->counts.entities;
	buf_printf(out, "# from %s (%s)\n", importer->path, format->name);
	*output = format->output;
	importer->line = 0;
	importer->class_ = NULL;
	format->read(importer, text, out);
	return importer->counts.entities > before ||
	       error_at(error, ERROR_INPUT, importer->path, 0, 0, STR(""), "holds nothing that could be read as %s", format->name);
}

bool import_list(struct importer *importer, const char *from, const char *path, struct str text, struct buf *out,
                 enum import_output *output, struct error *error)
{
	jmp_buf recover;
	if (setjmp(recover) != 0) {
		importer->arena.recover = NULL;
		return error_set(error, ERROR_SYSTEM, "out of memory");
	}
	importer->arena.recover = &recover;
	importer->path = path;
	bool good = read_text(importer, from, text, out, output, error);
	importer->arena.recover = NULL;
	return good;
}

struct importer *import_new(const struct import_caller *caller)
{
	struct importer *importer = calloc(1, sizeof *importer);
	if (!importer)
		return NULL;
	importer->caller = *caller;
	arena_init(&importer->arena);
	map_init(&importer->ids, &importer->arena);
	map_init(&importer->declared, &importer->arena);
	return importer;
}

void import_free(struct importer *importer)
{
	if (!importer)
		return;
	arena_free(&importer->arena);
	free(importer);
}

struct import_counts import_counts(const struct importer *importer)
{
	return importer->counts;
}
