/* query_history.c: relations and ceasefires of the records that are asked for, as history.h tells them. */
#include "query.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "history.h"
#include "names.h"

static void begin(struct store_answer *answer, const char *const *columns, const char *number)
{
	*answer = (struct store_answer){0};
	for (; columns[answer->column_count]; answer->column_count++) {
		answer->columns[answer->column_count] = columns[answer->column_count];
		answer->numbers[answer->column_count] = strcmp(columns[answer->column_count], number) == 0 || strcmp(columns[answer->column_count], "denied") == 0;
	}
}

/* Whether the row number ROW is to be shown. */
static bool is_shown(const struct query *query, size_t row)
{
	return row >= query->offset && (!query->limit || row - query->offset < query->limit);
}

static void put_row(struct asking *asking, struct store_answer *answer, const struct str *cells)
{
	size_t count = answer->row_count * answer->column_count;
	for (size_t i = 0; i < answer->column_count; i++)
		arena_push(&asking->arena, answer->cells, count, answer->capacity, cells[i]);
	answer->row_count++;
}

static struct str day_cell(struct asking *asking, int32_t day)
{
	char text[16];
	if (day == DAY_NONE)
		return (struct str){0};
	day_format(day, text);
	return str_of(arena_printf(&asking->arena, "%s", text));
}

static struct str number_cell(struct asking *asking, size_t number)
{
	return str_of(arena_printf(&asking->arena, "%zu", number));
}

struct list { /* of words, each once, with something between */
	struct buf text;
	struct str *known;
	size_t count, capacity;
};

static void add_once(struct asking *asking, struct list *list, struct str word, const char *between)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_equal(list->known[i], word))
			return;
	if (str_empty(word))
		return;
	if (list->count)
		buf_text(&list->text, between);
	buf_str(&list->text, word);
	arena_push(&asking->arena, list->known, list->count, list->capacity, word);
}

static struct str end_list(struct asking *asking, struct list *list)
{
	struct str text = {arena_copy(&asking->arena, list->text.data ? list->text.data : "", list->text.length), list->text.length};
	buf_free(&list->text);
	return text;
}

/* --- relations -------------------------------------------------------------------------------- */

static int latest_first(const void *a, const void *b)
{
	const struct history_tie *x = a, *y = b;
	int order = (x->last_told < y->last_told) - (x->last_told > y->last_told);
	order = order ? order : str_compare(x->actor.name, y->actor.name);
	order = order ? order : str_compare(x->relation, y->relation);
	order = order ? order : str_compare(x->recipient.name, y->recipient.name);
	return order ? order : (x->from > y->from) - (x->from < y->from);
}

static void put_tie(struct asking *asking, const struct history_tie *tie, struct store_answer *answer)
{
	size_t reports = 0, denied = 0;
	int32_t first = DAY_NONE;
	struct list says = {0};
	for (size_t i = 0; i < tie->words.count; i++) {
		const struct history_word *word = &tie->words.list[i];
		reports += strcmp(word->what, "holds") == 0;
		denied += strcmp(word->what, "denied") == 0;
		if (word->reported != DAY_NONE && (first == DAY_NONE || word->reported < first))
			first = word->reported;
		add_once(asking, &says, word->speaker, ",");
	}
	const struct str cells[] = {tie->actor.name, tie->relation, tie->recipient.name, day_cell(asking, tie->from), day_cell(asking, tie->to), number_cell(asking, reports),
	                            day_cell(asking, first), day_cell(asking, tie->last_told), end_list(asking, &says), number_cell(asking, denied)};
	put_row(asking, answer, cells);
}

static bool answer_relations(struct asking *asking, const struct history_filter *filter, struct store_answer *answer, struct error *error)
{
	static const char *const columns[] = {"actor", "relation", "recipient", "since", "until", "reports", "first", "last", "says", "denied", NULL};
	struct history_tie *ties;
	size_t count;
	begin(answer, columns, "reports");
	if (!history_ties(asking->store, filter, &asking->arena, &ties, &count, error))
		return false;
	if (count)
		qsort(ties, count, sizeof *ties, latest_first);
	for (size_t i = 0; i < count; i++)
		if (is_shown(&asking->query, i))
			put_tie(asking, &ties[i], answer);
	return true;
}

/* --- ceasefires --------------------------------------------------------------------------------- */

static struct str names_cell(struct asking *asking, const struct history_party *parties, size_t count)
{
	struct list names = {0};
	for (size_t i = 0; i < count; i++)
		add_once(asking, &names, parties[i].name, "; ");
	return end_list(asking, &names);
}

/* What became of it: every step but the call itself, which has columns of its own. */
static struct str steps_cell(struct asking *asking, const struct history_words *steps)
{
	struct list told = {0};
	for (size_t i = 0; i < steps->count; i++) {
		const struct history_word *step = &steps->list[i];
		if (strcmp(step->what, "called") != 0 && strcmp(step->what, "in-force") != 0 && !str_empty(step->who))
			add_once(asking, &told, str_of(arena_printf(&asking->arena, "%.*s %s", STR_ARG(step->who), step->what)), "; ");
	}
	return end_list(asking, &told);
}

static void put_truce(struct asking *asking, const struct history_truce *truce, struct store_answer *answer)
{
	const struct str cells[] = {day_cell(asking, truce->called_on), day_cell(asking, truce->effective_from), day_cell(asking, truce->until), str_of(name_of_stage(truce->stage)),
	                            str_empty(truce->place) ? truce->country : truce->place, names_cell(asking, truce->called_by, truce->called_by_count),
	                            names_cell(asking, truce->parties, truce->party_count), steps_cell(asking, &truce->steps), number_cell(asking, truce->reports),
	                            day_cell(asking, truce->first_report), day_cell(asking, truce->last_report), truce->id};
	put_row(asking, answer, cells);
}

static bool answer_ceasefires(struct asking *asking, const struct history_filter *filter, struct store_answer *answer, struct error *error)
{
	static const char *const columns[] = {"called", "effective", "until", "stage", "place", "called_by", "parties", "responses", "reports", "first", "last", "id", NULL};
	struct history_truce *truces;
	size_t count;
	begin(answer, columns, "reports");
	if (!history_truces(asking->store, filter, &asking->arena, &truces, &count, error))
		return false;
	for (size_t i = 0; i < count; i++)
		if (is_shown(&asking->query, i))
			put_truce(asking, &truces[i], answer);
	return true;
}

bool query_history(struct asking *asking, bool ceasefires, int32_t day, struct store_answer *answer, struct error *error)
{
	struct history_filter filter = {.on = day, .some = true};
	int64_t *keys;
	if (!store_choose_records(asking->store, ceasefires ? CHOSEN_CEASEFIRES : CHOSEN_TIES, &asking->query, &asking->arena, &keys, &filter.key_count, error))
		return false;
	filter.keys = keys;
	return (ceasefires ? answer_ceasefires : answer_relations)(asking, &filter, answer, error);
}
