/* features.c: the names of the parts of the comparison. */
#include "features.h"

static const char *const names[] = {
#define X(number, name, reason) name,
	INCIDENT_PARTS(X)
#undef X
};

static const char *const reasons[] = {
#define X(number, name, reason) reason,
	INCIDENT_PARTS(X)
#undef X
};

const struct tree_features *incident_tree_features(void)
{
	static const struct tree_features features = {FEATURE_COUNT, names};
	return &features;
}

size_t incident_feature_count(void)
{
	return FEATURE_COUNT;
}

struct str incident_feature_name(size_t feature)
{
	return str_of(names[feature]);
}

struct str incident_feature_reason(size_t feature)
{
	return str_of(reasons[feature]);
}
