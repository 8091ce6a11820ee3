#!/usr/bin/env python3
"""arcsat-verify and `check --with coq` on refutations by a formula: what is committed holds, lies about it do not."""
import glob
import json
import lzma
import os
import random
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
CERTIFICATES = os.path.join(HERE, "..", "..", "results", "certificates")
ARCSAT = os.environ["ARCSAT"]
VERIFY = os.path.join(os.path.dirname(ARCSAT), "arcsat-verify")
VERIFIED = "s VERIFIED no protocol solves the instance"
SLOW = "ARCSAT_SLOW" in os.environ


def run(*arguments):
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def refutations():
    """Committed bundles of decoders with an LRAT proof of the encoder compact."""
    found = []
    for proof in sorted(glob.glob(os.path.join(CERTIFICATES, "**", "proof.lrat.xz"), recursive=True)):
        bundle = os.path.dirname(proof)
        if certificate(bundle)["encoder"]["name"] == "compact":
            found.append(bundle)
    return found


def certificate(bundle):
    with open(os.path.join(bundle, "certificate.json"), encoding="utf-8") as file:
        return json.load(file)


def proof_of(bundle):
    with lzma.open(os.path.join(bundle, "proof.lrat.xz"), "rt") as file:
        return file.read().splitlines()


class Refutations(unittest.TestCase):
    def setUp(self):
        self.place = tempfile.TemporaryDirectory()
        self.addCleanup(self.place.cleanup)

    def verify(self, bundle, changed=None, lines=None):
        """What is said of a copy with another certificate or proof."""
        copy = os.path.join(self.place.name, "bundle")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(bundle, copy)
        if changed is not None:
            with open(os.path.join(copy, "certificate.json"), "w", encoding="utf-8") as file:
                json.dump(changed, file)
        if lines is not None:
            with lzma.open(os.path.join(copy, "proof.lrat.xz"), "wt") as file:
                file.write("\n".join(lines) + "\n")
        return run(VERIFY, copy)

    def refused(self, bundle, **lie):
        code, text = self.verify(bundle, **lie)
        self.assertNotIn(VERIFIED, text)
        self.assertNotEqual(code, 0, text)

    def test_committed(self):
        self.assertGreaterEqual(len(refutations()), 9)
        for bundle in refutations():
            with self.subTest(bundle=bundle):
                code, text = run(VERIFY, bundle)
                self.assertEqual(code, 0, text)
                instance, verdict = text.splitlines()
                self.assertTrue(verdict.startswith(VERIFIED), text)
                self.assertEqual(instance, "instance " + json.dumps(certificate(bundle)["instance"], separators=(",", ":")))

    def test_check(self):
        bundle = os.path.join(CERTIFICATES, "known-values", "staircase-m2-q5")
        code, text = run(ARCSAT, "check", bundle, "--require-verified")
        self.assertEqual(code, 0, text)
        self.assertIn("Coq's checker: by a theorem about the definition of the model, no protocol solves this instance", text)
        self.assertIn("ACL2's verified LRAT checker: not run", text)
        # A rule of the order that Coq does not know, and ACL2 checks the base's proof alone: refused, with both reasons.
        derived = os.path.join(self.place.name, "derived")
        code, text = run(ARCSAT, "derive", "--from", bundle, "--L", "1", "--m", "2", "--q", "6", "--bits-per-token", "1", "--epochs", "2",
                         "--out", derived)
        self.assertEqual(code, 20, text)
        code, text = run(ARCSAT, "check", derived, "--require-verified")
        self.assertEqual(code, 2, text)
        self.assertRegex(text, "no formally verified checker accepted the refutation; Coq's checker: not checked: .*; rests on: ACL2 ")

    def test_other_encoders(self):
        place = os.path.join(self.place.name, "made")
        for encoder, symmetry in [("pairs", "none"), ("compact", "none"), ("compact", "labels")]:
            with self.subTest(encoder=encoder, symmetry=symmetry):
                shutil.rmtree(place, ignore_errors=True)
                code, text = run(ARCSAT, "decide", "--L", "1", "--m", "2", "--q", "3", "--bits-per-token", "1", "--epochs", "1",
                                 "--encoder", encoder, "--symmetry", symmetry, "--out", place)
                self.assertEqual(code, 20, text)
                self.assertIn(VERIFIED, run(VERIFY, place)[1])

    def test_lies_about_the_instance(self):
        """The neighbours that are realizable, with the proof of the one that is not."""
        bundle = os.path.join(CERTIFICATES, "known-values", "staircase-m2-q5")
        told = 0
        for change in [lambda i: i["model"].update(epochs=3), lambda i: i["model"].update(bits_per_token=2),
                       lambda i: i["task"].update(q=[4]), lambda i: i["task"].update(m=1),
                       lambda i: i["inputs"].update(z0=[0]), lambda i: i["inputs"].update(z1=[0, 1, 2]),
                       lambda i: i["inputs"].update(tuples=[[0, 0, 0]]), lambda i: i["task"].update(q=[1]),
                       lambda i: i["model"].update(widths=[{"epoch": 2, "from": 1, "to": -1, "bits": 3}]),
                       lambda i: i["model"].update(kind="encoder"),
                       lambda i: i["model"].update(kind="chain-of-thought", thoughts=1, thought_bits=1),
                       lambda i: i["model"].update(granularity="sums")]:
            changed = certificate(bundle)
            change(changed["instance"])
            with self.subTest(instance=changed["instance"]):
                self.refused(bundle, changed=changed)
                told += 1
        # That all of these have protocols is what arcsat says of the first ones.
        for more in (["--epochs", "3"], ["--epochs", "2", "--widths", "2:1:-1=3"]):
            self.assertEqual(run(ARCSAT, "decide", "--L", "1", "--m", "2", "--q", "5", "--bits-per-token", "1", *more)[0], 10)
        self.assertEqual(told, 12)

    def test_lies_about_the_part(self):
        """A sub-instance with an input that is not allowed, and one that is solved."""
        bundle = os.path.join(CERTIFICATES, "thresholds", "m2-n2-q2_5-c1")
        for old, new in (("w = [0,1]", "w = [0]"), ("z1 = [0,1]", "z1 = [0]"), ("z0 = [0]", "z0 = [0,1]")):
            copy = os.path.join(self.place.name, "part")
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(bundle, copy)
            path = os.path.join(copy, "sub-instance.toml")
            with open(path, encoding="utf-8") as file:
                text = file.read()
            self.assertIn(old, text)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text.replace(old, new))
            with self.subTest(new=new):
                self.assertNotIn(VERIFIED, run(VERIFY, copy)[1])
        changed = certificate(bundle)
        changed["instance"]["inputs"] = {"w": [0]}
        self.refused(bundle, changed=changed)

    def test_lies_about_the_proof(self):
        seed = int(os.environ.get("ARCSAT_SEED", random.randrange(2 ** 32)))
        print(f"ARCSAT_SEED={seed}")
        rng = random.Random(seed)
        bundle = os.path.join(CERTIFICATES, "known-values", "staircase-m3-q4")
        lines = proof_of(bundle)
        lemmas = [k for k, line in enumerate(lines) if line.split()[1] != "d"]
        last = lemmas[-1]
        self.refused(bundle, lines=lines[:last])
        self.refused(bundle, lines=[])
        self.refused(bundle, lines=[lines[last]])
        self.refused(bundle, lines=lines[:last] + [lines[last].split(" 0 ")[0] + " 0 0"])
        self.refused(bundle, lines=["x"] + lines)
        for _ in range(300 if SLOW else 12):
            k = rng.choice(lemmas)
            words = lines[k].split()
            end = words.index("0")
            kind = rng.randrange(4)
            if kind == 0 and len(words) > end + 2:          # a hint less: every hint of an elaborated proof is needed
                del words[rng.randrange(end + 1, len(words) - 1)]
            elif kind == 1 and len(words) > end + 2:        # hints that follow nothing
                words[end + 1:-1] = ["999999999"]
            elif kind == 2 and end > 2:                     # a stronger lemma, without reasons for it
                words = [words[0], "0", *words[end + 1:]]
            else:                                           # deletes what is needed
                words = [words[0], "d", *words[end + 1:-1], "0"]
            with self.subTest(lemma=k, kind=kind):
                self.refused(bundle, lines=lines[:k] + [" ".join(words)] + lines[k + 1:])

    def test_large_numbers(self):
        """Clause numbers past 2^22, and a clause number that no machine has."""
        bundle = os.path.join(CERTIFICATES, "known-values", "staircase-m2-q5")
        clauses = certificate(bundle)["formula"]["clauses"]

        def moved(line, by):
            words = line.split()
            lit = words[1] != "d"
            end = words.index("0") if lit else 1
            number = lambda word: str(int(word) + by) if int(word) > clauses else word
            return " ".join([number(words[0]), *words[1:end + 1], *(number(w) for w in words[end + 1:])])

        for by in (5_000_000, 2 ** 31, 2 ** 31 + 5):
            with self.subTest(by=by):
                code, text = self.verify(bundle, lines=[moved(line, by) for line in proof_of(bundle)])
                self.assertEqual(code, 0, text)
        self.refused(bundle, lines=[moved(line, 2 ** 33) for line in proof_of(bundle)])


if __name__ == "__main__":
    unittest.main(verbosity=2, argv=[sys.argv[0]])
