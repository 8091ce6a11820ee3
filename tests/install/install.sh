#!/usr/bin/env bash
# install.sh BUILD_DIRECTORY SOURCE CMAKE_OPTION…: installs the build into an empty directory, builds the two consumers
# beside this file against it in another, and runs what was installed; configures arcsat as a part of another project.
set -euo pipefail
build=$1
source=$2
here=$source/tests/install
shift 2
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT

cmake --install "$build" --prefix "$work/prefix" >"$work/log" || { cat "$work/log"; exit 1; }
# Moved, so that a path into the build or to the prefix of the installation would be found out.
mv "$work/prefix" "$work/moved"
headers=$(cd "$work/moved/include" && find . -type f)
if [[ $headers != ./arcsat/arcsat.hpp ]]; then
  echo "found the installed headers $headers, expected arcsat/arcsat.hpp alone"
  exit 1
fi
if grep -rnF -e "$work/prefix" -e "$build" "$work/moved/lib" "$work/moved/include" --include='*.cmake' --include='*.hpp'; then
  echo "found the paths above in the installed package, expected none"
  exit 1
fi
for consumer in consumer checker_consumer; do
  cmake -S "$here/$consumer" -B "$work/$consumer" "$@" "-DCMAKE_PREFIX_PATH=$work/moved" \
    -DCMAKE_FIND_USE_PACKAGE_REGISTRY=OFF
  cmake --build "$work/$consumer"
  "$work/$consumer/$consumer" "$work/bundle"
done
cmake -S "$here/parent" -B "$work/parent" "$@" "-DARCSAT_SOURCE=$source"

code=0
"$work/moved/bin/arcsat" decide --L 1 --m 2 --bits-per-token 1 --epochs 1 || code=$?
if ((code != 20)); then
  echo "found the exit code $code of the installed arcsat, expected 20"
  exit 1
fi

# What was installed, and what the directories of arcsat's own held, goes away again.
mv "$work/moved" "$work/prefix"
(cd "$build" && cmake -P "$source/src/cmake/uninstall.cmake") >"$work/log" || { cat "$work/log"; exit 1; }
left=$(find "$work/prefix" -type f -o -type l -o -name 'arcsat*' | head -3)
if [[ -n $left ]]; then
  echo "found $left after uninstalling, expected nothing"
  exit 1
fi
