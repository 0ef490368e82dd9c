/* address.c: web and mail addresses, host names, file names. */
#include "text/lexer.h"

enum { MOST_ADDRESS = 4096, MOST_LABEL = 63 };

static bool host_byte(unsigned char c)
{
	return ascii_is_alpha(c) || ascii_is_digit(c) || c == '-' || c == '_';
}

/* Without the punctuation that a sentence puts behind an address. */
static size_t trim_end(struct str text, size_t start, size_t end)
{
	bool bracket = false;
	for (size_t i = start; i < end; i++)
		bracket |= text.data[i] == '(';
	while (end > start && strchr(bracket ? ".,;:!?'\"]}>" : ".,;:!?'\")]}>", text.data[end - 1]))
		end--;
	return end;
}

/* Up to white space, or a byte that no address holds. */
static size_t url_end(const struct lexer *lexer, size_t start, size_t most)
{
	size_t end = start;
	while (end < most && !strchr("<>\"", lexer->text.data[end]) && (unsigned char)lexer->text.data[end] > ' ' &&
	       (unsigned char)lexer->text.data[end] < 0x80)
		end++;
	return trim_end(lexer->text, start, end);
}

static size_t url(const struct lexer *lexer, size_t start, size_t most)
{
	struct str rest = str_slice(lexer->text, start, most);
	size_t scheme = 0;
	while (scheme < rest.length && scheme < 12 && ascii_is_alpha((unsigned char)rest.data[scheme]))
		scheme++;
	bool has_scheme = scheme > 1 && str_starts(str_slice(rest, scheme, rest.length), STR("://"));
	if (!has_scheme && !(rest.length > 4 && str_equal_nocase(str_slice(rest, 0, 4), STR("www."))) && !str_starts(rest, STR("mailto:")))
		return start;
	return url_end(lexer, start, most);
}

static size_t mail(const struct lexer *lexer, size_t start, size_t most)
{
	size_t at = start;
	while (at < most && (host_byte((unsigned char)lexer->text.data[at]) || strchr(".%+", lexer->text.data[at])))
		at++;
	if (at == start || at >= most || lexer->text.data[at] != '@')
		return start;
	size_t host = ++at;
	while (at < most && (host_byte((unsigned char)lexer->text.data[at]) || lexer->text.data[at] == '.'))
		at++;
	while (at > host && strchr(".-", lexer->text.data[at - 1]))
		at--;
	return at > host ? at : start;
}

static bool known(const struct lexer *lexer, enum text_list list, struct str label)
{
	bool upper = ascii_is_upper((unsigned char)label.data[0]), mixed = false;
	for (size_t i = 1; i < label.length; i++)
		mixed |= ascii_is_alpha((unsigned char)label.data[i]) && ascii_is_upper((unsigned char)label.data[i]) != upper;
	return !mixed && text_lookup(lexer->tables, list, label.data, label.length) != 0;
}

static bool lower_label(struct str label)
{
	for (size_t i = 0; i < label.length; i++)
		if (!ascii_is_lower((unsigned char)label.data[i]))
			return false;
	return label.length >= 3;
}

/* "bbc.co.uk/news", "report.doc", "comp.sources.unix". */
static size_t host(const struct lexer *lexer, size_t start, size_t most)
{
	struct str last = {0}, before = {0};
	size_t labels = 0, lower = 0, at = start;
	for (;;) {
		size_t label = at;
		while (at < most && at - label <= MOST_LABEL && host_byte((unsigned char)lexer->text.data[at]))
			at++;
		if (at == label || at - label > MOST_LABEL)
			break;
		before = last;
		last = str_slice(lexer->text, label, at);
		labels++;
		lower += lower_label(last);
		if (at + 1 >= most || lexer->text.data[at] != '.' || !host_byte((unsigned char)lexer->text.data[at + 1]))
			break;
		at++;
	}
	if (labels < 2 || word_character(lexer->text, at, most))
		return start;
	bool country = labels >= 3 && last.length == 2 && known(lexer, LIST_DOMAIN, before);
	if (known(lexer, LIST_DOMAIN, last) || country)
		return at < most && lexer->text.data[at] == '/' ? url_end(lexer, start, most) : at;
	return known(lexer, LIST_EXTENSION, last) || (labels >= 3 && lower == labels) ? at : start;
}

bool lexer_address(struct lexer *lexer)
{
	size_t start = lexer->at, most = lexer->chunk_end, end = start;
	if (most - start > MOST_ADDRESS)
		most = start + MOST_ADDRESS;
	if (lexer->chunk_classes & BYTE_COLON || lexer->chunk_classes & BYTE_DOT)
		end = url(lexer, start, most);
	if (end == start && lexer->chunk_classes & BYTE_AT)
		end = mail(lexer, start, most);
	if (end == start && lexer->chunk_classes & BYTE_DOT)
		end = host(lexer, start, most);
	if (end == start)
		return false;
	lexer_push(lexer, start, end, PIECE_ADDRESS);
	return true;
}
