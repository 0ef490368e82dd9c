/* flow.c: look-ups that rest on the order in which flow.h says that things stand. */
#include "flow.h"

size_t document_mention_from(const struct document *document, size_t sentence, size_t token)
{
	size_t low = 0, high = document->mention_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct mention *mention = &document->mentions[middle];
		if (mention->sentence < sentence || (mention->sentence == sentence && mention->head < token))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t document_mention_at(const struct document *document, size_t sentence, size_t token)
{
	size_t found = document_mention_from(document, sentence, token);
	bool there = found < document->mention_count && document->mentions[found].sentence == sentence && document->mentions[found].head == token;
	return there ? found : NO_INDEX;
}
