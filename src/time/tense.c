/* tense.c: which way a date without a year points, and which matches are no dates, from tags and trees. */
#include "time/finder.h"

#include "base/day.h"

#define CLIMB_MOST 40
#define TENSE_PRESENT ((enum tense)100) /* still to be judged by how the date hangs on the verb */

static struct str lower(const struct token *token, char out[WORD_MOST + 1])
{
	if (token->form.length > WORD_MOST)
		return (struct str){0};
	for (size_t i = 0; i < token->form.length; i++)
		out[i] = ascii_is_upper((unsigned char)token->form.data[i]) ? (char)(token->form.data[i] | 32) : token->form.data[i];
	return (struct str){out, token->form.length};
}

static bool token_is(const struct finder *f, size_t token, enum time_class class_)
{
	char text[WORD_MOST + 1];
	return time_is(f->tables, lower(&f->sentence->tokens[token], text), class_);
}

struct verb_group { /* the auxiliaries of a predicate */
	bool modal, have, past_be, present_be, infinitive, any_aux;
};

static struct verb_group auxiliaries(const struct sentence *s, size_t predicate)
{
	struct verb_group group = {0};
	for (int32_t i = s->tokens[predicate].first_child; i >= 0; i = s->tokens[i].next_sibling) {
		const struct token *child = &s->tokens[i];
		bool aux = child->deprel == REL_aux || child->deprel == REL_aux_pass || child->deprel == REL_cop;
		if (child->deprel == REL_mark && child->xpos == XPOS_TO)
			group.infinitive = true;
		if (!aux)
			continue;
		group.any_aux = true;
		char text[WORD_MOST + 1];
		struct str form = lower(child, text);
		bool have = str_equal(form, STR("have")) || str_equal(form, STR("has")) || str_equal(form, STR("had")) || str_equal(form, STR("'ve"));
		if (child->xpos == XPOS_MD)
			group.modal = true;
		else if (have || child->xpos == XPOS_VBN)
			group.have = true;
		else if (child->xpos == XPOS_VBD)
			group.past_be = true;
		else if (child->xpos == XPOS_VBZ || child->xpos == XPOS_VBP)
			group.present_be = true;
	}
	return group;
}

/* Present tense: "meets on Friday" is to come, but a headline's and a reporting verb's present is past. */
static enum tense present_tense(const struct finder *f, size_t predicate)
{
	return f->title || token_is(f, predicate, TC_speech) ? TENSE_PAST : TENSE_PRESENT;
}

/* The tense of a predicate, TENSE_NONE when it has none of its own (infinitives, participles). */
static enum tense predicate_tense(const struct finder *f, size_t predicate)
{
	const struct token *token = &f->sentence->tokens[predicate];
	struct verb_group group = auxiliaries(f->sentence, predicate);
	if (group.have || group.past_be)
		return TENSE_PAST;
	if (group.modal)
		return TENSE_FUTURE;
	if (group.present_be)
		return token->xpos == XPOS_VBG ? TENSE_PRESENT : present_tense(f, predicate);
	switch (token->xpos) {
	case XPOS_VBD: return TENSE_PAST;
	case XPOS_VBZ:
	case XPOS_VBP: return present_tense(f, predicate);
	case XPOS_VB: return group.infinitive ? (f->title && token->head < 0 ? TENSE_FUTURE : TENSE_NONE) : TENSE_FUTURE;
	default: return TENSE_NONE;
	}
}

static bool is_predicate(const struct sentence *s, size_t token)
{
	unsigned upos = s->tokens[token].upos;
	if (upos == UPOS_VERB || upos == UPOS_AUX)
		return true;
	for (int32_t i = s->tokens[token].first_child; i >= 0; i = s->tokens[i].next_sibling)
		if (s->tokens[i].deprel == REL_cop)
			return true;
	return false;
}

static bool is_clause(unsigned deprel)
{
	return deprel == REL_xcomp || deprel == REL_ccomp || deprel == REL_acl || deprel == REL_advcl || deprel == REL_csubj;
}

/* Does FROM, a dependent of the word AT, name what AT is about? */
static bool is_content(const struct finder *f, size_t at, size_t from)
{
	unsigned deprel = f->sentence->tokens[from].deprel;
	if (is_clause(deprel))
		return true;
	return f->sentence->tokens[at].upos == UPOS_NOUN ? deprel == REL_nmod : deprel == REL_obj;
}

/* "scheduled for Friday", "plans to meet on Friday", "a call for talks on Friday" look forward; "he vowed on Friday" and
 * "Friday's call" do not: there the date is that of the vow. OWN: the date hangs on the word AT itself. */
static bool looks_forward(const struct finder *f, size_t at, size_t from, bool own)
{
	const struct token *token = &f->sentence->tokens[at];
	bool finite = token->xpos == XPOS_VBD || token->xpos == XPOS_VBZ || token->xpos == XPOS_VBP;
	if (token_is(f, at, TC_plan) && !finite)
		return true;
	return !own && (token_is(f, at, TC_aim) || token_is(f, at, TC_plan)) && is_content(f, at, from);
}

/* The word of the expression that the rest of the sentence governs. */
static size_t head_of(const struct sentence *s, size_t first, size_t last)
{
	for (size_t i = first; i <= last; i++)
		if (s->tokens[i].head < 0 || (size_t)s->tokens[i].head < first || (size_t)s->tokens[i].head > last)
			return i;
	return first;
}

/* "since March" is past whatever the verb. */
static bool looks_back(const struct finder *f, size_t first)
{
	char text[WORD_MOST + 1];
	return first > 0 && time_is(f->tables, lower(&f->sentence->tokens[first - 1], text), TC_pastward);
}

/* "AFTER police shot him on Sunday", "FOLLOWING the attack on Friday", "is fined FOR hijacking a ship in March": before what a present tense tells. */
static bool is_what_came_before(const struct finder *f, size_t at)
{
	const struct sentence *s = f->sentence;
	for (int32_t i = s->tokens[at].first_child; i >= 0; i = s->tokens[i].next_sibling) {
		struct str form = s->tokens[i].form;
		if (s->tokens[i].deprel != REL_case && s->tokens[i].deprel != REL_mark)
			continue;
		if (str_equal_nocase(form, STR("after")) || str_equal_nocase(form, STR("following")) ||
		    (str_equal_nocase(form, STR("for")) && s->tokens[at].xpos == XPOS_VBG))
			return true;
	}
	return false;
}

enum tense time_tense(const struct finder *f, size_t first, size_t last)
{
	const struct sentence *s = f->sentence;
	if (looks_back(f, first))
		return TENSE_PAST;
	if (s->root < 0 || last >= s->count)
		return TENSE_NONE;
	size_t at = head_of(s, first, last);
	bool through_noun = false, before = false;
	for (size_t climbed = 0; climbed < CLIMB_MOST && s->tokens[at].head >= 0 && (size_t)s->tokens[at].head < s->count; climbed++) {
		size_t from = at;
		at = (size_t)s->tokens[at].head;
		if (looks_forward(f, at, from, climbed == 0))
			return TENSE_FUTURE;
		for (int32_t i = s->tokens[at].first_child; i >= 0; i = s->tokens[i].next_sibling)
			if (s->tokens[i].deprel == REL_amod && token_is(f, (size_t)i, TC_plan))
				return TENSE_FUTURE;
		enum tense tense = is_predicate(s, at) ? predicate_tense(f, at) : TENSE_NONE;
		if (tense == TENSE_PRESENT)
			return before ? TENSE_PAST : through_noun && !f->ahead ? TENSE_NEAR : TENSE_FUTURE;
		if (tense != TENSE_NONE)
			return tense;
		before = before || is_what_came_before(f, at);
		if (s->tokens[at].xpos == XPOS_VBN && !auxiliaries(s, at).any_aux)
			return TENSE_PAST; /* "the vote held on Friday", "as forecast in July" */
		through_noun = through_noun || s->tokens[at].upos == UPOS_NOUN || s->tokens[at].upos == UPOS_PROPN;
	}
	return TENSE_NONE;
}

/* --- what is no time expression --------------------------------------------------------------- */

static const struct piece *piece_before(const struct finder *f, size_t at) { return at ? &f->lattice.pieces[at - 1] : NULL; }
static const struct piece *piece_after(const struct finder *f, size_t end) { return end < f->lattice.count ? &f->lattice.pieces[end] : NULL; }

static bool piece_is(const struct finder *f, const struct piece *piece, enum time_class class_)
{
	return piece && piece->length && time_is(f->tables, (struct str){piece->text, piece->length}, class_);
}

/* "Sunday Times": a capitalised weekday, month or word that the next capitalised name governs. */
static bool part_of_name(const struct finder *f, size_t first, size_t last)
{
	const struct sentence *s = f->sentence;
	if (s->root < 0 || last + 1 >= s->count)
		return false;
	const struct token *head = &s->tokens[head_of(s, first, last)], *next = &s->tokens[last + 1];
	bool name = next->upos == UPOS_PROPN && next->form.length && ascii_is_upper((unsigned char)next->form.data[0]);
	return name && head->deprel == REL_compound && head->head == (int32_t)last + 1;
}

static bool opens_range(const struct finder *f, const struct match *m)
{
	if (m->end + 1 >= f->lattice.count || f->lattice.pieces[m->end].text[0] != '-')
		return false;
	const struct piece *next = &f->lattice.pieces[m->end + 1];
	return next->length == 4 && ascii_is_digit((unsigned char)next->text[0]);
}

/* A bare number that counts something: "2000 troops", "flight 1990", "$ 1999". */
static bool is_count(const struct finder *f, const struct match *m)
{
	const struct piece *before = piece_before(f, m->start), *after = piece_after(f, m->end);
	if ((piece_is(f, before, TC_notbefore) && !opens_range(f, m)) || piece_is(f, after, TC_notafter))
		return true;
	if (before && before->glued && (before->text[0] == '-' || before->text[0] == '/' || before->text[0] == '.'))
		return m->start < 2 || f->lattice.pieces[m->start - 2].text[0] != 'm';
	const struct token *token = &f->sentence->tokens[f->lattice.pieces[m->start].token];
	int32_t value = slot_value(m, TC_year, 0);
	bool counts = f->sentence->root >= 0 && token->deprel == REL_nummod && token->head > (int32_t)f->lattice.pieces[m->start].token &&
	              f->sentence->tokens[token->head].xpos == XPOS_NNS;
	if (counts && (value % 100 == 0 || value < 1800 || value > 2100))
		return !before || strcmp(before->text, "the") != 0;
	return false;
}

/* Without a preposition before it, only a likely year is one. */
static bool unlikely_year(const struct finder *f, const struct match *m)
{
	static const char *const openers[] = {"in", "since", "until", "by", "from", "before", "after", "of", "to", "and", "-", "(", ",", "early", "late", "during"};
	int32_t value = slot_value(m, TC_year, 0);
	if (value >= 1500 && value <= 2100)
		return false;
	const struct piece *before = piece_before(f, m->start);
	for (size_t i = 0; before && i < sizeof openers / sizeof *openers; i++)
		if (strcmp(before->text, openers[i]) == 0)
			return value < 1000;
	return true;
}

static bool lone_month_implausible(const struct finder *f, const struct match *m, size_t first)
{
	const struct token *token = &f->sentence->tokens[first];
	const struct piece *piece = &f->lattice.pieces[m->start];
	const struct piece *next = piece_after(f, m->end);
	if (next && next->length <= 2 && ascii_is_digit((unsigned char)next->text[0]))
		return true; /* its day was refused: "the March 23 Movement", "February 30" */
	if (f->sentence->root < 0)
		return false;
	bool ambiguous = strcmp(piece->text, "may") == 0 || strcmp(piece->text, "march") == 0 || strcmp(piece->text, "august") == 0 ||
	                 piece->length <= 3;
	if (token->upos == UPOS_VERB || token->upos == UPOS_AUX)
		return true;
	/* "Theresa May", "April Smith": a name runs on */
	bool named = first + 1 < f->sentence->count && f->sentence->tokens[first + 1].deprel == REL_flat &&
	             f->sentence->tokens[first + 1].head == (int32_t)first && ascii_is_alpha((unsigned char)f->sentence->tokens[first + 1].form.data[0]);
	if (named)
		return true;
	bool flat = token->deprel == REL_flat && token->head >= 0 && (size_t)token->head + 1 == first;
	bool event = first > 0 && f->sentence->tokens[first - 1].head == (int32_t)first && f->sentence->tokens[first - 1].deprel == REL_compound;
	return flat || event || /* "the Pride March" */ (ambiguous && token->deprel == REL_nsubj && first + 1 < f->sentence->count && f->sentence->tokens[first + 1].upos == UPOS_VERB);
}

/* "the March 23 Movement" */
static bool names_movement(const struct finder *f, const struct match *m)
{
	const struct piece *after = piece_after(f, m->end);
	return after && after->capital && timex_match_slot(m, TC_month, 0) && !timex_match_slot(m, TC_year, 0) && piece_is(f, after, TC_notafter);
}

/* "USA Today", "Daily Mail": a capitalised word inside a sentence that is tagged as a name. */
static bool word_is_name(const struct finder *f, const struct match *m, size_t first)
{
	const struct token *token = &f->sentence->tokens[first];
	const struct piece *next = piece_after(f, m->end);
	if (!f->lattice.pieces[m->start].capital || f->title)
		return false;
	if (m->steps[m->context]->class_ == TC_frequency && (first > 0 || (next && next->capital)))
		return true;
	if (first == 0)
		return false;
	return token->upos == UPOS_PROPN || (first && f->sentence->tokens[first - 1].upos == UPOS_PROPN && token->deprel != REL_advmod);
}

bool time_implausible(const struct finder *f, const struct match *m, size_t first, size_t last)
{
	for (size_t i = m->start; i < m->end; i++)
		if (f->lattice.pieces[i].blocked)
			return true;
	for (size_t i = m->context; i < m->step_count; i++)
		if ((m->steps[i]->class_ == TC_month || m->steps[i]->class_ == TC_weekday) && !f->lattice.pieces[m->at[i]].capital)
			return true;
	if (names_movement(f, m))
		return true;
	const struct reading *only = m->step_count - m->context == 1 ? m->steps[m->context] : NULL;
	if (!only)
		return false;
	switch ((enum time_class)only->class_) {
	case TC_year: return is_count(f, m) || unlikely_year(f, m);
	case TC_month: return lone_month_implausible(f, m, first) || part_of_name(f, first, last);
	case TC_weekday: return f->lattice.pieces[m->start].length <= 3 || part_of_name(f, first, last);
	case TC_dayword:
	case TC_frequency:
	case TC_tonight:
	case TC_ref: return word_is_name(f, m, first);
	case TC_clock: return only->value[2] != 0;
	default: return false;
	}
}
