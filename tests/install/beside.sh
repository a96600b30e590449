#!/bin/sh
# Two versions of the C library lie beside one another, and work in one process: a program that is linked
# with the one of today loads plug-ins linked with it, and with the one of another day. Each calls its
# own.
#
#   beside.sh CC CXX SOURCE LIBRARY SCRATCH ARCHIVE...
#
# LIBRARY is the shared library of today; the one of another day is linked here, of the same objects
# (the static libraries ARCHIVE) but for what it says of its version.

set -eu
cc=$1 cxx=$2 source=$3 library=$4 scratch=$5
shift 5
here=$(cd "$(dirname "$0")" && pwd)

rm -rf "$scratch"
mkdir -p "$scratch/include" "$scratch/lib"
cp -R "$source/include/caveat" "$scratch/include"
sed 's/^\(#define CAVEAT_VERSION_STRING\).*/\1 "9.8.7"/' "$source/include/caveat/version.hpp" \
    >"$scratch/include/caveat/version.hpp"
sed 's/^CAVEAT_C_0 /CAVEAT_C_9 /' "$source/cmake/exports-c.map" >"$scratch/exports.map"
grep -q '^CAVEAT_C_9 ' "$scratch/exports.map"

cp "$(readlink -f "$library")" "$scratch/lib/libcaveat_c.so.0"
# The first object that has a name gives it.
"$cxx" -std=c++20 -fPIC -fvisibility=hidden -DCAVEAT_BUILDING -I"$scratch/include" -I"$source/src" \
    -c "$source/src/adapters/c_api/basics.cpp" -o "$scratch/basics.o"
"$cxx" -shared -o "$scratch/lib/libcaveat_c.so.9" -Wl,-soname,libcaveat_c.so.9 \
    -Wl,--version-script="$scratch/exports.map" -Wl,-z,muldefs "$scratch/basics.o" \
    -Wl,--whole-archive "$@" -Wl,--no-whole-archive -lyaml-cpp -lutf8proc -lsimdjson

cd "$scratch"
for version in 0 9; do
    "$cc" -std=c99 -Wall -Wextra -Werror -shared -fPIC -I"$source/include" "$here/beside.c" \
        -o "plug-in-$version.so" "lib/libcaveat_c.so.$version" -Wl,-rpath,"$scratch/lib"
done
"$cc" -std=c99 -Wall -Wextra -Werror -DWITH_MAIN -I"$source/include" "$here/beside.c" -o program \
    lib/libcaveat_c.so.0 -Wl,-rpath,"$scratch/lib" -ldl
"$cc" -std=c99 -Wall -Wextra -Werror -DWITH_MAIN -I"$source/include" "$here/beside.c" -o later \
    lib/libcaveat_c.so.9 -Wl,-rpath,"$scratch/lib" -ldl

today=$(sed -n 's/^#define CAVEAT_VERSION_STRING "\(.*\)"/\1/p' "$source/include/caveat/version.hpp")
one_round() { printf 'program %s\nplug-in 1 %s\nplug-in 2 %s\n' "$1" "$2" "$3"; }
{ one_round "$today" "$today" 9.8.7; one_round "$today" "$today" 9.8.7; } >expected
./program "$scratch/plug-in-0.so" "$scratch/plug-in-9.so" | diff expected -
{ one_round 9.8.7 9.8.7 "$today"; one_round 9.8.7 9.8.7 "$today"; } >expected
./later "$scratch/plug-in-9.so" "$scratch/plug-in-0.so" | diff expected -
