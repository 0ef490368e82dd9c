/* schema.h: the migrations, made from schema/ENGINE-NUMBER.sql by schema/embed.sh when casus is built. */
#ifndef CASUS_STORE_SCHEMA_H
#define CASUS_STORE_SCHEMA_H

#include "store/sql.h"

extern const struct sql_migration schema_sqlite[]; /* ended by number 0 */
extern const struct sql_migration schema_postgres[]; /* the same steps, by schema/postgres.sh */

#endif
