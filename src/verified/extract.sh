#!/usr/bin/env bash
# Has Coq check every proof, and writes what is extracted. Needs Coq 8.16 (package coq); takes about two minutes of processor time.
set -euo pipefail

usage() {
  cat <<'END'
usage: bash src/verified/extract.sh [--to DIR]

Compiles the development in a temporary directory and writes verified.ml, verified.mli and assumptions.txt, the list of
what each theorem rests on: to DIR, or in place (src/verified/ml and src/verified/coq).
END
}

source=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
code=$source/ml
words=$source/coq
case ${1-} in
  --to)
    code=$(cd -- "${2:?found no directory after --to}" && pwd)
    words=$code
    ;;
  --help | -h)
    usage
    exit 0
    ;;
  "") ;;
  *)
    usage >&2
    exit 1
    ;;
esac

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
cp -- "$source"/coq/*.v "$work"
cd -- "$work"
while read -r file; do
  case $file in
    Assumptions.v) coqc -q -R . Arcsat "$file" >assumptions.raw ;;
    *.v) coqc -q -R . Arcsat "$file" >/dev/null ;;
  esac
done <"$source/coq/_CoqProject"

# A line for each theorem and each axiom or primitive that it rests on: the names alone, as their types are Coq's.
awk '/^Theorem / { theorem = $2; next }
     /^Closed under the global context/ { print theorem, "nothing" }
     /^[A-Za-z0-9_.]+( :|$)/ && !/^Axioms/ { print theorem, $1 }' assumptions.raw | LC_ALL=C sort >assumptions.txt
cp -- verified.ml verified.mli "$code"
cp -- assumptions.txt "$words"
