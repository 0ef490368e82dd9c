#!/bin/sh
# The page in Debian's Chromium: `sh tests/page/run.sh [--full] [--only NAME] [--shots FOLDER]` with CASUS and CASUS_SOURCE set. Without node, npm,
# Chromium or what package.json names it is skipped. --full: 5,000 items and every view at both widths in both colours.
set -u
here=$CASUS_SOURCE/tests/page
skip() {
	echo "skipped: the page in a browser: $1"
	echo "0 passed, 0 failed, 1 skipped"
	exit 0
}
[ "${CASUS_SANITIZED:-no}" = yes ] && skip "the build with sanitizers is not served to a browser"
for tool in node npm "${CHROMIUM:-chromium}"; do
	command -v "$tool" >/dev/null 2>&1 || skip "$tool is not installed (Debian: nodejs npm chromium)"
done
if [ ! -d "$here/node_modules/playwright-core" ] || [ ! -d "$here/node_modules/axe-core" ]; then
	(cd "$here" && timeout 60 npm ci --ignore-scripts --no-audit --no-fund >/dev/null 2>&1) ||
		skip "playwright-core and axe-core are missing and could not be fetched: run npm ci in tests/page"
fi
CHROMIUM=$(command -v "${CHROMIUM:-chromium}")
export CHROMIUM
exec timeout 900 node "$here/main.mjs" "$@"
