#!/usr/bin/env bash
# The gate in short, for CI: the last commit against the one before. A machine too noisy to judge is said aloud, but is no failure.
# usage: benchmarks/gate.sh [options of the gate, default: 3 launches of HEAD~1 and HEAD]
set -euo pipefail
cd "$(git -C "$(dirname "$0")" rev-parse --show-toplevel)"
if [ $# = 0 ]; then
  git rev-parse -q --verify HEAD~1^{commit} >/dev/null || { echo "There is no earlier commit to compare with."; exit 0; }
  measured=(src benchmarks ':!src/PrismQ.Web' ':!*.sh' ':!*.py' ':!*.md' global.json 'Directory.*.props')
  git diff --quiet HEAD~1 HEAD -- "${measured[@]}" && { echo "Nothing that is measured has changed since the commit before."; exit 0; }
fi
mkdir -p artifacts
code=0
dotnet run --project benchmarks/PrismQ.BenchmarkGate -c Release -- --launches 3 --report artifacts/gate-report.md "$@" || code=$?
[ "$code" = 2 ] && { echo "WARNING: the benchmark gate could not judge; its reason stands above."; exit 0; }
exit "$code"
