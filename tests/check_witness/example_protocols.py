"""Protocols made by hand, by code that shares nothing with results/check_witness.py: tables are Python dictionaries, indices
come from explicit enumeration of domains, inboxes are dictionaries by (epoch, sender) that are sorted when they are written.
"""
import itertools
import json
import random


class Task:
    """The inputs of every player, written out as objects in the order of their indices."""

    def __init__(self, L, m, n, q):
        self.L, self.m, self.n, self.q = L, m, n, q
        self.players = list(range(-1, L + 1))
        # w_1 is the fastest digit; itertools.product turns the last one fastest, hence the reversals.
        self.objects = {-1: [w[::-1] for w in itertools.product(*[range(size) for size in n[::-1]])], 0: list(range(m))}
        self.tokens = {-1: 1, 0: 1}
        for l in range(1, L + 1):
            domain = [(0, k) for k in range(m)]
            if l > 1:
                domain = [(w, i) for w in range(n[l - 2]) for i in range(q[l - 2])]
            self.tokens[l] = len(domain)
            self.objects[l] = [dict(zip(domain, digits[::-1]))
                               for digits in itertools.product(range(q[l - 1]), repeat=len(domain))]

    def chain(self, indices):
        """[i_0, .., i_L] for a dictionary of input indices by player."""
        w = (0,) + self.objects[-1][indices[-1]]
        chain = [indices[0]]
        for l in range(1, self.L + 1):
            chain.append(self.objects[l][indices[l]][w[l - 1], chain[-1]])
        return chain

    def all_inputs(self, lists=None):
        lists = lists or {}
        choices = [lists.get(p, range(len(self.objects[p]))) for p in self.players]
        return [dict(zip(self.players, chosen)) for chosen in itertools.product(*choices)]


def noise(t, j, i, sender, receiver):
    """A message that nobody needs, but that depends on everything it may depend on."""
    total = 3 * t + 5 * j + 7 * i
    for index, inbox in (sender, receiver):
        total = 31 * total + 11 * index + sum((k + 2) * value for k, (_, value) in enumerate(sorted(inbox.items())))
    return total


def build(task, epochs, c, rule, answer, inputs=None, restriction=None, widths=(), explicit_q=True, use_b=False):
    """Record the protocol on all inputs.  rule(t, j, i, sender, receiver) gives the message or None for noise; sender and
    receiver are (index, inbox) before the epoch; answer(index of w, inbox) the output."""
    override = {(o["epoch"], o["from"], o["to"]): o["bits"] for o in widths}
    rows, output = {}, {}
    for indices in inputs or task.all_inputs():
        inboxes = {p: {} for p in task.players}
        for t in range(1, epochs + 1):
            new = []
            for i, j in itertools.combinations(task.players, 2):
                bits = override.get((t, j, i), c * task.tokens[i])
                sender, receiver = (indices[j], dict(inboxes[j])), (indices[i], dict(inboxes[i]))
                value = rule(t, j, i, sender, receiver)
                if value is None:
                    value = noise(t, j, i, sender, receiver) % 2 ** bits
                assert 0 <= value < 2 ** bits, "the test's own protocol must fit its widths"
                flat = [[v for _, v in sorted(inbox.items())] for _, inbox in (sender, receiver)]
                row = (indices[j], tuple(flat[0]), indices[i], tuple(flat[1]))
                assert rows.setdefault((t, j, i, bits), {}).setdefault(row, value) == value
                new.append((i, j, value))
            for i, j, value in new:
                inboxes[i][t, j] = value
        flat = tuple(v for _, v in sorted(inboxes[-1].items()))
        output[indices[-1], flat] = answer(indices[-1], inboxes[-1])
    doc_task = {"L": task.L, "m": task.m}
    if task.L > 1:
        doc_task["n"] = task.n
    if explicit_q:
        doc_task["q"] = task.q
    model = {"kind": "decoder", "epochs": epochs}
    model.update({"B": c / 2} if use_b else {"bits_per_token": c})
    if widths:
        model["widths"] = list(widths)
    instance = {"task": doc_task, "model": model}
    if restriction is not None:
        instance["inputs"] = restriction
    messages = [{"epoch": t, "from": j, "to": i, "bits": bits,
                 "rows": [[a, list(b), d, list(e), value] for (a, b, d, e), value in table.items()]}
                for (t, j, i, bits), table in rows.items()]
    return {"format": "arcsat-protocol", "version": 1, "instance": instance, "messages": messages,
            "output": [[w, list(inbox), value] for (w, inbox), value in output.items()]}


def one_epoch():
    """L = 1, E = 1, c = 2: player 0 sends z_0, player 1 its whole table, the output looks it up."""
    task = Task(1, 2, [], [2])
    return build(task, 1, 2, lambda t, j, i, s, r: s[0] if i == -1 else None,
                 lambda w, inbox: task.objects[1][inbox[1, 1]][0, inbox[1, 0]])


def thought_through(unlimited=False):
    """L = 1, m = q_1 = 2, E = 1, c = 1: player 0 sends player -1 z_0, which becomes the thought; player 1 answers it."""
    first = [{"epoch": 1, "from": j, "to": i, "bits": bits,
              "rows": [[a, [], b, [], a if (j, i) == (0, -1) else 0] for a in range(2 if j == 0 else 4)
                       for b in range([1, 2, 4][i + 1])]}
             for j, i, bits in [(0, -1, 1), (1, -1, 1), (1, 0, 1)]]
    known = [[0, [z0, 0]] if unlimited else [z0, []] for z0 in range(2)]  # the thought, of z_0
    to_thought = [{"epoch": 1, "from": j, "to": -2, "bits": 1,
                   "rows": [[a, [], *known[z0], a >> z0 & 1 if j == 1 else 0]
                            for a in range([1, 2, 4][j + 1]) for z0 in range(2)]} for j in (-1, 0, 1)]
    doc = {"format": "arcsat-protocol", "version": 1,
           "instance": {"task": {"L": 1, "m": 2, "n": [], "q": [2]}, "inputs": {},
                        "model": {"kind": "chain-of-thought", "thoughts": 1,
                                  "thought_bits": "unlimited" if unlimited else 1, "epochs": 1, "bits_per_token": 1}},
           "messages": first + to_thought,
           "thoughts": [{"thought": 1, "bits": 1, "rows": [[0, [z0, 0], z0] for z0 in range(2)]}],
           "output": [[known[z0][0], known[z0][1] + [0, 0, value], value] for z0 in range(2) for value in range(2)]}
    if unlimited:
        del doc["thoughts"]
    return doc


def both_ways():
    """L = 1, m = q_1 = 2, E = 2, c = 1 in the encoder: player 0 tells player 1 z_0, which answers."""
    inputs = {-1: range(1), 0: range(2), 1: range(4)}
    others = {i: [j for j in (-1, 0, 1) if j != i] for i in (-1, 0, 1)}
    def sent(t, j, i, z0, z1):
        if t == 1:
            return z0 if (j, i) == (0, 1) else 0
        return z1 >> z0 & 1 if (j, i) == (1, -1) else 0
    rows, output = {}, {}
    for z0 in range(2):
        for z1 in range(4):
            given = {-1: 0, 0: z0, 1: z1}
            inbox = {i: [] for i in given}
            for t in (1, 2):
                for i in given:
                    for j in others[i]:
                        key = json.dumps([given[j], inbox[j], given[i], inbox[i], sent(t, j, i, z0, z1)])
                        rows.setdefault((t, j, i), {})[key] = None
                inbox = {i: inbox[i] + [sent(t, j, i, z0, z1) for j in others[i]] for i in given}
            output[json.dumps([0, inbox[-1], z1 >> z0 & 1])] = None
    return {"format": "arcsat-protocol", "version": 1,
            "instance": {"task": {"L": 1, "m": 2, "n": [], "q": [2]}, "inputs": {},
                         "model": {"kind": "encoder", "epochs": 2, "bits_per_token": 1}},
            "messages": [{"epoch": t, "from": j, "to": i, "bits": 2 if i == 1 else 1,
                          "rows": [json.loads(row) for row in found]} for (t, j, i), found in rows.items()],
            "output": [json.loads(row) for row in output]}


def step_by_step(task, c, **options):
    """E = L + 1: in epoch t + 1 player -1 learns i_t from player t, who sees player -1's inbox."""
    def rule(t, j, i, sender, receiver):
        if i != -1 or j != t - 1:
            return None
        if j == 0:
            return sender[0]
        w = (0,) + task.objects[-1][receiver[0]]
        return task.objects[j][sender[0]][w[j - 1], receiver[1][t - 1, j - 1]]
    return build(task, task.L + 1, c, rule, lambda w, inbox: inbox[task.L + 1, task.L], **options)


def two_by_three(**options):
    return step_by_step(Task(2, 2, [1], [2, 4]), 2, **options)


def relay(**options):
    """L = 2, E = 2: player 2 tells player 1 the table z_2(., z_1(.)), player 1 passes on the entry that player -1 needs."""
    task = Task(2, 2, [2], [2, 2])

    def rule(t, j, i, sender, receiver):
        if (t, j, i) == (1, 0, -1):
            return sender[0]
        if (t, j, i) == (1, 2, 1):
            z_1, z_2 = task.objects[1][receiver[0]], task.objects[2][sender[0]]
            return sum(z_2[w, z_1[0, a]] << (2 * w + a) for w in range(2) for a in range(2))
        if (t, j, i) == (2, 1, -1):
            return sender[1][1, 2] >> (2 * task.objects[-1][receiver[0]][0] + receiver[1][1, 0]) & 1
        return None
    return build(task, 2, 2, rule, lambda w, inbox: inbox[2, 1], **options)


def constant(**options):
    """c = 0 and q_L = 1: nothing to say, the answer is 0."""
    return build(Task(2, 2, [1], [3, 1]), 1, 0, lambda *_: None, lambda w, inbox: 0, **options)


def restricted():
    task = Task(2, 2, [1], [2, 4])
    return two_by_three(inputs=task.all_inputs({2: [0, 5, 11], 0: [1]}), restriction={"z2": [0, 5, 11], "z0": [1]})


def three_players_listed():
    """L = 3 with 40 listed tuples: the digits of w and of large tables, E = 4."""
    task = Task(3, 2, [2, 3], [2, 2, 2])
    tuples = random.Random(1).sample(task.all_inputs({3: random.Random(2).sample(range(64), 9)}), 40)
    return step_by_step(task, 1, inputs=tuples, restriction={"tuples": [[x[p] for p in task.players] for x in tuples]})


def overridden():
    """c = 1 is too little for i_2 in [4]: the one wide message, and one of width 0, come from overrides."""
    task = Task(2, 2, [1], [2, 4])
    widths = [{"epoch": 3, "from": 2, "to": -1, "bits": 2}, {"epoch": 1, "from": 2, "to": 0, "bits": 0}]
    return step_by_step(task, 1, widths=widths)
