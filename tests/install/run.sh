#!/bin/sh
# `meson install` into an empty tree: everything is in its place, works from there, and examples/code.c builds against it.
. "$CASUS_SOURCE/tests/lib.sh"
cd "$CASUS_SOURCE" || exit 1
root="$work/root"

run env DESTDIR="$root" meson install -C "$CASUS_BUILD" --no-rebuild --quiet
expect "meson install" 0
prefix=$(meson introspect "$CASUS_BUILD" --buildoptions |
	python3 -c 'import json, sys; print(next(o["value"] for o in json.load(sys.stdin) if o["name"] == "prefix"))')
libdir=$(dirname "$(find "$root" -name libcasus.a)")

for file in bin/casus include/casus.h share/casus/casus.pack share/man/man1/casus.1 share/casus/lexicon/en; do
	check "$file is installed" [ -e "$root$prefix/$file" ]
done
for file in libcasus.a libcasus.so pkgconfig/casus.pc; do
	check "$file is installed" [ -e "$libdir/$file" ]
done

cd "$work" || exit 1
CASUS_PACK=
run "$root$prefix/bin/casus" code -f jsonl "$CASUS_SOURCE/examples/ceasefire.txt"
expect "the installed program finds its pack" 0 '"kind":"event"'
cp out program.jsonl
if command -v man >/dev/null 2>&1; then
	run man --warnings -l "$root$prefix/share/man/man1/casus.1"
	expect "the manual page" 0 "casus"
	check "the manual page has no mistakes: $(head -n 2 err)" [ ! -s err ]
else
	skip "no man here to show the manual page with"
fi

# --- the library ------------------------------------------------------------------------------------------
others=$(nm -D --defined-only "$libdir/libcasus.so" | awk '{print $3}' | grep -v '^casus_' | tr '\n' ' ')
check "the shared library exports casus_ alone, not: $others" [ -z "$others" ]
others=$(nm -g --defined-only "$libdir/libcasus.a" 2>/dev/null | awk 'NF == 3 {print $3}' | grep -v '^casus_' | tr '\n' ' ')
check "the static library exports casus_ alone, not: $others" [ -z "$others" ]
declared=$(grep -o '\bcasus_[a-z_]*(' "$CASUS_SOURCE/include/casus.h" | tr -d '(' | sort -u | tr '\n' ' ')
exported=$(nm -D --defined-only "$libdir/libcasus.so" | awk '{print $3}' | sort | tr '\n' ' ')
check "casus.h declares what is exported: $declared / $exported" [ "$declared" = "$exported" ]

PKG_CONFIG_PATH="$libdir/pkgconfig" PKG_CONFIG_SYSROOT_DIR="$root"
export PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR
strict="-std=c11 -Wall -Wextra -Werror"
pack="$root$prefix/share/casus/casus.pack"
run cc $strict "$CASUS_SOURCE/examples/code.c" $(pkg-config --cflags --libs casus) -o shared
expect "examples/code.c with the shared library" 0
LD_LIBRARY_PATH="$libdir" run ./shared "$CASUS_SOURCE/examples/ceasefire.txt" "$pack"
expect "it runs" 0 "event"
sed 's/^[a-z]*  *//' out >example.jsonl
sed '1d' program.jsonl >program.records
sed '1d' example.jsonl >example.records
same "it says what the program says" program.records example.records
run cc $strict $(pkg-config --cflags casus) "$CASUS_SOURCE/examples/code.c" "$libdir/libcasus.a" \
	$(pkg-config --static --libs-only-l casus | sed 's/-lcasus//') -o static
expect "examples/code.c with the static library" 0
run ./static "$CASUS_SOURCE/examples/ceasefire.txt" "$pack"
expect "it runs, too" 0 "event"
run ./static "$CASUS_SOURCE/examples/ceasefire.txt" no-such.pack
expect "a missing pack is a message, not a crash" 1 "no-such.pack"
echo '#include <casus.h>' >header.c
echo 'int main() { return casus_version() == 0; }' >>header.c
if command -v c++ >/dev/null 2>&1; then
	cp header.c header.cc
	run c++ -Wall -Werror header.cc $(pkg-config --cflags --libs casus) -o cplusplus
	expect "casus.h in C++" 0
else
	skip "no C++ compiler here to try casus.h with"
fi

finish
