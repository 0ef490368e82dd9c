#include "store/past.h"

#include "store/parts.h"

#define RECORDS(first) \
	"SELECT e.key, e.id, d.id, c.kind, c.type, c.mode, d.day, e.date_from, e.date_to, " \
	"(SELECT t.date_from FROM term t WHERE t.event = e.key AND t.bound = 0), (SELECT t.date_to FROM term t WHERE t.event = e.key AND t.bound = 1), " \
	"e.factuality, e.attribution, p.name, p.country, p.lat, p.lon, p.precision, substr(a.text, s.start + 1, s.\"end\" - s.start), " \
	"substr(a.text, e.trigger_start + 1, e.trigger_end - e.trigger_start), (SELECT m.sketch FROM mention m WHERE m.event = e.key) " \
	"FROM " first " JOIN document d ON d.key = e.document JOIN article a ON a.document = e.document " \
	"JOIN sentence s ON s.document = e.document AND s.number = e.sentence LEFT JOIN place p ON p.key = e.place AND p.resolved = 1 "
/* Who acts in these records and on whom, in the order of the records: a question for all of them, not one for each. */
#define PARTIES(first) \
	"SELECT e.key, p.role, x.id, coalesce(nullif(x.name, ''), p.text, substr(a.text, p.start + 1, p.\"end\" - p.start)), x.country " \
	"FROM " first " CROSS JOIN participant p JOIN document d ON d.key = e.document JOIN article a ON a.document = e.document " \
	"JOIN actor x ON x.key = p.actor "
/* The same without what stands in the texts, which are many times larger than all else. */
#define BARE_RECORDS(first) \
	"SELECT e.key, e.id, d.id, c.kind, c.type, c.mode, d.day, e.date_from, e.date_to, " \
	"(SELECT t.date_from FROM term t WHERE t.event = e.key AND t.bound = 0), (SELECT t.date_to FROM term t WHERE t.event = e.key AND t.bound = 1), " \
	"e.factuality, e.attribution, '', '', CAST(0 AS DOUBLE PRECISION), CAST(0 AS DOUBLE PRECISION), 0, '', '', '' " \
	"FROM " first " JOIN document d ON d.key = e.document "
#define BARE_PARTIES(first) \
	"SELECT e.key, p.role, x.id, coalesce(nullif(x.name, ''), p.text, ''), x.country " \
	"FROM " first " CROSS JOIN participant p JOIN document d ON d.key = e.document JOIN actor x ON x.key = p.actor "
#define PAST(first, condition) \
	{{RECORDS(first) RECORDS_OF(condition), PARTIES(first) PARTIES_OF(condition)}, \
	 {BARE_RECORDS(first) RECORDS_OF(condition), BARE_PARTIES(first) PARTIES_OF(condition)}}
#define RECORDS_OF(condition) "WHERE e.code = c.key AND " condition " ORDER BY d.day, e.id, e.key"
#define PARTIES_OF(condition) "WHERE e.code = c.key AND p.event = e.key AND " condition " ORDER BY d.day, e.id, e.key, p.role, p.number"

/* CROSS: in this order. Where few codes are asked for, of each its events, by an index; else all events as they stand. */
#define BY_CODE "code c CROSS JOIN event e"
#define BY_EVENT "event e CROSS JOIN code c"

/* Each what code.type and code.mode say; history.c says what it makes of them. */
static const struct past_query {
	const char *records, *parties;
} queries[][2] = { /* whole, bare */
	[PAST_TIES] = PAST(BY_CODE, "c.kind = 1"),
	[PAST_SOME_TIES] = PAST(BY_CODE, "c.kind = 1 AND e.key IN LIST($1)"),
	[PAST_ENDS_OF_TIES] = PAST(BY_CODE, "c.kind = 0 AND c.type = 'SANCTION' AND c.mode IN ('withdraw', 'discontinue', 'expel')"),
	[PAST_HOLDS] = PAST(BY_CODE, "c.kind = 1 AND c.type = 'controls'"),
	[PAST_SEIZURES] = PAST(BY_CODE, "c.kind = 0 AND c.type = 'COERCE' AND c.mode = 'seize' AND e.place IS NOT NULL"),
	[PAST_WITHDRAWALS] = PAST(BY_CODE, "c.kind = 0 AND c.type = 'RETREAT' AND c.mode = 'withdraw' AND e.place IS NOT NULL"),
	/* Acts about a truce of which their article makes none: an answer, an accusation of a breach. */
	[PAST_TRUCE_ACTS] = PAST(BY_EVENT, "c.kind = 0 AND e.about = (SELECT key FROM word WHERE text = 'ceasefire') AND "
		"NOT EXISTS (SELECT 1 FROM ceasefire_event f WHERE f.event = e.key)"),
};

struct row_keys { /* of the rows read, for what hangs on them */
	int64_t record, attribution;
};

static int32_t get_day(struct statement *s)
{
	return (int32_t)sql_get_int_or(s, DAY_NONE);
}

static struct past_party get_party(struct statement *s, struct arena *arena)
{
	struct past_party party;
	party.id = sql_get_copy(s, arena);
	party.name = sql_get_copy(s, arena);
	party.country = sql_get_copy(s, arena);
	return party;
}

static void read_parties(struct store *store, const char *query, int64_t key, int64_t role, struct arena *arena, struct past_party **list, size_t *count)
{
	struct statement s = sql_use(&store->sql, query);
	size_t capacity = 0;
	sql_int(&s, key);
	sql_int(&s, role);
	while (sql_next(&s)) {
		struct past_party party = get_party(&s, arena);
		arena_push(arena, *list, *count, capacity, party);
	}
	sql_run(&s);
}

static const char sides[] =
	"SELECT x.id, coalesce(nullif(x.name, ''), p.text, substr(a.text, p.start + 1, p.\"end\" - p.start)), x.country FROM ceasefire_side p "
	"JOIN ceasefire c ON c.key = p.ceasefire JOIN article a ON a.document = c.document JOIN actor x ON x.key = p.actor WHERE p.ceasefire = $1 AND p.role = $2 ORDER BY p.number";
static const char speakers_of[] =
	"SELECT coalesce(group_concat(name, '; '), '') FROM (SELECT coalesce(nullif(x.name, ''), p.text, substr(a.text, p.start + 1, p.\"end\" - p.start)) AS name FROM speaker p "
	"JOIN attribution t ON t.key = p.attribution JOIN article a ON a.document = t.document JOIN actor x ON x.key = p.actor WHERE p.attribution = $1 ORDER BY p.number) AS told";

/* An attribution without a name is somebody's word all the same. */
static struct str read_speakers(struct store *store, int64_t attribution, struct arena *arena)
{
	struct str found = {0};
	if (!attribution)
		return found;
	struct statement s = sql_use(&store->sql, speakers_of);
	sql_int(&s, attribution);
	if (sql_next(&s))
		found = sql_get_copy(&s, arena);
	sql_run(&s);
	return str_empty(found) ? STR("somebody unnamed") : found;
}

static struct past_record read_record(struct statement *s, struct arena *arena, struct row_keys *keys)
{
	struct past_record record;
	keys->record = sql_get_int(s);
	record = (struct past_record){.event = id_unpack(sql_get_bytes(s), arena)};
	record.document = id_unpack(sql_get_bytes(s), arena);
	record.kind = (enum record_kind)sql_get_int(s);
	record.type = sql_get_copy(s, arena);
	record.mode = sql_get_copy(s, arena);
	record.reported = get_day(s);
	record.from = get_day(s);
	record.to = get_day(s);
	record.since = get_day(s);
	record.until = get_day(s);
	record.factuality = (enum factuality)sql_get_int(s);
	keys->attribution = sql_get_int(s);
	record.place = sql_get_copy(s, arena);
	record.country = sql_get_copy(s, arena);
	record.lat = sql_get_real(s);
	record.lon = sql_get_real(s);
	record.precision = (enum place_precision)sql_get_int(s);
	record.text = sql_get_copy(s, arena);
	record.trigger = sql_get_copy(s, arena);
	record.sketch = sql_get_copy(s, arena);
	return record;
}

/* Both are in the order of the records: each party is of the record at hand or of a later one. */
static void read_all_parties(struct store *store, const char *query, const struct buf *list, const struct row_keys *keys, struct arena *arena,
                             struct past_records *out)
{
	struct statement s = sql_use(&store->sql, query);
	if (list)
		sql_text(&s, buf_view(list));
	size_t at = 0, capacity[2] = {0};
	while (sql_next(&s)) {
		int64_t key = sql_get_int(&s);
		size_t role = sql_get_int(&s) == 0 ? 0 : 1;
		struct past_party party = get_party(&s, arena);
		while (at < out->count && keys[at].record != key) {
			capacity[0] = capacity[1] = 0;
			at++;
		}
		if (at == out->count)
			break;
		struct past_record *record = &out->list[at];
		if (role == 0)
			arena_push(arena, record->actors, record->actor_count, capacity[0], party);
		else
			arena_push(arena, record->recipients, record->recipient_count, capacity[1], party);
	}
	sql_run(&s);
}

/* LIST: what PAST_SOME_TIES chooses from; NULL for the others. */
static void read_past(struct store *store, enum past_kind kind, const struct buf *list, bool bare, struct arena *arena, struct past_records *out)
{
	const struct past_query *query = &queries[kind][bare];
	struct row_keys *keys = NULL, one;
	size_t capacity = 0, key_count = 0, key_capacity = 0;
	struct statement s = sql_use(&store->sql, query->records);
	if (list)
		sql_text(&s, buf_view(list));
	while (sql_next(&s)) {
		struct past_record record = read_record(&s, arena, &one);
		arena_push(arena, out->list, out->count, capacity, record);
		arena_push(arena, keys, key_count, key_capacity, one);
	}
	sql_run(&s);
	read_all_parties(store, query->parties, list, keys, arena, out);
	for (size_t i = 0; i < out->count; i++)
		out->list[i].speakers = !bare ? read_speakers(store, keys[i].attribution, arena) : keys[i].attribution ? STR("somebody") : STR("");
}

bool store_past(struct store *store, enum past_kind kind, bool bare, struct arena *arena, struct past_records *out, struct error *error)
{
	*out = (struct past_records){0};
	WITH_RECOVERY(store, arena, read_past(store, kind, NULL, bare, arena, out));
	return store_done(store, error);
}

bool store_past_ties(struct store *store, const int64_t *keys, size_t count, struct arena *arena, struct past_records *out, struct error *error)
{
	struct buf list = {0};
	*out = (struct past_records){0};
	sql_write_list(&store->sql, &list, keys, count);
	WITH_RECOVERY(store, arena, read_past(store, PAST_SOME_TIES, &list, false, arena, out));
	buf_free(&list);
	return store_done(store, error);
}

/* --- truces ---------------------------------------------------------------------------------- */

static struct past_truce read_truce(struct statement *s, struct arena *arena, int64_t *key)
{
	struct past_truce truce;
	*key = sql_get_int(s);
	truce = (struct past_truce){.id = id_unpack(sql_get_bytes(s), arena)};
	truce.document = id_unpack(sql_get_bytes(s), arena);
	truce.stage = (enum ceasefire_stage)sql_get_int(s);
	truce.called_on = get_day(s);
	truce.effective_from = get_day(s);
	truce.until = get_day(s);
	truce.reported = get_day(s);
	truce.place = sql_get_copy(s, arena);
	truce.country = sql_get_copy(s, arena);
	truce.event = id_unpack(sql_get_bytes(s), arena);
	truce.text = sql_get_copy(s, arena);
	return truce;
}

static void read_answers(struct store *store, int64_t key, struct arena *arena, struct past_truce *truce)
{
	int64_t *attributions = NULL;
	size_t capacity = 0, count = 0, attribution_capacity = 0;
	struct statement s = sql_use(&store->sql,
		"SELECT x.id, coalesce(nullif(x.name, ''), r.text, substr(a.text, r.start + 1, r.\"end\" - r.start)), x.country, r.response, r.date_from, r.attribution, e.id, "
		"substr(a.text, s.start + 1, s.\"end\" - s.start) FROM response r JOIN event e ON e.key = r.event JOIN article a ON a.document = e.document "
		"JOIN sentence s ON s.document = e.document AND s.number = e.sentence JOIN actor x ON x.key = r.actor WHERE r.ceasefire = $1 ORDER BY r.number");
	sql_int(&s, key);
	while (sql_next(&s)) {
		struct past_answer answer = {.actor = get_party(&s, arena)};
		answer.response = (enum ceasefire_response)sql_get_int(&s);
		answer.day = get_day(&s);
		int64_t attribution = sql_get_int(&s);
		answer.event = id_unpack(sql_get_bytes(&s), arena);
		answer.text = sql_get_copy(&s, arena);
		arena_push(arena, truce->answers, truce->answer_count, capacity, answer);
		arena_push(arena, attributions, count, attribution_capacity, attribution);
	}
	sql_run(&s);
	for (size_t i = 0; i < truce->answer_count; i++)
		truce->answers[i].speakers = read_speakers(store, attributions[i], arena);
}

static void read_truces(struct store *store, struct arena *arena, struct past_truces *out)
{
	int64_t *keys = NULL, key;
	size_t capacity = 0, key_count = 0, key_capacity = 0;
	struct statement s = sql_use(&store->sql,
		"SELECT c.key, c.id, d.id, c.stage, c.called_on, c.effective_from, c.\"until\", d.day, p.name, p.country, e.id, substr(a.text, s.start + 1, s.\"end\" - s.start) "
		"FROM ceasefire c JOIN document d ON d.key = c.document JOIN article a ON a.document = c.document LEFT JOIN place p ON p.key = c.place AND p.resolved = 1 "
		"LEFT JOIN ceasefire_event f ON f.ceasefire = c.key AND f.number = 0 LEFT JOIN event e ON e.key = f.event "
		"LEFT JOIN sentence s ON s.document = e.document AND s.number = e.sentence ORDER BY d.day, c.id");
	while (sql_next(&s)) {
		struct past_truce truce = read_truce(&s, arena, &key);
		truce.key = key;
		arena_push(arena, out->list, out->count, capacity, truce);
		arena_push(arena, keys, key_count, key_capacity, key);
	}
	sql_run(&s);
	for (size_t i = 0; i < out->count; i++) {
		struct past_truce *truce = &out->list[i];
		read_parties(store, sides, keys[i], 0, arena, &truce->called_by, &truce->called_by_count);
		read_parties(store, sides, keys[i], 1, arena, &truce->parties, &truce->party_count);
		read_answers(store, keys[i], arena, truce);
	}
}

bool store_past_truces(struct store *store, struct arena *arena, struct past_truces *out, struct error *error)
{
	*out = (struct past_truces){0};
	WITH_RECOVERY(store, arena, read_truces(store, arena, out));
	return store_done(store, error);
}
