/* answers.h: what was answered already, kept until the database changes. May be used by many threads at once.
 *
 * An answer is kept with the age of the database at which its making began, and only if it is still that age when it is made: whoever
 * sees a change calls answers_forget, so that nothing made from what was before is given out afterwards. */
#ifndef CASUS_CLI_ANSWERS_H
#define CASUS_CLI_ANSWERS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

struct answers;

/* Holds at most MOST bytes of questions and answers; what was asked for least lately goes first. NULL when memory runs out. */
struct answers *answers_new(size_t most);
/* NULL is fine, here and below: then nothing is kept. */
void answers_free(struct answers *answers);
/* How many changes were seen. To be taken before the reading for an answer begins. */
uint64_t answers_age(struct answers *answers);
/* The database has changed: nothing that was kept is true any more. */
void answers_forget(struct answers *answers);
/* Appends what was answered to QUESTION to BODY; false when it is not kept. */
bool answers_find(struct answers *answers, struct str question, struct buf *body);
/* Keeps copies of both, unless the database has changed since AGE; what is larger than an eighth of all is not kept. */
void answers_keep(struct answers *answers, struct str question, struct str body, uint64_t age);

#endif
