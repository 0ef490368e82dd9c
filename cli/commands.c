#include "command.h"

#include <string.h>

#define FIELD(name) offsetof(struct settings, name)

/* Options that several commands share. */
#define OPTION_HELP {'h', "help", NULL, OPTION_FLAG, FIELD(help), "say what this command does"}
#define OPTION_FROM \
	{0, "from", "FORMAT", OPTION_TEXT, FIELD(from), \
	 "the inputs' format, where it should not be found out: text, jsonl, json, csv, html, feed, warc, mail, sgml, petrarch, nexis, factiva or pdf"}
#define OPTION_FIELD \
	{0, "field", "PART=NAME", OPTION_TEXTS, FIELD(fields), \
	 "what the inputs call a part of an article: text=body, date=meta.published; the parts are text, html, title, date, url, publisher, " \
	 "language, place, id; may be given more than once"}
#define OPTION_LIST \
	{0, "list", "FILE", OPTION_TEXTS, FIELD(lists), "inputs are named in this file, one a line; - is standard input; may be given more than once"}
#define OPTION_QUIET \
	{'q', "quiet", NULL, OPTION_FLAG, FIELD(quiet), "show no progress, and count what is left out without naming it"}
#define OPTION_LOG {0, "log", "FORMAT", OPTION_TEXT, FIELD(log), "json: what goes to standard error as lines of JSON, with a summary at the end"}
#define OPTION_READING \
	OPTION_FROM, OPTION_FIELD, OPTION_LIST, OPTION_THREADS, OPTION_QUIET, OPTION_LOG
#define OPTION_CHOICE \
	{0, "keep-duplicates", NULL, OPTION_FLAG, FIELD(keep_duplicates), "keep articles whose text, day and id (if any) are those of one before"}, \
	{0, "any-language", NULL, OPTION_FLAG, FIELD(any_language), "keep articles that are not in English"}
#define OPTION_THOROUGH \
	{0, "thorough", NULL, OPTION_FLAG, FIELD(thorough), "parse every sentence, also those behind the last one that has words of the codebook (docs/bench.md)"}
#define OPTION_SHARD \
	{0, "shard", "K/N", OPTION_TEXT, FIELD(shard), "only the articles of part K of N; every article is in one of them, whatever the order of inputs"}
#define OPTION_PARTS \
	OPTION_SHARD, \
	{0, "resume", "FILE", OPTION_TEXT, FIELD(resume), \
	 "note in FILE how far the run is; with the same command again, and its output appended, go on from there"}, \
	{0, "skip", "N", OPTION_COUNT, FIELD(skip), "pass over the first N articles"}
#define OPTION_THREADS \
	{'t', "threads", "N", OPTION_COUNT, FIELD(threads), "how many threads code; as many as there are processors unless told"}
#define OPTION_PACK \
	{0, "pack", "FILE", OPTION_TEXT, FIELD(pack), \
	 "the compiled lexicon and model; $CASUS_PACK, casus.pack beside the program or the installed one unless told"}
#define OPTION_CODEBOOK \
	{0, "codebook", "FILE", OPTION_TEXTS, FIELD(codebooks), \
	 "a codebook of yours, which adds to and overrides the pack's; may be given more than once"}
#define OPTION_LISTS \
	{0, "actors", "FILE", OPTION_TEXTS, FIELD(actors), \
	 "actors of yours (docs/import.md), which add to casus's own; one with the same id takes its place; may be given more than once"}, \
	{0, "only-actors", NULL, OPTION_FLAG, FIELD(only_actors), "the actors of --actors in place of casus's own"}, \
	{0, "places", "FILE", OPTION_TEXTS, FIELD(places), "places of yours, which add to casus's own; may be given more than once"}
#define OPTION_LEXICON \
	{0, "lexicon", "FOLDER", OPTION_TEXT, FIELD(lexicon), \
	 "the lexicon folder that files of yours are compiled with; the program's own unless told"}
#define OPTION_DB {0, "db", "FILE", OPTION_TEXT, FIELD(db), "the database: a file, or a server's, such as postgresql:///name"}
#define OPTION_EXPORT \
	{0, "goldstein", "TABLE", OPTION_TEXT, FIELD(goldstein), "which of the two scales goes with CAMEO codes: gdelt (unless told) or phoenix"}, \
	{0, "all", NULL, OPTION_FLAG, FIELD(all), \
	 "also what was denied, planned, conditional or only possible, in formats of others that have no mark for it"}
#define OPTION_WAIT \
	{0, "wait", "SECONDS", OPTION_COUNT, FIELD(wait), "how long to wait for another program that writes to the database; 60 unless told"}
#define OPTION_END {0, NULL, NULL, OPTION_FLAG, 0, NULL}

static const struct option_spec no_options[] = {
	OPTION_HELP,
	OPTION_END,
};

/* --- code ------------------------------------------------------------------------------------------- */

static const struct option_spec code_options[] = {
	{'f', "format", "FORMAT", OPTION_TEXT, FIELD(format),
	 "table, jsonl or one of others: csv, tsv, icews, gdelt, gdelt-mentions, phoenix, polecat, plover, acled, ucdp-ged, ceasefires, "
	 "geojson, graphml (docs/export.md); a table on a terminal, else jsonl"},
	OPTION_EXPORT,
	OPTION_READING,
	OPTION_CHOICE,
	OPTION_THOROUGH,
	{0, "min-confidence", "PERCENT", OPTION_COUNT, FIELD(min_confidence),
	 "leave out events and relations that are right with less probability than this; what it costs and gives: docs/accuracy.md, Confidence"},
	OPTION_PARTS,
	OPTION_CODEBOOK,
	OPTION_LISTS,
	OPTION_LEXICON,
	OPTION_PACK,
	{0, "width", "COLUMNS", OPTION_COUNT, FIELD(width), "the table's width; the terminal's unless told"},
	{0, "color", NULL, OPTION_FLAG, FIELD(color), "colour the table even when it goes to no terminal"},
	{0, "no-color", NULL, OPTION_FLAG, FIELD(no_color), "never colour; so does $NO_COLOR"},
	OPTION_HELP,
	OPTION_END,
};

static const char *const code_text[] = {
	"Codes articles: for each, what it says that happened, as events, standing relations, ceasefires and contradictions, with "
	"actors, places, dates, who says so and whether it came about.",
	"An input is a file; - or none at all is standard input. Plain text is one article a file; JSON Lines holds one a line. "
	"Records come in the order of the inputs, the same bytes for any number of threads.",
	NULL,
};

/* --- read ------------------------------------------------------------------------------------------- */

static const struct option_spec read_options[] = {
	OPTION_READING,
	OPTION_CHOICE,
	OPTION_PARTS,
	{0, "count", NULL, OPTION_FLAG, FIELD(count), "only count the articles, without looking into them"},
	OPTION_PACK,
	OPTION_HELP,
	OPTION_END,
};

static const char *const read_text[] = {
	"Writes the articles of files, folders, archives, crawls, feeds and dumps as JSON Lines: text, title, date and where it is from, url, "
	"publisher, language, and where it stands. What comes out is an input again.",
	"Formats and encodings are found out; docs/input.md lists them. An input that cannot be used is named and costs only itself.",
	NULL,
};

/* --- parse, explain --------------------------------------------------------------------------------- */

static const struct option_spec parse_options[] = {
	OPTION_READING,
	OPTION_PARTS,
	OPTION_PACK,
	OPTION_HELP,
	OPTION_END,
};

static const char *const parse_text[] = {
	"Writes sentences, words, tags and dependency trees as CoNLL-U.",
	"With --from conllu the inputs' own sentences and words are kept, with their numbers, comments, MISC, ranges and empty nodes; "
	"lemmas, tags and trees are made anew.",
	NULL,
};

static const struct option_spec explain_options[] = {
	{0, "incident", "ID", OPTION_TEXT, FIELD(incident), "why the mentions of an incident are one, in the database of --db; `casus incident` says more"},
	OPTION_DB,
	OPTION_READING,
	OPTION_PARTS,
	OPTION_CODEBOOK,
	OPTION_LISTS,
	OPTION_LEXICON,
	OPTION_PACK,
	OPTION_HELP,
	OPTION_END,
};

static const char *const explain_text[] = {
	"Says for each sentence why a record was coded and why the near misses were not: the clause that was found, the line of the "
	"codebook that fired or what it lacked, the roles.",
	NULL,
};

/* --- find ------------------------------------------------------------------------------------------- */

static const struct option_spec find_options[] = {
	{0, "on", "DATE", OPTION_TEXT, FIELD(on), "only what held on this day, such as 2020-01-09"},
	{'f', "format", "FORMAT", OPTION_TEXT, FIELD(format), "text or jsonl; text unless told"},
	OPTION_LISTS,
	OPTION_LEXICON,
	OPTION_PACK,
	OPTION_HELP,
	OPTION_END,
};

static const char *const find_text[] = {
	"Says what a name means and why: the entry that is chosen and by what rule, then all that it may mean, with ids, codes, offices in "
	"time, whom they lead and what they are part of, their names, how the name stands for each and what a text must have besides, and "
	"the lexicon's file and line; nouns that stand for a kind of actor; places, the likeliest first and why.",
	"\"Turkish parliament\" and \"President of France\" are taken apart. Case, accents and the article do not matter.",
	"A name that nothing is known of gives the exit status 1 and the names that are written alike.",
	NULL,
};

/* --- import ----------------------------------------------------------------------------------------- */

static const struct option_spec import_options[] = {
	{0, "from", "FORMAT", OPTION_TEXT, FIELD(from),
	 "petrarch-actors, petrarch-agents, petrarch-verbs, ucdp, reign, csv, csv-places or geonames; found out unless told"},
	{'q', "quiet", NULL, OPTION_FLAG, FIELD(quiet), "do not say how much was read"},
	OPTION_PACK,
	OPTION_HELP,
	OPTION_END,
};

static const char *const import_text[] = {
	"Turns lists of actors, places or verbs in the formats of others into casus's own text files, on standard output: dictionaries of "
	"TABARI, PETRARCH and Phoenix, UCDP's conflicts, REIGN's leaders, GeoNames' dumps, tables (name, code, from, to, aliases; or name, "
	"country, lat, lon). What comes out is given to --actors, --places or --codebook.",
	"A line that cannot be read is named with its file, line and column, and only it is left out; the exit status is then 1.",
	NULL,
};

/* --- add -------------------------------------------------------------------------------------------- */

static const struct option_spec add_options[] = {
	OPTION_DB,
	OPTION_FROM,
	OPTION_FIELD,
	OPTION_LIST,
	OPTION_THREADS,
	{0, "any-language", NULL, OPTION_FLAG, FIELD(any_language), "keep articles that are not in English"},
	OPTION_THOROUGH,
	OPTION_LOG,
	OPTION_SHARD,
	OPTION_CODEBOOK,
	OPTION_LISTS,
	OPTION_LEXICON,
	OPTION_PACK,
	OPTION_WAIT,
	{0, "recode", NULL, OPTION_FLAG, FIELD(recode),
	 "code anew what another version of the program, lexicon or model coded: of the inputs, or without any the whole database"},
	{0, "batch", "N", OPTION_COUNT, FIELD(batch), "at most N documents in one transaction, which is what a loss of power costs; 4096 short ones unless told, 512 on a server"},
	{'q', "quiet", NULL, OPTION_FLAG, FIELD(quiet), "do not say how much was added"},
	OPTION_HELP,
	OPTION_END,
};

static const char *const add_text[] = {
	"Codes articles into a database, one file of SQLite that is made where there is none. What is there already, by its content, is skipped "
	"before it is coded; where the same text comes from another source, the source is noted.",
	"It may be stopped at any time, even by a loss of power, and begun again: what was there stands, the rest is added, nothing "
	"twice. Several may add to one database at once. docs/store.md says more, docs/schema.md what the tables hold.",
	NULL,
};

/* --- serve ------------------------------------------------------------------------------------------ */

static const struct option_spec serve_options[] = {
	{'p', "port", "N", OPTION_COUNT, FIELD(port), "the port; 8470 unless told"},
	{0, "write", NULL, OPTION_FLAG, FIELD(write), "let people judge records, which is kept in the database"},
	{0, "listen", "ADDRESS", OPTION_TEXT, FIELD(listen), "an address of this machine that others can reach, instead of loopback; then a token is needed"},
	{0, "token", "TEXT", OPTION_TEXT, FIELD(token), "the token; one is made and printed where it is needed and not given"},
	{0, "host", "NAME", OPTION_TEXTS, FIELD(hosts), "a further name by which others call this machine; may be given more than once"},
	OPTION_PACK,
	OPTION_HELP,
	OPTION_END,
};

static const char *const serve_text[] = {
	"Shows a database on a page of this machine: events in time and on the map, who is with and against whom, truces, rival "
	"accounts, and each record beside the words that it rests on. The page works without a network; its JSON is documented in docs/api.md.",
	"It listens on loopback only, answers to its own name and its own page only, and changes nothing, unless told otherwise.",
	NULL,
};

/* --- copy ------------------------------------------------------------------------------------------- */

static const struct option_spec copy_options[] = {
	{0, "from", "DATABASE", OPTION_TEXT, FIELD(from), "the database to read"},
	{0, "to", "DATABASE", OPTION_TEXT, FIELD(to), "the database to write, made where there is none"},
	OPTION_WAIT,
	OPTION_PACK,
	{'q', "quiet", NULL, OPTION_FLAG, FIELD(quiet), "do not say how much was copied"},
	OPTION_HELP,
	OPTION_END,
};

static const char *const copy_text[] = {
	"Copies all documents of one database into another, with their records, sources, who coded them and when, and what was superseded. "
	"What the other has already stands as it is there; only sources that it does not know are added. So databases that were made "
	"apart are put together: an article that repeats one of the other database is kept as a copy, without records, as `casus add` would have it.",
	NULL,
};

/* --- send, work ------------------------------------------------------------------------------------- */

#define OPTION_QUEUE \
	{0, "nats", "URL", OPTION_TEXT, FIELD(nats), "the servers of the queue, with commas between: nats://localhost:4222"}, \
	{0, "stream", "NAME", OPTION_TEXT, FIELD(stream), "the queue's stream; CASUS unless told"}, \
	{0, "creds", "FILE", OPTION_TEXT, FIELD(creds), "credentials for the queue (a .creds file); a user and password stand in the URL"}, \
	{0, "tls-ca", "FILE", OPTION_TEXT, FIELD(tls_ca), "who vouches for the queue's servers"}, \
	{0, "tls-cert", "FILE", OPTION_TEXT, FIELD(tls_cert), "a certificate of one's own for them"}, \
	{0, "tls-key", "FILE", OPTION_TEXT, FIELD(tls_key), "its key"}, \
	{0, "replicas", "N", OPTION_COUNT, FIELD(replicas), "how many servers keep the stream, where it is made; 1 unless told"}, \
	{0, "queue-size", "MB", OPTION_COUNT, FIELD(queue_size), "how much the stream holds, where it is made; 1024 unless told"}, \
	{0, "patience", "SECONDS", OPTION_COUNT, FIELD(patience), "after how long a document goes to another worker, where the queue is made; 120 unless told"}

static const struct option_spec send_options[] = {
	OPTION_QUEUE,
	OPTION_FROM,
	OPTION_THREADS,
	OPTION_PACK,
	{'q', "quiet", NULL, OPTION_FLAG, FIELD(quiet), "do not say how much was sent"},
	OPTION_HELP,
	OPTION_END,
};

static const char *const send_text[] = {
	"Sends articles to a work queue on NATS JetStream, for any number of `casus work`. It reads what `casus code` reads, waits while the "
	"queue is full, and ends when the servers have kept all of it. Sending again is harmless.",
	NULL,
};

static const struct option_spec work_options[] = {
	OPTION_QUEUE,
	OPTION_DB,
	OPTION_THREADS,
	OPTION_CODEBOOK,
	OPTION_LISTS,
	OPTION_LEXICON,
	OPTION_PACK,
	OPTION_WAIT,
	{0, "until-empty", NULL, OPTION_FLAG, FIELD(until_empty), "end when nothing is left in the queue"},
	{0, "metrics", "PORT", OPTION_COUNT, FIELD(port), "answer /metrics (Prometheus) and /healthz on this port of loopback"},
	{0, "log", "FORMAT", OPTION_TEXT, FIELD(log), "json: a JSON object a line"},
	{'q', "quiet", NULL, OPTION_FLAG, FIELD(quiet), "do not say at the end how much was done"},
	OPTION_HELP,
	OPTION_END,
};

static const char *const work_text[] = {
	"Takes documents from a work queue, codes them and adds them to a database: any number of these on any number of machines. A "
	"document is answered for when the database has it; where a worker dies, others get what it had. What cannot be coded is put aside "
	"with the reason, on the subject STREAM.dead. docs/scale.md says more.",
	"SIGINT and SIGTERM end it after what is begun. A database that is away is waited for.",
	NULL,
};

/* --- check ------------------------------------------------------------------------------------------ */

static const struct option_spec check_options[] = {
	OPTION_DB,
	{'q', "quiet", NULL, OPTION_FLAG, FIELD(quiet), "say nothing when all is well"},
	OPTION_HELP,
	OPTION_END,
};

static const char *const check_text[] = {
	"Verifies a database: its pages, indexes and references; the full-text index against the texts; of every document, that all its parts "
	"are there, that spans lie within the text, and that the ids of the document and its records are those of what they are made from.",
	"What is wrong is said on standard output, a line each, and gives the exit status 1. Nothing is changed.",
	NULL,
};

/* --- history ---------------------------------------------------------------------------------------- */

static const struct option_spec history_options[] = {
	OPTION_DB,
	{0, "on", "DATE", OPTION_TEXT, FIELD(on), "only what held, or was under way, on this day, such as 2020-01-09"},
	{'f', "format", "FORMAT", OPTION_TEXT, FIELD(format), "text or jsonl; text unless told"},
	OPTION_PACK,
	OPTION_HELP,
	OPTION_END,
};

static const char *const history_text[] = {
	"Says what the records of a database add up to through time, and on whose word. `relations`: which ties held from when to when. `control`: who "
	"took, held and left which place. `ceasefires`: what became of each truce over all articles, from the call to the answers, the breaches and its end.",
	"A name after the question chooses one actor, or for control one place. docs/incidents.md says how the answers are made.",
	NULL,
};

/* --- incident --------------------------------------------------------------------------------------- */

static const struct option_spec incident_options[] = {
	OPTION_DB,
	{'f', "format", "FORMAT", OPTION_TEXT, FIELD(format), "text or jsonl; text unless told"},
	{0, "join", NULL, OPTION_FLAG, FIELD(join), "the two incidents named are one happening"},
	{0, "split", NULL, OPTION_FLAG, FIELD(split), "the event named tells another happening than the rest of its incident"},
	{0, "undo", "N", OPTION_COUNT, FIELD(undo), "take back decision N"},
	OPTION_PACK,
	{'q', "quiet", NULL, OPTION_FLAG, FIELD(quiet), "do not say a decision's number"},
	OPTION_HELP,
	OPTION_END,
};

static const char *const incident_text[] = {
	"Shows what one happening is made of: what it was, its mentions in the articles of a database with who says so, and why each is in it. "
	"An incident is named after the event that reported it first; the id of any event in it finds it.",
	"With --join or --split a person decides; the decision comes before all comparing, outlives a new coding of the articles, and --undo takes it back. "
	"docs/incidents.md says how casus decides by itself.",
	NULL,
};

/* --- relate ----------------------------------------------------------------------------------------- */

static const struct option_spec relate_options[] = {
	OPTION_READING,
	OPTION_PARTS,
	OPTION_CODEBOOK,
	OPTION_LISTS,
	OPTION_LEXICON,
	OPTION_PACK,
	OPTION_HELP,
	OPTION_END,
};

static const char *const relate_text[] = {
	"Says for each document which type of event its actor does to its recipient, who are given as mentions: "
	"{\"text\":..., \"mentions\":[{\"role\":\"actor\",\"span\":[0,6]},{\"role\":\"recipient\",\"span\":[16,23]}]}, spans in code "
	"points. One line of JSON each; it always gives one type, with the probability that it is right.",
	"A document without mentions is named with its line, and the others are done.",
	NULL,
};

/* --- test, eval ------------------------------------------------------------------------------------- */

static const struct option_spec test_options[] = {
	{'u', "update", NULL, OPTION_FLAG, FIELD(update), "write what was found into the corpus files"},
	OPTION_CODEBOOK,
	OPTION_LISTS,
	OPTION_LEXICON,
	OPTION_PACK,
	OPTION_HELP,
	OPTION_END,
};

static const char *const test_text[] = {
	"Runs the sentences that stand beside a codebook's patterns, and corpus files, which hold articles with their records. "
	"What does not come out as it should is shown with its file and line; the last line is `N passed, N failed`.",
	"A codebook of the program's own lexicon is tested as the files stand there; any other is added to the pack's, as "
	"--codebook does.",
	NULL,
};

static const struct option_spec eval_options[] = {
	OPTION_HELP,
	OPTION_END,
};

static const char *const eval_text[] = {
	"Compares two files of records in JSON Lines: precision, recall and F1 for each type of OUTPUT against GOLD, with the interval "
	"that 95 % of 1,000 resamplings of the documents give; how far the two agree as two coders would (Cohen's kappa, "
	"Krippendorff's alpha); and which type of the one stands where the other has which.",
	"Documents are paired by source_id, else path, url or id. Within one, an event of OUTPUT is that of GOLD when both have the "
	"same type and their triggers overlap, or they stand in the same sentence where one of them has no trigger. Lines of "
	"`casus relate` are paired by id.",
	NULL,
};

/* --- query, export ---------------------------------------------------------------------------------- */

static const struct option_spec query_options[] = {
	OPTION_DB,
	{'f', "format", "FORMAT", OPTION_TEXT, FIELD(format), "table, jsonl or csv; a table on a terminal, else jsonl"},
	{0, "count", "KEYS", OPTION_TEXT, FIELD(count_by),
	 "how many by day, week, month, year, type, mode, quad, actor, recipient, dyad, country, place, factuality, speaker or source; up to "
	 "three with commas between"},
	{0, "chart", NULL, OPTION_FLAG, FIELD(chart), "draw the counts: bars, or for a time and another key a line for each"},
	{0, "on", "DATE", OPTION_TEXT, FIELD(on), "relations: those that are said to hold on this day"},
	OPTION_LISTS,
	OPTION_LEXICON,
	OPTION_PACK,
	{0, "width", "COLUMNS", OPTION_COUNT, FIELD(width), "the table's width; the terminal's unless told"},
	OPTION_HELP,
	OPTION_END,
};

static const char *const query_text[] = {
	"Asks a database that casus add made. Conditions are field=value and all hold; of several values with commas between, one does; "
	"field!=value turns it round. Without a word of its own the records themselves come out, in the order of their dates.",
	"Fields: actor, recipient, party, dyad=A,B, speaker; kind, type, mode, quad, context, relation, cameo, factuality, about; place, country, "
	"box=W,S,E,N, near=LAT,LON,KM; from, to; confidence>=, killed>=, text, source, doc, id, incident. Then sort=date (or -date, confidence, "
	"type, place), limit=, offset=.",
	"Questions with a word of their own, about the records that the conditions choose: timeline, dyads, relations (--on DATE), ceasefires, "
	"contradictions, sources, actors, places. docs/query.md has examples.",
	NULL,
};

static const struct option_spec export_options[] = {
	OPTION_DB,
	{0, "to", "FORMAT", OPTION_TEXT, FIELD(to),
	 "jsonl, csv, tsv, icews, gdelt, gdelt-mentions, phoenix, polecat, plover, acled, ucdp-ged, ceasefires, geojson or graphml"},
	OPTION_EXPORT,
	OPTION_LISTS,
	OPTION_LEXICON,
	OPTION_PACK,
	OPTION_HELP,
	OPTION_END,
};

static const char *const export_text[] = {
	"Writes a database, or the records that conditions choose (as casus query has them), to standard output in the formats of others; "
	"docs/export.md has each, column by column.",
	NULL,
};

/* --- diff ------------------------------------------------------------------------------------------- */

static const struct option_spec diff_options[] = {
	{'q', "quiet", NULL, OPTION_FLAG, FIELD(quiet), "only the table by type, not each difference"},
	OPTION_HELP,
	OPTION_END,
};

static const char *const diff_text[] = {
	"Compares two runs over the same documents, each a file of JSON Lines or a database: which records were added (+), removed (-) and "
	"changed (~, with what each field was and is), then how many of each type.",
	"A record is the same when document, type and the span of its trigger are. Ids, program version, lexicon and model are not compared. "
	"The exit status is that of diff: 0 the same, 1 different, 2 trouble.",
	NULL,
};

/* --- pack ------------------------------------------------------------------------------------------- */

static const struct option_spec pack_options[] = {
	{'o', "output", "FILE", OPTION_TEXT, FIELD(output), "write the pack here"},
	{0, "model", "FILE", OPTION_TEXTS, FIELD(models), "a trained model that goes into it; given once for each"},
	{0, "check", NULL, OPTION_FLAG, FIELD(check), "only say whether the lexicon is right; write nothing"},
	{0, "depfile", "FILE", OPTION_TEXT, FIELD(depfile), "write a make rule of the files that the pack was made from"},
	OPTION_HELP,
	OPTION_END,
};

static const char *const pack_text[] = {
	"Compiles a lexicon folder and the trained network into the one file that all other commands map. A mistake in the lexicon is "
	"shown with its file, line and column.",
	NULL,
};

/* --- version, help ---------------------------------------------------------------------------------- */

static const char *const version_text[] = {
	"Prints the version of the program.",
	NULL,
};

static const char *const help_text[] = {
	"Says what casus does, or what COMMAND does and which options it takes.",
	NULL,
};

const struct command commands[] = {
	{"code", "INPUT...", "articles in, records out", code_text, code_options, run_code},
	{"read", "INPUT...", "articles of any format as JSON Lines", read_text, read_options, run_read},
	{"explain", "INPUT...", "why each record was coded, and near misses were not", explain_text, explain_options, run_explain},
	{"import", "FILE...", "others' lists of actors and places into casus's own format", import_text, import_options, run_import},
	{"add", "INPUT...", "articles into a database, each coded once", add_text, add_options, run_add},
	{"copy", "", "all documents of one database into another", copy_text, copy_options, run_copy},
	{"check", "", "verify a database", check_text, check_options, run_check},
	{"send", "INPUT...", "articles to a work queue", send_text, send_options, run_send},
	{"work", "", "code what comes through a work queue", work_text, work_options, run_work},
	{"serve", "FILE", "show a database on a local page", serve_text, serve_options, run_serve},
	{"history", "QUESTION [NAME]", "relations, control of places and ceasefires through time, and on whose word", history_text, history_options, run_history},
	{"incident", "ID...", "what one happening is made of, over many articles, and why; join and split", incident_text, incident_options, run_incident},
	{"relate", "INPUT...", "what a given actor does to a given recipient", relate_text, relate_options, run_relate},
	{"parse", "INPUT...", "sentences, words, tags and trees as CoNLL-U", parse_text, parse_options, run_parse},
	{"find", "NAME...", "what the lexicon knows of an actor or place", find_text, find_options, run_find},
	{"test", "FILE...", "run the examples of codebooks and corpus files", test_text, test_options, run_test},
	{"eval", "GOLD OUTPUT", "precision, recall and F1 by type; agreement", eval_text, eval_options, run_eval},
	{"query", "[QUESTION] [CONDITION...]", "ask a database", query_text, query_options, run_query},
	{"export", "[CONDITION...]", "a database in the formats of others", export_text, export_options, run_export},
	{"diff", "OLD NEW", "what changed between two runs", diff_text, diff_options, run_diff},
	{"pack", "LEXICON", "compile lexicon and model", pack_text, pack_options, run_pack},
	{"version", "", "the version", version_text, no_options, run_version},
	{"help", "[COMMAND]", "this list, or more about one command", help_text, no_options, run_help},
	{0},
};

const struct command *command_find(const char *name)
{
	for (const struct command *command = commands; command->name; command++)
		if (strcmp(command->name, name) == 0)
			return command;
	return NULL;
}
