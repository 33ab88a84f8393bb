#!/usr/bin/env bash
# Installs what the tests need, runs them all and counts them. What cannot be installed here is named, and its tests show as skipped.
set -uo pipefail
cd "$(dirname "$0")/.."

results=artifacts/tests
rm -rf "$results" && mkdir -p "$results"
export CI="${CI:-}" DOTNET_CLI_TELEMETRY_OPTOUT=1

# program → Debian package
needs=(chromium:chromium prometheus:prometheus promtool:prometheus python3:python3)

missing() {
  {
    for need in "${needs[@]}"; do command -v "${need%%:*}" >/dev/null || echo "${need#*:}"; done
    # Debian keeps it off the path, in a folder of its version.
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || echo postgresql
  } | sort -u
}

install_needs() {
  local packages
  packages=$(missing)
  [ -n "$packages" ] || return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "==> Installing ${packages//$'\n'/ }"
    # RUNLEVEL=1: the packages' own services stay off; a test starts what it needs, where nobody else listens.
    { apt-get update && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages; } \
      >"$results/install.log" 2>&1 || echo "    that failed (see $results/install.log)"
  fi
  packages=$(missing)
  [ -z "$packages" ] || echo "==> Not installed, so their tests are skipped: ${packages//$'\n'/ }"
}

count() { # attribute of the counters in every result file, added up
  cat "$results"/*.trx 2>/dev/null | grep -o '<Counters [^>]*' | grep -o "\b$1=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{ n += $1 } END { print n + 0 }'
}

install_needs
failed_steps=0

echo "==> Building"
dotnet build PrismQ.sln -c Release --nologo -v q -clp:NoSummary || exit 1

echo "==> Testing the backend"
dotnet test PrismQ.sln -c Release --no-build --nologo -m:1 --logger trx --results-directory "$results" || failed_steps=1

web_passed=0 web_failed=0 web_skipped=0 mistyped=0
if [ -f src/PrismQ.Web/package.json ]; then
  if command -v npm >/dev/null; then
    echo "==> Testing the panel"
    (cd src/PrismQ.Web && { [ -d node_modules ] || npm ci --no-fund --no-audit --loglevel=error; }) || failed_steps=1
    (cd src/PrismQ.Web && npm run typecheck --silent) || mistyped=1
    (cd src/PrismQ.Web && npx vitest run --reporter=default --reporter=json --outputFile.json="../../$results/panel.json") || failed_steps=1
    of() { grep -o "\"$1\":[0-9]*" "$results/panel.json" 2>/dev/null | head -n 1 | tr -dc '0-9'; }
    web_passed=$(of numPassedTests) web_failed=$(of numFailedTests) web_skipped=$(of numPendingTests)
  else
    echo "==> Node.js is not here: the panel's tests are left out."
  fi
fi

total=$(count total) executed=$(count executed) passed=$(count passed) failed=$(count failed)
passed=$((passed + ${web_passed:-0})) failed=$((failed + ${web_failed:-0} + mistyped)) skipped=$((total - executed + ${web_skipped:-0}))
# A step that broke before it could count must not look like success.
[ "$failed_steps" = 0 ] || [ "$failed" -gt 0 ] || failed=1
[ "$passed" -gt 0 ] || failed=$((failed + 1))
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
