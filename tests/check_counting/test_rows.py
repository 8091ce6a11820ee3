#!/usr/bin/env python3
"""Tests of results/row_certificates.py, through check_counting.py: certificates by hand, and lies about them."""
import copy
import json
import os
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "checkers")]
from text_lies import text_lies
from two_steps import TwoStepTest, instance


def rows(z0, z1, templates, denominator=1):
    return {"format": "arcsat-rows", "version": 1, "z0": z0, "z1": z1, "denominator": denominator, "templates": templates}


def two_of_three():
    """m = 2, q_1 = 2, c = 1: at each row two of these tables look alike, and they differ at some position."""
    return rows([0, 1], [[0, 0], [1, 0], [0, 1]], [[[[0, 1], [0], 1]], [[[1, 2], [0], 1]], [[[0, 2], [1], 1]]])


def constants(q1):
    """m = 1, c = 1: all constants, split into two classes in each way."""
    splits = [[[k for k in range(q1) if k and mask >> k & 1], [k for k in range(q1) if not (k and mask >> k & 1)]]
              for mask in range(0, 1 << q1, 2)]
    return rows([0], [[k] for k in range(q1)], [[[chosen, [0], 1] for chosen in split if chosen] for split in splits])


def plane_of_order_3():
    """The nine points of the plane; any three are on three lines of some class of parallels."""
    points = [[x, (x + y) % 3, (x + 2 * y) % 3, y] for x in range(3) for y in range(3)]
    triples = [(a, b, c) for a in range(9) for b in range(a + 1, 9) for c in range(b + 1, 9)]
    return rows([0, 1, 2, 3], points, [[[list(chosen), [next(
        k for k in range(4) if len({points[s][k] for s in chosen}) == 3)], 1]] for chosen in triples])


class Rows(TwoStepTest):
    def test_three_tables_by_hand(self):
        # 2·3 + 2 = 8 bits ahead; in each row 2 bits for 9 values: 2^8·4^7 < 9^7, and not at n = 6.
        for n in (7, 8, 10 ** 9):
            self.accept(instance(2, n, 2, 3, 1), two_of_three(), "row by row")
        for n in (1, 6):
            self.reject(instance(2, n, 2, 3, 1), two_of_three(), "fewer than all")
        self.accept(instance(2, 7, 1000, 3, 1), two_of_three(), "row by row")
        self.reject(instance(2, 1000, 2, 3, 2), two_of_three(), "no template fits")
        self.reject(instance(2, 1000, 2, 2, 1), two_of_three(), "fewer than all")

    def test_the_boundary_is_strict(self):
        # (1; n; q_1, 2), c = 1, is realizable if and only if q_1 (n - 1) <= 3 n + 1; at (1; 5; 4, 2) both sides are equal.
        self.reject(instance(1, 5, 4, 2, 1), constants(4), "fewer than all")
        for q1 in range(4, 8):
            for n in range(1, 9):
                if q1 * (n - 1) <= 3 * n + 1:
                    self.reject(instance(1, n, q1, 2, 1), constants(q1))
                else:
                    self.accept(instance(1, n, q1, 2, 1), constants(q1), "row by row")

    def test_the_plane_of_order_3(self):
        # (4; n; 3, 4), c = 2: 6 n <= 4 n + 80 fails first at n = 41.
        self.accept(instance(4, 41, 3, 4, 2), plane_of_order_3(), "row by row")
        self.reject(instance(4, 40, 3, 4, 2), plane_of_order_3(), "fewer than all")

    def test_restricted_inputs(self):
        self.accept(instance(2, 9, 2, 3, 1, inputs={"w": [0, 1, 2, 3, 4, 5, 8]}), two_of_three(), "row by row")
        self.reject(instance(2, 9, 2, 3, 1, inputs={"w": [0, 1, 2, 3, 4, 5]}), two_of_three(), "fewer than all")
        self.accept(instance(2, 7, 2, 3, 1, inputs={"z1": [0, 1, 2]}), two_of_three(), "row by row")
        self.reject(instance(2, 7, 2, 3, 1, inputs={"z1": [0, 1, 3]}), two_of_three(), "z1: one is used")
        self.reject(instance(2, 7, 2, 3, 1, inputs={"z0": [1]}), two_of_three(), "z0: one is used")
        self.reject(instance(2, 7, 2, 3, 1, inputs={"z2": [0, 1]}), two_of_three(), "restricted tables")
        self.reject(instance(2, 7, 2, 3, 1, inputs={"tuples": [[0, 0, 0, 0]]}), two_of_three(), "restricted tables")

    def test_other_models(self):
        for epochs in (1, 3):
            self.reject(instance(2, 7, 2, 3, 1, epochs=epochs), two_of_three(), "two epochs")
        self.reject(instance(2, 7, 2, 3, 1, kind="encoder"), two_of_three(), "not supported")
        self.reject(instance(2, 7, 2, 3, 1, widths=[{"epoch": 1, "from": 2, "to": 1, "bits": 2}]), two_of_three(), "width")
        one = {"task": {"L": 1, "m": 2, "n": [], "q": [3]}, "inputs": {}, "model": {"kind": "decoder", "epochs": 2,
                                                                                   "bits_per_token": 1}}
        self.reject(one, two_of_three(), "two steps")

    def test_lies(self):
        of, right = instance(2, 7, 2, 3, 1), two_of_three()
        for name, content in text_lies(json.dumps(right).encode()):
            with self.subTest(name):
                self.reject(of, content)
        for name, change in {
                "a template less": lambda d: d["templates"].pop(), "no templates": lambda d: d.update(templates=[]),
                "a template without parts": lambda d: d["templates"].append([]),
                "a table less": lambda d: d["z1"].pop(), "a table twice": lambda d: d["z1"].append([0, 0]),
                "a table too long": lambda d: d["z1"][0].append(0),
                "a value that there is not": lambda d: d["z1"].append([2, 2]),
                "more tables": lambda d: d["z1"].append([1, 1]), "a position twice": lambda d: d["z0"].append(0),
                "a position that there is not": lambda d: d["z0"].append(2),
                "weight 0": lambda d: d["templates"][0][0].__setitem__(2, 0),
                "negative weight": lambda d: d["templates"][0][0].__setitem__(2, -1),
                "more weight": lambda d: d["templates"][0][0].__setitem__(2, 2),
                "denominator 0": lambda d: d.update(denominator=0), "another denominator": lambda d: d.update(denominator=2),
                "no tables in a part": lambda d: d["templates"][0][0].__setitem__(0, []),
                "no positions in a part": lambda d: d["templates"][0][0].__setitem__(1, []),
                "a table twice in a part": lambda d: d["templates"][0][0].__setitem__(0, [0, 0, 1]),
                "a place beyond": lambda d: d["templates"][0][0].__setitem__(0, [0, 3]),
                "a place before": lambda d: d["templates"][0][0].__setitem__(0, [-1, 0]),
                "a part too long": lambda d: d["templates"][0][0].append(1),
                "the other position": lambda d: d["templates"][0][0].__setitem__(1, [1])}.items():
            doc = copy.deepcopy(right)
            change(doc)
            with self.subTest(name):
                self.reject(of, doc)

    def test_positions_that_must_look_alike_are_coloured_too(self):
        # With both positions in a part a0[w, .] must be constant on them, and a control may tell them apart.
        doc = rows([0, 1], [[0, 1]], [[[[0], [0, 1], 1]]])
        self.reject(instance(2, 1000, 2, 4, 1), doc, "no template fits")


if __name__ == "__main__":
    unittest.main()
