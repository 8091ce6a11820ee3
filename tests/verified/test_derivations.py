#!/usr/bin/env python3
"""arcsat-verify on derivations: wider messages and last steps that pass on; against the second checker of the order, and on lies."""
import json
import os
import random
import shutil
import tempfile
import unittest

from evidence import NO, RESULTS, read, verify
from checkers import verdicts
import check_counting
import order

BUNDLES = [os.path.join(RESULTS, "atlas", *name.split()) for name in
           ("models_one_step bundles 18", "queries bundles 911", "two_step bundles 357")]
COUNTED = BUNDLES[0]


def judge(instance, base, rule="embedding", verdict="unrealizable", change=None):
    """What is said of an instance that is derived from this one, which is refuted as in the committed bundle."""
    with tempfile.TemporaryDirectory() as folder:
        bundle = os.path.join(folder, "bundle")
        shutil.copytree(COUNTED, bundle)
        derivation = {**read(bundle, "derivation.json"), "rule": rule}
        counting = read(os.path.join(bundle, "base"), "counting.json")
        for name, content in (("certificate.json", {"verdict": verdict, "instance": instance}), ("derivation.json", derivation),
                              ("base/certificate.json", {"verdict": "unrealizable", "instance": base}),
                              ("base/counting.json", change(counting) if change else counting)):
            with open(os.path.join(bundle, name), "w", encoding="utf-8") as file:
                json.dump(content, file)
        return verify(bundle)


def cell(m=2, n=(), q=(3,), c=2, epochs=1, **model):
    return {"task": {"L": len(q), "m": m, "n": list(n), "q": list(q)}, "inputs": {},
            "model": {"kind": "decoder", **model, "epochs": epochs, "bits_per_token": c}}


BASE = cell(c=3)


class Derivations(unittest.TestCase):
    def test_committed(self):
        for bundle in BUNDLES:
            code, text = verify(bundle)
            self.assertEqual((code, NO in text), (0, True), text)
            instance = read(bundle, "certificate.json")["instance"]
            self.assertIn("instance " + json.dumps(instance, separators=(",", ":")) + "\n", text)

    def test_agrees_with_the_second_checker(self):
        """Where each step's sizes are the base's own, the same yes or no; elsewhere never a yes where it says no."""
        seed = int(os.environ.get("ARCSAT_SEED", "28"))
        print("seed", seed)
        chance, said = random.Random(seed), {0: 0, 3: 0}
        for _ in range(300 if os.environ.get("ARCSAT_SLOW") else 60):
            steps = chance.choice((0, 0, 1, 1, 2))
            instance = cell(2 + (chance.random() < 0.1), [chance.randint(1, 2) for _ in range(steps)],
                            [3 + (chance.random() < 0.1)] + [chance.choice((2, 3, 3, 4)) for _ in range(steps)], chance.choice((1, 2, 3, 3, 4)), chance.choice((1, 1, 1, 2)))
            code, text = judge(instance, BASE)
            try:
                order.require_embedding(check_counting.Instance(instance), check_counting.Instance(BASE), list(range(1, instance["model"]["epochs"] + 1)), False)
                follows = True
            except verdicts.Wrong:
                follows = False
            if code == 0:
                self.assertTrue(follows, instance)
            q = instance["task"]["q"]
            if instance["task"]["m"] == 2 and q[0] == 3 and q == sorted(q) and instance["model"]["epochs"] == 1:
                self.assertEqual(code, 0 if follows else 3, f"{instance} {text}")
            said[code] += 1
        self.assertGreater(min(said.values()), 10, said)

    def test_lies(self):
        """A base that is not refuted, or another one, or that is derived from nothing; another verdict, model, size or width."""
        self.assertEqual(judge(cell(), BASE)[0], 0)
        self.assertEqual(judge(cell(n=[1], q=[3, 3]), BASE)[0], 0)
        self.assertEqual(judge(cell(), BASE, change=lambda counting: {**counting, "contexts": counting["contexts"][:1]})[0], 2)
        for instance, base in ((cell(), cell(c=4)), (cell(q=[2]), cell(q=[2], c=3))):
            self.assertEqual(judge(instance, base)[0], 2, base)  # What counting refutes is no longer refuted.
        for instance in (cell(c=4), cell(m=3), cell(m=1), cell(q=[2]), cell(q=[4]), cell(epochs=2), cell(n=[1], q=[3, 2]), cell(n=[0], q=[3, 3]),
                         cell(n=[1], q=[2, 3]), cell(n=[1, 1], q=[3, 4, 3]), cell(widths=[{"epoch": 1, "from": 1, "to": -1, "bits": 1}])):
            self.assertEqual(judge(instance, BASE)[0], 3, instance)
        restricted = {**cell(), "inputs": {"z1": [0]}}
        self.assertEqual(judge(restricted, BASE)[0], 3)
        self.assertNotEqual(judge(cell(), BASE, verdict="realizable")[0], 0)
        for model in ({"kind": "encoder"}, {"granularity": "sums"}):
            self.assertNotIn("derived", judge(cell(c=9, **model), BASE)[1])
            self.assertEqual(judge(cell(c=9, **model), BASE)[0], 3)
            self.assertEqual(judge(cell(), {**BASE, "model": {**BASE["model"], **model}})[0], 3)


if __name__ == "__main__":
    unittest.main()
