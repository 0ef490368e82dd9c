/* casus history: what a database's records say through time, and on whose word. */
#include <string.h>

#include "command.h"
#include "history_line.h"
#include "output.h"
#include "session.h"

#include "base/day.h"
#include "base/json.h"
#include "history.h"
#include "names.h"
#include "store/store.h"

struct answer {
	const struct settings *settings;
	const struct kit *kit;
	struct store *store;
	struct history_filter filter;
	struct arena arena;
	struct buf out;
	bool json;
};

/* --- small things -------------------------------------------------------------------------------- */

static void write_day(struct buf *out, int32_t day, const char *otherwise)
{
	char text[16];
	if (day == DAY_NONE) {
		buf_text(out, otherwise);
		return;
	}
	day_format(day, text);
	buf_text(out, text);
}

static void json_day_if(struct json *json, const char *key, int32_t day)
{
	char text[16];
	if (day == DAY_NONE)
		return;
	day_format(day, text);
	json_str(json, key, str_of(text));
}

static void write_words(const struct history_words *words, struct buf *out)
{
	for (size_t i = 0; i < words->count; i++) {
		const struct history_word *word = &words->list[i];
		buf_text(out, "    ");
		write_day(out, word->day, "no date   ");
		buf_printf(out, "  %s", word->what);
		if (!str_empty(word->who))
			buf_printf(out, " (%.*s)", STR_ARG(word->who));
		if (!str_empty(word->speaker))
			buf_printf(out, ", says %.*s", STR_ARG(word->speaker));
		buf_printf(out, "  %.*s\n", STR_ARG(word->text));
	}
}

static void json_words(struct json *json, const char *key, const struct history_words *words)
{
	json_open(json, key, '[');
	for (size_t i = 0; i < words->count; i++) {
		const struct history_word *word = &words->list[i];
		json_open(json, NULL, '{');
		json_day_if(json, "date", word->day);
		json_str(json, "what", str_of(word->what));
		json_str_if(json, "who", word->who);
		json_str_if(json, "speaker", word->speaker);
		json_day_if(json, "reported", word->reported);
		json_str_if(json, "event", word->event);
		json_str_if(json, "doc", word->document);
		json_str_if(json, "text", word->text);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void json_party(struct json *json, const char *key, const struct history_party *party)
{
	json_open(json, key, '{');
	json_str_if(json, "name", party->name);
	json_str_if(json, "id", party->id);
	json_str_if(json, "country", party->country);
	json_close(json, '}');
}

/* "from 2014-01-01, last said on 2020-01-09": the end is told only where it is known. */
static void write_period(int32_t from, int32_t to, int32_t last_told, struct buf *out)
{
	write_day(out, from, "no date");
	if (to != DAY_NONE) {
		buf_text(out, " to ");
		write_day(out, to, "");
	}
	buf_text(out, ", last said on ");
	write_day(out, last_told, "no date");
}

/* --- relations ------------------------------------------------------------------------------------- */

static void write_tie(const struct history_tie *tie, struct buf *out)
{
	buf_printf(out, "%.*s %.*s %.*s: ", STR_ARG(tie->actor.name), STR_ARG(tie->relation), STR_ARG(tie->recipient.name));
	write_period(tie->from, tie->to, tie->last_told, out);
	buf_text(out, tie->denied ? "; denied\n" : "\n");
	write_words(&tie->words, out);
}

static void json_tie(const struct history_tie *tie, struct buf *out)
{
	struct json json = {.out = out};
	json_open(&json, NULL, '{');
	json_str(&json, "kind", STR("tie"));
	json_str(&json, "relation", tie->relation);
	json_party(&json, "actor", &tie->actor);
	json_party(&json, "recipient", &tie->recipient);
	json_day_if(&json, "from", tie->from);
	json_day_if(&json, "to", tie->to);
	json_day_if(&json, "last_told", tie->last_told);
	json_true_if(&json, "denied", tie->denied);
	json_words(&json, "words", &tie->words);
	json_close(&json, '}');
	buf_byte(out, '\n');
}

static bool answer_relations(struct answer *answer, struct error *error)
{
	struct history_tie *ties;
	size_t count;
	if (!history_ties(answer->store, &answer->filter, &answer->arena, &ties, &count, error))
		return false;
	for (size_t i = 0; i < count; i++)
		(answer->json ? json_tie : write_tie)(&ties[i], &answer->out);
	return true;
}

/* --- control ----------------------------------------------------------------------------------------- */

static void write_hold(const struct history_hold *hold, struct buf *out)
{
	buf_printf(out, "%.*s (%.*s): %.*s, ", STR_ARG(hold->place), STR_ARG(hold->country), STR_ARG(hold->holder.name));
	buf_text(out, hold->taken ? "taken " : "held ");
	write_period(hold->from, hold->to, hold->last_told, out);
	buf_text(out, hold->contested ? "; contested\n" : "\n");
	write_words(&hold->words, out);
}

static void json_hold(const struct history_hold *hold, struct buf *out)
{
	struct json json = {.out = out};
	json_open(&json, NULL, '{');
	json_str(&json, "kind", STR("control"));
	json_str(&json, "place", hold->place);
	json_str_if(&json, "country", hold->country);
	json_decimal(&json, "lat", hold->lat, 4);
	json_decimal(&json, "lon", hold->lon, 4);
	json_party(&json, "holder", &hold->holder);
	json_day_if(&json, "from", hold->from);
	json_day_if(&json, "to", hold->to);
	json_day_if(&json, "last_told", hold->last_told);
	json_true_if(&json, "taken", hold->taken);
	json_true_if(&json, "contested", hold->contested);
	json_words(&json, "words", &hold->words);
	json_close(&json, '}');
	buf_byte(out, '\n');
}

static bool answer_control(struct answer *answer, struct error *error)
{
	struct history_hold *holds;
	size_t count;
	if (!history_holds(answer->kit, answer->store, &answer->filter, &answer->arena, &holds, &count, error))
		return false;
	for (size_t i = 0; i < count; i++)
		(answer->json ? json_hold : write_hold)(&holds[i], &answer->out);
	return true;
}

/* --- ceasefires ---------------------------------------------------------------------------------------- */

static void write_names(const char *before, const struct history_party *parties, size_t count, struct buf *out)
{
	for (size_t i = 0; i < count; i++)
		buf_printf(out, "%s%.*s", i ? ", " : before, STR_ARG(parties[i].name));
}

static void write_truce(const struct history_truce *truce, struct buf *out)
{
	buf_printf(out, "ceasefire %.*s", STR_ARG(truce->id));
	if (!str_empty(truce->place))
		buf_printf(out, " in %.*s", STR_ARG(truce->place));
	buf_printf(out, ": %s", name_of_stage(truce->stage));
	write_names("; called by ", truce->called_by, truce->called_by_count, out);
	write_names("; between ", truce->parties, truce->party_count, out);
	buf_printf(out, "; %zu report%s in %zu document%s\n", truce->reports, truce->reports == 1 ? "" : "s", truce->documents, truce->documents == 1 ? "" : "s");
	write_words(&truce->steps, out);
}

static void json_parties(struct json *json, const char *key, const struct history_party *parties, size_t count)
{
	if (!count)
		return;
	json_open(json, key, '[');
	for (size_t i = 0; i < count; i++)
		json_party(json, NULL, &parties[i]);
	json_close(json, ']');
}

void history_truce_line(const struct history_truce *truce, struct buf *out)
{
	struct json json = {.out = out};
	json_open(&json, NULL, '{');
	json_str(&json, "kind", STR("truce"));
	json_str(&json, "id", truce->id);
	json_str(&json, "stage", str_of(name_of_stage(truce->stage)));
	json_str_if(&json, "place", truce->place);
	json_str_if(&json, "country", truce->country);
	json_parties(&json, "called_by", truce->called_by, truce->called_by_count);
	json_parties(&json, "parties", truce->parties, truce->party_count);
	json_day_if(&json, "called_on", truce->called_on);
	json_day_if(&json, "effective_from", truce->effective_from);
	json_day_if(&json, "until", truce->until);
	json_day_if(&json, "first_report", truce->first_report);
	json_day_if(&json, "last_report", truce->last_report);
	json_number(&json, "documents", (int64_t)truce->documents);
	json_words(&json, "steps", &truce->steps);
	json_close(&json, '}');
	buf_byte(out, '\n');
}

static bool answer_ceasefires(struct answer *answer, struct error *error)
{
	struct history_truce *truces;
	size_t count;
	if (!history_truces(answer->store, &answer->filter, &answer->arena, &truces, &count, error))
		return false;
	for (size_t i = 0; i < count; i++)
		(answer->json ? history_truce_line : write_truce)(&truces[i], &answer->out);
	return true;
}

/* --- the command ------------------------------------------------------------------------------------------ */

static const struct {
	const char *name;
	bool (*run)(struct answer *answer, struct error *error);
} questions[] = {{"relations", answer_relations}, {"control", answer_control}, {"ceasefires", answer_ceasefires}};

enum { QUESTIONS = sizeof questions / sizeof *questions };

/* The first input is the question; a second names an actor or, for control, a place. */
static bool read_question(struct answer *answer, size_t *question, struct error *error)
{
	const struct settings *settings = answer->settings;
	answer->filter.on = DAY_NONE;
	if (!settings->db)
		return error_set(error, ERROR_USAGE, "which database? name it with --db");
	if (settings->on && !day_parse(str_of(settings->on), &answer->filter.on))
		return error_set(error, ERROR_USAGE, "--on takes a day such as 2020-01-09, not '%s'", settings->on);
	if (settings->format && strcmp(settings->format, "text") != 0 && strcmp(settings->format, "jsonl") != 0)
		return error_set(error, ERROR_USAGE, "there is no format '%s'; there are: text jsonl", settings->format);
	answer->json = settings->format && strcmp(settings->format, "jsonl") == 0;
	*question = 0;
	while (settings->inputs_given && *question < QUESTIONS && strcmp(settings->inputs[0], questions[*question].name) != 0)
		++*question;
	if (!settings->inputs_given || *question == QUESTIONS || settings->input_count > 2)
		return error_set(error, ERROR_USAGE, "ask for relations, control or ceasefires, and then a name or none");
	struct str name = settings->input_count > 1 ? str_of(settings->inputs[1]) : (struct str){0};
	if (questions[*question].run == answer_control)
		answer->filter.place = name;
	else
		answer->filter.actor = name;
	return true;
}

static bool run_question(struct answer *answer, size_t question, struct error *error)
{
	jmp_buf recover;
	if (setjmp(recover) != 0)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	answer->arena.recover = &recover;
	bool ok = questions[question].run(answer, error);
	answer->arena.recover = NULL;
	return ok;
}

int run_history(const struct settings *settings)
{
	struct error error = {0};
	struct session session = {0};
	struct answer answer = {.settings = settings};
	struct store_options options = {.read_only = true};
	size_t question = 0;
	if (!read_question(&answer, &question, &error))
		return fail(&error);
	arena_init(&answer.arena);
	bool ok = session_open(&session, settings, &error) && store_open(&answer.store, settings->db, &options, &error);
	answer.kit = session.kit;
	ok = ok && run_question(&answer, question, &error);
	int status = ok ? output_all(&answer.out) : fail(&error);
	if (!ok)
		buf_free(&answer.out);
	store_close(answer.store);
	arena_free(&answer.arena);
	session_close(&session);
	return status;
}
