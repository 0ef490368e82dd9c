/* bytes.c: sketches and signatures as bytes. Numbers are little-endian; a string is its length in a byte and what fits. */
#include "incident.h"

enum { VERSION = 1 };

static void put_text(struct buf *out, struct str s)
{
	size_t length = s.length;
	while (length > 255 || (length < s.length && (s.data[length] & 0xC0) == 0x80))
		length--;
	buf_byte(out, (char)length);
	buf_append(out, s.data, length);
}

static void put_set(struct buf *out, struct word_set set)
{
	buf_byte(out, (char)set.count);
	for (size_t i = 0; i < set.count; i++)
		buf_u32(out, set.hash[i]);
}

/* Coordinates to a ten-thousandth of a degree, some ten metres. */
static uint32_t degrees(double value)
{
	return (uint32_t)(int32_t)(value * 1e4 + (value < 0 ? -0.5 : 0.5));
}

void sketch_write(const struct sketch *sketch, struct buf *out)
{
	buf_byte(out, VERSION);
	put_text(out, sketch->event);
	put_text(out, sketch->document);
	put_text(out, sketch->type);
	put_text(out, sketch->mode);
	put_text(out, sketch->place);
	put_text(out, sketch->province);
	put_text(out, sketch->country);
	put_text(out, sketch->trigger);
	buf_byte(out, (char)(sketch->quad | sketch->world << 3 | (sketch->dated ? 16 : 0) | (sketch->point ? 32 : 0)));
	buf_u32(out, (uint32_t)sketch->reported);
	buf_u32(out, (uint32_t)sketch->from);
	buf_u32(out, (uint32_t)sketch->to);
	buf_u32(out, (uint32_t)sketch->sentence);
	buf_u32(out, degrees(sketch->lat));
	buf_u32(out, degrees(sketch->lon));
	buf_u32(out, (uint32_t)(int32_t)(sketch->killed > INT32_MAX ? INT32_MAX : sketch->killed));
	buf_u32(out, (uint32_t)(int32_t)(sketch->wounded > INT32_MAX ? INT32_MAX : sketch->wounded));
	size_t parties = sketch->party_count < 255 ? sketch->party_count : 255;
	buf_byte(out, (char)parties);
	for (size_t i = 0; i < parties; i++) {
		put_text(out, sketch->parties[i].id);
		put_text(out, sketch->parties[i].name);
		put_text(out, sketch->parties[i].head);
		put_text(out, sketch->parties[i].country);
		buf_byte(out, (char)sketch->parties[i].recipient);
	}
	put_set(out, sketch->words);
}

void signature_write(const struct signature *signature, struct buf *out)
{
	buf_byte(out, VERSION);
	put_set(out, signature->names);
	put_set(out, signature->words);
}

struct input {
	struct str bytes;
	size_t at;
	bool failed;
	struct arena *arena;
};

static const unsigned char *take(struct input *in, size_t length)
{
	if (in->failed || in->bytes.length - in->at < length) {
		in->failed = true;
		return NULL;
	}
	in->at += length;
	return (const unsigned char *)in->bytes.data + in->at - length;
}

static unsigned get_byte(struct input *in)
{
	const unsigned char *byte = take(in, 1);
	return byte ? *byte : 0;
}

static uint32_t get_u32(struct input *in)
{
	const unsigned char *b = take(in, 4);
	return b ? (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24 : 0;
}

static struct str get_text(struct input *in)
{
	size_t length = get_byte(in);
	const unsigned char *data = take(in, length);
	return data ? (struct str){(const char *)data, length} : (struct str){0};
}

static struct word_set get_set(struct input *in)
{
	size_t count = get_byte(in);
	uint32_t *hash = arena_alloc(in->arena, count * sizeof *hash);
	for (size_t i = 0; i < count; i++)
		hash[i] = get_u32(in);
	return (struct word_set){hash, count};
}

static void get_place_and_days(struct input *in, struct sketch *sketch)
{
	sketch->reported = (int32_t)get_u32(in);
	sketch->from = (int32_t)get_u32(in);
	sketch->to = (int32_t)get_u32(in);
	sketch->sentence = get_u32(in);
	sketch->lat = (int32_t)get_u32(in) / 1e4;
	sketch->lon = (int32_t)get_u32(in) / 1e4;
	sketch->killed = (int32_t)get_u32(in);
	sketch->wounded = (int32_t)get_u32(in);
}

bool sketch_read(struct str bytes, struct arena *arena, struct sketch *sketch)
{
	struct input in = {bytes, 0, false, arena};
	*sketch = (struct sketch){0};
	if (get_byte(&in) != VERSION)
		return false;
	sketch->event = get_text(&in);
	sketch->document = get_text(&in);
	sketch->type = get_text(&in);
	sketch->mode = get_text(&in);
	sketch->place = get_text(&in);
	sketch->province = get_text(&in);
	sketch->country = get_text(&in);
	sketch->trigger = get_text(&in);
	unsigned flags = get_byte(&in);
	sketch->quad = (int)(flags & 7);
	sketch->world = flags & 8 ? WORLD_MEANT : WORLD_TOLD;
	sketch->dated = flags & 16;
	sketch->point = flags & 32;
	get_place_and_days(&in, sketch);
	sketch->party_count = get_byte(&in);
	sketch->parties = arena_zalloc(arena, sketch->party_count, sizeof *sketch->parties);
	for (size_t i = 0; i < sketch->party_count; i++) {
		struct sketch_party *party = &sketch->parties[i];
		party->id = get_text(&in);
		party->name = get_text(&in);
		party->head = get_text(&in);
		party->country = get_text(&in);
		party->recipient = get_byte(&in);
	}
	sketch->words = get_set(&in);
	return !in.failed && in.at == bytes.length;
}

bool signature_read(struct str bytes, struct arena *arena, struct signature *signature)
{
	struct input in = {bytes, 0, false, arena};
	bool known = get_byte(&in) == VERSION;
	signature->names = get_set(&in);
	signature->words = get_set(&in);
	return known && !in.failed && in.at == bytes.length;
}
