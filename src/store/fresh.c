/* fresh.c: see fresh.h. */
#include "store/fresh.h"

#include <stdlib.h>

#include "store/parts.h"

static void make_ready(struct store *store)
{
	struct fresh *fresh = &store->fresh;
	if (fresh->ready)
		return;
	*fresh = (struct fresh){.ready = true};
	arena_init(&fresh->arena);
	map_init(&fresh->known, &fresh->arena);
	map_init(&fresh->marked, &fresh->arena);
}

void fresh_forget(struct store *store)
{
	if (store->fresh.ready)
		arena_free(&store->fresh.arena);
	store->fresh.ready = false;
}

static struct str copy(struct fresh *fresh, struct str text)
{
	return (struct str){arena_copy(&fresh->arena, text.data, text.length), text.length};
}

static struct str name_of(char name[1 + sizeof(int64_t)], char what, int64_t key)
{
	name[0] = what;
	memcpy(name + 1, &key, sizeof key);
	return (struct str){name, 1 + sizeof key};
}

/* --- documents and events -------------------------------------------------------------------- */

static void begin_document(struct fresh *fresh, const struct document *document, int64_t key, bool is_new)
{
	fresh->replaces |= !is_new;
	struct fresh_document one = {.key = key, .day = document->article.day, .is_new = is_new, .id = copy(fresh, document->id)};
	arena_push(&fresh->arena, fresh->documents, fresh->document_count, fresh->document_capacity, one);
}

void fresh_begin_document(struct store *store, const struct document *document, int64_t key, bool is_new)
{
	make_ready(store);
	WITH_RECOVERY(store, &store->fresh.arena, begin_document(&store->fresh, document, key, is_new));
}

/* The index of KEY's vote in VOTES; *ADDED: it is still to be filled. */
static size_t vote_of(struct fresh *fresh, struct votes *votes, char what, int64_t key, bool *added)
{
	char name[1 + sizeof key];
	struct map_entry *known = map_get(&fresh->known, name_of(name, what, key));
	*added = !known;
	if (known)
		return known->value;
	map_put(&fresh->known, copy(fresh, name_of(name, what, key)), votes->count, NULL);
	arena_push(&fresh->arena, votes->list, votes->count, votes->capacity, ((struct vote){.key = key, .count = 1}));
	return votes->count - 1;
}

/* With blanks between, as write_contexts has them. */
static struct str contexts_of(struct fresh *fresh, const struct event *event)
{
	size_t length = 0;
	for (size_t i = 0; i < event->context_count; i++)
		length += event->contexts[i].length + (i > 0);
	char *text = arena_alloc(&fresh->arena, length + 1);
	length = 0;
	for (size_t i = 0; i < event->context_count; i++) {
		if (i)
			text[length++] = ' ';
		memcpy(text + length, event->contexts[i].data, event->contexts[i].length);
		length += event->contexts[i].length;
	}
	return (struct str){text, length};
}

static size_t code_of(struct fresh *fresh, const struct event *event, int64_t key)
{
	bool added;
	size_t index = vote_of(fresh, &fresh->codes, 'c', key, &added);
	struct vote *vote = &fresh->codes.list[index];
	if (!added)
		return index;
	vote->type = copy(fresh, event->type);
	vote->mode = copy(fresh, event->mode);
	vote->cameo = copy(fresh, event->cameo);
	vote->goldstein = event->goldstein;
	vote->contexts = contexts_of(fresh, event);
	return index;
}

static size_t place_of(struct fresh *fresh, const struct place *place, int64_t key)
{
	bool added;
	if (!key || !place->resolved)
		return 0;
	size_t index = vote_of(fresh, &fresh->places, 'p', key, &added);
	struct vote *vote = &fresh->places.list[index];
	if (added) {
		vote->precision = place->precision;
		vote->name = copy(fresh, place->name);
		vote->country = copy(fresh, place->country);
		vote->lat = place->lat;
		vote->lon = place->lon;
	}
	return index + 1;
}

static void add_tolls(struct fresh_event *fresh, const struct event *event)
{
	fresh->killed = fresh->wounded = RANGE_NONE;
	for (size_t i = 0; i < event->count_count; i++) {
		const struct count *count = &event->counts[i];
		int64_t high = count->high >= 0 ? count->high : count->low;
		if (count->kind == COUNT_KILLED)
			range_widen(&fresh->killed, count->low, high);
		if (count->kind == COUNT_WOUNDED)
			range_widen(&fresh->wounded, count->low, high);
	}
}

static void add_event(struct fresh *fresh, const struct event *event, int64_t key, int64_t code, int64_t place)
{
	struct fresh_event one = {.key = key, .document = fresh->document_count - 1, .factuality = (int)event->factuality};
	one.code = code_of(fresh, event, code);
	one.place = place_of(fresh, &event->place, place);
	one.id = copy(fresh, event->id);
	add_tolls(&one, event);
	arena_push(&fresh->arena, fresh->events, fresh->event_count, fresh->event_capacity, one);
}

void fresh_add_event(struct store *store, const struct event *event, int64_t key, int64_t code, int64_t place)
{
	if (store->fresh.document_count)
		WITH_RECOVERY(store, &store->fresh.arena, add_event(&store->fresh, event, key, code, place));
}

int64_t fresh_first(const struct store *store)
{
	return store->fresh.ready && store->fresh.event_count ? store->fresh.events[0].key : INT64_MAX;
}

const struct fresh_event *fresh_event(const struct store *store, int64_t key)
{
	const struct fresh *fresh = &store->fresh;
	size_t low = 0, high = fresh->ready ? fresh->event_count : 0;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (fresh->events[middle].key == key)
			return &fresh->events[middle];
		if (fresh->events[middle].key < key)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static struct fresh_document *document_of(const struct store *store, int64_t key)
{
	const struct fresh *fresh = &store->fresh;
	for (size_t i = fresh->ready ? fresh->document_count : 0; i > 0; i--)
		if (fresh->documents[i - 1].key == key)
			return &fresh->documents[i - 1];
	return NULL;
}

bool fresh_has_document(const struct store *store, int64_t key)
{
	return document_of(store, key) != NULL;
}

/* --- marks ----------------------------------------------------------------------------------- */

static void mark(struct store *store, char what, int64_t key)
{
	char name[1 + sizeof key];
	make_ready(store);
	struct fresh *fresh = &store->fresh;
	if (map_get(&fresh->marked, name_of(name, what, key)))
		return;
	WITH_RECOVERY(store, &fresh->arena, map_put(&fresh->marked, copy(fresh, name_of(name, what, key)), 1, NULL));
}

void fresh_mark_source(struct store *store, int64_t document)
{
	mark(store, 's', document);
}

void fresh_mark_mixed(struct store *store, int64_t incident)
{
	mark(store, 'm', incident);
}

bool fresh_is_marked(const struct store *store, char what, int64_t key)
{
	char name[1 + sizeof key];
	return store->fresh.ready && map_get(&store->fresh.marked, name_of(name, what, key));
}

/* --- mentions -------------------------------------------------------------------------------- */

void fresh_put_signature(struct store *store, int64_t document, struct str bytes)
{
	struct fresh_document *fresh = document_of(store, document);
	if (fresh)
		WITH_RECOVERY(store, &store->fresh.arena, fresh->signature = copy(&store->fresh, bytes));
}

static void put_mention(struct fresh *fresh, const struct fresh_mention *mention)
{
	struct fresh_mention one = *mention;
	one.sketch = copy(fresh, mention->sketch);
	arena_push(&fresh->arena, fresh->mentions, fresh->mention_count, fresh->mention_capacity, one);
}

void fresh_put_mention(struct store *store, const struct fresh_mention *mention)
{
	WITH_RECOVERY(store, &store->fresh.arena, put_mention(&store->fresh, mention));
}

struct fresh_mention *fresh_mention(const struct store *store, int64_t event)
{
	const struct fresh *fresh = &store->fresh;
	size_t low = 0, high = fresh->ready ? fresh->mention_count : 0;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (fresh->mentions[middle].event == event)
			return &fresh->mentions[middle];
		if (fresh->mentions[middle].event < event)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

bool fresh_is_written(const struct store *store, const struct fresh_mention *mention)
{
	return (size_t)(mention - store->fresh.mentions) < store->fresh.written;
}

void mention_write(struct store *store, const struct fresh_mention *mention)
{
	struct statement s = sql_use(&store->sql, "INSERT INTO mention (event, \"group\", day, length, home, home_length, part, incident, sketch) "
		"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
	sql_int(&s, mention->event);
	sql_int(&s, mention->group);
	sql_int_if(&s, mention->day != DAY_NONE, mention->day);
	sql_int(&s, mention->length);
	sql_int_if(&s, mention->home != DAY_NONE, mention->home);
	sql_int(&s, mention->home_length);
	sql_int(&s, mention->part);
	sql_int(&s, mention->incident);
	sql_blob(&s, mention->sketch);
	sql_run(&s);
}

void fresh_write(struct store *store)
{
	struct fresh *fresh = &store->fresh;
	for (; fresh->ready && fresh->written < fresh->mention_count && sql_ok(&store->sql); fresh->written++)
		mention_write(store, &fresh->mentions[fresh->written]);
}

/* --- as if they were read ---------------------------------------------------------------------- */

static bool is_among(const int64_t *list, size_t count, int64_t number)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (list[middle] < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && list[low] == number;
}

static struct store_mention row_of(const struct fresh *fresh, const struct fresh_mention *mention, const struct fresh_event *event)
{
	const struct fresh_document *document = &fresh->documents[event->document];
	return (struct store_mention){.event = mention->event, .document = document->key, .event_id = event->id, .document_id = document->id,
	                              .group = mention->group, .length = mention->length, .home_length = mention->home_length,
	                              .day = mention->day, .home = mention->home, .part = mention->part, .incident = mention->incident,
	                              .sketch = mention->sketch, .signature = document->signature};
}

static int by_event(const struct store_mention *a, const struct store_mention *b)
{
	return (a->event > b->event) - (a->event < b->event);
}

static int by_day(const void *x, const void *y)
{
	const struct store_mention *a = x, *b = y;
	int order = (a->day > b->day) - (a->day < b->day);
	return order ? order : by_event(a, b);
}

static int by_home(const void *x, const void *y)
{
	const struct store_mention *a = x, *b = y;
	int order = (a->home > b->home) - (a->home < b->home);
	order = order ? order : a->home_length - b->home_length;
	return order ? order : by_event(a, b);
}

static void append(struct store *store, bool home, int group, const int64_t *days, size_t count, struct arena *arena, struct store_mentions *rows)
{
	const struct fresh *fresh = &store->fresh;
	size_t before = rows->count, capacity = rows->count;
	for (size_t i = fresh->written; i < fresh->mention_count; i++) {
		const struct fresh_mention *mention = &fresh->mentions[i];
		int32_t day = home ? mention->home : mention->day;
		const struct fresh_event *event = mention->group == group && day != DAY_NONE && is_among(days, count, day) ? fresh_event(store, mention->event) : NULL;
		if (event)
			arena_push(arena, rows->list, rows->count, capacity, row_of(fresh, mention, event));
	}
	if (rows->count > before)
		qsort(rows->list, rows->count, sizeof *rows->list, home ? by_home : by_day);
}

void fresh_append(struct store *store, bool home, int group, const int64_t *days, size_t count, struct arena *arena, struct store_mentions *rows)
{
	if (store->fresh.ready)
		WITH_RECOVERY(store, arena, append(store, home, group, days, count, arena, rows));
}
