"""Refutations of two steps in two epochs by counting that sees the control first (format "arcsat-adaptive-counting"), for
check_counting.py.

{ "format": "arcsat-adaptive-counting", "version": 1, "z1": [[z_1(0), .., z_1(m-1)], ..], "whole": [PLACE IN z1, ..],
  "split": z_0 (optional), "phases": [{"share": r, "orders": [[[w, z_0, PLACE IN z1], ..], ..]}, ..] }
"""
from row_certificates import read_tables, require_allowed, require_two_steps, rows_of
from strict_json import array, fields, integer, show
from verdicts import Malformed, Wrong

MOST_NUMBER, MOST_BITS, MOST_CONTROLS = 2 ** 32 - 1, 2 ** 16, 10 ** 6


def check_adaptive(instance, doc, _):
    """Why: fix what players 1 and 0 say in epoch 1, a1[w, z_1], a0[w, z_0] and f[z_0, z_1], none of which depends on z_2, and
    how b1, b0 and the answer are computed.  What is said for one z_2 is a list of values of slots.  The answer in the context
    (w, z_0, z_1) follows from: a2[w] and d[z_0] (c bits each; what player 2 tells -1 and 0 in epoch 1); b2 (c bits; what it
    tells -1 in epoch 2, for this z_2 one value for each w, a0[w, z_0] and a1[w, z_1]); and either e[z_1] (c m bits; what player
    2 tells 1 in epoch 1, the same in all contexts with this z_1) or b1 (c bits; what player 1 tells -1 in epoch 2, for this
    z_2 one value for each w, a0[w, z_0] and z_1).

    Choose z_2 entry by entry along an order of contexts that ask for different entries.  N counts the ways to fill the slots
    read so far that give the chosen entries; k bits in new slots make N 2^k of them, some value of the next entry is given
    by at most N 2^k // q_2, and that value is chosen.  At N = 0 nothing that can be said gives this z_2.  With a split, a
    phase counts for `share` of the values of d[split], which is read ahead; phases choose entries in different rows of one
    z_2, and their shares add up to all values, so some phase is about the value that is said.

    Which slots are one is a matter of which tables a1[w, .] tells apart and which positions a0[w, .] does, at each w: for each
    such control (at most 2^c classes each) some order of the phase must reach 0.  Where a class is not fixed yet,
    only equal tables (positions) share; fixing it only makes more slots one, and each N at most smaller."""
    fields(doc, "the file", ("format", "version", "z1", "whole", "phases"), ("split",))
    integer(doc["version"], "version", 1, 1)
    require_two_steps(instance)
    tables = read_tables(doc["z1"], instance)
    whole = [integer(k, "whole", 0, len(tables) - 1) for k in array(doc["whole"], "whole")]
    if len(set(whole)) != len(whole):
        raise Wrong("whole: a place stands twice")
    split = integer(doc["split"], "split", 0, instance.m - 1) if "split" in doc else None
    phases = [read_phase(phase, f"phases[{k}]", instance, tables) for k, phase in enumerate(array(doc["phases"], "phases"))]
    shares = sum(share for share, _ in phases)
    # 2^c without the power, which may be huge.
    enough = len(phases) == 1 == shares if split is None else shares.bit_length() > instance.c
    if not enough:
        raise Wrong("phases: the shares are not all that can be said")
    rows = [{w for order in orders for w, _, _ in order} for _, orders in phases]
    if len(set().union(*rows)) != sum(map(len, rows)):
        raise Wrong("phases: two of them choose entries in one row")
    require_allowed(instance, {z for _, orders in phases for order in orders for _, z, _ in order}, tables)
    for share, orders in phases:
        require_an_order_for_every_control(instance, orders, share, split, set(whole))
    count = sum(len(orders) for _, orders in phases)
    return (f"by adaptive counting: whatever players 1 and 0 say in epoch 1, along one of {count} orders of contexts a last "
            "table can be chosen that nothing that can be said gives")


def read_phase(doc, where, instance, tables):
    fields(doc, where, ("share", "orders"))
    share = integer(doc["share"], where + ".share", 1, MOST_NUMBER)
    orders = []
    for number, listed in enumerate(array(doc["orders"], where + ".orders")):
        place = f"{where}.orders[{number}]"
        order = []
        for context in array(listed, place):
            w, z, table = array(context, place, 3)
            order.append((integer(w, place, 0, rows_of(instance) - 1), integer(z, place, 0, instance.m - 1),
                          integer(table, place, 0, len(tables) - 1)))
        if len({(w, tables[table][z]) for w, z, table in order}) != len(order):
            raise Wrong(f"{place}: two contexts ask for one entry")
        orders.append(order)
    return share, orders


def left(instance, order, count, split, whole, colour):
    """N at the end of an order; `colour` holds the classes that are fixed."""
    read = {("d", split)}
    for w, z, table in order:
        said = colour.get((w, 0, z), ("position", z))
        told = colour.get((w, 1, table), ("table", table))
        slots = {("a2", w): instance.c, ("d", z): instance.c, ("b2", w, said, told): instance.c}
        if table in whole:
            slots["e", table] = instance.c * instance.m
        else:
            slots["b1", w, said, table] = instance.c
        bits = sum(width for slot, width in slots.items() if slot not in read)
        if bits > MOST_BITS:
            raise Malformed(f"slots of more than {MOST_BITS} bits in a context, which are not counted here")
        read.update(slots)
        count = (count << bits) // instance.q[1]
    return count


def require_an_order_for_every_control(instance, orders, share, split, whole):
    items = sorted({item for order in orders for w, z, table in order for item in ((w, 0, z), (w, 1, table))})
    colours = 1 << min(instance.c, len(items).bit_length())  # more colours than items change nothing
    colour, controls = {}, 0

    def escapes():
        nonlocal controls
        controls += 1
        if controls > MOST_CONTROLS:
            raise Malformed(f"more than {MOST_CONTROLS} controls, which are not tried here")
        if any(left(instance, order, share, split, whole, colour) == 0 for order in orders):
            return False
        if len(colour) == len(items):
            return True
        w, player, _ = item = items[len(colour)]
        used = {name for (v, other, _), name in colour.items() if (v, other) == (w, player)}
        for name in range(min(len(used) + 1, colours)):  # a name that was not used stands for all of them
            colour[item] = name
            if escapes():
                return True
            del colour[item]
        return False
    if escapes():
        raise Wrong(f"for the control {show(sorted(colour.values()))} no order leaves nothing")
