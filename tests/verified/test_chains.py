#!/usr/bin/env python3
"""arcsat-verify on chains of inequalities: sizes at which each comparison just holds or just fails, and lies."""
import importlib
import os
import random
import unittest

from evidence import NO, RESULTS, read, verify, verify_files
from checkers import verdicts

check_counting = importlib.import_module("check_counting")
inductions = importlib.import_module("inductions")

BUNDLE = os.path.join(RESULTS, "certificates", "arguments", "m55-n4-q727_1024-c10")
SINGLE = {"format": "arcsat-chain", "version": 1, "first": "single", "x": [4, 1], "theta": [4], "tails": ["none"]}


def certificate(m, n, q1, q2, c, epochs=2, **model):
    return {"verdict": "unrealizable", "instance": {
        "task": {"L": 2, "m": m, "n": [n], "q": [q1, q2]}, "inputs": {},
        "model": {"kind": "decoder", "epochs": epochs, "bits_per_token": c, **model}}}


def chain(first, x, theta, tail):
    return {**SINGLE, "first": first, "x": x, "theta": [theta], "tails": [tail]}


def least_answers(m, n, c, x, theta):
    """The least q_2 with 2^delta_2 < q_2^(n·theta)."""
    delta, entries = c * (n + x[0] + m * x[1] + n * min(x[0], 2 ** c)), n * theta
    low, high = 1, 2 ** (delta // entries + 1)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if 2 ** delta < middle ** entries else (middle + 1, high)
    return low


class Chains(unittest.TestCase):
    def judge(self, instance, doc, expected):
        code, text = verify_files(certificate=instance, chain=doc)
        self.assertEqual(code, expected, f"{instance} {doc} {text}")

    def test_committed(self):
        code, text = verify(BUNDLE)
        self.assertEqual((code, NO in text), (0, True), text)

    def test_each_number_of_the_committed_chain(self):
        """What is refused before sequences are counted; what is counted is tried on smaller sizes."""
        of, doc = read(BUNDLE, "certificate.json"), read(BUNDLE, "chain.json")
        for lie in ({"theta": [179]}, {"theta": [728]}, {"x": [56, 8]}, {"x": [55, 9]}, {"tails": ["sets"]}, {"tails": ["logs"]}, {"tails": ["none"]},
                    {"first": "single"}, {"first": "single", "tails": ["none"]}, {"x": [55]}, {"x": [55, 8, 1]}, {"theta": [180, 180]}, {"tails": []}):
            self.judge(of, {**doc, **lie}, 2)
        for lie in ({"theta": [0]}, {"x": [0, 8]}, {"x": [55, 0]}, {"x": [55, 8.5]}, {"theta": "180"}, {"tails": ["probably"]}, {"first": "luck"},
                    {"version": 2}, {"format": "arcsat-chains"}):
            self.judge(of, {**doc, **lie}, 1)
        self.judge(of, {**doc, "x": [55, 10 ** 6]}, 3)
        for key, value in (("m", 56), ("n", [3]), ("q", [727, 1014]), ("q", [179, 1024])):
            other = read(BUNDLE, "certificate.json")
            other["instance"]["task"][key] = value
            self.judge(other, doc, 2)
        fewer = read(BUNDLE, "certificate.json")
        fewer["instance"]["task"]["q"] = [727, 1015]
        self.judge(fewer, doc, 0)
        for key, value in (("bits_per_token", 11), ("epochs", 3), ("widths", [{"epoch": 1, "from": 2, "to": -1, "bits": 10}])):
            other = read(BUNDLE, "certificate.json")
            other["instance"]["model"][key] = value
            self.judge(other, doc, 2)
        of["instance"]["inputs"] = {"z0": list(range(55))}
        self.judge(of, doc, 2)

    def test_a_single_table(self):
        """12 bits for 4 entries of 8 values are enough; of 11 bits one more is noticed anywhere."""
        for instance, expected in ((certificate(4, 1, 4, 8, 1), 0), (certificate(5, 1, 4, 8, 1), 2), (certificate(4, 1, 4, 7, 1), 0), (certificate(4, 1, 4, 6, 1), 2),
                                   (certificate(4, 1, 4, 8, 1, epochs=1), 0), (certificate(4, 1, 4, 8, 1, epochs=3), 2),
                                   (certificate(3, 1, 4, 2 ** 20, 1), 2), (certificate(4, 1, 3, 2 ** 20, 1), 2)):
            self.judge(instance, SINGLE, expected)
        roomy = certificate(4, 1, 4, 2 ** 20, 1)
        self.judge(roomy, SINGLE, 0)
        for x, tail in (([3, 1], "none"), ([4, 2], "none"), ([4, 1], "exact"), ([5, 1], "none")):
            self.judge(roomy, chain("single", x, 4, tail), 2)

    def test_chances_at_their_bounds(self):
        """Two points of two are one value with a chance of 1/2, just not less; so of three with 1/4, and so on."""
        for m, n, c, first, x, holds in ((4, 1, 1, "tuples", [2, 1], False), (4, 1, 1, "tuples", [3, 1], True), (4, 1, 2, "tuples", [3, 1], False),
                                         (4, 1, 2, "tuples", [4, 1], True), (4, 2, 1, "tuples", [3, 1], False), (4, 2, 1, "tuples", [4, 1], True),
                                         (4, 1, 2, "tuples", [2, 2], False), (4, 1, 2, "tuples", [3, 2], True),
                                         (3, 1, 1, "entropy", [2, 1], False), (3, 1, 1, "entropy", [3, 1], True), (6, 6, 1, "entropy", [1, 1], False)):
            for tail in ("exact", "sets"):
                self.judge(certificate(m, n, 2, 2 ** 30, c), chain(first, x, 2, tail), 0 if holds else 2)
        # Two of 16 values: a chance below 2^-(2·(9 - 2)), for eight points or more.
        for n, x0, holds in ((14, 8, True), (15, 8, False), (14, 7, False)):
            self.judge(certificate(8, n, 16, 2 ** 30, 1), chain("tuples", [x0, 1], 2, "logs"), 0 if holds else 2)

    def test_three_steps_are_not_checked(self):
        instance = certificate(2, 1, 2, 2 ** 24, 1, epochs=3)
        instance["instance"]["task"] = {"L": 3, "m": 2, "n": [1, 1], "q": [2, 2 ** 24, 2 ** 15]}
        self.judge(instance, {**SINGLE, "x": [2, 1, 1], "theta": [2, 2], "tails": ["none", "exact"]}, 3)

    def test_agrees_with_the_second_checker(self):
        """Sizes at random, with answers as few as the classes of tables allow, and one less; chances of few values near the bound."""
        seed = int(os.environ.get("ARCSAT_SEED", "31"))
        print("seed", seed)
        chance, said = random.Random(seed), {}
        for _ in range(3000 if os.environ.get("ARCSAT_SLOW") else 150):
            m, n, c = chance.randint(1, 12), chance.randint(1, 3), chance.randint(0, 2)
            q1, x = chance.choice((2, 3, 4, 7, 16, 64)), [chance.randint(max(1, m - 3), m + (chance.random() < 0.1)), chance.randint(1, 3)]
            theta = chance.randint(1, min(q1, x[0] * x[1])) if chance.random() < 0.6 else chance.randint(1, min(q1, 3))
            first = chance.choice(("single", "tuples", "entropy", "entropy"))
            tail = "none" if first == "single" else chance.choice(("exact", "exact", "sets", "logs"))
            if first == "single":
                x[1], theta = 1, min(theta, x[0])
            q2 = max(1, least_answers(m, n, c, x, theta) - chance.choice((0, 0, 1)))
            if q2 >= 2 ** 61:
                continue
            of, doc = certificate(m, n, q1, q2, c), chain(first, x, theta, tail)
            try:
                inductions.check_chain(check_counting.Instance(of["instance"]), doc, b"")
                expected = 0
            except verdicts.Wrong:
                expected = 2
            self.judge(of, doc, expected)
            said[tail, expected] = said.get((tail, expected), 0) + 1
        for tail in ("none", "exact", "sets", "logs"):
            for expected in (0, 2):
                self.assertGreater(said.get((tail, expected), 0), 1, said)


if __name__ == "__main__":
    unittest.main(verbosity=2)
