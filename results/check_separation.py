#!/usr/bin/env python3
"""A second reader of separations, which shares no code with arcsat: that two cells differ in one thing alone, and that what
separation.json says is what the two certificates say. The evidence of each bundle has second checkers of its own.

Usage: check_separation.py [--quiet] SEPARATION...
Exit code (the worst of all): 0 right; 1 bad usage, or what is unreadable or no separation; 2 wrong.

The cell that was refuted and the one that was realized have the same task, inputs and bits per token, and no widths of their
own. The second has more epochs; or is an encoder in place of a decoder; or has thoughts in place of none, or more of them, or
longer ones. Its granularity may be "sums" where functions were refuted, not the other way round.
"""
import hashlib
import os
import sys

sys.dont_write_bytecode = True  # a checker leaves nothing behind
from certificate_reader import require_plain
from instance_reader import Instance
from strict_json import fields, header, parse_json, read_bytes, show, text
from verdicts import Malformed, Wrong, judge

SIDES = {"impossible": ("unrealizable", "No"), "possible": ("realizable", "A")}
MOST = 2 ** 30


def read_side(directory, name):
    """The instance, its statement, the hash of the certificate, and by what it was realized."""
    verdict, begin = SIDES[name]
    content = read_bytes(os.path.join(directory, name, "certificate.json"))
    doc = parse_json(content)
    if type(doc) is not dict or doc.get("format") != "arcsat-certificate":
        raise Malformed(f"{name}: found no certificate, expected one")
    if text(doc.get("verdict"), f"{name}.verdict") != verdict:
        raise Wrong(f"{name}: found the verdict {show(doc['verdict'])}, expected {verdict!r}")
    instance = Instance(doc.get("instance"), ("decoder", "encoder", "chain-of-thought"), ("functions", "sums"))
    if doc.get("statement") != instance.statement(begin):
        raise Wrong(f"{name}: the statement is not the verdict on the instance")
    fields(doc.get("encoder"), f"{name}.encoder", ("name", "version", "symmetry"))
    by = " by a Transformer" if text(doc["encoder"]["name"], f"{name}.encoder.name") == "transformer" else ""
    return instance, instance.statement(begin), hashlib.sha256(content).hexdigest(), by


def granularity(instance):
    return "sums" if instance.sums else "functions"


def difference(less, more):
    same = all(getattr(less, key) == getattr(more, key) for key in ("L", "m", "n", "q", "lists", "tuples", "c"))
    if not same or less.overrides or more.overrides:
        raise Wrong("the cells differ in their task, their inputs, their bits per token, or in widths of their own")
    if granularity(less) != "functions" and granularity(more) == "functions":
        raise Wrong("sums were refuted beside a protocol of functions")
    thoughts = (less.kind, less.thoughts, less.thought_bits), (more.kind, more.thoughts, more.thought_bits)
    if thoughts[0] == thoughts[1] and less.epochs < more.epochs:
        return "epochs"
    if less.epochs == more.epochs and (less.kind, more.kind) == ("decoder", "encoder"):
        return "model"
    if less.epochs == more.epochs and more.kind == "chain-of-thought":
        if less.kind == "decoder":
            return "thoughts"
        if less.kind == more.kind:
            longer = less.thought_bits is not None and (more.thought_bits is None or more.thought_bits > less.thought_bits)
            if less.thoughts == more.thoughts and longer:
                return "thoughts"
            if less.thoughts < more.thoughts and less.thought_bits == more.thought_bits:
                return "thoughts"
    raise Wrong("the possible cell has not one thing more alone")


def check(directory):
    """The sentence that the separation proves, if its bundles hold."""
    require_plain(directory)
    doc = parse_json(read_bytes(os.path.join(directory, "separation.json")))
    header(doc, "arcsat-separation", 1, ("differs", "sentence", *SIDES))
    try:
        names = sorted(os.listdir(directory))
    except OSError as error:
        raise Malformed(f"cannot be read: {error.strerror}") from None
    if names != sorted(["separation.json", *SIDES]):
        raise Wrong(f"found {show(names)}, expected separation.json and two bundles")
    (less, refuted, _, _), (more, realized, _, by) = sides = [read_side(directory, name) for name in SIDES]
    does = realized.split(" solves ", 1)[0]
    sentence = (f"{refuted}, but a{does[1:]} does (refuted for {granularity(less)}, realized for {granularity(more)}{by})")
    said = {"differs": difference(less, more), "sentence": sentence}
    for key, expected in said.items():
        if text(doc[key], key, MOST) != expected:
            raise Wrong(f"{key}: found {show(doc[key])}, expected {show(expected)}")
    for name, (_, statement, digest, _) in zip(SIDES, sides):
        fields(doc[name], name, ("statement", "certificate_sha256"))
        if text(doc[name]["statement"], name, MOST) != statement:
            raise Wrong(f"{name}.statement: is not the certificate's")
        if text(doc[name]["certificate_sha256"], name) != digest:
            raise Wrong(f"{name}.certificate_sha256: is not that of the certificate")
    return f"{said['differs']}: {sentence}"


def main(arguments):
    return judge(arguments, check, "check_separation.py [--quiet] SEPARATION...")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
