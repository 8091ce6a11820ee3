"""Witnesses of one step as covers (format "arcsat-cover"), for check_cover.py.  What blocks and trees are: block_bounds.py.

{ "format": "arcsat-cover", "version": 1, "blocks": [BLOCK, ..] }, BLOCK being { "size": k, "count": how many alike, "by": BY }
with BY one of "stream" (each u of a leaf is a digit of its label; the labels are all of [q]), "leaves" (one position; the
label is the leaf's number), "windows" (one position; "from": [C values], labels from there on, modulo q) and "trees"
("labels": [[label of each leaf], ..], one tree for all b or C of them).
"""
import itertools
import math

from block_bounds import require_one_step
from strict_json import array, count_of, fields, header, integer, show, text
from verdicts import Malformed, Wrong

MOST_SETS, MOST_STRATEGIES, MOST_PARTS, MOST_LABELS = 2 ** 20, 2 ** 16, 4096, 2 ** 20


def strategies(labels, C):
    """The sets of labels that the strategies of a tree leave within reach, those that another contains left out."""
    if len(labels) == 1:
        return {frozenset(labels)}
    part = len(labels) // (C * C)
    found = set()
    for v in range(C):
        together = {frozenset()}
        for u in range(C):
            first = (v * C + u) * part
            below = strategies(labels[first:first + part], C)
            together = {one | other for one in together for other in below}
            if len(together) > MOST_STRATEGIES:
                raise Malformed("more than 2^16 strategies of a tree are not checked here")
        found |= together
    return {one for one in found if not any(one < other for other in found)} if len(found) <= 256 else found


def least(parts):
    if len(parts) > MOST_PARTS:
        raise Malformed("more than 4096 lists of trees are not checked here")
    return {one for one in parts if not any(other < one for other in parts)}


def parts_of_windows(doc, where, q, C, rounds):
    if C > MOST_PARTS:
        raise Malformed(f"{where}: more than 4096 windows are not checked here")
    begins = [integer(v, where + ".from", 0, q - 1) for v in array(doc["from"], where + ".from", C)]
    length = min(q, C ** (2 * rounds))
    # Which windows hold a value changes only where one begins or ends.
    values = {0} | set(begins) | {(begin + length) % q for begin in begins}
    return {frozenset(b for b, begin in enumerate(begins) if (value - begin) % q < length) for value in values}


def parts_of_trees(doc, where, size, q, C, rounds):
    if q > 64 or C ** (2 * rounds) > MOST_LABELS:
        raise Malformed(f"{where}: trees for {q} values with {show(C ** (2 * rounds))} leaves are not checked here")
    listed = array(doc["labels"], where + ".labels")
    if len(listed) not in (1, C):
        raise Wrong(f"{where}.labels: found {count_of(len(listed), 'tree')}, expected 1 or {C}")
    trees = []
    for number, labels in enumerate(listed):
        place = f"{where}.labels[{number}]"
        if len(array(labels, place)) != C ** (2 * rounds):
            raise Wrong(f"{place}: found {count_of(len(labels), 'label')}, expected {C ** (2 * rounds)}")
        if C == 1:
            labels = labels[:1]
        trees.append(strategies([integer(label, place, 0, q - 1) for label in labels], C))
    k = min(size, q)
    if math.comb(q, k) > MOST_SETS:
        raise Malformed(f"{where}: more than 2^20 sets of values are not checked here")
    # By tree the sets of k values that it serves.
    served = [{chosen for one in tree for chosen in itertools.combinations(sorted(one), k)} for tree in trees]
    parts = set()
    for chosen in itertools.combinations(range(q), k):
        part = frozenset(b for b, some in enumerate(served) if chosen in some)
        if not part:
            raise Wrong(f"{where}: the values {show(list(chosen))} are served by no tree")
        parts.add(part)
    return None if len(trees) == 1 else parts


def read_block(doc, where, m, q, C, rounds):
    """How many blocks, of how many positions, and the lists of trees that serve their sets; none if all do."""
    if type(doc) is not dict or "by" not in doc:
        raise Malformed(f"{where}: found {show(doc)}, expected a block")
    by = text(doc["by"], where + ".by")
    more = {"stream": (), "leaves": (), "windows": ("from",), "trees": ("labels",)}.get(by)
    if more is None:
        raise Malformed(f"{where}.by: found {show(by)}, expected 'stream', 'leaves', 'windows' or 'trees'")
    fields(doc, where, ("size", "count", "by", *more))
    size, count = (integer(doc[key], f"{where}.{key}", 1, 2 ** 32 - 1) for key in ("size", "count"))
    if by in ("leaves", "windows") and size != 1:
        raise Wrong(f"{where}.size: found {size}, expected 1")
    if by == "stream":
        if q > C ** rounds:
            raise Wrong(f"{where}: a stream of {q} values, a strategy leaves {show(C ** rounds)} labels")
        return count, size, None
    if by == "leaves":
        if q > C ** (2 * rounds):
            raise Wrong(f"{where}: {q} values for {show(C ** (2 * rounds))} leaves")
        return count, size, None
    if by == "windows":
        return count, size, parts_of_windows(doc, where, q, C, rounds)
    return count, size, parts_of_trees(doc, where, size, q, C, rounds)


def check_cover(instance, doc):
    """Why: see block_bounds.py.  A set of values in a block stands for all tables with these values there; some b must lie in
    the lists of all blocks, however the sets are chosen in them."""
    header(doc, "arcsat-cover", 1, ("blocks",))
    m, q, C, rounds = require_one_step(instance)
    blocks = [read_block(entry, f"blocks[{number}]", m, q, C, rounds)
              for number, entry in enumerate(array(doc["blocks"], "blocks"))]
    if sum(count for count, _, _ in blocks) > C:
        raise Wrong(f"blocks: found more than {C}")
    if sum(count * size for count, size, _ in blocks) != m:
        raise Wrong(f"blocks: found other positions than m = {m}")
    hard = [(count, least(parts)) for count, _, parts in blocks if parts is not None]
    if sum(count * (C - min(map(len, parts))) for count, parts in hard) >= C:
        common = {frozenset(range(C))}
        for count, parts in hard:
            for _ in range(count):
                common = {one & other for one in common for other in parts}
                if frozenset() in common:
                    raise Wrong("blocks: sets of values, one in each block, that no b serves")
                common = least(common)
    return f"by a cover: {count_of(len(blocks), 'block')} (alike ones once) have trees that serve every table"
