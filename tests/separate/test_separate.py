#!/usr/bin/env python3
"""Separations: what `arcsat separate` writes holds, and lies about one are refused. The environment variable ARCSAT names the program."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ARCSAT = os.environ["ARCSAT"]
RESULTS = pathlib.Path(__file__).resolve().parents[2] / "results" / "separations"


def toml(epochs=2, kind="decoder", q=4, c=1, more=""):
    return (f'format = "arcsat-instance"\nversion = 1\n[task]\nL = 1\nm = 3\nn = []\nq = [{q}]\n[model]\nkind = "{kind}"\n'
            f"epochs = {epochs}\nbits_per_token = {c}\n{more}")


class Separate(unittest.TestCase):
    def setUp(self):
        self.directory = tempfile.TemporaryDirectory()
        self.addCleanup(self.directory.cleanup)
        self.work = pathlib.Path(self.directory.name)

    def separate(self, one, other):
        for name, text in (("a.toml", one), ("b.toml", other)):
            (self.work / name).write_text(text, encoding="utf-8")
        run = subprocess.run([ARCSAT, "separate", "a.toml", "b.toml", "--out", "s", "--quiet"], cwd=self.work, capture_output=True,
                             text=True, check=False)
        return run.returncode, run.stdout + run.stderr

    def check(self, directory):
        run = subprocess.run([ARCSAT, "check", "--quiet", str(directory)], capture_output=True, text=True, check=False)
        return run.returncode, run.stdout + run.stderr

    def test_one_is_made_and_holds(self):
        code, said = self.separate(toml(2), toml(3))
        self.assertEqual(code, 0, said)
        self.assertEqual(self.check(self.work / "s")[0], 0)
        self.assertEqual(json.loads((self.work / "s" / "separation.json").read_text(encoding="utf-8"))["differs"], "epochs")

    def test_other_verdicts_are_no_separation(self):
        for one, other in ((toml(2, q=2), toml(3, q=2)), (toml(1), toml(2))):
            code, said = self.separate(one, other)
            self.assertEqual(code, 2, said)
            self.assertFalse((self.work / "s").exists())

    def test_cells_that_differ_in_nothing_or_more(self):
        for other in (toml(2), toml(3, "encoder"), toml(3, q=3), toml(3, c=2), toml(1), toml(3, more="[inputs]\nz0 = [0]\n"),
                      toml(3, more="widths = [{ epoch = 1, from = 1, to = 0, bits = 2 }]\n"),
                      toml(3, "chain-of-thought", more="thoughts = 1\nthought_bits = 1\n")):
            code, said = self.separate(toml(2), other)
            self.assertEqual(code, 1, (other, said))

    def test_functions_are_refuted_where_functions_are_realized(self):
        code, said = self.separate(toml(2, more='granularity = "sums"\n'), toml(2, "encoder"))
        self.assertEqual(code, 1, said)
        self.assertIn("functions refuted", said)

    def lie(self, words, change, of="depth-L1-m3-q4-c1"):
        copy = self.work / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(RESULTS / of, copy)
        self.assertEqual(self.check(copy)[0], 0)
        change(copy)
        code, said = self.check(copy)
        self.assertIn(code, (1, 2), (words, said))
        self.assertRegex(said, words)

    def test_lies(self):
        def said(*path, value):
            def change(copy):
                doc = json.loads((copy / "separation.json").read_text(encoding="utf-8"))
                place = doc
                for key in path[:-1]:
                    place = place[key]
                place[path[-1]] = value
                (copy / "separation.json").write_text(json.dumps(doc), encoding="utf-8")
            return change

        def replaced(side, by):
            def change(copy):
                shutil.rmtree(copy / side)
                shutil.copytree(by, copy / side)
            return change

        def swapped(copy):
            (copy / "impossible").rename(copy / "x")
            (copy / "possible").rename(copy / "impossible")
            (copy / "x").rename(copy / "possible")

        self.lie("expected unrealizable", swapped)
        self.lie("differ in their task|hash|expected", replaced("impossible", RESULTS / "depth-L2-m2-n1-q2_6-c1" / "impossible"))
        self.lie("differ in their task|expected", replaced("possible", RESULTS / "depth-L2-m2-n1-q2_6-c1" / "possible"))
        self.lie("expected realizable", replaced("possible", RESULTS / "depth-L1-m3-q4-c1" / "impossible"))
        self.lie("expected", said("differs", value="model"))
        self.lie("expected", said("differs", value="thoughts"))
        self.lie("expected", said("sentence", value="No decoder solves anything"))
        self.lie("expected", said("impossible", "statement", value="No 3-epoch autoregressive protocol solves it"))
        self.lie("expected", said("possible", "statement", value="A 2-epoch autoregressive protocol solves it"))
        self.lie("expected", said("impossible", "certificate_sha256", value="0" * 64))
        self.lie("expected", said("possible", "certificate_sha256", value="0" * 64))
        self.lie("expected", said("format", value="arcsat-certificate"))
        self.lie("expected|2", said("version", value=2))
        self.lie("expected|more", said("more", value=1))
        self.lie("is no part", lambda copy: (copy / "more").write_text("x", encoding="utf-8"))
        self.lie("is no part", lambda copy: (copy / "third").mkdir())
        self.lie("certificate.json|cannot", lambda copy: (copy / "possible" / "certificate.json").unlink())
        self.lie("separation.json|expected", lambda copy: (copy / "separation.json").write_text("{}", encoding="utf-8"))
        self.lie("SHA-256|expected", lambda copy: (copy / "impossible" / "blocks.json").write_text("{}", encoding="utf-8"))
        # An encoder by sums in place of one by functions, with the sentence as it was.
        self.lie("expected", said("sentence", value="(refuted for functions, realized for functions)"), "encoder-L1-m3-q4-c1")
        self.lie("expected", said("differs", value="epochs"), "encoder-L1-m3-q4-c1")


if __name__ == "__main__":
    unittest.main(verbosity=2, argv=[sys.argv[0]])
