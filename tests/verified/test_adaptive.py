#!/usr/bin/env python3
"""arcsat-verify on adaptive counting: certificates near committed ones, and lies."""
import importlib
import os
import random
import unittest

from evidence import RESULTS, compare, read, verify_files

check_counting = importlib.import_module("check_counting")
adaptive_counting = importlib.import_module("adaptive_counting")


class Adaptive(unittest.TestCase):
    def test_agrees_with_the_second_checker(self):
        """Sizes one less or more, contexts, tables, shares and whole tables changed: the same yes or no."""
        seed = int(os.environ.get("ARCSAT_SEED", "22"))
        print("seed", seed)
        compare(self, random.Random(seed), "adaptive-counting", self.vary,
                lambda instance, doc: adaptive_counting.check_adaptive(check_counting.Instance(instance), doc, b""),
                600 if os.environ.get("ARCSAT_SLOW") else 60)

    @staticmethod
    def vary(chance, instance, doc):
        task, model, phase = instance["task"], instance["model"], chance.choice(doc["phases"])
        order = chance.choice(phase["orders"])
        kind = chance.randrange(8)
        if kind == 0:
            task["q"][1] += chance.choice((-1, -1, 1))
        elif kind == 1:
            task["n"] = [task["n"][0] + 1]
        elif kind == 2:
            model["bits_per_token"] += chance.choice((-1, 1))
        elif kind == 3:
            order.pop(chance.randrange(len(order)))
        elif kind == 4:
            chance.shuffle(order)
        elif kind == 5:
            phase["share"] = max(1, phase["share"] + chance.choice((-1, 1)))
        elif kind == 6:
            places = range(len(doc["z1"]))
            doc["whole"] = [] if doc["whole"] else chance.sample(places, chance.randint(1, len(places)))
        else:
            context = chance.choice(order)
            place = chance.randrange(3)
            context[place] = (context[place] + 1) % [task["n"][0], task["m"], len(doc["z1"])][place]

    def test_lies(self):
        """One order less where each is needed, phases that share a row, a split that is none, a table too short."""
        bundle = os.path.join(RESULTS, "certificates", "thresholds", "m2-n1-q2_6-c1")
        certificate, doc = read(bundle, "certificate.json"), read(bundle, "adaptive-counting.json")
        orders = doc["phases"][0]["orders"]
        for lie in ({"phases": [{"share": 1, "orders": orders[1:]}]}, {"phases": doc["phases"] * 2}, {"phases": []},
                    {"phases": [{"share": 0, "orders": orders}]}, {"split": 0}, {"z1": [[0, 0], [1, 0], [0]]},
                    {"z1": [[0, 0], [1, 0], [0, 2]]}, {"z1": doc["z1"][:2]}, {"phases": [{"share": 1, "orders": [orders[0] * 2]}]}):
            code, text = verify_files(certificate=certificate, adaptive_counting={**doc, **lie})
            self.assertEqual(code, 2, f"{lie} {text}")


if __name__ == "__main__":
    unittest.main()
