/* html_blocks.c: the page's text in blocks, and which of them stand in menus, captions and the like. */
#include "base/map.h"
#include "base/utf8.h"
#include "reader/html.h"

struct walk {
	struct html_page *page;
	const struct map *holders; /* NULL: all but what is silent is read */
	struct buf *text;     /* of the block that is being gathered */
	size_t words, linked;
	bool in_word, in_link, after_break;
	xmlNode *holder; /* of the block */
	xmlNode *beside; /* the outermost element that is no part of the story, or NULL */
	xmlNode *pre;
	struct map verdicts;  /* of "class id" strings: 1 dropped, 0 kept */
};

static bool is_one_of(xmlNode *node, const char *const *names)
{
	for (; *names; names++)
		if (xml_is(node, *names))
			return true;
	return false;
}

/* Elements that hold no text for reading. */
static bool is_silent(xmlNode *node)
{
	static const char *const names[] = {"script", "style", "template", "svg", "iframe", "object", "embed", "select", "textarea",
	                                    "button", "canvas", "audio", "video", "head", "math", NULL};
	return is_one_of(node, names);
}

/* Elements whose text is no part of a story, whatever their class. */
static bool is_beside(xmlNode *node)
{
	static const char *const names[] = {"nav", "aside", "footer", "figcaption", "dialog", "menu", "label", "noscript", NULL};
	return is_one_of(node, names);
}

static bool is_inline(xmlNode *node)
{
	static const char *const names[] = {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
	                                    "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
	                                    "var", "wbr", "td", "th", "img", "picture", "source", "amp-img", NULL};
	return is_one_of(node, names);
}

static bool is_hidden(xmlNode *node)
{
	struct str style = html_attribute(node, "style"), role = html_attribute(node, "role");
	static const char *const roles[] = {"navigation", "complementary", "contentinfo", "banner", "dialog", "alertdialog", "menu", "menubar", "search", "toolbar"};
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
		if (str_equal_nocase(role, str_of(roles[i])))
			return true;
	return str_find(style, STR("display:none"), 0) != SIZE_MAX || str_find(style, STR("display: none"), 0) != SIZE_MAX ||
	       str_find(style, STR("visibility:hidden"), 0) != SIZE_MAX || xmlHasProp(node, (const xmlChar *)"hidden");
}

static bool judge_names(const struct html_page *page, struct str names)
{
	return html_holds(page, PHRASE_BOX_NEVER, names) ||
	       (html_holds(page, PHRASE_BOX_DROP, names) && !html_holds(page, PHRASE_BOX_KEEP, names));
}

/* What its class and id say. Boxes that hold the page itself are never left out for a name. */
static bool is_named_beside(struct walk *walk, xmlNode *node)
{
	if (xml_is(node, "html") || xml_is(node, "body") || xml_is(node, "article") || xml_is(node, "main"))
		return false;
	struct str class_ = html_attribute(node, "class"), id = html_attribute(node, "id");
	if (str_empty(class_) && str_empty(id))
		return false;
	struct str names = str_of(arena_printf(walk->page->arena, " %.*s %.*s ", STR_ARG(class_), STR_ARG(id)));
	bool added;
	struct map_entry *entry = map_put(&walk->verdicts, names, 0, &added);
	if (added)
		entry->value = judge_names(walk->page, names);
	return entry->value;
}

static bool is_left_out(struct walk *walk, xmlNode *node)
{
	if (is_silent(node))
		return true;
	if (!walk->holders || map_get(walk->holders, (struct str){(const char *)&node, sizeof node}))
		return false;
	return is_beside(node) || is_hidden(node) || is_named_beside(walk, node);
}

static enum block_form form_of(xmlNode *node, unsigned *level)
{
	*level = 0;
	for (; node && node->type == XML_ELEMENT_NODE; node = node->parent) {
		const char *name = (const char *)node->name;
		if (name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && !name[2]) {
			*level = (unsigned)(name[1] - '0');
			return FORM_HEADING;
		}
		if (xml_is(node, "pre"))
			return FORM_PREFORMATTED;
		if (xml_is(node, "li") || xml_is(node, "dd") || xml_is(node, "dt"))
			return FORM_ITEM;
		if (xml_is(node, "tr"))
			return FORM_ROW;
		if (xml_is(node, "p") || xml_is(node, "blockquote"))
			return FORM_TEXT;
	}
	return FORM_TEXT;
}

static bool ends_sentence(struct str s)
{
	size_t at = s.length;
	while (at > 0) {
		uint32_t c = utf8_previous(s, &at);
		if (c == '.' || c == '!' || c == '?' || c == ':' || c == 0x2026 || c == 0x3002)
			return true;
		if (c != '"' && c != '\'' && c != ')' && c != 0x201d && c != 0x2019 && c != ' ')
			return false;
	}
	return false;
}

static void end_block(struct walk *walk)
{
	struct str text = str_trim(buf_view(walk->text));
	if (!str_empty(text) && walk->holder && !walk->beside) {
		struct html_page *page = walk->page;
		struct html_block block = {.words = walk->words, .linked = walk->linked, .node = walk->holder};
		block.text = (struct str){arena_copy(page->arena, text.data, text.length), text.length};
		block.form = form_of(walk->holder, &block.level);
		block.sentence = ends_sentence(block.text);
		arena_push(page->arena, page->blocks, page->block_count, page->block_capacity, block);
	}
	buf_clear(walk->text);
	walk->words = walk->linked = 0;
	walk->in_word = walk->after_break = false;
	walk->holder = NULL;
}

static xmlNode *holder_of(xmlNode *text)
{
	xmlNode *node = text->parent;
	while (node->parent && is_inline(node))
		node = node->parent;
	return node;
}

static void add_text(struct walk *walk, xmlNode *node)
{
	struct str s = str_of((const char *)node->content);
	if (!walk->holder)
		walk->holder = holder_of(node);
	for (size_t at = 0; at < s.length;) {
		size_t start = at;
		uint32_t codepoint = utf8_next(s, &at);
		bool space = utf8_is_space(codepoint);
		if (!space && !walk->in_word) {
			walk->words++;
			walk->linked += walk->in_link;
		}
		walk->in_word = !space;
		walk->after_break &= space;
		if (!space || (walk->pre && codepoint < 128))
			buf_append(walk->text, s.data + start, at - start);
		else if (walk->text->length && walk->text->data[walk->text->length - 1] != ' ')
			buf_byte(walk->text, ' ');
	}
}

static void add_gap(struct walk *walk)
{
	if (walk->text->length && walk->text->data[walk->text->length - 1] != ' ')
		buf_byte(walk->text, ' ');
	walk->in_word = false;
}

/* One line break is a blank, two part paragraphs. */
static void add_break(struct walk *walk)
{
	bool twice = walk->after_break;
	if (twice)
		end_block(walk);
	else if (walk->text->length)
		buf_byte(walk->text, walk->pre ? '\n' : ' ');
	walk->in_word = false;
	walk->after_break = !twice;
}

static void enter(struct walk *walk, xmlNode *node)
{
	if (node->type == XML_TEXT_NODE && node->content && !walk->beside)
		add_text(walk, node);
	if (node->type != XML_ELEMENT_NODE)
		return;
	if (xml_is(node, "br"))
		add_break(walk);
	else if (xml_is(node, "td") || xml_is(node, "th"))
		add_gap(walk);
	else if (!is_inline(node))
		end_block(walk);
	if (xml_is(node, "a"))
		walk->in_link = true;
	if (!walk->pre && xml_is(node, "pre"))
		walk->pre = node;
	if (!walk->beside && is_left_out(walk, node))
		walk->beside = node;
}

static void leave(struct walk *walk, xmlNode *node)
{
	if (xml_is(node, "a"))
		walk->in_link = false;
	if (!is_inline(node) && !xml_is(node, "br") && node->type == XML_ELEMENT_NODE)
		end_block(walk);
	if (node == walk->beside)
		walk->beside = NULL;
	if (node == walk->pre)
		walk->pre = NULL;
}

/* Each node is entered and left once; iterative, since a page may be as deep as its author likes. */
static void walk_tree(struct walk *walk, xmlNode *root)
{
	xmlNode *node = root;
	for (;;) {
		enter(walk, node);
		if (node->type == XML_ELEMENT_NODE && node->children && walk->beside != node) {
			node = node->children;
			continue;
		}
		leave(walk, node);
		while (node != root && !node->next) {
			node = node->parent;
			leave(walk, node);
		}
		if (node == root)
			return;
		node = node->next;
	}
}

void html_read_blocks(struct html_page *page, const struct map *holders)
{
	struct walk walk = {.page = page, .holders = holders, .text = &page->scratch};
	buf_clear(&page->scratch);
	page->blocks = NULL;
	page->block_count = page->block_capacity = 0;
	map_init(&walk.verdicts, page->arena);
	walk_tree(&walk, xmlDocGetRootElement(page->tree));
	end_block(&walk);
}
