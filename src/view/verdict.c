/* verdict.c: the line of `casus relate`. */
#include "base/json.h"
#include "names.h"
#include "view/view.h"

void view_verdict(struct str id, const struct verdict *verdict, struct buf *out)
{
	struct json json = {out, false};
	json_open(&json, NULL, '{');
	json_str(&json, "kind", STR("relate"));
	json_str(&json, "id", id);
	json_str(&json, "event_type", verdict->type);
	json_str_if(&json, "event_mode", verdict->mode);
	json_str(&json, "factuality", str_of(name_of_factuality(verdict->factuality)));
	json_decimal(&json, "confidence", verdict->confidence, 4);
	json_str(&json, "rule", verdict->rule);
	json_close(&json, '}');
	buf_byte(out, '\n');
}
