/* workers.c: threads that answer. libmicrohttpd's own threads each carry many connections: were routes answered there, a
 * question of seconds would hold up all others of its thread. So the connection of a request is suspended, its call waits in
 * a queue, and whichever worker is free answers it and wakes the connection up.
 */
#include <stdlib.h>

#include "web/parts.h"

static struct call *take_call(struct web_server *server)
{
	pthread_mutex_lock(&server->lock);
	while (!server->first && !server->closing)
		pthread_cond_wait(&server->more, &server->lock);
	struct call *call = server->first;
	if (call) {
		server->first = call->next;
		if (!server->first)
			server->last = NULL;
	}
	pthread_mutex_unlock(&server->lock);
	return call;
}

static void *work(void *context)
{
	struct web_server *server = context;
	for (struct call *call; (call = take_call(server));) {
		call->route->answer(server->options.context, &call->request, &call->answer);
		call->answered = true;
		MHD_resume_connection(call->connection);
	}
	return NULL;
}

bool workers_queue(struct web_server *server, struct call *call)
{
	pthread_mutex_lock(&server->lock);
	bool open = !server->closing;
	if (open) {
		MHD_suspend_connection(call->connection);
		call->next = NULL;
		if (server->last)
			server->last->next = call;
		else
			server->first = call;
		server->last = call;
		pthread_cond_signal(&server->more);
	}
	pthread_mutex_unlock(&server->lock);
	return open;
}

bool workers_open(struct web_server *server, struct error *error)
{
	unsigned wanted = server->options.threads ? server->options.threads : 2;
	pthread_mutex_init(&server->lock, NULL);
	pthread_cond_init(&server->more, NULL);
	server->workers = calloc(wanted, sizeof *server->workers);
	while (server->workers && server->worker_count < wanted && pthread_create(&server->workers[server->worker_count], NULL, work, server) == 0)
		server->worker_count++;
	return server->worker_count == wanted || error_set(error, ERROR_SYSTEM, "the system gives no more threads");
}

void workers_close(struct web_server *server)
{
	pthread_mutex_lock(&server->lock);
	server->closing = true; /* what is in the queue is still answered */
	pthread_cond_broadcast(&server->more);
	pthread_mutex_unlock(&server->lock);
	for (size_t i = 0; i < server->worker_count; i++)
		pthread_join(server->workers[i], NULL);
	free(server->workers);
	server->workers = NULL;
	server->worker_count = 0;
}
