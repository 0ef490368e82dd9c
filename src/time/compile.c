/* compile.c: words.txt and grammar.txt into sections of a pack. */
#include "time/tables.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/map.h"

#define MACRO_DEPTH 8
#define FRONTIER_MOST 64
#define FRONTIER_JOIN 6 /* from so many nodes on, ways are led together again */

static const char *const class_names[] = {
#define X_(name) #name,
	TIME_CLASSES(X_)
#undef X_
};
static const char *const rule_names[] = {
#define X_(name) #name,
	TIME_RULES(X_)
#undef X_
};

struct value_name {
	const char *name;
	int32_t value;
};

static const struct value_name value_names[] = {
	{"second", UNIT_SECOND}, {"minute", UNIT_MINUTE}, {"hour", UNIT_HOUR}, {"day", UNIT_DAY}, {"week", UNIT_WEEK},
	{"weekend", UNIT_WEEKEND}, {"month", UNIT_MONTH}, {"quarter", UNIT_QUARTER}, {"half", UNIT_HALF}, {"year", UNIT_YEAR},
	{"decade", UNIT_DECADE}, {"century", UNIT_CENTURY},
	{"document", ANCHOR_DOCUMENT}, {"reference", ANCHOR_REFERENCE}, {"nearest", ANCHOR_NEAREST},
	{"early", EDGE_EARLY}, {"mid", EDGE_MID}, {"late", EDGE_LATE}, {"first", EDGE_FIRST}, {"sofar", EDGE_SOFAR}, {"rest", EDGE_REST},
	{"morning", PART_MORNING}, {"midday", PART_MIDDAY}, {"afternoon", PART_AFTERNOON}, {"evening", PART_EVENING},
	{"night", PART_NIGHT},
	{"spring", SEASON_SPRING}, {"summer", SEASON_SUMMER}, {"autumn", SEASON_AUTUMN}, {"winter", SEASON_WINTER},
	{"fixed", HOLIDAY_FIXED}, {"easter", HOLIDAY_EASTER}, {"nth", HOLIDAY_NTH}, {"hijri", HOLIDAY_HIJRI}, {"exact", HOLIDAY_EXACT},
	{"past", REF_PAST}, {"present", REF_PRESENT}, {"future", REF_FUTURE},
	{"am", 0}, {"pm", 12},
};

struct entry {
	struct str form, first; /* pieces parted by single blanks */
	int32_t words, class_, value[ENTRY_VALUES];
	size_t order;
};

struct node {
	int32_t symbol, child, last, sibling, rule, line, context;
};

struct compiler {
	struct arena *arena;
	struct error *error;
	const char *file;
	size_t line_number;
	struct str line; /* for messages */
	struct entry *entries;
	size_t entry_count, entry_capacity;
	struct node *nodes;
	size_t node_count, node_capacity;
	struct map literals; /* word -> number */
	struct map macros;   /* name -> index into macro_texts */
	struct str *macro_texts;
	size_t macro_count, macro_capacity;
};

static bool complain(struct compiler *c, struct str where, const char *what)
{
	size_t column = where.data >= c->line.data && where.data <= c->line.data + c->line.length ? (size_t)(where.data - c->line.data) + 1 : 1;
	return error_at(c->error, ERROR_LEXICON, c->file, c->line_number, column, c->line, "%s: '%.*s'", what, STR_ARG(where));
}

static bool find_name(const char *const *names, size_t count, struct str name, size_t *index)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(name, str_of(names[i]))) {
			*index = i;
			return true;
		}
	return false;
}

/* --- words.txt ------------------------------------------------------------------------------ */

static bool parse_value(struct compiler *c, struct str text, int32_t *value)
{
	for (size_t i = 0; i < sizeof value_names / sizeof *value_names; i++)
		if (str_equal(text, str_of(value_names[i].name))) {
			*value = value_names[i].value;
			return true;
		}
	bool minus = text.length && text.data[0] == '-';
	uint64_t number;
	if (!str_to_u64(minus ? str_slice(text, 1, text.length) : text, &number) || number > 100000)
		return complain(c, text, "neither a number nor the name of a value");
	*value = minus ? -(int32_t)number : (int32_t)number;
	return true;
}

/* Cut FORM as sentences are cut, so that both spell alike. */
static bool add_entry(struct compiler *c, struct str form, struct entry entry)
{
	struct lattice pieces = {0};
	for (struct str rest = form, word; rest.data;) {
		word = str_cut(&rest, ' ');
		if (word.length)
			time_cut(c->arena, &pieces, word, 0);
	}
	struct buf text = {0};
	for (size_t i = 0; i < pieces.count; i++) {
		if (pieces.pieces[i].length == 0) {
			buf_free(&text);
			return complain(c, form, "a word of this form is too long");
		}
		buf_append(&text, i ? " " : "", i ? 1 : 0);
		buf_append(&text, pieces.pieces[i].text, pieces.pieces[i].length);
	}
	entry.form = (struct str){arena_copy(c->arena, text.data ? text.data : "", text.length), text.length};
	buf_free(&text);
	if (pieces.count == 0 || pieces.count > 12)
		return complain(c, form, "a form has 1 to 12 words");
	struct str rest = entry.form;
	entry.first = str_cut(&rest, ' ');
	entry.words = (int32_t)pieces.count;
	entry.order = c->entry_count;
	arena_push(c->arena, c->entries, c->entry_count, c->entry_capacity, entry);
	return true;
}

static bool compile_word_line(struct compiler *c, struct str line)
{
	struct str forms = line, head = str_cut(&forms, '=');
	if (!forms.data)
		return complain(c, line, "expected CLASS VALUE... = form, form");
	struct str rest = str_trim(head), name = str_cut(&rest, ' ');
	size_t class_;
	if (!find_name(class_names, TC_literal, name, &class_))
		return complain(c, name, "no such class");
	struct entry entry = {.class_ = (int32_t)class_};
	for (size_t i = 0; rest.data;) {
		struct str value = str_cut(&rest, ' ');
		if (value.length == 0)
			continue;
		if (i == ENTRY_VALUES)
			return complain(c, value, "too many values");
		if (!parse_value(c, value, &entry.value[i++]))
			return false;
	}
	while (forms.data) {
		struct str form = str_trim(str_cut(&forms, ','));
		if (form.length == 0)
			return complain(c, line, "an empty form");
		if (!add_entry(c, form, entry))
			return false;
	}
	return true;
}

/* --- grammar.txt ---------------------------------------------------------------------------- */

struct frontier { /* nodes that the pattern read so far may have led to */
	int32_t nodes[FRONTIER_MOST];
	size_t count;
};

static bool is_mark(char mark)
{
	return strchr("()[]|?", mark) && mark;
}

static struct str next_item(struct str *rest)
{
	*rest = str_trim(*rest);
	size_t end = 0;
	if (rest->length && is_mark(rest->data[0]))
		end = 1;
	while (end < rest->length && !(end == 1 && is_mark(rest->data[0])) && !ascii_is_space((unsigned char)rest->data[end]) && !is_mark(rest->data[end]))
		end++;
	struct str item = str_slice(*rest, 0, end);
	*rest = str_slice(*rest, end, rest->length);
	return item;
}

static int32_t add_node(struct compiler *c, int32_t symbol)
{
	struct node node = {.symbol = symbol, .rule = -1};
	arena_push(c->arena, c->nodes, c->node_count, c->node_capacity, node);
	return (int32_t)c->node_count - 1;
}

static void add_child(struct compiler *c, int32_t parent, int32_t added)
{
	if (c->nodes[parent].last)
		c->nodes[c->nodes[parent].last].sibling = added;
	else
		c->nodes[parent].child = added;
	c->nodes[parent].last = added;
}

static int32_t child_of(struct compiler *c, int32_t parent, int32_t symbol)
{
	for (int32_t child = c->nodes[parent].child; child; child = c->nodes[child].sibling)
		if (c->nodes[child].symbol == symbol)
			return child;
	int32_t added = add_node(c, symbol);
	add_child(c, parent, added);
	return added;
}

static bool add_to(struct compiler *c, struct frontier *frontier, int32_t node)
{
	for (size_t i = 0; i < frontier->count; i++)
		if (frontier->nodes[i] == node)
			return true;
	if (frontier->count == FRONTIER_MOST)
		return complain(c, c->line, "too many ways through this pattern");
	frontier->nodes[frontier->count++] = node;
	return true;
}

static bool merge(struct compiler *c, struct frontier *to, const struct frontier *from)
{
	for (size_t i = 0; i < from->count; i++)
		if (!add_to(c, to, from->nodes[i]))
			return false;
	return true;
}

/* Lead the ways that FRONTIER holds together in one new node, so that optional parts do not multiply the trie. Each way
 * gets a node of its own that consumes nothing and whose only child is the new one. */
static void join_ways(struct compiler *c, struct frontier *frontier)
{
	if (frontier->count < FRONTIER_JOIN)
		return;
	for (size_t i = 0; i < frontier->count; i++)
		add_child(c, frontier->nodes[i], add_node(c, SYMBOL_NOTHING));
	int32_t joint = add_node(c, SYMBOL_NOTHING);
	for (size_t i = 0; i < frontier->count; i++)
		c->nodes[c->nodes[frontier->nodes[i]].last].child = joint;
	frontier->nodes[0] = joint;
	frontier->count = 1;
}

static bool advance(struct compiler *c, struct frontier *frontier, int32_t symbol)
{
	struct frontier *next = arena_alloc(c->arena, sizeof *next);
	next->count = 0;
	for (size_t i = 0; i < frontier->count; i++)
		if (!add_to(c, next, child_of(c, frontier->nodes[i], symbol)))
			return false;
	*frontier = *next;
	return true;
}

static bool literal_symbol(struct compiler *c, struct str word, int32_t *symbol)
{
	bool added;
	struct map_entry *entry = map_put(&c->literals, word, c->literals.count, &added);
	*symbol = TC_COUNT + (int32_t)entry->value;
	struct entry row = {.class_ = TC_literal, .value = {(int32_t)entry->value}};
	return !added || add_entry(c, word, row);
}

static bool parse_alternatives(struct compiler *c, struct str *rest, char close, size_t depth, struct frontier *frontier);

static bool parse_atom(struct compiler *c, struct str item, struct str *rest, size_t depth, struct frontier *frontier)
{
	char mark = item.data[0];
	if (depth > MACRO_DEPTH)
		return complain(c, item, "nested too deeply");
	if (mark == '(' || mark == '[')
		return parse_alternatives(c, rest, mark == '(' ? ')' : ']', depth + 1, frontier);
	struct str name = str_slice(item, 1, item.length);
	if (mark == '$') {
		struct map_entry *macro = map_get(&c->macros, name);
		struct str text;
		if (!macro)
			return complain(c, item, "no such macro above");
		text = c->macro_texts[macro->value];
		return parse_alternatives(c, &text, '\0', depth + 1, frontier);
	}
	size_t class_;
	if (mark == '%') {
		if (!find_name(class_names, TC_COUNT, name, &class_))
			return complain(c, item, "no such class");
		return advance(c, frontier, (int32_t)class_);
	}
	if (is_mark(mark))
		return complain(c, item, "unexpected");
	int32_t symbol;
	return literal_symbol(c, item, &symbol) && advance(c, frontier, symbol);
}

/* A row of atoms, each perhaps optional; stops before '|', CLOSE or the end. */
static bool parse_row(struct compiler *c, struct str *rest, char close, size_t depth, struct frontier *frontier)
{
	for (;;) {
		struct str before = *rest, item = next_item(rest);
		if (item.length == 0 || item.data[0] == '|' || (item.data[0] == close && close)) {
			*rest = before;
			return true;
		}
		struct frontier *skipped = arena_alloc(c->arena, sizeof *skipped);
		*skipped = *frontier;
		if (!parse_atom(c, item, rest, depth, frontier))
			return false;
		struct str after = *rest;
		if (str_equal(next_item(&after), STR("?"))) {
			*rest = after;
			if (!merge(c, frontier, skipped))
				return false;
			join_ways(c, frontier);
		}
	}
}

static bool parse_alternatives(struct compiler *c, struct str *rest, char close, size_t depth, struct frontier *frontier)
{
	struct frontier *start = arena_alloc(c->arena, 2 * sizeof *start), *all = start + 1;
	*start = *frontier;
	all->count = 0;
	for (;;) {
		*frontier = *start;
		if (!parse_row(c, rest, close, depth, frontier) || !merge(c, all, frontier))
			return false;
		struct str mark = next_item(rest);
		if (str_equal(mark, STR("|")))
			continue;
		*frontier = *all;
		join_ways(c, frontier);
		if (close ? mark.length == 1 && mark.data[0] == close : mark.length == 0)
			return true;
		return complain(c, mark, "a bracket is missing or too many");
	}
}

static bool compile_macro(struct compiler *c, struct str name, struct str pattern)
{
	bool added;
	map_put(&c->macros, name, c->macro_count, &added);
	if (!added)
		return complain(c, name, "this macro is there already");
	struct str copy = {arena_copy(c->arena, pattern.data, pattern.length), pattern.length};
	arena_push(c->arena, c->macro_texts, c->macro_count, c->macro_capacity, copy);
	return true;
}

static bool compile_grammar_line(struct compiler *c, struct str line)
{
	struct str pattern = line, head = str_trim(str_cut(&pattern, '='));
	if (!pattern.data)
		return complain(c, line, "expected FUNCTION = PATTERN");
	pattern = str_trim(pattern);
	if (str_starts(head, STR("let ")))
		return compile_macro(c, str_trim(str_slice(head, 4, head.length)), pattern);
	size_t rule;
	if (!find_name(rule_names, TR_COUNT, head, &rule))
		return complain(c, head, "no such function");
	struct frontier *frontier = arena_alloc(c->arena, sizeof *frontier);
	frontier->count = 1;
	frontier->nodes[0] = 0;
	struct str rest = pattern;
	if (!parse_alternatives(c, &rest, '\0', 0, frontier))
		return false;
	for (size_t i = 0; i < frontier->count; i++) {
		struct node *node = &c->nodes[frontier->nodes[i]];
		if (frontier->nodes[i] == 0)
			return complain(c, pattern, "this pattern can be empty");
		if (node->rule < 0) {
			node->rule = (int32_t)rule;
			node->line = (int32_t)c->line_number;
			node->context = str_starts(pattern, STR("["));
		}
	}
	return true;
}

/* --- both ----------------------------------------------------------------------------------- */

static bool compile_file(struct compiler *c, const char *folder, const char *name, bool (*compile_line)(struct compiler *, struct str))
{
	c->file = arena_printf(c->arena, "%s/%s", folder, name);
	struct buf text = {0};
	if (!file_read(c->file, 1 << 24, &text, c->error)) {
		buf_free(&text);
		c->error->kind = ERROR_LEXICON;
		return false;
	}
	struct str rest = {arena_copy(c->arena, text.data ? text.data : "", text.length), text.length};
	buf_free(&text);
	c->line_number = 0;
	while (rest.data) {
		struct str raw = str_cut(&rest, '\n');
		c->line_number++;
		c->line = raw;
		struct str line = str_trim(raw);
		if (line.length && line.data[0] != '#' && !compile_line(c, line))
			return false;
	}
	return true;
}

static int by_first_word(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;
	int order = str_compare(a->first, b->first);
	if (order)
		return order;
	if (a->words != b->words)
		return b->words - a->words;
	return (a->order > b->order) - (a->order < b->order);
}

static void write_entries(struct compiler *c, struct pack_writer *writer)
{
	qsort(c->entries, c->entry_count, sizeof *c->entries, by_first_word);
	size_t slot_count = 16;
	while (slot_count < c->entry_count * 2)
		slot_count *= 2;
	int32_t *rows = arena_zalloc(c->arena, c->entry_count * ENTRY_WIDTH, sizeof *rows);
	int32_t *slots = arena_zalloc(c->arena, slot_count, sizeof *slots);
	struct buf strings = {0};
	for (size_t i = 0; i < c->entry_count; i++) {
		const struct entry *entry = &c->entries[i];
		int32_t *row = rows + i * ENTRY_WIDTH;
		row[ENTRY_OFFSET] = (int32_t)strings.length;
		row[ENTRY_LENGTH] = (int32_t)entry->form.length;
		row[ENTRY_WORDS] = entry->words;
		row[ENTRY_CLASS] = entry->class_;
		memcpy(row + ENTRY_VALUE, entry->value, sizeof entry->value);
		buf_str(&strings, entry->form);
		if (i && str_equal(c->entries[i - 1].first, entry->first))
			continue;
		size_t slot = (size_t)str_hash(entry->first) & (slot_count - 1);
		while (slots[slot])
			slot = (slot + 1) & (slot_count - 1);
		slots[slot] = (int32_t)i + 1;
	}
	uint64_t dim[2] = {c->entry_count, ENTRY_WIDTH}, slot_dim = slot_count;
	pack_add(writer, "time/entries", PACK_I32, 2, dim, rows, c->entry_count * ENTRY_WIDTH * sizeof *rows);
	pack_add(writer, "time/slots", PACK_I32, 1, &slot_dim, slots, slot_count * sizeof *slots);
	pack_add_bytes(writer, "time/strings", buf_view(&strings));
	buf_free(&strings);
}

static void write_nodes(struct compiler *c, struct pack_writer *writer)
{
	int32_t *rows = arena_zalloc(c->arena, c->node_count * NODE_WIDTH, sizeof *rows);
	for (size_t i = 0; i < c->node_count; i++) {
		const struct node *node = &c->nodes[i];
		int32_t row[NODE_WIDTH] = {node->symbol, node->child, node->sibling, node->rule, node->line, node->context};
		memcpy(rows + i * NODE_WIDTH, row, sizeof row);
	}
	uint64_t dim[2] = {c->node_count, NODE_WIDTH};
	pack_add(writer, "time/nodes", PACK_I32, 2, dim, rows, c->node_count * NODE_WIDTH * sizeof *rows);
}

/* The root's children by symbol: [0] the one of SYMBOL_NOTHING, [1 + symbol] that symbol's; 0 for none. */
static void write_firsts(struct compiler *c, struct pack_writer *writer)
{
	uint64_t count = 1;
	for (int32_t child = c->nodes[0].child; child > 0; child = c->nodes[child].sibling)
		if (c->nodes[child].symbol >= 0 && (uint64_t)c->nodes[child].symbol + 2 > count)
			count = (uint64_t)c->nodes[child].symbol + 2;
	int32_t *firsts = arena_zalloc(c->arena, (size_t)count, sizeof *firsts);
	for (int32_t child = c->nodes[0].child; child > 0; child = c->nodes[child].sibling)
		firsts[c->nodes[child].symbol < 0 ? 0 : c->nodes[child].symbol + 1] = child;
	pack_add(writer, "time/firsts", PACK_I32, 1, &count, firsts, (size_t)count * sizeof *firsts);
}

bool timex_compile(const char *folder, struct pack_writer *writer, struct error *error)
{
	struct arena arena;
	arena_init(&arena);
	struct compiler c = {.arena = &arena, .error = error};
	map_init(&c.literals, &arena);
	map_init(&c.macros, &arena);
	add_node(&c, -1);
	bool ok = compile_file(&c, folder, "words.txt", compile_word_line) && compile_file(&c, folder, "grammar.txt", compile_grammar_line);
	if (ok) {
		write_entries(&c, writer);
		write_nodes(&c, writer);
		write_firsts(&c, writer);
	}
	arena_free(&arena);
	return ok;
}
