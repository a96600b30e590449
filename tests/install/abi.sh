#!/bin/sh
# What programs are compiled against stays: the types of the C library are those of
# abi/libcaveat_c.abi, the last release's, and so are its functions, or more.
#
#   abi.sh LIBRARY INCLUDE SCRATCH
#
# With CAVEAT_UPDATE_GOLDEN=1 in the environment that file is written instead: at a release, or where a
# struct that begins with `size` has grown at its end, which abidiff cannot tell from other changes.
#
# Without abidw and abidiff (Debian: abigail-tools), or types in the library, there is nothing to
# compare: the status is then 77, which CTest shows as skipped; but with CAVEAT_CI in the environment
# it is an error.

set -eu
library=$1 include=$2 scratch=$3
here=$(cd "$(dirname "$0")" && pwd)
release=$here/abi/libcaveat_c.abi

skip() {
    echo "$1: the interface of the C library was not compared" >&2
    [ -z "${CAVEAT_CI:-}" ] || exit 1
    exit 77
}
command -v abidw >/dev/null 2>&1 && command -v abidiff >/dev/null 2>&1 ||
    skip "no abidw and abidiff here"

mkdir -p "$scratch/headers"
now=$scratch/libcaveat_c.abi
# The types of the public headers alone, which are known by their names; nothing of where and with what it
# was built.
cp "$include/caveat/caveat.h" "$include/caveat/arrow_abi.h" "$scratch/headers"
abidw --headers-dir "$scratch/headers" --drop-private-types --drop-undefined-syms \
    --exported-interfaces-only --no-show-locs --no-corpus-path --no-comp-dir-path \
    --no-elf-needed --no-architecture --no-parameter-names --out-file "$now" "$library"
grep -q "class-decl name='caveat_place' size" "$now" || skip "no types in $library"

if [ "${CAVEAT_UPDATE_GOLDEN:-}" = 1 ]; then
    cp "$now" "$release"
fi

compare() { abidiff --no-added-syms "$1" "$2"; }
compare "$release" "$now"

# That it finds what breaks programs shows on releases that had something else.
broken=$scratch/broken.abi
for change in 's/caveat_version/caveat_vanished/g' \
              "/class-decl name='caveat_place'/s/size-in-bits='96'/size-in-bits='64'/" \
              "/class-decl name='caveat_answer'/,/class-decl/s/layout-offset-in-bits='64'/layout-offset-in-bits='96'/"; do
    sed "$change" "$release" >"$broken"
    if cmp -s "$release" "$broken"; then
        echo "nothing there to change: $change" >&2
        exit 1
    fi
    if compare "$broken" "$now" >/dev/null 2>&1; then
        echo "abidiff did not mind: $change" >&2
        exit 1
    fi
done
