/* parse.h: the two ways into `casus parse`. */
#ifndef CASUS_CLI_PARSE_H
#define CASUS_CLI_PARSE_H

#include "options.h"
#include "session.h"

/* Parse the sentences of CoNLL-U files anew and write them with all else as given. An exit status. */
int parse_conllu_inputs(const struct settings *settings, const struct session *session);

#endif
