#!/usr/bin/env python3
"""Tests of results/adaptive_counting.py and weighted_counting.py, through check_counting.py: arguments by hand, lies about
them, and protocols at random, none of which may be right where an argument says so."""
import copy
import itertools
import json
import os
import random
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "checkers")]
from text_lies import text_lies
from two_steps import TwoStepTest, instance


def adaptive(z1, *phases, whole=(), split=None):
    doc = {"format": "arcsat-adaptive-counting", "version": 1, "z1": z1, "whole": list(whole)}
    if split is not None:
        doc["split"] = split
    return doc | {"phases": [{"share": share, "orders": orders} for share, *orders in phases]}


def query_for_each_d(m):
    """c = 1: for each of the two values of d a query of its own, and in it two entries."""
    return adaptive([[0] * m, [1] * m], (1, [[0, 0, 0], [0, 0, 1]]), (1, [[1, 0, 0], [1, 0, 1]]), split=0)


def cyclic(q):
    """m = 2: two queries; each value is shown by two of the tables, of weight 1/2 each."""
    return {"format": "arcsat-weighted-counting", "version": 1, "queries": 2, "z0": [0, 1],
            "z1": [[k, (k + 1) % q] for k in range(q)], "weights": [1] * q, "denominator": 2}


class Arguments(TwoStepTest):
    def test_one_context_every_slot_by_hand(self):
        one = adaptive([[0]], (1, [[0, 0, 0]]))
        for c, most in ((1, 16), (2, 256)):
            self.accept(instance(1, 1, 1, most + 1, c), one, "by adaptive counting")
            self.reject(instance(1, 1, 1, most, c), one, "no order leaves nothing")
        whole = adaptive([[0, 0, 0]], (1, [[0, 0, 0]]), whole=[0])
        self.accept(instance(3, 1, 1, 65, 1), whole, "by adaptive counting")
        self.reject(instance(3, 1, 1, 64, 1), whole, "no order leaves nothing")

    def test_slots_are_shared_only_where_they_are_one(self):
        # 32//10 = 3, 3·4//10 = 1; with one b2 whatever player 0 says 0; with c bits for e 0 at 9.
        two = adaptive([[0, 1]], (1, [[0, 0, 0], [0, 1, 0]]), whole=[0])
        for q2 in (9, 10):
            self.reject(instance(2, 1, 2, q2, 1), two, "no order leaves nothing")
        # b1, too: 16//5 = 3, 3·8//5 = 4, 4·2//5 = 1; with one b1 for each table 0.
        self.reject(instance(3, 1, 3, 5, 1), adaptive([[0, 1, 2]], (1, [[0, 0, 0], [0, 1, 0], [0, 2, 0]])),
                    "no order leaves nothing")
        # Two of three constants are alike to player -1.
        three = adaptive([[0], [1], [2]], (1, [[0, 0, 0], [0, 0, 1], [0, 0, 2]]))
        self.accept(instance(1, 1, 3, 5, 1), three, "by adaptive counting")
        self.reject(instance(1, 1, 3, 4, 1), three, "no order leaves nothing")
        self.reject(instance(1, 1, 3, 9, 2), three, "no order leaves nothing")

    def test_a_query_for_each_value_of_d(self):
        for m in (1, 2, 7):
            self.accept(instance(m, 2, 2, 5, 1), query_for_each_d(m), "by adaptive counting")
            self.reject(instance(m, 2, 2, 4, 1), query_for_each_d(m), "no order leaves nothing")
            self.reject(instance(m, 1, 2, 5, 1), query_for_each_d(m))
        of = instance(3, 2, 2, 5, 1)
        for path, value in ((("phases", 1), None), (("phases", 0, "share"), 2), (("phases", 0, "share"), 0),
                            (("phases", 0, "orders"), []), (("phases", 0, "orders", 0, 1), None), (("split",), 1),
                            (("split",), 3), (("split",), None), (("whole",), [2]), (("whole",), [0, 0]),
                            (("phases", 0, "orders", 0, 1, 2), 0), (("phases", 0, "orders", 0, 1, 1), 1),
                            (("phases", 0, "orders", 0, 1, 2), 2), (("phases", 0, "orders", 0, 0, 0), 1),
                            (("z1", 0, 0), 2), (("z1", 0, 0), 0.0), (("phases", 0, "share"), True)):
            lie = copy.deepcopy(query_for_each_d(3))
            place = lie
            for key in path[:-1]:
                place = place[key]
            if value is None:
                del place[path[-1]]
            else:
                place[path[-1]] = value
            self.reject(of, lie)

    def test_weights_and_equality(self):
        self.accept(instance(2, 2, 13, 2, 1), cyclic(13), "by weighted counting")
        self.reject(instance(2, 2, 12, 2, 1), cyclic(12), "suffices")
        for key, value in (("denominator", 1), ("denominator", 0), ("queries", 3), ("z0", [0]), ("z0", [0, 0]), ("weights", [1]),
                           ("weights", [1.0] * 13), ("weights", [0] * 13)):
            self.reject(instance(2, 2, 13, 2, 1), cyclic(13) | {key: value})

    def test_other_instances(self):
        for of in (instance(2, 2, 13, 2, 1, epochs=3), instance(2, 2, 13, 2, 1, inputs={"z2": [0, 1]}),
                   instance(2, 2, 13, 2, 1, widths=[{"epoch": 1, "from": 2, "to": 1, "bits": 3}]),
                   instance(2, 2, 13, 2, 1, inputs={"z1": [0, 1]}), instance(2, 2, 13, 2, 1, inputs={"z0": [0]}),
                   instance(2, 2, 13, 2, 1, inputs={"w": [0]})):
            self.reject(of, cyclic(13))

    def test_text_that_two_readers_could_take_differently(self):
        for argument, of in ((query_for_each_d(2), instance(2, 2, 2, 5, 1)), (cyclic(13), instance(2, 2, 13, 2, 1))):
            for name, content in text_lies(json.dumps(argument).encode()):
                with self.subTest(name):
                    self.reject(of, content)

    def test_no_random_protocol_gives_the_table_that_is_chosen(self):
        """(1;2;3,3), c = 1: z_2 is chosen against protocols at random as the argument does it, and then all that can be said
        is tried."""
        seed = 7
        print(f"protocols at random, seed {seed}")
        rng = random.Random(seed)
        for _ in range(40):
            control = [[rng.randrange(2) for _ in range(3)] for _ in range(2)]
            answers = {(w, i): {bits: rng.randrange(3) for bits in itertools.product((0, 1), repeat=4)}
                       for w in range(2) for i in range(3)}
            order = self.order_against(control)
            self.assertIsNotNone(order, control)
            table, ways = {}, [{}]
            for w, i in order:
                names = [("a", w), ("b", w, control[w][i]), "d", ("e", i)]
                by_value = {value: [] for value in range(3)}
                for way in ways:
                    new = [name for name in names if name not in way]
                    for bits in itertools.product((0, 1), repeat=len(new)):
                        longer = way | dict(zip(new, bits))
                        by_value[answers[w, i][tuple(longer[name] for name in names)]].append(longer)
                table[w, i] = min(by_value, key=lambda value: len(by_value[value]))
                ways = by_value[table[w, i]]
            self.assertEqual(ways, [])
            for bits in itertools.product((0, 1), repeat=10):
                a, b, d, e = bits[:2], (bits[2:4], bits[4:6]), bits[6], bits[7:]
                self.assertFalse(all(answers[w, i][a[w], b[w][control[w][i]], d, e[i]] == value
                                     for (w, i), value in table.items()))

    def order_against(self, control):
        """The first order of (w, i) that leaves nothing, all slots counted once."""
        for order in itertools.permutations(itertools.product(range(2), range(3))):
            read, ways = set(), 1
            for w, i in order:
                slots = {("a", w), ("b", w, control[w][i]), "d", ("e", i)}
                ways = ways * 2 ** len(slots - read) // 3
                read |= slots
            if ways == 0:
                return order
        return None


if __name__ == "__main__":
    unittest.main()
