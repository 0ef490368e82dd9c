/* compile_text.c: the files that people edit.
 *
 *   NAME, NAME ... | KIND | COUNTRY or - | LAT LON or - | first-level unit (may be left out)
 *   class NAME = word, word ...                            (words.txt)
 */
#include "base/utf8.h"
#include "place/compile.h"

static const struct {
	struct str word;
	uint8_t kind;
} kind_words[] = {
#define X_(name, word, letter, weight, precision) {{word, sizeof(word) - 1}, KIND_##name},
	PLACE_KINDS(X_)
#undef X_
	{{"sea", 3}, KIND_WATER}, {{"river", 5}, KIND_WATER}, {{"lake", 4}, KIND_WATER}, {{"strait", 6}, KIND_WATER},
	{{"island", 6}, KIND_LAND}, {{"mountain", 8}, KIND_LAND}, {{"base", 4}, KIND_SITE}, {{"airport", 7}, KIND_SITE},
	{{"camp", 4}, KIND_SITE}, {{"crossing", 8}, KIND_SITE}, {{"plant", 5}, KIND_SITE},
};

struct hand { /* the parts of one line */
	struct str names, kind, country, point, unit;
	bool has_point;
};

static bool read_hand_kind(struct compiler *compiler, const struct line *line, struct str word, struct record *record)
{
	for (size_t i = 0; i < sizeof kind_words / sizeof *kind_words; i++)
		if (str_equal(kind_words[i].word, word)) {
			record->kind = kind_words[i].kind;
			return true;
		}
	return compile_error(compiler, line, word, "unknown kind of place; lexicon/places/README.md lists them");
}

static bool read_hand_point(struct compiler *compiler, const struct line *line, struct hand *hand, struct record *record)
{
	double lat, lon;
	hand->has_point = !str_equal(hand->point, STR("-"));
	if (!hand->has_point)
		return true;
	struct str rest = hand->point, first = str_cut(&rest, ' ');
	if (!compile_number(first, -90, 90, &lat))
		return compile_error(compiler, line, first, "latitude: a number from -90 to 90 is wanted");
	if (!compile_number(str_trim(rest), -180, 180, &lon))
		return compile_error(compiler, line, rest.data ? rest : first, "longitude: a number from -180 to 180 is wanted");
	record->lat = (float)lat;
	record->lon = (float)lon;
	return true;
}

static bool read_hand_country(struct compiler *compiler, const struct line *line, struct str code, struct record *record)
{
	record->country = 0xFFFF;
	if (str_equal(code, STR("-")))
		return true;
	struct map_entry *country = map_get(&compiler->country_code, code);
	if (!country)
		return compile_error(compiler, line, code, "unknown country: three letters of ISO 3166, or - for none");
	record->country = (uint16_t)country->value;
	return true;
}

static bool same_sort(unsigned a, unsigned b)
{
	return a == b || (KIND_BIT(a) & KINDS_SETTLED && KIND_BIT(b) & KINDS_SETTLED);
}

static bool close_by(const struct record *a, const struct record *b)
{
	float north = a->lat - b->lat, east = a->lon - b->lon;
	return north * north + east * east < 0.25f * 0.25f; /* degrees */
}

/* The most populous record of that sort and country which goes by NAME (for a town that has a point: near it), or NO_RECORD. */
static uint32_t find_existing(const struct compiler *compiler, struct str name, const struct record *like, bool near)
{
	char bytes[KEY_MOST];
	uint64_t hash = str_hash(place_key(compiler->scratch, name, bytes));
	uint32_t best = NO_RECORD;
	for (size_t i = 0; i < compiler->posting_count; i++) {
		if (compiler->postings[i].hash != hash)
			continue;
		uint32_t index = POSTING_RECORD(compiler->postings[i].posting);
		const struct record *record = &compiler->records[index];
		if (record->country == like->country && same_sort(record->kind, like->kind) && (!near || close_by(record, like)) &&
		    (best == NO_RECORD || record->population > compiler->records[best].population))
			best = index;
	}
	return best;
}

/* "US" and "N.Y." must not be found in "us" and "ny"; "TX" and "Pa." need more still. */
static uint32_t name_flags(struct str name, unsigned kind)
{
	size_t letters = 0, small = 0;
	for (size_t i = 0; i < name.length; i++) {
		letters += ascii_is_alpha((unsigned char)name.data[i]);
		small += ascii_is_lower((unsigned char)name.data[i]);
	}
	uint32_t flags = NAME_HAND;
	if (letters <= 4 && !small)
		flags |= NAME_CAPITALS;
	if (kind == KIND_ADMIN1 && ((letters <= 2 && !small) || name.data[name.length - 1] == '.'))
		flags |= NAME_SHORT;
	return flags;
}

static bool add_hand_names(struct compiler *compiler, const struct line *line, uint32_t index, struct str names, bool known)
{
	uint32_t main_flag = known ? 0 : NAME_MAIN;
	for (struct str name; names.data; main_flag = 0) {
		name = str_trim(str_cut(&names, ','));
		if (!name.length)
			return compile_error(compiler, line, name, "a name is wanted between the commas");
		unsigned kind = compiler->records[index].kind;
		compile_add_name(compiler, index, name, name_flags(name, kind) | main_flag, name.length > 5);
	}
	return true;
}

static bool cut_hand(struct compiler *compiler, const struct line *line, struct hand *hand)
{
	struct str rest = line->text;
	struct str *parts[] = {&hand->names, &hand->kind, &hand->country, &hand->point, &hand->unit};
	size_t count = 0;
	for (; rest.data && count < 5; count++)
		*parts[count] = str_trim(str_cut(&rest, '|'));
	if (count < 4)
		return compile_error(compiler, line, str_slice(line->text, line->text.length, line->text.length),
		                     "names | kind | country | latitude longitude: a part is missing");
	if (rest.data)
		return compile_error(compiler, line, rest, "nothing may follow the fifth part");
	return true;
}

/* The record that one of the line's names stands for already, or NO_RECORD. */
static uint32_t find_any(const struct compiler *compiler, struct str names, const struct record *like, bool near)
{
	uint32_t index = NO_RECORD;
	while (names.data && index == NO_RECORD)
		index = find_existing(compiler, str_trim(str_cut(&names, ',')), like, near);
	return index;
}

static uint32_t change_existing(struct compiler *compiler, uint32_t index, const struct record *record, const struct hand *hand)
{
	struct str rest = hand->names;
	if (record->kind == KIND_COUNTRY)
		compile_set_name(compiler, &compiler->records[index], str_trim(str_cut(&rest, ',')));
	if (hand->has_point) {
		compiler->records[index].lat = record->lat;
		compiler->records[index].lon = record->lon;
	}
	return index;
}

/* "Saudi, Saudis | demonym | SAU | -": words that tell a country and are no place. */
static bool add_demonyms(struct compiler *compiler, const struct line *line, const struct hand *hand)
{
	struct record record;
	if (!read_hand_country(compiler, line, hand->country, &record))
		return false;
	if (record.country == 0xFFFF)
		return compile_error(compiler, line, hand->country, "whose? A demonym needs a country");
	for (struct str names = hand->names; names.data;)
		compile_add_name(compiler, record.country, str_trim(str_cut(&names, ',')), NAME_DEMONYM, false);
	return true;
}

bool compile_hand_line(struct compiler *compiler, const struct line *line)
{
	struct hand hand = {0};
	struct record record = {.admin1 = NO_RECORD};
	if (!cut_hand(compiler, line, &hand))
		return false;
	if (str_equal(hand.kind, STR("demonym")))
		return add_demonyms(compiler, line, &hand);
	if (!read_hand_kind(compiler, line, hand.kind, &record) ||
	    !read_hand_country(compiler, line, hand.country, &record) || !read_hand_point(compiler, line, &hand, &record))
		return false;
	struct str rest = hand.names, first = str_trim(str_cut(&rest, ','));
	uint32_t index = NO_RECORD;
	bool settled = KIND_BIT(record.kind) & KINDS_SETTLED;
	if (!hand.has_point || settled || record.kind == KIND_COUNTRY || record.kind == KIND_ADMIN1)
		index = find_any(compiler, hand.names, &record, hand.has_point && settled);
	if (index != NO_RECORD)
		return add_hand_names(compiler, line, change_existing(compiler, index, &record, &hand), hand.names, true);
	if (!hand.has_point)
		return compile_error(compiler, line, first, "no such place in the data: its latitude and longitude are wanted");
	if (hand.unit.length) {
		struct record unit = {.kind = KIND_ADMIN1, .country = record.country};
		record.admin1 = find_existing(compiler, hand.unit, &unit, false);
		if (record.admin1 == NO_RECORD)
			return compile_error(compiler, line, hand.unit, "no such first-level unit in that country");
	}
	compile_set_name(compiler, &record, first);
	index = compile_add_record(compiler, record);
	if (record.kind == KIND_ADMIN1)
		compiler->records[index].admin1 = index;
	return add_hand_names(compiler, line, index, hand.names, false);
}

/* --- words.txt ------------------------------------------------------------------------------ */

static bool read_class(struct compiler *compiler, const struct line *line, struct str name, uint32_t *bit)
{
	static const struct str names[] = {
#define X_(name, written) {written, sizeof(written) - 1},
		WORD_CLASSES(X_)
#undef X_
	};
	for (size_t i = 0; i < WORD_CLASS_COUNT; i++)
		if (str_equal(names[i], name)) {
			*bit = WORD_BIT(i);
			return true;
		}
	return compile_error(compiler, line, name, "unknown class of words");
}

bool compile_word_line(struct compiler *compiler, const struct line *line)
{
	struct str rest = str_trim(line->text), word = str_cut(&rest, ' ');
	uint32_t bit = 0;
	if (!str_equal(word, STR("class")))
		return compile_error(compiler, line, word, "\"class NAME = word, word\" is wanted");
	struct str name = str_trim(str_cut(&rest, '='));
	if (!rest.data)
		return compile_error(compiler, line, name, "\"=\" and the words are missing");
	if (!read_class(compiler, line, name, &bit))
		return false;
	while (rest.data) {
		struct str one = str_trim(str_cut(&rest, ','));
		if (!one.length)
			return compile_error(compiler, line, one, "a word is wanted between the commas");
		struct word_row row = {str_hash(utf8_lowercase(compiler->scratch, one)), bit};
		arena_push(compiler->arena, compiler->words, compiler->word_count, compiler->word_capacity, row);
	}
	return true;
}
