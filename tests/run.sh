#!/bin/sh
# Builds Caveat and runs its tests; the last line of ctest is the verdict, and so
# is the exit code. Works from a clean clone; a second run does what has changed.
#
#   sh tests/run.sh          one build with the compiler at hand, every test
#   CAVEAT_CI=1 sh tests/run.sh
#                            and with clang 19: the address and undefined-behaviour
#                            sanitizers over what handles memory, the thread
#                            sanitizer over what threads meet in, clang-format, every
#                            source compiled by itself; and nothing is skipped,
#                            whatever tool it needs
#   sh tests/run.sh --all    the long form: every test with the sanitizers too and
#                            as users compile it, fuzzing, clang-tidy over all
#                            sources, and Debian's packages in a fresh root

set -eu
cd "$(dirname "$0")/.."

with=
case "${1:-}${CAVEAT_CI:+ci}" in
    "") builds=dev ;;
    ci) builds="dev asan tsan" with=--all ;;
    --all*) builds="dev asan-all tsan optimised" with="--all --packages" ;;
    *) echo "usage: $0 [--all]" >&2; exit 2 ;;
esac

# shellcheck disable=SC2086 -- one word for each option
sh cmake/install-dependencies.sh $with
# The packages from PyPI arrive while the compiler works.
sh cmake/install-dependencies.sh --python &
python=$!

jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
if [ "$jobs" -gt 8 ]; then jobs=8; fi

# One folder of tests above all builds, so that one ctest gives one verdict. That
# each build is whole is a test of its own: an old executable proves nothing.
run=build/run
mkdir -p "$run"
rm -f "$run"/*.whole
{
    for build in $builds; do
        echo "add_test($build.builds test -f $build.whole)"
        echo "subdirs(../$build)"
    done
    if [ "$builds" != dev ]; then
        echo "add_test(alone sh ../../tests/check-sources.sh alone)"
        echo "set_tests_properties(alone PROPERTIES TIMEOUT 2400)"
        echo "add_test(format sh ../../tests/check-sources.sh format)"
    fi
    if [ "${builds#*asan-all}" != "$builds" ]; then
        echo "add_test(tidy sh ../../tests/check-sources.sh tidy)"
        echo "set_tests_properties(tidy PROPERTIES PROCESSORS $jobs TIMEOUT 2400)"
        echo "add_test(packages_in_a_fresh_root sh ../../tests/install/fresh-root.sh ../dev/tests/install/packages ../.. ../fresh-root)"
        echo "set_tests_properties(packages_in_a_fresh_root PROPERTIES FIXTURES_REQUIRED packages SKIP_RETURN_CODE 77 TIMEOUT 1800)"
        # Embedders, and threads of some systems, have no more stack than this.
        echo "add_test(small_stack sh -c \"ulimit -s 256 && exec ctest --test-dir ../dev -j $jobs --output-on-failure -R '^(unit_|golden|rules|laws|cases)'\")"
        echo "set_tests_properties(small_stack PROPERTIES PROCESSORS $jobs TIMEOUT 3600)"
    fi
} >"$run/CTestTestfile.cmake"

for build in $builds; do
    folder=build/$build
    if [ ! -f "$folder/build.ninja" ] || [ CMakePresets.json -nt "$folder/build.ninja" ]; then
        echo "tests: configuring $folder"
        if ! cmake --preset "$build" >"$folder.log" 2>&1; then
            cat "$folder.log" >&2
            continue
        fi
    fi
    echo "tests: building in $folder"
    if ninja -C "$folder" -j "$jobs" -k 0 --quiet; then
        : >"$run/$build.whole"
    fi
done

# With a sanitizer a frame of the parser is several times as large; its depth is bounded the same.
if ! ulimit -s 65536 2>/dev/null; then
    echo "tests: the stack stays at $(ulimit -s) KiB; the deepest sentences may need more with a sanitizer" >&2
fi

if [ "$builds" != dev ]; then
    export CAVEAT_NEEDS_NODE=yes CAVEAT_NEEDS_PYTHON=yes
fi
# So many patients are screened by Spark while executors die, and so many of each rule set are shown
# to judges of cards; and so often are rules loaded anew while they are served.
if [ "${builds#*asan-all}" != "$builds" ]; then
    export CAVEAT_SPARK_PATIENTS=1000000 CAVEAT_CARDS_PATIENTS=1000 CAVEAT_RELOADS=1000
fi

wait "$python" || :
cd "$run"
exec ctest -j "$jobs" --output-on-failure
