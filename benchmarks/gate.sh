#!/usr/bin/env bash
# The gate in short, for CI: the last commit against the one before. A machine too noisy to judge is said aloud, but is no failure.
# usage: benchmarks/gate.sh [options of the gate, default: 3 launches of HEAD~1 and HEAD]
set -euo pipefail
cd "$(git -C "$(dirname "$0")" rev-parse --show-toplevel)"
mkdir -p artifacts
code=0
dotnet run --project benchmarks/PrismQ.BenchmarkGate -c Release -- --launches 3 --report artifacts/gate-report.md "$@" || code=$?
[ "$code" = 2 ] && { echo "WARNING: the benchmark gate could not judge; its reason stands above."; exit 0; }
exit "$code"
