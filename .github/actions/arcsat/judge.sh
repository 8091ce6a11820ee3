#!/usr/bin/env bash
# Decides $ARCSAT_INSTANCES and judges $ARCSAT_BUNDLES, lists of paths with spaces between them. The results go to a folder, which
# the output `results` names whatever comes of it; the exit code is 0 only if all is as expected.
set -euo pipefail
read -r -a instances <<<"${ARCSAT_INSTANCES:-}"
read -r -a bundles <<<"${ARCSAT_BUNDLES:-}"
read -r -a options <<<"${ARCSAT_OPTIONS:-}"
if ((${#instances[@]} == 0 && ${#bundles[@]} == 0)); then
  printf 'found neither instances nor bundles, expected one of the two\n' >&2
  exit 1
fi
results=${RUNNER_TEMP:?}/arcsat-results
rm -rf -- "$results"
mkdir -p -- "$results"
printf 'results=%s\n' "$results" >>"${GITHUB_OUTPUT:?}"

code=0
if ((${#instances[@]})); then
  arcsat regress "${instances[@]}" "${options[@]}" --junit "$results/regress.xml" --quiet || code=$?
fi
if ((${#bundles[@]})); then
  arcsat-check "${bundles[@]}" --json >"$results/check.json" || code=$?
fi
exit "$code"
