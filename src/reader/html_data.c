/* html_data.c: what a page says of itself: its head, and its JSON-LD (schema.org). */
#include <jansson.h>

#include "reader/html.h"

enum { MOST_DEPTH = 12 };

static struct str keep(struct html_page *page, struct str s)
{
	s = str_trim(s);
	return (struct str){arena_copy(page->arena, s.data ? s.data : "", s.length), s.length};
}

static void set(struct html_page *page, struct str *field, struct str value)
{
	if (str_empty(*field) && !str_empty(str_trim(value)))
		*field = keep(page, value);
}

/* --- JSON-LD --------------------------------------------------------------------------------------------- */

static struct str json_text(const json_t *value)
{
	return json_is_string(value) ? (struct str){json_string_value(value), json_string_length(value)} : (struct str){0};
}

/* A name that may be a string, an object with a name, or a list of either: the first. */
static struct str json_name(const json_t *value)
{
	if (json_is_array(value))
		value = json_array_get(value, 0);
	return json_is_object(value) ? json_text(json_object_get(value, "name")) : json_text(value);
}

static bool is_story(const json_t *object)
{
	static const char *const types[] = {"Article", "NewsArticle", "BlogPosting", "Report", "ReportageNewsArticle", "AnalysisNewsArticle",
	                                    "OpinionNewsArticle", "BackgroundNewsArticle", "LiveBlogPosting", "TechArticle", "SocialMediaPosting"};
	const json_t *type = json_object_get(object, "@type");
	if (json_is_array(type))
		type = json_array_get(type, 0);
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (str_equal(json_text(type), str_of(types[i])))
			return true;
	return false;
}

static void read_story(struct html_page *page, const json_t *object)
{
	set(page, &page->title, json_text(json_object_get(object, "headline")));
	set(page, &page->author, json_name(json_object_get(object, "author")));
	set(page, &page->publisher, json_name(json_object_get(object, "publisher")));
	set(page, &page->language, json_text(json_object_get(object, "inLanguage")));
	set(page, &page->json_body, json_text(json_object_get(object, "articleBody")));
}

static void read_json(struct html_page *page, const json_t *value, unsigned depth)
{
	size_t i;
	const char *key;
	json_t *item;
	if (depth == MOST_DEPTH)
		return;
	if (json_is_object(value) && is_story(value))
		read_story(page, value);
	json_array_foreach (value, i, item)
		read_json(page, item, depth + 1);
	if (json_is_object(value))
		json_object_foreach ((json_t *)value, key, item)
			if (strcmp(key, "@graph") == 0 || strcmp(key, "mainEntity") == 0)
				read_json(page, item, depth + 1);
}

static void read_script(struct html_page *page, xmlNode *script)
{
	xmlNode *text = script->children;
	if (!text || !text->content || !str_equal_nocase(str_trim(html_attribute(script, "type")), STR("application/ld+json")))
		return;
	page->json = json_loads((const char *)text->content, JSON_DISABLE_EOF_CHECK, NULL);
	read_json(page, page->json, 0);
	json_decref(page->json);
	page->json = NULL;
}

/* --- the head ---------------------------------------------------------------------------------------------- */

static void read_meta(struct html_page *page, xmlNode *meta)
{
	static const struct {
		const char *name;
		size_t field;
	} names[] = {{"og:title", offsetof(struct html_page, title)}, {"twitter:title", offsetof(struct html_page, title)},
	             {"og:site_name", offsetof(struct html_page, publisher)}, {"author", offsetof(struct html_page, author)},
	             {"article:author_name", offsetof(struct html_page, author)}, {"parsely-author", offsetof(struct html_page, author)},
	             {"byl", offsetof(struct html_page, author)}, {"dc.publisher", offsetof(struct html_page, publisher)},
	             {"og:description", offsetof(struct html_page, description)},
	             {"description", offsetof(struct html_page, description)}, {"og:url", offsetof(struct html_page, url)}, {"content-language", offsetof(struct html_page, language)}};
	struct str name = html_attribute(meta, "property"), content = html_attribute(meta, "content");
	if (str_empty(name))
		name = html_attribute(meta, "name");
	if (str_empty(name))
		name = html_attribute(meta, "http-equiv");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_equal_nocase(name, str_of(names[i].name)))
			set(page, (struct str *)((char *)page + names[i].field), content);
}

/* "Troops enter town | The Paper": without the site's name, where one of these marks parts it and enough is left. */
static struct str without_site(struct str title)
{
	static const char *const marks[] = {" | ", " - ", " – ", " — ", " :: ", " » "};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t last = SIZE_MAX, at = 0;
		while ((at = str_find(title, str_of(marks[i]), at)) != SIZE_MAX)
			last = at++;
		if (last != SIZE_MAX && last * 2 > title.length && last >= 15)
			return str_slice(title, 0, last);
	}
	return title;
}

static void read_title(struct html_page *page, xmlNode *root)
{
	struct str heading = {0}, element = {0};
	size_t headings = 0;
	for (xmlNode *node = root; node; node = xml_next(node, root, true)) {
		if (xml_is(node, "h1") && headings++ == 0)
			heading = html_text(page, node);
		if (xml_is(node, "title") && str_empty(element))
			element = html_text(page, node);
	}
	if (str_empty(page->title) && headings == 1)
		page->title = heading;
	page->title = without_site(str_empty(page->title) ? element : page->title);
}

void html_read_data(struct html_page *page)
{
	xmlNode *root = xmlDocGetRootElement(page->tree);
	for (xmlNode *node = root; node; node = xml_next(node, root, true)) {
		if (xml_is(node, "meta"))
			read_meta(page, node);
		else if (xml_is(node, "script"))
			read_script(page, node);
		else if (xml_is(node, "link") && str_equal_nocase(html_attribute(node, "rel"), STR("canonical")))
			set(page, &page->url, html_attribute(node, "href"));
	}
	struct str language = html_attribute(root, "lang");
	if (!str_empty(language))
		page->language = keep(page, language);
	read_title(page, root);
}
