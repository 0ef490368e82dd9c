#!/bin/sh
# Print what the gazetteer's data were made with and from, as checksums: the tool's sources, the inputs by name, version and the registry's own
# hash (package-lock.json has them), and the data themselves (the text, not the .gz, whose bytes depend on zlib).
#   sh tools/gazetteer/stamp.sh > tools/gazetteer/made-from.txt       after node build.js
cd "$(dirname "$0")" || exit 1
for file in build.js names.js sources.js package.json package-lock.json; do
	printf '%s  %s\n' "$(sha256sum <"$file" | cut -d' ' -f1)" "tools/gazetteer/$file"
done
printf '%s  %s\n' "$(sha256sum <../../lexicon/places/countries.tsv | cut -d' ' -f1)" lexicon/places/countries.tsv
printf '%s  %s\n' "$(gzip -dc ../../lexicon/places/places.tsv.gz | sha256sum | cut -d' ' -f1)" "lexicon/places/places.tsv, unpacked"
