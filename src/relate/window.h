/* window.h: the sentences that hold the two parties, as one row of words that know whose they are.
 * Internal to relate/. */
#ifndef CASUS_RELATE_WINDOW_H
#define CASUS_RELATE_WINDOW_H

#include "flow.h"
#include "relate.h"

#define WINDOW_SENTENCES 3 /* a party further off than this is not looked for */

enum role { ROLE_NONE, ROLE_ACTOR, ROLE_RECIPIENT };

struct word {
	const struct token *token;
	struct str lemma; /* in lower case */
	int32_t head;     /* index into the window; -1 for a root */
	int32_t base;     /* window index of the sentence's first word */
	uint8_t role;
	bool on_path;     /* between the heads of the two parties in the tree, both included */
};

struct window {
	struct word *words;
	int32_t count;
	size_t first_sentence, last_sentence;
	int32_t party[3]; /* [enum role] head word of the first mention of each, -1 */
};

/* Everything lives in the document's arena. A window without words comes of a document without sentences. */
struct window window_make(const struct document *document, const struct relate_parties *parties);

#endif
