#!/usr/bin/env python3
"""Runs command lines, bad and good, and compares exit code, standard output and standard error with golden files.

Usage: run.py [ARCSAT] [--update]        (ARCSAT: the program; default $ARCSAT)
Exit code: 0 all passed, 1 some failed or bad usage.

cases/NAME.json is {"arguments": […]}, with these optional keys:
  "json": true         standard output must be one JSON value; in its golden form, statistics and versions are replaced by
                       words
  "unprivileged": true run as nobody if this is root's, who may write everywhere
  "before": [[…], …]   command lines that run first, in the same directory, and are not compared
cases/NAME.golden is what happened: `exit N`, then the lines of standard output after "> " and of standard error after "! ".
Every case runs in a fresh copy of files/, so all names are relative. What differs from machine to machine is replaced:
times, versions, the encoder's and the engine's statistics, random parts of names.
--update writes the goldens anew: read the difference before you keep it, because nothing else reviews it.
"""
import difflib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
CASES = os.path.join(HERE, "cases")
NOBODY = 65534
# Bad usage must be told in one line of this form.
FORM = re.compile(r"! arcsat: [^\n]*found [^\n]*, expected [^\n]+")

REPLACED = [
    (re.compile(r"^(how|proof): .*"), r"\1: …"),
    (re.compile(r"^witness: \d+ rows"), "witness: N rows"),
    (re.compile(r"^arcsat \d+\.\d+\.\d+$"), "arcsat VERSION"),
    (re.compile(r"^([a-z0-9]+) (sc20|v?\d+\.)\S*$"), r"\1 VERSION"),
    (re.compile(r"\b\d+\.\d\d s\b"), "TIME s"),
    (re.compile(r"arcsat's LRAT checker: .*"), "arcsat's LRAT checker: …"),
    (re.compile(r"\| [a-z]+: \d+ variables, \d+ clauses \| [a-z]+ \S+ \| \d+ \|"), "| FORMULA | ENGINE | KIB |"),
]


# Numbers under these keys of JSON output are replaced as well.
VARYING = {"seconds", "engine", "encoder", "variables", "clauses", "constants", "assertions", "rows"}


def normal(line):
    for pattern, words in REPLACED:
        line = pattern.sub(words, line)
    return line


def shape(value, key="", varies=False):
    """A JSON value without what differs from machine to machine."""
    varies = varies or key in VARYING
    if isinstance(value, dict):
        return {k: shape(v, k, varies) for k, v in value.items()}
    if isinstance(value, list):
        return [shape(element, key, varies) for element in value]
    if isinstance(value, str):
        return "VERSION" if key == "version" else "PROOF" if key == "refuted" else normal(value)
    return "NUMBER" if varies and not isinstance(value, bool) else value


def drop_privileges():
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def run(arcsat, case, directory):
    """The run in its golden form."""
    for arguments in case.get("before", []):
        subprocess.run([arcsat, *arguments], cwd=directory, stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
    done = subprocess.run([arcsat, *case["arguments"]], cwd=directory, stdin=subprocess.DEVNULL, capture_output=True,
                          timeout=120, preexec_fn=drop_privileges if case.get("unprivileged") else None)
    out, err = (text.decode("utf-8", "backslashreplace") for text in (done.stdout, done.stderr))
    lines = [f"exit {done.returncode}"]
    if case.get("json"):
        try:
            lines += ["> " + line for line in json.dumps(shape(json.loads(out)), indent=2, ensure_ascii=False).split("\n")]
        except ValueError as error:
            lines += [f"NOT JSON: {error}"] + ["> " + line for line in out.splitlines()]
    else:
        lines += ["> " + normal(line) for line in out.splitlines()]
    lines += ["! " + normal(line) for line in err.splitlines()]
    for name, text in (("standard output", out), ("standard error", err)):
        if text and not text.endswith("\n"):
            lines.append(f"NO LINE END after {name}")
    return lines


def main(arguments):
    update = "--update" in arguments
    arguments = [argument for argument in arguments if argument != "--update"] or [os.environ.get("ARCSAT", "")]
    if len(arguments) != 1 or not os.access(arguments[0], os.X_OK):
        print(__doc__, file=sys.stderr)
        print(f"run.py: found {arguments}, expected one program (or $ARCSAT)", file=sys.stderr)
        return 1
    if update:
        print("UPDATE: the golden files are written anew and NOTHING is checked; review `git diff` by eye.", flush=True)
    passed, failed = 0, 0
    names = {name.rsplit(".", 1)[0] for name in os.listdir(CASES)}
    with tempfile.TemporaryDirectory() as temporary:
        os.chmod(temporary, 0o755)
        arcsat = shutil.copy(arguments[0], os.path.join(temporary, "arcsat"))  # nobody may not see the build directory
        for name in sorted(names):
            path, golden_path = os.path.join(CASES, name + ".json"), os.path.join(CASES, name + ".golden")
            if not os.path.exists(path):
                failed += 1
                print(f"FAILED {name}: a golden file without a case")
                continue
            with open(path, encoding="utf-8") as file:
                case = json.load(file)
            directory = os.path.join(temporary, "work")
            shutil.copytree(os.path.join(HERE, "files"), directory)
            found = run(arcsat, case, directory)
            shutil.rmtree(directory)
            if update:
                with open(golden_path, "w", encoding="utf-8") as file:
                    file.write("\n".join(found) + "\n")
                continue
            golden = []
            if os.path.exists(golden_path):
                with open(golden_path, encoding="utf-8") as file:
                    golden = file.read().splitlines()
            complaints = list(difflib.unified_diff(golden, found, "golden", "found", lineterm=""))
            if found != golden and not complaints:
                complaints.append("the lines differ")
            if found[0] == "exit 1" and not FORM.fullmatch(found[-1]) and name != "no-command":
                complaints.append(f"not one line of the form `found X, expected Y`: {found[1:]}")
            if complaints:
                failed += 1
                print(f"FAILED {name}: arcsat {' '.join(case['arguments'])}", *complaints, sep="\n    ", flush=True)
            else:
                passed += 1
    if update:
        print("UPDATE: done; nothing was checked.")
        return 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
