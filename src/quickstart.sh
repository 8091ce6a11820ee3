#!/usr/bin/env bash
# From nothing to one instance of each verdict: sets up, builds what decides, decides three instances, replays the witness; then
# builds the rest, which judges both bundles again.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
export LC_ALL=C.UTF-8
step() { printf 'quickstart: %s\n' "$*" >&2; }

step "1 of 4: installs what is missing with apt-get, and builds the part of arcsat that decides (under two minutes on two cores, only once)"
bash src/setup.sh --first </dev/null

step "2 of 4: decides three instances"

out=build/quickstart
rm -rf -- "$out"

# decide NAME EXPECTED_VERDICT EXPECTED_EXIT_CODE OPTION…
decide() {
  local name=$1 verdict=$2 expected=$3 code=0
  shift 3
  printf '\n$ build/bin/arcsat-first decide %s --out %s\n' "$*" "$out/$name"
  build/bin/arcsat-first decide "$@" --out "$out/$name" </dev/null || code=$?
  if ((code != expected)); then
    printf 'quickstart: found the exit code %d, expected %d (%s)\n' "$code" "$expected" "$verdict" >&2
    exit 1
  fi
}

# Composing two functions with messages of one bit per token: two epochs suffice, one does not.
sizes=(--L 2 --m 2 --n 1 --q 2,2 --bits-per-token 1)
decide realizable realizable 10 "${sizes[@]}" --epochs 2
decide unrealizable unrealizable 20 "${sizes[@]}" --epochs 1
# Slightly larger, and hard: a second is not enough, and arcsat says so.
decide undecided undecided 0 --L 2 --m 2 --n 1 --q 3,4 --bits-per-token 1 --epochs 2 --encoder direct --time-limit 1

step "3 of 4: checks the witness with a second program"
printf '\n$ python3 results/check_closed_form.py %s\n' "$out/realizable/closed-form.json"
python3 results/check_closed_form.py "$out/realizable/closed-form.json"

step "4 of 4: builds the rest of arcsat, build/bin/arcsat with all its commands (only once); until then build/bin/arcsat-first decides"
bash src/setup.sh </dev/null
printf '\n$ build/bin/arcsat check %s %s\n' "$out/realizable" "$out/unrealizable"
build/bin/arcsat check "$out/realizable" "$out/unrealizable"

cat <<END

Decided three instances: one realizable, one unrealizable, one undecided within its time limit.
The protocol that was found, in closed form:  $out/realizable/closed-form.json
It was judged twice: by arcsat, which also ran it on every input, and by results/check_closed_form.py, which shares no code with it.
Watch it run:  build/bin/arcsat simulate $out/realizable
END
