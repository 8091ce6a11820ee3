#!/usr/bin/env python3
"""Cells that an argument or a search decides within ten seconds, each by the evidence that it should have.

The environment variable ARCSAT names the program. Those that take a second or more are for ARCSAT_SLOW=1 only.
"""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

ARCSAT = os.environ["ARCSAT"]
SLOW = os.environ.get("ARCSAT_SLOW") == "1"
# Sanitizers slow the program down; the limit is then there to end the test.
LIMIT = "120" if os.environ.get("ARCSAT_SANITIZED") == "1" else "10"

# m, n, q (None: the paper shape), bits per token, epochs, and what decides: two steps or more where there is an n.
REFUTED = (
    (1, "2", "3,3", 1, 2, "adaptive-counting"),
    (1, "1", "3,37", 2, 2, "adaptive-counting"),
    (1, "1", "5,17", 2, 2, "adaptive-counting"),
    (2, "2", "3,23", 2, 2, "adaptive-counting"),
    (2, "3", "3,23", 2, 2, "counting"),
    (3, "2", "2,5", 1, 2, "adaptive-counting"),
    (7, "2", "2,5", 1, 2, "adaptive-counting"),
    (2, "2", "13,2", 1, 2, "weighted-counting"),
    (2, "3", "9,2", 1, 2, "weighted-counting"),
    (3, "2", "14,2", 1, 2, "weighted-counting"),
    (4, "2", "15,2", 1, 2, "weighted-counting"),
    (2, "7", "2,3", 1, 2, "rows"),
    (2, "19", "4,4", 2, 2, "rows"),
    (2, "1000", "4,4", 2, 2, "rows"),
    (4, "41", "3,4", 2, 2, "rows"),
    (4, "1000", "3,4", 2, 2, "rows"),
    (8, "3720,89282537", "8,8,8", 3, 3, "three-steps"),
    (6, None, None, 1, 2, "counting"),
)
REALIZED = (
    (2, "19", "4,4", 2, 3, "closed-form"),
    (2, "1000", "4,4", 2, 3, "closed-form"),
    (4, "41", "3,4", 2, 3, "closed-form"),
    (2, "7", "4,4", 2, 2, "copies"),
    (8, "3720,89282537", "8,8,8", 3, 4, "closed-form"),
    (55, "4", "727,1024", 10, 3, "closed-form"),
)
SLOW_REFUTED = ((55, "4", "727,1024", 10, 2, "chain"),)
SLOW_REALIZED = (
    (1, "1", "5,16", 2, 2, "xor"),
    (1, "4", "2,3", 1, 2, "annealing"),
    (6, None, None, 2, 2, "cover"),
    (6, None, None, 1, 3, "cover"),
)
# Ten seconds of processor time or more, by annealing: its time is its luck's and the machine's, so that the limit is wider.
LONG_REALIZED = ((1, "1", "3,35", 2, 2, "annealing"),)
LONG_LIMIT = "60"


class Landmarks(unittest.TestCase):
    def check(self, cells, code, limit=LIMIT):
        for m, n, q, c, epochs, by in cells:
            with self.subTest(m=m, n=n, q=q, c=c, epochs=epochs), tempfile.TemporaryDirectory() as directory:
                sizes = ["--L", str(1 + (n.count(",") + 1 if n else 0)), "--m", str(m)]
                sizes += ["--n", n] if n else []
                sizes += ["--q", q] if q else []
                bundle = pathlib.Path(directory) / "bundle"
                run = subprocess.run([ARCSAT, "decide", *sizes, "--epochs", str(epochs), "--bits-per-token", str(c),
                                      "--time-limit", limit, "--quiet", "--out", str(bundle)],
                                     capture_output=True, text=True, check=False)
                self.assertEqual(run.returncode, code, run.stdout + run.stderr)
                certificate = json.loads((bundle / "certificate.json").read_text(encoding="utf-8"))
                self.assertEqual(certificate["encoder"]["name"], by)

    def test_refuted(self):
        self.check(REFUTED + (SLOW_REFUTED if SLOW else ()), 20)

    def test_realized(self):
        self.check(REALIZED + (SLOW_REALIZED if SLOW else ()), 10)
        self.check(LONG_REALIZED if SLOW else (), 10, LONG_LIMIT)


if __name__ == "__main__":
    unittest.main()
