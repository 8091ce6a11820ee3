#!/usr/bin/env bash
# clang_tidy.sh SOURCE_DIRECTORY FOLDER…: runs clang-tidy (see .clang-tidy) on every compiled file there, with the options that
# an editor finds (compile_flags.txt), so that it is the same for every kind of build.
set -euo pipefail
cd -- "$1"
shift
mapfile -t files < <(find "$@" -name '*.cpp' -not -path 'tests/install/*' | sort)
((${#files[@]} > 0))
printf '%s\0' "${files[@]}" | xargs -0 -n 1 -P "$(nproc)" clang-tidy --quiet
echo "${#files[@]} files"
