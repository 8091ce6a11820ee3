#!/usr/bin/env python3
"""arcsat-verify on counting bounds near committed ones, and on lies about cuts and contexts."""
import copy
import importlib
import os
import random
import unittest

from evidence import committed, read, verify_files
from checkers import verdicts

check_counting = importlib.import_module("check_counting")


class Counting(unittest.TestCase):
    def test_agrees_with_the_second_checker(self):
        """Contexts, cuts and sizes at random near committed ones: the same counts, the same yes or no."""
        seed = int(os.environ.get("ARCSAT_SEED", "20"))
        print("seed", seed)
        chance, said = random.Random(seed), {True: 0, False: 0}
        bundles = committed("counting.json")
        for _ in range(600 if os.environ.get("ARCSAT_SLOW") else 80):
            bundle = chance.choice(bundles)
            certificate, doc = read(bundle, "certificate.json"), read(bundle, "counting.json")
            self.vary(chance, certificate["instance"], doc)
            try:
                instance = check_counting.Instance(certificate["instance"])
                expected = self.second_opinion(instance, doc)
            except verdicts.Malformed:
                continue  # an input outside its domain, for instance
            code, text = verify_files(certificate=certificate, counting=doc)
            self.assertEqual(code, 0 if expected else 2, f"{certificate['instance']} {doc} {text}")
            said[expected] += 1
        self.assertGreater(min(said.values()), 10, said)

    @staticmethod
    def second_opinion(instance, doc):
        try:
            check_counting.check_counting(instance, doc, b"")
        except verdicts.Wrong as error:
            if "stands twice" in str(error):
                raise verdicts.Malformed("no set of contexts") from None
            return "suffice" not in str(error) and "is to know" not in str(error)
        raise AssertionError("an empty file was accepted")

    @staticmethod
    def vary(chance, instance, doc):
        task, model = instance["task"], instance["model"]
        for _ in range(chance.randint(1, 2)):
            kind = chance.randrange(6)
            if kind == 0:
                place = chance.randrange(task["L"])
                task["q"][place] = max(1, task["q"][place] + chance.choice((-1, 1)))
            elif kind == 1:
                model["bits_per_token"] = max(0, model["bits_per_token"] + chance.choice((-1, 1)))
            elif kind == 2 and len(doc["contexts"]) > 1:
                doc["contexts"].pop(chance.randrange(len(doc["contexts"])))
            elif kind == 3:
                doc["contexts"].append([chance.randint(0, 2) for _ in doc["contexts"][0]])
            elif kind == 4:
                chance.choice(doc["knows"])["after"] = chance.randint(0, 2)
            else:
                model["epochs"] = max(1, model["epochs"] + chance.choice((-1, 1)))

    def test_a_cut_that_is_none(self):
        bundle = committed("counting.json")[-1]
        certificate, doc = read(bundle, "certificate.json"), read(bundle, "counting.json")
        for lie in ([], [{"player": -1, "after": 0}] + doc["knows"], [{"player": p["player"], "after": 1} for p in doc["knows"]]):
            code, text = verify_files(certificate=certificate, counting={**doc, "knows": lie})
            self.assertEqual(code, 2, text)

    def test_contexts_that_are_none(self):
        bundle = committed("counting.json")[-1]
        certificate, doc = read(bundle, "certificate.json"), read(bundle, "counting.json")
        far = copy.deepcopy(doc["contexts"])
        far[0][0] = 10 ** 6
        for lie in ([], far, [s[:-1] for s in doc["contexts"]], [s + [0] for s in doc["contexts"]]):
            code, text = verify_files(certificate=certificate, counting={**doc, "contexts": lie})
            self.assertEqual(code, 2, text)


if __name__ == "__main__":
    unittest.main()
