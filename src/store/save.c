/* save.c: a document as rows. Failures stick to the connection; store.c looks at the end. */
#include "base/utf8.h"
#include "store/layout.h"
#include "store/parts.h"

/* The numbers that the schema gives to these words are those of flow.h: a change there needs a migration. */
_Static_assert(FACT_POSSIBLE == 4 && DATE_FUZZY == 5 && BASIS_RELATIVE == 2 && COUNT_CROWD == 5 && PLACE_COUNTRY == 2 &&
               CEASEFIRE_ENDED == 4 && RESPONSE_VIOLATES == 4 && DATE_FROM_FILE == 5 && BLOCK_FURNITURE == 4 && RECORD_RELATION == 1,
               "the database holds these as numbers");

struct save {
	struct store *store;
	const struct document *document;
	int64_t key;
	struct offsets offsets;
	int64_t *event_keys;      /* of document->events */
	struct kept_attribution { /* an event's attribution may stand in a response too: it is kept once */
		const struct attribution *attribution;
		int64_t key;
	} *attributions;
	size_t attribution_count;
};

static void put_span(struct save *save, struct statement *s, struct span span)
{
	if (span.end > span.start) {
		sql_int(s, (int64_t)offsets_to_points(&save->offsets, span.start));
		sql_int(s, (int64_t)offsets_to_points(&save->offsets, span.end));
	} else {
		sql_null(s);
		sql_null(s);
	}
}

/* A span that may be empty, and is kept even then. */
static void put_exact_span(struct save *save, struct statement *s, struct span span)
{
	sql_int(s, (int64_t)offsets_to_points(&save->offsets, span.start));
	sql_int(s, (int64_t)offsets_to_points(&save->offsets, span.end));
}

/* TEXT where it is not what stands at SPAN. */
static void put_wording(struct save *save, struct statement *s, struct str text, struct span span)
{
	if (str_equal(text, str_slice(save->document->article.text, span.start, span.end)))
		sql_null(s);
	else
		sql_text(s, text);
}

static void put_day(struct statement *s, int32_t day)
{
	sql_int_if(s, day != DAY_NONE, day);
}

static void put_date(struct save *save, struct statement *s, const struct date *date)
{
	put_day(s, date->from);
	put_day(s, date->to);
	sql_int(s, date->precision);
	sql_int(s, date->basis);
	put_span(save, s, date->span);
}

static bool has_place(const struct place *place)
{
	return !str_empty(place->name) || !str_empty(place->text);
}

static void put_place(struct save *save, struct statement *s, const struct place *place)
{
	int64_t key = has_place(place) ? intern_place(save->store, place) : 0;
	sql_int_if(s, key != 0, key);
	if (key)
		put_wording(save, s, place->text, place->span);
	else
		sql_null(s);
	put_span(save, s, place->span);
}

static void put_word(struct save *save, struct statement *s, struct str word)
{
	int64_t key = intern_word(save->store, word);
	sql_int_if(s, key != 0, key);
}

/* --- article ------------------------------------------------------------------------------- */

/* Nothing is NULL. The text must live until the statement was run. */
static void put_layout(struct statement *s, const struct buf *text)
{
	sql_text_if(s, buf_view(text));
}

static bool has_record(const struct document *document, size_t sentence)
{
	for (size_t i = 0; i < document->event_count; i++)
		if (document->events[i].sentence == sentence)
			return true;
	return false;
}

/* Those in which a record stands; where the others stand is in the document's row. */
static void save_sentences(struct save *save)
{
	for (size_t i = 0; i < save->document->sentence_count; i++) {
		const struct sentence *sentence = &save->document->sentences[i];
		if (!has_record(save->document, i))
			continue;
		struct statement s = sql_use(&save->store->sql, "INSERT INTO sentence (document, number, block, start, \"end\") VALUES ($1, $2, $3, $4, $5)");
		sql_int(&s, save->key);
		sql_int(&s, (int64_t)i);
		sql_int(&s, (int64_t)sentence->block);
		put_exact_span(save, &s, sentence->span);
		sql_run(&s);
	}
}

static void save_text(struct save *save)
{
	const struct article *article = &save->document->article;
	struct sql *sql = &save->store->sql;
	struct buf words = {0};
	bool (*write_words)(struct str title, struct str text, struct buf *out) = sql->engine->write_words;
	if (write_words && !write_words(article->title, article->text, &words))
		sql_fail(sql, ERROR_SYSTEM, "out of memory");
	struct statement s = write_words ? sql_use(sql, "INSERT INTO article (document, title, text, words) VALUES ($1, $2, $3, $4)")
	                                 : sql_use(sql, "INSERT INTO article (document, title, text) VALUES ($1, $2, $3)");
	sql_int(&s, save->key);
	sql_text(&s, article->title);
	sql_text(&s, article->text);
	if (write_words)
		sql_blob(&s, buf_view(&words));
	sql_run(&s);
	buf_free(&words);
}

void save_document(struct store *store, const struct document *document, int64_t key, int64_t original)
{
	unsigned char id[ID_BYTES];
	const struct article *article = &document->article;
	struct save save = {.store = store, .document = document, .key = key};
	struct buf blocks = {0}, spans = {0};
	offsets_make(&save.offsets, article->text, document->arena);
	if (!id_pack(document->id, id))
		sql_fail(&store->sql, ERROR_SYSTEM, "'%.*s' is no id of a document", STR_ARG(document->id));
	struct statement s = sql_use(&store->sql,
		"INSERT INTO document (key, id, run, addition, duplicate_of, source_id, path, url, publisher, author, language, written_at, day, date_from, "
		"dateline, dateline_text, dateline_start, dateline_end, head_start, head_end, line, sentences, blocks, spans) "
		"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)");
	sql_int(&s, key);
	sql_blob(&s, (struct str){(const char *)id, sizeof id});
	sql_int_if(&s, !original, store->run);
	sql_int(&s, store->addition);
	sql_int_if(&s, original, original);
	sql_text_if(&s, article->source_id);
	put_word(&save, &s, article->path);
	sql_text_if(&s, article->url);
	put_word(&save, &s, article->publisher);
	put_word(&save, &s, article->author);
	put_word(&save, &s, article->language);
	put_word(&save, &s, article->place);
	put_day(&s, article->day);
	sql_int(&s, article->date_from);
	put_place(&save, &s, &document->dateline);
	put_span(&save, &s, article->dateline_place);
	sql_int(&s, (int64_t)article->line);
	sql_int(&s, (int64_t)document->sentence_count);
	layout_write_blocks(article, &save.offsets, &blocks);
	layout_write_sentences(document, &save.offsets, &spans);
	put_layout(&s, &blocks);
	put_layout(&s, &spans);
	sql_run(&s);
	if (blocks.failed || spans.failed)
		sql_fail(&store->sql, ERROR_SYSTEM, "out of memory");
	buf_free(&blocks);
	buf_free(&spans);
	save_text(&save);
	save_sentences(&save);
}

void save_coding(struct store *store, const struct document *document, int64_t key)
{
	struct save save = {.store = store, .document = document, .key = key};
	struct buf blocks = {0}, spans = {0};
	offsets_make(&save.offsets, document->article.text, document->arena);
	struct statement s = sql_use(&store->sql,
		"UPDATE document SET run = $1, sentences = $2, dateline = $3, dateline_text = $4, dateline_start = $5, dateline_end = $6, "
		"head_start = $7, head_end = $8, blocks = $9, spans = $10 WHERE key = $11");
	sql_int(&s, store->run);
	sql_int(&s, (int64_t)document->sentence_count);
	put_place(&save, &s, &document->dateline);
	put_span(&save, &s, document->article.dateline_place);
	layout_write_blocks(&document->article, &save.offsets, &blocks);
	layout_write_sentences(document, &save.offsets, &spans);
	put_layout(&s, &blocks);
	put_layout(&s, &spans);
	sql_int(&s, key);
	sql_run(&s);
	if (blocks.failed || spans.failed)
		sql_fail(&store->sql, ERROR_SYSTEM, "out of memory");
	buf_free(&blocks);
	buf_free(&spans);
	save_sentences(&save);
}

/* --- records ------------------------------------------------------------------------------- */

static void put_actor(struct save *save, struct statement *s, const struct actor *actor)
{
	sql_int(s, intern_actor(save->store, actor));
	put_exact_span(save, s, actor->span);
	put_wording(save, s, actor->text, actor->span);
}

static void save_actors(struct save *save, const char *insert, int64_t owner, int role, const struct actor *actors, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct statement s = sql_use(&save->store->sql, insert);
		sql_int(&s, owner);
		if (role >= 0)
			sql_int(&s, role);
		sql_int(&s, (int64_t)i);
		put_actor(save, &s, &actors[i]);
		sql_run(&s);
	}
}

/* The key of ATTRIBUTION, 0 for NULL; it is written when it is met first. */
static int64_t save_attribution(struct save *save, const struct attribution *attribution)
{
	if (!attribution)
		return 0;
	for (size_t i = 0; i < save->attribution_count; i++)
		if (save->attributions[i].attribution == attribution)
			return save->attributions[i].key;
	int64_t key = take_key(save->store, KEYED_ATTRIBUTION);
	struct statement s = sql_use(&save->store->sql,
		"INSERT INTO attribution (key, document, cue, start, \"end\", quoted, anonymous) VALUES ($1, $2, $3, $4, $5, $6, $7)");
	sql_int(&s, key);
	sql_int(&s, save->key);
	put_word(save, &s, attribution->cue);
	put_span(save, &s, attribution->span);
	sql_int(&s, attribution->quoted);
	sql_int(&s, attribution->anonymous);
	sql_run(&s);
	save_actors(save, "INSERT INTO speaker (attribution, number, actor, start, \"end\", text) VALUES ($1, $2, $3, $4, $5, $6)",
	            key, -1, attribution->speakers, attribution->speaker_count);
	save->attributions[save->attribution_count++] = (struct kept_attribution){attribution, key};
	return key;
}

static void save_term(struct save *save, int64_t event, int bound, const struct date *date)
{
	if (date->from == DAY_NONE && date->to == DAY_NONE)
		return;
	struct statement s = sql_use(&save->store->sql,
		"INSERT INTO term (event, bound, date_from, date_to, date_precision, date_basis, date_start, date_end) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
	sql_int(&s, event);
	sql_int(&s, bound);
	put_date(save, &s, date);
	sql_run(&s);
}

static void save_tolls(struct save *save, int64_t key, const struct event *event)
{
	for (size_t i = 0; i < event->count_count; i++) {
		const struct count *count = &event->counts[i];
		struct statement s = sql_use(&save->store->sql,
			"INSERT INTO toll (event, number, of, low, high, start, \"end\") VALUES ($1, $2, $3, $4, $5, $6, $7)");
		sql_int(&s, key);
		sql_int(&s, (int64_t)i);
		sql_int(&s, count->kind);
		sql_int(&s, count->low);
		sql_int_if(&s, count->high >= 0, count->high);
		put_exact_span(save, &s, count->span);
		sql_run(&s);
	}
}

static void put_id(struct save *save, struct statement *s, struct str id, unsigned char packed[ID_BYTES])
{
	if (!id_pack(id, packed))
		sql_fail(&save->store->sql, ERROR_SYSTEM, "'%.*s' is no id of a record", STR_ARG(id));
	sql_blob(s, (struct str){(const char *)packed, ID_BYTES});
}

static void put_event(struct save *save, struct statement *s, const struct event *event, int64_t code)
{
	sql_int(s, (int64_t)event->sentence);
	sql_int(s, code);
	put_word(save, s, event->rule);
	sql_int(s, (int64_t)(event->confidence * 1000 + 0.5));
	sql_int(s, event->factuality);
	sql_int(s, event->historical);
	sql_int(s, event->future);
	sql_int(s, event->hypothetical);
	sql_int(s, event->reciprocal);
	int64_t attribution = save_attribution(save, event->attribution);
	sql_int_if(s, attribution != 0, attribution);
	put_date(save, s, &event->date);
	put_place(save, s, &event->place);
	sql_int(s, (int64_t)event->trigger);
	put_exact_span(save, s, event->trigger_span);
	put_word(save, s, event->about);
}

static void save_event(struct save *save, const struct event *event, int64_t key)
{
	unsigned char id[ID_BYTES];
	struct statement s = sql_use(&save->store->sql,
		"INSERT INTO event (key, id, document, sentence, code, rule, confidence, factuality, historical, future, hypothetical, reciprocal, "
		"attribution, date_from, date_to, date_precision, date_basis, date_start, date_end, place, place_text, place_start, place_end, "
		"trigger_word, trigger_start, trigger_end, about) "
		"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27)");
	sql_int(&s, key);
	put_id(save, &s, event->id, id);
	sql_int(&s, save->key);
	int64_t code = intern_code(save->store, event);
	put_event(save, &s, event, code);
	sql_run(&s);
	fresh_add_event(save->store, event, key, code, has_place(&event->place) ? intern_place(save->store, &event->place) : 0);
	static const char participant[] = "INSERT INTO participant (event, role, number, actor, start, \"end\", text) VALUES ($1, $2, $3, $4, $5, $6, $7)";
	save_actors(save, participant, key, 0, event->actors, event->actor_count);
	save_actors(save, participant, key, 1, event->recipients, event->recipient_count);
	if (event->kind == RECORD_RELATION) {
		save_term(save, key, 0, &event->since);
		save_term(save, key, 1, &event->until);
	}
	save_tolls(save, key, event);
}

static void save_response(struct save *save, int64_t ceasefire, size_t number, const struct response *response)
{
	int64_t attribution = save_attribution(save, response->attribution);
	struct statement s = sql_use(&save->store->sql,
		"INSERT INTO response (ceasefire, number, response, event, actor, start, \"end\", text, attribution, "
		"date_from, date_to, date_precision, date_basis, date_start, date_end) "
		"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)");
	sql_int(&s, ceasefire);
	sql_int(&s, (int64_t)number);
	sql_int(&s, response->response);
	sql_int(&s, save->event_keys[response->event]);
	put_actor(save, &s, &response->actor);
	sql_int_if(&s, attribution != 0, attribution);
	put_date(save, &s, &response->date);
	sql_run(&s);
}

static void put_truce(struct save *save, struct statement *s, const struct ceasefire *truce, struct str purposes)
{
	sql_int(s, truce->stage);
	put_day(s, truce->called_on.from);
	put_day(s, truce->effective_from.from);
	put_day(s, truce->until.from == DAY_NONE ? DAY_NONE : truce->until.to);
	sql_text_if(s, truce->duration);
	sql_int(s, truce->unilateral);
	sql_int(s, truce->written);
	sql_int(s, truce->extended);
	sql_text(s, purposes);
	put_place(save, s, &truce->place);
}

static void save_truce_rows(struct save *save, const struct ceasefire *truce, int64_t key)
{
	static const char side[] = "INSERT INTO ceasefire_side (ceasefire, role, number, actor, start, \"end\", text) VALUES ($1, $2, $3, $4, $5, $6, $7)";
	save_actors(save, side, key, 0, truce->called_by, truce->called_by_count);
	save_actors(save, side, key, 1, truce->parties, truce->party_count);
	save_actors(save, side, key, 2, truce->mediators, truce->mediator_count);
	for (size_t i = 0; i < truce->event_count; i++) {
		struct statement s = sql_use(&save->store->sql, "INSERT INTO ceasefire_event (ceasefire, number, event) VALUES ($1, $2, $3)");
		sql_int(&s, key);
		sql_int(&s, (int64_t)i);
		sql_int(&s, save->event_keys[truce->events[i]]);
		sql_run(&s);
	}
	for (size_t i = 0; i < truce->response_count; i++)
		save_response(save, key, i, &truce->responses[i]);
}

static void save_truce(struct save *save, const struct ceasefire *truce)
{
	unsigned char id[ID_BYTES];
	struct buf purposes = {0};
	int64_t key = take_key(save->store, KEYED_CEASEFIRE);
	for (size_t i = 0; i < truce->purpose_count; i++)
		buf_printf(&purposes, "%s%.*s", i ? " " : "", STR_ARG(truce->purposes[i]));
	struct statement s = sql_use(&save->store->sql,
		"INSERT INTO ceasefire (key, id, document, stage, called_on, effective_from, \"until\", duration, unilateral, written, extended, "
		"purposes, place, place_text, place_start, place_end) "
		"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)");
	sql_int(&s, key);
	put_id(save, &s, truce->id, id);
	sql_int(&s, save->key);
	put_truce(save, &s, truce, buf_view(&purposes));
	sql_run(&s);
	buf_free(&purposes);
	save_truce_rows(save, truce, key);
}

static void save_contradiction(struct save *save, const struct contradiction *contradiction)
{
	unsigned char id[ID_BYTES];
	struct statement s = sql_use(&save->store->sql,
		"INSERT INTO contradiction (key, id, document, first, second, about) VALUES ($1, $2, $3, $4, $5, $6)");
	sql_int(&s, take_key(save->store, KEYED_CONTRADICTION));
	put_id(save, &s, contradiction->id, id);
	sql_int(&s, save->key);
	sql_int(&s, save->event_keys[contradiction->first]);
	sql_int(&s, save->event_keys[contradiction->second]);
	put_word(save, &s, contradiction->about);
	sql_run(&s);
}

static size_t most_attributions(const struct document *document)
{
	size_t count = document->event_count;
	for (size_t i = 0; i < document->ceasefire_count; i++)
		count += document->ceasefires[i].response_count;
	return count;
}

void save_records(struct store *store, const struct document *document, int64_t key, bool is_new)
{
	struct save save = {.store = store, .document = document, .key = key};
	offsets_make(&save.offsets, document->article.text, document->arena);
	save.attributions = arena_alloc(document->arena, most_attributions(document) * sizeof *save.attributions);
	save.event_keys = arena_alloc(document->arena, document->event_count * sizeof *save.event_keys);
	store->written = 0;
	fresh_begin_document(store, document, key, is_new);
	for (size_t i = 0; i < document->event_count && sql_ok(&store->sql); i++) {
		save.event_keys[i] = take_key(store, KEYED_EVENT);
		if (i == 0) {
			store->written = key;
			store->first_event = save.event_keys[0];
		}
		save_event(&save, &document->events[i], save.event_keys[i]);
	}
	for (size_t i = 0; i < document->ceasefire_count && sql_ok(&store->sql); i++)
		save_truce(&save, &document->ceasefires[i]);
	for (size_t i = 0; i < document->contradiction_count && sql_ok(&store->sql); i++)
		save_contradiction(&save, &document->contradictions[i]);
}
