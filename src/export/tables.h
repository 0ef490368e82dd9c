/* tables.h: lexicon/export in memory. All lookups give an empty string for what is not there. */
#ifndef CASUS_EXPORT_TABLES_H
#define CASUS_EXPORT_TABLES_H

#include "export/export.h"

enum country_column { COUNTRY_NAME = 1, COUNTRY_NUMERIC, COUNTRY_FIPS, COUNTRY_COW, COUNTRY_GW, COUNTRY_CAMEO, COUNTRY_REGION, COUNTRY_UCDP };
enum sector_column { SECTOR_CAMEO = 1, SECTOR_ICEWS, SECTOR_INTER, SECTOR_SIDE };
enum body_column { BODY_CAMEO = 1, BODY_NAME };
enum acled_column { ACLED_TYPE, ACLED_MODE, ACLED_TARGET, ACLED_ABOUT, ACLED_DISORDER, ACLED_EVENT, ACLED_SUB_EVENT };

struct str table_country(const struct export_tables *tables, struct str iso3, enum country_column column);
struct str table_sector(const struct export_tables *tables, struct str sector, enum sector_column column);
struct str table_body(const struct export_tables *tables, struct str code, enum body_column column);
/* Of the longest code in the table that CODE begins with. */
struct str table_cameo_label(const struct export_tables *tables, struct str code);
struct str table_goldstein(const struct export_tables *tables, struct str code, enum goldstein_table which);
/* PLOVER's, of the mode or else the type. */
struct str table_intensity(const struct export_tables *tables, struct str type, struct str mode);

size_t table_acled_count(const struct export_tables *tables);
struct str table_acled(const struct export_tables *tables, size_t row, enum acled_column column);

#endif
