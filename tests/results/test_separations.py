#!/usr/bin/env python3
"""The committed separations hold and are listed. The environment variable ARCSAT names the program; arcsat-check is beside it."""
import os
import pathlib
import subprocess
import sys
import unittest

CHECK = os.path.join(os.path.dirname(os.environ["ARCSAT"]), "arcsat-check")
RESULTS = pathlib.Path(__file__).resolve().parents[2] / "results"


class Separations(unittest.TestCase):
    def test_all_hold(self):
        directories = sorted((RESULTS / "separations").iterdir())
        self.assertGreater(len(directories), 15)
        run = subprocess.run([CHECK, *directories], capture_output=True, text=True, check=False)
        self.assertEqual((run.returncode, run.stderr), (0, ""), run.stdout[-2000:])
        for directory in directories:
            self.assertIn(f"{directory}: separation", run.stdout)

    def test_the_table_is_up_to_date(self):
        run = subprocess.run([sys.executable, RESULTS / "separations.py", "--table", "--check"], capture_output=True, text=True,
                             check=False)
        self.assertEqual((run.returncode, run.stderr), (0, ""))


if __name__ == "__main__":
    unittest.main(verbosity=2, argv=[sys.argv[0]])
