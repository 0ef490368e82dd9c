/* coref.c: antecedents over the document. */
#include "scene.h"

void coref_link(struct finder *finder)
{
	(void)finder;
}
