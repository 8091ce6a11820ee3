#!/usr/bin/env python3
"""What `arcsat bench` promises: building a formula is faster than reading it, in less than 200 bytes a clause; certifying
a refutation takes no longer than finding it.

The environment variable ARCSAT names the program. Under a sanitizer times and memory mean nothing: there only the
output's shape is checked.
"""
import json
import os
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
SANITIZED = os.environ.get("ARCSAT_SANITIZED") == "1"


class Bench(unittest.TestCase):
    def measurements(self, *options):
        run = subprocess.run([os.environ["ARCSAT"], "bench", "--quiet", *options], capture_output=True, text=True,
                             check=True)
        return [json.loads(line) for line in run.stdout.splitlines()]

    def test_encoding(self):
        measurements = self.measurements("--suite", "encoding", "--repeats", "3")
        self.assertGreaterEqual(len(measurements), 5)
        for one in measurements:
            self.assertEqual(one["benchmark"], "encoding")
            self.assertGreater(one["clauses"], 100000)
            if not SANITIZED:
                self.assertLess(one["build_to_read"], 1, one)
                self.assertLess(one["peak_bytes_per_clause"], 200, one)

    def test_certification(self):
        with tempfile.TemporaryDirectory() as work:
            instances = []
            for m, q, epochs, c in ((6, 3, 2, 1), (3, 4, 1, 5)):
                instances.append(os.path.join(work, f"m{m}.toml"))
                with open(instances[-1], "w", encoding="utf-8") as file:
                    file.write(f'format = "arcsat-instance"\nversion = 1\n[task]\nL = 1\nm = {m}\nn = []\nq = [{q}]\n'
                               f'[model]\nkind = "decoder"\nepochs = {epochs}\nbits_per_token = {c}\n')
            lines = self.measurements("--suite", "certification", "--repeats", "1", *instances)
        means = [one for one in lines if one["benchmark"] == "certification means"]
        self.assertEqual({one["engine"] for one in means}, {"cadical", "cryptominisat"})
        self.assertEqual(sum(one["instances"] for one in means), len(lines) - len(means))
        for one in lines:
            if one not in means:
                self.assertGreater(one["check_seconds"], 0)
        if not SANITIZED:
            for one in means:
                self.assertLess(one["certify_to_prove"], 1, one)

    def test_witnesses(self):
        instances = [os.path.join(ROOT, "instances", "thresholds", name) for name in ("m1-n1-q4_4-c1.toml",
                                                                                     "m1-n2-q7_2-c1.toml")]
        lines = self.measurements("--suite", "witnesses", "--repeats", "1", *instances)
        self.assertEqual([one["verdict"] for one in lines], ["realizable", "realizable"])
        self.assertTrue(all(one["certified"] for one in lines))

    def test_an_argument_takes_less_than_a_search(self):
        with tempfile.TemporaryDirectory() as work:
            instance = os.path.join(work, "m2-n2-q2_5.toml")
            with open(instance, "w", encoding="utf-8") as file:
                file.write('format = "arcsat-instance"\nversion = 1\n[task]\nL = 2\nm = 2\nn = [2]\nq = [2, 5]\n'
                           '[model]\nkind = "decoder"\nepochs = 2\nbits_per_token = 1\n')
            one, _ = self.measurements("--suite", "refuting", "--repeats", "1", "--time-limit", "1", instance)
        self.assertEqual((one["argument"], one["compact_timed_out"]), ("adaptive-counting", True))
        if not SANITIZED:
            self.assertLess(one["argument_seconds"], 0.1, one)

    def test_three_steps(self):
        instance = os.path.join(ROOT, "instances", "three-step", "m2-n1_1-q2_2_8-c1-three-epochs.toml")
        [one] = self.measurements("--suite", "three-steps", "--repeats", "1", "--time-limit", "2", instance)
        self.assertTrue(one["direct_timed_out"])

    def test_growth_draws_a_figure(self):
        with tempfile.TemporaryDirectory() as work:
            figure = os.path.join(work, "growth.svg")
            lines = self.measurements("--suite", "growth", "--time-limit", "0.5", "--figure", figure)
            self.assertGreaterEqual(len(lines), 10)
            self.assertGreater(max(one["compact_clauses"] for one in lines), 1000)
            root = xml.etree.ElementTree.parse(figure).getroot()
            self.assertTrue(root.tag.endswith("svg"))


if __name__ == "__main__":
    unittest.main(verbosity=2, argv=[sys.argv[0]])
