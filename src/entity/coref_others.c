/* coref_others.c: numbers and "others" without a noun of their own: "three soldiers are killed and four others injured", "injures 250 more",
 * "60 Palestinians, including 20 in Tuffah", "the two". They are of the kind that they are counted among. */
#include "coref.h"

enum { CLAUSES_UP = 4 };

static const struct token *tokens_of(const struct finder *finder, size_t i)
{
	return finder->document->sentences[finder->mentions[i].sentence].tokens;
}

static struct str number_of(const struct finder *finder, size_t i)
{
	const struct token *tokens = tokens_of(finder, i), *head = coref_head(finder, i);
	for (int32_t c = head->first_child; c >= 0; c = tokens[c].next_sibling)
		if (tokens[c].deprel == REL_nummod)
			return tokens[c].form;
	return head->upos == UPOS_NUM ? head->form : (struct str){0};
}

static bool is_others(const struct finder *finder, size_t i)
{
	const struct token *head = coref_head(finder, i);
	return finder->mentions[i].kind == MENTION_NOMINAL &&
	       (head->upos == UPOS_NUM || str_equal_nocase(head->form, STR("others")) || str_equal_nocase(head->form, STR("more")) ||
	        str_equal_nocase(head->form, STR("another")));
}

/* People whom a noun or a name of a people tells. */
static bool tells_kind(const struct finder *finder, size_t j, bool several)
{
	const struct mention *mention = &finder->mentions[j];
	bool people = (mention->kind == MENTION_NOMINAL && mention->animate) || number_of(finder, j).length > 0 || mention->class_ == ENTITY_PEOPLE || mention->class_ == ENTITY_ARMED_GROUP;
	bool soldier = str_equal(mention->sector, STR("MIL")); /* "a soldier is killed and four others are injured"; with a policeman it may be anybody */
	return people && !mention->is_place_only && (!several || mention->plural || number_of(finder, j).length > 0 || soldier);
}

/* Whom VERB of I's sentence is done to, before I; or NO_INDEX. */
static size_t patient_of(const struct finder *finder, size_t i, int32_t verb, bool several)
{
	const struct token *tokens = tokens_of(finder, i);
	size_t subject = NO_INDEX;
	bool object = false;
	for (int32_t c = tokens[verb].first_child; c >= 0; c = tokens[c].next_sibling) {
		size_t m = coref_mention_at(finder, finder->mentions[i].sentence, c);
		object = object || tokens[c].deprel == REL_obj;
		if (m == NO_INDEX || m >= i || !tells_kind(finder, m, several))
			continue;
		if (tokens[c].deprel == REL_obj || tokens[c].deprel == REL_nsubj_pass)
			return m;
		if (tokens[c].deprel == REL_nsubj)
			subject = m;
	}
	return object ? NO_INDEX : subject; /* "two soldiers died and three others were hurt" */
}

/* "20" of "60 Palestinians, including 20 in Tuffah": those named last before. */
static size_t whole_of(const struct finder *finder, size_t i)
{
	if (!str_equal_nocase(scene_case(&finder->scenes[finder->mentions[i].sentence], finder->mentions[i].head), STR("include")))
		return NO_INDEX;
	for (size_t j = i; j-- > 0 && finder->mentions[j].sentence == finder->mentions[i].sentence;)
		if (tells_kind(finder, j, true))
			return j;
	return NO_INDEX;
}

/* Those to whom the same or the like was done in a clause before. */
static size_t counted_before(const struct finder *finder, size_t i)
{
	const struct token *tokens = tokens_of(finder, i), *head = coref_head(finder, i);
	bool several = !str_equal_nocase(head->form, STR("another"));
	bool patient = head->deprel == REL_obj || candidate_is_subject(head->deprel);
	int32_t verb = patient ? head->head : -1;
	for (size_t up = 0; up < CLAUSES_UP && verb >= 0; up++, verb = tokens[verb].head) {
		size_t found = up > 0 ? patient_of(finder, i, verb, several) : NO_INDEX;
		if (found != NO_INDEX)
			return found;
		if (tokens[verb].deprel != REL_conj && tokens[verb].deprel != REL_advcl && tokens[verb].deprel != REL_xcomp && tokens[verb].deprel != REL_parataxis)
			break;
	}
	return NO_INDEX;
}

/* "Two officials ... the two": the last of that number in this sentence or the one before. */
static size_t same_number_before(const struct finder *finder, size_t i)
{
	struct str number = number_of(finder, i);
	for (size_t j = i; j-- > 0 && finder->mentions[j].sentence + 1 >= finder->mentions[i].sentence;)
		if (str_equal_nocase(number_of(finder, j), number) && tells_kind(finder, j, true))
			return j;
	return NO_INDEX;
}

/* Others than soldiers are soldiers; others than employees or gunmen may be anybody. */
static bool serves(struct str sector)
{
	static const char *const sectors[] = {"MIL", "COP", "REB", "GOV", NULL};
	for (size_t k = 0; sectors[k]; k++)
		if (str_equal(sector, str_of(sectors[k])))
			return true;
	return false;
}

static bool is_latter(const struct finder *finder, size_t i)
{
	const struct token *tokens = tokens_of(finder, i), *head = coref_head(finder, i);
	for (int32_t c = head->first_child; c >= 0; c = tokens[c].next_sibling)
		if (tokens[c].deprel == REL_amod && str_equal_nocase(tokens[c].form, STR("latter")))
			return true;
	return str_equal_nocase(head->form, STR("latter"));
}

/* "Ukraine sues Russia, accusing the latter": whoever was named last and takes part, by a name; a country where a noun says so. */
void coref_latter(struct finder *finder, size_t i)
{
	const struct mention *mention = &finder->mentions[i];
	bool land = mention->class_ == ENTITY_COUNTRY;
	if (mention->antecedent != NO_INDEX || mention->entity != NONE || !is_latter(finder, i))
		return;
	for (size_t j = i; j-- > 0 && finder->mentions[j].sentence + 1 >= mention->sentence;) {
		const struct mention *other = &finder->mentions[j];
		if (other->kind != MENTION_NAME || coref_head(finder, j)->deprel == REL_nmod_poss || mention_is_located(&finder->scenes[other->sentence], other->head) || (land && other->class_ != ENTITY_COUNTRY))
			continue;
		coref_set(finder, i, j);
		return;
	}
}

static bool says_another(const struct finder *finder, size_t i)
{
	const struct token *tokens = tokens_of(finder, i);
	for (int32_t c = coref_head(finder, i)->first_child; c >= 0; c = tokens[c].next_sibling)
		if (str_equal_nocase(tokens[c].form, STR("another")))
			return true;
	return false;
}

void coref_others(struct finder *finder, size_t i)
{
	struct mention *mention = &finder->mentions[i];
	if (!is_others(finder, i) || mention->antecedent != NO_INDEX || mention->country.length > 0)
		return;
	if (finder->notes[i].definite && coref_head(finder, i)->upos == UPOS_NUM && !says_another(finder, i)) { /* "the two" */
		coref_set(finder, i, same_number_before(finder, i));
		return;
	}
	size_t before = whole_of(finder, i);
	before = before == NO_INDEX ? counted_before(finder, i) : before;
	if (before == NO_INDEX)
		return;
	const struct mention *root = &finder->mentions[coref_root(finder, before)];
	const struct role_entry *role = root->entity == NONE ? NULL : lexicon_role_on(finder->lexicon, root->entity, finder->day);
	struct str sector = role && role->sector[0] ? lexicon_code(role->sector) : root->sector;
	mention->country = coref_country(finder, before);
	bool of_a_state = lexicon_entity_by_id(finder->lexicon, mention->country) != NONE; /* "four UN peacekeepers and another eight" are of none */
	if (serves(sector) || (!of_a_state && mention->country.length > 0))
		mention->sector = sector;
}
