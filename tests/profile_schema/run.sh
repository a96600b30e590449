#!/bin/sh
# Tests what `caveat schema` writes with programs of others: the schemas of generated rule sets with
# a validator, the types of the golden files with the compilers of their languages.
#
#   sh tests/profile_schema/run.sh FOLDER TRIPLES
#
# TRIPLES is the executable profile_schema_triples. Exit status 77 ("skipped") without node 18 and
# npm, unless CAVEAT_NEEDS_NODE says that they must be there.

set -eu
name="profile schema"
here=$(cd "$(dirname "$0")/../schema" && pwd)
own=$(cd "$(dirname "$0")" && pwd)
folder=${1:?"usage: $0 FOLDER TRIPLES"}
triples=${2:?"usage: $0 FOLDER TRIPLES"}
. "$here/../npm.sh"
install_packages

"$triples" -- "$folder/triples.ndjson" 150 60
node "$own/validate.mjs" < "$folder/triples.ndjson"

# What is typed is right, and what is marked there as wrong is wrong.
node "$CAVEAT_NPM_FOLDER/node_modules/typescript/bin/tsc" \
    --strict --noEmit --target es2022 --module es2022 --moduleResolution bundler \
    "$own"/*.ts "$own"/../golden/schema/*.ts

if command -v python3 >/dev/null 2>&1; then
    for module in "$own"/../golden/schema/*.py; do
        PYTHONDONTWRITEBYTECODE=1 python3 "$module"
    done
fi
