#!/usr/bin/env python3
"""A second, solver-free witness checker: replays arcsat protocols on every allowed input.

Usage: check_witness.py [--quiet] PROTOCOL.json...
Exit code (the worst of all files): 0 right; 1 bad usage, or a file that is unreadable or not a protocol; 2 wrong or incomplete.

It shares no code with arcsat, so that one mistake cannot hide in both.  The definitions it follows:
The task (L-FuncComp): player -1 holds w = (w_1 .. w_{L-1}) with w_l in [n_l]; player 0 holds z_0 in [m]; player 1 holds
z_1 : [m] -> [q_1]; player l >= 2 holds z_l : [n_{l-1}] x [q_{l-1}] -> [q_l].  With i_0 = z_0, i_1 = z_1(i_0) and
i_l = z_l(w_{l-1}, i_{l-1}) the right answer is i_L.  Without "q" the paper shape holds: q_1 = m, q_{l+1} = n_l q_l.
The model: in each of E epochs, simultaneously for all players i < j, j sends i a message of c * T_i bits (T_i = the receiver's
tokens: 1 for players -1 and 0, m for player 1, n_{l-1} q_{l-1} for player l >= 2), unless the instance overrides that width.
It may depend on what both knew before the epoch (their inputs and inboxes) and on nothing else, and that is exactly the key
under which it is looked up here.  After epoch E player -1 answers from w and its inbox.
The numbering: a table z with values in [q] has index sum_k z(k) q^k; position (w, i) in the domain of z_l is w * q_{l-1} + i;
w has index sum_l w_l * (n_1 .. n_{l-1}).  An inbox has an entry for every earlier epoch and every sender (width 0 included,
as 0), ordered by epoch, then by sender ascending.
"""
import json
import math
import sys

# So that a hostile instance is refused instead of filling the memory.  Python's JSON reader refuses integers of more than
# 4300 digits (about 14300 bits), so every value that can be read is below 2^MAX_VALUE_BITS.
MAX_NUMBER, MAX_L, MAX_MESSAGES, MAX_INDEX_BITS, MAX_VALUE_BITS = 2 ** 63 - 1, 400, 100000, 10000, 15000


class Malformed(Exception):
    """This is not a protocol file: exit code 1."""


class Wrong(Exception):
    """This is a protocol file, but the protocol does not do what it should: exit code 2."""


def show(value):
    # Python refuses to write integers that are much longer than this, too.
    text = "a huge number" if type(value) is int and value.bit_length() > MAX_INDEX_BITS + 1 else ascii(value)
    return text if len(text) <= 200 else text[:200] + "..."


def count_of(number, noun):
    return f"{number} {noun}{'' if number == 1 else 's'}"


def fields(value, where, required, optional=()):
    """Check for an object that has all required keys and no others than the optional ones."""
    if type(value) is not dict:
        raise Malformed(f"{where}: found {show(value)}, expected an object")
    for key in [*required, *value]:
        if key not in value or key not in [*required, *optional]:
            raise Malformed(f"{where}: {'unknown' if key in value else 'missing'} key {show(key)}")


def array(value, where, length=None):
    if type(value) is not list or length not in (None, len(value)):
        raise Malformed(f"{where}: found {show(value)}, expected an array" + ("" if length is None else f" of length {length}"))
    return value


def integer(value, where, low=None, high=None):
    if type(value) is not int or low is not None and not low <= value <= high:  # not isinstance: True is an instance of int
        bounds = "" if low is None else f" from {low} to {show(high)}"
        raise Malformed(f"{where}: found {show(value)}, expected an integer{bounds}")
    return value


class Instance:
    """Players -1 .. L sit at places 0 .. L+1 of all lists; their inputs are named w, z0, .., zL."""

    def __init__(self, doc):
        fields(doc, "instance", ("task", "model"), ("inputs",))
        self.read_task(doc["task"], "instance.task")
        self.read_model(doc["model"], "instance.model")
        self.read_inputs(doc.get("inputs", {}), "instance.inputs")

    def read_task(self, doc, where):
        fields(doc, where, ("L", "m"), ("n", "q"))
        self.L = integer(doc["L"], where + ".L", 1, MAX_L)
        self.m = integer(doc["m"], where + ".m", 1, MAX_NUMBER)
        self.n = [integer(v, where + ".n", 1, MAX_NUMBER) for v in array(doc.get("n", []), where + ".n", self.L - 1)]
        q = doc.get("q", [self.m * math.prod(self.n[:l]) for l in range(self.L)])
        self.q = [integer(v, where + ".q", 1, MAX_NUMBER) for v in array(q, where + ".q", self.L)]
        self.tokens = [1, 1, self.m] + [n * q for n, q in zip(self.n, self.q)]
        index_bits = [tokens * (q - 1).bit_length() for tokens, q in zip(self.tokens[2:], self.q)]  # a token is an entry
        if max(index_bits + [math.prod(self.n).bit_length()]) > MAX_INDEX_BITS:
            raise Malformed(f"{where}: too large to be replayed (inputs of more than {MAX_INDEX_BITS} bits)")
        self.sizes = [math.prod(self.n), self.m] + [q ** tokens for tokens, q in zip(self.tokens[2:], self.q)]

    def read_model(self, doc, where):
        fields(doc, where, ("kind", "epochs"), ("bits_per_token", "B", "widths"))
        if doc["kind"] != "decoder":
            raise Malformed(f"{where}.kind: {show(doc['kind'])} is not supported, expected 'decoder'")
        self.epochs = integer(doc["epochs"], where + ".epochs", 1, MAX_MESSAGES // ((self.L + 1) * (self.L + 2) // 2))
        if ("bits_per_token" in doc) == ("B" in doc):
            raise Malformed(f"{where}: expected exactly one of 'bits_per_token' and 'B'")
        b = doc.get("B", 0)  # c = 2B, so B may be a half: the only place where a fraction is right
        if type(b) not in (int, float) or not 0 <= b < 2 ** 50 or b % 0.5:
            raise Malformed(f"{where}.B: found {show(b)}, expected a multiple of 0.5, at least 0")
        self.c = int(b * 2) if "B" in doc else integer(doc["bits_per_token"], where + ".bits_per_token", 0, MAX_NUMBER)
        self.overrides = {}
        for number, item in enumerate(array(doc.get("widths", []), where + ".widths")):
            place = f"{where}.widths[{number}]"
            fields(item, place, ("epoch", "from", "to", "bits"))
            epoch = integer(item["epoch"], place + ".epoch", 1, self.epochs)
            sender = integer(item["from"], place + ".from", 0, self.L)
            receiver = integer(item["to"], place + ".to", -1, sender - 1)
            if (epoch, sender, receiver) in self.overrides:
                raise Malformed(f"{place}: duplicate override of one message")
            self.overrides[epoch, sender, receiver] = integer(item["bits"], place + ".bits", 0, MAX_NUMBER)

    def read_inputs(self, doc, where):
        """The allowed inputs: all, or a product of lists per player, or a list of tuples.  These lists are sets: what is
        listed twice counts once.  An empty one is refused, because a replay of nothing would prove nothing."""
        self.names = ["w"] + [f"z{l}" for l in range(self.L + 1)]
        fields(doc, where, (), self.names + ["tuples"])
        if "tuples" in doc and len(doc) > 1:
            raise Malformed(f"{where}: found both 'tuples' and lists per player, expected one of them")
        for key, listed in doc.items():
            if not array(listed, f"{where}.{key}"):
                raise Malformed(f"{where}.{key}: empty, so that no input is allowed")
        def extend(heads, domain):  # lazily: itertools.product would first copy every range
            return (head + (index,) for head in heads for index in domain)
        self.inputs, self.restrictions = iter([()]), []
        for name, size in zip(self.names, self.sizes):
            domain = range(size)
            if name in doc:
                domain = list(dict.fromkeys(integer(v, f"{where}.{name}", 0, size - 1) for v in doc[name]))
                self.restrictions.append(f"{name} in {len(domain)} of {show(size)}")
            self.inputs = extend(self.inputs, domain)
        if "tuples" in doc:
            rows = [zip(array(row, where + ".tuples", self.L + 2), self.sizes) for row in doc["tuples"]]
            rows = dict.fromkeys(tuple(integer(v, where + ".tuples", 0, size - 1) for v, size in row) for row in rows)
            self.inputs = iter(rows)
            self.restrictions.append(f"{len(rows)} listed (w,z0,..,zL)")

    def width(self, epoch, sender, receiver):
        return self.overrides.get((epoch, sender, receiver), self.c * self.tokens[receiver + 1])

    def limit(self, epoch, sender, receiver):
        """The values of a message are below this; capped above all that can be read, to keep the number small."""
        return 1 << min(self.width(epoch, sender, receiver), MAX_VALUE_BITS)

    def inbox_limits(self, player, epochs):
        return [self.limit(t, j, player) for t in range(1, epochs + 1) for j in range(player + 1, self.L + 1)]

    def answer(self, given):
        """i_L by the definition of the task."""
        rest_of_w, i = given[0], given[1]
        for n, q_before, q, table in zip([1] + self.n, [self.m] + self.q, self.q, given[2:]):  # [m] is [1] x [m]
            rest_of_w, digit = divmod(rest_of_w, n)  # w_1 is the lowest digit of w
            i = table // q ** (digit * q_before + i) % q
        return i

    def statement(self):
        n = f", n=({','.join(map(str, self.n))})" if self.n else ""
        text = (f"a {self.epochs}-epoch autoregressive protocol with {count_of(self.c, 'bit')} per token solves L-FuncComp "
                f"with L={self.L}, m={self.m}{n}, q=({','.join(map(str, self.q))})")
        if self.overrides:
            widths = (f"{count_of(bits, 'bit')} from {j} to {i} in epoch {t}" for (t, j, i), bits in self.overrides.items())
            text += f", with width overrides ({'; '.join(widths)})"
        return text + (f", on restricted inputs ({'; '.join(self.restrictions)})" if self.restrictions else "")


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
        known = [cell for p in (j, i) for cell in (instance.sizes[p + 1], instance.inbox_limits(p, t - 1))]
        tables[t, j, i] = read_rows(item["rows"], where + ".rows", known + [instance.limit(t, j, i)])
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
    for inputs, given in enumerate(instance.inputs, 1):  # there is at least one
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


def pairs(items):
    """An object without duplicate keys: of those Python keeps the last, and another reader of the file may keep the first."""
    keys = [key for key, _ in items]
    if len(set(keys)) != len(keys):
        raise Malformed(f"duplicate key {show(next(key for key in keys if keys.count(key) > 1))}")
    return dict(items)


def check(path):
    """The sentence that the file proves."""
    try:
        with open(path, encoding="utf-8") as file:
            doc = json.load(file, object_pairs_hook=pairs)
    except OSError as error:
        raise Malformed(f"cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:  # syntax, encoding, a number that is too long, too deep nesting
        raise Malformed(f"not JSON: {error}") from None
    if type(doc) is not dict or doc.get("format") != "arcsat-protocol":
        raise Malformed("wrong format, expected an object with \"format\": \"arcsat-protocol\"")
    integer(doc.get("version"), "version", 1, 1)
    fields(doc, "the file", ("format", "version", "instance", "messages", "output"))
    instance = Instance(doc["instance"])
    tables = read_messages(doc.pop("messages"), instance)  # pop, so that the parsed rows free their memory
    cells = [instance.sizes[0], instance.inbox_limits(-1, instance.epochs), instance.q[-1]]
    inputs, looked_up = replay(instance, tables, read_rows(doc.pop("output"), "output", cells))
    return (f"proved: {instance.statement()}; replayed on all {count_of(inputs, 'allowed input')}, "
            f"{count_of(looked_up, 'message')} looked up")


def say(text, stream):  # in one line, whatever a file name holds
    print("".join(ch if ch.isprintable() else ascii(ch)[1:-1] for ch in text), file=stream, flush=True)


def main(arguments):
    files = [argument for argument in arguments if argument != "--quiet"]
    if not files or any(path.startswith("-") for path in files):
        say("usage: check_witness.py [--quiet] PROTOCOL.json... (an option was unknown, or a file is missing)", sys.stderr)
        return 1
    worst = 0
    for path in files:
        try:
            sentence = check(path)
            if "--quiet" not in arguments:
                say(f"{path}: {sentence}", sys.stdout)
        except (Malformed, Wrong) as error:
            say(f"{path}: {error}", sys.stderr)
            worst = max(worst, 1 if isinstance(error, Malformed) else 2)
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
