"""Lies about Transformers: other weights, and other claims about them."""
import json

from argument_lies import of_another_instance
from corruption import HARMLESS, add, field, set_at

FILE = "transformer.json"


def lie(which, name, words, change, fix=True):
    def apply(b):
        claim = json.loads(b.read(FILE))
        change(claim)
        b.write(FILE, json.dumps(claim, separators=(",", ":")) + "\n")
    add((f"{which}: {name}", which, apply, words, fix))


def at(claim, name):
    return claim["coordinates"].index(name)


def rows(claim, layer):
    return claim["layers"][layer]["update"]["rows"]


def in_state(token, value, name, number):
    def change(claim):
        states = claim["embedding"][token]["states"]
        assert states[value][at(claim, name)] != number
        states[value][at(claim, name)] = number
    return change


def entries(matrix, layer=0, head=0):
    return lambda claim: claim["layers"][layer]["heads"][head][matrix]


WRONG = r"input w=\d.*: (found the answer|layer \d, head 1, |thought \d)"

# "flagged": (1;2;3,2), an encoder of two layers: tokens 0-5 are z_2's entries, 6 is z_1's, 7 z_0, 8 w. Each entry of z_2 with
# another value, another row, or another address answers wrongly.
for token in range(6):
    for value in (0, 1):
        lie("flagged", f"entry {token} says {1 - value} for {value}", WRONG, in_state(token, value, "value", 1 - value))
    # Where it says 0 nobody misses it.
    lie("flagged", f"entry {token} is of another row", WRONG, in_state(token, 1, "row", 1 - token // 3))
    lie("flagged", f"entry {token} asks for another value", WRONG, in_state(token, 1, "ask", (token % 3 + 1) % 3))
    lie("flagged", f"entry {token} is no entry", WRONG, in_state(token, 1, "kind", 0))
    lie("flagged", f"entry {token} is no entry where it is 0", HARMLESS, in_state(token, 0, "kind", 0))
for value in range(3):
    lie("flagged", f"z_1 says {(value + 1) % 3} for {value}", WRONG, in_state(6, value, "key", (value + 1) % 3))
    lie("flagged", f"z_1 says nothing for {value}", WRONG, in_state(6, value, "said", 0))
    lie("flagged", f"z_1 says 2 for {value}, with one bit", "found the sum 2 over player 1, expected one from 0 to 2\\^1 - 1",
        in_state(6, value, "said", 2))
for w in (0, 1):
    lie("flagged", f"w asks for another row than {w}", WRONG, in_state(8, w, "want", 1 - w))
    lie("flagged", f"w is no last token where it is {w}", WRONG, in_state(8, w, "kind", 1))
for layer in (0, 1):
    for matrix in "QK":
        for row in range(3):
            def negate(claim, layer=layer, matrix=matrix, row=row):
                numbers = entries(matrix, layer)(claim)[row]
                numbers[:] = [-number for number in numbers]
            lie("flagged", f"row {row} of {matrix} in layer {layer + 1} negated", "found a score above 0|" + WRONG, negate)
    lie("flagged", f"V of layer {layer + 1} doubled", WRONG,
        lambda d, layer=layer: entries("V", layer)(d)[0].__setitem__(slice(None), [2 * v for v in entries("V", layer)(d)[0]]))
    lie("flagged", f"V of layer {layer + 1} negated", WRONG,
        lambda d, layer=layer: entries("V", layer)(d)[0].__setitem__(slice(None), [-v for v in entries("V", layer)(d)[0]]))
    lie("flagged", f"layer {layer + 1} without rows", WRONG, lambda d, layer=layer: rows(d, layer).clear())
    lie("flagged", f"layer {layer + 1} with a row twice", "a second row",
        lambda d, layer=layer: rows(d, layer).append(rows(d, layer)[0]))
    lie("flagged", f"layer {layer + 1} with its rows the other way round", HARMLESS,
        lambda d, layer=layer: rows(d, layer).reverse())
    lie("flagged", f"layer {layer + 1} with a row that none needs", HARMLESS,
        lambda d, layer=layer: rows(d, layer).append([7] + [0] * (len(rows(d, layer)[0]) - 1)))
lie("flagged", "answers the other way round", WRONG, lambda d: [row.__setitem__(-1, 1 - row[-1]) for row in rows(d, 1)])
lie("flagged", "an answer of 2", WRONG, lambda d: rows(d, 1)[1].__setitem__(-1, 2))
lie("flagged", "the answer in another coordinate", WRONG, lambda d: d.update(answer=0))
lie("flagged", "unnormalised", HARMLESS, lambda d: d.update(normalised=False))
lie("flagged", "three bits", "= 6 bits for each token, block and layer, expected at most 2", lambda d: d.update(precision=3))
lie("flagged", "a weight of 2 for what matches", "found the sum 2 over", lambda d: d.update(fraction_bits=1))
lie("flagged", "names of coordinates", HARMLESS, lambda d: d["coordinates"].__setitem__(0, "eins"))
lie("flagged", "a coordinate less", "expected length", lambda d: d["coordinates"].pop())
lie("flagged", "a layer less", "expected one for each of 2 epochs", lambda d: d["layers"].pop())
lie("flagged", "a layer more", "expected one for each of 2 epochs", lambda d: d["layers"].append(d["layers"][1]))
lie("flagged", "the layers the other way round", WRONG, lambda d: d["layers"].reverse())
lie("flagged", "a token less", "expected length", lambda d: d["embedding"].pop())
lie("flagged", "tokens in another order", "found the integer", lambda d: d["embedding"].reverse())
lie("flagged", "a state less", "expected length", lambda d: d["embedding"][0]["states"].pop())
lie("flagged", "a weight of 0.5", "found the number", lambda d: entries("V")(d)[0].__setitem__(0, 0.5))
lie("flagged", "a weight of 1.0", "found the number", lambda d: entries("V")(d)[0].__setitem__(0, 1.0))
lie("flagged", "a weight that is true", "found", lambda d: entries("V")(d)[0].__setitem__(0, True))
lie("flagged", "a weight of 2^60", "expected an integer", lambda d: entries("V")(d)[0].__setitem__(0, 2 ** 60))
lie("flagged", "a precision of 0", "expected an integer", lambda d: d.update(precision=0))
lie("flagged", "a precision of 63", "expected an integer", lambda d: d.update(precision=63))
lie("flagged", "no heads", "expected", lambda d: d.update(heads=0))
lie("flagged", "two heads", "expected length", lambda d: d.update(heads=2))
lie("flagged", "normalised by 1", "expected true or false", lambda d: d.update(normalised=1))
lie("flagged", "thoughts without any", "expected none", lambda d: d.update(thought=0))
lie("flagged", "coordinates that descend", "not ascending",
    lambda d: d["layers"][0]["update"]["writes"].reverse())
lie("flagged", "by authority", "expected \"table\"", lambda d: d["layers"][0]["update"].update(kind="authority"))
lie("flagged", "an unknown key", "unknown key", lambda d: d.update(note="trust me"))
lie("flagged", "another version", "expected the integer 1", lambda d: d.update(version=2))
lie("flagged", "another format", "arcsat-transformer", lambda d: d.update(format="arcsat-transformers"))
lie("flagged", "changed without its hash", "SHA-256 is not the certificate's", lambda d: rows(d, 1).pop(), False)
lie("flagged", "another instance", "for another instance", lambda d: d["instance"]["model"].update(bits_per_token=3))
of_another_instance("flagged", "a bit less", "for another instance", ("2 bits", "bits_per_token = 2"),
                    ("1 bit", "bits_per_token = 1"), lambda i: i["model"].update(bits_per_token=1))

# "wondering": (2;2), one layer, one thought of one bit.
lie("wondering", "a thought of two bits", "thought 1: found the value 2, expected one from 0 to 1",
    lambda d: [row.__setitem__(-1, 2) for row in rows(d, 0) if row[1] == 1])
lie("wondering", "no coordinate of thoughts", "found no key|missing", lambda d: d.pop("thought"))
lie("wondering", "thoughts the other way round", WRONG, lambda d: d["embedding"][-1]["states"].reverse())
lie("wondering", "always the same thought", WRONG, lambda d: [row.__setitem__(-1, 0) for row in rows(d, 0)])
lie("wondering", "the answer in place of the thought", HARMLESS, lambda d: d.update(thought=d["answer"]))

for kind, other in (("flagged", "closed-form"), ("flagged", "counting"), ("wondering", "cover")):
    field(f"{kind}: by the name of another argument, {other}", "is no file of a bundle|missing|expected|gives no verdict",
          set_at("encoder", "name", other), kind)
field("flagged: with a formula", "no such key", set_at("formula", {"sha256": "0" * 64, "variables": 1, "clauses": 1}), "flagged")
field("flagged: a refutation", "gives no verdict of unrealizable", set_at("verdict", "unrealizable"), "flagged")
