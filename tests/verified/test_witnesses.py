#!/usr/bin/env python3
"""arcsat-verify on tables of messages, and on sizes at which a theorem says that there is a protocol."""
import copy
import os
import random
import unittest

from evidence import RESULTS, YES, committed, read, verify, verify_files


class Sizes(unittest.TestCase):
    """Closed forms and covers are not read: accepted is what a theorem says of the sizes."""

    def test_committed(self):
        said = {0: 0, 3: 0}
        for bundle in committed("closed-form.json") + committed("cover.json"):
            code, text = verify(bundle)
            said[code] += 1
            self.assertEqual(YES in text, code == 0, text)
        self.assertGreaterEqual(said[0], 5)

    def test_edges(self):
        """The largest sizes that a theorem covers, and one more."""
        def cell(m, n, q, c, epochs):
            task = {"L": len(q), "m": m, "n": n, "q": q}
            return {"task": task, "inputs": {}, "model": {"kind": "decoder", "epochs": epochs, "bits_per_token": c}}
        for instance, code in ((cell(4, [9], [4, 4], 2, 3), 0), (cell(5, [9], [4, 4], 2, 3), 3), (cell(4, [9], [5, 4], 2, 3), 3),
                               (cell(4, [9], [4, 5], 2, 3), 3), (cell(4, [9], [4, 4], 2, 2), 3),
                               (cell(9, [], [4], 1, 3), 0), (cell(9, [], [5], 1, 3), 3), (cell(2, [], [16], 1, 3), 0),
                               (cell(3, [], [16], 1, 3), 3), (cell(2, [], [17], 1, 3), 3), (cell(1, [], [32], 1, 3), 0),
                               (cell(1, [], [33], 1, 3), 3), (cell(3, [1, 1], [3, 3, 3], 5, 1), 0), (cell(3, [1, 1], [3, 3, 3], 4, 1), 3)):
            certificate = {"verdict": "realizable", "instance": instance}
            self.assertEqual(verify_files(certificate=certificate, closed_form={})[0], code, instance)
        widths = cell(4, [9], [4, 4], 2, 3)
        widths["model"]["widths"] = [{"epoch": 3, "from": 2, "to": -1, "bits": 1}]
        self.assertEqual(verify_files(certificate={"verdict": "realizable", "instance": widths}, closed_form={})[0], 3)


class Tables(unittest.TestCase):
    def test_lies(self):
        """An answer that is another, a width that is less, a row that is gone where its answer is: all refused."""
        chance = random.Random(5)
        bundles = [b for b in committed("protocol.json") if read(b, "certificate.json")["instance"]["task"]["q"][-1] > 1]
        for bundle in chance.sample(bundles, 25):
            certificate, doc = read(bundle, "certificate.json"), read(bundle, "protocol.json")
            answers = certificate["instance"]["task"]["q"][-1]
            with self.subTest(bundle=bundle):
                lie = copy.deepcopy(doc)
                row = chance.choice(lie["output"])
                row[2] = (row[2] + chance.randrange(1, answers)) % answers
                self.assertEqual(verify_files(certificate=certificate, protocol=lie)[0], 2)
                lie = copy.deepcopy(doc)
                lie["output"].pop(chance.randrange(len(lie["output"])))
                self.assertEqual(verify_files(certificate=certificate, protocol=lie)[0], 2)

    def test_values_fit_their_widths(self):
        """A protocol for c = 1, told to an instance without bits."""
        bundle = os.path.join(RESULTS, "certificates", "thresholds", "m2-n1-q2_5-c1")
        certificate = read(bundle, "certificate.json")
        certificate["instance"]["model"]["bits_per_token"] = 0
        self.assertEqual(verify_files(certificate=certificate, protocol=read(bundle, "protocol.json"))[0], 2)


if __name__ == "__main__":
    unittest.main()
