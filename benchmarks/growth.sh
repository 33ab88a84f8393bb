#!/usr/bin/env bash
# How cost grows: with runs in the history, with the size of a log, with live readers, with modules. The architecture says: flat.
# Servers that are compared run side by side and are asked in turns, so that what the machine does meanwhile hits all of them; there are several
# of each, as one differs from its twin by a tenth and more.
# usage: benchmarks/growth.sh [history logs readers modules, default all]; needs wrk.
# PROCESSES of each (default 3), ROUNDS (default 9) and SECONDS_A_TURN (default 1) may be set.
set -euo pipefail
command -v wrk >/dev/null || { echo "wrk is not installed (apt-get install wrk)"; exit 2; }
source "$(dirname "$0")/server.sh"
processes=${PROCESSES:-3} rounds=${ROUNDS:-9} seconds=${SECONDS_A_TURN:-1} here=$root/benchmarks/growth
publish_server
environment
keep=(--PrismQ:History:RetentionDays=0 --PrismQ:History:RetentionRuns=0 --PrismQ:Logs:MaxBytesPerRun=8589934592 --PrismQ:Limits:LaunchBurst=100000)

# registry <file> <modules>: scripts that print a given number of bytes, or the time ten times a second, ten lines at once
registry() {
  mkdir -p "$(dirname "$1")"
  cat >"$(dirname "$1")/print.sh" <<'SCRIPT'
yes "a line of a log as scripts print it, eighty bytes long with its break, no more, ok" | head -c "$2"
SCRIPT
  cat >"$(dirname "$1")/clock.sh" <<'SCRIPT'
exec python3 -c 'import time
while True:
    for _ in range(10): print(f"t={time.time_ns()}", flush=True)
    time.sleep(0.1)'
SCRIPT
  python3 - "$2" >"$1" <<'PYTHON'
import json, sys
scripts = [{"id": "print", "name": "Print", "script_path": "print.sh", "parameters": [{"name": "bytes", "type": "number", "default": 1000}]},
           {"id": "clock", "name": "Clock", "script_path": "clock.sh"}]
more = [{"id": f"module-{n}", "name": f"Module {n}", "description": "One of many.", "script_path": "print.sh", "tags": ["many"],
         "parameters": [{"name": "bytes", "type": "number", "default": 1000, "min": 1, "label": "Bytes"}]} for n in range(int(sys.argv[1]) - 2)]
print(json.dumps({"modules": scripts + more}))
PYTHON
}

# rates <what> <path template, {} is the id>…: asks the servers in turns. $names has the columns; $servers and $ids hold the first process of
# every column, then the second of every column, and so on.
rates() {
  local what=$1 path rate round column i; shift
  printf '| %s |' "$what"; printf ' %s |' "${names[@]}"; echo " last to first | by pairs of processes |"
  printf '|---|'; printf -- '--:|%.0s' "${names[@]}"; echo "--:|---|"
  for path in "$@"; do
    for i in "${!servers[@]}"; do wrk -t1 -c10 -d8s "${servers[i]}${path//\{\}/${ids[i]}}" >/dev/null; done
    for round in $(seq 0 $((rounds - 1))); do
      for column in "${!names[@]}"; do
        i=$((round % (${#servers[@]} / ${#names[@]}) * ${#names[@]} + column))
        rate=$(wrk -t1 -c10 -d"${seconds}s" "${servers[i]}${path//\{\}/${ids[i]}}" | awk '/Requests\/sec/ {print $2} /Non-2xx/ {exit 1}')
        echo "$column $((i / ${#names[@]})) $rate"
      done
    done | python3 "$here/ratios.py" "$path"
  done
}

stop_all() { for pid in "${pids[@]}"; do kill "$pid" && wait "$pid" 2>/dev/null || true; done; pids=(); }

history() {
  servers=() ids=() names=(1000 100000 1000000)
  local last=() runs
  for runs in "${names[@]}"; do
    data_dir=$work/history-$runs; start_server "${keep[@]}"; stop_server; pids=()
    last+=("$(python3 "$here/seed_history.py" "$data_dir/history.db" "$runs")")
  done
  for process in $(seq "$processes"); do
    for runs in "${names[@]}"; do
      data_dir=$work/history-$runs-$process; cp -r "$work/history-$runs" "$data_dir"
      start_server "${keep[@]}"; servers+=("$server")
    done
    ids+=("${last[@]}")
  done
  echo; echo "Requests a second, by runs in the history ($processes processes of each):"; echo
  rates "runs" "/api/runs?limit=50" "/api/runs?limit=50&status=failed" "/api/runs/{}" "/api/system/stats" "/api/modules"
  echo; echo "A launch, milliseconds until it is answered (three times 40 in turns, after 500), by runs in the history:"; echo
  for i in "${!names[@]}"; do python3 "$here/launches.py" "${servers[i]}" 500 >/dev/null; done
  for round in 1 2 3; do
    for i in "${!names[@]}"; do printf '%s ' "${names[i]}"; python3 "$here/launches.py" "${servers[i]}" 40; done
  done
  stop_all
}

logs() {
  servers=() ids=() names=("1 KB" "1 MB" "1 GB")
  modules_file=$work/modules/modules.json; registry "$modules_file" 2
  for process in $(seq "$processes"); do
    data_dir=$work/logs-$process; start_server "${keep[@]}"
    for bytes in 1000 1000000 1000000000; do
      run=$(launch print "{\"bytes\": $bytes}"); wait_for_run "$run"; servers+=("$server"); ids+=("$run")
    done
  done
  echo; echo "Requests a second, by size of the log ($processes processes, each with all three logs):"; echo
  rates "log" "/api/runs/{}/logs?tail=10" "/api/runs/{}/logs?tail=5&after=5" "/api/runs/{}"
  stop_all; unset modules_file
}

readers() {
  data_dir=$work/readers modules_file=$work/modules/modules.json; registry "$modules_file" 2; start_server "${keep[@]}"
  run=$(launch clock '{}')
  echo; echo "A run prints 100 lines a second; age of a line when a reader gets it, in ms, over 10 s, by readers:"; echo
  echo "| readers | lines | median | p95 | worst | CPU of the server, % of a core |"; echo "|--:|--:|--:|--:|--:|--:|"
  for count in 1 10 100 500; do
    before=$(awk '{print $14 + $15}' "/proc/$server_pid/stat")
    read -r lines median p95 worst _ < <(python3 "$here/live_readers.py" 127.0.0.1 "${server##*:}" "$run" "$count" 10)
    after=$(awk '{print $14 + $15}' "/proc/$server_pid/stat")
    echo "| $count | $lines | $median | $p95 | $worst | $(((after - before) / 11)) |"
  done
  curl -sf -X DELETE "$server/api/runs/$run" >/dev/null
  stop_all; unset modules_file
}

modules() {
  servers=() ids=() names=(10 200)
  for process in $(seq "$processes"); do
    for count in "${names[@]}"; do
      data_dir=$work/data-$count-$process modules_file=$work/modules-$count/modules.json; registry "$modules_file" "$count"
      start_server "${keep[@]}"; servers+=("$server"); ids+=("")
    done
  done
  echo; echo "Requests a second, by modules (the list itself grows with them; its bytes are ready; $processes processes of each):"; echo
  rates "modules" "/api/modules" "/api/modules/print" "/api/modules/print/config" "/api/system/stats"
  stop_all; unset modules_file
}

for part in ${*:-history logs readers modules}; do "$part"; done
