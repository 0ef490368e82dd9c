/* casus.c: the pipeline. The only file that sees all rooms. */
#include "pipeline.h"

#include <stdlib.h>
#include <time.h>

#include "base/id.h"
#include "coding/coding.h"
#include "entity/entity.h"
#include "export/export.h"
#include "incident/incident.h"
#include "place/place.h"
#include "reader/reader.h"
#include "relate/relate.h"
#include "confidence/confidence.h"
#include "story/story.h"
#include "syntax/syntax.h"
#include "text/text.h"
#include "time/timex.h"

struct kit {
	struct pack pack;
	struct overlay { /* what was compiled with the user's files, in place of the pack's; memory NULL without any */
		struct pack pack;
		void *memory;
	} codebook_overlay, actor_overlay, place_overlay;
	struct reader_lexicon reader;
	struct text_tables text;
	struct timex_tables time;
	struct story_tables story;
	struct syntax_model *syntax;
	struct entity_lexicon *entities;
	struct gazetteer *gazetteer;
	struct codebook *codebook;
	struct confidence_model confidence;
	struct relate_model *relate; /* NULL when the pack holds none */
	struct export_tables *exports;
	struct incident_model incident;
	struct word_ranks ranks;
	char lexicon_hash[17], model_hash[17];
};

struct coder {
	const struct kit *kit;
	struct syntax *syntax;
	struct coding_gate *gate;
	bool thorough;
	double least_confidence;
	struct coder_times *times; /* NULL: nobody measures */
};

/* --- the kit ------------------------------------------------------------------------------ */

static void hash_text(uint64_t hash, char out[17])
{
	static const char digits[] = "0123456789abcdef";
	for (unsigned i = 0; i < 16; i++)
		out[i] = digits[hash >> (60 - 4 * i) & 15];
	out[16] = '\0';
}

/* What WRITER gathered, as a pack in memory. Packs must be aligned to 64 bytes; buffers are not. */
static bool open_overlay(struct overlay *overlay, struct pack_writer *writer, const char *what, struct error *error)
{
	struct buf bytes = {0};
	pack_finish(writer, &bytes);
	overlay->memory = bytes.failed ? NULL : aligned_alloc(64, (bytes.length + 63) / 64 * 64);
	if (overlay->memory)
		memcpy(overlay->memory, bytes.data, bytes.length);
	size_t length = bytes.length;
	buf_free(&bytes);
	if (!overlay->memory)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	return pack_open_memory(&overlay->pack, overlay->memory, length, what, error);
}

static bool open_codebook(struct kit *kit, const struct kit_options *options, struct error *error)
{
	if (!options->compile_codebook)
		return codebook_open(&kit->codebook, &kit->pack, error);
	struct pack_writer writer = {0};
	struct arena paths;
	arena_init(&paths);
	bool ok = codebook_compile(arena_printf(&paths, "%s/en", options->lexicon), options->codebooks, options->codebook_count, &writer, error);
	arena_free(&paths);
	return open_overlay(&kit->codebook_overlay, &writer, "codebook", error) && ok &&
	       codebook_open(&kit->codebook, &kit->codebook_overlay.pack, error);
}

static bool open_actors(struct kit *kit, const struct kit_options *options, struct error *error)
{
	if (!options->actors.count && !options->only_actors)
		return entity_lexicon_open(&kit->entities, &kit->pack, error);
	struct entity_files files = {options->actors.paths, options->actors.count, options->only_actors};
	struct pack_writer writer = {0};
	struct arena paths;
	arena_init(&paths);
	bool ok = entity_compile(arena_printf(&paths, "%s/en/actors", options->lexicon), &files, &writer, error);
	arena_free(&paths);
	return open_overlay(&kit->actor_overlay, &writer, "actors", error) && ok &&
	       entity_lexicon_open(&kit->entities, &kit->actor_overlay.pack, error);
}

static bool open_places(struct kit *kit, const struct kit_options *options, struct error *error)
{
	if (!options->places.count)
		return gazetteer_open(&kit->gazetteer, &kit->pack, error);
	struct pack_writer writer = {0};
	struct arena paths;
	arena_init(&paths);
	bool ok = place_compile(arena_printf(&paths, "%s/places", options->lexicon), options->places.paths, options->places.count, &writer, error);
	arena_free(&paths);
	return open_overlay(&kit->place_overlay, &writer, "places", error) && ok &&
	       gazetteer_open(&kit->gazetteer, &kit->place_overlay.pack, error);
}

static void hash_kit(struct kit *kit)
{
	struct pack_section section;
	uint64_t model = 0, lexicon = kit->pack.checksum ^ kit->codebook_overlay.pack.checksum;
	if (kit->actor_overlay.memory)
		lexicon = lexicon * 1099511628211u ^ kit->actor_overlay.pack.checksum;
	if (kit->place_overlay.memory)
		lexicon = lexicon * 1099511628211u ^ kit->place_overlay.pack.checksum;
	if (pack_find(&kit->pack, "meta/model-checksum", &section) && section.length == 8)
		memcpy(&model, section.data, 8);
	hash_text(lexicon, kit->lexicon_hash);
	hash_text(model, kit->model_hash);
}

static size_t rank_of(const void *model, struct str lemma)
{
	return syntax_word_rank(model, lemma);
}

bool kit_open(struct kit **result, const struct kit_options *options, struct error *error)
{
	struct kit *kit = *result = calloc(1, sizeof *kit);
	if (!kit)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	if (pack_open(&kit->pack, options->pack, error) && reader_lexicon_open(&kit->reader, &kit->pack, error) &&
	    text_open(&kit->text, &kit->pack, error) &&
	    timex_open(&kit->time, &kit->pack, error) && story_open(&kit->story, &kit->pack, error) && syntax_model_open(&kit->syntax, &kit->pack, error) &&
	    open_actors(kit, options, error) && open_places(kit, options, error) &&
	    open_codebook(kit, options, error) && relate_model_open(&kit->relate, &kit->pack, error) && export_open(&kit->exports, &kit->pack, error) &&
	    incident_model_open(&kit->incident, &kit->pack, error) && confidence_model_open(&kit->confidence, &kit->pack, error)) {
		hash_kit(kit);
		kit->ranks = (struct word_ranks){rank_of, kit->syntax};
		return true;
	}
	kit_close(kit);
	*result = NULL;
	return false;
}

void kit_close(struct kit *kit)
{
	if (!kit)
		return;
	export_close(kit->exports);
	relate_model_close(kit->relate);
	codebook_close(kit->codebook);
	gazetteer_close(kit->gazetteer);
	entity_lexicon_close(kit->entities);
	syntax_model_close(kit->syntax);
	pack_close(&kit->pack);
	free(kit->codebook_overlay.memory);
	free(kit->actor_overlay.memory);
	free(kit->place_overlay.memory);
	free(kit);
}

struct str kit_lexicon_hash(const struct kit *kit)
{
	return str_of(kit->lexicon_hash);
}

struct str kit_model_hash(const struct kit *kit)
{
	return str_of(kit->model_hash);
}

const struct entity_lexicon *kit_entities(const struct kit *kit)
{
	return kit->entities;
}

const struct gazetteer *kit_gazetteer(const struct kit *kit)
{
	return kit->gazetteer;
}

const struct codebook *kit_codebook(const struct kit *kit)
{
	return kit->codebook;
}

const struct reader_lexicon *kit_reader_lexicon(const struct kit *kit)
{
	return &kit->reader;
}

const struct relate_model *kit_relate(const struct kit *kit)
{
	return kit->relate;
}

const struct story_tables *kit_story(const struct kit *kit)
{
	return &kit->story;
}

const struct incident_model *kit_incidents(const struct kit *kit)
{
	return &kit->incident;
}

const struct word_ranks *kit_word_ranks(const struct kit *kit)
{
	return &kit->ranks;
}

void kit_give_vector(const struct kit *kit, struct sketch *sketch)
{
	sketch->rank = kit->ranks.rank(kit->ranks.context, sketch->trigger);
	sketch->vector = kit->relate ? relate_word_vector(kit->relate, sketch->trigger, &sketch->dimensions) : NULL;
}

const struct export_tables *kit_exports(const struct kit *kit)
{
	return kit->exports;
}

const struct text_tables *kit_text_tables(const struct kit *kit)
{
	return &kit->text;
}

const struct confidence_model *kit_confidence(const struct kit *kit)
{
	return &kit->confidence;
}

static bool compile_folder(const char *lexicon, const char *part, struct pack_writer *writer, struct error *error,
                           bool (*compile)(const char *folder, struct pack_writer *writer, struct error *error))
{
	struct arena arena;
	arena_init(&arena);
	bool ok = compile(arena_printf(&arena, "%s/%s", lexicon, part), writer, error);
	arena_free(&arena);
	return ok;
}

static bool compile_codebook(const char *folder, struct pack_writer *writer, struct error *error)
{
	return codebook_compile(folder, NULL, 0, writer, error);
}

static bool compile_actors(const char *folder, struct pack_writer *writer, struct error *error)
{
	return entity_compile(folder, NULL, writer, error);
}

static bool compile_places(const char *folder, struct pack_writer *writer, struct error *error)
{
	return place_compile(folder, NULL, 0, writer, error);
}

/* All sections of the models, and a hash over their checksums. */
static bool add_models(const char *const *models, size_t count, struct pack_writer *writer, struct error *error)
{
	struct pack pack;
	uint64_t one = 8, checksum = 0;
	for (size_t i = 0; i < count; i++) {
		if (!pack_open(&pack, models[i], error))
			return false;
		pack_add_all(writer, &pack);
		checksum = (checksum * 1099511628211u) ^ pack.checksum;
		pack_close(&pack);
	}
	if (count)
		pack_add(writer, "meta/model-checksum", PACK_U8, 1, &one, &checksum, sizeof checksum);
	return true;
}

bool kit_compile(const char *lexicon, const char *const *models, size_t model_count, struct buf *out, struct error *error)
{
	struct pack_writer writer = {0};
	bool ok = compile_folder(lexicon, "en/text", &writer, error, reader_compile) &&
	          compile_folder(lexicon, "en/text", &writer, error, text_compile) &&
	          compile_folder(lexicon, "en/time", &writer, error, timex_compile) &&
	          compile_folder(lexicon, "en/story", &writer, error, story_compile) &&
	          compile_folder(lexicon, "en/confidence", &writer, error, confidence_compile) &&
	          compile_folder(lexicon, "en/incident", &writer, error, incident_compile) &&
	          compile_folder(lexicon, "en/actors", &writer, error, compile_actors) &&
	          compile_folder(lexicon, "places", &writer, error, compile_places) &&
	          compile_folder(lexicon, "export", &writer, error, export_compile) &&
	          compile_folder(lexicon, "en", &writer, error, compile_codebook) && add_models(models, model_count, &writer, error);
	pack_finish(&writer, out);
	if (ok && out->failed)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	return ok;
}

/* --- binding: from words to who, where and when -------------------------------------------- */

static void bind_actors(const struct kit *kit, const struct document *document, struct actor *actors, size_t count, int32_t day)
{
	for (size_t i = 0; i < count; i++) {
		size_t mention = document_mention_at(document, actors[i].sentence, actors[i].token);
		if (mention != NO_INDEX) {
			struct actor resolved = actors[i];
			entity_resolve(kit->entities, document, mention, day, &resolved);
			resolved.text = actors[i].text; /* the coder's span keeps what the frame needs */
			resolved.span = actors[i].span;
			actors[i] = resolved;
		}
	}
}

enum { A_YEAR = 365 }; /* days */

static void bind_event(const struct kit *kit, const struct document *document, struct event *event)
{
	if (event->timex != NO_INDEX && document->timexes[event->timex].date.from != DAY_NONE) {
		if (event->date.basis == BASIS_DOCUMENT) /* else the coder has set it: "since June" runs on until now */
			event->date = document->timexes[event->timex].date;
	} else if (event->timex == NO_INDEX || event->date.basis == BASIS_DOCUMENT) { /* else counted from "two days after" */
		event->date = (struct date){.from = document->article.day, .to = document->article.day, .basis = BASIS_DOCUMENT};
	}
	/* PLOVER's "historical": not of the news' own time, but told as background */
	event->historical = event->historical || (document->article.day != DAY_NONE && event->timex != NO_INDEX && event->date.to != DAY_NONE &&
	                                          event->date.to < document->article.day - A_YEAR);
	event->future = event->future || (event->factuality == FACT_PLANNED && document->article.day != DAY_NONE && event->timex != NO_INDEX &&
	                                  event->date.from != DAY_NONE && event->date.from > document->article.day);
	if (event->place_index != NO_INDEX)
		event->place = document->places[event->place_index];
	int32_t day = event->date.from != DAY_NONE ? event->date.from : document->article.day;
	if (document->article.day != DAY_NONE && day > document->article.day)
		day = document->article.day; /* of what is planned: who somebody is now */
	bind_actors(kit, document, event->actors, event->actor_count, day);
	bind_actors(kit, document, event->recipients, event->recipient_count, day);
	if (event->attribution)
		bind_actors(kit, document, event->attribution->speakers, event->attribution->speaker_count, document->article.day);
}

static void resolve_mention(const void *kit, const struct document *document, size_t mention, struct actor *who)
{
	entity_resolve(((const struct kit *)kit)->entities, document, mention, document->article.day, who);
}

struct confidence_who kit_who(const struct kit *kit)
{
	return (struct confidence_who){kit, resolve_mention};
}

/* --- the coder ----------------------------------------------------------------------------- */

bool coder_new(struct coder **result, const struct kit *kit, struct error *error)
{
	struct coder *coder = *result = calloc(1, sizeof *coder);
	if (!coder)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	coder->kit = kit;
	if (syntax_new(&coder->syntax, kit->syntax, error) && coding_gate_new(&coder->gate, kit->codebook, syntax_lemmas, kit->syntax, error))
		return true;
	coder_free(coder);
	*result = NULL;
	return false;
}

void coder_free(struct coder *coder)
{
	if (!coder)
		return;
	syntax_free(coder->syntax);
	coding_gate_free(coder->gate);
	free(coder);
}

struct str document_content_id(const struct article *article, struct arena *arena)
{
	struct id_hash hash;
	id_begin(&hash);
	id_add(&hash, article->text);
	id_add(&hash, article->title);
	id_add_number(&hash, (uint64_t)(int64_t)article->day);
	return id_text(&hash, arena);
}

void coder_set_thorough(struct coder *coder)
{
	coder->thorough = true;
}

void coder_set_least_confidence(struct coder *coder, double confidence)
{
	coder->least_confidence = confidence;
}

void coder_measure(struct coder *coder, struct coder_times *times)
{
	coder->times = times;
}

static double thread_seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* What passed since the last lap belongs to STEP. */
static void lap(struct coder *coder, enum coder_step step)
{
	if (!coder->times)
		return;
	double now = thread_seconds();
	coder->times->seconds[step] += now - coder->times->last;
	coder->times->last = now;
}

/* Headlines' verbs that were read as nouns. */
static void read_again(struct coder *coder, struct document *document, size_t count)
{
	struct coding_probe *probes;
	struct sentence *readings;
	size_t probe_count = coding_probe(coder->kit->codebook, document, count, &probes, &readings);
	if (probe_count == 0)
		return;
	syntax_parse(coder->syntax, readings, probe_count, document->arena);
	coding_settle(coder->kit->codebook, document, probes, readings, probe_count, syntax_link);
}

/* Parse the sentences up to the last one in which anything may be coded, and return how many they are. What is said behind it could at most change who
 * or where is meant before it, which it hardly does (docs/bench.md). Before it all are parsed: names, places and speakers there are what
 * later sentences take up. */
static size_t parse(struct coder *coder, struct document *document, enum coder_stage stage)
{
	size_t count = document->sentence_count;
	while (!coder->thorough && stage == STAGE_RECORDS && count > 0 && !coding_possible(coder->gate, &document->sentences[count - 1], document->arena))
		count--;
	syntax_parse(coder->syntax, document->sentences, count, document->arena);
	read_again(coder, document, count);
	syntax_leave(document->sentences + count, document->sentence_count - count);
	return count;
}

/* Records less sure than LEAST go. */
static void drop_unsure(struct document *document, double least)
{
	size_t kept = 0;
	for (size_t i = 0; i < document->event_count; i++)
		if (document->events[i].confidence >= least)
			document->events[kept++] = document->events[i];
	document->event_count = kept;
}

static void run_rooms(struct coder *coder, struct document *document, enum coder_stage stage)
{
	const struct kit *kit = coder->kit;
	if (coder->times)
		coder->times->last = thread_seconds();
	document->id = document_content_id(&document->article, document->arena);
	if (!document->sentences)
		text_segment(&kit->text, document);
	lap(coder, STEP_TEXT);
	if (stage == STAGE_TEXT)
		return;
	size_t sentences = document->sentence_count;
	document->sentence_count = parse(coder, document, stage); /* the others are not looked at any further */
	lap(coder, STEP_SYNTAX);
	if (stage == STAGE_TREES)
		return;
	timex_find(&kit->time, document);
	lap(coder, STEP_TIME);
	place_find(kit->gazetteer, document);
	lap(coder, STEP_PLACE);
	struct finder *finder = entity_look_up(kit->entities, document);
	lap(coder, STEP_NAMES);
	entity_find_mentions(finder);
	lap(coder, STEP_ENTITY);
	coding_code(kit->codebook, document);
	entity_choose_homes(finder);
	document->sentence_count = sentences;
	lap(coder, STEP_CODING);
	for (size_t i = 0; i < document->event_count; i++)
		bind_event(kit, document, &document->events[i]);
	lap(coder, STEP_RESOLVE);
	struct confidence_who who = kit_who(kit);
	confidence_weigh(&kit->confidence, document, &who);
	drop_unsure(document, coder->least_confidence);
	lap(coder, STEP_CONFIDENCE);
	story_tell(&kit->story, document);
	lap(coder, STEP_STORY);
}

bool coder_run(struct coder *coder, struct document *document, enum coder_stage stage, struct error *error)
{
	jmp_buf recover;
	if (setjmp(recover) != 0) {
		document->arena->recover = NULL;
		return error_set(error, ERROR_SYSTEM, "out of memory for this document");
	}
	document->arena->recover = &recover;
	run_rooms(coder, document, stage);
	document->arena->recover = NULL;
	return true;
}
