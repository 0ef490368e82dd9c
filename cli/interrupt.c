#include "interrupt.h"

#include <signal.h>
#include <unistd.h>

static void fill(sigset_t *set)
{
	sigemptyset(set);
	sigaddset(set, SIGINT);
	sigaddset(set, SIGTERM);
}

static void *wait_for_signals(void *argument)
{
	struct interrupt *interrupt = argument;
	sigset_t set;
	int number = 0;
	fill(&set);
	sigwait(&set, &number);
	atomic_store(&interrupt->signal, number);
	/* Reading may be waiting for a pipe; whoever sits there should know. */
	static const char notice[] = "\ncasus: ending after what is begun; once more ends at once\n";
	bool told = isatty(STDERR_FILENO) && write(STDERR_FILENO, notice, sizeof notice - 1) > 0;
	(void)told; /* nothing is to be done where it cannot be written */
	/* The next one acts as ever. */
	signal(SIGINT, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
	pthread_sigmask(SIG_UNBLOCK, &set, NULL);
	while (atomic_load(&interrupt->signal))
		pause(); /* where interrupt_end can cancel it */
	return NULL;
}

void interrupt_watch(struct interrupt *interrupt)
{
	sigset_t set;
	fill(&set);
	atomic_init(&interrupt->signal, 0);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
	interrupt->running = pthread_create(&interrupt->thread, NULL, wait_for_signals, interrupt) == 0;
	if (!interrupt->running)
		pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

int interrupt_signal(struct interrupt *interrupt)
{
	return atomic_load(&interrupt->signal);
}

void interrupt_end(struct interrupt *interrupt)
{
	sigset_t set;
	if (!interrupt->running)
		return;
	pthread_cancel(interrupt->thread);
	pthread_join(interrupt->thread, NULL);
	interrupt->running = false;
	fill(&set);
	pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}
