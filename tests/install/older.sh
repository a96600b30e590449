#!/bin/sh
# A program that was compiled when the structs of caveat.h had fewer members runs with the library of
# today: nothing is written behind its structs, and what it reads is the same.
#
#   older.sh CC INCLUDE LIBRARY SCRATCH
#
# Of each struct that begins with `size` the last member is cut off, or the last two where they are of
# four bytes each: a struct never had room behind its last member.

set -eu
cc=$1 include=$2 library=$3 scratch=$4
here=$(cd "$(dirname "$0")" && pwd)

rm -rf "$scratch"
mkdir -p "$scratch/caveat"
cp "$include"/caveat/*.hpp "$include"/caveat/arrow_abi.h "$scratch/caveat"
awk '
    /^typedef struct caveat_[a-z_]+ \{/ { inside = 1; count = 0; sized = 0 }
    !inside { print; next }
    {
        lines[count++] = $0
        if ($0 ~ /^    size_t size;/) sized = 1
    }
    /^\} caveat_/ {
        inside = 0
        cut = sized
        for (i = count - 1; i >= 0; --i) {
            is_member = lines[i] ~ /^    [a-z]/
            if (is_member && cut == 1 && !was_cut && lines[i] !~ /^    (size_t|const|void|caveat_text|caveat_decimal|caveat_store_accept) /) cut = 2
            if (is_member && cut > 0) { lines[i] = ""; --cut; was_cut = 1 }
        }
        was_cut = 0
        for (i = 0; i < count; ++i) if (lines[i] != "") print lines[i]
    }
' "$include/caveat/caveat.h" >"$scratch/caveat/caveat.h"

folder=$(dirname "$library")
for age in today older; do
    [ $age = older ] && headers=$scratch || headers=$include
    "$cc" -std=c99 -pedantic-errors -Wall -Wextra -Werror -I"$headers" "$here/older.c" \
        -o "$scratch/$age" "$library" -Wl,-rpath,"$folder"
    "$scratch/$age" >"$scratch/$age.txt"
done

# The first line is how many bytes all structs take.
if [ "$(head -n 1 "$scratch/today.txt")" = "$(head -n 1 "$scratch/older.txt")" ]; then
    echo "no struct became smaller" >&2
    exit 1
fi
tail -n +2 "$scratch/today.txt" >"$scratch/today.rest"
tail -n +2 "$scratch/older.txt" >"$scratch/older.rest"
diff "$scratch/today.rest" "$scratch/older.rest"
test -s "$scratch/today.rest"
