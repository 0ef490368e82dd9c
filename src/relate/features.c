/* features.c: what the linear model sees of two parties in a sentence, as text such as "c1:agree" or
 * "ev:AR:YIELD:planned". The trainer gets the same text from train/relate/dump.c, so the two cannot differ. */
#include <stdarg.h>
#include <stdio.h>

#include "window.h"

enum { FEATURE_MAX = 200, MOST_PREDICATES = 4, MOST_CLIMB = 24 };

struct sink {
	const struct document *document;
	const struct relate_parties *parties;
	struct window window;
	relate_feature *feature;
	void *context;
};

/* "%.*s" pieces; what is longer than FEATURE_MAX is cut, for training and use alike. */
static void emit(const struct sink *sink, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void emit(const struct sink *sink, const char *format, ...)
{
	char text[FEATURE_MAX];
	va_list arguments;
	va_start(arguments, format);
	int length = vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	if (length > 0)
		sink->feature(sink->context, (struct str){text, (size_t)length < sizeof text ? (size_t)length : sizeof text - 1});
}

static const struct word *word_at(const struct sink *sink, int32_t i) { return &sink->window.words[i]; }

static struct str rel_name(const struct word *word) { return deprel_name(word->token->deprel); }

static bool is_proper(const struct word *word) { return word->token->upos == UPOS_PROPN; }

static bool is_number(const struct word *word) { return word->token->upos == UPOS_NUM; }

static struct str general(const struct word *word)
{
	if (word->role == ROLE_ACTOR)
		return STR("@A");
	if (word->role == ROLE_RECIPIENT)
		return STR("@R");
	return is_proper(word) ? STR("@N") : is_number(word) ? STR("@#") : word->lemma;
}

/* --- the row of words ---------------------------------------------------------------------- */

static bool is_skipped(const struct word *word)
{
	return word->token->upos == UPOS_PUNCT || word->token->upos == UPOS_DET || word->token->upos == UPOS_SYM;
}

/* 1: before both parties, 2: between them, 3: behind both. */
static int zone_of(const struct sink *sink, int32_t i)
{
	int32_t a = sink->window.party[ROLE_ACTOR], b = sink->window.party[ROLE_RECIPIENT];
	int32_t low = a < b ? a : b, high = a < b ? b : a;
	return i < low ? 1 : i > high ? 3 : 2;
}

static void word_features(const struct sink *sink)
{
	struct str before[3] = {STR("^"), STR("^"), STR("^")};
	uint8_t last_role = ROLE_NONE;
	for (int32_t i = 0; i < sink->window.count; i++) {
		const struct word *word = word_at(sink, i);
		if (word->role != ROLE_NONE && word->token->upos != UPOS_PUNCT)
			emit(sink, "%c:%.*s", word->role == ROLE_ACTOR ? 'a' : 'r', STR_ARG(word->lemma));
		if (is_skipped(word) || (word->role != ROLE_NONE && word->role == last_role))
			continue;
		last_role = word->role;
		struct str now = general(word);
		if (word->role == ROLE_NONE) {
			emit(sink, "w:%.*s", STR_ARG(word->lemma));
			emit(sink, "z%d:%.*s", zone_of(sink, i), STR_ARG(word->lemma));
			if (word->on_path)
				emit(sink, "p:%.*s", STR_ARG(word->lemma));
		}
		emit(sink, "b:%.*s %.*s", STR_ARG(before[2]), STR_ARG(now));
		emit(sink, "t:%.*s %.*s %.*s", STR_ARG(before[1]), STR_ARG(before[2]), STR_ARG(now));
		emit(sink, "s:%.*s _ %.*s", STR_ARG(before[1]), STR_ARG(now));
		before[0] = before[1];
		before[1] = before[2];
		before[2] = now;
	}
}

/* --- predicates ---------------------------------------------------------------------------- */

static bool is_clause(unsigned deprel)
{
	return deprel == REL_xcomp || deprel == REL_ccomp || deprel == REL_advcl || deprel == REL_acl || deprel == REL_acl_relcl ||
	       deprel == REL_parataxis || deprel == REL_root || deprel == REL_csubj;
}

static bool is_predicate(const struct word *word)
{
	return word->token->upos == UPOS_VERB || is_clause(word->token->deprel);
}

static int32_t next_child(const struct sink *sink, int32_t parent, int32_t child)
{
	const struct word *word = word_at(sink, parent);
	int32_t index = child < 0 ? word->token->first_child : word_at(sink, child)->token->next_sibling;
	return index < 0 ? -1 : word->base + index;
}

#define FOR_CHILDREN(sink, parent, child) \
	for (int32_t child = next_child(sink, parent, -1); child >= 0; child = next_child(sink, parent, child))

static struct str case_of(const struct sink *sink, int32_t i)
{
	FOR_CHILDREN(sink, i, child)
		if (word_at(sink, child)->token->deprel == REL_case || word_at(sink, child)->token->deprel == REL_mark)
			return word_at(sink, child)->lemma;
	return STR("");
}

static bool is_negation(const struct word *word)
{
	return str_equal(word->lemma, STR("not")) || str_equal(word->lemma, STR("never")) || str_equal(word->lemma, STR("n't")) ||
	       str_equal(word->lemma, STR("no"));
}

/* Tense, voice and polarity: "will", "must not", "pass". */
static void predicate_shape(const struct sink *sink, int32_t i, char *shape, size_t size)
{
	size_t at = 0;
	FOR_CHILDREN(sink, i, child) {
		const struct word *word = word_at(sink, child);
		unsigned rel = word->token->deprel;
		bool auxiliary = (rel == REL_aux && !str_equal(word->lemma, STR("have")) && !str_equal(word->lemma, STR("do")) &&
		                  !str_equal(word->lemma, STR("be"))) || is_negation(word);
		if ((auxiliary || rel == REL_aux_pass) && at + word->lemma.length + 2 < size) {
			struct str name = rel == REL_aux_pass ? STR("pass") : word->lemma;
			at += (size_t)snprintf(shape + at, size - at, "%.*s ", STR_ARG(name));
		}
	}
	unsigned tag = word_at(sink, i)->token->xpos;
	snprintf(shape + at, size - at, "%s", at ? "" : tag == XPOS_VB ? "inf" : tag == XPOS_VBG ? "ing" : "");
}

static bool is_function(unsigned rel)
{
	return rel == REL_punct || rel == REL_det || rel == REL_case || rel == REL_mark || rel == REL_cc;
}

static void predicate_features(const struct sink *sink, const char *name, int32_t i)
{
	const struct word *word = word_at(sink, i);
	char shape[48] = "";
	predicate_shape(sink, i, shape, sizeof shape);
	emit(sink, "%s:%.*s", name, STR_ARG(word->lemma));
	emit(sink, "%s~%s", name, shape);
	emit(sink, "%s:%.*s~%s", name, STR_ARG(word->lemma), shape);
	FOR_CHILDREN(sink, i, child) {
		const struct word *other = word_at(sink, child);
		unsigned rel = other->token->deprel;
		if (is_function(rel))
			continue;
		struct str what = general(other), relation = rel_name(other), prep = case_of(sink, child);
		emit(sink, "%s>%.*s %.*s:%.*s", name, STR_ARG(relation), STR_ARG(prep), STR_ARG(what));
		emit(sink, "%s:%.*s>%.*s %.*s:%.*s", name, STR_ARG(word->lemma), STR_ARG(relation), STR_ARG(prep), STR_ARG(what));
		if (other->role == ROLE_NONE && !is_proper(other) && (rel == REL_obj || rel == REL_compound_prt))
			emit(sink, "vo:%.*s %.*s", STR_ARG(word->lemma), STR_ARG(what));
	}
}

/* The predicate that governs word I; *RELATION is how the last word below it hangs on it. */
static int32_t predicate_above(const struct sink *sink, int32_t i, const struct word **below)
{
	*below = word_at(sink, i);
	for (int steps = 0; steps < MOST_CLIMB; steps++) {
		*below = word_at(sink, i);
		if ((*below)->head < 0)
			return steps ? i : -1;
		i = (*below)->head;
		if (is_predicate(word_at(sink, i)))
			return i;
	}
	return -1;
}

static int32_t complement_of(const struct sink *sink, int32_t i)
{
	int32_t adverbial = -1;
	FOR_CHILDREN(sink, i, child) {
		unsigned rel = word_at(sink, child)->token->deprel;
		if (rel == REL_xcomp || rel == REL_ccomp)
			return child;
		if (rel == REL_parataxis || rel == REL_conj)
			adverbial = adverbial < 0 ? child : adverbial;
	}
	return adverbial;
}

/* "said > will > release": the party's predicate and what it governs, step by step. */
static void chain_features(const struct sink *sink, char role, int32_t predicate)
{
	char name[4] = {role, '1', '\0', '\0'};
	int32_t above = -1;
	for (int step = 0; predicate >= 0 && step < MOST_PREDICATES; step++) {
		name[1] = (char)('1' + step);
		predicate_features(sink, name, predicate);
		if (above >= 0)
			emit(sink, "%s>%.*s>%.*s", name, STR_ARG(word_at(sink, above)->lemma), STR_ARG(word_at(sink, predicate)->lemma));
		above = predicate;
		predicate = complement_of(sink, predicate);
	}
}

/* The nouns and relations between a party and its predicate: "the UN's call for": call. */
static void link_features(const struct sink *sink, char role, int32_t party)
{
	int32_t i = party;
	for (int steps = 0; steps < MOST_CLIMB; steps++) {
		const struct word *word = word_at(sink, i);
		struct str relation = rel_name(word), prep = case_of(sink, i);
		if (word->head < 0)
			return;
		const struct word *above = word_at(sink, word->head);
		if (above->role != word->role)
			emit(sink, "%cl%d:%.*s %.*s<%.*s", role, steps ? 2 : 1, STR_ARG(relation), STR_ARG(prep), STR_ARG(general(above)));
		if (is_predicate(above))
			return;
		if (above->role == ROLE_NONE)
			emit(sink, "%cn:%.*s", role, STR_ARG(above->lemma));
		i = word->head;
	}
}

static void upward_features(const struct sink *sink, char role, int32_t predicate)
{
	const struct word *below;
	int32_t above = predicate_above(sink, predicate, &below);
	if (above < 0)
		return;
	emit(sink, "%cu:%.*s", role, STR_ARG(word_at(sink, above)->lemma));
	emit(sink, "%cu:%.*s<%.*s %.*s", role, STR_ARG(word_at(sink, above)->lemma), STR_ARG(rel_name(below)),
	     STR_ARG(word_at(sink, predicate)->lemma));
}

static void party_features(const struct sink *sink)
{
	int32_t predicate[3] = {-1, -1, -1};
	const struct word *below[3] = {NULL, NULL, NULL};
	for (int role = ROLE_ACTOR; role <= ROLE_RECIPIENT; role++) {
		char letter = role == ROLE_ACTOR ? 'A' : 'R';
		int32_t party = sink->window.party[role];
		if (party < 0) {
			emit(sink, "no%c", letter);
			continue;
		}
		link_features(sink, letter, party);
		predicate[role] = predicate_above(sink, party, &below[role]);
		if (predicate[role] < 0)
			continue;
		emit(sink, "%crel:%.*s", letter, STR_ARG(rel_name(below[role])));
		chain_features(sink, letter, predicate[role]);
		upward_features(sink, letter, predicate[role]);
	}
	if (predicate[1] < 0 || predicate[2] < 0)
		return;
	struct str a = word_at(sink, predicate[1])->lemma, b = word_at(sink, predicate[2])->lemma;
	emit(sink, "%s:%.*s/%.*s", predicate[1] == predicate[2] ? "same" : "pair", STR_ARG(rel_name(below[1])), STR_ARG(rel_name(below[2])));
	emit(sink, "%s:%.*s>%.*s", predicate[1] == predicate[2] ? "same" : "pair", STR_ARG(a), STR_ARG(b));
}

/* --- the path between the parties ---------------------------------------------------------- */

static void path_features(const struct sink *sink)
{
	char path[FEATURE_MAX] = "";
	size_t at = 0;
	for (int32_t i = 0; i < sink->window.count; i++) {
		const struct word *word = word_at(sink, i);
		if (!word->on_path || word->role != ROLE_NONE)
			continue;
		int written = snprintf(path + at, sizeof path - at, " %.*s", STR_ARG(general(word)));
		at += written > 0 && at + (size_t)written < sizeof path ? (size_t)written : 0;
	}
	int32_t a = sink->window.party[ROLE_ACTOR], b = sink->window.party[ROLE_RECIPIENT];
	if (a >= 0 && b >= 0)
		emit(sink, "path:%s%s", a < b ? "AR" : "RA", path);
}

/* --- events that the codebook found -------------------------------------------------------- */

static const char *const factuality_names[] = {"actual", "negated", "planned", "conditional", "possible"};

static bool touches(const struct actor *actors, size_t count, const struct span *spans, size_t span_count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < span_count; k++)
			if (actors[i].span.start < spans[k].end && spans[k].start < actors[i].span.end)
				return true;
	return false;
}

static void event_feature(const struct sink *sink, const struct event *event)
{
	const struct relate_parties *p = sink->parties;
	bool aa = touches(event->actors, event->actor_count, p->actors, p->actor_count);
	bool rr = touches(event->recipients, event->recipient_count, p->recipients, p->recipient_count) ||
	          (event->reciprocal && touches(event->actors, event->actor_count, p->recipients, p->recipient_count));
	bool ar = touches(event->recipients, event->recipient_count, p->actors, p->actor_count);
	bool ra = touches(event->actors, event->actor_count, p->recipients, p->recipient_count);
	const char *match = aa && rr ? "AR" : ar && ra ? "RA" : aa ? "A" : rr ? "R" : ar || ra ? "x" : "-";
	const char *fact = factuality_names[event->factuality];
	const char *kind = event->kind == RECORD_EVENT ? "ev" : "rel";
	emit(sink, "%s:%.*s", kind, STR_ARG(event->type));
	emit(sink, "%s:%s:%.*s", kind, match, STR_ARG(event->type));
	emit(sink, "%s:%s:%.*s:%s", kind, match, STR_ARG(event->type), fact);
	emit(sink, "%s:%s:%.*s:%.*s:%s", kind, match, STR_ARG(event->type), STR_ARG(event->mode), fact);
}

static void event_features(const struct sink *sink)
{
	size_t seen = 0;
	for (size_t i = 0; i < sink->document->event_count; i++) {
		const struct event *event = &sink->document->events[i];
		if (event->sentence < sink->window.first_sentence || event->sentence > sink->window.last_sentence)
			continue;
		event_feature(sink, event);
		seen += event->kind == RECORD_EVENT;
	}
	emit(sink, "events:%zu", seen < 4 ? seen : 4);
}

void relate_features(const struct document *document, const struct relate_parties *parties, relate_feature *feature, void *context)
{
	struct sink sink = {document, parties, window_make(document, parties), feature, context};
	emit(&sink, "bias");
	word_features(&sink);
	party_features(&sink);
	path_features(&sink);
	event_features(&sink);
}
