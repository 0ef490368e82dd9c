/* session.h: the kit that coding commands work with, found and opened; and what a terminal is like. */
#ifndef CASUS_CLI_SESSION_H
#define CASUS_CLI_SESSION_H

#include "options.h"

#include "base/arena.h"
#include "pipeline.h"

struct session {
	struct arena arena; /* paths */
	struct kit *kit;
};

/* Find the pack (--pack, $CASUS_PACK, beside the program, where it was installed) and open it with the user's
 * codebooks. False with ERROR_LEXICON or ERROR_SYSTEM; to be closed in either case. */
bool session_open(struct session *session, const struct settings *settings, struct error *error);
void session_close(struct session *session);

/* Whether standard output is a terminal. */
bool terminal_is_output(void);
/* Its width in columns; --width first, 100 where it cannot be told. */
size_t terminal_width(const struct settings *settings);
/* Whether to colour: on a terminal unless $NO_COLOR or --no-color, and with --color. */
bool terminal_color(const struct settings *settings);

#endif
