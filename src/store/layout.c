/* layout.c: where the paragraphs and sentences of a document stand, as a text for each of the two (schema, step 9). */
#include "store/layout.h"

#include "store/parts.h"

static void put_span(struct buf *out, const struct offsets *offsets, long first, struct span span, size_t *before)
{
	size_t start = offsets_to_points(offsets, span.start), end = offsets_to_points(offsets, span.end);
	const int64_t numbers[] = {first, (int64_t)start - (int64_t)*before, (int64_t)end - (int64_t)start};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		if (out->length)
			buf_byte(out, ' ');
		buf_decimal(out, numbers[i]);
	}
	*before = end;
}

/* Short items are; their block is not kept. */
static bool is_one_paragraph(const struct article *article)
{
	return article->block_count == 1 && article->blocks[0].kind == BLOCK_BODY && article->blocks[0].span.start == 0 &&
	       article->blocks[0].span.end == article->text.length;
}

void layout_write_blocks(const struct article *article, const struct offsets *offsets, struct buf *out)
{
	size_t before = 0;
	for (size_t i = 0; i < article->block_count && !is_one_paragraph(article); i++)
		put_span(out, offsets, (long)article->blocks[i].kind, article->blocks[i].span, &before);
}

void layout_write_sentences(const struct document *document, const struct offsets *offsets, struct buf *out)
{
	size_t before = 0, block = 0;
	for (size_t i = 0; i < document->sentence_count; i++) {
		const struct sentence *sentence = &document->sentences[i];
		put_span(out, offsets, (long)sentence->block - (long)block, sentence->span, &before);
		block = sentence->block;
	}
}

static bool read_number(struct str *rest, long *number)
{
	uint64_t value;
	struct str word = str_cut(rest, ' ');
	bool negative = str_starts(word, STR("-"));
	if (!str_to_u64(str_slice(word, negative, word.length), &value) || value > INT32_MAX)
		return false;
	*number = negative ? -(long)value : (long)value;
	return true;
}

bool layout_next(struct layout *layout, long *first)
{
	long gap, length;
	if (layout->broken || str_empty(layout->rest))
		return false;
	layout->broken = !read_number(&layout->rest, first) || !read_number(&layout->rest, &gap) || !read_number(&layout->rest, &length) ||
	                 (long)layout->end + gap < 0 || length < 0;
	if (layout->broken)
		return false;
	layout->start = layout->end + (size_t)gap;
	layout->end = layout->start + (size_t)length;
	return true;
}
