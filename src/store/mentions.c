#include "store/mentions.h"

#include "store/parts.h"

#define COLUMNS \
	"SELECT m.event, e.document, e.id, d.id, m.\"group\", m.length, m.home_length, m.day, m.home, m.part, m.incident, m.sketch, g.bytes " \
	"FROM mention m JOIN event e ON e.key = m.event JOIN document d ON d.key = e.document JOIN signature g ON g.document = e.document "

/* --- writing ------------------------------------------------------------------------------- */

bool store_put_signature(struct store *store, int64_t document, struct str bytes, struct error *error)
{
	struct statement s = sql_use(&store->sql, "INSERT INTO signature (document, bytes) VALUES ($1, $2)");
	sql_int(&s, document);
	sql_blob(&s, bytes);
	sql_run(&s);
	fresh_put_signature(store, document, bytes);
	return store_done(store, error);
}

bool store_put_mention(struct store *store, int64_t event, int group, int32_t day, int length, struct str sketch, struct error *error)
{
	struct fresh_mention mention = {.event = event, .group = group, .length = length, .home_length = length, .day = day, .home = day,
	                                .part = event, .incident = event, .sketch = sketch};
	if (fresh_event(store, event))
		fresh_put_mention(store, &mention);
	else
		mention_write(store, &mention);
	return store_done(store, error);
}

bool store_drop_mentions(struct store *store, int64_t document, struct error *error)
{
	struct statement s = sql_use(&store->sql, "DELETE FROM mention WHERE event IN (SELECT key FROM event WHERE document = $1)");
	sql_int(&s, document);
	sql_run(&s);
	s = sql_use(&store->sql, "DELETE FROM signature WHERE document = $1");
	sql_int(&s, document);
	sql_run(&s);
	return store_done(store, error);
}

bool store_set_home(struct store *store, int64_t event, int32_t home, int home_length, struct error *error)
{
	struct fresh_mention *fresh = fresh_mention(store, event);
	if (fresh) {
		fresh->home = home;
		fresh->home_length = home_length;
	}
	if (fresh && !fresh_is_written(store, fresh))
		return true;
	struct statement s = sql_use(&store->sql, "UPDATE mention SET home = $1, home_length = $2 WHERE event = $3");
	sql_int_if(&s, home != DAY_NONE, home);
	sql_int(&s, home_length);
	sql_int(&s, event);
	sql_run(&s);
	return store_done(store, error);
}

bool store_set_incident(struct store *store, int64_t event, int64_t part, int64_t incident, struct error *error)
{
	struct fresh_mention *fresh = fresh_mention(store, event);
	if (fresh) {
		fresh->part = part;
		fresh->incident = incident;
	} else {
		fresh_mark_mixed(store, incident);
	}
	if (fresh && !fresh_is_written(store, fresh))
		return true;
	struct statement s = sql_use(&store->sql, "UPDATE mention SET part = $1, incident = $2 WHERE event = $3");
	sql_int(&s, part);
	sql_int(&s, incident);
	sql_int(&s, event);
	sql_run(&s);
	return store_done(store, error);
}

/* --- reading ------------------------------------------------------------------------------- */

/* What is read next may be of this transaction. */
static struct statement use_all(struct store *store, const char *question)
{
	fresh_write(store);
	return sql_use(&store->sql, question);
}

bool store_first_event(struct store *store, int64_t document, int64_t *first, struct error *error)
{
	*first = store->first_event;
	if (store->written == document)
		return true;
	struct statement s = sql_use(&store->sql, "SELECT min(key) FROM event WHERE document = $1");
	sql_int(&s, document);
	*first = sql_one_int(&s, 0);
	return store_done(store, error);
}

bool store_incidents_of(struct store *store, const int64_t *documents, size_t count, struct arena *arena, int64_t **incidents, size_t *found, struct error *error)
{
	struct buf list = {0};
	size_t capacity = 0;
	*incidents = NULL;
	*found = 0;
	if (!count)
		return true;
	sql_write_list(&store->sql, &list, documents, count);
	struct statement s = use_all(store, "SELECT DISTINCT m.incident FROM event e JOIN mention m ON m.event = e.key WHERE e.document IN LIST($1)");
	sql_text(&s, buf_view(&list));
	while (sql_next(&s)) {
		int64_t incident = sql_get_int(&s);
		arena_push(arena, *incidents, *found, capacity, incident);
	}
	sql_run(&s);
	buf_free(&list);
	return store_done(store, error);
}

static int32_t get_day(struct statement *s)
{
	return (int32_t)sql_get_int_or(s, DAY_NONE);
}

static bool read_all(struct store *store, struct statement *s, struct arena *arena, struct store_mentions *out, struct error *error)
{
	size_t capacity = 0;
	*out = (struct store_mentions){0};
	while (sql_next(s)) {
		struct store_mention mention = {.event = sql_get_int(s)};
		mention.document = sql_get_int(s);
		mention.event_id = id_unpack(sql_get_bytes(s), arena);
		mention.document_id = id_unpack(sql_get_bytes(s), arena);
		mention.group = (int)sql_get_int(s);
		mention.length = (int)sql_get_int(s);
		mention.home_length = (int)sql_get_int(s);
		mention.day = get_day(s);
		mention.home = get_day(s);
		mention.part = sql_get_int(s);
		mention.incident = sql_get_int(s);
		mention.sketch = sql_get_copy(s, arena);
		mention.signature = sql_get_copy(s, arena);
		arena_push(arena, out->list, out->count, capacity, mention);
	}
	sql_run(s);
	return store_done(store, error);
}

/* HOME: by where they are at home, not by their own days. */
static bool read_days(struct store *store, const char *question, bool home, int group, const int64_t *days, size_t count, struct arena *arena,
                      struct store_mentions *out, struct error *error)
{
	struct buf list = {0};
	sql_write_list(&store->sql, &list, days, count);
	struct statement s = sql_use(&store->sql, question);
	sql_int(&s, group);
	sql_text(&s, buf_view(&list));
	bool ok = read_all(store, &s, arena, out, error);
	buf_free(&list);
	if (ok)
		fresh_append(store, home, group, days, count, arena, out);
	return ok && store_done(store, error);
}

bool store_mentions_of_days(struct store *store, int group, const int64_t *days, size_t count, struct arena *arena, struct store_mentions *out, struct error *error)
{
	static const char question[] = COLUMNS "WHERE m.\"group\" = $1 AND m.day IN LIST($2) ORDER BY m.day, m.event";
	return read_days(store, question, false, group, days, count, arena, out, error);
}

bool store_mentions_at_home(struct store *store, int group, const int64_t *days, size_t count, struct arena *arena, struct store_mentions *out, struct error *error)
{
	static const char question[] = COLUMNS "WHERE m.\"group\" = $1 AND m.home IN LIST($2) ORDER BY m.home, m.home_length, m.event";
	return read_days(store, question, true, group, days, count, arena, out, error);
}

bool store_mentions_of_incident(struct store *store, int64_t incident, struct arena *arena, struct store_mentions *out, struct error *error)
{
	struct statement s = use_all(store, COLUMNS "WHERE m.incident = $1 ORDER BY d.day, e.id");
	sql_int(&s, incident);
	return read_all(store, &s, arena, out, error);
}

bool store_mentions_of_document(struct store *store, int64_t document, struct arena *arena, struct store_mentions *out, struct error *error)
{
	static const char question[] = COLUMNS "WHERE e.document = $1 ORDER BY m.event";
	struct statement s = fresh_has_document(store, document) ? use_all(store, question) : sql_use(&store->sql, question);
	sql_int(&s, document);
	return read_all(store, &s, arena, out, error);
}

bool store_mention_by_key(struct store *store, int64_t event, struct arena *arena, struct store_mentions *out, struct error *error)
{
	struct statement s = use_all(store, COLUMNS "WHERE m.event = $1");
	sql_int(&s, event);
	return read_all(store, &s, arena, out, error);
}

bool store_mention_of_event(struct store *store, struct str event_id, struct arena *arena, struct store_mentions *out, struct error *error)
{
	unsigned char packed[ID_BYTES];
	*out = (struct store_mentions){0};
	if (!id_pack(event_id, packed))
		return true;
	struct statement s = use_all(store, COLUMNS "WHERE e.id = $1");
	sql_blob(&s, (struct str){(const char *)packed, sizeof packed});
	return read_all(store, &s, arena, out, error);
}

/* --- incidents ------------------------------------------------------------------------------- */

static void count_wrong(struct store *store, const char *query, const char *what, struct buf *findings)
{
	struct statement s = sql_use(&store->sql, query);
	int64_t count = sql_one_int(&s, 0);
	if (count)
		buf_printf(findings, "%lld %s\n", (long long)count, what);
}

bool store_verify_mentions(struct store *store, struct buf *findings, struct error *error)
{
	count_wrong(store, "SELECT count(*) FROM event e WHERE NOT EXISTS (SELECT 1 FROM sentence s WHERE s.document = e.document AND s.number = e.sentence)",
		"records stand in a sentence that is missing", findings);
	count_wrong(store, "SELECT count(*) FROM signature g JOIN event e ON e.document = g.document JOIN code c ON c.key = e.code WHERE c.kind = 0 "
		"AND NOT EXISTS (SELECT 1 FROM mention m WHERE m.event = e.key)", "events are missing among the mentions", findings);
	count_wrong(store, "SELECT count(*) FROM mention m WHERE NOT EXISTS (SELECT 1 FROM incident i WHERE i.key = m.incident)",
		"mentions belong to no incident", findings);
	count_wrong(store, "SELECT count(*) FROM incident i WHERE i.mentions <> (SELECT count(*) FROM mention m WHERE m.incident = i.key)",
		"incidents do not have the mentions that they count", findings);
	return store_done(store, error);
}

static void copy_texts(struct statement *s, struct str *const *fields, size_t count, struct arena *arena)
{
	for (size_t i = 0; i < count; i++)
		*fields[i] = sql_get_copy(s, arena);
}

static void tell_head(struct store *store, int64_t incident, struct arena *arena, struct store_incident *told)
{
	struct str *const texts[] = {&told->id, &told->type, &told->mode, &told->date_from, &told->date_to, &told->place, &told->country,
	                             &told->first_report, &told->last_report};
	struct statement s = sql_use(&store->sql, "SELECT id, event_type, event_mode, date_from, date_to, place, country, first_report, last_report, mentions, documents, "
		"sources, denials, open, killed_low, killed_high, wounded_low, wounded_high FROM v_incidents WHERE incident = $1");
	*told = (struct store_incident){0};
	sql_int(&s, incident);
	if (sql_next(&s)) {
		copy_texts(&s, texts, sizeof texts / sizeof *texts, arena);
		told->mentions = sql_get_int(&s);
		told->documents = sql_get_int(&s);
		told->sources = sql_get_int(&s);
		told->denials = sql_get_int(&s);
		told->open = sql_get_int(&s);
		told->killed_low = sql_get_int_or(&s, -1);
		told->killed_high = sql_get_int_or(&s, -1);
		told->wounded_low = sql_get_int_or(&s, -1);
		told->wounded_high = sql_get_int_or(&s, -1);
	}
	sql_run(&s);
}

bool store_tell_incident(struct store *store, int64_t incident, struct arena *arena, struct store_incident *told, struct store_account **accounts,
                         size_t *count, struct error *error)
{
	struct statement s = sql_use(&store->sql, "SELECT id, event_type, event_mode, factuality, actors, recipients, speakers, reported, publisher, url, doc, text, killed "
		"FROM v_mentions WHERE incident = $1 ORDER BY reported, id");
	size_t capacity = 0;
	*accounts = NULL;
	*count = 0;
	sql_int(&s, incident);
	while (sql_next(&s)) {
		struct store_account account;
		struct str *const texts[] = {&account.id, &account.type, &account.mode, &account.factuality, &account.actor, &account.recipient,
		                             &account.speaker, &account.reported, &account.publisher, &account.url, &account.document, &account.text};
		copy_texts(&s, texts, sizeof texts / sizeof *texts, arena);
		account.killed = sql_get_int_or(&s, -1);
		arena_push(arena, *accounts, *count, capacity, account);
	}
	sql_run(&s);
	tell_head(store, incident, arena, told);
	return store_done(store, error);
}

/* --- by hand --------------------------------------------------------------------------------- */

#define FIND_EVENT(side) \
	"coalesce((SELECT e.key FROM event e WHERE e.id = c." side "_event), (SELECT e.key FROM event e JOIN mention m ON m.event = e.key " \
	"JOIN document d ON d.key = e.document WHERE d.id = c." side "_document AND e.trigger_start = c." side "_start ORDER BY e.id LIMIT 1), 0)"

bool store_choices(struct store *store, struct arena *arena, struct store_choice **choices, size_t *count, struct error *error)
{
	struct statement any = sql_use(&store->sql, "SELECT count(*) FROM choice");
	if (sql_one_int(&any, 0))
		fresh_write(store); /* they may be of mentions that are not there yet */
	struct statement s = sql_use(&store->sql, "SELECT c.act, c.same, " FIND_EVENT("a") ", " FIND_EVENT("b") ", c.a_event, c.b_event, c.made FROM choice c "
		"WHERE NOT EXISTS (SELECT 1 FROM choice l WHERE l.key > c.key AND l.a_event IN (c.a_event, c.b_event) AND l.b_event IN (c.a_event, c.b_event)) "
		"ORDER BY c.key");
	size_t capacity = 0;
	*choices = NULL;
	*count = 0;
	while (sql_next(&s)) {
		struct store_choice choice = {.act = sql_get_int(&s)};
		choice.same = sql_get_int(&s);
		choice.a = sql_get_int(&s);
		choice.b = sql_get_int(&s);
		choice.a_id = id_unpack(sql_get_bytes(&s), arena);
		choice.b_id = id_unpack(sql_get_bytes(&s), arena);
		choice.made = sql_get_int(&s);
		arena_push(arena, *choices, *count, capacity, choice);
	}
	sql_run(&s);
	return store_done(store, error);
}

bool store_choose(struct store *store, int64_t a, int64_t b, bool same, int64_t made, int64_t *act, struct error *error)
{
	struct statement s;
	if (!*act) {
		s = sql_use(&store->sql, "SELECT coalesce(max(act), 0) + 1 FROM choice");
		*act = sql_one_int(&s, 0);
	}
	s = sql_use(&store->sql,
		"INSERT INTO choice (same, made, act, a_event, a_document, a_start, b_event, b_document, b_start) "
		"SELECT $1, $2, $3, x.id, xd.id, x.trigger_start, y.id, yd.id, y.trigger_start FROM event x JOIN document xd ON xd.key = x.document, "
		"event y JOIN document yd ON yd.key = y.document WHERE x.key = $4 AND y.key = $5");
	sql_int(&s, same);
	sql_int(&s, made);
	sql_int(&s, *act);
	sql_int(&s, a);
	sql_int(&s, b);
	sql_run(&s);
	return store_done(store, error);
}

bool store_unchoose(struct store *store, int64_t act, struct error *error)
{
	struct statement s = sql_use(&store->sql, "DELETE FROM choice WHERE act = $1");
	sql_int(&s, act);
	sql_run(&s);
	return store_done(store, error);
}
