/* confidence/: how sure a record is. What is learned here from corrected records (train/confidence) looks at every mention in the sentence of an
 * act, says how probable it is that each of them acts or is acted upon, and from that and what else is seen of the
 * record how probable it is that its type and its roles are right. */
#ifndef CASUS_CONFIDENCE_H
#define CASUS_CONFIDENCE_H

#include "flow.h"
#include "base/error.h"
#include "base/pack.h"
#include "base/trees.h"

struct confidence_tables { /* how acts and words go in news, whatever the sentence; views the pack */
	const int32_t *act, *word; /* [count] hashes, ascending: of "TYPE lemma" */
	const float *habit;        /* [act_count][2] how often actor and recipient are told */
	const float *bent;         /* [word_count][2] log-odds that a party of this word acts, is acted upon */
	size_t act_count, word_count;
};

struct confidence_model { /* views the pack */
	struct confidence_tables tables;
	struct trees prior[2], role[2], sure; /* by enum role */
};

/* Compile FOLDER (lexicon/en/confidence). False with ERROR_LEXICON, file, line, column. */
bool confidence_compile(const char *folder, struct pack_writer *writer, struct error *error);
/* PACK outlives MODEL. False with ERROR_LEXICON where a section is missing or damaged. */
bool confidence_model_open(struct confidence_model *model, const struct pack *pack, struct error *error);

struct confidence_who { /* asks who a mention is: fills name, id, country, sector and code */
	const void *context;
	void (*resolve)(const void *context, const struct document *document, size_t mention, struct actor *who);
};

/* For each event of DOCUMENT, whose actors are resolved, set the confidence (0.02 to 0.98). */
void confidence_weigh(const struct confidence_model *model, struct document *document, const struct confidence_who *who);

#endif
