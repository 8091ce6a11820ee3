#!/usr/bin/env python3
"""Man pages and completions, made by src/packages/manuals.py from $ARCSAT: each option that --help shows is in all of them, bash
reads its completion and completes by it, troff has nothing to say, and what is not there is an error."""
import gzip
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
ARCSAT = os.environ["ARCSAT"]
CHECK = str(pathlib.Path(ARCSAT).with_name("arcsat-check"))
OPTION = re.compile(r"^  (?:-(\w) \[ )?--([\w-]+)", re.MULTILINE)
faults = []


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, timeout=120, **options)


def expect(condition, what):
    if not condition:
        faults.append(what)


def options_of(program, *command):
    """Read from the help text, not from --describe, which the generator uses."""
    found = [long for _, long in OPTION.findall(run(program, *command, "--help").stdout)]
    expect("help" in found, f"{command}: found no option in --help: this test is blind")
    return found


def generate(source, out):
    return run("python3", str(SOURCE / "src/packages/manuals.py"), str(source), str(out), ARCSAT, CHECK)


def bash_completes(script, *words):
    """What bash offers after these words, the last of which is being typed."""
    program = ("source {}; COMP_WORDS=({}); COMP_CWORD={}; _arcsat; printf '%s\\n' \"${{COMPREPLY[@]}}\""
               .format(script, " ".join(f"'{word}'" for word in words), len(words) - 1))
    done = run("bash", "-euc", program)
    expect(done.returncode == 0 and not done.stderr, f"bash, completing {words}: {done.stderr}")
    return done.stdout.split()


def main():
    with tempfile.TemporaryDirectory() as temporary:
        out = pathlib.Path(temporary) / "out"
        done = generate(SOURCE, out)
        if done.returncode:
            sys.exit(f"manuals.py: {done.stderr}")
        pages = {path.name: gzip.decompress(path.read_bytes()).decode() for path in out.glob("man/*/*.gz")}
        names = {f"{name}.gz" for name in ("arcsat.1", "arcsat-check.1", "arcsat-verify.1", "arcsat-instance.5", "arcsat-bundle.5")}
        expect(set(pages) == names, f"found the pages {sorted(pages)}, expected {sorted(names)}")
        completions = {path.name: path.read_text() for path in out.glob("completions/*/*")}

        commands = re.findall(r"^  ([a-z]+) ", run(ARCSAT, "--help").stdout, re.MULTILINE)
        expect(len(commands) > 10, f"found the commands {commands}: this test is blind")
        parts = {"transformer": ("build", "run", "reduce")}
        page = pages["arcsat.1.gz"]
        for command in commands:
            for words in [(command, part) for part in parts.get(command, ())] or [(command,)]:
                expect(f".SS {' '.join(words)}\n" in page, f"arcsat.1: found no section {words}, expected one")
                offered = bash_completes(out / "completions/bash/arcsat", "arcsat", *words, "--")
                zsh = completions["_arcsat"].partition(f"    '{' '.join(words)}')\n")[2].partition(";;")[0]
                fish = [line for line in completions["arcsat.fish"].splitlines()
                        if all(f"__fish_seen_subcommand_from {word}" in line for word in words)]
                for option in options_of(ARCSAT, *words):
                    troff = "\\-\\-" + option.replace("-", "\\-") + "\\fR"
                    expect(troff in page, f"arcsat.1: found no --{option} of {words}, expected it")
                    expect(f"--{option}" in offered, f"bash: found no --{option} after {words}, expected it")
                    expect(f"--{option}[" in zsh, f"zsh: found no --{option} after {words}, expected it")
                    expect(any(f" -l {option} " in line for line in fish), f"fish: found no --{option} after {words}, expected it")
        for option in options_of(CHECK):
            expect("\\-\\-" + option.replace("-", "\\-") in pages["arcsat-check.1.gz"], f"arcsat-check.1: found no --{option}, expected it")

        script = out / "completions/bash/arcsat"
        for words, offered in ((("arcsat", "fro"), ["frontier"]), (("arcsat", "decide", "--model", "ch"), ["chain-of-thought"]),
                               (("arcsat", "transformer", "re"), ["reduce"]), (("arcsat", "encode", "--format", ""), ["dimacs", "smtlib2"]),
                               (("arcsat", "decide", "--engine", "cr"), ["cryptominisat"]), (("arcsat", "decide", "x"), [])):
            found = bash_completes(script, *words)
            expect(found == offered, f"bash: found {found} after {words}, expected {offered}")

        # The slow lane requires troff.
        if shutil.which("groff"):
            for name, text in pages.items():
                done = run("groff", "-k", "-man", "-ww", "-Tutf8", "-z", input=text)
                expect(not done.stderr and done.returncode == 0, f"groff, {name}: {done.stderr[:500]}")
        for name, text in pages.items():
            expect(len(text) > 1000, f"{name}: found {len(text)} characters, expected a page")
            stray = [line for line in text.split("\n") if re.match(r"[.'](?!(TH|SH|SS|TP|PP|IP|nf|fi|in|sp)\b)", line)]
            expect(not stray, f"{name}: found the request {stray[:1]}, expected one of man(7)")

        # A heading that is gone, and a version without news, are errors.
        copy = pathlib.Path(temporary) / "copy"
        for path in ("README.md", "instances/README.md", "results/README.md", "src/certify/README.md", "src/verified/README.md",
                     "src/verified/ml/main.ml"):
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            (copy / path).write_text((SOURCE / path).read_text().replace("\n## A file\n", "\n## One file\n"))
        done = generate(copy, pathlib.Path(temporary) / "none")
        expect(done.returncode == 1 and "found no section" in done.stderr, f"found {done}, expected an error for the absent section")
        version = re.search(r"project\(arcsat VERSION ([\d.]+)", (SOURCE / "CMakeLists.txt").read_text()).group(1)
        for given, code in ((version, 0), ("9.9.9", 1)):
            done = run("python3", str(SOURCE / "src/packages/changelog.py"), str(SOURCE / "src/NEWS.md"), given, "1", "A <a@b>",
                       str(pathlib.Path(temporary) / "changelog.gz"))
            expect(done.returncode == code, f"changelog.py {given}: found {done}, expected the exit code {code}")
        expect(f"arcsat {version}\n" in run(ARCSAT, "--version").stdout, f"arcsat --version: found no {version}")
        expect(run(CHECK, "--version").stdout == f"arcsat-check {version}\n", f"arcsat-check --version: found no {version}")
    print("\n".join(faults) or "man pages and completions have every option")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
