/* bytes.c: sketches and signatures as bytes. Numbers are little-endian; a string is its length in a byte and what fits. */
#include "parts.h"

/* Of the first version the words have three rarities and no flags, and nothing tells the kind of the trigger. */
enum { VERSION = 2, FIRST = 1 };

static void put_text(struct buf *out, struct str s)
{
	size_t length = s.length;
	while (length > 255 || (length < s.length && (s.data[length] & 0xC0) == 0x80))
		length--;
	buf_byte(out, (char)length);
	buf_append(out, s.data, length);
}

/* Seven bits a byte, the lowest first; the sign in the lowest bit of all. */
static void put_number(struct buf *out, int64_t value)
{
	uint64_t rest = (uint64_t)value << 1 ^ (value < 0 ? UINT64_MAX : 0);
	for (; rest > 127; rest >>= 7)
		buf_byte(out, (char)((rest & 127) | 128));
	buf_byte(out, (char)rest);
}

static void put_set(struct buf *out, struct word_set set)
{
	put_number(out, (int64_t)set.count);
	for (size_t i = 0; i < set.count; i++)
		for (unsigned byte = 0; byte < WORD_HASH_BITS / 8; byte++)
			buf_byte(out, (char)(set.hash[i] >> 8 * byte));
}

/* Coordinates to a ten-thousandth of a degree, some ten metres. */
static void put_degrees(struct buf *out, double value)
{
	put_number(out, (int64_t)(value * 1e4 + (value < 0 ? -0.5 : 0.5)));
}

/* Who has an entry in the lexicon is known by it; the name would only repeat it. */
static void put_party(struct buf *out, const struct sketch_party *party)
{
	put_text(out, party->id);
	put_text(out, str_empty(party->id) ? party->name : (struct str){0});
	put_text(out, party->head);
	put_text(out, party->country);
	buf_byte(out, (char)(party->recipient | party->kind << 1 | (party->number >= 0 ? 8 : 0)));
	if (party->number >= 0)
		put_number(out, party->number);
}

void sketch_write(const struct sketch *sketch, struct buf *out)
{
	buf_byte(out, VERSION);
	put_text(out, sketch->type);
	put_text(out, sketch->mode);
	put_text(out, sketch->place);
	put_text(out, sketch->province);
	put_text(out, sketch->country);
	put_text(out, sketch->trigger);
	buf_byte(out, (char)(sketch->quad | sketch->world << 3 | (sketch->dated ? 16 : 0) | (sketch->point ? 32 : 0)  | sketch->word << 6));
	put_number(out, sketch->reported);
	put_number(out, sketch->from);
	put_number(out, sketch->to);
	put_number(out, (int64_t)sketch->sentence);
	put_degrees(out, sketch->lat);
	put_degrees(out, sketch->lon);
	put_number(out, sketch->killed);
	put_number(out, sketch->wounded);
	size_t parties = sketch->party_count < 255 ? sketch->party_count : 255;
	buf_byte(out, (char)parties);
	for (size_t i = 0; i < parties; i++)
		put_party(out, &sketch->parties[i]);
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
	unsigned version;
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

static int64_t get_number(struct input *in)
{
	uint64_t value = 0;
	for (unsigned shift = 0; shift < 64; shift += 7) {
		unsigned byte = get_byte(in);
		value |= (uint64_t)(byte & 127) << shift;
		if (byte < 128)
			return (int64_t)(value >> 1 ^ (value & 1 ? UINT64_MAX : 0));
	}
	in->failed = true;
	return 0;
}

static struct str get_text(struct input *in)
{
	size_t length = get_byte(in);
	const unsigned char *data = take(in, length);
	return data ? (struct str){(const char *)data, length} : (struct str){0};
}

static uint32_t from_first(uint32_t hash)
{
	static const uint32_t rarity[] = {1, 3, RAREST, RAREST};
	return (hash & ~(uint32_t)WORD_FLAGS) | rarity[hash & 3];
}

static struct word_set get_set(struct input *in)
{
	int64_t count = get_number(in);
	if (count < 0 || (uint64_t)count > in->bytes.length) {
		in->failed = true;
		count = 0;
	}
	uint32_t *hash = arena_zalloc(in->arena, (size_t)count, sizeof *hash);
	for (size_t i = 0; i < (size_t)count; i++) {
		for (unsigned byte = 0; byte < WORD_HASH_BITS / 8; byte++)
			hash[i] |= (uint32_t)get_byte(in) << 8 * byte;
		hash[i] = in->version == FIRST ? from_first(hash[i]) : hash[i];
	}
	return words_of(hash, (size_t)count);
}

static void get_numbers(struct input *in, struct sketch *sketch)
{
	sketch->reported = (int32_t)get_number(in);
	sketch->from = (int32_t)get_number(in);
	sketch->to = (int32_t)get_number(in);
	sketch->sentence = (size_t)get_number(in);
	sketch->lat = (double)get_number(in) / 1e4;
	sketch->lon = (double)get_number(in) / 1e4;
	sketch->killed = get_number(in);
	sketch->wounded = get_number(in);
}

static bool get_version(struct input *in)
{
	in->version = get_byte(in);
	return in->version == VERSION || in->version == FIRST;
}

bool sketch_read(struct str bytes, struct arena *arena, struct sketch *sketch)
{
	struct input in = {bytes, 0, false, arena, 0};
	*sketch = (struct sketch){0};
	if (!get_version(&in))
		return false;
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
	sketch->word = (enum sketch_word)(flags >> 6 & 3);
	get_numbers(&in, sketch);
	sketch->party_count = get_byte(&in);
	sketch->parties = arena_zalloc(arena, sketch->party_count, sizeof *sketch->parties);
	for (size_t i = 0; i < sketch->party_count; i++) {
		struct sketch_party *party = &sketch->parties[i];
		party->id = get_text(&in);
		party->name = get_text(&in);
		party->head = get_text(&in);
		party->country = get_text(&in);
		unsigned role = get_byte(&in);
		party->recipient = role & 1;
		party->kind = (enum party_kind)(role >> 1 & 3);
		party->number = role & 8 ? get_number(&in) : -1;
	}
	sketch->words = get_set(&in);
	return !in.failed && in.at == bytes.length;
}

bool signature_read(struct str bytes, struct arena *arena, struct signature *signature)
{
	struct input in = {bytes, 0, false, arena, 0};
	bool known = get_version(&in);
	signature->names = get_set(&in);
	signature->words = get_set(&in);
	return known && !in.failed && in.at == bytes.length;
}
