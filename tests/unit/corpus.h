/* corpus.h: runs the cases of tests/corpus/text; its README.md says how they are written. */
#ifndef CASUS_TESTS_CORPUS_H
#define CASUS_TESTS_CORPUS_H

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"

/* Append what INPUT gives to OUT, each line with "= " before it. */
typedef void corpus_render(void *context, struct str input, struct buf *out);

struct corpus_run {
	size_t cases, failures;
};

struct corpus_case {
	const char *path;
	size_t line;
	struct buf input, expected;
	struct buf out; /* the whole file as it should be */
	corpus_render *render;
	void *context;
};

static inline bool corpus_has(struct str line, char mark)
{
	return line.length > 0 && line.data[0] == mark && (line.length == 1 || line.data[1] == ' ');
}

static inline void corpus_line(struct buf *buf, struct str line)
{
	buf_str(buf, line);
	buf_byte(buf, '\n');
}

static inline void corpus_finish(struct corpus_case *c, struct corpus_run *run)
{
	struct buf got = {0};
	if (c->input.length == 0)
		return;
	run->cases++;
	c->render(c->context, buf_view(&c->input), &got);
	buf_str(&c->out, buf_view(&got));
	if (!str_equal(buf_view(&got), buf_view(&c->expected))) {
		fprintf(stderr, "%s:%zu: expected\n%.*sbut got\n%.*s", c->path, c->line, STR_ARG(buf_view(&c->expected)), STR_ARG(buf_view(&got)));
		run->failures++;
	}
	buf_free(&got);
	buf_clear(&c->input);
	buf_clear(&c->expected);
}

static inline void corpus_file(struct corpus_case *c, struct str text, struct corpus_run *run)
{
	for (struct str rest = text; rest.data;) {
		struct str line = str_cut(&rest, '\n');
		c->line++;
		if (corpus_has(line, '>')) {
			corpus_line(&c->input, str_slice(line, line.length > 1 ? 2 : 1, line.length));
			corpus_line(&c->out, line);
		} else if (corpus_has(line, '=')) {
			corpus_line(&c->expected, line);
		} else {
			corpus_finish(c, run);
			if (rest.data || !str_empty(line))
				corpus_line(&c->out, line);
		}
	}
	corpus_finish(c, run);
}

static inline void corpus_path(const char *path, corpus_render *render, void *context, struct corpus_run *run)
{
	struct corpus_case c = {.path = path, .render = render, .context = context};
	struct buf text = {0};
	struct error error = {0};
	bool ok = file_read(path, 0, &text, &error);
	if (ok)
		corpus_file(&c, buf_view(&text), run);
	if (ok && getenv("CASUS_UPDATE"))
		ok = file_write(path, buf_view(&c.out), &error);
	if (!ok) {
		fprintf(stderr, "%s: %s\n", path, error.message);
		run->failures++;
	}
	buf_free(&text);
	buf_free(&c.out);
	buf_free(&c.input);
	buf_free(&c.expected);
}

/* Every *.txt directly in FOLDER of the source tree. */
static inline struct corpus_run corpus_folder(const char *folder, corpus_render *render, void *context)
{
	struct corpus_run run = {0, 0};
	struct arena arena;
	struct error error = {0};
	char **paths = NULL;
	size_t count = 0;
	const char *root = getenv("CASUS_SOURCE");
	arena_init(&arena);
	const char *path = arena_printf(&arena, "%s/%s", root ? root : ".", folder);
	if (!file_list(path, ".txt", &arena, &paths, &count, &error)) {
		fprintf(stderr, "%s: %s\n", path, error.message);
		run.failures++;
	}
	size_t length = strlen(path) + 1;
	for (size_t i = 0; i < count; i++)
		if (!strchr(paths[i] + length, '/'))
			corpus_path(paths[i], render, context, &run);
	arena_free(&arena);
	return run;
}

#endif
