"""Refutations of two steps in two epochs by counting with weights (format "arcsat-weighted-counting"), for check_counting.py.

{ "format": "arcsat-weighted-counting", "version": 1, "queries": R, "z0": [z_0, ..], "z1": [[z_1(0), .., z_1(m-1)], ..],
  "weights": [WEIGHT, ..], "denominator": D }
"""
from row_certificates import MOST_WEIGHT, less, read_positions, read_tables, require_allowed, require_two_steps, rows_of
from strict_json import array, header, integer
from verdicts import Wrong


def check_weighted(instance, doc, _):
    """Why: in the rows w < R and the contexts of the listed z_0 and z_1, call common what player 2 tells -1 and 0 in epoch 1
    and -1 in epoch 2: a2[w], d[z_0] and b2 (for each w, one for each pair that players 0 and 1 say).  Given it, the entries of
    z_2 in the rows at z_1(z_0), over the listed z_0, follow for each z_1 from e[z_1], what player 2 tells player 1 of it: they
    take at most 2^(c m) values.  If each z_1 counts with its weight over D, and cov_i is the weight of the z_1 that show i,
    Shearer's inequality (as Atserias, Grohe and Marx state it) bounds what is taken in all by
    2^common prod 2^(c m weight/D) prod_i q_2^(R max(0, 1 - cov_i)), of q_2^(R q_1).  Compared are the D-th powers, strictly,
    both divided by the entries that are not covered."""
    header(doc, "arcsat-weighted-counting", 1, ("queries", "z0", "z1", "weights", "denominator"))
    require_two_steps(instance)
    rows = integer(doc["queries"], "queries", 1, rows_of(instance))
    positions, tables = read_positions(doc["z0"], instance), read_tables(doc["z1"], instance)
    weights = [integer(v, f"weights[{k}]", 1, MOST_WEIGHT) for k, v in enumerate(array(doc["weights"], "weights", len(tables)))]
    denominator = integer(doc["denominator"], "denominator", 1, MOST_WEIGHT)
    require_allowed(instance, positions, tables)

    def told_apart(things):
        return min(things, 1 << min(instance.c, things.bit_length()))
    common = rows + len(positions) + rows * told_apart(len(positions)) * told_apart(len(tables))
    covered = {}
    for table, weight in zip(tables, weights):
        for i in {table[z] for z in positions}:
            covered[i] = covered.get(i, 0) + weight
    entries = rows * sum(min(denominator, weight) for weight in covered.values())
    if not less(instance, denominator * common + instance.m * sum(weights), entries):
        raise Wrong(f"what is said suffices for {entries} entries (times the denominator)")
    return (f"by weighted counting: {common * instance.c} bits that do not depend on z_1 and {instance.m * sum(weights)} of "
            f"{instance.c} bits times {denominator} that player 1 hears are too few for {entries} entries times {denominator}")
