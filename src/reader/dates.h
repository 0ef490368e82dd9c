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

/* The day of a time stamp as data and mail write it: "2020-01-09", with a time of day behind it or not, "20200109", "20200109T101500Z",
 * "20200109101500", "Thu, 09 Jan 2020 10:15:00 GMT", "26-FEB-1987 15:01", "Thu Jan  9 10:15:00 2020", what date_at_start reads, and
 * seconds or milliseconds since 1970. The day is taken as it stands, whatever the time zone. */
bool date_of_stamp(struct str text, int32_t *day);

/* A date in a file's name: YYYY-MM-DD or YYYYMMDD between other things. False when there is none. */
bool date_in_name(struct str name, int32_t *day);

#endif
