/* key.c: names as they are compared. */
#include "base/utf8.h"
#include "place/gazetteer.h"

/* A few words that are written in two ways. */
static struct str same_word(struct str word)
{
	static const struct { struct str from, to; } pairs[] = {
		{{"saint", 5}, {"st", 2}}, {{"sainte", 6}, {"st", 2}}, {{"ste", 3}, {"st", 2}}, {{"fort", 4}, {"ft", 2}},
		{{"mount", 5}, {"mt", 2}}, {{"&", 1}, {"and", 3}},
	};
	char first = word.data[0];
	if (first != 's' && first != 'f' && first != 'm' && first != '&')
		return word;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (str_equal(word, pairs[i].from))
			return pairs[i].to;
	return word;
}

static bool is_dropped(char c)
{
	return c == '\'' || c == '.' || c == '"' || c == ',';
}

struct str place_key(struct arena *arena, struct str name, char *out)
{
	struct str folded = utf8_fold(arena, name);
	char word[KEY_MOST];
	size_t length = 0, in_word = 0;
	for (size_t i = 0; i <= folded.length; i++) {
		char c = i < folded.length ? folded.data[i] : ' ';
		if (is_dropped(c))
			continue;
		if (c != ' ' && c != '-') {
			if (in_word == sizeof word)
				return (struct str){out, 0};
			word[in_word++] = c;
			continue;
		}
		if (!in_word)
			continue;
		struct str same = same_word((struct str){word, in_word});
		if (length + 1 + same.length > KEY_MOST)
			return (struct str){out, 0};
		if (length)
			out[length++] = ' ';
		memcpy(out + length, same.data, same.length);
		length += same.length;
		in_word = 0;
	}
	return (struct str){out, length};
}

/* Without the article that names from Arabic are written with or without. */
static struct str without_article(struct str key)
{
	static const char *const articles[] = {"al ", "el ", "ad ", "az ", "as ", "ash ", "at ", "an ", "ar ", "ed ", "es ", "the "};
	if (key.length < 3 || (key.data[2] != ' ' && key.data[0] != 'a' && key.data[0] != 't'))
		return key;
	for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
		if (str_starts(key, str_of(articles[i])))
			return str_slice(key, strlen(articles[i]), key.length);
	return key;
}

struct str place_loose_key(struct str key, char *out)
{
	struct str rest = without_article(key);
	size_t length = 0;
	out[length++] = '~'; /* no key of place_key starts so: the two kinds share one index */
	for (size_t i = 0; i < rest.length && length < KEY_MOST; i++) {
		char c = rest.data[i], next = i + 1 < rest.length ? rest.data[i + 1] : ' ';
		if (c == ' ' || (c == 'h' && next == ' ') || c == next)
			continue;
		if (c == 'o' && next == 'u')
			continue;
		out[length++] = c == 'y' ? 'i' : c == 'q' ? 'k' : c;
	}
	return (struct str){out, length >= 5 ? length : 0};
}
