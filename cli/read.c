/* casus read: articles of any format as JSON Lines, which every other command reads. */
#include "reader/reader.h"

#include "batch.h"
#include "command.h"
#include "inputs.h"
#include "output.h"
#include "view/view.h"

static bool render(void *context, struct coder *coder, struct document *document, struct buf *out, struct error *error)
{
	(void)context;
	(void)coder;
	(void)error;
	view_article(&document->article, out);
	return true;
}

/* --- --count: cut out and counted, not looked into ------------------------------------------------------------- */

struct counts {
	uint64_t articles, bytes, passed_over;
	bool some_failed;
};

/* Says ERROR, if it is one, and clears it. */
static void say(struct counts *counts, struct error *error)
{
	if (error->kind) {
		message_error(error);
		counts->some_failed = true;
	}
	*error = (struct error){0};
}

static void count_file(const char *path, const struct reader_options *options, struct arena *arena, struct counts *counts, struct error *error)
{
	struct reader *reader;
	struct reader_raw raw;
	enum reader_status status;
	if (!reader_open(&reader, path, options, error)) {
		say(counts, error);
		return;
	}
	do {
		arena_reset(arena);
		status = reader_cut(reader, arena, &raw, error);
		if (status == READER_ARTICLE) {
			counts->articles++;
			counts->bytes += raw.bytes.length;
		}
		say(counts, error);
	} while (status != READER_END);
	counts->passed_over += reader_progress(reader).passed_over;
	reader_close(reader);
}

static int count_all(const struct settings *settings, struct session *session)
{
	struct reader_fields fields = {settings->fields.item, settings->fields.count};
	struct reader_options options = {settings->from, kit_reader_lexicon(session->kit), &fields};
	struct inputs *inputs = inputs_new(settings);
	struct counts counts = {0};
	struct error error = {0};
	struct arena arena;
	struct buf out = {0};
	const char *path;
	bool named;
	enum inputs_status status = inputs ? INPUTS_FILE : INPUTS_END;
	arena_init(&arena);
	while (status != INPUTS_END && (status = inputs_next(inputs, &path, &named, &error)) != INPUTS_END) {
		if (status == INPUTS_FILE)
			count_file(path, &options, &arena, &counts, &error);
		say(&counts, &error);
	}
	inputs_close(inputs);
	arena_free(&arena);
	buf_printf(&out, "%llu articles, %llu bytes, %llu files or records passed over\n", (unsigned long long)counts.articles, (unsigned long long)counts.bytes,
	           (unsigned long long)counts.passed_over);
	int written = output_all(&out);
	return written != EXIT_DONE ? written : counts.some_failed ? EXIT_SOME_INPUTS : EXIT_DONE;
}

int run_read(const struct settings *settings)
{
	struct session session;
	struct error error = {0};
	struct batch batch = {.settings = settings, .session = &session, .only_read = true, .render = render, .leaves_out_foreign = true, .leaves_out_duplicates = true};
	int status;
	if (!session_open(&session, settings, &error))
		status = fail(&error);
	else
		status = settings->count ? count_all(settings, &session) : batch_run(&batch);
	session_close(&session);
	return status;
}
