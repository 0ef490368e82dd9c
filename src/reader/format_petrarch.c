/* format_petrarch.c: the XML that PETRARCH and its kin are fed with: <Sentence date="20200109" id=... source=...><Text>... Each
 * sentence is coded by itself, as there. */
#include "reader/charset.h"
#include "reader/fields.h"
#include "reader/xml.h"

static int probe(struct str head, struct str path)
{
	(void)path;
	struct str s = str_trim(str_starts(head, STR("\xEF\xBB\xBF")) ? str_slice(head, 3, head.length) : head);
	bool marked = str_starts(s, STR("<")) && (str_find(head, STR("<Sentences"), 0) != SIZE_MAX || str_find(head, STR("<Sentence "), 0) != SIZE_MAX);
	return marked && str_find(head, STR("<html"), 0) == SIZE_MAX ? 85 : 0;
}

/* Up to </Sentence>; what else stands between two is passed over when the piece is parsed. */
static size_t length(struct str s, bool more)
{
	static const struct str end = STR("</Sentence>");
	size_t at = str_find(s, end, 0);
	if (at != SIZE_MAX)
		return at + end.length;
	if (more)
		return SIZE_MAX;
	return str_find(s, STR("<Sentence "), 0) == SIZE_MAX ? 0 : s.length; /* "</Sentences>" and white space */
}

static enum reader_status cut(struct reader *reader, struct arena *arena, struct reader_raw *raw, struct error *error)
{
	enum reader_status status = reader_cut_length(reader, length, arena, raw, error);
	size_t start = status == READER_ARTICLE ? str_find(raw->bytes, STR("<Sentence "), 0) : SIZE_MAX;
	if (status == READER_ARTICLE && start == SIZE_MAX)
		return reader_bad(reader, error, raw->line, 0, "expected <Sentence date=... id=...>");
	if (status != READER_ARTICLE)
		return status;
	for (size_t i = 0; i < start; i++)
		raw->line += raw->bytes.data[i] == '\n';
	raw->bytes = str_slice(raw->bytes, start, raw->bytes.length);
	return status;
}

static bool parse(struct parsing *p, struct article *article)
{
	struct str bytes = charset_to_utf8(p, p->raw->bytes, (struct str){0});
	xmlDoc *document = xml_document(p, bytes, "UTF-8");
	xmlNode *sentence = document ? xmlDocGetRootElement(document) : NULL, *text = sentence ? xml_find(sentence, "Text") : NULL;
	struct values values = {0};
	enum field wrong;
	const char *why;
	if (!text || !str_ends(str_trim(bytes), STR("</Sentence>")))
		return parsing_fails(p, "this <Sentence> has %s", text ? "no end" : "no <Text>");
	values.value[FIELD_TEXT] = xml_text(p->arena, text);
	values.value[FIELD_DATE] = xml_attribute(p->arena, sentence, "date");
	values.value[FIELD_ID] = xml_attribute(p->arena, sentence, "id");
	values.value[FIELD_PUBLISHER] = xml_attribute(p->arena, sentence, "source");
	if (values_article(p, &values, article, &wrong, &why))
		return true;
	return p->error->kind ? false : parsing_fails(p, wrong == FIELD_DATE ? "the date of this <Sentence> is none" : "this <Text> is empty");
}

const struct reader_format reader_petrarch_format = {"petrarch", probe, cut, parse, NULL};
