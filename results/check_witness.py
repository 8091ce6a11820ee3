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
    return [limit(instance, t, j, player) for t in range(1, epochs + 1) for j in range(player + 1, instance.L + 1)]


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
        if not (1 <= t <= instance.epochs and -1 <= i < j <= instance.L):
            raise Wrong(f"{where}: the model has no such message")
        if (t, j, i) in tables:
            raise Wrong(f"{where}: duplicate message")
        if bits != instance.width(t, j, i):
            raise Wrong(f"{where}: found {show(bits)} bits, but the instance's width is {instance.width(t, j, i)}")
        known = [cell for p in (j, i) for cell in (sizes[p + 1], inbox_limits(instance, p, t - 1))]
        tables[t, j, i] = read_rows(item["rows"], where + ".rows", known + [limit(instance, t, j, i)])
    return tables


def replay(instance, tables, output):
    """Run every allowed input; return the numbers of inputs and of message look-ups."""
    # schedule[epoch - 1][receiver's place] lists (sender's place, table).  An absent message of width 0 has no table, its value
    # is 0; an absent message of another width has an empty table, so that the first input fails on it.
    players = range(-1, instance.L + 1)
    schedule = [[[(j + 1, tables.get((t, j, i), {} if instance.width(t, j, i) else None)) for j in players if j > i]
                 for i in players] for t in range(1, instance.epochs + 1)]
    def fail(what):
        raise Wrong(f"input {', '.join(map('{}={}'.format, instance.names, given))}: {what}")
    looked_up = 0
    for inputs, given in enumerate(instance.allowed(instance.L + 2), 1):  # there is at least one
        inboxes = [()] * len(players)
        for t, receivers in enumerate(schedule, 1):
            grown = []  # apart from `inboxes`, because nobody sees a message before its epoch is over
            for i, senders in enumerate(receivers):
                arrived = []
                for j, table in senders:
                    value = 0
                    if table is not None:
                        key = (given[j], inboxes[j], given[i], inboxes[i])
                        value = table.get(key)
                        if value is None:
                            what = f"row for {show(key)}" if (t, j - 1, i - 1) in tables else "the whole message"
                            fail(f"epoch {t}, message from {j - 1} to {i - 1}: missing {what}")
                        looked_up += 1
                    arrived.append(value)
                grown.append(inboxes[i] + tuple(arrived))
            inboxes = grown
        answer, right = output.get((given[0], inboxes[0])), instance.answer(given)
        if answer is None:
            fail(f"output: missing row for {show((given[0], inboxes[0]))}")
        if answer != right:
            fail(f"output: wrong answer {show(answer)}, right is i_{instance.L} = {show(right)}")
    return inputs, looked_up


def check(path):
    """The sentence that the file proves."""
    doc = read_json(path)
    header(doc, "arcsat-protocol", 1, ("instance", "messages", "output"))
    instance = Instance(doc["instance"])
    sizes = [instance.size(place) for place in range(instance.L + 2)]
    tables = read_messages(doc.pop("messages"), instance, sizes)  # pop, so that the parsed rows free their memory
    cells = [sizes[0], inbox_limits(instance, -1, instance.epochs), instance.q[-1]]
    inputs, looked_up = replay(instance, tables, read_rows(doc.pop("output"), "output", cells))
    return (f"{instance.statement('A')}; instance {instance.canonical()}; replayed on all "
            f"{count_of(inputs, 'allowed input')}, {count_of(looked_up, 'message')} looked up")


def main(arguments):
    return judge(arguments, check, "check_witness.py [--quiet] PROTOCOL.json...")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
