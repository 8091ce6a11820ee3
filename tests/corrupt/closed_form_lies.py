"""Lies about protocols in closed form: what a slot cannot know, more than it holds, too little for the answer."""
import json

from bundle import canonical_sha
from corruption import HARMLESS, add, field, set_at

UNKNOWN = "does not follow from what the two know"
UNANSWERED = "the answer does not follow"


def slot_of(doc, *place):
    """The slot (epoch, from, to), or the thought (s,)."""
    keys = ("thought",) if len(place) == 1 else ("epoch", "from", "to")
    return next(slot for slot in doc["slots"] if tuple(slot.get(key) for key in keys) == place)


def closed(which, name, words, change, fix=True):
    def apply(b):
        doc = json.loads(b.read("closed-form.json"))
        change(doc)
        b.write("closed-form.json", json.dumps(doc, separators=(",", ":")) + "\n")
    add((f"{which}: {name}", which, apply, words, fix))


def term_lie(which, place, number, name, words, **changes):
    closed(which, f"{name} in {place}", words, lambda d: slot_of(d, *place)["terms"][number].update(changes))


def item_lie(which, place, name, words, **changes):
    closed(which, f"{name} in {place}", words, lambda d: slot_of(d, *place)["terms"][0]["of"][0].update(changes))


def removed(which, place, words):
    closed(which, f"without {place}", words, lambda d: d["slots"].remove(slot_of(d, *place)))


def moved(which, place, words, **to):
    closed(which, f"{place} moved to {sorted(to.items())}", words, lambda d: slot_of(d, *place).update(to))


# (1; 1,1; 2,2,182), c = 1, E = 4: eight bits of i_3 by relays.
for slot in ((1, 1, -1), (1, 2, 1), (2, 1, 0), (2, 3, 1), (3, 3, 0), (3, 3, 2)):
    removed("closed", slot, UNKNOWN)
for slot in ((1, 3, -1), (2, 2, -1), (3, 3, -1), (4, 0, -1), (4, 1, -1)):
    removed("closed", slot, UNANSWERED)
term_lie("closed", (3, 3, -1), 0, "another bit", UNANSWERED, first=2)
term_lie("closed", (3, 3, -1), 0, "a bit more", "terms of 2 bits, expected at most 1|bits, expected at most", bits=2)
term_lie("closed", (3, 3, 2), 0, "half of a list", UNKNOWN, bits=1)
term_lie("closed", (2, 3, -1), 0, "the first bit of a list again", UNANSWERED, first=0)
term_lie("closed", (3, 3, -1), 0, "a bit of 2^40", UNANSWERED, first=2 ** 40)
term_lie("closed", (3, 3, -1), 0, "2^40 bits", "expected at most 1", bits=2 ** 40)
term_lie("closed", (3, 3, -1), 0, "no bits", "expected an integer", bits=0)
term_lie("closed", (3, 3, -1), 0, "bits of 1.0", "expected an integer", bits=1.0)
term_lie("closed", (3, 3, -1), 0, "bits of true", "expected an integer", bits=True)
term_lie("closed", (3, 3, -1), 0, "a bit before the first", "expected an integer", first=-1)
term_lie("closed", (3, 3, -1), 0, "an unknown key", "unknown key", note="trust me")
term_lie("closed", (3, 3, -1), 0, "nothing to say", "a term of nothing|found nothing", of=[])
item_lie("closed", (1, 3, -1), "a bit that i_3 has not", "bits 8 to 9 of a number of 8 bits", bits=[8, 9])
item_lie("closed", (1, 3, -1), "bits in reverse", "bits 8 to 7", bits=[8, 7])
item_lie("closed", (1, 3, -1), "bits that are one number", "first, end|expected an array", bits=[7])
item_lie("closed", (1, 3, 2), "a list that only one end knows", UNKNOWN, of_i=0)
item_lie("closed", (1, 3, 2), "a list of itself", "as a function of i_3", of_i=3)
item_lie("closed", (1, 3, 2), "a query that is none", "as a function of", of_w=[0])
item_lie("closed", (1, 3, 2), "a query after the number", "as a function of", of_w=[3])
item_lie("closed", (1, 3, 2), "queries that descend", "as a function of", of_w=[2, 1])
item_lie("closed", (1, 2, 1), "a number that is none", "found .*4", i=4)
item_lie("closed", (1, 2, 1), "what comes later", UNKNOWN, i=3)
moved("closed", (2, 1, -1), "does not follow|a second time", epoch=1)
moved("closed", (4, 0, -1), UNKNOWN + "|a second time", epoch=2)
moved("closed", (3, 3, 0), UNKNOWN, epoch=2)
moved("closed", (1, 2, 1), "does not have", to=3)
moved("closed", (1, 2, 1), "does not have", epoch=5)
moved("closed", (1, 2, 1), "does not have", to=2)
closed("closed", "a slot twice", "a second time", lambda d: d["slots"].append(d["slots"][0]))
closed("closed", "a slot without terms", "an empty list", lambda d: d["slots"][0].update(terms=[]))
closed("closed", "a thought of a decoder", "does not have", lambda d: d["slots"].append(
    {"thought": 1, "terms": [{"of": [{"i": 3}], "first": 0, "bits": 8}]}))
closed("closed", "no slots", UNANSWERED, lambda d: d.update(slots=[]))
closed("closed", "another format", "arcsat-closed-form", lambda d: d.update(format="arcsat-protocol"))
closed("closed", "another version", "expected the integer 1", lambda d: d.update(version=2))
closed("closed", "changed without its hash", "SHA-256 is not the certificate's", lambda d: d["slots"].pop(), False)
closed("closed", "slots in another order", HARMLESS, lambda d: d["slots"].reverse())
closed("closed", "an epoch less", "for another instance|does not have",
       lambda d: d["instance"]["model"].update(epochs=3))


def of_another_instance(name, words, old, new, change):
    """The same slots beside an instance, and in a file, for which they are too little."""
    def apply(b):
        def edit(c):
            change(c["instance"])
            c["instance_sha256"] = canonical_sha(c["instance"])
            c["statement"] = c["statement"].replace(old[0], new[0])
        b.edit(edit)
        b.write("instance.toml", b.read("instance.toml").replace(old[1], new[1]))
        doc = json.loads(b.read("closed-form.json"))
        change(doc["instance"])
        b.write("closed-form.json", json.dumps(doc))
    add((f"closed: {name}", "closed", apply, words, True))


of_another_instance("a bit more to answer", UNANSWERED, ("q=(2,2,182)", "q = [2,2,182]"), ("q=(2,2,257)", "q = [2,2,257]"),
                    lambda i: i["task"].update(q=[2, 2, 257]))
of_another_instance("two z_0", UNKNOWN, ("m=1", "m = 1"), ("m=2", "m = 2"), lambda i: i["task"].update(m=2))
of_another_instance("two queries", UNKNOWN, ("n=(1,1)", "n = [1,1]"), ("n=(1,2)", "n = [1,2]"),
                    lambda i: i["task"].update(n=[1, 2]))
of_another_instance("no bits", "expected at most 0", ("1 bit per token", "bits_per_token = 1"),
                    ("0 bits per token", "bits_per_token = 0"), lambda i: i["model"].update(bits_per_token=0))

# (4; 3; 4,2), c = 2, E = 2: the row z_2(w, .) in two pieces.
for slot in ((1, 0, -1), (2, 1, -1), (1, 2, -1), (2, 2, -1)):
    removed("streamed", slot, UNKNOWN + "|" + UNANSWERED)
term_lie("streamed", (2, 2, -1), 0, "a bit missing", UNANSWERED, bits=1)
term_lie("streamed", (2, 2, -1), 0, "a hole", UNANSWERED, first=3)
term_lie("streamed", (2, 2, -1), 0, "the first piece again", UNANSWERED, first=0)
item_lie("streamed", (1, 2, -1), "a row of every query", UNANSWERED, of_w=[1])
item_lie("streamed", (2, 2, -1), "another number in place of the row", "i_1 as a function of i_1", i=1)
moved("streamed", (2, 1, -1), UNKNOWN, epoch=1)

# (1; 2; 8,2), c = 1, E = 1, three thoughts of four bits: one bit of i_1 after the other.
for slot in ((1,), (2,), (3,), (1, 1, -1), (1, 1, -2), (1, 2, -4)):
    removed("thinking", slot, UNKNOWN + "|" + UNANSWERED)
term_lie("thinking", (3,), 0, "a bit cut off", UNKNOWN, bits=3)
term_lie("thinking", (3,), 0, "a bit more", "expected at most 4", bits=5)
term_lie("thinking", (2,), 0, "a bit of the next", UNKNOWN, of=[{"i": 1}, {"w": 1}])
closed("thinking", "a thought without the query", UNKNOWN, lambda d: slot_of(d, 3)["terms"][0]["of"].pop())
closed("thinking", "a thought too many", "does not have", lambda d: slot_of(d, 3).update(thought=4))
closed("thinking", "a query that is none", "a query of the task|expected an integer",
       lambda d: slot_of(d, 3)["terms"][0]["of"].__setitem__(1, {"w": 2}))
closed("thinking", "a query of something", "unknown key", lambda d: slot_of(d, 3)["terms"][0]["of"].__setitem__(1, {"w": 1, "of_i": 0}))
moved("thinking", (1, 1, -3), UNKNOWN + "|a second time", to=-2)

field("closed: with a formula", "no such key", set_at("formula", {"sha256": "0" * 64, "variables": 1, "clauses": 1}), "closed")
field("closed: for a refutation", "gives no verdict of unrealizable", set_at("verdict", "unrealizable"), "closed")
field("closed: by counting", "gives no verdict of realizable", set_at("encoder", "name", "counting"), "closed")
field("closed: another version of the encoders", "written for version", set_at("encoder", "version", 99), "closed")
field("a proof by the name of a closed form", "gives no verdict of unrealizable", set_at("encoder", "name", "closed-form"))
