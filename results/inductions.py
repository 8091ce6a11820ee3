"""Refutations by inductions over the steps, for check_counting.py: the chain of inequalities of Chen, Peng and Wu (format
"arcsat-chain"), and three steps in three epochs (format "arcsat-three-steps").

{ "format": "arcsat-chain", "version": 1, "first": "single" | "tuples" | "entropy", "x": [x_0 .. x_{L-1}],
  "theta": [theta_1 .. theta_{L-1}], "tails": ["none" | "exact" | "sets" | "logs", ..] }
{ "format": "arcsat-three-steps", "version": 1, "tables": "constants" | "counted", "p1": .., "r": .., "rho": [a, b], "p2": ..,
  "h": .. }
"""
import math

from strict_json import array, header, integer, show, text
from verdicts import Malformed, Wrong

MOST = 2 ** 40
MOST_BITS = 2 ** 22  # of a number that is written out
MOST_CHOSEN = 2 ** 16
MOST_WORDS = 2 ** 30  # of additions, in words of 64 bits


def require_plain(instance, most_epochs):
    if instance.epochs > most_epochs:
        raise Wrong(f"instance: found {instance.epochs} epochs, expected at most {most_epochs}")
    if instance.overrides or instance.lists or instance.tuples is not None:
        raise Wrong("instance: expected all inputs, and messages of the model's widths")


def power(base, exponent):
    if base > 1 and base.bit_length() * exponent > MOST_BITS:
        raise Malformed(f"found a power of more than {MOST_BITS} bits")
    return base ** exponent


def choices(n, k):
    if k > MOST_CHOSEN:
        raise Malformed(f"found a choice of {k} things, expected at most {MOST_CHOSEN}")
    return math.comb(n, k)


def bits_below(bits, base, exponent):
    """Whether 2^bits < base^exponent, if it can be seen from numbers of at most 2^22 bits."""
    if base & base - 1 == 0:
        return bits < (base.bit_length() - 1) * exponent
    if base.bit_length() * exponent <= MOST_BITS:
        return bits < base.bit_length() * exponent and 1 << bits < base ** exponent
    # The 1024th power of the base is more than 2^length.
    length = (base ** 1024).bit_length() - 1
    return bits * 1024 <= length * exponent


def unlikely(q, theta, points, bits, tail):
    """Whether a sequence of so many random points of [q] has fewer than theta values with a chance below 2^-bits."""
    if tail == "logs":
        # Values in one of C(q, theta) <= (e q / theta)^theta sets, for 4 theta points or more, and log2 e < 2.
        return points >= 4 * theta and theta * (3 * ((q // theta).bit_length() - 1) - 2) >= bits
    if points * q.bit_length() + bits > MOST_BITS:
        raise Malformed(f"found {points} points, expected fewer")
    if tail == "sets":
        return choices(q, theta - 1) * (theta - 1) ** points << bits < q ** points
    if tail != "exact":
        raise Wrong(f"tails: found {show(tail)}, expected one that shows something")
    if points * theta * (points * q.bit_length() // 64 + 1) > MOST_WORDS:
        raise Malformed(f"found {points} points to be counted exactly, expected fewer")
    ways = [1]  # by the number of values so far: of these many sequences
    for _ in range(points):
        ways = [(ways[k] * k if k < len(ways) else 0) + (ways[k - 1] * (q - k + 1) if k else 0)
                for k in range(min(theta, len(ways) + 1))]
    return sum(ways) << bits < q ** points


def check_chain(instance, doc, _):
    """Why (claim and proof in full: src/certify/chain.hpp): by induction over l there are some x_k inputs of each player k < l
    whose i_{l-1} takes theta_{l-1} values, and a share 2^-delta of all (z_l .. z_L) on which players below l hear the same in
    epochs 1 .. l from the others.  From l to l + 1: of random tables z_l some x_l are in that share together, with a share
    2^-(x_l delta + 1) of what comes after, and show theta_l values, if fewer are unlikely enough; then what the players above
    l say next is put down, c bits for each token of the receiver and each situation.  At the end the theta_{L-1} n_{L-1}
    entries of z_L that are asked for must be the same on a share 2^-delta of all z_L."""
    header(doc, "arcsat-chain", 1, ("first", "x", "theta", "tails"))
    L, c, m, n, q = instance.L, instance.c, instance.m, instance.n, instance.q
    if L < 2:
        raise Wrong("instance: found one step, expected two")
    require_plain(instance, L)
    x = [integer(v, "x", 1, MOST) for v in array(doc["x"], "x")]
    theta = [None] + [integer(v, "theta", 1, MOST) for v in array(doc["theta"], "theta")]
    tails = [None] + [text(v, "tails") for v in array(doc["tails"], "tails")]
    if (len(x), len(theta), len(tails)) != (L, L, L):
        raise Wrong(f"found {len(x)}, {len(theta) - 1} and {len(tails) - 1} numbers, expected {L}, {L - 1} and {L - 1}")
    if x[0] > m or any(theta[l] > q[l - 1] for l in range(1, L)):
        raise Wrong("found an x_0 above m or a theta above its q, expected no such")
    if any(tail not in ("none", "exact", "sets", "logs") for tail in tails[1:]):
        raise Malformed("tails: expected 'none', 'exact', 'sets' or 'logs'")
    W, first = math.prod(n), text(doc["first"], "first")
    if first == "single":
        if tails[1] != "none" or x[1] != 1 or theta[1] > x[0]:
            raise Wrong("found another x_1 than 1, a tail or more values than positions, expected a single table")
    elif first in ("tuples", "entropy"):
        bits = x[1] * c * W if first == "tuples" else -(-c * W * x[0] * x[1] // m)
        if not unlikely(q[0], theta[1], x[0] * x[1], bits, tails[1]):
            raise Wrong("theta_1: fewer values are not unlikely enough")
    else:
        raise Malformed(f"first: found {show(first)}, expected 'single', 'tuples' or 'entropy'")

    def heard(things):
        return min(things, 1 << min(c, things.bit_length()))
    delta = c * (L - 1) * (W + x[0] + W * heard(x[0]))
    delta += c * m * x[1] if L == 2 else c * (L - 1) * (2 * m * x[1] + x[0] * heard(x[1]))
    tokens = instance.tokens[1:]  # of players 0 .. L
    for l in range(2, L):
        delta = x[l] * delta + 1
        if not unlikely(q[l - 1], theta[l], x[l] * n[l - 2] * theta[l - 1], delta, tails[l]):
            raise Wrong(f"theta_{l}: fewer values are not unlikely enough")
        situations = [math.prod(x[i:l]) for i in range(l)]
        if l + 1 == L:
            delta += c * (l * tokens[l] * x[l] + W * situations[0])
        else:
            delta += c * (L - l) * ((l + 1) * tokens[l] * x[l] + W * situations[0]
                                    + sum(tokens[i] * situations[i] for i in range(l)))
    entries = n[-1] * theta[-1]
    if not bits_below(delta, q[-1], entries):
        raise Wrong(f"2^{show(delta)} classes of the last table suffice for {entries} entries of {q[-1]} values")
    return f"by a chain of inequalities: 2^{delta} classes of the last table are too few for {entries} entries"


def check_three_steps(instance, doc, _):
    """Why (claim and proof in full: src/certify/three_step.hpp).  (1) gives p_1 tables z_1 of which, however player -1 hears
    them in epoch 1, some that sound alike show r values at one z_0.  (2): what players 1 and 0 hear of z_2 then is the same on
    a set of z_2 with a share rho of all rows at some w_1.  (3): of p_2 of these, however player -1 hears them by C^2 pairs of
    messages, some that sound alike show h values i_2 at one of any r entries.  So for every w_2 the row z_3(w_2, .) has h
    entries that follow from 3 messages to player -1 and the kappa messages that players 2, 1 and 0 hear of z_3 from these
    tables: (4) says that this is too little for n_2 rows."""
    header(doc, "arcsat-three-steps", 1, ("tables", "p1", "r", "rho", "p2", "h"))
    if instance.L != 3:
        raise Wrong(f"instance: found {instance.L} steps, expected three")
    require_plain(instance, 3)
    if instance.c > 31:
        raise Malformed(f"instance: found {instance.c} bits per token, expected at most 31")
    m, C, (n1, n2), (q1, q2, q3) = instance.m, 2 ** instance.c, instance.n, instance.q
    p1, r, p2, h = (integer(doc[key], key, 1, MOST) for key in ("p1", "r", "p2", "h"))
    a, b = (integer(v, "rho", 1, MOST) for v in array(doc["rho"], "rho", 2))
    if not (r <= q1 and a <= b and h <= q2):
        raise Wrong("found numbers of another kind, expected r <= q_1, a <= b and h <= q_2")
    tables = text(doc["tables"], "tables")
    if tables == "constants":
        exist = C * (r - 1) < p1 <= q1
    elif tables == "counted":
        exist = power(choices(q1, r - 1), m * C) * power(C * power(r - 1, m), p1) < power(q1, m * p1)
    else:
        raise Malformed(f"tables: found {show(tables)}, expected 'constants' or 'counted'")
    if not exist:
        raise Wrong("(1) does not hold")
    if power(a, n1) * power(C, m * (p1 + 1)) > power(b, n1):
        raise Wrong("(2) does not hold")
    colours = C * C
    if (power(choices(q2, h - 1), r * colours) * choices(q1, r) * power(colours * power(h - 1, r) * b, p2)
            >= power(a * power(q2, r), p2)):
        raise Wrong("(3) does not hold")
    kappa = 2 * n1 * q1 * p2 + 2 * m * p1 + m + m * min(p1, C)
    if not bits_below(instance.c * (kappa + 3 * n2), q3, h * n2):
        raise Wrong(f"(4): {kappa} messages ahead of {n2} rows suffice")
    return f"about three steps: {kappa} messages ahead of {n2} rows and 3 with each are too few for {h} entries of each"
