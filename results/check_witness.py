#!/usr/bin/env python3
"""A second, solver-free witness checker: replays arcsat protocols on every allowed input.

Usage: check_witness.py [--quiet] PROTOCOL.json...
Exit code (the worst of all files): 0 right; 1 bad usage, or a file that is unreadable or not a protocol; 2 wrong or incomplete.

It shares no code with arcsat, so that one mistake cannot hide in both.  The task, the model and the numbering of inputs are
written at the beginning of instance_reader.py.  A message is looked up under exactly what it may depend on: the inputs and
the inboxes of its sender and its receiver before the epoch; with sums each of a message's terms is.  An inbox has an entry for every earlier epoch and every sender
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


def inbox_limits(instance, holder, epochs):
    """Of what a holder has received after so many epochs of its run."""
    before = []
    if type(holder) is int and holder < -1 and instance.thought_bits is None:
        before = inbox_limits(instance, holder + 1, instance.epochs)  # an unlimited thought is all that was known
    return before + [limit(instance, t, j, holder) for t in range(1, epochs + 1) for j in instance.heard(holder)]


def input_limit(instance, holder):
    """Of what a holder begins with: its part or its thought; w with an unlimited thought, in which it is known."""
    if type(holder) is int and holder < -1:
        return instance.size(0) if instance.thought_bits is None else 1 << min(instance.thought_bits, MAX_VALUE_BITS)
    return instance.parts(holder)


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


def read_messages(doc, instance):
    """The tables of the messages that the file has, by (epoch, sender, receiver), for each of their terms."""
    tables = {}
    known = {}
    def cells(holder, t):
        if (holder, t) not in known:
            known[holder, t] = [input_limit(instance, holder), inbox_limits(instance, holder, t - 1)]
        return known[holder, t]
    for number, item in enumerate(array(doc, "messages")):
        where = f"messages[{number}]"
        content = "terms" if instance.sums else "rows"
        fields(item, where, ("epoch", "from", "to", "bits", content), ("token",) if instance.sums else ())
        t, j, i, bits = [integer(item[key], f"{where}.{key}") for key in ("epoch", "from", "to", "bits")]
        where += f" (epoch {show(t)}, from {show(j)} to {show(i)})"
        if not (1 <= t <= instance.epochs and -1 - instance.thoughts <= i <= instance.L):
            raise Wrong(f"{where}: the model has no such message")
        i = instance.holder(i, item, where)
        if j not in instance.heard(i):
            raise Wrong(f"{where}: the model has no such message")
        if (t, j, i) in tables:
            raise Wrong(f"{where}: duplicate message")
        if bits != instance.width(t, j, i):
            raise Wrong(f"{where}: found {show(bits)} bits, but the instance's width is {instance.width(t, j, i)}")
        tables[t, j, i] = {}
        value = [limit(instance, t, j, i)]
        if not instance.sums:
            tables[t, j, i][j] = read_rows(item["rows"], where + ".rows", cells(j, t) + cells(i, t) + value)
            continue
        for place, term in enumerate(array(item["terms"], where + ".terms")):
            inner = f"{where}.terms[{place}]"
            fields(term, inner, ("rows",), ("token",))
            holder = instance.holder(j, term, inner)
            if holder not in instance.terms(i, j):
                raise Wrong(f"{inner}: the receiver does not hear this token")
            if holder in tables[t, j, i]:
                raise Wrong(f"{inner}: duplicate term")
            tables[t, j, i][holder] = read_rows(term["rows"], inner + ".rows", cells(holder, t) + cells(i, t) + value)
    return tables


def read_thoughts(doc, instance):
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
        known = [input_limit(instance, source), inbox_limits(instance, source, instance.epochs)]
        tables[holder] = read_rows(item["rows"], where + ".rows", known + [input_limit(instance, holder)])
    return tables


def replay(instance, messages, thoughts, output):
    """Run every allowed input; return the numbers of inputs and of message look-ups."""
    # schedule[holder][epoch - 1] lists each sender with its terms, and each term with its table.  An absent message of width 0
    # has no terms, its value is 0; what else is absent has an empty table, so that the first input fails on it.
    prompt, epochs = instance.everybody(), range(1, instance.epochs + 1)
    holders = range(-2, -2 - instance.thoughts, -1)
    def terms(t, j, i):
        tables = messages.get((t, j, i), {})
        return [(term, tables.get(term, {})) for term in instance.terms(i, j) if instance.width(t, j, i) or term in tables]
    schedule = {i: [[(j, terms(t, j, i)) for j in instance.heard(i)] for t in epochs] for i in (*prompt, *holders)}
    def fail(what):
        raise Wrong(f"input {', '.join(map('{}={}'.format, instance.names, given))}: {what}")
    def hear(i, t):
        """Adds what player i knows after epoch t of its run: nobody sees a message before its epoch is over."""
        nonlocal looked_up
        own, arrived = known[i][t - 1], []
        for j, added in schedule[i][t - 1]:
            value = 0
            for term, table in added:
                key = known[term][t - 1] + own
                row = table.get(key)
                if row is None:
                    what = f"row for {show(key)}" if (t, j, i) in messages else "the whole message"
                    fail(f"epoch {t}, message from {j} to {i}: missing {what}")
                value ^= row
                looked_up += 1
            arrived.append(value)
        known[i].append((own[0], own[1] + tuple(arrived)))
    looked_up = 0
    for inputs, given in enumerate(instance.allowed(instance.L + 2), 1):  # there is at least one
        known = {i: [(instance.part(i, given), ())] for i in prompt}  # by holder, then by epoch: its part, and its inbox
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
    instance = Instance(doc["instance"], ("decoder", "encoder", "chain-of-thought"), ("functions", "sums"))
    for place in range(instance.L + 2):
        if place not in instance.lists and instance.tuples is None:
            instance.size(place)  # refuses what is too large to be gone through
    tables = read_messages(doc.pop("messages"), instance)  # pop, so that the parsed rows free their memory
    thoughts = read_thoughts(doc.pop("thoughts", []), instance)
    answering = -1 - instance.thoughts
    cells = [input_limit(instance, answering), inbox_limits(instance, answering, instance.epochs), instance.q[-1]]
    inputs, looked_up = replay(instance, tables, thoughts, read_rows(doc.pop("output"), "output", cells))
    return (f"{instance.statement('A')}; instance {instance.canonical()}; replayed on all "
            f"{count_of(inputs, 'allowed input')}, {count_of(looked_up, 'message')} looked up")


def main(arguments):
    return judge(arguments, check, "check_witness.py [--quiet] PROTOCOL.json...")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
