#!/bin/sh
# What only a whole process shows: standard descriptors that are closed, files that may not grow.
#
#   sh streams.sh CAVEAT SCRATCH

set -eu
caveat=$1
scratch=$2
rules=$(dirname "$0")/../../examples/two-sentences.yaml
rm -rf "$scratch"
mkdir -p "$scratch"
cp "$rules" "$scratch/rules.yaml"
cd "$scratch"

failed=0
expect() { # WHAT STATUS_WANTED STATUS
    if [ "$2" != "$3" ]; then
        echo "$1: ended with $3, not $2"
        failed=1
    fi
}

printf '{"patient": "p", "as_of": "2026-11-20", "facts": {}}\n' >one.ndjson

# A message for people never lands in a file of answers.
status=0
"$caveat" screen rules.yaml nowhere.json --output out.txt 2>&- || status=$?
expect "a profile that is not there, standard error closed" 2 "$status"
if [ -s out.txt ]; then
    echo "with standard error closed, this landed in the output:"
    cat out.txt
    failed=1
fi

# A report that goes nowhere is no success.
status=0
"$caveat" screen rules.yaml one.ndjson >&- 2>err.txt || status=$?
expect "standard output closed" 2 "$status"
grep -q "cannot be written" err.txt || { echo "no word about it"; cat err.txt; failed=1; }

# A profile that cannot be read is no empty profile.
status=0
"$caveat" screen rules.yaml - <&- >out.json 2>err.txt || status=$?
expect "standard input closed" 2 "$status"

# A file that has reached its limit (SIGXFSZ) is reported.
onto_full_file() { (ulimit -f 0 && exec "$caveat" "$@" >limited.out); }
for command in "screen rules.yaml one.ndjson --output limited" \
        "screen rules.yaml one.ndjson --format text" \
        "format rules.yaml --stdout"; do
    status=0
    # shellcheck disable=SC2086 -- the words of a command
    onto_full_file $command 2>/dev/null || status=$?
    expect "$command, where no file may grow" 2 "$status"
    # shellcheck disable=SC2086 -- the words of a command
    onto_full_file $command 2>&1 | grep -q "File too large" || {
        echo "$command: no word about it"
        failed=1
    }
done

exit $failed
