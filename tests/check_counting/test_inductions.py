#!/usr/bin/env python3
"""Tests of results/inductions.py, through check_counting.py: each condition of the chain of inequalities and of the bound
about three steps holds, and fails by one."""
import json
import os
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "checkers")]
from text_lies import text_lies
from two_steps import TwoStepTest, instance

CHAIN, STEPS = "by a chain of inequalities", "about three steps"


def chain(first, x, theta, *tails):
    return {"format": "arcsat-chain", "version": 1, "first": first, "x": x, "theta": theta, "tails": list(tails)}


def steps(**changes):
    return {"format": "arcsat-three-steps", "version": 1, "tables": "counted", "p1": 154, "r": 6, "rho": [1, 2], "p2": 1500,
            "h": 4, **changes}


def three(m=8, n1=3720, n2=89282537, q=(8, 8, 8), c=3, epochs=3, **model):
    return {"task": {"L": 3, "m": m, "n": [n1, n2], "q": list(q)}, "inputs": {},
            "model": {"kind": "decoder", "epochs": epochs, "bits_per_token": c, **model}}


class Chains(TwoStepTest):
    def test_a_single_table(self):
        four = chain("single", [4, 1], [4], "none")
        self.accept(instance(4, 1, 4, 8, 1), four, CHAIN)
        self.accept(instance(4, 1, 4, 8, 1, epochs=1), four, CHAIN)
        self.reject(instance(5, 1, 4, 8, 1), four, "suffice for 4 entries")
        self.reject(instance(4, 1, 4, 8, 1, epochs=3), four, "expected at most 2")
        self.reject(instance(4, 1, 4, 8, 1, widths=[{"epoch": 1, "from": 2, "to": -1, "bits": 1}]), four, "widths")
        self.reject(instance(4, 1, 4, 8, 1, inputs={"z0": [0, 1]}), four, "all inputs")
        self.reject(instance(4, 1, 4, 8, 1, kind="encoder"), four, "not supported")
        roomy = instance(4, 1, 4, 2 ** 20, 1)
        self.accept(roomy, four, CHAIN)
        for lie in (chain("single", [3, 1], [4], "none"), chain("single", [4, 2], [4], "none"),
                    chain("single", [4, 1], [4], "exact"), chain("tuples", [4, 1], [1], "none"),
                    chain("single", [4, 1], [0], "none"), chain("single", [4, 1, 1], [4], "none"),
                    chain("single", [4, 1], [4]), chain("double", [4, 1], [4], "none"), chain("single", [4, 1], [4], "nun")):
            self.reject(roomy, lie, "expected")
        self.reject(instance(3, 1, 4, 2 ** 20, 1), four, "x_0 above m")
        self.reject(instance(4, 1, 3, 2 ** 20, 1), four, "theta above its q")

    def test_tails(self):
        def judge(m, n, c, first, x0, tail, holds, q1=2):
            of, claim = instance(m, n, q1, 2 ** 30, c), chain(first, [x0, 1], [2], tail)
            self.accept(of, claim, CHAIN) if holds else self.reject(of, claim, "not unlikely enough")
        for tail in ("exact", "sets"):
            for m, n, c, first, x0, holds in ((4, 1, 1, "tuples", 2, False), (4, 1, 1, "tuples", 3, True),
                                              (4, 1, 2, "tuples", 3, False), (4, 1, 2, "tuples", 4, True),
                                              (4, 2, 1, "tuples", 3, False), (4, 2, 1, "tuples", 4, True),
                                              (3, 1, 1, "entropy", 2, False), (3, 1, 1, "entropy", 3, True)):
                judge(m, n, c, first, x0, tail, holds)
        judge(8, 14, 1, "tuples", 8, "logs", True, q1=16)
        judge(8, 15, 1, "tuples", 8, "logs", False, q1=16)
        judge(8, 14, 1, "tuples", 7, "logs", False, q1=16)

    def test_the_separation_of_2965_tokens(self):
        of, claim = instance(55, 4, 727, 1024, 10), chain("entropy", [55, 8], [180], "exact")
        self.accept(of, claim, CHAIN)
        for lie in (chain("entropy", [55, 8], [179], "exact"), chain("entropy", [55, 8], [180], "sets"),
                    chain("entropy", [55, 9], [180], "exact"), chain("tuples", [55, 8], [180], "sets")):
            self.reject(of, lie, "")
        for other in (instance(56, 4, 727, 1024, 10), instance(55, 3, 727, 1024, 10), instance(55, 4, 600, 1024, 10),
                      instance(55, 4, 727, 1000, 10), instance(55, 4, 727, 1024, 11)):
            self.reject(other, claim, "")
        for name, text in text_lies(json.dumps(claim).encode()):
            with self.subTest(lie=name):
                self.reject(of, text)

    def test_more_steps(self):
        claim = chain("single", [2, 1, 1], [2, 2], "none", "exact")
        self.accept(three(2, 1, 1, (2, 2 ** 24, 2 ** 15), 1), claim, CHAIN)
        self.reject(three(2, 1, 1, (2, 2 ** 24, 2 ** 14), 1), claim, "2^29 classes")
        self.reject(three(2, 1, 1, (2, 2 ** 23, 2 ** 15), 1), claim, "theta_2")
        four = {"task": {"L": 4, "m": 1, "n": [1, 1, 1], "q": [2, 2, 2, 2 ** 31 - 1]}, "inputs": {},
                "model": {"kind": "decoder", "epochs": 4, "bits_per_token": 1}}
        self.reject(four, chain("single", [1, 1, 1, 1], [1, 1, 1], "none", "exact", "exact"), "2^45 classes")
        paper = {"task": {"L": 1, "m": 4, "n": [], "q": [4]}, "inputs": {},
                 "model": {"kind": "decoder", "epochs": 1, "bits_per_token": 1}}
        self.reject(paper, chain("single", [4], []), "one step")


class ThreeSteps(TwoStepTest):
    def test_c_of_log2_of_every_size_but_n(self):
        self.accept(three(), steps(), STEPS)
        self.accept(three(epochs=2), steps(), STEPS)
        for of in (three(m=9), three(n1=3719), three(n2=89282536), three(q=(7, 7, 7)), three(c=4), three(epochs=4),
                   three(widths=[{"epoch": 1, "from": 2, "to": 1, "bits": 2}]), three(kind="encoder")):
            self.reject(of, steps(), "")
        roomy = three(n2=10 ** 8)
        self.accept(roomy, steps(), STEPS)
        for lie in ({"p1": 153}, {"p1": 155}, {"r": 7}, {"r": 10}, {"h": 3}, {"h": 5}, {"h": 10}, {"p2": 1499},
                    {"rho": [513, 1025]}, {"rho": [2, 1]}, {"tables": "constants"}, {"tables": "some"}, {"p2": 0}, {"h": 0}):
            with self.subTest(lie=lie):
                self.reject(roomy, steps(**lie), "")
        for name, text in text_lies(json.dumps(steps()).encode()):
            with self.subTest(lie=name):
                self.reject(three(), text)

    def test_constant_tables(self):
        claim = steps(tables="constants", p1=61, r=16, p2=342)
        self.accept(three(1, 124, 5173904, (61, 4, 4), 2), claim, STEPS)
        self.reject(three(1, 124, 5173903, (61, 4, 4), 2), claim, "(4)")
        self.reject(three(1, 123, 5173904, (61, 4, 4), 2), claim, "(2)")
        for p1 in (60, 62):
            self.reject(three(1, 200, 10 ** 7, (61, 4, 4), 2), {**claim, "p1": p1}, "(1)")
        self.reject(instance(1, 124, 61, 4, 2), claim, "three")


if __name__ == "__main__":
    unittest.main(verbosity=2, argv=[sys.argv[0]])
