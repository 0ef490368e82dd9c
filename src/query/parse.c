/* parse.c: "field=value" into terms. */
#include "base/day.h"
#include "base/utf8.h"
#include "query/fields.h"

struct parser {
	struct query *query;
	struct arena *arena;
	struct error *error;
	const struct query_words *words;
	struct str condition; /* at hand */
	size_t number;        /* of it */
	size_t term_capacity;
};

/* An error at WHERE, which is a part of the condition. */
#define wrong(parser, where, ...) \
	error_at((parser)->error, ERROR_USAGE, "", 1, utf8_count(str_slice((parser)->condition, 0, (size_t)((where).data - (parser)->condition.data))) + 1, \
	         (parser)->condition, __VA_ARGS__)

/* --- what may have been meant ------------------------------------------------------------------------ */

enum { ALIKE_MOST = 64 }; /* bytes of a word that are looked at */

/* How many letters must be changed, put in or left out to make B of A, whatever the case (Levenshtein). */
static size_t distance(struct str a, struct str b)
{
	size_t row[ALIKE_MOST + 1];
	if (a.length > ALIKE_MOST || b.length > ALIKE_MOST)
		return SIZE_MAX;
	for (size_t j = 0; j <= b.length; j++)
		row[j] = j;
	for (size_t i = 1; i <= a.length; i++) {
		size_t corner = row[0];
		row[0] = i;
		for (size_t j = 1; j <= b.length; j++) {
			bool same = str_equal_nocase(str_slice(a, i - 1, i), str_slice(b, j - 1, j));
			size_t change = corner + !same, drop = row[j] + 1, add = row[j - 1] + 1;
			corner = row[j];
			row[j] = change < drop ? change : drop;
			row[j] = row[j] < add ? row[j] : add;
		}
	}
	return row[b.length];
}

struct guess {
	struct str word;
	size_t distance;
};

static void consider(struct guess *best, struct str given, struct str word)
{
	bool begins = given.length >= 3 && word.length > given.length && str_equal_nocase(given, str_slice(word, 0, given.length));
	size_t apart = begins ? 1 : distance(given, word);
	if (apart <= 1 + given.length / 3 && apart < best->distance)
		*best = (struct guess){word, apart};
}

static struct guess guess_of(struct str given, const char *const *words)
{
	struct guess best = {.distance = SIZE_MAX};
	for (; words && *words; words++)
		consider(&best, given, str_of(*words));
	return best;
}

/* "a b c", for messages. */
static const char *listed(struct parser *parser, const char *const *words)
{
	const char *all = "";
	for (; *words; words++)
		all = arena_printf(parser->arena, "%s%s%s", all, *all ? " " : "", *words);
	return all;
}

static bool unknown_word(struct parser *parser, struct str given, const char *const *words, const char *what)
{
	struct guess best = guess_of(given, words);
	if (best.word.length)
		return wrong(parser, given, "there is no %s '%.*s'; did you mean %.*s?", what, STR_ARG(given), STR_ARG(best.word));
	return wrong(parser, given, "there is no %s '%.*s'; there are: %.300s", what, STR_ARG(given), listed(parser, words));
}

/* --- values ------------------------------------------------------------------------------------------ */

static const struct str *own_words(const struct parser *parser, enum query_field field, size_t *count)
{
	const struct query_words *words = parser->words;
	*count = !words ? 0 : field == QUERY_TYPE || field == QUERY_RELATION ? words->type_count : field == QUERY_MODE ? words->mode_count :
	         field == QUERY_CONTEXT ? words->context_count : 0;
	return *count == 0 ? NULL : field == QUERY_MODE ? words->modes : field == QUERY_CONTEXT ? words->contexts : words->types;
}

/* VALUE as the record has it, or empty. */
static struct str known_word(const struct parser *parser, enum query_field field, struct str value)
{
	size_t count;
	const struct str *own = own_words(parser, field, &count);
	for (const char *const *word = fields[field].words; *word; word++)
		if (str_equal_nocase(str_of(*word), value))
			return str_of(*word);
	for (size_t i = 0; i < count; i++)
		if (str_equal_nocase(own[i], value))
			return own[i];
	return (struct str){0};
}

/* At most 15 digits, so that the nearest double is found by one division. */
static bool parse_number(struct str text, double *number)
{
	bool minus = str_starts(text, STR("-")), fraction = false;
	size_t digits = 0, at = minus;
	double value = 0, scale = 1;
	for (; at < text.length; at++) {
		unsigned c = (unsigned char)text.data[at];
		if (c == '.' && !fraction) {
			fraction = true;
		} else if (ascii_is_digit(c)) {
			value = value * 10 + (c - '0');
			scale = fraction ? scale * 10 : 1;
			digits++;
		} else {
			return false;
		}
	}
	*number = (minus ? -value : value) / scale;
	return digits > 0 && digits <= 15;
}

/* "2020", "2020-01", "2020-01-09": its first and last day. */
static bool parse_days(struct parser *parser, struct str text, int32_t *first, int32_t *last)
{
	uint64_t year, month = 1;
	if (day_parse(text, first)) {
		*last = *first;
		return true;
	}
	bool is_year = text.length == 4, is_month = text.length == 7 && text.data[4] == '-';
	if ((!is_year && !is_month) || !str_to_u64(str_slice(text, 0, 4), &year) || year < 1 ||
	    (is_month && (!str_to_u64(str_slice(text, 5, 7), &month) || month < 1 || month > 12)))
		return wrong(parser, text, "a date such as 2020-01-09, 2020-01 or 2020 is wanted, not '%.*s'", STR_ARG(text));
	int until = is_year ? 12 : (int)month;
	*first = day_from_civil((int)year, (int)month, 1);
	*last = day_from_civil((int)year, until, day_month_length((int)year, until));
	return true;
}

static bool add_value(struct parser *parser, struct query_term *term, struct str value, size_t *capacity)
{
	if (fields[term->field].kind == VALUE_WORDS) {
		struct str word = known_word(parser, term->field, value);
		if (str_empty(word))
			return unknown_word(parser, value, fields[term->field].words, query_field_name(term->field));
		value = word;
	}
	arena_push(parser->arena, term->values, term->value_count, *capacity, value);
	return true;
}

/* Values with commas between; a part in double quotes keeps its commas. */
static bool split_values(struct parser *parser, struct query_term *term, struct str text)
{
	size_t capacity = 0, start = 0;
	bool quoted = false;
	for (size_t i = 0; i <= text.length; i++) {
		if (i < text.length && text.data[i] == '"')
			quoted = !quoted;
		if (i < text.length && (text.data[i] != ',' || quoted))
			continue;
		struct str value = str_trim(str_slice(text, start, i));
		if (value.length >= 2 && value.data[0] == '"' && value.data[value.length - 1] == '"')
			value = str_slice(value, 1, value.length - 1);
		if (str_empty(value))
			return wrong(parser, str_slice(text, start, i), "a value is missing");
		if (!add_value(parser, term, value, &capacity))
			return false;
		start = i + 1;
	}
	return true;
}

static bool in_range(enum query_field field, const double *n)
{
	if (field == QUERY_BOX)
		return n[0] >= -180 && n[0] <= 180 && n[2] >= -180 && n[2] <= 180 && n[1] >= -90 && n[3] <= 90 && n[1] <= n[3];
	if (field == QUERY_NEAR)
		return n[0] >= -90 && n[0] <= 90 && n[1] >= -180 && n[1] <= 180 && n[2] > 0 && n[2] <= 20040;
	return field == QUERY_CONFIDENCE ? n[0] >= 0 && n[0] <= 1 : n[0] >= 0;
}

static bool parse_numbers(struct parser *parser, struct query_term *term, struct str text)
{
	size_t wanted = fields[term->field].numbers;
	if (!split_values(parser, term, text))
		return false;
	for (size_t i = 0; i < term->value_count && i < wanted; i++)
		if (!parse_number(term->values[i], &term->numbers[i]))
			return wrong(parser, term->values[i], "a number is wanted, not '%.*s'", STR_ARG(term->values[i]));
	if (term->value_count != wanted || !in_range(term->field, term->numbers))
		return wrong(parser, text, "%s takes %s", query_field_name(term->field),
		             term->field == QUERY_BOX    ? "west,south,east,north in degrees"
		             : term->field == QUERY_NEAR ? "latitude,longitude,kilometres"
		             : term->field == QUERY_CONFIDENCE ? "a number from 0 to 1" : "a number from 0 on");
	return true;
}

static bool parse_ids(struct parser *parser, struct query_term *term, struct str text)
{
	if (!split_values(parser, term, text))
		return false;
	for (size_t i = 0; i < term->value_count; i++) {
		struct str id = term->values[i];
		bool hex = id.length == 24;
		for (size_t j = 0; j < id.length && hex; j++)
			hex = ascii_is_digit((unsigned char)id.data[j]) || (id.data[j] >= 'a' && id.data[j] <= 'f');
		if (!hex)
			return wrong(parser, id, "an id is 24 hexadecimal digits, not '%.*s'", STR_ARG(id));
	}
	return true;
}

/* Something to look for: a letter or digit, of any script. */
static bool has_words(struct str text)
{
	for (size_t i = 0; i < text.length; i++)
		if (ascii_is_alpha((unsigned char)text.data[i]) || ascii_is_digit((unsigned char)text.data[i]) || (unsigned char)text.data[i] >= 0x80)
			return true;
	return false;
}

static bool parse_value(struct parser *parser, struct query_term *term, struct str value)
{
	int32_t first = DAY_NONE, last = DAY_NONE;
	size_t capacity = 0;
	switch (fields[term->field].kind) {
	case VALUE_NAMES:
	case VALUE_WORDS:
		return split_values(parser, term, value);
	case VALUE_PAIR:
		return split_values(parser, term, value) && (term->value_count == 2 || wrong(parser, value, "dyad takes two names: dyad=A,B"));
	case VALUE_NUMBERS:
	case VALUE_NUMBER:
		return parse_numbers(parser, term, value);
	case VALUE_FROM:
	case VALUE_TO:
		if (!parse_days(parser, value, &first, &last))
			return false;
		term->day = fields[term->field].kind == VALUE_FROM ? first : last;
		return add_value(parser, term, value, &capacity);
	case VALUE_IDS:
		return parse_ids(parser, term, value);
	case VALUE_TEXT:
		return (has_words(value) || wrong(parser, value, "there are no words to look for in '%.*s'", STR_ARG(value))) && add_value(parser, term, value, &capacity);
	}
	return false;
}

/* --- what is no condition: count, sort, limit, offset ------------------------------------------------- */

static bool find_name(struct str name, const char *const *names, size_t *index)
{
	for (*index = 0; names[*index]; ++*index)
		if (str_equal_nocase(str_of(names[*index]), name))
			return true;
	return false;
}

static bool parse_count(struct parser *parser, struct str value)
{
	struct query *query = parser->query;
	struct str rest = value;
	while (rest.data) {
		struct str name = str_trim(str_cut(&rest, ','));
		size_t key;
		if (!find_name(name, key_names, &key))
			return unknown_word(parser, name, key_names, "key to count by:");
		if (query->key_count == QUERY_KEYS_MOST)
			return wrong(parser, name, "counts are by at most %d keys", QUERY_KEYS_MOST);
		query->keys[query->key_count++] = (enum query_key)key;
	}
	return true;
}

static bool parse_sort(struct parser *parser, struct str value)
{
	struct query *query = parser->query;
	size_t sort;
	query->descending = str_starts(value, STR("-"));
	struct str name = query->descending ? str_slice(value, 1, value.length) : value;
	if (!find_name(name, sort_names, &sort))
		return unknown_word(parser, name, sort_names, "order");
	query->sort = (enum query_sort)sort;
	query->sorted = true;
	return true;
}

static bool parse_size(struct parser *parser, struct str value, size_t *size)
{
	uint64_t number;
	if (!str_to_u64(value, &number) || number > UINT32_MAX)
		return wrong(parser, value, "a whole number is wanted, not '%.*s'", STR_ARG(value));
	*size = (size_t)number;
	return true;
}

static bool parse_limit(struct parser *parser, struct str value)
{
	return parse_size(parser, value, &parser->query->limit);
}

static bool parse_offset(struct parser *parser, struct str value)
{
	return parse_size(parser, value, &parser->query->offset);
}

static const struct {
	const char *name;
	bool (*parse)(struct parser *parser, struct str value);
} directives[] = {{"count", parse_count}, {"sort", parse_sort}, {"limit", parse_limit}, {"offset", parse_offset}};
enum { DIRECTIVES = sizeof directives / sizeof *directives };

/* --- conditions -------------------------------------------------------------------------------------- */

static bool unknown_field(struct parser *parser, struct str name)
{
	const char *names[QUERY_FIELD_COUNT + DIRECTIVES + 1];
	for (size_t i = 0; i < QUERY_FIELD_COUNT; i++)
		names[i] = field_specs[i].name;
	for (size_t i = 0; i < DIRECTIVES; i++)
		names[QUERY_FIELD_COUNT + i] = directives[i].name;
	names[QUERY_FIELD_COUNT + DIRECTIVES] = NULL;
	return unknown_word(parser, name, names, "field");
}

static struct str alias_of(struct str name)
{
	static const struct {
		const char *from, *to;
	} aliases[] = {{"publisher", "source"}, {"document", "doc"}, {"target", "recipient"}, {"fulltext", "text"}};
	for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
		if (str_equal_nocase(name, str_of(aliases[i].from)))
			return str_of(aliases[i].to);
	return name;
}

static bool parse_term(struct parser *parser, size_t field, struct str sign, struct str value)
{
	struct query_term term = {.field = (enum query_field)field, .condition = parser->number, .day = DAY_NONE,
	                          .negated = str_equal(sign, STR("!=")), .or_more = str_equal(sign, STR(">="))};
	enum value_kind kind = fields[field].kind;
	if (term.or_more && kind != VALUE_NUMBER)
		return wrong(parser, sign, "%s takes = or !=; >= is for numbers", query_field_name(term.field));
	if (term.negated && (kind == VALUE_FROM || kind == VALUE_TO || kind == VALUE_NUMBER))
		return wrong(parser, sign, "%s does not take !=", query_field_name(term.field));
	if (!parse_value(parser, &term, value))
		return false;
	arena_push(parser->arena, parser->query->terms, parser->query->term_count, parser->term_capacity, term);
	return true;
}

/* The first of =, != and >=; empty where there is none. */
static struct str sign_in(struct str condition)
{
	for (size_t i = 0; i < condition.length; i++) {
		bool two = (condition.data[i] == '!' || condition.data[i] == '>') && i + 1 < condition.length && condition.data[i + 1] == '=';
		if (two || condition.data[i] == '=')
			return str_slice(condition, i, i + 1 + two);
	}
	return (struct str){0};
}

static bool parse_condition(struct parser *parser)
{
	struct str condition = parser->condition, sign = sign_in(condition);
	if (str_empty(sign))
		return wrong(parser, condition, "a condition is field=value, such as type=ASSAULT");
	size_t start = (size_t)(sign.data - condition.data);
	struct str given = str_trim(str_slice(condition, 0, start)), name = alias_of(given);
	struct str value = str_trim(str_slice(condition, start + sign.length, condition.length));
	if (str_empty(value))
		return wrong(parser, sign, "%.*s has no value", STR_ARG(given));
	for (size_t i = 0; i < DIRECTIVES; i++)
		if (str_equal_nocase(name, str_of(directives[i].name)))
			return directives[i].parse(parser, value);
	for (size_t i = 0; i < QUERY_FIELD_COUNT; i++)
		if (str_equal_nocase(name, str_of(field_specs[i].name)))
			return parse_term(parser, i, sign, value);
	return unknown_field(parser, str_empty(given) ? sign : given);
}

bool query_parse(struct query *query, const struct str *conditions, size_t count, const struct query_words *words, struct arena *arena,
                 struct error *error)
{
	struct parser parser = {.query = query, .arena = arena, .error = error, .words = words};
	*query = (struct query){.sort = SORT_DATE};
	for (size_t i = 0; i < count; i++) {
		parser.condition = conditions[i];
		parser.number = i;
		if (!parse_condition(&parser))
			return false;
	}
	return true;
}
