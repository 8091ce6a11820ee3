#!/usr/bin/env python3
"""The committed certificates hold, are complete and are listed.

The environment variable ARCSAT names the program; arcsat-check is beside it.
"""
import glob
import json
import os
import pathlib
import subprocess
import sys
import unittest

ARCSAT = os.environ["ARCSAT"]
CHECK = os.path.join(os.path.dirname(ARCSAT), "arcsat-check")
ROOT = pathlib.Path(__file__).resolve().parents[2]
RESULTS = ROOT / "results"
SANITIZED = os.environ.get("ARCSAT_SANITIZED") == "1"


def certificates():
    return sorted((RESULTS / "certificates").rglob("certificate.json"))


class Results(unittest.TestCase):
    def test_every_bundle_holds(self):
        # Atlases have a test of their own.
        arguments = [path for path in glob.glob(str(RESULTS / "*")) if not path.endswith("/atlas")]
        result = subprocess.run([CHECK, *arguments, "--quiet"], capture_output=True, text=True, check=False)
        self.assertEqual(result.returncode, 0, result.stderr)
        count = len(certificates())
        self.assertGreater(count, 100)
        count += len(list((RESULTS / "separations").iterdir()))
        self.assertIn(f"{count} of {count} bundles hold", result.stdout)

    def test_every_instance_has_a_certificate_of_its_expected_verdict(self):
        # The sentences say the whole instance, so they tell which is which.
        with open(RESULTS / "larger.json", encoding="utf-8") as file:
            larger = {one["instance"]: one["statement"] for one in json.load(file)}
        for instance in sorted((ROOT / "instances").rglob("*.toml")):
            name = instance.relative_to(ROOT / "instances").with_suffix("")
            realizable = 'verdict = "realizable"' in instance.read_text(encoding="utf-8")
            committed = RESULTS / "certificates" / name / "certificate.json"
            if committed.exists():
                said = json.loads(committed.read_text(encoding="utf-8"))["statement"]
            else:
                said = larger[str(instance.relative_to(ROOT))]
            self.assertTrue(said.startswith("A " if realizable else "No "), (name, said))

    def test_second_checkers_accept_every_witness(self):
        for name, checker in (("protocol.json", "check_witness.py"), ("xor-protocol.json", "check_sums.py"),
                              ("closed-form.json", "check_closed_form.py")):
            witnesses = [str(path.parent / name) for path in certificates() if (path.parent / name).exists()]
            self.assertGreater(len(witnesses), 5)
            result = subprocess.run([sys.executable, RESULTS / checker, *witnesses], capture_output=True, text=True,
                                    check=False)
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertEqual(len(result.stdout.splitlines()), len(witnesses))

    def test_a_second_checker_accepts_every_refutation_by_an_argument(self):
        bundles = []
        for name, least in (("counting", 51), ("rows", 1), ("adaptive-counting", 9), ("weighted-counting", 4),
                            ("chain", 1), ("three-steps", 2)):
            some = [path.parent for path in certificates() if (path.parent / f"{name}.json").exists()]
            self.assertGreaterEqual(len(some), least, name)
            bundles += some
        result = subprocess.run([sys.executable, RESULTS / "check_counting.py", *bundles], capture_output=True, text=True,
                                check=False)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        said = result.stdout.splitlines()
        self.assertEqual(len(said), len(bundles))
        for bundle, line in zip(bundles, said):
            statement = json.loads((bundle / "certificate.json").read_text(encoding="utf-8"))["statement"]
            self.assertTrue(line.startswith(f"{bundle}: proved: {statement}; instance "), line)

    def test_a_second_checker_accepts_every_cover_and_every_refutation_by_blocks(self):
        bundles = [path.parent for path in certificates() if (path.parent / "cover.json").exists()
                   or (path.parent / "blocks.json").exists()]
        self.assertGreaterEqual(len(bundles), 11)
        result = subprocess.run([sys.executable, RESULTS / "check_cover.py", *bundles], capture_output=True, text=True,
                                check=False)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        for bundle, line in zip(bundles, result.stdout.splitlines()):
            statement = json.loads((bundle / "certificate.json").read_text(encoding="utf-8"))["statement"]
            self.assertTrue(line.startswith(f"{bundle}: proved: {statement}; instance "), line)

    def test_a_second_reader_accepts_every_separation(self):
        separations = sorted(str(path) for path in (RESULTS / "separations").iterdir())
        self.assertGreaterEqual(len(separations), 15)
        result = subprocess.run([sys.executable, RESULTS / "check_separation.py", *separations], capture_output=True, text=True,
                                check=False)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertEqual(len(result.stdout.splitlines()), len(separations))

    def test_a_second_checker_accepts_every_transformer(self):
        bundles = sorted(path.parent for path in (RESULTS / "separations").rglob("transformer.json"))
        self.assertGreaterEqual(len(bundles), 7)
        if os.environ.get("ARCSAT_SLOW") != "1":  # prompts of 80 tokens take half a minute
            bundles = [bundle for bundle in bundles if "n19" not in str(bundle)]
        result = subprocess.run([sys.executable, RESULTS / "check_transformer.py", *bundles], capture_output=True, text=True,
                                check=False)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        for bundle, line in zip(bundles, result.stdout.splitlines(), strict=True):
            statement = json.loads((bundle / "certificate.json").read_text(encoding="utf-8"))["statement"]
            self.assertTrue(line.startswith(f"{bundle}: proved: {statement}; instance "), line)

    def test_the_table_is_up_to_date(self):
        result = subprocess.run([sys.executable, RESULTS / "make.py", ARCSAT, "--table", "--check"], check=False)
        self.assertEqual(result.returncode, 0)

    def test_a_verified_checker_accepts_some(self):
        # Proofs by search, the largest first; a formula with the empty clause is nothing that ACL2 reads.
        proofs = sorted((path.parent / "proof.lrat.xz" for path in certificates()
                         if (path.parent / "proof.lrat.xz").exists()), key=lambda path: -path.stat().st_size)
        for proof in proofs[:1 if SANITIZED else 3]:
            result = subprocess.run([CHECK, proof.parent, "--require-verified"], capture_output=True, text=True,
                                    check=False)
            self.assertEqual(result.returncode, 0, result.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2, argv=[sys.argv[0]])
