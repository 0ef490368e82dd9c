#include "names.h"

#define PICK(names, value) ((size_t)(value) < sizeof(names) / sizeof *(names) ? (names)[value] : NULL)

const char *name_of_precision(enum date_precision precision)
{
	static const char *const names[] = {[DATE_DAY] = "day", [DATE_WEEK] = "week", [DATE_MONTH] = "month", [DATE_SEASON] = "season",
	                                    [DATE_YEAR] = "year", [DATE_FUZZY] = "fuzzy"};
	return PICK(names, precision);
}

const char *name_of_basis(enum date_basis basis)
{
	static const char *const names[] = {[BASIS_DOCUMENT] = "document", [BASIS_EXACT] = "exact", [BASIS_RELATIVE] = "relative"};
	return PICK(names, basis);
}

const char *name_of_place_precision(enum place_precision precision)
{
	static const char *const names[] = {[PLACE_POINT] = "place", [PLACE_ADMIN1] = "admin1", [PLACE_COUNTRY] = "country"};
	return PICK(names, precision);
}

const char *name_of_date_source(enum date_source source)
{
	static const char *const names[] = {[DATE_FROM_NONE] = NULL, [DATE_FROM_INPUT] = "input", [DATE_FROM_TEXT] = "text",
	                                    [DATE_FROM_DATELINE] = "dateline", [DATE_FROM_PAGE] = "page", [DATE_FROM_FILE] = "file"};
	return PICK(names, source);
}

const char *name_of_factuality(enum factuality factuality)
{
	static const char *const names[] = {[FACT_ACTUAL] = "actual", [FACT_NEGATED] = "negated", [FACT_PLANNED] = "planned",
	                                    [FACT_CONDITIONAL] = "conditional", [FACT_POSSIBLE] = "possible"};
	return PICK(names, factuality);
}

const char *name_of_count(enum count_kind kind)
{
	static const char *const names[] = {[COUNT_KILLED] = "killed", [COUNT_WOUNDED] = "wounded", [COUNT_ARRESTED] = "arrested",
	                                    [COUNT_DISPLACED] = "displaced", [COUNT_ABDUCTED] = "abducted", [COUNT_CROWD] = "crowd"};
	return PICK(names, kind);
}

const char *name_of_stage(enum ceasefire_stage stage)
{
	static const char *const names[] = {[CEASEFIRE_CALLED] = "called", [CEASEFIRE_AGREED] = "agreed", [CEASEFIRE_IN_FORCE] = "in-force",
	                                    [CEASEFIRE_VIOLATED] = "violated", [CEASEFIRE_ENDED] = "ended"};
	return PICK(names, stage);
}

const char *name_of_response(enum ceasefire_response response)
{
	static const char *const names[] = {[RESPONSE_REJECTS] = "rejects", [RESPONSE_ACCEPTS] = "accepts",
	                                    [RESPONSE_ACCEPTS_CONDITIONALLY] = "accepts-conditionally", [RESPONSE_WELCOMES] = "welcomes",
	                                    [RESPONSE_VIOLATES] = "violates"};
	return PICK(names, response);
}
