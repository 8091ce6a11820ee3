#!/usr/bin/env python3
"""Models and proofs of another solver, and lies about them, given to `arcsat certify`: it accepts exactly those that hold for the formula
of the instance, says what is wrong with the others, and writes nothing then."""
import json
import lzma
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import unittest

from small_solver import drat_binary, drat_text, parse_dimacs, propagate, satisfies, solve

ARCSAT = os.environ["ARCSAT"]
CHECK = str(pathlib.Path(ARCSAT).with_name("arcsat-check"))
FORM = re.compile(r"arcsat: (check failed: )?[^\n]*found [^\n]*, expected [^\n]+\n")
SEED = int(os.environ.get("ARCSAT_SEED", "17"))

SATISFIABLE = ["--L", "1", "--m", "2", "--bits-per-token", "1", "--epochs", "2", "--encoder", "pairs"]
REFUTED = ["--L", "1", "--m", "2", "--q", "3", "--bits-per-token", "1", "--epochs", "1", "--encoder", "pairs", "--symmetry", "none"]
OTHER = ["--L", "1", "--m", "3", "--q", "2", "--bits-per-token", "1", "--epochs", "1", "--encoder", "pairs", "--symmetry", "none"]
FAMILY = ["--L", "2", "--m", "1", "--n", "1", "--q", "2,2", "--bits-per-token", "1", "--epochs", "2", "--encoder", "xor"]


def model_text(model):
    return "c a comment\ns SATISFIABLE\nv " + " ".join(map(str, sorted(model, key=abs))) + "\nv 0\n"


class Certify(unittest.TestCase):
    def setUp(self):
        self.directory = tempfile.TemporaryDirectory()
        self.addCleanup(self.directory.cleanup)
        self.place = pathlib.Path(self.directory.name)
        self.out = self.place / "bundle"

    def formula(self, options):
        text = subprocess.run([ARCSAT, "encode", *options], capture_output=True, text=True, check=True).stdout
        return text, *parse_dimacs(text)

    def certify(self, options, kind, content):
        file = self.place / "given"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return subprocess.run([ARCSAT, "certify", *options, kind, str(file), "--out", str(self.out)], capture_output=True, text=True,
                              timeout=120)

    def accept(self, options, kind, content, code):
        done = self.certify(options, kind, content)
        self.assertEqual((done.returncode, done.stderr), (code, ""), done.stdout)
        judged = subprocess.run([CHECK, str(self.out)], capture_output=True, text=True, check=False)
        self.assertEqual(judged.returncode, 0, judged.stderr)
        subprocess.run(["rm", "-r", str(self.out)], check=True)

    def refuse(self, options, kind, content, code, words=""):
        done = self.certify(options, kind, content)
        self.assertEqual((done.returncode, done.stdout), (code, ""), done.stderr)
        self.assertIn(words, done.stderr)
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        if code == 1:
            self.assertRegex(done.stderr, FORM)
        self.assertFalse(self.out.exists())
        self.assertEqual(sorted(path.name for path in self.place.iterdir()), ["given"])

    def test_models(self):
        text, variables, clauses = self.formula(SATISFIABLE)
        self.assertIn("\nc satisfiable means: A 2-epoch", text)
        model, _ = solve(variables, clauses)
        self.assertTrue(satisfies(clauses, model))
        self.accept(SATISFIABLE, "--assignment", model_text(model), 10)
        self.accept(SATISFIABLE, "--assignment", lzma.compress(model_text(model).encode()), 10)
        self.refuse(SATISFIABLE, "--assignment", lzma.compress(model_text(model).encode())[:-9], 1)
        self.accept(SATISFIABLE, "--assignment", "SAT\n" + " ".join(map(str, model)) + " 0\n", 10)
        # One literal flipped: what satisfies the formula all the same is accepted, and nothing else.
        refused = 0
        for literal in random.Random(SEED).sample(sorted(model, key=abs), min(24, len(model))):
            flipped = model - {literal} | {-literal}
            if satisfies(clauses, flipped):
                self.accept(SATISFIABLE, "--assignment", model_text(flipped), 10)
            else:
                refused += 1
                self.refuse(SATISFIABLE, "--assignment", model_text(flipped), 2, "false (")
        self.assertGreater(refused, 4)

    def test_malformed_models(self):
        _, variables, clauses = self.formula(SATISFIABLE)
        model, _ = solve(variables, clauses)
        good = model_text(model)
        for content, words in ((good.replace("v 0\n", ""), "expected a 0 behind"), (good + "v 1 0\n", "nothing behind the 0"),
                               (good.replace("v 0", "v 1 -1 0"), "expected one of the two"), (good.replace("v 0", f"v {variables + 1} 0"), "a variable of"),
                               ("s UNSATISFIABLE\n", "--proof"), (good.replace("s SAT", "s SATISFIABLE\ns SAT"), "a second answer"),
                               ("s MAYBE\n", "expected SATISFIABLE"), ("v one 0\n", "a literal or 0"), ("", "expected a 0 behind"),
                               ("s UNKNOWN\nv 1 0\n", "expected none"), ("v 99999999999999999999 0\n", "a literal or 0")):
            with self.subTest(words=words):
                self.refuse(SATISFIABLE, "--assignment", content, 1, words)

    def test_a_solver_that_does_not_know(self):
        for content in ("s UNKNOWN\n", "c time out\ns INDETERMINATE\n", "INDET\n"):
            done = self.certify(SATISFIABLE, "--assignment", content)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertTrue(done.stdout.startswith("undecided\nreason: "), done.stdout)
            self.assertFalse(self.out.exists())

    def test_proofs(self):
        text, variables, clauses = self.formula(REFUTED)
        self.assertIn("\nc unsatisfiable means: No 1-epoch", text)
        _, proof = solve(variables, clauses)
        self.assertGreater(len(proof), 2)
        self.accept(REFUTED, "--proof", drat_text(proof), 20)
        self.accept(REFUTED, "--proof", drat_binary(proof), 20)
        # Cut off after each step: it holds if and only if units alone go on from there.
        accepted = 0
        for length in range(len(proof)):
            lemmas = proof[:length]
            if propagate([*clauses, *lemmas], set()):
                accepted += 1
                self.accept(REFUTED, "--proof", drat_text(lemmas), 20)
            else:
                self.refuse(REFUTED, "--proof", drat_text(lemmas), 2, "check failed")
        self.assertLess(accepted, len(proof))
        self.refuse(REFUTED, "--proof", drat_binary(proof)[:-1], 1)
        # Of another formula, and of none at all.
        _, *other = self.formula(OTHER)
        _, proof_of_other = solve(*other)
        self.refuse(REFUTED, "--proof", drat_text(proof_of_other), 2)
        self.refuse(SATISFIABLE, "--proof", drat_text(proof), 2)
        self.refuse(SATISFIABLE, "--proof", "0\n", 2)

    def test_lrat(self):
        subprocess.run([ARCSAT, "decide", *REFUTED, "--out", str(self.out)], check=False, capture_output=True)
        lrat = lzma.decompress((self.out / "proof.lrat.xz").read_bytes()).decode()
        subprocess.run(["rm", "-r", str(self.out)], check=True)
        self.accept(REFUTED, "--proof", lrat, 20)
        first = lrat.split()[0]
        self.refuse(REFUTED, "--proof", f"{first} d 99999999 0\n" + lrat, 2, "not there")
        self.refuse(REFUTED, "--proof", f"{first} 0 1 0\n", 2)
        self.refuse(REFUTED, "--proof", lrat[:-2], 2)
        # Without an encoder it is the one that encode takes without one.
        plain = REFUTED[:REFUTED.index("--encoder")]
        _, proof = solve(*self.formula(plain)[1:])
        self.accept(plain, "--proof", drat_text(proof), 20)
        self.accept(plain, "--proof", lzma.compress(drat_text(proof).encode()), 20)

    def test_a_family(self):
        text, variables, clauses = self.formula(FAMILY)
        self.assertIn("refutes nothing", text)
        self.refuse(FAMILY, "--proof", "0\n", 1, "expected one whose formula is of all protocols")
        model, _ = solve(variables, clauses)
        self.accept(FAMILY, "--assignment", model_text(model), 10)

    def test_usage(self):
        for words in ([], ["--assignment", "a", "--proof", "b"]):
            done = subprocess.run([ARCSAT, "certify", *SATISFIABLE, *words, "--out", str(self.out)], capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 1)
            self.assertRegex(done.stderr, FORM)
        self.refuse(SATISFIABLE[:-2] + ["--encoder", "smt"], "--assignment", "v 0\n", 1, "DIMACS")
        # What stands at the place is not replaced by what fails.
        self.accept(SATISFIABLE, "--assignment", model_text(solve(*self.formula(SATISFIABLE)[1:])[0]), 10)
        printed = subprocess.run([ARCSAT, "certify", *SATISFIABLE, "--assignment", str(self.place / "given"), "--out", str(self.out), "--json"],
                                 capture_output=True, text=True, check=False)
        document = json.loads(printed.stdout)
        self.assertEqual((printed.returncode, document["verdict"], document["certified"], document["bundle"]), (10, "realizable", True, str(self.out)))
        subprocess.run(["rm", "-r", str(self.out)], check=True)
        self.out.mkdir()
        (self.out / "kept").write_text("kept")
        done = self.certify(SATISFIABLE, "--assignment", "s UNKNOWN\n")
        self.assertEqual((done.returncode, (self.out / "kept").read_text()), (1, "kept"), done)


if __name__ == "__main__":
    unittest.main(verbosity=2, argv=[sys.argv[0]])
