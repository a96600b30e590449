#!/bin/sh
# Measures Caveat beside the same rules in generated C++ and in CLIPS, and the
# stream beside simdjson, and prints one table with every goal. What is compared
# and how to read it: README.md in this folder.
#
#   sh tests/bench/run.sh                 everything; about a quarter of an hour
#   sh tests/bench/run.sh --quick         up to 1,000 rules, fewer rounds, a short
#                                         stream: some minutes with the build
#   sh tests/bench/run.sh --callgrind     and count instructions
#   sh tests/bench/run.sh --output FILE   and keep the table in FILE

set -eu
cd "$(dirname "$0")/../.."

quick=no
callgrind=no
output=""
while [ $# -gt 0 ]; do
    case "$1" in
        --quick) quick=yes ;;
        --callgrind) callgrind=yes ;;
        --output) shift; output=${1:?--output wants a file} ;;
        *) echo "usage: $0 [--quick] [--callgrind] [--output FILE]" >&2; exit 2 ;;
    esac
    shift
done

rule_counts="20 100 1000 10000"
rounds=9
slot=150
repetitions=5
cohort=1000000
reports=20000
stream_rounds=5
if [ "$quick" = yes ]; then
    rule_counts="20 100 1000"
    rounds=5
    slot=40
    repetitions=3
    cohort=60000
    reports=4000
    stream_rounds=3
fi

sh cmake/install-dependencies.sh --bench

# --- build -------------------------------------------------------------------

build=build/release
if [ ! -f "$build/build.ninja" ] || [ CMakePresets.json -nt "$build/build.ninja" ]; then
    echo "bench: configuring $build" >&2
    mkdir -p build
    cmake --preset release >"$build.log" 2>&1 || { cat "$build.log" >&2; exit 1; }
fi
targets="caveat_cli bench bench_analysis bench_cohort bench_dom bench_stream bench_table"
for rules in $rule_counts; do
    targets="$targets bench_rules_$rules"
    if [ "$callgrind" = yes ]; then targets="$targets bench_rules_${rules}_v3"; fi
done
echo "bench: building in $build" >&2
# shellcheck disable=SC2086 -- one word for each target
ninja -C "$build" --quiet $targets

tools=$build/tests
made=$build/bench
results=$made/results.tsv
mkdir -p "$made"
rm -f "$results"

# --- one patient and batch ---------------------------------------------------

for rules in $rule_counts; do
    echo "bench: $rules rules" >&2
    "$tools/bench_rules_$rules" --rounds "$rounds" --slot "$slot" --results "$results"
done

contenders=$(cut -f 1,3 "$results" | sed -n 's/^patients	//p' | sort -u)

echo "bench: peak memory" >&2
for rules in $rule_counts; do
    for contender in $contenders; do
        "$tools/bench_rules_$rules" --one "$contender" --count 20 --results "$results" >/dev/null
    done
done

if [ "$callgrind" = yes ]; then
    for rules in $rule_counts; do
        for contender in $contenders; do
            # One chunk of columns; CLIPS would take its time.
            count=2048
            if [ "$contender" = clips ]; then count=50; fi
            if [ "$contender" = clips ] && [ "$rules" -gt 1000 ]; then continue; fi
            echo "bench: instructions of $contender, $rules rules" >&2
            valgrind --tool=callgrind --toggle-collect=bench_measured_run \
                --callgrind-out-file="$made/callgrind.$rules.$contender" \
                "$tools/bench_rules_${rules}_v3" --one "$contender" --patients "$count" \
                >/dev/null 2>"$made/callgrind.log"
            sed -n 's/^totals: *//p' "$made/callgrind.$rules.$contender" |
                awk -v rules="$rules" -v who="$contender" -v patients="$count" \
                    '{printf "instructions\t%d\t%s\t%g\n", rules, who, $1 / rules / patients}' \
                    >>"$results"
        done
    done
fi

# --- loading and reasons -----------------------------------------------------

failed=no
echo "bench: loading, reasons, Arrow" >&2
# Those that are held against each other take turns.
"$tools/bench" --benchmark_min_time=0.05 --benchmark_repetitions="$repetitions" \
    --benchmark_enable_random_interleaving=true --benchmark_format=csv >"$made/figures.csv" 2>"$made/figures.log" || {
    # What it had measured by then is in the table.
    tail -n 3 "$made/figures.log" >&2
    failed=yes
}

# --- the stream --------------------------------------------------------------

# Kept from run to run.
if ! grep -qsx "$cohort $reports" "$made/cohort.size"; then
    echo "bench: making up $cohort profiles" >&2
    "$tools/bench_cohort" $((cohort / 2)) 1 >"$made/half1.ndjson"
    "$tools/bench_cohort" $((cohort / 2)) 2 >"$made/half2.ndjson"
    cat "$made/half1.ndjson" "$made/half2.ndjson" >"$made/cohort.ndjson"
    head -n "$reports" "$made/half1.ndjson" >"$made/few.ndjson"
    echo "$cohort $reports" >"$made/cohort.size"
fi
echo "bench: the stream" >&2
"$tools/bench_stream" "$build" rules/back-pain-massage.yaml "$made" "$stream_rounds" "$results" ||
    failed=yes

# --- check and diff ----------------------------------------------------------

echo "bench: check and diff" >&2
if [ "$quick" = yes ]; then set -- --quick; else set --; fi
"$tools/bench_analysis" "$@" >"$made/analysis.md" || failed=yes

# --- the table ---------------------------------------------------------------

{
    echo "# Caveat beside others"
    echo
    echo "On $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)," \
        "$(getconf _NPROCESSORS_ONLN) cores; $(c++ --version | head -n 1)."
    echo
    "$tools/bench_table" "$results" "$made/figures.csv"
    echo
    echo "## Check and diff"
    echo
    cat "$made/analysis.md"
} >"$made/table.md"
cat "$made/table.md"
if [ -n "$output" ]; then cp "$made/table.md" "$output"; fi
if [ "$failed" = yes ]; then
    echo "bench: not everything could be measured" >&2
    exit 1
fi
