/* compare.h: what the files compare*.c share. Each comparison fills its own parts of VALUE, which were 0. */
#ifndef CASUS_INCIDENT_COMPARE_H
#define CASUS_INCIDENT_COMPARE_H

#include <math.h>

#include "features.h"
#include "parts.h"

static inline double larger(double a, double b)
{
	return a > b ? a : b;
}

/* Cosine of two sets, in the sum that was asked for; two words in common of three are less than twenty of thirty. */
static inline double cosine(double shared, double a, double b)
{
	return shared / sqrt((a + 1) * (b + 1));
}

/* Cosine of the triggers' vectors; NONE where one has none. */
double cosine_of_meaning(const struct sketch *a, const struct sketch *b, double none);

void compare_parties(const struct sketch *a, const struct sketch *b, double *value);
/* One sentence tells of one deed's victims in many ways: "killed nine people, wounded 40 and destroyed a school". After
 * compare_parties, and once it is known whether the two are of one sentence. */
void spare_one_sentence(const struct told *a, const struct told *b, double *value);

/* What the trees alone look at, after all else. */
void compare_finely(const struct told *a, const struct told *b, double *value);

#endif
