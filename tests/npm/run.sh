#!/bin/sh
# The npm package as its users have it: packed, installed into an empty folder, in Node, in bundlers and
# in a browser; and whether it says what the library says, byte for byte.
#
#   sh tests/npm/run.sh BUILD CAVEAT GENERATED_PROFILES WORKBENCH_ANSWERS
#
# Exit status 77 ("skipped") without BUILD/web/caveat, which build.sh makes, node 20, npm and Chromium,
# unless CAVEAT_NEEDS_NODE says that they must be there.

set -eu
name=npm
usage="usage: $0 BUILD CAVEAT GENERATED_PROFILES WORKBENCH_ANSWERS"
build=$(cd "${1:?"$usage"}" && pwd)
CAVEAT=${2:?"$usage"}
generate=${3:?"$usage"}
CAVEAT_WORKBENCH_ANSWERS=${4:?"$usage"}
here=$(cd "$(dirname "$0")" && pwd)
folder=$build/web/tests
. "$here/../npm.sh"
[ -f "$build/web/caveat/package.json" ] || without "the package"
find_browser
install_packages

CAVEAT_GENERATED=$build/web/generated
rm -rf "$CAVEAT_GENERATED"
"$generate" --run_test=profiles_and_reports_are_written --log_level=nothing --report_level=no \
    -- "$CAVEAT_GENERATED" 20 2000

# From the tarball, where nothing else is.
user=$build/web/user
rm -rf "$user"
mkdir -p "$user"
tarball=$(cd "$user" && npm pack --silent "$build/web/caveat")
(cd "$user" && npm init -y >/dev/null && npm install --offline --no-audit --no-fund --silent "./$tarball")
CAVEAT_USER=$user
export CAVEAT CAVEAT_GENERATED CAVEAT_USER CAVEAT_WORKBENCH_ANSWERS
exec node --test --test-concurrency=1 "$here/"
