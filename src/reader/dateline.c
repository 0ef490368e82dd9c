/* dateline.c: "BENGHAZI - ", "MOSCOW, Jan 8 (Reuters) - ", "BEIRUT/ANKARA (AP) - ". */
#include "base/utf8.h"
#include "reader/dates.h"
#include "reader/parts.h"

enum { MOST_DATELINE = 120 };

/* The dash that may end a dateline: its offset in S, its length in *length; SIZE_MAX for none. A hyphen or en dash needs
 * white space before it. */
static size_t find_dash(struct str s, size_t *length)
{
	static const struct {
		const char *form;
		size_t length;
	} dashes[] = {{"\xE2\x80\x94", 3}, {" \xE2\x80\x93", 4}, {"\xE2\x80\x95", 3}, {" -- ", 4}, {" --", 3}, {" - ", 3}, {"--", 2}, {" \xE2\x88\x92 ", 5}};
	struct str head = str_slice(s, 0, s.length < MOST_DATELINE ? s.length : MOST_DATELINE);
	size_t best = SIZE_MAX;
	for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
		size_t at = str_find(head, (struct str){dashes[i].form, dashes[i].length}, 0);
		if (at < best) {
			best = at;
			*length = dashes[i].length;
		}
	}
	return best;
}

static bool all_capitals(struct str s)
{
	size_t at = 0, upper = 0;
	while (at < s.length) {
		uint32_t c = utf8_next(s, &at);
		if (utf8_is_lower(c) || utf8_is_digit(c))
			return false;
		upper += utf8_is_upper(c);
	}
	return upper >= 2;
}

static bool capitalised(struct str s)
{
	bool start = true;
	for (size_t at = 0; at < s.length;) {
		uint32_t c = utf8_next(s, &at);
		if (utf8_is_digit(c) || (c < 0x80 && strchr("\"():;?!", (int)c)))
			return false;
		if (start && utf8_is_lower(c) && !str_starts(str_slice(s, at - 1, s.length), STR("and ")) &&
		    !str_starts(str_slice(s, at - 1, s.length), STR("al-")) && !str_starts(str_slice(s, at - 1, s.length), STR("of ")))
			return false;
		start = c == ' ' || c == ',';
	}
	return !str_empty(s);
}

/* Takes a bracket off the end of *head: "(Reuters)". */
static bool take_agency(struct str *head, const struct reader_lexicon *lexicon, bool *known)
{
	struct str h = str_trim(*head);
	size_t open = str_find(h, STR("("), 0);
	if (open == SIZE_MAX || !str_ends(h, STR(")")))
		return false;
	*known = phrase_is(lexicon, PHRASE_AGENCY, str_trim(str_slice(h, open + 1, h.length - 1)));
	*head = str_trim(str_slice(h, 0, open));
	return true;
}

/* Takes a date off the end of *head: "MOSCOW, Jan 8". */
static void take_date(struct str *head, struct dateline *line)
{
	for (size_t at = 0; at + 1 < head->length; at++) {
		if (head->data[at] != ',' && head->data[at] != ' ')
			continue;
		struct str rest = str_trim(str_slice(*head, at + 1, head->length));
		size_t length = date_at_start(rest, &line->day, &line->month, &line->mday);
		if (length && length == rest.length) {
			line->has_date = true;
			*head = str_slice(*head, 0, at);
			break;
		}
	}
	*head = str_trim(*head);
	while (head->length && head->data[head->length - 1] == ',')
		head->length--;
}

static struct span first_place(struct str text, struct str head)
{
	size_t end = 0;
	while (end < head.length && head.data[end] != ',' && head.data[end] != '/')
		end++;
	struct str place = str_trim(str_slice(head, 0, end));
	size_t start = (size_t)(place.data - text.data);
	return (struct span){start, start + place.length};
}

/* The first comma-parted piece counts: "GAZA CITY, Gaza Strip". "Harare, Zimbabwe" needs nothing more, either. */
static bool place_fits(struct str head, bool agency, bool dated)
{
	struct str rest = head, first = str_trim(str_cut(&rest, ','));
	if (str_empty(first) || parts_words(head, 9) > 8 || !capitalised(head))
		return false;
	bool region = rest.data && parts_words(head, 5) <= 4 && str_find(head, STR("'"), 0) == SIZE_MAX && str_find(head, STR("\xE2\x80\x99"), 0) == SIZE_MAX;
	return all_capitals(first) || agency || dated || region;
}

/* Agencies that monitor broadcasts put "[TEXT]", "[Excerpts]" behind the dateline. */
static struct str skip_marker(struct str after)
{
	size_t close = str_starts(after, STR("[")) ? str_find(str_slice(after, 0, after.length < 40 ? after.length : 40), STR("]"), 0) : SIZE_MAX;
	return close == SIZE_MAX ? after : str_trim(str_slice(after, close + 1, after.length));
}

struct dateline parts_dateline(struct str text, struct span paragraph, const struct reader_lexicon *lexicon)
{
	struct dateline line = {.day = DAY_NONE};
	struct str s = str_slice(text, paragraph.start, paragraph.end);
	size_t length = 0, dash = find_dash(s, &length);
	bool known = false, has_dash = dash != SIZE_MAX;
	if (!has_dash) { /* "MOSCOW (AP) Officials said": only with an agency that is known */
		size_t close = str_find(str_slice(s, 0, s.length < MOST_DATELINE ? s.length : MOST_DATELINE), STR(")"), 0);
		if (close == SIZE_MAX)
			return line;
		dash = close + 1;
		length = 0;
	}
	struct str head = str_trim(str_slice(s, 0, dash));
	struct str after = skip_marker(str_trim(str_slice(s, dash + length, s.length)));
	bool agency = take_agency(&head, lexicon, &known);
	take_date(&head, &line);
	size_t at = 0;
	if (str_empty(after) || utf8_is_lower(utf8_next(after, &at)) || !place_fits(head, agency, line.has_date) || (!has_dash && !known))
		return (struct dateline){.day = DAY_NONE};
	if (!phrase_is(lexicon, PHRASE_AGENCY, head)) /* "AP - Officials said" */
		line.place = first_place(text, head);
	line.span = (struct span){paragraph.start, (size_t)(after.data - text.data)};
	return line;
}
