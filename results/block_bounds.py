"""Refutations of one step by blocks (format "arcsat-blocks"), for check_cover.py.

{ "format": "arcsat-blocks", "version": 1, "conclusion": "folds" | "families" | "volume", "claims": [CLAIM, ..] }, CLAIM being
{ "size": k, "fold": h, "by": "numbers" } or { "size": k, "served_by": [[b, ..], ..], "weights": [w_b, ..], "by": "numbers" }.

One step and E epochs come to this (the proofs: src/certify/one_step.hpp, block_claim.hpp, block_bound.hpp).  C = 2^c.  In
epoch 1 player 0 says in which of C blocks of positions z_0 lies, player 1 says some b of C.  Then, in E - 1 rounds, both walk
down a tree of the block and b, player 1 choosing v, player 0 choosing u, C ways each, to a leaf labelled with the answer.
Player 1 has a strategy for each block; player 0 can be told by player 1 where to go.  So a tree serves a set of values if
some strategy leaves leaves with all these labels within player 0's reach, and a protocol exists if and only if for every
table z_1 some b has trees that serve, for each block, the values of z_1 there.
"""
import functools
import itertools
import math

from strict_json import array, fields, header, integer, show, text
from verdicts import Malformed, Wrong

MOST_SIZE, MOST_WEIGHT, MOST_CLAIMS, MOST_LISTED_C, MOST_M = 64, 2 ** 20, 4096, 6, 1024


def require_one_step(instance):
    if instance.L != 1:
        raise Wrong(f"instance.task.L: found {instance.L}, expected 1")
    if instance.overrides or instance.lists or instance.tuples is not None:
        raise Wrong("instance: found widths or inputs of its own, expected all inputs and c bits a token")
    if instance.c > 2 ** 16 or instance.c * instance.epochs > 2 ** 18:
        raise Malformed("instance: numbers of more than 2^19 bits are not checked here")
    return instance.m, instance.q[0], 1 << instance.c, instance.epochs - 1


def times(a, b, most):
    """The product of two polynomials, up to the power `most`."""
    result = [0] * min(len(a) + len(b) - 1, most + 1)
    for i, x in enumerate(a):
        for j, y in enumerate(b[:len(result) - i]):
            result[i + j] += x * y
    return result


def power(a, exponent, most):
    result = [1]
    while exponent:
        if exponent & 1:
            result = times(result, a, most)
        exponent >>= 1
        a = times(a, a, most)
    return result


def coefficient(polynomial, k):
    return polynomial[k] if k < len(polynomial) else 0


def leaf_sets(C, rounds, k):
    """How many sets of k leaves of a tree some strategy leaves within reach; and of these, how many hold a given leaf."""
    sets, with_leaf = [1, 1], [1]
    for _ in range(rounds):
        with_leaf = times(with_leaf, power(sets, C - 1, k), k)
        sets = [1] + [C * number for number in power(sets, C, k)[1:]]
    return coefficient(sets, k), coefficient(with_leaf, k - 1)


def read_claim(doc, where, C, c):
    lists = type(doc) is dict and "served_by" in doc
    fields(doc, where, ("size", *(("served_by", "weights") if lists else ("fold",)), "by"))
    size = integer(doc["size"], where + ".size", 1, 2 ** 32 - 1)
    by = text(doc["by"], where + ".by")
    if by not in ("numbers", "formula"):
        raise Malformed(f"{where}.by: found {show(by)}, expected 'numbers' or 'formula'")
    if by == "formula":
        raise Malformed(f"{where}.by: a claim by a formula, whose proof is not checked here")
    if not lists:
        fold = integer(doc["fold"], where + ".fold", 1, 2 ** 32 - 1)
        if fold > C:
            raise Wrong(f"{where}.fold: found {fold}, expected at most {C}")
        return size, fold, None, None
    if c > MOST_LISTED_C:
        raise Malformed(f"{where}.served_by: lists with more than {2 ** MOST_LISTED_C} trees are not checked here")
    served_by = []
    for number, listed in enumerate(array(doc["served_by"], where + ".served_by")):
        trees = [integer(b, f"{where}.served_by[{number}]", 0, C - 1) for b in array(listed, f"{where}.served_by[{number}]")]
        if not trees or len(set(trees)) != len(trees):
            raise Wrong(f"{where}.served_by[{number}]: found {show(listed)}, expected some trees, each once")
        served_by.append(trees)
    if not 0 < len(served_by) <= MOST_CLAIMS:
        raise Wrong(f"{where}.served_by: found {len(served_by)} lists, expected 1 to {MOST_CLAIMS}")
    weights = [integer(w, where + ".weights", 0, MOST_WEIGHT) for w in array(doc["weights"], where + ".weights", C)]
    return size, None, served_by, weights


def require_claim(claim, where, q, C, rounds):
    """No C trees serve every set of k values as often as is said.  Let each b have a weight, t the least weight that serves a
    set (C trees of weight 1 and t = fold).  A strategy leaves C^rounds labels; a tree serves at most `sets` sets of k
    values, and at most `with_leaf` that contain a given value for each leaf with that label."""
    size, fold, served_by, weights = claim
    k = min(size, q)
    every, least = (C, fold) if fold else (sum(weights), min(sum(weights[b] for b in trees) for trees in served_by))
    if least == 0:
        raise Wrong(f"{where}: nothing of weight need serve a set")
    if k > C ** rounds:
        return
    if k > MOST_SIZE or (2 * rounds + 1) * C.bit_length() * k > 2 ** 16 + 2 ** 12:
        raise Malformed(f"{where}: claims about {k} values in {rounds} rounds are not checked here")
    sets, with_leaf = leaf_sets(C, rounds, k)
    if least * math.comb(q, k) > every * sets:
        return
    leaves_of_a_value = -(-least * math.comb(q - 1, k - 1) // with_leaf)
    if q * leaves_of_a_value <= every * C ** (2 * rounds):
        raise Wrong(f"{where}: found room for every set of {k} values, expected too few leaves")


def conclude_by_folds(claims, m, C):
    """Of h hard blocks (none of whose trees serves all) every set must be served by at least h trees, else the trees that
    serve some set are each missed in another hard block; C hard blocks are soft.  So h blocks of at most K_h positions and
    C - h of at most K_C."""
    sizes = [(fold, size) for size, fold, _, _ in claims if fold]

    def most(h):
        return min((size for fold, size in sizes if fold <= h), default=math.inf) - 1
    ends = {0, C - 1} | {end for fold, _ in sizes for end in (fold - 1, fold) if 0 <= end < C}
    for h in sorted(ends):
        fits = (C - h) * most(C) + (h * most(h) if h else 0)
        if fits >= m:
            raise Wrong(f"found {h} hard blocks that leave room for {m} positions")


@functools.cache
def all_families(C):
    """The parts of [C], and the families of some of them, not the empty one, that hold with a part all that contain it."""
    parts = [frozenset(part) for n in range(C, 0, -1) for part in itertools.combinations(range(C), n)]
    families = [frozenset()]
    for part in parts:  # one may join once all that contain it are there
        families += [family | {part} for family in families if all(larger in family for larger in parts if larger > part)]
    return parts + [frozenset()], [family for family in families if family]


def conclude_by_families(claims, m, C, c):
    """B(Q) is the set of trees that serve Q, F_a what contains some B(Q) of block a.  All choices of one part of each F_a must
    meet.  Followed are the least families that no claim excludes, block by block."""
    if c > 2:
        raise Wrong(f"found families with c = {c}, expected at most 2")
    if m > MOST_M:
        raise Malformed(f"families for {m} positions are not checked here")
    parts, families = all_families(C)

    def above(some):
        return frozenset(part for part in parts if any(part >= one for one in some))
    excluded = []
    for size, fold, served_by, _ in claims:
        if fold:
            excluded.append((size, frozenset(part for part in parts if len(part) >= fold)))
        else:
            for names in itertools.permutations(range(C)):
                excluded.append((size, above([frozenset(names[b] for b in trees) for trees in served_by])))
    possible = []
    for size in range(1, m + 1):
        here = [family for family in families if not any(size >= s and family <= allowed for s, allowed in excluded)]
        if not here:
            break
        possible.append([family for family in here if not any(other < family for other in here)])
    meets = {}

    def meet(one, other):
        if (one, other) not in meets:
            meets[one, other] = above({a & b for a in one for b in other})
        return meets[one, other]
    reached = {(0, above([frozenset(range(C))]))}
    for _ in range(C):
        after = set(reached)
        for total, family in reached:
            for size, choices in enumerate(possible, 1):
                if total + size > m:
                    break
                after |= {(total + size, together) for together in (meet(family, one) for one in choices)
                          if frozenset() not in together}
        reached = after
    if any(total == m for total, _ in reached):
        raise Wrong(f"found families of {C} blocks that meet, for {m} positions")


def conclude_by_volume(claims, m, q, C, rounds):
    """If no block has two positions, each b is right for at most C^(2 rounds m) tables."""
    if q < 2 or not any(size == 2 and fold == 1 for size, fold, _, _ in claims):
        raise Wrong("found no claim that two positions do not fit into a block")
    if m <= C and q ** m <= C * C ** (2 * rounds * m):
        raise Wrong(f"found room for {m} positions apart")


def check_blocks(instance, doc):
    header(doc, "arcsat-blocks", 1, ("conclusion", "claims"))
    m, q, C, rounds = require_one_step(instance)
    listed = array(doc["claims"], "claims")
    if not 0 < len(listed) <= MOST_CLAIMS:
        raise Wrong(f"claims: found {len(listed)}, expected 1 to {MOST_CLAIMS}")
    claims = []
    for number, entry in enumerate(listed):
        claims.append(read_claim(entry, f"claims[{number}]", C, instance.c))
        require_claim(claims[-1], f"claims[{number}]", q, C, rounds)
    conclusion = text(doc["conclusion"], "conclusion")
    if conclusion == "folds":
        conclude_by_folds(claims, m, C)
    elif conclusion == "families":
        conclude_by_families(claims, m, C, instance.c)
    elif conclusion == "volume":
        conclude_by_volume(claims, m, q, C, rounds)
    else:
        raise Malformed(f"conclusion: found {show(conclusion)}, expected 'folds', 'families' or 'volume'")
    return f"by blocks ({conclusion}): no blocks of {m} positions have trees that serve every table of {q} values"
