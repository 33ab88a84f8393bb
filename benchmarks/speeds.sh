#!/usr/bin/env bash
# The speeds of runs: launch, capture, live lines, start, memory, each beside the bare thing where there is one.
# usage: benchmarks/speeds.sh [start launch capture live memory, default all]
set -euo pipefail
source "$(dirname "$0")/server.sh"
here=$root/benchmarks/speeds
publish_server
mkdir -p "$work/modules"; modules_file=$work/modules/modules.json
printf '#!/bin/sh\nexit 0\n' >"$work/modules/nothing.sh"
printf '#!/bin/sh\nexec date +%%s%%N\n' >"$work/modules/now.sh"
# Eighty bytes a line with its break, written in blocks.
printf '#!/bin/sh\nyes "%s" | head -n "$2"\n' "$(printf 'x%.0s' $(seq 79))" >"$work/modules/print.sh"
printf '#!/bin/sh\nexec python3 -c "\nimport time\nnext = time.monotonic()\nwhile True:\n    for _ in range(10): print(f\\"t={time.time_ns()}\\", flush=True)\n    next += 0.01\n    time.sleep(max(0, next - time.monotonic()))"\n' >"$work/modules/clock.sh"
cat >"$modules_file" <<'JSON'
{"modules": [
  {"id": "nothing", "name": "Nothing", "script_path": "nothing.sh"},
  {"id": "now", "name": "Now", "script_path": "now.sh"},
  {"id": "clock", "name": "Clock", "script_path": "clock.sh"},
  {"id": "print", "name": "Print", "script_path": "print.sh", "parameters": [{"name": "lines", "type": "number", "default": 1000}]}
]}
JSON

row() { printf '| %s | %s | %s |\n' "$1" "$2" "$3"; }
memory() { awk -v key="$1:" '$1 == key {printf "%.0f MB", $2 / 1000}' "/proc/$server_pid/status"; }
column() { cut -d' ' -f"$1" "$2"; }
median() { sort -g | awk '{a[NR] = $1} END {print a[int((NR + 1) / 2)]}'; }
restart() { [ -z "${server_pid:-}" ] || stop_server; data_dir=$work/data-$RANDOM; start_server "$@"; }

# launch_rows <when> <file with a line of first_instruction.py for each server>: the middle one, and what counts of each
launch_rows() {
  row "POST run of a trivial script, median (p95) of 100, $1" \
    "$(column 1 "$2" | median) ms ($(column 2 "$2" | median)); each $(column 1 "$2" | paste -sd' ')" "≤ 3 ms"
  row "first instruction after the request, p95 (median) of 100, $1, \`date\`'s own start included" \
    "$(column 4 "$2" | median) ms ($(column 3 "$2" | median)); each $(column 4 "$2" | paste -sd' ')" "≤ 10 ms"
}

start() {
  local times=() port
  for _ in $(seq 7); do
    port=$(free_port)
    times+=("$(cd "$root/artifacts/server" && python3 "$here/first_answer.py" "$port" /api/health ./PrismQ.Api \
      --urls "http://127.0.0.1:$port" --PrismQ:DataDirectory="$work/start" --PrismQ:ModulesFile="$modules_file")")
  done
  row "start to the first 200, median of 7" "$(printf '%s\n' "${times[@]}" | median) ms" "≤ 1000 ms"
}

# The runtime compiles what is used often a second time while the first thousands of launches go by: both are told. One process differs from
# its twin, so three servers are asked, and the one in the middle counts.
launch_speed() {
  local ratios=() bare all
  for _ in 1 2 3; do
    restart --PrismQ:Limits:LaunchBurst=100000
    python3 "$here/first_instruction.py" "$server" now 100 >>"$work/just-started"
    for _ in $(seq 20); do python3 "$here/launch_all.py" "$server" nothing 250 >/dev/null; done
    python3 "$here/first_instruction.py" "$server" now 100 >>"$work/after-5000"
  done
  launch_rows "three servers that have just started" "$work/just-started"
  launch_rows "the same after 5,000 launches" "$work/after-5000"
  row "the same start without a server: \`sh\`, then \`date\`, p95 (median) of 100" "$(python3 "$here/bare_instruction.py" "$work/modules/now.sh" 100)" ""
  for _ in $(seq 5); do
    bare=$(python3 "$here/bare_loop.py" 200 /bin/sh "$work/modules/nothing.sh")
    all=$(python3 "$here/launch_all.py" "$server" nothing 200)
    ratios+=("$(echo "$all $bare" | awk '{printf "%.2f", $1 / $2}')")
  done
  row "200 launches end to end, to a bare loop of the same program ($all/s to $bare/s), median of 5" "$(printf '%s\n' "${ratios[@]}" | median)" "≥ 0.4"
}

capture() {
  local launcher run rates=()
  for launcher in Attached Detached; do
    restart --PrismQ:Runs:Launcher=$launcher; rates=()
    for _ in 1 2 3 4; do
      run=$(launch print '{"lines": 3000000}'); wait_for_run "$run"
      rates+=("$(curl -sf "$server/api/runs/$run" | python3 -c 'import json, sys; print(round(3 / json.load(sys.stdin)["duration_seconds"], 2))')")
      [ "$(curl -sf "$server/api/runs/$run/logs?tail=1" | python3 -c 'import json, sys; print(json.load(sys.stdin)["total_lines"])')" = 3000000 ]
    done
    row "capture, ${launcher,,}: 3,000,000 lines of 80 bytes, started to indexed, median of 4" "$(printf '%s\n' "${rates[@]}" | median) M lines/s" "≥ 1 (attached)"
  done
}

live() {
  restart
  local runs=() run
  for _ in $(seq 10); do run=$(launch clock '{}'); runs+=("$run"); done
  read -r lines median p95 worst _ < <(python3 "$root/benchmarks/growth/live_readers.py" 127.0.0.1 "${server##*:}" "$run" 1 10)
  for run in "${runs[@]}"; do curl -sf -X DELETE "$server/api/runs/$run" >/dev/null; done
  row "age of a live line, ten runs of 1,000 lines/s each ($lines lines in 10 s), p95 (median; worst)" "$p95 ms ($median; $worst)" "≤ 50 ms"
}

memory_use() {
  restart; sleep 5
  row "idle memory, 5 s after the start" "$(memory VmRSS)" "≤ 130 MB"
  local runs=() run
  for _ in $(seq 10); do runs+=("$(launch print '{"lines": 3000000}')"); done
  for run in "${runs[@]}"; do wait_for_run "$run"; done
  row "memory with ten runs flooding their logs (3,000,000 lines each), peak" "$(memory VmHWM)" "≤ 250 MB"
}

environment
echo "| speed | measured | wanted |"; echo "|---|--:|--:|"
for part in ${*:-start launch capture live memory}; do
  case $part in launch) launch_speed ;; memory) memory_use ;; *) "$part" ;; esac
done
