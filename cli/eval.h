/* eval.h: two codings of the same documents, as `casus eval` compares them. */
#ifndef CASUS_CLI_EVAL_H
#define CASUS_CLI_EVAL_H

#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

struct eval_item { /* an event, relation or `relate` line */
	struct str document; /* what its document is called */
	struct str type;
	int64_t sentence;    /* -1 where it is not given */
	int64_t start, end;  /* the trigger's span in code points; empty where it is not given */
	bool relate;         /* a line of `casus relate`: one type for one document */
	size_t partner;      /* index into the other coding, or SIZE_MAX */
	size_t line;
};

struct eval_coding {
	struct eval_item *items; /* in the order of the file */
	size_t count;
};

/* Read the JSON Lines of PATH; what they hold beside events, relations and `relate` lines is passed over. Memory comes
 * from ARENA, which must have a recovery point. False with ERROR_INPUT and the line. */
bool eval_read(const char *path, struct arena *arena, struct eval_coding *coding, struct error *error);

#endif
