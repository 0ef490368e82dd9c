/* coref.h: who is who among the mentions of one document. */
#ifndef CASUS_ENTITY_COREF_H
#define CASUS_ENTITY_COREF_H

#include "scene.h"

enum { COREF_WINDOW = 300 }; /* mentions back that a definite description may reach */

/* The mention at the end of I's chain of antecedents. */
size_t coref_root(const struct finder *finder, size_t i);
/* A number that two mentions share when they are known to be the same. */
uint64_t coref_identity(const struct finder *finder, size_t i);
/* Make FROM take its identity from TO, unless that would close a circle. */
void coref_set(struct finder *finder, size_t from, size_t to);
/* The mention that TOKEN of SENTENCE heads, or NO_INDEX. */
size_t coref_mention_at(const struct finder *finder, size_t sentence, int32_t token);
const struct token *coref_head(const struct finder *finder, size_t i);
struct str coref_country(const struct finder *finder, size_t i);

void coref_names(struct finder *finder);        /* surnames, acronyms, the same name again */
/* Where the name of mention I begins behind its title. */
size_t coref_name_first(const struct finder *finder, size_t i);
/* The sector of I's role on the day, else what the text says of it. */
struct str coref_sector(const struct finder *finder, size_t i);
/* NAME takes from NOMINAL what it lacks: "the senior GNA adviser, Mohamed Ali Abdallah". */
void coref_take_attributes(struct finder *finder, size_t name, size_t nominal);
/* coref_titles.c. GOV, LEG, JUD, MIL or COP? */
bool coref_is_of_state(struct str sector);
void coref_link_titles(struct finder *finder);                  /* "after leader Moussa Dadis Camara was shot" */
void coref_take_told_office(struct finder *finder, size_t i);   /* "X resigns as minister of Y" */
void coref_share_title(struct finder *finder, size_t i);        /* "journalists A, B and C" */
void coref_give_titled_country(struct finder *finder, size_t i); /* "Governor X" in a text about one country */
void coref_appositions(struct finder *finder);  /* "X, leader of Y", "X (LNA)", "X is a Y" */
void coref_description(struct finder *finder, size_t i); /* "the group", "the parliament", "the country" */
/* coref_land.c: "the country", "the North African country". */
void coref_land(struct finder *finder, size_t i);
void coref_town(struct finder *finder, size_t i); /* "the town" */
/* The country that the text is about, where no other comes near; else empty. */
struct str coref_only_country(const struct finder *finder);
/* The one country in which all places lie that SENTENCE, else the whole document, says something is at; empty when there are several or none. */
struct str coref_scene_country(const struct finder *finder, size_t sentence);
/* Is COUNTRY one where police, soldiers and courts may be another's: a territory that is occupied? */
bool coref_is_occupied(const struct finder *finder, struct str country);
/* Mention I, a nominal or a name without a country, is of COUNTRY: its one body or the holder of the office where the noun says so. */
void coref_give_country(struct finder *finder, size_t i, struct str country);
/* Is I, a noun for a state's one body, those of several: "governments", "armies"? */
bool coref_is_several(const struct finder *finder, size_t i);
/* Does nothing but an article stand with the noun of mention I? */
bool coref_is_bare(const struct finder *finder, size_t i);
void coref_office_of_name(struct finder *finder, size_t i); /* the country of a name with a title */
/* coref_others.c: "four others", "250 more", "the two". */
void coref_others(struct finder *finder, size_t i);
/* "the latter", "the latter country" */
void coref_latter(struct finder *finder, size_t i);
void coref_pronoun(struct finder *finder, size_t i);
/* coref_cause.c: what speaks for TOKEN, of PRONOUN's sentence, where the pronoun stands in the reason for an act: "kill gunmen after they attack"; else 0. */
int coref_cause_score(const struct finder *finder, size_t pronoun, size_t token);
/* speech.c: "we", "our" in a quotation: who says it. */
void coref_first_person(struct finder *finder, size_t i);
/* "its soldiers", "our country", "the group's leader": what the possessor's identity says of a nominal. */
void coref_possessed(struct finder *finder, size_t i);

#endif
