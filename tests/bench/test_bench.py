#!/usr/bin/env python3
"""What `arcsat bench` promises: building a formula is faster than reading it, in less than 200 bytes a clause.

The environment variable ARCSAT names the program. Under a sanitizer times and memory mean nothing: there only the
output's shape is checked.
"""
import json
import os
import subprocess
import sys
import unittest

SANITIZED = os.environ.get("ARCSAT_SANITIZED") == "1"


class Bench(unittest.TestCase):
    def test_encoding(self):
        run = subprocess.run([os.environ["ARCSAT"], "bench", "--repeats", "3", "--quiet"], capture_output=True,
                             text=True, check=True)
        measurements = [json.loads(line) for line in run.stdout.splitlines()]
        self.assertGreaterEqual(len(measurements), 5)
        for one in measurements:
            self.assertEqual(one["benchmark"], "encoding")
            self.assertGreater(one["clauses"], 100000)
            if not SANITIZED:
                self.assertLess(one["build_to_read"], 1, one)
                self.assertLess(one["peak_bytes_per_clause"], 200, one)


if __name__ == "__main__":
    unittest.main(verbosity=2, argv=[sys.argv[0]])
