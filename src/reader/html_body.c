/* html_body.c: which of a page's blocks are its article.
 *
 * Each block speaks for or against the boxes that it stands in: sentences for, links and scraps against. The box with
 * the largest sum holds the article, unless markup names one that holds most of it (schema.org's articleBody, the classes
 * of page.txt). Inside, boxes and headings that pages put between and behind are left out.
 */
#include "base/map.h"
#include "reader/html.h"
#include "reader/parts.h"

enum { LEAST_WORDS = 50, LONG_BLOCK = 30, SHORT_BLOCK = 12 };

struct tally { /* of an element, in node->_private */
	double sum;
	size_t good; /* words of its sentences */
};

static double weight_of(const struct html_block *block)
{
	if (block->linked * 2 > block->words)
		return block->words < 10 ? -2.0 - (double)block->linked : -10.0;
	if (block->form == FORM_HEADING)
		return 0;
	if (block->form == FORM_PREFORMATTED)
		return (double)block->words * 0.5;
	if ((block->sentence && block->words > 4) || block->words >= LONG_BLOCK)
		return (double)block->words - 2.0 * (double)block->linked;
	return block->words > 14 ? (double)block->words * 0.25 : -2.0;
}

static void tally_blocks(struct html_page *page)
{
	for (size_t i = 0; i < page->block_count; i++) {
		double weight = weight_of(&page->blocks[i]);
		for (xmlNode *node = page->blocks[i].node; node && node->type == XML_ELEMENT_NODE; node = node->parent) {
			xmlNode *holder = node;
			if (!holder->_private)
				holder->_private = arena_zalloc(page->arena, 1, sizeof(struct tally));
			struct tally *tally = holder->_private;
			tally->sum += weight;
			tally->good += weight > 0 ? page->blocks[i].words : 0;
		}
	}
}

static struct tally *tally_of(xmlNode *node)
{
	return node->type == XML_ELEMENT_NODE ? node->_private : NULL;
}

/* How much markup says that NODE holds the story: 0 for nothing. */
static int rank_of(const struct html_page *page, xmlNode *node)
{
	if (str_equal_nocase(html_attribute(node, "itemprop"), STR("articleBody")))
		return 3;
	struct str class_ = html_attribute(node, "class"), id = html_attribute(node, "id");
	if (html_holds(page, PHRASE_BOX_BODY, class_) || html_holds(page, PHRASE_BOX_BODY, id))
		return 2;
	return xml_is(node, "article") || xml_is(node, "main") || str_equal_nocase(html_attribute(node, "role"), STR("main"));
}

static xmlNode *best_sum(xmlNode *root)
{
	xmlNode *best = NULL;
	for (xmlNode *node = root; node; node = xml_next(node, root, true))
		if (tally_of(node) && (!best || tally_of(node)->sum >= tally_of(best)->sum))
			best = node;
	return best;
}

/* The box that markup names, best rank first, then the largest sum: only where it holds most of the best box's words. */
static xmlNode *named_box(const struct html_page *page, xmlNode *root, xmlNode *best)
{
	xmlNode *found = NULL;
	int found_rank = 0;
	for (xmlNode *node = root; node; node = xml_next(node, root, true)) {
		const struct tally *tally = tally_of(node);
		if (!tally || tally->good < LEAST_WORDS || (double)tally->good < 0.5 * (double)tally_of(best)->good)
			continue;
		int rank = rank_of(page, node);
		if (rank > found_rank || (rank && rank == found_rank && tally->sum > tally_of(found)->sum)) {
			found = node;
			found_rank = rank;
		}
	}
	return found;
}

/* Down to the smallest box that holds nearly all of NODE's sum. */
static xmlNode *narrow(xmlNode *node)
{
	for (;;) {
		xmlNode *inner = NULL;
		for (xmlNode *child = node->children; child; child = child->next)
			if (tally_of(child) && tally_of(child)->sum >= 0.95 * tally_of(node)->sum)
				inner = child;
		if (!inner)
			return node;
		node = inner;
	}
}

static bool is_below(xmlNode *node, xmlNode *box)
{
	while (node && node != box)
		node = node->parent;
	return node == box;
}

/* --- inside the box ------------------------------------------------------------------------------------------ */

static bool is_end(const struct html_page *page, const struct html_block *block)
{
	return block->words <= 8 && !(block->sentence && !str_ends(block->text, STR(":"))) && phrase_at_start(page->lexicon, PHRASE_END, block->text) &&
	       (block->form == FORM_HEADING || block->words <= 4);
}

static bool is_kept(const struct html_page *page, const struct html_block *block)
{
	if (block->linked * 3 > block->words * 2 && block->words < LONG_BLOCK)
		return false;
	if (str_equal(block->text, page->title) && block->words > 1)
		return false;
	return block->words > SHORT_BLOCK || !parts_is_furniture(block->text, page->lexicon);
}

/* A first paragraph between the heading and the story's box: the page's own description of itself, or called one. */
static bool is_lead(const struct html_page *page, const struct html_block *block)
{
	struct str start = str_slice(block->text, 0, block->text.length < 40 ? block->text.length : 40);
	if (block->words < 8 || block->linked * 2 > block->words || block->form == FORM_ITEM || str_equal(block->text, page->title))
		return false;
	if (str_starts(page->description, start))
		return true;
	xmlNode *node = block->node, *parent = node->parent;
	return (html_holds(page, PHRASE_BOX_LEAD, html_attribute(node, "class")) ||
	        (parent && html_holds(page, PHRASE_BOX_LEAD, html_attribute(parent, "class")))) && block->form != FORM_ROW;
}

/* The leads among the blocks before BOX, behind the last h1 there. */
static void mark_leads(const struct html_page *page, xmlNode *box, bool *kept)
{
	size_t first = 0, heading = SIZE_MAX;
	while (first < page->block_count && !is_below(page->blocks[first].node, box))
		first++;
	for (size_t i = 0; i < first; i++)
		if (page->blocks[i].form == FORM_HEADING && page->blocks[i].level == 1)
			heading = i;
	for (size_t i = heading == SIZE_MAX ? first : heading + 1; i < first; i++)
		kept[i] = is_lead(page, &page->blocks[i]);
}

/* Which blocks below BOX are the story, marked in KEPT; how many words they have. */
static size_t mark_blocks(const struct html_page *page, xmlNode *box, bool *kept)
{
	struct map seen;
	size_t words = 0, sentences = 0;
	bool ended = false;
	map_init(&seen, page->arena);
	for (size_t i = 0; i < page->block_count; i++) {
		const struct html_block *block = &page->blocks[i];
		bool added = true;
		kept[i] = false;
		if (!is_below(block->node, box))
			continue;
		if (block->words > 7)
			map_put(&seen, block->text, i, &added);
		ended = ended || (sentences > 2 && is_end(page, block));
		kept[i] = !ended && added && is_kept(page, block);
		words += kept[i] ? block->words : 0;
		sentences += kept[i] && block->sentence;
	}
	/* A heading with nothing below it is a heading of what was left out. */
	bool below = false;
	for (size_t i = page->block_count; i-- > 0;) {
		if (kept[i] && page->blocks[i].form == FORM_HEADING && !below)
			kept[i] = false;
		below = below || kept[i];
	}
	return words;
}

static void join_blocks(struct html_page *page, const bool *kept)
{
	struct buf *out = &page->scratch;
	buf_clear(out);
	for (size_t i = 0; i < page->block_count; i++)
		if (kept[i]) {
			buf_text(out, out->length ? "\n\n" : "");
			buf_str(out, page->blocks[i].text);
		}
	page->text = (struct str){arena_copy(page->arena, out->data ? out->data : "", out->length), out->length};
}

static void read_blocks(struct html_page *page, const struct map *kept)
{
	xmlNode *root = xmlDocGetRootElement(page->tree);
	for (xmlNode *node = root; node; node = xml_next(node, root, true))
		node->_private = NULL;
	html_read_blocks(page, kept);
	tally_blocks(page);
}

static struct str key_of(xmlNode *const *node)
{
	return (struct str){(const char *)node, sizeof *node};
}

static size_t choose(struct html_page *page)
{
	xmlNode *root = xmlDocGetRootElement(page->tree), *best = best_sum(root);
	page->text = (struct str){0};
	if (!best)
		return 0;
	xmlNode *named = named_box(page, root, best);
	bool *kept = arena_zalloc(page->arena, page->block_count, sizeof *kept);
	xmlNode *box = named ? named : narrow(best);
	size_t words = mark_blocks(page, box, kept);
	mark_leads(page, box, kept);
	join_blocks(page, kept);
	return words;
}

/* Boxes that hold much of the page's text and what markup calls the story or its heading: their names ("with-sidebar") say
 * what else is in them, not that they are beside the story. */
static void find_holders(struct html_page *page, struct map *holders)
{
	xmlNode *root = xmlDocGetRootElement(page->tree);
	size_t all = tally_of(root) ? tally_of(root)->good : 0;
	for (xmlNode *node = root; node; node = xml_next(node, root, true)) {
		bool heading = xml_is(node, "h1");
		if (!heading && !(tally_of(node) && tally_of(node)->good * 10 >= all * 3 && rank_of(page, node)))
			continue;
		for (xmlNode *holder = node; holder && holder->type == XML_ELEMENT_NODE; holder = holder->parent)
			if (tally_of(holder) && tally_of(holder)->good * 10 >= all * 3) {
				xmlNode **key = arena_alloc(page->arena, sizeof *key);
				*key = holder;
				map_put(holders, key_of(key), 1, NULL);
			}
	}
}

/* A piece of HTML, as feeds carry it, has no head, and is all text. */
static void take_all(struct html_page *page)
{
	bool *kept = arena_zalloc(page->arena, page->block_count, sizeof *kept);
	for (size_t i = 0; i < page->block_count; i++)
		kept[i] = page->blocks[i].linked < page->blocks[i].words || page->block_count == 1;
	join_blocks(page, kept);
}

void html_choose_body(struct html_page *page)
{
	struct map holders;
	bool piece = !xml_find(xmlDocGetRootElement(page->tree), "head");
	map_init(&holders, page->arena);
	read_blocks(page, NULL);
	find_holders(page, &holders);
	read_blocks(page, &holders);
	size_t words = choose(page);
	struct str strict = page->text;
	if (words < LEAST_WORDS) {
		read_blocks(page, NULL);
		if (choose(page) < 2 * words)
			page->text = strict;
		if (piece)
			take_all(page);
	}
	if (page->json_body.length > 400 && page->text.length * 2 < page->json_body.length && str_find(page->json_body, STR("<"), 0) == SIZE_MAX)
		page->text = page->json_body;
}
