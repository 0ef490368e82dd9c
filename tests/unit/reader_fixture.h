/* reader_fixture.h: the reader's lexicon compiled from its sources, an arena and a file to write to, for tests of the reader. */
#ifndef CASUS_TESTS_READER_FIXTURE_H
#define CASUS_TESTS_READER_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "reader/reader.h"

struct reader_fixture {
	void *memory;
	struct pack pack;
	struct reader_lexicon lexicon;
	struct arena arena;
	char file[64];
};

static inline bool open_reader_fixture(struct reader_fixture *f)
{
	struct pack_writer writer = {0};
	struct buf bytes = {0};
	struct error error = {0};
	const char *root = getenv("CASUS_SOURCE");
	char path[4096];
	snprintf(path, sizeof path, "%s/lexicon/en/text", root ? root : ".");
	if (!reader_compile(path, &writer, &error)) {
		fprintf(stderr, "%s:%zu: %s\n", error.file, error.line, error.message);
		return false;
	}
	pack_finish(&writer, &bytes);
	f->memory = aligned_alloc(64, (bytes.length + 63) / 64 * 64);
	memcpy(f->memory, bytes.data, bytes.length);
	bool ok = pack_open_memory(&f->pack, f->memory, bytes.length, "test", &error) && reader_lexicon_open(&f->lexicon, &f->pack, &error);
	buf_free(&bytes);
	arena_init(&f->arena);
	strcpy(f->file, "/tmp/casus-reader-XXXXXX");
	int fd = mkstemp(f->file);
	if (fd >= 0)
		close(fd);
	return ok && fd >= 0;
}

static inline void close_reader_fixture(struct reader_fixture *f)
{
	remove(f->file);
	arena_free(&f->arena);
	free(f->memory);
}

#endif
