#!/usr/bin/env python3
"""The committed atlases: a random sample of their bundles and derivations holds by both checkers (all of them in the slow lane), their
tables say what their cells do, and they agree with theorems.

The environment variable ARCSAT names the program; ARCSAT_SEED repeats a sample.
"""
import csv
import json
import os
import pathlib
import random
import subprocess
import sys
import unittest

RESULTS = pathlib.Path(__file__).resolve().parents[2] / "results"
sys.path.insert(0, str(RESULTS))
import check_derivation
from instance_reader import Instance

CHECK = os.path.join(os.path.dirname(os.environ["ARCSAT"]), "arcsat-check")
SEED = int(os.environ.get("ARCSAT_SEED") or random.randrange(10 ** 9))
ATLASES = sorted(path.parent for path in (RESULTS / "atlas").glob("*/atlas.json"))


def cells_of(atlas):
    return json.loads((atlas / "atlas.json").read_text(encoding="utf-8"))["cells"]


def one_line(cell):
    """What a theorem is about: the sizes and epochs of a decoder of functions, and the verdict; else nothing."""
    task, model = cell["instance"]["task"], cell["instance"]["model"]
    if model["kind"] != "decoder" or "granularity" in model or cell["verdict"] == "undecided":
        return None
    return task["m"], task["n"], task["q"], model["bits_per_token"], model["epochs"], cell["verdict"] == "realizable"


class Atlases(unittest.TestCase):
    def test_there_are_some(self):
        self.assertEqual([path.name for path in ATLASES],
                         sorted(path.stem for path in (RESULTS / "atlas").glob("*.toml")))

    def test_some_bundles(self):
        """By arcsat-check, and, where there is a second checker of such evidence, by that."""
        print(f"atlases: a sample, seed {SEED} (ARCSAT_SEED={SEED} repeats it)")
        rng = random.Random(SEED)
        bundles = [path.parent for atlas in ATLASES for path in sorted((atlas / "bundles").glob("*/certificate.json"))]
        self.assertGreater(len(bundles), 50)
        small = [path for path in rng.sample(bundles, 24) if sum(file.stat().st_size for file in path.rglob("*")) < 1 << 19]
        done = subprocess.run([CHECK, "--quiet", *map(str, small)], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        for bundle in small:
            verdict, _ = check_derivation.verdict_of(bundle)
            check_derivation.judge_base(str(bundle), verdict)

    def test_some_derivations(self):
        rng = random.Random(SEED)
        for atlas in ATLASES:
            cells = cells_of(atlas)
            bases = {}
            for cell in cells:
                if "bundle" in cell:
                    instance = Instance(cell["instance"], *check_derivation.MODELS)
                    bases[instance.sha256()] = cell["verdict"], instance
            derived = [cell for cell in cells if "rule" in cell]
            for cell in rng.sample(derived, min(40, len(derived))):
                instance = Instance(cell["instance"], *check_derivation.MODELS)
                found = [bases[one] for one in cell["bases"]]
                self.assertEqual({verdict for verdict, _ in found}, {cell["verdict"]})
                known = [one for _, one in found]
                if cell["verdict"] == "realizable":
                    check_derivation.require_order(cell, known, instance)
                else:
                    check_derivation.require_order(cell, [instance], *known)

    def test_tables(self):
        for atlas in ATLASES:
            cells = cells_of(atlas)
            with open(atlas / "table.csv", encoding="utf-8") as table:
                self.assertEqual([row["verdict"] for row in csv.DictReader(table)], [cell["verdict"] for cell in cells])
            bundles = {path.name for path in (atlas / "bundles").iterdir()}
            self.assertEqual(bundles, {cell["bundle"].split("/")[1] for cell in cells if "bundle" in cell})
            undecided = sum(cell["verdict"] == "undecided" for cell in cells)
            self.assertIn(f"{len(cells)} cells, {undecided} of them open.", (atlas / "table.md").read_text(encoding="utf-8"))

    def test_theorems(self):
        """Those of results/atlas/README.md, on every cell that they speak of."""
        spoken = 0
        for atlas in ATLASES:
            for cell in filter(None, map(one_line, cells_of(atlas))):
                m, _, q, c, epochs, possible = cell
                if epochs == 1 and min(q) > 1:
                    spoken += 1
                    sizes = [m, *q]
                    self.assertEqual(possible, all(b ** a <= 2 ** c for a, b in zip(sizes, q)), cell)
                if len(q) == 1 and m == 1:
                    spoken += 1
                    self.assertEqual(possible, q[0] <= 2 ** (c * (2 * epochs - 1)), cell)
                if len(q) == 1 and m > 2 ** (c * epochs):
                    spoken += 1
                    self.assertEqual(possible, q[0] <= 2 ** (c * (epochs - 1)), cell)
                if epochs > len(q) and max(m, *q) <= 2 ** c:
                    spoken += 1
                    self.assertTrue(possible, cell)
        self.assertGreater(spoken, 3000)

    def test_conjectures(self):
        """They are stated for these boxes; one is false where it is said to be."""
        verdicts = {tuple(cell[0:1] + tuple(cell[1]) + tuple(cell[2]) + cell[3:5]): cell[5]
                    for name in ("two_step", "queries") for cell in filter(None, map(one_line, cells_of(RESULTS / "atlas" / name)))}
        spoken = easier = 0
        for (m, n, q1, q2, c, epochs), possible in verdicts.items():
            if (m, q2, c, epochs) == (1, 2, 1, 2) and n > 1:
                spoken += 1
                self.assertEqual(possible, q1 * (n - 1) <= 3 * n + 1)
            for more in range(m + 1, 5):
                if not possible and verdicts.get((more, n, q1, q2, c, epochs)):
                    easier += 1
                    self.assertEqual((q1, (m, n, q1, q2, c, epochs)), (1, (1, 3, 1, 6, 1, 2)))
        self.assertEqual((spoken, easier), (8, 3))


if __name__ == "__main__":
    unittest.main()
