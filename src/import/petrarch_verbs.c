/* petrarch_verbs.c: verb dictionaries of TABARI and PETRARCH as a codebook: each verb with a code, and each pattern with words behind the verb, of which
 * the last (or the synonym set there) becomes a condition. Patterns with words before the verb have no counterpart and are left out.
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

enum { VERBS_MOST = 64, SETS_MOST = 256 };

/* Behind which PETRARCH finds a target. */
static const char prepositions[] = "to|of|from|with|against|in|into|for|on|at|by|about|over|between|near|toward|towards|along|across";

struct verb_line { /* a verb of the open block */
	struct str verb, code;
};

struct synonym_set { /* "&TIETYPES": its words, with "|" between */
	struct str name, words;
};

struct verbs {
	struct importer *importer;
	struct buf *out;
	struct verb_line lines[VERBS_MOST]; /* of the block that is open */
	size_t line_count;
	struct str code;       /* of the block */
	struct synonym_set sets[SETS_MOST];
	size_t set_count;
	bool in_set;
	const char *type;      /* the last that was written */
	size_t number;
};

/* Forms that dictionaries have as verbs of their own; casus matches lemmas. */
static const struct {
	const char *form, *lemma;
} irregular[] = {
	{"left", "leave"}, {"met", "meet"}, {"lent", "lend"}, {"began", "begin"}, {"sought", "seek"}, {"held", "hold"}, {"said", "say"}, {"told", "tell"},
	{"gave", "give"}, {"took", "take"}, {"broke", "break"}, {"fought", "fight"}, {"sent", "send"}, {"came", "come"}, {"went", "go"}, {"shot", "shoot"},
	{"won", "win"}, {"lost", "lose"}, {"made", "make"}, {"paid", "pay"}, {"rose", "rise"}, {"sank", "sink"}, {"spoke", "speak"}, {"struck", "strike"},
	{"threw", "throw"}, {"withdrew", "withdraw"}, {"wrote", "write"}, {"drove", "drive"}, {"fled", "flee"}, {"flew", "fly"}, {"kept", "keep"},
	{"called", "call"},
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

/* "[032:033]" -> "032"; *BOTH: what the one does the other does, too. Empty where there is no code. */
static struct str code_in(struct str line, bool *both)
{
	size_t open = str_find(line, STR("["), 0), close = open == SIZE_MAX ? open : str_find(line, STR("]"), open);
	struct str code = close == SIZE_MAX ? (struct str){0} : str_trim(str_slice(line, open + 1, close));
	size_t colon = str_find(code, STR(":"), 0);
	*both = colon != SIZE_MAX;
	return *both ? str_slice(code, 0, colon) : code;
}

static bool is_word(struct str text)
{
	for (size_t i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.data[i];
		if (!ascii_is_alpha(c) && c != '-' && c != ' ')
			return false;
	}
	return text.length > 0 && text.data[0] != '-';
}

static struct str small_words(struct importer *importer, struct str text)
{
	char *copy = arena_copy(&importer->arena, text.data ? text.data : "", text.length);
	for (size_t i = 0; i < text.length; i++)
		if (copy[i] == '_')
			copy[i] = ' ';
	return utf8_lowercase(&importer->arena, str_trim((struct str){copy, text.length}));
}

static bool is_number(struct str code)
{
	for (size_t i = 0; i < code.length; i++)
		if (!ascii_is_digit((unsigned char)code.data[i]))
			return false;
	return code.length >= 3 && code.length <= 4;
}

/* "BREAK_DOWN " -> "break_down", the lemma of an irregular form; empty when it is no verb of one or two words. */
static struct str verb_of(struct importer *importer, struct str text)
{
	struct str words = small_words(importer, text);
	char *verb = arena_copy(&importer->arena, words.data, words.length);
	size_t blanks = 0;
	if (!is_word(words))
		return (struct str){0};
	for (size_t i = 0; i < words.length; i++)
		if (verb[i] == ' ') {
			verb[i] = '_';
			blanks++;
		}
	for (size_t i = 0; i < sizeof irregular / sizeof *irregular; i++)
		if (str_equal(words, str_of(irregular[i].form)))
			return str_of(irregular[i].lemma);
	return blanks <= 1 ? (struct str){verb, words.length} : (struct str){0};
}

/* Where PETRARCH looks for the target: in the verb's object, behind its prepositions, in the clause that it governs. */
static void write_lines(struct verbs *verbs, struct str verb, struct str condition, bool group)
{
	struct buf *out = verbs->out;
	int length = (int)condition.length;
	if (group)
		buf_printf(out, "  verb  @actor! %.*s%.*s\n", STR_ARG(verb), length, condition.data ? condition.data : "");
	buf_printf(out, "  verb  @actor! %.*s @recipient!:inside%.*s\n", STR_ARG(verb), length, condition.data ? condition.data : "");
	buf_printf(out, "  verb  @actor! %.*s %s @recipient!:inside%.*s\n", STR_ARG(verb), prepositions, length, condition.data ? condition.data : "");
	if (!str_equal(verb, STR("say"))) /* its clause is what is said, not whom it is said of */
		buf_printf(out, "  verb  @actor! %.*s that @recipient:actor *%.*s\n", STR_ARG(verb), length, condition.data ? condition.data : "");
}

struct reading_of_code {
	struct str code;
	bool both, group;
};

static void write_entry(struct verbs *verbs, struct str verb, struct reading_of_code code, struct str condition)
{
	const char *type = type_of(code.code);
	if (!type || verb.length == 0) {
		verbs->importer->counts.left_out++;
		return;
	}
	if (!verbs->type || strcmp(verbs->type, type) != 0)
		buf_printf(verbs->out, "\ntype %s\n", type);
	verbs->type = type;
	buf_printf(verbs->out, "\nentry petrarch-%zu-%.*s\n  cameo %.*s\n  priority %d\n", ++verbs->number, STR_ARG(verb), STR_ARG(code.code),
	           condition.length > 0 ? 3 : 2);
	if (code.both)
		buf_text(verbs->out, "  reciprocal\n");
	write_lines(verbs, verb, condition, code.group || code.both);
	verbs->importer->counts.entities++;
	verbs->importer->counts.names++;
}

/* --- the file --------------------------------------------------------------------------------- */

static bool is_particle(struct str word)
{
	return str_equal(word, STR("down")) || str_equal(word, STR("up")) || str_equal(word, STR("out")) || str_equal(word, STR("off"));
}

static bool is_preposition(struct str word)
{
	for (struct str rest = str_of(prepositions); rest.data;)
		if (str_equal(str_cut(&rest, '|'), word))
			return true;
	return is_particle(word) || str_equal(word, STR("upon")) || str_equal(word, STR("the"));
}

/* WORDS as a condition can have them: no preposition inside; then the last word alone. */
static struct str sayable(struct str words)
{
	struct str last = words;
	bool inside = false;
	for (struct str rest = words; rest.data;) {
		last = str_cut(&rest, ' ');
		inside = inside || is_preposition(last);
	}
	return inside ? last : words;
}

/* "&TIETYPES" and the "+MILITARY" lines below it. */
static void take_set_line(struct verbs *verbs, struct str line)
{
	if (line.data[0] == '&') {
		verbs->in_set = verbs->set_count < SETS_MOST;
		struct str name = line;
		while (str_ends(name, STR("_")))
			name.length--;
		if (verbs->in_set)
			verbs->sets[verbs->set_count++] = (struct synonym_set){.name = name};
		return;
	}
	struct synonym_set *set = &verbs->sets[verbs->set_count - 1];
	struct str word = sayable(small_words(verbs->importer, str_slice(line, 1, line.length)));
	if (!is_word(word) || is_preposition(word))
		verbs->importer->counts.left_out++;
	else
		set->words = str_of(arena_printf(&verbs->importer->arena, "%.*s%s%.*s", STR_ARG(set->words), set->words.length ? "|" : "", STR_ARG(word)));
}

static struct str set_words(const struct verbs *verbs, struct str name)
{
	for (size_t i = verbs->set_count; i-- > 0;)
		if (str_equal(verbs->sets[i].name, name))
			return verbs->sets[i].words;
	return (struct str){0};
}

/* "--- ABANDON  [345]  ---" */
static void take_block(struct verbs *verbs, struct str line)
{
	bool both;
	verbs->code = code_in(line, &both);
	size_t open = str_find(line, STR("["), 0), close = open == SIZE_MAX ? open : str_find(line, STR("]"), open);
	if (close != SIZE_MAX) /* with its colon: each verb of the block reads it anew */
		verbs->code = str_slice(line, open, close + 1);
	verbs->line_count = 0;
	verbs->in_set = false;
}

/* "POSTPONE {POSTPONES} [014]", "+BREAK_DOWN {+BREAKS_DOWN}" */
static void take_verb(struct verbs *verbs, struct str line)
{
	size_t end = 0;
	while (end < line.length && line.data[end] != '{' && line.data[end] != '[')
		end++;
	struct str verb = verb_of(verbs->importer, str_slice(line, line.data[0] == '+', end));
	struct reading_of_code code = {0};
	struct str own = code_in(line, &code.both);
	code.code = own.length > 0 ? own : code_in(verbs->code, &code.both);
	if (verb.length > 0 && verbs->line_count < VERBS_MOST)
		verbs->lines[verbs->line_count++] = (struct verb_line){verb, code.code};
	if (is_number(code.code))
		write_entry(verbs, verb, code, (struct str){0});
	else
		verbs->importer->counts.left_out++;
}

/* The last word of a pattern behind its verb, or the set that it names: " if relations"; empty when there is none that can be said. */
static struct str condition_of(struct verbs *verbs, struct str words)
{
	struct str last = {0};
	char *copy = arena_copy(&verbs->importer->arena, words.data ? words.data : "", words.length);
	for (size_t i = 0; i < words.length; i++)
		if (copy[i] == '_')
			copy[i] = ' ';
	for (struct str rest = {copy, words.length}; rest.data;) {
		struct str word = str_trim(str_cut(&rest, ' '));
		if (word.length > 0 && word.data[0] == '&')
			last = set_words(verbs, word);
		else if (word.length > 1 && is_word(small_words(verbs->importer, word)) && !is_preposition(small_words(verbs->importer, word)))
			last = small_words(verbs->importer, word);
	}
	return last.length == 0 ? last : str_of(arena_printf(&verbs->importer->arena, " if %.*s", STR_ARG(last)));
}

/* "- * FOR ASYLUM [174]": what stands behind the star must be in the sentence. With words before the verb it is another meaning. */
static void take_pattern(struct verbs *verbs, struct str line)
{
	size_t bracket = str_find(line, STR("["), 0);
	if (bracket == SIZE_MAX) {
		import_bad(verbs->importer, line, "a code in square brackets is wanted");
		return;
	}
	struct str pattern = str_trim(str_slice(line, 1, bracket));
	struct reading_of_code code = {.group = str_starts(pattern, STR("% "))};
	code.code = code_in(line, &code.both);
	if (code.group)
		pattern = str_trim(str_slice(pattern, 1, pattern.length));
	struct str words = str_starts(pattern, STR("*")) ? str_trim(str_slice(pattern, 1, pattern.length)) : (struct str){0};
	struct str condition = condition_of(verbs, words);
	struct str particle = small_words(verbs->importer, words);
	for (size_t i = 0; i < verbs->line_count; i++)
		if (is_number(code.code) && is_particle(particle)) /* "BURN", "* DOWN" */
			write_entry(verbs, str_of(arena_printf(&verbs->importer->arena, "%.*s_%.*s", STR_ARG(verbs->lines[i].verb), STR_ARG(particle))), code,
			            (struct str){0});
		else if (is_number(code.code) && (condition.length > 0 || (words.length > 0 && !is_number(verbs->lines[i].code))))
			write_entry(verbs, verbs->lines[i].verb, code, condition);
		else
			verbs->importer->counts.left_out++;
}

void import_petrarch_verbs(struct importer *importer, struct str text, struct buf *out)
{
	struct verbs *verbs = arena_zalloc(&importer->arena, 1, sizeof *verbs);
	verbs->importer = importer;
	verbs->out = out;
	while (import_next_line(importer, &text)) {
		struct str line = str_trim(importer->source);
		size_t comment = str_find(line, STR("#"), 0);
		if (comment != SIZE_MAX)
			line = str_trim(str_slice(line, 0, comment));
		bool set_line = line.length > 0 && (line.data[0] == '&' || (line.data[0] == '+' && verbs->in_set));
		if (line.length == 0 || line.data[0] == '<')
			continue;
		if (str_starts(line, STR("---")))
			take_block(verbs, line);
		else if (set_line)
			take_set_line(verbs, line);
		else if (line.data[0] == '-')
			take_pattern(verbs, line);
		else
			take_verb(verbs, line);
	}
}
