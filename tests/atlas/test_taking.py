#!/usr/bin/env python3
"""`arcsat atlas --take`: bundles from elsewhere settle cells, their own or what follows; a false one is named and costs nothing.

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
SECOND = pathlib.Path(__file__).resolve().parents[2] / "results" / "check_derivation.py"

BOX = """format = "arcsat-box"
version = 1
[task]
L = 1
m = [1, 3]
q = [[1, 4]]
[model]
kinds = ["decoder"]
epochs = [1, 2]
bits_per_token = [0, 2]
"""


class Taking(unittest.TestCase):
    def setUp(self):
        self.work = tempfile.TemporaryDirectory(prefix="arcsat-taking-")
        self.root = pathlib.Path(self.work.name)
        (self.root / "box.toml").write_text(BOX, encoding="utf-8")

    def tearDown(self):
        self.work.cleanup()

    def atlas(self, *words, code=4):
        done = subprocess.run([ARCSAT, "atlas", self.root / "box.toml", "--store", self.root / "store", "--stored", *words],
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, code, done)
        return done.stdout, done.stderr

    def bundle(self, name, m, q, *words):
        """Of one step in two epochs with one bit."""
        out = self.root / name
        subprocess.run([ARCSAT, "decide", "--L", "1", "--m", str(m), "--q", str(q), "--bits-per-token", "1", "--epochs", "2", "--quiet",
                        "--out", out, *words], check=False, capture_output=True)
        self.assertTrue((out / "certificate.json").exists())
        return out

    def judged(self, directory):
        for command in ([CHECK, "--quiet"], [sys.executable, SECOND]):
            done = subprocess.run([*command, directory], capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)

    def test_a_cell_and_what_is_outside(self):
        inside = self.bundle("inside", 2, 4)
        outside = self.bundle("outside", 1, 8)
        refuted = self.bundle("refuted", 3, 9)
        said, complaints = self.atlas("--take", inside, "--take", outside, "--take", refuted, "--export", self.root / "out")
        self.assertEqual(complaints, "")
        # Inside: m and q up to 2 and 4 at c = 1 and 2. Outside is no harder for larger m: m = 1 follows already. No q is 9.
        self.assertIn("1 bundles taken, which settle 16 cells; 2 settle nothing that is open; 0 refused", said)
        self.judged(self.root / "out")
        # A protocol for more positions than the box has; one of its cells gets a bundle that holds it.
        said, _ = self.atlas("--take", self.bundle("larger", 5, 2), "--export", self.root / "again")
        self.assertIn("1 bundles taken, which settle 4 cells", said)
        self.judged(self.root / "again")
        cells = json.loads((self.root / "again" / "atlas.json").read_text(encoding="utf-8"))["cells"]
        self.assertEqual([cell["by"] for cell in cells if "by" in cell], ["closed-form", "derivation"])
        said, _ = self.atlas("--take", self.root / "again")
        self.assertIn("0 bundles taken, which settle 0 cells; 2 settle nothing that is open; 0 refused", said)
        # An exported atlas makes a store again.
        (self.root / "store").unlink()
        self.assertIn("2 bundles taken, which settle 20 cells", self.atlas("--take", self.root / "again")[0])

    def test_false_ones_cost_nothing(self):
        honest = self.bundle("honest", 2, 3, "--encoder", "tables")
        liar = self.root / "liar"
        shutil.copytree(honest, liar)
        protocol = json.loads((liar / "protocol.json").read_text(encoding="utf-8"))
        protocol["output"][0][-1] ^= 1
        (liar / "protocol.json").write_text(json.dumps(protocol), encoding="utf-8")
        certificate = json.loads((liar / "certificate.json").read_text(encoding="utf-8"))
        certificate["files"]["protocol.json"] = hashlib.sha256((liar / "protocol.json").read_bytes()).hexdigest()
        (liar / "certificate.json").write_text(json.dumps(certificate), encoding="utf-8")
        garbled = self.root / "garbled"
        shutil.copytree(honest, garbled)
        (garbled / "certificate.json").write_text("rubbish", encoding="utf-8")
        linked = self.root / "linked"
        shutil.copytree(honest, linked)
        (linked / "protocol.json").unlink()
        (linked / "protocol.json").symlink_to(honest / "protocol.json")
        paths = [word for path in (liar, garbled, linked, self.root / "store") for word in ("--take", path)]
        said, complaints = self.atlas(*paths)
        self.assertIn("0 bundles taken, which settle 0 cells; 0 settle nothing that is open; 3 refused", said)
        self.assertIn("72 cells, 72 open", said)
        lines = complaints.splitlines()
        self.assertEqual(len(lines), 3, complaints)
        for line, path in zip(lines, (liar, garbled, linked)):
            self.assertIn(f"arcsat: not taken: {path}/", line)
        said, complaints = self.atlas(*paths, "--take", honest)
        self.assertEqual((len(complaints.splitlines()), said.splitlines()[0]),
                         (3, "1 bundles taken, which settle 12 cells; 0 settle nothing that is open; 3 refused"))


if __name__ == "__main__":
    unittest.main()
