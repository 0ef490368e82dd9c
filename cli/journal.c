#include "journal.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/id.h"

enum { SECONDS = 2 }; /* between two notes */

struct output_state { /* of standard output, where it is a file */
	unsigned long long device, inode, bytes;
};

static void hash_text(struct id_hash *hash, const char *text)
{
	id_add(hash, str_of(text ? text : ""));
}

static void hash_texts(struct id_hash *hash, const struct texts *texts)
{
	id_add_number(hash, texts->count);
	for (size_t i = 0; i < texts->count; i++)
		hash_text(hash, texts->item[i]);
}

/* Threads and what is said on standard error do not count. */
static uint64_t run_key(const struct settings *s, struct str lexicon)
{
	struct id_hash hash;
	id_begin(&hash);
	hash_text(&hash, CASUS_VERSION);
	id_add(&hash, lexicon);
	hash_text(&hash, s->format);
	hash_text(&hash, s->from);
	hash_text(&hash, s->shard);
	hash_texts(&hash, &s->fields);
	hash_texts(&hash, &s->lists);
	id_add_number(&hash, (uint64_t)s->thorough << 2 | (uint64_t)s->keep_duplicates << 1 | s->any_language);
	id_add_number(&hash, s->skip);
	id_add_number(&hash, s->min_confidence);
	id_add_number(&hash, s->input_count);
	for (size_t i = 0; i < s->input_count; i++)
		hash_text(&hash, s->inputs[i]);
	return hash.high ^ hash.low;
}

static bool output_state(struct output_state *state)
{
	struct stat status;
	*state = (struct output_state){0};
	if (fstat(STDOUT_FILENO, &status) != 0 || !S_ISREG(status.st_mode))
		return false;
	*state = (struct output_state){(unsigned long long)status.st_dev, (unsigned long long)status.st_ino, (unsigned long long)status.st_size};
	return true;
}

/* Standard output is as it was when the journal was written, or is made so. */
static bool check_output(const struct journal *j, const struct output_state *then, struct error *error)
{
	struct output_state now;
	if (!output_state(&now) || now.device != then->device || now.inode != then->inode || now.bytes == then->bytes)
		return true;
	if (now.bytes < then->bytes)
		return error_set(error, ERROR_USAGE, "%s: the results so far are no longer in the output; append to it with >>", j->path);
	if (ftruncate(STDOUT_FILENO, (off_t)then->bytes) != 0 || lseek(STDOUT_FILENO, (off_t)then->bytes, SEEK_SET) < 0)
		return error_set(error, ERROR_SYSTEM, "cannot cut the output back to where %s says: %s", j->path, strerror(errno));
	return true;
}

bool journal_open(struct journal *j, const struct settings *settings, struct str lexicon, struct error *error)
{
	struct buf text = {0};
	struct output_state then;
	unsigned long long key, done;
	char state[16] = "";
	*j = (struct journal){.path = settings->resume};
	if (!j->path)
		return true;
	j->key = run_key(settings, lexicon);
	if (access(j->path, F_OK) != 0)
		return true;
	bool ok = file_read(j->path, 4096, &text, error);
	if (!ok)
		error->kind = ERROR_USAGE;
	buf_byte(&text, '\0');
	if (ok && sscanf(text.data, "casus journal 1\nrun %llx\ndone %llu %15s\noutput %llu %llu %llu\n", &key, &done, state, &then.device, &then.inode, &then.bytes) != 6)
		ok = error_set(error, ERROR_USAGE, "%s is no journal of casus; name a file that is not there yet, or one of --resume before", j->path);
	if (ok && key != j->key)
		ok = error_set(error, ERROR_USAGE, "%s is the journal of a run with other inputs or options, or by another version", j->path);
	buf_free(&text);
	if (!ok)
		return false;
	j->done = (size_t)done;
	j->finished = strcmp(state, "finished") == 0;
	return j->finished || check_output(j, &then, error);
}

bool journal_note(struct journal *j, size_t done, bool finished, bool force, int64_t now, struct error *error)
{
	struct output_state state;
	struct buf text = {0};
	if (!j->path || (!force && now - j->written < SECONDS))
		return true;
	j->written = now;
	output_state(&state);
	buf_printf(&text, "casus journal 1\nrun %llx\ndone %llu %s\noutput %llu %llu %llu\n", (unsigned long long)j->key, (unsigned long long)done, finished ? "finished" : "so-far",
	           state.device, state.inode, state.bytes);
	bool ok = !text.failed && file_write(j->path, buf_view(&text), error);
	buf_free(&text);
	return ok;
}
