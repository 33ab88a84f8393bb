#!/usr/bin/env bash
# How often the gate is wrong: unchanged against unchanged, and against versions with a planted slowdown of 12 % and of 25 %.
# usage: benchmarks/prove-gate.sh [rounds of each, default 20] [filter of kernels, default all] [unchanged slower12 slower25, default all]
set -euo pipefail
cd "$(git -C "$(dirname "$0")" rev-parse --show-toplevel)"
rounds=${1:-20} filter=${2:-} kinds=${3:-unchanged slower12 slower25}
out=artifacts/prove-gate; rm -rf "$out"; mkdir -p "$out"

base=$(git rev-parse HEAD)
# A commit on no branch, whose launches take so much more time than they count, and allocate as much as before.
plant() {
  local tree=$out/plant-$1
  git worktree add -q --force --detach "$tree" "$base"
  sed -i -e "s/i < operations; i++/i < ((operations * (100L + $1) + 99) \/ 100); i++/" \
    -e "s/- before) \/ _operations/- before) \/ ((_operations * (100L + $1) + 99) \/ 100)/" "$tree/benchmarks/PrismQ.Benchmarks/Gate/KernelRun.cs"
  git -C "$tree" diff --quiet && { echo "nothing was planted" >&2; exit 2; }
  git -C "$tree" -c user.name=plant -c user.email=plant@localhost commit -qam "Plant a slowdown of $1 %"
  git -C "$tree" rev-parse HEAD
  git worktree remove --force "$tree"
}
unchanged=$base slower12=$(plant 12) slower25=$(plant 25)

dotnet build benchmarks/PrismQ.BenchmarkGate -c Release -v q --nologo -clp:NoSummary
gate() { dotnet benchmarks/PrismQ.BenchmarkGate/bin/Release/net10.0/PrismQ.BenchmarkGate.dll "$@"; }
verdicts() { cat "$out/$1"-*.md 2>/dev/null | grep -oE '\*\*[a-z]+\*\*' | sort | uniq -c | tr '\n' ' '; }

for kind in $kinds; do
  declare -A exits=()
  for round in $(seq "$rounds"); do
    code=0
    gate --base "$base" --change "${!kind}" ${filter:+--filter "$filter"} --report "$out/$kind-$round.md" >"$out/$kind-$round.log" 2>&1 || code=$?
    exits[$code]=$((${exits[$code]:-0} + 1))
  done
  echo "$kind: $rounds rounds; pass ${exits[0]:-0}, regression ${exits[1]:-0}, cannot judge ${exits[2]:-0}; benchmarks: $(verdicts "$kind")"
  unset exits
done | tee "$out/counts.txt"
