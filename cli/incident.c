/* casus incident: what one happening is made of, and why; joined and split by hand. */
#include <string.h>
#include <time.h>

#include "command.h"
#include "output.h"
#include "session.h"

#include "base/json.h"
#include "incidents.h"

/* --- as text --------------------------------------------------------------------------------- */

static void write_range(const char *name, int64_t low, int64_t high, struct buf *out)
{
	if (low >= 0 && low == high)
		buf_printf(out, "; %lld %s", (long long)low, name);
	else if (low >= 0)
		buf_printf(out, "; %lld to %lld %s", (long long)low, (long long)high, name);
}

static void write_kind(struct str type, struct str mode, struct buf *out)
{
	buf_str(out, type);
	if (!str_empty(mode))
		buf_printf(out, ":%.*s", STR_ARG(mode));
}

static void write_head(const struct store_incident *head, struct buf *out)
{
	buf_printf(out, "incident %.*s\n", STR_ARG(head->id));
	write_kind(head->type, head->mode, out);
	if (!str_empty(head->date_from))
		buf_printf(out, " on %.*s", STR_ARG(head->date_from));
	if (!str_equal(head->date_from, head->date_to))
		buf_printf(out, " to %.*s", STR_ARG(head->date_to));
	if (!str_empty(head->place))
		buf_printf(out, " at %.*s", STR_ARG(head->place));
	if (!str_empty(head->country))
		buf_printf(out, " (%.*s)", STR_ARG(head->country));
	write_range("killed", head->killed_low, head->killed_high, out);
	write_range("wounded", head->wounded_low, head->wounded_high, out);
	buf_printf(out, "\n%lld mention%s in %lld document%s of %lld source%s", (long long)head->mentions, head->mentions == 1 ? "" : "s",
	           (long long)head->documents, head->documents == 1 ? "" : "s", (long long)head->sources, head->sources == 1 ? "" : "s");
	if (!str_empty(head->first_report))
		buf_printf(out, ", first reported on %.*s, last on %.*s", STR_ARG(head->first_report), STR_ARG(head->last_report));
	if (head->denials)
		buf_printf(out, "; %lld den%s it", (long long)head->denials, head->denials == 1 ? "ies" : "y");
	buf_byte(out, '\n');
}

static void write_account(const struct store_account *account, struct buf *out)
{
	buf_printf(out, "\n%.*s  %.*s  ", STR_ARG(account->id), STR_ARG(account->reported));
	write_kind(account->type, account->mode, out);
	if (!str_empty(account->actor) || !str_empty(account->recipient))
		buf_printf(out, "  %.*s -> %.*s", STR_ARG(account->actor), STR_ARG(account->recipient));
	if (!str_equal(account->factuality, STR("actual")))
		buf_printf(out, "  [%.*s]", STR_ARG(account->factuality));
	if (!str_empty(account->speaker))
		buf_printf(out, "  says %.*s", STR_ARG(account->speaker));
	buf_printf(out, "\n    %.*s\n", STR_ARG(account->text));
	struct str source = str_empty(account->url) ? account->publisher : account->url;
	if (!str_empty(source))
		buf_printf(out, "    from %.*s\n", STR_ARG(source));
}

static void write_reason(const struct incident_member *member, struct buf *out)
{
	if (member->told_first)
		buf_text(out, "    the incident is named after it\n");
	if (member->by_hand)
		buf_text(out, "    joined by hand\n");
	if (str_empty(member->likest))
		return;
	buf_printf(out, "    with %.*s (%+.1f): %.*s", STR_ARG(member->likest), member->score / 1000.0, STR_ARG(member->reasons));
	if (!str_empty(member->doubts))
		buf_printf(out, "; against it: %.*s", STR_ARG(member->doubts));
	buf_byte(out, '\n');
}

static void write_text(const struct incident_story *story, struct buf *out)
{
	write_head(&story->head, out);
	for (size_t i = 0; i < story->count; i++) {
		write_account(&story->accounts[i], out);
		write_reason(&story->members[i], out);
	}
}

/* --- as JSON ----------------------------------------------------------------------------------- */

static void json_number_if(struct json *json, const char *key, int64_t value)
{
	if (value >= 0)
		json_number(json, key, value);
}

static void json_mention(struct json *json, const struct store_account *account, const struct incident_member *member)
{
	json_open(json, NULL, '{');
	json_str(json, "event", account->id);
	json_str(json, "doc", account->document);
	json_str_if(json, "reported", account->reported);
	json_str(json, "event_type", account->type);
	json_str_if(json, "event_mode", account->mode);
	json_str(json, "factuality", account->factuality);
	json_str_if(json, "actor", account->actor);
	json_str_if(json, "recipient", account->recipient);
	json_str_if(json, "speaker", account->speaker);
	json_number_if(json, "killed", account->killed);
	json_str_if(json, "publisher", account->publisher);
	json_str_if(json, "url", account->url);
	json_str(json, "text", account->text);
	json_str_if(json, "likest", member->likest);
	if (!str_empty(member->likest))
		json_decimal(json, "score", member->score / 1000.0, 3);
	json_str_if(json, "reasons", member->reasons);
	json_str_if(json, "doubts", member->doubts);
	json_true_if(json, "by_hand", member->by_hand);
	json_close(json, '}');
}

static void write_json(const struct incident_story *story, struct buf *out)
{
	const struct store_incident *head = &story->head;
	struct json json = {.out = out};
	json_open(&json, NULL, '{');
	json_str(&json, "kind", STR("incident"));
	json_str(&json, "id", head->id);
	json_str(&json, "event_type", head->type);
	json_str_if(&json, "event_mode", head->mode);
	json_str_if(&json, "date_from", head->date_from);
	json_str_if(&json, "date_to", head->date_to);
	json_str_if(&json, "place", head->place);
	json_str_if(&json, "country", head->country);
	json_str_if(&json, "first_report", head->first_report);
	json_str_if(&json, "last_report", head->last_report);
	json_number(&json, "documents", head->documents);
	json_number(&json, "sources", head->sources);
	json_number(&json, "denials", head->denials);
	json_number_if(&json, "killed_low", head->killed_low);
	json_number_if(&json, "killed_high", head->killed_high);
	json_number_if(&json, "wounded_low", head->wounded_low);
	json_number_if(&json, "wounded_high", head->wounded_high);
	json_open(&json, "mentions", '[');
	for (size_t i = 0; i < story->count; i++)
		json_mention(&json, &story->accounts[i], &story->members[i]);
	json_close(&json, ']');
	json_close(&json, '}');
	buf_byte(out, '\n');
}

/* --- the command --------------------------------------------------------------------------------- */

typedef void story_writer(const struct incident_story *story, struct buf *out);

static bool parse_format(const struct settings *settings, story_writer **write, struct error *error)
{
	const char *name = settings->format ? settings->format : "text";
	bool json = strcmp(name, "jsonl") == 0;
	*write = json ? write_json : write_text;
	return json || strcmp(name, "text") == 0 || error_set(error, ERROR_USAGE, "there is no format '%s'; there are: text jsonl", name);
}

static int show(const struct settings *settings, struct incidents *incidents, story_writer *write)
{
	struct buf out = {0};
	int status = EXIT_DONE;
	for (size_t i = 0; i < settings->input_count; i++) {
		struct incident_story story;
		struct error error = {0};
		struct arena arena;
		arena_init(&arena);
		if (incidents_tell(incidents, str_of(settings->inputs[i]), &arena, &story, &error)) {
			if (out.length && write == write_text)
				buf_byte(&out, '\n');
			write(&story, &out);
		} else {
			status = fail(&error);
		}
		arena_free(&arena);
	}
	int written = output_all(&out);
	return written == EXIT_DONE ? status : written;
}

static bool check_usage(const struct settings *settings, struct error *error)
{
	int acts = settings->join + settings->split + (settings->undo > 0);
	if (!settings->db)
		return error_set(error, ERROR_USAGE, "which database? name it with --db");
	if (acts > 1)
		return error_set(error, ERROR_USAGE, "--join, --split and --undo are one at a time");
	if (settings->undo)
		return !settings->inputs_given || error_set(error, ERROR_USAGE, "--undo takes a number and nothing else");
	if (!settings->inputs_given)
		return error_set(error, ERROR_USAGE, "which incident? give its id, or that of an event in it");
	if (settings->join && settings->input_count != 2)
		return error_set(error, ERROR_USAGE, "--join takes two ids");
	return !settings->split || settings->input_count == 1 || error_set(error, ERROR_USAGE, "--split takes the id of one event");
}

static int decide(const struct settings *settings, struct incidents *incidents)
{
	struct error error = {0};
	int64_t act = (int64_t)settings->undo, now = (int64_t)time(NULL);
	bool ok;
	if (settings->undo)
		ok = incidents_undo(incidents, act, &error);
	else if (settings->join)
		ok = incidents_join(incidents, str_of(settings->inputs[0]), str_of(settings->inputs[1]), now, &act, &error);
	else
		ok = incidents_split(incidents, str_of(settings->inputs[0]), now, &act, &error);
	if (!ok)
		return fail(&error);
	if (!settings->quiet)
		message(settings->undo ? "decision %lld is undone" : "decision %lld; --undo %lld takes it back", (long long)act, (long long)act);
	return EXIT_DONE;
}

int run_incident(const struct settings *settings)
{
	struct error error = {0};
	struct session session = {0};
	struct store *store = NULL;
	struct incidents *incidents = NULL;
	story_writer *write;
	bool acts = settings->join || settings->split || settings->undo;
	struct store_options options = {.read_only = !acts};
	if (!check_usage(settings, &error) || !parse_format(settings, &write, &error))
		return fail(&error);
	bool ok = session_open(&session, settings, &error) && store_open(&store, settings->db, &options, &error) &&
	          incidents_new(&incidents, session.kit, store, &error);
	int status = !ok ? fail(&error) : acts ? decide(settings, incidents) : show(settings, incidents, write);
	incidents_free(incidents);
	store_close(store);
	session_close(&session);
	return status;
}
