#!/usr/bin/env python3
"""A second checker of derivations (derivation.json, order.py), which shares no code with arcsat: that the verdict follows from
those on other instances, whose bundles lie in the bundle. These are judged by the checkers beside this file, but for proofs of
formulas, which are for LRAT checkers.

Usage: check_derivation.py [--quiet] BUNDLE|ATLAS...
Exit code (the worst of all): 0 it follows; 1 bad usage, or what is unreadable or no derivation; 2 it does not.
"""
import os
import re
import sys

sys.dont_write_bytecode = True  # a checker leaves nothing behind
import check_closed_form
import check_counting
import check_cover
import check_sums
import check_transformer
import check_witness
from certificate_reader import read_argument, require_plain, sha256
from instance_reader import Instance
from order import MODELS, require_order
from strict_json import array, fields, header, parse_json, read_bytes, show, text
from verdicts import Malformed, Wrong, judge

VERDICTS = {"realizable": "A", "unrealizable": "No"}
NAMES = {"realizable": "derivation", "unrealizable": "contrapositive"}
BASES = ("base", "second-base")
BY_FILE = {"protocol.json": check_witness.check, "closed-form.json": check_closed_form.check,
           "xor-protocol.json": check_sums.check}
BY_BUNDLE = {"transformer.json": check_transformer.check_bundle, "cover.json": check_cover.check_bundle, "blocks.json": check_cover.check_bundle,
             **dict.fromkeys(("counting.json", "rows.json", "adaptive-counting.json", "weighted-counting.json", "chain.json",
                              "three-steps.json"), check_counting.check_bundle)}


def verdict_of(directory):
    doc = parse_json(read_bytes(os.path.join(directory, "certificate.json")))
    verdict = text(doc.get("verdict") if type(doc) is dict else None, "verdict")
    if verdict not in VERDICTS:
        raise Malformed(f"verdict: found {show(verdict)}, expected one of {', '.join(VERDICTS)}")
    return verdict, doc


def judge_base(directory, verdict):
    """The instance of a base, and what was proved of it."""
    found, doc = verdict_of(directory)
    if found != verdict:
        raise Wrong(f"{directory}: found the verdict {found}, expected {verdict}")
    instance = Instance(doc.get("instance"), *MODELS)
    said = f"{instance.statement(VERDICTS[verdict])}; instance {instance.canonical()}"
    names = set(os.listdir(directory))
    if "derivation.json" in names:
        proved = check_bundle(directory)
    elif checks := [(name, check) for name, check in BY_FILE.items() if name in names]:
        proved = checks[0][1](os.path.join(directory, checks[0][0]))
    elif checks := [check for name, check in BY_BUNDLE.items() if name in names]:
        proved = checks[0](directory)
    elif "proof.lrat.xz" in names:
        return instance, "a proof for LRAT checkers, not read here"
    else:
        raise Wrong(f"{directory}: found no evidence that is known")
    if not proved.startswith(said):
        raise Wrong(f"{directory}: another sentence is proved than the certificate's")
    return instance, proved[len(said) + 2:] or "proved"


def check_bundle(directory):
    verdict, _ = verdict_of(directory)
    names = [name for name in BASES if os.path.isdir(os.path.join(directory, name))]
    others = [f"{name}/certificate.json" for name in names]
    instance, content = read_argument(directory, {NAMES[verdict]: "derivation.json"}, verdict, VERDICTS[verdict], MODELS, others)
    doc = parse_json(content)
    more = ("ends", "informed") if type(doc) is dict and doc.get("rule") == "embedding" else ()
    header(doc, "arcsat-derivation", 1, ("rule", *more, "bases"))
    text(doc["rule"], "rule")
    cited = [sha256(one, "bases") for one in array(doc["bases"], "bases")]
    bases = [judge_base(os.path.join(directory, name), verdict) for name in names]
    if cited != [base.sha256() for base, _ in bases]:
        raise Wrong("bases: found other hashes than those of the instances of the bundles")
    instances = [base for base, _ in bases]
    if verdict == "realizable":
        require_order(doc, instances, instance)
    elif len(instances) == 1:
        require_order(doc, [instance], instances[0])
    else:
        raise Wrong("bases: found several of a refutation, expected one")
    by = "; ".join(f"{base.statement(VERDICTS[verdict])} ({proved})" for base, proved in bases)
    return f"{instance.statement(VERDICTS[verdict])}; instance {instance.canonical()}; by {doc['rule']} from: {by}"


def check_atlas(directory):
    """Each verdict of an atlas, by its bundle or from one; its tables are not read."""
    doc = parse_json(read_bytes(os.path.join(directory, "atlas.json")))
    header(doc, "arcsat-atlas", 1, ("cells",))
    known, derived, seen, names, open_cells = {}, [], set(), set(), 0
    for cell in array(doc["cells"], "cells"):
        verdict = cell.get("verdict") if type(cell) is dict else None
        kind = {"bundle", "by"} if verdict in VERDICTS and "bundle" in cell else set() if verdict == "undecided" else {
            "rule", "bases"} | ({"ends", "informed"} if cell.get("rule") == "embedding" else set())
        fields(cell, "cells", ("instance", "verdict", *kind))
        instance = Instance(cell["instance"], *MODELS)
        if instance.sha256() in seen:
            raise Wrong(f"found a cell twice: {instance.canonical()}")
        seen.add(instance.sha256())
        if "bundle" in cell:
            if not re.fullmatch("bundles/[0-9]+", text(cell["bundle"], "bundle")) or cell["bundle"] in names:
                raise Wrong(f"bundle: found {show(cell['bundle'])}, expected one of a cell's own")
            names.add(cell["bundle"])
            found, _ = judge_base(os.path.join(directory, cell["bundle"]), verdict)
            if found.canonical() != instance.canonical():
                raise Wrong(f"{cell['bundle']}: is a bundle of another cell")
            known[instance.sha256()] = verdict, instance
        elif verdict != "undecided":
            derived.append((cell, verdict, instance))
        else:
            open_cells += 1
    for cell, verdict, instance in derived:
        bases = [known.get(sha256(one, "bases"), (None, None)) for one in array(cell["bases"], "bases")]
        if any(base[0] != verdict for base in bases) or verdict == "unrealizable" and len(bases) != 1:
            raise Wrong(f"found bases without such a verdict for {instance.canonical()}")
        instances = [base[1] for base in bases]
        require_order(cell, instances if verdict == "realizable" else [instance],
                      instance if verdict == "realizable" else instances[0])
    return f"{len(known)} cells by bundles, {len(derived)} by the order, {open_cells} open"


def check(directory):
    require_plain(directory)
    return (check_atlas if os.path.exists(os.path.join(directory, "atlas.json")) else check_bundle)(directory)


def main(arguments):
    return judge(arguments, check, "check_derivation.py [--quiet] BUNDLE|ATLAS...")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
