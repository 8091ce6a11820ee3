#!/usr/bin/env python3
"""Executes the steps of .github/actions/arcsat/action.yml as a runner would, with $ARCSAT on the path: what holds passes, and what does
not fails, is marked where GitHub shows it, and leaves its results."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
ACTION = SOURCE / ".github/actions/arcsat"
faults = []

TRUE = """format = "arcsat-instance"
version = 1
[task]
L = 1
m = 2
q = [2]
[model]
epochs = 1
bits_per_token = 1
[expect]
verdict = "unrealizable"
"""


def steps():
    """The steps with their commands and environments. The file is simple enough to be read by its indentation."""
    found = []
    for text in (ACTION / "action.yml").read_text().partition("  steps:\n")[2].split("    - name: ")[1:]:
        command = re.search(r"^      run: (.*)$", text, re.MULTILINE)
        environment = dict(re.findall(r"^        (ARCSAT_\w+): (.*)$", text, re.MULTILINE))
        found.append((text.splitlines()[0], command and command.group(1), environment, "if:" in text))
    return found


def run_action(directory, inputs, path):
    """Exit code of the first step that failed, what all printed, and the folder of results."""
    for name in ("output", "path"):
        (directory / name).write_text("")
    code, printed, results = 0, "", ""
    for name, command, environment, always in steps():
        if command is None or (code and not always):
            continue
        values = {"steps.judge.outputs.results": results, **{f"inputs.{key}": value for key, value in inputs.items()}}
        resolved = {key: re.sub(r"\$\{\{ (.*?) \}\}", lambda m: values[m.group(1)], value) for key, value in environment.items()}
        done = subprocess.run(["bash", "-e", "-o", "pipefail", "-c", command], cwd=directory, capture_output=True, text=True, timeout=120,
                              env={"PATH": path, "GITHUB_ACTION_PATH": str(ACTION), "GITHUB_WORKSPACE": str(directory),
                                   "GITHUB_OUTPUT": str(directory / "output"), "GITHUB_PATH": str(directory / "path"),
                                   "RUNNER_TEMP": str(directory / "temp"), "PYTHONDONTWRITEBYTECODE": "1", **resolved})
        printed += done.stdout + done.stderr
        code = code or done.returncode
        results = dict(re.findall(r"^(\w+)=(.*)$", (directory / "output").read_text(), re.MULTILINE)).get("results", "")
    return code, printed, results


def expect(condition, what):
    if not condition:
        faults.append(what)


def main():
    found = steps()
    expect([bool(command) for _, command, _, _ in found] == [True, True, True, False], f"found the steps {found}: this test is blind")
    with tempfile.TemporaryDirectory() as temporary:
        directory = pathlib.Path(temporary)
        programs = directory / "bin"
        programs.mkdir()
        for name in ("arcsat", "arcsat-check"):
            (programs / name).symlink_to(pathlib.Path(os.environ["ARCSAT"]).resolve().with_name(name))
        path = f"{programs}:/usr/bin:/bin"
        (directory / "instances").mkdir()
        (directory / "instances/true.toml").write_text(TRUE)
        shutil.copytree(SOURCE / "results/certificates/corners/everything-one", directory / "bundles/one")
        inputs = {"instances": "instances", "bundles": "bundles", "options": "--time-limit 60"}

        code, printed, results = run_action(directory, inputs, path)
        expect(code == 0 and "::error" not in printed, f"found {code}, {printed}, expected that all holds")
        expect("failures=\"0\"" in pathlib.Path(results, "regress.xml").read_text(), "regress.xml: found a failure, expected none")
        expect(json.loads(pathlib.Path(results, "check.json").read_text())["bundles"] == 1, "check.json: expected one bundle")

        # A wrong expectation: the step fails, the annotation names the file, and the results are kept all the same.
        (directory / "instances/false.toml").write_text(TRUE.replace('"unrealizable"', '"realizable"'))
        code, printed, results = run_action(directory, inputs, path)
        expect(code != 0, "found the exit code 0 for a wrong expectation, expected another")
        expect("::error file=instances/false.toml,title=arcsat regress%3A failure::" in printed, f"found {printed}, expected a mark")
        expect(printed.count("::error") == 1 and os.path.exists(results), f"found {printed}, expected one mark, and results")
        (directory / "instances/false.toml").unlink()

        # A bundle with one more byte.
        with open(directory / "bundles/one/instance.toml", "a") as file:
            file.write("\n")
        code, printed, _ = run_action(directory, inputs, path)
        expect(code == 2 and "::error file=bundles/one,title=arcsat-check::" in printed, f"found {code}, {printed}, expected 2 and a mark")

        code, printed, results = run_action(directory, {"instances": "", "bundles": "", "options": ""}, path)
        expect(code == 1 and "expected one of the two" in printed and not results, f"found {code}, {printed}, expected an error")
        code, printed, _ = run_action(directory, {**inputs, "instances": "nowhere"}, path)
        expect(code != 0, f"found the exit code 0 for instances that are not there, expected another: {printed}")
    print("\n".join(faults) or "the action's steps do what they say")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
