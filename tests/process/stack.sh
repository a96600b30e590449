#!/bin/sh
# Deep inputs, with 256 KB of stack: what is within the limits is answered, everything beyond them is
# refused with a word, whatever order a file is written in. Nothing ends with a signal.
#
#   sh stack.sh CAVEAT SCRATCH

set -u
caveat=$1
scratch=$2
rm -rf "$scratch"
mkdir -p "$scratch"
cd "$scratch" || exit 1

# A rule file whose names are made of one another: kind, how many, and `backwards` for the last first.
make_rules() {
    awk -v kind="$1" -v n="$2" -v order="$3" '
    function lines(list, i) {
        if (order == "backwards") for (i = n; i >= 1; --i) print list[i]
        else for (i = 1; i <= n; ++i) print list[i]
    }
    function nested(open, inside, close_odd, close_even, i, text) {
        text = ""
        for (i = 0; i < n; ++i) text = text open
        text = text inside
        for (i = 0; i < n; ++i) text = text (i % 2 ? close_odd : close_even)
        return text
    }
    BEGIN {
        print "caveat: 1\nid: deep\nversion: 1.0.0\nfacts:\n  fever: yes/no\n  chills: yes/no"
        print "  pain: {type: number, from: 0, to: 10}\n  strength: {type: number, from: 0, to: 10}"
        condition = "step " n
        if (kind == "gates") {
            made[1] = "  step 1: yes/no"
            for (i = 2; i <= n; ++i) made[i] = "  step " i ": {type: yes/no, only if: step " i - 1 "}"
            lines(made)
        } else if (kind == "scores") {
            made[1] = "  step 1: {points: [fever: 1]}"
            for (i = 2; i <= n; ++i)
                made[i] = "  step " i ":\n    points:\n      - step " i - 1 "\n      - chills: 1"
            print "scores:"
            lines(made)
            condition = condition " >= 1"
        } else if (kind ~ /^(terms|names|sums|extremes|exactly|phrases)$/) {
            first["terms"] = first["names"] = first["exactly"] = "fever"
            first["sums"] = first["extremes"] = first["phrases"] = "pain"
            made[1] = "  step 1: " first[kind]
            if (kind == "phrases") made[1] = "  step 1 {k}: pain + k"
            for (i = 2; i <= n; ++i) {
                last = "step " i - 1
                if (kind == "terms") said = last (i % 2 ? " or" : " and") " chills"
                if (kind == "names") said = last
                if (kind == "sums") said = last " + strength"
                if (kind == "extremes") said = "min(" last ", max(" last ", strength))"
                if (kind == "exactly") said = "exactly 1 of (" last "; chills)"
                if (kind == "phrases") said = last " 3 + " last " 4"
                made[i] = "  step " i (kind == "phrases" ? " {k}" : "") ": " said
            }
            print "terms:"
            lines(made)
            if (kind == "phrases") condition = condition " 3"
            if (kind ~ /^(sums|extremes|phrases)$/) condition = condition " > 5"
        } else if (kind == "parentheses") {
            condition = nested("(", "fever", " or chills)", " and chills)")
        } else if (kind == "denials") {
            condition = nested("not (", "fever", ")", ")")
        } else if (kind == "missing parentheses") {
            condition = ""
            for (i = 0; i < n; ++i) condition = condition "fever and at least 2 of "
            condition = condition "chills"
        } else if (kind == "number parentheses") {
            condition = nested("(", "pain", " + strength)", " + 1)") " > 100"
        } else if (kind == "number functions") {
            condition = nested("min(", "pain", ", strength)", ", strength)") " > 5"
        }
        if (kind == "overrides") {
            print "outcomes:\n  refer to a doctor: Go.\nrules:"
            for (i = 1; i <= n; ++i)
                made[i] = "  - {id: step-" i ", rule: fever and chills → refer to a doctor" \
                    (i == 1 ? "" : ", overrides: [step-" i - 1 "]") "}"
            lines(made)
            exit
        }
        print "outcomes:\n  refer to a doctor: Go.\nrules:"
        if (kind == "groups") {
            text = "fever"
            for (i = 0; i < n; ++i) text = "{" (i % 2 ? "all" : "any") " of: [chills, " text "]}"
            print "  - {id: last, when: " text ", then: refer to a doctor}"
        } else if (kind == "lists") {
            print "  - " nested("[", "", "]", "]")
        } else {
            print "  - {id: last, rule: \"" condition " → refer to a doctor\"}"
        }
    }'
}

failed=0
complain() {
    echo "$1"
    failed=1
}

# kind, how many, order, whether it must load (yes, no, or any)
try() {
    name="$1, $2 $3"
    make_rules "$1" "$2" "$3" >rules.yaml
    # What it is refused for.
    word='too-deep\|nesting\|expression-depth'
    if [ "$1" = "missing parentheses" ]; then word=missing-parenthesis; fi
    rule=last
    if [ "$1" = overrides ]; then rule=step-1; fi
    sed 's/^version: .*/version: 1.0.1/' rules.yaml >later.yaml
    for command in "screen rules.yaml patient.json" "screen rules.yaml patients.ndjson" \
            "check rules.yaml --solver-seconds 0.001" "explain rules.yaml $rule patient.json" \
            "format rules.yaml --stdout" "ask rules.yaml --max 3" "test rules.yaml" "draft rules.yaml" \
            "test rules.yaml --propose" "diff rules.yaml later.yaml --solver-seconds 0.001"; do
        case "$1:$command:$4" in
            # Whatever they say, they have much to say of many; what they take in time is another
            # matter than the stack.
            *:diff*:yes | *:*propose*:yes | *:check*:yes) [ "$2" -gt 100 ] && continue ;;
        esac
        # shellcheck disable=SC2086 -- the words of a command
        (ulimit -s 256 && exec "$caveat" $command --color never) >out.txt 2>err.txt <answers.txt
        status=$?
        if [ "$status" -gt 2 ] || grep -q 'ended by the signal' err.txt; then
            complain "$name: $command ended with $status"
        fi
        case "$command:$4" in
            format*) ;;
            screen*:yes)
                if [ "$status" -gt 1 ]; then
                    complain "$name: $command ended with $status"
                    cat err.txt
                fi ;;
            screen*:no)
                if [ "$status" != 2 ] ||
                        ! grep -q "\[\($word\)\]" err.txt; then
                    complain "$name: $command ended with $status, and without [$word]"
                fi ;;
        esac
    done
}

echo '{"as_of": "2026-11-20", "facts": {"fever": true, "pain": 3}}' >patient.json
cat patient.json patient.json >patients.ndjson
printf 'yes\n3\n' >answers.txt
for order in forwards backwards; do
    # As deep as may be, and beyond by one.
    try gates 80 $order yes
    try gates 82 $order no
    try names 79 $order yes
    try names 81 $order no
    for kind in terms sums exactly; do
        try $kind 39 $order yes
        try $kind 42 $order no
    done
    try phrases 27 $order any
    try extremes 12 $order yes
    try extremes 30 $order no
    try scores 26 $order any
    for kind in gates names terms sums exactly phrases extremes scores; do
        try $kind 700 $order no
    done
    try terms 60000 $order no
    try names 60000 $order no
    try overrides 81 $order yes
    try overrides 82 $order no
    try overrides 3000 $order no
done
for kind in parentheses denials "number parentheses" "number functions"; do
    try "$kind" 60 forwards yes
    try "$kind" 3000 forwards no
done
try "missing parentheses" 60 forwards any
try "missing parentheses" 2500 forwards no
try groups 30 forwards yes
try groups 5000 forwards no
try lists 60 forwards any
try lists 100000 forwards no

awk 'BEGIN { for (i = 0; i < 200000; ++i) printf "["; print "" }' >deep.json
try gates 1 forwards yes
for command in "screen rules.yaml deep.json" "explain rules.yaml last deep.json" \
        "ask rules.yaml --profile deep.json"; do
    # shellcheck disable=SC2086 -- the words of a command
    (ulimit -s 256 && exec "$caveat" $command) >out.txt 2>err.txt <answers.txt
    status=$?
    if [ "$status" -gt 2 ]; then complain "deep JSON: $command ended with $status"; fi
done
exit $failed
