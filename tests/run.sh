#!/usr/bin/env bash
# Sets up, builds and runs every test. What a test needs and does not find makes it fail, never skip.
set -euo pipefail

usage() {
  cat <<'END'
usage: bash tests/run.sh [--slow] [--sanitize] [CTEST OPTION…]

  --slow       also the tests that take minutes (CTest label "slow"; ARCSAT_SLOW=1 makes sweeps larger)
  --sanitize   build and run with AddressSanitizer and UndefinedBehaviorSanitizer, in build-sanitize/
Anything else goes to ctest: tests/run.sh -R unit
END
}

slow=0
directory=build
setup=(--tests)
selection=()
while (($#)); do
  case $1 in
    --slow)
      slow=1
      setup+=(--slow)
      ;;
    --sanitize)
      directory=build-sanitize
      setup+=(--sanitize)
      ;;
    --help | -h)
      usage
      exit 0
      ;;
    *) selection+=("$1") ;;
  esac
  shift
done

cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
export LC_ALL=C.UTF-8
exec </dev/null
bash src/setup.sh "${setup[@]}"

unset ARCSAT_SLOW
if ((slow)); then
  export ARCSAT_SLOW=1
else
  selection+=(-LE '^slow$')
fi
ctest --test-dir "$directory" --output-on-failure --no-tests=error -j "$(nproc)" "${selection[@]}"
