/* format_jsonl.c: one JSON object a line. */
#include "reader/json.h"

static int probe(struct str head, struct str path)
{
	struct str s = str_trim(head);
	if (str_starts(s, STR("\xEF\xBB\xBF")))
		s = str_trim(str_slice(s, 3, s.length));
	if (!str_starts(s, STR("{")))
		return 0;
	s = str_trim(str_slice(s, 1, s.length));
	bool named = str_ends(path, STR(".jsonl")) || str_ends(path, STR(".ndjson")) || str_ends(path, STR(".json"));
	return named || str_starts(s, STR("\"")) || str_starts(s, STR("}")) ? 90 : 0;
}

static enum reader_status cut(struct reader *reader, struct arena *arena, struct reader_raw *raw, struct error *error)
{
	struct str line;
	uint64_t offset;
	do {
		offset = input_offset(reader->input);
		if (!reader_line(reader, &line, error))
			return error->kind == ERROR_NONE ? READER_END : READER_BAD;
		if (reader->line == 1 && str_starts(line, STR("\xEF\xBB\xBF")))
			line = str_slice(line, 3, line.length);
	} while (str_empty(str_trim(line)));
	return reader_cut_bytes(reader, line, offset, reader->line, arena, raw);
}

const struct reader_format reader_jsonl_format = {"jsonl", probe, cut, json_parse, NULL};
