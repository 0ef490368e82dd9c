#include "reader/mime.h"

#include "reader/charset.h"
#include "reader/headers.h"

enum { DEEPEST = 12, FEW_BYTES = 40 };

/* --- transfer encodings ----------------------------------------------------------------------------------------------- */

static int hex(unsigned c)
{
	return ascii_is_digit(c) ? (int)(c - '0') : (c | 32) >= 'a' && (c | 32) <= 'f' ? (int)((c | 32) - 'a' + 10) : -1;
}

/* UNDERSCORE: of RFC 2047's Q, where _ is a blank. */
static struct str quoted_printable(struct arena *arena, struct str s, bool underscore)
{
	char *out = arena_alloc(arena, s.length + 1);
	size_t length = 0;
	for (size_t i = 0; i < s.length; i++) {
		char c = s.data[i];
		if (c == '=' && i + 2 < s.length && hex((unsigned char)s.data[i + 1]) >= 0 && hex((unsigned char)s.data[i + 2]) >= 0) {
			out[length++] = (char)(hex((unsigned char)s.data[i + 1]) * 16 + hex((unsigned char)s.data[i + 2]));
			i += 2;
		} else if (c == '=' && !underscore) { /* a soft line end; anything else after = is kept as it is */
			size_t end = i + 1;
			while (end < s.length && (s.data[end] == ' ' || s.data[end] == '\t' || s.data[end] == '\r'))
				end++;
			if (end < s.length && s.data[end] != '\n')
				out[length++] = c;
			else
				i = end;
		} else {
			out[length++] = underscore && c == '_' ? ' ' : c;
		}
	}
	return (struct str){out, length};
}

static int base64_value(unsigned c)
{
	if (ascii_is_upper(c))
		return (int)(c - 'A');
	if (ascii_is_lower(c))
		return (int)(c - 'a' + 26);
	return ascii_is_digit(c) ? (int)(c - '0' + 52) : c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

static struct str base64(struct arena *arena, struct str s)
{
	char *out = arena_alloc(arena, s.length / 4 * 3 + 4);
	size_t length = 0;
	unsigned bits = 0, held = 0;
	for (size_t i = 0; i < s.length && s.data[i] != '='; i++) {
		int value = base64_value((unsigned char)s.data[i]);
		if (value < 0)
			continue;
		held = held << 6 | (unsigned)value;
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			out[length++] = (char)(held >> bits & 0xFF);
		}
	}
	return (struct str){out, length};
}

/* --- encoded words ------------------------------------------------------------------------------------------------------- */

/* The encoded word at the start of S, its length in *TAKEN; 0 for none. */
static struct str encoded_word(struct parsing *p, struct str s, size_t *taken)
{
	size_t end = str_starts(s, STR("=?")) ? str_find(s, STR("?="), 2) : SIZE_MAX;
	*taken = 0;
	struct str rest = str_slice(s, s.length < 2 ? s.length : 2, s.length), charset = str_cut(&rest, '?'), how = rest.data ? str_cut(&rest, '?') : rest;
	if (end == SIZE_MAX || !rest.data || how.length != 1)
		return (struct str){0};
	end = str_find(rest, STR("?="), 0);
	if (end == SIZE_MAX)
		return (struct str){0};
	struct str body = str_slice(rest, 0, end);
	*taken = (size_t)(rest.data + end + 2 - s.data);
	body = (how.data[0] | 32) == 'b' ? base64(p->arena, body) : quoted_printable(p->arena, body, true);
	return charset_to_utf8(p, body, str_cut(&charset, '*'));
}

struct str mime_header(struct parsing *p, struct str value)
{
	struct buf *out = arena_zalloc(p->arena, 1, sizeof *out);
	if (str_find(value, STR("=?"), 0) == SIZE_MAX)
		return charset_clean(p, value);
	parsing_hold(p, out, parsing_free_buf);
	bool was_word = false;
	for (size_t i = 0; i < value.length;) {
		size_t taken, blank = i;
		while (was_word && blank < value.length && ascii_is_space((unsigned char)value.data[blank]))
			blank++;
		struct str word = encoded_word(p, str_slice(value, blank, value.length), &taken);
		if (!taken && blank != i)
			word = encoded_word(p, str_slice(value, i, value.length), &taken), blank = i;
		if (taken)
			buf_str(out, word);
		else
			buf_byte(out, value.data[i]);
		was_word = taken > 0;
		i = taken ? blank + taken : i + 1;
	}
	struct str result = charset_clean(p, parsing_copy(p, out->data, out->length));
	parsing_free(p, out);
	return result;
}

/* --- parts ---------------------------------------------------------------------------------------------------------------- */

static struct str decoded(struct parsing *p, struct str headers, struct str body)
{
	struct str how = headers_get(p->arena, headers, "Content-Transfer-Encoding");
	if (str_equal_nocase(how, STR("quoted-printable")))
		return quoted_printable(p->arena, body, false);
	return str_equal_nocase(how, STR("base64")) ? base64(p->arena, body) : body;
}

/* The next part of a multipart body: between two lines of --BOUNDARY. *REST moves behind it; false at the end. */
static bool next_part(struct str *rest, struct str boundary, struct str *part)
{
	bool inside = false;
	const char *start = NULL;
	while (rest->data && rest->length) {
		struct str line = str_cut(rest, '\n'), trimmed = line;
		while (trimmed.length && ascii_is_space((unsigned char)trimmed.data[trimmed.length - 1]))
			trimmed.length--;
		bool marks = trimmed.length >= boundary.length + 2 && str_starts(trimmed, STR("--")) &&
		             str_equal(str_slice(trimmed, 2, boundary.length + 2), boundary) &&
		             (trimmed.length == boundary.length + 2 || str_equal(str_slice(trimmed, boundary.length + 2, trimmed.length), STR("--")));
		if (marks && inside) {
			*part = (struct str){start, (size_t)(line.data - start)};
			*rest = (struct str){line.data, rest->data ? (size_t)(rest->data + rest->length - line.data) : line.length};
			return true;
		}
		if (marks && trimmed.length > boundary.length + 2)
			return false; /* the last */
		if (marks && rest->data) {
			inside = true;
			start = rest->data;
		}
	}
	if (!inside)
		return false;
	*part = (struct str){start, rest->data ? (size_t)(rest->data - start) : 0}; /* cut short: no boundary behind it */
	*rest = (struct str){0};
	return part->length > 0;
}

static bool has_words(struct str s)
{
	size_t letters = 0;
	for (size_t i = 0; i < s.length && letters < FEW_BYTES; i++)
		letters += ascii_is_alpha((unsigned char)s.data[i]);
	return letters >= FEW_BYTES;
}

/* Depth-first, at most DEEPEST deep; the first plain text with some words wins, else the first HTML, else the first of any. */
static void find_text(struct parsing *p, struct str message, unsigned depth, struct mime_text *best)
{
	struct str headers, body = headers_cut(message, &headers);
	struct str type = headers_get(p->arena, headers, "Content-Type");
	if (str_starts(headers_get(p->arena, headers, "Content-Disposition"), STR("attachment")))
		return;
	if (type.length > 10 && str_equal_nocase(str_slice(type, 0, 10), STR("multipart/")) && depth < DEEPEST) {
		struct str boundary = headers_parameter(type, "boundary"), part;
		while (boundary.length && next_part(&body, boundary, &part))
			find_text(p, part, depth + 1, best);
		return;
	}
	if (headers_is_type(type, "message/rfc822") && depth < DEEPEST) {
		find_text(p, body, depth + 1, best);
		return;
	}
	bool html = headers_is_type(type, "text/html"), plain = str_empty(type) || headers_is_type(type, "text/plain");
	bool best_is_good = best->bytes.length && (best->is_html || has_words(best->bytes));
	if ((!html && !plain) || (best_is_good && (html || !best->is_html)))
		return;
	struct str text = decoded(p, headers, body);
	if (best_is_good && !has_words(text))
		return;
	*best = (struct mime_text){text, headers_parameter(type, "charset"), html};
}

bool mime_find_text(struct parsing *p, struct str message, struct mime_text *text)
{
	*text = (struct mime_text){0};
	find_text(p, message, 0, text);
	return str_trim(text->bytes).length > 0;
}
