#!/bin/sh
# Looks at the pages that `caveat` writes in a browser without a screen: nothing is requested,
# nothing runs that a file says, nothing overflows, and everything can be done by keyboard.
# What npm installs, and the pages, go into FOLDER, never into the sources.
#
#   sh tests/browser/run.sh FOLDER CAVEAT
#
# Exit status 77 ("skipped") without node 18, npm and Chromium, unless CAVEAT_NEEDS_NODE says that
# they must be there. A registry that cannot be reached is a failure.

set -eu
name=browser
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:?"usage: $0 FOLDER CAVEAT"}
CAVEAT=${2:?"usage: $0 FOLDER CAVEAT"}
export CAVEAT
. "$here/../npm.sh"
find_browser
install_packages
exec node "$here/all.mjs"
