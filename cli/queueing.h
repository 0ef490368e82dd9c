/* queueing.h: what `casus send` and `casus work` share. */
#ifndef CASUS_CLI_QUEUEING_H
#define CASUS_CLI_QUEUEING_H

#include "options.h"
#include "queue/queue.h"

struct queue_options queueing_options(const struct settings *settings);
/* False with ERROR_USAGE when no server is named. */
bool queueing_check(const struct settings *settings, struct error *error);

#endif
