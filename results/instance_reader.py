"""Instances: the task, the model and the allowed inputs, as the checkers beside this file read them.

The task (L-FuncComp): player -1 holds w = (w_1 .. w_{L-1}) with w_l in [n_l]; player 0 holds z_0 in [m]; player 1 holds
z_1 : [m] -> [q_1]; player l >= 2 holds z_l : [n_{l-1}] x [q_{l-1}] -> [q_l].  With i_0 = z_0, i_1 = z_1(i_0) and
i_l = z_l(w_{l-1}, i_{l-1}) the right answer is i_L.  Without "q" the paper shape holds: q_1 = m, q_{l+1} = n_l q_l.
The model "decoder": in each of E epochs, simultaneously for all players i < j, j sends i a message of c T_i bits (T_i = the
receiver's tokens: 1 for players -1 and 0, m for player 1, n_{l-1} q_{l-1} for player l >= 2), unless the instance overrides
that width.  It may depend on what both knew before the epoch (their inputs and inboxes) and on nothing else.  After epoch E
player -1 answers from w and its inbox.
The model "encoder": the same for all players i != j.
The model "chain-of-thought": all players run as a decoder first.  Thought 1 is b bits, a function of what player -1 knows
after epoch E.  Thought s is held by a new player -1-s of one token, which then runs E epochs: in epoch t each player -s .. L
sends it c bits, which may depend on what that player knew after t - 1 epochs of its own run and on what thought s knows.
Thought s + 1 is a function of what thought s knows after its epoch E; the last thought answers.  If thoughts are unlimited,
each of them begins with all that the one before it knows at last, instead of b bits.
The granularity "sums": as above, but every token is a player of its own: an entry of a z_l with l >= 1, w, z_0, a thought.
In each epoch it receives c bits from each player -1 .. L and each thought that the model lets it hear, the sum over F_2 of one
value from each of that player's tokens; each value may depend on what its token and the receiver knew before the epoch.  Of
its own player a token hears the tokens at lower positions or, in an encoder, all others.
The numbering: a table z with values in [q] has index sum_k z(k) q^k; position (w, i) in the domain of z_l is w q_{l-1} + i;
w has index sum_l w_l (n_1 .. n_{l-1}).  Players -1 .. L sit at places 0 .. L+1 of all lists.  An instance names no index
of 2^31 or more, however many inputs a player may hold.
"""
import hashlib
import json
import math

from strict_json import array, count_of, fields, integer, show
from verdicts import Malformed

# So that a hostile instance is refused instead of filling the memory.
MAX_NUMBER, MAX_L, MAX_MESSAGES = 2 ** 63 - 1, 400, 100000
MOST_INDICES, MOST_POSITIONS, MOST_COUNTED = 2 ** 31, 2 ** 40, 2 ** 62


def place_of(receiver):
    """How files name a receiver."""
    return {"to": receiver[0], "token": receiver[1]} if type(receiver) is tuple else {"to": receiver}


class Instance:
    def __init__(self, doc, kinds=("decoder",), granularities=("functions",)):
        """Of these kinds of model; a checker whose argument holds for decoders of functions alone names no others."""
        self.kinds, self.granularities = kinds, granularities
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
        if max(self.tokens) > MOST_POSITIONS:
            raise Malformed(f"{where}: too large (a table of more than 2^40 positions)")

    def read_model(self, doc, where):
        thinks = type(doc) is dict and doc.get("kind") == "chain-of-thought" and "chain-of-thought" in self.kinds
        fields(doc, where, ("kind", "epochs", *(("thoughts", "thought_bits") if thinks else ())),
               ("granularity", "bits_per_token", "B", "widths"))
        self.kind, self.thoughts, self.thought_bits = doc["kind"], 0, 0
        if type(self.kind) is not str or self.kind not in self.kinds:
            expected = " or ".join(map(repr, self.kinds))
            raise Malformed(f"{where}.kind: {show(self.kind)} is not supported, expected {expected}")
        granularity = doc.get("granularity", "functions")
        if type(granularity) is not str or granularity not in self.granularities:
            expected = " or ".join(map(repr, self.granularities))
            raise Malformed(f"{where}.granularity: {show(granularity)} is not supported, expected {expected}")
        self.sums = granularity == "sums"
        if thinks:
            self.thoughts = integer(doc["thoughts"], where + ".thoughts", 1, MAX_L)
            unlimited = type(doc["thought_bits"]) is str and doc["thought_bits"] == "unlimited"
            self.thought_bits = None if unlimited else integer(doc["thought_bits"], where + ".thought_bits", 0, MAX_NUMBER)
        if self.sums:
            tokens = sum(self.tokens)
            terms = (tokens - 1) * tokens + self.thoughts * (tokens + self.thoughts)  # no more than these
            if terms > MAX_MESSAGES:
                raise Malformed(f"{where}: too many tokens ({tokens}) for sums over them")
        else:
            terms = sum(len(self.heard(player)) for player in range(-1 - self.thoughts, self.L + 1))
        self.epochs = integer(doc["epochs"], where + ".epochs", 1, MAX_MESSAGES // terms)
        if ("bits_per_token" in doc) == ("B" in doc):
            raise Malformed(f"{where}: expected exactly one of 'bits_per_token' and 'B'")
        b = doc.get("B", 0)  # c = 2B, so B may be a half: the only place where a fraction is right
        if type(b) not in (int, float) or not 0 <= b < 2 ** 50 or b % 0.5:
            raise Malformed(f"{where}.B: found {show(b)}, expected a multiple of 0.5, at least 0")
        self.c = int(b * 2) if "B" in doc else integer(doc["bits_per_token"], where + ".bits_per_token", 0, MAX_NUMBER)
        self.overrides = {}
        for number, item in enumerate(array(doc.get("widths", []), where + ".widths")):
            place = f"{where}.widths[{number}]"
            fields(item, place, ("epoch", "from", "to", "bits"), ("token",) if self.sums else ())
            epoch = integer(item["epoch"], place + ".epoch", 1, self.epochs)
            lowest, both_ways = -1 - self.thoughts, self.kind == "encoder"
            sender = integer(item["from"], place + ".from", lowest if both_ways else lowest + 1, self.L)
            receiver = integer(item["to"], place + ".to", lowest, self.L if both_ways else sender - (not self.sums))
            receiver = self.holder(receiver, item, place)
            if sender not in self.heard(receiver):
                raise Malformed(f"{place}: player {sender} sends itself nothing")
            if (epoch, receiver, sender) in self.overrides:
                raise Malformed(f"{place}: duplicate override of one message")
            self.overrides[epoch, receiver, sender] = integer(item["bits"], place + ".bits", 0, MAX_NUMBER)

    def read_inputs(self, doc, where):
        """The allowed inputs: all, or a product of lists per player, or a list of tuples.  An empty list is refused, because
        a statement about no inputs would say nothing."""
        self.names = ["w"] + [f"z{l}" for l in range(self.L + 1)]
        fields(doc, where, (), self.names + ["tuples"])
        if "tuples" in doc and len(doc) > 1:
            raise Malformed(f"{where}: found both 'tuples' and lists per player, expected one of them")
        self.lists, self.tuples = {}, None  # lists by place; tuples as a dictionary, which keeps their order
        for key, listed in doc.items():
            if not array(listed, f"{where}.{key}"):
                raise Malformed(f"{where}.{key}: empty, so that no input is allowed")
        for place, name in enumerate(self.names):
            if name in doc:
                indices = [self.index(value, place, f"{where}.{name}") for value in doc[name]]
                if len(set(indices)) != len(indices):
                    raise Malformed(f"{where}.{name}: found an index twice, expected each once")
                self.lists[place] = indices
        if "tuples" in doc:
            rows = (array(row, where + ".tuples", self.L + 2) for row in doc["tuples"])
            self.tuples = dict.fromkeys(tuple(self.index(value, place, where + ".tuples") for place, value in enumerate(row))
                                        for row in rows)

    def numbered(self, place):
        """Whether the inputs of the player at this place have indices, i.e. there are at most 2^31 of them."""
        if place < 2:
            return [math.prod(self.n), self.m][place] <= MOST_INDICES
        # A table has q^tokens: a token is an entry.  With q > 1, 32 of them are too many.
        q, positions = self.q[place - 2], self.tokens[place]
        return q == 1 or positions < 32 and q ** positions <= MOST_INDICES

    def size(self, place):
        """How many inputs the player at this place has."""
        if not self.numbered(place):
            raise Malformed(f"instance.task: too large (more than 2^31 inputs of {self.names[place]}, which are not gone through here)")
        if place < 2:
            return [math.prod(self.n), self.m][place]
        return 1 if self.q[place - 2] == 1 else self.q[place - 2] ** self.tokens[place]

    def indices(self, place):
        """The indices that may be named for the player at this place are below this."""
        return self.size(place) if self.numbered(place) else MOST_INDICES

    def index(self, value, place, where):
        return integer(value, where, 0, self.indices(place) - 1)

    def domains(self, places):
        """The indices that a restriction by lists leaves to each of the first players, none if it is by tuples."""
        return [self.lists.get(place, range(self.size(place))) for place in range(places)]

    def allowed(self, places):
        """The allowed inputs, cut to the first players and each once.  Lazily: itertools.product would first copy every
        range."""
        if self.tuples is not None:
            return iter(dict.fromkeys(row[:places] for row in self.tuples))
        heads = iter([()])
        for domain in self.domains(places):
            heads = (lambda heads, domain: (head + (index,) for head in heads for index in domain))(heads, domain)
        return heads

    def allowed_number(self, places):
        """None if there are more than 2^62, or a player without a list has more than 2^31 inputs."""
        if self.tuples is not None:
            return len({row[:places] for row in self.tuples})
        if not all(place in self.lists or self.numbered(place) for place in range(places)):
            return None
        number = math.prod(len(self.lists[place]) if place in self.lists else self.size(place) for place in range(places))
        return number if number <= MOST_COUNTED else None

    def holder(self, player, doc, where):
        """Who knows something: a player, a thought or, with sums, the token of a table that doc["token"] names."""
        if not self.sums or player < 1:
            if "token" in doc:
                raise Malformed(f"{where}: found a token, expected none, as the player is not one of several")
            return player
        if "token" not in doc:
            raise Malformed(f"{where}: found no token, expected one of player {player}'s")
        return player, integer(doc["token"], where + ".token", 0, self.tokens[player + 1] - 1)

    def holders(self, player):
        """All that have a part of a player's input; of a thought, itself."""
        if not self.sums or player < 1:
            return [player]
        return [(player, token) for token in range(self.tokens[player + 1])]

    def everybody(self):
        """Of the prompt."""
        return [holder for player in range(-1, self.L + 1) for holder in self.holders(player)]

    def part(self, holder, given):
        """What a holder of the prompt begins with."""
        if type(holder) is tuple:
            player, token = holder
            return given[player + 1] // self.q[player - 1] ** token % self.q[player - 1]
        return given[holder + 1]

    def parts(self, holder):
        """How many values that has."""
        return self.q[holder[0] - 1] if type(holder) is tuple else self.indices(holder + 1)

    def terms(self, receiver, sender):
        """The sender's holders whose values a message is the sum of; without sums it has one."""
        player = receiver[0] if type(receiver) is tuple else receiver
        if player != sender:
            return self.holders(sender)
        return [other for other in self.holders(sender) if other != receiver and (self.kind == "encoder" or other < receiver)]

    def heard(self, receiver):
        """Which players, or thoughts, a holder hears in each epoch, ascending."""
        player = receiver[0] if type(receiver) is tuple else receiver
        senders = range(-1 if self.kind == "encoder" else player, self.L + 1)
        if not self.sums:
            return [sender for sender in senders if sender != player]
        return [sender for sender in senders if sender != player or type(receiver) is tuple and self.terms(receiver, sender)]

    def width(self, epoch, sender, receiver):
        tokens = self.tokens[receiver + 1] if type(receiver) is not tuple and receiver >= -1 else 1
        return self.overrides.get((epoch, receiver, sender), self.c * tokens)

    def entry(self, place, index, position):
        """The entry of a table, given by its index, at a position."""
        q = self.q[place - 2]
        # An index below 2^position has no such digit; so no power is larger than an index.
        return 0 if q == 1 or position > index.bit_length() else index // q ** position % q

    def asked(self, given):
        """The position of z_L's domain that the inputs of players -1 .. L-1 ask for; z_L may follow them or not."""
        w, position = given[0], given[1]
        for k, (n, q, table) in enumerate(zip(self.n, self.q, given[2:])):
            i = self.entry(k + 2, table, position)
            w, digit = divmod(w, n)  # w_1 is the lowest digit of w
            position = digit * q + i
        return position

    def answer(self, given):
        """i_L by the definition of the task."""
        return self.entry(self.L + 1, given[self.L + 1], self.asked(given))

    def ordered_overrides(self):
        """In the order in which messages are sent: the prompt's by epoch, then one thought after the other."""
        def order(item):
            epoch, receiver, sender = item[0]
            place = receiver if type(receiver) is tuple else (receiver, 0)
            return max(0, -1 - place[0]), epoch, place, sender
        return sorted(self.overrides.items(), key=order)

    def statement(self, begin):
        """The sentence that arcsat prints, with "A" or "No" at its beginning."""
        word = "autoregressive" if self.kind == "decoder" else self.kind
        by = " by sums over tokens" if self.sums else ""
        text = f"{begin} {self.epochs}-epoch {word} protocol{by} with {count_of(self.c, 'bit')} per token"
        if self.thoughts:
            bits = "unlimited bits" if self.thought_bits is None else count_of(self.thought_bits, "bit")
            text += f", {count_of(self.thoughts, 'thought')} of {bits}"
        for (epoch, receiver, sender), bits in self.ordered_overrides():
            to = f"token {receiver[1]} of {receiver[0]}" if type(receiver) is tuple else receiver
            text += f", {count_of(bits, 'bit')} from {sender} to {to} in epoch {epoch}"
        text += f" solves L-FuncComp with L={self.L}, m={self.m}"
        text += f", n=({','.join(map(str, self.n))})" if self.n else ""
        text += f", q=({','.join(map(str, self.q))})"
        if self.lists or self.tuples is not None:
            number = self.allowed_number(self.L + 2)
            text += " on its allowed inputs, more than 2^62" if number is None else f" on its {count_of(number, 'allowed input')}"
        return text

    def canonical(self):
        """The instance in full, in arcsat's one way of writing it."""
        inputs = {self.names[place]: sorted(listed) for place, listed in sorted(self.lists.items())}
        if self.tuples is not None:
            inputs["tuples"] = sorted(self.tuples, key=lambda row: row[::-1])
        model = {"kind": self.kind}
        if self.sums:
            model["granularity"] = "sums"
        if self.thoughts:
            model["thoughts"] = self.thoughts
            model["thought_bits"] = "unlimited" if self.thought_bits is None else self.thought_bits
        model["epochs"], model["bits_per_token"] = self.epochs, self.c
        if self.overrides:
            model["widths"] = [{"epoch": epoch, "from": sender, **place_of(receiver), "bits": bits}
                               for (epoch, receiver, sender), bits in self.ordered_overrides()]
        task = {"L": self.L, "m": self.m, "n": self.n, "q": self.q}
        return json.dumps({"task": task, "inputs": inputs, "model": model}, separators=(",", ":"))

    def sha256(self):
        return hashlib.sha256(self.canonical().encode()).hexdigest()
