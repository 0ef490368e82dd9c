/* answers.c: see answers.h. */
#include "answers.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 4096, SHARE = 8 /* of all that one answer may take */ };

struct kept {
	struct kept *next;           /* of the same slot */
	struct kept *newer, *older; /* in the order of use */
	uint64_t hash;
	size_t question_length, body_length;
	char bytes[]; /* the question, then the body */
};

struct answers {
	pthread_mutex_t lock; /* of all here */
	uint64_t age;
	size_t most, bytes;
	struct kept *newest, *oldest;
	struct kept *slots[SLOTS];
};

struct answers *answers_new(size_t most)
{
	struct answers *answers = calloc(1, sizeof *answers);
	if (!answers)
		return NULL;
	answers->most = most;
	pthread_mutex_init(&answers->lock, NULL);
	return answers;
}

static size_t size_of(const struct kept *kept)
{
	return sizeof *kept + kept->question_length + kept->body_length;
}

static void take_from_order(struct answers *answers, struct kept *kept)
{
	*(kept->newer ? &kept->newer->older : &answers->newest) = kept->older;
	*(kept->older ? &kept->older->newer : &answers->oldest) = kept->newer;
}

static void put_newest(struct answers *answers, struct kept *kept)
{
	kept->newer = NULL;
	kept->older = answers->newest;
	*(answers->newest ? &answers->newest->newer : &answers->oldest) = kept;
	answers->newest = kept;
}

static void drop(struct answers *answers, struct kept *kept)
{
	struct kept **at = &answers->slots[kept->hash % SLOTS];
	while (*at != kept)
		at = &(*at)->next;
	*at = kept->next;
	take_from_order(answers, kept);
	answers->bytes -= size_of(kept);
	free(kept);
}

static struct kept *find(const struct answers *answers, struct str question, uint64_t hash)
{
	struct kept *kept = answers->slots[hash % SLOTS];
	while (kept && (kept->hash != hash || !str_equal((struct str){kept->bytes, kept->question_length}, question)))
		kept = kept->next;
	return kept;
}

static void drop_all(struct answers *answers)
{
	while (answers->oldest)
		drop(answers, answers->oldest);
}

void answers_free(struct answers *answers)
{
	if (!answers)
		return;
	drop_all(answers);
	pthread_mutex_destroy(&answers->lock);
	free(answers);
}

uint64_t answers_age(struct answers *answers)
{
	if (!answers)
		return 0;
	pthread_mutex_lock(&answers->lock);
	uint64_t age = answers->age;
	pthread_mutex_unlock(&answers->lock);
	return age;
}

void answers_forget(struct answers *answers)
{
	if (!answers)
		return;
	pthread_mutex_lock(&answers->lock);
	answers->age++;
	drop_all(answers);
	pthread_mutex_unlock(&answers->lock);
}

bool answers_find(struct answers *answers, struct str question, struct buf *body)
{
	if (!answers)
		return false;
	pthread_mutex_lock(&answers->lock);
	struct kept *kept = find(answers, question, str_hash(question));
	if (kept) {
		take_from_order(answers, kept);
		put_newest(answers, kept);
		buf_append(body, kept->bytes + kept->question_length, kept->body_length);
	}
	pthread_mutex_unlock(&answers->lock);
	return kept != NULL;
}

static struct kept *make(struct str question, struct str body)
{
	struct kept *kept = calloc(1, sizeof *kept + question.length + body.length);
	if (!kept)
		return NULL;
	kept->hash = str_hash(question);
	kept->question_length = question.length;
	kept->body_length = body.length;
	if (question.length)
		memcpy(kept->bytes, question.data, question.length);
	if (body.length)
		memcpy(kept->bytes + question.length, body.data, body.length);
	return kept;
}

void answers_keep(struct answers *answers, struct str question, struct str body, uint64_t age)
{
	struct kept *kept = answers && question.length + body.length <= answers->most / SHARE ? make(question, body) : NULL;
	if (!kept)
		return;
	pthread_mutex_lock(&answers->lock);
	if (answers->age == age && !find(answers, question, kept->hash)) {
		kept->next = answers->slots[kept->hash % SLOTS];
		answers->slots[kept->hash % SLOTS] = kept;
		put_newest(answers, kept);
		answers->bytes += size_of(kept);
		while (answers->bytes > answers->most)
			drop(answers, answers->oldest);
		kept = NULL;
	}
	pthread_mutex_unlock(&answers->lock);
	free(kept);
}
