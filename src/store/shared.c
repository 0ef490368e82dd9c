/* shared.c: rows that many documents point to, of many documents at once: where each question is a journey they are asked for together, one
 * question for each kind, and those that are not there are made. What save.c needs afterwards is remembered already. */
#include "store/parts.h"

struct wanted { /* of one kind, each once, as it is remembered */
	struct map known; /* name -> index */
	const void **records;
	size_t count, capacity;
};

struct shared {
	struct store *store;
	struct arena arena;
	struct wanted words, actors, places, codes;
	struct buf name; /* scratch */
};

static void want(struct shared *shared, struct wanted *wanted, const struct intern *intern, struct str name, const void *record)
{
	bool added;
	if (intern_knows(intern, name) || map_get(&wanted->known, name))
		return;
	map_put(&wanted->known, (struct str){arena_copy(&shared->arena, name.data, name.length), name.length}, wanted->count, &added);
	arena_push(&shared->arena, wanted->records, wanted->count, wanted->capacity, record);
}

/* --- what a document needs --------------------------------------------------------------------- */

static void want_word(struct shared *shared, const struct str *word)
{
	if (!str_empty(*word))
		want(shared, &shared->words, &shared->store->words, *word, word);
}

static void want_actors(struct shared *shared, const struct actor *actors, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		buf_clear(&shared->name);
		name_actor(&shared->name, &actors[i]);
		want(shared, &shared->actors, &shared->store->actors, buf_view(&shared->name), &actors[i]);
	}
}

static void want_place(struct shared *shared, const struct place *place)
{
	if (str_empty(place->name) && str_empty(place->text))
		return;
	buf_clear(&shared->name);
	name_place(&shared->name, place);
	want(shared, &shared->places, &shared->store->places, buf_view(&shared->name), place);
}

static void want_attribution(struct shared *shared, const struct attribution *attribution)
{
	if (!attribution)
		return;
	want_word(shared, &attribution->cue);
	want_actors(shared, attribution->speakers, attribution->speaker_count);
}

static void want_event(struct shared *shared, const struct event *event)
{
	buf_clear(&shared->name);
	name_code(&shared->name, event);
	want(shared, &shared->codes, &shared->store->codes, buf_view(&shared->name), event);
	want_word(shared, &event->rule);
	want_word(shared, &event->about);
	want_attribution(shared, event->attribution);
	want_place(shared, &event->place);
	want_actors(shared, event->actors, event->actor_count);
	want_actors(shared, event->recipients, event->recipient_count);
}

static void want_truce(struct shared *shared, const struct ceasefire *truce)
{
	want_place(shared, &truce->place);
	want_actors(shared, truce->called_by, truce->called_by_count);
	want_actors(shared, truce->parties, truce->party_count);
	want_actors(shared, truce->mediators, truce->mediator_count);
	for (size_t i = 0; i < truce->response_count; i++) {
		want_attribution(shared, truce->responses[i].attribution);
		want_actors(shared, &truce->responses[i].actor, 1);
	}
}

static void want_document(struct shared *shared, const struct document *document)
{
	const struct article *article = &document->article;
	const struct str *const words[] = {&article->path, &article->publisher, &article->author, &article->language, &article->place};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		want_word(shared, words[i]);
	want_place(shared, &document->dateline);
	for (size_t i = 0; i < document->event_count; i++)
		want_event(shared, &document->events[i]);
	for (size_t i = 0; i < document->ceasefire_count; i++)
		want_truce(shared, &document->ceasefires[i]);
	for (size_t i = 0; i < document->contradiction_count; i++)
		want_word(shared, &document->contradictions[i].about);
}

/* --- arrays, as the server reads them ------------------------------------------------------------ */

/* {"a","b"} of the texts that PART says of each record. */
static void write_texts(struct buf *out, const struct wanted *wanted, struct str (*part)(const void *record))
{
	for (size_t i = 0; i < wanted->count; i++) {
		struct str text = part(wanted->records[i]);
		buf_text(out, i ? ",\"" : "{\"");
		for (size_t k = 0; k < text.length; k++) {
			if (text.data[k] == '"' || text.data[k] == '\\')
				buf_byte(out, '\\');
			buf_byte(out, text.data[k]);
		}
		buf_byte(out, '"');
	}
	buf_byte(out, '}');
}

static struct str text_of_word(const void *record)
{
	return *(const struct str *)record;
}

static struct str name_of_actor(const void *record)
{
	return ((const struct actor *)record)->name;
}

static struct str name_of_place(const void *record)
{
	return ((const struct place *)record)->name;
}

static struct str type_of_code(const void *record)
{
	return ((const struct event *)record)->type;
}

/* --- finding ------------------------------------------------------------------------------------ */

/* From here on no memory of the document's is needed: what is read lives until the next row. */
static struct statement ask(struct shared *shared, const char *question, const struct wanted *wanted, struct str (*part)(const void *record), struct buf *list)
{
	write_texts(list, wanted, part);
	struct statement s = sql_use(&shared->store->sql, question);
	sql_text(&s, buf_view(list));
	return s;
}

static void find_words(struct shared *shared, struct buf *list)
{
	struct statement s = ask(shared, "SELECT w.key, w.text FROM (SELECT DISTINCT unnest($1::text[]) AS text) AS asked JOIN word w ON w.text = asked.text COLLATE \"C\"",
	                         &shared->words, text_of_word, list);
	while (sql_next(&s)) {
		int64_t key = sql_get_int(&s);
		intern_remember(&shared->store->words, sql_get_bytes(&s), key);
	}
	sql_run(&s);
}

static void find_actors(struct shared *shared, struct buf *list)
{
	struct statement s = ask(shared, "SELECT a.key, a.id, a.name, a.country, a.sector, a.code FROM (SELECT DISTINCT unnest($1::text[]) AS name) AS asked "
		"JOIN actor a ON a.name = asked.name COLLATE \"C\"", &shared->actors, name_of_actor, list);
	while (sql_next(&s)) {
		int64_t key = sql_get_int(&s);
		struct actor actor = {.id = sql_get_bytes(&s)};
		actor.name = sql_get_bytes(&s);
		actor.country = sql_get_bytes(&s);
		actor.sector = sql_get_bytes(&s);
		actor.code = sql_get_bytes(&s);
		buf_clear(&shared->name);
		name_actor(&shared->name, &actor);
		if (map_get(&shared->actors.known, buf_view(&shared->name)))
			intern_remember(&shared->store->actors, buf_view(&shared->name), key);
	}
	sql_run(&s);
}

static void find_places(struct shared *shared, struct buf *list)
{
	struct statement s = ask(shared, "SELECT p.key, p.geonames, p.name, p.country, p.admin1, p.lat, p.lon, p.precision, p.population, p.resolved "
		"FROM (SELECT DISTINCT unnest($1::text[]) AS name) AS asked JOIN place p ON p.name = asked.name COLLATE \"C\"", &shared->places, name_of_place, list);
	while (sql_next(&s)) {
		int64_t key = sql_get_int(&s);
		struct place place = {.geoname = (uint32_t)sql_get_int(&s)};
		place.name = sql_get_bytes(&s);
		place.country = sql_get_bytes(&s);
		place.admin1 = sql_get_bytes(&s);
		place.lat = sql_get_real(&s);
		place.lon = sql_get_real(&s);
		place.precision = (enum place_precision)sql_get_int(&s);
		place.population = (uint32_t)sql_get_int(&s);
		place.resolved = sql_get_int(&s) != 0;
		buf_clear(&shared->name);
		name_place(&shared->name, &place);
		if (map_get(&shared->places.known, buf_view(&shared->name)))
			intern_remember(&shared->store->places, buf_view(&shared->name), key);
	}
	sql_run(&s);
}

/* The contexts stand as one text in the row, and as one context here: the name is the same. */
static void find_codes(struct shared *shared, struct buf *list)
{
	struct statement s = ask(shared, "SELECT c.key, c.type, c.mode, c.contexts, c.cameo, c.kind, c.quad, c.goldstein "
		"FROM (SELECT DISTINCT unnest($1::text[]) AS type) AS asked JOIN code c ON c.type = asked.type COLLATE \"C\"", &shared->codes, type_of_code, list);
	while (sql_next(&s)) {
		int64_t key = sql_get_int(&s);
		struct event event = {.type = sql_get_bytes(&s), .context_count = 1};
		event.mode = sql_get_bytes(&s);
		event.contexts[0] = sql_get_bytes(&s);
		event.cameo = sql_get_bytes(&s);
		event.kind = (enum record_kind)sql_get_int(&s);
		event.quad = (int)sql_get_int(&s);
		event.goldstein = sql_get_real(&s);
		buf_clear(&shared->name);
		name_code(&shared->name, &event);
		if (map_get(&shared->codes.known, buf_view(&shared->name)))
			intern_remember(&shared->store->codes, buf_view(&shared->name), key);
	}
	sql_run(&s);
}

/* --- all ----------------------------------------------------------------------------------------- */

static void add_missing(struct shared *shared)
{
	struct store *store = shared->store;
	for (size_t i = 0; i < shared->words.count && sql_ok(&store->sql); i++)
		if (!intern_knows(&store->words, shared->words.known.entries[i].key))
			intern_new_word(store, shared->words.known.entries[i].key);
	for (size_t i = 0; i < shared->actors.count && sql_ok(&store->sql); i++)
		if (!intern_knows(&store->actors, shared->actors.known.entries[i].key))
			intern_new_actor(store, shared->actors.records[i], shared->actors.known.entries[i].key);
	for (size_t i = 0; i < shared->places.count && sql_ok(&store->sql); i++)
		if (!intern_knows(&store->places, shared->places.known.entries[i].key))
			intern_new_place(store, shared->places.records[i], shared->places.known.entries[i].key);
	for (size_t i = 0; i < shared->codes.count && sql_ok(&store->sql); i++)
		if (!intern_knows(&store->codes, shared->codes.known.entries[i].key))
			intern_new_code(store, shared->codes.records[i], shared->codes.known.entries[i].key);
}

static void find_or_make(struct shared *shared, const struct document *const *documents, size_t count, struct buf *list)
{
	struct {
		struct wanted *wanted;
		void (*find)(struct shared *shared, struct buf *list);
	} const kinds[] = {{&shared->words, find_words}, {&shared->actors, find_actors}, {&shared->places, find_places}, {&shared->codes, find_codes}};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		map_init(&kinds[i].wanted->known, &shared->arena);
	for (size_t i = 0; i < count; i++)
		want_document(shared, documents[i]);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds && sql_ok(&shared->store->sql); i++) {
		buf_clear(list);
		if (kinds[i].wanted->count)
			kinds[i].find(shared, list);
	}
	if (shared->name.failed || list->failed)
		sql_fail(&shared->store->sql, ERROR_SYSTEM, "out of memory");
	add_missing(shared);
}

bool store_expect_shared(struct store *store, const struct document *const *documents, size_t count, struct error *error)
{
	struct shared shared = {.store = store};
	struct buf list = {0};
	if (!store->sql.engine->is_far)
		return true;
	arena_init(&shared.arena);
	WITH_RECOVERY(store, &shared.arena, find_or_make(&shared, documents, count, &list));
	arena_free(&shared.arena);
	buf_free(&shared.name);
	buf_free(&list);
	return store_done(store, error);
}
