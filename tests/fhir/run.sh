#!/bin/sh
# Judges of others look at what Caveat writes as FHIR: the schema and the invariants of R4, units as
# UCUM has them, and forms as a widely used renderer draws them in a browser without a screen. What
# npm installs goes into FOLDER, never into the sources.
#
#   sh tests/fhir/run.sh FOLDER CAVEAT
#
# Exit status 77 ("skipped") without node 20, npm and Chromium, unless CAVEAT_NEEDS_NODE says that
# they must be there. A registry that cannot be reached is a failure.

set -eu
name=fhir
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:?"usage: $0 FOLDER CAVEAT"}
CAVEAT=${2:?"usage: $0 FOLDER CAVEAT"}
export CAVEAT
. "$here/../npm.sh"
find_browser
install_packages

# The renderer's package asks for a whole framework that is inside its own files already: it alone is
# fetched, and held against its digest.
lforms=lforms@40.1.3
digest=$(sed -n 's/^lforms //p' "$here/digests.txt")
if [ ! -d "$CAVEAT_NPM_FOLDER/lforms" ]; then
    (cd "$CAVEAT_NPM_FOLDER" && npm pack "$lforms" --loglevel=error --fetch-retries=1 >/dev/null)
    archive=$CAVEAT_NPM_FOLDER/lforms-40.1.3.tgz
    found=$(node -p 'require("crypto").createHash("sha512")
        .update(require("fs").readFileSync(process.argv[1])).digest("base64")' "$archive")
    if [ "$found" != "$digest" ]; then
        echo "$name: $lforms is not what it was: sha512 $found" >&2
        exit 1
    fi
    mkdir "$CAVEAT_NPM_FOLDER/unpacked"
    tar -xzf "$archive" -C "$CAVEAT_NPM_FOLDER/unpacked"
    mv "$CAVEAT_NPM_FOLDER/unpacked/package" "$CAVEAT_NPM_FOLDER/lforms"
    rmdir "$CAVEAT_NPM_FOLDER/unpacked"
    rm "$archive"
fi
exec node "$here/all.mjs"
