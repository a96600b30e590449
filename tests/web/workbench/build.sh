#!/bin/sh
# Makes the workbench of the npm package in BUILD/web/caveat: BUILD/web/workbench receives the folder for
# servers, and workbench.html. What it is built with comes from npm into BUILD/web/workbench-npm.
#
#   sh tests/web/workbench/build.sh BUILD
#
# Exit status 77 ("skipped") without BUILD/web/caveat, which tests/npm/build.sh makes, node 18 and npm,
# unless CAVEAT_NEEDS_NODE says that they must be there.

set -eu
name=workbench
build=$(cd "${1:?"usage: $0 BUILD"}" && pwd)
root=$(cd "$(dirname "$0")/../../.." && pwd)
here=$root/src/adapters/web/workbench
folder=$build/web/workbench-npm
. "$root/tests/npm.sh"
[ -f "$build/web/caveat/caveat-workbench.wasm" ] || without "the npm package of the core"
install_packages
node "$here/build.mjs" "$folder" "$build/web/caveat" "$build/web/workbench"
