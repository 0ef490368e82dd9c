/* casus query: what is in the database. */
#include "query.h"

#include <string.h>

#include "command.h"
#include "output.h"
#include "whom.h"

#include "base/day.h"

/* --- from the command line to a query ---------------------------------------------------------------- */

static void add_condition(struct asking *asking, const char *text)
{
	asking->conditions[asking->condition_count++] = str_of(text);
}

/* `--count by month,type` or `--count month,type`. BY says that the next input is the keys. */
static void add_conditions(struct asking *asking, size_t first)
{
	const struct settings *settings = asking->settings;
	bool by = settings->count_by && strcmp(settings->count_by, "by") == 0;
	asking->conditions = arena_zalloc(&asking->arena, settings->input_count + 1, sizeof *asking->conditions);
	if (settings->count_by && !by)
		add_condition(asking, arena_printf(&asking->arena, "count=%s", settings->count_by));
	for (size_t i = first; i < settings->input_count; i++) {
		bool keys = by && !strchr(settings->inputs[i], '=');
		by = by && !keys;
		add_condition(asking, keys ? arena_printf(&asking->arena, "count=%s", settings->inputs[i]) : settings->inputs[i]);
	}
}

static bool words_of(struct asking *asking, struct query_words *words, struct error *error)
{
	struct str *types, *modes, *contexts;
	bool ok = store_words(asking->store, QUERY_TYPE, &asking->arena, &types, &words->type_count, error) &&
	          store_words(asking->store, QUERY_MODE, &asking->arena, &modes, &words->mode_count, error) &&
	          store_words(asking->store, QUERY_CONTEXT, &asking->arena, &contexts, &words->context_count, error);
	words->types = types, words->modes = modes, words->contexts = contexts;
	return ok;
}

bool asking_session(struct asking *asking, struct error *error)
{
	if (asking->session_open)
		return asking->session.kit || error_set(error, ERROR_LEXICON, "the pack could not be opened");
	asking->session_open = true;
	return session_open(&asking->session, asking->settings, error);
}

bool asking_open(struct asking *asking, const struct settings *settings, size_t first, struct error *error)
{
	struct store_options options = {.read_only = true};
	struct query_words words = {0};
	asking->settings = settings;
	if (!settings->db)
		return error_set(error, ERROR_USAGE, "which database? name it with --db");
	if (!store_open(&asking->store, settings->db, &options, error))
		return false;
	add_conditions(asking, first);
	if (!words_of(asking, &words, error) ||
	    !query_parse(&asking->query, asking->conditions, asking->condition_count, &words, &asking->arena, error))
		return false;
	if (!query_needs_lexicon(&asking->query))
		return true;
	return asking_session(asking, error) && query_resolve(asking->session.kit, &asking->query, asking->conditions, &asking->arena, error);
}

void asking_close(struct asking *asking)
{
	store_close(asking->store);
	if (asking->session_open)
		session_close(&asking->session);
}

/* --- the questions that have words of their own ------------------------------------------------------ */

enum told_by { TOLD_BY_STORE, TOLD_TIES, TOLD_TRUCES }; /* the last two by history.h */

static const struct question {
	const char *name;
	enum store_question question;
	enum told_by told_by;
} questions[] = {{"dyads", ASK_DYADS, TOLD_BY_STORE}, {"relations", 0, TOLD_TIES}, {"ceasefires", 0, TOLD_TRUCES}, {"contradictions", ASK_CONTRADICTIONS, TOLD_BY_STORE},
                 {"sources", ASK_SOURCES, TOLD_BY_STORE}, {"actors", ASK_ACTORS, TOLD_BY_STORE}, {"places", ASK_PLACES, TOLD_BY_STORE}};
enum { QUESTIONS = sizeof questions / sizeof *questions };

static const struct question *find_question(const char *name)
{
	for (size_t i = 0; i < QUESTIONS; i++)
		if (strcmp(questions[i].name, name) == 0)
			return &questions[i];
	return NULL;
}

static bool parse_day(const struct settings *settings, int32_t *day, struct error *error)
{
	*day = DAY_NONE;
	return !settings->on || day_parse(str_of(settings->on), day) ||
	       error_set(error, ERROR_USAGE, "--on takes a day such as 2020-01-09, not '%s'", settings->on);
}

static bool check_format(const char *format, struct error *error)
{
	return strcmp(format, "table") == 0 || strcmp(format, "jsonl") == 0 || strcmp(format, "csv") == 0 ||
	       error_set(error, ERROR_USAGE, "there is no format '%s'; there are: table jsonl csv", format);
}

static bool write_out(struct buf *out, struct error *error)
{
	bool ok = !out->failed ? output_write(buf_view(out), error) && output_flush(error) : error_set(error, ERROR_SYSTEM, "out of memory");
	buf_free(out);
	return ok;
}

static bool is_time(enum query_key key)
{
	return key == KEY_DAY || key == KEY_WEEK || key == KEY_MONTH || key == KEY_YEAR;
}

static bool write_counts(struct asking *asking, const char *format, struct error *error)
{
	const struct settings *settings = asking->settings;
	struct store_answer answer;
	struct buf out = {0};
	if (!store_tally(asking->store, &asking->query, &asking->arena, &answer, error))
		return false;
	if (settings->chart)
		chart_write(&answer, is_time(asking->query.keys[0]), terminal_width(settings), &out);
	else
		answer_write(&answer, format, terminal_width(settings), &out);
	return write_out(&out, error);
}

static bool write_question(struct asking *asking, const struct question *question, const char *format, struct error *error)
{
	struct store_answer answer;
	struct buf out = {0};
	int32_t day;
	if (!asking->query.limit && strcmp(format, "table") == 0)
		asking->query.limit = 50;
	if (!parse_day(asking->settings, &day, error))
		return false;
	bool ok = question->told_by == TOLD_BY_STORE ? store_question(asking->store, question->question, &asking->query, &asking->arena, &answer, error)
	                                             : query_history(asking, question->told_by == TOLD_TRUCES, day, &answer, error);
	if (!ok)
		return false;
	answer_write(&answer, format, terminal_width(asking->settings), &out);
	return write_out(&out, error);
}

static bool ask(struct asking *asking, const struct settings *settings, struct error *error)
{
	const char *format = settings->format ? settings->format : terminal_is_output() ? "table" : "jsonl";
	const char *word = settings->input_count && !strpbrk(settings->inputs[0], "=") ? settings->inputs[0] : NULL;
	bool keys = word && settings->count_by && strcmp(settings->count_by, "by") == 0, timeline = word && strcmp(word, "timeline") == 0;
	const struct question *question = word ? find_question(word) : NULL;
	if (word && !keys && !question && !timeline)
		return error_set(error, ERROR_USAGE, "'%s' is neither a condition (field=value) nor one of: timeline dyads relations ceasefires "
		                 "contradictions sources actors places", word);
	if (!check_format(format, error) || !asking_open(asking, settings, question || timeline, error))
		return false;
	if (timeline && settings->chart && !asking->query.key_count)
		asking->query.keys[asking->query.key_count++] = KEY_MONTH;
	if (settings->chart && !asking->query.key_count)
		return error_set(error, ERROR_USAGE, "--chart draws counts: add --count KEYS, or ask for the timeline");
	if (asking->query.key_count)
		return write_counts(asking, format, error);
	return question ? write_question(asking, question, format, error) : query_write_records(asking, format, error);
}

int run_query(const struct settings *settings)
{
	struct error error = {0};
	struct asking asking = {0};
	jmp_buf recover;
	arena_init(&asking.arena);
	if (setjmp(recover) == 0) {
		asking.arena.recover = &recover;
		ask(&asking, settings, &error);
	} else {
		error_set(&error, ERROR_SYSTEM, "out of memory");
	}
	asking_close(&asking);
	arena_free(&asking.arena);
	return error.kind ? fail(&error) : EXIT_DONE;
}
