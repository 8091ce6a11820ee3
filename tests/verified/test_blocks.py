#!/usr/bin/env python3
"""arcsat-verify on blocks of positions: against what strategies in small trees do, counted one by one, and on lies."""
import itertools
import math
import os
import random
import unittest

from evidence import NO, RESULTS, committed, read, verify_files


def strategies(choices, rounds):
    """Each as the set of leaves that it leaves reachable."""
    if rounds == 0:
        return [{()}]
    below = strategies(choices, rounds - 1)
    return [{(v, u) + leaf for u, part in enumerate(parts) for leaf in part}
            for v in range(choices) for parts in itertools.product(below, repeat=choices)]


def claim_holds(choices, rounds, answers, size, fold, known={}):
    k = min(size, answers)
    key = choices, rounds, k
    if key not in known:
        sets = {frozenset(some) for leaves in strategies(choices, rounds) for some in itertools.combinations(sorted(leaves), k)}
        leaf = (0, 0) * rounds
        known[key] = len(sets), sum(leaf in some for some in sets)
    sets, with_a_leaf = known[key]
    if fold * math.comb(answers, k) > choices * sets:
        return True
    needed = fold * math.comb(answers - 1, k - 1)
    return with_a_leaf > 0 and answers * -(-needed // with_a_leaf) > choices * choices ** (2 * rounds)


def refute(task, model, claims):
    choices, rounds = 2 ** model["bits_per_token"], model["epochs"] - 1
    if not all(claim_holds(choices, rounds, task["q"][0], claim["size"], claim["fold"]) for claim in claims):
        return False

    def largest(fold):
        return min((claim["size"] - 1 for claim in claims if claim["fold"] <= fold), default=math.inf)
    return all(0 < task["m"] - (h * largest(h) if h else 0) - (choices - h) * largest(choices) for h in range(choices))


class Blocks(unittest.TestCase):
    def judge(self, instance, stated, **lie):
        doc = {"format": "arcsat-blocks", "version": 1, "conclusion": "folds", "claims": stated, **lie}
        return verify_files(certificate={"verdict": "unrealizable", "instance": instance}, blocks=doc)

    @staticmethod
    def cell(m, q, c, epochs, inputs=None):
        return {"task": {"L": 1, "m": m, "n": [], "q": [q]}, "inputs": inputs or {},
                "model": {"kind": "decoder", "epochs": epochs, "bits_per_token": c}}

    def test_agrees_with_strategies_one_by_one(self):
        """Near the committed sizes and claims, and where a claim or the room is one off."""
        seed = int(os.environ.get("ARCSAT_SEED", "24"))
        print("seed", seed)
        chance, said = random.Random(seed), {True: 0, False: 0}
        for _ in range(1000 if os.environ.get("ARCSAT_SLOW") else 150):
            c, epochs, m, q, claims = chance.choice(((1, 3, 3, 12, ((2, 1),)), (1, 3, 4, 9, ((3, 1), (2, 2))), (2, 2, 5, 14, ((2, 1),)),
                                                     (1, 3, 6, 7, ((4, 1), (3, 2))), (1, 2, 3, 4, ((2, 1),)), (1, 1, 3, 2, ((2, 1),)), (0, 2, 2, 2, ((2, 1),))))
            cell = self.cell(max(1, m + chance.choice((-1, 0, 0, 1, 2))), max(1, q + chance.choice((-1, 0, 0, 1))), c, epochs)
            claims = [{"size": max(1, size + chance.choice((-1, 0, 0, 0, 1))), "fold": max(1, fold + chance.choice((0, 0, 0, 1, -1))), "by": "numbers"}
                      for size, fold in claims]
            expected = refute(cell["task"], cell["model"], claims)
            code, text = self.judge(cell, claims)
            self.assertEqual(code, 0 if expected else 2, f"{cell} {claims} {text}")
            said[expected] += 1
        self.assertGreater(min(said.values()), 20, said)

    def test_conditions_weakened_by_one(self):
        """What has a protocol, by a committed cover, is refused with the claims that refute one answer more."""
        for m, q, c, epochs in ((3, 11, 1, 3), (4, 8, 1, 3), (5, 13, 2, 2), (6, 6, 1, 3), (2, 4, 1, 2)):
            for size, fold in itertools.product(range(1, m + 2), range(1, 2 ** c + 1)):
                for other in ([], [{"size": 3, "fold": 2, "by": "numbers"}]):
                    claims = [{"size": size, "fold": fold, "by": "numbers"}] + other
                    self.assertEqual(self.judge(self.cell(m, q, c, epochs), claims)[0], 2, (m, q, c, epochs, claims))

    def test_other_instances_and_forms(self):
        claims = [{"size": 2, "fold": 1, "by": "numbers"}]
        cell = self.cell(3, 4, 1, 2)
        code, text = self.judge(cell, claims)
        self.assertEqual((code, NO in text), (0, True), text)
        widths = self.cell(3, 4, 1, 2)
        widths["model"]["widths"] = [{"epoch": 2, "from": 1, "to": -1, "bits": 2}]
        two_steps = self.cell(3, 4, 1, 2)
        two_steps["task"] = {"L": 2, "m": 3, "n": [1], "q": [4, 4]}
        for lie in (widths, two_steps, self.cell(3, 4, 1, 2, {"z0": [0, 1]}), self.cell(3, 4, 1, 2, {"tuples": [[0, 0, 0]]}),
                    self.cell(2, 4, 1, 2), self.cell(3, 3, 1, 2), self.cell(3, 4, 2, 2), self.cell(3, 4, 1, 3), self.cell(3, 4, 1, 0),
                    self.cell(0, 4, 1, 2), self.cell(3, 0, 1, 2)):
            self.assertEqual(self.judge(lie, claims)[0], 2, lie)
        self.assertEqual(self.judge(cell, [])[0], 2)
        lists = {"size": 2, "served_by": [[0], [1]], "weights": [1, 1], "by": "numbers"}
        for lie in ({"conclusion": "volume"}, {"conclusion": "families"}, {"claims": [lists]}, {"claims": [lists, lists], "conclusion": "families"},
                    {"claims": [{**lists, "served_by": [[0, 1]]}], "conclusion": "families"}):
            self.assertEqual(self.judge(cell, claims, **lie)[0], 3, lie)
        for lie in ({"format": "arcsat-block"}, {"version": 2}, {"claims": [{"size": 0, "fold": 1, "by": "numbers"}]},
                    {"claims": [{"size": 2, "fold": 0, "by": "numbers"}]}, {"claims": [{"size": 2, "by": "numbers"}]}, {"claims": [{"size": 2, "fold": 1, "by": "hand"}]},
                    {"claims": [{"size": 2.0, "fold": 1, "by": "numbers"}]}):
            self.assertEqual(self.judge(cell, claims, **lie)[0], 1, lie)
        self.assertEqual(self.judge(self.cell(10 ** 9, 10 ** 9, 1, 2), claims)[0], 3)
        self.assertEqual(self.judge(self.cell(3, 4, 40, 2), claims)[0], 3)

    def test_searched_claims(self):
        """Covering numbers C(q, 4, k) that are known: the claim holds where more than four sets of four are needed."""
        for q, k, number in ((5, 2, 3), (6, 2, 3), (7, 2, 5), (8, 2, 6), (9, 2, 8), (5, 3, 4), (6, 3, 6), (7, 3, 12)):
            claims = [{"size": 17, "fold": 1, "by": "numbers"}, {"size": k, "fold": 4, "by": "formula"}]
            self.assertEqual(self.judge(self.cell(100, q, 2, 2), claims)[0], 0 if number > 4 else 2, (q, k))
            # With less room than all, what the best four sets leave out counts.
            if math.comb(q, k) <= 24:
                most = max(len({some for one in four for some in itertools.combinations(one, k)})
                           for four in itertools.combinations(list(itertools.combinations(range(q), 4)) or [range(q)], 4))
                for fold in (3, 2, 1):
                    if (4 - fold) * math.comb(q, k) <= 24:
                        claims[1]["fold"] = fold
                        self.assertEqual(self.judge(self.cell(100, q, 2, 2), claims)[0], 0 if fold * math.comb(q, k) > 4 * most else 2, (q, k, fold))
                claims[1]["fold"] = 4
            self.assertEqual(self.judge(self.cell(100, q, 2, 3), claims)[0], 3, (q, k))  # Only trees of one round are searched.
        for q, c in ((10, 2), (7, 3)):
            self.assertEqual(self.judge(self.cell(100, q, c, 2), [{"size": 2, "fold": 2 ** c, "by": "formula"}])[0], 3)

    def test_trees_that_fail(self):
        """By families: two trees cannot serve all pairs of ten values, so one block at most has two positions. Each size one off is refused."""
        bundle = os.path.join(RESULTS, "certificates", "covers", "m6-q10-c2-e2")
        claims = read(bundle, "blocks-by-formula.json")["claims"]

        def cell_and_claims(m=6, q=10, c=2, epochs=2, size=2, trees=2, all_size=3):
            lists = {**claims[1], "size": size, "served_by": [[b] for b in range(trees)]}
            return self.judge(self.cell(m, q, c, epochs), [{**claims[0], "size": all_size}, lists], conclusion="families")
        code, text = cell_and_claims()
        self.assertEqual((code, NO in text), (0, True), text)
        self.assertEqual(cell_and_claims(m=7)[0], 0)
        for lie in ({"m": 5}, {"q": 9}, {"q": 11, "trees": 3}, {"c": 1}, {"c": 3}, {"epochs": 3}, {"size": 3}, {"size": 1}, {"trees": 0}, {"trees": 1}, {"trees": 3}, {"all_size": 2},
                    {"all_size": 4}, {"epochs": 1}):
            self.assertEqual(cell_and_claims(**lie)[0], 2, lie)
        self.assertEqual(self.judge(self.cell(6, 10, 2, 2), claims[1:], conclusion="families")[0], 2)

    def test_covering_numbers(self):
        """So many sets that hold all pairs are known for each of these: never fewer are said to be needed than there are."""
        known = {(4, 4): 1, (5, 4): 3, (6, 4): 3, (7, 4): 5, (8, 4): 6, (9, 4): 8, (10, 4): 9, (11, 4): 11, (12, 4): 12, (13, 4): 13, (14, 4): 18}
        for (q, _), number in known.items():
            for trees in (1, 2, 3, 4):
                stated = [{"size": 4, "fold": 1, "by": "numbers"}, {"size": 2, "served_by": [[b] for b in range(trees)], "by": "formula"}]
                if self.judge(self.cell(100, q, 2, 2), stated, conclusion="families")[0] == 0:
                    self.assertGreater(number, 4 * trees, q)

    def test_each_claim_is_needed(self):
        for bundle in committed("blocks.json") + [os.path.join(RESULTS, "certificates", "covers", "m8-q7-c2-e2")]:
            claims = read(bundle, "blocks.json" if "m8" not in bundle else "blocks-by-formula.json")["claims"]
            instance = read(bundle, "certificate.json")["instance"]
            self.assertEqual(self.judge(instance, claims)[0], 0)
            for number in range(len(claims)):
                self.assertEqual(self.judge(instance, claims[:number] + claims[number + 1:])[0], 2)


if __name__ == "__main__":
    unittest.main()
