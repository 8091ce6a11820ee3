#!/usr/bin/env python3
"""Tampers with certificate bundles in many ways; `arcsat-check` must reject each with its own message, and so must the second
checker in results/ that reads what was tampered with. What changes nothing, both must accept.

The environment variable ARCSAT names the program; arcsat-check is beside it.

A corruption is applied to a copy of a bundle. Unless it is about the hashes themselves, the certificate's hashes are
made right again afterwards, as a forger would, so that the check behind them is what is tested. Corrupted proofs are
judged by a naive checker first: one that still refutes the formula is reported and not counted.
"""
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace

import argument_lies
import certificate_lies
import closed_form_lies
import corruption
import counting_lies
import cover_lies
import formula_lies
import induction_lies
import proof_lies
import protocol_lies
import rup
import sub_instance_lies
import sums_lies
import transformer_lies
from bundle import BUNDLES, REALIZED, TRANSFORMERS, Bundle
from judges import SECOND, Judgement, arcsat

SEED = int(os.environ.get("ARCSAT_SEED", "20240611"))
LIES = (argument_lies, certificate_lies, closed_form_lies, counting_lies, cover_lies, formula_lies, induction_lies, proof_lies,
        protocol_lies, sub_instance_lies, sums_lies, transformer_lies)


def contents(directory):
    """What stands under each name: bytes, or that it is a link or a directory."""
    result = {}
    for name in os.listdir(directory):
        path = os.path.join(directory, name)
        if os.path.islink(path) or not os.path.isfile(path):
            result[name] = "link" if os.path.islink(path) else "directory"
        else:
            with open(path, "rb") as file:
                result[name] = file.read()
    return result


@dataclass
class Outcome:
    """What became of a corruption."""
    changed: bool
    arcsat: Judgement
    statement: str  # the certificate's, untouched
    # None where a bundle has no second checker.
    second: Judgement | None = None
    # Whether a file that the second checker reads was changed.
    seen: bool = False
    # Whether it is a proof that still refutes.
    still_valid: bool = False


def complaints(lie, outcome):
    """What is wrong with how the checkers judged this corruption."""
    if not outcome.changed:
        yield "nothing was changed"
    if lie.words is corruption.HARMLESS:
        if not outcome.arcsat.accepts():
            yield f"arcsat refuses what is right: {outcome.arcsat}"
    else:
        lines = outcome.arcsat.err.splitlines()
        if outcome.arcsat.code != 2 or len(lines) != 1 or not re.search(lie.words, lines[0]):
            yield f"expected /{lie.words}/, arcsat said {outcome.arcsat.code} {lines}"
    if outcome.second is None:
        return
    proves_it = outcome.second.accepts() and f": proved: {outcome.statement}; instance " in outcome.second.out
    if lie.words is corruption.HARMLESS or not outcome.seen:
        if not proves_it:
            yield f"the second checker does not prove what is right: {outcome.second}"
    elif lie.second == corruption.OTHERWISE_TRUE:
        if not outcome.second.accepts() or proves_it:
            yield f"the second checker was to prove another sentence: {outcome.second}"
    elif not outcome.second.refuses_in_one_line():
        yield f"the second checker was to refuse: {outcome.second}"


def attack(lie, work):
    """Apply the corruption to a copy of its bundle, and have it judged."""
    directory = os.path.join(work, "copy")
    shutil.rmtree(directory, ignore_errors=True)
    shutil.copytree(os.path.join(work, lie.bundle), directory)
    bundle = Bundle(directory, work)
    before, statement = contents(directory), bundle.certificate()["statement"]
    lie.change(bundle)
    changed = contents(directory)
    if lie.fix:
        bundle.fix_hashes()
    outcome = Outcome(before != changed, arcsat(directory), statement)
    second = SECOND.get(lie.bundle)
    if second is not None:
        outcome.second = second.judge(directory)
        outcome.seen = any(before.get(name) != changed.get(name) for name in second.reads)
    if lie.name.startswith("proof: "):
        try:
            formula = rup.parse_dimacs(bundle.read("formula.cnf.xz"))
            outcome.still_valid = rup.refutes(formula, bundle.read("proof.lrat.xz"))
        except UnicodeDecodeError:
            pass
    return outcome


def test_that_the_harness_notices(outcomes):
    """Checkers that accept everything, or nothing, in place of the real ones: each is noticed wherever it is wrong."""
    yes, no = Judgement(0, "", ""), Judgement(2, "", "x: no")
    for lie, outcome in outcomes:
        proof = replace(yes, out=f"x: proved: {outcome.statement}; instance {{}}\n")
        harmless = lie.words is corruption.HARMLESS
        if not any(complaints(lie, replace(outcome, arcsat=no if harmless else yes))):
            yield f"{lie.name}: an arcsat that says the contrary is not noticed"
        if outcome.second is None:
            continue
        if outcome.seen and not harmless and not any(complaints(lie, replace(outcome, second=proof))):
            yield f"{lie.name}: a second checker that accepts everything is not noticed"
        refused = harmless or not outcome.seen or lie.second == corruption.OTHERWISE_TRUE
        if refused and not any(complaints(lie, replace(outcome, second=no))):
            yield f"{lie.name}: a second checker that accepts nothing is not noticed"
        if not harmless and outcome.seen and not any(complaints(lie, replace(outcome, second=Judgement(1, "", "Trace\nback")))):
            yield f"{lie.name}: a second checker that breaks is not noticed"


def bombs(work):
    """Small on disk, larger than the limit once uncompressed."""
    directory = os.path.join(work, "bomb")
    shutil.copytree(os.path.join(work, "refuted"), directory)
    bomb = Bundle(directory, work)
    _, literals, hints = proof_lies.split(bomb.read("proof.lrat.xz").splitlines()[0])
    bomb.write("proof.lrat.xz", "".join(f"{proof_lies.join(str(k), literals, hints)}\n" for k in range(10**5, 5 * 10**5)))
    bomb.fix_hashes()
    yield "proof: a bomb", arcsat(directory, "--size-limit", "2")
    bomb.write("formula.cnf.xz", b"0 " * (3 << 20))
    bomb.fix_hashes()
    yield "formula: a bomb", arcsat(directory, "--size-limit", "2")


def make(name, work):
    """The bundle of this name."""
    directory = os.path.join(work, name)
    if name in TRANSFORMERS:
        weights = directory + ".json"
        commands = [["transformer", "build", *TRANSFORMERS[name], "-o", weights],
                    ["transformer", "run", weights, "--all", "--out", directory]]
        expected = 0
    else:
        commands = [["decide", *BUNDLES[name], "--out", directory]]
        expected = 10 if name in REALIZED else 20
    for command in commands:
        code = subprocess.run([os.environ["ARCSAT"], *command], capture_output=True).returncode
        assert code == expected, (name, code)
    return directory


def main(work):
    failures = []
    print(f"seed {SEED}")
    random.seed(SEED)
    for name in [*BUNDLES, *TRANSFORMERS]:
        directory = make(name, work)
        judged = [arcsat(directory)] + ([SECOND[name].judge(directory)] if name in SECOND else [])
        failures += [f"control: untouched {name}: {said}" for said in judged if not said.accepts()]
    corruption.add_lies_of_text(work)

    outcomes, still_valid = [], 0
    for lie in corruption.ALL:
        outcome = attack(lie, work)
        if outcome.still_valid:
            still_valid += 1
            print(f"not counted, still a refutation ({'accepted' if outcome.arcsat.accepts() else 'rejected'}): {lie.name}")
            continue
        outcomes.append((lie, outcome))
        failures += [f"{lie.name}: {complaint}" for complaint in complaints(lie, outcome)]
    failures += test_that_the_harness_notices(outcomes)
    for name, said in bombs(work):
        if said.code != 2 or "bytes once uncompressed" not in said.err:
            failures.append(f"{name}: {said}")

    print(f"{len(outcomes) + 2} corruptions of {len(LIES)} kinds and of texts, {still_valid} more left a refutation and were "
          "not counted")
    for name in sorted({second.name for second in SECOND.values()}):
        mine = [(lie, outcome) for lie, outcome in outcomes
                if outcome.second is not None and SECOND[lie.bundle].name == name]
        harmless = sum(lie.words is corruption.HARMLESS for lie, _ in mine)
        refused = sum(outcome.second.refuses_in_one_line() for _, outcome in mine)
        other = sum(lie.second == corruption.OTHERWISE_TRUE for lie, _ in mine)
        unseen = sum(not outcome.seen for _, outcome in mine)
        print(f"{name}.py: {refused} refused by both; {harmless} harmless, accepted by both; {other} true of another instance; "
              f"{unseen} in files that it does not read")
        if refused < 100 or harmless == 0:
            failures.append(f"{name}.py: too few corruptions")
    for failure in failures:
        print(f"FAILED {failure}")
    print(f"{len(failures)} failed" if failures else "all passed")
    return 1 if failures else 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="arcsat-corrupt-") as directory:
        sys.exit(main(directory))
