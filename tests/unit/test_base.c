/* base/: what every room stands on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/day.h"
#include "base/error.h"
#include "base/file.h"
#include "base/map.h"
#include "base/pack.h"
#include "base/sort.h"
#include "base/utf8.h"
#include "ud.h"

static void arena_gives_aligned_memory_and_recovers(void **state)
{
	(void)state;
	struct arena arena;
	jmp_buf recover;
	arena_init(&arena);
	for (size_t size = 0; size < 5000; size += 37)
		assert_int_equal((uintptr_t)arena_alloc(&arena, size) % _Alignof(max_align_t), 0);
	arena_reset(&arena);
	assert_int_equal(arena.total, 0);
	arena.limit = 1000;
	arena.recover = &recover;
	volatile int jumped = 0;
	if (setjmp(recover) == 0) {
		arena_alloc(&arena, 900);
		arena_alloc(&arena, 900);
		fail_msg("the limit was not kept");
	} else {
		jumped = 1;
	}
	assert_int_equal(jumped, 1);
	if (setjmp(recover) == 0)
		arena_zalloc(&arena, SIZE_MAX / 2, 4);
	else
		jumped = 2;
	assert_int_equal(jumped, 2);
	arena_free(&arena);
}

static void push_keeps_what_was_there(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	size_t *numbers = NULL, count = 0, capacity = 0;
	for (size_t i = 0; i < 1000; i++)
		arena_push(&arena, numbers, count, capacity, i * i);
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(numbers[i], i * i);
	arena_free(&arena);
}

static void strings_are_cut_and_found(void **state)
{
	(void)state;
	struct str rest = STR("a||b");
	assert_true(str_equal(str_cut(&rest, '|'), STR("a")));
	assert_true(str_equal(str_cut(&rest, '|'), STR("")));
	assert_true(str_equal(str_cut(&rest, '|'), STR("b")));
	assert_null(rest.data);
	assert_int_equal(str_find(STR("abcabd"), STR("abd"), 0), 3);
	assert_int_equal(str_find(STR("abc"), STR("abcd"), 0), SIZE_MAX);
	assert_true(str_compare(STR("ab"), STR("abc")) < 0);
	assert_true(str_equal(str_trim(STR(" \t x y\n")), STR("x y")));
	uint64_t value;
	assert_false(str_to_u64(STR("18446744073709551616"), &value));
	assert_true(str_to_u64(STR("18446744073709551615"), &value));
}

static void text_is_repaired_and_folded(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	size_t replaced;
	struct str repaired = utf8_repair(&arena, (struct str){"a\xFF\xC3(\0b", 6}, &replaced);
	assert_int_equal(replaced, 3);
	assert_true(str_equal(repaired, STR("a\xEF\xBF\xBD\xEF\xBF\xBD(\xEF\xBF\xBD" "b")));
	struct str clean = STR("Zuw\xC4\x81ra");
	assert_ptr_equal(utf8_repair(&arena, clean, &replaced).data, clean.data);
	assert_true(str_equal(utf8_fold(&arena, clean), STR("zuwara")));
	assert_true(str_equal(utf8_fold(&arena, STR("\xC5\x81\xC3\xB3" "d\xC5\xBA  \xE2\x80\x9CX\xE2\x80\x9D")), STR("lodz \"x\"")));
	assert_true(str_equal(utf8_lowercase(&arena, STR("\xC3\x89T\xC3\x89")), STR("\xC3\xA9t\xC3\xA9")));
	assert_int_equal(utf8_count(clean), 6);
	arena_free(&arena);
}

static void days_agree_with_the_calendar(void **state)
{
	(void)state;
	assert_int_equal(day_from_civil(1970, 1, 1), 0);
	assert_int_equal(day_weekday(day_from_civil(2020, 1, 9)), 3);
	for (int32_t day = -200000; day < 200000; day += 17) {
		int year, month, mday;
		day_to_civil(day, &year, &month, &mday);
		assert_int_equal(day_from_civil(year, month, mday), day);
	}
	int32_t day;
	char text[16];
	assert_false(day_parse(STR("2019-02-29"), &day));
	assert_true(day_parse(STR("2020-02-29"), &day));
	day_format(day, text);
	assert_string_equal(text, "2020-02-29");
}

static void map_keeps_order(void **state)
{
	(void)state;
	struct arena arena;
	struct map map;
	arena_init(&arena);
	map_init(&map, &arena);
	for (size_t i = 0; i < 500; i++)
		map_put(&map, str_of(arena_printf(&arena, "key %zu", i)), i, NULL);
	bool added;
	assert_int_equal(map_put(&map, STR("key 77"), 1, &added)->value, 77);
	assert_false(added);
	assert_null(map_get(&map, STR("key 500")));
	for (size_t i = 0; i < map.count; i++)
		assert_int_equal(map.entries[i].value, i);
	arena_free(&arena);
}

static void errors_point_at_the_column(void **state)
{
	(void)state;
	struct error error = {0};
	struct buf out = {0};
	assert_false(error_at(&error, ERROR_LEXICON, "a.txt", 3, 4, STR("n\xC3\xA9 zz"), "bad word %s", "zz"));
	error_set(&error, ERROR_INPUT, "a later error does not replace the first");
	error_format(&error, &out);
	buf_byte(&out, '\0');
	assert_string_equal(out.data, "a.txt:3:4: bad word zz\n  n\xC3\xA9 zz\n     ^\n");
	buf_free(&out);
}

static void pack_is_read_back_and_damage_is_seen(void **state)
{
	(void)state;
	struct pack_writer writer = {0};
	const float numbers[6] = {1, 2, 3, 4, 5, 6};
	const uint64_t dim[2] = {2, 3};
	pack_add(&writer, "parser/matrix", PACK_F32, 2, dim, numbers, sizeof numbers);
	pack_add_bytes(&writer, "meta", STR("width=128\n"));
	struct buf file = {0};
	pack_finish(&writer, &file);
	unsigned char *copy = aligned_alloc(64, (file.length + 63) / 64 * 64);
	memcpy(copy, file.data, file.length);
	struct pack pack;
	struct error error = {0};
	assert_true(pack_open_memory(&pack, copy, file.length, "memory", &error));
	struct pack_section section;
	assert_true(pack_need(&pack, "parser/matrix", PACK_F32, &section, &error));
	assert_int_equal(section.dim[1], 3);
	assert_memory_equal(section.data, numbers, sizeof numbers);
	assert_false(pack_find(&pack, "nothing", &section));
	for (size_t at = 0; at < file.length; at += 5) {
		copy[at] ^= 1;
		struct error damage = {0};
		if (at < 36 || at >= 64) /* the header's last bytes are reserved */
			assert_false(pack_open_memory(&pack, copy, file.length, "memory", &damage));
		copy[at] ^= 1;
	}
	for (size_t cut = 0; cut < file.length; cut += 7) {
		struct error damage = {0};
		assert_false(pack_open_memory(&pack, copy, cut, "memory", &damage));
	}
	free(copy);
	buf_free(&file);
}

static void tags_have_names(void **state)
{
	(void)state;
	for (unsigned i = 0; i < DEPREL_COUNT; i++)
		assert_int_equal(deprel_value(deprel_name(i)), i);
	for (unsigned i = 0; i < XPOS_COUNT; i++)
		assert_int_equal(xpos_value(xpos_name(i)), i);
	assert_int_equal(deprel_value(STR("nmod:new")), REL_nmod);
	assert_int_equal(upos_value(STR("NOPE")), UPOS_COUNT);
}

/* The pack is made anew when any file below the lexicon changes, however deep it lies. */
static void folders_are_listed_with_what_lies_below(void **state)
{
	(void)state;
	struct arena arena;
	struct error error = {0};
	char folder[] = "/tmp/casus-list-XXXXXX";
	char **paths;
	size_t count;
	arena_init(&arena);
	assert_non_null(mkdtemp(folder));
	char *below = arena_printf(&arena, "%s/b", folder);
	char *deep = arena_printf(&arena, "%s/c.txt", below), *flat = arena_printf(&arena, "%s/a.txt", folder);
	char *other = arena_printf(&arena, "%s/d.md", below);
	assert_int_equal(mkdir(below, 0700), 0);
	assert_true(file_write(deep, STR("x"), &error) && file_write(flat, STR("x"), &error) && file_write(other, STR("x"), &error));
	assert_true(file_list(folder, ".txt", &arena, &paths, &count, &error));
	assert_int_equal(count, 2);
	assert_string_equal(paths[0], flat);
	assert_string_equal(paths[1], deep);
	unlink(deep), unlink(flat), unlink(other), rmdir(below), rmdir(folder);
	arena_free(&arena);
}

/* Few and many, all alike, and such as differ in one byte only. */
static void numbers_are_sorted(void **state)
{
	static uint64_t values[3000], scratch[3000];
	static const size_t counts[] = {0, 1, 2, 48, 49, 300, 3000};
	static const uint64_t masks[] = {UINT64_MAX, 0, 0xFF00, UINT64_C(0xFF00000000000000), 7};
	uint64_t random = 88172645463325252u;
	(void)state;
	for (size_t m = 0; m < sizeof masks / sizeof *masks; m++)
		for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
			uint64_t sum = 0, same = 0;
			for (size_t i = 0; i < counts[c]; i++) {
				random ^= random << 13, random ^= random >> 7, random ^= random << 17;
				sum += values[i] = random & masks[m];
			}
			sort_u64(values, scratch, counts[c]);
			for (size_t i = 0; i < counts[c]; i++) {
				same += values[i];
				assert_true(i == 0 || values[i - 1] <= values[i]);
			}
			assert_true(sum == same);
		}
}

static void numbers_are_written(void **state)
{
	static const int64_t numbers[] = {0, 7, -7, 10, 1234567890123, INT64_MAX, INT64_MIN};
	struct buf out = {0}, expected = {0};
	(void)state;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		buf_decimal(&out, numbers[i]);
		buf_byte(&out, ' ');
		buf_printf(&expected, "%lld ", (long long)numbers[i]);
	}
	assert_int_equal(out.length, expected.length);
	assert_memory_equal(out.data, expected.data, out.length);
	buf_free(&out);
	buf_free(&expected);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arena_gives_aligned_memory_and_recovers),
		cmocka_unit_test(push_keeps_what_was_there),
		cmocka_unit_test(strings_are_cut_and_found),
		cmocka_unit_test(text_is_repaired_and_folded),
		cmocka_unit_test(days_agree_with_the_calendar),
		cmocka_unit_test(map_keeps_order),
		cmocka_unit_test(numbers_are_sorted),
		cmocka_unit_test(numbers_are_written),
		cmocka_unit_test(errors_point_at_the_column),
		cmocka_unit_test(pack_is_read_back_and_damage_is_seen),
		cmocka_unit_test(tags_have_names),
		cmocka_unit_test(folders_are_listed_with_what_lies_below),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
