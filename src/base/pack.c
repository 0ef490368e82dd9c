#include "base/pack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* docs/pack-format.md. All numbers little-endian, as the byte-order mark says. */
#define MAGIC "CASUSPK1"
#define BYTE_ORDER_MARK UINT32_C(0x01020304)

enum { VERSION = 1, HEADER_SIZE = 64, NAME_SIZE = 48, MOST_SECTIONS = 100000, SECTION_ALIGNMENT = 64 };

struct header {
	char magic[8];
	uint32_t byte_order, version;
	uint64_t size, checksum;
	uint32_t sections, zero[7];
};

struct directory_entry {
	char name[NAME_SIZE];
	uint32_t type, rank;
	uint64_t dim[3];
	uint64_t offset, length;
};

_Static_assert(sizeof(struct header) == HEADER_SIZE, "the header is 64 bytes");
_Static_assert(sizeof(struct directory_entry) == 96, "a directory entry is 96 bytes");

static const unsigned char type_size[] = {[PACK_BYTES] = 1, [PACK_I8] = 1, [PACK_U8] = 1, [PACK_I16] = 2, [PACK_I32] = 4, [PACK_F32] = 4};

/* 64-bit FNV-1a over little-endian words of eight bytes, the tail padded with zeros. */
static uint64_t checksum(const unsigned char *data, size_t size)
{
	uint64_t hash = UINT64_C(14695981039346656037), word;
	size_t at = 0;
	for (; at + 8 <= size; at += 8) {
		memcpy(&word, data + at, 8);
		hash = (hash ^ word) * UINT64_C(1099511628211);
	}
	if (at < size) {
		word = 0;
		memcpy(&word, data + at, size - at);
		hash = (hash ^ word) * UINT64_C(1099511628211);
	}
	return hash;
}

static bool bad(struct error *error, const char *name, const char *why)
{
	return error_at(error, ERROR_LEXICON, name, 0, 0, (struct str){0}, "not a usable pack: %s", why);
}

static const struct directory_entry *directory(const struct pack *pack)
{
	return (const struct directory_entry *)(pack->base + HEADER_SIZE);
}

static bool entry_fits(const struct pack *pack, const struct directory_entry *entry)
{
	if (entry->type >= sizeof type_size || entry->rank > 3 || !memchr(entry->name, '\0', NAME_SIZE))
		return false;
	if (entry->offset % SECTION_ALIGNMENT || entry->offset > pack->size || entry->length > pack->size - entry->offset)
		return false;
	uint64_t items = entry->length / type_size[entry->type];
	for (uint32_t i = 0; i < entry->rank; i++) {
		if (entry->dim[i] == 0)
			return entry->length == 0;
		if (items % entry->dim[i])
			return false;
		items /= entry->dim[i];
	}
	return entry->length == 0 || (items == 1 && entry->length % type_size[entry->type] == 0);
}

static bool check(struct pack *pack, const char *name, struct error *error)
{
	const struct header *header = (const struct header *)pack->base;
	if (pack->size < HEADER_SIZE || memcmp(header->magic, MAGIC, 8) != 0)
		return bad(error, name, "it does not begin like one");
	if (header->byte_order != BYTE_ORDER_MARK)
		return bad(error, name, "made for the other byte order");
	if (header->version != VERSION)
		return error_at(error, ERROR_LEXICON, name, 0, 0, (struct str){0}, "a pack of version %u; this program reads version %d",
		                (unsigned)header->version, VERSION);
	if (header->size != pack->size)
		return bad(error, name, header->size > pack->size ? "cut short" : "longer than it says");
	if (header->sections > MOST_SECTIONS || header->sections * sizeof(struct directory_entry) > pack->size - HEADER_SIZE)
		return bad(error, name, "its directory does not fit");
	pack->checksum = header->checksum;
	if (checksum(pack->base + HEADER_SIZE, pack->size - HEADER_SIZE) != header->checksum)
		return bad(error, name, "its checksum is wrong: the file was damaged");
	for (uint32_t i = 0; i < header->sections; i++)
		if (!entry_fits(pack, directory(pack) + i))
			return bad(error, name, "a section does not fit");
	return true;
}

bool pack_open_memory(struct pack *pack, const void *data, size_t size, const char *name, struct error *error)
{
	*pack = (struct pack){.base = data, .size = size};
	return check(pack, name, error);
}

static bool map_file(struct pack *pack, const char *file, struct error *error)
{
	struct stat status;
	int fd = open(file, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &status) != 0) {
		error_at(error, ERROR_LEXICON, file, 0, 0, (struct str){0}, "cannot open: %s", strerror(errno));
		if (fd >= 0)
			close(fd);
		return false;
	}
	if (!S_ISREG(status.st_mode) || status.st_size < HEADER_SIZE) {
		close(fd);
		return bad(error, file, "it does not begin like one");
	}
	void *base = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_SHARED, fd, 0);
	close(fd);
	if (base == MAP_FAILED)
		return error_at(error, ERROR_SYSTEM, file, 0, 0, (struct str){0}, "cannot map: %s", strerror(errno));
	*pack = (struct pack){.base = base, .size = (size_t)status.st_size, .mapped = true};
	return true;
}

bool pack_open(struct pack *pack, const char *file, struct error *error)
{
	memset(pack, 0, sizeof *pack);
	if (!map_file(pack, file, error))
		return false;
	if (check(pack, file, error))
		return true;
	pack_close(pack);
	return false;
}

void pack_close(struct pack *pack)
{
	if (pack->mapped)
		munmap((void *)(uintptr_t)pack->base, pack->size);
	memset(pack, 0, sizeof *pack);
}

static void section_of(const struct pack *pack, const struct directory_entry *entry, struct pack_section *section)
{
	section->type = (enum pack_type)entry->type;
	section->rank = entry->rank;
	for (uint32_t i = 0; i < 3; i++)
		section->dim[i] = i < entry->rank ? entry->dim[i] : 1;
	section->data = pack->base + entry->offset;
	section->length = (size_t)entry->length;
}

bool pack_find(const struct pack *pack, const char *name, struct pack_section *section)
{
	const struct header *header = (const struct header *)pack->base;
	memset(section, 0, sizeof *section);
	for (uint32_t i = 0; i < header->sections; i++)
		if (strcmp(directory(pack)[i].name, name) == 0) {
			section_of(pack, directory(pack) + i, section);
			return true;
		}
	return false;
}

bool pack_need(const struct pack *pack, const char *name, enum pack_type type, struct pack_section *section, struct error *error)
{
	if (!pack_find(pack, name, section))
		return error_set(error, ERROR_LEXICON, "the pack has no section %s", name);
	if (section->type != type)
		return error_set(error, ERROR_LEXICON, "section %s of the pack has the wrong type", name);
	return true;
}

void pack_add(struct pack_writer *writer, const char *name, enum pack_type type, uint32_t rank, const uint64_t *dim, const void *data, size_t length)
{
	struct directory_entry entry = {.type = type, .rank = rank, .length = length};
	size_t name_length = strlen(name);
	memcpy(entry.name, name, name_length < NAME_SIZE ? name_length : NAME_SIZE - 1);
	for (uint32_t i = 0; i < rank; i++)
		entry.dim[i] = dim[i];
	buf_align(&writer->data, SECTION_ALIGNMENT);
	entry.offset = writer->data.length; /* from the start of the data; pack_finish adds the rest */
	buf_append(&writer->data, data, length);
	buf_append(&writer->directory, &entry, sizeof entry);
	writer->count++;
}

void pack_add_all(struct pack_writer *writer, const struct pack *from)
{
	const struct header *header = (const struct header *)from->base;
	for (uint32_t i = 0; i < header->sections; i++) {
		struct pack_section section;
		section_of(from, directory(from) + i, &section);
		pack_add(writer, directory(from)[i].name, section.type, section.rank, section.dim, section.data, section.length);
	}
}

void pack_finish(struct pack_writer *writer, struct buf *out)
{
	struct header header = {.magic = MAGIC, .byte_order = BYTE_ORDER_MARK, .version = VERSION, .sections = (uint32_t)writer->count};
	size_t start = HEADER_SIZE + writer->directory.length;
	start = (start + SECTION_ALIGNMENT - 1) / SECTION_ALIGNMENT * SECTION_ALIGNMENT;
	for (size_t i = 0; i < writer->count; i++) {
		struct directory_entry *entry = (struct directory_entry *)(void *)(writer->directory.data + i * sizeof *entry);
		entry->offset += start;
	}
	size_t begin = out->length;
	buf_append(out, &header, sizeof header);
	buf_append(out, writer->directory.data, writer->directory.length);
	while (!out->failed && out->length - begin < start)
		buf_byte(out, 0);
	buf_append(out, writer->data.data, writer->data.length);
	out->failed |= writer->directory.failed || writer->data.failed;
	if (!out->failed) {
		header.size = out->length - begin;
		header.checksum = checksum((const unsigned char *)out->data + begin + HEADER_SIZE, out->length - begin - HEADER_SIZE);
		memcpy(out->data + begin, &header, sizeof header);
	}
	buf_free(&writer->directory);
	buf_free(&writer->data);
	writer->count = 0;
}
