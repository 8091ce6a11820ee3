#!/usr/bin/env python3
"""arcsat-verify on witnesses of encoders and chains of thought: those that arcsat finds, lies, and the second checker's opinion."""
import copy
import json
import os
import random
import subprocess
import tempfile
import unittest

from evidence import RESULTS, YES, read, verify, verify_files
from checkers import checker

COMMITTED = [os.path.join(RESULTS, "separations", name, "possible") for name in
             ("thoughts-L1-m3-q4-c1", "thoughts-L2-m2-n1-q2_3-c1-one-against-two", "thoughts-L2-m2-n1-q2_6-c1")]


def found(folder, *options):
    """The bundle that arcsat decides on."""
    bundle = os.path.join(folder, "bundle")
    done = subprocess.run([os.environ["ARCSAT"], "decide", *options, "--out", bundle, "--time-limit", "60"], capture_output=True, check=False)
    assert done.returncode == 10, done.stderr
    return bundle


class Schemes(unittest.TestCase):
    def test_committed(self):
        for bundle in COMMITTED:
            code, text = verify(bundle)
            self.assertEqual((code, YES in text), (0, True), text)
            printed = next(row for row in text.splitlines() if row.startswith("instance "))
            self.assertEqual(json.loads(printed[9:]), read(bundle, "certificate.json")["instance"])

    def test_what_arcsat_finds(self):
        for options in ("--L 2 --m 2 --n 1 --q 2,5 --bits-per-token 1 --epochs 2 --model encoder",
                        "--L 1 --m 2 --q 3 --bits-per-token 1 --epochs 1 --model chain-of-thought --thoughts 2 --thought-bits 1"):
            with tempfile.TemporaryDirectory() as folder:
                bundle = found(folder, *options.split())
                self.assertTrue(os.path.exists(os.path.join(bundle, "protocol.json")), options)
                code, text = verify(bundle)
                self.assertEqual((code, YES in text), (0, True), f"{options} {text}")
                # As a decoder, or with less to think, the same tables are none.
                certificate, doc = read(bundle, "certificate.json"), read(bundle, "protocol.json")
                model = certificate["instance"]["model"]
                model["epochs"] = 1
                model.update({"thoughts": 1} if "thoughts" in model else {})
                self.assertNotEqual(verify_files(certificate=certificate, protocol=doc)[0], 0, options)

    def test_agrees_with_the_second_checker(self):
        """A value of a message, a thought or an answer is another: the same yes or no."""
        seed = int(os.environ.get("ARCSAT_SEED", "26"))
        print("seed", seed)
        chance, said, second = random.Random(seed), {0: 0, 2: 0}, checker("check_witness")
        for _ in range(400 if os.environ.get("ARCSAT_SLOW") else 40):
            bundle = chance.choice(COMMITTED)
            doc = read(bundle, "protocol.json")
            tables = [(m["rows"], 2 ** m["bits"]) for m in doc["messages"] if m["bits"]]
            tables += [(t["rows"], 2 ** t["bits"]) for t in doc.get("thoughts", [])]
            rows, most = chance.choice(tables) if chance.random() < 0.7 else (doc["output"], doc["instance"]["task"]["q"][-1])
            row = chance.choice(rows)
            row[-1] = chance.randrange(most)
            with tempfile.TemporaryDirectory() as folder:
                path = os.path.join(folder, "protocol.json")
                with open(path, "w", encoding="utf-8") as file:
                    json.dump(doc, file)
                expected = second(path)[0]
            code, text = verify_files(certificate=read(bundle, "certificate.json"), protocol=doc)
            # A row that is no longer there counts as 0 here, and is missing there.
            self.assertIn(code, (expected,) if expected == 0 else (0, 2), f"{bundle} {row} {text}")
            said[code] += 1
        self.assertGreater(min(said.values()), 5, said)

    def test_lies(self):
        """Answers that are others or gone, a thought less, fewer bits, widths that are smaller: refused."""
        for bundle in COMMITTED:
            certificate, doc = read(bundle, "certificate.json"), read(bundle, "protocol.json")
            answers = certificate["instance"]["task"]["q"][-1]
            lie = copy.deepcopy(doc)
            for row in lie["output"]:
                row[2] = (row[2] + 1) % answers
            self.assertEqual(verify_files(certificate=certificate, protocol=lie)[0], 2)
            self.assertEqual(verify_files(certificate=certificate, protocol={**doc, "output": doc["output"][1:]})[0], 2)
            self.assertEqual(verify_files(certificate=certificate, protocol={**doc, "messages": doc["messages"][:-1]})[0], 2)
            for key, value in (("bits_per_token", 0), ("thought_bits", 0), ("thoughts", 0)):
                other = read(bundle, "certificate.json")
                other["instance"]["model"][key] = value
                self.assertIn(verify_files(certificate=other, protocol=doc)[0], (1, 2), f"{bundle} {key}")
            certificate["instance"]["task"]["q"][-1] += 1
            self.assertEqual(verify_files(certificate=certificate, protocol=doc)[0], 2)

    def test_sizes(self):
        """The largest sizes that a theorem covers, and one more."""
        def cell(m, q, c, epochs, **kind):
            return {"task": {"L": 1, "m": m, "n": [], "q": [q]}, "inputs": {}, "model": {**kind, "epochs": epochs, "bits_per_token": c}}
        encoder = {"kind": "encoder"}

        def thoughts(bits, count=1):
            return {"kind": "chain-of-thought", "thoughts": count, "thought_bits": bits}
        for instance, code in ((cell(3, 4, 1, 2, **encoder), 0), (cell(9, 16, 2, 2, **encoder), 0), (cell(3, 5, 1, 2, **encoder), 3),
                               (cell(3, 4, 1, 1, **encoder), 3), (cell(3, 4, 1, 3, **encoder), 3), (cell(2, 1, 0, 2, **encoder), 3),
                               (cell(2, 2, 1, 1, **thoughts(1)), 0), (cell(4, 4, 2, 1, **thoughts(2)), 0), (cell(3, 2, 1, 1, **thoughts(2)), 3),
                               (cell(4, 4, 2, 1, **thoughts(1)), 3), (cell(2, 3, 1, 1, **thoughts(1)), 3), (cell(2, 2, 1, 1, **thoughts(1, 2)), 3),
                               (cell(2, 2, 1, 1, **thoughts("unlimited")), 3), (cell(10 ** 9, 1, 1, 2, **encoder), 3)):
            self.assertEqual(verify_files(certificate={"verdict": "realizable", "instance": instance}, closed_form={})[0], code, instance)


if __name__ == "__main__":
    unittest.main()
