#!/usr/bin/env python3
"""Builds the Debian packages, has lintian look at them, installs them in a bare Debian 12 and takes the time to the first certified
verdict; has zsh, fish and troff read what was made for them. Needs root, and the network for debootstrap and apt-get."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]
MOST_SECONDS = 30

# What a user does after the download of two packages. The exit code of a refutation is 20.
FIRST_VERDICT = """set -e
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
apt-get -q update >&2
apt-get -q -y install --no-install-recommends /packages/arcsat_*.deb /packages/arcsat-check_*.deb >&2
cd /root
arcsat decide --L 2 --m 2 --n 1 --q 2,6 --bits-per-token 1 --epochs 2 --out refuted || test $? = 20
arcsat-check refuted
"""
THE_REST = """set -e
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
apt-get -q -y install --no-install-recommends /packages/*.deb g++ cmake ninja-build man-db >&2
cd /root
arcsat-check refuted --with coq --require-verified
arcsat decide --L 1 --m 2 --bits-per-token 1 --epochs 1 --encoder compact --out searched || test $? = 20
arcsat-check searched
cmake -S /consumer -B build -G Ninja >&2 && cmake --build build >&2 && build/consumer bundle
for page in 'arcsat(1)' 'arcsat-check(1)' 'arcsat-verify(1)' 'arcsat-instance(5)' 'arcsat-bundle(5)'; do
  test "$(man "$page" | wc -l)" -gt 20
done
apt-get -q -y purge 'arcsat*' libarcsat-dev >&2
test -z "$(find / -xdev -name '*arcsat*' -not -path '/packages*' -not -path '/root/*' -not -path '/proc/*' -not -path '/var/*')"
"""


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}: exit code {done.returncode}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout


def main():
    if os.geteuid() != 0:
        sys.exit("found another user than root, expected root: debootstrap needs it")
    packages = [pathlib.Path(line) for line in run("bash", str(SOURCE / "src/package.sh")).splitlines()]
    packages = [SOURCE / path for path in packages]
    names = sorted(path.name.partition("_")[0] for path in packages)
    if names != ["arcsat", "arcsat-check", "arcsat-verify", "libarcsat-dev"]:
        sys.exit(f"found the packages {names}, expected four")
    run("lintian", "--tag-display-limit", "0", "--fail-on", "error,warning", "--suppress-tags-from-file",
        str(SOURCE / "src/packages/lintian-exceptions"), *map(str, packages))

    manuals = SOURCE / "build-packages/manuals"
    run("zsh", "-n", str(manuals / "completions/zsh/_arcsat"))
    for script in (manuals / "completions/fish").iterdir():
        run("fish", "--no-execute", str(script))
    for page in manuals.glob("man/*/*.gz"):
        done = subprocess.run(["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", str(page)], capture_output=True, text=True,
                              env={**os.environ, "LC_ALL": "C.UTF-8", "MANROFFSEQ": "", "MANWIDTH": "80"})
        if done.returncode or done.stderr:
            sys.exit(f"man {page}: {done.stderr[:1000]}")

    with tempfile.TemporaryDirectory() as temporary:
        root = pathlib.Path(temporary) / "root"
        run("debootstrap", "--variant=minbase", "bookworm", str(root), "http://deb.debian.org/debian")
        (root / "packages").mkdir()
        for package in packages:
            shutil.copy(package, root / "packages")
        shutil.copytree(SOURCE / "tests/install/consumer", root / "consumer")
        started = time.monotonic()
        verdict = run("chroot", str(root), "bash", "-c", FIRST_VERDICT)
        seconds = time.monotonic() - started
        if not verdict.startswith("unrealizable\n") or "refuted: unrealizable:" not in verdict:
            sys.exit(f"found {verdict}, expected a refutation, judged")
        if seconds > MOST_SECONDS:
            sys.exit(f"from the packages to the first certified verdict: found {seconds:.1f} s, expected at most {MOST_SECONDS} s")
        run("chroot", str(root), "bash", "-c", THE_REST)
    print(f"four packages; from them to the first certified verdict in a bare Debian: {seconds:.1f} s")


if __name__ == "__main__":
    main()
