#!/usr/bin/env python3
"""`arcsat table` in four formats: each has the bundles' certificates, read here by themselves; what is no bundle, and what does not hold,
is a row that says so; no text breaks out of its cell."""
import csv
import io
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ARCSAT = os.environ["ARCSAT"]
CERTIFICATES = pathlib.Path(__file__).resolve().parents[2] / "results/certificates"


def table(*words, code=0):
    done = subprocess.run([ARCSAT, "table", *map(str, words)], capture_output=True, timeout=60)
    if done.returncode != code:
        raise AssertionError(f"{words}: exit code {done.returncode}: {done.stderr}")
    return done.stdout.decode()


class Table(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.place = pathlib.Path(directory.name)
        for name in ("corners/one-input-lists", "corners/half-b", "widths/relay-only", "closed-forms/thoughts-m1-n2-q8_2-c1"):
            shutil.copytree(CERTIFICATES / name, self.place / name.rpartition("/")[2])
        self.certificates = {path.parent.name: json.loads(path.read_text()) for path in self.place.glob("*/certificate.json")}
        self.assertGreater(len(self.certificates), 3)

    def test_csv(self):
        text = table(self.place, "--format", "csv")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        self.assertEqual(sorted(row["bundle"] for row in rows), sorted(self.certificates))
        for row in rows:
            certificate = self.certificates[row["bundle"]]
            task, model = certificate["instance"]["task"], certificate["instance"]["model"]
            self.assertEqual([row["L"], row["m"], row["n"], row["q"], row["c"], row["E"]],
                             [str(task["L"]), str(task["m"]), " ".join(map(str, task["n"])), " ".join(map(str, task["q"])),
                              str(model["bits_per_token"]), str(model["epochs"])])
            self.assertTrue(row["model"].startswith(model["kind"]))
            self.assertEqual("some inputs" in row["exceptions"], bool(certificate["instance"]["inputs"]))
            self.assertEqual("some widths" in row["exceptions"], "widths" in model)
            self.assertEqual((row["verdict"], row["checked"]), (certificate["verdict"], "yes"))
            self.assertNotEqual(row["evidence"], "")
        self.assertTrue(any(row["exceptions"] for row in rows))
        unchecked = csv.DictReader(io.StringIO(table(self.place, "--format", "csv", "--unchecked"), newline=""))
        self.assertEqual({row["checked"] for row in unchecked}, {"no"})

    def test_json_and_latex(self):
        document = json.loads(table(self.place, "--format", "json"))
        self.assertEqual(document, json.loads(table(self.place, "--json")))
        for row in document["rows"]:
            self.assertEqual(row["instance"], self.certificates[pathlib.Path(row["bundle"]).name]["instance"])
        latex = table(self.place, "--format", "latex").splitlines()
        self.assertEqual(sum(line.endswith(r"\\") for line in latex), len(self.certificates) + 1)
        self.assertEqual({line.count(" & ") for line in latex if line.endswith(r"\\")}, {11})
        self.assertTrue(table(self.place, "--format", "markdown").startswith("# Certified verdicts\n"))

    def test_what_does_not_hold(self):
        bad = self.place / "=bad_&,\"bundle"
        shutil.copytree(self.place / next(iter(self.certificates)), bad)
        (bad / "instance.toml").write_text("nothing")
        rows = list(csv.DictReader(io.StringIO(table(self.place, "--format", "csv", code=2), newline="")))
        faulty = [row for row in rows if row["verdict"] == "none"]
        self.assertEqual([row["bundle"] for row in faulty], ["'=bad_&,\"bundle"])
        self.assertIn("instance.toml", faulty[0]["evidence"])
        self.assertEqual(faulty[0]["checked"], "no")
        latex = table(self.place, "--format", "latex", code=2)
        self.assertIn("=bad\\_\\&,\"bundle & ", latex)
        self.assertEqual({line.count(" & ") for line in latex.splitlines() if line.endswith(r"\\")}, {11})
        for words in (["--format", "xml"], ["--format", "csv", "--json"]):
            table(self.place, *words, code=1)


if __name__ == "__main__":
    unittest.main(verbosity=2, argv=[sys.argv[0]])
