#!/usr/bin/env bash
# One load scenario against a release server on a free port with fresh data; HTML and CSV reports in artifacts/load.
# usage: benchmarks/load/run.sh normal|high|burst|soak [time, for example 30m]; needs locust. Exit code 0: held, 1: not.
set -euo pipefail
locust=$(command -v locust || true); [ -n "$locust" ] || locust="/usr/bin/python3 -m locust"
$locust --version >/dev/null 2>&1 || { echo "locust is not installed (apt-get install python3-locust)"; exit 2; }
case "${1:-}" in
  normal) users=10 rate=2  time=1m ;;
  high)   users=50 rate=5  time=5m ;;
  burst)  users=20 rate=20 time=2m ;;
  soak)   users=10 rate=2  time=2h ;;
  *)      sed -n '3p' "$0"; exit 2 ;;
esac
source "$(dirname "$0")/../server.sh"
publish_server
start_server
out=$root/artifacts/load/$1; mkdir -p "$out"
environment
code=0
SCENARIO=$1 SERVER_PID=$server_pid $locust -f "$root/benchmarks/load/locustfile.py" --headless --host "$server" \
  -u "$users" -r "$rate" -t "${2:-$time}" --reset-stats --only-summary --html "$out/report.html" --csv "$out/report" 2>&1 | tee "$out/output.txt" || code=1

curl -sf "$server/api/system/performance" >"$out/performance.json" || true
# What was launched must end with its run: nothing of it may be left once the queue is empty.
for _ in $(seq 600); do case $(curl -sf "$server/api/health") in *'"active_runs":0'*) break ;; esac; sleep 0.1; done
left=0
for environ in $(grep -lz '^PRISMQ_RUN_ID=' /proc/[0-9]*/environ 2>/dev/null || true); do
  if grep -qz "^PRISMQ_OUTPUT_DIR=$work" "$environ" 2>/dev/null; then left=$((left + 1)); fi
done
echo "processes left behind: $left"
[ "$left" = 0 ] || code=1
[ "$code" = 0 ] && echo "HELD: $1" || echo "NOT HELD: $1"
exit "$code"
