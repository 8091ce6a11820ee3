#!/usr/bin/env python3
"""Tests of results/check_cover.py: covers and claims about blocks by hand, at their boundaries."""
import os
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "checkers"), os.path.join(HERE, "..", "..", "results")]
sys.dont_write_bytecode = True
from block_bounds import check_blocks, leaf_sets
from covers import check_cover
from instance_reader import Instance
from verdicts import Malformed, Wrong


def instance(m, q, c, epochs, **more):
    return Instance({"task": {"L": 1, "m": m, "q": [q]}, **more,
                     "model": {"kind": "decoder", "epochs": epochs, "bits_per_token": c}})


def blocks(conclusion, *claims):
    return {"format": "arcsat-blocks", "version": 1, "conclusion": conclusion,
            "claims": [{"size": claim[0], "fold": claim[1], "by": "numbers"} if len(claim) == 2 else
                       {"size": claim[0], "served_by": claim[1], "weights": claim[2], "by": "numbers"} for claim in claims]}


def cover(*listed):
    return {"format": "arcsat-cover", "version": 1, "blocks": list(listed)}


def trees(size, *labels):
    return {"size": size, "count": 1, "by": "trees", "labels": [list(one) for one in labels]}


class Blocks(unittest.TestCase):
    def refutes(self, sizes, *claims, conclusion="folds"):
        check_blocks(instance(*sizes), blocks(conclusion, *claims))

    def refuses(self, sizes, *claims, conclusion="folds"):
        with self.assertRaises((Wrong, Malformed)):
            check_blocks(instance(*sizes), blocks(conclusion, *claims))

    def test_numbers_of_leaf_sets_by_hand(self):
        # C = 2: one round, 1 + 4x + 2x²; two, 1 + 16x + 40x² + 32x³ + 8x⁴; with a leaf (1 + x)(1 + 4x + 2x²).
        self.assertEqual([leaf_sets(2, 1, k) for k in (1, 2, 3)], [(4, 1), (2, 1), (0, 0)])
        self.assertEqual([leaf_sets(2, 2, k) for k in (1, 2, 3, 4)], [(16, 1), (40, 5), (32, 6), (8, 2)])

    def test_one_position_and_c_positions(self):
        for c, epochs in ((1, 2), (1, 3), (2, 2)):
            most = 2 ** (c * (2 * epochs - 1))
            self.refutes((1, most + 1, c, epochs), (1, 1))
            self.refuses((1, most, c, epochs), (1, 1))
            self.refutes((2 ** c, most // 2 ** c + 1, c, epochs), (1, 2 ** c), (2, 1))
            self.refuses((2 ** c, most // 2 ** c, c, epochs), (1, 2 ** c), (2, 1))

    def test_folds(self):
        self.refutes((6, 7, 1, 3), (3, 2), (4, 1))
        self.refuses((5, 7, 1, 3), (3, 2), (4, 1))
        self.refuses((6, 6, 1, 3), (3, 2), (4, 1))
        self.refuses((6, 7, 1, 3), (4, 1))
        self.refuses((6, 7, 1, 3), (3, 2))
        self.refuses((6, 7, 1, 3), (3, 3), (4, 1))

    def test_families(self):
        self.refutes((6, 11, 2, 2), (3, 1), (2, [[0], [1]], [1, 1, 0, 0]), conclusion="families")
        self.refuses((5, 11, 2, 2), (3, 1), (2, [[0], [1]], [1, 1, 0, 0]), conclusion="families")
        self.refuses((6, 11, 2, 2), (2, [[0], [1]], [1, 1, 0, 0]), conclusion="families")
        self.refuses((6, 11, 2, 2), (3, 1), conclusion="families")
        self.refuses((6, 10, 2, 2), (3, 1), (2, [[0], [1]], [1, 1, 0, 0]), conclusion="families")

    def test_volume(self):
        self.refutes((2, 182, 3, 2), (2, 1), conclusion="volume")
        self.refuses((2, 181, 3, 2), (2, 1), conclusion="volume")
        self.refuses((2, 182, 3, 2), (3, 1), conclusion="volume")
        self.refutes((2, 3, 3, 1), (2, 1), conclusion="volume")
        self.refuses((3, 2, 3, 1), (2, 1), conclusion="volume")

    def test_of_other_instances(self):
        restricted = instance(1, 9, 1, 2, inputs={"z0": [0]})
        with self.assertRaises(Wrong):
            check_blocks(restricted, blocks("folds", (1, 1)))
        check_blocks(instance(1, 9, 1, 2), blocks("folds", (1, 1)))


class Covers(unittest.TestCase):
    def test_pairs_of_three_values_by_two_trees(self):
        both = trees(2, [0, 1, 0, 2], [1, 2, 1, 2])
        leaves = {"size": 1, "count": 1, "by": "leaves"}
        check_cover(instance(3, 3, 1, 2), cover(both, leaves))
        for m, *wrong in ((3, both), (3, leaves), (4, both, both), (3, trees(2, [0, 1, 0, 2]), leaves), (4, both, leaves, leaves),
                          (3, trees(3, [0, 1, 0, 2], [1, 2, 1, 2])), (3, trees(2, [0, 1, 0, 1], [1, 2, 1, 2]), leaves)):
            with self.assertRaises(Wrong):
                check_cover(instance(m, 3, 1, 2), cover(*wrong))

    def test_windows(self):
        def windows(*begins):
            return {"size": 1, "count": 1, "by": "windows", "from": list(begins)}
        check_cover(instance(1, 8, 1, 2), cover(windows(0, 4)))
        check_cover(instance(1, 7, 1, 2), cover(windows(0, 3)))
        for q, begins in ((9, (0, 4)), (8, (0, 3)), (7, (0, 6))):
            with self.assertRaises(Wrong):
                check_cover(instance(1, q, 1, 2), cover(windows(*begins)))

    def test_streams_and_leaves(self):
        check_cover(instance(99, 4, 1, 3), cover({"size": 99, "count": 1, "by": "stream"}))
        check_cover(instance(2, 16, 1, 3), cover({"size": 1, "count": 2, "by": "leaves"}))
        for m, q, by in ((99, 5, "stream"), (2, 17, "leaves")):
            with self.assertRaises(Wrong):
                check_cover(instance(m, q, 1, 3), cover({"size": m if by == "stream" else 1, "count": 1 if by == "stream" else m,
                                                         "by": by}))


if __name__ == "__main__":
    unittest.main(verbosity=2, argv=[sys.argv[0]])
