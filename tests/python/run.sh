#!/bin/sh
# Builds the Python package's source archive, a wheel from it, installs that and tests it: for the
# interpreter of BUILD/venv, and a wheel for 3.12 and later on each of those that are at hand.
#
#   sh tests/python/run.sh BUILD CAVEAT GENERATED_PROFILES
#
# cmake/install-dependencies.sh --python makes the environments. Exit status 77 ("skipped") without BUILD/venv,
# unless CAVEAT_NEEDS_PYTHON says that it must be there.

set -eu
build=${1:?"usage: $0 BUILD CAVEAT GENERATED_PROFILES"}
CAVEAT_CLI=${2:?"usage: $0 BUILD CAVEAT GENERATED_PROFILES"}
generate=${3:?"usage: $0 BUILD CAVEAT GENERATED_PROFILES"}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)

if ! cmp -s "$here/requirements.txt" "$build/venv/installed.txt"; then
    echo "python: not tested, build/venv is missing: cmake/install-dependencies.sh --python makes it from PyPI" >&2
    if [ -n "${CAVEAT_NEEDS_PYTHON:-}" ]; then exit 1; fi
    exit 77
fi

CAVEAT_GENERATED=$build/python/generated
CAVEAT_SOURCES_OF_WORDS=$root/src/api
CAVEAT_BY_C=$generate
export CAVEAT_CLI CAVEAT_GENERATED CAVEAT_SOURCES_OF_WORDS CAVEAT_BY_C
rm -rf "$CAVEAT_GENERATED"
"$generate" --run_test=profiles_and_reports_are_written --log_level=nothing --report_level=no \
    -- "$CAVEAT_GENERATED" 20 2000

# ENVIRONMENT: a wheel by it; sets `made`.
wheel() {
    cmake -DKIND=wheel "-DSOURCE=$root" "-DPYTHON=$build/$1/bin/python" "-DFOLDER=$build/python" \
        -P "$root/cmake/python-package.cmake"
    made=$(cat "$build/python/wheel-$("$build/$1/bin/python" -c 'import sys
print("%d%d" % sys.version_info[:2])').txt")
}

# ENVIRONMENT WHEEL: installed there, and tested from a folder where no sources are.
test_in() {
    echo "python: $("$build/$1/bin/python" --version), $(basename "$2")"
    "$build/$1/bin/python" -m pip install --quiet --disable-pip-version-check --no-index --no-deps \
        --force-reinstall "$2"
    mkdir -p "$build/python/run"
    (cd "$build/python/run" &&
        CAVEAT_WHEEL=$2 "$build/$1/bin/python" -m pytest -q -p no:cacheprovider --durations=3 \
            --rootdir "$here" "$here")
}

wheel venv
test_in venv "$made"

# By Spark, on three executors of this machine: what needs a Java machine.
if command -v java >/dev/null 2>&1; then
    echo "python: $("$build/venv/bin/python" -m pip show pyspark 2>/dev/null | sed -n 's/^Version: /Spark /p')"
    rm -rf "$build/python/spark"
    (cd "$build/python/run" &&
        "$build/venv/bin/python" -m pytest -q -p no:cacheprovider --durations=3 \
            --basetemp "$build/python/spark" --rootdir "$here/../spark" "$here/../spark")
else
    echo "python: not tested with Spark, java is missing" >&2
    if [ -n "${CAVEAT_NEEDS_PYTHON:-}" ]; then exit 1; fi
fi

later=
for version in 3.12 3.13; do
    if ! cmp -s "$here/requirements.txt" "$build/venv-$version/installed.txt"; then
        echo "python: not tested on Python $version, which is not here" >&2
        continue
    fi
    if [ -z "$later" ]; then
        wheel "venv-$version"
        later=$made
        case "$later" in
            *-cp312-abi3-*) ;;
            *) echo "python: a wheel for 3.12 and later was asked for, but made was $later" >&2; exit 1 ;;
        esac
        # What only one release has is not in it.
        "$build/venv/bin/abi3audit" --strict "$later"
    fi
    test_in "venv-$version" "$later"
done
