"""Lies about a witness of sums, and changes that change nothing."""
import json

from corruption import HARMLESS, OTHERWISE_TRUE, add, field, set_at


def summed(name, words, change, fix=True, second="refuses", bundle="summed"):
    def apply(b):
        protocol = json.loads(b.read("xor-protocol.json"))
        change(protocol)
        b.write("xor-protocol.json", json.dumps(protocol))
    add((f"sums: {name}", bundle, apply, words, fix, second))


def last_sends(change):
    """Change each list of coordinates."""
    def apply(p):
        for message in p["messages"]:
            for bit in message["bits"]:
                if "coordinates" in bit:
                    bit["coordinates"] = change(bit["coordinates"])
    return apply


def first_bit(key, change):
    def apply(p):
        bit = p["messages"][0]["bits"][0]
        bit[key] = change(bit[key])
    return apply


summed("a control input dropped", "too few or too many", lambda p: p["control_inputs"].pop())
summed("a control input twice", "listed twice", lambda p: p["control_inputs"].__setitem__(0, p["control_inputs"][1]))
summed("a control input out of its domain", "no projection", lambda p: p["control_inputs"].__setitem__(0, [0, 0, 6]))
summed("a control input too short", "no projection", lambda p: p["control_inputs"].__setitem__(0, [0, 0]))
summed("control inputs exchanged", "depends on more than|entry asked for", lambda p: p["control_inputs"].reverse())
summed("every message dropped", "control view|not received before", lambda p: p.update(messages=[]))
summed("messages in another order", "not in its place|control view", lambda p: p["messages"].reverse())
summed("a message twice", "not in its place", lambda p: p["messages"].insert(0, p["messages"][0]))
summed("a bit too many", "more bits than its width",
       lambda p: p["messages"][0]["bits"].append(p["messages"][0]["bits"][0]))
summed("a message after the last epoch", "expected an integer", lambda p: p["messages"][-1].update(epoch=3))
summed("a message to itself", "expected the integer -1", lambda p: p["messages"][0].update(to=0))
summed("no coordinates", "entry asked for", last_sends(lambda v: [0] * len(v)))
summed("one vector for everything", "entry asked for", last_sends(lambda v: [1] * len(v)))
summed("a vector per control input", "receiver's control view", last_sends(lambda v: [1 << k for k in range(len(v))]))
summed("a vector too few", "no sum for some", last_sends(lambda v: v[:-1]))
summed("a negative vector", "expected an integer", last_sends(lambda v: [-1] * len(v)))
summed("a vector beyond the table", "expected an integer", last_sends(lambda v: [2 ** 62] * len(v)))
summed("an answer without sums", "entry asked for", lambda p: p["output"].__setitem__(0, [[] for _ in p["output"][0]]))
summed("an answer too short", "no sum for some", lambda p: p["output"][0].pop())
summed("an answer of too many bits", "too few or too many bits", lambda p: p["output"].append(p["output"][0]))
summed("an answer of unreceived bits", "not received before", lambda p: p["output"][0].__setitem__(0, [99]))
summed("a control bit dropped", "says nothing for some", first_bit("control", lambda v: v[:-1]))
summed("a control bit of 2", "expected an integer", first_bit("control", lambda v: [2] * len(v)))
summed("a control bit that sums", "control bit is a sum|not received before", first_bit("added", lambda v: [[0] for _ in v]))
summed("a bit both data and control", "both data and control",
       lambda p: p["messages"][0]["bits"][0].update(data=[1] * 12, control=[1] * 12))
summed("coordinates from another player", "unknown key",
       lambda p: p["messages"][0]["bits"][0].update(coordinates=[0] * 12))
summed("another instance inside", "protocol for another instance",
       lambda p: p["instance"]["model"].update(bits_per_token=2), second=OTHERWISE_TRUE)
summed("another format", "arcsat-xor-protocol", lambda p: p.update(format="arcsat-protocol"))
summed("another version", "expected the integer 1", lambda p: p.update(version=2))
summed("an unknown key", "found the unknown key", lambda p: p.update(note="trust me"))
summed("changed without its hash", "SHA-256 is not the certificate's", lambda p: p["output"][0].pop(), False)
field("sums: of another encoder", "formula's SHA-256 is not", lambda c: c["encoder"].update(name="tables", symmetry="none"),
      "summed")
field("sums: refute nothing", "is no file of a bundle", set_at("verdict", "unrealizable"), "summed")
field("sums: beside tables", "is no file of a bundle", set_at("files", "protocol.json", "0" * 64), "summed")
field("sums: an encoder that refutes by a family", "not one that gives a formula", set_at("encoder", "name", "xor"))


# Statements that are false, or about another model.
def of_instance(*keys):
    change = set_at(*keys)
    return lambda p: change(p["instance"])


summed("a fractional epoch", "expected an integer", lambda p: p["messages"][-1].update(epoch=1.5))
summed("ranges too long", "length L", lambda p: p["instance"]["task"].update(q=[6, 2, 2]))
summed("another kind of model", "expected decoder", of_instance("model", "kind", "encoder"))
summed("a kind of no meaning", 'expected decoder', of_instance("model", "kind", "decoder "))
summed("more answers", "has too few or too many bits|another instance", of_instance("task", "q", [6, 4]))
summed("fewer epochs", "expected the integer 1", of_instance("model", "epochs", 1))
summed("narrower messages", "more bits than its width|another instance", of_instance("model", "bits_per_token", 0))
summed("a width of 0", "more bits than its width|another instance",
       of_instance("model", "widths", [{"epoch": 1, "from": 2, "to": -1, "bits": 0}]))
summed("fewer inputs", "too few or too many|another instance", of_instance("inputs", {"w": [0]}))
summed("fewer last tables", "another instance", of_instance("inputs", {"z2": [0, 5]}), second=OTHERWISE_TRUE)
summed("tuples without some control inputs", "not the projections|another instance",
       of_instance("inputs", {"tuples": [[0, 0, 0, 1], [1, 0, 3, 2]]}))
summed("a coordinate that there is not", "does not have", last_sends(lambda v: [value | 1 << 12 for value in v]))
summed("all vectors exchanged", "entry asked for|receiver's control view", last_sends(lambda v: v[::-1]))
summed("a message from below", "expected the integer|expected an integer",
       lambda p: p["messages"][0].update({"from": 0, "to": 1}))
summed("an answer of bits less", "entry asked for|control view", lambda p: [bits.pop() for bits in p["output"][0] if bits])
summed("in another order of keys", HARMLESS, lambda p: p.update(format=p.pop("format")))
summed("an unused bit more", HARMLESS, lambda p: [bits.extend(2 * bits[-1:]) for bits in p["output"][0]])


# (40; 4), c = 2, E = 2, two z_0 allowed: the last table has 80 coordinates, so that they are listed.
def far(name, words, change, second="refuses"):
    summed(f"listed: {name}", words, last_sends(change), second=second, bundle="summed-far")


far("no coordinates", "entry asked for", lambda v: [[] for _ in v])
far("one coordinate for everything", "entry asked for", lambda v: [[0] for _ in v])
far("a coordinate that there is not", "expected an integer from|expected the integer", lambda v: [[*listed, 80] for listed in v])
far("a coordinate twice", "expected an integer from|expected the integer", lambda v: [[*listed, *listed[-1:]] for listed in v])
far("a coordinate more", "entry asked for|control view", lambda v: [[*listed, 79] if listed[-1:] != [79] else [] for listed in v])
far("numbers", "expected an array", lambda v: [1 for _ in v])
far("a fractional coordinate", "expected an integer", lambda v: [[0.5] for _ in v])
far("a list less", "no sum for some", lambda v: v[:-1])
