/* source.c: the statements of codebook files: types, modes, classes, entries, options, contexts. */
#include "parse.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "flow.h"

bool parse_fail(struct parse *parse, struct str where, const char *format, ...)
{
	char message[300];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(message, sizeof message, format, arguments);
	va_end(arguments);
	size_t column = 1;
	if (where.data && where.data >= parse->line.data && where.data <= parse->line.data + parse->line.length)
		column = 1 + utf8_count((struct str){parse->line.data, (size_t)(where.data - parse->line.data)});
	return error_at(parse->error, ERROR_LEXICON, parse->source->path, parse->line_number, column, parse->line, "%s", message);
}

/* --- word lists and classes ----------------------------------------------------------------- */

static bool read_class(struct parse *parse, struct class_def *class_)
{
	/* errors inside must name the line of the class, not of the pattern that uses it */
	struct parse saved = *parse;
	parse->source = class_->source;
	parse->line = class_->line;
	parse->line_number = class_->line_number;
	parse->file = class_->file;
	class_->state = CLASS_READING;
	struct item_list list = {0};
	bool verbs = str_ends(class_->name, STR("verb")) || str_ends(class_->name, STR("verbs"));
	bool good = parse_words(parse, class_->body, ',', verbs, &list);
	if (good) {
		class_->set = item_finish(parse->book, &list);
		class_->state = CLASS_READ;
	}
	parse->source = saved.source;
	parse->line = saved.line;
	parse->line_number = saved.line_number;
	parse->file = saved.file;
	return good;
}

/* A file's own class comes before one of the same name elsewhere. */
static struct class_def *find_class(struct parse *parse, struct str name)
{
	const struct map_entry *found = map_get(&parse->class_names, name);
	if (!found)
		return NULL;
	struct class_def *first = &parse->classes[found->value];
	for (struct class_def *c = first;; c = &parse->classes[c->next - 1]) {
		if (c->file == parse->file)
			return c;
		if (c->next == 0)
			return first;
	}
}

bool parse_class(struct parse *parse, struct str name, uint32_t *set)
{
	struct class_def *class_ = find_class(parse, name);
	if (!class_)
		return false;
	if (class_->state == CLASS_UNREAD && !read_class(parse, class_))
		return false;
	*set = class_->set;
	return true;
}

static bool add_class_words(struct parse *parse, struct str item, struct item_list *list)
{
	struct class_def *class_ = find_class(parse, str_slice(item, 1, item.length));
	if (!class_)
		return parse_fail(parse, item, "unknown class %.*s", STR_ARG(item));
	if (class_->state == CLASS_READING)
		return parse_fail(parse, item, "class %.*s includes itself", STR_ARG(item));
	uint32_t set;
	if (!parse_class(parse, class_->name, &set))
		return false;
	item_add_set(parse->book, list, class_->set);
	return true;
}

bool parse_words(struct parse *parse, struct str text, char separator, bool head_first, struct item_list *list)
{
	struct str rest = text;
	while (rest.data) {
		struct str item = str_trim(str_cut(&rest, separator));
		if (item.length == 0) {
			if (separator == ',' && !rest.data)
				break; /* a trailing comma, or an empty class */
			return parse_fail(parse, item, "empty word in a list");
		}
		if (item.data[0] == '%') {
			if (!add_class_words(parse, item, list))
				return false;
		} else if (item.data[0] == '@') {
			return parse_fail(parse, item, "a slot cannot stand in a word list");
		} else {
			item_add(parse->book, list, item, head_first);
		}
	}
	return true;
}

/* --- statements ----------------------------------------------------------------------------- */

static struct str take_word(struct str *rest)
{
	*rest = str_trim(*rest);
	size_t end = 0;
	while (end < rest->length && !ascii_is_space((unsigned char)rest->data[end]))
		end++;
	struct str word = str_slice(*rest, 0, end);
	*rest = str_trim(str_slice(*rest, end, rest->length));
	return word;
}

static bool parse_number(struct parse *parse, struct str text, double *value)
{
	char copy[32], *end;
	if (text.length == 0 || text.length >= sizeof copy)
		return parse_fail(parse, text, "a number is missing here");
	memcpy(copy, text.data, text.length);
	copy[text.length] = 0;
	*value = strtod(copy, &end);
	if (*end)
		return parse_fail(parse, text, "\"%.*s\" is not a number", STR_ARG(text));
	return true;
}

static bool parse_type(struct parse *parse, struct str rest, bool is_relation)
{
	struct codebook *book = parse->book;
	struct str name = take_word(&rest);
	if (name.length == 0 || rest.length > 0)
		return parse_fail(parse, rest.length ? rest : name, "expected one name");
	parse->block = IN_TYPE;
	parse->mode = MODE_NONE;
	for (size_t i = 0; i < book->type_count; i++)
		if (str_equal(book->types[i].name, name)) {
			if (book->types[i].is_relation != is_relation)
				return parse_fail(parse, name, "%.*s is a %s elsewhere", STR_ARG(name), is_relation ? "type" : "relation");
			parse->type = (uint32_t)i;
			return true;
		}
	struct event_type type = {.name = name, .is_relation = is_relation};
	arena_push(&book->arena, book->types, book->type_count, book->type_capacity, type);
	parse->type = (uint32_t)book->type_count - 1;
	return true;
}

static uint32_t find_mode(const struct parse *parse, struct str name)
{
	for (size_t i = 0; i < parse->book->mode_count; i++)
		if (parse->book->modes[i].type == parse->type && str_equal(parse->book->modes[i].name, name))
			return (uint32_t)i;
	return MODE_NONE;
}

static bool parse_mode(struct parse *parse, struct str rest)
{
	struct codebook *book = parse->book;
	struct str name = take_word(&rest);
	if (parse->type == MODE_NONE)
		return parse_fail(parse, name, "a mode needs a type above it");
	if (name.length == 0 || rest.length > 0)
		return parse_fail(parse, rest.length ? rest : name, "expected one name");
	parse->block = IN_MODE;
	parse->mode = find_mode(parse, name);
	if (parse->mode != MODE_NONE)
		return true;
	const struct event_type *type = &book->types[parse->type];
	struct event_mode mode = {parse->type, name, type->cameo, type->goldstein};
	arena_push(&book->arena, book->modes, book->mode_count, book->mode_capacity, mode);
	parse->mode = (uint32_t)book->mode_count - 1;
	return true;
}

/* A user's entry of the same type and label takes the place of an earlier one. */
static bool claim_label(struct parse *parse, struct str label)
{
	struct codebook *book = parse->book;
	struct str type = book->types[parse->type].name;
	struct str key = str_of(arena_printf(&book->arena, "%.*s\t%.*s", STR_ARG(type), STR_ARG(label)));
	bool added;
	struct map_entry *known = map_put(&parse->labels, key, book->entry_count, &added);
	if (added)
		return true;
	struct entry *old = &book->entries[known->value];
	if (!parse->source->is_extra || old->file == parse->file)
		return parse_fail(parse, label, "entry %.*s of %.*s stands already in %.*s:%u", STR_ARG(label), STR_ARG(type),
		                  STR_ARG(book->files[old->file]), (unsigned)old->line);
	old->replaced = true;
	known->value = book->entry_count;
	return true;
}

static bool parse_entry(struct parse *parse, struct str rest)
{
	struct codebook *book = parse->book;
	if (parse->type == MODE_NONE)
		return parse_fail(parse, rest, "an entry needs a type above it");
	struct str tail = rest, label = str_trim(str_cut(&tail, ':'));
	struct str mode_name = str_trim(tail);
	if (label.length == 0)
		return parse_fail(parse, rest, "an entry needs a label");
	if (!claim_label(parse, label))
		return false;
	const struct event_type *type = &book->types[parse->type];
	struct entry entry = {.label = label, .type = parse->type, .mode = MODE_NONE, .file = parse->file,
	                      .line = (uint32_t)parse->line_number, .cameo = type->cameo, .goldstein = type->goldstein,
	                      .priority = 1, .factuality = FACT_ACTUAL};
	if (mode_name.length > 0) {
		entry.mode = find_mode(parse, mode_name);
		if (entry.mode == MODE_NONE)
			return parse_fail(parse, mode_name, "%.*s has no mode %.*s", STR_ARG(type->name), STR_ARG(mode_name));
		entry.cameo = book->modes[entry.mode].cameo;
		entry.goldstein = book->modes[entry.mode].goldstein;
	}
	arena_push(&book->arena, book->entries, book->entry_count, book->entry_capacity, entry);
	parse->entry = (uint32_t)book->entry_count - 1;
	parse->block = IN_ENTRY;
	return true;
}

static bool parse_context(struct parse *parse, struct str name, struct str words)
{
	struct codebook *book = parse->book;
	struct item_list list = {0};
	if (book->context_count >= 64)
		return parse_fail(parse, name, "more than 64 contexts");
	if (!parse_words(parse, words, ',', false, &list))
		return false;
	uint32_t set = item_finish(book, &list);
	arena_push(&book->arena, book->context_sets, book->context_count, book->context_set_capacity, set);
	book->context_count--;
	arena_push(&book->arena, book->context_names, book->context_count, book->context_capacity, name);
	return true;
}

static bool parse_number_word(struct parse *parse, struct str name, struct str words)
{
	double value = 0;
	if (!parse_number(parse, name, &value))
		return false;
	while (words.data) {
		struct str word = str_trim(str_cut(&words, ','));
		if (word.length > 0)
			map_put(&parse->book->numbers, word, (size_t)value, NULL);
	}
	return true;
}

/* "form overrun = overran": forms whose lemma a parser may not know. */
static bool parse_forms(struct parse *parse, struct str lemma, struct str forms)
{
	uint32_t word = codebook_intern(parse->book, lemma);
	while (forms.data) {
		struct str form = str_trim(str_cut(&forms, ','));
		if (form.length > 0)
			map_put(&parse->book->forms, form, word, NULL);
	}
	return true;
}

/* "class NAME = ...", "context NAME = ...", "number 12 = dozen": NAME and what follows the "=". */
static bool split_definition(struct parse *parse, struct str rest, struct str *name, struct str *body)
{
	struct str tail = rest;
	*name = str_trim(str_cut(&tail, '='));
	if (!tail.data)
		return parse_fail(parse, rest, "expected NAME = words");
	if (name->length == 0)
		return parse_fail(parse, rest, "a name is missing before \"=\"");
	*body = str_trim(tail);
	return true;
}

static bool declare_class(struct parse *parse, struct str rest)
{
	struct class_def class_ = {.line = parse->line, .source = parse->source, .file = parse->file,
	                           .line_number = parse->line_number};
	if (!split_definition(parse, rest, &class_.name, &class_.body))
		return false;
	bool added;
	struct map_entry *known = map_put(&parse->class_names, class_.name, parse->class_count, &added);
	if (!added) {
		struct class_def *last = &parse->classes[known->value];
		for (;; last = &parse->classes[last->next - 1]) {
			if (last->file == parse->file)
				return parse_fail(parse, class_.name, "class %.*s stands already in line %zu", STR_ARG(class_.name),
				                  last->line_number);
			if (last->next == 0)
				break;
		}
		last->next = (uint32_t)parse->class_count + 1;
	}
	arena_push(&parse->book->arena, parse->classes, parse->class_count, parse->class_capacity, class_);
	return true;
}

/* --- options -------------------------------------------------------------------------------- */

static bool check_sentence(struct parse *parse, struct str keyword, struct str rest)
{
	if (rest.length == 0)
		return parse_fail(parse, keyword, "\"%.*s\" needs a sentence", STR_ARG(keyword));
	if (str_equal(keyword, STR("yes"))) {
		if (str_find(rest, STR(" ="), 0) == SIZE_MAX)
			return parse_fail(parse, rest, "\"yes\" needs \"= ACTOR -> RECIPIENT\" behind the sentence");
		size_t at = 0, last = SIZE_MAX;
		while ((at = str_find(rest, STR(" ="), at)) != SIZE_MAX)
			last = at++;
		if (str_find(rest, STR("->"), last) == SIZE_MAX)
			return parse_fail(parse, str_slice(rest, last + 1, rest.length), "expected \"ACTOR -> RECIPIENT\" behind \"=\"");
	}
	return true;
}

static bool entry_context(struct parse *parse, struct str name)
{
	struct codebook *book = parse->book;
	struct entry *entry = &book->entries[parse->entry];
	for (uint32_t c = 0; c < book->context_count; c++)
		if (str_equal(book->context_names[c], name)) {
			if (entry->context_count < MOST_ENTRY_CONTEXTS)
				entry->contexts[entry->context_count++] = c;
			return true;
		}
	return parse_fail(parse, name, "unknown context %.*s", STR_ARG(name));
}

static bool entry_factuality(struct parse *parse, struct str name)
{
	static const char *const names[] = {"actual", "negated", "planned", "conditional", "possible"};
	for (uint8_t f = 0; f < 5; f++)
		if (str_equal(name, str_of(names[f]))) {
			parse->book->entries[parse->entry].factuality = f;
			return true;
		}
	return parse_fail(parse, name, "expected actual, negated, planned, conditional or possible");
}

static bool value_option(struct parse *parse, struct str keyword, struct str rest)
{
	struct codebook *book = parse->book;
	double number = 0;
	bool is_cameo = str_equal(keyword, STR("cameo"));
	if (!is_cameo && !parse_number(parse, rest, &number))
		return false;
	if (parse->block == IN_ENTRY) {
		struct entry *entry = &book->entries[parse->entry];
		if (is_cameo)
			entry->cameo = rest;
		else
			entry->goldstein = number;
	} else if (parse->block == IN_MODE) {
		struct event_mode *mode = &book->modes[parse->mode];
		if (is_cameo)
			mode->cameo = rest;
		else
			mode->goldstein = number;
	} else {
		struct event_type *type = &book->types[parse->type];
		if (is_cameo)
			type->cameo = rest;
		else
			type->goldstein = number;
	}
	return true;
}

static bool entry_option(struct parse *parse, struct str keyword, struct str rest)
{
	struct entry *entry = &parse->book->entries[parse->entry];
	double number = 0;
	if (str_equal(keyword, STR("verb")))
		return parse_pattern(parse, rest, PATTERN_VERB);
	if (str_equal(keyword, STR("noun")))
		return parse_pattern(parse, rest, PATTERN_NOUN);
	if (str_equal(keyword, STR("noun-only")))
		return parse_pattern(parse, rest, PATTERN_NOUN_ONLY);
	if (str_equal(keyword, STR("yes")) || str_equal(keyword, STR("no")))
		return check_sentence(parse, keyword, rest);
	if (str_equal(keyword, STR("context")))
		return entry_context(parse, rest);
	if (str_equal(keyword, STR("factuality")))
		return entry_factuality(parse, rest);
	if (str_equal(keyword, STR("if")) || str_equal(keyword, STR("unless")))
		return parse_surroundings(parse, keyword, rest, &entry->surroundings);
	if (str_equal(keyword, STR("about"))) {
		entry->about = rest;
		return true;
	}
	if (str_equal(keyword, STR("reciprocal"))) {
		entry->reciprocal = true;
		return true;
	}
	if (str_equal(keyword, STR("duty"))) {
		entry->duty = true;
		return true;
	}
	if (str_equal(keyword, STR("priority"))) {
		if (!parse_number(parse, rest, &number))
			return false;
		entry->priority = (int32_t)number;
		return true;
	}
	return parse_fail(parse, keyword, "unknown word \"%.*s\" in an entry", STR_ARG(keyword));
}

static bool parse_indented(struct parse *parse, struct str keyword, struct str rest)
{
	if (parse->block == IN_NOTHING)
		return parse_fail(parse, keyword, "an indented line needs a type, mode or entry above it");
	if (str_equal(keyword, STR("cameo")) || str_equal(keyword, STR("goldstein")))
		return value_option(parse, keyword, rest);
	if (str_equal(keyword, STR("quad")) && parse->block == IN_TYPE) {
		double quad = 0;
		if (!parse_number(parse, rest, &quad))
			return false;
		if (quad < 1 || quad > 4)
			return parse_fail(parse, rest, "quad is 1, 2, 3 or 4");
		parse->book->types[parse->type].quad = (int)quad;
		return true;
	}
	if (parse->block == IN_ENTRY)
		return entry_option(parse, keyword, rest);
	return parse_fail(parse, keyword, "unknown word \"%.*s\" here", STR_ARG(keyword));
}

/* --- files ---------------------------------------------------------------------------------- */

static struct str without_comment(struct str line)
{
	struct str text = str_trim(line);
	if (str_starts(text, STR("yes ")) || str_starts(text, STR("no ")))
		return line;
	for (size_t i = 0; i < line.length; i++)
		if (line.data[i] == '#' && (i == 0 || ascii_is_space((unsigned char)line.data[i - 1])))
			return str_slice(line, 0, i);
	return line;
}

static bool parse_statement(struct parse *parse, struct str keyword, struct str rest)
{
	if (str_equal(keyword, STR("type")) || str_equal(keyword, STR("relation")))
		return parse_type(parse, rest, keyword.data[0] == 'r');
	if (str_equal(keyword, STR("mode")))
		return parse_mode(parse, rest);
	if (str_equal(keyword, STR("entry")))
		return parse_entry(parse, rest);
	if (str_equal(keyword, STR("class")) || str_equal(keyword, STR("context")) || str_equal(keyword, STR("number")) ||
	    str_equal(keyword, STR("form")))
		return true; /* read in the first pass */
	return parse_fail(parse, keyword, "unknown statement \"%.*s\"", STR_ARG(keyword));
}

/* First pass: what other files may refer to. */
static bool parse_declaration(struct parse *parse, struct str keyword, struct str rest)
{
	struct str name, body;
	if (str_equal(keyword, STR("class")))
		return declare_class(parse, rest);
	if (str_equal(keyword, STR("number")))
		return split_definition(parse, rest, &name, &body) && parse_number_word(parse, name, body);
	if (str_equal(keyword, STR("form")))
		return split_definition(parse, rest, &name, &body) && parse_forms(parse, name, body);
	return true;
}

static bool parse_context_statement(struct parse *parse, struct str keyword, struct str rest)
{
	struct str name, body;
	if (str_equal(keyword, STR("context")))
		return split_definition(parse, rest, &name, &body) && parse_context(parse, name, body);
	return true;
}

typedef bool statement_reader(struct parse *parse, struct str keyword, struct str rest);

static bool for_each_line(struct parse *parse, const struct coding_source *source, uint32_t file, statement_reader *flush,
                          statement_reader *indented)
{
	struct str rest = source->text;
	parse->source = source;
	parse->file = file;
	parse->line_number = 0;
	parse->type = parse->mode = parse->entry = MODE_NONE;
	parse->block = IN_NOTHING;
	while (rest.data) {
		parse->line = str_cut(&rest, '\n');
		parse->line_number++;
		if (str_ends(parse->line, STR("\r")))
			parse->line.length--;
		struct str text = without_comment(parse->line);
		bool is_indented = text.length > 0 && ascii_is_space((unsigned char)text.data[0]);
		struct str keyword = take_word(&text);
		if (keyword.length == 0)
			continue;
		statement_reader *reader = is_indented ? indented : flush;
		if (reader && !reader(parse, keyword, text))
			return false;
	}
	return true;
}

static bool each_source(struct parse *parse, const struct coding_source *sources, size_t count, statement_reader *flush,
                        statement_reader *indented)
{
	for (size_t i = 0; i < count; i++)
		if (!for_each_line(parse, &sources[i], (uint32_t)i, flush, indented))
			return false;
	return true;
}

static bool bind_cues(struct parse *parse)
{
	static const char *const names[CUE_COUNT] = {
#define X_(name, text) text,
		CODING_CUES(X_)
#undef X_
	};
	parse->file = UINT32_MAX;
	for (unsigned cue = 0; cue < CUE_COUNT; cue++)
		if (!parse_class(parse, str_of(names[cue]), &parse->book->cues[cue]) && parse->error->kind != ERROR_NONE)
			return false;
	return true;
}

static bool check_types(struct parse *parse)
{
	for (size_t i = 0; i < parse->book->type_count; i++) {
		const struct event_type *type = &parse->book->types[i];
		if (!type->is_relation && type->quad == 0)
			return error_set(parse->error, ERROR_LEXICON, "type %.*s has no quad", STR_ARG(type->name));
	}
	return true;
}

/* The last entry marked `duty` wins: a user's file comes after casus's own. */
static void find_duty(struct codebook *book)
{
	book->duty = ENTRY_NONE;
	for (uint32_t i = 0; i < book->pattern_count; i++) {
		const struct entry *entry = &book->entries[book->patterns[i].entry];
		if (!entry->duty || entry->replaced || (book->duty == book->patterns[i].entry))
			continue;
		book->duty = book->patterns[i].entry;
		book->duty_pattern = i;
	}
}

bool codebook_parse(struct codebook *book, const struct coding_source *sources, size_t count, struct error *error)
{
	struct parse parse = {.book = book, .error = error};
	map_init(&book->words, &book->arena);
	map_init(&book->numbers, &book->arena);
	map_init(&book->forms, &book->arena);
	map_init(&parse.class_names, &book->arena);
	map_init(&parse.labels, &book->arena);
	struct item_list none = {0};
	item_finish(book, &none); /* SET_NONE */
	for (size_t i = 0; i < count; i++)
		arena_push(&book->arena, book->files, book->file_count, book->file_capacity, str_of(sources[i].name));
	if (!each_source(&parse, sources, count, parse_declaration, NULL) || !bind_cues(&parse) ||
	    !each_source(&parse, sources, count, parse_context_statement, NULL) ||
	    !each_source(&parse, sources, count, parse_statement, parse_indented) || !check_types(&parse))
		return false;
	codebook_build_indexes(book);
	find_duty(book);
	return true;
}
