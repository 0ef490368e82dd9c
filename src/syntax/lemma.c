/* lemma.c: train/FORMAT.md, section 6. */
#include "model.h"

#include "syntax.h"

#include "base/utf8.h"

enum { KEY_ROOM = 512 };

static bool open_index(struct text_index *index, const struct pack *pack, const char *name, struct error *error)
{
	struct pack_section section;
	if (!pack_need(pack, name, PACK_BYTES, &section, error))
		return false;
	if (!index_build(index, pack_text(&section), 2))
		return error_set(error, ERROR_LEXICON, "section %s of the model has a line with too few columns, or there is no memory", name);
	if (index->longest > KEY_ROOM)
		return error_set(error, ERROR_LEXICON, "section %s of the model has a key of more than %d bytes", name, KEY_ROOM);
	return true;
}

/* Every rule is "XPOS, suffix, cut, add" with a number in the third column. */
static bool check_rules(struct str text, struct error *error)
{
	for (size_t line = 1; text.data && text.length; line++) {
		struct str row = str_cut(&text, '\n');
		str_cut(&row, '\t');
		str_cut(&row, '\t');
		struct str cut = row.data ? str_cut(&row, '\t') : (struct str){0};
		uint64_t value;
		if (!row.data || !str_to_u64(cut, &value))
			return error_set(error, ERROR_LEXICON, "section lemma/rules of the model: line %zu is no rule", line);
	}
	return true;
}

bool lemma_open(struct lemma_tables *tables, const struct pack *pack, struct error *error)
{
	return open_index(&tables->dictionary, pack, "lemma/dict", error) && open_index(&tables->rules, pack, "lemma/rules", error) &&
	       check_rules(tables->rules.text, error);
}

void lemma_close(struct lemma_tables *tables)
{
	index_free(&tables->dictionary);
	index_free(&tables->rules);
}

/* FIRST, a tab, SECOND; empty when it does not fit (and so cannot be in the tables). */
static struct str join(char out[KEY_ROOM], struct str first, struct str second)
{
	if (first.length + second.length + 1 > KEY_ROOM)
		return (struct str){0};
	memcpy(out, first.data, first.length);
	out[first.length] = '\t';
	memcpy(out + first.length + 1, second.data, second.length);
	return (struct str){out, first.length + 1 + second.length};
}

static struct lemma_parts by_rule(const struct lemma_tables *tables, struct str key, struct str tag)
{
	char room[KEY_ROOM];
	size_t start = 0;
	if (key.length + tag.length + 1 > tables->rules.longest) /* no rule has so long a suffix */
		start = key.length + tag.length + 1 - tables->rules.longest;
	if (start > key.length)
		start = key.length;
	while (start < key.length && ((unsigned char)key.data[start] & 0xC0) == 0x80)
		start++;
	for (;; utf8_next(key, &start)) {
		struct str probe = join(room, tag, str_slice(key, start, key.length)), rest;
		if (probe.data && index_find(&tables->rules, probe, &rest) != SIZE_MAX) {
			uint64_t cut = 0;
			size_t end = key.length;
			str_to_u64(str_cut(&rest, '\t'), &cut);
			for (; cut > 0 && end > 0; cut--)
				utf8_previous(key, &end);
			return (struct lemma_parts){end, rest};
		}
		if (start >= key.length)
			return (struct lemma_parts){key.length, {"", 0}};
	}
}

static struct str key_of(const struct word_text *word, struct str tag)
{
	bool name = str_equal(tag, STR("NNP")) || str_equal(tag, STR("NNPS"));
	return name ? word->normal : word->lowered;
}

struct lemma_parts lemma_find(const struct lemma_tables *tables, const struct word_text *word, struct str tag)
{
	struct str key = key_of(word, tag), rest;
	char room[KEY_ROOM];
	struct str probe = join(room, key, tag);
	if (probe.data && index_find(&tables->dictionary, probe, &rest) != SIZE_MAX)
		return (struct lemma_parts){0, rest};
	return by_rule(tables, key, tag);
}

struct str lemma_join(struct lemma_parts parts, const struct word_text *word, struct str tag, struct arena *arena)
{
	struct str key = key_of(word, tag);
	if (parts.stem == 0)
		return parts.add;
	if (parts.add.length == 0)
		return str_slice(key, 0, parts.stem);
	char *out = arena_alloc(arena, parts.stem + parts.add.length);
	memcpy(out, key.data, parts.stem);
	memcpy(out + parts.stem, parts.add.data, parts.add.length);
	return (struct str){out, parts.stem + parts.add.length};
}

size_t syntax_lemmas(const void *model, struct str form, struct arena *arena, struct str *lemmas, size_t most)
{
	static const struct str tags[] = {STR("VBD"), STR("VBN"), STR("NNS")};
	const struct lemma_tables *tables = &((const struct syntax_model *)model)->lemma;
	struct word_text word = {form, form};
	size_t count = 0;
	for (; count < sizeof tags / sizeof *tags && count < most; count++)
		lemmas[count] = lemma_join(lemma_find(tables, &word, tags[count]), &word, tags[count], arena);
	return count;
}
