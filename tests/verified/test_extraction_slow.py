#!/usr/bin/env python3
"""Coq checks every proof again, and extracts the code that is committed, byte for byte."""
import os
import shutil
import subprocess
import sys
import tempfile

VERIFIED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "src", "verified")

if shutil.which("coqc") is None:
    sys.exit("found no coqc, expected Coq 8.16 (package coq; src/setup.sh --slow installs it)")

with tempfile.TemporaryDirectory() as place:
    subprocess.run(["bash", os.path.join(VERIFIED, "extract.sh"), "--to", place], check=True)
    wrong = []
    for committed in ("ml/verified.ml", "ml/verified.mli", "coq/assumptions.txt"):
        with open(os.path.join(VERIFIED, committed), "rb") as old, \
                open(os.path.join(place, os.path.basename(committed)), "rb") as new:
            if old.read() != new.read():
                wrong.append(committed)
for committed in wrong:
    print(f"src/verified/{committed}: found another text, expected what src/verified/extract.sh writes")
sys.exit(1 if wrong else 0)
