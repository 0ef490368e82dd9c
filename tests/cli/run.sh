#!/bin/sh
# The program's face: help, usage errors, exit statuses.
. "$CASUS_SOURCE/tests/lib.sh"

run "$CASUS" --help
expect "--help" 0 "Usage: casus COMMAND"
run "$CASUS" help
expect "help" 0 "Usage: casus COMMAND"
run "$CASUS" --version
expect "--version" 0 "casus "
run "$CASUS" --man
expect "--man" 0 ".TH CASUS 1"

for command in $("$CASUS" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
	run "$CASUS" help "$command"
	expect "help $command" 0 "Usage: casus $command"
	run "$CASUS" "$command" --help
	expect "$command --help" 0 "Usage: casus $command"
	run "$CASUS" "$command" --no-such-option
	expect "$command with an unknown option" 2 "no option --no-such-option"
	run "$CASUS" "$command" -Z
	expect "$command with an unknown letter" 2 "no option -Z"
	check "$command is in the manual" grep -q "casus $command" "$CASUS_BUILD/casus.1"
	long=$("$CASUS" help "$command" | awk 'length > 100' | head -n 1)
	check "help $command fits a terminal: $long" [ -z "$long" ]
done

run "$CASUS"
expect "no command" 2 "which command?"
run "$CASUS" no-such-command
expect "an unknown command" 2 "there is no command 'no-such-command'"
run "$CASUS" help no-such-command
expect "help on an unknown command" 2 "there is no command 'no-such-command'"

if [ -w /dev/full ]; then
	status=0
	"$CASUS" --help >/dev/full 2>"$work/err" || status=$?
	: >"$work/out"
	expect "a full disk" 2 "cannot write to standard output"
else
	skip "no /dev/full here"
fi
status=0
"$CASUS" --help >&- 2>"$work/err" || status=$?
: >"$work/out"
expect "a closed standard output" 2 "cannot write to standard output"

finish
