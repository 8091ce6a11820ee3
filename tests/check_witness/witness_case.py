"""What tests of results/check_witness.py share."""
import copy
import json
import os
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
CHECKER = os.path.join(HERE, "..", "..", "results", "check_witness.py")
sys.path[:0] = [HERE, os.path.join(HERE, "..", "checkers")]
from checkers import checker

run = checker("check_witness")


def message(doc, epoch, sender, receiver):
    return next(m for m in doc["messages"] if (m["epoch"], m["from"], m["to"]) == (epoch, sender, receiver))


class WitnessCase(unittest.TestCase):
    def setUp(self):
        self.directory = tempfile.TemporaryDirectory()
        self.addCleanup(self.directory.cleanup)

    def write(self, doc, name="protocol.json"):
        path = os.path.join(self.directory.name, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(doc if isinstance(doc, str) else json.dumps(doc))
        return path

    def accept(self, doc, *words):
        path = self.write(doc)
        code, out, err = run(path)
        self.assertEqual((code, err), (0, ""))
        self.assertTrue(out.startswith(f"{path}: proved: "), out)
        self.assertEqual(out.count("\n"), 1)
        for word in words:
            self.assertIn(word, out)

    def reject(self, doc, expected, *words):
        path = self.write(doc)
        code, out, err = run(path)
        self.assertEqual((code, out), (expected, ""), err)
        self.assertTrue(err.startswith(f"{path}: "), err)
        self.assertEqual(err.count("\n"), 1, err)
        self.assertNotIn("Traceback", err)
        for word in words:
            self.assertIn(word, err)

    # Each corruption gets a copy of a right protocol.

    def wrong(self, doc, corrupt, *words):
        doc = copy.deepcopy(doc)
        corrupt(doc)
        self.reject(doc, 2, *words)

    def malformed(self, doc, corrupt, *words):
        doc = copy.deepcopy(doc)
        corrupt(doc)
        self.reject(doc, 1, *words)
