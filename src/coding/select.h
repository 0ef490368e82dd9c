/* select.h: which of a sentence's matches become events. Internal to coding/. */
#ifndef CASUS_CODING_SELECT_H
#define CASUS_CODING_SELECT_H

#include "match.h"

#define MOST_FILLERS 12
#define MOST_MERGED 6

struct candidate { /* a match on its way to being an event */
	struct match match;
	const struct entry *entry;
	int32_t actors[MOST_FILLERS], recipients[MOST_FILLERS];
	size_t actor_count, recipient_count;
	int32_t merged[MOST_MERGED]; /* triggers of other names of this act: its counts stand there, too */
	size_t merged_count;
	bool dropped;
};

/* candidate.c: what several ask of candidates. Is TOKEN one of COUNT? */
bool holds_token(const int32_t *tokens, size_t count, int32_t token);
/* Not dropped, and an act of force of the gravest kind, such as kills or may. */
bool is_killing(const struct reading *reading, const struct candidate *candidate);
/* Is whoever TOKEN names of one of COUNT sectors? */
bool is_of_sector(const struct reading *reading, int32_t token, const char *const *sectors, size_t count);
/* Is NAME the type, or the mode, of the rule that CANDIDATE follows? */
bool is_of_type(const struct reading *reading, const struct candidate *candidate, const char *name);
bool is_of_mode(const struct reading *reading, const struct candidate *candidate, const char *name);
/* The one that TOKEN names, with the others of its group, or whose doing it is become CANDIDATE's recipients; false where that is nobody or its own actors. */
bool aim_candidate(const struct reading *reading, struct candidate *candidate, int32_t token);

/* merge.c: "were killed when a bomb exploded", "opened fire, killing two and wounding five": harm and the act that did it
 * are one act. The one that says how stays, with everybody whom the others name. */
void merge_harm(const struct reading *reading, struct candidate *items, size_t count);
/* A town or thing is where it happened, once people are said to be hit: leaves CANDIDATE's recipients. */
void drop_mere_places(const struct reading *reading, struct candidate *candidate);
/* toll.c: victims told by a clause that hangs elsewhere go to the act of force before it. */
void add_toll(const struct reading *reading, struct candidate *items, size_t count);

/* share.c: acts of one happening have the parties that only one of them tells. */
void share_parties(const struct reading *reading, struct candidate *items, size_t count);
/* culprits.c: who answers for an act of force whose doer is not told otherwise. */
void name_culprits(const struct reading *reading, struct candidate *items, size_t count);
/* gatekeepers.c: the state or body from which somebody is shut out, or which lets him in, where nobody is told to do it. */
void name_gatekeepers(const struct reading *reading, struct candidate *items, size_t count);
/* opponents.c: who is hit by an act of force is no doer of the harm it brings (spare_hit), nor those wounded in a strike of what it was aimed at (spare_wounded); who
 * attacks the armed and is harmed for it, by them (name_opponents). */
void spare_hit(const struct reading *reading, struct candidate *items, size_t count);
void spare_wounded(const struct reading *reading, struct candidate *items, size_t count);
void name_opponents(const struct reading *reading, struct candidate *items, size_t count);
/* sides.c: the other side of meetings and deals that have one. */
void complete_sides(const struct reading *reading, struct candidate *items, size_t count);
/* deaths.c: whom acts of force hurt, told by nouns: "the death of X in an airstrike". */
void add_dead(const struct reading *reading, struct candidate *items, size_t count);
/* doers.c: who did acts of force, and who arrested, as the clause or the noun beside tells. */
void name_doers(const struct reading *reading, struct candidate *items, size_t count);
/* targets.c: what acts of force among ITEMS hit, where nobody is told to whom they were done. */
void add_targets(const struct reading *reading, struct candidate *items, size_t count);

/* grievances.c: against whom the protests among ITEMS are, where only what stands around them tells. */
void name_grievances(const struct reading *reading, struct candidate *items, size_t count);

/* adversaries.c: against whom forces among ITEMS are moved. */
void name_adversaries(const struct reading *reading, struct candidate *items, size_t count);
/* inquiries.c: whom inquiries among ITEMS concern, where only a thing is looked into. */
void name_investigated(const struct reading *reading, struct candidate *items, size_t count);

/* beneficiaries.c: to whom help and apologies among ITEMS go, where only what stands around them tells. */
void name_beneficiaries(const struct reading *reading, struct candidate *items, size_t count);

/* addressees.c: to whom threats, demands and charges among ITEMS are said, where only what stands around them tells. */
void add_addressees(const struct reading *reading, struct candidate *items, size_t count);
/* Of charges that stand as nouns: whom the clause behind them is about. */
void name_charged(const struct reading *reading, struct candidate *items, size_t count);
/* Of an inquiry into claims or charges: recipients become those whom the claims are about. */
void name_defendants(const struct reading *reading, struct candidate *candidate); /* "writers of a magazine accused of": the writers */
void name_suspects(const struct reading *reading, struct candidate *candidate);

/* The sentence's candidates, by trigger: the best event and the best relation of each frame, minus those that
 * another one's words cover and acts named twice in a clause. The array lives in the arena. */
struct candidate *select_candidates(struct reading *reading, size_t *count);
/* Who stands behind a noun that is itself no party ("the statement", "the airstrike"): that party's token or, where
 * the text names none, -1. Others stand for themselves. *sentence changes when an earlier sentence says it. */
int32_t party_behind(struct reading *reading, int32_t token, bool is_actor, size_t *sentence);

/* no_act.c: does the text only use CANDIDATE's words, for something else than an act? */
bool is_no_act(const struct reading *reading, const struct candidate *candidate);

/* parties.c */
/* "insurgents ... militants": both armed, by their sectors, for or against the state, and of no two countries. NULL: nobody knows. */
bool fight_on_one_side(const struct mention *a, const struct mention *b);
bool names_an_act(const struct reading *reading, int32_t token);
/* Is TOKEN a thing that does nothing itself? */
bool is_inert(const struct reading *reading, int32_t token);
/* Is TOKEN nobody and no building or area, but a thing that can be hit, burned or taken? */
bool is_thing(const struct reading *reading, int32_t token);
/* Recipients that are things become whom they belong to or are about, or go; with KEEPS_PLACES, buildings and areas stay, with
 * KEEPS_THINGS whatever can be hit. */
void name_recipients(const struct reading *reading, struct candidate *candidate, bool keeps_places, bool keeps_things);

/* Is TOKEN a building or area, which may be struck or held itself? */
bool stands_for_itself(const struct reading *reading, int32_t token);

/* Whose THING is, by the words before it; -1 where it is somebody itself or nobody's. */
int32_t party_aimed_at(const struct reading *reading, int32_t thing); /* "sanctions imposed on X"; -1 */
int32_t owner_of_thing(const struct reading *reading, int32_t thing);

/* Whom the act that VERB names is done to or with, where CANDIDATE only speaks of it; -1. */
int32_t party_of_clause(const struct reading *reading, const struct candidate *candidate, int32_t verb);

/* referents.c: whom TOKEN, a slot's (WHOLE: with its conjuncts), means, into GROUP; how many. */
size_t meant_parties(const struct reading *reading, int32_t token, bool whole, int32_t *group, size_t most);
/* Adds whom "including" names among those of GROUP ("seven people, including two journalists") and, with KEPT, their company ("X along
 * with Y"); how many there are then. */
size_t add_included(const struct reading *reading, bool actors, bool kept, int32_t *group, size_t count, size_t most);
/* "The two countries", "both sides", "they" that TOKEN names: the two of an earlier sentence, where it names just two, or those whom "they" takes
 * up together (at most MOST_FILLERS); how many, or 0. */
size_t pair_before(const struct reading *reading, int32_t token, int32_t *group, size_t *sentence);
int32_t other_party(const struct reading *reading, const struct candidate *candidate, int32_t pronoun);

#endif
