#!/usr/bin/env python3
"""Whatever lies in a directory is named by check, table and regress, and never ends them.

The environment variable ARCSAT names the program.
"""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import xml.etree.ElementTree

ARCSAT = os.environ["ARCSAT"]
MISMATCH = 2


def instance(bits, verdict, m=2):
    expect = f'[expect]\nverdict = "{verdict}"\n' if verdict else ""
    return (f'format = "arcsat-instance"\nversion = 1\n[task]\nL = 1\nm = {m}\n[model]\nepochs = 1\n'
            f"bits_per_token = {bits}\n{expect}")


LONG = """format = "arcsat-instance"
version = 1
[task]
L = 2
m = 2
n = [2]
q = [3, 4]
[model]
epochs = 2
bits_per_token = 1
[expect]
verdict = "unrealizable"
"""


def arcsat(*arguments, **more):
    return subprocess.run([ARCSAT, *map(str, arguments)], capture_output=True, text=True, timeout=60, check=False, **more)


class Walk(unittest.TestCase):
    def setUp(self):
        self.work = pathlib.Path(tempfile.mkdtemp(prefix="arcsat-walk-"))
        self.addCleanup(shutil.rmtree, self.work)
        self.root = self.work / "root"
        self.root.mkdir()

    def put(self, name, text=instance(2, "realizable")):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def bundle(self, name):
        result = arcsat("decide", "--L", 1, "--m", 2, "--bits-per-token", 2, "--epochs", 1, "--out", self.root / name)
        self.assertEqual(result.returncode, 10, result)

    def oddities(self):
        """What a directory may hold, each with the words for it."""
        root = self.root
        (root / "dangling.toml").symlink_to("gone")
        (root / "loop.toml").symlink_to("loop.toml")
        (root / "circle.toml").symlink_to("elcric.toml")
        (root / "elcric.toml").symlink_to("circle.toml")
        (root / "self").symlink_to(".")
        (root / "up").symlink_to("..")
        (self.work / "outside").mkdir()
        (root / "outside").symlink_to("../outside")
        (root / "through.toml").symlink_to("notes.txt/x.toml")
        (root / "empty").mkdir()
        os.mkfifo(root / "pipe.toml")
        (root / "notes.txt").write_text("x")
        return {"dangling.toml": "leads nowhere", "loop.toml": "leads to itself", "circle.toml": "leads to itself",
                "elcric.toml": "leads to itself", "self": "a link to a directory", "up": "a link to a directory",
                "outside": "a link to a directory", "through.toml": "a link that cannot be followed (Not a directory)",
                "empty": "an empty directory", "pipe.toml": "neither a file nor a directory", "notes.txt": "a file"}

    def assert_named(self, text, words):
        for name, what in words.items():
            lines = [line for line in text.splitlines() if f"{self.root}/{name}: " in line and what in line]
            self.assertEqual(len(lines), 1, (name, what, text))

    def test_regress_names_everything(self):
        self.put("good.toml")
        self.put("deep/er/also.TOML")
        self.put("deep/bad.toml", "format")
        words = self.oddities()
        result = arcsat("regress", self.root)
        self.assertEqual(result.returncode, MISMATCH, result)  # because of bad.toml
        self.assert_named(result.stdout, words | {"good.toml": "realizable", "deep/er/also.TOML": "realizable"})
        self.assertEqual(arcsat("regress", self.root).stdout.split(" (")[0], result.stdout.split(" (")[0])
        (self.root / "deep/bad.toml").unlink()
        result = arcsat("regress", self.root, "--json", "--junit", self.work / "j.xml")
        self.assertEqual(result.returncode, 1, result)
        out = json.loads(result.stdout)
        self.assertEqual((out["format"], out["version"], out["matched"], out["judged"]), ("arcsat-regression", 1, 2, 2))
        found = {one["path"]: one["found"] for one in out["cases"]}
        self.assertEqual(len(found), len(words) + 2)
        for name, what in words.items():
            self.assertIn(what, found[f"{self.root}/{name}"])
        suite = xml.etree.ElementTree.parse(self.work / "j.xml").getroot()[0]
        self.assertEqual(int(suite.get("tests")), len(words) + 2)
        self.assertEqual(len(suite.findall("testcase/error")), int(suite.get("errors")))

    def test_check_and_table_name_everything(self):
        self.bundle("one")
        self.bundle("theme/two")
        words = self.oddities()
        for command, verdicts in (("check", 2), ("table", 2)):
            result = arcsat(command, self.root)
            self.assertEqual(result.returncode, 1, result)
            self.assertEqual(result.stdout.count("realizable"), verdicts, result.stdout)
            words["pipe.toml"] = "neither a file nor a directory"
            if command == "check":
                self.assert_named(result.stderr, words)
            else:
                unusable = {name: what for name, what in words.items() if "nowhere" in what or "itself" in what}
                self.assert_named(result.stderr, {name: what for name, what in words.items()
                                                  if name not in unusable and name != "through.toml"})
                for name, what in unusable.items():
                    self.assertRegex(result.stdout, rf"\| {name} \| none \| .*{what}.*\|")
            result = arcsat(command, self.root, "--json")
            out = json.loads(result.stdout)
            self.assertEqual((out["format"], out["version"]), (f"arcsat-{command}", 1))
            said = json.dumps(out)
            for name in words:
                self.assertIn(f"{self.root}/{name}", said)

    @unittest.skipUnless(os.geteuid() == 0, "needs a second user")
    def test_closed_directories(self):
        self.work.chmod(0o755)
        self.put("good.toml")
        self.bundle("b/one")
        for name in ("closed", "b/closed"):
            (self.root / name).mkdir()
            (self.root / name).chmod(0)
        for command in ("regress", "check", "table"):
            below = self.root if command == "regress" else self.root / "b"
            result = arcsat(command, below, user=65534, group=65534, extra_groups=[])
            self.assertEqual(result.returncode, 1, result)
            self.assertIn("realizable", result.stdout)
            self.assertIn("closed", result.stdout + result.stderr)
            self.assertIn("Permission denied", result.stdout + result.stderr)

    def test_the_same_twice(self):
        good = self.put("good.toml")
        os.link(good, self.root / "hard.toml")
        (self.root / "soft.toml").symlink_to("good.toml")
        (self.work / "way").symlink_to("root")
        result = arcsat("regress", good, self.root, self.root / "./good.toml", self.work / "way", self.root)
        self.assertEqual(result.returncode, 0, result)
        self.assertIn("1 of 1 matched, 6 skipped", result.stdout.splitlines()[-1])
        self.assertEqual(result.stdout.count(f"the same file as {good}"), 4)
        self.bundle("b/one")
        result = arcsat("check", self.root / "b/one", self.root / "b", self.work / "way/b/one")
        self.assertEqual((result.returncode, result.stdout.count("realizable:")), (0, 1), result)
        self.assertEqual(result.stderr.count("the same directory as"), 2)

    def test_one_path_among_many(self):
        self.put("good.toml")
        self.bundle("b/one")
        result = arcsat("regress", self.work / "none.toml", self.root / "good.toml")
        self.assertEqual(result.returncode, 1, result)
        self.assertIn("1 of 1 matched, 1 unusable", result.stdout)
        for command in ("check", "table"):
            result = arcsat(command, self.work / "none", self.root / "good.toml", self.root / "b")
            self.assertEqual(result.returncode, 1, result)
            self.assertIn("found nothing", result.stdout + result.stderr)
            self.assertIn("good.toml: a file: skipped", result.stderr)
            self.assertIn("realizable", result.stdout)

    def test_a_very_deep_tree(self):
        self.put("good.toml")
        here = os.open(self.root, os.O_RDONLY)
        for _ in range(30):
            os.mkdir("d" * 200, dir_fd=here)
            below = os.open("d" * 200, os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = below
        os.close(here)
        result = arcsat("regress", self.root)
        self.assertEqual(result.returncode, 0, result.stdout[-300:])
        self.assertIn("File name too long", result.stdout)

    def test_table_prints_what_it_checked(self):
        for name in ("good", "broken", "lying"):
            self.bundle(name)
        (self.root / "broken/closed-form.json").write_text("{}")
        lying = self.root / "lying/certificate.json"
        lying.write_text(lying.read_text().replace("with 2 bits", "with 1 bit"))
        result = arcsat("table", self.root)
        self.assertEqual(result.returncode, 2, result)
        self.assertRegex(result.stdout, r"\| good \| realizable \|")
        self.assertRegex(result.stdout, r"\| broken \| none \| .*SHA-256")
        self.assertRegex(result.stdout, r"\| lying \| none \| .*the statement is not")
        (self.root / "lost").mkdir()
        (self.root / "lost/instance.toml").write_text("x")
        result = arcsat("table", self.root, "--unchecked")
        self.assertEqual(result.returncode, 2, result)
        self.assertIn("what the certificates say, unchecked", result.stdout)
        self.assertEqual(result.stdout.count("| realizable, unchecked |"), 3)
        self.assertRegex(result.stdout, r"\| lost \| none \|")
        self.assertFalse(json.loads(arcsat("table", self.root, "--unchecked", "--json").stdout)["checked"])

    def test_interrupted_regress_reports(self):
        self.put("a.toml")
        self.put("b.toml", LONG)
        self.put("c.toml")
        for stop in (signal.SIGINT, signal.SIGTERM):
            for options in ([], ["--json"]):
                process = subprocess.Popen([ARCSAT, "regress", self.root, "--junit", self.work / "j.xml", *options],
                                           stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                time.sleep(1)
                process.send_signal(stop)
                out, errors = process.communicate(timeout=30)
                self.assertEqual(process.returncode, MISMATCH, errors)
                self.assertIn("interrupted after 1 of 3", errors)
                if options:
                    cases = json.loads(out)["cases"]
                    self.assertEqual([one["outcome"] for one in cases], ["match", "skipped", "skipped"])
                    self.assertEqual(cases[2]["found"], "not run: interrupted")
                else:
                    self.assertIn("1 of 1 matched, 2 skipped", out)
                suite = xml.etree.ElementTree.parse(self.work / "j.xml").getroot()[0]
                self.assertEqual((suite.get("tests"), suite.get("skipped"), suite.get("errors")), ("3", "2", "0"))
                messages = [one.get("message") for one in suite.findall("testcase/skipped")]
                self.assertTrue(all("interrupted" in message for message in messages), messages)


if __name__ == "__main__":
    unittest.main(verbosity=2, argv=[sys.argv[0]])
