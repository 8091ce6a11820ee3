#!/usr/bin/env python3
"""arcsat-verify accepts the committed evidence without a formula, and says of which instance."""
import json
import unittest

from evidence import NO, YES, committed, read, verify, verify_files


class Evidence(unittest.TestCase):
    def accepts_all(self, name, line, least):
        bundles = committed(name)
        self.assertGreaterEqual(len(bundles), least)
        for bundle in bundles:
            with self.subTest(bundle=bundle):
                code, text = verify(bundle)
                self.assertEqual(code, 0, text)
                self.assertIn(line, text)
                # The theorem is about the instance that is printed.
                printed = next(row for row in text.splitlines() if row.startswith("instance "))
                self.assertEqual(json.loads(printed[9:]), read(bundle, "certificate.json")["instance"])

    def test_committed_counting(self):
        self.accepts_all("counting.json", NO, 51)

    def test_committed_rows(self):
        self.accepts_all("rows.json", NO, 1)

    def test_committed_adaptive_counting(self):
        self.accepts_all("adaptive-counting.json", NO, 9)

    def test_committed_weighted_counting(self):
        self.accepts_all("weighted-counting.json", NO, 4)

    def test_committed_blocks(self):
        self.accepts_all("blocks.json", NO, 4)

    def test_committed_sums(self):
        self.accepts_all("xor-protocol.json", YES, 13)

    def test_committed_tables(self):
        self.accepts_all("protocol.json", YES, 92)


class Kinds(unittest.TestCase):
    def test_giants_are_not_checked(self):
        """Sizes of which not even a number could be written: a reason, at once, and no theorem."""
        for name, changes in (("counting", {"m": 10 ** 9}), ("counting", {"c": 10 ** 9}), ("adaptive-counting", {"c": 10 ** 9}),
                              ("rows", {"c": 10 ** 9}), ("rows", {"n": [10 ** 9]}), ("xor-protocol", {"m": 10 ** 9}),
                              ("closed-form", {"c": 10 ** 9})):
            bundle = committed(name + ".json")[-1]
            certificate = read(bundle, "certificate.json")
            instance = certificate["instance"]
            for key, value in changes.items():
                holder = instance["model"] if key in ("c", "epochs") else instance["task"]
                holder["bits_per_token" if key == "c" else key] = value
            code, text = verify_files(certificate=certificate, **{name.replace("-", "_"): read(bundle, name + ".json")})
            self.assertEqual(code, 3, f"{name} {changes} {text}")

    def test_a_verdict_of_the_other_kind(self):
        """A witness proves no refutation, and counting no witness."""
        bundle = committed("protocol.json")[0]
        certificate = {**read(bundle, "certificate.json"), "verdict": "unrealizable"}
        self.assertNotIn("s VERIFIED", verify_files(certificate=certificate, protocol=read(bundle, "protocol.json"))[1])
        bundle = committed("counting.json")[0]
        certificate = {**read(bundle, "certificate.json"), "verdict": "realizable"}
        self.assertNotIn("s VERIFIED", verify_files(certificate=certificate, counting=read(bundle, "counting.json"))[1])


if __name__ == "__main__":
    unittest.main()
