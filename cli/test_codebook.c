/* The sentences beside a codebook's patterns: docs/codebook.md, "Sentences". */
#include <string.h>

#include "base/utf8.h"
#include "tester.h"
#include "view/view.h"

#define NAMES_MAX 16

struct names {
	struct str item[NAMES_MAX];
	size_t count;
};

struct expectation { /* what stands behind the " = " of a line */
	struct names actors, recipients, speakers;
	enum factuality factuality;
	bool quoted, anonymous;
	struct str place;
};

struct scan { /* where test_codebook is in the file */
	struct tester *tester;
	const char *path;
	size_t line_number;
	struct str line, type, mode;
	enum factuality factuality; /* the entry's */
	struct error *error;
};

/* --- reading a line --------------------------------------------------------------------------------- */

static bool bad_line(const struct scan *scan, struct str at, const char *what)
{
	size_t column = utf8_count((struct str){scan->line.data, (size_t)(at.data - scan->line.data)}) + 1;
	return error_at(scan->error, ERROR_LEXICON, scan->path, scan->line_number, column, scan->line, "%s", what);
}

static const struct {
	const char *word;
	enum factuality factuality;
} factuality_marks[] = {
	{"actual", FACT_ACTUAL},
	{"negated", FACT_NEGATED},
	{"planned", FACT_PLANNED},
	{"conditional", FACT_CONDITIONAL},
	{"possible", FACT_POSSIBLE},
};

static bool find_factuality(struct str word, enum factuality *factuality)
{
	for (size_t i = 0; i < sizeof factuality_marks / sizeof *factuality_marks; i++)
		if (str_equal(word, str_of(factuality_marks[i].word))) {
			*factuality = factuality_marks[i].factuality;
			return true;
		}
	return false;
}

static bool is_mark(struct str word)
{
	enum factuality unused;
	return find_factuality(word, &unused) || str_equal(word, STR("quoted")) || str_equal(word, STR("anonymous")) ||
	       str_equal(word, STR("said-by")) || str_equal(word, STR("place"));
}

/* The words of *REST before the next mark, trimmed; *REST is left at the mark. */
static struct str take_until_mark(struct str *rest)
{
	size_t at = 0;
	while (at < rest->length) {
		size_t end = str_find(*rest, STR(" "), at);
		if (end == SIZE_MAX)
			end = rest->length;
		if (end > at && is_mark(str_slice(*rest, at, end)))
			break;
		at = end + 1;
	}
	if (at > rest->length)
		at = rest->length;
	struct str taken = str_trim(str_slice(*rest, 0, at));
	*rest = str_slice(*rest, at, rest->length);
	return taken;
}

static bool read_names(const struct scan *scan, struct str list, struct names *names)
{
	struct str rest = str_trim(list);
	while (rest.data && rest.length) {
		if (names->count == NAMES_MAX)
			return bad_line(scan, rest, "too many names");
		struct str name = str_trim(str_cut(&rest, ','));
		if (name.length)
			names->item[names->count++] = name;
	}
	return true;
}

static bool read_marks(const struct scan *scan, struct str rest, struct expectation *wanted)
{
	rest = str_trim(rest);
	while (rest.length) {
		size_t end = str_find(rest, STR(" "), 0);
		struct str word = str_slice(rest, 0, end == SIZE_MAX ? rest.length : end);
		struct str after = str_trim(str_slice(rest, word.length, rest.length));
		if (find_factuality(word, &wanted->factuality)) {
			rest = after;
		} else if (str_equal(word, STR("quoted"))) {
			wanted->quoted = true;
			rest = after;
		} else if (str_equal(word, STR("anonymous"))) {
			wanted->anonymous = true;
			rest = after;
		} else if (str_equal(word, STR("said-by"))) {
			rest = after;
			if (!read_names(scan, take_until_mark(&rest), &wanted->speakers))
				return false;
		} else if (str_equal(word, STR("place"))) {
			rest = after;
			wanted->place = take_until_mark(&rest);
		} else {
			return bad_line(scan, rest, "expected a mark: negated, planned, conditional, possible, quoted, anonymous, said-by NAME, place NAME");
		}
	}
	return true;
}

static bool read_expectation(const struct scan *scan, struct str text, struct expectation *wanted)
{
	size_t arrow = str_find(text, STR("->"), 0);
	*wanted = (struct expectation){.factuality = scan->factuality};
	if (arrow == SIZE_MAX)
		return bad_line(scan, text, "expected ACTOR -> RECIPIENT");
	struct str rest = str_trim(str_slice(text, arrow + 2, text.length));
	struct str recipients = take_until_mark(&rest);
	return read_names(scan, str_slice(text, 0, arrow), &wanted->actors) && read_names(scan, recipients, &wanted->recipients) &&
	       read_marks(scan, rest, wanted);
}

/* "TEXT = EXPECTATION": the last " = " divides. False when there is none. */
static bool split_example(struct str line, struct str *text, struct str *expectation)
{
	size_t at = 0, last = SIZE_MAX;
	while ((at = str_find(line, STR(" ="), at)) != SIZE_MAX)
		last = at++;
	*text = line;
	if (last == SIZE_MAX || str_find(line, STR("->"), last) == SIZE_MAX)
		return false;
	*text = str_trim(str_slice(line, 0, last));
	*expectation = str_trim(str_slice(line, last + 2, line.length));
	return true;
}

/* --- comparing -------------------------------------------------------------------------------------- */

static bool has_nocase(struct str text, struct str part)
{
	for (size_t at = 0; at + part.length <= text.length; at++)
		if (str_equal_nocase(str_slice(text, at, at + part.length), part))
			return true;
	return false;
}

static bool is_named(const struct actor *actor, struct str name)
{
	return has_nocase(actor->text, name) || has_nocase(actor->name, name);
}

/* Whether NAMES and ACTORS can be paired one to one. Greedy from the name with the fewest possible partners would be
 * needed for odd cases; names that are parts of one another do not stand in one line. */
static bool same_actors(const struct names *names, const struct actor *actors, size_t count)
{
	bool taken[NAMES_MAX] = {false};
	if (names->count != count)
		return false;
	for (size_t n = 0; n < names->count; n++) {
		size_t a = 0;
		while (a < count && (taken[a] || !is_named(&actors[a], names->item[n])))
			a++;
		if (a == count)
			return false;
		taken[a] = true;
	}
	return true;
}

static bool same_roles(const struct event *event, const struct expectation *wanted)
{
	return same_actors(&wanted->actors, event->actors, event->actor_count) &&
	       same_actors(&wanted->recipients, event->recipients, event->recipient_count);
}

static bool same_attribution(const struct event *event, const struct expectation *wanted)
{
	const struct attribution *said = event->attribution;
	if (!wanted->speakers.count && !wanted->quoted && !wanted->anonymous)
		return true;
	return said && (!wanted->speakers.count || same_actors(&wanted->speakers, said->speakers, said->speaker_count)) &&
	       (!wanted->quoted || said->quoted) && (!wanted->anonymous || said->anonymous);
}

static bool is_of_type(const struct event *event, const struct scan *scan)
{
	return str_equal(event->type, scan->type);
}

static bool is_wanted(const struct event *event, const struct scan *scan, const struct expectation *wanted)
{
	return is_of_type(event, scan) && (!scan->mode.length || str_equal(event->mode, scan->mode)) &&
	       event->factuality == wanted->factuality && same_roles(event, wanted) && same_attribution(event, wanted) &&
	       (!wanted->place.length || has_nocase(event->place.name, wanted->place) || has_nocase(event->place.text, wanted->place));
}

/* --- running ---------------------------------------------------------------------------------------- */

static void judge(struct scan *scan, bool good)
{
	struct tester *tester = scan->tester;
	struct str line = str_trim(scan->line);
	if (good) {
		tester->passed++;
		return;
	}
	tester->failed++;
	buf_printf(&tester->out, "%s:%zu: %.*s%s%.*s: %.*s\n", scan->path, scan->line_number, STR_ARG(scan->type),
	           scan->mode.length ? ":" : "", STR_ARG(scan->mode), STR_ARG(line));
	for (size_t i = 0; i < tester->document.event_count; i++) {
		buf_text(&tester->out, "    found ");
		view_brief_event(&tester->document.events[i], &tester->out);
		buf_printf(&tester->out, " [%.*s]\n", STR_ARG(tester->document.events[i].rule));
	}
	if (!tester->document.event_count)
		buf_text(&tester->out, "    found nothing\n");
}

static bool run_yes(struct scan *scan, struct str line)
{
	struct str text, expectation;
	struct expectation wanted;
	if (!split_example(line, &text, &expectation))
		return bad_line(scan, line, "expected TEXT = ACTOR -> RECIPIENT");
	if (!read_expectation(scan, expectation, &wanted) || !tester_code(scan->tester, text, false, scan->error))
		return false;
	const struct document *document = &scan->tester->document;
	bool found = false;
	for (size_t i = 0; i < document->event_count; i++)
		found = found || is_wanted(&document->events[i], scan, &wanted);
	judge(scan, found);
	return true;
}

static bool run_no(struct scan *scan, struct str line)
{
	struct str text, expectation;
	struct expectation unwanted;
	bool roles = split_example(line, &text, &expectation);
	if (roles && !read_expectation(scan, expectation, &unwanted))
		return false;
	if (!tester_code(scan->tester, text, false, scan->error))
		return false;
	const struct document *document = &scan->tester->document;
	bool found = false;
	for (size_t i = 0; i < document->event_count; i++)
		found = found || (is_of_type(&document->events[i], scan) && (!roles || same_roles(&document->events[i], &unwanted)));
	judge(scan, !found);
	return true;
}

/* "entry LABEL : MODE" */
static void enter(struct scan *scan, struct str rest)
{
	str_cut(&rest, ':');
	scan->mode = rest.data ? str_trim(rest) : (struct str){0};
	scan->factuality = FACT_ACTUAL;
}

static bool run_line(struct scan *scan)
{
	struct str rest = str_trim(scan->line);
	size_t end = str_find(rest, STR(" "), 0);
	struct str keyword = end == SIZE_MAX ? rest : str_slice(rest, 0, end);
	rest = str_trim(str_slice(rest, keyword.length, rest.length));
	if (str_equal(keyword, STR("yes")))
		return run_yes(scan, rest);
	if (str_equal(keyword, STR("no")))
		return run_no(scan, rest);
	if (str_equal(keyword, STR("type")) || str_equal(keyword, STR("relation"))) {
		scan->type = rest;
		scan->mode = (struct str){0};
		scan->factuality = FACT_ACTUAL;
	} else if (str_equal(keyword, STR("entry"))) {
		enter(scan, rest);
	} else if (str_equal(keyword, STR("factuality"))) {
		find_factuality(rest, &scan->factuality);
	}
	return true;
}

bool test_codebook(struct tester *tester, const char *path, struct str bytes, struct error *error)
{
	struct scan scan = {.tester = tester, .path = path, .error = error};
	while (bytes.data && bytes.length) {
		scan.line = str_cut(&bytes, '\n');
		scan.line_number++;
		if (scan.line.length && scan.line.data[scan.line.length - 1] == '\r')
			scan.line.length--;
		if (!run_line(&scan))
			return false;
	}
	return true;
}
