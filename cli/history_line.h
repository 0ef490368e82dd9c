/* history_line.h: what `casus history` writes and the page is given alike. */
#ifndef CASUS_CLI_HISTORY_LINE_H
#define CASUS_CLI_HISTORY_LINE_H

#include "base/buf.h"
#include "history.h"

/* {"kind":"truce",...} and a newline. */
void history_truce_line(const struct history_truce *truce, struct buf *out);

#endif
