"""Lies about arguments on two steps: row certificates, adaptive and weighted counting."""
import json

from bundle import canonical_sha
from corruption import add, field, set_at

FILES = {"rows": "rows.json", "adaptive": "adaptive-counting.json", "weighted": "weighted-counting.json",
         "chain": "chain.json", "three-steps": "three-steps.json"}


def argument(which, name, words, change, fix=True):
    def apply(b):
        claim = json.loads(b.read(FILES[which]))
        change(claim)
        b.write(FILES[which], json.dumps(claim, separators=(",", ":")) + "\n")
    add((f"{which}: {name}", which, apply, words, fix))


def of_another_instance(which, name, words, old, new, change):
    """The same file beside an instance that it does not refute."""
    def apply(b):
        def edit(c):
            change(c["instance"])
            c["instance_sha256"] = canonical_sha(c["instance"])
            c["statement"] = c["statement"].replace(old[0], new[0])
        b.edit(edit)
        text = b.read("instance.toml")
        assert old[1] in text, text
        b.write("instance.toml", text.replace(old[1], new[1]))
    add((f"{which}: {name}", which, apply, words, True))


# (2;7;2,3), c = 1: three tables, two positions, a template for each pair of tables.
argument("rows", "a template dropped", "found the colouring", lambda d: d["templates"].pop())
argument("rows", "no templates", "found the colouring|without templates", lambda d: d.update(templates=[]))
argument("rows", "a table dropped", "ascending places", lambda d: d["z1"].pop())
argument("rows", "a table twice", "twice", lambda d: d["z1"].append(d["z1"][0]))
argument("rows", "a value out of range", "expected below q_1", lambda d: d["z1"][0].__setitem__(0, 2))
argument("rows", "a position out of range", "expected below m", lambda d: d["z0"].__setitem__(0, 2))
argument("rows", "a template that covers nothing new", "gains nothing",
         lambda d: d["templates"][0][0].__setitem__(0, d["templates"][0][0][0][:1]))
argument("rows", "a weight of a half", "expected an integer", lambda d: d["templates"][0][0].__setitem__(2, 0.5))
argument("rows", "a denominator of 18.9", "expected an integer", lambda d: d.update(denominator=18.9))
argument("rows", "more tables than are needed", "found n = 7",
         lambda d: d["z1"].extend([a, b] for a in (0, 1) for b in (0, 1) if [a, b] not in d["z1"]))
argument("rows", "an unknown key", "unknown key", lambda d: d.update(note="trust me"))
argument("rows", "another version", "expected the integer 1", lambda d: d.update(version=2))
argument("rows", "another format", "arcsat-rows", lambda d: d.update(format="arcsat-row"))
argument("rows", "changed without its hash", "SHA-256 is not the certificate's", lambda d: d["templates"].pop(), False)
of_another_instance("rows", "a query less", "found n = 6", ("n=(7)", "n = [7]"), ("n=(6)", "n = [6]"),
                    lambda i: i["task"].update(n=[6]))
of_another_instance("rows", "a bit more", "found the colouring", ("1 bit per token", "bits_per_token = 1"),
                    ("2 bits per token", "bits_per_token = 2"), lambda i: i["model"].update(bits_per_token=2))
of_another_instance("rows", "an epoch more", "two steps in two epochs", ("2-epoch", "epochs = 2"), ("3-epoch", "epochs = 3"),
                    lambda i: i["model"].update(epochs=3))

# (2;2;2,5), c = 1: for each of two values of d two entries in a row of its own.
argument("adaptive", "a phase dropped", "found shares", lambda d: d["phases"].pop())
argument("adaptive", "no phases", "found shares", lambda d: d.update(phases=[]))
argument("adaptive", "both phases in one query", "two phases", lambda d: d["phases"].__setitem__(1, d["phases"][0]))
argument("adaptive", "an order dropped", "found the control", lambda d: d["phases"][0].update(orders=[]))
argument("adaptive", "a context dropped", "found the control", lambda d: d["phases"][0]["orders"][0].pop())
argument("adaptive", "a context twice", "the same entry",
         lambda d: d["phases"][0]["orders"][0].append(d["phases"][0]["orders"][0][0]))
argument("adaptive", "a larger share", "found the control", lambda d: d["phases"][0].update(share=2))
argument("adaptive", "a share of 0", "share 0|expected an integer", lambda d: d["phases"][0].update(share=0))
argument("adaptive", "another position", "found the control", lambda d: d.update(split=1))
argument("adaptive", "no split", "found no split", lambda d: d.pop("split"))
argument("adaptive", "tables counted whole", "found the control", lambda d: d.update(whole=[0, 1]))
argument("adaptive", "a query out of range", "found the context", lambda d: d["phases"][0]["orders"][0][0].__setitem__(0, 2))
argument("adaptive", "a place out of range", "found the context", lambda d: d["phases"][0]["orders"][0][0].__setitem__(2, 2))
argument("adaptive", "a share of 1.0", "expected an integer", lambda d: d["phases"][0].update(share=1.0))
argument("adaptive", "an unknown key", "unknown key", lambda d: d["phases"][0].update(note="trust me"))
of_another_instance("adaptive", "an answer less", "found the control", ("q=(2,5)", "q = [2,5]"), ("q=(2,4)", "q = [2,4]"),
                    lambda i: i["task"].update(q=[2, 4]))
of_another_instance("adaptive", "a query less", "found the context", ("n=(2)", "n = [2]"), ("n=(1)", "n = [1]"),
                    lambda i: i["task"].update(n=[1]))

# (2;2;13,2), c = 1: 24 and 26 halves of a bit for 52 halves of an entry.
argument("weighted", "a table dropped", "weights for", lambda d: d["z1"].pop())
argument("weighted", "a table and its weight dropped", "expected fewer", lambda d: (d["z1"].pop(), d["weights"].pop()))
argument("weighted", "another denominator", "expected fewer", lambda d: d.update(denominator=1))
argument("weighted", "a weight more", "expected fewer", lambda d: d["weights"].__setitem__(0, 2))
argument("weighted", "a position dropped", "expected fewer", lambda d: d["z0"].pop())
argument("weighted", "more queries than there are", "expected 1 to n", lambda d: d.update(queries=3))
argument("weighted", "a query less", "expected fewer", lambda d: d.update(queries=1))
argument("weighted", "a weight of 1.0", "expected an integer", lambda d: d["weights"].__setitem__(0, 1.0))
of_another_instance("weighted", "a token more", "expected m", ("m=2", "m = 2"), ("m=3", "m = 3"),
                    lambda i: i["task"].update(m=3))
for kind, other in (("rows", "adaptive-counting"), ("adaptive", "rows"), ("weighted", "counting")):
    field(f"{kind}: by the name of another argument", "is no file of a bundle|missing|expected",
          set_at("encoder", "name", other), kind)
    field(f"{kind}: with a formula", "no such key", set_at("formula", {"sha256": "0" * 64, "variables": 1, "clauses": 1}), kind)
    field(f"{kind}: for a realizable instance", "gives no verdict of realizable", set_at("verdict", "realizable"), kind)
