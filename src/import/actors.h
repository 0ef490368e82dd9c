/* actors.h: what the readers of the formats share: lines, what they gather of an actor, and how it is written. */
#ifndef CASUS_IMPORT_ACTORS_H
#define CASUS_IMPORT_ACTORS_H

#include "base/map.h"
#include "import/import.h"

struct held_code { /* a code and the days on which it holds, as casus writes them: "2001-05..2003" or empty */
	struct str code; /* of the source, in capitals */
	struct str when;
	bool cameo;      /* CAMEO's words for roles: to be converted */
};

struct held_actor {
	struct str *names; /* the first is shown */
	size_t name_count, name_capacity;
	struct held_code *codes;
	size_t code_count, code_capacity;
	struct str country;  /* set where it is one: its code, which becomes its id */
	const char *class_; /* of docs/import.md: "actor", "person" ... */
	struct str id;      /* empty: made of the first name */
	struct str more;
	size_t line;
	bool told;           /* the caller knows of a code that could not be read */
};

struct importer {
	struct arena arena;
	struct import_caller caller;
	struct map ids;      /* ids that were written */
	struct map declared; /* countries that the lists bring */
	struct import_counts counts;
	const char *path;
	size_t line;
	struct str source;   /* the whole line */
	struct held_actor *actors; /* of the file that is read */
	size_t actor_count, actor_capacity;
	const char *class_;  /* the last that was written */
};

/* Tell the caller of a fault at PART, a view into the current line. Always false. */
bool import_bad(struct importer *importer, struct str part, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* The next line of *REST into importer->source and line; false at the end. */
bool import_next_line(struct importer *importer, struct str *rest);

struct held_actor *import_actor(struct importer *importer); /* a new one, at the end; valid until the next */
void import_add_name(struct importer *importer, struct held_actor *actor, struct str name);
void import_add_code(struct importer *importer, struct held_actor *actor, struct str code, struct str when, bool cameo);
/* Write the gathered actors to OUT, and forget them. */
void import_write_actors(struct importer *importer, struct buf *out);
/* NAME without what the format of casus's files could take for its own signs. */
struct str import_clean(struct importer *importer, struct str name);

/* Does NAME hold a letter or digit? Else it is no name. */
bool import_has_letter(struct str name);
/* Has CODE none of the signs that casus's own files give a meaning? */
bool import_is_code(struct str code);

/* codes.c */
/* CODE (CAMEO's) as casus has it: "USAJRN" for USAMED, "PSEREB=PSEREBHMS", "-=G77"; in the importer's arena. */
struct str import_code(struct importer *importer, struct str code, bool cameo);
/* "~GOVMED" of an agent: "GOV=~GOVJRN". */
struct str import_agent_code(struct importer *importer, struct str code);
/* ISO 3166 of a state in the letters of the Correlates of War ("UKG"); as it is where they agree. */
struct str import_cow_country(struct str code);
/* CAMEO's letters for a country in ISO's; empty for one that casus has not. */
struct str import_country(struct str code, bool cameo);
/* A role, region or creed of CAMEO's, which no country goes by. */
bool import_is_cameo_group(struct str code);
/* "LY" -> "LBY"; empty for what is no country. */
struct str import_country_of_two(struct str code);
bool import_is_international(struct str code);

/* csv.c: a table with a head line. */
struct csv {
	struct importer *importer;
	struct str rest;
	size_t next_line;
	char separator;
	struct str *fields; /* of the row that was read */
	size_t count, capacity;
	struct str *head;
	size_t head_count;
};
/* False when there is no head. */
bool csv_open(struct csv *csv, struct importer *importer, struct str text);
bool csv_next(struct csv *csv);
/* The field of the current row below NAME, trimmed; empty when there is none. */
struct str csv_field(const struct csv *csv, const char *name);
bool csv_has(const struct csv *csv, const char *name);

/* The formats. Each reads the whole text. */
typedef void import_reader(struct importer *importer, struct str text, struct buf *out);
void import_petrarch_actors(struct importer *importer, struct str text, struct buf *out);
void import_petrarch_agents(struct importer *importer, struct str text, struct buf *out);
void import_petrarch_verbs(struct importer *importer, struct str text, struct buf *out);
void import_ucdp(struct importer *importer, struct str text, struct buf *out);
void import_reign(struct importer *importer, struct str text, struct buf *out);
void import_csv(struct importer *importer, struct str text, struct buf *out);
void import_csv_places(struct importer *importer, struct str text, struct buf *out);
void import_geonames(struct importer *importer, struct str text, struct buf *out);

#endif
