"""Lies about a counting bound, and about what needs no formula."""
import json

from bundle import canonical_sha
from corruption import add, corruption, field, set_at


def counting(name, words, change, fix=True, bundle="counted"):
    def apply(b):
        bound = json.loads(b.read("counting.json"))
        change(bound)
        b.write("counting.json", json.dumps(bound, separators=(",", ":")) + "\n")
    add((f"counting: {name}", bundle, apply, words, fix))


counting("a context dropped", "bits suffice|counts is something else", lambda b: b["contexts"].pop())
counting("half of the contexts", "bits suffice", lambda b: b.update(contexts=b["contexts"][::2]))
counting("a context twice", "stands twice", lambda b: b["contexts"].append(b["contexts"][0]))
counting("a context out of its domain", "not in its domain", lambda b: b["contexts"].append([0, 0, 8]))
counting("a context too short", "an input for each player", lambda b: b["contexts"].append([0, 0]))
counting("no contexts", "without contexts", lambda b: b.update(contexts=[]))
counting("a negative input", "expected an integer", lambda b: b["contexts"].append([0, 0, -1]))
counting("another player knows", "bits suffice|counts is something else",
         lambda b: b["knows"].insert(0, {"player": 1, "after": 1}))
counting("the last player does not know", "is to know", lambda b: b.update(knows=[{"player": 1, "after": 0}]))
counting("the last player knows late", "is to know", lambda b: b["knows"][0].update(after=1))
counting("player -1 knows", "expected an integer", lambda b: b["knows"].append({"player": -1, "after": 1}))
counting("a player beyond the last knows", "from 0 to L", lambda b: b["knows"].append({"player": 3, "after": 1}))
counting("a player knows twice", "each player once", lambda b: b["knows"].append({"player": 2, "after": 0}))
counting("nobody knows", "is to know", lambda b: b.update(knows=[]))
counting("fewer bits claimed", "counts is something else", lambda b: b.update(bits="14"))
counting("more answers claimed", "counts is something else", lambda b: b.update(answers="65537"))
counting("a message left out", "counts is something else", lambda b: b["messages"].pop())
counting("fewer situations", "counts is something else", lambda b: b["messages"][0].update(situations="1"))
counting("another format", "arcsat-counting", lambda b: b.update(format="arcsat-count"))
counting("another version", "expected the integer 2", lambda b: b.update(version=1))
counting("an unknown key", "found the unknown key", lambda b: b.update(note="trust me"))
counting("changed without its hash", "SHA-256 is not the certificate's", lambda b: b.update(bits="14"), False)
field("counting: with a formula", "no such key", set_at("formula", {"sha256": "0" * 64, "variables": 1, "clauses": 1}),
      "counted")
field("counting: with an engine", "no such key", set_at("engine", {"name": "x", "version": "1", "seed": 0}), "counted")
field("counting: for a proof", "is no file of a bundle|missing|expected", set_at("encoder", "name", "compact"), "counted")
field("counting: for a realizable instance", "gives no verdict of realizable", set_at("verdict", "realizable"), "counted")
counting("bits that are a number", "expected|counts is something else", lambda b: b.update(bits=15))
counting("answers with a zero before", "counts is something else", lambda b: b.update(answers="065536"))
counting("messages in another order", "counts is something else", lambda b: b["messages"].reverse())


@corruption("counting: a bound of another instance", "counted", "bits suffice|is not the certificate's instance")
def _(b):
    def easier(c):
        c["instance"]["model"]["bits_per_token"] = 2
        c["instance_sha256"] = canonical_sha(c["instance"])
        c["statement"] = c["statement"].replace("1 bit per token", "2 bits per token")
    b.edit(easier)
    b.write("instance.toml", b.read("instance.toml").replace("bits_per_token = 1", "bits_per_token = 2"))


# On the boundary: (1; 2; 8, 2) with one bit more has 2^16 lists of answers and 16 bits, which suffice.
@corruption("counting: as many lists as bits can tell apart", "counted", "16 bits suffice for 65536")
def _(b):
    def wider(c):
        c["instance"]["model"]["widths"] = [{"epoch": 1, "from": 2, "to": 0, "bits": 2}]
        c["instance_sha256"] = canonical_sha(c["instance"])
        c["statement"] = c["statement"].replace("per token", "per token, 2 bits from 2 to 0 in epoch 1")
    b.edit(wider)
    b.write("instance.toml", b.read("instance.toml") + "widths = [{ epoch = 1, from = 2, to = 0, bits = 2 }]\n")
    bound = json.loads(b.read("counting.json"))
    bound["messages"][1]["bits"], bound["bits"] = 2, "16"
    b.write("counting.json", json.dumps(bound, separators=(",", ":")) + "\n")


for text_name, text_change in (("spaces", lambda t: t.replace(":", ": ")), ("a line's end less", str.rstrip),
                               ("a line's end more", lambda t: t + "\n")):
    add((f"counting: {text_name}", "counted",
         lambda b, text_change=text_change: b.write("counting.json", text_change(b.read("counting.json"))),
         "counts is something else", True))


# (1; 40,1; 2,2,182), c = 1, E = 3: player 2's tables have 80 entries, so that they are sparse in two contexts.
def sparse(name, words, change):
    counting(name, words, lambda b: change(b["contexts"][1][3]), bundle="sparse")


sparse("an entry that is the default", "another form", lambda z: z["entries"][0].__setitem__(1, 0))
sparse("an entry left out", "stands twice", lambda z: z["entries"].clear())
sparse("the rarer default", "another form", lambda z: z.update(default=1, entries=[[k, 0] for k in range(1, 80)]))
sparse("a position that there is not", "ascending ones below 80", lambda z: z["entries"][0].__setitem__(0, 80))
sparse("a position twice", "ascending ones below 80", lambda z: z["entries"].append([0, 1]))
sparse("a value that there is not", "one below 2", lambda z: z["entries"][0].__setitem__(1, 2))
sparse("a default that there is not", "one below 2", lambda z: z.update(default=2))
sparse("a default of 0.0", "expected an integer", lambda z: z.update(default=0.0))
sparse("an entry of three numbers", "expected \\[position, value\\]", lambda z: z["entries"][0].append(0))
sparse("a key more", "unknown key", lambda z: z.update(note="trust me"))
counting("an index of a table without one", "found an index for player 2", lambda b: b["contexts"][0].__setitem__(3, 0),
         bundle="sparse")
counting("a sparse table written out", "another form", lambda b: b["contexts"][0].__setitem__(3, [0] * 80), bundle="sparse")
counting("another position asked for", "counts is something else|bits suffice",
         lambda b: b["contexts"][1][3]["entries"][0].__setitem__(0, 1), bundle="sparse")
counting("an entry less", "found 39 entries", lambda b: b["contexts"][0][3].pop(), bundle="written-out")
counting("an entry too large", "one below 2", lambda b: b["contexts"][0][3].__setitem__(0, 2), bundle="written-out")
counting("few entries as a sparse table", "another form",
         lambda b: b["contexts"][0].__setitem__(3, {"default": 0, "entries": []}), bundle="written-out")
counting("a table in place of an index", "another form", lambda b: b["contexts"][0].__setitem__(2, [0]), bundle="written-out")
