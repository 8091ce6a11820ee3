#!/usr/bin/env python3
"""arcsat-verify on counting with weights: bounds near committed ones against the second checker, and lies."""
import importlib
import os
import random
import unittest

from evidence import RESULTS, compare, read, verify_files

check_counting = importlib.import_module("check_counting")
weighted_counting = importlib.import_module("weighted_counting")


class Weighted(unittest.TestCase):
    def test_agrees_with_the_second_checker(self):
        """Sizes, weights, denominators, tables and positions at random near committed bounds: the same yes or no."""
        seed = int(os.environ.get("ARCSAT_SEED", "25"))
        print("seed", seed)
        compare(self, random.Random(seed), "weighted-counting", self.vary,
                lambda instance, doc: weighted_counting.check_weighted(check_counting.Instance(instance), doc, b""),
                1000 if os.environ.get("ARCSAT_SLOW") else 100)

    @classmethod
    def vary(cls, chance, instance, doc):
        for _ in range(chance.randint(0, 2)):
            cls.vary_once(chance, instance, doc)

    @staticmethod
    def vary_once(chance, instance, doc):
        task, model, kind = instance["task"], instance["model"], chance.randrange(10)
        if kind == 0:
            task["q"][0] += chance.choice((-1, 1, 1))
        elif kind == 1:
            task["q"][1] += 1
        elif kind == 2:
            model["bits_per_token"] += chance.choice((-1, 1))
        elif kind == 3:
            task["n"] = [task["n"][0] + chance.choice((-1, 1))]
            doc["queries"] = chance.randint(1, task["n"][0] + 1)
        elif kind == 4:
            doc["denominator"] = max(1, doc["denominator"] + chance.choice((-1, 1)))
        elif kind == 5:
            place = chance.randrange(len(doc["weights"]))
            doc["weights"][place] = max(1, doc["weights"][place] + chance.choice((-1, 1)))
        elif kind == 6:
            place = chance.randrange(len(doc["z1"]))
            del doc["z1"][place], doc["weights"][place]
        elif kind == 7:
            doc["z0"].pop(chance.randrange(len(doc["z0"])))
        elif kind == 8:
            table = chance.choice(doc["z1"])
            table[chance.randrange(len(table))] = chance.randrange(task["q"][0])
        else:
            instance["inputs"] = chance.choice(({"w": list(range(task["n"][0]))}, {"w": [0]}, {"z2": [0]}, {"z0": doc["z0"]}, {"z0": [0]}))

    def test_lies(self):
        """A value less, a query more than there are, nothing to count, places and tables that are none, another denominator."""
        bundle = os.path.join(RESULTS, "certificates", "arguments", "m2-n3-q9_2-c1")
        certificate, doc = read(bundle, "certificate.json"), read(bundle, "weighted-counting.json")
        self.assertEqual(verify_files(certificate=certificate, weighted_counting=doc)[0], 0)
        short = [doc["z1"][0][:-1]] + doc["z1"][1:]
        far = [[9] + doc["z1"][0][1:]] + doc["z1"][1:]
        less = [w - (k == 0) for k, w in enumerate(doc["weights"])]
        for lie, code in (({"queries": 4}, 2), ({"queries": 0}, 1), ({"z0": []}, 2), ({"z0": [0, 2]}, 2), ({"z1": short}, 2), ({"z1": far}, 2),
                          ({"z1": [], "weights": []}, 2), ({"denominator": doc["denominator"] * 3}, 2), ({"denominator": 0}, 1), ({"weights": less}, 2),
                          ({"weights": doc["weights"][1:]}, 1), ({"weights": [-1] + doc["weights"][1:]}, 1), ({"weights": [18.9] + doc["weights"][1:]}, 1),
                          ({"weights": [0] * len(doc["weights"])}, 2), ({"version": 2}, 1)):
            code_, text = verify_files(certificate=certificate, weighted_counting={**doc, **lie})
            self.assertEqual(code_, code, f"{lie} {text}")
        for key, value in (("q", [8, 2]), ("q", [9, 1]), ("m", 3), ("n", [2])):
            other = read(bundle, "certificate.json")
            other["instance"]["task"][key] = value
            self.assertEqual(verify_files(certificate=other, weighted_counting=doc)[0], 2, (key, value))
        for key, value in (("epochs", 3), ("epochs", 1), ("bits_per_token", 2), ("widths", [{"epoch": 2, "from": 2, "to": -1, "bits": 2}])):
            other = read(bundle, "certificate.json")
            other["instance"]["model"][key] = value
            self.assertEqual(verify_files(certificate=other, weighted_counting=doc)[0], 2, (key, value))
        certificate["instance"]["model"]["bits_per_token"] = 10 ** 9
        self.assertEqual(verify_files(certificate=certificate, weighted_counting=doc)[0], 3)


if __name__ == "__main__":
    unittest.main()
