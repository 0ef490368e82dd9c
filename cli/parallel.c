#include "parallel.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#define SLOTS_A_THREAD 4
#define WORKER_STACK ((size_t)4 << 20)

enum slot_state { SLOT_FREE, SLOT_READY, SLOT_WORKING, SLOT_DONE };

/* Jobs are numbered from 0 in the order of reading; job i lives in slot i % slot_count.
 * written <= started <= read <= written + slot_count always holds. */
struct ring {
	const struct parallel *parallel;
	pthread_mutex_t lock;
	pthread_cond_t readable; /* a job became ready, or the end came */
	pthread_cond_t writable; /* a slot became free */
	enum slot_state *states;
	unsigned char *jobs;
	size_t slot_count;
	size_t read, started, written;
	bool writing, ended, stopped;
};

struct worker {
	struct ring *ring;
	size_t number;
	pthread_t thread;
};

static void *job_at(const struct ring *ring, size_t number)
{
	return ring->jobs + number % ring->slot_count * ring->parallel->job_size;
}

/* Write every finished job that is next in line. The lock is held, but not during the writing itself. */
static void write_finished(struct ring *ring)
{
	if (ring->writing)
		return;
	ring->writing = true;
	while (!ring->stopped && ring->states[ring->written % ring->slot_count] == SLOT_DONE) {
		void *job = job_at(ring, ring->written);
		pthread_mutex_unlock(&ring->lock);
		bool go_on = ring->parallel->write(ring->parallel->context, job);
		pthread_mutex_lock(&ring->lock);
		ring->states[ring->written++ % ring->slot_count] = SLOT_FREE;
		if (!go_on) {
			ring->stopped = true;
			pthread_cond_broadcast(&ring->readable);
		}
		/* The reader sleeps until half the slots are free: fewer turns of two threads on short jobs. */
		if (ring->read - ring->written <= ring->slot_count / 2 || ring->stopped)
			pthread_cond_signal(&ring->writable);
	}
	ring->writing = false;
}

static void *worker_main(void *argument)
{
	struct worker *worker = argument;
	struct ring *ring = worker->ring;
	pthread_mutex_lock(&ring->lock);
	for (;;) {
		while (!ring->stopped && !ring->ended && ring->started == ring->read)
			pthread_cond_wait(&ring->readable, &ring->lock);
		if (ring->stopped || ring->started == ring->read)
			break;
		size_t number = ring->started++;
		ring->states[number % ring->slot_count] = SLOT_WORKING;
		pthread_mutex_unlock(&ring->lock);
		ring->parallel->work(ring->parallel->context, worker->number, job_at(ring, number));
		pthread_mutex_lock(&ring->lock);
		ring->states[number % ring->slot_count] = SLOT_DONE;
		write_finished(ring);
	}
	pthread_mutex_unlock(&ring->lock);
	return NULL;
}

static void read_all(struct ring *ring)
{
	pthread_mutex_lock(&ring->lock);
	for (;;) {
		size_t slot = ring->read % ring->slot_count;
		while (!ring->stopped && ring->states[slot] != SLOT_FREE)
			pthread_cond_wait(&ring->writable, &ring->lock);
		if (ring->stopped)
			break;
		pthread_mutex_unlock(&ring->lock);
		bool more = ring->parallel->read(ring->parallel->context, job_at(ring, ring->read));
		pthread_mutex_lock(&ring->lock);
		if (!more)
			break;
		ring->states[slot] = SLOT_READY;
		ring->read++;
		pthread_cond_signal(&ring->readable);
	}
	ring->ended = true;
	pthread_cond_broadcast(&ring->readable);
	pthread_mutex_unlock(&ring->lock);
}

/* Starts as many of the threads as the system allows; returns how many. */
static size_t start_workers(struct ring *ring, struct worker *workers, size_t count)
{
	pthread_attr_t attributes;
	size_t started = 0;
	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, WORKER_STACK);
	for (; started < count; started++) {
		workers[started].ring = ring;
		workers[started].number = started;
		if (pthread_create(&workers[started].thread, &attributes, worker_main, &workers[started]) != 0)
			break;
	}
	pthread_attr_destroy(&attributes);
	return started;
}

static bool run_ring(struct ring *ring, struct worker *workers, struct error *error)
{
	pthread_mutex_init(&ring->lock, NULL);
	pthread_cond_init(&ring->readable, NULL);
	pthread_cond_init(&ring->writable, NULL);
	size_t started = start_workers(ring, workers, ring->parallel->threads);
	if (started)
		read_all(ring);
	for (size_t i = 0; i < started; i++)
		pthread_join(workers[i].thread, NULL);
	for (size_t i = 0; i < ring->slot_count; i++)
		ring->parallel->free(ring->parallel->context, job_at(ring, i));
	pthread_cond_destroy(&ring->writable);
	pthread_cond_destroy(&ring->readable);
	pthread_mutex_destroy(&ring->lock);
	return started || error_set(error, ERROR_SYSTEM, "cannot start a thread");
}

/* One thread needs no other: short jobs cost less than handing them over and back. */
static bool run_alone(const struct parallel *parallel, struct error *error)
{
	void *job = calloc(1, parallel->job_size);
	if (!job)
		return error_set(error, ERROR_SYSTEM, "out of memory");
	while (parallel->read(parallel->context, job)) {
		parallel->work(parallel->context, 0, job);
		if (!parallel->write(parallel->context, job))
			break;
	}
	parallel->free(parallel->context, job);
	free(job);
	return true;
}

size_t parallel_processors(void)
{
	long count = sysconf(_SC_NPROCESSORS_ONLN);
	return count > 0 ? (size_t)count : 1;
}

bool parallel_run(const struct parallel *parallel, struct error *error)
{
	if (parallel->threads == 1)
		return run_alone(parallel, error);
	struct ring ring = {.parallel = parallel, .slot_count = parallel->threads * SLOTS_A_THREAD};
	struct worker *workers = calloc(parallel->threads, sizeof *workers);
	ring.states = calloc(ring.slot_count, sizeof *ring.states);
	ring.jobs = calloc(ring.slot_count, parallel->job_size);
	bool ok = workers && ring.states && ring.jobs ? run_ring(&ring, workers, error)
	                                              : error_set(error, ERROR_SYSTEM, "out of memory");
	free(ring.jobs);
	free(ring.states);
	free(workers);
	return ok;
}
