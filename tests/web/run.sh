#!/bin/sh
# Uses a page in a browser without a screen, on the real core: NAME is `form` or `workbench`, CAVEAT the
# command line, whose bytes are the ones to give. What npm installs goes into BUILD/web, never into the
# sources.
#
#   sh tests/web/run.sh BUILD NAME CAVEAT
#
# Exit status 77 ("skipped") without BUILD/web/NAME, which build.sh makes, node 18, npm and Chromium,
# unless CAVEAT_NEEDS_NODE says that they must be there. A registry that cannot be reached is a failure.

set -eu
usage="usage: $0 BUILD NAME CAVEAT"
build=$(cd "${1:?"$usage"}" && pwd)
name=${2:?"$usage"}
CAVEAT=${3:?"$usage"}
root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/tests/browser
folder=$build/web/$name-tests
. "$root/tests/npm.sh"
CAVEAT_MADE=$build/web/$name
[ -d "$CAVEAT_MADE" ] || without "$CAVEAT_MADE, and the core as WebAssembly below it,"
find_browser
install_packages
export CAVEAT CAVEAT_MADE
exec node "$root/tests/web/$name/all.mjs"
