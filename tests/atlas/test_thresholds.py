#!/usr/bin/env python3
"""`arcsat least`, `frontier` and `atlas`: thresholds with both sides certified, and boxes of cells that stand a kill.

The environment variable ARCSAT names the program; arcsat-check is beside it.
"""
import csv
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import xml.etree.ElementTree

ARCSAT = os.environ["ARCSAT"]
CHECK = os.path.join(os.path.dirname(ARCSAT), "arcsat-check")
SECOND = pathlib.Path(__file__).resolve().parents[2] / "results" / "check_derivation.py"
SLOW = os.environ.get("ARCSAT_SLOW") == "1"
SEED = int(os.environ.get("ARCSAT_SEED", "16"))

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
MODELS = BOX.replace('["decoder"]', '["decoder", "encoder", "chain-of-thought"]').replace("epochs = [1, 2]", "epochs = [1, 1]").replace(
    "[1, 4]", "[1, 2]").replace("[model]\n", "[model]\nthoughts = [1, 2]\nthought_bits = [0, 1]\n").replace("m = [1, 3]", "m = [1, 2]")


def run(*words, code=0):
    done = subprocess.run([ARCSAT, *map(str, words)], capture_output=True, text=True, check=False)
    if code is not None and done.returncode != code:
        raise AssertionError((words, done))
    return done.stdout + done.stderr


class Thresholds(unittest.TestCase):
    def setUp(self):
        self.work = tempfile.TemporaryDirectory(prefix="arcsat-thresholds-")
        self.root = pathlib.Path(self.work.name)

    def tearDown(self):
        self.work.cleanup()

    def sizes(self, text, **more):
        options = {"L": 1, "m": 2, "q": 3, "bits-per-token": 1, "epochs": 2, **more}
        return [word for key, value in options.items() for word in (f"--{key}", value)] + text.split()

    def check(self, directory):
        done = subprocess.run([CHECK, "--quiet", str(directory)], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_both_sides_are_certified(self):
        out = self.root / "out"
        said = run("least", *self.sizes("--vary q1 --quiet", m=2), "--out", out)
        self.assertIn("largest q1 that is realizable: 4 (5 is unrealizable)", said)
        self.assertIn("by the order (embedding) a larger q1 is harder", said)
        self.assertIn("thresholds: 1 rows: 2 bundles hold, 0 values between their sides are open", self.check(out))
        self.assertEqual(sorted(path.name for path in out.iterdir()), ["impossible", "possible", "thresholds.json"])
        said = run("least", *self.sizes("--vary c --quiet", q=6))
        self.assertIn("least c that is realizable: 2 (1 is unrealizable)", said)
        self.assertIn("least E that is realizable: 2 (1 is unrealizable)", run("least", *self.sizes("--vary E --quiet")))
        self.assertIn("largest m that is realizable: 2 (3 is unrealizable)", run("least", *self.sizes("--vary m --quiet", q=4)))
        self.assertIn("3, as all of 1…3 are", run("least", *self.sizes("--vary m --to 3 --quiet")))
        self.assertIn("none of 5…8", run("least", *self.sizes("--vary q1 --from 5 --to 8 --quiet")))
        thinking = ["--model", "chain-of-thought", "--thoughts", "1", "--thought-bits", "1"]
        said = run("least", *self.sizes("--vary thought-bits --to 2 --quiet", q=2, epochs=1), *thinking)
        self.assertIn("least thought-bits that is realizable: 1 (0 is unrealizable)", said)

    def test_the_least_value_itself(self):
        """Where the first value is on one side already, nothing is open below it."""
        self.assertIn("least c that is realizable: 0, as all of 0…3 are", run("least", *self.sizes("--vary c --to 3 --quiet", q=1)))
        self.assertIn("q1 = 1: c all of 0…3", run("frontier", *self.sizes("--vary c,q1 --to 3,1 --quiet")))

    def test_fewer_steps_refute(self):
        """One epoch: player 1 has to name one of 4^5 tables, which is seen without the last step."""
        said = run("least", "--L", "2", "--m", "5", "--n", "1", "--q", "4,4", "--bits-per-token", "1", "--epochs", "1", "--vary", "c", "--quiet",
                   "--out", self.root / "out")
        self.assertIn("least c that is realizable: 10 (9 is unrealizable)", said)
        self.assertRegex(said, "c = 9: unrealizable: .*follows by embedding.*L=1, m=5, q=\\(4\\)")
        self.assertIn("2 bundles hold", self.check(self.root / "out"))

    def test_json(self):
        said = json.loads(run("least", *self.sizes("--vary q1 --json")))
        self.assertEqual((said["format"], said["realizable"], said["unrealizable"], said["larger_is"]),
                         ("arcsat-least", 4, 5, "harder"))
        self.assertNotIn("open", said)

    def test_what_is_open_is_said(self):
        hard = ["--L", "2", "--m", "2", "--n", "2", "--q", "2,4", "--bits-per-token", "2", "--epochs", "2", "--time-limit", "0.05"]
        said = run("least", *hard, "--vary", "q1", "--quiet", code=4)
        found = re.search(r"largest q1 that is realizable: open (\d+)…(\d+) \((\d+) is realizable, (\d+) is unrealizable\)", said)
        self.assertTrue(found, said)
        first, last, below, above = map(int, found.groups())
        self.assertEqual((first, last), (below + 1, above - 1))

    def test_no_threshold_without_the_order(self):
        # With a larger m player 1 hears more: nothing says that it is harder.
        two = ["--L", "2", "--m", "1", "--n", "2", "--q", "2,2", "--bits-per-token", "1", "--epochs", "2", "--to", "2"]
        said = run("least", *two, "--vary", "m", "--quiet")
        self.assertIn("no threshold: the order does not say", said)
        self.assertNotIn("largest", said)
        self.assertIn("m = 1: realizable", said)

    def test_what_is_refused(self):
        for words, said in (("--vary q2", "one that the instance has"), ("--vary n1", "one that the instance has"),
                            ("--vary thoughts", "one that the instance has"), ("--vary q", "one that the instance has"),
                            ("--vary q01", "one that the instance has"), ("--vary", "vary"), ("", "found no --vary"),
                            ("--vary q1 --from 3 --to 2", "--to"), ("--vary q1 --from 0", "--from"),
                            ("--vary q1 --no-certify", "certified"), ("--vary m --inputs z0=0", "expected neither")):
            self.assertIn(said, run("least", *self.sizes(words), code=1))

    def test_a_frontier(self):
        files = {kind: self.root / f"f.{kind}" for kind in ("csv", "latex", "svg")}
        out = self.root / "out"
        said = run("frontier", *self.sizes("--vary q1,m --to 9,4"), "--out", out,
                   *(word for kind, path in files.items() for word in (f"--{kind}", path)))
        for line in ("m = 1: q1 8 (9 is unrealizable)", "m = 2: q1 4 (5 is unrealizable)", "m = 3: q1 3", "m = 4: q1 2"):
            self.assertIn(line, said)
        self.assertIn("thresholds: 4 rows: 8 bundles hold, 0 values between their sides are open", self.check(out))
        rows = list(csv.DictReader(files["csv"].read_text().splitlines()))
        self.assertEqual(len(rows), 36)
        self.assertEqual({(row["m"], row["q1"]): row["verdict"] for row in rows}["2", "5"], "unrealizable")
        xml.etree.ElementTree.parse(files["svg"])
        self.assertIn("2 & 4 & 5 & --", files["latex"].read_text())

    def test_a_figure(self):
        """A mark at every threshold, filled where nothing is open."""
        files = {kind: self.root / f"f.{kind}" for kind in ("figure", "csv")}
        out = self.root / "out"
        words = ["--vary", "c,m", "--vary", "c,q1", "--curves", "E=1..3", "--to", "3,4", "--quiet", "--out", out]
        said = run("frontier", *self.sizes(""), *words, *(word for kind, path in files.items() for word in (f"--{kind}", path)))
        self.assertIn("E=2,q1 = 4: c 1 (0 is unrealizable)", said)
        self.check(out)
        rows = {(row["varied"], row["value"], row["E"]): (row["c realizable"], row["c unrealizable"])
                for row in csv.DictReader(files["csv"].read_text().splitlines())}
        self.assertEqual(len(rows), 24)
        self.assertEqual([rows["m", "3", e] for e in "123"], [("", "3"), ("1", "0"), ("1", "0")])
        picture = xml.etree.ElementTree.parse(files["figure"]).getroot()
        marks = picture.findall("{*}g")
        self.assertEqual(len(marks), 24 + 3)  # and those of the legend
        self.assertFalse([mark for mark in marks if mark.get("fill") == "white"])
        arrows = [mark for mark in marks if mark[0].get("fill") == "white"]
        self.assertEqual(len(arrows), sum(possible == "" for possible, _ in rows.values()))
        for words, said in ((["--vary", "c,m", "--vary", "c,q1"], "more than once"), (["--vary", "c,m", "--figure", "x"], "both"),
                            (["--vary", "c,m", "--figure", self.root / "x", "--curves", "E=1"], '".." between'),
                            (["--vary", "c,m", "--figure", self.root / "x", "--curves", "E=1..2", "--json"], "expected one")):
            self.assertIn(said, run("frontier", *self.sizes(""), *words, code=1))

    def atlas(self, box, store, *words, code=0):
        file = self.root / "box.toml"
        file.write_text(box, encoding="utf-8")
        return run("atlas", file, "--store", self.root / store, "--quiet", *words, code=code)

    def judged(self, directory):
        first = self.check(directory)
        second = subprocess.run([sys.executable, str(SECOND), str(directory)], capture_output=True, text=True, check=False)
        self.assertEqual(second.returncode, 0, second.stderr)
        return first + second.stdout

    @staticmethod
    def content(directory):
        """But for the times, and what hangs on them."""
        found = {}
        for path in sorted(directory.rglob("*")):
            if path.is_file():
                content = path.read_text(encoding="latin-1")
                found[str(path.relative_to(directory))] = re.sub(r'"seconds": \{[^}]*\}', "", content)
        return found

    def test_an_atlas(self):
        said = self.atlas(BOX, "store", "--export", self.root / "out")
        self.assertIn("72 cells, 0 open", said)
        self.assertIn("0 open; ", self.judged(self.root / "out"))
        again = self.atlas(BOX, "store", "--export", self.root / "again")
        self.assertEqual(said.splitlines()[0], again.splitlines()[0])
        self.assertEqual(self.content(self.root / "out"), self.content(self.root / "again"))
        # Every verdict is that of the cell decided by itself.
        for cell in json.loads((self.root / "out" / "atlas.json").read_text())["cells"][:: 1 if SLOW else 9]:
            task, model = cell["instance"]["task"], cell["instance"]["model"]
            alone = json.loads(run("decide", "--L", "1", "--m", task["m"], "--q", task["q"][0], "--epochs", model["epochs"],
                                   "--bits-per-token", model["bits_per_token"], "--json", "--quiet", code=None))
            self.assertEqual(alone["verdict"], cell["verdict"])

    def test_queries(self):
        self.assertIn("72 cells, 0 open", self.atlas(MODELS, "store"))
        said = self.atlas(MODELS, "store", "--stored", "--show", "separations")
        self.assertIn("thoughts: No 1-epoch autoregressive protocol with 1 bit per token solves L-FuncComp with L=1, m=2, q=(2), but: "
                      "A 1-epoch chain-of-thought protocol with 1 bit per token, 1 thought of 1 bit solves", said)
        self.assertNotIn("A 1-epoch chain-of-thought protocol with 1 bit per token, 1 thought of 0 bits", said)
        self.assertEqual(self.atlas(MODELS, "store", "--stored", "--show", "open"), "")
        base = self.atlas(MODELS, "store", "--stored", "--show", "base").splitlines()
        number = base[0].split(":")[0]
        resting = self.atlas(MODELS, "store", "--stored", "--show", f"resting-on={number}").splitlines()
        self.assertIn(base[0], resting)
        self.assertIn("expected cells, open", self.atlas(MODELS, "store", "--stored", "--show", "everything", code=1))
        self.assertIn("a store of this box", self.atlas(BOX, "store", code=1))

    def test_an_atlas_that_is_killed(self):
        """It goes on where it was; nothing is lost."""
        self.atlas(BOX, "whole", "--export", self.root / "whole-out")
        rng = random.Random(SEED)
        for _ in range(20 if SLOW else 3):
            for old in (self.root / "killed", self.root / "killed-out"):
                shutil.rmtree(old, ignore_errors=True) if old.is_dir() else old.unlink(missing_ok=True)
            kept = 0
            for _ in range(3):
                run_on = subprocess.Popen([ARCSAT, "atlas", str(self.root / "box.toml"), "--store", str(self.root / "killed"),
                                           "--quiet"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                time.sleep(rng.random() * 0.3)
                run_on.send_signal(signal.SIGKILL)
                run_on.wait()
                said = self.atlas(BOX, "killed", "--stored", code=None)
                now = 72 - int(re.search(r"(\d+) open", said).group(1))
                self.assertGreaterEqual(now, kept)
                kept = now
            self.atlas(BOX, "killed", "--export", self.root / "killed-out")
            self.assertEqual(self.content(self.root / "killed-out"), self.content(self.root / "whole-out"))

    def test_lies_about_an_atlas(self):
        self.atlas(BOX, "store", "--jobs", "2", "--export", self.root / "out")

        def lie(change, words):
            copy = self.root / "copy"
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(self.root / "out", copy)
            doc = json.loads((copy / "atlas.json").read_text())
            change(copy, doc["cells"])
            (copy / "atlas.json").write_text(json.dumps(doc), encoding="utf-8")
            done = subprocess.run([CHECK, str(copy)], capture_output=True, text=True, check=False)
            self.assertEqual((done.returncode, len(done.stderr.splitlines())), (2, 1), done.stderr)
            self.assertRegex(done.stderr, words)

        def first(cells, key, verdict=None):
            return next(cell for cell in cells if key in cell and verdict in (None, cell["verdict"]))

        def other(verdict):
            return "unrealizable" if verdict == "realizable" else "realizable"
        lie(lambda d, c: c.append(c[0]), "a cell twice")
        lie(lambda d, c: c.pop(), "is no part of the atlas|is not the table")
        lie(lambda d, c: first(c, "bundle").update(verdict=other(first(c, "bundle")["verdict"])), "is not the bundle of its cell")
        lie(lambda d, c: first(c, "rule").update(verdict=other(first(c, "rule")["verdict"])), "expected an instance with a bundle")
        lie(lambda d, c: first(c, "rule").update(bases=["0" * 64]), "expected an instance with a bundle")
        lie(lambda d, c: first(c, "rule", "realizable")["instance"]["task"].update(m=50), "m = 50")
        lie(lambda d, c: first(c, "ends").update(ends=[]), "0 blocks")
        lie(lambda d, c: first(c, "rule").pop("rule"), "expected")
        lie(lambda d, c: first(c, "bundle").update(bundle="../out/bundles/1"), "expected")
        lie(lambda d, c: (d / "note").write_text("x", encoding="utf-8"), "no part of the atlas")
        lie(lambda d, c: (d / "table.csv").write_text("x", encoding="utf-8"), "is not the table")
        lie(lambda d, c: shutil.rmtree(d / first(c, "bundle")["bundle"]), "certificate.json")
        lie(lambda d, c: shutil.copytree(d / first(c, "bundle")["bundle"], d / "bundles" / "99"), "no part of the atlas")


if __name__ == "__main__":
    unittest.main()
