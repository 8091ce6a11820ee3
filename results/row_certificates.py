"""Refutations of two steps in two epochs row by row (format "arcsat-rows"), for check_counting.py.

{ "format": "arcsat-rows", "version": 1, "z0": [z_0, ..], "z1": [[z_1(0), .., z_1(m-1)], ..], "denominator": D,
  "templates": [[[[PLACE IN z1, ..], [PLACE IN z0, ..], WEIGHT], ..], ..] }
"""
from strict_json import array, header, integer, show
from verdicts import Malformed, Wrong

MOST_WEIGHT, MOST_BITS, MOST_NODES, MOST_ITEMS = 2 ** 20, 2 ** 24, 2 * 10 ** 6, 400


def check_rows(instance, doc, _):
    """Why: in epoch 1 player 2 tells player -1 a2[w] (c bits), player 0 d[z_0] (c bits), player 1 e[z_1] (c m bits).  What
    players 1 and 0 tell player -1 then, a1[w, z_1] and a0[w, z_0], does not depend on z_2.  Let P be the listed tables z_1, J
    the listed z_0, C = 2^c.  Y = (e on P, d on J) takes at most C^(m|P| + |J|) values.

    Take a row w, and a part (S, A) of a template with a1[w, .] constant on S and a0[w, .] constant on A.  In the contexts
    (w, z_0, z_1) with z_1 in S, z_0 in A player -1 sees the same after epoch 1, so hears one and the same b2 from player 2;
    what it hears from players 1 and 0 in epoch 2 follows, context by context, from Y.  So given Y and a2[w] the entries of
    row w at I = {z_1(z_0)} take at most C values together.  If all parts of a template are of this kind, with weights l/D,
    and cov_i = the sum of the weights of the parts with i in I, then by Shearer's inequality (as Atserias, Grohe and Marx
    state it) the row takes at most F^(1/D) values given Y, with F = C^(D + sum l) q_2^(sum_i max(0, D - D cov_i)); the first
    C^D is for a2[w].

    If whatever a1[w, .] and a0[w, .] are, some template is of this kind, then a protocol is right for at most
    C^(m|P| + |J|) W^(n/D) tables z_2, W being the largest F.  That must be less than all q_2^(n q_1) of them: compared are
    the D-th powers, strictly, both sides divided by q_2^(n sum_i max(0, D - D cov_i)).  If it is less for some number of rows,
    it is for more, because then a row loses."""
    header(doc, "arcsat-rows", 1, ("z0", "z1", "denominator", "templates"))
    require_two_steps(instance)
    positions, tables = read_positions(doc["z0"], instance), read_tables(doc["z1"], instance)
    require_allowed(instance, positions, tables)
    denominator = integer(doc["denominator"], "denominator", 1, MOST_WEIGHT)
    templates = [read_template(parts, f"templates[{k}]", len(tables), len(positions))
                 for k, parts in enumerate(array(doc["templates"], "templates"))]
    require_a_template_for_every_colouring(templates, len(tables), len(positions), instance.c)

    ahead = denominator * (instance.m * len(tables) + len(positions))
    losses = {loss(parts, tables, positions, denominator) for parts in templates}
    rows = rows_of(instance)
    tried = 1
    while not all(less(instance, ahead + tried * units, tried * gain) for units, gain in losses):
        if tried == rows:
            raise Wrong(f"the tables that can be served are not shown to be fewer than all, with {rows} rows")
        tried = min(2 * tried, rows)
    return (f"row by row: {ahead // denominator * instance.c} bits ahead of the rows, with {len(tables)} tables z_1 and "
            f"{len(positions)} z_0, and what each row then gets are too few")


def require_two_steps(instance):
    if instance.L != 2 or instance.epochs != 2:
        raise Wrong(f"found L = {instance.L} and {instance.epochs} epochs, expected two steps in two epochs")
    if instance.overrides:
        raise Wrong("found width overrides, expected c bits for each token")
    if instance.tuples is not None or 3 in instance.lists:
        raise Wrong("found restricted tables z_2, expected all of them")


def rows_of(instance):
    return len(instance.lists[0]) if 0 in instance.lists else instance.n[0]


def read_positions(doc, instance):
    positions = [integer(z, f"z0[{k}]", 0, instance.m - 1) for k, z in enumerate(array(doc, "z0"))]
    if len(set(positions)) != len(positions):
        raise Wrong("z0: an entry stands twice")
    return positions


def read_tables(doc, instance):
    tables = [tuple(integer(v, f"z1[{k}]", 0, instance.q[0] - 1) for v in array(z, f"z1[{k}]", instance.m))
              for k, z in enumerate(array(doc, "z1"))]
    if len(set(tables)) != len(tables):
        raise Wrong("z1: an entry stands twice")
    return tables


def require_allowed(instance, positions, tables):
    indices = [sum(v * instance.q[0] ** a for a, v in enumerate(z)) for z in tables]
    for place, used in ((1, positions), (2, indices)):
        if place in instance.lists and not set(used) <= set(instance.lists[place]):
            raise Wrong(f"{instance.names[place]}: one is used that the instance does not allow")


def read_template(doc, where, tables, positions):
    parts = []
    for number, part in enumerate(array(doc, where)):
        place = f"{where}[{number}]"
        chosen = []
        for listed, end in zip(array(part, place, 3), (tables, positions)):
            chosen.append([integer(k, place, 0, end - 1) for k in array(listed, place)])
            if not listed or any(a >= b for a, b in zip(chosen[-1], chosen[-1][1:])):
                raise Malformed(f"{place}: found {show(listed)}, expected places in ascending order")
        parts.append((*chosen, integer(part[2], place, 1, MOST_WEIGHT)))
    return parts


def loss(parts, tables, positions, denominator):
    """A row takes at most C^units q_2^(D q_1 - gain) values, to the D-th power."""
    covered = {}
    for chosen, at, weight in parts:
        for i in {tables[s][positions[a]] for s in chosen for a in at}:
            covered[i] = covered.get(i, 0) + weight
    return denominator + sum(weight for *_, weight in parts), sum(min(denominator, weight) for weight in covered.values())


def less(instance, units, gain):
    """C^units < q_2^gain."""
    bits = units * instance.c
    if max(bits, gain * instance.q[1].bit_length()) > MOST_BITS:
        raise Malformed(f"numbers of more than {MOST_BITS} bits, which are not compared here")
    return 1 << bits < instance.q[1] ** gain


def require_a_template_for_every_colouring(templates, tables, positions, c):
    """Colour tables and positions, each with 2^c colours, in every way up to their names: some template must have all its
    parts' tables of one colour each, and their positions."""
    ready = [[] for _ in range(tables + positions + 1)]  # templates, by how many items must have colours before they can fit
    for parts in templates:
        alike = [group for chosen, at, _ in parts for group in (chosen, [tables + a for a in at]) if len(group) > 1]
        ready[max((group[-1] + 1 for group in alike), default=0)].append(alike)
    items = max((k for k, waiting in enumerate(ready) if waiting), default=0)
    if items > MOST_ITEMS:
        raise Malformed(f"{items} tables and positions to be coloured, more than {MOST_ITEMS} are not tried here")
    colours = 1 << min(c, items.bit_length())  # more colours than items change nothing
    colour, nodes = [], 0

    def escapes(used):
        nonlocal nodes
        nodes += 1
        if nodes > MOST_NODES:
            raise Malformed(f"more than {MOST_NODES} partial colourings, which are not tried here")
        if any(all(len({colour[k] for k in group}) == 1 for group in alike) for alike in ready[len(colour)]):
            return False
        if len(colour) == items:
            return True
        kind = len(colour) >= tables
        for name in range(min(used[kind] + 1, colours)):
            colour.append(name)
            if escapes((max(used[0], name + 1), used[1]) if not kind else (used[0], max(used[1], name + 1))):
                return True
            colour.pop()
        return False
    if escapes((0, 0)):
        raise Wrong(f"no template fits the colouring {show(colour)} of the tables and positions")
