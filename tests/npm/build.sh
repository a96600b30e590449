#!/bin/sh
# Builds the cores as WebAssembly into BUILD/wasm, and the npm package of them into BUILD/web/caveat. What
# it is built with comes from npm into BUILD/web/npm.
#
#   sh tests/npm/build.sh BUILD
#
# Exit status 77 ("skipped") without emcc, node and npm, unless CAVEAT_NEEDS_NODE says that they must be
# there. A registry that cannot be reached is a failure.

set -eu
name=web_core
build=$(cd "${1:?"usage: $0 BUILD"}" && pwd)
tests=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$tests/../.." && pwd)
here=$root/src/adapters/web/core
folder=$build/web/npm
. "$tests/../npm.sh"
[ "$(node -p 'process.versions.node.split(".")[0] >= 20')" = true ] || without "node 20 or later"
command -v emcc >/dev/null 2>&1 || without emcc
[ -d "$build/sources/yaml-cpp" ] || without "build/sources, which install-dependencies.sh --web makes,"

cd "$root"
if [ ! -f "$build/wasm/build.ninja" ]; then
    cmake --preset wasm -B "$build/wasm" >"$build/wasm.log" 2>&1 || { cat "$build/wasm.log" >&2; exit 1; }
fi
ninja -C "$build/wasm" -j 2 --quiet caveat_wasm caveat_workbench_wasm
install_packages
node "$here/build.mjs" "$folder" "$build/wasm" "$build/web/caveat"
