#!/bin/sh
# embed.sh ENGINE FILE...: the migrations of an engine as a C table, on standard output. FILE is ENGINE-NUMBER.sql.
set -eu
engine=$1
shift
echo '#include "store/schema.h"'
echo "const struct sql_migration schema_$engine[] = {"
for file in "$@"; do
	number=${file##*-}
	number=$(expr "${number%.sql}" + 0)
	echo "{$number,"
	sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/\t/\\t/g' -e 's/^.*$/"&\\n"/' "$file"
	echo "},"
done
echo "{0, 0}};"
