#!/usr/bin/env python3
"""Feeds every fixture of this directory to arcsat and compares exit code, standard output and standard error.

Usage: run.py [ARCSAT] [--update]        (ARCSAT: the program; default $ARCSAT)
Exit code: 0 all passed, 1 some failed or bad usage.

  bad-instances/NAME.toml    `arcsat encode` must exit 1, write nothing and say NAME.toml.message
  bad-protocols/NAME.json    `arcsat simulate` must exit 1, write nothing and say NAME.json.message
  wrong-protocols/NAME.json  the same with exit 2: the file can be read, but what it says does not hold
  good/NAME.toml, .json      exit 0; nothing on standard error; on standard output NAME.json.stdout, or nothing

arcsat runs in the fixture's directory, so that the goldens hold relative names. A few fixtures cannot be kept in git
(a file without permissions, a very deep one); SPECIAL below makes them. --update writes the goldens anew: read the
difference before you keep it, because nothing else reviews it.
"""
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
KINDS = {"bad-instances": 1, "bad-protocols": 1, "wrong-protocols": 2, "good": 0}
# What a message for a person must look like: one line, what was found, what was expected.
FORM = re.compile(r"arcsat: (check failed: )?[^\n]*found [^\n]+, expected [^\n]+\n")
# The same with the position that every fault inside a file has.
PLACED = re.compile(r"arcsat: (check failed: )?(?P<file>[^:\n]+):(?P<line>[1-9]\d*):(?P<column>[1-9]\d*): found ")
# Faults of the file as a whole have no position.
WITHOUT_POSITION = {"missing.toml", "missing.json", "directory.toml", "unreadable.toml", "unreadable.json"}
NOBODY = 65534


def make_unreadable(directory, name):
    path = os.path.join(directory, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write('format = "arcsat-instance"\n')
    os.chmod(path, 0)


def make_deep(start, opening, closing, depth):
    def make(directory, name):
        with open(os.path.join(directory, name), "w", encoding="utf-8") as file:
            file.write(start + opening * depth + closing * depth)
    return make


# Fixture -> how to make it in a temporary directory; None: there is no such file, on purpose.
SPECIAL = {
    "bad-instances/missing.toml": None,
    "bad-protocols/missing.json": None,
    "bad-instances/directory.toml": lambda directory, name: os.mkdir(os.path.join(directory, name)),
    "bad-instances/unreadable.toml": make_unreadable,
    "bad-protocols/unreadable.json": make_unreadable,
    "bad-instances/very-deep.toml": make_deep("widths = ", "[", "]", 1000000),
    "bad-protocols/very-deep.json": make_deep("", "[", "]", 1000000),
    "bad-protocols/very-deep-objects.json": make_deep("", '{"format":', "}", 1000000),
}


def drop_privileges():
    """Root may read everything, so as root a file without permissions is tried as nobody."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def run(arcsat, directory, name, unprivileged):
    command = ["encode", "--quiet", "-o", os.devnull] if name.endswith(".toml") else ["simulate", "--quiet"]
    done = subprocess.run([arcsat, *command, name], cwd=directory, stdin=subprocess.DEVNULL, capture_output=True,
                          timeout=60, preexec_fn=drop_privileges if unprivileged else None)
    return done.returncode, done.stdout, done.stderr


def read(path):
    if not os.path.exists(path):
        return b""
    with open(path, "rb") as file:
        return file.read()


def difference(label, golden, found):
    golden, found = (text.decode("utf-8", "backslashreplace").splitlines() for text in (golden, found))
    return list(difflib.unified_diff(golden, found, f"{label}: golden", f"{label}: found", lineterm=""))


def judge(kind, name, code, out, err, golden_out, golden_err):
    """The complaints about one run."""
    complaints = []
    if code != KINDS[kind]:
        complaints.append(f"exit code {code}, expected {KINDS[kind]}")
    complaints += difference("standard output", golden_out, out)
    complaints += difference("standard error", golden_err, err)
    if out != golden_out or err != golden_err:
        complaints = complaints or ["the bytes differ"]
    if KINDS[kind] != 0:
        text = err.decode("utf-8", "backslashreplace")
        if not FORM.fullmatch(text):
            complaints.append(f"not one line of the form `found X, expected Y`: {text!r}")
        placed = PLACED.match(text)
        if name not in WITHOUT_POSITION and (not placed or placed["file"] != name):
            complaints.append(f"no position in {name}: {text!r}")
    return complaints


def fixtures():
    """(kind, name) of every fixture, kept or made."""
    names = set(SPECIAL)
    for kind in KINDS:
        for name in os.listdir(os.path.join(HERE, kind)):
            if name.endswith((".toml", ".json")):
                names.add(f"{kind}/{name}")
    return [tuple(name.split("/")) for name in sorted(names)]


def main(arguments):
    update = "--update" in arguments
    arguments = [argument for argument in arguments if argument != "--update"] or [os.environ.get("ARCSAT", "")]
    if len(arguments) != 1 or not os.access(arguments[0], os.X_OK):
        print(__doc__, file=sys.stderr)
        print(f"run.py: found {arguments}, expected one program (or $ARCSAT)", file=sys.stderr)
        return 1
    arcsat = os.path.abspath(arguments[0])
    if update:
        print("UPDATE: the golden files are written anew and NOTHING is checked; review `git diff` by eye.", flush=True)
    passed, failed, seen = 0, 0, set()
    with tempfile.TemporaryDirectory() as temporary:
        os.chmod(temporary, 0o755)
        reachable = shutil.copy(arcsat, os.path.join(temporary, "arcsat"))  # nobody may not see the build directory
        for kind, name in fixtures():
            directory, unprivileged = os.path.join(HERE, kind), name.startswith("unreadable")
            if f"{kind}/{name}" in SPECIAL:
                directory = os.path.join(temporary, kind)
                os.makedirs(directory, exist_ok=True)
                if SPECIAL[f"{kind}/{name}"]:
                    SPECIAL[f"{kind}/{name}"](directory, name)
            code, out, err = run(reachable if unprivileged else arcsat, directory, name, unprivileged)
            golden = os.path.join(HERE, kind, name)
            goldens = {golden + ".message": err, golden + ".stdout": out}
            seen.update(goldens)
            if update:
                for path, content in goldens.items():
                    if content:
                        with open(path, "wb") as file:
                            file.write(content)
                    elif os.path.exists(path):
                        os.remove(path)
                continue
            complaints = judge(kind, name, code, out, err, read(golden + ".stdout"), read(golden + ".message"))
            if complaints:
                failed += 1
                print(f"FAILED {kind}/{name}", *complaints, sep="\n    ", flush=True)
            else:
                passed += 1
    for kind in KINDS:
        for name in sorted(os.listdir(os.path.join(HERE, kind))):
            if name.endswith((".message", ".stdout")) and os.path.join(HERE, kind, name) not in seen:
                failed += 1
                print(f"FAILED {kind}/{name}: a golden file without a fixture")
    if update:
        print("UPDATE: done; nothing was checked.")
        return 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
