/* pipeline.h: the whole way from an article to its record, for the commands and the public API.
 *
 * Two objects: an immutable kit, opened once and shared by all threads, and a coder, one for each
 * thread. A document owns all that it points to, through its arena, apart from strings of the kit.
 */
#ifndef CASUS_PIPELINE_H
#define CASUS_PIPELINE_H

#include "flow.h"
#include "base/error.h"
#include "base/pack.h"
#include "confidence/confidence.h"

struct incident_model;
struct relate_model;
struct sketch;
struct story_tables;
struct word_ranks;
struct kit; /* pack, model, lexicon, gazetteer, codebook */

struct kit_options {
	const char *pack;              /* the compiled lexicon and model */
	const char *const *codebooks;  /* the user's files, which add to and override the pack's */
	size_t codebook_count;
	bool compile_codebook;         /* compile the lexicon's codebook, with these, in place of the pack's */
	struct kit_files {
		const char *const *paths;
		size_t count;
	} actors, places;              /* the user's lists, compiled beside the lexicon's */
	bool only_actors;              /* the user's actors in place of the lexicon's */
	const char *lexicon;           /* its codebook is compiled, with the user's, in place of the pack's; needed with the user's files */
};

/* False with ERROR_LEXICON or ERROR_SYSTEM. */
bool kit_open(struct kit **kit, const struct kit_options *options, struct error *error);
void kit_close(struct kit *kit);

/* The content hashes that the document line carries; they live as long as the kit. */
struct str kit_lexicon_hash(const struct kit *kit);
struct str kit_model_hash(const struct kit *kit);

/* The rooms' lexicons, for commands that ask one of them (find, explain, test). */
const struct entity_lexicon *kit_entities(const struct kit *kit);
const struct gazetteer *kit_gazetteer(const struct kit *kit);
const struct codebook *kit_codebook(const struct kit *kit);
const struct reader_lexicon *kit_reader_lexicon(const struct kit *kit); /* for reader_open */
const struct confidence_model *kit_confidence(const struct kit *kit);
struct confidence_who kit_who(const struct kit *kit); /* views the kit */
const struct relate_model *kit_relate(const struct kit *kit); /* NULL when the pack was made without it */
const struct story_tables *kit_story(const struct kit *kit);
const struct incident_model *kit_incidents(const struct kit *kit);
const struct word_ranks *kit_word_ranks(const struct kit *kit);
void kit_give_vector(const struct kit *kit, struct sketch *sketch); /* of its trigger, which views the kit, and its rank */
const struct export_tables *kit_exports(const struct kit *kit); /* for exporter_new */
const struct text_tables *kit_text_tables(const struct kit *kit);

/* Compile LEXICON (a folder such as lexicon/) and MODELS (trained files) into OUT, a pack. */
bool kit_compile(const char *lexicon, const char *const *models, size_t model_count, struct buf *out, struct error *error);

struct coder; /* one thread's scratch memory */
bool coder_new(struct coder **coder, const struct kit *kit, struct error *error);
void coder_free(struct coder *coder);
/* From now on every sentence is parsed, also those behind the last one in which the codebook finds words to code. For those who want trees, mentions,
 * places and times whether or not anything is coded; records hardly change (docs/bench.md). */
void coder_set_thorough(struct coder *coder);
/* From now on events and relations of less CONFIDENCE (0 to 1) are left out, before truces and contradictions are told. */
void coder_set_least_confidence(struct coder *coder, double confidence);

/* The id of a document is its content's (text, title, day): where it came from and who coded it do not count. */
struct str document_content_id(const struct article *article, struct arena *arena);

enum coder_stage { STAGE_TEXT, STAGE_TREES, STAGE_RECORDS };

/* Fill DOCUMENT up to STAGE. Its arena and article are set, all else zero. With sentences already in
 * place (from CoNLL-U) segmentation is left out. False with ERROR_SYSTEM when memory runs out. */
bool coder_run(struct coder *coder, struct document *document, enum coder_stage stage, struct error *error);

/* Processor seconds of this thread that each step took, for tests/bench. */
enum coder_step { STEP_TEXT, STEP_SYNTAX, STEP_TIME, STEP_PLACE, STEP_NAMES, STEP_ENTITY, STEP_CODING, STEP_RESOLVE, STEP_CONFIDENCE, STEP_STORY, CODER_STEPS };
struct coder_times {
	double seconds[CODER_STEPS];
	double last; /* the clock at the step before */
};
/* From now on coder_run adds to TIMES, which outlives it; NULL: it looks at no clock. */
void coder_measure(struct coder *coder, struct coder_times *times);

#endif
