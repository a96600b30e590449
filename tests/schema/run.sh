#!/bin/sh
# Tests rules/caveat.schema.json with a validator and a language server from npm, and the
# snippets of examples/editors. What npm installs goes into FOLDER, never into the sources.
#
#   sh tests/schema/run.sh FOLDER
#
# Exit status 77 ("skipped") without node 18 and npm, unless CAVEAT_NEEDS_NODE says that they
# must be there. A registry that cannot be reached is a failure.

set -eu
name=schema
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:?"usage: $0 FOLDER"}
. "$here/../npm.sh"
install_packages
exec node "$here/all.mjs"
