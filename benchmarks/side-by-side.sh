#!/usr/bin/env bash
# Each endpoint beside a bare Kestrel that answers as many ready bytes, in one run, in turns: the ratio of their rates.
# usage: benchmarks/side-by-side.sh [rounds, default 5] [seconds a turn, default 2]; needs wrk
set -euo pipefail
command -v wrk >/dev/null || { echo "wrk is not installed (apt-get install wrk)"; exit 2; }
source "$(dirname "$0")/server.sh"
rounds=${1:-5} seconds=${2:-2}
publish_server; publish benchmarks/PrismQ.Ceiling ceiling
start_server; start_ceiling

for _ in $(seq 50); do last=$(launch log-generator '{"lines": 3, "delay_ms": 0}'); done
run=$(launch log-generator '{"lines": 600, "delay_ms": 0}'); wait_for_run "$run"
curl -sf -X POST -H 'Content-Type: application/json' -d '{"parameters": {}}' "$server/api/modules/log-generator/config" -o /dev/null

endpoints=(
  "/api/health 0.8" "/api/modules 0.8" "/api/modules/log-generator 0.8" "/api/modules/log-generator/config 0.8"
  "/api/runs/$run 0.8" "/api/system/stats 0.8" "/api/runs?limit=50 0.3" "/api/runs/$run/logs?tail=500 0.3")

rate() { wrk -t1 -c10 -d"$1s" "$2" | awk '/Requests\/sec/ {print $2} /Non-2xx/ {exit 1}'; }

environment
echo "| endpoint | bytes | ceiling, req/s | PrismQ, req/s | ratio (median of $rounds) | range | wanted | met |"
echo "|---|--:|--:|--:|--:|---|--:|---|"
for entry in "${endpoints[@]}"; do
  read -r path wanted <<<"$entry"
  bytes=$(curl -sf "$server$path" | wc -c)
  rate 10 "$server$path" >/dev/null; rate 1 "$ceiling/$bytes" >/dev/null
  for round in $(seq "$rounds"); do
    if ((round % 2)); then c=$(rate "$seconds" "$ceiling/$bytes"); p=$(rate "$seconds" "$server$path")
    else p=$(rate "$seconds" "$server$path"); c=$(rate "$seconds" "$ceiling/$bytes"); fi
    echo "$c $p"
  done | python3 -c '
import statistics, sys
path, size, wanted = sys.argv[1], sys.argv[2], float(sys.argv[3])
pairs = [tuple(map(float, line.split())) for line in sys.stdin]
ratios = [p / c for c, p in pairs]
ratio = statistics.median(ratios)
print(f"| {path} | {size} | {statistics.median(c for c, _ in pairs):,.0f} | {statistics.median(p for _, p in pairs):,.0f} "
      f"| {ratio:.2f} | {min(ratios):.2f}–{max(ratios):.2f} | {wanted} | {chr(10003) if ratio >= wanted else chr(10007)} |")
' "${path//$run/\{run_id\}}" "$bytes" "$wanted"
done
