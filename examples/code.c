/* Codes the article in a file with libcasus and prints each record: code FILE [PACK] */
#include <stdio.h>
#include <stdlib.h>

#include <casus.h>

/* The whole of PATH, to be freed by the caller; NULL when it cannot be read. */
static char *read_file(const char *path, size_t *length)
{
	FILE *file = fopen(path, "rb");
	char *text = NULL;
	size_t capacity = 0;
	*length = 0;
	if (!file)
		return NULL;
	for (;;) {
		if (*length == capacity) {
			capacity = capacity ? 2 * capacity : 4096;
			char *larger = realloc(text, capacity);
			if (!larger)
				break;
			text = larger;
		}
		size_t got = fread(text + *length, 1, capacity - *length, file);
		if (got == 0)
			break;
		*length += got;
	}
	fclose(file);
	return text;
}

static int code(const casus_pack *pack, const char *text, size_t length)
{
	casus_error error;
	casus_coder *coder = NULL;
	casus_document *document = NULL;
	casus_status status = casus_coder_new(&coder, pack, &error);
	if (status == CASUS_OK)
		status = casus_code_text(coder, text, length, NULL, &document, &error);
	if (status == CASUS_OK) {
		for (size_t i = 0; i < casus_document_count(document); i++) {
			const casus_record *record = casus_document_record(document, i);
			printf("%-13s %s\n", record->kind, record->json);
		}
	} else {
		fprintf(stderr, "%s\n", error.message);
	}
	casus_document_free(document);
	casus_coder_free(coder);
	return (int)status;
}

int main(int argc, char **argv)
{
	casus_error error;
	casus_pack *pack = NULL;
	size_t length = 0;
	char *text = argc > 1 ? read_file(argv[1], &length) : NULL;
	int status = EXIT_FAILURE;
	if (!text) {
		fprintf(stderr, "usage: code FILE [PACK]\n");
	} else if (casus_pack_open(&pack, argc > 2 ? argv[2] : NULL, &error) != CASUS_OK) {
		fprintf(stderr, "%s\n", error.message);
	} else {
		status = code(pack, text, length);
	}
	casus_pack_close(pack);
	free(text);
	return status;
}
