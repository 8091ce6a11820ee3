"""Instances of two steps in two epochs, and tests that tell results/check_counting.py arguments about them."""
import json
import os
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "checkers"))
from checkers import checker

run = checker("check_counting")


def instance(m, n, q1, q2, c, epochs=2, inputs=None, **model):
    return {"task": {"L": 2, "m": m, "n": [n], "q": [q1, q2]}, "inputs": inputs or {},
            "model": {"kind": "decoder", "epochs": epochs, "bits_per_token": c, **model}}


class TwoStepTest(unittest.TestCase):
    def setUp(self):
        self.directory = tempfile.TemporaryDirectory()
        self.addCleanup(self.directory.cleanup)

    def judged(self, of, argument):
        """Both as values or as bytes; the exit code and both streams."""
        paths = []
        for name, content in (("instance.json", of), ("argument.json", argument)):
            paths.append(os.path.join(self.directory.name, name))
            with open(paths[-1], "wb") as file:
                file.write(content if isinstance(content, bytes) else json.dumps(content).encode())
        return run("--instance", *paths)

    def accept(self, of, argument, words):
        code, out, err = self.judged(of, argument)
        self.assertEqual((code, err, out.count("\n")), (0, "", 1), err)
        self.assertIn(f"instance {json.dumps(of, separators=(',', ':'))}; {words}: ", out)

    def reject(self, of, argument, *words):
        code, out, err = self.judged(of, argument)
        self.assertEqual((code in (1, 2), out, err.count("\n")), (True, "", 1), (out, err))
        for word in words:
            self.assertIn(word, err)
