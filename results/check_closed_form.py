#!/usr/bin/env python3
"""A second checker of protocols in closed form (closed-form.json), which shares no code with arcsat.

Usage: check_closed_form.py [--quiet] closed-form.json...
Exit code (the worst of all files): 0 it solves its instance; 1 bad usage, or a file that is unreadable or no closed form;
2 what it claims does not follow.

The task and the models are written at the beginning of instance_reader.py.  The file says for some messages and thoughts
("slots") what they say; the others say nothing.  A term of a slot has some bits ("first" and how many, "bits") of a number
whose digits, the lowest first, are the entries of the items "of", one item after the other.  An item is the query {"w": k}, or
{"i": l}, which is i_l; with "of_i": s and "of_w": [k, ...] it is the list of all i_l that there are when i_s and these w_k take
every value that they may have, and the other queries, or i_0 .. i_l, are what the input makes them; i_s counts fastest, then
the queries, ascending.  With "bits": [a, b] the digits are the bits a .. b-1 of these numbers.

Nothing here is tried on inputs.  What a slot says must follow from what its two ends know before it, and i_L from what is
known at the end; then it is a protocol, and it is right on every input.  "Follow" means these steps, each of which makes a
function of what is known out of functions of what is known:
- player l knows its table, which is i_l of i_{l-1} and w_{l-1}; player 0 knows i_0, player -1 all queries;
- the bits of a number with one digit are bits of the digit; a number with several digits is known when all its bits are;
- in a list that is known, what is known of the arguments is put in: a query, or i_s once it is known itself, be it as a number
  or as a list over other arguments;
- a number that has a single value is known.
"""
import sys

sys.dont_write_bytecode = True  # a checker leaves nothing behind
from instance_reader import Instance
from strict_json import array, count_of, fields, header, integer, read_json, show
from verdicts import Malformed, Wrong, judge

MOST_BITS = 2 ** 62
MOST_POWER = 2 ** 16   # of bits, of a number that is written out to see how long it is
MOST_ITEMS = 2 ** 14


class Form:
    def __init__(self, doc):
        header(doc, "arcsat-closed-form", 1, ("instance", "slots"))
        self.instance = Instance(doc["instance"], ("decoder", "encoder", "chain-of-thought"))
        self.L, self.range = self.instance.L, [self.instance.m, *self.instance.q]
        self.slots, self.facts, items = {}, {}, 0
        for number, slot in enumerate(array(doc["slots"], "slots")):
            where = f"slots[{number}]"
            key = self.read_key(slot, where)
            if key in self.slots:
                raise Malformed(f"{where}: found a slot a second time, expected each once")
            terms = [self.read_term(term, f"{where}.terms[{k}]") for k, term in enumerate(array(slot["terms"], where + ".terms"))]
            if not terms:
                raise Malformed(f"{where}.terms: found an empty list, expected terms")
            self.slots[key] = (where, terms)
            items += sum(len(term[0]) for term in terms)
        if items > MOST_ITEMS:
            raise Malformed(f"slots: found terms of {items} items, expected at most {MOST_ITEMS}")

    def read_key(self, slot, where):
        """(epoch, sender, receiver); a thought has the epoch 0 and is sent by the player whose view it is a function of."""
        instance = self.instance
        if type(slot) is dict and "thought" in slot:
            fields(slot, where, ("thought", "terms"))
            s = integer(slot["thought"], where + ".thought", 1, 2 ** 20)
            if s > instance.thoughts or instance.thought_bits is None:
                raise Wrong(f"{where}: found a thought that the model does not have")
            return 0, -s, -1 - s
        fields(slot, where, ("epoch", "from", "to", "terms"))
        t, j, i = (integer(slot[key], f"{where}.{key}", -2 ** 20, 2 ** 20) for key in ("epoch", "from", "to"))
        if not (1 <= t <= instance.epochs and -1 - instance.thoughts <= i <= self.L and j in instance.heard(i)):
            raise Wrong(f"{where}: found a message that the model does not have")
        return t, j, i

    def read_term(self, term, where):
        fields(term, where, ("of", "first", "bits"))
        items = [self.read_item(item, f"{where}.of[{k}]") for k, item in enumerate(array(term["of"], where + ".of"))]
        if not items:
            raise Wrong(f"{where}.of: found nothing, expected items")
        return items, integer(term["first"], where + ".first", 0, MOST_BITS), integer(term["bits"], where + ".bits", 1, MOST_BITS)

    def read_item(self, item, where):
        """((number, start, queries), first bit, end), without arguments of a single value; a query k is ("w", k)."""
        if type(item) is dict and "w" in item:
            fields(item, where, ("w",), ("bits",))
            what, values = ("w", integer(item["w"], where + ".w", 1, self.L - 1)), None
            values = self.instance.n[what[1] - 1]
        else:
            fields(item, where, ("i",), ("of_i", "of_w", "bits"))
            l = integer(item["i"], where + ".i", 0, self.L)
            start = integer(item["of_i"], where + ".of_i", 0, 2 ** 20) if "of_i" in item else None
            queries = [integer(k, where + ".of_w", 0, 2 ** 20) for k in array(item.get("of_w", []), where + ".of_w")]
            if start is not None and start >= l:
                raise Wrong(f"{where}: found i_{l} as a function of i_{start}, expected one before it")
            lowest = max(1, start or 0)
            if any(not lowest <= k < l for k in queries) or sorted(set(queries)) != queries:
                raise Wrong(f"{where}: found i_{l} as a function of queries that it may not depend on, or not ascending")
            if start is not None and self.range[start] == 1:
                start = None
            what, values = (l, start, tuple(k for k in queries if self.instance.n[k - 1] > 1)), self.range[l]
        whole = (values - 1).bit_length()
        bits = array(item.get("bits", [0, whole]), where + ".bits", 2)
        first, end = (integer(b, where + ".bits", 0, 64) for b in bits)
        if not first <= end <= whole:
            raise Wrong(f"{where}: found the bits {first} to {end} of a number of {whole} bits")
        return what, first, end

    def entries(self, what):
        if what[0] == "w":
            return 1
        count = 1 if what[1] is None else self.range[what[1]]
        for k in what[2]:
            count *= self.instance.n[k - 1]
        return count

    def values(self, what):
        return self.instance.n[what[1] - 1] if what[0] == "w" else self.range[what[0]]

    def length(self, items):
        """So many bits hold the items' number."""
        digits = []
        for what, first, end in items:
            base = min(((self.values(what) - 1) >> first) + 1, 1 << (end - first)) if end > first else 1
            digits.append((base, self.entries(what)))
        apart = sum((base - 1).bit_length() * count for base, count in digits)
        if apart > MOST_POWER or all(base & base - 1 == 0 for base, _ in digits):
            return apart
        number = 1
        for base, count in digits:
            if base > 1:
                number *= base ** count
        return (number - 1).bit_length()

    def view(self, holder, epoch):
        """What a holder knows after an epoch of its run: a list of (what, mask of bits)."""
        if (holder, epoch) in self.facts:
            return self.facts[holder, epoch]
        everything, known = ~0, []
        if epoch > 0:
            heard = [terms for t in range(1, epoch + 1) for j in self.instance.heard(holder)
                     for _, terms in [self.slots.get((t, j, holder), (None, ()))]]
            known = self.view(holder, 0) + self.heard([term for terms in heard for term in terms])
        elif holder < -1 and self.instance.thought_bits is None:
            known = self.view(holder + 1, self.instance.epochs)
        elif holder < -1:
            known = self.heard(self.slots.get((0, holder + 1, holder), (None, ()))[1])
        elif holder == -1:
            known = [(("w", k), everything) for k in range(1, self.L)]
        elif holder == 0:
            known = [((0, None, ()), everything)]
        else:
            start = holder - 1 if self.range[holder - 1] > 1 else None
            queries = (holder - 1,) if holder > 1 and self.instance.n[holder - 2] > 1 else ()
            known = [((holder, start, queries), everything)]
        self.facts[holder, epoch] = known
        return known

    def heard(self, terms):
        known, parts = [], {}
        for items, first, bits in terms:
            if len(items) == 1 and self.entries(items[0][0]) == 1:
                known.append((items[0][0], mask_of(items[0], first, bits)))
            else:
                parts.setdefault(tuple(items), []).append((first, first + bits))
        for items, intervals in parts.items():
            end = 0
            for first, last in sorted(intervals):
                if first > end:
                    break
                end = max(end, last)
            if end >= self.length(items):
                known += [(item[0], mask_of(item)) for item in items]
        return known

    def check(self):
        for (t, j, i), (where, terms) in self.slots.items():
            before = max(0, t - 1)
            sources = [(j, self.instance.epochs)] if t == 0 else [(j, before), (i, before)]
            both = Follows(self, [fact for source in sources for fact in self.view(*source)])
            for number, (items, first, bits) in enumerate(terms):
                if len(items) == 1 and self.entries(items[0][0]) == 1:
                    wanted = [(items[0][0], mask_of(items[0], first, bits))]
                else:
                    wanted = [(item[0], mask_of(item)) for item in items]
                if any(mask & ~both.bits(what) for what, mask in wanted):
                    raise Wrong(f"{where}.terms[{number}]: does not follow from what the two know")
            width = self.instance.thought_bits if t == 0 else self.instance.width(t, j, i)
            said = sum(bits for _, _, bits in terms)
            if said > width:
                raise Wrong(f"{where}: found {count_of(said, 'bit')}, expected at most {show(width)}")
        last = Follows(self, self.view(-1 - self.instance.thoughts, self.instance.epochs))
        if not last.whole((self.L, None, ())):
            raise Wrong("the answer does not follow from what is known at the end")


def mask_of(item, first=0, bits=64):
    """The bits of the digit that these bits of an item are."""
    _, low, end = item
    low, end = min(low + first, end), min(low + first + bits, end)
    return (1 << end) - (1 << low)


class Follows:
    """What follows from facts."""

    def __init__(self, form, facts):
        self.form, self.found = form, {}
        self.facts = {}
        for what, mask in facts:
            self.facts.setdefault(what[:1] if what[0] != "w" else what, {}).setdefault(what, 0)
            self.facts[what[:1] if what[0] != "w" else what][what] |= mask

    def whole(self, what):
        return not ((1 << (self.form.values(what) - 1).bit_length()) - 1) & ~self.bits(what)

    def bits(self, what):
        if what not in self.found:
            known = 0
            for fact, mask in self.facts.get(what[:1] if what[0] != "w" else what, {}).items():
                if mask & ~known and self.gives(fact, what):
                    known |= mask
            self.found[what] = known
        return self.found[what]

    def gives(self, fact, asked):
        if asked[0] == "w":
            return True
        (_, begin, listed), (_, start, wanted) = fact, asked
        if any(k not in wanted and not self.whole(("w", k)) for k in listed):
            return False
        if begin is None:
            return start is None and set(wanted) <= set(listed)
        if start is not None and start > begin or any(k >= begin and k not in listed for k in wanted):
            return False
        return start == begin or self.whole((begin, start, tuple(k for k in wanted if k < begin)))


def check(path):
    form = Form(read_json(path))
    form.check()
    return f"{form.instance.statement('A')}; instance {form.instance.canonical()}"


def main(arguments):
    return judge(arguments, check, "check_closed_form.py [--quiet] closed-form.json...")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
