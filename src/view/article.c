/* article.c: an article as it was read, as one line of JSON that is an input again. */
#include "base/day.h"
#include "base/json.h"
#include "names.h"
#include "view/view.h"

void view_article(const struct article *a, struct buf *out)
{
	struct json json = {out, false};
	char day[16];
	json_open(&json, NULL, '{');
	json_str_if(&json, "id", a->source_id);
	json_str_if(&json, "path", a->path);
	if (a->offset)
		json_number(&json, "offset", (int64_t)a->offset);
	if (a->line)
		json_number(&json, "line", (int64_t)a->line);
	json_str_if(&json, "url", a->url);
	json_str_if(&json, "publisher", a->publisher);
	json_str_if(&json, "author", a->author);
	json_str_if(&json, "title", a->title);
	if (a->day != DAY_NONE) {
		day_format(a->day, day);
		json_str(&json, "date", str_of(day));
		json_str(&json, "date_from", str_of(name_of_date_source(a->date_from)));
	}
	json_str_if(&json, "place", a->place);
	json_str_if(&json, "language", a->foreign.length ? a->foreign : a->language);
	json_str(&json, "text", a->text);
	json_close(&json, '}');
	buf_byte(out, '\n');
}
