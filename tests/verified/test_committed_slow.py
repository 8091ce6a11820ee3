#!/usr/bin/env python3
"""src/verified/README.md lists exactly the committed refutations that arcsat-verify does not accept, and their number."""
import glob
import json
import os
import re
import subprocess
import sys
import unittest

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
VERIFY = os.path.join(os.path.dirname(os.environ["ARCSAT"]), "arcsat-verify")


class Committed(unittest.TestCase):
    def test_the_list(self):
        accepted, others = 0, []
        for path in sorted(glob.glob(os.path.join(ROOT, "results", "**", "certificate.json"), recursive=True)):
            bundle = os.path.dirname(path)
            with open(path, encoding="utf-8") as file:
                if json.load(file)["verdict"] != "unrealizable":
                    continue
            done = subprocess.run([VERIFY, bundle], capture_output=True, text=True, check=False)
            if done.returncode == 0 and "\ns VERIFIED no protocol solves the instance" in done.stdout:
                accepted += 1
            else:
                self.assertEqual(done.returncode, 3, f"{bundle}: {done.stdout}{done.stderr}")
                others.append(os.path.relpath(bundle, os.path.join(ROOT, "results")))
        with open(os.path.join(ROOT, "src", "verified", "README.md"), encoding="utf-8") as file:
            text = file.read()
        listed = []
        for name in re.findall(r"`((?:atlas|certificates|separations)/[^`*]+)`", text):
            folder, braced, numbers = name.partition("{")  # folder/{1,2} stands for folder/1 and folder/2
            listed += [folder + number for number in numbers.rstrip("}").split(",")] if braced else [name]
        self.assertEqual(sorted(listed), sorted(others))
        self.assertIn(f"{accepted} of the {accepted + len(others)} committed refutations", text)
        self.assertIn(f"these {len(others)} are not", text)


if __name__ == "__main__":
    unittest.main(verbosity=2, argv=[sys.argv[0]])
