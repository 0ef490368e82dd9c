#include "base/id.h"

/* Fowler, Noll, Vo: offset basis and prime (2^88 + 0x13B) of the 128-bit hash. */
#define BASIS_HIGH UINT64_C(0x6c62272e07bb0142)
#define BASIS_LOW UINT64_C(0x62b821756295c58d)

static void add_byte(struct id_hash *hash, unsigned char byte)
{
	uint64_t high = hash->high, low = hash->low ^ byte;
	/* (high, low) * (2^88 + 0x13B) modulo 2^128, in 32-bit limbs so that any compiler can do it. */
	uint64_t low_product = (low & 0xFFFFFFFF) * 0x13B;
	uint64_t middle = (low >> 32) * 0x13B + (low_product >> 32);
	hash->low = (middle << 32) | (low_product & 0xFFFFFFFF);
	hash->high = high * 0x13B + (middle >> 32) + (low << 24);
}

void id_begin(struct id_hash *hash)
{
	hash->high = BASIS_HIGH;
	hash->low = BASIS_LOW;
}

void id_add(struct id_hash *hash, struct str piece)
{
	id_add_number(hash, piece.length);
	for (size_t i = 0; i < piece.length; i++)
		add_byte(hash, (unsigned char)piece.data[i]);
}

void id_add_number(struct id_hash *hash, uint64_t number)
{
	for (unsigned i = 0; i < 8; i++)
		add_byte(hash, (unsigned char)(number >> (8 * i)));
}

struct str id_text(const struct id_hash *hash, struct arena *arena)
{
	static const char digits[] = "0123456789abcdef";
	char *text = arena_alloc(arena, 25);
	for (unsigned i = 0; i < 16; i++)
		text[i] = digits[hash->high >> (60 - 4 * i) & 15];
	for (unsigned i = 0; i < 8; i++)
		text[16 + i] = digits[hash->low >> (60 - 4 * i) & 15];
	text[24] = '\0';
	return (struct str){text, 24};
}
