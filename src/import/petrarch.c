/* petrarch.c: actors and agents of TABARI, PETRARCH and Phoenix.
 *
 *   NAME_ANOTHER_  [CODE >20010120][CODE <991231]   # comment
 *   +SYNONYM
 *   	[CODE 19990101-20010120]
 *
 *   !PERSON! = MAN, WOMAN
 *   GOLDEN_GOOSE {GOLDEN_GEESE} [~GGS]
 */
#include <stdlib.h>

#include "base/day.h"
#include "base/utf8.h"
#include "import/actors.h"

enum { CENTURY_TURNS = 30, MACROS_MOST = 64 }; /* "30" is 1930, "29" is 2029: the dictionaries write 19280101 in full */

/* "950601", "19950601" -> "1995-06-01". */
static bool read_date(struct importer *importer, struct str digits, int32_t *day)
{
	uint64_t number;
	if ((digits.length != 6 && digits.length != 8) || !str_to_u64(digits, &number))
		return false;
	int year = (int)(number / 10000), month = (int)(number / 100 % 100), mday = (int)(number % 100);
	if (digits.length == 6)
		year += year >= CENTURY_TURNS ? 1900 : 2000;
	if (year < 1 || month > 12 || mday > 31)
		return false;
	month = month < 1 ? 1 : month; /* 19900000: some time that year */
	mday = mday < 1 ? 1 : mday;
	if (mday > day_month_length(year, month))
		return false;
	*day = day_from_civil(year, month, mday);
	(void)importer;
	return true;
}

static struct str day_text(struct importer *importer, int32_t day)
{
	char text[16];
	day_format(day, text);
	return (struct str){arena_copy(&importer->arena, text, strlen(text)), strlen(text)};
}

/* "< 950601" until the day before, "> 990816" from that day on, "19950601 - 19990815", "19950601" that day alone. */
static bool read_when(struct importer *importer, struct str text, struct str *when)
{
	int32_t from, to;
	struct str rest = text, first = str_trim(str_cut(&rest, '-')), second = rest.data ? str_trim(rest) : (struct str){0};
	bool before = str_starts(first, STR("<")), after = str_starts(first, STR(">"));
	if (before || after)
		first = str_trim(str_slice(first, 1, first.length));
	if (!read_date(importer, first, &from))
		return import_bad(importer, first, "\"%.*s\" is no date; it should be YYMMDD or YYYYMMDD", STR_ARG(first));
	if (second.length > 0 && !read_date(importer, second, &to))
		return import_bad(importer, second, "\"%.*s\" is no date; it should be YYMMDD or YYYYMMDD", STR_ARG(second));
	if (second.length > 0 && from > to)
		return import_bad(importer, first, "the days %.*s end before they begin", STR_ARG(text));
	struct str open = day_text(importer, before ? from - 1 : from);
	struct str close = second.length > 0 ? day_text(importer, to) : before || !after ? open : (struct str){0};
	*when = str_of(arena_printf(&importer->arena, "%.*s..%.*s", STR_ARG(before ? (struct str){0} : open), STR_ARG(close)));
	return true;
}

/* What stands inside one pair of square brackets. */
static void take_code(struct importer *importer, struct held_actor *actor, struct str inside)
{
	size_t end = 0;
	struct str text = str_trim(inside), when = {0};
	while (end < text.length && !ascii_is_space((unsigned char)text.data[end]) && text.data[end] != '<' && text.data[end] != '>')
		end++;
	struct str code = str_slice(text, 0, end), days = str_trim(str_slice(text, end, text.length));
	actor->told = true;
	if (!import_is_code(code)) {
		import_bad(importer, inside, "no code between the brackets");
		return;
	}
	if (days.length > 0 && !read_when(importer, days, &when))
		return;
	import_add_code(importer, actor, code, when, true);
	actor->told = false;
}

static void take_codes(struct importer *importer, struct held_actor *actor, struct str text)
{
	for (size_t at = 0; (at = str_find(text, STR("["), at)) != SIZE_MAX;) {
		size_t comment = str_find(text, STR("#"), 0), end = str_find(text, STR("]"), at);
		if (comment < at)
			return;
		if (end == SIZE_MAX) {
			import_bad(importer, str_slice(text, at, text.length), "the bracket is not closed");
			actor->told = true;
			return;
		}
		take_code(importer, actor, str_slice(text, at + 1, end));
		at = end + 1;
	}
}

static bool is_nobody(struct str code)
{
	return str_equal(code, STR("---")) || str_equal(code, STR("###")) || str_equal(code, STR("+++"));
}

/* The line without comment, and without its part inside <!-- -->; *INSIDE carries over to the next. */
static struct str without_comments(struct str line, bool *inside)
{
	if (*inside) {
		size_t end = str_find(line, STR("-->"), 0);
		*inside = end == SIZE_MAX;
		return (struct str){line.data, 0};
	}
	size_t open = str_find(line, STR("<!--"), 0);
	if (open != SIZE_MAX) {
		*inside = str_find(line, STR("-->"), open) == SIZE_MAX;
		line = str_slice(line, 0, open);
	}
	for (size_t i = 0; i < line.length; i++)
		if (line.data[i] == '#' || (line.data[i] == ';' && (i == 0 || ascii_is_space((unsigned char)line.data[i - 1]) || line.data[i - 1] == ']')))
			return str_trim(str_slice(line, 0, i));
	return str_trim(line);
}

static bool is_small_word(struct str word)
{
	static const char *const small[] = {"OF", "THE", "AND", "FOR", "IN", "ON", "TO", "DE", "LA", "DU", "DES", "Y", "E", "DA", "DO", "VON", "VAN", "BIN", "BIN-", NULL};
	for (size_t i = 0; small[i]; i++)
		if (str_equal_nocase(word, str_of(small[i])))
			return true;
	return false;
}

static bool has_vowel(struct str word)
{
	for (size_t i = 0; i < word.length; i++)
		if (strchr("AEIOUYaeiouy", word.data[i]) || (unsigned char)word.data[i] >= 0x80)
			return true;
	return false;
}

/* "AL-QAEDA" -> "Al-Qaeda"; letters of an acronym stay. */
static void write_word(struct importer *importer, struct buf *out, struct str word, bool alone, bool first)
{
	bool acronym = (alone && word.length <= 3) || !has_vowel(word) || (str_find(word, STR("."), 0) < word.length - 1 && word.length > 2);
	bool start = !(is_small_word(word) && !first);
	struct str small = utf8_lowercase(&importer->arena, word);
	for (size_t at = 0; at < small.length;) {
		char bytes[4];
		uint32_t c = utf8_next(small, &at);
		if (acronym || start)
			c = utf8_upper(c);
		start = !utf8_is_letter(c) && c != '\'' && !ascii_is_digit(c);
		if (is_small_word(word) && !first)
			start = false;
		buf_append(out, bytes, utf8_encode(c, bytes));
	}
}

/* "PRESIDENT_GEORGE_W._BUSH_" -> "President George W. Bush"; of an agent, small letters throughout. */
static struct str plain_name(struct importer *importer, struct str name, bool proper)
{
	char *copy = arena_copy(&importer->arena, name.data ? name.data : "", name.length);
	for (size_t i = 0; i < name.length; i++)
		if (copy[i] == '_' || copy[i] == '+')
			copy[i] = ' ';
	struct str text = str_trim((struct str){copy, name.length});
	if (!proper)
		return utf8_lowercase(&importer->arena, text);
	struct buf out = {0};
	bool alone = str_find(text, STR(" "), 0) == SIZE_MAX;
	for (struct str rest = text; rest.data;) {
		struct str word = str_trim(str_cut(&rest, ' '));
		if (word.length == 0)
			continue;
		if (out.length > 0)
			buf_byte(&out, ' ');
		write_word(importer, &out, word, alone, out.length == 0);
	}
	struct str result = {arena_copy(&importer->arena, out.data ? out.data : "", out.length), out.length};
	buf_free(&out);
	return result;
}

/* Default codes, without days, behind the dated ones: the first that holds counts. */
static void order_codes(struct held_actor *actor)
{
	size_t dated = 0;
	for (size_t i = 0; i < actor->code_count; i++) {
		struct held_code code = actor->codes[i];
		if (code.when.length == 0)
			continue;
		memmove(&actor->codes[dated + 1], &actor->codes[dated], (i - dated) * sizeof code);
		actor->codes[dated++] = code;
	}
}

static bool only_nobody(const struct held_actor *actor)
{
	for (size_t i = 0; i < actor->code_count; i++)
		if (!is_nobody(actor->codes[i].code))
			return false;
	return true;
}

static void finish_actor(struct importer *importer, struct held_actor *actor)
{
	if (actor->code_count == 0 && actor->name_count > 0) {
		if (actor->told)
			return;
		size_t line = importer->line;
		struct str source = importer->source;
		importer->line = actor->line;
		importer->source = actor->names[0];
		import_bad(importer, importer->source, "\"%.*s\" has no code that can be read", STR_ARG(actor->names[0]));
		importer->line = line;
		importer->source = source;
	} else if (only_nobody(actor)) {
		importer->counts.left_out++;
		actor->code_count = 0;
	}
	order_codes(actor);
}

void import_petrarch_actors(struct importer *importer, struct str text, struct buf *out)
{
	bool comment = false, open = false;
	while (import_next_line(importer, &text)) {
		struct str line = without_comments(importer->source, &comment);
		if (line.length == 0)
			continue;
		struct held_actor *actor = open ? &importer->actors[importer->actor_count - 1] : NULL;
		size_t bracket = str_find(line, STR("["), 0);
		bool synonym = line.data[0] == '+', code = line.data[0] == '[';
		if ((synonym || code) && !actor) {
			import_bad(importer, line, "there is no name above this line");
			continue;
		}
		if (!synonym && !code) {
			if (actor)
				finish_actor(importer, actor);
			actor = import_actor(importer);
			open = true;
		}
		struct str name = code ? (struct str){0} : str_trim(str_slice(line, synonym, bracket < line.length ? bracket : line.length));
		if (!code && name.length == 0)
			import_bad(importer, line, "a name is missing");
		else if (!code)
			import_add_name(importer, actor, plain_name(importer, name, true));
		if (bracket != SIZE_MAX)
			take_codes(importer, actor, str_slice(line, bracket, line.length));
	}
	if (open)
		finish_actor(importer, &importer->actors[importer->actor_count - 1]);
	import_write_actors(importer, out);
}

/* --- agents ----------------------------------------------------------------------------------- */

struct macro {
	struct str name; /* with its exclamation marks */
	struct str list; /* "MAN, MEN" */
};

struct agents {
	struct importer *importer;
	struct macro macros[MACROS_MOST];
	size_t macro_count;
	struct buf *nouns; /* of the line */
	size_t noun_count;
};

static void take_macro(struct agents *agents, struct str line, size_t equals)
{
	if (agents->macro_count == MACROS_MOST) {
		import_bad(agents->importer, line, "more than %d substitutions", MACROS_MOST);
		return;
	}
	agents->macros[agents->macro_count++] = (struct macro){str_trim(str_slice(line, 0, equals)), str_slice(line, equals + 1, line.length)};
}

static void write_noun(struct agents *agents, struct str noun)
{
	struct str plain = import_clean(agents->importer, plain_name(agents->importer, noun, false));
	if (!import_has_letter(plain) || plain.length > 200) {
		import_bad(agents->importer, noun, "no noun here");
		return;
	}
	buf_printf(agents->nouns, "%s%.*s", agents->noun_count++ ? "; " : "", STR_ARG(plain));
}

/* NOUN with its substitution, if it has one, in each of its forms. */
static void write_forms(struct agents *agents, struct str noun)
{
	for (size_t m = 0; m < agents->macro_count; m++) {
		struct macro macro = agents->macros[m];
		size_t at = str_find(noun, macro.name, 0);
		if (at == SIZE_MAX)
			continue;
		for (struct str rest = macro.list; rest.data;) {
			struct str form = str_trim(str_cut(&rest, ','));
			struct str before = str_slice(noun, 0, at), after = str_slice(noun, at + macro.name.length, noun.length);
			write_noun(agents, str_of(arena_printf(&agents->importer->arena, "%.*s%.*s%.*s", STR_ARG(before), STR_ARG(form), STR_ARG(after))));
		}
		return;
	}
	if (str_find(noun, STR("!"), 0) != SIZE_MAX)
		import_bad(agents->importer, noun, "a substitution that is not declared above");
	else
		write_noun(agents, noun);
}

static void take_agent(struct agents *agents, struct str line, struct buf *out)
{
	size_t bracket = str_find(line, STR("["), 0), close = bracket == SIZE_MAX ? bracket : str_find(line, STR("]"), bracket);
	size_t brace = str_find(line, STR("{"), 0), brace_end = brace == SIZE_MAX ? brace : str_find(line, STR("}"), brace);
	if (close == SIZE_MAX || (brace != SIZE_MAX && (brace_end == SIZE_MAX || brace > bracket))) {
		import_bad(agents->importer, line, "expected NOUN {PLURALS} [~CODE]");
		return;
	}
	struct str noun = str_trim(str_slice(line, 0, brace < bracket ? brace : bracket));
	struct str code = str_trim(str_slice(line, bracket + 1, close));
	struct str plurals = brace == SIZE_MAX ? (struct str){0} : str_trim(str_slice(line, brace + 1, brace_end));
	if (noun.length == 0 || code.length < 2 || !import_is_code(code) || str_find(code, STR("~"), 0) == SIZE_MAX) {
		import_bad(agents->importer, noun.length == 0 ? line : code, noun.length == 0 ? "a noun is missing" : "a code such as [~GOV] is wanted");
		return;
	}
	buf_clear(agents->nouns);
	agents->noun_count = 0;
	write_forms(agents, noun);
	for (struct str rest = plurals; rest.length > 0;)
		write_forms(agents, str_trim(str_cut(&rest, ',')));
	if (agents->noun_count == 0)
		return;
	bool body = brace != SIZE_MAX && plurals.length == 0; /* {}: it has no plural */
	buf_printf(out, "%.*s | - %s | %.*s\n", STR_ARG(import_agent_code(agents->importer, code)), body ? "group" : "person",
	           STR_ARG(buf_view(agents->nouns)));
	agents->importer->counts.entities++;
	agents->importer->counts.names += agents->noun_count;
}

void import_petrarch_agents(struct importer *importer, struct str text, struct buf *out)
{
	struct buf nouns = {0};
	struct agents agents = {.importer = importer, .nouns = &nouns};
	bool comment = false;
	buf_text(out, "class agent\n");
	while (import_next_line(importer, &text)) {
		struct str line = without_comments(importer->source, &comment);
		size_t equals = str_find(line, STR("="), 0);
		if (line.length == 0)
			continue;
		if (line.data[0] == '!' && equals != SIZE_MAX && str_find(line, STR("["), 0) == SIZE_MAX)
			take_macro(&agents, line, equals);
		else
			take_agent(&agents, line, out);
	}
	buf_free(&nouns);
}
