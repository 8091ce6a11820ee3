#!/usr/bin/env python3
"""The reason of an undecided run is true: which limit was reached, and by whom.

The environment variable ARCSAT names the program.
"""
import os
import resource
import signal
import subprocess
import sys
import time
import unittest

from programs import ARCSAT, InDirectory, LONG, SEARCHED, STOPPED, UNDECIDED, children_of, run


def cpu_limit(soft, hard):
    return lambda: resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


class Reasons(InDirectory):
    def reason(self, result):
        self.assertEqual(result.returncode, UNDECIDED, result)
        lines = result.stdout.decode().splitlines()
        self.assertEqual(lines[0], "undecided")
        reasons = [line for line in lines if line.startswith("reason: ")]
        self.assertEqual(len(reasons), 1, lines)
        self.assertNotIn("not run", reasons[0])
        self.assertNotIn("not needed", reasons[0])
        return reasons[0].removeprefix("reason: ")

    def test_the_time_limit(self):
        for options in (LONG, [*LONG, "--threads", "1"], [*LONG, "--threads", "4"], [*LONG, "--encoder", "compact"],
                        [*LONG, "--encoder", "smt"], [*LONG, "--engine", "cryptominisat"]):
            for seconds in ("0", "1"):
                with self.subTest(options=options, seconds=seconds):
                    self.assertEqual(self.reason(run("decide", *options, "--time-limit", seconds)),
                                     f"time limit of {seconds} s reached")

    def test_interrupts(self):
        for options in (LONG, [*LONG, "--threads", "1"]):
            for delay in (0.05, 1.0):
                process = subprocess.Popen([ARCSAT, "decide", *options], stdout=subprocess.PIPE, env=self.environment)
                while not children_of(process.pid):
                    time.sleep(0.01)
                time.sleep(delay)
                process.send_signal(signal.SIGINT)
                output, _ = process.communicate(timeout=30)
                done = subprocess.CompletedProcess([], process.returncode, output)
                self.assertEqual(self.reason(done), "interrupted")

    def test_the_limit_of_cpu_time(self):
        for soft, hard in ((2, 2), (3, 3), (1, 5)):
            for options in ([*LONG, "--encoder", "compact"], [*LONG, "--encoder", "smt"]):
                with self.subTest(soft=soft, hard=hard, options=options):
                    result = run("decide", *options, preexec_fn=cpu_limit(soft, hard))
                    self.assertRegex(self.reason(result), r"^limit of CPU time reached( \(|: the engine took [\d.]+ s)")

    def test_the_elaborator_is_not_the_engine(self):
        """A proof that cannot be written down whole: the child that elaborates it says so, not the engine."""
        seen = set()
        for bytes_ in (1 << 10, 1 << 14, 1 << 16, 1 << 17, 1 << 18, 1 << 19):
            result = run("decide", *SEARCHED, env=self.environment,
                         preexec_fn=lambda most=bytes_: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
            if result.returncode != UNDECIDED:
                continue
            reason = self.reason(result)
            if "elaborat" in reason:
                self.assertRegex(reason, "was not elaborated: the elaborator")
                seen.add("elaborator")
            else:
                self.assertRegex(reason, "^the engine")
                seen.add("engine")
        self.assertIn("engine", seen)

    def test_no_thread(self):
        """Told as the limit that it is, not as a fault of arcsat."""
        def few():
            resource.setrlimit(resource.RLIMIT_DATA, (1 << 20, 1 << 20))
        result = run("decide", *LONG, "--quiet", "--time-limit", "5", preexec_fn=few)
        self.assertIn(result.returncode, (UNDECIDED, STOPPED), result)
        self.assertNotIn(b"temporarily unavailable", result.stderr)

    def test_memory(self):
        for options in ([*SEARCHED], [*LONG, "--encoder", "compact"]):
            self.assertRegex(self.reason(run("decide", *options, "--memory-limit", "1")), "memory limit of 1 MiB reached")


if __name__ == "__main__":
    unittest.main(verbosity=2, argv=[sys.argv[0]])
