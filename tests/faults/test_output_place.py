#!/usr/bin/env python3
"""A place for results is tried before the work, and nothing that is not a bundle of arcsat is deleted to make room.

The environment variable ARCSAT names the program; arcsat-check is beside it.
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

ARCSAT = os.environ["ARCSAT"]
CHECK = os.path.join(os.path.dirname(ARCSAT), "arcsat-check")
QUICK = ["--L", "2", "--m", "1", "--n", "2", "--q", "8,2", "--bits-per-token", "1", "--epochs", "2", "--quiet"]
REALIZED = ["--L", "1", "--m", "2", "--bits-per-token", "2", "--epochs", "1", "--quiet"]
# A moment of search.
REFUTED = ["--L", "1", "--m", "3", "--bits-per-token", "4", "--epochs", "1", "--encoder", "direct", "--quiet"]
# Minutes of search.
LONG = ["--L", "2", "--m", "2", "--n", "2", "--q", "3,4", "--bits-per-token", "1", "--epochs", "2", "--encoder", "direct",
        "--quiet"]
# Half a minute of writing clauses.
LARGE = ["--L", "2", "--m", "3", "--n", "1", "--q", "3,4", "--bits-per-token", "2", "--epochs", "3", "--encoder", "direct"]
INSTANCE = """format = "arcsat-instance"
version = 1
[task]
L = 1
m = 2
[model]
epochs = 1
bits_per_token = 2
[expect]
verdict = "realizable"
"""
REALIZABLE, UNREALIZABLE, UNDECIDED, BAD_INPUT = 10, 20, 0, 1


def arcsat(*arguments, **more):
    return subprocess.run([ARCSAT, *map(str, arguments)], capture_output=True, text=True, timeout=60, check=False, **more)


def decide(*arguments, **more):
    return arcsat("decide", *arguments, **more)


def picture(directory):
    """All that is below, with its content."""
    seen = {}
    for path in sorted(pathlib.Path(directory).rglob("*")):
        name = str(path.relative_to(directory))
        if path.is_symlink():
            seen[name] = "-> " + os.readlink(path)
        else:
            seen[name] = path.read_bytes() if path.is_file() else path.stat().st_mode
    return seen


class Place(unittest.TestCase):
    def setUp(self):
        self.work = pathlib.Path(tempfile.mkdtemp(prefix="arcsat-place-"))
        self.addCleanup(shutil.rmtree, self.work)
        self.bundle = self.work / "bundle"

    def assert_refused_at_once(self, place, *words, options=LONG):
        """One line, exit code 1, long before a search could end, and nothing is touched."""
        before = picture(self.work)
        started = time.monotonic()
        result = decide(*options, "--out", place)
        self.assertLess(time.monotonic() - started, 20)
        self.assertEqual(result.returncode, BAD_INPUT, (place, result))
        self.assertEqual(result.stdout, "")
        self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
        for word in ("found ", ", expected ", *words):
            self.assertIn(word, result.stderr)
        self.assertEqual(picture(self.work), before)

    def assert_bundle(self, place):
        result = subprocess.run([CHECK, place], capture_output=True, text=True, check=False)
        self.assertEqual(result.returncode, 0, result.stderr)


class TriedFirst(Place):
    def test_places_that_cannot_be_written(self):
        (self.work / "file").write_text("x")
        for place in ("/proc/x", "/proc/x/y/z", "/sys/x", "/dev/null", "/dev/null/x", self.work / "file",
                      self.work / "file/below", self.work / ("n" * 250), self.work / ("n" * 300), self.work / "a/../b/..",
                      ".", "..", "/", "/dev/shm/.", "/dev"):
            self.assert_refused_at_once(place)

    def test_a_mount_point_cannot_be_replaced(self):
        if os.path.ismount("/dev/shm") and not os.listdir("/dev/shm"):
            self.assert_refused_at_once("/dev/shm", "a mount point")

    @unittest.skipUnless(os.geteuid() == 0, "needs a second user")
    def test_directories_of_others(self):
        self.work.chmod(0o755)
        closed = self.work / "closed"
        closed.mkdir(0o755)
        for place in (closed / "x", closed / "deep/er/x"):
            result = decide(*LONG, "--out", place, user=65534, group=65534, extra_groups=[])
            self.assertEqual(result.returncode, BAD_INPUT, result)
            self.assertIn("Permission denied", result.stderr)

    def test_a_trial_leaves_nothing(self):
        process = subprocess.Popen([ARCSAT, "decide", *LONG, "--out", self.work / "a/b/c"], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        time.sleep(1)
        self.assertEqual(list(self.work.iterdir()), [])
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
        self.assertEqual(process.returncode, UNDECIDED)
        self.assertEqual(list(self.work.iterdir()), [])

    def test_odd_names_work(self):
        for name in ("a/b/c", "slash/", "slashes//", "dot/.", "in ner/sp ace", "n" * 230, "-dash", "caf\u00e9"):
            place = self.work / "odd"
            self.assertEqual(decide(*REALIZED, "--out", f"{place}/{name}").returncode, REALIZABLE, name)
            self.assert_bundle(f"{place}/{name}")
            shutil.rmtree(place)

    def test_runs_side_by_side_in_one_missing_parent(self):
        for _ in range(5):
            runs = [subprocess.Popen([ARCSAT, "decide", *REALIZED, "--out", self.work / f"new/er/{k}"],
                                     stdout=subprocess.DEVNULL) for k in range(6)]
            self.assertEqual([run.wait() for run in runs], [REALIZABLE] * 6)
            self.assertEqual(sorted(os.listdir(self.work / "new/er")), list("012345"))
            shutil.rmtree(self.work / "new")

    def test_files_of_other_commands(self):
        (self.work / "dir").mkdir()
        (self.work / "to-dir").symlink_to("dir")
        (self.work / "loop").symlink_to("loop")
        (self.work / "a.toml").write_text(INSTANCE)
        before = picture(self.work)
        for place in ("/proc/x", "/dev/null/x", self.work / "dir", self.work / "to-dir", self.work / "loop",
                      self.work / "absent/x", self.work / ("n" * 300)):
            # Without the trial, the first two would tell of their other fault, and the others would take minutes.
            for command in (["regress", self.work / "none.toml", "--junit", place], ["table", self.work / "none", "-o", place],
                            ["bench", "--suite", "growth", "--figure", place], ["encode", *LARGE, "-o", place]):
                result = arcsat(*command)
                self.assertEqual(result.returncode, BAD_INPUT, (command, result))
                self.assertRegex(result.stderr, r"\Aarcsat: .*found a place that cannot be written .*, expected ")
                self.assertEqual(result.stdout, "")
        self.assertEqual(picture(self.work), before)

    def test_links_and_pipes_are_written_not_replaced(self):
        target, link, dangling = self.work / "target", self.work / "link", self.work / "dangling"
        target.write_text("old")
        link.symlink_to("target")
        dangling.symlink_to("made")
        (self.work / "a.toml").write_text(INSTANCE)
        for place, real in ((link, target), (dangling, self.work / "made")):
            self.assertEqual(arcsat("regress", self.work / "a.toml", "--junit", place).returncode, 0)
            self.assertTrue(place.is_symlink())
            self.assertIn("<testsuites>", real.read_text())
        with open(self.work / "out", "w", encoding="utf-8") as out:
            subprocess.run([ARCSAT, "encode", *REALIZED, "-o", "/dev/stdout"], stdout=out, check=True)
        self.assertIn("p cnf", (self.work / "out").read_text())
        self.assertTrue(os.path.islink("/dev/stdout"))
        os.mkfifo(self.work / "pipe")
        reader = subprocess.Popen(["cat", self.work / "pipe"], stdout=subprocess.PIPE, text=True)
        self.assertEqual(arcsat("regress", self.work / "a.toml", "--junit", self.work / "pipe").returncode, 0)
        self.assertIn("</testsuites>", reader.communicate(timeout=30)[0])


class NothingOfOthers(Place):
    def make_bundle(self, *options):
        self.assertIn(decide(*(options or QUICK), "--out", self.bundle).returncode, (REALIZABLE, UNREALIZABLE))

    def test_a_bundle_is_replaced(self):
        for options in (QUICK, REALIZED, QUICK):
            self.make_bundle(*options)
            self.assert_bundle(self.bundle)
            self.assertEqual(os.listdir(self.work), ["bundle"])
        self.assertIn("No ", json.loads((self.bundle / "certificate.json").read_text())["statement"])
        (self.bundle / "counting.json").unlink()  # an incomplete one is a bundle's files and nothing else
        self.make_bundle()
        self.assert_bundle(self.bundle)
        empty = self.work / "empty"
        empty.mkdir()
        self.assertEqual(decide(*QUICK, "--out", empty).returncode, UNREALIZABLE)
        self.assert_bundle(empty)

    def test_other_things_stay(self):
        def alien_certificate():
            (self.bundle / "certificate.json").write_text('{"other": "program"}')

        def add(name, content="work"):
            (self.bundle / name).parent.mkdir(exist_ok=True)
            (self.bundle / name).write_text(content)

        def link_certificate():
            (self.bundle / "certificate.json").rename(self.work / "elsewhere.json")
            (self.bundle / "certificate.json").symlink_to("../elsewhere.json")

        def pipe():
            (self.bundle / "certificate.json").unlink()
            os.mkfifo(self.bundle / "certificate.json")

        for spoil in (alien_certificate, link_certificate, pipe, lambda: add("thesis.tex"), lambda: add("chapters/1.tex"),
                      lambda: add("protocol.json"),  # of the other kind of bundle
                      lambda: add("instance.toml", "my notes"), lambda: add(".hidden"), lambda: add("certificate.json~"),
                      lambda: add("caf\udce9"), lambda: (self.bundle / "empty").mkdir(),
                      lambda: (self.bundle / "link").symlink_to("nowhere"),
                      lambda: (self.bundle / "certificate.json").unlink(),
                      lambda: (self.bundle / "certificate.json").write_text("")):
            self.make_bundle()
            spoil()
            self.assert_refused_at_once(self.bundle, "which holds", options=QUICK)
            shutil.rmtree(self.bundle)

    def test_a_link_is_not_replaced(self):
        self.make_bundle()
        (self.work / "void").mkdir()
        for name, target in (("to-bundle", "bundle"), ("to-empty", "void"), ("dangling", "none"), ("loop", "loop")):
            (self.work / name).symlink_to(target)
            self.assert_refused_at_once(self.work / name, "which is a link", options=REALIZED)
            self.assert_refused_at_once(f"{self.work / name}/", "which is a link", options=REALIZED)
        # A link on the way is fine.
        (self.work / "way").symlink_to("void")
        self.assertEqual(decide(*REALIZED, "--out", self.work / "way/x").returncode, REALIZABLE)
        self.assert_bundle(self.work / "void/x")

    def come_meanwhile(self, change):
        """Runs with --out; `change` happens after the place was tried, while the engine is stopped."""
        process = subprocess.Popen([ARCSAT, "decide", *REFUTED, "--out", self.bundle], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        engines = []
        while not engines:
            self.assertIsNone(process.poll())
            with open(f"/proc/{process.pid}/task/{process.pid}/children", encoding="ascii") as file:
                engines = [int(word) for word in file.read().split()]
        for engine in engines:
            os.kill(engine, signal.SIGSTOP)
        change()
        before = picture(self.work)
        for engine in engines:
            os.kill(engine, signal.SIGCONT)
        errors = process.communicate(timeout=60)[1]
        return process.returncode, errors, before

    def test_what_comes_meanwhile_is_put_back(self):
        def others():
            self.bundle.mkdir()
            (self.bundle / "thesis.tex").write_text("work")

        def into_the_old_bundle():
            (self.bundle / "notes.txt").write_text("work")

        for old, change in ((False, others), (True, into_the_old_bundle), (False, lambda: self.bundle.write_text("a file")),
                            (False, lambda: self.bundle.symlink_to("nowhere"))):
            if old:
                self.make_bundle()
            code, errors, before = self.come_meanwhile(change)
            self.assertNotIn(code, (UNREALIZABLE, 3), errors)
            self.assertRegex(errors, r"arcsat: .*bundle: found a place which .*, expected .*; the new bundle is ")
            after = picture(self.work)
            self.assertEqual({name: what for name, what in after.items() if ".partial-" not in name}, before)
            # Nor is the new bundle lost.
            kept = [path for path in self.work.iterdir() if ".partial-" in path.name]
            self.assertEqual(len(kept), 1)
            self.assertIn(str(kept[0]), errors)
            self.assert_bundle(kept[0])
            shutil.rmtree(kept[0])
            if self.bundle.is_dir() and not self.bundle.is_symlink():
                shutil.rmtree(self.bundle)
            else:
                self.bundle.unlink()

    def test_a_bundle_that_comes_meanwhile_is_replaced(self):
        code, errors, _ = self.come_meanwhile(self.make_bundle)
        self.assertEqual(code, UNREALIZABLE, errors)
        self.assertEqual(os.listdir(self.work), ["bundle"])
        self.assertTrue((self.bundle / "proof.lrat.xz").exists())
        self.assert_bundle(self.bundle)

    def test_an_older_bundle_is_named(self):
        self.make_bundle()
        before = picture(self.work)
        for options, words in ((["--time-limit", "0.3"], "undecided"), (["--memory-limit", "1"], "undecided")):
            result = decide(*LONG, *options, "--out", self.bundle)
            self.assertTrue(result.stdout.startswith(words), result)
            self.assertIn(f"\nbundle: none written; {self.bundle} still holds the one of an earlier run\n", result.stdout)
            result = decide(*LONG, *options, "--out", self.bundle, "--json")
            self.assertEqual(json.loads(result.stdout)["older_bundle"], str(self.bundle))
        result = decide(*REFUTED, "--no-certify", "--out", self.bundle)
        self.assertIn("still holds the one of an earlier run", result.stdout)
        self.assertEqual(picture(self.work), before)
        result = decide(*LONG, "--time-limit", "0.1", "--out", self.work / "none")
        self.assertNotIn("earlier run", result.stdout)
        self.assertNotIn("older_bundle", json.loads(decide(*REALIZED, "--out", self.bundle, "--json").stdout))


if __name__ == "__main__":
    unittest.main(verbosity=2, argv=[sys.argv[0]])
