#include "base/json.h"

static void quoted(struct buf *out, struct str value)
{
	buf_byte(out, '"');
	size_t plain = 0;
	for (size_t i = 0; i < value.length; i++) {
		unsigned char c = (unsigned char)value.data[i];
		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		buf_append(out, value.data + plain, i - plain);
		plain = i + 1;
		if (c == '"' || c == '\\')
			buf_printf(out, "\\%c", c);
		else if (c == '\n')
			buf_text(out, "\\n");
		else if (c == '\t')
			buf_text(out, "\\t");
		else
			buf_printf(out, "\\u%04x", c);
	}
	buf_append(out, value.data + plain, value.length - plain);
	buf_byte(out, '"');
}

static void begin(struct json *json, const char *key)
{
	if (json->comma)
		buf_byte(json->out, ',');
	json->comma = true;
	if (key) {
		quoted(json->out, str_of(key));
		buf_byte(json->out, ':');
	}
}

void json_open(struct json *json, const char *key, char bracket)
{
	begin(json, key);
	buf_byte(json->out, bracket);
	json->comma = false;
}

void json_close(struct json *json, char bracket)
{
	buf_byte(json->out, bracket);
	json->comma = true;
}

void json_str(struct json *json, const char *key, struct str value)
{
	begin(json, key);
	quoted(json->out, value);
}

void json_str_if(struct json *json, const char *key, struct str value)
{
	if (!str_empty(value))
		json_str(json, key, value);
}

void json_number(struct json *json, const char *key, int64_t value)
{
	begin(json, key);
	buf_printf(json->out, "%lld", (long long)value);
}

/* Integers only, so that no locale can put a comma where the point belongs. */
void json_decimal(struct json *json, const char *key, double value, unsigned decimals)
{
	int64_t scale = 1;
	for (unsigned i = 0; i < decimals; i++)
		scale *= 10;
	int64_t scaled = (int64_t)(value * (double)scale + (value < 0 ? -0.5 : 0.5));
	while (decimals && scaled % 10 == 0) {
		scaled /= 10;
		scale /= 10;
		decimals--;
	}
	int64_t whole = scaled < 0 ? -scaled : scaled;
	begin(json, key);
	buf_printf(json->out, "%s%lld", scaled < 0 ? "-" : "", (long long)(whole / scale));
	if (decimals)
		buf_printf(json->out, ".%0*lld", (int)decimals, (long long)(whole % scale));
}

void json_true_if(struct json *json, const char *key, bool value)
{
	if (!value)
		return;
	begin(json, key);
	buf_text(json->out, "true");
}

void json_raw(struct json *json, const char *key, struct str value)
{
	begin(json, key);
	buf_str(json->out, value);
}
