/* each_article.h: the way of a tool through articles: a pack is opened, JSON Lines from standard input are read and coded one by one, and the tool is
 * told of each. For what is beside the program: the programs of tests/eval, and those of train/ that print what a model sees. */
#ifndef CASUS_EACH_ARTICLE_H
#define CASUS_EACH_ARTICLE_H

#include "pipeline.h"

struct article_tool {
	const char *pack;      /* build/casus.pack */
	enum coder_stage stage;
	bool thorough;         /* coder_set_thorough */
	struct arena *keep;    /* documents stay in it; NULL: each is gone before the next */
	void *context;
	/* DOCUMENT is coded up to STAGE. */
	void (*tell)(void *context, const struct kit *kit, struct document *document);
	/* After the last, while the kit is still open; may be NULL. Not called where an article could not be read. */
	void (*end)(void *context, const struct kit *kit);
};

/* What main returns: EXIT_FAILURE where something went wrong, which was then told on standard error. */
int each_article(const struct article_tool *tool);

/* Tell ERROR on standard error; returns EXIT_FAILURE. */
int tool_fail(const struct error *error);

#endif
