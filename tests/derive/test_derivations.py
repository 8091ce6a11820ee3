#!/usr/bin/env python3
"""Derivations: what follows by the order is accepted, and `arcsat-check` and results/check_derivation.py refuse what does not,
alike, however it is claimed.

The environment variable ARCSAT names the program; arcsat-check is beside it.
"""
import hashlib
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "checkers"))
from checkers import checker
from instance_reader import Instance  # beside the checkers

ARCSAT = os.environ["ARCSAT"]
CHECK = os.path.join(os.path.dirname(ARCSAT), "arcsat-check")
MODELS = (("decoder", "encoder", "chain-of-thought"), ("functions", "sums"))
SEED = int(os.environ.get("ARCSAT_SEED", "16"))


def cell(q, n=(), m=2, c=1, epochs=2, kind="decoder", **more):
    """An instance as a certificate has it; `more`: thoughts, thought_bits, widths, granularity, inputs."""
    inputs = more.pop("inputs", {})
    return {"task": {"L": len(q), "m": m, "n": list(n), "q": list(q)}, "inputs": inputs,
            "model": {"kind": kind, **more, "epochs": epochs, "bits_per_token": c}}


def toml(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value)


def instance_toml(doc):
    tables = "".join(f"[{name}]\n" + "".join(f"{key} = {toml(value)}\n" for key, value in table.items())
                     for name, table in doc.items() if table)
    return f'format = "arcsat-instance"\nversion = 1\n{tables}'


def sha(content):
    return hashlib.sha256(content).hexdigest()


def embedding(ends, informed=False):
    return {"rule": "embedding", "ends": ends, "informed": informed}


BASES = {
    "possible": cell((3,), m=3),                                 # two epochs, by a cover
    "three": cell((2, 3), (1,), m=2, epochs=3),                  # in closed form
    "five": cell((2, 5), (1,)),                                  # two steps, by search
    "impossible": cell((2, 6), (1,)),                            # by an argument
    "rows-asked": cell((8, 2), (2,), m=1),
    "encoder": cell((4,), m=3, kind="encoder"),
    "thinking": cell((2,), m=2, epochs=1, kind="chain-of-thought", thoughts=1, thought_bits=1),
    "not-thinking": cell((2,), m=2, epochs=1, kind="chain-of-thought", thoughts=1, thought_bits=0),
    "wide": cell((2, 2), (1,), epochs=2, widths=[{"epoch": 1, "from": 2, "to": 1, "bits": 3}]),
}


class Derivations(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.work = tempfile.TemporaryDirectory(prefix="arcsat-derivations-")
        cls.root = pathlib.Path(cls.work.name)
        cls.second = staticmethod(checker("check_derivation"))
        cls.verdict = {}
        for name, doc in BASES.items():
            file = cls.root / f"{name}.toml"
            file.write_text(instance_toml(doc), encoding="utf-8")
            done = subprocess.run([ARCSAT, "decide", str(file), "--quiet", "--threads", "1", "--out", str(cls.root / name)],
                                  capture_output=True, check=False)
            assert done.returncode in (10, 20), (name, done)
            cls.verdict[name] = "realizable" if done.returncode == 10 else "unrealizable"

    @classmethod
    def tearDownClass(cls):
        cls.work.cleanup()

    def forge(self, bases, doc, claim, change=lambda directory: None):
        """A bundle in which all but the claim is as it should be."""
        directory = self.root / "claim"
        shutil.rmtree(directory, ignore_errors=True)
        directory.mkdir()
        names = ["base", "second-base"][:len(bases)]
        for name, base in zip(names, bases):
            shutil.copytree(self.root / base, directory / name)
        hashes = [Instance(json.loads((directory / name / "certificate.json").read_text())["instance"], *MODELS).sha256()
                  for name in names]
        said = {"format": "arcsat-derivation", "version": 1, **claim}
        said.setdefault("bases", hashes)
        (directory / "derivation.json").write_text(json.dumps(said), encoding="utf-8")
        (directory / "instance.toml").write_text(instance_toml(doc), encoding="utf-8")
        change(directory)
        instance = Instance(doc, *MODELS)
        verdict = self.verdict[bases[0]]
        files = {f"{name}/certificate.json": directory / name / "certificate.json" for name in names}
        files |= {name: directory / name for name in ("derivation.json", "instance.toml")}
        certificate = {
            "format": "arcsat-certificate", "version": 1, "verdict": verdict,
            "statement": instance.statement("A" if verdict == "realizable" else "No"),
            "instance": json.loads(instance.canonical()), "instance_sha256": instance.sha256(),
            "encoder": {"name": "derivation" if verdict == "realizable" else "contrapositive", "version": 1, "symmetry": ""}, "checks": [],
            "files": {name: sha(path.read_bytes()) for name, path in sorted(files.items()) if path.is_file()},
            "seconds": dict.fromkeys(("encode", "solve", "elaborate", "check"), 0)}
        (directory / "certificate.json").write_text(json.dumps(certificate), encoding="utf-8")
        return directory

    def judged(self, directory):
        """By both, which must be of one mind; what the first says."""
        first = subprocess.run([CHECK, str(directory)], capture_output=True, text=True, check=False)
        code, out, err = self.second(str(directory))
        self.assertEqual(first.returncode == 0, code == 0, (first.stdout, first.stderr, out, err))
        if first.returncode != 0:
            self.assertEqual((first.returncode, len(first.stderr.splitlines())), (2, 1), first.stderr)
            self.assertIn(code, (1, 2))
            self.assertEqual((out, len(err.splitlines())), ("", 1), err)
        return first.returncode, first.stdout + first.stderr

    def holds(self, bases, doc, claim, words=""):
        code, said = self.judged(self.forge(bases, doc, claim))
        self.assertEqual(code, 0, said)
        self.assertIn(words, said)

    def refused(self, bases, doc, claim, words, change=lambda directory: None):
        code, said = self.judged(self.forge(bases, doc, claim, change))
        self.assertEqual(code, 2, said)
        self.assertIn(words, said)

    def refused_by_first(self, directory, words):
        """What the second, which reads what it needs, does not look at."""
        done = subprocess.run([CHECK, str(directory)], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn(words, done.stderr)

    def test_what_follows(self):
        replayed = "the protocol that follows was run on all"
        self.holds(["possible"], cell((2,), m=2), embedding([1, 2]), replayed)
        self.holds(["possible"], cell((3,), m=3, epochs=4), embedding([2, 4]), replayed)
        self.holds(["three"], cell((2, 2), (1,), epochs=5), embedding([2, 4, 5]), replayed)
        self.holds(["five"], cell((2,), m=2), embedding([1, 2]), replayed)
        self.holds(["five"], cell((2, 5), (1,), kind="encoder"), {"rule": "stronger-model"}, replayed)
        self.holds(["five", "five"], cell((2, 25), (1,), c=2), {"rule": "product-of-answers"}, replayed)
        self.holds(["five", "five"], cell((2, 5), (2,), c=2), {"rule": "sum-of-queries"}, replayed)
        self.holds(["thinking"], cell((2,), epochs=1, kind="chain-of-thought", thoughts=2, thought_bits="unlimited"),
                   {"rule": "stronger-model"}, replayed)
        self.holds(["impossible"], cell((2, 6, 9), (5, 3), m=2, epochs=1), embedding([1]))
        self.holds(["impossible"], cell((2, 7), (1,), m=3), embedding([1, 2], True), "player 1 is informed")
        self.holds(["rows-asked"], cell((9, 2), (3,), m=1), embedding([1, 2]))

    def test_what_does_not_follow(self):
        one = embedding([1, 2])
        # A larger m is not harder by itself: 2 bits for each of player 2's tables went to player 1.
        self.refused(["impossible"], cell((2, 6), (2,), m=3), one, "bits from player 2 to 1")
        self.refused(["rows-asked"], cell((8, 2), (2,), m=2), one, "found 1 bits from player 2 to 1")
        self.refused(["rows-asked"], cell((8, 2), (2,), m=2), embedding([1, 2], True), "found 1 bits from player 2 to 1")
        # A thought of 0 bits hands no answer on: that it cannot says nothing of a decoder.
        self.refused(["not-thinking"], cell((2,), epochs=1), {"rule": "stronger-model"}, "an answer has 1 bits")
        # A step put in below the last: its player would hear what the easier instance's players do not say.
        self.refused(["impossible"], cell((2, 2, 6), (1, 1)), one, "the last q")
        self.refused(["impossible"], cell((2, 6, 2), (1, 1)), one, "the last q")
        self.refused(["encoder"], cell((4,), m=4, kind="encoder"), one, "m = 4")
        self.refused(["possible"], cell((4,), m=3), one, "the last q")
        self.refused(["possible"], cell((3,), m=3, c=0), one, "bits from player")
        self.refused(["possible"], cell((3,), m=3, epochs=1), embedding([1]), "expected one for each of the 2 epochs")
        self.refused(["possible"], cell((3,), m=3, kind="encoder"), one, "another model")
        self.refused(["impossible"], cell((2, 6), (1,), kind="encoder"), {"rule": "stronger-model"}, "not a weaker model")
        self.refused(["encoder"], cell((4,), m=3), {"rule": "stronger-model"}, "not a weaker model")
        self.refused(["five"], cell((2, 5), (1,), kind="chain-of-thought", thoughts=1, thought_bits=2),
                     {"rule": "stronger-model"}, "an answer has 3 bits")
        self.refused(["wide"], cell((2, 2), (1,), epochs=3), one, "bits from player 2 to 1")
        self.refused(["five", "five"], cell((2, 26), (1,), c=2), {"rule": "product-of-answers"}, "the last q = 26")
        self.refused(["five", "five"], cell((2, 25), (1,), c=1), {"rule": "product-of-answers"}, "expected at least 2")
        self.refused(["five", "five"], cell((2, 5), (3,), c=2), {"rule": "sum-of-queries"}, "the last n = 3")
        self.refused(["five", "five"], cell((2, 5), (2,), c=1), {"rule": "sum-of-queries"}, "expected at least")
        self.refused(["impossible", "impossible"], cell((2, 36), (1,), c=2), {"rule": "product-of-answers"}, "verdict")

    def test_what_a_claim_says(self):
        doc, base = cell((3,), m=3, epochs=4), ["possible"]
        for ends, words in (([1, 5], "ends with epoch 5"), ([2, 1], "ends with epoch 1"), ([1, 1], "ends with epoch 1"),
                            ([4, 4], "ends with epoch 4"), ([1], "found 1 blocks"), ([1, 2, 3], "found 3 blocks"), ([], "0 blocks"),
                            ([0, 1], "expected an integer"), ([1.0, 2], "expected an integer"), ([True, 2], "expected an integer"),
                            ([1, 2 ** 40], "expected an integer")):
            self.refused(base, doc, embedding(ends), words)
        good = embedding([1, 2])
        self.refused(base, doc, embedding([1, 2], True), "can be informed")
        self.refused(base, doc, {**good, "informed": 0}, "true or false")
        self.refused(base, doc, {"rule": "embedding", "ends": [1, 2]}, "informed")
        self.refused(base, doc, {"rule": "embeddings", "ends": [1, 2], "informed": False}, "embedding")
        self.refused(base, doc, {**good, "rule": "stronger-model"}, "no such key")
        self.refused(base, doc, {"rule": "stronger-model"}, "another number of epochs")
        self.refused(base, doc, {"rule": "product-of-answers"}, "expected 2")
        self.refused(base, doc, {**good, "note": "trust me"}, "unknown key")
        self.refused(base, doc, {**good, "version": 2}, "expected the integer 1")
        self.refused(base, doc, {**good, "format": "arcsat-derivations"}, "arcsat-derivation")
        self.refused(base, doc, {**good, "bases": ["0" * 64]}, "expected the SHA-256 of the instance")
        self.refused(base, doc, {**good, "bases": []}, "found 0 bases")
        self.refused(base, doc, {**good, "bases": ["x"]}, "hexadecimal")

    def test_bases(self):
        doc, good = cell((2,), m=2), embedding([1, 2])
        self.refused(["possible"], doc, good, "base", lambda d: shutil.rmtree(d / "base"))
        for name in ("note", "base/note"):
            directory = self.forge(["possible"], doc, good, lambda d, note=name: (d / note).write_text("x", encoding="utf-8"))
            self.refused_by_first(directory, "stray file")
        self.refused(["possible"], doc, good, "cover.json", lambda d: (d / "base" / "cover.json").unlink())

        def linked(directory):
            shutil.rmtree(directory / "base")
            (directory / "base").symlink_to(self.root / "possible")
        directory = self.forge(["possible"], doc, good, linked)
        code, said = self.judged(directory)
        self.assertEqual(code, 2, said)
        self.assertIn("no directory", said)

        def linked_file(directory):
            (directory / "base" / "cover.json").unlink()
            (directory / "base" / "cover.json").symlink_to(self.root / "possible" / "cover.json")
        self.refused(["possible"], doc, good, "no regular file", linked_file)

        def piped(directory):
            (directory / "base" / "cover.json").unlink()
            os.mkfifo(directory / "base" / "cover.json")
        self.refused(["possible"], doc, good, "no regular file", piped)

        def broken(directory):
            cover = json.loads((directory / "base" / "cover.json").read_text())
            cover["blocks"].pop()
            (directory / "base" / "cover.json").write_text(json.dumps(cover), encoding="utf-8")
            file = directory / "base" / "certificate.json"
            certificate = json.loads(file.read_text())
            certificate["files"]["cover.json"] = sha((directory / "base" / "cover.json").read_bytes())
            file.write_text(json.dumps(certificate), encoding="utf-8")
        self.refused(["possible"], doc, good, "expected m = 3", broken)

        def other(directory):
            shutil.rmtree(directory / "base")
            shutil.copytree(self.root / "impossible", directory / "base")
        self.refused(["possible"], doc, good, "expected the SHA-256", other)

    def test_random_claims(self):
        """Both checkers judge alike, and what they accept contradicts nothing that was decided."""
        rng = random.Random(SEED)
        print(f"seed {SEED}")
        count = 2000 if os.environ.get("ARCSAT_SLOW") == "1" else 120
        accepted = refused = 0
        names = list(BASES)
        for _ in range(count):
            base = rng.choice(names)
            doc = json.loads(json.dumps(BASES[base]))
            task, model = doc["task"], doc["model"]
            for _ in range(rng.randrange(3)):
                what = rng.randrange(6)
                if what == 0:
                    task["m"] = max(1, task["m"] + rng.choice((-1, 1)))
                elif what == 1:
                    at = rng.randrange(len(task["q"]))
                    task["q"][at] = max(1, task["q"][at] + rng.choice((-1, 1)))
                elif what == 2 and task["n"]:
                    task["n"][0] = max(1, task["n"][0] + rng.choice((-1, 1)))
                elif what == 3:
                    model["epochs"] = max(1, model["epochs"] + rng.choice((-1, 1)))
                elif what == 4:
                    model["bits_per_token"] = rng.randrange(3)
                elif model["kind"] == "decoder" and not model.get("widths"):
                    model["kind"] = "encoder"
            if model.get("widths") and model["epochs"] < 1:
                continue
            epochs = model["epochs"] if self.verdict[base] == "unrealizable" else BASES[base]["model"]["epochs"]
            last = BASES[base]["model"]["epochs"] if self.verdict[base] == "unrealizable" else model["epochs"]
            ends = sorted(rng.sample(range(1, last + 1), min(last, epochs)))
            claim = embedding(ends, rng.random() < 0.2)
            if model["kind"] != BASES[base]["model"]["kind"]:
                claim = {"rule": "stronger-model"}
            code, _ = self.judged(self.forge([base], doc, claim))
            accepted += code == 0
            refused += code != 0
        print(f"{accepted} accepted, {refused} refused")
        self.assertGreater(accepted, count // 10)
        self.assertGreater(refused, count // 10)

    def test_the_command(self):
        def derive(doc, *bases, code):
            out = self.root / "derived"
            shutil.rmtree(out, ignore_errors=True)
            (self.root / "new.toml").write_text(instance_toml(doc), encoding="utf-8")
            words = [word for base in bases for word in ("--from", str(self.root / base))]
            done = subprocess.run([ARCSAT, "derive", str(self.root / "new.toml"), *words, "--out", str(out)],
                                  capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, code, done.stderr)
            self.assertEqual(out.exists(), code in (10, 20))
            if out.exists():
                self.assertEqual(self.judged(out)[0], 0)
            return done.stdout + done.stderr
        derive(cell((2,), m=2), "possible", code=10)
        derive(cell((2, 6), (3,)), "impossible", code=20)
        derive(cell((2, 25), (1,), c=2), "five", "five", code=10)
        shutil.rmtree(self.root / "step", ignore_errors=True)
        derive(cell((2, 6), (3,)), "impossible", code=20)
        (self.root / "derived").rename(self.root / "step")
        self.assertIn("rests on: rests on: ", derive(cell((2, 6), (3,), epochs=1), "step", code=20))
        self.assertIn("nothing follows", derive(cell((4,), m=3), "possible", code=2))
        self.assertIn("nothing follows", derive(cell((2, 5), (1,)), "impossible", code=2))


if __name__ == "__main__":
    unittest.main()
