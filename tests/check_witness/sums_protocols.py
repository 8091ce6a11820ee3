"""A protocol by sums over tokens, made by hand: its rows are written from the model's definition, not with arcsat."""


def asked_entry():
    """(2;2), an encoder of two epochs and one bit: the entries of z_1 hear z_0; then player -1 hears the sum of the entry that
    was asked for and of 0 for the other."""
    bits = (0, 1)

    def message(epoch, sender, receiver, terms, token=None):
        place = {"epoch": epoch, "from": sender, "to": receiver, **({} if token is None else {"token": token}), "bits": 1}
        return {**place, "terms": terms}

    def term(token, rows):
        return {**({} if token is None else {"token": token}), "rows": rows}

    # What each hears in epoch 1, by sender ascending: player -1 hears 0 and 1, player 0 hears -1 and 1, an entry hears -1, 0, 1.
    heard = {-1: [(0, 0)], 0: [(0, 0)], 1: [(0, z0, 0) for z0 in bits]}
    parts = {-1: (0,), 0: bits, 1: bits}
    holders = {-1: [None], 0: [None], 1: [0, 1]}

    def value(epoch, sender, token, receiver, own, inbox):
        if epoch == 1 and sender == 0 and receiver == 1:
            return own
        if epoch == 2 and sender == 1 and receiver == -1:
            return own if inbox[1] == token else 0
        return 0

    messages = []
    for epoch in (1, 2):
        def inboxes(player):
            return [()] if epoch == 1 else heard[player]
        for receiver in (-1, 0, 1):
            for place in holders[receiver]:
                for sender in (-1, 0, 1):
                    others = [token for token in holders[sender] if (sender, token) != (receiver, place)]
                    terms = [term(token, [[own, list(inbox), part, list(known), value(epoch, sender, token, receiver, own, inbox)]
                                          for own in parts[sender] for inbox in inboxes(sender)
                                          for part in parts[receiver] for known in inboxes(receiver)]) for token in others]
                    if terms:
                        messages.append(message(epoch, sender, receiver, terms, place))
    output = [[0, [0, 0, 0, answer], answer] for answer in bits]
    model = {"kind": "encoder", "granularity": "sums", "epochs": 2, "bits_per_token": 1}
    return {"format": "arcsat-protocol", "version": 1,
            "instance": {"task": {"L": 1, "m": 2, "n": [], "q": [2]}, "inputs": {}, "model": model},
            "messages": messages, "output": output}
