#!/usr/bin/env python3
"""Kills, interrupts, full disks and limits at many points: the verdict is never wrong, and what was there stays intact.

The environment variable ARCSAT names the program; arcsat-check is beside it.
"""
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

ARCSAT = os.environ["ARCSAT"]
CHECK = os.path.join(os.path.dirname(ARCSAT), "arcsat-check")
REFUTED = ["--L", "1", "--m", "3", "--bits-per-token", "4", "--epochs", "1", "--encoder", "direct"]
REALIZED = ["--L", "2", "--m", "2", "--n", "1", "--q", "2,4", "--bits-per-token", "1", "--epochs", "2", "--threads", "1"]
LONG = ["--L", "2", "--m", "2", "--n", "2", "--q", "3,4", "--bits-per-token", "1", "--epochs", "2", "--encoder", "direct"]
REALIZABLE, UNREALIZABLE, UNDECIDED, INTERNAL, NOT_WRITTEN = 10, 20, 0, 3, 4


def decide(*options, **more):
    return subprocess.run([ARCSAT, "decide", *options], capture_output=True, text=True, **more)


def children_of(process):
    with open(f"/proc/{process}/task/{process}/children", encoding="ascii") as file:
        return [int(word) for word in file.read().split()]


class Faults(unittest.TestCase):
    def setUp(self):
        self.work = tempfile.mkdtemp(prefix="arcsat-faults-")
        # What a killed run leaves behind goes with the test.
        os.environ["TMPDIR"] = self.work
        self.addCleanup(shutil.rmtree, self.work)
        self.bundle = os.path.join(self.work, "bundle")

    def make_old_bundle(self):
        """A bundle of the same instance found with another seed: what has to stay intact."""
        self.assertEqual(decide(*REFUTED, "--seed", "5", "--out", self.bundle).returncode, UNREALIZABLE)

    def assert_bundle_holds(self):
        result = subprocess.run([CHECK, self.bundle], capture_output=True, text=True)
        self.assertEqual(result.returncode, 0, result.stderr)

    def assert_sound(self, result, right):
        """The right verdict, undecided, or an error in words."""
        self.assertIn(result.returncode, (right, UNDECIDED, INTERNAL, NOT_WRITTEN), result.stderr)
        if result.returncode == NOT_WRITTEN:
            self.assertEqual(result.stdout.splitlines()[0], "realizable" if right == REALIZABLE else "unrealizable")
            self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
        if result.returncode == UNDECIDED:
            self.assertTrue(result.stdout.startswith("undecided\n"), result.stdout)
            self.assertIn("\nreason: ", result.stdout)
        if result.returncode == INTERNAL:
            self.assertEqual(result.stdout, "")
            self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)

    def duration(self):
        started = time.monotonic()
        decide(*REFUTED, "--out", os.path.join(self.work, "timed"))
        return time.monotonic() - started

    def test_killed_at_many_points(self):
        self.make_old_bundle()
        duration = self.duration()
        points, ended = 40, 0
        for point in range(points):
            process = subprocess.Popen([ARCSAT, "decide", *REFUTED, "--out", self.bundle], stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
            time.sleep(1.2 * duration * point / points)
            process.kill()
            ended += process.wait() == UNREALIZABLE
            self.assert_bundle_holds()
        self.assertLess(ended, points)
        # What a kill leaves behind is no bundle, unless it fell between the last file and the renaming, or after it, when
        # the bundle of before still waits for its removal: then it is a whole one under another name.
        whole = sorted(os.listdir(self.bundle))
        for name in os.listdir(self.work):
            if ".partial-" in name:
                left = os.path.join(self.work, name)
                accepted = subprocess.run([CHECK, left], capture_output=True).returncode == 0
                self.assertTrue(not accepted or sorted(os.listdir(left)) == whole, os.listdir(left))
                shutil.rmtree(left)

    def test_killed_while_solving_leaves_no_engine(self):
        process = subprocess.Popen([ARCSAT, "decide", *LONG], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        children = []
        while not children:
            self.assertIsNone(process.poll())
            time.sleep(0.05)
            children = children_of(process.pid)
        process.kill()
        process.wait()
        for _ in range(100):
            if not any(os.path.exists(f"/proc/{child}") for child in children):
                return
            time.sleep(0.05)
        self.fail("the engine's process lives on")

    def test_killed_engine_is_undecided(self):
        for killer, words in ((signal.SIGKILL, "signal 9"), (signal.SIGSEGV, "signal 11"), (signal.SIGTERM, "signal 15")):
            process = subprocess.Popen([ARCSAT, "decide", *LONG, "--time-limit", "60"], stdout=subprocess.PIPE, text=True,
                                       stderr=subprocess.DEVNULL)
            while not children_of(process.pid):
                time.sleep(0.01)
            time.sleep(0.3)
            for child in children_of(process.pid):
                os.kill(child, killer)
            output, _ = process.communicate(timeout=30)
            self.assertEqual(process.returncode, UNDECIDED, output)
            self.assertIn("undecided\n", output)
            # Under a sanitizer a SIGSEGV is reported and becomes an exit code.
            self.assertRegex(output, words + "|exit code")

    def test_interrupts_are_orderly(self):
        for stop in (signal.SIGINT, signal.SIGTERM):
            process = subprocess.Popen([ARCSAT, "decide", *LONG, "--out", self.bundle], stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE, text=True)
            while not children_of(process.pid):
                time.sleep(0.01)
            process.send_signal(stop)
            output, errors = process.communicate(timeout=30)
            self.assertEqual(process.returncode, UNDECIDED, errors)
            self.assertIn("reason: interrupted", output)
            self.assertEqual(os.listdir(self.work), [])

    def test_full_disk(self):
        self.make_old_bundle()
        for limit in (0, 1, 50, 100, 500, 1000, 2000, 4000, 6000, 8000, 10000, 20000, 50000, 100000):
            def full(limit=limit):
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            for options, right in ((REFUTED, UNREALIZABLE), (REALIZED, REALIZABLE)):
                result = decide(*options, "--out", self.bundle if right == UNREALIZABLE else self.bundle + "2",
                                preexec_fn=full)
                self.assert_sound(result, right)
                self.assertTrue(limit >= 2000 or result.returncode != right, (limit, options))
            self.assert_bundle_holds()
            self.assertEqual([name for name in os.listdir(self.work) if ".partial-" in name], [])

    def test_verdict_outlives_its_bundle(self):
        """The place is lost after the search: the verdict is said, then why there is no bundle, with a code of its own."""
        lost = os.path.join(self.work, "lost")
        for options, word in ((REFUTED, "unrealizable"), (REALIZED, "realizable")):
            for limit in (100, 1000):  # neither certificate fits; proofs and pipes do
                def full(limit=limit):
                    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
                if options is REFUTED and limit == 100:
                    continue  # no room for the engine's proof: undecided
                result = decide(*options, "--out", lost, preexec_fn=full)
                if result.returncode == UNDECIDED and options is REFUTED:
                    continue
                self.assertEqual(result.returncode, NOT_WRITTEN, result.stdout + result.stderr)
                self.assertEqual(result.stdout.splitlines()[0], word)
                self.assertNotIn("bundle:", result.stdout)
                self.assertRegex(result.stderr, rf"\Aarcsat: --out: {lost} cannot be written: .*\n\Z")
                self.assertFalse(os.path.exists(lost))
                result = decide(*options, "--out", lost, "--json", preexec_fn=full)
                self.assertEqual(result.returncode, NOT_WRITTEN, result.stdout + result.stderr)
                said = json.loads(result.stdout)
                self.assertEqual(said["verdict"], word)
                self.assertTrue(said["certified"])
                self.assertNotIn("bundle", said)
                self.assertTrue(said["bundle_error"].startswith(f"--out: {lost} cannot be written: "))
        # A counting bound needs no file before its bundle.
        below = os.path.join("/proc", "no-place")
        counted = ["--L", "1", "--m", "2", "--bits-per-token", "1", "--epochs", "1"]
        result = decide(*counted, "--out", below)
        self.assertIn(result.returncode, (1, NOT_WRITTEN))
        if result.returncode == NOT_WRITTEN:
            self.assertEqual(result.stdout.splitlines()[0], "unrealizable")

    def test_unusable_places(self):
        blocker = os.path.join(self.work, "file")
        with open(blocker, "w", encoding="ascii") as file:
            file.write("x")
        self.assertEqual(decide(*REFUTED, "--out", blocker).returncode, 1)
        self.assertIn(decide(*REFUTED, "--out", os.path.join(blocker, "below")).returncode, (1, NOT_WRITTEN))
        other = os.path.join(self.work, "other")
        os.mkdir(other)
        with open(os.path.join(other, "mine.txt"), "w", encoding="ascii") as file:
            file.write("x")
        result = decide(*REFUTED, "--out", other)
        self.assertEqual(result.returncode, 1)
        self.assertEqual(os.listdir(other), ["mine.txt"])
        result = decide(*REFUTED, env={**os.environ, "TMPDIR": os.path.join(self.work, "absent")})
        self.assertEqual(result.returncode, 1)
        self.assertEqual(result.stdout, "")

    def test_time_limits(self):
        duration = self.duration()
        seen = set()
        for point in range(20):
            result = decide(*REFUTED, "--time-limit", f"{1.5 * duration * point / 20:.4f}")
            self.assert_sound(result, UNREALIZABLE)
            self.assertNotEqual(result.returncode, INTERNAL, result.stderr)
            seen.add(result.returncode)
            if result.returncode == UNDECIDED:
                self.assertRegex(result.stdout, "time limit of .* s reached")
        self.assertIn(UNDECIDED, seen)

    def test_memory_limits(self):
        seen = set()
        for point in range(20):
            result = decide(*REFUTED, "--memory-limit", str(1 + 4 * point))
            self.assert_sound(result, UNREALIZABLE)
            self.assertNotEqual(result.returncode, INTERNAL, result.stderr)
            seen.add(result.returncode)
        self.assertIn(UNDECIDED, seen)

    def test_same_seed_same_bytes(self):
        for options in (REFUTED, REALIZED):
            contents = []
            for run in ("one", "two"):
                directory = os.path.join(self.work, run)
                decide(*options, "--seed", "3", "--out", directory)
                parts = {}
                for name in sorted(os.listdir(directory)):
                    with open(os.path.join(directory, name), "rb") as file:
                        parts[name] = file.read()
                parts["certificate.json"] = parts["certificate.json"].split(b'"seconds"')[0]
                contents.append(parts)
                shutil.rmtree(directory)
            self.assertEqual(contents[0], contents[1])


if __name__ == "__main__":
    unittest.main(verbosity=2, argv=[sys.argv[0]])
