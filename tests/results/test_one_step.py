#!/usr/bin/env python3
"""The table of one step, results/one_step.md, adds up, and random cells of it are decided as it says.

The environment variable ARCSAT names the program; ARCSAT_SEED repeats a choice of cells.
"""
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import unittest

TABLE = (pathlib.Path(__file__).resolve().parents[2] / "results" / "one_step.md").read_text(encoding="utf-8")
SEED = int(os.environ.get("ARCSAT_SEED", "20261127"))


def numbers(ranges):
    found = []
    for part in ranges.split(", "):
        if part != "-":
            first, _, last = part.partition("-")
            found += range(int(first), int(last or first) + 1)
    return found


def rows():
    for line in TABLE.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 8 and cells[0].isdigit():
            epochs, c, m = map(int, cells[:3])
            yield (epochs, c, m), numbers(cells[3]), numbers(cells[5]), numbers(cells[7])


class OneStep(unittest.TestCase):
    def test_every_cell_is_there_once(self):
        self.assertEqual([key for key, *_ in rows()], [(e, c, m) for e in range(1, 5) for c in range(1, 5) for m in range(1, 17)])
        for key, possible, impossible, unknown in rows():
            self.assertEqual(sorted(possible + impossible + unknown), list(range(1, 17)), key)
            # Fewer values are never harder.
            self.assertLess(max(possible), min(impossible, default=17), key)

    def test_the_sums_are_those_of_the_rows(self):
        counted = {"realizable": 0, "unrealizable": 0}
        for count, verdict in re.findall(r"(\d+) (realizable|unrealizable) by", TABLE):
            counted[verdict] += int(count)
        self.assertEqual(counted, {"realizable": sum(len(row[1]) for row in rows()),
                                   "unrealizable": sum(len(row[2]) for row in rows())})
        listed = re.findall(r"\((\d+);(\d+)\), c = (\d), E = (\d)", TABLE)
        self.assertEqual(sorted((int(e), int(c), int(m), int(q)) for m, q, c, e in listed),
                         sorted((*key, q) for key, _, _, unknown in rows() for q in unknown))

    def test_random_cells(self):
        chosen = random.Random(SEED)
        decided = 0
        every = list(rows())
        for _ in range(40):
            (epochs, c, m), possible, impossible, unknown = chosen.choice(every)
            q = chosen.choice(possible + impossible)
            run = subprocess.run([os.environ["ARCSAT"], "decide", "--L", "1", "--m", str(m), "--q", str(q), "--bits-per-token", str(c),
                                  "--epochs", str(epochs), "--quiet", "--json", "--time-limit", "2"], capture_output=True, text=True,
                                 check=False)
            verdict = json.loads(run.stdout)["verdict"]
            if verdict != "undecided":
                decided += 1
                self.assertEqual(verdict, "realizable" if q in possible else "unrealizable", (SEED, epochs, c, m, q))
        self.assertGreater(decided, 30, SEED)


if __name__ == "__main__":
    unittest.main(verbosity=2, argv=[sys.argv[0]])
