#!/usr/bin/env python3
"""A second, solver-free witness checker: replays arcsat protocols on every allowed input.

Usage: check_witness.py [--quiet] PROTOCOL.json...
Exit code (the worst of all files): 0 right; 1 bad usage, or a file that is unreadable or not a protocol; 2 wrong or incomplete.

It shares no code with arcsat, so that one mistake cannot hide in both.  The task, the model and the numbering of inputs are
written at the beginning of instance_reader.py.  A message is looked up under exactly what it may depend on: the inputs and
the inboxes of its sender and its receiver before the epoch.  An inbox has an entry for every earlier epoch and every sender
(width 0 included, as 0), ordered by epoch, then by sender ascending.
"""
import sys

sys.dont_write_bytecode = True  # a checker leaves nothing behind
from instance_reader import Instance
from strict_json import array, count_of, fields, header, integer, read_json, show
from verdicts import Wrong, judge

# Python's JSON reader refuses integers of more than 4300 digits (about 14300 bits), so every value that can be read is below
# 2^MAX_VALUE_BITS.
MAX_VALUE_BITS = 15000


def limit(instance, epoch, sender, receiver):
    """The values of a message are below this; capped above all that can be read, to keep the number small."""
    return 1 << min(instance.width(epoch, sender, receiver), MAX_VALUE_BITS)


def inbox_limits(instance, player, epochs):
    """Of what a player has received after so many epochs of its run."""
    before = []
    if player < -1 and instance.thought_bits is None:
        before = inbox_limits(instance, player + 1, instance.epochs)  # an unlimited thought is all that was known
    return before + [limit(instance, t, j, player) for t in range(1, epochs + 1) for j in instance.heard(player)]


def input_limit(instance, player, sizes):
    """Of what a player begins with: its input or its thought; w with an unlimited thought, in which it is known."""
    if player < -1 and instance.thought_bits is not None:
        return 1 << min(instance.thought_bits, MAX_VALUE_BITS)
    return sizes[max(player, -1) + 1]


def read_rows(rows, where, cells):
    """The rows as a dictionary from all cells but the last to the last.  `cells` says for each cell the exclusive upper limit
    of a number, or the list of such limits of an inbox.  It also holds for rows that no allowed input reaches."""
    def bad(entry, limit):
        integer(entry, f"{where}[{number}]")
        raise Wrong(f"{where}[{number}]: {show(entry)} is out of range, expected 0 to {show(limit - 1)}")
    table = {}
    for number, row in enumerate(array(rows, where)):
        key = []
        for cell, limit in zip(array(row, f"{where}[{number}]", len(cells)), cells):
            if type(limit) is list:
                for entry, entry_limit in zip(array(cell, f"{where}[{number}]"), limit):
                    # The type matters before the look-up: True and 1.0 would be found under the key 1.
                    if type(entry) is not int or not 0 <= entry < entry_limit:
                        bad(entry, entry_limit)
                if len(cell) != len(limit):
                    raise Wrong(f"{where}[{number}]: found an inbox of length {len(cell)}, expected length {len(limit)}")
                cell = tuple(cell)
            elif type(cell) is not int or not 0 <= cell < limit:
                bad(cell, limit)
            key.append(cell)
        value, key = key[-1], tuple(key[:-1])
        if key in table:
            raise Wrong(f"{where}[{number}]: duplicate row for {show(key)}")
        table[key] = value
    return table


def read_messages(doc, instance, sizes):
    """The tables of the messages that the file has, by (epoch, sender, receiver)."""
    tables = {}
    for number, item in enumerate(array(doc, "messages")):
        where = f"messages[{number}]"
        fields(item, where, ("epoch", "from", "to", "bits", "rows"))
        t, j, i, bits = [integer(item[key], f"{where}.{key}") for key in ("epoch", "from", "to", "bits")]
        where += f" (epoch {show(t)}, from {show(j)} to {show(i)})"
        if not (1 <= t <= instance.epochs and -1 - instance.thoughts <= i <= instance.L and j in instance.heard(i)):
            raise Wrong(f"{where}: the model has no such message")
        if (t, j, i) in tables:
            raise Wrong(f"{where}: duplicate message")
        if bits != instance.width(t, j, i):
            raise Wrong(f"{where}: found {show(bits)} bits, but the instance's width is {instance.width(t, j, i)}")
        known = [cell for p in (j, i) for cell in (input_limit(instance, p, sizes), inbox_limits(instance, p, t - 1))]
        tables[t, j, i] = read_rows(item["rows"], where + ".rows", known + [limit(instance, t, j, i)])
    return tables


def read_thoughts(doc, instance, sizes):
    """The tables of the thoughts that the file has, by the player that holds the thought."""
    tables = {}
    for number, item in enumerate(array(doc, "thoughts")):
        where = f"thoughts[{number}]"
        fields(item, where, ("thought", "bits", "rows"))
        thought, bits = [integer(item[key], f"{where}.{key}") for key in ("thought", "bits")]
        if not 1 <= thought <= instance.thoughts or instance.thought_bits is None:
            raise Wrong(f"{where}: the model has no such thought")
        holder, source = -1 - thought, -thought
        if holder in tables:
            raise Wrong(f"{where}: duplicate thought")
        if bits != instance.thought_bits:
            raise Wrong(f"{where}: found {show(bits)} bits, but the instance's are {instance.thought_bits}")
        known = [input_limit(instance, source, sizes), inbox_limits(instance, source, instance.epochs)]
        tables[holder] = read_rows(item["rows"], where + ".rows", known + [input_limit(instance, holder, sizes)])
    return tables


def replay(instance, messages, thoughts, output):
    """Run every allowed input; return the numbers of inputs and of message look-ups."""
    # schedule[player][epoch - 1] lists (sender, table).  An absent message of width 0 has no table, its value is 0; an absent
    # message of another width has an empty table, so that the first input fails on it.
    prompt, epochs = range(-1, instance.L + 1), range(1, instance.epochs + 1)
    holders = range(-2, -2 - instance.thoughts, -1)
    schedule = {i: [[(j, messages.get((t, j, i), {} if instance.width(t, j, i) else None)) for j in instance.heard(i)]
                    for t in epochs] for i in (*prompt, *holders)}
    def fail(what):
        raise Wrong(f"input {', '.join(map('{}={}'.format, instance.names, given))}: {what}")
    def hear(i, t):
        """Adds what player i knows after epoch t of its run: nobody sees a message before its epoch is over."""
        nonlocal looked_up
        own, arrived = known[i][t - 1], []
        for j, table in schedule[i][t - 1]:
            value = 0
            if table is not None:
                key = known[j][t - 1] + own
                value = table.get(key)
                if value is None:
                    what = f"row for {show(key)}" if (t, j, i) in messages else "the whole message"
                    fail(f"epoch {t}, message from {j} to {i}: missing {what}")
                looked_up += 1
            arrived.append(value)
        known[i].append((own[0], own[1] + tuple(arrived)))
    looked_up = 0
    for inputs, given in enumerate(instance.allowed(instance.L + 2), 1):  # there is at least one
        known = {i: [(given[i + 1], ())] for i in prompt}  # by player, then by epoch: what it began with, and its inbox
        for t in epochs:
            for i in prompt:
                hear(i, t)
        for i in holders:
            last = known[i + 1][-1]
            if instance.thought_bits is not None:
                # An absent thought of width 0 is 0.
                value = 0 if instance.thought_bits == 0 and i not in thoughts else thoughts.get(i, {}).get(last)
                if value is None:
                    fail(f"thought {-1 - i}: missing row for {show(last)}")
                last = (value, ())
            known[i] = [last]
            for t in epochs:
                hear(i, t)
        last = known[-1 - instance.thoughts][-1]
        answer, right = output.get(last), instance.answer(given)
        if answer is None:
            fail(f"output: missing row for {show(last)}")
        if answer != right:
            fail(f"output: wrong answer {show(answer)}, right is i_{instance.L} = {show(right)}")
    return inputs, looked_up


def check(path):
    """The sentence that the file proves."""
    doc = read_json(path)
    thinks = type(doc) is dict and "thoughts" in doc
    header(doc, "arcsat-protocol", 1, ("instance", "messages", *(("thoughts",) if thinks else ()), "output"))
    instance = Instance(doc["instance"], ("decoder", "encoder", "chain-of-thought"))
    # Without a restriction all inputs of a player are gone through.
    sizes = [instance.indices(place) if place in instance.lists or instance.tuples is not None else instance.size(place)
             for place in range(instance.L + 2)]
    tables = read_messages(doc.pop("messages"), instance, sizes)  # pop, so that the parsed rows free their memory
    thoughts = read_thoughts(doc.pop("thoughts", []), instance, sizes)
    answering = -1 - instance.thoughts
    cells = [input_limit(instance, answering, sizes), inbox_limits(instance, answering, instance.epochs), instance.q[-1]]
    inputs, looked_up = replay(instance, tables, thoughts, read_rows(doc.pop("output"), "output", cells))
    return (f"{instance.statement('A')}; instance {instance.canonical()}; replayed on all "
            f"{count_of(inputs, 'allowed input')}, {count_of(looked_up, 'message')} looked up")


def main(arguments):
    return judge(arguments, check, "check_witness.py [--quiet] PROTOCOL.json...")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
