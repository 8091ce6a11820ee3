#!/usr/bin/env bash
# clang_tidy.sh [--together] SOURCE_DIRECTORY FOLDER…: runs clang-tidy (see .clang-tidy) on every compiled file there, with the
# options that an editor finds (compile_flags.txt), so that it is the same for every kind of build.
# --together: as one file that includes them, so that the standard library's headers, nine tenths of the time, are read once.
set -euo pipefail
together=0
if [[ $1 == --together ]]; then
  together=1
  shift
fi
cd -- "$1"
shift
mapfile -t files < <(find "$@" -name '*.cpp' -not -path 'tests/install/*' | sort)
((${#files[@]} > 0))
if ((together)); then
  directory=$(mktemp -d)
  trap 'rm -rf -- "$directory"' EXIT
  printf "#include \"$PWD/%s\"\n" "${files[@]}" >"$directory/together.cpp"
  mapfile -t flags < <(sed "s|^-I\\.\\.|-I$PWD|; s|^-I\\.\$|-I$PWD/src|" src/compile_flags.txt)
  # The files are headers of this one, and wrong ones by their names.
  clang-tidy --quiet --config-file=.clang-tidy --checks=-bugprone-suspicious-include --header-filter='\.cpp$' \
    "$directory/together.cpp" -- "${flags[@]}"
else
  printf '%s\0' "${files[@]}" | xargs -0 -n 1 -P "$(nproc)" clang-tidy --quiet
fi
echo "${#files[@]} files"
