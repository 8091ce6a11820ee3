#!/usr/bin/env bash
# install.sh BUILD_DIRECTORY CONSUMER CMAKE_OPTION…: installs the build into an empty directory, builds CONSUMER against
# it in another, and runs what was installed.
set -euo pipefail
build=$1
consumer=$2
shift 2
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT

cmake --install "$build" --prefix "$work/prefix" >"$work/log" || { cat "$work/log"; exit 1; }
# Moved, so that a path into the build or to the prefix of the installation would be found out.
mv "$work/prefix" "$work/moved"
cmake -S "$consumer" -B "$work/build" "$@" "-DCMAKE_PREFIX_PATH=$work/moved" -DCMAKE_FIND_USE_PACKAGE_REGISTRY=OFF
if grep -rnF -e "$work/prefix" -e "$build" "$work/moved/lib" "$work/moved/include" --include='*.cmake' --include='*.hpp'; then
  echo "found the paths above in the installed package, expected none"
  exit 1
fi
cmake --build "$work/build"
"$work/build/consumer"

code=0
"$work/moved/bin/arcsat" decide --L 1 --m 2 --bits-per-token 1 --epochs 1 || code=$?
if ((code != 20)); then
  echo "found the exit code $code of the installed arcsat, expected 20"
  exit 1
fi
