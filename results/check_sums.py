#!/usr/bin/env python3
"""A second checker of protocols of sums (xor-protocol.json), which shares no code with arcsat.

Usage: check_sums.py [--quiet] XOR-PROTOCOL.json...
Exit code (the worst of all files): 0 right; 1 bad usage, or a file that is unreadable or no such protocol; 2 wrong.

The task and the numbering of inputs are those of check_witness.py.  A control input x is what the players before the last
hold.  Each bit of a message is, at x, either control, with a value that player L's table z_L does not enter, or data: a sum
over F_2 of coordinates of z_L (from player L) or of bits that the sender received in earlier epochs (numbered in the order
of the messages to it).  Coordinate r p + b of z_L is bit b of its entry at position p, with 2^r >= q_L.  The answer's bit b
is the sum of the bits output[b][x] of player -1.

It is a protocol if a choice made at x can be made by who makes it: whether a bit of a message is data depends only on what
the receiver knows (its input and the control bits it received before; data bits count as 0), what is summed and the control
value only on what receiver and sender know (the receiver alone, if the sender is L, which knows z_L anyway).  It is right if
the vector that is summed for bit b of the answer at x is the coordinate r p + b, p being what x asks for: then it is right
for every z_L.  Here the choices are compared pair by pair, and a few tables z_L are also run from beginning to end.
"""
import itertools
import json
import random
import sys

MOST_CONTROL_INPUTS = 5000


class Wrong(Exception):
    pass


def need(holds, what):
    if not holds:
        raise Wrong(what)


def digits(index, bases):
    result = []
    for base in bases:
        result.append(index % base)
        index //= base
    return result


class Sums:
    def __init__(self, document):
        need(document["format"] == "arcsat-xor-protocol" and document["version"] == 1, "the format is another")
        task, inputs, model = (document["instance"][key] for key in ("task", "inputs", "model"))
        self.L, self.m, self.n = task["L"], task["m"], task["n"]
        if "q" in task:
            self.q = task["q"]
        else:
            self.q = [self.m]
            for size in self.n:
                self.q.append(self.q[-1] * size)
        self.epochs = model["epochs"]
        self.model, self.inputs = model, inputs
        self.controls = [tuple(x) for x in document["control_inputs"]]
        self.messages, self.output = document["messages"], document["output"]
        self.r = (self.q[-1] - 1).bit_length()
        self.positions = self.m if self.L == 1 else self.n[-1] * self.q[-2]

    def chain(self, x):
        """The position of z_L's domain that x asks for."""
        w, i = digits(x[0], self.n), x[1]
        for l in range(1, self.L):
            domain = self.m if l == 1 else self.n[l - 2] * self.q[l - 2]
            position = i if l == 1 else w[l - 2] * self.q[l - 2] + i
            i = digits(x[l + 1], [self.q[l - 1]] * domain)[position]
        return i if self.L == 1 else w[self.L - 2] * self.q[self.L - 2] + i

    def check_controls(self):
        need(len(self.controls) <= MOST_CONTROL_INPUTS, "too many control inputs for this checker")
        tuples = self.inputs.get("tuples")
        if tuples is not None:
            need(sorted(self.controls) == sorted({tuple(t[:-1]) for t in tuples}), "control inputs: not the allowed ones")
            return
        sizes = [1, self.m]
        for size in self.n:
            sizes[0] *= size
        for l in range(1, self.L):
            sizes.append(self.q[l - 1] ** (self.m if l == 1 else self.n[l - 2] * self.q[l - 2]))
        names = ["w"] + [f"z{l}" for l in range(self.L)]
        need(set(self.inputs) <= set(names) | {f"z{self.L}"}, "a restriction of unknown kind")
        lists = [self.inputs.get(name, range(size)) for name, size in zip(names, sizes)]
        expected = 1
        for values in lists:
            expected *= len(values)
        need(expected == len(self.controls), "control inputs: not the allowed ones")
        need(sorted(self.controls) == sorted(itertools.product(*lists)), "control inputs: not the allowed ones")

    def width(self, message):
        t, j, i = message["epoch"], message["from"], message["to"]
        need(1 <= t <= self.epochs and -1 <= i < j <= self.L, "a message that there is not")
        for override in self.model.get("widths", []):
            if (override["epoch"], override["from"], override["to"]) == (t, j, i):
                return override["bits"]
        tokens = 1 if i < 1 else self.m if i == 1 else self.n[i - 2] * self.q[i - 2]
        return self.model["bits_per_token"] * tokens

    def check_choices(self):
        """Every choice is one of who makes it."""
        count = len(self.controls)
        known = {p: [(x[p + 1],) for x in self.controls] for p in range(-1, self.L)}
        received = {p: [] for p in range(-1, self.L)}  # epoch in which each bit came
        news = []

        def same(players, values, what):
            seen = {}
            for x in range(count):
                value = json.dumps(values[x])
                need(seen.setdefault(tuple(known[p][x] for p in players), value) == value, what)

        order = [(message["epoch"], message["to"], message["from"]) for message in self.messages]
        need(order == sorted(set(order)), "the messages are not in order")
        epoch = 0
        for message in [*self.messages, None]:
            if message is None or message["epoch"] > epoch:
                for p, bits in news:
                    known[p] = [view + (bit,) for view, bit in zip(known[p], bits)]
                news = []
            if message is None:
                break
            epoch, j, i = message["epoch"], message["from"], message["to"]
            need(len(message["bits"]) <= self.width(message), "more bits than the width")
            for bit in message["bits"]:
                if j == self.L:
                    need(set(bit) == {"coordinates"} and len(bit["coordinates"]) == count, "player L sends sums only")
                    same([i], bit["coordinates"], "player L's sum depends on more than the receiver knows")
                    news.append((i, [0] * count))
                else:
                    need(set(bit) == {"data", "control", "added"}, "a bit of another kind")
                    need(all(len(bit[key]) == count for key in bit), "a control input without a word")
                    same([i], bit["data"], "what is data depends on more than the receiver knows")
                    same([i, j], bit["control"], "a control bit depends on more than the two know")
                    same([i, j], bit["added"], "a sum depends on more than the two know")
                    before = sum(1 for t in received[j] if t < epoch)
                    for x in range(count):
                        need(bit["data"][x] in (0, 1) and bit["control"][x] in (0, 1), "a bit that is none")
                        need(not (bit["data"][x] and bit["control"][x]), "a bit both data and control")
                        need(bit["data"][x] or not bit["added"][x], "a control bit that is a sum")
                        need(all(0 <= k < before for k in bit["added"][x]), "a sum of what was not received")
                    news.append((i, bit["control"]))
                received[i].append(epoch)
        need(len(self.output) == self.r, "another number of answer bits")
        for sums in self.output:
            same([-1], sums, "the answer depends on more than player -1 knows")
            need(all(0 <= k < len(received[-1]) for s in sums for k in s), "a sum of what was not received")

    def answer(self, x, value_of):
        """The answer's bits at control input number x, `value_of` being what a sum of coordinates is."""
        received = {p: [] for p in range(-1, self.L)}
        for message in self.messages:
            j, held = message["from"], list(received.get(message["from"], []))
            for bit in message["bits"]:
                if j == self.L:
                    value = value_of(bit["coordinates"][x])
                else:
                    value = 0
                    for k in bit["added"][x]:
                        value ^= held[k]
                received[message["to"]].append(value)
        result = []
        for sums in self.output:
            value = 0
            for k in sums[x]:
                value ^= received[-1][k]
            result.append(value)
        return result

    def check(self):
        self.check_controls()
        self.check_choices()
        for x, control in enumerate(self.controls):
            asked = self.chain(control) * self.r
            need(self.answer(x, lambda vector: vector) == [1 << (asked + b) for b in range(self.r)],
                 f"control input {x}: the sums are not the entry asked for")
        chance = random.Random(1)
        for _ in range(200):
            x, table = chance.randrange(len(self.controls)), [chance.randrange(self.q[-1]) for _ in range(self.positions)]
            z = sum(entry << (self.r * position) for position, entry in enumerate(table))
            got = self.answer(x, lambda vector: bin(vector & z).count("1") % 2)
            need(sum(bit << b for b, bit in enumerate(got)) == table[self.chain(self.controls[x])],
                 f"control input {x}: a wrong answer")
        return f"{len(self.controls)} control inputs, right for every table of player {self.L}"


def main(arguments):
    quiet = arguments[:1] == ["--quiet"]
    paths = arguments[1:] if quiet else arguments
    if not paths:
        print(__doc__.split("\n\n")[1], file=sys.stderr)
        return 1
    worst = 0
    for path in paths:
        try:
            with open(path, encoding="utf-8") as file:
                document = json.load(file)
            words = Sums(document).check()
            if not quiet:
                print(f"{path}: {words}")
        except Wrong as wrong:
            print(f"{path}: WRONG: {wrong}", file=sys.stderr)
            worst = max(worst, 2)
        except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
            print(f"{path}: no protocol of sums: {type(error).__name__}: {error}", file=sys.stderr)
            worst = max(worst, 1)
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
