#!/bin/sh
# Answers the questions of `<caveat-form>` in a browser without a screen, by the real core: what is
# typed is what the profile says, and the report is the one that the command line gives. What npm
# installs goes into BUILD/web, never into the sources.
#
#   sh tests/web/form/run.sh BUILD CAVEAT
#
# Exit status 77 ("skipped") without BUILD/web/form, which build.sh makes, node 18, npm and Chromium,
# unless CAVEAT_NEEDS_NODE says that they must be there. A registry that cannot be reached is a failure.

set -eu
name=form
build=$(cd "${1:?"usage: $0 BUILD CAVEAT"}" && pwd)
CAVEAT=${2:?"usage: $0 BUILD CAVEAT"}
root=$(cd "$(dirname "$0")/../../.." && pwd)
here=$root/tests/browser
folder=$build/web/form-tests
. "$root/tests/npm.sh"
[ -f "$build/web/form/caveat-form.js" ] || without "the form, and the core as WebAssembly below it,"
find_browser
install_packages
CAVEAT_FORM=$build/web/form
export CAVEAT CAVEAT_FORM
exec node "$root/tests/web/form/all.mjs"
