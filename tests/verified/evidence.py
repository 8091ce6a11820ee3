"""Bundles for arcsat-verify: those that are committed, and those that a test makes up."""
import glob
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "checkers"))
from checkers import RESULTS

VERIFY = os.path.join(os.path.dirname(os.environ["ARCSAT"]), "arcsat-verify")
NO, YES = "s VERIFIED no protocol solves the instance", "s VERIFIED a protocol solves the instance"


def committed(name):
    return sorted(os.path.dirname(path) for path in
                  glob.glob(os.path.join(RESULTS, "certificates", "**", name), recursive=True))


def read(bundle, name):
    with open(os.path.join(bundle, name), encoding="utf-8") as file:
        return json.load(file)


def verify(bundle):
    done = subprocess.run([VERIFY, bundle], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def verify_files(**files):
    """What is said of a bundle with these files; an underscore stands for a hyphen."""
    with tempfile.TemporaryDirectory() as bundle:
        for name, content in files.items():
            with open(os.path.join(bundle, name.replace("_", "-") + ".json"), "w", encoding="utf-8") as file:
                json.dump(content, file)
        return verify(bundle)
