/* html_date.c: the day on which a page was published.
 *
 * Asked in turn: what the page says for programs (JSON-LD, meta elements, <time>), its address, what it shows for people
 * near its head, and last when it was changed. The first that gives a day is believed.
 */
#include "base/utf8.h"
#include "reader/html.h"
#include "base/day.h"

enum { FIRST_YEAR = 1995, LAST_YEAR = 2100, MOST_TOKENS = 64, MOST_SHOWN = 400 };

/* --- a date in a line of text, in any language of page.txt ----------------------------------------------------- */

struct piece { /* a number, a word, or a mark */
	enum { PIECE_NUMBER, PIECE_MONTH, PIECE_WORD, PIECE_MARK } kind;
	unsigned value;   /* of a number; month 1 to 12; the mark's code point */
	size_t length;    /* digits */
};

static unsigned month_of(const struct html_page *page, struct str word)
{
	for (unsigned month = 0; month < 12; month++) {
		size_t at = 0;
		struct str phrase;
		while (phrase_next(page->lexicon, PHRASE_MONTH + month, &at, &phrase))
			if (str_equal(phrase, word) || str_equal_nocase(phrase, word))
				return month + 1;
	}
	return 0;
}

static size_t cut_number(struct str s, size_t *at, struct piece *piece)
{
	size_t start = *at;
	piece->kind = PIECE_NUMBER;
	piece->value = 0;
	for (; *at < s.length && ascii_is_digit((unsigned char)s.data[*at]); ++*at)
		piece->value = piece->value < 100000000 ? piece->value * 10 + (unsigned)(s.data[*at] - '0') : piece->value;
	return piece->length = *at - start;
}

static void cut_word(const struct html_page *page, struct str s, size_t *at, struct piece *piece)
{
	size_t start = *at, next = *at;
	while (next < s.length && utf8_is_letter(utf8_next(s, &next)))
		*at = next;
	struct str word = utf8_lowercase(page->arena, str_slice(s, start, *at));
	piece->value = month_of(page, word);
	piece->kind = piece->value ? PIECE_MONTH : PIECE_WORD;
	piece->length = word.length;
}

/* East Asian year, month and day marks are letters: they part numbers like other marks. */
static bool is_date_mark(uint32_t c)
{
	return c == 0x5e74 || c == 0x6708 || c == 0x65e5 || c == 0xb144 || c == 0xc6d4 || c == 0xc77c;
}

static size_t cut_pieces(const struct html_page *page, struct str s, struct piece pieces[MOST_TOKENS])
{
	size_t count = 0, at = 0;
	while (at < s.length && count < MOST_TOKENS) {
		size_t next = at;
		uint32_t c = utf8_next(s, &next);
		struct piece piece = {PIECE_MARK, c, 1};
		if (c < 128 && ascii_is_digit(c))
			cut_number(s, &at, &piece);
		else if (utf8_is_letter(c) && !is_date_mark(c))
			cut_word(page, s, &at, &piece);
		else
			at = next;
		if (piece.kind == PIECE_MARK && (utf8_is_space(c) || c == ','))
			continue;
		pieces[count++] = piece;
	}
	return count;
}

static bool day_of(unsigned year, unsigned month, unsigned mday, int32_t *day)
{
	if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || mday < 1 || mday > (unsigned)day_month_length((int)year, (int)month))
		return false;
	*day = day_from_civil((int)year, (int)month, (int)mday);
	return true;
}

static bool is_number(const struct piece *p, size_t least, size_t most)
{
	return p->kind == PIECE_NUMBER && p->length >= least && p->length <= most;
}

static bool is_separator(const struct piece *p)
{
	return p->kind == PIECE_MARK && (p->value == '-' || p->value == '/' || p->value == '.' || p->value == 0x2011 || p->value == 0x2013 || is_date_mark(p->value));
}

/* A short word or a mark between day, month and year: "de", "of", "th", ".". */
static size_t pass_filler(const struct piece *p, size_t count)
{
	size_t at = 0;
	while (at < count && at < 2 && ((p[at].kind == PIECE_WORD && p[at].length <= 4) || (p[at].kind == PIECE_MARK && (p[at].value == '.' || p[at].value == '-' || p[at].value == '/' || p[at].value == 0xba || p[at].value == '\''))))
		at++;
	return at;
}

/* "2020-03-11", "2020. 3. 11", "2020年3月11日", "11.03.2020", "3/11/2020" where MONTH_FIRST. */
static bool read_numbers(const struct piece *p, size_t count, bool month_first, int32_t *day)
{
	if (count >= 1 && is_number(p, 8, 8))
		return day_of(p->value / 10000, p->value / 100 % 100, p->value % 100, day);
	if (count < 5 || !is_separator(&p[1]) || !is_separator(&p[3]) || !is_number(&p[2], 1, 2))
		return false;
	if (is_number(&p[0], 4, 4) && is_number(&p[4], 1, 2))
		return day_of(p[0].value, p[2].value, p[4].value, day);
	if (!is_number(&p[0], 1, 2) || !(is_number(&p[4], 4, 4) || (is_number(&p[4], 2, 2) && p[1].value != '-')))
		return false;
	unsigned year = p[4].length == 2 ? 2000 + p[4].value : p[4].value;
	bool swap = p[1].value != '.' && ((month_first && p[1].value == '/' && p[0].value <= 12) || p[2].value > 12);
	return swap ? day_of(year, p[0].value, p[2].value, day) : day_of(year, p[2].value, p[0].value, day);
}

/* "11 March 2020", "11 de marzo de 2020", "March 11th, 2020", "2020 March 11". */
static bool read_words(const struct piece *p, size_t count, int32_t *day)
{
	size_t at = 1;
	if (is_number(p, 1, 2)) {
		at += pass_filler(p + at, count - at);
		if (at >= count || p[at].kind != PIECE_MONTH)
			return false;
		unsigned month = p[at++].value;
		at += pass_filler(p + at, count - at);
		return at < count && is_number(&p[at], 4, 4) && day_of(p[at].value, month, p->value, day);
	}
	if (p->kind != PIECE_MONTH)
		return false;
	at += pass_filler(p + at, count - at);
	if (at >= count || !is_number(&p[at], 1, 2))
		return false;
	unsigned mday = p[at++].value;
	at += pass_filler(p + at, count - at);
	return at < count && is_number(&p[at], 4, 4) && day_of(p[at].value, p->value, mday, day);
}

/* The first date in S. */
static bool find_date(const struct html_page *page, struct str s, int32_t *day)
{
	struct piece pieces[MOST_TOKENS];
	bool month_first = page->language.length >= 5 && str_equal_nocase(str_slice(page->language, page->language.length - 2, page->language.length), STR("us"));
	size_t count = cut_pieces(page, str_slice(s, 0, s.length < MOST_SHOWN ? s.length : MOST_SHOWN), pieces);
	for (size_t i = 0; i < count; i++)
		if (read_numbers(pieces + i, count - i, month_first, day) || read_words(pieces + i, count - i, day))
			return true;
	return false;
}

/* --- what the page says for programs ---------------------------------------------------------------------------- */

static struct str meta_name(xmlNode *meta)
{
	static const char *const names[] = {"property", "name", "itemprop", "http-equiv"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!str_empty(html_attribute(meta, names[i])))
			return html_attribute(meta, names[i]);
	return (struct str){0};
}

static bool from_meta(const struct html_page *page, xmlNode *root, enum phrase_kind kind, int32_t *day)
{
	size_t at = 0;
	struct str phrase;
	while (phrase_next(page->lexicon, kind, &at, &phrase))
		for (xmlNode *node = root; node; node = xml_next(node, root, true))
			if (xml_is(node, "meta") && str_equal_nocase(meta_name(node), phrase) && find_date(page, html_attribute(node, "content"), day))
				return true;
	return false;
}

/* "datePublished": "2020-03-11T..." in any script, well-formed or not. */
static bool from_script(const struct html_page *page, xmlNode *root, struct str key, int32_t *day)
{
	for (xmlNode *node = root; node; node = xml_next(node, root, true)) {
		if (!xml_is(node, "script") || !node->children || !node->children->content)
			continue;
		struct str text = str_of((const char *)node->children->content);
		for (size_t at = 0; (at = str_find(text, key, at)) != SIZE_MAX; at++) {
			struct str value = str_slice(text, at + key.length, text.length < at + key.length + 40 ? text.length : at + key.length + 40);
			value = str_trim(value);
			if (str_starts(value, STR(":")) && find_date(page, value, day))
				return true;
		}
	}
	return false;
}

static bool from_time(struct html_page *page, xmlNode *root, bool marked, int32_t *day)
{
	for (xmlNode *node = root; node; node = xml_next(node, root, true)) {
		struct str property = html_attribute(node, "itemprop"), class_ = html_attribute(node, "class");
		bool published = str_equal_nocase(property, STR("datePublished")) || str_equal_nocase(property, STR("dateCreated")) ||
		                 (xml_is(node, "time") && xmlHasProp(node, (const xmlChar *)"pubdate")) ||
		                 (xml_is(node, "time") && str_find(class_, STR("published"), 0) != SIZE_MAX && str_find(class_, STR("updated"), 0) == SIZE_MAX) ||
		                 (xml_is(node, "abbr") && str_find(class_, STR("published"), 0) != SIZE_MAX);
		if (!published && (marked || !(xml_is(node, "time") || xml_is(node, "abbr"))))
			continue;
		static const char *const places[] = {"datetime", "content", "title", "data-utime", "data-date"};
		for (size_t i = 0; i < sizeof places / sizeof *places; i++)
			if (find_date(page, html_attribute(node, places[i]), day))
				return true;
		if (find_date(page, html_text(page, node), day))
			return true;
	}
	return false;
}

/* --- its address, and what it shows ------------------------------------------------------------------------------- */

static bool from_address(const struct html_page *page, int32_t *day)
{
	struct str url = page->url;
	for (size_t i = 0; i + 8 <= url.length; i++) {
		bool starts = i == 0 || !ascii_is_digit((unsigned char)url.data[i - 1]);
		if (!starts || url.data[i] != '2' || url.data[i + 1] != '0')
			continue;
		struct piece pieces[MOST_TOKENS];
		size_t count = cut_pieces(page, str_slice(url, i, url.length < i + 12 ? url.length : i + 12), pieces);
		if (count && (pieces[0].length == 4 || pieces[0].length == 8) && read_numbers(pieces, count, false, day))
			return true;
	}
	return false;
}

static bool from_box(struct html_page *page, xmlNode *root, int32_t *day)
{
	for (xmlNode *node = root; node; node = xml_next(node, root, !(xml_is(node, "script") || xml_is(node, "style")))) {
		if (node->type != XML_ELEMENT_NODE)
			continue;
		struct str class_ = html_attribute(node, "class"), id = html_attribute(node, "id");
		if (!html_holds(page, PHRASE_BOX_DATE, class_) && !html_holds(page, PHRASE_BOX_DATE, id))
			continue;
		struct str text = html_text(page, node);
		if (text.length >= 6 && text.length <= MOST_SHOWN && find_date(page, text, day))
			return true;
	}
	return false;
}

/* Text that stands by itself and starts with a date, or with a word for publishing and a date soon after it. */
static bool from_text(const struct html_page *page, xmlNode *root, int32_t *day)
{
	for (xmlNode *node = root; node; node = xml_next(node, root, !(xml_is(node, "script") || xml_is(node, "style")))) {
		struct str text = node->type == XML_TEXT_NODE && node->content ? str_trim(str_of((const char *)node->content)) : (struct str){0};
		if (text.length >= 6 && text.length <= 120 && find_date(page, text, day))
			return true;
	}
	return false;
}

void html_find_date(struct html_page *page)
{
	xmlNode *root = xmlDocGetRootElement(page->tree);
	int32_t day = DAY_NONE;
	bool found = from_script(page, root, STR("\"datePublished\""), &day) || from_meta(page, root, PHRASE_META_DATE, &day) ||
	             from_time(page, root, true, &day) || from_address(page, &day) || from_script(page, root, STR("\"dateCreated\""), &day) ||
	             from_time(page, root, false, &day) || from_box(page, root, &day) || from_text(page, root, &day) ||
	             from_meta(page, root, PHRASE_META_CHANGED, &day) || from_script(page, root, STR("\"dateModified\""), &day);
	/* Programs are told the day in Greenwich; where the address has the one before or behind, that is the day where it was
	 * written. */
	int32_t local;
	if (found && from_address(page, &local) && (local == day - 1 || local == day + 1))
		day = local;
	page->day = found ? day : DAY_NONE;
}
