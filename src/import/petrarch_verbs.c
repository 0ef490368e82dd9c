/* petrarch_verbs.c: verb dictionaries of TABARI and PETRARCH as a codebook: each verb, and those of its patterns that are nothing but the verb and the
 * words that follow it. The rest (words before the verb, tokens for the roles, synonym sets inside) has no counterpart and is left out.
 *
 *   --- ASK  [090] ---
 *   ASK {ASKS ASKED}
 *   - * FOR ASYLUM [174]
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "import/actors.h"

/* PLOVER's type for the first digits of a CAMEO code; the longest that fits. */
static const struct {
	const char *cameo, *type;
} types[] = {
	{"163", "COERCE"}, {"1712", "ASSAULT"}, {"175", "ASSAULT"}, {"191", "COERCE"}, {"192", "COERCE"}, {"081", "CONCEDE"}, {"082", "CONCEDE"},
	{"083", "CONCEDE"}, {"0813", "RETREAT"}, {"0814", "RETREAT"}, {"08", "RETREAT"}, {"02", "REQUEST"}, {"03", "AGREE"},
	{"04", "CONSULT"}, {"05", "SUPPORT"}, {"06", "COOPERATE"}, {"07", "AID"}, {"09", "ACCUSE"}, {"10", "REQUEST"}, {"11", "ACCUSE"},
	{"12", "REJECT"}, {"13", "THREATEN"}, {"14", "PROTEST"}, {"15", "MOBILIZE"}, {"16", "SANCTION"}, {"17", "COERCE"}, {"18", "ASSAULT"},
	{"19", "ASSAULT"}, {"20", "ASSAULT"},
};

struct verbs {
	struct importer *importer;
	struct buf *out;
	struct str verb, code; /* of the block that is open */
	const char *type;      /* the last that was written */
	size_t number;
};

static const char *type_of(struct str code)
{
	const char *best = NULL;
	size_t longest = 0;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		struct str cameo = str_of(types[i].cameo);
		if (str_starts(code, cameo) && cameo.length > longest) {
			best = types[i].type;
			longest = cameo.length;
		}
	}
	return best;
}

/* "[032:033]" -> "032"; empty where there is no code. */
static struct str code_in(struct str line)
{
	size_t open = str_find(line, STR("["), 0), close = open == SIZE_MAX ? open : str_find(line, STR("]"), open);
	struct str code = close == SIZE_MAX ? (struct str){0} : str_trim(str_slice(line, open + 1, close));
	size_t colon = str_find(code, STR(":"), 0);
	return colon == SIZE_MAX ? code : str_slice(code, 0, colon);
}

static bool is_word(struct str text, bool blanks)
{
	for (size_t i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.data[i];
		if (!ascii_is_alpha(c) && c != '-' && c != '\'' && !(blanks && (c == ' ' || c == '_')))
			return false;
	}
	return text.length > 0;
}

static struct str small_words(struct importer *importer, struct str text)
{
	char *copy = arena_copy(&importer->arena, text.data, text.length);
	for (size_t i = 0; i < text.length; i++)
		if (copy[i] == '_')
			copy[i] = ' ';
	return utf8_lowercase(&importer->arena, str_trim((struct str){copy, text.length}));
}

static void write_entry(struct verbs *verbs, struct str code, struct str words)
{
	struct importer *importer = verbs->importer;
	const char *type = type_of(code);
	if (!type) {
		importer->counts.left_out++;
		return;
	}
	if (!verbs->type || strcmp(verbs->type, type) != 0)
		buf_printf(verbs->out, "\ntype %s\n", type);
	verbs->type = type;
	struct str verb = small_words(importer, verbs->verb);
	buf_printf(verbs->out, "\nentry petrarch-%zu-%.*s\n", ++verbs->number, STR_ARG(verb));
	buf_printf(verbs->out, "  cameo %.*s\n", STR_ARG(code));
	if (words.length > 0)
		buf_printf(verbs->out, "  priority 2\n  verb  @actor! %.*s %.*s @recipient!\n", STR_ARG(verb), STR_ARG(small_words(importer, words)));
	else
		buf_printf(verbs->out, "  verb  @actor! %.*s @recipient!\n", STR_ARG(verb));
	importer->counts.entities++;
	importer->counts.names++;
}

static bool is_number(struct str code)
{
	for (size_t i = 0; i < code.length; i++)
		if (!ascii_is_digit((unsigned char)code.data[i]))
			return false;
	return code.length >= 3 && code.length <= 4;
}

/* "--- ABANDON  [345]  ---" */
static void take_block(struct verbs *verbs, struct str line)
{
	struct str rest = str_trim(str_slice(line, 3, line.length)), verb = str_trim(str_cut(&rest, '['));
	verbs->code = code_in(line);
	while (str_ends(verb, STR("_")))
		verb.length--;
	verbs->verb = verb;
	if (!is_word(verb, false)) {
		verbs->verb = (struct str){0};
		verbs->importer->counts.left_out++;
	} else if (is_number(verbs->code)) {
		write_entry(verbs, verbs->code, (struct str){0});
	} else {
		verbs->importer->counts.left_out++;
	}
}

/* "- * FOR ASYLUM [174]" */
static void take_pattern(struct verbs *verbs, struct str line)
{
	size_t bracket = str_find(line, STR("["), 0);
	struct str pattern = str_trim(str_slice(line, 1, bracket < line.length ? bracket : line.length)), code = code_in(line);
	if (bracket == SIZE_MAX) {
		import_bad(verbs->importer, line, "a code in square brackets is wanted");
		return;
	}
	struct str words = str_starts(pattern, STR("*")) ? str_trim(str_slice(pattern, 1, pattern.length)) : (struct str){0};
	if (verbs->verb.length > 0 && is_number(code) && is_word(words, true))
		write_entry(verbs, code, words);
	else
		verbs->importer->counts.left_out++;
}

void import_petrarch_verbs(struct importer *importer, struct str text, struct buf *out)
{
	struct verbs verbs = {.importer = importer, .out = out};
	while (import_next_line(importer, &text)) {
		struct str line = str_trim(importer->source);
		size_t comment = str_find(line, STR("#"), 0);
		if (comment != SIZE_MAX)
			line = str_trim(str_slice(line, 0, comment));
		if (str_starts(line, STR("---")))
			take_block(&verbs, line);
		else if (str_starts(line, STR("- ")))
			take_pattern(&verbs, line);
	}
}
