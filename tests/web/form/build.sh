#!/bin/sh
# Makes `<caveat-form>` of the npm package in BUILD/web/caveat: BUILD/web/form receives caveat-form.js,
# its types, and caveat.wasm. What it is built with comes from npm into BUILD/web/form-npm.
#
#   sh tests/web/form/build.sh BUILD
#
# Exit status 77 ("skipped") without BUILD/web/caveat, which tests/npm/build.sh makes, node 18 and npm,
# unless CAVEAT_NEEDS_NODE says that they must be there.

set -eu
name=form
build=$(cd "${1:?"usage: $0 BUILD"}" && pwd)
root=$(cd "$(dirname "$0")/../../.." && pwd)
here=$root/src/adapters/web/form
folder=$build/web/form-npm
. "$root/tests/npm.sh"
[ -f "$build/web/caveat/caveat.wasm" ] || without "the npm package of the core"
install_packages
node "$here/build.mjs" "$folder" "$build/web/caveat" "$build/web/form"
