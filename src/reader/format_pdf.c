/* format_pdf.c: PDF, through poppler's pdftotext where that is installed. */
#define _GNU_SOURCE /* SOCK_CLOEXEC, environ */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "reader/charset.h"
#include "reader/dates.h"
#include "reader/format.h"

#define PDF_MOST_BYTES ((size_t)64 << 20)
#define PDF_WAIT 60000 /* milliseconds without a sign of life */

struct child {
	pid_t pid;
	int socket; /* its standard input and output */
	struct buf text;
};

static int probe(struct str head, struct str path)
{
	(void)path;
	size_t at = str_find(str_slice(head, 0, head.length < 1024 ? head.length : 1024), STR("%PDF-"), 0);
	return at == 0 ? 100 : at != SIZE_MAX && at < 512 ? 60 : 0;
}

static enum reader_status cut(struct reader *reader, struct arena *arena, struct reader_raw *raw, struct error *error)
{
	return reader_cut_all(reader, PDF_MOST_BYTES, arena, raw, error);
}

/* Whatever state it is in. */
static void end_child(void *thing)
{
	struct child *c = thing;
	if (c->socket >= 0)
		close(c->socket);
	if (c->pid > 0) {
		kill(c->pid, SIGKILL);
		while (waitpid(c->pid, NULL, 0) < 0 && errno == EINTR)
			;
	}
	c->pid = 0;
	buf_free(&c->text);
}

/* False with errno. The child gets signals as any program does, whatever this one blocks. */
static bool start(struct child *c)
{
	static const char *const arguments[] = {"pdftotext", "-q", "-nopgbrk", "-enc", "UTF-8", "-", "-", NULL};
	int ends[2];
	sigset_t none, usual;
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		return false;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawnattr_init(&attributes);
	sigemptyset(&none);
	sigemptyset(&usual);
	sigaddset(&usual, SIGPIPE);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &usual);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	int failed = posix_spawnp(&c->pid, arguments[0], &actions, &attributes, (char *const *)(uintptr_t)arguments, environ);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	close(ends[1]);
	c->socket = ends[0];
	if (failed)
		c->pid = 0;
	errno = failed;
	return !failed;
}

static void give(struct child *c, struct str *bytes)
{
	ssize_t put = send(c->socket, bytes->data, bytes->length, MSG_NOSIGNAL | MSG_DONTWAIT);
	if (put > 0)
		*bytes = str_slice(*bytes, (size_t)put, bytes->length);
	else if (put < 0 && errno != EAGAIN && errno != EINTR)
		bytes->length = 0;
	if (!bytes->length)
		shutdown(c->socket, SHUT_WR);
}

/* Give it BYTES and take what it says: until it has said all, or too much, or nothing for too long. */
static bool talk(struct child *c, struct str bytes)
{
	for (;;) {
		struct pollfd fd = {c->socket, (short)(POLLIN | (bytes.length ? POLLOUT : 0)), 0};
		int ready = poll(&fd, 1, PDF_WAIT);
		if (ready < 0 && errno == EINTR)
			continue;
		if (ready <= 0)
			return false;
		if (bytes.length && fd.revents & POLLOUT)
			give(c, &bytes);
		if (!(fd.revents & (POLLIN | POLLHUP | POLLERR)))
			continue;
		char chunk[16384];
		ssize_t got = recv(c->socket, chunk, sizeof chunk, MSG_DONTWAIT);
		if (got == 0)
			return true;
		if (got < 0 && errno != EINTR && errno != EAGAIN)
			return false;
		if (got > 0)
			buf_append(&c->text, chunk, (size_t)got);
		if (c->text.failed || c->text.length > READER_MOST_BYTES)
			return false;
	}
}

static bool finish(struct child *c)
{
	int status = 0;
	while (waitpid(c->pid, &status, 0) < 0 && errno == EINTR)
		;
	c->pid = 0;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool parse(struct parsing *p, struct article *article)
{
	struct child *c = arena_zalloc(p->arena, 1, sizeof *c);
	c->socket = -1;
	parsing_hold(p, c, end_child);
	if (!start(c))
		return parsing_fails(p, errno == ENOENT ? "is a PDF file: to read it, install pdftotext (package poppler-utils)" : "cannot start pdftotext: %s", strerror(errno));
	if (!talk(c, p->raw->bytes) || !finish(c))
		return parsing_fails(p, "is a PDF file that pdftotext cannot read");
	struct str text = parsing_copy(p, c->text.data, c->text.length);
	parsing_free(p, c);
	reader_article_from_text(p->arena, text, &p->raw->lexicon, article);
	return article->block_count > 0 || parsing_fails(p, "is a PDF file that holds no text (perhaps scanned)");
}

const struct reader_format reader_pdf_format = {"pdf", probe, cut, parse, NULL};
