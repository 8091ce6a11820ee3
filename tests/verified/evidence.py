"""Bundles for arcsat-verify: those that are committed, and those that a test makes up."""
import glob
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "checkers"))
from checkers import RESULTS, verdicts

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


def compare(test, chance, kind, vary, second, times):
    """Documents near committed ones, as `vary` makes them: the same yes or no as from the second checker. What that one calls
    malformed is not accepted either; of what it refuses because something stands in it twice both answers will do."""
    said, bundles = {0: 0, 2: 0}, committed(kind + ".json")
    for _ in range(times):
        bundle = chance.choice(bundles)
        certificate, doc = read(bundle, "certificate.json"), read(bundle, kind + ".json")
        vary(chance, certificate["instance"], doc)
        try:
            second(certificate["instance"], doc)
            expected = (0,)
        except verdicts.Wrong as error:
            expected = (0, 2) if "twice" in str(error) else (2,)
        except verdicts.Malformed:
            expected = (1, 2, 3)
        code, text = verify_files(certificate=certificate, **{kind.replace("-", "_"): doc})
        test.assertIn(code, expected, f"{certificate['instance']} {doc} {text}")
        said[code] = said.get(code, 0) + (len(expected) == 1)
    test.assertGreater(min(said[0], said[2]), 10, said)
