/* dates.h: the document's own date, as mastheads and file names write it. */
#ifndef CASUS_READER_DATES_H
#define CASUS_READER_DATES_H

#include "base/day.h"
#include "flow.h"

/* A date at the start of TEXT: "Thursday, January 9, 2020", "9 January 2020", "Jan. 9, 2020", "2020-01-09",
 * "2020/01/09", "09.01.2020"; numbers parted by / with the month first are taken only where the day cannot be a
 * month or both agree. Returns its length in bytes, 0 for none. *DAY is DAY_NONE when there is no year ("Jan 9"), and
 * *MONTH (1 to 12) and *MDAY are always filled. */
size_t date_at_start(struct str text, int32_t *day, int *month, int *mday);

/* A date in a file's name: YYYY-MM-DD or YYYYMMDD between other things. False when there is none. */
bool date_in_name(struct str name, int32_t *day);

#endif
