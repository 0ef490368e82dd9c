/* Reads damaged files: damage LEXICON SCRATCH SAMPLE...
 *
 * Each SAMPLE, and each packed (gzip in two members, zip, tar, 7z, xz, bzip2, zstd, gzip of a zip), is read as it is, cut off at
 * every byte (packed ones, and PDF, which starts another program, at some), with bytes changed, and as every other format. Whatever it
 * is, reading ends; each error names the file and says something; articles have their blocks in order and inside the text; and what
 * is cut off gives no more articles than the whole. *
 * Inputs are a file in memory, since files on a disk take their time; SCRATCH gets the first that does something wrong. */
#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>

#include "base/file.h"
#include "reader/reader.h"

enum { MOST_ARTICLES = 200, MOST_CUTS = 1500, MOST_CUTS_PACKED = 120, CHANGES = 150, CHANGES_PACKED = 40 };

struct damage {
	struct reader_lexicon lexicon;
	struct arena arena;
	const char *scratch; /* where the first bad input goes */
	char input[32];      /* the path of the file in memory */
	int fd;
	struct str bytes;    /* what it holds */
	const char *sample; /* for messages */
	size_t passed, failed, inputs, articles, errors;
	uint64_t random;
};

struct outcome {
	size_t articles, errors;
};

static void complain(struct damage *d, const char *what, const char *detail)
{
	struct error error = {0};
	if (d->failed++ == 0 && d->bytes.length)
		file_write(d->scratch, d->bytes, &error);
	if (d->failed <= 20)
		printf("FAILED: %s: %s: %s (the first such input: %s)\n", d->sample, what, detail, d->scratch);
}

static void check_article(struct damage *d, const struct article *a)
{
	size_t at = 0;
	for (size_t i = 0; i < a->block_count; i++) {
		struct span span = a->blocks[i].span;
		if (span.start < at || span.end <= span.start || span.end > a->text.length) {
			complain(d, "blocks are not in order", "");
			return;
		}
		at = span.end;
	}
	if (!a->block_count)
		complain(d, "an article without blocks", "");
}

static void check_error(struct damage *d, const struct error *error)
{
	if (error->kind != ERROR_INPUT || strncmp(error->file, d->input, strlen(d->input)) != 0 || strlen(error->message) < 5)
		complain(d, "an error without kind, file or message", error->message);
}

/* Reads the scratch file; FORMAT NULL: found out. */
static struct outcome read_scratch(struct damage *d, const char *format)
{
	struct reader_options options = {.format = format, .lexicon = &d->lexicon};
	struct outcome out = {0};
	struct error error = {0};
	struct reader *reader;
	d->inputs++;
	if (!reader_open(&reader, d->input, &options, &error)) {
		check_error(d, &error);
		d->errors++;
		return (struct outcome){0, 1};
	}
	while (out.articles + out.errors < MOST_ARTICLES) {
		struct article article;
		error = (struct error){0};
		arena_reset(&d->arena);
		enum reader_status status = reader_next(reader, &d->arena, &article, &error);
		if (status == READER_END)
			break;
		out.articles += status == READER_ARTICLE;
		out.errors += status == READER_BAD;
		if (status == READER_BAD)
			check_error(d, &error);
		else
			check_article(d, &article);
	}
	if (out.articles + out.errors >= MOST_ARTICLES)
		complain(d, "reading does not end", "");
	reader_close(reader);
	d->articles += out.articles;
	d->errors += out.errors;
	return out;
}

static struct outcome read_bytes(struct damage *d, struct str bytes, const char *format)
{
	d->bytes = bytes;
	if (ftruncate(d->fd, 0) != 0 || pwrite(d->fd, bytes.data, bytes.length, 0) != (ssize_t)bytes.length)
		complain(d, "the file in memory cannot be written", "");
	return read_scratch(d, format);
}

static uint64_t next_random(struct damage *d)
{
	d->random ^= d->random << 13;
	d->random ^= d->random >> 7;
	d->random ^= d->random << 17;
	return d->random;
}

static void cut_everywhere(struct damage *d, struct str bytes, size_t whole, size_t most)
{
	size_t step = bytes.length / most + 1;
	for (size_t length = 0; length < bytes.length; length += step) {
		struct outcome out = read_bytes(d, str_slice(bytes, 0, length), NULL);
		if (out.articles > whole + 1) /* one: the beginning of what is no article yet may be read as plain text */
			complain(d, "more articles than the whole has", "");
		if (length == 0 && out.errors != 1)
			complain(d, "an empty file is no error", "");
	}
}

static void change_bytes(struct damage *d, struct str bytes, size_t times_in_all)
{
	struct buf changed = {0};
	for (size_t i = 0; i < times_in_all; i++) {
		buf_clear(&changed);
		buf_str(&changed, bytes);
		for (uint64_t times = 1 + next_random(d) % 4; times && changed.length; times--)
			changed.data[next_random(d) % changed.length] = (char)next_random(d);
		read_bytes(d, buf_view(&changed), NULL);
	}
	buf_free(&changed);
}

static void read_as_others(struct damage *d, struct str bytes)
{
	for (const char *const *format = reader_format_names(); *format; format++)
		if (strcmp(*format, "pdf") != 0 || next_random(d) % 4 == 0)
			read_bytes(d, bytes, *format);
}

/* --- packing -------------------------------------------------------------------------------------------------- */

static void add_gzip_member(struct buf *out, struct str bytes)
{
	z_stream z = {0};
	unsigned char chunk[4096];
	deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
	z.next_in = (unsigned char *)(uintptr_t)bytes.data;
	z.avail_in = (unsigned)bytes.length;
	int status;
	do {
		z.next_out = chunk;
		z.avail_out = sizeof chunk;
		status = deflate(&z, Z_FINISH);
		buf_append(out, chunk, sizeof chunk - z.avail_out);
	} while (status == Z_OK);
	deflateEnd(&z);
}

static la_ssize_t take_bytes(struct archive *archive, void *context, const void *bytes, size_t length)
{
	(void)archive;
	buf_append(context, bytes, length);
	return (la_ssize_t)length;
}

struct packing {
	const char *name;
	int (*format)(struct archive *archive);
	int (*filter)(struct archive *archive);
};

static bool pack(const struct packing *packing, const char *name, struct str bytes, struct buf *out)
{
	struct archive *a = archive_write_new();
	struct archive_entry *entry = archive_entry_new();
	bool ok = packing->format(a) == ARCHIVE_OK && (!packing->filter || packing->filter(a) == ARCHIVE_OK) && archive_write_set_bytes_per_block(a, 0) == ARCHIVE_OK &&
	          archive_write_open(a, out, NULL, take_bytes, NULL) == ARCHIVE_OK;
	archive_entry_set_pathname(entry, name);
	archive_entry_set_size(entry, (la_int64_t)bytes.length);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	ok = ok && archive_write_header(a, entry) == ARCHIVE_OK && archive_write_data(a, bytes.data, bytes.length) == (la_ssize_t)bytes.length;
	ok = archive_write_close(a) == ARCHIVE_OK && ok;
	archive_entry_free(entry);
	archive_write_free(a);
	return ok;
}

static const struct packing packings[] = {
	{"zip", archive_write_set_format_zip, NULL},   {"tar", archive_write_set_format_ustar, NULL},
	{"7z", archive_write_set_format_7zip, NULL},   {"tar.xz", archive_write_set_format_ustar, archive_write_add_filter_xz},
	{"bz2", archive_write_set_format_raw, archive_write_add_filter_bzip2}, {"xz", archive_write_set_format_raw, archive_write_add_filter_xz},
	{"zst", archive_write_set_format_raw, archive_write_add_filter_zstd},
};

/* The same bytes packed give the same articles; damaged, nothing worse than an error. */
static void read_packed(struct damage *d, const char *how, struct str packed, struct outcome whole, bool slow)
{
	char sample[300];
	const char *plain = d->sample;
	snprintf(sample, sizeof sample, "%s as %s", plain, how);
	d->sample = sample;
	struct outcome out = read_bytes(d, packed, NULL);
	if (out.articles != whole.articles || out.errors != whole.errors)
		complain(d, "packed it gives other articles", "");
	size_t before = d->errors;
	if (!slow) {
		cut_everywhere(d, packed, whole.articles, MOST_CUTS_PACKED);
		change_bytes(d, packed, CHANGES_PACKED);
	}
	if (!slow && d->errors == before)
		complain(d, "no damage to it is an error", "");
	d->sample = plain;
}

static void pack_and_read(struct damage *d, const char *name, struct str bytes, struct outcome whole, bool slow)
{
	struct buf packed = {0}, twice = {0};
	size_t half = bytes.length / 2;
	add_gzip_member(&packed, str_slice(bytes, 0, half));
	add_gzip_member(&packed, str_slice(bytes, half, bytes.length));
	read_packed(d, "gzip", buf_view(&packed), whole, slow);
	for (size_t i = 0; i < sizeof packings / sizeof *packings; i++) {
		buf_clear(&packed);
		if (pack(&packings[i], name, bytes, &packed))
			read_packed(d, packings[i].name, buf_view(&packed), whole, slow);
		else
			complain(d, "cannot be packed as", packings[i].name);
		if (i == 0) {
			add_gzip_member(&twice, buf_view(&packed));
			read_packed(d, "zip in gzip", buf_view(&twice), whole, slow);
		}
	}
	buf_free(&packed);
	buf_free(&twice);
}

/* --- samples --------------------------------------------------------------------------------------------------- */

static void run_sample(struct damage *d, const char *path)
{
	struct buf sample = {0};
	struct error error = {0};
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	d->sample = name;
	if (!file_read(path, 1 << 20, &sample, &error)) {
		complain(d, "cannot be read", error.message);
		return;
	}
	size_t failed = d->failed;
	bool slow = strstr(name, ".pdf");
	/* The name tells a format, too: the scratch file has none, as standard input. */
	struct outcome whole = read_bytes(d, buf_view(&sample), NULL);
	cut_everywhere(d, buf_view(&sample), whole.articles, slow ? 12 : MOST_CUTS);
	change_bytes(d, buf_view(&sample), slow ? 10 : CHANGES);
	read_as_others(d, buf_view(&sample));
	pack_and_read(d, name, buf_view(&sample), whole, slow);
	d->passed += d->failed == failed;
	buf_free(&sample);
}

static bool open_lexicon(struct damage *d, const char *folder, struct pack *pack, void **memory)
{
	struct pack_writer writer = {0};
	struct buf bytes = {0};
	struct error error = {0};
	if (!reader_compile(folder, &writer, &error))
		return false;
	pack_finish(&writer, &bytes);
	*memory = aligned_alloc(64, (bytes.length + 63) / 64 * 64);
	if (*memory)
		memcpy(*memory, bytes.data, bytes.length);
	bool ok = *memory && pack_open_memory(pack, *memory, bytes.length, "test", &error) && reader_lexicon_open(&d->lexicon, pack, &error);
	buf_free(&bytes);
	return ok;
}

int main(int argc, char **argv)
{
	struct damage d = {.scratch = argc > 3 ? argv[2] : "", .random = 0x9e3779b97f4a7c15u, .sample = "the lexicon"};
	struct pack pack;
	void *memory = NULL;
	if (argc < 4)
		return 2;
	arena_init(&d.arena);
	char name[40];
	snprintf(name, sizeof name, "/casus-damage-%ld", (long)getpid());
	d.fd = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
	shm_unlink(name);
	snprintf(d.input, sizeof d.input, "/proc/self/fd/%d", d.fd);
	if (!open_lexicon(&d, argv[1], &pack, &memory))
		complain(&d, "cannot be compiled", argv[1]);
	else
		for (int i = 3; i < argc; i++)
			run_sample(&d, argv[i]);
	printf("%zu inputs read: %zu articles, %zu errors\n%zu passed, %zu failed, 0 skipped\n", d.inputs, d.articles, d.errors, d.passed, d.failed);
	arena_free(&d.arena);
	free(memory);
	return d.failed ? 1 : 0;
}
