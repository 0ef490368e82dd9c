/* scene.h: what is known of one sentence while its mentions are found. Everything is in the document's arena. */
#ifndef CASUS_ENTITY_SCENE_H
#define CASUS_ENTITY_SCENE_H

#include "lexicon.h"

#include "base/map.h"

enum gender { GENDER_UNKNOWN, GENDER_MALE, GENDER_FEMALE };

struct match { /* a name of the lexicon in the text */
	uint32_t first, last, head; /* tokens */
	uint32_t name;              /* first acceptable name entry of the key */
	uint32_t entity;            /* the one chosen, or NONE while it is open; always NONE for a region */
	uint32_t flags;             /* of the chosen (or first) name */
	uint32_t region;            /* for NAME_REGION */
};

struct scene {
	struct sentence *sentence;
	size_t index;
	struct words words;
	struct match *matches;
	size_t match_count, match_capacity;
	uint32_t *match_at; /* token -> match that covers it, or NONE */
	uint32_t *agent_at; /* token -> agent noun whose head it is, or NONE */
	uint32_t *agent_first, *agent_last; /* with agent_at: first and last token of the noun */
	uint32_t *mention_at; /* token -> mention whose head it is, or NONE */
	uint32_t *place_at; /* token -> resolved place of the document that covers it, or NONE */
};

enum inferred { INFERRED_NOT, INFERRED_FOCUS, INFERRED_CLAUSE, INFERRED_TITLE }; /* by which rules a mention got a country that no word of its own says */

struct note { /* what the public mention does not say; parallel to document->mentions */
	uint32_t agent;        /* noun of a nominal, or NONE */
	uint32_t match;        /* in its scene, or NONE */
	uint8_t gender;
	bool subject, definite, indefinite, possessive, quoted, first_person, neuter;
	uint32_t owner;        /* entity that a person speaks for ("LNA spokesman"), or NONE */
	uint8_t inferred;      /* enum inferred */
	bool says_country;     /* "New Zealand counterparts": by a word of its own */
	bool former;           /* "former minister X" */
	bool foreign;          /* "regional governments": not of the country at hand */
	bool measures_actors;  /* "thousands of protesters", not "of cases" */
	uint32_t country_agent; /* "the country", "the capital": its noun, else NONE */
};

struct finder {
	const struct entity_lexicon *lexicon;
	struct document *document;
	struct arena *arena;
	struct scene *scenes; /* one for each sentence */
	struct mention *mentions;
	struct note *notes;
	size_t mention_count, mention_capacity, note_capacity;
	struct str focus;     /* country that the document is about, or empty */
	struct str second;    /* the next one */
	size_t second_weight; /* the same for the second */
	size_t focus_weight;  /* how much speaks for the focus; a capital alone is 2, a country 3 */
	struct map name_counts; /* last words of names that the lexicon does not know: how often they stand in the text */
	bool *named_in_full;  /* one for each entity of the lexicon */
	int32_t day;
};

/* Words, name matches and agent nouns of one sentence; entities of ambiguous names stay open. */
void scene_scan(struct finder *finder, size_t sentence);
/* whole.c: make each name one phrase of the tree. */
void scene_join_names(struct scene *scene);
void scene_share_names(struct finder *finder, struct scene *scene);
/* Children, siblings and the ends of subtrees, from the heads. */
void scene_relink(struct sentence *sentence);
/* titled.c: "President of Rwanda Paul Kagame" is one phrase. */
void scene_join_titles(struct finder *finder, struct scene *scene);
/* Count the countries of all scenes, set the focus, then choose among the readings of each name. */
void scene_choose(struct finder *finder);
/* Does MATCH, which may mean ENTITY, name a source in brackets: "(BBC)"? */
bool scene_is_press_in_brackets(const struct finder *finder, const struct scene *scene, const struct match *match, uint32_t entity);
/* The match that TOKEN heads, or NULL. */
const struct match *scene_match_headed(const struct scene *scene, size_t token);
const struct agent_entry *scene_agent(const struct finder *finder, const struct scene *scene, size_t token);
/* The lemma (else form) of the first case word of TOKEN: "in", "by"; empty when it has none. */
struct str scene_case(const struct scene *scene, size_t token);
/* Does who stands at TOKEN do what a participle behind a hyphen says: "Turkish-backed rebels", "government-held areas"? */
bool scene_is_joined_agent(const struct scene *scene, size_t token);
bool scene_has_child(const struct scene *scene, size_t token, unsigned deprel);
/* Country of the gazetteer's place that covers TOKEN; empty when none does. */
struct str scene_place_country(const struct finder *finder, const struct scene *scene, size_t token);
/* "President Barack Obama", "rap star Wyclef Jean" with the title for head: where the name begins; else 0. */
size_t scene_titled_name(const struct finder *finder, const struct scene *scene, size_t head);
enum gender scene_given_gender(const struct finder *finder, struct str form);
bool scene_is_capitalised(struct str form);

/* nominal.c: what the words around a nominal head say of it. */
struct traits {
	uint32_t entity; /* or NONE */
	struct str country, sector;
	uint32_t owner;  /* entity whose it is ("LNA spokesman"), or NONE */
	struct str own;  /* the user's code for the noun, or empty */
	bool former, foreign, says_country; /* says_country: an adjective or a noun before it does */
	struct str lent; /* sector of a word before or behind it: "police" of "police vehicles" */
	bool belongs;    /* its country is not only where it is */
	bool local;      /* its country is only that of a town or province */
	bool acts;       /* what stands behind "number of" can act */
};
/* What one of SECTOR is once he is no longer: who held an office of state is of the elite, a rebel or a businessman stays one. */
struct str nominal_former_sector(struct str sector);
/* The armed body behind "X's forces": what X leads, or X itself; or NONE. */
uint32_t nominal_armed_body(const struct finder *finder, uint32_t owner);
size_t nominal_other_side(const struct sentence *sentence, size_t head, size_t c);
size_t nominal_people_before(const struct scene *scene, size_t head);
void nominal_compose(const struct finder *finder, const struct scene *scene, size_t head, struct traits *traits);

/* phrase.c: first and last token of the noun phrase of HEAD, without clauses, appositions, conjuncts, and "at least". */
void phrase_span(const struct sentence *sentence, size_t head, size_t *first, size_t *last);
/* Cut a name's phrase before "in Sirte" or "led by ...", but not before token LEAST + 1. */
void phrase_cut_name(const struct sentence *sentence, size_t head, size_t least, size_t *last);

/* candidate.c: what a mention headed by token T would be. */
enum candidate { CANDIDATE_NONE, CANDIDATE_NAME, CANDIDATE_UNKNOWN_NAME, CANDIDATE_NOMINAL, CANDIDATE_PRONOUN };
enum candidate candidate_at(const struct finder *finder, const struct scene *scene, size_t t);
bool candidate_is_subject(unsigned deprel);
/* Which names that the lexicon does not know the document has more than once; before the first candidate_at. */
void candidate_count_names(struct finder *finder);

/* mention.c: mentions of one sentence. */
/* "in Libya", "near Sirte": HEAD says where. */
bool mention_is_located(const struct scene *scene, size_t head);
void mention_build(struct finder *finder, size_t sentence);

/* agency.c: who can act, once antecedents are known. */
void agency_mark(struct finder *finder);

/* coref.c: antecedents over the document. */
void coref_link(struct finder *finder);

#endif
