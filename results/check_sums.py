#!/usr/bin/env python3
"""A second checker of protocols of sums (xor-protocol.json), which shares no code with arcsat.

Usage: check_sums.py [--quiet] XOR-PROTOCOL.json...
Exit code (the worst of all files): 0 right; 1 bad usage, or a file that is unreadable or no such protocol; 2 wrong.

The task, the model and the numbering of inputs are written at the beginning of instance_reader.py.  A control input x is what
the players before the last hold; the file lists exactly those of the allowed inputs.  Each bit of a message is, at x, either
control, with a value that player L's table z_L does not enter, or data: a sum over F_2 of coordinates of z_L (from player L)
or of bits that the sender received in earlier epochs (numbered in the order of the messages to it).  Coordinate r p + b of
z_L is bit b of its entry at position p, 2^r >= q_L being the least such power.  The answer's bit b is the sum of the bits
output[b][x] of player -1.  What player L sums is a number with coordinate k in bit k or, if z_L has more than 62 of
them, an ascending list of coordinates.  Messages stand in the order of epoch, receiver, sender; one that says nothing may be absent, and
one may say less than its width.

It is a protocol if a choice made at x can be made by who makes it: whether a bit of a message is data depends only on what
the receiver knows (its input and the control bits it received before; data bits count as 0), what is summed and the control
value only on what receiver and sender know (the receiver alone, if the sender is L, which knows z_L anyway).  It is right if
the vector that is summed for bit b of the answer at x is the coordinate r p + b, p being what x asks for: then it is right
for every z_L.  Here the choices are compared pair by pair, and a few tables z_L are also run from beginning to end.
"""
import random
import sys

sys.dont_write_bytecode = True  # a checker leaves nothing behind
from instance_reader import Instance
from strict_json import array, count_of, fields, header, integer, read_json, show
from verdicts import Malformed, Wrong, judge

MOST_CONTROL_INPUTS, MOST_COORDINATES, MOST_IN_A_NUMBER = 20000, 10 ** 6, 62


def need(holds, what):
    if not holds:
        raise Wrong(what)


def within(value, where, low, high=None):
    if integer(value, where) < low or high is not None and value > high:
        raise Wrong(f"{where}: found {show(value)}, expected {f'at least {low}' if high is None else f'{low} to {show(high)}'}")
    return value


def listed(value, where, length):
    if len(array(value, where)) != length:
        raise Wrong(f"{where}: found {len(value)} entries, expected {length}")
    return value


class Sums:
    """The file, every value of exactly its type and within its range."""

    def __init__(self, doc):
        header(doc, "arcsat-xor-protocol", 1, ("instance", "control_inputs", "messages", "output"))
        self.instance = Instance(doc["instance"])
        self.last = self.instance.L
        self.answer_bits = (self.instance.q[-1] - 1).bit_length()
        self.coordinates = self.answer_bits * self.instance.tokens[-1]
        if self.coordinates > MOST_COORDINATES:
            raise Malformed(f"a last table of {show(self.coordinates)} bits, more than {MOST_COORDINATES} are not checked here")
        controls = array(doc["control_inputs"], "control_inputs")
        if len(controls) > MOST_CONTROL_INPUTS:
            raise Malformed(f"{len(controls)} control inputs, more than {MOST_CONTROL_INPUTS} are not checked here")
        self.controls = [self.read_control(control, f"control_inputs[{number}]") for number, control in enumerate(controls)]
        self.messages = [self.read_message(item, f"messages[{number}]")
                         for number, item in enumerate(array(doc["messages"], "messages"))]
        self.output = [self.read_sums(sums, f"output[{b}]") for b, sums in enumerate(array(doc["output"], "output"))]

    def read_control(self, doc, where):
        return tuple(within(value, where, 0, self.instance.indices(place) - 1)
                     for place, value in enumerate(listed(doc, where, self.last + 1)))

    def read_message(self, doc, where):
        fields(doc, where, ("epoch", "from", "to", "bits"))
        epoch = within(doc["epoch"], where + ".epoch", 1, self.instance.epochs)
        sender = within(doc["from"], where + ".from", 0, self.last)
        receiver = within(doc["to"], where + ".to", -1, sender - 1)
        bits = [self.read_bit(bit, sender, f"{where}.bits[{number}]")
                for number, bit in enumerate(array(doc["bits"], where + ".bits"))]
        return epoch, receiver, sender, bits

    def read_bit(self, doc, sender, where):
        """A bit of player L says for each control input which coordinates are summed; one of another player whether it is
        data, the control value, and the received bits that are summed."""
        if sender == self.last:
            fields(doc, where, ("coordinates",))
            where += ".coordinates"
            if self.coordinates <= MOST_IN_A_NUMBER:
                return {"coordinates": self.read_numbers(doc["coordinates"], where, (1 << self.coordinates) - 1)}
            return {"coordinates": [self.read_coordinates(summed, where)
                                    for summed in listed(doc["coordinates"], where, len(self.controls))]}
        fields(doc, where, ("data", "control", "added"))
        return {"data": self.read_numbers(doc["data"], where + ".data", 1),
                "control": self.read_numbers(doc["control"], where + ".control", 1),
                "added": self.read_sums(doc["added"], where + ".added")}

    def read_numbers(self, doc, where, most):
        return [within(value, where, 0, most) for value in listed(doc, where, len(self.controls))]

    def read_coordinates(self, doc, where):
        """A list of coordinates as the number that has them in its bits."""
        vector, least = 0, 0
        for coordinate in array(doc, where):
            least = within(coordinate, where, least, self.coordinates - 1) + 1
            vector |= 1 << coordinate
        return vector

    def read_sums(self, doc, where):
        return [tuple(within(bit, where, 0) for bit in array(added, where))
                for added in listed(doc, where, len(self.controls))]


def check_controls(sums):
    """They are the allowed inputs without z_L, each once."""
    different = set(sums.controls)
    need(len(different) == len(sums.controls), "control inputs: one is listed twice")
    number = sums.instance.allowed_number(sums.last + 1)
    if number is None:
        raise Malformed("a player before the last has more than 2^31 inputs, which are not listed here")
    need(len(different) == number, f"control inputs: found {len(different)}, the allowed inputs have {show(number)}")
    need(all(control in different for control in sums.instance.allowed(sums.last + 1)),
         "control inputs: one of an allowed input is missing")


def check_choices(sums):
    """Every choice is one of who makes it; every bit that is summed was received in an earlier epoch."""
    count = len(sums.controls)
    players = range(-1, sums.last)
    known = {p: [(x[p + 1],) for x in sums.controls] for p in players}
    received = {p: [] for p in players}  # the epoch in which each bit came
    news = []  # what joins `known` when the epoch is over
    before, epoch = None, 0

    def same(who, values, what):
        seen = {}
        for x in range(count):
            need(seen.setdefault(tuple(known[p][x] for p in who), values[x]) == values[x], f"{where}: {what}")

    def learn():
        for p, bits in news:
            known[p] = [view + (bit,) for view, bit in zip(known[p], bits)]
        news.clear()

    for t, i, j, bits in sums.messages:
        where = f"message from {j} to {i} in epoch {t}"
        need(before is None or before < (t, i, j), f"{where}: not in its place, or a second time")
        before = (t, i, j)
        if t > epoch:
            learn()
            epoch = t
        width = sums.instance.width(t, j, i)
        need(len(bits) <= width, f"{where}: found {count_of(len(bits), 'bit')}, its width is {show(width)}")
        for bit in bits:
            if j == sums.last:
                same([i], bit["coordinates"], "the sum depends on more than the receiver knows")
                news.append((i, [0] * count))
            else:
                data, control, added = bit["data"], bit["control"], bit["added"]
                same([i], data, "what is data depends on more than the receiver knows")
                same([i, j], control, "a control bit depends on more than the two know")
                same([i, j], added, "a sum depends on more than the two know")
                arrived = sum(1 for earlier in received[j] if earlier < t)
                for x in range(count):
                    need(not (data[x] and control[x]), f"{where}: a bit both data and control")
                    need(data[x] or not added[x], f"{where}: a control bit that is a sum")
                    need(all(k < arrived for k in added[x]), f"{where}: a sum of what was not received before")
                news.append((i, control))
            received[i].append(t)
    learn()
    where = "output"
    need(len(sums.output) == sums.answer_bits,
         f"output: found {count_of(len(sums.output), 'bit')}, the answer has {sums.answer_bits}")
    for added in sums.output:
        same([-1], added, "the answer depends on more than player -1 knows")
        need(all(k < len(received[-1]) for ks in added for k in ks), "output: a sum of what was not received")


def answer(sums, x, value_of):
    """The answer's bits at control input number x, `value_of` being what a sum of coordinates is."""
    received = {p: [] for p in range(-1, sums.last)}

    def total(player, added):
        value = 0
        for k in added:
            value ^= received[player][k]
        return value
    for _, i, j, bits in sums.messages:
        for bit in bits:  # what a player receives in this epoch comes after all that its own sums may name
            received[i].append(value_of(bit["coordinates"][x]) if j == sums.last else total(j, bit["added"][x]))
    return [total(-1, added[x]) for added in sums.output]


def check_answers(sums):
    asked = [sums.instance.asked(control) for control in sums.controls]
    for x, position in enumerate(asked):
        first = position * sums.answer_bits
        need(answer(sums, x, lambda vector: vector) == [1 << (first + b) for b in range(sums.answer_bits)],
             f"control input {x}: the sums are not the entry asked for")
    chance = random.Random(1)
    for _ in range(200):
        x = chance.randrange(len(asked))
        table = [chance.randrange(sums.instance.q[-1]) for _ in range(sums.instance.tokens[-1])]
        z = sum(entry << (sums.answer_bits * position) for position, entry in enumerate(table))
        got = answer(sums, x, lambda vector: bin(vector & z).count("1") % 2)
        need(sum(bit << b for b, bit in enumerate(got)) == table[asked[x]], f"control input {x}: a wrong answer")


def check(path):
    """The sentence that the file proves."""
    sums = Sums(read_json(path))
    check_controls(sums)
    check_choices(sums)
    check_answers(sums)
    return (f"{sums.instance.statement('A')}; instance {sums.instance.canonical()}; right for every table of player "
            f"{sums.last} at each of {count_of(len(sums.controls), 'control input')}")


def main(arguments):
    return judge(arguments, check, "check_sums.py [--quiet] XOR-PROTOCOL.json...")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
