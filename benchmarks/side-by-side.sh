#!/usr/bin/env bash
# Each endpoint beside a bare Kestrel that answers as many ready bytes, in one run, in turns: the ratio of their rates.
# Of each there are several processes, asked in turns: how the runtime compiles one makes it a tenth faster or slower than its twin.
# usage: benchmarks/side-by-side.sh [rounds, default 9] [seconds a turn, default 1] [processes of each, default 3]; needs wrk
set -euo pipefail
command -v wrk >/dev/null || { echo "wrk is not installed (apt-get install wrk)"; exit 2; }
source "$(dirname "$0")/server.sh"
rounds=${1:-9} seconds=${2:-1} processes=${3:-3}
publish_server; publish benchmarks/PrismQ.Ceiling ceiling
servers=() ceilings=() runs=()
for n in $(seq "$processes"); do
  data_dir=$work/data-$n; start_server; servers+=("$server"); start_ceiling; ceilings+=("$ceiling")
  for _ in $(seq 50); do last=$(launch log-generator '{"lines": 3, "delay_ms": 0}'); done
  run=$(launch log-generator '{"lines": 600, "delay_ms": 0}'); wait_for_run "$run"; runs+=("$run")
  curl -sf -X POST -H 'Content-Type: application/json' -d '{"parameters": {}}' "$server/api/modules/log-generator/config" -o /dev/null
done

endpoints=(
  "/api/health 0.8" "/api/modules 0.8" "/api/modules/log-generator 0.8" "/api/modules/log-generator/config 0.8"
  "/api/runs/{run_id} 0.8" "/api/system/stats 0.8" "/api/runs?limit=50 0.3" "/api/runs/{run_id}/logs?tail=500 0.3")

rate() { wrk -t1 -c10 -d"$1s" "$2" | awk '/Requests\/sec/ {print $2} /Non-2xx/ {exit 1}'; }

environment
echo "| endpoint | bytes | ceiling, req/s | PrismQ, req/s | ratio (median of $rounds) | range | wanted | met |"
echo "|---|--:|--:|--:|--:|---|--:|---|"
for entry in "${endpoints[@]}"; do
  read -r path wanted <<<"$entry"
  for n in "${!servers[@]}"; do
    paths[n]=${servers[n]}${path/\{run_id\}/${runs[n]}}
    bytes=$(curl -sf "${paths[n]}" | wc -c)
    rate 10 "${paths[n]}" >/dev/null; rate 2 "${ceilings[n]}/$bytes" >/dev/null
  done
  for round in $(seq "$rounds"); do
    n=$((round % processes))
    if ((round % 2)); then c=$(rate "$seconds" "${ceilings[n]}/$bytes"); p=$(rate "$seconds" "${paths[n]}")
    else p=$(rate "$seconds" "${paths[n]}"); c=$(rate "$seconds" "${ceilings[n]}/$bytes"); fi
    echo "$c $p"
  done | python3 -c '
import statistics, sys
path, size, wanted = sys.argv[1], sys.argv[2], float(sys.argv[3])
pairs = [tuple(map(float, line.split())) for line in sys.stdin]
ratios = [p / c for c, p in pairs]
ratio = statistics.median(ratios)
print(f"| {path} | {size} | {statistics.median(c for c, _ in pairs):,.0f} | {statistics.median(p for _, p in pairs):,.0f} "
      f"| {ratio:.2f} | {min(ratios):.2f}–{max(ratios):.2f} | {wanted} | {chr(10003) if ratio >= wanted else chr(10007)} |")
' "$path" "$bytes" "$wanted"
done
