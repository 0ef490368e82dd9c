#include "ud.h"

#define NAMED(name) [UPOS_##name] = {#name, sizeof #name - 1},
static const struct str upos_names[] = {UD_UPOS(NAMED)};
#undef NAMED
#define NAMED(name, written) [XPOS_##name] = {written, sizeof written - 1},
static const struct str xpos_names[] = {UD_XPOS(NAMED)};
#undef NAMED
#define NAMED(name, written) [REL_##name] = {written, sizeof written - 1},
static const struct str deprel_names[] = {UD_DEPREL(NAMED)};
#undef NAMED

static struct str name_at(const struct str *names, unsigned count, unsigned value)
{
	return value < count ? names[value] : STR("_");
}

static unsigned value_of(const struct str *names, unsigned count, struct str name)
{
	unsigned value = 0;
	while (value < count && !str_equal(names[value], name))
		value++;
	return value;
}

struct str upos_name(unsigned upos)
{
	return name_at(upos_names, UPOS_COUNT, upos);
}

struct str xpos_name(unsigned xpos)
{
	return name_at(xpos_names, XPOS_COUNT, xpos);
}

struct str deprel_name(unsigned deprel)
{
	return name_at(deprel_names, DEPREL_COUNT, deprel);
}

unsigned upos_value(struct str name)
{
	return value_of(upos_names, UPOS_COUNT, name);
}

unsigned xpos_value(struct str name)
{
	return value_of(xpos_names, XPOS_COUNT, name);
}

unsigned deprel_value(struct str name)
{
	unsigned value = value_of(deprel_names, DEPREL_COUNT, name);
	if (value < DEPREL_COUNT)
		return value;
	return value_of(deprel_names, DEPREL_COUNT, str_cut(&name, ':'));
}
