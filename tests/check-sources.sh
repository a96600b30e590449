#!/bin/sh
# What can be said of the sources without running them.
#
#   sh tests/check-sources.sh format    every file is as clang-format writes it
#   sh tests/check-sources.sh tidy      clang-tidy finds nothing in src and include
#                                       (but in what is built for an interpreter alone)
#   sh tests/check-sources.sh alone     every source of the library and the tools compiles by
#                                       itself, as it does in a user's build: our own builds read
#                                       several as one, where one may live off another's names

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
    alone)
        build=build/alone
        # Nothing is written and nothing linked: a name that is missing is missing before that.
        mkdir -p build
        cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCAVEAT_TESTS=OFF -DCAVEAT_EXAMPLES=OFF \
            "-DCMAKE_CXX_COMPILE_OBJECT=<CMAKE_CXX_COMPILER> <DEFINES> <INCLUDES> <FLAGS> -fsyntax-only <SOURCE>" \
            >"$build.log" || { cat "$build.log" >&2; exit 1; }
        # Not one of them is made, so each is to be made again, however often this is run.
        ninja -C "$build" -t targets all | sed -n 's/^\(.*\.cpp\.o\): .*/\1/p' >"$build/objects"
        test -s "$build/objects"
        echo "$(wc -l <"$build/objects") sources"
        xargs ninja -C "$build" -j 1 -k 0 --quiet <"$build/objects"
        ;;
    *)
        echo "usage: $0 format|tidy|alone" >&2
        exit 2
        ;;
esac
