#!/bin/sh
# Mistakes in lexicon files, word for word: tests/errors/NAME.WHERE.txt is put into a copy of the lexicon (WHERE says
# where: codebook, actors) or given to --codebook, and what casus says must be NAME.WHERE.expected.
# With UPDATE=1 the expected files are written anew, to be read and committed.
. "$CASUS_SOURCE/tests/lib.sh"
here="$CASUS_SOURCE/tests/errors"

# lexicon_with FOLDER FILE: a lexicon in $work/lexicon, linked from the real one, with FILE in en/FOLDER as broken.txt.
lexicon_with() {
	rm -rf "$work/lexicon"
	mkdir -p "$work/lexicon/en/$1"
	for part in "$CASUS_SOURCE"/lexicon/*; do
		[ "$(basename "$part")" = en ] || ln -s "$part" "$work/lexicon/"
	done
	for part in "$CASUS_SOURCE"/lexicon/en/*; do
		[ "$(basename "$part")" = "$1" ] || ln -s "$part" "$work/lexicon/en/"
	done
	cp "$CASUS_SOURCE/lexicon/en/$1"/* "$work/lexicon/en/$1/"
	cp "$2" "$work/lexicon/en/$1/broken.txt"
}

judge() {
	sed "s|$work/||g; s|$CASUS_SOURCE/||g" "$work/err" >"$work/said"
	if [ "${UPDATE:-0}" = 1 ]; then cp "$work/said" "$2"; fi
	expect "$1: exit status" 3
	same "$1: what is said" "$2" "$work/said"
}

for file in "$here"/*.codebook.txt "$here"/*.actors.txt; do
	[ -e "$file" ] || continue
	name=$(basename "$file" .txt)
	lexicon_with "${name##*.}" "$file"
	run "$CASUS" pack --check "$work/lexicon"
	judge "$name" "$here/$name.expected"
done

printf 'France condemned Iran.\n' >"$work/good.txt"
cp "$here/unknown-word.codebook.txt" "$work/mine.txt"
run "$CASUS" code --codebook "$work/mine.txt" "$work/good.txt"
expect "a broken codebook of the user's" 3 "mine.txt:"
run "$CASUS" code --codebook "$work/none.txt" "$work/good.txt"
expect "a missing codebook of the user's" 3 "none.txt"

# The same files as the user's own lists: their path is shown as it was given.
for file in "$here"/*.actors.txt; do
	name=$(basename "$file" .txt)
	cp "$file" "$work/broken.txt"
	run "$CASUS" code --actors "$work/broken.txt" "$work/good.txt"
	expect "$name given with --actors" 3 "$work/broken.txt:$(sed -n '1s/^[^:]*://p' "$here/$name.expected")"
done
run "$CASUS" find --actors "$work/none.txt" France
expect "a missing list of actors" 3 "$work/none.txt"
printf 'Utopia | town | FRA | north 5\n' >"$work/places.txt"
run "$CASUS" code --places "$work/places.txt" "$work/good.txt"
expect "a broken list of places" 3 "$work/places.txt:1:23: latitude"

finish
