#!/bin/sh
# Makes a page of the npm package in BUILD/web/caveat: NAME is `form` or `workbench`, and BUILD/web/NAME
# receives what its build.mjs says. What it is built with comes from npm into BUILD/web/NAME-npm.
#
#   sh tests/web/build.sh BUILD NAME
#
# Exit status 77 ("skipped") without BUILD/web/caveat, which tests/npm/build.sh makes, node 18 and npm,
# unless CAVEAT_NEEDS_NODE says that they must be there.

set -eu
build=$(cd "${1:?"usage: $0 BUILD NAME"}" && pwd)
name=${2:?"usage: $0 BUILD NAME"}
root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/src/adapters/web/$name
folder=$build/web/$name-npm
. "$root/tests/npm.sh"
[ -f "$build/web/caveat/caveat.wasm" ] || without "the npm package of the core"
install_packages
node "$here/build.mjs" "$folder" "$build/web/caveat" "$build/web/$name"
