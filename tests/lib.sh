# What the shell tests share: `. "$CASUS_SOURCE/tests/lib.sh"`. Every test program ends with finish, whose line
# `N passed, N failed, N skipped` ./check adds up.
passed=0 failed=0 skipped=0
work=$(mktemp -d "${TMPDIR:-/tmp}/casus-test.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM HUP
LC_ALL=C
export LC_ALL

pass() { passed=$((passed + 1)); }
fail() {
	failed=$((failed + 1))
	printf 'FAILED: %s\n' "$1"
}
skip() {
	skipped=$((skipped + 1))
	printf 'skipped: %s\n' "$1"
}

# check NAME COMMAND...: passes when COMMAND succeeds.
check() {
	name=$1
	shift
	if "$@"; then pass; else fail "$name"; fi
}

# run COMMAND...: sets status; output in $work/out and $work/err.
run() {
	status=0
	"$@" >"$work/out" 2>"$work/err" </dev/null || status=$?
}

# expect NAME STATUS [TEXT]: the last run ended with STATUS and said TEXT (on either stream).
expect() {
	if [ "$status" -ne "$2" ]; then
		fail "$1: exit status $status, not $2"
		head -n 5 "$work/err"
	elif [ $# -gt 2 ] && ! grep -qF -e "$3" "$work/out" "$work/err"; then
		fail "$1: does not say '$3'"
		head -n 5 "$work/out" "$work/err"
	else
		pass
	fi
}

# same NAME EXPECTED GOT: two files have the same bytes.
same() {
	if cmp -s "$2" "$3"; then
		pass
	else
		fail "$1"
		diff -u "$2" "$3" | head -n 40
	fi
}

finish() {
	printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
	[ "$failed" -eq 0 ]
	exit
}

# own_ports: the first of thirty ports, below those that outgoing connections are given; programs that are started one after the other have others.
own_ports() { echo $((20000 + $$ % 400 * 30)); }
