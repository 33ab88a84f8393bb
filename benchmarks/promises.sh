#!/usr/bin/env bash
# What users are promised, asked of a release server with fresh data: percentiles of every endpoint, beside its target.
# usage: benchmarks/promises.sh [record]; record appends a row to the comparison over time in docs/performance.md
set -euo pipefail
source "$(dirname "$0")/server.sh"
publish_server
start_server
environment
version=$(curl -sf "$server/api/health" | python3 -c 'import json, sys; print(json.load(sys.stdin)["version"])')
machine="$(nproc) × $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1)"
table=$(python3 "$root/benchmarks/promises/measure.py" "$server" "$server_pid" "$(date -u +%F) | $version ($(git -C "$root" rev-parse --short HEAD)) | $machine")
echo; echo "$table"
if [ "${1:-}" = record ]; then
  echo "$table" | tail -1 >>"$root/docs/performance.md"
fi
