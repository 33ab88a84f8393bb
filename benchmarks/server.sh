# Sourced by the scripts beside it: builds the server as it is shipped, starts it on a free port with fresh data, stops it at the end.
root=$(git -C "$(dirname "${BASH_SOURCE[0]}")" rev-parse --show-toplevel)
mkdir -p "$root/artifacts"
work=$(mktemp -d "$root/artifacts/bench.XXXXXX")
pids=()
trap clean_up EXIT

# Thousands of files that are deleted at once make each new one cost ten times and more for some minutes, where ext4 has no journal: it
# passes over their places one by one. The next benchmark would measure that, so what is small stays for a day.
clean_up() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null; done
  find "$work" -type f -size +1M -delete
  find "$root/artifacts" -maxdepth 1 -name 'bench.*' -mtime +0 -exec rm -rf {} +
}

# What it costs to make an empty file here, in µs, median of 200: beside the processors, this is what the figures of launches depend on.
file_cost() { python3 - "$work/files" <<'PYTHON'
import os, statistics, sys, time
os.mkdir(sys.argv[1])
def make(name):
    begin = time.perf_counter()
    os.close(os.open(name, os.O_CREAT | os.O_WRONLY))
    return (time.perf_counter() - begin) * 1e6
print(round(statistics.median(make(f"{sys.argv[1]}/{n}") for n in range(200))))
PYTHON
}

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# publish_server: what users get, in artifacts/server
publish_server() { "$root/build.sh" publish "$root/artifacts/server" >&2; }

# publish <project> <name>: a release build in artifacts/<name>
publish() { dotnet publish "$root/$1" -c Release -o "$root/artifacts/$2" -v q --nologo -clp:NoSummary >&2; }

# wait_for <url>: until it answers, at most 30 s
wait_for() { for _ in $(seq 600); do curl -sf -o /dev/null "$1" && return; sleep 0.05; done; echo "$1 does not answer" >&2; exit 2; }

# start_server [settings…]: sets $server and $server_pid
start_server() {
  local port; port=$(free_port); server=http://127.0.0.1:$port
  (cd "$root/artifacts/server" && exec ./PrismQ.Api --urls "$server" --PrismQ:DataDirectory="${data_dir:-$work/data}" \
    --PrismQ:ModulesFile="${modules_file:-$root/modules/modules.json}" "$@" >"$work/server.log" 2>&1) &
  server_pid=$!; pids+=("$server_pid")
  wait_for "$server/api/health"
}

stop_server() { kill "$server_pid"; wait "$server_pid" 2>/dev/null || true; }

# start_ceiling: sets $ceiling
start_ceiling() {
  local port; port=$(free_port); ceiling=http://127.0.0.1:$port
  (cd "$root/artifacts/ceiling" && exec dotnet PrismQ.Ceiling.dll --urls "$ceiling" >/dev/null 2>&1) &
  pids+=("$!")
  wait_for "$ceiling/1"
}

launch() { curl -sf -X POST -H 'Content-Type: application/json' -d "{\"parameters\": $2, \"save_config\": false}" "$server/api/modules/$1/run" |
  python3 -c 'import json, sys; print(json.load(sys.stdin)["run_id"])'; }

# wait_for_run <run id>
wait_for_run() { for _ in $(seq 1200); do case $(curl -sf "$server/api/runs/$1") in *'"status":"queued"'*|*'"status":"running"'*) sleep 0.05 ;; *) return ;; esac; done; }

environment() { echo "$(date -u +%F), $(git -C "$root" rev-parse --short HEAD), $(nproc) cores, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1), .NET $(dotnet --version), load $(cut -d' ' -f1 /proc/loadavg), a new file takes $(file_cost) µs"; }
