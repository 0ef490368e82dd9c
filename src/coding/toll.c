/* toll.c: victims of whom no act knows, told by a clause that hangs elsewhere in the tree: "attack a base in Tank, killing six", "a bombing in
 * Kabul, which killed a judge". They are those of the act of force before it. */
#include "select.h"

#define FARTHEST 4 /* words from a harm verb to the amount behind it: "more than", "at least" */

static bool is_harm(const struct reading *r, int32_t t)
{
	return r->tokens[t].upos == UPOS_VERB && (reading_is(r, t, CUE_KILL_VERB) || reading_is(r, t, CUE_WOUND_VERB));
}

/* Does CANDIDATE tell of TOKEN already, as its word, its doer or its victim? */
static bool knows(const struct candidate *candidate, int32_t token)
{
	return match_has_used(&candidate->match, token) || holds_token(candidate->merged, candidate->merged_count, token) ||
	       holds_token(candidate->recipients, candidate->recipient_count, token) || holds_token(candidate->actors, candidate->actor_count, token);
}

static bool is_known(const struct candidate *items, size_t count, int32_t token)
{
	for (size_t i = 0; i < count; i++)
		if (!items[i].dropped && knows(&items[i], token))
			return true;
	return false;
}

/* Whom the active harm verb H hurts: its object, or the amount behind it that the parser hangs elsewhere; -1. */
static int32_t victim_of(const struct reading *r, int32_t h)
{
	int32_t object = child_with(r, h, REL_obj);
	for (int32_t t = h + 1; object < 0 && t < r->count && t <= h + FARTHEST; t++) {
		if (r->tokens[t].upos == UPOS_NUM) {
			int32_t head = head_of(r, t);
			object = rel_of(r, t) == REL_nummod && head > t && is_nominal(r, head) ? head : t;
		} else if (r->tokens[t].upos != UPOS_ADV && r->tokens[t].upos != UPOS_ADP && r->tokens[t].upos != UPOS_ADJ) {
			break;
		}
	}
	bool self = object >= 0 && r->tokens[object].upos == UPOS_PRON && str_ends(r->tokens[object].form, STR("self"));
	return object > h && !self && !r->timex[object] && slot_accepts(r, object, SLOT_RECIPIENT, KIND_PERSON) ? object : -1;
}

/* ", killing six": said of the whole clause, not "for killing", "accused of wounding" */
static bool is_outcome(const struct reading *r, int32_t h)
{
	if (r->tokens[h].xpos != XPOS_VBG || h == 0 || child_with(r, h, REL_nsubj) >= 0 || child_with(r, h, REL_mark) >= 0 || child_with(r, h, REL_case) >= 0 ||
	    child_with(r, h, REL_aux) >= 0)
		return false;
	int32_t before = r->tokens[h - 1].upos == UPOS_ADV && h > 1 ? h - 2 : h - 1;
	if (rel_of(r, h) == REL_conj && head_of(r, h) >= 0 && head_of(r, h) < h && is_harm(r, head_of(r, h)))
		return is_outcome(r, head_of(r, h));
	return r->tokens[before].upos != UPOS_ADP && r->tokens[before].upos != UPOS_SCONJ && r->tokens[before].upos != UPOS_PART && r->tokens[before].upos != UPOS_AUX;
}

/* Does a clause of its own, with somebody or something else for its subject, stand between ACT and the outcome H? */
static bool is_parted(const struct reading *r, int32_t act, int32_t h)
{
	for (int32_t t = act + 1; t < h; t++) {
		unsigned rel = rel_of(r, t);
		bool clause = rel == REL_conj || rel == REL_parataxis || rel == REL_root;
		if (clause && r->tokens[t].upos == UPOS_VERB && r->clause[act] != t && (child_with(r, t, REL_nsubj) >= 0 || child_with(r, t, REL_nsubj_pass) >= 0))
			return true;
	}
	return false;
}

/* "in response to the killing of three": an act with people of its own. */
static bool has_people(const struct reading *r, const struct candidate *candidate)
{
	for (size_t i = 0; i < candidate->recipient_count; i++)
		if (!r->place[candidate->recipients[i]] && slot_accepts(r, candidate->recipients[i], SLOT_RECIPIENT, KIND_PERSON))
			return true;
	return false;
}

/* The last act of force before the outcome H, with people of its own only where no other is; NULL. */
static struct candidate *act_before(const struct reading *r, struct candidate *items, size_t count, int32_t h)
{
	struct candidate *found = NULL, *peopled = NULL;
	for (size_t i = 0; i < count; i++) {
		if (!is_killing(r, &items[i]) || items[i].match.trigger > h)
			continue;
		if (rel_of(r, h) == REL_conj && knows(&items[i], head_of(r, h))) /* "killing two and | wounding five" */
			return &items[i];
		struct candidate **best = items[i].match.noun && items[i].match.light < 0 && has_people(r, &items[i]) ? &peopled : &found;
		if (!*best || items[i].match.trigger > (*best)->match.trigger)
			*best = &items[i];
	}
	found = found ? found : peopled;
	return found && !is_parted(r, found->match.trigger, h) ? found : NULL;
}

/* "a bombing in Kabul, which KILLED a judge": the act whose phrase the place or thing stands in, which kills nobody itself; NULL. */
static struct candidate *act_around(const struct reading *r, struct candidate *items, size_t count, int32_t h)
{
	int32_t subject = rel_of(r, h) == REL_acl_relcl ? child_with(r, h, REL_nsubj) : -1;
	int32_t thing = subject >= 0 ? resolve_relative(r, subject) : -1;
	const struct mention *mention = thing >= 0 && thing != subject ? mention_of(r, thing) : NULL;
	if (thing < 0 || thing == subject || (mention && mention->can_act && !r->place[thing]))
		return NULL;
	for (int32_t t = head_of(r, thing); t >= 0; t = head_of(r, t))
		for (size_t i = 0; i < count; i++)
			if (is_killing(r, &items[i]) && items[i].match.noun && items[i].match.trigger == t)
				return &items[i];
	return NULL;
}

static bool is_form(const struct reading *r, int32_t t, const char *form) { return str_equal(r->tokens[t].form, str_of(form)); }

/* "killed", "injured", "dead" of whoever stands before it */
static bool is_said_harmed(const struct reading *r, int32_t t)
{
	unsigned upos = r->tokens[t].upos, xpos = r->tokens[t].xpos;
	bool dies = reading_is(r, t, CUE_DIE_VERB) && xpos != XPOS_VBG && (xpos != XPOS_NN || (t > 0 && r->tokens[t - 1].upos == UPOS_NUM)); /* "two die" */
	bool harmed = is_harm(r, t) && (xpos == XPOS_VBN || xpos == XPOS_VBD) && child_with(r, t, REL_obj) < 0;
	bool state = upos == UPOS_ADJ && (reading_is(r, t, CUE_DEATH_NOUN) || reading_is(r, t, CUE_INJURY_NOUN)) && rel_of(r, t) != REL_amod;
	return dies || harmed || state;
}

static void add_victims(const struct reading *r, struct candidate *act, int32_t first)
{
	int32_t group[MOST_FILLERS];
	size_t count = conjuncts(r, first, group, MOST_FILLERS);
	for (size_t i = 0; i < count && act->recipient_count < MOST_FILLERS; i++) {
		if (knows(act, group[i]) || is_said_harmed(r, group[i])) /* "one | killed" */
			continue;
		size_t at = act->recipient_count++;
		for (; at > 0 && act->recipients[at - 1] > group[i]; at--) /* in text order */
			act->recipients[at] = act->recipients[at - 1];
		act->recipients[at] = group[i];
	}
	drop_mere_places(r, act);
}

/* Who is said at HARMED to be so, behind BEHIND: its subject, or the noun or amount that stands before it; -1. */
static int32_t said_of(const struct reading *r, int32_t harmed, int32_t behind)
{
	int32_t who = child_with(r, harmed, REL_nsubj_pass) >= 0 ? child_with(r, harmed, REL_nsubj_pass) : child_with(r, harmed, REL_nsubj);
	int32_t t = harmed - 1;
	who = who > behind ? who : -1;
	while (t > behind && who < 0 && (r->tokens[t].upos == UPOS_AUX || r->tokens[t].upos == UPOS_ADV || is_form(r, t, "more") || reading_is(r, t, CUE_SPEECH_VERB)))
		t--;
	bool amount = t > behind && (r->tokens[t].upos == UPOS_NOUN || r->tokens[t].upos == UPOS_NUM || is_form(r, t, "several"));
	who = who < 0 && amount ? t : who;
	who = who > behind + 1 && is_form(r, who, "more") && is_form(r, who - 1, "several") ? who - 1 : who;
	bool people = who > behind && !r->timex[who] && r->tokens[who].upos != UPOS_PRON;
	return people && (is_form(r, who, "several") || slot_accepts(r, who, SLOT_RECIPIENT, KIND_PERSON)) ? who : -1;
}

/* "X killed | AND Y injured": the word that joins the two tolls, right behind the first; -1. */
static int32_t joint_behind(const struct reading *r, int32_t first)
{
	int32_t t = first + 1;
	if (t < r->count && r->tokens[t].upos == UPOS_PUNCT && str_equal(r->tokens[t].form, STR(",")))
		t++;
	bool joint = t < r->count && (r->tokens[t].upos == UPOS_CCONJ || reading_lemma(r, t, "while") || reading_lemma(r, t, "with"));
	return joint ? t : -1;
}

/* The second toll behind JOINT; -1. */
static int32_t harmed_behind(const struct reading *r, int32_t joint)
{
	enum { WIDEST = 7 };
	for (int32_t t = joint + 1; t < r->count && t <= joint + WIDEST; t++) {
		if (is_said_harmed(r, t))
			return t;
		if ((r->tokens[t].upos == UPOS_VERB && !reading_is(r, t, CUE_SPEECH_VERB)) || r->tokens[t].upos == UPOS_PUNCT)
			return -1;
	}
	return -1;
}

static struct candidate *act_of(const struct reading *r, struct candidate *items, size_t count, int32_t victim)
{
	for (size_t i = 0; i < count; i++)
		if (is_killing(r, &items[i]) && holds_token(items[i].recipients, items[i].recipient_count, victim))
			return &items[i];
	return NULL;
}

/* The one act of force that the sentence tells, where it has no people yet; NULL. */
static struct candidate *only_act(const struct reading *r, struct candidate *items, size_t count)
{
	struct candidate *found = NULL;
	for (size_t i = 0; i < count; i++) {
		if (is_killing(r, &items[i]) && found)
			return NULL;
		found = is_killing(r, &items[i]) ? &items[i] : found;
	}
	return found && !found->entry->reciprocal && !has_people(r, found) ? found : NULL;
}

/* "One killed and six were injured in airstrikes", "leaves one dead and three injured": both tolls are of one act. */
static void add_paired(const struct reading *r, struct candidate *items, size_t count, int32_t first)
{
	int32_t joint = joint_behind(r, first), second = joint < 0 ? -1 : harmed_behind(r, joint);
	int32_t one = second < 0 ? -1 : said_of(r, first, -1), other = one < 0 ? -1 : said_of(r, second, joint);
	if (other < 0 || act_of(r, items, count, first) || act_of(r, items, count, second) || (is_form(r, other + 1, "more") && is_known(items, count, other + 1))) /* "20 | more", "four | dead" */
		return;
	struct candidate *of_one = act_of(r, items, count, one), *of_other = act_of(r, items, count, other);
	struct candidate *only = of_one || of_other || is_known(items, count, one) || is_known(items, count, other) ? NULL : only_act(r, items, count);
	if ((of_one && !is_known(items, count, other)) || only)
		add_victims(r, of_one ? of_one : only, other);
	if ((of_other && !is_known(items, count, one)) || only)
		add_victims(r, of_other ? of_other : only, one);
}

void add_toll(const struct reading *r, struct candidate *items, size_t count)
{
	for (int32_t h = 1; h < r->count && count > 0; h++) {
		if (is_said_harmed(r, h))
			add_paired(r, items, count, h);
		if (!is_harm(r, h) || is_known(items, count, h))
			continue;
		int32_t victim = victim_of(r, h);
		if (victim < 0 || is_known(items, count, victim))
			continue;
		struct candidate *act = is_outcome(r, h) ? act_before(r, items, count, h) : act_around(r, items, count, h);
		if (!act)
			continue;
		add_victims(r, act, victim);
		if (act->merged_count < MOST_MERGED)
			act->merged[act->merged_count++] = h;
	}
}
