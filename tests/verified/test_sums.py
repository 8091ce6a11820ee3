#!/usr/bin/env python3
"""arcsat-verify on sums over F_2: certificates near committed ones, and lies."""
import json
import os
import random
import tempfile
import unittest

from evidence import RESULTS, committed, read, verify_files
from checkers import checker


class Sums(unittest.TestCase):
    def test_agrees_with_the_second_checker(self):
        """One bit, vector, sum or control value changed: the same yes or no. The verified checker may accept a little more:
        it lets players use which of the bits that they received are data, where the other takes these for 0."""
        seed = int(os.environ.get("ARCSAT_SEED", "23"))
        print("seed", seed)
        chance, said, more, second = random.Random(seed), {0: 0, 2: 0}, 0, checker("check_sums")
        bundles = [b for b in committed("xor-protocol.json") if "paper-shape" not in b]
        for _ in range(400 if os.environ.get("ARCSAT_SLOW") else 40):
            bundle = chance.choice(bundles)
            certificate, doc = read(bundle, "certificate.json"), read(bundle, "xor-protocol.json")
            self.vary(chance, doc)
            with tempfile.TemporaryDirectory() as folder:
                path = os.path.join(folder, "xor-protocol.json")
                with open(path, "w", encoding="utf-8") as file:
                    json.dump(doc, file)
                expected = second(path)[0]
            if expected == 1:
                continue
            code, text = verify_files(certificate=certificate, xor_protocol=doc)
            self.assertIn(code, (0, expected), f"{bundle} {text}")
            more += code != expected
            said[expected] += 1
        self.assertGreater(min(said.values()), 3, said)
        self.assertLess(20 * more, said[2], "that is more than a little")

    @staticmethod
    def vary(chance, doc):
        count = len(doc["control_inputs"])
        at = chance.randrange(count)
        if chance.random() < 0.2:
            sums = chance.choice(doc["output"])
            sums[at] = sums[at][1:]
            return
        bit = chance.choice(chance.choice([m for m in doc["messages"] if m["bits"]])["bits"])
        if "coordinates" in bit:
            listed = bit["coordinates"]
            if chance.random() < 0.3:
                bit["coordinates"] = [listed[0]] * count  # what is summed may not depend on anything now
            else:
                listed[at] = chance.choice(listed)
        else:
            key = chance.choice(("data", "control", "added"))
            bit[key][at] = chance.choice(bit[key])

    def test_another_instance(self):
        """One answer more, one bit less, an epoch less: refused."""
        bundle = os.path.join(RESULTS, "certificates", "thresholds", "m1-n2-q7_2-c1")
        doc = read(bundle, "xor-protocol.json")
        for path, value in ((("task", "q"), [7, 3]), (("task", "q"), [8, 2]), (("model", "bits_per_token"), 0),
                            (("model", "epochs"), 1), (("task", "n"), [3]), (("task", "m"), 2)):
            certificate = read(bundle, "certificate.json")
            certificate["instance"][path[0]][path[1]] = value
            code, text = verify_files(certificate=certificate, xor_protocol=doc)
            self.assertEqual(code, 2, f"{path} {value} {text}")


if __name__ == "__main__":
    unittest.main()
