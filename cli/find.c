/* casus find: what a name may mean, which of it is chosen on a day, and why. */
#include <string.h>

#include "command.h"
#include "find.h"
#include "output.h"
#include "session.h"

#include "base/day.h"
#include "pipeline.h"

static bool parse_day(const struct settings *settings, int32_t *day, struct error *error)
{
	*day = DAY_NONE;
	return !settings->on || day_parse(str_of(settings->on), day) ||
	       error_set(error, ERROR_USAGE, "--on takes a day such as 2020-01-09, not '%s'", settings->on);
}

static bool parse_format(const struct settings *settings, find_writer **write, struct error *error)
{
	const char *name = settings->format ? settings->format : "text";
	bool json = strcmp(name, "jsonl") == 0;
	*write = json ? find_write_json : find_write_text;
	return json || strcmp(name, "text") == 0 || error_set(error, ERROR_USAGE, "there is no format '%s'; there are: text jsonl", name);
}

static void say_unknown(const struct finding *finding)
{
	const struct entity_answer *actors = &finding->actors;
	struct buf near = {0};
	for (size_t i = 0; i < actors->near_count; i++)
		buf_printf(&near, "%s %.*s", i ? ";" : "; written alike:", STR_ARG(actors->near[i]));
	message("nothing is known of '%.*s'%.*s", STR_ARG(finding->name), (int)near.length, near.data ? near.data : "");
	buf_free(&near);
}

/* False when neither the actors nor the gazetteer know NAME. */
static bool find_name(const struct kit *kit, struct str name, int32_t day, find_writer *write, struct arena *arena, struct buf *out)
{
	struct finding finding = {.name = name, .day = day};
	entity_ask(kit_entities(kit), name, day, arena, &finding.actors);
	finding.place_count = gazetteer_find_name(kit_gazetteer(kit), name, arena, finding.places, PLACES_MOST);
	bool known = finding.actors.count + finding.place_count > 0;
	if (known || write == find_write_json)
		write(&finding, out);
	if (!known)
		say_unknown(&finding);
	return known;
}

/* An exit status: not to know one of the names is like an input that cannot be used. */
static int find_names(const struct settings *settings, const struct kit *kit, int32_t day, find_writer *write)
{
	struct arena arena;
	struct buf out = {0};
	jmp_buf recover;
	volatile bool all_known = true;
	arena_init(&arena);
	if (setjmp(recover) == 0) {
		arena.recover = &recover;
		for (size_t i = 0; i < settings->input_count; i++)
			if (!find_name(kit, str_of(settings->inputs[i]), day, write, &arena, &out))
				all_known = false;
	} else {
		buf_free(&out);
		out.failed = true;
	}
	arena_free(&arena);
	int status = output_all(&out);
	return status != EXIT_DONE ? status : all_known ? EXIT_DONE : EXIT_SOME_INPUTS;
}

int run_find(const struct settings *settings)
{
	struct session session;
	struct error error = {0};
	find_writer *write;
	int32_t day;
	if (!settings->inputs_given)
		error_set(&error, ERROR_USAGE, "which name?");
	if (error.kind || !parse_day(settings, &day, &error) || !parse_format(settings, &write, &error))
		return fail(&error);
	int status = session_open(&session, settings, &error) ? find_names(settings, session.kit, day, write) : fail(&error);
	session_close(&session);
	return status;
}
