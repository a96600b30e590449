#!/bin/sh
# How the service bears load: requests a second by 64 connections without tokens, how long the slowest
# of a hundred take, while rules are loaded anew too, and what memory is held after. It needs Debian's
# wrk, and a machine that does nothing else.
#
#   sh tests/bench/fhir/service.sh CAVEAT [SECONDS]

set -eu
caveat=${1:?"usage: $0 CAVEAT [SECONDS]"}
seconds=${2:-10}
sources=$(cd "$(dirname "$0")/../../.." && pwd)
command -v wrk >/dev/null 2>&1 || { echo "service: wrk is missing" >&2; exit 77; }
folder=$(mktemp -d)
port=18973
cat >"$folder/serve.yaml" <<END
serve: 1
listen: 127.0.0.1:$port
rules: [$sources/rules/back-pain-massage.yaml]
authentication: none
END
"$caveat" serve "$folder/serve.yaml" >"$folder/log" 2>"$folder/messages" &
running=$!
trap 'kill "$running"; wait "$running" || true; rm -rf "$folder"' EXIT
tries=0
until grep -q listening "$folder/messages"; do
    tries=$((tries + 1))
    if [ "$tries" -gt 100 ]; then cat "$folder/messages" >&2; exit 1; fi
    sleep 0.1
done
sed "s/TODAY/$(date +%Y-%m-%d)/" "$sources/examples/fhir/booking.json" >"$folder/body.json"
cat >"$folder/post.lua" <<END
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
local file = io.open("$folder/body.json")
wrk.body = file:read("a")
file:close()
END
memory() { sed -n 's/^VmRSS:[[:space:]]*//p' "/proc/$running/status"; }
load() {
    wrk --threads 1 --connections 64 --duration "${seconds}s" --latency --script "$folder/post.lua" \
        "http://127.0.0.1:$port/cds-services/back-pain-massage" |
        grep -E '50%|99%|Requests/sec|Non-2xx|Socket errors'
}
echo "== a body of $(wc -c <"$folder/body.json") bytes"
load
echo "== the same while rules are loaded anew twice a second; memory before: $(memory)"
(while sleep 0.5; do kill -HUP "$running" 2>/dev/null || exit 0; done) &
reloading=$!
load
kill "$reloading"
echo "== memory after: $(memory)"
