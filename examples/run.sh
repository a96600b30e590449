#!/bin/sh
# Builds the library and the example evaluator, and screens the ten sample
# profiles with the rules for back pain and massage. Works from a clean clone;
# a second run builds only what has changed.

set -eu
cd "$(dirname "$0")/.."

sh cmake/install-dependencies.sh --library

build=build/examples
if [ ! -f "$build/build.ninja" ]; then
    echo "examples: configuring $build"
    mkdir -p build
    # Ten patients are screened in no time: what is waited for is the compiler.
    cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release \
        -DCMAKE_CXX_FLAGS_RELEASE="-O1 -DNDEBUG" -DCAVEAT_TESTS=OFF \
        -DCAVEAT_WERROR=OFF -DCAVEAT_CLI=OFF -DCMAKE_UNITY_BUILD=ON -DCMAKE_UNITY_BUILD_BATCH_SIZE=30 \
        >"$build.log" 2>&1 || { cat "$build.log" >&2; exit 1; }
fi
echo "examples: building in $build"
ninja -C "$build" --quiet screen_example

echo "examples: screening the profiles in examples/profiles"
echo
screen=$build/examples/screen_example
# The first patient is at the intake, before anybody has laid a hand on the back.
"$screen" --intake rules/back-pain-massage.yaml examples/profiles/01-*.json
set -- examples/profiles/*.json
shift
exec "$screen" rules/back-pain-massage.yaml "$@"
