#!/usr/bin/env python3
"""`arcsat simulate` on sums: with an index for the last table and with its entries it shows the same run, and where the inputs have no
indices its answer is the task's, on random inputs. A sum that is changed is refused."""
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import unittest

ARCSAT = os.environ["ARCSAT"]
CERTIFICATES = pathlib.Path(__file__).resolve().parents[2] / "results/certificates"
SEED = int(os.environ.get("ARCSAT_SEED", "23"))


def simulate(*words, code=0):
    done = subprocess.run([ARCSAT, "simulate", *map(str, words)], capture_output=True, text=True, timeout=60)
    if done.returncode != code:
        raise AssertionError(f"{words}: exit code {done.returncode}: {done.stderr}")
    return done


class Simulate(unittest.TestCase):
    def test_entries_and_index(self):
        """Two ways through the program: by tables, and by vectors."""
        bundle = CERTIFICATES / "three-step/m2-n1_2-q2_3_2-c1-three-epochs"
        rng = random.Random(SEED)
        for _ in range(6):
            others = f"{rng.randrange(2)},{rng.randrange(2)},{rng.randrange(4)},{rng.randrange(9)}"
            last = rng.randrange(2 ** 6)
            entries = ".".join(str(last >> k & 1) for k in range(6))
            by_table = json.loads(simulate(bundle, "--input", f"{others},{last}", "--json").stdout)["runs"][0]
            by_vectors = json.loads(simulate(bundle, "--input", f"{others},{entries}", "--json").stdout)["runs"][0]
            self.assertEqual(by_vectors["answer"], by_table["answer"])
            self.assertEqual(by_vectors["right_answer"], by_table["right_answer"])
            values = {(m["epoch"], m["from"], m["to"]): sum(bit << k for k, bit in enumerate(m["values"])) for m in by_vectors["messages"]}
            for message in by_table["messages"]:
                place = (message["epoch"], message["from"], message["to"])
                self.assertEqual(values.get(place, 0), message["value"], (place, last))
            text = simulate(bundle, "--input", f"{others},{entries}").stdout.splitlines()
            table = simulate(bundle, "--input", f"{others},{last}").stdout.splitlines()
            self.assertEqual([line for line in text[1:] if ": 0 " not in line], [line for line in table[1:] if ": 0 " not in line])

    def test_inputs_without_indices(self):
        bundle = CERTIFICATES / "thresholds/m2-n7-q4_4-c2"
        rng = random.Random(SEED)
        for _ in range(12):
            w, z0 = rng.randrange(7), rng.randrange(2)
            first = [rng.randrange(4) for _ in range(2)]
            entries = [rng.randrange(4) for _ in range(28)]
            text = f"{w},{z0},{first[0] + 4 * first[1]},{'.'.join(map(str, entries))}"
            run = json.loads(simulate(bundle, "--input", text, "--json").stdout)["runs"][0]
            self.assertEqual(run["right_answer"], entries[4 * w + first[z0]])
            self.assertEqual(run["answer"], run["right_answer"])
        for text, words in (("0,0,0", "4 parts"), ("0,0,0," + ".".join("0" * 27), "28 entries"), ("0,0,0," + ".".join("4" * 28), "from 0 to 3"),
                            ("9,0,0," + ".".join("0" * 28), "expected one that is allowed")):
            self.assertIn(words, simulate(bundle, "--input", text, code=1).stderr)
        self.assertIn("expected --input", simulate(bundle, code=1).stderr)

    def test_a_lie(self):
        with tempfile.TemporaryDirectory() as place:
            file = shutil.copy(CERTIFICATES / "thresholds/m2-n7-q4_4-c2/xor-protocol.json", place)
            protocol = json.loads(pathlib.Path(file).read_text())
            changed = next(bit for message in protocol["messages"] for bit in message["bits"] if any(bit.get("coordinates", [])))
            changed["coordinates"] = ["0" if isinstance(value, str) else 0 for value in changed["coordinates"]]
            pathlib.Path(file).write_text(json.dumps(protocol))
            simulate(file, "--input", "0,0,0," + ".".join("0" * 28), code=2)


if __name__ == "__main__":
    unittest.main(verbosity=2, argv=[sys.argv[0]])
