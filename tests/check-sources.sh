#!/bin/sh
# What can be said of the sources without running them.
#
#   sh tests/check-sources.sh format    every file is as clang-format writes it
#   sh tests/check-sources.sh tidy      clang-tidy finds nothing in src and include
#                                       (but in what is built for an interpreter alone)

set -eu
cd "$(dirname "$0")/.."

case "${1:-}" in
    format)
        # C++ only: the C interface and its examples are laid out as C is.
        find include src tests examples -type f \( -name '*.cpp' -o -name '*.hpp' \) | sort |
            xargs clang-format-19 --dry-run --Werror
        ;;
    tidy)
        # A file that passed is looked at again when anything it could see has changed.
        stamp=build/run/tidy.passed
        newer=$(find .clang-tidy include src -newer "$stamp" 2>/dev/null || echo all)
        if [ -f "$stamp" ] && [ -z "$newer" ]; then
            echo "nothing has changed"
            exit 0
        fi
        cmake --preset tidy >build/tidy.log || { cat build/tidy.log; exit 1; }
        # Several files at once, as they are compiled: the headers are read once for all of them. So a
        # source is included, and a name that two namespaces have is seen in both.
        run-clang-tidy-19 -quiet -p build/tidy \
            -checks=-bugprone-suspicious-include,-bugprone-forward-declaration-namespace
        : >"$stamp"
        ;;
    *)
        echo "usage: $0 format|tidy" >&2
        exit 2
        ;;
esac
