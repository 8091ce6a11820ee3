#!/usr/bin/env python3
"""A second checker of Transformers (transformer.json), which shares no code with arcsat.

Usage: check_transformer.py [--quiet] BUNDLE...
A BUNDLE is a directory with certificate.json and transformer.json.
Exit code (the worst of all): 0 it solves its instance; 1 bad usage, or what is unreadable or no Transformer; 2 it does not.

The task is written at the beginning of instance_reader.py, the file in transformer_reader.py.  The tokens of the prompt are
z_L's entries, ..., z_1's, z_0, w; a thought is a token behind them.  Each begins with a state, a list of integers, which its
value gives.  In a layer token i hears the tokens j up to itself, in an encoder all.  A head has s = <Q x_i, K x_j>, which must
be at most 0, and adds up N = sum of floor(2^(F+s)) V x_j and D = sum of floor(2^(F+s)).  Then y = floor(N / D), 0 if D = 0;
unnormalised y = N mod 2^p.  Of the tokens of each player, and of all, N and D must be from 0 to 2^p - 1; this is not asked of
the unnormalised.  The state becomes what the layer's update makes of it and of y.  With thoughts the last token's last state
gives the next thought, a number of b bits.  The answer is a number in the last state of the last token.

That it is a protocol of the instance: for each receiving token the block of tokens of another player sends N and D of each head,
H(d+1)p bits, or N mod 2^p, H d p bits, which must be at most the bits per token; a layer is an epoch.  Sums over tokens are in
(Z/2)^c, so p must be 1 there.

Unless the inputs are restricted, they are not run one by one, but by cases: some tokens of the prompt have a value, of the others
every token of every layer has all states that it may have.  A case is right if nothing that may be added up is
wrong and the one answer that is left is the right one; otherwise a token gets its values, one case each.
"""
import itertools
import sys

sys.dont_write_bytecode = True  # a checker leaves nothing behind
from certificate_reader import read_argument
from strict_json import parse_json
from transformer_reader import Transformer
from verdicts import Wrong, judge

MOST_STATES, MOST_SUMS, MOST_INPUTS = 2 ** 10, 2 ** 8, 2 ** 17


class Split(Exception):
    """Cannot be told before this token of the prompt has a value."""


class Machine:
    """What is made of single states and of sets of them, by layer. States are numbered, as they come again and again."""

    def __init__(self, transformer):
        self.t = transformer
        self.shares, self.heard, self.next = ([{} for _ in transformer.layers] for _ in range(3))
        # By the receiver's state: the sets of states of which it hears nothing.
        self.adds_nothing = [{} for _ in transformer.layers]
        self.projected = [{} for _ in transformer.layers]
        self.nothing = (0,) * transformer.numbers
        self.states, self.number_of, self.sets = [], {}, {}
        self.embedding = [[self.number(state) for state in states] for states in transformer.embedding]

    def number(self, state):
        if state not in self.number_of:
            self.number_of[state] = len(self.states)
            self.states.append(state)
        return self.number_of[state]

    def set_of(self, numbers):
        """The same object for the same set, so that it is known again at once."""
        states = frozenset(numbers)
        return self.sets.setdefault(states, states)

    def project(self, layer, state):
        if state not in self.projected[layer]:
            self.projected[layer][state] = [
                [[sum(a * b for a, b in zip(row, self.states[state])) for row in matrix] for matrix in head]
                for head in self.t.layers[layer].heads]
        return self.projected[layer][state]

    def share(self, layer, receiver, sender):
        """What the sender adds to the receiver's numbers; None if a score is above 0."""
        key = receiver, sender
        if key in self.shares[layer]:
            return self.shares[layer][key]
        numbers = []
        for (query, _, _), (_, key_, value) in zip(self.project(layer, receiver), self.project(layer, sender)):
            score = sum(a * b for a, b in zip(query, key_))
            if score > 0:
                numbers = None
                break
            weight = 2 ** (self.t.fraction + score) if self.t.fraction + score >= 0 else 0
            numbers += [weight * v if self.t.normalised else weight * v % 2 ** self.t.precision for v in value]
            numbers += [weight] if self.t.normalised else []
        result = self.shares[layer][key] = None if numbers is None else tuple(numbers)
        return result

    def hears(self, layer, receiver, senders):
        """All shares that a token in one of several states may add: None if one of them adds nothing else than nothing."""
        key = receiver, senders
        if key not in self.heard[layer]:
            shares = {self.share(layer, receiver, sender) for sender in senders}
            self.heard[layer][key] = None if shares == {self.nothing} else shares
            if shares == {self.nothing}:
                self.adds_nothing[layer].setdefault(receiver, set()).add(senders)
        return self.heard[layer][key]

    def add(self, one, other):
        if self.t.normalised:
            return tuple(a + b for a, b in zip(one, other))
        return tuple((a + b) % 2 ** self.t.precision for a, b in zip(one, other))

    def fits(self, numbers):
        return not self.t.normalised or all(0 <= number < 2 ** self.t.precision for number in numbers)

    def update(self, layer, state, numbers):
        key = state, numbers
        if key not in self.next[layer]:
            y, step = [], len(numbers) // self.t.heads
            for first in range(0, len(numbers), step):
                if self.t.normalised:
                    *values, all_of_it = numbers[first:first + step]
                    y += [value // all_of_it if all_of_it else 0 for value in values]
                else:
                    y += numbers[first:first + step]
            self.next[layer][key] = self.number(self.t.layers[layer].update(self.states[state], tuple(y)))
        return self.next[layer][key]


class Possible:
    """Of the tokens of a layer, as far as they are known: the possible states of each, and which token of the prompt has to get a
    value to make them fewer."""

    def __init__(self):
        self.tokens, self.having = [], {}

    def append(self, states, split):
        self.having.setdefault(states, []).append(len(self.tokens))
        self.tokens.append((states, split))

    def heard_by(self, nothing):
        """The tokens whose states are none of those sets of which nothing is heard."""
        return sorted(token for states in self.having.keys() - nothing for token in self.having[states])


class Cases:
    def __init__(self, transformer):
        self.t, self.machine, self.number = transformer, Machine(transformer), 0
        self.tokens, self.layers = transformer.tokens, len(transformer.layers)

    def fault(self, text, several, splits):
        """Something that may be wrong: it is, if there is nothing that is not known."""
        for is_open, split in zip(several, splits):
            if is_open:
                raise Split(split)
        raise Wrong(text)

    def after(self, layer, token, state, before):
        """What a token in this state may become, and the token to be split if it is several."""
        machine = self.machine
        own = len(before.tokens[token][0]) > 1, before.tokens[token][1]
        known, open_ = machine.nothing, []
        least_of_all = most_of_all = machine.nothing
        heard = before.heard_by(machine.adds_nothing[layer].get(state, ()))
        for block, senders in itertools.groupby(heard, key=self.t.block_of.__getitem__):
            least = most = machine.nothing
            block_open = []
            for sender in senders:
                states, split = (machine.set_of((state,)), None) if sender == token else before.tokens[sender]
                shares = machine.hears(layer, state, states)
                if shares is None:
                    continue
                if None in shares:
                    self.fault(f"layer {layer + 1}, {self.tokens[token]}: a score is above 0", (len(states) > 1, own[0]),
                               (split, own[1]))
                if len(shares) == 1:
                    (share,) = shares
                    known = machine.add(known, share)
                else:
                    block_open.append((shares, split))
                least = machine.add(least, tuple(map(min, zip(*shares))))
                most = machine.add(most, tuple(map(max, zip(*shares))))
            if not machine.fits(least) or not machine.fits(most):
                self.fault(f"layer {layer + 1}, {self.tokens[token]}: a sum over player {block} has not {self.t.precision} bits",
                           (block_open, own[0]), (block_open and block_open[0][1], own[1]))
            least_of_all, most_of_all = machine.add(least_of_all, least), machine.add(most_of_all, most)
            open_ += block_open
        if not machine.fits(least_of_all) or not machine.fits(most_of_all):
            self.fault(f"layer {layer + 1}, {self.tokens[token]}: a sum over all that it hears has not {self.t.precision} bits",
                       (open_, own[0]), (open_ and open_[0][1], own[1]))
        sums = {known}
        for shares, split in open_:
            if len(sums) * len(shares) > MOST_SUMS:
                raise Split(open_[0][1])
            sums = {machine.add(one, share) for one in sums for share in shares}
        return {machine.update(layer, state, numbers) for numbers in sums}, open_[0][1] if open_ else own[1]

    def layer(self, layer, token, before):
        states, (possible, split) = set(), before.tokens[token]
        for state in possible:
            more, split = self.after(layer, token, state, before)
            states |= more
        if len(states) > MOST_STATES:
            raise Split(split)
        return self.machine.set_of(states), split

    def answers(self, values):
        """The answers that are possible, and the token to be split if they are several."""
        t = self.t
        states = [Possible() for _ in range(self.layers + 1)]
        for token in range(t.prompt):
            of_token = self.machine.embedding[token]
            states[0].append(self.machine.set_of(of_token if values[token] is None else (of_token[values[token]],)), token)
        if t.both_ways:
            for layer in range(self.layers):
                for token in range(t.prompt):
                    states[layer + 1].append(*self.layer(layer, token, states[layer]))
        else:
            first = states[0].tokens
            # What a token hears of itself and of those before it is all that is known by then.
            states = [Possible() for _ in range(self.layers + 1)]
            for token in range(len(self.tokens)):
                states[0].append(*(first[token] if token < t.prompt else self.thought(token, states[-1].tokens[-1])))
                for layer in range(self.layers):
                    states[layer + 1].append(*self.layer(layer, token, states[layer]))
        last, split = states[-1].tokens[-1]
        return {self.machine.states[state][t.answer] for state in last}, split

    def thought(self, token, before):
        last, split = before
        thoughts = {self.machine.states[state][self.t.thought] for state in last}
        if not all(0 <= thought < len(self.t.embedding[token]) for thought in thoughts):
            self.fault(f"{self.tokens[token]} has not its bits", (len(last) > 1,), (split,))
        return self.machine.set_of(self.machine.embedding[token][thought] for thought in thoughts), split

    def run(self, values):
        asked, right = self.t.right_answer(values)
        if asked is None:
            try:
                answers, asked = self.answers(values)
            except Split as split:
                answers, asked = set(), split.args[0]
            if answers == {right}:
                self.number += 1
                return
            if len(answers) == 1:
                raise Wrong(f"it answers {answers.pop()}, the right answer is {right}, on inputs with {self.words(values)}")
        for value in range(len(self.t.embedding[asked])):
            values[asked] = value
            self.run(values)
        values[asked] = None

    def words(self, values):
        return ", ".join(f"{name} = {value}" for name, value in zip(self.tokens, values) if value is not None)


def check_transformer(instance, doc):
    transformer = Transformer(doc)
    if transformer.instance.canonical() != instance.canonical():
        raise Wrong("is a Transformer for another instance")
    transformer.require_fits()
    cases = Cases(transformer)
    if not instance.lists and instance.tuples is None:
        cases.run([None] * transformer.prompt)
        return f"{transformer.words()}: right on all inputs, in {cases.number} cases"
    number = 0
    for number, given in enumerate(itertools.islice(instance.allowed(instance.L + 2), MOST_INPUTS + 1), 1):
        if number > MOST_INPUTS:
            raise Wrong(f"not checked: there are more than {MOST_INPUTS} allowed inputs, which are run one by one here")
        cases.run(transformer.values(given))
    return f"{transformer.words()}: right on each of {number} allowed inputs"


def check_bundle(directory):
    instance, content = read_argument(directory, {"transformer": "transformer.json"}, "realizable", "A",
                                      (("decoder", "encoder", "chain-of-thought"), ("functions", "sums")))
    return f"{instance.statement('A')}; instance {instance.canonical()}; {check_transformer(instance, parse_json(content))}"


def main(arguments):
    return judge(arguments, check_bundle, "check_transformer.py [--quiet] BUNDLE...")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
