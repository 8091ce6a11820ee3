#!/usr/bin/env bash
# second_compiler.sh SOURCE_DIRECTORY BUILD_DIRECTORY COMPILER: builds the programs with COMPILER, warnings as errors, and has
# them reach one verdict of each kind. Without optimization, which is quick. Clang builds them together with the fuzz targets,
# in their directory: the components that both need are compiled once.
set -euo pipefail
source=$1
build=$2
compiler=$3

if [[ $compiler == clang++ ]]; then
  build=$source/build-fuzz-quick
  bash "$source/tests/fuzz/run.sh" --programs
else
  cmake -S "$source" -B "$build" -G Ninja "-DCMAKE_CXX_COMPILER=$compiler" -DCMAKE_BUILD_TYPE=None -DARCSAT_TESTS=OFF \
    -DARCSAT_UNITY=ON -DARCSAT_WERROR=ON
  cmake --build "$build" -- -k0 arcsat arcsat-check
fi

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
# expect EXIT_CODE COMMAND…
expect() {
  local expected=$1 code=0
  shift
  "$@" </dev/null || code=$?
  if ((code != expected)); then
    echo "$*: found the exit code $code, expected $expected"
    exit 1
  fi
}
sizes=(--L 2 --m 2 --n 1 --q 2,2 --bits-per-token 1)
expect 10 "$build/bin/arcsat" decide "${sizes[@]}" --epochs 2 --out "$work/yes"
expect 20 "$build/bin/arcsat" decide "${sizes[@]}" --epochs 1 --encoder compact --out "$work/no"
expect 0 "$build/bin/arcsat" decide --L 2 --m 2 --n 2 --q 3,4 --bits-per-token 1 --epochs 2 --time-limit 1
expect 0 "$build/bin/arcsat-check" "$work/yes" "$work/no"
