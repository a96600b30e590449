#!/bin/sh
# The Python package as its users have it, in three steps: the source archive, wheels from it, and those
# installed; the tests of what is installed; Spark on three executors of this machine.
#
#   sh tests/python/run.sh wheels BUILD
#   sh tests/python/run.sh test BUILD CAVEAT GENERATED_PROFILES
#   sh tests/python/run.sh spark BUILD CAVEAT
#
# cmake/install-dependencies.sh --python makes the environments: BUILD/venv, and BUILD/venv-VERSION for
# other releases that are at hand, which share one wheel for 3.12 and later. Exit status 77 ("skipped")
# without BUILD/venv, and for Spark without java, unless CAVEAT_NEEDS_PYTHON says that they must be there.

set -eu
usage="usage: $0 wheels|test|spark BUILD [CAVEAT [GENERATED_PROFILES]]"
step=${1:?"$usage"}
build=${2:?"$usage"}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)

# WHY: leaves it untested, where that may be.
without() {
    echo "python: not tested, $1" >&2
    if [ -n "${CAVEAT_NEEDS_PYTHON:-}" ]; then exit 1; fi
    exit 77
}

# ENVIRONMENT: it is there, with what is pinned.
is_here() { cmp -s "$here/requirements.txt" "$build/$1/installed.txt"; }

is_here venv || without "build/venv is missing: cmake/install-dependencies.sh --python makes it from PyPI"
later=
for version in 3.12 3.13; do
    if is_here "venv-$version"; then
        later="$later venv-$version"
    else
        echo "python: not tested on Python $version, which is not here" >&2
    fi
done

# ENVIRONMENT: makes a wheel by it; sets `made`.
make_wheel() {
    cmake -DKIND=wheel "-DSOURCE=$root" "-DPYTHON=$build/$1/bin/python" "-DFOLDER=$build/python" \
        -P "$root/cmake/python-package.cmake"
    made=$(cat "$build/python/wheel-$("$build/$1/bin/python" -c 'import sys
print("%d%d" % sys.version_info[:2])').txt")
}

# ENVIRONMENT WHEEL: installs it there.
install_in() {
    "$build/$1/bin/python" -m pip install --quiet --disable-pip-version-check --no-index --no-deps \
        --force-reinstall "$2"
    echo "$2" >"$build/python/$1.wheel"
}

# ENVIRONMENT TESTS OPTION...: tests, from a folder where no sources are.
test_in() {
    environment=$1 tests=$2
    shift 2
    CAVEAT_WHEEL=$(cat "$build/python/$environment.wheel")
    export CAVEAT_WHEEL
    echo "python: $("$build/$environment/bin/python" --version), $(basename "$CAVEAT_WHEEL")"
    mkdir -p "$build/python/run"
    (cd "$build/python/run" &&
        "$build/$environment/bin/python" -m pytest -q -p no:cacheprovider --durations=3 "$@" \
            --rootdir "$tests" "$tests")
}

if [ "$step" = wheels ]; then
    make_wheel venv
    install_in venv "$made"
    made=
    for environment in $later; do
        if [ -z "$made" ]; then
            make_wheel "$environment"
            case "$made" in
                *-cp312-abi3-*) ;;
                *) echo "python: a wheel for 3.12 and later was asked for, but made was $made" >&2; exit 1 ;;
            esac
            # What only one release has is not in it.
            "$build/venv/bin/abi3audit" --strict "$made"
        fi
        install_in "$environment" "$made"
    done
    exit
fi

CAVEAT_CLI=${3:?"$usage"}
export CAVEAT_CLI
case "$step" in
    test)
        CAVEAT_BY_C=${4:?"$usage"}
        CAVEAT_GENERATED=$build/python/generated
        CAVEAT_SOURCES_OF_WORDS=$root/src/api
        export CAVEAT_BY_C CAVEAT_GENERATED CAVEAT_SOURCES_OF_WORDS
        rm -rf "$CAVEAT_GENERATED"
        "$CAVEAT_BY_C" --run_test=profiles_and_reports_are_written --log_level=nothing \
            --report_level=no -- "$CAVEAT_GENERATED" 20 2000
        for environment in venv $later; do test_in "$environment" "$here"; done
        ;;
    spark)
        command -v java >/dev/null 2>&1 || without "java is missing"
        echo "python: $("$build/venv/bin/python" -m pip show pyspark 2>/dev/null | sed -n 's/^Version: /Spark /p')"
        rm -rf "$build/python/spark"
        test_in venv "$root/tests/spark" --basetemp "$build/python/spark"
        ;;
    *) echo "$usage" >&2; exit 2 ;;
esac
