#!/usr/bin/env python3
"""The tables that results/tables.py makes are what the evidence says, and random cells of one step are decided as theirs says.

The environment variable ARCSAT names the program; ARCSAT_SEED repeats a choice of cells.
"""
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import unittest

RESULTS = pathlib.Path(__file__).resolve().parents[2] / "results"
sys.path.insert(0, str(RESULTS))
import tables

TABLE = (RESULTS / "one_step.md").read_text(encoding="utf-8")
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

    def test_what_is_open_is_listed(self):
        listed = re.findall(r"\((\d+);(\d+)\), c = (\d), E = (\d)", TABLE)
        self.assertEqual(sorted((int(e), int(c), int(m), int(q)) for m, q, c, e in listed),
                         sorted((*key, q) for key, _, _, unknown in rows() for q in unknown))

    def test_tables(self):
        """They are what the evidence says, and one in which a number is another is not."""
        made = tables.tables_of(tables.Known())
        self.assertEqual(tables.stale(made, RESULTS), [])
        with tempfile.TemporaryDirectory(prefix="arcsat-tables-") as work:
            for name, text in made.items():
                (pathlib.Path(work) / name).write_text(text.replace("| 5 |", "| 6 |", 1), encoding="utf-8")
            self.assertEqual(tables.stale(made, pathlib.Path(work)), list(made))

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
