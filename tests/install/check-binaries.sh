#!/bin/sh
# What the dynamic loader is told by every executable and shared library below some folders, and
# how they are hardened.
#
#   sh check-binaries.sh run-paths FOLDER...   no run path has an empty or relative entry: a library
#                                              that lies beside a rule file is never loaded
#   sh check-binaries.sh hardened BUILD FOLDER...
#                                              and each is position-independent, with relocations
#                                              read-only and bound at start, and with guarded stacks;
#                                              what BUILD compiled was to be fortified (which leaves
#                                              no trace where every length is known)

set -eu
what=$1
shift

failed=0
blame() {
    echo "$1: $2"
    failed=1
}

check_run_path() {
    path=$(readelf -d "$1" 2>/dev/null | sed -n 's/.*(R\(UN\)\{0,1\}PATH).*\[\(.*\)\]$/\2/p')
    [ -n "$path" ] || return 0
    rest=$path:
    while [ -n "$rest" ]; do
        entry=${rest%%:*}
        rest=${rest#*:}
        case "$entry" in
            /* | '$ORIGIN' | '$ORIGIN'/*) ;;
            *) blame "$1" "the run path [$path] has the entry [$entry]" ;;
        esac
    done
}

check_hardening() {
    case $(readelf -hW "$1" | sed -n 's/ *Type: *\([A-Z]*\).*/\1/p') in
        DYN) ;;
        *) blame "$1" "it is not position-independent" ;;
    esac
    readelf -lW "$1" | grep -q GNU_RELRO || blame "$1" "relocations stay writable"
    readelf -dW "$1" | grep -qE 'BIND_NOW|FLAGS_1.*NOW' || blame "$1" "symbols are bound late"
    readelf -lW "$1" | grep -q 'GNU_STACK.*RW ' || blame "$1" "the stack may be executed"
    readelf -sW --dyn-syms "$1" | grep -q __stack_chk_fail || blame "$1" "stacks are not guarded"
}

if [ "$what" = hardened ]; then
    commands=$1/compile_commands.json
    shift
    plain=$(grep '"command":' "$commands" | grep -cv -e '-D_FORTIFY_SOURCE=2' || true)
    [ "$plain" = 0 ] || blame "$commands" "$plain files are compiled without _FORTIFY_SOURCE=2"
fi

count=0
for folder in "$@"; do
    for file in $(find "$folder" -type f \( -perm -u+x -o -name '*.so*' \) ! -path '*/CMakeFiles/*'); do
        readelf -h "$file" >/dev/null 2>&1 || continue
        count=$((count + 1))
        check_run_path "$file"
        if [ "$what" = hardened ]; then check_hardening "$file"; fi
    done
done
echo "$count files"
[ "$count" != 0 ] || failed=1
exit $failed
