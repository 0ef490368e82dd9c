/* reading.h: one sentence as the coder sees it: trees with words looked up, who stands where, clauses.
 * Internal to coding/. All memory is the document's arena. Token indexes are int32_t, -1 for none. */
#ifndef CASUS_CODING_READING_H
#define CASUS_CODING_READING_H

#include "codebook.h"
#include "flow.h"

struct frame;

struct site { /* a token behind "in", "at", "near" and the place that its phrase names */
	int32_t token, place;
};

struct reading {
	const struct codebook *book;
	struct document *document;
	const struct sentence *sentence;
	const struct token *tokens;
	int32_t count;
	size_t index;          /* of the sentence */
	uint32_t *word, *form; /* word ids of lemma and lower-cased form */
	uint64_t *cues;        /* cue bits of both, single words and heads of longer ones */
	int32_t *clause;       /* the predicate whose clause the token stands in */
	uint32_t *mention;     /* index into document->mentions + 1 of the mention headed here */
	bool *in_name;         /* inside a name, not its head: "National Accord Government" */
	uint32_t *timex;       /* index into document->timexes + 1 of the one that covers the token */
	uint32_t *place;       /* likewise for places */
	struct frame **frames; /* made on demand */
	struct site *sites;    /* likewise, by where.c */
	size_t site_count;
	struct reading *all;   /* the document's readings, by sentence */
};

/* Readings for all sentences of DOCUMENT. */
struct reading *reading_make(const struct codebook *book, struct document *document);

/* Is TOKEN in the set, any of its ways of writing (particles and neighbours checked)? */
bool reading_in_set(const struct reading *reading, uint32_t set, int32_t token);
/* The words beside TOKEN that its longest name in the set takes in ("state of emergency"). */
void reading_item_bounds(const struct reading *reading, uint32_t set, int32_t token, int32_t *first, int32_t *last);
/* Does the set hold TOKEN's word with PARTICLE (a token) for its particle? */
bool reading_has_particle(const struct reading *reading, uint32_t set, int32_t token, int32_t particle);
bool reading_is(const struct reading *reading, int32_t token, enum cue cue);
/* The id the sentence's word has in the codebook, for a literal of the program ("by"). */
bool reading_lemma(const struct reading *reading, int32_t token, const char *lemma);

static inline unsigned rel_of(const struct reading *r, int32_t t) { return r->tokens[t].deprel; }
static inline int32_t head_of(const struct reading *r, int32_t t) { return r->tokens[t].head; }
static inline int32_t first_child(const struct reading *r, int32_t t) { return r->tokens[t].first_child; }
static inline int32_t next_child(const struct reading *r, int32_t t) { return r->tokens[t].next_sibling; }
#define FOR_CHILDREN(r, parent, child) for (int32_t child = first_child((r), (parent)); child >= 0; child = next_child((r), child))

/* First child with that relation, or -1. */
int32_t child_with(const struct reading *reading, int32_t parent, unsigned deprel);
bool is_nominal(const struct reading *reading, int32_t token);
bool is_participle(const struct reading *reading, int32_t token, bool past); /* VBN (or VBD for it); VBG */
/* A verb, or a predicate with a copula: something that a clause is about. */
bool is_predicate(const struct reading *reading, int32_t token);
bool is_clause_relation(unsigned deprel);
/* The preposition or mark of TOKEN in SET (cue PREPOSITION's words included), or -1. */
int32_t case_in_set(const struct reading *reading, int32_t token, uint32_t set);
int32_t case_of(const struct reading *reading, int32_t token); /* its first case, or -1 */
bool has_case(const struct reading *reading, int32_t token, const char *lemma);
/* "in protest", "in defiance": a stance that whoever does the clause's act takes by it. */
bool names_stance(const struct reading *reading, int32_t token);
/* "who", "which", "that", "whose" stand for the noun their clause hangs on: that noun; else TOKEN. */
int32_t resolve_relative(const struct reading *reading, int32_t token);
/* "a series of attacks": from "series" to "attacks"; else TOKEN. */
int32_t through_series(const struct reading *reading, int32_t token);
const struct mention *mention_of(const struct reading *reading, int32_t token); /* or NULL */
/* The mention that TOKEN takes its identity from, through those between; NULL where the entity room has none. */
const struct mention *referent_of(const struct reading *reading, int32_t token);
bool stands_for(const struct reading *reading, int32_t pronoun, int32_t token); /* "its" and the name it takes up */

/* "accused X of PHRASE", "convicted X for PHRASE", whether the parser hangs PHRASE on the verb or on X: the verb; else -1. */
int32_t accusing_verb(const struct reading *reading, int32_t phrase);

/* "convicted of PHRASE", "given a sentence for PHRASE": a court has found so. */
bool is_found_guilty(const struct reading *reading, int32_t phrase);

/* TOKEN and its noun conjuncts, in order, into OUT; returns how many (at most MOST). */
size_t conjuncts(const struct reading *reading, int32_t token, int32_t *out, size_t most);
/* The noun phrase of TOKEN without clauses, appositions and conjuncts: first and last token. */
void phrase_bounds(const struct reading *reading, int32_t token, int32_t *first, int32_t *last);
struct span tokens_span(const struct reading *reading, int32_t first, int32_t last);
struct str span_text(const struct document *document, struct span span);

#endif
