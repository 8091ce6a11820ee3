#!/usr/bin/env python3
"""The committed atlases hold, by both checkers, and agree with the table of one step, whose cells were decided each by itself.

The environment variable ARCSAT names the program; arcsat-check is beside it.
"""
import csv
import os
import pathlib
import re
import subprocess
import sys
import unittest

RESULTS = pathlib.Path(__file__).resolve().parents[2] / "results"
CHECK = os.path.join(os.path.dirname(os.environ["ARCSAT"]), "arcsat-check")


def numbers(text):
    """"1-3, 7" as a set; "-" is none."""
    found = set()
    for part in re.findall(r"(\d+)(?:-(\d+))?", text):
        found |= set(range(int(part[0]), int(part[1] or part[0]) + 1))
    return found


class Atlases(unittest.TestCase):
    def test_both_checkers(self):
        atlases = sorted(path.parent for path in (RESULTS / "atlas").glob("*/atlas.json"))
        self.assertTrue(atlases, "found no atlas: this test is blind")
        for command in ([CHECK, "--quiet"], [sys.executable, str(RESULTS / "check_derivation.py")]):
            done = subprocess.run([*command, *map(str, atlases)], capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)

    def test_one_step(self):
        known = {}
        for line in (RESULTS / "one_step.md").read_text(encoding="utf-8").splitlines():
            cells = [cell.strip() for cell in line.strip("| ").split("|")]
            if len(cells) == 8 and cells[0].isdigit():
                epochs, c, m = map(int, cells[:3])
                for verdict, listed in (("realizable", cells[3]), ("unrealizable", cells[5])):
                    known |= {(epochs, c, m, q): verdict for q in numbers(listed)}
        self.assertGreater(len(known), 4000)
        compared = 0
        with open(RESULTS / "atlas" / "one_step" / "table.csv", encoding="utf-8") as table:
            for row in csv.DictReader(table):
                m, q = map(int, re.findall(r"\d+", row["sizes"]))
                verdict = known.get((int(row["E"]), int(row["c"]), m, q))
                if verdict and row["verdict"] != "undecided":
                    self.assertEqual(row["verdict"], verdict, row)
                    compared += 1
        self.assertGreater(compared, 4000)


if __name__ == "__main__":
    unittest.main()
