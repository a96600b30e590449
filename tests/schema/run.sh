#!/bin/sh
# Tests rules/caveat.schema.json with a validator and a language server from npm, and the
# snippets of examples/editors. What npm installs goes into FOLDER, never into the sources.
#
#   sh tests/schema/run.sh FOLDER
#
# Exit status 77 ("skipped") without node 18 and npm, unless CAVEAT_NEEDS_NODE says that they
# must be there. A registry that cannot be reached is a failure.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:?"usage: $0 FOLDER"}

without() {
    echo "schema: not tested, $1 is missing" >&2
    if [ -n "${CAVEAT_NEEDS_NODE:-}" ]; then exit 1; fi
    exit 77
}
command -v node >/dev/null 2>&1 || without node
command -v npm >/dev/null 2>&1 || without npm
[ "$(node -p 'process.versions.node.split(".")[0] >= 18')" = true ] || without "node 18 or later"

# Where an earlier run has installed just these versions, no network is needed.
mkdir -p "$folder"
if ! cmp -s "$here/package-lock.json" "$folder/installed.json"; then
    rm -f "$folder/installed.json"
    cp "$here/package.json" "$here/package-lock.json" "$folder/"
    if ! (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error \
            --fetch-retries=1 --fetch-timeout=60000); then
        echo "schema: npm could not install the validator; is its registry within reach?" >&2
        exit 1
    fi
    cp "$here/package-lock.json" "$folder/installed.json"
fi

CAVEAT_NPM_FOLDER=$(cd "$folder" && pwd)
export CAVEAT_NPM_FOLDER
exec node "$here/all.mjs"
