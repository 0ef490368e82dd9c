/* json.h: JSON written straight into a buffer: commas and quotes are kept by the writer. */
#ifndef CASUS_BASE_JSON_H
#define CASUS_BASE_JSON_H

#include "base/buf.h"

struct json {
	struct buf *out;
	bool comma; /* the next value follows another */
};

void json_open(struct json *json, const char *key, char bracket); /* KEY NULL inside a list */
void json_close(struct json *json, char bracket);
void json_str(struct json *json, const char *key, struct str value);
/* Left out when VALUE is empty, as RECORD.md has it. */
void json_str_if(struct json *json, const char *key, struct str value);
void json_number(struct json *json, const char *key, int64_t value);
/* At most DECIMALS digits after the point, trailing zeros dropped. */
void json_decimal(struct json *json, const char *key, double value, unsigned decimals);
/* VALUE is JSON already. */
void json_raw(struct json *json, const char *key, struct str value);
void json_true_if(struct json *json, const char *key, bool value);

#endif
