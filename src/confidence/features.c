/* features.c: what the model sees of one mention, for one role of one event: small numbers that say how things stand in the tree,
 * the sentence and the document. */
#include "seen.h"

enum { DEEPEST = 40, FAR_OFF = 60, NEVER = 20 };
/* In sentences and documents without end only what is near is looked at: mentions on either side of the trigger, and of the mention. */
enum { NEAR_MENTIONS = MOST_PARTIES / 2, NEAR_IN_DOCUMENT = 100 };

/* Relations in groups, in an order in which neighbours are alike: what trees ask is "up to which". */
enum relation_group {
	GROUP_NONE, GROUP_SUBJECT, GROUP_AGENT, GROUP_POSSESSOR, GROUP_MODIFIER, GROUP_COMPOUND, GROUP_NAME, GROUP_APPOSITION, GROUP_CONJUNCT,
	GROUP_NOMINAL, GROUP_OBLIQUE, GROUP_SUBJECT_PASSIVE, GROUP_INDIRECT, GROUP_OBJECT, GROUP_COMPLEMENT, GROUP_OPEN_COMPLEMENT, GROUP_ADVERBIAL, GROUP_NOUN_CLAUSE,
	GROUP_RELATIVE, GROUP_PARATAXIS, GROUP_REST
};

static const uint8_t relation_group[DEPREL_COUNT] = {
	[REL_nsubj] = GROUP_SUBJECT, [REL_nsubj_outer] = GROUP_SUBJECT, [REL_csubj] = GROUP_SUBJECT,
	[REL_obl_agent] = GROUP_AGENT, [REL_nmod_poss] = GROUP_POSSESSOR, [REL_amod] = GROUP_MODIFIER, [REL_nmod_desc] = GROUP_MODIFIER,
	[REL_compound] = GROUP_COMPOUND, [REL_flat] = GROUP_NAME, [REL_appos] = GROUP_APPOSITION, [REL_conj] = GROUP_CONJUNCT,
	[REL_nmod] = GROUP_NOMINAL, [REL_nmod_unmarked] = GROUP_NOMINAL, [REL_obl] = GROUP_OBLIQUE, [REL_obl_unmarked] = GROUP_OBLIQUE,
	[REL_nsubj_pass] = GROUP_SUBJECT_PASSIVE, [REL_csubj_pass] = GROUP_SUBJECT_PASSIVE, [REL_iobj] = GROUP_INDIRECT, [REL_obj] = GROUP_OBJECT,
	[REL_ccomp] = GROUP_COMPLEMENT, [REL_xcomp] = GROUP_OPEN_COMPLEMENT, [REL_advcl] = GROUP_ADVERBIAL, [REL_advcl_relcl] = GROUP_ADVERBIAL,
	[REL_acl] = GROUP_NOUN_CLAUSE, [REL_acl_relcl] = GROUP_RELATIVE, [REL_parataxis] = GROUP_PARATAXIS, [REL_list] = GROUP_PARATAXIS,
};

static double group_of(const struct token *token)
{
	uint8_t group = token->deprel < DEPREL_COUNT ? relation_group[token->deprel] : GROUP_NONE;
	return group ? group : token->head < 0 ? GROUP_NONE : GROUP_REST;
}

/* Prepositions by what role they tend to mark, those of actors first. */
static const char *const prepositions[] = {"by", "from", "of", "between", "among", "with", "like", "as", "under", "after", "during", "before", "since", "in", "at",
                                           "near", "inside", "outside", "across", "into", "through", "over", "about", "for", "to", "toward", "towards", "on", "upon",
                                           "against"};
enum { PREPOSITIONS = sizeof prepositions / sizeof *prepositions };

static double preposition_of(const struct token *tokens, int32_t t)
{
	for (int32_t c = tokens[t].first_child; c >= 0; c = tokens[c].next_sibling) {
		if (tokens[c].deprel != REL_case)
			continue;
		for (size_t i = 0; i < PREPOSITIONS; i++)
			if (str_equal_nocase(tokens[c].form, str_of(prepositions[i])))
				return (double)i + 1;
		return PREPOSITIONS + 1;
	}
	return 0;
}

static const char *const sectors[] = {"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "ELI", "PTY", "OPP", "REB", "UAF", "CRM", "IGO", "NGO", "BUS", "JRN", "SOC", "REL",
                                      "EDU", "MED", "LAB", "AGR", "PRM", "CVL", "REF", "PRE"};

static double sector_of(struct str sector)
{
	for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++)
		if (str_equal(sector, str_of(sectors[i])))
			return (double)i + 1;
	return 0;
}

/* Types from the kindest to the worst; relations behind them. */
static const char *const types[] = {"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
                                    "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"};

static double type_of(struct str type)
{
	size_t i = 0;
	while (i < sizeof types / sizeof *types && !str_equal(type, str_of(types[i])))
		i++;
	return (double)i;
}

struct view { /* one mention for one role of one event */
	const struct document *document;
	const struct event *event;
	enum role role;
	size_t mention;
	const struct actor *who;
	const struct near_records *near;
};

/* --- the way through the tree ---------------------------------------------------------------------- */

struct way { /* from the trigger up to the head that both share, and down to the mention */
	int32_t up, down;               /* steps */
	int32_t trigger_side, branch;   /* the tokens next to that head; the token itself where it is the head */
	size_t clauses;
};

static bool is_clause(const struct token *token)
{
	uint8_t group = token->deprel < DEPREL_COUNT ? relation_group[token->deprel] : GROUP_NONE;
	return group >= GROUP_COMPLEMENT && group <= GROUP_PARATAXIS && group != GROUP_OPEN_COMPLEMENT;
}

static struct way way_between(const struct token *tokens, int32_t from, int32_t to)
{
	int32_t above[DEEPEST], count = 0;
	uint64_t marks[4] = {0}; /* of a token's number's last byte: most tokens need not be looked for among those above */
	for (int32_t t = from; t >= 0 && count < DEEPEST; t = tokens[t].head) {
		above[count++] = t;
		marks[t >> 6 & 3] |= (uint64_t)1 << (t & 63);
	}
	struct way way = {NEVER, NEVER, from, to, 0};
	int32_t branch = to, steps = 0;
	for (int32_t t = to; t >= 0 && steps < DEEPEST; t = tokens[t].head, steps++) {
		for (int32_t i = marks[t >> 6 & 3] >> (t & 63) & 1 ? 0 : count; i < count; i++)
			if (above[i] == t) {
				way.up = i;
				way.down = steps;
				way.trigger_side = i ? above[i - 1] : from;
				way.branch = branch;
				for (int32_t k = 0; k < i; k++)
					way.clauses += is_clause(&tokens[above[k]]);
				return way;
			}
		way.clauses += is_clause(&tokens[t]);
		branch = t;
	}
	return way;
}

static bool is_below(const struct token *tokens, int32_t t, int32_t above)
{
	for (size_t steps = 0; t >= 0 && steps < DEEPEST; steps++, t = tokens[t].head)
		if (t == above)
			return true;
	return false;
}

static int32_t child_in_group(const struct token *tokens, int32_t t, enum relation_group group)
{
	for (int32_t c = tokens[t].first_child; c >= 0; c = tokens[c].next_sibling)
		if (tokens[c].deprel < DEPREL_COUNT && relation_group[tokens[c].deprel] == (uint8_t)group)
			return c;
	return -1;
}

/* Of which verb above the trigger TOKEN is the subject: how many steps up, or NEVER. */
static double subject_above(const struct token *tokens, int32_t trigger, int32_t token)
{
	double steps = 0;
	for (int32_t t = trigger; t >= 0 && steps < 10; t = tokens[t].head, steps++)
		if (child_in_group(tokens, t, GROUP_SUBJECT) == token || child_in_group(tokens, t, GROUP_SUBJECT_PASSIVE) == token)
			return steps;
	return NEVER;
}

/* --- mentions -------------------------------------------------------------------------------------- */

/* The mentions of the event's sentence that are near its trigger: from FIRST up to but not including the result. */
static size_t mentions_near(const struct document *document, const struct event *event, size_t *first)
{
	size_t middle = document_mention_from(document, event->sentence, event->trigger), end = middle;
	*first = middle;
	while (*first > 0 && middle - *first < NEAR_MENTIONS && document->mentions[*first - 1].sentence == event->sentence)
		--*first;
	while (end < document->mention_count && end - middle < NEAR_MENTIONS && document->mentions[end].sentence == event->sentence)
		end++;
	return end;
}

static bool may_take_part(const struct mention *mention)
{
	return mention->can_act || mention->animate || mention->entity != UINT32_MAX || mention->antecedent != NO_INDEX || mention->country.length || mention->sector.length;
}

static size_t identity_of(const struct document *document, size_t mention)
{
	for (size_t steps = 0; steps < DEEPEST && document->mentions[mention].antecedent != NO_INDEX; steps++)
		mention = document->mentions[mention].antecedent;
	return mention;
}

static bool is_same(const struct document *document, size_t a, size_t b)
{
	a = identity_of(document, a);
	b = identity_of(document, b);
	return a == b || (document->mentions[a].entity != UINT32_MAX && document->mentions[a].entity == document->mentions[b].entity);
}

/* 2 where one of ACTORS is the very mention, 1 where one means the same party. */
static double stands_among(const struct view *item, const struct actor *actors, size_t count)
{
	const struct document *document = item->document;
	const struct mention *mention = &document->mentions[item->mention];
	double found = 0;
	for (size_t i = 0; i < count; i++) {
		if (actors[i].sentence == mention->sentence && actors[i].token == mention->head)
			return 2;
		if (item->who->id.length && str_equal(item->who->id, actors[i].id))
			found = 1;
		size_t other = document_mention_at(document, actors[i].sentence, actors[i].token);
		if (other != NO_INDEX && is_same(document, other, item->mention))
			found = 1;
	}
	return found;
}

static size_t times_mentioned(const struct document *document, size_t mention)
{
	size_t count = 0, from = mention > NEAR_IN_DOCUMENT ? mention - NEAR_IN_DOCUMENT : 0, to = mention + NEAR_IN_DOCUMENT;
	for (size_t m = from; m < to && m < document->mention_count && count < 12; m++)
		count += is_same(document, m, mention);
	return count;
}

static bool shares_country(const struct actor *who, const struct actor *actors, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (who->country.length && str_equal(who->country, actors[i].country))
			return true;
	return false;
}

/* --- the features, in groups ------------------------------------------------------------------------ */

struct sides { /* the lists of the role that is asked for, and of the other */
	const struct actor *own, *other;
	size_t own_count, other_count;
};

static struct sides sides_of(const struct view *item)
{
	const struct event *event = item->event;
	if (item->role == ROLE_ACTOR)
		return (struct sides){event->actors, event->recipients, event->actor_count, event->recipient_count};
	return (struct sides){event->recipients, event->actors, event->recipient_count, event->actor_count};
}

static void see_way(const struct token *tokens, int32_t trigger, int32_t head, double *f)
{
	struct way way = way_between(tokens, trigger, head);
	f[ROLE_UP] = way.up;
	f[ROLE_DOWN] = way.down;
	f[ROLE_UP_RELATION] = way.up > 0 ? group_of(&tokens[way.trigger_side]) : 0;
	f[ROLE_BRANCH_RELATION] = way.down > 0 ? group_of(&tokens[way.branch]) : 0;
	f[ROLE_BRANCH_PREPOSITION] = way.down > 0 ? preposition_of(tokens, way.branch) : 0;
	f[ROLE_RELATION] = group_of(&tokens[head]);
	f[ROLE_PREPOSITION] = preposition_of(tokens, head);
	f[ROLE_CLAUSES] = (double)way.clauses;
	f[ROLE_SUBJECT_ABOVE] = subject_above(tokens, trigger, head);
}

static void see_row(const struct view *item, const struct token *tokens, int32_t trigger, int32_t head, double *f)
{
	const struct document *document = item->document;
	int32_t from = trigger < head ? trigger : head, to = trigger < head ? head : trigger;
	size_t first, end = mentions_near(document, item->event, &first);
	for (size_t m = first; m < end; m++) {
		int32_t other = (int32_t)document->mentions[m].head;
		bool may = may_take_part(&document->mentions[m]);
		f[ROLE_BETWEEN] += may && other > from && other < to;
		f[ROLE_SENTENCE_MENTIONS] += may;
	}
	for (int32_t t = from + 1; t < to; t++)
		f[ROLE_VERBS_BETWEEN] += tokens[t].upos == UPOS_VERB;
	f[ROLE_DISTANCE] = head - trigger;
	f[ROLE_QUOTED] = (tokens[head].quote_depth > 0) - (tokens[trigger].quote_depth > 0);
}

/* How HEAD stands to those who have the role: joined with one, below one in the tree, above one. */
static void see_given(const struct token *tokens, int32_t given, int32_t head, double *f)
{
	int32_t apart = given < head ? head - given : given - head;
	f[ROLE_TO_GIVEN] = apart < f[ROLE_TO_GIVEN] ? apart : f[ROLE_TO_GIVEN];
	if (given == head)
		return;
	bool below = tokens[head].deprel == REL_conj && tokens[head].head == given, above = tokens[given].deprel == REL_conj && tokens[given].head == head;
	if (below || above || (tokens[head].deprel == REL_conj && tokens[given].deprel == REL_conj && tokens[head].head == tokens[given].head))
		f[ROLE_GIVEN_CONJUNCT] = 1;
	else if (is_below(tokens, head, given))
		f[ROLE_GIVEN_INSIDE] = 1;
	else if (is_below(tokens, given, head))
		f[ROLE_GIVEN_INSIDE] = 2;
}

static void see_others(const struct view *item, const struct token *tokens, int32_t head, double *f)
{
	struct sides sides = sides_of(item);
	f[ROLE_GIVEN] = stands_among(item, sides.own, sides.own_count);
	f[ROLE_OTHER] = stands_among(item, sides.other, sides.other_count);
	f[ROLE_HELD] = (double)sides.own_count;
	f[ROLE_OTHER_HELD] = (double)sides.other_count;
	f[ROLE_TO_GIVEN] = FAR_OFF;
	f[ROLE_SAME_COUNTRY] = shares_country(item->who, sides.own, sides.own_count);
	f[ROLE_OTHER_COUNTRY] = shares_country(item->who, sides.other, sides.other_count);
	for (size_t i = 0; i < sides.own_count; i++)
		if (sides.own[i].sentence == item->event->sentence && sides.own[i].token != NO_INDEX)
			see_given(tokens, (int32_t)sides.own[i].token, head, f);
	for (size_t i = 0; i < sides.other_count; i++)
		if (sides.other[i].sentence == item->event->sentence && sides.other[i].token != NO_INDEX && (int32_t)sides.other[i].token != head)
			f[ROLE_OTHER_INSIDE] = is_below(tokens, head, (int32_t)sides.other[i].token) ? 1 : is_below(tokens, (int32_t)sides.other[i].token, head) ? 2 : f[ROLE_OTHER_INSIDE];
}

static void see_party(const struct view *item, double *f)
{
	const struct mention *mention = &item->document->mentions[item->mention];
	f[ROLE_KIND] = mention->kind;
	f[ROLE_CLASS] = mention->class_;
	f[ROLE_SECTOR] = sector_of(item->who->sector);
	f[ROLE_COUNTRY] = item->who->country.length > 0;
	f[ROLE_KNOWN] = item->who->id.length > 0;
	f[ROLE_CAN_ACT] = mention->can_act;
	f[ROLE_PLACE_ONLY] = mention->is_place_only;
	f[ROLE_PLURAL] = mention->plural;
	f[ROLE_ANIMATE] = mention->animate;
	f[ROLE_LENGTH] = (double)(mention->last - mention->first + 1);
}

static void see_event(const struct view *item, const struct token *tokens, int32_t trigger, double *f)
{
	const struct event *event = item->event;
	f[ROLE_TYPE] = type_of(event->type);
	f[ROLE_TRIGGER_UPOS] = tokens[trigger].upos == UPOS_VERB ? 0 : tokens[trigger].upos == UPOS_NOUN ? 2 : 1;
	f[ROLE_TRIGGER_RELATION] = group_of(&tokens[trigger]);
	f[ROLE_TRIGGER_SUBJECT] = child_in_group(tokens, trigger, GROUP_SUBJECT) >= 0;
	f[ROLE_TRIGGER_OBJECT] = child_in_group(tokens, trigger, GROUP_OBJECT) >= 0;
	f[ROLE_TRIGGER_PASSIVE] = child_in_group(tokens, trigger, GROUP_SUBJECT_PASSIVE) >= 0 ? 2 : tokens[trigger].xpos == XPOS_VBN;
	f[ROLE_FACTUALITY] = event->factuality;
	f[ROLE_RECIPROCAL] = event->reciprocal;
	if (event->attribution)
		f[ROLE_SPEAKER] = stands_among(item, event->attribution->speakers, event->attribution->speaker_count);
}

void records_near(const struct document *document, const struct event *event, struct near_records *near)
{
	size_t self = (size_t)(event - document->events);
	near->from = self > NEAR_RECORDS ? self - NEAR_RECORDS : 0;
	near->to = self + NEAR_RECORDS < document->event_count ? self + NEAR_RECORDS : document->event_count;
	for (size_t i = near->from; i < near->to; i++) {
		const struct event *other = &document->events[i];
		near->steps[i - near->from] = -1;
		if (other->sentence != event->sentence || other == event)
			continue;
		struct way way = way_between(document->sentences[event->sentence].tokens, (int32_t)event->trigger, (int32_t)other->trigger);
		near->steps[i - near->from] = way.up + way.down;
	}
}

/* What the mention does and suffers in the other records of the sentence. */
static void see_elsewhere(const struct view *item, const struct token *tokens, double *f)
{
	const struct document *document = item->document;
	struct str lemma = tokens[item->event->trigger].lemma;
	f[ROLE_ELSEWHERE_NEAR] = NEVER;
	for (size_t i = item->near->from; i < item->near->to; i++) {
		const struct event *other = &document->events[i];
		double steps = item->near->steps[i - item->near->from];
		if (steps < 0)
			continue;
		double weight = !str_equal(other->type, item->event->type) ? 1 : str_equal(tokens[other->trigger].lemma, lemma) ? 3 : 2;
		bool acts = stands_among(item, other->actors, other->actor_count) > 0, suffers = stands_among(item, other->recipients, other->recipient_count) > 0;
		f[ROLE_ACTS_ELSEWHERE] = acts && weight > f[ROLE_ACTS_ELSEWHERE] ? weight : f[ROLE_ACTS_ELSEWHERE];
		f[ROLE_SUFFERS_ELSEWHERE] = suffers && weight > f[ROLE_SUFFERS_ELSEWHERE] ? weight : f[ROLE_SUFFERS_ELSEWHERE];
		if (acts || suffers)
			f[ROLE_ELSEWHERE_NEAR] = steps < f[ROLE_ELSEWHERE_NEAR] ? steps : f[ROLE_ELSEWHERE_NEAR];
	}
}

static void see_words(const struct confidence_tables *tables, const struct view *item, double *f)
{
	const struct mention *mention = &item->document->mentions[item->mention];
	struct str trigger = item->document->sentences[item->event->sentence].tokens[item->event->trigger].lemma;
	const float *habit = tables_habit(tables, item->event->type, trigger);
	const float *bent = tables_bent(tables, item->event->type, item->document->sentences[mention->sentence].tokens[mention->head].lemma);
	f[ROLE_HABIT] = (double)habit[item->role];
	f[ROLE_OTHER_HABIT] = (double)habit[!item->role];
	f[ROLE_BENT] = (double)bent[item->role];
	f[ROLE_OTHER_BENT] = (double)bent[!item->role];
}

static void see(const struct confidence_tables *tables, const struct view *item, double f[ROLE_FEATURE_COUNT])
{
	const struct token *tokens = item->document->sentences[item->event->sentence].tokens;
	int32_t trigger = (int32_t)item->event->trigger, head = (int32_t)item->document->mentions[item->mention].head;
	memset(f, 0, ROLE_FEATURE_COUNT * sizeof *f);
	see_way(tokens, trigger, head, f);
	see_row(item, tokens, trigger, head, f);
	see_others(item, tokens, head, f);
	see_party(item, f);
	see_event(item, tokens, trigger, f);
	see_elsewhere(item, tokens, f);
	see_words(tables, item, f);
}

void party_see(const struct confidence_tables *tables, const struct document *document, const struct event *event, const struct near_records *near, struct party *party)
{
	size_t mentions = times_mentioned(document, party->mention);
	for (enum role role = 0; role < ROLE_COUNT; role++) {
		struct view item = {document, event, role, party->mention, &party->who, near};
		see(tables, &item, party->seen[role]);
		party->seen[role][ROLE_MENTIONS] = (double)mentions;
	}
}

/* --- whose turn ------------------------------------------------------------------------------------- */

/* "Kurdish-controlled territory", in a record of who controls it, is no party to that. */
static bool holds_trigger(const struct mention *mention, const struct event *event)
{
	return mention->first <= event->trigger && event->trigger <= mention->last;
}

size_t parties_near(const struct document *document, const struct event *event, const struct confidence_who *who, struct party parties[MOST_PARTIES])
{
	size_t first, end = mentions_near(document, event, &first), count = 0;
	for (size_t m = first; m < end; m++) {
		if (!may_take_part(&document->mentions[m]) || holds_trigger(&document->mentions[m], event))
			continue;
		struct party *party = &parties[count++];
		party->mention = m;
		party->who = (struct actor){.token = NO_INDEX};
		who->resolve(who->context, document, m, &party->who);
	}
	return count;
}

/* --- their names ------------------------------------------------------------------------------------ */

const struct tree_features *role_features(void)
{
	static const char *const names[] = {
#define X(name, text) text,
		ROLE_FEATURES(X)
#undef X
	};
	static const struct tree_features features = {ROLE_FEATURE_COUNT, names};
	return &features;
}
