#!/usr/bin/env bash
# One door to everything that is done here. Each verb works on a fresh clone and installs what it needs where it may.
set -euo pipefail
cd "$(dirname "$0")"

usage() {
  cat <<'TEXT'
./build.sh VERB
  run      build PrismQ and its panel, and serve them at http://127.0.0.1:8000 (further arguments are settings)
  test     install what the tests need, and pass them all; the last line counts them
  fuzz     try many new inputs in every fuzzing campaign (argument: how many each, default 20000)
  mutate   mutation testing of Domain and Application (further argument: only that project)
  publish  build what a server gets: PrismQ and its panel for this system, compiled ahead (argument: where to, default artifacts/publish)
  build    build everything, release configuration
  restore  restore packages exactly as the lock files say
  format   put the code into shape
  check    what a review checks first: format, and that writing the generated files anew changes nothing
  client   write docs/api/openapi.json and the generated clients anew
  bench    run the BenchmarkDotNet suites (further arguments go to BenchmarkDotNet; default: all, short)
  bench-gate  compare the speed of the last commit with the one before (further arguments go to the gate)
TEXT
}

say() { printf '\n==> %s\n' "$*"; }

run() {
  command -v node >/dev/null || say "Node.js is not here: PrismQ runs without its panel."
  exec dotnet run --project src/PrismQ.Api -c Release --no-launch-profile -- "$@"
}

publish() {
  local system
  system=$(dotnet msbuild src/PrismQ.Api -getProperty:NETCoreSdkPortableRuntimeIdentifier)
  dotnet publish src/PrismQ.Api -c Release -r "$system" -o "${1:-artifacts/publish}" --nologo -v q -clp:NoSummary
}

client() {
  dotnet run --project src/PrismQ.Api --no-launch-profile --property:BuildPanel=false -- openapi docs/api/openapi.json \
    && dotnet build src/PrismQ.Client --nologo -v q -clp:NoSummary
}

fuzz() {
  rm -rf artifacts/fuzz
  local failed=0
  for project in Infrastructure Api; do
    PRISMQ_FUZZ_INPUTS=${1:-20000} dotnet test "tests/PrismQ.$project.Tests" -c Release --nologo --filter TestCategory=Fuzz || failed=1
  done
  say "Inputs that held"
  cat artifacts/fuzz/summary.txt || failed=1
  return $failed
}

mutate() {
  dotnet tool restore
  for project in ${1:-Domain Application}; do
    (cd "tests/PrismQ.$project.Tests" && dotnet stryker --output "../../artifacts/mutation/$project")
  done
}

case "${1:-}" in
  run)     run "${@:2}" ;;
  test)    exec tests/run.sh "${@:2}" ;;
  fuzz)    fuzz "${2:-}" ;;
  mutate)  mutate "${2:-}" ;;
  publish) publish "${2:-}" ;;
  build)   dotnet build -c Release --nologo ;;
  restore) dotnet restore --locked-mode ;;
  format)  dotnet format --no-restore ;;
  # CS8618: the compiler is told by NUnit's analyzers that a set-up fills a field, the formatter is not.
  check)   client && dotnet format --no-restore --verify-no-changes --exclude-diagnostics CS8618 && git diff --exit-code --stat -- docs/api src/PrismQ.Web/src/api ;;
  client)  client ;;
  bench)   exec dotnet run --project benchmarks/PrismQ.Benchmarks -c Release -- "${@:2}" ;;
  bench-gate) exec benchmarks/gate.sh "${@:2}" ;;
  *)       usage; exit 2 ;;
esac
