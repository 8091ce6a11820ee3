#!/usr/bin/env python3
"""Tampers with a separation: `arcsat-check` and results/check_separation.py must refuse each lie.

The environment variable ARCSAT names the program; arcsat-check is beside it.
"""
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ARCSAT = os.environ["ARCSAT"]
CHECK = os.path.join(os.path.dirname(ARCSAT), "arcsat-check")
SECOND = pathlib.Path(__file__).resolve().parents[2] / "results" / "check_separation.py"


def cell(epochs=2, c=1, q=3, m=2, kind="decoder", more="", inputs=""):
    return (f'format = "arcsat-instance"\nversion = 1\n[task]\nL = 1\nm = {m}\nq = [{q}]\n{inputs}[model]\nkind = "{kind}"\n{more}'
            f"epochs = {epochs}\nbits_per_token = {c}\n")


class Separations(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.work = tempfile.TemporaryDirectory(prefix="arcsat-separations-")
        cls.root = pathlib.Path(cls.work.name)
        # (2; 3), c = 1: one epoch is too few, two are enough.
        cls.separate(cell(1), cell(2), "right", 0)

    @classmethod
    def tearDownClass(cls):
        cls.work.cleanup()

    @classmethod
    def separate(cls, impossible, possible, out, code, words=""):
        for name, text in (("a.toml", impossible), ("b.toml", possible)):
            (cls.root / name).write_text(text, encoding="utf-8")
        done = subprocess.run([ARCSAT, "separate", str(cls.root / "a.toml"), str(cls.root / "b.toml"), "--out",
                               str(cls.root / out), "--quiet"], capture_output=True, text=True, check=False)
        assert done.returncode == code and words in done.stderr + done.stdout, (done, code, words)
        assert (cls.root / out).exists() == (code == 0), out
        assert not list(cls.root.glob("*.partial-*")), "something is left behind"

    def judge(self, directory, *words):
        first = subprocess.run([CHECK, str(directory)], capture_output=True, text=True, check=False)
        second = subprocess.run([sys.executable, str(SECOND), str(directory)], capture_output=True, text=True, check=False)
        if not words:
            self.assertEqual((first.returncode, second.returncode), (0, 0), (first.stderr, second.stderr))
            return first.stdout
        self.assertEqual(first.returncode, 2, first.stderr)
        self.assertTrue(any(word in first.stderr for word in words), first.stderr)
        self.assertEqual(len(first.stderr.splitlines()), 1, first.stderr)
        self.assertIn(second.returncode, (1, 2), second.stdout)
        self.assertEqual(len(second.stderr.splitlines()), 1, second.stderr)
        return ""

    def lie(self, change, *words):
        copy = self.root / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.root / "right", copy)
        change(copy)
        self.judge(copy, *words)

    def said(self, change, *words):
        def apply(copy):
            said = json.loads((copy / "separation.json").read_text(encoding="utf-8"))
            change(said)
            (copy / "separation.json").write_text(json.dumps(said), encoding="utf-8")
        self.lie(apply, *words)

    def test_a_right_one_is_accepted(self):
        said = self.judge(self.root / "right")
        self.assertIn("separation (epochs): No 1-epoch autoregressive protocol with 1 bit per token solves L-FuncComp with L=1, "
                      "m=2, q=(3), but a 2-epoch autoregressive protocol with 1 bit per token does (refuted for functions, "
                      "realized for functions).", said)
        walked = subprocess.run([CHECK, "--quiet", str(self.root)], capture_output=True, text=True, check=False)
        self.assertIn("separation (epochs)", walked.stdout)

    def test_what_separation_json_says(self):
        self.said(lambda s: s.update(differs="model"), "differs", "expected \"epochs\"")
        self.said(lambda s: s.update(sentence=s["sentence"].replace("m=2", "m=3")), "expected")
        self.said(lambda s: s.update(sentence=s["sentence"].replace("realized for functions", "realized for sums")), "expected")
        self.said(lambda s: s["impossible"].update(statement=s["possible"]["statement"]), "expected")
        self.said(lambda s: s["possible"].update(certificate_sha256="0" * 64), "expected")
        self.said(lambda s: s.update(note="trust me"), "unknown key")
        self.said(lambda s: s.update(version=2), "expected the integer 1")
        self.said(lambda s: s.update(format="arcsat-separations"), "expected \"arcsat-separation\"")
        self.said(lambda s: s.pop("possible"), "possible")

    def test_bundles_that_are_no_pair(self):
        def swapped(copy):
            (copy / "impossible").rename(copy / "x")
            (copy / "possible").rename(copy / "impossible")
            (copy / "x").rename(copy / "possible")
        self.lie(swapped, "expected unrealizable")

        def twice(copy):
            shutil.rmtree(copy / "possible")
            shutil.copytree(copy / "impossible", copy / "possible")
        self.lie(twice, "expected realizable")
        self.lie(lambda copy: shutil.rmtree(copy / "possible"), "possible")
        self.lie(lambda copy: (copy / "possible" / "certificate.json").unlink(), "certificate.json")
        self.lie(lambda copy: (copy / "note").write_text("x", encoding="utf-8"), "no part of a separation")
        self.lie(lambda copy: (copy / "third").mkdir(), "no part of a separation")

    def with_other(self, text, *words):
        """The possible side is a right bundle of another cell, and separation.json says its statement and hash."""
        (self.root / "other.toml").write_text(text, encoding="utf-8")
        other = self.root / "other"
        shutil.rmtree(other, ignore_errors=True)
        done = subprocess.run([ARCSAT, "decide", str(self.root / "other.toml"), "--quiet", "--out", str(other)],
                              capture_output=True, check=False)
        self.assertEqual(done.returncode, 10)

        def change(copy):
            shutil.rmtree(copy / "possible")
            other.rename(copy / "possible")
            content = (copy / "possible" / "certificate.json").read_bytes()
            said = json.loads((copy / "separation.json").read_text(encoding="utf-8"))
            said["possible"] = {"statement": json.loads(content)["statement"],
                                "certificate_sha256": hashlib.sha256(content).hexdigest()}
            (copy / "separation.json").write_text(json.dumps(said), encoding="utf-8")
        self.lie(change, *words)

    def test_cells_that_differ_in_more_than_they_say(self):
        self.with_other(cell(2, c=2), "other bits per token")
        self.with_other(cell(2, q=2), "differ in their task")
        self.with_other(cell(2, m=1), "differ in their task")
        self.with_other(cell(2, inputs="[inputs]\nz0 = [0]\n"), "differ in their inputs")
        self.with_other(cell(2, kind="encoder"), "not one thing more alone")
        self.with_other(cell(2, kind="chain-of-thought", more="thoughts = 1\nthought_bits = 2\n"), "not one thing more alone")
        widths = "widths = [{ epoch = 1, from = 1, to = 0, bits = 3 }]\n"
        self.with_other(cell(2) + widths, "other widths")

    def test_what_separate_refuses(self):
        self.separate(cell(2), cell(1), "none", 1, "not one thing more alone")
        self.separate(cell(1), cell(1), "none", 1, "not one thing more alone")
        self.separate(cell(1), cell(2, c=2), "none", 1, "other bits per token")
        self.separate(cell(1, kind="encoder"), cell(1), "none", 1, "not one thing more alone")
        self.separate(cell(1, more='granularity = "sums"\n'), cell(2), "none", 1, "sums")
        self.separate(cell(2), cell(3), "none", 2, "no separation: expected unrealizable")
        self.separate(cell(1, m=1, q=8), cell(2, m=1, q=9), "none", 1, "differ in their task")

    def by_transformer(self, out, change=lambda weights: None, more=()):
        """(2; 2), c = 1: one epoch is too few, two layers are enough."""
        weights = self.root / "t.json"
        subprocess.run([ARCSAT, "transformer", "build", "--L", "1", "--m", "2", "--q", "2", "--unnormalised", "-o", str(weights)],
                       check=True, stdout=subprocess.DEVNULL)
        said = json.loads(weights.read_text(encoding="utf-8"))
        change(said)
        weights.write_text(json.dumps(said), encoding="utf-8")
        (self.root / "a.toml").write_text(cell(1, q=2), encoding="utf-8")
        return subprocess.run([ARCSAT, "separate", str(self.root / "a.toml"), *more, "--transformer", str(weights), "--out",
                               str(self.root / out), "--quiet"], capture_output=True, text=True, check=False)

    def test_a_transformer_is_the_possible_side(self):
        made = self.by_transformer("made")
        self.assertEqual(made.returncode, 0, made.stderr)
        self.assertIn("(refuted for functions, realized for functions by a Transformer)", self.judge(self.root / "made"))
        file = self.root / "made" / "separation.json"
        text = file.read_text(encoding="utf-8")
        for one, other in ((" by a Transformer", ""), ("by a Transformer", "by two Transformers")):
            file.write_text(text.replace(one, other), encoding="utf-8")
            self.judge(self.root / "made", "sentence", "expected")
        shutil.rmtree(self.root / "made")

    def test_a_transformer_that_is_wrong_is_no_possible_side(self):
        def lie(weights):
            weights["layers"][1]["update"]["rows"][0][-1] = 1
        made = self.by_transformer("none", lie)
        self.assertEqual(made.returncode, 2, made.stderr)
        self.assertIn("input w=0 z0=0 z1=(0,0): found the answer 1, expected 0", made.stderr)
        self.assertFalse((self.root / "none").exists())
        self.assertEqual(self.by_transformer("none", more=("b.toml",)).returncode, 1)


if __name__ == "__main__":
    unittest.main()
