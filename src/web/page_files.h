/* page_files.h: the page's own files. */
#ifndef CASUS_WEB_PAGE_FILES_H
#define CASUS_WEB_PAGE_FILES_H

#include "web/web.h"

enum { PAGE_FILES = 8 };
/* For web_options.assets; views into the program. */
void page_files(struct web_asset files[PAGE_FILES + 1]);

#endif
