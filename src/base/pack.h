/* pack.h: one file of named, typed sections, checked whole when it is opened and mapped read-only.
 *
 * The trained model and the compiled lexicon are such files; docs/pack-format.md gives the bytes.
 * A section's name says the room that owns it: "parser/...", "entity/...", "place/...", "codebook/...".
 */
#ifndef CASUS_BASE_PACK_H
#define CASUS_BASE_PACK_H

#include "base/buf.h"
#include "base/error.h"

enum pack_type { PACK_BYTES, PACK_I8, PACK_U8, PACK_I16, PACK_I32, PACK_F32 };

struct pack_section {
	enum pack_type type;
	uint32_t rank;
	uint64_t dim[3]; /* dim[i] for i >= rank is 1 */
	const void *data; /* 64-byte aligned */
	size_t length;    /* bytes */
};

struct pack {
	const unsigned char *base;
	size_t size;
	bool mapped; /* else the memory is the caller's */
	uint64_t checksum;
};

/* Map FILE. False with ERROR_LEXICON when it is missing, cut short, altered or of another version. */
bool pack_open(struct pack *pack, const char *file, struct error *error);
/* The same over memory that must outlive the pack and be 64-byte aligned; NAME is for messages. */
bool pack_open_memory(struct pack *pack, const void *data, size_t size, const char *name, struct error *error);
void pack_close(struct pack *pack);

/* False when there is no section of that name; SECTION is then zeroed. */
bool pack_find(const struct pack *pack, const char *name, struct pack_section *section);
/* Find a section that must be there with this type; false with ERROR_LEXICON otherwise. */
bool pack_need(const struct pack *pack, const char *name, enum pack_type type, struct pack_section *section, struct error *error);
static inline struct str pack_text(const struct pack_section *section) { return (struct str){section->data, section->length}; }

struct pack_writer {
	struct buf directory, data;
	size_t count;
};

/* Add one section (rank <= 3; names of at most 47 bytes). */
void pack_add(struct pack_writer *writer, const char *name, enum pack_type type, uint32_t rank, const uint64_t *dim, const void *data, size_t length);
static inline void pack_add_bytes(struct pack_writer *writer, const char *name, struct str bytes)
{
	uint64_t dim = bytes.length;
	pack_add(writer, name, PACK_BYTES, 1, &dim, bytes.data, bytes.length);
}
/* Copy every section of FROM. */
void pack_add_all(struct pack_writer *writer, const struct pack *from);
/* Put header, directory and sections together into OUT; frees the writer. */
void pack_finish(struct pack_writer *writer, struct buf *out);

#endif
