#!/bin/sh
# Doxygen over the public headers: a name without its contract, and whatever else it warns of, is an
# error.  run.sh SCRATCH
#
# Without doxygen there is nothing to check: the status is then 77, which CTest shows as skipped;
# but with CAVEAT_CI in the environment it is an error.

set -eu
scratch=$1
cd "$(dirname "$0")/../.."

if ! command -v doxygen >/dev/null 2>&1; then
    echo "no doxygen here: the documentation of the headers was not checked" >&2
    [ -z "${CAVEAT_CI:-}" ] || exit 1
    exit 77
fi

mkdir -p "$scratch"
{ cat tests/documentation/doxygen.conf; echo "OUTPUT_DIRECTORY = $scratch"; } | doxygen -

# That it finds what is missing shows on a header that lacks it.
printf '/// A room.\nstruct Room {\n    int beds = 0;\n};\n' >"$scratch/undocumented.hpp"
if { cat tests/documentation/doxygen.conf
     echo "INPUT = $scratch/undocumented.hpp"
     echo "OUTPUT_DIRECTORY = $scratch"; } | doxygen - >/dev/null 2>&1; then
    echo "doxygen did not mind a member without a word" >&2
    exit 1
fi
