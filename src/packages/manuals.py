#!/usr/bin/env python3
"""Makes the man pages and the completions from what the programs say of themselves and from the project's Markdown.

Usage: manuals.py SOURCE_DIRECTORY OUTPUT_DIRECTORY PROGRAM…
       PROGRAM: arcsat and arcsat-check as they were built; each is asked with --describe

Nothing is said twice: options come from the programs, the model and its limits from README.md, the instance's file from
instances/README.md, the bundle's from results/README.md. A section that is not there any more is an error.
Exit code: 0 all written, 1 not.
"""
import collections
import gzip
import json
import pathlib
import re
import subprocess
import sys

from completions import bash_completion, fish_completion, zsh_completion
from markdown_to_man import escaped, man_of, section

# An option that so many commands have alike is described once.
COMMON = 4
SEE_ALSO = ("arcsat(1)", "arcsat-check(1)", "arcsat-verify(1)", "arcsat-instance(5)", "arcsat-bundle(5)")

Program = collections.namedtuple("Program", "name version exit_codes commands")
# `summary` is for lists, `text` for the command's own page.
Command = collections.namedtuple("Command", "name summary synopsis text options")


def described(program):
    """What a program says of itself: its lines of JSON, by their format."""
    done = subprocess.run([program, "--describe"], capture_output=True, text=True, check=True)
    head, summaries, commands = None, {}, []
    for line in map(json.loads, done.stdout.splitlines()):
        if line["format"] == "arcsat-program":
            head = line
        elif line["format"] == "arcsat-command":
            summaries[line["command"]] = line["summary"]
        elif line["format"] == "arcsat-options":
            name = line["command"]
            commands.append(Command(name, summaries.get(name.split()[0], ""), line["synopsis"], line["summary"],
                                    line["options"]))
        else:
            raise ValueError(f"{program} --describe: found the format {line['format']}, expected one of three")
    if head is None or not commands:
        raise ValueError(f"{program} --describe: found no program or no command, expected both")
    return Program(head["name"], head["program_version"], head["exit_codes"], commands)


def page(name, chapter, program_version, brief, body):
    # The documents name files of the source.
    if "src/" in body.replace("\\", ""):
        body += "\n.SH NOTES\nFiles under src/, instances/ and results/ are in arcsat's source."
    others = ", ".join(f"\\fB{other[:-3]}\\fR{other[-3:]}" for other in SEE_ALSO if other != f"{name}({chapter})")
    return "\n".join([
        f'.TH {name.upper()} {chapter} "" "arcsat {program_version}" "arcsat"',
        ".SH NAME", f"{escaped(name)} \\- {escaped(brief)}",
        body.strip(), ".SH SEE ALSO", others, ""])


def option_lines(options):
    lines = []
    for option in options:
        words = f"\\fB\\-\\-{escaped(option['name'])}\\fR"
        if "short" in option:
            words = f"\\fB\\-{option['short']}\\fR, " + words
        if option["value"]:
            words += " \\fIVALUE\\fR"
        lines += [".TP", words, escaped(option["description"])]
    return lines


def exit_lines(program, codes=None):
    lines = [".SH EXIT STATUS"]
    for code, meaning in program.exit_codes.items():
        if codes is None or code in codes:
            lines += [".TP", f"\\fB{code}\\fR", escaped(meaning)]
    return lines


def key(option):
    return json.dumps(option, sort_keys=True)


def arcsat_page(program, readme):
    owners = collections.defaultdict(list)
    for command in program.commands:
        for option in command.options:
            owners[key(option)].append(command.name)
    common = {k for k, commands in owners.items() if len(commands) >= COMMON}
    lines = [".SH SYNOPSIS", "\\fBarcsat\\fR \\fICOMMAND\\fR [\\fIARGUMENTS\\fR]", ".SH DESCRIPTION",
             man_of(section(readme, "The model"), 2), ".SH COMMANDS"]
    for command in program.commands:
        lines += [f".SS {escaped(command.name)}", f"\\fBarcsat {escaped(command.synopsis)}\\fR", ".PP",
                  escaped(command.text)]
        lines += option_lines(option for option in command.options if key(option) not in common)
    lines += [".SH COMMON OPTIONS", "Each with the commands that have it."]
    for k, commands in owners.items():
        if k in common:
            option = json.loads(k)
            all_have_it = len(commands) == len(program.commands)
            option["description"] += " (all)" if all_have_it else f" ({', '.join(commands)})"
            lines += option_lines([option])
    lines += exit_lines(program)
    lines += [".SH TRUST", man_of(section(readme, "Trust"), 2), ".SH LIMITS", man_of(section(readme, "Limits"), 2)]
    return page("arcsat", 1, program.version, "decides whether an autoregressive protocol solves function composition",
                "\n".join(lines))


def check_page(program, trust):
    command = program.commands[0]
    lines = [".SH SYNOPSIS", f"\\fBarcsat\\-{escaped(command.synopsis)}\\fR", ".SH DESCRIPTION", escaped(command.text),
             ".PP", "The same as \\fBarcsat check\\fR, as a program that links no solver.", ".SH OPTIONS"]
    lines += option_lines(command.options)
    lines += exit_lines(program, ("0", "1", "2", "3", "4"))
    lines += [".SH TRUST", man_of(section(trust, "Realizable"), 2), ".SS Refutations", man_of(section(trust, "Unrealizable"), 2)]
    return page("arcsat-check", 1, program.version, "judges arcsat's certificate bundles, without any solver",
                "\n".join(lines))


def verify_page(version, usage, verified):
    first, _, rest = usage.partition("\n\n")
    synopsis = [re.sub(r"\s{2,}", "  ", re.sub(r"^(usage:)?\s*", "", line)) for line in first.splitlines()]
    lines = [".SH SYNOPSIS", ".nf", *map(escaped, synopsis), ".fi", ".SH DESCRIPTION", escaped(rest.replace("\n", " ")),
             ".SH WHAT IT RESTS ON", man_of(section(verified, "What it rests on"), 2), ".SH WHAT IT DOES NOT REST ON",
             man_of(section(verified, "What it does not rest on"), 2)]
    return page("arcsat-verify", 1, version, "checks a bundle's evidence by functions extracted from Coq proofs",
                "\n".join(lines))


def instance_page(version, text):
    lines = []
    for title in ("A file", "Sums over tokens", "Transformers", "How inputs are numbered",
                  "Which of two instances is harder", "Boxes"):
        lines += [f".SH {title.upper()}", man_of(section(text, title), 2)]
    return page("arcsat-instance", 5, version, "the file that describes an instance", "\n".join(lines))


def bundle_page(version, text):
    lines = []
    for title in ("Files of a bundle", "Checking a bundle with other programs"):
        lines += [f".SH {title.upper()}", man_of(section(text, title), 2)]
    return page("arcsat-bundle", 5, version, "the directory that certifies a verdict", "\n".join(lines))


def write(path, text, compress=False):
    path.parent.mkdir(parents=True, exist_ok=True)
    if not compress:
        path.write_text(text, encoding="utf-8")
        return
    # No name and no time inside, so that the same text gives the same bytes.
    with open(path, "wb") as file, gzip.GzipFile("", "wb", 9, file, 0) as packed:
        packed.write(text.encode())


def main(arguments):
    if len(arguments) != 4:
        sys.exit(f"manuals.py: found {len(arguments)} arguments, expected 4\n{__doc__}")
    source, out = pathlib.Path(arguments[0]), pathlib.Path(arguments[1])
    arcsat, check = described(arguments[2]), described(arguments[3])

    def text(path):
        return (source / path).read_text(encoding="utf-8")

    usage = re.search(r"let usage = \{\|(.*?)\|\}", text("src/verified/ml/main.ml"), re.DOTALL).group(1)
    pages = {
        "arcsat.1": arcsat_page(arcsat, text("README.md")),
        "arcsat-check.1": check_page(check, text("src/certify/README.md")),
        "arcsat-verify.1": verify_page(arcsat.version, usage, text("src/verified/README.md")),
        "arcsat-instance.5": instance_page(arcsat.version, text("instances/README.md")),
        "arcsat-bundle.5": bundle_page(arcsat.version, text("results/README.md")),
    }
    for name, words in pages.items():
        write(out / "man" / f"man{name[-1]}" / f"{name}.gz", words, compress=True)
    write(out / "completions/bash/arcsat", bash_completion([arcsat, check]))
    write(out / "completions/zsh/_arcsat", zsh_completion([arcsat, check]))
    write(out / "completions/fish/arcsat.fish", fish_completion([arcsat]))
    write(out / "completions/fish/arcsat-check.fish", fish_completion([check]))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (OSError, ValueError, KeyError, AttributeError, subprocess.SubprocessError) as error:
        sys.exit(f"manuals.py: {error}")
