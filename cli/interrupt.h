/* interrupt.h: ctrl-C asks a run to end after what is begun; a second one ends the program at once. */
#ifndef CASUS_CLI_INTERRUPT_H
#define CASUS_CLI_INTERRUPT_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

struct interrupt {
	pthread_t thread;
	bool running;
	atomic_int signal; /* the first that came; 0: none */
};

/* From now on SIGINT and SIGTERM are kept from all threads started later and noted in INTERRUPT, which must stay where it is.
 * Without a thread to note them they act as ever. */
void interrupt_watch(struct interrupt *interrupt);
int interrupt_signal(struct interrupt *interrupt);
void interrupt_end(struct interrupt *interrupt);

#endif
