#!/usr/bin/env python3
"""Signals: every one that asks a run to end ends it in order, wherever it waits.

The environment variable ARCSAT names the program.
"""
import os
import signal
import subprocess
import sys
import time
import unittest

from programs import ARCSAT, CHECK, EASY, InDirectory, LONG, STOPPED, UNDECIDED, children_of, wait_for_handlers

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Signals(InDirectory):
    def start(self, *arguments, program=ARCSAT, hangup=signal.SIG_DFL, **more):
        more.setdefault("stdin", subprocess.DEVNULL)
        process = subprocess.Popen([program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                   env=self.environment, cwd=self.work,
                                   preexec_fn=lambda: signal.signal(signal.SIGHUP, hangup), **more)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def search(self, *more, **options):
        process = self.start("decide", *LONG, *more, **options)
        while not children_of(process.pid):
            self.assertIsNone(process.poll())
            time.sleep(0.02)
        return process

    def assert_interrupted(self, process, code=UNDECIDED):
        started = time.monotonic()
        output, errors = process.communicate(timeout=30)
        self.assertLess(time.monotonic() - started, 10)
        self.assertEqual(process.returncode, code, (output, errors))
        if code == UNDECIDED:
            self.assertTrue(output.startswith("undecided\n"), output)
            self.assertIn("\nreason: interrupted\n", output)
            self.assertEqual(errors, "")
        else:
            self.assertEqual((output, errors), ("", "arcsat: interrupted\n"))

    def test_each_ends_a_search(self):
        for stop in STOPS:
            with self.subTest(stop=stop):
                process = self.search()
                process.send_signal(stop)
                self.assert_interrupted(process)
        self.assertEqual(os.listdir(self.work), [])

    def test_two_at_once_are_one(self):
        for first in STOPS:
            for second in (first, signal.SIGTERM):
                with self.subTest(first=first, second=second):
                    process = self.search()
                    process.send_signal(first)
                    process.send_signal(second)
                    self.assert_interrupted(process)

    def test_the_whole_group_gets_it(self):
        """As from a terminal: the children get it, too, and it is the parent who says why."""
        for stop in (signal.SIGINT, signal.SIGHUP):
            process = self.search(start_new_session=True)
            os.killpg(process.pid, stop)
            self.assert_interrupted(process)

    def test_nohup(self):
        process = self.search("--time-limit", "3", hangup=signal.SIG_IGN)
        process.send_signal(signal.SIGHUP)
        output, _ = process.communicate(timeout=30)
        self.assertEqual(process.returncode, UNDECIDED)
        self.assertIn("reason: time limit of 3 s reached", output)

    def test_a_blocked_read_of_a_named_pipe(self):
        os.mkfifo(self.path("pipe"))
        for stop in STOPS:
            for kind in ([], ["--json"]):
                process = self.start("decide", "pipe", *kind)
                wait_for_handlers(process)
                process.send_signal(stop)
                if kind:
                    output, _ = process.communicate(timeout=10)
                    self.assertIn('"reason": "interrupted"', output)
                else:
                    self.assert_interrupted(process)
        # The same with a writer that writes nothing, and with commands that have no word "undecided".
        writer = os.open(self.path("pipe"), os.O_RDWR)
        for words in (["decide", "pipe"], ["simulate", "pipe"], ["encode", "pipe"]):
            process = self.start(*words)
            wait_for_handlers(process)
            process.send_signal(signal.SIGTERM)
            self.assert_interrupted(process, UNDECIDED if words[0] == "decide" else STOPPED)
        os.close(writer)

    def test_a_blocked_read_of_standard_input(self):
        for stop in STOPS:
            process = self.start("decide", "/dev/stdin", stdin=subprocess.PIPE)
            wait_for_handlers(process)
            process.send_signal(stop)
            output, _ = process.communicate(timeout=10)
            self.assertIn("reason: interrupted", output)

    def test_a_blocked_write(self):
        os.mkfifo(self.path("pipe"))
        process = self.start("encode", *EASY, "-o", "pipe")
        wait_for_handlers(process)
        process.send_signal(signal.SIGINT)
        self.assert_interrupted(process, STOPPED)

    def test_a_pipe_still_works(self):
        os.mkfifo(self.path("pipe"))
        process = self.start("decide", "pipe")
        time.sleep(0.3)
        with open(self.path("pipe"), "w", encoding="ascii") as pipe:
            pipe.write('format = "arcsat-instance"\nversion = 1\n[task]\nL = 1\n')
            pipe.flush()
            time.sleep(0.3)
            pipe.write("m = 2\n[model]\nepochs = 1\nbits_per_token = 2\n")
        output, errors = process.communicate(timeout=10)
        self.assertTrue(output.startswith("realizable\n"), errors)

    def test_the_checker_alone(self):
        os.mkfifo(self.path("pipe"))
        process = self.start("pipe", program=CHECK)
        output, errors = process.communicate(timeout=10)  # a pipe is no bundle: it is not opened
        self.assertEqual(process.returncode, 1, output)
        self.assertIn("expected", errors)


if __name__ == "__main__":
    unittest.main(verbosity=2, argv=[sys.argv[0]])
