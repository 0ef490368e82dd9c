/* eval.h: two codings of the same documents, as `casus eval` compares them. */
#ifndef CASUS_CLI_EVAL_H
#define CASUS_CLI_EVAL_H

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
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

struct eval_type {
	struct str name;
	size_t gold, output, both;
	double f1_low, f1_high; /* the middle 95 % of F1 over resampled documents */
};

struct eval_scores {
	struct eval_type *types; /* by name */
	size_t count;
	struct eval_type all;
	double macro_f1, macro_low, macro_high; /* over the types that GOLD has */
	size_t *confusion; /* [gold type][output type], count + 1 squared: "none" is the last of each */
};

/* Count what was paired (`partner` of each item is set). Memory from ARENA. */
void eval_count(struct eval_scores *scores, struct arena *arena, const struct eval_coding *gold, const struct eval_coding *output);
/* Fill the intervals: documents drawn with replacement, 1,000 times, from a fixed seed (Efron 1979, percentiles). */
void eval_bootstrap(struct eval_scores *scores, struct arena *arena, const struct eval_coding *gold, const struct eval_coding *output);

/* Agreement over all places that either coder marked; an unmarked one counts as the category "none". */
double eval_kappa(const struct eval_scores *scores); /* Cohen 1960 */
double eval_alpha(const struct eval_scores *scores); /* Krippendorff, Content Analysis, nominal data, two coders */

void eval_write(const struct eval_scores *scores, struct buf *out);

#endif
