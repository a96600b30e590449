#!/bin/sh
# Memory that cannot be had: a command says so and names the file, whatever part of it asked in vain.
#
#   sh memory.sh CAVEAT

set -u
caveat=$1
cd "$(dirname "$0")/../.."

failed=0
said=$(mktemp)
trap 'rm -f "$said"' EXIT
for kilobytes in 50000 60000 70000 80000 100000; do
    for command in "check rules/neck-injury.yaml rules/back-pain-massage.yaml --solver-seconds 0.3" \
            "diff rules/neck-injury.yaml rules/start-back.yaml --solver-seconds 0.3" \
            "screen rules/back-pain-massage.yaml examples/profiles/09-session-history.json" \
            "explain rules/back-pain-massage.yaml spasm-course examples/profiles/09-session-history.json"; do
        # shellcheck disable=SC2086 -- the words of a command
        (ulimit -v $kilobytes && exec "$caveat" $command --as-of 2026-11-20) >/dev/null 2>"$said"
        status=$?
        if [ "$status" -gt 2 ]; then
            # The loader itself has no room for the libraries.
            if [ "$status" = 127 ] && grep -q 'shared libraries' "$said"; then continue; fi
            echo "$command, with $kilobytes KiB: ended with $status"
            failed=1
        elif [ "$status" = 2 ] && ! grep -q 'out of memory.*while it looked at `' "$said"; then
            echo "$command, with $kilobytes KiB: no word about memory and the file:"
            cat "$said"
            failed=1
        fi
    done
done
exit $failed
