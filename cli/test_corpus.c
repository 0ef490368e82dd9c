/* Corpus files: articles with the records that they must give, one record a line as view_brief writes them.
 *
 *     # a comment, up to the first case
 *     === what the case is about
 *     The article, read as a text file is.
 *     ---
 *     ASSAULT:aerial Israel -> Gaza Strip; 2020-01-06
 */
#include <string.h>

#include "base/file.h"
#include "tester.h"
#include "view/view.h"

struct corpus_case {
	size_t line_number;
	struct str title;    /* the whole "=== ..." line */
	struct str text;     /* between the title and "---", blank lines at its end left out */
	struct str expected; /* the same, behind "---" */
};

static struct str without_blank_end(struct str text)
{
	while (text.length && ascii_is_space((unsigned char)text.data[text.length - 1]))
		text.length--;
	return text;
}

static bool starts_case(struct str line)
{
	return str_starts(line, STR("==="));
}

bool is_corpus(struct str bytes)
{
	while (bytes.data) {
		struct str line = str_trim(str_cut(&bytes, '\n'));
		if (line.length && line.data[0] != '#')
			return starts_case(line);
	}
	return false;
}

/* The lines of *REST up to one that ENDS; *REST is left at that line. */
static struct str take_lines(struct str *rest, size_t *line_number, bool (*ends)(struct str line))
{
	struct str taken = {rest->data, 0};
	while (rest->data) {
		struct str before = *rest;
		struct str line = str_cut(rest, '\n');
		if (ends(line)) {
			*rest = before;
			break;
		}
		++*line_number;
		taken.length = (size_t)(line.data + line.length - taken.data);
	}
	return taken;
}

static bool is_divider(struct str line)
{
	return str_equal(str_trim(line), STR("---")) || starts_case(line);
}

/* The next case of *REST, which begins at one. */
static bool next_case(struct str *rest, size_t *line_number, struct corpus_case *next, const char *path, struct error *error)
{
	next->line_number = ++*line_number;
	next->title = str_cut(rest, '\n');
	next->text = without_blank_end(take_lines(rest, line_number, is_divider));
	if (!rest->data || starts_case(*rest))
		return error_at(error, ERROR_INPUT, path, next->line_number, 1, next->title, "this case has no line --- before its records");
	str_cut(rest, '\n');
	++*line_number;
	next->expected = without_blank_end(take_lines(rest, line_number, starts_case));
	return true;
}

static void write_indented(struct str lines, struct buf *out)
{
	while (lines.data && lines.length) {
		struct str line = str_cut(&lines, '\n');
		buf_printf(out, "        %.*s\n", STR_ARG(line));
	}
}

static void judge(struct tester *tester, const char *path, const struct corpus_case *at, struct str found)
{
	if (str_equal(found, at->expected)) {
		tester->passed++;
		return;
	}
	tester->failed++;
	buf_printf(&tester->out, "%s:%zu: %.*s\n    wanted\n", path, at->line_number, STR_ARG(at->title));
	write_indented(at->expected, &tester->out);
	buf_text(&tester->out, "    found\n");
	write_indented(found, &tester->out);
}

static void write_case(const struct corpus_case *at, struct str found, struct buf *out)
{
	buf_str(out, at->title);
	buf_byte(out, '\n');
	buf_str(out, at->text);
	buf_text(out, "\n---\n");
	buf_str(out, found);
	buf_text(out, found.length ? "\n\n" : "\n");
}

static bool run_case(struct tester *tester, const char *path, const struct corpus_case *at, struct buf *updated, struct error *error)
{
	struct buf brief = {0};
	if (!tester_code(tester, at->text, true, error))
		return false;
	view_brief(&tester->document, &brief);
	struct str found = without_blank_end(buf_view(&brief));
	judge(tester, path, at, found);
	write_case(at, found, updated);
	buf_free(&brief);
	return true;
}

bool test_corpus(struct tester *tester, const char *path, struct str bytes, struct error *error)
{
	struct str rest = bytes;
	size_t line_number = 0;
	struct buf updated = {0};
	struct corpus_case at = {0};
	bool ok = true;
	buf_str(&updated, take_lines(&rest, &line_number, starts_case));
	if (updated.length)
		buf_byte(&updated, '\n');
	while (ok && rest.data && rest.length)
		ok = next_case(&rest, &line_number, &at, path, error) && run_case(tester, path, &at, &updated, error);
	if (ok && tester->settings->update && !updated.failed && !str_equal(bytes, buf_view(&updated)))
		ok = file_write(path, buf_view(&updated), error);
	buf_free(&updated);
	return ok;
}
