/* format_mail.c: one message (.eml) or a folder of them (mbox), as news agencies' and alerts' mail is kept. */
#include "reader/charset.h"
#include "reader/dates.h"
#include "reader/headers.h"
#include "reader/mime.h"
#include "reader/page.h"

/* "From someone Thu Jan  9 10:15:00 2020": the line before each message of an mbox; at its end the year. */
static bool is_from_line(struct str line)
{
	line = str_trim(line);
	return str_starts(line, STR("From ")) && line.length > 20 && str_find(line, STR(":"), 0) != SIZE_MAX &&
	       (ascii_is_digit((unsigned char)line.data[line.length - 1]) || str_find(line, STR(" remote from"), 0) != SIZE_MAX);
}

static int probe(struct str head, struct str path)
{
	static const char *const names[] = {"from", "to", "subject", "date", "received", "return-path", "message-id", "mime-version", "content-type", "delivered-to", "reply-to"};
	struct str rest = head, first = str_cut(&rest, '\n');
	if (is_from_line(first))
		return 90;
	struct str headers;
	headers_cut(head, &headers);
	size_t known = 0;
	rest = headers;
	while (rest.data && rest.length) {
		struct str line = str_cut(&rest, '\n'), value = line, name = str_cut(&value, ':');
		if (!line.length || line.data[0] == ' ' || line.data[0] == '\t')
			continue;
		if (!value.data || name.length > 60 || memchr(name.data, ' ', name.length))
			return 0;
		for (size_t i = 0; i < sizeof names / sizeof *names; i++)
			known += str_equal_nocase(name, str_of(names[i]));
	}
	return known >= 2 ? str_ends(path, STR(".eml")) ? 95 : 70 : 0;
}

/* Up to the next From line behind a blank one. */
static size_t length(struct str s, bool more)
{
	bool blank = false;
	struct str rest = s;
	for (bool first = true; rest.data && rest.length; first = false) {
		struct str line = str_cut(&rest, '\n');
		if (!rest.data && more)
			return SIZE_MAX; /* its line is not whole */
		if (!first && blank && is_from_line(line))
			return (size_t)(line.data - s.data);
		blank = str_empty(str_trim(line));
	}
	return more ? SIZE_MAX : s.length;
}

static enum reader_status cut(struct reader *reader, struct arena *arena, struct reader_raw *raw, struct error *error)
{
	if (!input_fill(reader->input, 16, error))
		return READER_BAD;
	bool mbox = str_starts(input_rest(reader->input), STR("From "));
	return mbox ? reader_cut_length(reader, length, arena, raw, error) : reader_cut_all(reader, READER_MOST_BYTES, arena, raw, error);
}

/* The part of a From header that names: "Agency <news@agency.example>". */
static struct str sender(struct str from)
{
	struct str rest = from, name = str_trim(str_cut(&rest, '<'));
	if (name.length > 1 && name.data[0] == '"' && name.data[name.length - 1] == '"')
		name = str_slice(name, 1, name.length - 1);
	return name.length ? name : str_trim(from);
}

static void fill_headers(struct parsing *p, struct str headers, struct article *article)
{
	struct str date = headers_get(p->arena, headers, "Date"), id = headers_get(p->arena, headers, "Message-ID");
	article->title = mime_header(p, headers_get(p->arena, headers, "Subject"));
	article->publisher = sender(mime_header(p, headers_get(p->arena, headers, "From")));
	if (id.length > 2 && id.data[0] == '<' && id.data[id.length - 1] == '>')
		article->source_id = charset_clean(p, str_slice(id, 1, id.length - 1));
	if (date.length && date_of_stamp(date, &article->day))
		article->date_from = DATE_FROM_INPUT;
	else
		article->day = DAY_NONE;
}

static bool parse(struct parsing *p, struct article *article)
{
	struct str message = p->raw->bytes, headers;
	struct mime_text text;
	if (str_starts(message, STR("From ")))
		str_cut(&message, '\n');
	if (!message.data)
		return parsing_fails(p, "this message is cut short");
	headers_cut(message, &headers);
	fill_headers(p, headers, article);
	if (!mime_find_text(p, message, &text))
		return parsing_fails(p, "this message holds no text");
	struct str utf8 = charset_to_utf8(p, text.bytes, text.charset.length || !text.is_html ? text.charset : page_charset(text.bytes));
	if (text.is_html)
		page_article(p, utf8, article);
	else
		reader_article_from_text(p->arena, utf8, &p->raw->lexicon, article);
	return article->block_count > 0 || parsing_fails(p, "this message holds no text");
}

const struct reader_format reader_mail_format = {"mail", probe, cut, parse, NULL};
