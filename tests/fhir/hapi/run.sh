#!/bin/sh
# A second opinion on what Caveat writes as FHIR: HAPI's validator, which Maven fetches into FOLDER.
# Not part of the tests: it needs Java 17 or later, Maven, and its registry within reach.
#
#   sh tests/fhir/hapi/run.sh FOLDER CAVEAT

set -eu
here=$(cd "$(dirname "$0")" && pwd)
sources=$(cd "$here/../../.." && pwd)
folder=${1:?"usage: $0 FOLDER CAVEAT"}
caveat=${2:?"usage: $0 FOLDER CAVEAT"}
for tool in java mvn; do
    command -v "$tool" >/dev/null 2>&1 || { echo "hapi: $tool is missing" >&2; exit 77; }
done
mkdir -p "$folder/resources"
folder=$(cd "$folder" && pwd)
cp "$here/pom.xml" "$folder/"
(cd "$folder" && mvn --quiet --batch-mode dependency:build-classpath -Dmdep.outputFile=classpath)

for rules in "$sources"/rules/*.yaml; do
    case $rules in *.cases.yaml | *.fhir.yaml) continue ;; esac
    name=$(basename "$rules" .yaml)
    "$caveat" fhir questionnaire "$rules" 2>/dev/null >"$folder/resources/$name.questionnaire.json"
    "$caveat" fhir plan "$rules" 2>/dev/null >"$folder/resources/$name.plan.json"
    # A problem with the record is a result too.
    "$caveat" fhir result "$rules" "$sources/examples/fhir/patient.json" --as-of 2026-11-20 \
        2>/dev/null >"$folder/resources/$name.result.json" || [ $? -eq 1 ]
done
exec java -cp "$(cat "$folder/classpath")" "$here/SecondOpinion.java" "$folder"/resources/*.json
