#!/usr/bin/env python3
"""arcsat-verify on chains of thought and encoders: what it refuses by the sizes, and the sizes at which it no longer does."""
import json
import os
import unittest

from evidence import NO, RESULTS, read, verify, verify_files

SEPARATIONS = os.path.join(RESULTS, "separations")


def cell(m, n, q, c, epochs, thoughts, bits, inputs=None):
    return {"task": {"L": len(q), "m": m, "n": n, "q": q}, "inputs": inputs or {},
            "model": {"kind": "chain-of-thought", "thoughts": thoughts, "thought_bits": bits, "epochs": epochs, "bits_per_token": c}}


class Thoughts(unittest.TestCase):
    def test_committed(self):
        for name in ("thoughts-L1-m2-q2-c1-no-bits", "thoughts-L2-m2-n1-q2_3-c1-one-against-two"):
            bundle = os.path.join(SEPARATIONS, name, "impossible")
            code, text = verify(bundle)
            self.assertEqual((code, NO in text), (0, True), text)
            instance = read(bundle, "certificate.json")["instance"]
            self.assertIn("instance " + json.dumps(instance, separators=(",", ":")) + "\n", text)

    def test_edges(self):
        """One bit or size more or less than a theorem asks for. Each of the second kind has a protocol, or is not known here."""
        for instance, code in ((cell(2, [], [2], 1, 1, 1, 0), 0), (cell(2, [], [2], 1, 1, 1, 1), 3), (cell(2, [], [2], 2, 1, 1, 0), 3),
                               (cell(2, [], [2], 1, 2, 1, 0), 3), (cell(2, [], [2], 1, 1, 2, 0), 3), (cell(2, [], [2], 1, 1, 0, 0), 0),
                               (cell(1, [], [2], 1, 1, 1, 0), 3), (cell(2, [], [2], 1, 1, 1, "unlimited"), 3), (cell(2, [], [0], 1, 1, 1, 0), 3),
                               (cell(2, [], [2], 1, 1, 1, 0, {"z1": [0, 1]}), 3), (cell(2, [], [2], 1, 1, 1, 0, {"tuples": [[0, 0, 0]]}), 3),
                               (cell(2, [1], [2, 3], 1, 1, 1, "unlimited"), 0), (cell(2, [1], [2, 3], 1, 1, 1, 7), 0), (cell(9, [5], [2, 3], 1, 1, 1, 0), 0),
                               (cell(2, [1], [2, 2], 1, 1, 1, "unlimited"), 3), (cell(1, [1], [2, 3], 1, 1, 1, "unlimited"), 0),
                               (cell(2, [1], [2, 3], 2, 1, 1, "unlimited"), 3), (cell(2, [1], [2, 3], 1, 2, 1, "unlimited"), 3),
                               (cell(2, [1], [2, 3], 1, 1, 2, "unlimited"), 3), (cell(2, [1], [1, 3], 1, 1, 1, "unlimited"), 3),
                               (cell(2, [1], [2, 3], 1, 1, 1, "unlimited", {"z2": [0, 4]}), 3), (cell(2, [1], [2, 3], 1, 1, 1, "unlimited", {"z0": [0]}), 3),
                               (cell(2, [1, 1], [2, 3, 3], 1, 1, 1, "unlimited"), 3), (cell(10 ** 9, [], [2], 1, 1, 1, 0), 3),
                               (cell(2, [], [2], 1, 1, 10 ** 9, 0), 3), (cell(2, [], [2], 10 ** 9, 1, 1, 0), 3),
                               (cell(2, [], [2], 1, 1, 1, -1), 1), (cell(2, [], [2], 1, 1, 1, "many"), 1), (cell(2, [], [2], 1, 1, 1, 0.5), 1)):
            found, text = verify_files(certificate={"verdict": "unrealizable", "instance": instance})
            self.assertEqual(found, code, f"{instance} {text}")

    def test_one_epoch(self):
        """What the last player says in one epoch does not tell its table: as many as there are codes, and one more."""
        def encoder(m, n, q, c, epochs=1, inputs=None):
            instance = cell(m, n, q, c, epochs, 0, 0, inputs)
            instance["model"] = {"kind": "encoder", "epochs": epochs, "bits_per_token": c}
            return instance
        for instance, code in ((encoder(1, [], [3], 1), 0), (encoder(1, [], [2], 1), 3), (encoder(2, [], [2], 1), 0), (encoder(2, [], [2], 2), 3),
                               (encoder(3, [], [2], 2), 0), (encoder(2, [], [2], 1, 2), 3), (encoder(2, [], [2], 1, 1, {"z1": [0, 1, 2]}), 3),
                               (encoder(0, [], [2], 0), 3), (encoder(1, [1], [1, 3], 1), 0), (encoder(1, [1], [1, 2], 1), 3), (encoder(1, [1], [2, 2], 1), 0),
                               (encoder(1, [1], [2, 2], 2), 3), (encoder(0, [1], [2, 2], 1), 3), (encoder(1, [0], [2, 2], 1), 3), (encoder(1, [5], [2, 3], 2), 0),
                               (encoder(1, [1, 1], [2, 2, 9], 1), 3),
                               (cell(2, [], [3], 1, 1, 1, 2), 0), (cell(2, [], [3], 1, 1, 1, "unlimited"), 0), (cell(3, [], [2], 1, 1, 1, 9), 3),
                               (cell(2, [], [3], 1, 1, 2, 2), 3), (cell(3, [], [4], 1, 1, 2, 1), 0), (cell(3, [], [3], 1, 1, 2, 1), 3), (cell(3, [], [4], 1, 1, 3, 1), 3),
                               (cell(9, [], [2], 1, 1, 2, "unlimited"), 3), (cell(2, [], [3], 1, 2, 1, 2), 3), (cell(2, [], [2], 1, 1, 1, 2), 3),
                               (cell(1, [1], [2, 3], 1, 1, 1, 2), 0), (cell(1, [1], [2, 2], 1, 1, 1, 2), 3), (cell(1, [1], [1, 4], 1, 1, 1, 2), 3),
                               (cell(1, [1], [1, 5], 1, 1, 1, 2), 0), (cell(1, [1], [2, 3], 1, 1, 2, 2), 3)):
            found, text = verify_files(certificate={"verdict": "unrealizable", "instance": instance})
            self.assertEqual(found, code, f"{instance} {text}")

    def test_other_models(self):
        """Widths are in none of the models of these theorems; nor is a verdict of the other kind."""
        widths = cell(2, [], [2], 1, 1, 1, 0)
        widths["model"]["widths"] = [{"epoch": 1, "from": 1, "to": -2, "bits": 2}]
        self.assertEqual(verify_files(certificate={"verdict": "unrealizable", "instance": widths})[0], 3)
        self.assertEqual(verify_files(certificate={"verdict": "realizable", "instance": cell(2, [], [2], 1, 1, 1, 0)})[0], 3)


if __name__ == "__main__":
    unittest.main()
