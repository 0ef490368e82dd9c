/* inputs.h: the files that a command is to read, one after the other: as named, from folders, from patterns, from lists. */
#ifndef CASUS_CLI_INPUTS_H
#define CASUS_CLI_INPUTS_H

#include <stdint.h>

#include "options.h"

struct inputs;

enum inputs_status { INPUTS_FILE, INPUTS_END, INPUTS_BAD };

/* settings->inputs, then what settings->lists name; standard input where neither is given. NULL when memory runs out. */
struct inputs *inputs_new(const struct settings *settings);
/* The next file's path, valid until the next call; *NAMED: it stands on the command line itself. A folder is gone through with all
 * folders in it, in the order of bytes, without what begins with a dot; a name that is no file but a pattern stands for what it
 * matches. INPUTS_BAD with ERROR (clear at each call): a list or folder that cannot be read; the next call goes on. */
enum inputs_status inputs_next(struct inputs *inputs, const char **path, bool *named, struct error *error);
void inputs_close(struct inputs *inputs);

/* How many bytes all inputs have together, where all are files that are named; else 0. */
uint64_t inputs_size(const struct settings *settings);

#endif
