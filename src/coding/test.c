/* test.c: a codebook file's sentences against what is coded from them. */
#include "codebook_test.h"

#include "base/file.h"

#define MOST_NAMES 12
#define COUNT_KINDS 6 /* of enum count_kind */
#define MOST_TEST_BYTES ((size_t)64 << 20)

struct expectation { /* what stands behind "=" */
	struct str actors[MOST_NAMES], recipients[MOST_NAMES];
	size_t actor_count, recipient_count;
	enum factuality factuality;
	bool any_factuality, quoted, anonymous;
	struct str said_by, place;
	int64_t counts[COUNT_KINDS]; /* by enum count_kind; -1: not asked for */
};

struct run {
	const struct codebook_test_options *options;
	struct codebook_test_result *result;
	struct buf *report;
	const char *path;
	size_t line;
	struct str type, mode;
};

/* --- reading what is expected ------------------------------------------------------------------ */

static const char *const factuality_names[] = {"actual", "negated", "planned", "conditional", "possible"};

static const char *const count_names[COUNT_KINDS] = {"killed", "wounded", "arrested", "displaced", "abducted", "crowd"}; /* as enum count_kind */

static size_t read_names(struct str text, struct str *names)
{
	size_t count = 0;
	while (text.data) {
		struct str name = str_trim(str_cut(&text, ','));
		if (name.length > 0 && count < MOST_NAMES)
			names[count++] = name;
	}
	return count;
}

static struct str next_word(struct str *rest)
{
	*rest = str_trim(*rest);
	size_t end = 0;
	while (end < rest->length && rest->data[end] != ' ')
		end++;
	struct str word = str_slice(*rest, 0, end);
	*rest = str_slice(*rest, end, rest->length);
	return word;
}

/* COUNT_KINDS where NAME names none. */
static size_t count_kind_of(struct str name)
{
	size_t c = 0;
	while (c < COUNT_KINDS && !str_equal(name, str_of(count_names[c])))
		c++;
	return c;
}

static bool is_mark(struct str word)
{
	for (size_t f = 0; f < 5; f++)
		if (str_equal(word, str_of(factuality_names[f])))
			return true;
	struct str number = word;
	if (count_kind_of(str_cut(&number, '=')) < COUNT_KINDS && number.data)
		return true;
	return str_equal(word, STR("said-by")) || str_equal(word, STR("quoted")) || str_equal(word, STR("anonymous")) ||
	       str_equal(word, STR("place")) || str_equal(word, STR("any"));
}

/* The words up to the next mark. */
static struct str take_value(struct str *rest)
{
	struct str start = str_trim(*rest);
	size_t end = 0;
	*rest = start;
	while (rest->length > 0) {
		struct str before = *rest, word = next_word(rest);
		if (is_mark(word)) {
			*rest = before;
			break;
		}
		end = (size_t)(rest->data - start.data);
	}
	return str_trim(str_slice(start, 0, end));
}

static void read_mark(struct expectation *expected, struct str mark, struct str *rest)
{
	for (size_t f = 0; f < 5; f++)
		if (str_equal(mark, str_of(factuality_names[f])))
			expected->factuality = (enum factuality)f;
	struct str digits = mark;
	size_t kind = count_kind_of(str_cut(&digits, '=')); /* "killed=6" */
	if (kind < COUNT_KINDS && digits.data) {
		expected->counts[kind] = 0;
		for (size_t i = 0; i < digits.length && ascii_is_digit((unsigned char)digits.data[i]) && expected->counts[kind] < INT32_MAX; i++)
			expected->counts[kind] = expected->counts[kind] * 10 + (digits.data[i] - '0');
	}
	if (str_equal(mark, STR("quoted")))
		expected->quoted = true;
	else if (str_equal(mark, STR("anonymous")))
		expected->anonymous = true;
	else if (str_equal(mark, STR("any")))
		expected->any_factuality = true;
	else if (str_equal(mark, STR("said-by")))
		expected->said_by = take_value(rest);
	else if (str_equal(mark, STR("place")))
		expected->place = take_value(rest);
}

static void read_expectation(struct str text, struct expectation *expected)
{
	*expected = (struct expectation){.factuality = FACT_ACTUAL};
	for (size_t c = 0; c < COUNT_KINDS; c++)
		expected->counts[c] = -1;
	size_t arrow = str_find(text, STR("->"), 0);
	struct str left = arrow == SIZE_MAX ? text : str_slice(text, 0, arrow);
	struct str right = arrow == SIZE_MAX ? (struct str){"", 0} : str_slice(text, arrow + 2, text.length);
	expected->actor_count = read_names(left, expected->actors);
	struct str rest = right, before = str_cut(&rest, ';'); /* marks may stand behind a semicolon */
	if (rest.data) {
		expected->recipient_count = read_names(before, expected->recipients);
		right = rest;
	} else {
		expected->recipient_count = read_names(take_value(&right), expected->recipients);
	}
	while (str_trim(right).length > 0) {
		struct str mark = next_word(&right);
		read_mark(expected, mark, &right);
	}
}

/* --- comparing ------------------------------------------------------------------------------------ */

static bool contains_nocase(struct str text, struct str part)
{
	for (size_t i = 0; i + part.length <= text.length; i++)
		if (str_equal_nocase(str_slice(text, i, i + part.length), part))
			return true;
	return false;
}

static bool names_actor(struct str name, const struct actor *actor)
{
	return contains_nocase(actor->text, name) || contains_nocase(actor->name, name) || str_equal(actor->id, name);
}

/* Each name has its actor and each actor its name. */
static bool same_actors(const struct str *names, size_t name_count, const struct actor *actors, size_t actor_count)
{
	for (size_t n = 0; n < name_count; n++) {
		bool found = false;
		for (size_t a = 0; a < actor_count && !found; a++)
			found = names_actor(names[n], &actors[a]);
		if (!found)
			return false;
	}
	for (size_t a = 0; a < actor_count; a++) {
		bool found = false;
		for (size_t n = 0; n < name_count && !found; n++)
			found = names_actor(names[n], &actors[a]);
		if (!found)
			return false;
	}
	return true;
}

/* Both sides of a reciprocal act stand in `actors`; a test may write them on either side of the arrow. */
static bool same_roles(const struct expectation *expected, const struct event *event)
{
	if (event->reciprocal) {
		struct str all[2 * MOST_NAMES];
		size_t count = 0;
		for (size_t i = 0; i < expected->actor_count; i++)
			all[count++] = expected->actors[i];
		for (size_t i = 0; i < expected->recipient_count; i++)
			all[count++] = expected->recipients[i];
		return same_actors(all, count, event->actors, event->actor_count);
	}
	return same_actors(expected->actors, expected->actor_count, event->actors, event->actor_count) &&
	       same_actors(expected->recipients, expected->recipient_count, event->recipients, event->recipient_count);
}

static bool is_said_by(const struct event *event, struct str name)
{
	for (size_t i = 0; event->attribution && i < event->attribution->speaker_count; i++)
		if (names_actor(name, &event->attribution->speakers[i]))
			return true;
	return false;
}

/* The event's number of KIND, all of its groups together; 0 without one. */
static int64_t counted(const struct event *event, enum count_kind kind)
{
	int64_t sum = 0;
	for (size_t i = 0; i < event->count_count; i++)
		sum += event->counts[i].kind == kind ? event->counts[i].low : 0;
	return sum;
}

static bool has_marks(const struct expectation *expected, const struct event *event)
{
	if (!expected->any_factuality && event->factuality != expected->factuality)
		return false;
	if (expected->quoted && !(event->attribution && event->attribution->quoted))
		return false;
	if (expected->anonymous && !(event->attribution && event->attribution->anonymous))
		return false;
	if (str_equal(expected->said_by, STR("nobody")) ? event->attribution != NULL : expected->said_by.length > 0 && !is_said_by(event, expected->said_by))
		return false;
	for (size_t c = 0; c < COUNT_KINDS; c++)
		if (expected->counts[c] >= 0 && counted(event, (enum count_kind)c) != expected->counts[c])
			return false;
	if (str_equal(expected->place, STR("none")))
		return event->place_index == NO_INDEX;
	return expected->place.length == 0 || contains_nocase(event->place.name, expected->place) || contains_nocase(event->place.text, expected->place);
}

/* --- reporting ------------------------------------------------------------------------------------ */

static void write_actors(struct buf *out, const struct actor *actors, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		buf_text(out, i ? ", " : "");
		buf_str(out, actors[i].text);
		if (actors[i].name.length > 0 && !str_equal(actors[i].name, actors[i].text))
			buf_printf(out, " [%.*s]", STR_ARG(actors[i].name));
	}
}

static void write_event(struct buf *out, const struct event *event)
{
	buf_printf(out, "    coded %.*s%s%.*s: ", STR_ARG(event->type), event->mode.length ? ":" : "", STR_ARG(event->mode));
	write_actors(out, event->actors, event->actor_count);
	buf_text(out, " -> ");
	write_actors(out, event->recipients, event->recipient_count);
	if (event->factuality != FACT_ACTUAL)
		buf_printf(out, " %s", factuality_names[event->factuality]);
	if (event->attribution) {
		buf_text(out, " said-by ");
		write_actors(out, event->attribution->speakers, event->attribution->speaker_count);
		buf_printf(out, "%s%s", event->attribution->quoted ? " quoted" : "", event->attribution->anonymous ? " anonymous" : "");
	}
	buf_printf(out, " (%.*s)\n", STR_ARG(event->rule));
}

static void report(struct run *run, const char *what, struct str sentence, const struct document *document)
{
	buf_printf(run->report, "%s:%zu: %s: %.*s\n", run->path, run->line, what, STR_ARG(str_trim(sentence)));
	for (size_t i = 0; i < document->event_count; i++)
		write_event(run->report, &document->events[i]);
	if (document->event_count == 0)
		buf_text(run->report, "    coded nothing\n");
}

/* --- running -------------------------------------------------------------------------------------- */

static bool is_of_type(const struct run *run, const struct event *event, bool with_mode)
{
	return str_equal(event->type, run->type) && (!with_mode || run->mode.length == 0 || str_equal(event->mode, run->mode));
}

static void split_sentence(struct str rest, struct str *sentence, struct str *tail)
{
	size_t at = 0, last = SIZE_MAX;
	while ((at = str_find(rest, STR(" ="), at)) != SIZE_MAX)
		last = at++;
	*sentence = last == SIZE_MAX ? rest : str_slice(rest, 0, last);
	*tail = last == SIZE_MAX ? (struct str){NULL, 0} : str_slice(rest, last + 2, rest.length);
}

static bool run_yes(struct run *run, struct str rest, struct error *error)
{
	struct str sentence, tail;
	struct expectation expected;
	split_sentence(rest, &sentence, &tail);
	read_expectation(tail, &expected);
	const struct document *document = run->options->code(run->options->context, str_trim(sentence), error);
	if (!document)
		return false;
	for (size_t i = 0; i < document->event_count; i++) {
		const struct event *event = &document->events[i];
		if (is_of_type(run, event, true) && same_roles(&expected, event) && has_marks(&expected, event)) {
			run->result->yes_passed++;
			return true;
		}
	}
	run->result->yes_failed++;
	report(run, "yes failed", rest, document);
	return true;
}

static bool run_no(struct run *run, struct str rest, struct error *error)
{
	struct str sentence, tail;
	struct expectation expected;
	split_sentence(rest, &sentence, &tail);
	const struct document *document = run->options->code(run->options->context, str_trim(sentence), error);
	if (!document)
		return false;
	if (tail.data)
		read_expectation(tail, &expected);
	for (size_t i = 0; i < document->event_count; i++) {
		const struct event *event = &document->events[i];
		if (is_of_type(run, event, false) && (!tail.data || same_roles(&expected, event))) {
			run->result->no_failed++;
			report(run, "no failed", rest, document);
			return true;
		}
	}
	run->result->no_passed++;
	return true;
}

/* The entry's mode is the name behind the last colon of its line. */
static void read_heading(struct run *run, struct str keyword, struct str rest)
{
	if (str_equal(keyword, STR("type")) || str_equal(keyword, STR("relation")))
		run->type = str_trim(rest);
	if (str_equal(keyword, STR("entry"))) {
		struct str label = str_cut(&rest, ':');
		(void)label;
		run->mode = rest.data ? str_trim(rest) : (struct str){"", 0};
	}
}

static bool run_line(struct run *run, struct str line, struct error *error)
{
	struct str rest = str_trim(line), keyword = next_word(&rest);
	if (str_equal(keyword, STR("yes")))
		return run_yes(run, rest, error);
	if (str_equal(keyword, STR("no")))
		return run_no(run, rest, error);
	size_t comment = str_find(rest, STR(" #"), 0);
	read_heading(run, keyword, comment == SIZE_MAX ? rest : str_slice(rest, 0, comment));
	return true;
}

bool codebook_test(const char *path, const struct codebook_test_options *options, struct buf *out, struct codebook_test_result *result,
                   struct error *error)
{
	struct buf text = {0};
	bool good = file_read(path, MOST_TEST_BYTES, &text, error);
	struct run run = {.options = options, .result = result, .report = out, .path = path};
	struct str rest = buf_view(&text);
	while (good && rest.data) {
		run.line++;
		good = run_line(&run, str_cut(&rest, '\n'), error);
	}
	buf_free(&text);
	return good;
}
