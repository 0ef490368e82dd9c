/* near.c: what somebody may have meant by a name that nothing is known of. */
#include "answer.h"

enum { NEAR_MOST = 5, NEAR_LENGTH = 64 }; /* suggestions; bytes of a name that is compared letter by letter */

struct near {
	struct str name; /* as it is shown */
	size_t distance;
};

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Letters to change, add, drop or swap with their neighbour between A and B; MOST + 1 when there are more than MOST. */
static size_t edit_distance(struct str a, struct str b, size_t most)
{
	size_t rows[3][NEAR_LENGTH + 1];
	size_t *before = rows[0], *last = rows[1], *now = rows[2];
	if (a.length > NEAR_LENGTH || b.length > NEAR_LENGTH || a.length > b.length + most || b.length > a.length + most)
		return most + 1;
	for (size_t j = 0; j <= b.length; j++)
		last[j] = before[j] = j;
	for (size_t i = 1; i <= a.length; i++) {
		size_t best = now[0] = i;
		for (size_t j = 1; j <= b.length; j++) {
			now[j] = least(least(last[j], now[j - 1]) + 1, last[j - 1] + (a.data[i - 1] != b.data[j - 1]));
			if (i > 1 && j > 1 && a.data[i - 1] == b.data[j - 2] && a.data[i - 2] == b.data[j - 1])
				now[j] = least(now[j], before[j - 2] + 1);
			best = least(best, now[j]);
		}
		if (best > most)
			return most + 1;
		size_t *free_row = before;
		before = last;
		last = now;
		now = free_row;
	}
	return last[b.length];
}

/* Is KEY some of NAME's words, one behind the other? */
static bool is_among_words(struct str name, struct str key)
{
	size_t at = str_find(name, key, 0);
	return at != SIZE_MAX && (at == 0 || name.data[at - 1] == ' ') && (at + key.length == name.length || name.data[at + key.length] == ' ');
}

/* The entity's name; behind it in brackets the name that is written alike, where that is another one. */
static struct str shown_name(const struct entity_lexicon *lexicon, const struct name_entry *name, struct str key, struct arena *arena)
{
	char full[KEY_MAX];
	if (name->flags & NAME_AGENT)
		return key;
	struct str shown = lexicon_entity_name(lexicon, name->target);
	bool same = str_equal((struct str){full, words_key(arena, shown, full, NULL)}, key);
	return same ? shown : str_of(arena_printf(arena, "%.*s (%.*s)", STR_ARG(shown), STR_ARG(key)));
}

/* In order of distance, each name once, NEAR_MOST at most. */
static void keep(struct near *kept, size_t *count, struct near candidate)
{
	for (size_t i = 0; i < *count; i++) {
		if (!str_equal(kept[i].name, candidate.name))
			continue;
		if (kept[i].distance <= candidate.distance)
			return;
		memmove(&kept[i], &kept[i + 1], (--*count - i) * sizeof *kept);
		break;
	}
	size_t at = *count;
	while (at > 0 && kept[at - 1].distance > candidate.distance)
		at--;
	if (at == NEAR_MOST)
		return;
	*count -= *count == NEAR_MOST;
	memmove(&kept[at + 1], &kept[at], (*count - at) * sizeof *kept);
	kept[at] = candidate;
	++*count;
}

void answer_near(const struct entity_lexicon *lexicon, struct str key, struct arena *arena, struct entity_answer *answer)
{
	struct near kept[NEAR_MOST];
	size_t count = 0, most = key.length < 3 ? 0 : key.length < 6 ? 1 : key.length < 12 ? 2 : 3;
	for (size_t i = 0; i < lexicon->name_count && key.length > 0; i++) {
		const struct name_entry *name = &lexicon->names[i];
		struct str text = str_slice(lexicon->strings, name->text, (size_t)name->text + name->length);
		if (name->flags & (NAME_GIVEN | NAME_REGION | NAME_PREFIX) || str_starts(text, STR("#")))
			continue;
		size_t distance = edit_distance(text, key, most);
		if (distance > most && is_among_words(text, key))
			distance = most + 1; /* "Khalifa": some words of longer names */
		else if (distance > most)
			continue;
		keep(kept, &count, (struct near){shown_name(lexicon, name, text, arena), distance});
	}
	answer->near = arena_alloc(arena, (count + 1) * sizeof *answer->near);
	for (size_t i = 0; i < count; i++)
		answer->near[i] = kept[i].name;
	answer->near_count = count;
}
