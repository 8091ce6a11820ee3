#!/usr/bin/env python3
"""Every committed atlas as a whole by both checkers, and cells of two of them decided anew by a search alone.

The environment variable ARCSAT names the program; ARCSAT_SEED repeats a choice of cells. ARCSAT_CELLS says how many, ARCSAT_SECONDS how long
the formula of all protocols is tried; the two families of protocols get a sixth of it each. As many cells at a time as there are processors.
"""
import collections
import concurrent.futures
import json
import os
import pathlib
import random
import subprocess
import sys
import unittest

ARCSAT = os.environ["ARCSAT"]
CHECK = os.path.join(os.path.dirname(ARCSAT), "arcsat-check")
RESULTS = pathlib.Path(__file__).resolve().parents[2] / "results"
SEED = int(os.environ.get("ARCSAT_SEED") or random.randrange(10 ** 9))
ANEW = int(os.environ.get("ARCSAT_CELLS", "200"))
SECONDS = float(os.environ.get("ARCSAT_SECONDS", "45"))
LIMITS = {"copies": SECONDS / 6, "xor": SECONDS / 6, "compact": SECONDS}


def cells_of(name):
    return json.loads((RESULTS / "atlas" / name / "atlas.json").read_text(encoding="utf-8"))["cells"]


def anew(cell):
    for encoder in LIMITS:
        found = decided(cell, encoder)
        if found != "undecided":
            return found
    return "undecided"


def decided(cell, encoder):
    task, model = cell["instance"]["task"], cell["instance"]["model"]
    sizes = [word for key in ("L", "m") for word in (f"--{key}", str(task[key]))]
    sizes += [word for key in ("n", "q") for word in (f"--{key}", ",".join(map(str, task[key])))]
    done = subprocess.run([ARCSAT, "decide", *sizes, "--epochs", str(model["epochs"]), "--bits-per-token", str(model["bits_per_token"]),
                           "--encoder", encoder, "--threads", "1", "--time-limit", str(LIMITS[encoder]), "--quiet", "--json"], capture_output=True, text=True, check=False)
    return json.loads(done.stdout)["verdict"] if done.stdout else "undecided"  # too large for this encoder


class Atlases(unittest.TestCase):
    def test_both_checkers(self):
        atlases = sorted(path.parent for path in (RESULTS / "atlas").glob("*/atlas.json"))
        self.assertTrue(atlases, "found no atlas: this test is blind")
        for command in ([CHECK, "--quiet"], [sys.executable, str(RESULTS / "check_derivation.py")]):
            done = subprocess.run([*command, *map(str, atlases)], capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)

    def test_decided_anew(self):
        """Neither arguments nor the order: protocols of two families, then the formula of all protocols. What is undecided says nothing."""
        rng = random.Random(SEED)
        cells = [cell for name in ("two_step", "queries") for cell in cells_of(name) if cell["verdict"] != "undecided"]
        verdicts = collections.Counter()
        chosen = rng.sample(cells, ANEW)
        with concurrent.futures.ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
            for cell, found in zip(chosen, pool.map(anew, chosen)):
                if found != "undecided":
                    self.assertEqual(found, cell["verdict"], cell)
                verdicts[found, cell["verdict"]] += 1
        undecided = sum(count for (found, _), count in verdicts.items() if found == "undecided")
        print(f"atlases: {ANEW} cells decided anew, seed {SEED}: {ANEW - undecided} agree; undecided: {verdicts['undecided', 'realizable']} realizable "
              f"and {verdicts['undecided', 'unrealizable']} unrealizable ones")
        self.assertLess(undecided, ANEW // 2)


if __name__ == "__main__":
    unittest.main(verbosity=2, argv=[sys.argv[0]])
