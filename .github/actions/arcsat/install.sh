#!/usr/bin/env bash
# Builds arcsat from the repository that this action stands in, unless there is one on the path, as from a Debian package.
set -euo pipefail
if command -v arcsat >/dev/null && command -v arcsat-check >/dev/null; then
  arcsat --version
  exit 0
fi
source=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../../.." && pwd -P)
bash "$source/src/setup.sh"
printf '%s\n' "$source/build/bin" >>"$GITHUB_PATH"
