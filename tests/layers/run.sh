#!/bin/sh
# The rules of the house, checked by checker.awk over the sources; then that each rule can fail, on planted files.
. "$CASUS_SOURCE/tests/lib.sh"
here="$CASUS_SOURCE/tests/layers"

cd "$CASUS_SOURCE" || exit 1
find src cli include -name '*.[ch]' | sort >"$work/files"
check "there are sources" [ "$(wc -l <"$work/files")" -gt 40 ]
while read -r file; do
	if problems=$(awk -f "$here/checker.awk" "$file"); then pass; else fail "$problems"; fi
done <"$work/files"

# planted FOLDER RULE: standard input, as FOLDER/planted.c, must be refused with a message that says RULE.
planted() {
	mkdir -p "$work/tree/$1"
	cat >"$work/tree/$1/planted.c"
	status=0
	(cd "$work/tree" && awk -f "$here/checker.awk" "$1/planted.c") >"$work/out" 2>"$work/err" || status=$?
	expect "planted in $1: $2" 1 "$2"
}
innocent() {
	mkdir -p "$work/tree/$1"
	cat >"$work/tree/$1/planted.c"
	status=0
	(cd "$work/tree" && awk -f "$here/checker.awk" "$1/planted.c") >"$work/out" 2>"$work/err" || status=$?
	expect "innocent in $1" 0
}

echo '#include "coding/coding.h"' | planted src/entity "another room's header"
echo '#include "../coding/coding.h"' | planted src/entity "another room's header"
echo '#include "flow.h"' | planted src/base "base includes"
echo '#include "casus.h"' | planted src/coding "another room's header"
echo '#include <ctype.h>' | planted src/text "ctype"
printf 'void f(void)\n{\n\tprintf("x");\n}\n' | planted src/view "prints"
printf 'void f(void)\n{\n\tfprintf(stderr, "x");\n}\n' | planted src/view "prints"
printf 'void f(void)\n{\n\texit(1);\n}\n' | planted src/view "exits"
echo 'static int counter;' | planted src/time "mutable file-scope state"
echo 'static struct map cache = {0};' | planted src/time "mutable file-scope state"
echo 'static const char *names[] = {"a"};' | planted src/time "mutable file-scope state"
echo 'static struct { const char *name; int value; } values[] = {{"a", 1}};' | planted src/time "mutable file-scope state"
echo 'int counter = 3;' | planted src/time "mutable file-scope state"
printf 'int f(void)\n{\n\tstatic int calls;\n\treturn calls++;\n}\n' | planted src/time "static state"
{ echo 'int f(void)'; echo '{'; yes '	g();' | head -n 80; echo '}'; } | planted src/time "function of"
yes '/* long */' | head -n 701 | planted src/time "lines"
innocent src/time <<'EOT'
#include "timex.h"
#include "flow.h"
#include "base/str.h"
#include <string.h>
static const char *const names[] = {
	"a", "b",
};
static const struct { const char *name; int value; } values[] = {{"a", 1}};
static const int table[2][2] = {{1, 2}, {3, 4}};
static int twice(int x)
{
	static const int two = 2;
	return two * x; /* printf("not code"); exit(1) */
}
static bool (*const steps[])(int) = {NULL};
int f(const char *text)
{
	return twice(strlen(text)) + snprintf(NULL, 0, "exit(%d)", 1);
}
EOT
finish
