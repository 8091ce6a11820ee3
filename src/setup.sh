#!/usr/bin/env bash
# Installs what is missing (Debian 12, apt-get), then configures and builds. Does nothing twice.
set -euo pipefail

usage() {
  cat <<'END'
usage: bash src/setup.sh [--first] [--tests] [--slow] [--sanitize]

Installs with apt-get what arcsat needs and this machine lacks, and builds the program in build/ (Release).
  --first      builds build/bin/arcsat-first alone, which decides, before the rest
  --tests      also what the tests need, and builds the tests
  --slow       also what the tests that take minutes need: some gigabytes; implies --tests
  --sanitize   builds in build-sanitize/ instead, with AddressSanitizer and UndefinedBehaviorSanitizer
END
}

say() { printf 'setup: %s\n' "$*" >&2; }
die() {
  say "$*"
  exit 1
}

first=0
tests=0
slow=0
sanitize=0
for argument in "$@"; do
  case $argument in
    --first) first=1 ;;
    --tests) tests=1 ;;
    --slow)
      tests=1
      slow=1
      ;;
    --sanitize) sanitize=1 ;;
    --help | -h)
      usage
      exit 0
      ;;
    *)
      usage >&2
      die "found the argument \"$argument\", expected one of the above"
      ;;
  esac
done

cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
export LC_ALL=C.UTF-8

packages=(g++ cmake ninja-build libcryptominisat5-dev libz3-dev libcadical-dev libboost-program-options-dev
  libtomlplusplus-dev nlohmann-json3-dev libfmt-dev libkainjow-mustache-dev libpugixml-dev liblzma-dev libssl-dev python3 xz-utils)
if ((tests)); then
  # clang is the second compiler and has libFuzzer; its runtime is a package of its own that clang only recommends.
  packages+=(doctest-dev clang libclang-rt-dev)
  # ACL2 has a formally verified LRAT checker; it needs no compiled books (acl2-books, 2.4 GB).
  packages+=(clang-format clang-tidy acl2 acl2-books-source acl2-books-certs gnuplot-nox libsqlite3-dev)
  # arcsat-verify is OCaml.
  packages+=(ocaml-nox)
  # A library judges the formats by their schemas.
  packages+=(python3-jsonschema)
fi
if ((slow)); then
  # Coq proves the checker again and extracts it, a browser looks at the reports, lintian at the packages, which debootstrap
  # gives a bare system; two shells and troff read what is made for them.
  packages+=(coq chromium lintian dpkg-dev debootstrap zsh fish man-db slurmctld slurmd slurm-client munge)
fi

# The packages that are not installed, one a line.
missing_packages() {
  local installed
  installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "${packages[@]}" 2>/dev/null || true)
  local package
  for package in "${packages[@]}"; do
    grep -qxF "installed $package" <<<"$installed" || printf '%s\n' "$package"
  done
}

install_packages() {
  if ! command -v dpkg-query >/dev/null; then
    say "this is no Debian, so nothing is installed; the packages would be: ${packages[*]}"
    return
  fi
  local missing
  mapfile -t missing < <(missing_packages)
  if ((${#missing[@]} == 0)); then return; fi
  say "installing with apt-get: ${missing[*]}"
  command -v apt-get >/dev/null || die "cannot install them: there is no apt-get"
  local as_root=(env)
  if ((EUID != 0)); then
    command -v sudo >/dev/null || die "cannot install them: this is not root and there is no sudo"
    as_root=(sudo env)
  fi
  # Interactive questions would hang in CI; another apt-get may be running.
  as_root+=(DEBIAN_FRONTEND=noninteractive)
  local options=(-q -y -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3)
  "${as_root[@]}" apt-get "${options[@]}" update >&2 </dev/null ||
    die "apt-get update failed (see above). Is there a network, and may this user install packages?"
  "${as_root[@]}" apt-get "${options[@]}" install --no-install-recommends "${missing[@]}" >&2 </dev/null ||
    die "apt-get could not install: ${missing[*]} (see above). Is there a network? The names are Debian 12's."
  mapfile -t missing < <(missing_packages)
  if ((${#missing[@]} != 0)); then die "apt-get succeeded, but these are still missing: ${missing[*]}"; fi
}

# As many jobs as there are cores, but a gigabyte for each: z3++.h and json.hpp are heavy.
jobs() {
  local cores available
  cores=$(nproc)
  available=$(awk '$1 == "MemAvailable:" { print int($2 / 1048576) }' /proc/meminfo)
  if ((available < 1)); then available=1; fi
  printf '%s\n' "$((cores < available ? cores : available))"
}

build() {
  local directory=build
  local options=(-DARCSAT_SANITIZE=OFF)
  if ((sanitize)); then
    directory=build-sanitize
    options=(-DARCSAT_SANITIZE=ON -DCMAKE_BUILD_TYPE=Debug "-DCMAKE_CXX_FLAGS=-O1 -D_GLIBCXX_ASSERTIONS")
  fi
  local cache=$directory/CMakeCache.txt
  if [[ -f $cache ]] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$(pwd -P)" "$cache"; then
    say "$directory was made in another place; it is configured anew"
    rm -rf -- "$cache" "$directory/CMakeFiles"
  fi
  # A component at a time is much the quicker from nothing; who changes a file often sets ARCSAT_UNITY=OFF, and it stays off.
  # The tests need packages that a bare machine lacks: CMake would not configure them.
  if [[ ! -f $cache ]]; then options+=(-DARCSAT_UNITY=ON -DARCSAT_TESTS=OFF); fi
  if ((tests)); then options+=(-DARCSAT_TESTS=ON); fi
  # A build directory that exists keeps its generator, and is not built anew for the programs alone.
  if [[ ! -f $cache ]]; then options+=(-G Ninja); fi
  cmake -S . -B "$directory" "${options[@]}" >&2 || die "CMake could not configure $directory (see above)"
  # arcsat-verify takes seconds, and without OCaml nothing.
  local targets=(arcsat arcsat-check arcsat-verify)
  if ((first)); then targets=(arcsat-first); fi
  if ((tests)); then targets=(all); fi
  say "building ${targets[*]} in $directory/"
  cmake --build "$directory" --parallel "$(jobs)" --target "${targets[@]}" >&2 || die "the build failed (see above)"
}

install_packages
build
