/* compile.c: lexicon/en/text/ -> the section "text/words". */
#include <stdlib.h>

#include "base/file.h"
#include "base/map.h"
#include "text/tables.h"

struct compiler {
	struct text_slot *slots; /* open addressing, at most half full */
	size_t slot_count, count;
	const char *file;
	size_t line;
	struct str source;
	struct error *error;
};

static bool fail(struct compiler *c, struct str at, const char *message)
{
	size_t column = at.data ? (size_t)(at.data - c->source.data) + 1 : 1;
	return error_at(c->error, ERROR_LEXICON, c->file, c->line, column, c->source, "%s: '%.*s'", message, STR_ARG(at));
}

static void insert(struct text_slot *slots, size_t slot_count, struct text_slot slot)
{
	size_t i = (size_t)(slot.key >> 20) & (slot_count - 1);
	while (slots[i].key)
		i = (i + 1) & (slot_count - 1);
	slots[i] = slot;
}

static bool grow(struct compiler *c)
{
	size_t slot_count = c->slot_count ? c->slot_count * 2 : 1024;
	struct text_slot *slots = calloc(slot_count, sizeof *slots);
	if (!slots)
		return error_set(c->error, ERROR_SYSTEM, "out of memory");
	for (size_t i = 0; i < c->slot_count; i++)
		if (c->slots[i].key)
			insert(slots, slot_count, c->slots[i]);
	free(c->slots);
	c->slots = slots;
	c->slot_count = slot_count;
	return true;
}

static bool add(struct compiler *c, uint64_t key, int32_t value, struct str word)
{
	if (c->count * 2 >= c->slot_count && !grow(c))
		return false;
	for (size_t i = (size_t)(key >> 20) & (c->slot_count - 1); c->slots[i].key; i = (i + 1) & (c->slot_count - 1))
		if (c->slots[i].key == key)
			return fail(c, word, "stands twice in this list");
	insert(c->slots, c->slot_count, (struct text_slot){key, value, 0});
	c->count++;
	return true;
}

static bool add_word(struct compiler *c, enum text_list list, struct str word, int32_t value)
{
	return add(c, text_key(list, text_hash(word.data, word.length)), value, word);
}

/* --- one kind of line each ------------------------------------------------------------------ */

typedef bool add_item(struct compiler *c, enum text_list list, int32_t value, struct str item);

static bool add_plain(struct compiler *c, enum text_list list, int32_t value, struct str item)
{
	return add_word(c, list, item, value);
}

static bool add_abbreviation(struct compiler *c, enum text_list list, int32_t value, struct str item)
{
	if (item.length < 2 || item.data[item.length - 1] != '.')
		return fail(c, item, "an abbreviation ends in a full stop");
	return add_word(c, list, str_slice(item, 0, item.length - 1), value);
}

/* "can+not": the word is "cannot" and its first part has three bytes. */
static bool add_contraction(struct compiler *c, enum text_list list, int32_t value, struct str item)
{
	char word[64];
	struct str rest = item, first = str_cut(&rest, '+');
	(void)value;
	if (!rest.data || str_empty(first) || str_empty(rest) || item.length > sizeof word)
		return fail(c, item, "a contraction is written first+second");
	memcpy(word, first.data, first.length);
	memcpy(word + first.length, rest.data, rest.length);
	uint64_t key = text_key(list, text_hash(word, item.length - 1));
	return add(c, key, (int32_t)first.length, item);
}

static const struct line_kind {
	const char *name;
	enum text_list list;
	int32_t value;
	add_item *add;
} line_kinds[] = {
	{"title", LIST_ABBREVIATION, ABBREVIATION_TITLE, add_abbreviation},
	{"plain", LIST_ABBREVIATION, ABBREVIATION_PLAIN, add_abbreviation},
	{"number", LIST_ABBREVIATION, ABBREVIATION_NUMBER, add_abbreviation},
	{"date", LIST_ABBREVIATION, ABBREVIATION_DATE, add_abbreviation},
	{"contraction", LIST_CONTRACTION, 0, add_contraction},
	{"clitic", LIST_CLITIC, 1, add_plain},
	{"elision", LIST_ELISION, 1, add_plain},
	{"prefix", LIST_PREFIX, 1, add_plain},
	{"suffix", LIST_SUFFIX, 1, add_plain},
	{"whole", LIST_WHOLE, 1, add_plain},
	{"unit", LIST_UNIT, 1, add_plain},
	{"amount", LIST_UNIT, 2, add_plain},
	{"starter", LIST_STARTER, 1, add_plain},
	{"emoticon", LIST_EMOTICON, 1, add_plain},
	{"domain", LIST_DOMAIN, 1, add_plain},
	{"extension", LIST_EXTENSION, 1, add_plain},
};

static struct str next_word(struct str *rest)
{
	*rest = str_trim(*rest);
	size_t end = 0;
	while (end < rest->length && !ascii_is_space((unsigned char)rest->data[end]))
		end++;
	struct str word = str_slice(*rest, 0, end);
	*rest = str_slice(*rest, end, rest->length);
	return word;
}

static bool word_line(struct compiler *c, struct str line)
{
	struct str name = next_word(&line), item;
	for (size_t k = 0; k < sizeof line_kinds / sizeof *line_kinds; k++) {
		if (!str_equal(name, str_of(line_kinds[k].name)))
			continue;
		while (!str_empty(item = next_word(&line)))
			if (!line_kinds[k].add(c, line_kinds[k].list, line_kinds[k].value, item))
				return false;
		return true;
	}
	return fail(c, name, "no such list");
}

static bool weight_value(struct str word, int32_t *weight)
{
	bool negative = str_starts(word, STR("-"));
	uint64_t value;
	if (!str_to_u64(negative ? str_slice(word, 1, word.length) : word, &value) || value == 0 || value > 1000000)
		return false;
	*weight = negative ? -(int32_t)value : (int32_t)value;
	return true;
}

/* "next=mr|cap 37" */
static bool weight_line(struct compiler *c, struct str line)
{
	struct str feature = next_word(&line), weight = next_word(&line), rest = feature;
	struct str name = str_cut(&rest, '=');
	unsigned number = 0;
	while (boundary_templates[number] && !str_equal(name, str_of(boundary_templates[number])))
		number++;
	if (!boundary_templates[number] || !rest.data)
		return fail(c, feature, "not a feature of the sentence splitter");
	int32_t value;
	if (!weight_value(weight, &value))
		return fail(c, weight, "the weight must be a whole number other than 0");
	uint64_t key = feature_start(number);
	while (rest.data) {
		struct str piece = str_cut(&rest, '|');
		key = feature_add(key, text_hash(piece.data, piece.length));
	}
	return add(c, text_key(LIST_BOUNDARY, key), value, feature);
}

static bool compile_file(struct compiler *c, const char *folder, const char *name, bool (*line_of)(struct compiler *, struct str))
{
	struct buf path = {0}, text = {0};
	buf_printf(&path, "%s/%s", folder, name);
	buf_byte(&path, '\0');
	c->file = path.data;
	c->line = 0;
	bool ok = !path.failed && file_read(path.data, 0, &text, c->error);
	if (!ok)
		c->error->kind = ERROR_LEXICON;
	struct str rest = buf_view(&text);
	while (ok && rest.data) {
		c->source = str_cut(&rest, '\n');
		c->line++;
		struct str line = str_trim(c->source);
		ok = str_empty(line) || line.data[0] == '#' || line_of(c, line);
	}
	buf_free(&text);
	buf_free(&path);
	return ok;
}

bool text_compile(const char *folder, struct pack_writer *writer, struct error *error)
{
	static const struct {
		const char *name;
		bool (*line_of)(struct compiler *, struct str);
	} files[] = {
		{"abbreviations.txt", word_line}, {"words.txt", word_line}, {"web.txt", word_line}, {"boundary.txt", weight_line},
	};
	struct compiler c = {.error = error};
	bool ok = grow(&c);
	for (size_t i = 0; ok && i < sizeof files / sizeof *files; i++)
		ok = compile_file(&c, folder, files[i].name, files[i].line_of);
	if (ok) {
		struct str bytes = {(const char *)c.slots, c.slot_count * sizeof *c.slots};
		pack_add_bytes(writer, TEXT_SECTION, bytes);
	}
	free(c.slots);
	return ok;
}

bool text_open(struct text_tables *tables, const struct pack *pack, struct error *error)
{
	memset(tables, 0, sizeof *tables);
	if (!pack_need(pack, TEXT_SECTION, PACK_BYTES, &tables->sections[0], error))
		return false;
	const struct text_slot *slots = tables->sections[0].data;
	size_t count = tables->sections[0].length / sizeof *slots;
	bool some_free = false; /* a search ends at a free slot: one must be there */
	for (size_t i = 0; i < count && !some_free; i++)
		some_free = slots[i].key == 0;
	if (!some_free || (count & (count - 1)) || tables->sections[0].length % sizeof *slots)
		return error_set(error, ERROR_LEXICON, "the section %s of the pack is misshapen", TEXT_SECTION);
	return true;
}
