#!/bin/sh
# A session with the service: what it offers, a booking that it is asked about, and what became of a
# card. It listens on this machine alone, and is stopped at the end.
#
#   sh examples/fhir/session.sh [CAVEAT [PORT]]

set -eu
here=$(cd "$(dirname "$0")" && pwd)
caveat=${1:-caveat}
port=${2:-8080}
today=$(date +%Y-%m-%d)
service=http://127.0.0.1:$port/cds-services
folder=$(mktemp -d)

sed "s/8080/$port/; s|\.\./\.\.|$here/../..|" "$here/serve.yaml" >"$folder/serve.yaml"
"$caveat" serve "$folder/serve.yaml" >"$folder/log" 2>"$folder/messages" &
running=$!
trap 'kill "$running"; wait "$running" || true; rm -rf "$folder"' EXIT
tries=0
until curl --silent --fail --output "$folder/offers" "$service"; do
    tries=$((tries + 1))
    if [ "$tries" -gt 100 ]; then cat "$folder/messages" >&2; exit 1; fi
    sleep 0.1
done

echo "== what it offers"
sed -n 's/.*"\(hook\|id\)": "\(.*\)".*/   \1 \2/p' "$folder/offers"

echo "== deep tissue massage is booked"
sed "s/TODAY/$today/" "$here/booking.json" |
    curl --silent --fail --header "Content-Type: application/json" --data @- \
        --output "$folder/cards" "$service/back-pain-massage"
grep -o '"summary":"[^"]*"' "$folder/cards" | sed 's/"summary":/   card /'

echo "== the first card is overridden"
card=$(grep -o '"uuid":"[^"]*"' "$folder/cards" | sed -n '1s/"uuid":"\(.*\)"/\1/p')
curl --silent --fail --header "Content-Type: application/json" --data "{\"feedback\": [{
        \"card\": \"$card\", \"outcome\": \"overridden\", \"outcomeTimestamp\": \"${today}T12:00:00Z\",
        \"overrideReason\": {\"reason\": {\"code\": \"need-more-info\",
            \"system\": \"http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes\"}}}]}" \
    --output /dev/null --write-out "   status %{http_code}\n" "$service/back-pain-massage/feedback"

echo "== and its log says nothing of the patient"
if grep --quiet made-up-1 "$folder/log"; then echo "   but this one does" >&2; exit 1; fi
sed -n 's/.*"endpoint":"\([a-z]*\)".*"status":\([0-9]*\).*/   \1 \2/p' "$folder/log" | sort | uniq
