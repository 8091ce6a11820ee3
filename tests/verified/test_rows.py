#!/usr/bin/env python3
"""arcsat-verify on row certificates: conditions weakened by one, restrictions, and random ones."""
import importlib
import os
import random
import unittest

from evidence import RESULTS, read, verify_files
from checkers import verdicts

check_counting = importlib.import_module("check_counting")
row_certificates = importlib.import_module("row_certificates")


class Rows(unittest.TestCase):
    BUNDLE = os.path.join(RESULTS, "certificates", "arguments", "m2-n7-q2_3-c1")

    def setUp(self):
        self.certificate, self.doc = read(self.BUNDLE, "certificate.json"), read(self.BUNDLE, "rows.json")

    def judge(self):
        return verify_files(certificate=self.certificate, rows=self.doc)

    def test_one_row_less(self):
        self.certificate["instance"]["task"]["n"] = [6]
        self.assertEqual(self.judge()[0], 2)

    def test_each_template_is_needed(self):
        templates = self.doc["templates"]
        for number in range(len(templates)):
            self.doc["templates"] = templates[:number] + templates[number + 1:]
            self.assertEqual(self.judge()[0], 2)

    def test_fractions_are_not_checked(self):
        self.doc["denominator"] = 2
        code, text = self.judge()
        self.assertEqual(code, 3, text)

    def test_parts_and_tables_that_are_none(self):
        first = self.doc["templates"][0]
        for lie in ([[[], [0], 1]], [[[0, 1], [], 1]], [[[0, 3], [0], 1]], [[[0, 1], [2], 1]]):
            self.doc["templates"][0] = lie
            self.assertEqual(self.judge()[0], 2)
        self.doc["templates"][0] = first
        for z0, z1 in (([0, 2], None), ([], None), (None, [[0, 0], [1, 0], [1, 2]]), (None, [[0, 0], [1, 0], [1]]), (None, [])):
            lie = {**self.doc, **({"z0": z0} if z0 is not None else {}), **({"z1": z1} if z1 is not None else {})}
            self.assertEqual(verify_files(certificate=self.certificate, rows=lie)[0], 2)

    def test_restrictions(self):
        """Seven queries are enough; six, or a table that is not allowed, are not."""
        self.certificate["instance"]["task"]["n"] = [9]
        for inputs, code in (({"w": list(range(2, 9))}, 0), ({"w": list(range(6)) * 2}, 2), ({"z1": [0, 1, 3]}, 0),
                             ({"z1": [0, 1]}, 2), ({"z0": [0]}, 2), ({"z2": [0, 1]}, 2)):
            self.certificate["instance"]["inputs"] = inputs
            self.assertEqual(self.judge()[0], code, inputs)

    def test_agrees_with_the_second_checker(self):
        chance, said = random.Random(int(os.environ.get("ARCSAT_SEED", "21"))), {True: 0, False: 0}
        for _ in range(60):
            self.setUp()
            task, model = self.certificate["instance"]["task"], self.certificate["instance"]["model"]
            task["n"] = [chance.randint(5, 20)]
            task["q"] = [chance.randint(2, 3), chance.randint(2, 5)]
            model["bits_per_token"] = chance.choice((0, 1, 1, 1, 2))
            tables = self.doc["z1"]
            if chance.random() < 0.5:
                tables[chance.randrange(3)][chance.randrange(2)] ^= 1
            try:
                row_certificates.check_rows(check_counting.Instance(self.certificate["instance"]), self.doc, b"")
                expected = True
            except verdicts.Wrong as error:
                if "twice" in str(error):
                    continue
                expected = False
            code, text = self.judge()
            self.assertEqual(code, 0 if expected else 2, f"{self.certificate['instance']} {self.doc} {text}")
            said[expected] += 1
        self.assertGreater(min(said.values()), 10, said)


if __name__ == "__main__":
    unittest.main()
