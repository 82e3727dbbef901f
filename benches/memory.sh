#!/usr/bin/env bash
# A million requests over more labs than are kept: prints how the memory of the server grows, and fails when it does not stay
# within the bound that the limits state. Loopback only, and it ends by itself. Needs wrk and python3: apt-get install wrk python3
set -euo pipefail
cd "$(dirname "$0")/.."

REQUESTS=${REQUESTS:-1000000}
LABS=${LABS:-30000}
# What all labs may keep together, as `--labs-bytes` has it by default; the labs themselves, the allocator and connections
# come on top.
LOG_MIB=256
BESIDE_MIB=${BESIDE_MIB:-128}
ADDRESS=127.0.0.1:3221

for tool in wrk python3; do
  command -v "$tool" >/dev/null || { echo "bench: $tool is missing; install it with: apt-get install wrk python3" >&2; exit 2; }
done
[ -x target/release/knock ] || { echo 'bench: build first, with: make build' >&2; exit 2; }

work=$(mktemp -d)
KNOCK_LOG=warn target/release/knock serve --no-rate-limits --listen "$ADDRESS" &
server=$!
trap 'kill "$server" 2>/dev/null; wait 2>/dev/null; rm -r "$work"' EXIT
until curl -sf -o "$work/ready" "http://$ADDRESS/readyz"; do sleep 0.2; done
# The pages are compressed after the start; the memory for that is no matter of labs.
sleep 15

resident_mib() { awk '/^VmRSS/ { printf "%d", $2 / 1024 }' "/proc/$server/status"; }
before=$(resident_mib)
echo "after the start: $before MiB"

python3 - "$ADDRESS" "$LABS" >"$work/labs" <<'PYTHON'
import http.client
import json
import sys

connection = http.client.HTTPConnection(sys.argv[1])
for _ in range(int(sys.argv[2])):
    connection.request("POST", "/api/labs")
    print(json.loads(connection.getresponse().read())["base"])
PYTHON
echo "with $LABS labs made: $(resident_mib) MiB"

sent=0 round=0 highest=0
while [ "$sent" -lt "$REQUESTS" ]; do
  round=$((round + 1))
  count=$(LABS="$work/labs" SEED=$round wrk -t1 -c64 -d10s -s benches/labs.lua "http://$ADDRESS" | sed -n 's/^ *\([0-9]*\) requests in.*/\1/p')
  sent=$((sent + count))
  now=$(resident_mib)
  [ "$now" -le "$highest" ] || highest=$now
  printf '%9d requests: %4d MiB\n' "$sent" "$now"
done
bound=$((before + LOG_MIB + BESIDE_MIB))
echo "at most $highest MiB; the bound is $before + $LOG_MIB for the log + $BESIDE_MIB beside it = $bound MiB"
[ "$highest" -le "$bound" ] || { echo 'bench: the memory grew beyond its bound' >&2; exit 1; }
