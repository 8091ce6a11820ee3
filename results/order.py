"""The order between instances: rules by which protocols for some instances, `harder`, give one for another, `easier`.

Embedding.  Inputs of the easier instance become inputs of the harder one: sizes are at most those of the harder one, whose last
steps, if it has more, pass i_L on; tables are 0 where they say nothing.  Players of steps that only the harder instance has
hold constants, and need say nothing where nobody sends to them (not in an encoder).  Epoch t of the harder instance takes place in a block of
epochs of the easier one: when it begins, both ends of a message know what it is a function of, so only the widths count, summed
over the block.  Nobody asks for what players 0 .. L hear in the harder instance's last epoch.  Informed: in two epochs of a
decoder with two steps, player 2 can tell player 1 what to say to player -1 in epoch 2, for each w and each message (or z_0) of
player 0, in place of what it tells it in the harder instance.

Stronger model.  The same question for an encoder in place of a decoder; for thoughts, if a decoder's answer fits into one, or
if they are more or longer; for functions in place of sums.

Product of answers, sum of queries.  Two protocols at once.  Both know everything that theirs would know, so only the
widths count: those of both together; for two sets of queries, player -1 needs to hear of one alone, as a decoder's other players
do not know w.
"""
from instance_reader import MOST_POSITIONS
from strict_json import array, integer
from verdicts import Malformed, Wrong

MODELS = (("decoder", "encoder", "chain-of-thought"), ("functions", "sums"))
MOST_COMPARED = 2 ** 20


def no(why):
    raise Wrong(f"does not follow: {why}")


def all_allowed(instance):
    return not instance.lists and instance.tuples is None


def receivers(instance, last):
    thoughts = list(range(-1 - instance.thoughts, -1))
    return thoughts + [holder for holder in instance.everybody() if player_of(holder) <= last]


def player_of(holder):
    return holder[0] if type(holder) is tuple else holder


def width(instance, epoch, sender, receiver):
    """0 for a message that there is not."""
    known = player_of(receiver) >= -1 or -1 - player_of(receiver) <= instance.thoughts
    if not known or sender not in instance.heard(receiver) or epoch > instance.epochs:
        return 0
    return instance.width(epoch, sender, receiver)


def enough_thought(less, more):
    return more.thought_bits is None or less.thought_bits is not None and less.thought_bits <= more.thought_bits


def lifted(easier, harder, given):
    """The harder instance's input, a list of digits for each player."""
    digits, w = [[]], given[0]
    for k, n in enumerate(harder.n):
        w, digit = divmod(w, easier.n[k]) if k < len(easier.n) else (w, 0)
        digits[0].append(digit)
    digits.append([given[1]])
    for place in range(2, harder.L + 2):
        before = harder.m if place == 2 else harder.q[place - 3]
        own = easier.m if place == 2 else easier.q[min(place, easier.L + 2) - 3]
        rows = 1 if place == 2 else easier.n[min(place, easier.L + 1) - 3] if easier.L > 1 else 1
        table = []
        for position in range(harder.tokens[place]):
            row, value = divmod(position, before)
            if place > easier.L + 1:
                table.append(min(value, harder.q[place - 2] - 1))
            else:
                inside = row < rows and value < own
                table.append(easier.entry(place, given[place], row * own + value) if inside else 0)
        digits.append(table)
    return digits


def allows(instance, digits):
    given = []
    for place, row in enumerate(digits):
        index, weight = 0, 1
        for k, digit in enumerate(row):
            index += digit * weight
            weight *= instance.n[k] if place == 0 else instance.m if place == 1 else instance.q[place - 2]
        given.append(index)
    if instance.tuples is not None:
        return tuple(given) in instance.tuples
    return all(place not in instance.lists or given[place] in instance.lists[place] for place in range(len(given)))


def require_inputs(harder, easier):
    if all_allowed(harder):
        return
    number = easier.allowed_number(easier.L + 2)
    if number is None or number > MOST_COMPARED or max(harder.tokens) > MOST_POSITIONS:
        no("too many inputs to be compared")
    if not all(allows(harder, lifted(easier, harder, given)) for given in easier.allowed(easier.L + 2)):
        no("an input becomes one that is not allowed")


def require_embedding(harder, easier, ends, informed):
    L = easier.L
    if harder.sums != easier.sums or harder.kind != easier.kind or harder.thoughts != easier.thoughts:
        no("another model")
    if harder.thoughts and not enough_thought(harder, easier):
        no("thoughts of fewer bits")
    if harder.sums and (harder.m, harder.n, harder.q) != (easier.m, easier.n, easier.q):
        no("another task with sums over tokens")
    if harder.L < L or harder.L > L and harder.kind == "encoder":
        no("other steps")
    pairs = [(easier.m, harder.m), *zip(easier.n, harder.n), *zip(easier.q[:-1], harder.q)]
    pairs += [(easier.q[-1], q) for q in harder.q[L - 1:]]
    if any(less > more for less, more in pairs):
        no("a size that is larger")
    require_inputs(harder, easier)
    told = {}
    if informed:
        if harder.kind != "decoder" or harder.sums or L != 2 or harder.epochs != 2 or not all_allowed(easier):
            no("player 1 cannot be informed")
        by_player_0 = min(easier.m, 2 ** min(width(harder, 1, 0, -1), 64))
        told[1, 2, 1] = easier.n[0] * by_player_0 * width(harder, 2, 1, -1)
    if len(ends) != harder.epochs:
        no("another number of blocks")
    first = 1
    for epoch, last in enumerate(ends, 1):
        if not first <= last <= easier.epochs:
            no("blocks that do not follow each other")
        for receiver in receivers(harder, L):
            if epoch == harder.epochs and player_of(receiver) >= 0:
                continue
            for sender in harder.heard(receiver):
                if sender > L:
                    continue
                needed = told.get((epoch, sender, receiver), width(harder, epoch, sender, receiver))
                if needed > sum(width(easier, e, sender, receiver) for e in range(first, last + 1)):
                    no(f"too few bits from {sender} to {receiver} in epochs {first} to {last}")
        first = last + 1


def require_stronger(harder, easier):
    same = ("L", "m", "n", "q", "epochs")
    if any(getattr(harder, key) != getattr(easier, key) for key in same) or easier.sums and not harder.sums:
        no("another question")
    restriction = [({place: sorted(listed) for place, listed in one.lists.items()},
                    one.tuples and sorted(one.tuples)) for one in (harder, easier)]
    if restriction[0] != restriction[1]:
        no("other inputs")
    more = 0
    if harder.kind == "decoder" and easier.kind == "chain-of-thought":
        more = easier.thoughts
        if easier.thought_bits is not None and 2 ** easier.thought_bits < harder.q[-1]:
            no("thoughts that do not hold the answer")
    elif harder.kind == easier.kind:
        more = easier.thoughts - harder.thoughts
        if more < 0 or harder.thoughts and not enough_thought(harder, easier):
            no("fewer thoughts, or shorter ones")
    elif (harder.kind, easier.kind) != ("decoder", "encoder"):
        no("a model that is not known to be stronger")

    def counterpart(player):
        return player if player >= -1 else None if -1 - player <= more else player + more
    for receiver in receivers(easier, easier.L):
        own = counterpart(player_of(receiver))
        if own is None:
            continue
        # With functions in place of sums a player hears all that its tokens heard.
        heard_by = [receiver if type(receiver) is tuple else own] if harder.sums == easier.sums else harder.holders(own)
        for sender in easier.heard(receiver):
            if counterpart(sender) is None:
                continue
            for epoch in range(1, easier.epochs + 1):
                needed = sum(width(harder, epoch, counterpart(sender), one) for one in heard_by)
                if needed > width(easier, epoch, sender, receiver):
                    no(f"too few bits from {sender} to {receiver} in epoch {epoch}")


def require_joined(first, second, joined, queries):
    for part in (first, second):
        if part.sums or joined.sums or (part.kind, part.thoughts, part.epochs, part.L) != (
                joined.kind, joined.thoughts, joined.epochs, joined.L):
            no("another model")
        if not all_allowed(part) or not all_allowed(joined):
            no("not all inputs are allowed")
        n, q = (-1, None) if queries else (None, -1)
        if queries and (part.kind != "decoder" or part.L < 2):
            no("queries of another model, or of one step")
        if (part.m, part.n[:n], part.q[:q]) != (joined.m, joined.n[:n], joined.q[:q]):
            no("other sizes")
    if queries and joined.n[-1] != first.n[-1] + second.n[-1] or not queries and joined.q[-1] > first.q[-1] * second.q[-1]:
        no("other sizes")
    if joined.thoughts and joined.thought_bits is not None:
        if first.thought_bits is None or second.thought_bits is None or (
                first.thought_bits + second.thought_bits > joined.thought_bits):
            no("thoughts of fewer bits")
    for receiver in receivers(joined, joined.L):
        for epoch in range(1, joined.epochs + (receiver < 0)):
            for sender in joined.heard(receiver):
                parts = [width(part, epoch, sender, receiver) for part in (first, second)]
                if width(joined, epoch, sender, receiver) < (max(parts) if queries and receiver == -1 else sum(parts)):
                    no(f"too few bits from {sender} to {receiver} in epoch {epoch}")


def require_order(doc, harder, easier):
    """By the rule that `doc` names, from a list of harder instances to an easier one."""
    rule = doc["rule"]
    if ("ends" in doc or "informed" in doc) != (rule == "embedding"):
        raise Malformed("expected 'ends' and 'informed' for an embedding alone")
    if len(harder) != (2 if rule in ("product-of-answers", "sum-of-queries") else 1):
        no("another number of bases")
    if rule == "embedding":
        if type(doc.get("informed")) is not bool:
            raise Malformed("informed: expected true or false")
        ends = [integer(end, "ends", 1, 2 ** 20) for end in array(doc.get("ends"), "ends")]
        require_embedding(*harder, easier, ends, doc["informed"])
    elif rule == "stronger-model":
        require_stronger(*harder, easier)
    elif rule in ("product-of-answers", "sum-of-queries"):
        require_joined(*harder, easier, rule == "sum-of-queries")
    else:
        raise Malformed("rule: found none that is known")
