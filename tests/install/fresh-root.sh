#!/bin/sh
# Debian packages in a fresh root: installs them where nothing but Debian's minimal
# system and what they depend on is, screens a patient with the command line, and
# compiles and runs the consumers against the development package.
#
#   sh fresh-root.sh PACKAGES SOURCE ROOT    the folder of *.deb, the repository, a
#                                            folder to use up
#
# Needs root, debootstrap and lintian; 77 where debootstrap is missing or may not
# make a root.

set -eu
packages=$1
source=$2
root=$3

if [ "$(id -u)" != 0 ] || ! command -v debootstrap >/dev/null; then
    echo "skipped: a fresh root needs root and debootstrap"
    exit 77
fi
if ! command -v lintian >/dev/null; then
    echo "skipped: no lintian here"
    exit 77
fi
lintian --allow-root --fail-on error "$packages"/*.deb

# What the packages say they depend on, and for the consumers a compiler; Caveat's
# own packages come from here.
depends=$(for package in "$packages"/*.deb; do dpkg-deb --field "$package" Depends; done |
    tr ',' '\n' | sed 's/(.*//; s/|.*//; s/ //g' | grep -v '^libcaveat' | sort -u | tr '\n' ',')
suite=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
rm -rf "$root"
mkdir -p "$root"
debootstrap --variant=minbase --include="${depends}g++,pkg-config,cmake,make" "$suite" "$root" >"$root.log" 2>&1 ||
    { tail -n 20 "$root.log"; exit 1; }

mkdir "$root/packages" "$root/consumer"
cp "$packages"/*.deb "$root/packages"
cp "$source/rules/back-pain-massage.yaml" "$source"/examples/profiles/01-*.json \
    "$source"/tests/install/consumer/* "$root/consumer"
# Nothing of what this machine has set, its compiler cache for instance, is there.
env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 chroot "$root" sh -eu -c '
dpkg -i packages/*.deb
cd consumer
caveat screen back-pain-massage.yaml 01-*.json
test -f /usr/share/caveat/caveat.schema.json
cmake -S . -B build
cmake --build build
build/consumer_cpp
build/consumer_c
build/consumer_authoring
g++ -std=c++20 consumer.cpp -o by-hand $(pkg-config --cflags --libs caveat-arrow)
./by-hand
cc -std=c99 consumer.c -o by-hand $(pkg-config --cflags --libs caveat-c)
./by-hand
g++ -std=c++20 consumer_authoring.cpp -o by-hand $(pkg-config --cflags --libs caveat-proof caveat-json)
./by-hand
dpkg --remove caveat libcaveat-authoring-dev libcaveat-dev $(dpkg-query -f "\${Package}\n" -W "libcaveat*" | grep "[0-9]$")
if ldconfig -p | grep caveat; then exit 1; fi
'
rm -rf "$root"
