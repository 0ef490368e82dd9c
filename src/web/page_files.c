/* page_files.c: the page's own files, which web/build.mjs made and the assembler put into the program. */
#include "web/page_files.h"

#define BYTES(symbol) extern const char symbol[], symbol##_end[];
BYTES(casus_page_index_html)
BYTES(casus_page_app_js)
BYTES(casus_page_style_css)
BYTES(casus_page_icon_svg)
BYTES(casus_page_far_json)
BYTES(casus_page_world_json)
BYTES(casus_page_provinces_json)
BYTES(casus_page_openapi_json)

#define FILE_AT(path, type, symbol) ((struct web_asset){path, type, {symbol, (size_t)(symbol##_end - symbol)}})

void page_files(struct web_asset files[PAGE_FILES + 1])
{
	size_t count = 0;
	files[count++] = FILE_AT("/", "text/html; charset=utf-8", casus_page_index_html);
	files[count++] = FILE_AT("/app.js", "text/javascript; charset=utf-8", casus_page_app_js);
	files[count++] = FILE_AT("/style.css", "text/css; charset=utf-8", casus_page_style_css);
	files[count++] = FILE_AT("/icon.svg", "image/svg+xml", casus_page_icon_svg);
	files[count++] = FILE_AT("/far.json", "application/json", casus_page_far_json);
	files[count++] = FILE_AT("/provinces.json", "application/json", casus_page_provinces_json);
	files[count++] = FILE_AT("/world.json", "application/json", casus_page_world_json);
	files[count++] = FILE_AT("/api/openapi.json", "application/json", casus_page_openapi_json);
	files[count] = (struct web_asset){0};
}
