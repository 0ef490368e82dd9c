/* load.c: rows as the document that they were made from. */
#include "store/layout.h"
#include "store/parts.h"

struct load {
	struct store *store;
	struct document *document;
	struct arena *arena;
	int64_t key;
	struct offsets offsets;
	struct str blocks, spans;
	struct map events;       /* packed key of an event -> index */
	struct map attributions; /* packed key -> the pointer, as a number */
};

static bool damaged(struct load *load, const char *what)
{
	return sql_fail(&load->store->sql, ERROR_SYSTEM, "is damaged: %s of document %lld; `casus check --db` says more", what, (long long)load->key);
}

static size_t get_offset(struct load *load, struct statement *s)
{
	int64_t point = sql_get_int(s);
	size_t byte = point < 0 ? SIZE_MAX : offsets_to_bytes(&load->offsets, (size_t)point);
	if (byte != SIZE_MAX)
		return byte;
	damaged(load, "a span goes beyond the text");
	return 0;
}

static struct span get_span(struct load *load, struct statement *s)
{
	if (sql_get_null(s)) {
		s->got += 2;
		return (struct span){0, 0};
	}
	struct span span;
	span.start = get_offset(load, s);
	span.end = get_offset(load, s);
	if (span.end < span.start) {
		damaged(load, "a span ends before it starts");
		span.end = span.start;
	}
	return span;
}

static struct span span_of_points(struct load *load, size_t start, size_t end)
{
	struct span span = {offsets_to_bytes(&load->offsets, start), offsets_to_bytes(&load->offsets, end)};
	if (span.start != SIZE_MAX && span.end != SIZE_MAX)
		return span;
	damaged(load, "a span goes beyond the text");
	return (struct span){0, 0};
}

/* A number that stands for one of COUNT words. */
static int get_choice(struct load *load, struct statement *s, int count, const char *what)
{
	int64_t value = sql_get_int(s);
	if (value >= 0 && value < count)
		return (int)value;
	damaged(load, what);
	return 0;
}

static size_t get_index(struct load *load, struct statement *s, size_t count, const char *what)
{
	int64_t value = sql_get_int(s);
	if (value >= 0 && (uint64_t)value < count)
		return (size_t)value;
	damaged(load, what);
	return 0;
}

static int32_t get_day(struct statement *s)
{
	return (int32_t)sql_get_int_or(s, DAY_NONE);
}

static struct date get_date(struct load *load, struct statement *s)
{
	struct date date;
	date.from = get_day(s);
	date.to = get_day(s);
	date.precision = (enum date_precision)get_choice(load, s, DATE_FUZZY + 1, "a date's precision");
	date.basis = (enum date_basis)get_choice(load, s, BASIS_RELATIVE + 1, "a date's basis");
	date.span = get_span(load, s);
	return date;
}

static struct str words_at(struct load *load, struct span span)
{
	return str_slice(load->document->article.text, span.start, span.end);
}

/* Columns: text, start, end, then those of the table place; all NULL without a place. */
static struct place get_place(struct load *load, struct statement *s)
{
	struct place place = {.sentence = NO_INDEX, .first = NO_INDEX, .last = NO_INDEX};
	bool has_wording = !sql_get_null(s);
	place.text = sql_get_copy(s, load->arena);
	place.span = get_span(load, s);
	if (sql_get_null(s)) {
		s->got += 9;
		return place;
	}
	if (!has_wording)
		place.text = words_at(load, place.span);
	place.name = sql_get_copy(s, load->arena);
	place.country = sql_get_copy(s, load->arena);
	place.admin1 = sql_get_copy(s, load->arena);
	place.lat = sql_get_real(s);
	place.lon = sql_get_real(s);
	place.precision = (enum place_precision)get_choice(load, s, PLACE_COUNTRY + 1, "a place's precision");
	place.geoname = (uint32_t)sql_get_int(s);
	place.population = (uint32_t)sql_get_int(s);
	place.resolved = sql_get_int(s) != 0;
	return place;
}

#define PLACE_COLUMNS "p.name, p.country, p.admin1, p.lat, p.lon, p.precision, p.geonames, p.population, p.resolved"

/* --- article ------------------------------------------------------------------------------- */

static bool load_head(struct load *load, struct store_run *run)
{
	struct article *article = &load->document->article;
	struct statement s = sql_use(&load->store->sql,
		"SELECT a.text, a.title, d.id, d.source_id, path.text, d.url, publisher.text, author.text, language.text, written.text, d.day, d.date_from, "
		"d.head_start, d.head_end, d.line, d.sentences, d.blocks, d.spans, r.version, r.lexicon, r.model, d.dateline_text, d.dateline_start, d.dateline_end, " PLACE_COLUMNS
		" FROM document d JOIN article a ON a.document = d.key LEFT JOIN run r ON r.key = d.run LEFT JOIN place p ON p.key = d.dateline "
		"LEFT JOIN word path ON path.key = d.path LEFT JOIN word publisher ON publisher.key = d.publisher LEFT JOIN word author ON author.key = d.author "
		"LEFT JOIN word language ON language.key = d.language LEFT JOIN word written ON written.key = d.written_at WHERE d.key = $1");
	sql_int(&s, load->key);
	if (!sql_next(&s))
		return sql_ok(&load->store->sql) && damaged(load, "no text");
	struct store_run ignored;
	if (!run)
		run = &ignored;
	article->text = sql_get_copy(&s, load->arena);
	offsets_make(&load->offsets, article->text, load->arena);
	article->title = sql_get_copy(&s, load->arena);
	load->document->id = id_unpack(sql_get_bytes(&s), load->arena);
	article->source_id = sql_get_copy(&s, load->arena);
	article->path = sql_get_copy(&s, load->arena);
	article->url = sql_get_copy(&s, load->arena);
	article->publisher = sql_get_copy(&s, load->arena);
	article->author = sql_get_copy(&s, load->arena);
	article->language = sql_get_copy(&s, load->arena);
	article->place = sql_get_copy(&s, load->arena);
	article->day = get_day(&s);
	article->date_from = (enum date_source)get_choice(load, &s, DATE_FROM_FILE + 1, "where the date was found");
	article->dateline_place = get_span(load, &s);
	article->line = (size_t)sql_get_int(&s);
	load->document->sentence_count = (size_t)sql_get_int(&s);
	load->blocks = sql_get_copy(&s, load->arena);
	load->spans = sql_get_copy(&s, load->arena);
	run->version = sql_get_copy(&s, load->arena);
	run->lexicon = sql_get_copy(&s, load->arena);
	run->model = sql_get_copy(&s, load->arena);
	load->document->dateline = get_place(load, &s);
	return sql_run(&s);
}

static bool load_blocks(struct load *load)
{
	struct article *article = &load->document->article;
	size_t capacity = 0;
	struct layout layout = {.rest = load->blocks};
	for (long kind; layout_next(&layout, &kind);) {
		struct block block = {.kind = (enum block_kind)kind, .span = span_of_points(load, layout.start, layout.end)};
		layout.broken = kind < 0 || kind > BLOCK_FURNITURE;
		arena_push(load->arena, article->blocks, article->block_count, capacity, block);
	}
	if (!article->block_count && !str_empty(article->text)) {
		struct block all = {BLOCK_BODY, {0, article->text.length}};
		arena_push(load->arena, article->blocks, article->block_count, capacity, all);
	}
	return sql_ok(&load->store->sql) && (!layout.broken || damaged(load, "where its paragraphs stand cannot be read"));
}

static bool load_sentences(struct load *load)
{
	struct document *document = load->document;
	size_t expected = document->sentence_count, capacity = 0;
	long block = 0;
	struct layout layout = {.rest = load->spans};
	document->sentence_count = 0;
	for (long further; layout_next(&layout, &further);) {
		block += further;
		struct sentence sentence = {.root = -1, .block = (size_t)block, .span = span_of_points(load, layout.start, layout.end)};
		layout.broken = block < 0;
		arena_push(load->arena, document->sentences, document->sentence_count, capacity, sentence);
	}
	return sql_ok(&load->store->sql) && ((document->sentence_count == expected && !layout.broken) || damaged(load, "sentences are missing"));
}

/* --- records ------------------------------------------------------------------------------- */

static struct str packed(struct load *load, int64_t key)
{
	return (struct str){arena_copy(load->arena, (const char *)&key, sizeof key), sizeof key};
}

/* Columns: start, end, text, then those of the table actor. */
static struct actor get_actor(struct load *load, struct statement *s)
{
	struct actor actor = {.sentence = NO_INDEX, .token = NO_INDEX};
	actor.span = get_span(load, s);
	bool has_wording = !sql_get_null(s);
	actor.text = sql_get_copy(s, load->arena);
	if (!has_wording)
		actor.text = words_at(load, actor.span);
	actor.name = sql_get_copy(s, load->arena);
	actor.id = sql_get_copy(s, load->arena);
	actor.country = sql_get_copy(s, load->arena);
	actor.sector = sql_get_copy(s, load->arena);
	actor.code = sql_get_copy(s, load->arena);
	return actor;
}

#define ACTOR_COLUMNS "s.start, s.\"end\", s.text, x.name, x.id, x.country, x.sector, x.code"

static void add_actor(struct load *load, struct actor **actors, size_t *count, const struct actor *actor)
{
	/* Lists are short and rarely grow: one more each time, doubled at powers of two. */
	if ((*count & (*count - 1)) == 0) {
		struct actor *grown = arena_alloc(load->arena, (*count ? *count * 2 : 1) * sizeof *grown);
		if (*count)
			memcpy(grown, *actors, *count * sizeof *grown);
		*actors = grown;
	}
	(*actors)[(*count)++] = *actor;
}

static bool load_attributions(struct load *load)
{
	struct statement s = sql_use(&load->store->sql,
		"SELECT t.key, c.text, t.start, t.\"end\", t.quoted, t.anonymous FROM attribution t LEFT JOIN word c ON c.key = t.cue WHERE t.document = $1");
	sql_int(&s, load->key);
	while (sql_next(&s)) {
		struct attribution *attribution = arena_zalloc(load->arena, 1, sizeof *attribution);
		struct str key = packed(load, sql_get_int(&s));
		attribution->cue = sql_get_copy(&s, load->arena);
		attribution->span = get_span(load, &s);
		attribution->quoted = sql_get_int(&s) != 0;
		attribution->anonymous = sql_get_int(&s) != 0;
		map_put(&load->attributions, key, (size_t)(uintptr_t)attribution, NULL);
	}
	if (!load->attributions.count)
		return sql_ok(&load->store->sql);
	s = sql_use(&load->store->sql, "SELECT s.attribution, " ACTOR_COLUMNS " FROM attribution t JOIN speaker s ON s.attribution = t.key "
		"JOIN actor x ON x.key = s.actor WHERE t.document = $1 ORDER BY s.attribution, s.number");
	sql_int(&s, load->key);
	while (sql_next(&s)) {
		struct map_entry *entry = map_get(&load->attributions, packed(load, sql_get_int(&s)));
		struct attribution *attribution = entry ? (struct attribution *)(uintptr_t)entry->value : NULL;
		struct actor actor = get_actor(load, &s);
		if (attribution)
			add_actor(load, &attribution->speakers, &attribution->speaker_count, &actor);
	}
	return sql_ok(&load->store->sql);
}

static struct attribution *get_attribution(struct load *load, struct statement *s)
{
	int64_t key = sql_get_int_or(s, 0);
	struct map_entry *entry = key ? map_get(&load->attributions, packed(load, key)) : NULL;
	if (key && !entry)
		damaged(load, "an attribution is missing");
	return entry ? (struct attribution *)(uintptr_t)entry->value : NULL;
}

static void get_contexts(struct load *load, struct event *event, struct statement *s)
{
	struct str rest = sql_get_copy(s, load->arena);
	while (rest.data && event->context_count < sizeof event->contexts / sizeof *event->contexts)
		event->contexts[event->context_count++] = str_cut(&rest, ' ');
}

static struct event get_event(struct load *load, struct statement *s)
{
	struct event event = {.timex = NO_INDEX, .place_index = NO_INDEX, .about_token = NO_INDEX};
	event.id = id_unpack(sql_get_bytes(s), load->arena);
	event.sentence = get_index(load, s, load->document->sentence_count, "an event's sentence");
	event.kind = (enum record_kind)get_choice(load, s, RECORD_RELATION + 1, "a record's kind");
	event.type = sql_get_copy(s, load->arena);
	event.mode = sql_get_copy(s, load->arena);
	get_contexts(load, &event, s);
	event.cameo = sql_get_copy(s, load->arena);
	event.quad = (int)sql_get_int(s);
	event.goldstein = sql_get_real(s);
	event.rule = sql_get_copy(s, load->arena);
	event.confidence = (double)sql_get_int(s) / 1000;
	event.factuality = (enum factuality)get_choice(load, s, FACT_POSSIBLE + 1, "an event's factuality");
	event.historical = sql_get_int(s) != 0;
	event.future = sql_get_int(s) != 0;
	event.hypothetical = sql_get_int(s) != 0;
	event.reciprocal = sql_get_int(s) != 0;
	event.attribution = get_attribution(load, s);
	event.date = get_date(load, s);
	event.trigger = (size_t)sql_get_int(s);
	event.trigger_span = get_span(load, s);
	event.about = sql_get_copy(s, load->arena);
	event.place = get_place(load, s);
	event.since.from = event.since.to = event.until.from = event.until.to = DAY_NONE;
	return event;
}

static bool load_events(struct load *load)
{
	struct document *document = load->document;
	size_t capacity = 0;
	struct statement s = sql_use(&load->store->sql,
		"SELECT e.key, e.id, e.sentence, c.kind, c.type, c.mode, c.contexts, c.cameo, c.quad, c.goldstein, rule.text, e.confidence, "
		"e.factuality, e.historical, e.future, e.hypothetical, e.reciprocal, e.attribution, e.date_from, e.date_to, e.date_precision, "
		"e.date_basis, e.date_start, e.date_end, e.trigger_word, e.trigger_start, e.trigger_end, about.text, "
		"e.place_text, e.place_start, e.place_end, " PLACE_COLUMNS
		" FROM event e JOIN code c ON c.key = e.code LEFT JOIN word rule ON rule.key = e.rule LEFT JOIN word about ON about.key = e.about "
		"LEFT JOIN place p ON p.key = e.place WHERE e.document = $1 ORDER BY e.key");
	sql_int(&s, load->key);
	while (sql_next(&s)) {
		struct str key = packed(load, sql_get_int(&s));
		struct event event = get_event(load, &s);
		map_put(&load->events, key, document->event_count, NULL);
		arena_push(load->arena, document->events, document->event_count, capacity, event);
	}
	return sql_ok(&load->store->sql);
}

static struct event *get_owner(struct load *load, struct statement *s)
{
	struct map_entry *entry = map_get(&load->events, packed(load, sql_get_int(s)));
	if (entry)
		return &load->document->events[entry->value];
	damaged(load, "an event is missing");
	return NULL;
}

static bool load_participants(struct load *load)
{
	struct statement s = sql_use(&load->store->sql, "SELECT s.event, s.role, " ACTOR_COLUMNS " FROM event e JOIN participant s ON s.event = e.key "
		"JOIN actor x ON x.key = s.actor WHERE e.document = $1 ORDER BY s.event, s.role, s.number");
	sql_int(&s, load->key);
	while (sql_next(&s)) {
		struct event *event = get_owner(load, &s);
		bool recipient = sql_get_int(&s) != 0;
		struct actor actor = get_actor(load, &s);
		if (event && recipient)
			add_actor(load, &event->recipients, &event->recipient_count, &actor);
		else if (event)
			add_actor(load, &event->actors, &event->actor_count, &actor);
	}
	return sql_ok(&load->store->sql);
}

static bool load_terms(struct load *load)
{
	struct statement s = sql_use(&load->store->sql, "SELECT t.event, t.bound, t.date_from, t.date_to, t.date_precision, t.date_basis, t.date_start, t.date_end "
		"FROM event e JOIN term t ON t.event = e.key WHERE e.document = $1 ORDER BY t.event, t.bound");
	sql_int(&s, load->key);
	while (sql_next(&s)) {
		struct event *event = get_owner(load, &s);
		bool until = sql_get_int(&s) != 0;
		struct date date = get_date(load, &s);
		if (event)
			*(until ? &event->until : &event->since) = date;
	}
	return sql_ok(&load->store->sql);
}

static bool load_tolls(struct load *load)
{
	struct statement s = sql_use(&load->store->sql, "SELECT t.event, t.of, t.low, t.high, t.start, t.\"end\" "
		"FROM event e JOIN toll t ON t.event = e.key WHERE e.document = $1 ORDER BY t.event, t.number");
	struct event *last = NULL;
	size_t capacity = 0;
	sql_int(&s, load->key);
	while (sql_next(&s)) {
		struct event *event = get_owner(load, &s);
		struct count count;
		count.kind = (enum count_kind)get_choice(load, &s, COUNT_CROWD + 1, "what a number counts");
		count.low = sql_get_int(&s);
		count.high = sql_get_int_or(&s, -1);
		count.span = get_span(load, &s);
		if (event != last)
			capacity = 0;
		last = event;
		if (event)
			arena_push(load->arena, event->counts, event->count_count, capacity, count);
	}
	return sql_ok(&load->store->sql);
}

/* --- ceasefires and contradictions ----------------------------------------------------------- */

static struct date day_only(int32_t day)
{
	return (struct date){.from = day, .to = day};
}

static void get_purposes(struct load *load, struct ceasefire *truce, struct statement *s)
{
	struct str rest = sql_get_copy(s, load->arena);
	while (rest.data && truce->purpose_count < sizeof truce->purposes / sizeof *truce->purposes)
		truce->purposes[truce->purpose_count++] = str_cut(&rest, ' ');
}

static struct ceasefire get_truce(struct load *load, struct statement *s)
{
	struct ceasefire truce = {0};
	truce.id = id_unpack(sql_get_bytes(s), load->arena);
	truce.stage = (enum ceasefire_stage)get_choice(load, s, CEASEFIRE_ENDED + 1, "a ceasefire's stage");
	truce.called_on = day_only(get_day(s));
	truce.effective_from = day_only(get_day(s));
	truce.until = day_only(get_day(s));
	truce.duration = sql_get_copy(s, load->arena);
	truce.unilateral = sql_get_int(s) != 0;
	truce.written = sql_get_int(s) != 0;
	truce.extended = sql_get_int(s) != 0;
	get_purposes(load, &truce, s);
	truce.place = get_place(load, s);
	return truce;
}

static void load_sides(struct load *load, struct ceasefire *truce, int64_t key)
{
	struct statement s = sql_use(&load->store->sql, "SELECT s.role, " ACTOR_COLUMNS " FROM ceasefire_side s JOIN actor x ON x.key = s.actor "
		"WHERE s.ceasefire = $1 ORDER BY s.role, s.number");
	sql_int(&s, key);
	while (sql_next(&s)) {
		int role = get_choice(load, &s, 3, "a side's role");
		struct actor actor = get_actor(load, &s);
		if (role == 0)
			add_actor(load, &truce->called_by, &truce->called_by_count, &actor);
		else if (role == 1)
			add_actor(load, &truce->parties, &truce->party_count, &actor);
		else
			add_actor(load, &truce->mediators, &truce->mediator_count, &actor);
	}
}

static size_t get_event_index(struct load *load, struct statement *s)
{
	struct event *event = get_owner(load, s);
	return event ? (size_t)(event - load->document->events) : 0;
}

static void load_responses(struct load *load, struct ceasefire *truce, int64_t key)
{
	size_t capacity = 0;
	struct statement s = sql_use(&load->store->sql, "SELECT event FROM ceasefire_event WHERE ceasefire = $1 ORDER BY number");
	sql_int(&s, key);
	while (sql_next(&s))
		arena_push(load->arena, truce->events, truce->event_count, capacity, get_event_index(load, &s));
	s = sql_use(&load->store->sql, "SELECT s.event, s.response, s.attribution, s.date_from, s.date_to, s.date_precision, s.date_basis, s.date_start, s.date_end, "
		ACTOR_COLUMNS " FROM response s JOIN actor x ON x.key = s.actor WHERE s.ceasefire = $1 ORDER BY s.number");
	sql_int(&s, key);
	capacity = 0;
	while (sql_next(&s)) {
		struct response response;
		response.event = get_event_index(load, &s);
		response.response = (enum ceasefire_response)get_choice(load, &s, RESPONSE_VIOLATES + 1, "a response");
		response.attribution = get_attribution(load, &s);
		response.date = get_date(load, &s);
		response.actor = get_actor(load, &s);
		arena_push(load->arena, truce->responses, truce->response_count, capacity, response);
	}
}

static bool load_truces(struct load *load)
{
	struct document *document = load->document;
	size_t capacity = 0, key_count = 0, key_capacity = 0;
	int64_t *keys = NULL;
	struct statement s = sql_use(&load->store->sql,
		"SELECT c.key, c.id, c.stage, c.called_on, c.effective_from, c.\"until\", c.duration, c.unilateral, c.written, c.extended, c.purposes, "
		"c.place_text, c.place_start, c.place_end, " PLACE_COLUMNS " FROM ceasefire c LEFT JOIN place p ON p.key = c.place WHERE c.document = $1 ORDER BY c.key");
	sql_int(&s, load->key);
	while (sql_next(&s)) {
		int64_t key = sql_get_int(&s);
		struct ceasefire truce = get_truce(load, &s);
		arena_push(load->arena, keys, key_count, key_capacity, key);
		arena_push(load->arena, document->ceasefires, document->ceasefire_count, capacity, truce);
	}
	for (size_t i = 0; i < key_count; i++) {
		load_sides(load, &document->ceasefires[i], keys[i]);
		load_responses(load, &document->ceasefires[i], keys[i]);
	}
	return sql_ok(&load->store->sql);
}

static bool load_contradictions(struct load *load)
{
	struct document *document = load->document;
	size_t capacity = 0;
	struct statement s = sql_use(&load->store->sql, "SELECT c.id, c.first, c.second, w.text FROM contradiction c JOIN word w ON w.key = c.about "
		"WHERE c.document = $1 ORDER BY c.key");
	sql_int(&s, load->key);
	while (sql_next(&s)) {
		struct contradiction contradiction;
		contradiction.id = id_unpack(sql_get_bytes(&s), load->arena);
		contradiction.first = get_event_index(load, &s);
		contradiction.second = get_event_index(load, &s);
		contradiction.about = sql_get_copy(&s, load->arena);
		arena_push(load->arena, document->contradictions, document->contradiction_count, capacity, contradiction);
	}
	return sql_ok(&load->store->sql);
}

void load_article(struct store *store, int64_t key, struct document *document)
{
	struct load load = {.store = store, .document = document, .arena = document->arena, .key = key};
	if (load_head(&load, NULL))
		load_blocks(&load);
	document->sentence_count = 0;
	document->dateline = (struct place){0};
}

void load_document(struct store *store, int64_t key, struct document *document, struct store_run *run)
{
	struct load load = {.store = store, .document = document, .arena = document->arena, .key = key};
	map_init(&load.events, load.arena);
	map_init(&load.attributions, load.arena);
	if (!load_head(&load, run) || !load_blocks(&load) || !load_sentences(&load) || !load_attributions(&load) || !load_events(&load))
		return;
	if (document->event_count && load_participants(&load) && load_terms(&load) && load_tolls(&load) && load_truces(&load))
		load_contradictions(&load);
}
