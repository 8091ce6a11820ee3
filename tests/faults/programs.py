"""The programs under test, small instances, and what a run of one did. Shared by the tests of this folder."""
import os
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

ARCSAT = os.environ["ARCSAT"]
CHECK = os.path.join(os.path.dirname(ARCSAT), "arcsat-check")
REALIZABLE, UNREALIZABLE, UNDECIDED = 10, 20, 0
BAD_INPUT, CHECK_FAILED, INTERNAL, STOPPED = 1, 2, 3, 4

EASY = ["--L", "1", "--m", "2", "--bits-per-token", "2", "--epochs", "1"]  # realizable in closed form
COUNTED = ["--L", "1", "--m", "2", "--bits-per-token", "1", "--epochs", "1"]  # refuted by counting
SEARCHED = ["--L", "1", "--m", "3", "--bits-per-token", "4", "--epochs", "1", "--encoder", "direct"]  # a second or so
LONG = ["--L", "2", "--m", "2", "--n", "2", "--q", "3,4", "--bits-per-token", "1", "--epochs", "2"]  # minutes
INSTANCE = ('format = "arcsat-instance"\nversion = 1\n[task]\nL = 1\nm = 2\n[model]\nepochs = 1\nbits_per_token = 2\n'
            '[expect]\nverdict = "realizable"\nreason = "x"\n')


def run(*arguments, program=ARCSAT, **more):
    """Bytes, because what a test is about may be no text."""
    return subprocess.run([program, *arguments], capture_output=True, timeout=100, **more)


def children_of(process):
    with open(f"/proc/{process}/task/{process}/children", encoding="ascii") as file:
        return [int(word) for word in file.read().split()]


def wait_for_handlers(process):
    """Until it catches signals; then a moment longer, until it waits for what it reads."""
    caught = 1 << (signal.SIGTERM - 1)
    while True:
        with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
            mask = next(line for line in status if line.startswith("SigCgt:"))
        if int(mask.split()[1], 16) & caught:
            break
        time.sleep(0.01)
    time.sleep(0.3)


class InDirectory(unittest.TestCase):
    """Each test works in a fresh directory, which is the one for temporary files, too."""

    def setUp(self):
        self.work = tempfile.mkdtemp(prefix="arcsat-faults-")
        self.addCleanup(shutil.rmtree, self.work, ignore_errors=True)
        self.environment = {**os.environ, "TMPDIR": self.work}

    def path(self, name):
        return os.path.join(self.work, name)

    def write(self, name, content):
        with open(os.path.join(os.fsencode(self.work), os.fsencode(name)), "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
        return self.path(name) if isinstance(name, str) else None

    def assert_one_error(self, result, code, words=None):
        """That exit code, nothing on standard output, one line of words on standard error."""
        self.assertEqual(result.returncode, code, (result.stdout, result.stderr))
        self.assertEqual(result.stdout, b"")
        lines = result.stderr.decode().splitlines()
        self.assertEqual(len(lines), 1, lines)
        self.assertTrue(lines[0].startswith("arcsat: "), lines)
        if code == BAD_INPUT:
            self.assertRegex(lines[0], "found .*, expected .*")
        if words is not None:
            self.assertRegex(lines[0], words)
