#!/usr/bin/env bash
# Fails if clang-format (see .clang-format) would change a file.
set -euo pipefail
cd -- "$1"
mapfile -d '' files < <(find src encoders tests \( -name '*.cpp' -o -name '*.hpp' \) -print0 | sort -z)
((${#files[@]} > 0))
clang-format --dry-run -Werror "${files[@]}"
echo "${#files[@]} files"
