#!/bin/sh
# Works at the workbench in a browser without a screen: writes, mends, answers, keeps, shares and
# compares, with and without a network. What npm installs goes into BUILD/web, never into the sources.
#
#   sh tests/web/workbench/run.sh BUILD
#
# Exit status 77 ("skipped") without BUILD/web/workbench, which build.sh makes, node 18, npm and
# Chromium, unless CAVEAT_NEEDS_NODE says that they must be there. A registry that cannot be reached is
# a failure.

set -eu
name=workbench
build=$(cd "${1:?"usage: $0 BUILD"}" && pwd)
root=$(cd "$(dirname "$0")/../../.." && pwd)
here=$root/tests/browser
folder=$build/web/workbench-tests
. "$root/tests/npm.sh"
[ -f "$build/web/workbench/workbench.html" ] || without "the workbench, and the core as WebAssembly below it,"
find_browser
install_packages
CAVEAT_WORKBENCH=$build/web/workbench
export CAVEAT_WORKBENCH
exec node "$root/tests/web/workbench/all.mjs"
