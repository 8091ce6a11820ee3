"""Who judges a bundle: arcsat-check, and the second checker of what the bundle holds."""
import os
import subprocess
import sys
from dataclasses import dataclass

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "checkers"))
from checkers import checker

CHECK = os.path.join(os.path.dirname(os.environ["ARCSAT"]), "arcsat-check")


@dataclass
class Judgement:
    code: int
    out: str
    err: str

    def accepts(self):
        return self.code == 0

    def refuses_in_one_line(self):
        return self.code in (1, 2) and self.out == "" and len(self.err.splitlines()) == 1


def arcsat(directory, *options):
    done = subprocess.run([CHECK, directory, *options], capture_output=True, text=True, errors="replace")
    return Judgement(done.returncode, done.stdout, done.stderr)


@dataclass
class Second:
    """A second checker: what it is given, and all that it reads of a bundle."""
    name: str
    given: str
    reads: tuple

    def judge(self, directory):
        path = os.path.normpath(os.path.join(directory, self.given))
        return Judgement(*checker(self.name)(path))


# LRAT proofs are judged by checkers that others have written; they have no second one here.
SECOND = {
    "realized": Second("check_witness", "protocol.json", ("protocol.json",)),
    "closed": Second("check_closed_form", "closed-form.json", ("closed-form.json",)),
    "streamed": Second("check_closed_form", "closed-form.json", ("closed-form.json",)),
    "thinking": Second("check_closed_form", "closed-form.json", ("closed-form.json",)),
    "summed": Second("check_sums", "xor-protocol.json", ("xor-protocol.json",)),
    "counted": Second("check_counting", ".", ("certificate.json", "counting.json")),
    "sparse": Second("check_counting", ".", ("certificate.json", "counting.json")),
    "written-out": Second("check_counting", ".", ("certificate.json", "counting.json")),
    "summed-far": Second("check_sums", "xor-protocol.json", ("xor-protocol.json",)),
    "rows": Second("check_counting", ".", ("certificate.json", "rows.json")),
    "adaptive": Second("check_counting", ".", ("certificate.json", "adaptive-counting.json")),
    "covered": Second("check_cover", ".", ("certificate.json", "cover.json")),
    "blocks": Second("check_cover", ".", ("certificate.json", "blocks.json")),
    "flagged": Second("check_transformer", ".", ("certificate.json", "transformer.json")),
    "wondering": Second("check_transformer", ".", ("certificate.json", "transformer.json")),
    "chain": Second("check_counting", ".", ("certificate.json", "chain.json")),
    "three-steps": Second("check_counting", ".", ("certificate.json", "three-steps.json")),
    "weighted": Second("check_counting", ".", ("certificate.json", "weighted-counting.json")),
}
