#!/usr/bin/env python3
"""Prints a workflow command for each instance that is not as expected and each bundle that does not hold.

Usage: annotations.py RESULTS        (the folder that judge.sh wrote)
The step of judge.sh fails; this one only shows why, so its exit code is 0 unless the results cannot be read.
"""
import json
import os
import pathlib
import sys
import xml.etree.ElementTree


def escaped(text, everywhere=False):
    """As workflow commands want it; `everywhere`: within a property, too."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if everywhere else text


def place_of(path):
    """The path from the workspace, which is where GitHub looks for files."""
    workspace = os.environ.get("GITHUB_WORKSPACE", os.getcwd())
    return os.path.relpath(path, workspace) if os.path.isabs(path) else os.path.normpath(path)


def mark(path, title, text):
    print(f"::error file={escaped(place_of(path), True)},title={escaped(title, True)}::{escaped(text)}")


def main(arguments):
    if len(arguments) != 1:
        sys.exit(__doc__)
    results = pathlib.Path(arguments[0])
    if (results / "regress.xml").exists():
        for case in xml.etree.ElementTree.parse(results / "regress.xml").iter("testcase"):
            for fault in [*case.findall("failure"), *case.findall("error")]:
                words = fault.get("message") or (fault.text or "").strip() or "not as expected"
                path = os.path.join(case.get("classname"), case.get("name"))
                mark(path + ".toml" if os.path.exists(path + ".toml") else path, f"arcsat regress: {fault.tag}", words)
    if (results / "check.json").exists():
        text = (results / "check.json").read_text(encoding="utf-8")
        if not text.strip():
            sys.exit(f"{results / 'check.json'}: found nothing, expected the results of arcsat-check")
        for report in json.loads(text)["reports"]:
            if not report["holds"]:
                mark(report["bundle"], "arcsat-check", report["why"])


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (OSError, ValueError, KeyError, xml.etree.ElementTree.ParseError) as error:
        sys.exit(f"annotations.py: {error}")
