"""Lies about one step: covers by trees, and refutations by blocks."""
import json

from argument_lies import of_another_instance
from corruption import HARMLESS, add, field, set_at

FILES = {"covered": "cover.json", "blocks": "blocks.json", "blocks-by-formula": "blocks-by-formula.json"}


def lie(which, name, words, change, fix=True):
    def apply(b):
        claim = json.loads(b.read(FILES[which]))
        change(claim)
        b.write(FILES[which], json.dumps(claim, separators=(",", ":")) + "\n")
    add((f"{which}: {name}", which, apply, words, fix))


def block_with(trees):
    """The place of the first block of trees, of so many if `trees` is given."""
    def found(claim):
        return next(b for b in claim["blocks"] if b["by"] == "trees" and len(b["labels"]) in trees)
    return found


hard, soft = block_with((2,)), block_with((1,))

# (3;11), c = 1, three epochs: a soft block of one position, and pairs of 11 values by two trees.
lie("covered", "a block dropped", "expected m = 3", lambda d: d["blocks"].pop())
lie("covered", "the blocks the other way round", HARMLESS, lambda d: d["blocks"].reverse())
lie("covered", "no blocks", "expected m = 3", lambda d: d.update(blocks=[]))
lie("covered", "a block twice", "expected m = 3", lambda d: d["blocks"].append(d["blocks"][0]))
lie("covered", "a block of no positions", "without positions", lambda d: d["blocks"][0].update(size=0))
lie("covered", "no block of a kind", "without positions", lambda d: d["blocks"][0].update(count=0))
lie("covered", "more blocks than values of a message", "at most 2\\^1",
    lambda d: d["blocks"].__setitem__(slice(None), [{"size": 1, "count": 3, "by": "leaves"}]))
lie("covered", "positions in other blocks", "served by no tree|no b serves",
    lambda d: (hard(d).update(size=1), soft(d).update(size=2)))
lie("covered", "all in one block", "served by no tree", lambda d: (hard(d).update(size=3), d["blocks"].remove(soft(d))))
lie("covered", "one hard tree for both", "served by no tree", lambda d: hard(d)["labels"].pop())
lie("covered", "a third tree", "expected 1 or", lambda d: hard(d)["labels"].append(hard(d)["labels"][0]))
lie("covered", "both trees alike", "served by no tree", lambda d: hard(d)["labels"].__setitem__(0, hard(d)["labels"][1]))
lie("covered", "a value that no leaf has", "served by no tree",
    lambda d: hard(d).update(labels=[[0 if y == 10 else y for y in tree] for tree in hard(d)["labels"]]))
lie("covered", "labels in another order", "served by no tree",
    lambda d: hard(d).update(labels=[sorted(tree) for tree in hard(d)["labels"]]))
lie("covered", "a label too few", "found 15 label", lambda d: hard(d)["labels"][0].pop())
lie("covered", "a label too many", "found 17 label", lambda d: hard(d)["labels"][0].append(0))
lie("covered", "a label out of range", "expected below q", lambda d: hard(d)["labels"][0].__setitem__(0, 11))
lie("covered", "a label of 1.0", "expected an integer", lambda d: hard(d)["labels"][0].__setitem__(0, 1.0))
lie("covered", "a label that is true", "expected an integer", lambda d: hard(d)["labels"][0].__setitem__(0, True))
lie("covered", "a negative label", "expected an integer", lambda d: hard(d)["labels"][0].__setitem__(0, -1))
lie("covered", "a size of 2.5", "expected an integer", lambda d: hard(d).update(size=2.5))
lie("covered", "a stream of too many values", "found a stream",
    lambda d: d.update(blocks=[{"size": 3, "count": 1, "by": "stream"}]))
lie("covered", "leaves for two positions", "expected 1",
    lambda d: d["blocks"].__setitem__(d["blocks"].index(hard(d)), {"size": 2, "count": 1, "by": "leaves"}))
lie("covered", "windows for two positions", "expected 1",
    lambda d: d["blocks"].__setitem__(d["blocks"].index(hard(d)), {"size": 2, "count": 1, "by": "windows", "from": [0, 1]}))
lie("covered", "a stream with labels", "unknown key", lambda d: hard(d).update(by="stream"))
lie("covered", "trees without labels", "missing|no key|expected", lambda d: hard(d).pop("labels"))
lie("covered", "an unknown kind of block", "expected", lambda d: hard(d).update(by="magic"))
lie("covered", "an unknown key", "unknown key", lambda d: d.update(note="trust me"))
lie("covered", "another version", "expected the integer 1", lambda d: d.update(version=2))
lie("covered", "another format", "arcsat-cover", lambda d: d.update(format="arcsat-covers"))
lie("covered", "changed without its hash", "SHA-256 is not the certificate's", lambda d: d["blocks"].pop(), False)
of_another_instance("covered", "a position more", "expected m = 4", ("m=3", "m = 3"), ("m=4", "m = 4"),
                    lambda i: i["task"].update(m=4))
of_another_instance("covered", "a value more", "served by no tree", ("q=(11)", "q = [11]"), ("q=(12)", "q = [12]"),
                    lambda i: i["task"].update(q=[12]))
of_another_instance("covered", "an epoch less", "labels of a tree", ("3-epoch", "epochs = 3"), ("2-epoch", "epochs = 2"),
                    lambda i: i["model"].update(epochs=2))

# (6;7), c = 1, three epochs: two positions for a soft block, three for a hard one.
lie("blocks", "a claim dropped", "expected claims that leave no room", lambda d: d["claims"].pop())
lie("blocks", "the other claim dropped", "expected claims that leave no room", lambda d: d["claims"].pop(0))
lie("blocks", "no claims", "found 0 claims", lambda d: d.update(claims=[]))
lie("blocks", "smaller blocks", "its numbers do not show|0 positions", lambda d: [c.update(size=c["size"] - 1) for c in d["claims"]])
lie("blocks", "larger blocks", "leave no room", lambda d: [c.update(size=c["size"] + 1) for c in d["claims"]])
lie("blocks", "a fold of 0", "expected an integer", lambda d: d["claims"][0].update(fold=0))
lie("blocks", "a fold of 3", "found the fold 3", lambda d: d["claims"][0].update(fold=3))
lie("blocks", "a fold of 1.0", "expected an integer", lambda d: d["claims"][0].update(fold=1.0))
lie("blocks", "a size of true", "expected an integer", lambda d: d["claims"][0].update(size=True))
lie("blocks", "a size of 0", "0 positions", lambda d: d["claims"][0].update(size=0))
lie("blocks", "by a formula that is not there", "by a formula", lambda d: d["claims"][0].update(by="formula"))
lie("blocks", "by authority", "expected", lambda d: d["claims"][0].update(by="authority"))
lie("blocks", "a fold and lists", "unknown key", lambda d: d["claims"][0].update(served_by=[[0]], weights=[1, 0]))
lie("blocks", "by volume", "numbers do not show",
    lambda d: d.update(conclusion="volume", claims=[{"size": 3, "fold": 1, "by": "numbers"}]))
lie("blocks", "an unknown conclusion", "expected", lambda d: d.update(conclusion="faith"))
lie("blocks", "an unknown key", "unknown key", lambda d: d["claims"][0].update(note="trust me"))
lie("blocks", "another version", "expected the integer 1", lambda d: d.update(version=0))
lie("blocks", "another format", "arcsat-blocks", lambda d: d.update(format="arcsat-block"))
lie("blocks", "changed without its hash", "SHA-256 is not the certificate's", lambda d: d["claims"].pop(), False)
of_another_instance("blocks", "a value less", "its numbers do not show", ("q=(7)", "q = [7]"), ("q=(6)", "q = [6]"),
                    lambda i: i["task"].update(q=[6]))
of_another_instance("blocks", "a position less", "leave no room", ("m=6", "m = 6"), ("m=5", "m = 5"),
                    lambda i: i["task"].update(m=5))
of_another_instance("blocks", "an epoch more", "its numbers do not show", ("3-epoch", "epochs = 3"), ("4-epoch", "epochs = 4"),
                    lambda i: i["model"].update(epochs=4))

# (8;7), c = 2, two epochs: four sets of four of seven values do not hold every pair, by a formula.
lie("blocks-by-formula", "by numbers", "its numbers do not show", lambda d: [c.update(by="numbers") for c in d["claims"]])
lie("blocks-by-formula", "two claims by formulas", "expected one",
    lambda d: d["claims"].append({"size": 3, "fold": 4, "by": "formula"}))
lie("blocks-by-formula", "another claim by a formula", "SHA-256 is not that of the formula",
    lambda d: [c.update(size=1) for c in d["claims"] if c["by"] == "formula"])
lie("blocks-by-formula", "a claim dropped", "leave no room|no claim", lambda d: d["claims"].pop(0))
field("blocks-by-formula: another encoder", "found the encoder", set_at("encoder", "name", "compact"), "blocks-by-formula")
field("blocks-by-formula: another symmetry", "the symmetry", set_at("encoder", "symmetry", "none"), "blocks-by-formula")
for kind, other in (("covered", "blocks"), ("blocks", "counting"), ("covered", "closed-form")):
    field(f"{kind}: by the name of another argument, {other}", "is no file of a bundle|missing|expected|gives no verdict",
          set_at("encoder", "name", other), kind)
field("covered: with a formula", "no such key", set_at("formula", {"sha256": "0" * 64, "variables": 1, "clauses": 1}), "covered")
field("blocks: for a realizable instance", "gives no verdict of realizable", set_at("verdict", "realizable"), "blocks")
