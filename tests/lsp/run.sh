#!/bin/sh
# `caveat lsp`, spoken to by the client library of VS Code.
#
#   sh tests/lsp/run.sh FOLDER CAVEAT
#
# Exit status 77 ("skipped") without node 18 and npm, unless CAVEAT_NEEDS_NODE says that they must
# be there. A registry that cannot be reached is a failure.

set -eu
name=lsp
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:?"usage: $0 FOLDER CAVEAT"}
CAVEAT=${2:?"usage: $0 FOLDER CAVEAT"}
export CAVEAT
. "$here/../npm.sh"
install_packages
exec node --test "$here/all.test.mjs"
