/* export.h: what `casus code -f FORMAT` and `casus export` share: documents in order into a format of export/. */
#ifndef CASUS_CLI_EXPORT_H
#define CASUS_CLI_EXPORT_H

#include "options.h"
#include "session.h"

#include "export/export.h"

/* False with ERROR_USAGE when --goldstein is none of its words. */
bool export_options_of(const struct settings *settings, struct export_options *options, struct error *error);
/* Append " NAME" for each format to NAMES. */
void export_names(struct buf *names);

struct export_output { /* a format on standard output */
	struct exporter *exporter;
	struct buf out;
};

/* To be closed in either case. False with ERROR_USAGE or ERROR_SYSTEM. */
bool export_output_open(struct export_output *output, const struct export_format *format, const struct session *session,
                        const struct settings *settings, struct error *error);
bool export_output_add(struct export_output *output, const struct document *document, const struct export_incident *incidents,
                       struct error *error);
/* Write what stands at the end and push all out. */
bool export_output_end(struct export_output *output, struct error *error);
void export_output_close(struct export_output *output);

/* `casus code` into FORMAT: an exit status. */
int export_coded(const struct export_format *format, const struct settings *settings);

#endif
