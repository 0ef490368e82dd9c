/* patterns.c: one pattern line into steps. The grammar is in docs/codebook.md. */
#include "parse.h"

#define MOST_PIECES 64

struct piece { /* a blank-separated piece of the line, brackets on their own */
	struct str text;
	bool optional; /* stood in round brackets */
};

struct reader {
	struct parse *parse;
	struct piece pieces[MOST_PIECES];
	size_t count, at;
	struct step steps[MOST_STEPS];
	size_t step_count;
	struct pattern *pattern;
	bool in_group; /* a bracket is open while pieces are cut */
};

static bool add_piece(struct reader *reader, struct str text)
{
	if (reader->count == MOST_PIECES)
		return parse_fail(reader->parse, text, "the pattern is too long");
	reader->pieces[reader->count++] = (struct piece){text, reader->in_group};
	return true;
}

/* "(of @place|from @recipient)" holds two parts, each free to be missing. */
static bool add_pieces(struct reader *reader, struct str text)
{
	size_t bar = text.data[0] == '@' ? str_find(text, STR("|"), 0) : SIZE_MAX;
	if (bar == SIZE_MAX || bar + 1 >= text.length)
		return add_piece(reader, text);
	if (text.data[bar + 1] == '@') /* "@recipient|@place": the first has it; a recipient may be a place */
		return add_piece(reader, str_slice(text, 0, bar));
	return add_piece(reader, str_slice(text, 0, bar)) && add_piece(reader, str_slice(text, bar + 1, text.length));
}

static bool cut_pieces(struct reader *reader, struct str body)
{
	size_t start = 0;
	for (size_t i = 0; i <= body.length; i++) {
		char c = i < body.length ? body.data[i] : ' ';
		bool bracket = c == '(' || c == ')';
		if (!bracket && !ascii_is_space((unsigned char)c))
			continue;
		if (i > start && !add_pieces(reader, str_slice(body, start, i)))
			return false;
		start = i + 1;
		if (!bracket)
			continue;
		if (reader->in_group == (c == '('))
			return parse_fail(reader->parse, str_slice(body, i, i + 1), "round brackets do not pair");
		reader->in_group = c == '(';
	}
	if (reader->in_group)
		return parse_fail(reader->parse, body, "a round bracket is not closed");
	return true;
}

static struct str piece_at(const struct reader *reader, size_t at)
{
	return at < reader->count ? reader->pieces[at].text : (struct str){"", 0};
}

static bool is_slot(struct str piece) { return piece.length > 1 && piece.data[0] == '@'; }
static bool is_any(struct str piece) { return str_equal(piece, STR("*")); }
static bool is_adjective(struct str piece) { return piece.length > 1 && piece.data[0] == '+'; }

static bool cue_has(const struct reader *reader, enum cue cue, struct str word)
{
	const struct codebook *book = reader->parse->book;
	const struct word_set *set = &book->sets[book->cues[cue]];
	uint32_t id = codebook_word(book, word);
	for (size_t i = 0; id != WORD_NONE && i < set->count; i++)
		if (set->items[i].head == id && set->items[i].part_count == 1)
			return true;
	return false;
}

/* Every alternative is a preposition (or a class whose name says so). */
static bool is_preposition(const struct reader *reader, struct str piece)
{
	if (piece.length == 0 || is_slot(piece))
		return false;
	while (piece.data) {
		struct str word = str_cut(&piece, '|');
		if (word.length > 0 && word.data[0] == '%' ? !str_ends(word, STR("prep")) && !str_ends(word, STR("preposition"))
		                                           : !cue_has(reader, CUE_PREPOSITION, word))
			return false;
	}
	return true;
}

static bool is_surroundings(struct str piece) { return str_equal(piece, STR("if")) || str_equal(piece, STR("unless")); }

static bool is_plain_word(const struct reader *reader, struct str piece)
{
	return piece.length > 0 && !is_slot(piece) && !is_any(piece) && !is_adjective(piece) && piece.data[0] != '-' &&
	       !is_preposition(reader, piece) && !str_equal(piece, STR("that")) && !str_equal(piece, STR("not")) &&
	       !str_equal(piece, STR("and")) && !is_surroundings(piece);
}

static struct step *add_step(struct reader *reader, enum step_op op, bool optional)
{
	if (reader->step_count == MOST_STEPS) {
		parse_fail(reader->parse, piece_at(reader, reader->at), "the pattern has too many parts");
		return NULL;
	}
	struct step *step = &reader->steps[reader->step_count++];
	*step = (struct step){.op = (uint8_t)op, .optional = optional};
	return step;
}

static bool read_set(struct reader *reader, struct str text, bool head_first, uint32_t *set)
{
	struct item_list list = {0};
	if (!parse_words(reader->parse, text, '|', head_first, &list))
		return false;
	*set = item_finish(reader->parse->book, &list);
	return true;
}

/* PIECE is "@slot" or "@slot:kind". */
static bool read_slot_piece(struct reader *reader, struct step *step, struct str piece)
{
	static const char *const slots[SLOT_COUNT] = {"", "actor", "recipient", "place", "topic", "act"};
	static const char *const kinds[KIND_COUNT] = {"", "actor", "person", "country", "armed", "place", "body", "inside"};
	struct str tail = piece, name = str_cut(&tail, ':');
	name = str_slice(name, 1, name.length);
	step->required = str_ends(name, STR("!"));
	name.length -= step->required;
	for (uint8_t s = 1; s < SLOT_COUNT; s++)
		if (str_equal(name, str_of(slots[s])))
			step->slot = s;
	if (step->slot == SLOT_NONE)
		return parse_fail(reader->parse, piece, "unknown slot %.*s (there are @actor, @recipient, @place, @topic, @act)", STR_ARG(piece));
	if (!tail.data)
		return true;
	for (uint8_t k = 1; k < KIND_COUNT; k++)
		if (str_equal(tail, str_of(kinds[k])))
			step->kind = k;
	if (str_equal(tail, STR("people")))
		step->kind = KIND_PERSON;
	if (step->kind == KIND_ANY)
		return parse_fail(reader->parse, tail, "unknown kind \"%.*s\" (actor, person, country, armed, place, body, inside)", STR_ARG(tail));
	return true;
}

static bool read_slot(struct reader *reader, struct step *step)
{
	return read_slot_piece(reader, step, reader->pieces[reader->at++].text);
}

/* Neighbouring plain words are one list of names: "hunger strike|sit-in". */
static struct str plain_run(struct reader *reader, bool single)
{
	struct str first = reader->pieces[reader->at].text, last = first;
	bool optional = reader->pieces[reader->at].optional;
	reader->at++;
	while (!single && reader->at < reader->count && is_plain_word(reader, piece_at(reader, reader->at)) &&
	       reader->pieces[reader->at].optional == optional && !cue_has(reader, CUE_PARTICLE, last))
		last = reader->pieces[reader->at++].text;
	return (struct str){first.data, (size_t)(last.data + last.length - first.data)};
}

/* What may stand where words are due: a slot or "*", which is all then (*DONE), or an adjective before a slot or words. */
static bool read_before_words(struct reader *reader, struct step *step, bool *done)
{
	struct str piece = piece_at(reader, reader->at);
	if (is_adjective(piece)) {
		reader->at++;
		if (!read_set(reader, str_slice(piece, 1, piece.length), false, &step->adjectives))
			return false;
		piece = piece_at(reader, reader->at);
	} else if (is_any(piece)) {
		reader->at++;
		return *done = true;
	}
	*done = is_slot(piece) && read_slot(reader, step);
	return *done || !is_slot(piece);
}

/* "+adj word|word", "word|word", "@slot" or "*" into STEP. A verb (HEAD_FIRST) is one piece: in "to lift siege|ban" the
 * second is its object. */
static bool read_content(struct reader *reader, struct step *step, bool head_first)
{
	bool done = false;
	if (!read_before_words(reader, step, &done) || done)
		return done;
	struct str piece = piece_at(reader, reader->at);
	if (!is_plain_word(reader, piece))
		return parse_fail(reader->parse, piece, "a word or slot is missing here");
	struct str words = plain_run(reader, head_first);
	size_t slot = str_find(words, STR("|@"), 0);
	if (slot == SIZE_MAX)
		return read_set(reader, words, head_first, &step->words);
	return read_set(reader, str_slice(words, 0, slot), head_first, &step->words) &&
	       read_slot_piece(reader, step, str_slice(words, slot + 1, words.length));
}

/* Does content (a slot, words, an adjective) follow at AT? */
static bool content_follows(const struct reader *reader, size_t at)
{
	struct str piece = piece_at(reader, at);
	return piece.length > 0 && (is_slot(piece) || is_any(piece) || is_adjective(piece) || is_plain_word(reader, piece));
}

static bool read_preposition(struct reader *reader, bool optional)
{
	struct str piece = reader->pieces[reader->at++].text;
	bool to = str_equal(piece, STR("to"));
	struct step *step = add_step(reader, STEP_PREP, optional);
	if (!step || !read_set(reader, piece, true, &step->preps))
		return false;
	bool gerund = str_equal(piece_at(reader, reader->at), STR("-ing"));
	if (gerund) /* "from -ing @act": the clause answers to its mark */
		reader->at++;
	if (content_follows(reader, reader->at) && reader->pieces[reader->at].optional == optional)
		return read_content(reader, step, to || gerund);
	if (is_preposition(reader, piece_at(reader, reader->at))) { /* "out of X": the inner one counts */
		step->op = STEP_PARTICLE;
		step->optional = true;
		return true;
	}
	step->op = STEP_PARTICLE;
	return true;
}

/* "be WORD", "be at war with", in a clause "be behind attack", "be to blame": up to its word. */
static bool read_be(struct reader *reader, struct step *step)
{
	step->predicate = true;
	struct str piece = piece_at(reader, ++reader->at);
	if (!is_preposition(reader, piece))
		return true;
	reader->at++;
	return read_set(reader, piece, true, &step->preps);
}

static bool read_trigger(struct reader *reader, bool nouns)
{
	struct step *step = add_step(reader, STEP_TRIGGER, false);
	if (!step)
		return false;
	reader->pattern->trigger = (uint8_t)(reader->step_count - 1);
	struct str piece = piece_at(reader, reader->at);
	if (!nouns && str_equal(piece, STR("not"))) {
		step->negated = true;
		piece = piece_at(reader, ++reader->at);
	}
	if (!nouns && str_equal(piece, STR("be"))) {
		if (!read_be(reader, step))
			return false;
		piece = piece_at(reader, reader->at);
	}
	if (is_adjective(piece)) {
		reader->at++;
		if (!read_set(reader, str_slice(piece, 1, piece.length), false, &step->adjectives))
			return false;
		piece = piece_at(reader, reader->at);
	}
	if (!is_plain_word(reader, piece))
		return parse_fail(reader->parse, piece, "a pattern needs its %s here", nouns ? "noun" : "verb");
	bool verb = !nouns && !step->predicate;
	return read_set(reader, plain_run(reader, verb), verb, &step->words);
}

static size_t plain_end(const struct reader *reader, size_t at)
{
	while (at < reader->count && is_plain_word(reader, piece_at(reader, at)) && !reader->pieces[at].optional)
		at++;
	return at;
}

/* Words before the verb: how many pieces belong to the subject. "fighter jet|helicopter bomb @recipient" has the verb
 * last; in "peace talk between @actor collapse" it stands behind the preposition's slot. */
static size_t subject_length(const struct reader *reader)
{
	size_t end = plain_end(reader, reader->at), run = end - reader->at;
	struct str first = piece_at(reader, reader->at);
	if (first.data[0] == '%' && str_find(first, STR("|"), 0) == SIZE_MAX)
		return 1;
	bool verb_behind = is_preposition(reader, piece_at(reader, end)) && content_follows(reader, end + 1) &&
	                   (is_slot(piece_at(reader, end + 1)) ? plain_end(reader, end + 2) > end + 2 : false);
	return run < 2 || verb_behind ? run : run - 1;
}

static bool read_subject(struct reader *reader)
{
	struct step *step = add_step(reader, STEP_SUBJECT, false);
	if (!step)
		return false;
	bool done = false;
	if (!read_before_words(reader, step, &done) || done)
		return done;
	struct str piece = piece_at(reader, reader->at);
	if (!is_plain_word(reader, piece))
		return parse_fail(reader->parse, piece, "a pattern starts with its subject");
	struct str last = piece_at(reader, reader->at + subject_length(reader) - 1);
	reader->at += subject_length(reader);
	return read_set(reader, (struct str){piece.data, (size_t)(last.data + last.length - piece.data)}, false, &step->words);
}

static bool read_rest(struct reader *reader);

/* "that @recipient *", "that @act", "that @recipient %attack-verb @place" */
static bool read_that(struct reader *reader, bool optional)
{
	reader->at++;
	struct step *step = add_step(reader, STEP_THAT, optional);
	if (!step)
		return false;
	struct str piece = piece_at(reader, reader->at);
	if (piece.length == 0 || is_any(piece))
		return true;
	if (str_starts(piece, STR("@act")) && (piece.length == 4)) {
		return read_slot(reader, step);
	}
	if (!read_subject(reader))
		return false;
	piece = piece_at(reader, reader->at);
	if (str_equal(piece, STR("@act")))
		reader->at++; /* whatever the clause says */
	else if (piece.length > 0 && !is_any(piece) && !str_equal(piece, STR("not"))) {
		struct step *verb = add_step(reader, STEP_TRIGGER, false);
		if (verb && str_equal(piece, STR("be")) && !read_be(reader, verb))
			return false;
		piece = piece_at(reader, reader->at);
		if (!verb || !is_plain_word(reader, piece))
			return parse_fail(reader->parse, piece, "the clause behind \"that\" needs a verb or *");
		return read_set(reader, plain_run(reader, true), true, &verb->words);
	}
	return true;
}

static bool read_not(struct reader *reader)
{
	struct str not_ = reader->pieces[reader->at++].text;
	struct step *step = add_step(reader, STEP_NOT, false);
	if (!step)
		return false;
	struct item_list list = {0};
	size_t words = 0;
	for (; reader->at < reader->count && !str_equal(piece_at(reader, reader->at), STR("not")) &&
	               !is_surroundings(piece_at(reader, reader->at)); words++) {
		struct str piece = reader->pieces[reader->at].text;
		if (is_slot(piece) || is_any(piece) || is_adjective(piece))
			break;
		if (is_preposition(reader, piece)) { /* "not with @recipient": the preposition itself is forbidden */
			reader->at++;
			if (!parse_words(reader->parse, piece, '|', true, &list))
				return false;
		} else if (!parse_words(reader->parse, plain_run(reader, false), '|', false, &list)) {
			return false;
		}
	}
	if (words == 0)
		return parse_fail(reader->parse, not_, "\"not\" needs a word");
	step->words = item_finish(reader->parse->book, &list);
	return true;
}

bool parse_surroundings(struct parse *parse, struct str keyword, struct str text, struct surroundings *surroundings)
{
	struct item_list list = {0};
	uint32_t *set = str_equal(keyword, STR("if")) ? &surroundings->wanted : &surroundings->unwanted;
	if (text.length == 0)
		return parse_fail(parse, keyword, "\"%.*s\" needs words", STR_ARG(keyword));
	if (*set != SET_NONE)
		return parse_fail(parse, keyword, "\"%.*s\" stands here already", STR_ARG(keyword));
	if (!parse_words(parse, text, '|', false, &list))
		return false;
	*set = item_finish(parse->book, &list);
	return true;
}

/* To the end or what else may stand there: "unless search for" has a preposition, which is no part of the pattern there. */
static bool read_surroundings(struct reader *reader)
{
	struct str keyword = reader->pieces[reader->at++].text, words = {"", 0};
	for (; reader->at < reader->count; reader->at++) {
		struct str piece = piece_at(reader, reader->at);
		if (is_surroundings(piece) || str_equal(piece, STR("not")))
			break;
		if (is_slot(piece) || is_any(piece) || reader->pieces[reader->at].optional)
			return parse_fail(reader->parse, piece, "only words follow \"%.*s\"", STR_ARG(keyword));
		words = words.length == 0 ? piece : (struct str){words.data, (size_t)(piece.data + piece.length - words.data)};
	}
	return parse_surroundings(reader->parse, keyword, words, &reader->pattern->surroundings);
}

static bool read_part(struct reader *reader)
{
	struct str piece = piece_at(reader, reader->at);
	bool optional = reader->pieces[reader->at].optional;
	struct step *step;
	if (is_any(piece) || cue_has(reader, CUE_DETERMINER, piece)) {
		reader->at++;
		return true;
	}
	if (str_equal(piece, STR("not")))
		return read_not(reader);
	if (is_surroundings(piece))
		return read_surroundings(reader);
	if (str_equal(piece, STR("that")))
		return read_that(reader, optional);
	if (str_equal(piece, STR("and"))) {
		reader->at++;
		step = add_step(reader, STEP_AND, optional);
		return step && read_content(reader, step, false);
	}
	if (str_equal(piece, STR("-ing"))) {
		reader->at++;
		step = add_step(reader, STEP_GERUND, optional);
		return step && read_content(reader, step, true);
	}
	if (piece.data[0] == '-' && piece.length > 1)
		return parse_fail(reader->parse, piece, "write \"-ing WORD\"");
	if (is_preposition(reader, piece))
		return read_preposition(reader, optional);
	if (cue_has(reader, CUE_PARTICLE, piece)) {
		reader->at++;
		step = add_step(reader, STEP_PARTICLE, optional);
		return step && read_set(reader, piece, true, &step->preps);
	}
	step = add_step(reader, STEP_OBJECT, optional);
	return step && read_content(reader, step, false);
}

static bool read_rest(struct reader *reader)
{
	while (reader->at < reader->count)
		if (!read_part(reader))
			return false;
	return true;
}

/* A subject of words may take prepositions before the verb: "talk between @actor collapse". */
static bool read_verb_pattern(struct reader *reader)
{
	if (!read_subject(reader))
		return false;
	bool slot = reader->steps[0].slot != SLOT_NONE || reader->steps[0].words == SET_NONE;
	while (!slot && reader->at < reader->count && is_preposition(reader, piece_at(reader, reader->at)))
		if (!read_preposition(reader, false))
			return false;
	return read_trigger(reader, false) && read_rest(reader);
}

static void note_prep_slots(struct reader *reader)
{
	for (size_t i = 0; i < reader->step_count; i++)
		if (reader->steps[i].op == STEP_PREP && (reader->steps[i].slot == SLOT_ACTOR || reader->steps[i].slot == SLOT_RECIPIENT))
			reader->pattern->has_prep_slots = true;
}

bool parse_pattern(struct parse *parse, struct str body, enum pattern_kind kind)
{
	struct codebook *book = parse->book;
	struct pattern pattern = {.entry = parse->entry, .line = (uint32_t)parse->line_number, .file = parse->file,
	                          .kind = (uint8_t)kind, .source = str_trim(body)};
	struct reader reader = {.parse = parse, .pattern = &pattern};
	if (body.length == 0)
		return parse_fail(parse, body, "the pattern is empty");
	if (!cut_pieces(&reader, body))
		return false;
	bool good = kind == PATTERN_VERB ? read_verb_pattern(&reader) : read_trigger(&reader, true) && read_rest(&reader);
	if (!good)
		return false;
	note_prep_slots(&reader);
	pattern.first_step = (uint32_t)book->step_count;
	pattern.step_count = (uint8_t)reader.step_count;
	for (size_t i = 0; i < reader.step_count; i++)
		arena_push(&book->arena, book->steps, book->step_count, book->step_capacity, reader.steps[i]);
	arena_push(&book->arena, book->patterns, book->pattern_count, book->pattern_capacity, pattern);
	return true;
}
