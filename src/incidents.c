#include "incidents.h"

#include <stdio.h>
#include <stdlib.h>

#include "incidents_parts.h"
#include "store/copy.h"

bool incidents_new(struct incidents **result, const struct kit *kit, struct store *store, struct error *error)
{
	struct incidents *incidents = *result = calloc(1, sizeof *incidents);
	if (!incidents)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	incidents->kit = kit;
	incidents->store = store;
	arena_init(&incidents->arena);
	incidents_drop(incidents);
	return true;
}

void incidents_free(struct incidents *incidents)
{
	if (incidents)
		arena_free(&incidents->arena);
	free(incidents);
}

void incidents_drop(struct incidents *incidents)
{
	const struct kit *kit = incidents->kit;
	struct store *store = incidents->store;
	struct arena arena = incidents->arena;
	arena_reset(&arena);
	*incidents = (struct incidents){.kit = kit, .store = store, .arena = arena};
	map_init(&incidents->days, &incidents->arena);
	map_init(&incidents->fresh_bins.known, &incidents->arena);
	map_init(&incidents->dirty.known, &incidents->arena);
}

struct str incidents_bin_name(struct incident_bin bin, char name[64])
{
	int length = snprintf(name, 64, "%d/%d/%d", bin.group, (int)bin.day, (int)bin.length);
	return (struct str){name, (size_t)length};
}

static void add_bin(struct incidents *incidents, struct bin_list *bins, struct incident_bin bin)
{
	bool added;
	char name[64];
	struct str key = incidents_bin_name(bin, name);
	if (map_get(&bins->known, key))
		return;
	map_put(&bins->known, (struct str){arena_copy(&incidents->arena, name, key.length), key.length}, 0, &added);
	arena_push(&incidents->arena, bins->list, bins->count, bins->capacity, bin);
}

/* --- noting --------------------------------------------------------------------------------- */

static void note_bins(struct incidents *incidents, struct incident_bin bin, int64_t event)
{
	incidents_add_key(incidents, &incidents->touched, event);
	if (bin.day == DAY_NONE)
		return;
	add_bin(incidents, &incidents->fresh_bins, bin);
	add_bin(incidents, &incidents->dirty, bin);
}

static struct str keep_bytes(struct buf *bytes, struct arena *arena)
{
	bool failed = bytes->failed;
	struct str kept = failed ? (struct str){0} : (struct str){arena_copy(arena, bytes->data ? bytes->data : "", bytes->length), bytes->length};
	buf_clear(bytes);
	return kept;
}

/* BYTES is the caller's: the arena may jump. */
static void sketch_events(const struct word_ranks *ranks, const struct document *document, struct buf *bytes, struct incident_notes *notes)
{
	struct arena *arena = document->arena;
	for (size_t i = 0; i < document->event_count; i++)
		notes->count += document->events[i].kind == RECORD_EVENT;
	if (!notes->count)
		return;
	struct signature signature = signature_of(document, ranks, arena);
	signature_write(&signature, bytes);
	notes->signature = keep_bytes(bytes, arena);
	notes->list = arena_alloc(arena, notes->count * sizeof *notes->list);
	struct incident_note *note = notes->list;
	for (size_t i = 0; i < document->event_count; i++) {
		if (document->events[i].kind != RECORD_EVENT)
			continue;
		struct sketch sketch = sketch_of_event(document, &document->events[i], ranks, arena);
		sketch_write(&sketch, bytes);
		*note++ = (struct incident_note){i, incident_bin_of(&sketch), keep_bytes(bytes, arena)};
	}
}

bool incidents_sketch(const struct word_ranks *ranks, const struct document *document, struct incident_notes *notes, struct error *error)
{
	struct buf bytes = {0};
	jmp_buf recover, *before = document->arena->recover;
	volatile bool ok = false;
	*notes = (struct incident_notes){0};
	if (setjmp(recover) == 0) {
		document->arena->recover = &recover;
		sketch_events(ranks, document, &bytes, notes);
		ok = true;
	}
	document->arena->recover = before;
	buf_free(&bytes);
	return ok || error_set(error, ERROR_SYSTEM, "out of memory for a document");
}

struct incident_notes incidents_copy_notes(const struct incident_notes *notes, struct arena *arena)
{
	struct incident_notes copy = {.count = notes->count};
	copy.signature = (struct str){arena_copy(arena, notes->signature.data, notes->signature.length), notes->signature.length};
	copy.list = arena_alloc(arena, notes->count * sizeof *copy.list);
	for (size_t i = 0; i < notes->count; i++) {
		const struct incident_note *note = &notes->list[i];
		copy.list[i] = (struct incident_note){note->record, note->bin, {arena_copy(arena, note->sketch.data, note->sketch.length), note->sketch.length}};
	}
	return copy;
}

bool incidents_note(struct incidents *incidents, const struct incident_notes *notes, int64_t key, struct error *error)
{
	int64_t first;
	if (!notes->count)
		return true;
	if (!store_first_event(incidents->store, key, &first, error) || !store_put_signature(incidents->store, key, notes->signature, error))
		return false;
	for (size_t i = 0; i < notes->count; i++) {
		const struct incident_note *note = &notes->list[i];
		int64_t event = first + (int64_t)note->record;
		if (!store_put_mention(incidents->store, event, note->bin.group, note->bin.day, note->bin.length, note->sketch, error))
			return false;
		note_bins(incidents, note->bin, event);
	}
	return true;
}

static bool copy_mention(struct incidents *incidents, const struct store_mention *row, int64_t event, struct error *error)
{
	note_bins(incidents, (struct incident_bin){row->day, row->length, (uint8_t)row->group}, event);
	return store_put_mention(incidents->store, event, row->group, row->day, row->length, row->sketch, error);
}

/* Records have keys that follow each other, in the order of the text, in both. */
bool incidents_copy(struct incidents *incidents, struct store *from, int64_t from_key, int64_t key, struct arena *arena, struct error *error)
{
	struct store_mentions rows;
	int64_t old, new;
	if (!store_mentions_of_document(from, from_key, arena, &rows, error) || !store_first_event(from, from_key, &old, error) ||
	    !store_first_event(incidents->store, key, &new, error))
		return false;
	if (rows.count && !store_put_signature(incidents->store, key, rows.list[0].signature, error))
		return false;
	for (size_t i = 0; i < rows.count; i++)
		if (!copy_mention(incidents, &rows.list[i], rows.list[i].event - old + new, error))
			return false;
	return true;
}

/* What followed the mentions that go, or lay with them, is looked at again. */
bool incidents_forget(struct incidents *incidents, int64_t key, struct error *error)
{
	struct store_mentions rows;
	if (!store_mentions_of_document(incidents->store, key, &incidents->arena, &rows, error))
		return false;
	for (size_t i = 0; i < rows.count; i++) {
		const struct store_mention *row = &rows.list[i];
		incidents_add_key(incidents, &incidents->touched, row->incident);
		if (row->day == DAY_NONE)
			continue;
		add_bin(incidents, &incidents->fresh_bins, (struct incident_bin){row->day, row->length, (uint8_t)row->group});
		add_bin(incidents, &incidents->dirty, (struct incident_bin){row->home, row->home_length, (uint8_t)row->group});
	}
	return store_drop_mentions(incidents->store, key, error);
}

bool incidents_note_source(struct incidents *incidents, int64_t key, struct error *error)
{
	(void)error;
	incidents_add_key(incidents, &incidents->sourced, key);
	return true;
}

/* --- homes ---------------------------------------------------------------------------------- */

static int by_bin(const void *a, const void *b)
{
	const struct incident_bin *x = a, *y = b;
	bool x_range = x->length > 1, y_range = y->length > 1;
	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	if (x_range != y_range)
		return x_range ? 1 : -1; /* ranges look at single days, never the other way round */
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return (x->length > y->length) - (x->length < y->length);
}

/* The days around DAY whose cards may draw one of DAY to them. */
static bool gather_neighbours(struct incidents *incidents, struct incident_bin bin, struct neighbour **out, size_t *count, struct error *error)
{
	struct day_cards *days;
	size_t capacity = 0;
	int32_t from = bin.length > 1 ? bin.day : bin.day - INCIDENT_LOOKS_BACK, to = bin.length > 1 ? bin.day + bin.length - 1 : bin.day - 1;
	*out = NULL;
	*count = 0;
	for (int32_t day = from; day <= to && to - from <= INCIDENT_LOOKS_BACK; day++) {
		if (!incidents_cards_of_day(incidents, bin.group, day, &days, error))
			return false;
		for (size_t i = 0; i < days->count; i++)
			arena_push(&incidents->arena, *out, *count, capacity, ((struct neighbour){card_told(&days->cards[i]), days->cards[i].home}));
	}
	return true;
}

static bool move_home(struct incidents *incidents, struct card *card, struct incident_bin home, bool *moved, struct error *error)
{
	if (incident_same_bin(card->home, home))
		return true;
	add_bin(incidents, &incidents->dirty, card->home);
	add_bin(incidents, &incidents->dirty, home);
	card->home = home;
	*moved = true;
	return store_set_home(incidents->store, card->row.event, home.day, home.length, error);
}

/* Find the homes of all cards whose own bin is BIN. */
static bool settle_homes(struct incidents *incidents, struct incident_bin bin, bool *moved, struct error *error)
{
	struct neighbour *others;
	struct day_cards *cards;
	size_t count;
	*moved = false;
	if (!incidents_cards_of_day(incidents, bin.group, bin.day, &cards, error) || !gather_neighbours(incidents, bin, &others, &count, error))
		return false;
	const struct neighbours *neighbours = incident_neighbours(others, count, &incidents->arena);
	for (size_t i = 0; i < cards->count; i++) {
		struct told told = card_told(&cards->cards[i]);
		if (!incident_same_bin(incident_bin_of(told.sketch), bin))
			continue;
		struct incident_bin home = incident_home(kit_incidents(incidents->kit), &told, neighbours, &incidents->arena);
		if (!move_home(incidents, &cards->cards[i], home, moved, error))
			return false;
	}
	return true;
}

/* The bins whose cards may look back on those of BIN: later days, and ranges around it. */
static void add_followers(struct incidents *incidents, struct bin_list *bins, struct incident_bin bin)
{
	if (bin.length > 1)
		return;
	for (int32_t i = 1; i <= INCIDENT_LOOKS_BACK; i++)
		add_bin(incidents, bins, (struct incident_bin){bin.day + i, 1, bin.group});
	for (int32_t length = 2; length <= INCIDENT_LOOKS_BACK + 1; length++)
		for (int32_t i = 0; i < length; i++)
			add_bin(incidents, bins, (struct incident_bin){bin.day - i, length, bin.group});
}

/* A home hangs on those of earlier days alone, so one pass by days is enough; it goes on as long as something moves. */
static bool settle_all_homes(struct incidents *incidents, struct error *error)
{
	struct bin_list bins = {0};
	bool moved;
	map_init(&bins.known, &incidents->arena);
	for (size_t i = 0; i < incidents->fresh_bins.count; i++) {
		add_bin(incidents, &bins, incidents->fresh_bins.list[i]);
		add_followers(incidents, &bins, incidents->fresh_bins.list[i]);
	}
	if (bins.count)
		qsort(bins.list, bins.count, sizeof *bins.list, by_bin);
	if (!incidents_read_days(incidents, &bins, error))
		return false;
	for (size_t i = 0; i < bins.count; i++) {
		size_t before = bins.count;
		if (!settle_homes(incidents, bins.list[i], &moved, error))
			return false;
		if (moved)
			add_followers(incidents, &bins, bins.list[i]);
		if (bins.count > before)
			qsort(bins.list + i + 1, bins.count - i - 1, sizeof *bins.list, by_bin);
	}
	return true;
}

/* --- parts ---------------------------------------------------------------------------------- */

static size_t find_card(const struct card *cards, size_t count, int64_t event)
{
	size_t i = 0;
	while (i < count && cards[i].row.event != event)
		i++;
	return i;
}

/* The choices of which both events are among CARDS. */
static struct incident_choice *choices_among(struct incidents *incidents, const struct store_choice *all, size_t all_count, const struct card *cards,
                                             size_t count, size_t *kept)
{
	struct incident_choice *choices = arena_alloc(&incidents->arena, (all_count + 1) * sizeof *choices);
	*kept = 0;
	for (size_t i = 0; i < all_count; i++) {
		size_t a = find_card(cards, count, all[i].a), b = find_card(cards, count, all[i].b);
		if (a < count && b < count && a != b)
			choices[(*kept)++] = (struct incident_choice){a, b, all[i].same};
	}
	return choices;
}

static bool set_part(struct incidents *incidents, const struct card *card, int64_t part, struct error *error)
{
	if (card->row.part == part && card->row.incident == part)
		return true;
	incidents_add_key(incidents, &incidents->touched, card->row.incident);
	incidents_add_key(incidents, &incidents->touched, part);
	return store_set_incident(incidents->store, card->row.event, part, part, error);
}

static bool settle_bin(struct incidents *incidents, const struct home_cards *home, const struct store_choice *choices, size_t choice_count, struct error *error)
{
	struct card *cards = home->cards;
	size_t kept, count = home->count;
	struct told *told = arena_alloc(&incidents->arena, (count + 1) * sizeof *told);
	size_t *founder = arena_alloc(&incidents->arena, (count + 1) * sizeof *founder);
	for (size_t i = 0; i < count; i++)
		told[i] = card_told(&cards[i]);
	struct incident_choice *own = choices_among(incidents, choices, choice_count, cards, count, &kept);
	incident_part_bin(kit_incidents(incidents->kit), told, count, own, kept, founder, &incidents->arena);
	for (size_t i = 0; i < count; i++) {
		incidents_add_key(incidents, &incidents->touched, cards[founder[i]].row.event);
		if (!set_part(incidents, &cards[i], cards[founder[i]].row.event, error))
			return false;
	}
	return true;
}

static bool row_of(struct incidents *incidents, int64_t event, struct card *card, struct error *error)
{
	struct store_mentions rows;
	struct card *cards;
	if (!store_mention_by_key(incidents->store, event, &incidents->arena, &rows, error) || !incidents_read_cards(incidents, &rows, &cards, error))
		return false;
	*card = rows.count ? cards[0] : (struct card){0};
	return true;
}

static bool reported_before(const struct card *a, const struct card *b)
{
	if (a->sketch.reported != b->sketch.reported)
		return a->sketch.reported < b->sketch.reported;
	return str_compare(a->sketch.event, b->sketch.event) < 0;
}

/* The incidents of A and B, of whatever days, become one, named after the first report of both. */
static bool join_incidents(struct incidents *incidents, int64_t a, int64_t b, struct error *error)
{
	struct card x, y, first, second;
	struct store_mentions rows;
	if (!row_of(incidents, a, &x, error) || !row_of(incidents, b, &y, error))
		return false;
	if (!x.row.event || !y.row.event || x.row.incident == y.row.incident)
		return true;
	if (!row_of(incidents, x.row.incident, &first, error) || !row_of(incidents, y.row.incident, &second, error))
		return false;
	struct card *name = reported_before(&first, &second) ? &first : &second, *other = name == &first ? &second : &first;
	if (!store_mentions_of_incident(incidents->store, other->row.event, &incidents->arena, &rows, error))
		return false;
	for (size_t i = 0; i < rows.count; i++)
		if (!store_set_incident(incidents->store, rows.list[i].event, rows.list[i].part, name->row.event, error))
			return false;
	incidents_add_key(incidents, &incidents->touched, name->row.event);
	incidents_add_key(incidents, &incidents->touched, other->row.event);
	return true;
}

/* Bins in which a choice lies are parted anew with every settling: a joined incident may reach over several. */
static bool add_chosen(struct incidents *incidents, int64_t event, struct error *error)
{
	struct card card;
	if (!row_of(incidents, event, &card, error) || !card.row.event)
		return error->kind == ERROR_NONE;
	if (card.home.day != DAY_NONE) {
		add_bin(incidents, &incidents->dirty, card.home);
		return true;
	}
	return set_part(incidents, &card, card.row.event, error);
}

static bool add_chosen_bins(struct incidents *incidents, const struct store_choice *choices, size_t count, struct error *error)
{
	for (size_t i = 0; i < count; i++)
		if (!add_chosen(incidents, choices[i].a, error) || !add_chosen(incidents, choices[i].b, error))
			return false;
	return true;
}

static bool refresh_touched(struct incidents *incidents, struct error *error)
{
	int64_t *more;
	size_t more_count;
	if (!store_incidents_of(incidents->store, incidents->sourced.list, incidents->sourced.count, &incidents->arena, &more, &more_count, error))
		return false;
	for (size_t i = 0; i < more_count; i++)
		incidents_add_key(incidents, &incidents->touched, more[i]);
	struct key_list *keys = &incidents->touched;
	incidents_sort_keys(keys);
	return store_refresh_incidents(incidents->store, keys->list, keys->count, &incidents->arena, error);
}

bool incidents_look_again(struct incidents *incidents, struct error *error)
{
	struct store_choice *choices;
	size_t count;
	return store_choices(incidents->store, &incidents->arena, &choices, &count, error) && add_chosen_bins(incidents, choices, count, error);
}

bool incidents_copy_choices(struct incidents *incidents, struct store *from, struct arena *arena, struct error *error)
{
	return store_copy_choices(from, incidents->store, arena, error) && incidents_look_again(incidents, error);
}

static bool settle(struct incidents *incidents, struct error *error)
{
	struct store_choice *choices;
	struct home_cards *homes;
	size_t count, home_count;
	if (!incidents->fresh_bins.count && !incidents->dirty.count && !incidents->touched.count && !incidents->sourced.count)
		return true;
	if (!settle_all_homes(incidents, error) || !store_choices(incidents->store, &incidents->arena, &choices, &count, error) ||
	    !add_chosen_bins(incidents, choices, count, error))
		return false;
	if (!incidents_read_homes(incidents, &homes, &home_count, error))
		return false;
	for (size_t i = 0; i < home_count; i++)
		if (!settle_bin(incidents, &homes[i], choices, count, error))
			return false;
	for (size_t i = 0; i < count; i++)
		if (choices[i].same && !join_incidents(incidents, choices[i].a, choices[i].b, error))
			return false;
	return refresh_touched(incidents, error);
}

bool incidents_settle(struct incidents *incidents, struct error *error)
{
	bool ok;
	jmp_buf recover;
	if (setjmp(recover) == 0) {
		incidents->arena.recover = &recover;
		ok = settle(incidents, error);
	} else {
		ok = error_set(error, ERROR_SYSTEM, "out of memory");
	}
	incidents->arena.recover = NULL;
	incidents_drop(incidents);
	return ok;
}
