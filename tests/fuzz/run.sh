#!/usr/bin/env bash
# Builds the fuzz targets in build-fuzz/ and runs each for some seconds from its committed corpus.
set -euo pipefail

usage() {
  cat <<'END'
usage: bash tests/fuzz/run.sh [--quick] [SECONDS [TARGET…]]
       bash tests/fuzz/run.sh --programs

Runs every target (or those named) for SECONDS (default 10). What is found is a failure: a broken property, a fault that
a sanitizer sees, an unexpected exception, a leak, more than a gibibyte, more than ten seconds for one input; the input is
kept in build-fuzz/findings/TARGET/. ARCSAT_SEED=N repeats the seed of a run, which is printed.

  --quick   compiles without optimization, into build-fuzz-quick/: in half the time, for slower targets, which have thirty
            seconds for one input
  --programs   only compiles, as --quick does, and the programs, too

A finding alone, with its stack: build-fuzz/tests/fuzz/targets/TARGET build-fuzz/findings/TARGET/FILE
END
}

say() { printf 'fuzz: %s\n' "$*"; }
die() {
  say "$*" >&2
  exit 1
}

if [[ ${1-} == --help || ${1-} == -h ]]; then
  usage
  exit 0
fi
directory=build-fuzz
optimization=-O1
patience=10
built=(fuzz)
if [[ ${1-} == --programs ]]; then built+=(arcsat arcsat-check); fi
if [[ ${1-} == --quick || ${1-} == --programs ]]; then
  directory=build-fuzz-quick
  optimization=-O0
  patience=30
  shift
fi
seconds=${1-10}
[[ $seconds =~ ^[1-9][0-9]*$ ]] || die "found \"$seconds\" seconds, expected a positive number (see --help)"
shift || true

cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
root=$PWD
corpus=$root/tests/fuzz/corpus
targets=("$@")
if ((${#targets[@]} == 0)); then mapfile -t targets < <(ls "$corpus"); fi
for target in "${targets[@]}"; do
  [[ -d $corpus/$target ]] || die "found no target \"$target\", expected one of: $(ls "$corpus" | xargs)"
done
seed=${ARCSAT_SEED:-$((RANDOM * 32768 + RANDOM))}
[[ $seed =~ ^(0|[1-9][0-9]{0,17})$ ]] || die "found ARCSAT_SEED=$seed, expected a number below 10^18"

command -v clang++ >/dev/null || die "found no clang++, which has libFuzzer: install the packages clang and libclang-rt-dev"
say "configuring and building $directory"
mkdir -p $directory
log=$root/$directory/build.log
cmake --fresh -S . -B $directory -G Ninja -DARCSAT_FUZZ=ON -DARCSAT_TESTS=OFF -DARCSAT_UNITY=ON -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_BUILD_TYPE=Debug \
  "-DCMAKE_CXX_FLAGS=$optimization -D_GLIBCXX_ASSERTIONS" >"$log" 2>&1 &&
  cmake --build $directory --parallel "$(nproc)" --target "${built[@]}" >>"$log" 2>&1 || {
  cat "$log" >&2
  die "the build failed (see above); libFuzzer itself is in the package libclang-rt-dev"
}
if ((${#built[@]} > 1)); then exit 0; fi

scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT

# fuzz TARGET: one line with what was done; on a finding all that the target printed.
fuzz() {
  local target=$1
  local findings=$root/$directory/findings/$target
  mkdir -p "$findings" "$scratch/$target"
  # To libFuzzer 0 means any seed, and 2^32 is too large.
  local options=(-seed="$((seed % 2147483647 + 1))" -max_total_time="$seconds" -max_len=8192 -timeout="$patience" -rss_limit_mb=1024
    -print_final_stats=1 -artifact_prefix="$findings/")
  local dictionary=$root/tests/fuzz/dictionaries/$target.dict
  if [[ -f $dictionary ]]; then options+=(-dict="$dictionary"); fi
  # What it learns goes to the first corpus; the committed one is only read.
  mkdir "$scratch/$target/learned"
  local status=0
  ASAN_OPTIONS=detect_leaks=1:quarantine_size_mb=32 UBSAN_OPTIONS=print_stacktrace=1 \
    "$root/$directory/tests/fuzz/targets/$target" "${options[@]}" "$scratch/$target/learned" "$corpus/$target" \
    >"$scratch/$target/log" 2>&1 </dev/null || status=$?
  local runs
  runs=$(awk '$1 == "stat::number_of_executed_units:" { print $2 }' "$scratch/$target/log")
  if ((status != 0)); then
    cat "$scratch/$target/log"
    say "$target: FOUND something after ${runs:-0} inputs, seed $seed; see $findings"
    return 1
  fi
  say "$target: $runs inputs, seed $seed, nothing found"
}

running=()
for target in "${targets[@]}"; do
  while (($(jobs -rp | wc -l) >= $(nproc))); do wait -n || true; done
  fuzz "$target" &
  running+=($!)
done
failed=0
for job in "${running[@]}"; do wait "$job" || failed=1; done
exit "$failed"
