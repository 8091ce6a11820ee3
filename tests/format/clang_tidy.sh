#!/usr/bin/env bash
# clang_tidy.sh SOURCE_DIRECTORY BUILD_DIRECTORY FOLDER…: runs clang-tidy (see .clang-tidy) on every compiled file there.
set -euo pipefail
cd -- "$1"
build=$2
shift 2
mapfile -t files < <(find "$@" -name '*.cpp' -not -path 'tests/install/*' | sort)
((${#files[@]} > 0))
# The warning options are g++'s; clang does not know all of them.
printf '%s\0' "${files[@]}" | xargs -0 -n 1 -P "$(nproc)" \
  clang-tidy -p "$build" --quiet --extra-arg=-Wno-unknown-warning-option
echo "${#files[@]} files"
