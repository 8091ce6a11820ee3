#!/usr/bin/env python3
"""Standard streams that are closed, full or gone: the exit code is right all the same, and no print ends a program.

The environment variable ARCSAT names the program; arcsat-check is beside it.
"""
import os
import pty
import signal
import subprocess
import sys
import time
import unittest

from programs import (ARCSAT, BAD_INPUT, CHECK, CHECK_FAILED, COUNTED, EASY, INTERNAL, InDirectory, REALIZABLE, SEARCHED,
                      UNREALIZABLE, run)


# A script of more than a pipe holds.
LARGE = ["--L", "2", "--m", "2", "--n", "1", "--q", "2,4", "--bits-per-token", "1", "--epochs", "2"]


def closing(*descriptors):
    def close():
        for descriptor in descriptors:
            os.close(descriptor)
    return close


class StandardStreams(InDirectory):
    def code(self, *arguments, program=ARCSAT, error=None, output=subprocess.DEVNULL, closed=(), **more):
        done = subprocess.run([program, *arguments], stdin=subprocess.DEVNULL, stdout=output, stderr=error, timeout=100,
                              env=self.environment, preexec_fn=closing(*closed), **more)
        return done.returncode

    def test_an_error_that_cannot_be_printed_keeps_its_code(self):
        self.write("stray", "x")
        cases = [(ARCSAT, ["decide", "nonexistent.toml"], BAD_INPUT), (ARCSAT, ["check", self.work], CHECK_FAILED),
                 (CHECK, [self.work], CHECK_FAILED), (ARCSAT, [], BAD_INPUT), (ARCSAT, ["no-such-command"], BAD_INPUT),
                 (ARCSAT, ["regress", self.path("nowhere")], BAD_INPUT), (CHECK, [], BAD_INPUT),
                 (ARCSAT, ["bench", "--suite", "none"], BAD_INPUT)]
        reader, broken = os.pipe()
        os.close(reader)
        with open("/dev/full", "wb") as full:
            for program, words, expected in cases:
                with self.subTest(words=words):
                    self.assertEqual(self.code(*words, program=program, closed=[2]), expected)
                    self.assertEqual(self.code(*words, program=program, closed=[0, 1, 2]), expected)
                    self.assertEqual(self.code(*words, program=program, error=full), expected)
                    self.assertEqual(self.code(*words, program=program, error=broken), expected)
        os.close(broken)

    def test_a_result_that_cannot_be_printed_is_an_error(self):
        self.write("a.toml", "")
        cases = [(ARCSAT, ["decide", *EASY]), (ARCSAT, ["decide", *EASY, "--json"]), (ARCSAT, ["--help"]),
                 (ARCSAT, ["--version"]), (ARCSAT, ["decide", "--help"]), (ARCSAT, ["encode", *EASY]),
                 (ARCSAT, ["encode", *EASY, "--encoder", "smt", "--format", "smtlib2"]), (CHECK, ["--help"])]
        with open("/dev/full", "wb") as full:
            for program, words in cases:
                for options in ({"output": full}, {"closed": [1]}, {"closed": [0, 1]}):
                    with self.subTest(words=words, options=options):
                        errors = self.path("errors")
                        with open(errors, "wb") as error:
                            self.assertEqual(self.code(*words, program=program, error=error, **options), INTERNAL)
                        with open(errors, encoding="utf-8") as error:
                            self.assertRegex(error.read(), r"\Aarcsat: .* could not be written: .*\n\Z")

    def test_a_reader_that_leaves_is_no_signal(self):
        reader, writer = os.pipe()
        os.close(reader)
        result = subprocess.run([ARCSAT, "decide", *EASY], stdout=writer, stderr=subprocess.PIPE)
        os.close(writer)
        self.assertEqual(result.returncode, INTERNAL)
        self.assertIn(b"standard output could not be written: Broken pipe", result.stderr)

    def test_no_file_gets_a_standard_descriptor(self):
        """With 0 to 2 closed, a file that is opened could become standard output, and be written into."""
        for closed in ([0], [1], [2], [0, 2], [0, 1, 2]):
            with self.subTest(closed=closed):
                bundle = self.path(f"bundle-{len(closed)}-{closed[0]}")
                code = self.code("decide", *SEARCHED, "--out", bundle, closed=closed)
                self.assertEqual(code, INTERNAL if 1 in closed else UNREALIZABLE)
                self.assertEqual(run(bundle, program=CHECK).returncode, 0)

    def test_a_pipe_that_is_not_ready(self):
        """A pipe without a wait (O_NONBLOCK, as some parents leave it), read late: all arrives."""
        reader, writer = os.pipe()
        os.set_blocking(writer, False)
        process = subprocess.Popen([ARCSAT, "encode", *LARGE, "--encoder", "smt", "--format", "smtlib2"], stdout=writer)
        os.close(writer)
        time.sleep(0.3)
        with os.fdopen(reader, "rb") as stream:
            text = stream.read()
        self.assertEqual(process.wait(), 0)
        self.assertEqual(text, run("encode", *LARGE, "--encoder", "smt", "--format", "smtlib2").stdout)
        self.assertGreater(len(text), 100_000)

    def on_terminal(self, ignore_hangup):
        """A search whose terminal closes after a moment: the exit code, and whether its bundle holds."""
        bundle = self.path("bundle")
        master, slave = pty.openpty()
        arguments = ["--L", "2", "--m", "2", "--n", "1", "--q", "2,5", "--bits-per-token", "1", "--epochs", "2"]
        how = signal.SIG_IGN if ignore_hangup else signal.SIG_DFL
        process = subprocess.Popen([ARCSAT, "decide", *arguments, "--out", bundle], stdout=subprocess.DEVNULL, stderr=slave,
                                   stdin=subprocess.DEVNULL, env=self.environment,
                                   preexec_fn=lambda: signal.signal(signal.SIGHUP, how))
        os.close(slave)
        time.sleep(0.6)
        os.close(master)
        return process.wait(), os.path.isdir(bundle) and run(bundle, program=CHECK).returncode == 0

    def test_a_terminal_that_vanishes(self):
        for ignore_hangup in (True, False):
            code, holds = self.on_terminal(ignore_hangup)
            self.assertIn(code, (REALIZABLE, UNREALIZABLE))
            self.assertTrue(holds)

    def test_codes_with_all_streams_open(self):
        self.assertEqual(self.code("decide", *EASY), REALIZABLE)
        self.assertEqual(self.code("decide", *COUNTED), UNREALIZABLE)


if __name__ == "__main__":
    unittest.main(verbosity=2, argv=[sys.argv[0]])
