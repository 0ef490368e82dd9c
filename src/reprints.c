#include "reprints.h"

#include "base/map.h"

struct node { /* an article of the database or of the newcomers */
	int64_t key;    /* 0: a newcomer's, */
	size_t item;    /* its index; else REPRINTS_NONE */
	struct wording wording;
	struct likeness likeness; /* wording's, once it was read */
	bool kept;      /* a newcomer's: coded whatever it repeats */
	bool placed;    /* it is in the lists of its bands; else no more than an original's key is known */
	bool asked;     /* the database was asked for all that have its bands */
	size_t original; /* itself where it is coded */
	int64_t before; /* the key of the original that the database has; 0: it is coded there */
	bool changed;
	size_t met;     /* the last search that met it */
};

struct band {
	size_t *nodes;
	size_t count, capacity;
};

struct search {
	struct store *store, *other;
	struct arena *arena;
	struct error *error;
	struct node **nodes;
	size_t count, capacity;
	struct map keys, ids, bands, members; /* to nodes; to bands; band and node */
	struct band *band_list;
	size_t band_count, band_capacity;
	size_t searches;
	size_t *queue; /* nodes whose original changed: what repeats them is looked at */
	size_t queue_count, queue_capacity;
};

struct found {
	size_t *nodes;
	size_t count, capacity;
};

/* --- nodes --------------------------------------------------------------------------------- */

static struct str number_key(const int64_t *numbers, size_t count, struct arena *arena)
{
	return (struct str){arena_copy(arena, (const char *)numbers, count * sizeof *numbers), count * sizeof *numbers};
}

static size_t new_node(struct search *search, int64_t key)
{
	struct node *node = arena_zalloc(search->arena, 1, sizeof *node);
	*node = (struct node){.key = key, .item = REPRINTS_NONE, .original = search->count};
	arena_push(search->arena, search->nodes, search->count, search->capacity, node);
	return search->count - 1;
}

static size_t node_of_key(struct search *search, int64_t key)
{
	bool added;
	struct map_entry *entry = map_put(&search->keys, number_key(&key, 1, search->arena), search->count, &added);
	return added ? new_node(search, key) : entry->value;
}

static void join_band(struct search *search, int64_t band, size_t node)
{
	bool added;
	map_put(&search->members, number_key((const int64_t[]){band, (int64_t)node}, 2, search->arena), 0, &added);
	if (!added)
		return;
	size_t index = map_put(&search->bands, number_key(&band, 1, search->arena), search->band_count, &added)->value;
	if (added)
		arena_push(search->arena, search->band_list, search->band_count, search->band_capacity, ((struct band){0}));
	struct band *members = &search->band_list[index];
	arena_push(search->arena, members->nodes, members->count, members->capacity, node);
}

static void place_row(struct search *search, const struct store_worded *row)
{
	size_t index = node_of_key(search, row->key);
	struct node *node = search->nodes[index];
	join_band(search, row->band, index);
	if (node->placed)
		return;
	node->placed = true;
	node->wording = (struct wording){NULL, row->day, row->id};
	node->before = row->original;
	map_put(&search->ids, row->id, index, NULL);
	if (row->original)
		node->original = node_of_key(search, row->original);
}

/* --- reading ------------------------------------------------------------------------------- */

/* Days around DAY of which another may be told in the same words; wide enough for what is near to what is near. */
static void widen(struct store_bands *bands, int32_t day)
{
	int32_t from = day == DAY_NONE || day < INT32_MIN + 2 * NEAR_DAYS ? INT32_MIN : day - 2 * NEAR_DAYS;
	int32_t to = day == DAY_NONE || day > INT32_MAX - 2 * NEAR_DAYS ? INT32_MAX : day + 2 * NEAR_DAYS;
	bands->from = bands->count && bands->from < from ? bands->from : from;
	bands->to = bands->count && bands->to > to ? bands->to : to;
}

static bool read_bands(struct search *search, const struct store_bands *bands)
{
	struct store_worded *rows;
	size_t count;
	if (!store_sharing(search->store, bands, search->arena, &rows, &count, search->error))
		return false;
	for (size_t i = 0; i < count; i++)
		place_row(search, &rows[i]);
	return true;
}

static bool read_wording(struct search *search, struct node *node)
{
	if (node->wording.likeness)
		return true;
	node->wording.likeness = &node->likeness;
	return store_likeness(search->store, node->key, search->arena, &node->likeness, search->error);
}

static bool ask_for(struct search *search, struct node *node)
{
	if (node->asked)
		return true;
	node->asked = true;
	if (!read_wording(search, node))
		return false;
	struct store_bands bands = {.list = node->likeness.bands};
	widen(&bands, node->wording.day);
	bands.count = node->likeness.band_count;
	return read_bands(search, &bands);
}

static bool ask_for_all(struct search *search, const struct reprint *list, size_t count)
{
	int64_t *all = arena_alloc(search->arena, (count * LIKENESS_BANDS + 1) * sizeof *all);
	struct store_bands bands = {.list = all};
	for (size_t i = 0; i < count; i++) {
		const struct likeness *likeness = list[i].wording.likeness;
		if (likeness->band_count)
			widen(&bands, list[i].wording.day);
		for (size_t k = 0; k < likeness->band_count; k++)
			all[bands.count++] = likeness->bands[k];
	}
	return read_bands(search, &bands);
}

/* --- comparing ----------------------------------------------------------------------------- */

/* Those that share a band with NODE, and are of about its day. */
static struct found gather(struct search *search, const struct node *node)
{
	struct found found = {0};
	size_t mark = ++search->searches;
	for (size_t i = 0; i < node->wording.likeness->band_count; i++) {
		struct str name = {(const char *)&node->wording.likeness->bands[i], sizeof node->wording.likeness->bands[i]};
		const struct map_entry *entry = map_get(&search->bands, name);
		const struct band *band = entry ? &search->band_list[entry->value] : &(struct band){0};
		for (size_t k = 0; k < band->count; k++) {
			struct node *other = search->nodes[band->nodes[k]];
			if (other == node || other->met == mark || !wording_near_days(other->wording.day, node->wording.day))
				continue;
			other->met = mark;
			arena_push(search->arena, found.nodes, found.count, found.capacity, band->nodes[k]);
		}
	}
	return found;
}

static bool is_copy(struct search *search, struct node *a, struct node *b)
{
	return read_wording(search, a) && read_wording(search, b) && wording_copies(&a->wording, &b->wording);
}

static bool have_one_original(const struct search *search, const struct found *found)
{
	for (size_t i = 1; i < found->count; i++)
		if (search->nodes[found->nodes[i]]->original != search->nodes[found->nodes[0]]->original)
			return false;
	return true;
}

/* The first that NODE is a copy of, or, which comes to the same, any where all have one original; REPRINTS_NONE where there is none. KNOWN: the
 * key of one that it is a copy of, or 0. */
static size_t find_first(struct search *search, struct node *node, int64_t known)
{
	struct found found = gather(search, node);
	bool any = have_one_original(search, &found);
	size_t best = REPRINTS_NONE;
	for (size_t i = 0; i < found.count && any && known; i++)
		if (search->nodes[found.nodes[i]]->key == known)
			return found.nodes[i];
	for (size_t i = 0; i < found.count && (!any || best == REPRINTS_NONE); i++) {
		struct node *other = search->nodes[found.nodes[i]];
		if (is_copy(search, node, other) && (best == REPRINTS_NONE || wording_comes_first(&other->wording, &search->nodes[best]->wording)))
			best = found.nodes[i];
	}
	return best;
}

/* --- what a newcomer changes ---------------------------------------------------------------- */

static bool is_judged(struct search *search, const struct node *node, bool *judged)
{
	struct store_entry entry = {0};
	*judged = node->kept;
	if (node->key && !store_is_judged(search->store, node->key, judged, search->error))
		return false;
	if (!node->key || *judged || !search->other)
		return true;
	return store_find(search->other, node->wording.id, &entry, search->error) &&
	       (!entry.key || store_is_judged(search->other, entry.key, judged, search->error));
}

/* INDEX was coded and is a copy of something of ORIGINAL: with it go its own copies, those that were read and, by store_uncode, all others. */
static bool make_copy(struct search *search, size_t index, size_t original)
{
	bool judged;
	if (!is_judged(search, search->nodes[index], &judged))
		return false;
	for (size_t i = 0; i < search->count && !judged; i++)
		if (search->nodes[i]->original == index) {
			search->nodes[i]->original = original;
			search->nodes[i]->changed = true;
		}
	return true;
}

static bool look_again(struct search *search, size_t index)
{
	struct node *node = search->nodes[index];
	if (!ask_for(search, node))
		return false;
	size_t first = find_first(search, node, 0);
	size_t original = first == REPRINTS_NONE ? index : search->nodes[first]->original;
	if (original == node->original)
		return true;
	if (node->original == index)
		return make_copy(search, index, original);
	node->original = original;
	node->changed = true;
	arena_push(search->arena, search->queue, search->queue_count, search->queue_capacity, index);
	return true;
}

static bool look_at_copies_of(struct search *search, size_t index)
{
	struct node *node = search->nodes[index];
	if (!ask_for(search, node))
		return false;
	struct found found = gather(search, node);
	for (size_t i = 0; i < found.count && !search->error->kind; i++) {
		struct node *other = search->nodes[found.nodes[i]];
		if (other->original != node->original && is_copy(search, other, node) && !look_again(search, found.nodes[i]))
			return false;
	}
	return !search->error->kind;
}

static bool place(struct search *search, struct reprint *item, size_t number)
{
	if (map_get(&search->ids, item->wording.id)) {
		item->fate = REPRINT_THERE;
		return true;
	}
	size_t index = new_node(search, 0);
	struct node *node = search->nodes[index];
	node->wording = item->wording;
	node->placed = node->asked = true;
	node->kept = item->kept;
	size_t first = item->kept ? REPRINTS_NONE : find_first(search, node, item->known);
	item->fate = first != REPRINTS_NONE ? REPRINT_COPY : item->coded ? REPRINT_FIRST : REPRINT_LEFT;
	if (search->error->kind || item->fate == REPRINT_LEFT)
		return !search->error->kind;
	node->item = number;
	node->original = first == REPRINTS_NONE ? index : search->nodes[first]->original;
	map_put(&search->ids, item->wording.id, index, NULL);
	for (size_t i = 0; i < item->wording.likeness->band_count; i++)
		join_band(search, item->wording.likeness->bands[i], index);
	search->queue_count = 0;
	arena_push(search->arena, search->queue, search->queue_count, search->queue_capacity, index);
	for (size_t i = 0; i < search->queue_count; i++)
		if (!look_at_copies_of(search, search->queue[i]))
			return false;
	return true;
}

/* --- all ------------------------------------------------------------------------------------ */

static void tell(struct search *search, struct reprint *list, struct reprint_changes *changes)
{
	size_t capacity = 0;
	for (size_t i = 0; i < search->count; i++) {
		const struct node *node = search->nodes[i], *original = search->nodes[node->original];
		if (node->item != REPRINTS_NONE) {
			list[node->item].fate = original == node ? REPRINT_FIRST : REPRINT_COPY;
			list[node->item].original_key = original->key;
			list[node->item].original = original->item;
		} else if (node->key && node->changed) {
			struct reprint_change change = {node->key, node->before, original->key, original->item};
			arena_push(search->arena, changes->list, changes->count, capacity, change);
		}
	}
}

static bool find(struct search *search, struct reprint *list, size_t count, struct reprint_changes *changes)
{
	map_init(&search->keys, search->arena);
	map_init(&search->ids, search->arena);
	map_init(&search->bands, search->arena);
	map_init(&search->members, search->arena);
	if (!ask_for_all(search, list, count))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!place(search, &list[i], i))
			return false;
	tell(search, list, changes);
	return true;
}

bool reprints_find(struct store *store, struct store *other, struct reprint *list, size_t count, struct arena *arena, struct reprint_changes *changes, struct error *error)
{
	struct search search = {.store = store, .other = other, .arena = arena, .error = error};
	jmp_buf recover, *before = arena->recover;
	volatile bool ok = false;
	*changes = (struct reprint_changes){0};
	if (setjmp(recover) == 0) {
		arena->recover = &recover;
		ok = find(&search, list, count, changes);
	} else {
		error_set(error, ERROR_SYSTEM, "out of memory");
	}
	arena->recover = before;
	return ok;
}

static bool change_one(struct store *store, struct incidents *incidents, const struct reprint_change *change, const int64_t *keys, struct error *error)
{
	int64_t original = change->original_key ? change->original_key : keys[change->original];
	bool ok = change->before ? store_point(store, change->key, original, error) && incidents_note_source(incidents, change->before, error)
	                         : incidents_forget(incidents, change->key, error) && store_uncode(store, change->key, original, error);
	return ok && incidents_note_source(incidents, original, error);
}

/* First what was coded before, with which all that repeats it goes; some of that is a copy of something else then. */
bool reprints_change(struct store *store, struct incidents *incidents, const struct reprint_changes *changes, const int64_t *keys, struct error *error)
{
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < changes->count; i++)
			if ((changes->list[i].before != 0) == (pass == 1) && !change_one(store, incidents, &changes->list[i], keys, error))
				return false;
	return true;
}
