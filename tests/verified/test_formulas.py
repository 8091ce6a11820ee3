#!/usr/bin/env python3
"""The formula that Coq's checker makes is the C++ encoder's, byte for byte, on random instances."""
import json
import os
import random
import subprocess
import sys
import tempfile
import unittest

from random_instances import random_instance, toml

ARCSAT = os.environ["ARCSAT"]
VERIFY = os.path.join(os.path.dirname(ARCSAT), "arcsat-verify")
SLOW = "ARCSAT_SLOW" in os.environ
ENCODINGS = [("pairs", "none"), ("compact", "none"), ("compact", "labels"), ("compact", "all")]
# Larger formulas are left out: Coq's checker prints them, but slowly.
MOST_BYTES = 4_000_000


def without_comments(dimacs):
    return "\n".join(line for line in dimacs.splitlines() if not line.startswith("c")) + "\n"


class Formulas(unittest.TestCase):
    def test_random_instances(self):
        seed = int(os.environ.get("ARCSAT_SEED", random.randrange(2 ** 32)))
        print(f"ARCSAT_SEED={seed}")
        rng = random.Random(seed)
        wanted = 500 if SLOW else 12
        compared = 0
        with tempfile.TemporaryDirectory() as place:
            file, line = os.path.join(place, "i.toml"), os.path.join(place, "i.json")
            while compared < wanted:
                instance = random_instance(rng, 150)
                with open(file, "w", encoding="utf-8") as out:
                    out.write(toml(instance))
                with open(line, "w", encoding="utf-8") as out:
                    json.dump(instance, out)
                formulas = 0
                for encoder, symmetry in ENCODINGS:
                    made = subprocess.run([ARCSAT, "encode", file, "--encoder", encoder, "--symmetry", symmetry,
                                           "--memory-limit", "500"], capture_output=True, text=True, check=False)
                    if made.returncode != 0 or len(made.stdout) > MOST_BYTES:
                        continue
                    with self.subTest(instance=instance, encoder=encoder, symmetry=symmetry):
                        again = subprocess.run([VERIFY, "--formula", encoder, symmetry, line], capture_output=True,
                                               text=True, check=False)
                        self.assertEqual((again.returncode, again.stderr), (0, ""), again.stdout[:300])
                        self.assertEqual(again.stdout, without_comments(made.stdout))
                        formulas += 1
                compared += formulas == len(ENCODINGS)
        print(f"{compared} instances, {len(ENCODINGS)} formulas each")


if __name__ == "__main__":
    unittest.main(verbosity=2, argv=[sys.argv[0]])
