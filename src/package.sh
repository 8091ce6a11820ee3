#!/usr/bin/env bash
# Builds the Debian packages of this version into build-packages/: arcsat, arcsat-check, arcsat-verify, libarcsat-dev.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
export LC_ALL=C.UTF-8

for tool in cmake dpkg-shlibdeps ocamlopt python3; do
  command -v "$tool" >/dev/null || {
    printf 'package: found no %s, expected it (bash src/setup.sh --tests installs what is missing; dpkg-dev is its package)\n' "$tool" >&2
    exit 1
  }
done
build=build-packages
generator=()
if command -v ninja >/dev/null; then generator=(-G Ninja); fi
# Debian's places: with the prefix /usr libraries go below lib/x86_64-linux-gnu.
cmake -S . -B "$build" "${generator[@]}" -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX=/usr -DARCSAT_UNITY=ON \
  -DARCSAT_TESTS=OFF -DARCSAT_VERIFIED=ON >&2
cmake --build "$build" --parallel "$(nproc)" >&2
rm -f -- "$build"/*.deb
(cd -- "$build" && umask 022 && cpack -G DEB >&2)
ls -- "$build"/*.deb
