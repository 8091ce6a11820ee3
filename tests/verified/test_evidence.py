#!/usr/bin/env python3
"""Tests of arcsat-verify on evidence without a formula: it accepts what is committed and refuses lies about it."""
import copy
import glob
import importlib
import json
import os
import random
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "checkers"))
from checkers import RESULTS, checker, verdicts

check_counting = importlib.import_module("check_counting")
row_certificates = importlib.import_module("row_certificates")
adaptive_counting = importlib.import_module("adaptive_counting")
VERIFY = os.path.join(os.path.dirname(os.environ["ARCSAT"]), "arcsat-verify")
NO, YES = "s VERIFIED no protocol solves the instance", "s VERIFIED a protocol solves the instance"


def committed(name):
    return sorted(os.path.dirname(path) for path in
                  glob.glob(os.path.join(RESULTS, "certificates", "**", name), recursive=True))


def read(bundle, name):
    with open(os.path.join(bundle, name), encoding="utf-8") as file:
        return json.load(file)


def verify(bundle):
    done = subprocess.run([VERIFY, bundle], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def verify_files(**files):
    """What is said of a bundle with these files; an underscore stands for a hyphen."""
    with tempfile.TemporaryDirectory() as bundle:
        for name, content in files.items():
            with open(os.path.join(bundle, name.replace("_", "-") + ".json"), "w", encoding="utf-8") as file:
                json.dump(content, file)
        return verify(bundle)


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

    def test_committed_sums(self):
        self.accepts_all("xor-protocol.json", YES, 13)

    def test_committed_tables(self):
        self.accepts_all("protocol.json", YES, 92)


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


class Adaptive(unittest.TestCase):
    def test_agrees_with_the_second_checker(self):
        """Sizes one less or more, contexts, tables, shares and whole tables changed: the same yes or no."""
        seed = int(os.environ.get("ARCSAT_SEED", "22"))
        print("seed", seed)
        chance, said = random.Random(seed), {True: 0, False: 0}
        bundles = committed("adaptive-counting.json")
        for _ in range(600 if os.environ.get("ARCSAT_SLOW") else 60):
            bundle = chance.choice(bundles)
            certificate, doc = read(bundle, "certificate.json"), read(bundle, "adaptive-counting.json")
            self.vary(chance, certificate["instance"], doc)
            try:
                adaptive_counting.check_adaptive(check_counting.Instance(certificate["instance"]), doc, b"")
                expected = True
            except verdicts.Wrong as error:
                if "twice" in str(error):
                    continue
                expected = False
            except verdicts.Malformed:
                continue
            code, text = verify_files(certificate=certificate, adaptive_counting=doc)
            self.assertEqual(code, 0 if expected else 2, f"{certificate['instance']} {doc} {text}")
            said[expected] += 1
        self.assertGreater(min(said.values()), 10, said)

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
