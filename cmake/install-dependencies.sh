#!/bin/sh
# Installs what building Caveat needs and this machine lacks; the only place that
# installs anything. Quick and silent on a machine that has it all.
#
#   sh cmake/install-dependencies.sh --library   for the library and the examples alone
#   sh cmake/install-dependencies.sh             and for the command line and the tests
#   sh cmake/install-dependencies.sh --python    what the Python package is tested with, from PyPI into
#                                                build/venv, and nothing else
#   sh cmake/install-dependencies.sh --all       and for what a continuous build looks at
#   sh cmake/install-dependencies.sh --web       and for the npm package, and to look at pages in a
#                                                browser and rules in editors (part of --all)
#   sh cmake/install-dependencies.sh --packages  and for Debian packages and their proof
#   sh cmake/install-dependencies.sh --bench     and for tests/bench/run.sh
#
# Debian and its relatives: with apt-get, as root or by sudo. Elsewhere it names
# what is missing and goes on: other systems name their packages otherwise.

set -eu

want_tests=yes
want_python=no
want_all=no
want_web=no
want_packages=no
want_bench=no
for argument in "$@"; do
    case "$argument" in
        --library) want_tests=no ;;
        --python) want_python=yes ;;
        --all) want_all=yes want_web=yes ;;
        --web) want_web=yes ;;
        --packages) want_packages=yes ;;
        --bench) want_bench=yes ;;
        *) echo "usage: $0 [--library | --python] [--all] [--web] [--packages] [--bench]" >&2; exit 2 ;;
    esac
done

missing=""
need() { missing="$missing $1"; }
has() { command -v "$1" >/dev/null 2>&1; }

# Tools: a command that is there is enough, wherever it came from.
compiler=""
for candidate in "${CXX:-}" c++ g++ clang++; do
    if [ -n "$candidate" ] && has "$candidate"; then compiler=$candidate; break; fi
done
[ -n "$compiler" ] || need g++
has cc || has gcc || has clang || need gcc
has cmake || need cmake
has ninja || need ninja-build
if [ "$want_tests" = yes ]; then
    has ccache || need ccache
    has pkg-config || has pkgconf || need pkg-config
    # Of Debian's Python, what makes environments and compiles modules are packages apart.
    python3 -c 'import ensurepip, venv' 2>/dev/null || need python3-venv
    python3 -c 'import os, sysconfig
raise SystemExit(not os.path.exists(sysconfig.get_path("include") + "/Python.h"))' 2>/dev/null ||
        need python3-dev
fi

# Libraries: the compiler knows whether their headers are within reach. Boost
# counts from 1.74 on; where another release is installed its package stays.
library_packages="libboost-dev libyaml-cpp-dev libsimdjson-dev libutf8proc-dev"
test_packages="libcli11-dev libz3-dev libxxhash-dev librapidcheck-dev"
# What `caveat serve` stands on: HTTPS, signed tokens, feedback kept.
service_packages="libssl-dev libcjose-dev libsqlite3-dev"
bench_packages="libbenchmark-dev"
probe='
#define MISSING(name) caveat_missing name
#if !__has_include(<yaml-cpp/yaml.h>)
MISSING(libyaml-cpp-dev)
#endif
#if !__has_include(<simdjson.h>)
MISSING(libsimdjson-dev)
#endif
#if !__has_include(<CLI/CLI.hpp>)
MISSING(libcli11-dev)
#endif
#if !__has_include(<z3++.h>) && !__has_include(<z3/z3++.h>)
MISSING(libz3-dev)
#endif
#if !__has_include(<xxhash.h>)
MISSING(libxxhash-dev)
#endif
#if !__has_include(<utf8proc.h>)
MISSING(libutf8proc-dev)
#endif
#if !__has_include(<openssl/ssl.h>)
MISSING(libssl-dev)
#endif
#if !__has_include(<cjose/cjose.h>)
MISSING(libcjose-dev)
#endif
#if !__has_include(<sqlite3.h>)
MISSING(libsqlite3-dev)
#endif
#if !__has_include(<rapidcheck.h>)
MISSING(librapidcheck-dev)
#endif
#if !__has_include(<benchmark/benchmark.h>)
MISSING(libbenchmark-dev)
#endif
#if __has_include(<boost/version.hpp>)
#include <boost/version.hpp>
#if BOOST_VERSION < 107400
MISSING(libboost-dev)
#endif
#else
MISSING(libboost-dev)
#endif
'
wanted=$library_packages
if [ "$want_tests" = yes ]; then wanted="$wanted $test_packages $service_packages"; fi
if [ "$want_bench" = yes ]; then wanted="$wanted $bench_packages"; fi
absent=$wanted
if [ -n "$compiler" ]; then
    absent=$(printf '%s' "$probe" | "$compiler" -std=c++20 -E -P -x c++ - |
        sed -n 's/^caveat_missing *//p')
fi
for package in $wanted; do
    for other in $absent; do
        if [ "$package" = "$other" ]; then need "$package"; fi
    done
done

if [ "$want_all" = yes ]; then
    has java || need default-jre-headless
    has clang++-19 || need clang-19
    has clang-tidy-19 || need clang-tidy-19
    has clang-format-19 || need clang-format-19
    has doxygen || need doxygen
    has abidiff || need abigail-tools
    # Debian puts the programs of the server on nobody's path.
    [ -n "$(find /usr/lib/postgresql -name initdb 2>/dev/null)" ] || has initdb || need postgresql
    # The sanitizers' and the fuzzer's own libraries are a package apart: whether
    # they are there shows when something is linked with them.
    scratch=$(mktemp -d)
    printf 'int main() {}' >"$scratch/probe.cpp"
    if ! clang++-19 -fsanitize=address "$scratch/probe.cpp" -o "$scratch/probe" >/dev/null 2>&1; then
        need libclang-rt-19-dev
    fi
    rm -rf "$scratch"
fi

if [ "$want_packages" = yes ]; then
    has dpkg-shlibdeps || need dpkg-dev
    has lintian || need lintian
    has debootstrap || need debootstrap
fi

# npm itself installs its packages below the build, when the tests run.
if [ "$want_web" = yes ]; then
    # Debian cuts npm into 350 packages, 23 MB in all.
    has node || need nodejs
    has npm || need npm
    has chromium || has chromium-browser || has google-chrome || need chromium
    # The screenshots of the tests are of these letters.
    [ -n "$(find /usr/share/fonts -name DejaVuSans.ttf 2>/dev/null)" ] || need fonts-dejavu-core
    has nvim || need neovim
    # WebAssembly; and what is linked into it comes as sources, see below.
    has emcc || need emscripten
    has xz || need xz-utils
fi

if [ "$want_bench" = yes ]; then
    has valgrind || need valgrind
    # Its library has no command and no file for pkg-config.
    if ! printf '#include <clips/clips.h>\nint main(void) { DestroyEnvironment(CreateEnvironment()); }' |
            ${CC:-cc} -x c - -o /dev/null -lclips -lm >/dev/null 2>&1; then
        need libclips-dev
    fi
fi

install_packages() {
    [ -n "$missing" ] || return 0
    if ! has apt-get; then
        echo "install-dependencies: missing, by their Debian names:$missing" >&2
        echo "install-dependencies: no apt-get here; install them in this system's own way" >&2
        return 0
    fi

    as_root=""
    if [ "$(id -u)" != 0 ]; then
        if has sudo; then
            as_root=sudo
        else
            echo "install-dependencies: run as root or with sudo: apt-get install$missing" >&2
            exit 1
        fi
    fi

    echo "install-dependencies: installing$missing"
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -q update
    # shellcheck disable=SC2086 -- one word for each package
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends $missing
}
if [ "$want_python" = no ]; then install_packages; fi

root=$(cd "$(dirname "$0")/.." && pwd)

# What is linked has to be built for WebAssembly: the sources of the libraries, as Debian has them, below
# the build. Packages with headers alone do not have them. Archives of sources are seldom among those of
# a system, so they are asked by lists of their own.
lay_sources() {
    sources=$root/build/sources
    wanted_sources=""
    for package in yaml-cpp simdjson utf8proc; do
        [ -d "$sources/$package" ] || wanted_sources="$wanted_sources $package"
    done
    [ -n "$wanted_sources" ] || return 0
    if ! has apt-get; then
        echo "install-dependencies: no apt-get here; lay the sources of these into $sources:$wanted_sources" >&2
        return 0
    fi
    scratch=$(mktemp -d)
    mkdir -p "$scratch/lists/partial" "$scratch/cache/archives/partial" "$scratch/parts" "$scratch/got" \
        "$sources"
    for list in /etc/apt/sources.list /etc/apt/sources.list.d/*; do
        [ -f "$list" ] || continue
        case "$list" in
            *.sources) sed 's/^Types:.*/Types: deb-src/' "$list" >"$scratch/parts/$(basename "$list")" ;;
            *.list) sed -n 's/^deb /deb-src /p' "$list" >"$scratch/parts/$(basename "$list")" ;;
        esac
    done
    apt_sources() {
        apt-get -q -q -o "Dir::Etc::sourcelist=$scratch/none" -o "Dir::Etc::sourceparts=$scratch/parts" \
            -o "Dir::State::lists=$scratch/lists" -o "Dir::Cache=$scratch/cache" \
            -o APT::Sandbox::User=root "$@"
    }
    # An archive without sources is no failure: what is wanted is elsewhere, or said to be missing below.
    apt_sources update >"$scratch/log" 2>&1 || true
    echo "install-dependencies: sources of$wanted_sources"
    for package in $wanted_sources; do
        if ! (cd "$scratch/got" && apt_sources source --download-only "$package" >>"$scratch/log" 2>&1); then
            tail -n 3 "$scratch/log" >&2
            echo "install-dependencies: the archives of this system have no sources of $package" >&2
            exit 1
        fi
        mkdir "$scratch/$package"
        tar -xf "$scratch/got/$package"_*.orig.tar.* -C "$scratch/$package" --strip-components=1
        mv "$scratch/$package" "$sources/$package"
    done
    rm -rf "$scratch"
}
if [ "$want_web" = yes ]; then lay_sources; fi

# What builds and tests the Python package comes from PyPI into build/venv; what tests it on other
# releases of Python, where there are any, into build/venv-VERSION. Nothing is asked of the network
# where an earlier run has installed just this. Where PyPI cannot be reached, tests/python/run.sh says
# what that means.
requirements=$root/tests/python/requirements.txt

# FOLDER INTERPRETER PACKAGE...: an environment with packages, as pinned.
environment() {
    folder=$1 interpreter=$2
    shift 2
    if cmp -s "$requirements" "$folder/installed.txt"; then return 0; fi
    rm -rf "$folder"
    "$interpreter" -m venv "$folder" &&
        "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --retries 1 \
            --timeout 20 --constraint "$requirements" "$@" >"$folder/pip.log" 2>&1 &&
        cp "$requirements" "$folder/installed.txt" && return 0
    if [ -f "$folder/pip.log" ]; then tail -n 2 "$folder/pip.log" >&2; fi
    rm -rf "$folder"
    echo "install-dependencies: no packages from PyPI for $interpreter; is it within reach?" >&2
    return 1
}

if [ "$want_python" = yes ] && has python3; then
    mkdir -p "$root/build"
    # shellcheck disable=SC2046 -- one word for each package
    environment "$root/build/venv" python3 $(sed -n 's/^\([a-z].*\)==.*/\1/p' "$requirements") ||
        exit 0
    for version in 3.12 3.13; do
        for interpreter in "/usr/bin/python$version" "/usr/local/bin/python$version" \
                "${PYENV_ROOT:-$HOME/.pyenv}/versions/$version".*/bin/python3; do
            [ -x "$interpreter" ] || continue
            environment "$root/build/venv-$version" "$interpreter" \
                nanobind scikit-build-core auditwheel pytest pyarrow || exit 0
            break
        done
    done
fi
