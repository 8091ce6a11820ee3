#!/usr/bin/env python3
"""What src/quickstart.sh does once arcsat is built: each command that it runs works, and each file that it names is there.

Its set-up is replaced by one that does nothing. The environment variable ARCSAT names the program.
"""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Quickstart(unittest.TestCase):
    def test_it_runs_to_its_end(self):
        with tempfile.TemporaryDirectory(prefix="arcsat-quickstart-") as work:
            place = pathlib.Path(work)
            (place / "src").mkdir()
            (place / "src" / "quickstart.sh").write_bytes((ROOT / "src" / "quickstart.sh").read_bytes())
            (place / "src" / "setup.sh").write_text("exit 0\n", encoding="utf-8")
            (place / "results").symlink_to(ROOT / "results")
            arcsat = pathlib.Path(os.environ["ARCSAT"])
            (place / "build" / "bin").mkdir(parents=True)
            for program in ("arcsat", "arcsat-first"):
                (place / "build" / "bin" / program).symlink_to(arcsat.with_name(program))
            run = subprocess.run(["bash", "src/quickstart.sh"], cwd=work, capture_output=True, text=True, check=False)
            self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
            for verdict in ("realizable", "unrealizable", "undecided"):
                self.assertIn(f"\n{verdict}\n", run.stdout)
            self.assertIn(": proved: A 2-epoch", run.stdout)
            self.assertIn("\n$ build/bin/arcsat check build/quickstart/realizable build/quickstart/unrealizable\n", run.stdout)
            last = run.stdout[run.stdout.index("Decided three instances"):]
            named = re.findall(r"build/quickstart/\S+", last)
            self.assertGreater(len(named), 1)
            for path in named:
                self.assertTrue((place / path).exists(), path)
            watched = re.search(r"build/bin/arcsat (.*)", last)
            shown = subprocess.run([place / "build/bin/arcsat", *watched[1].split()], cwd=work, capture_output=True, text=True,
                                   check=False)
            self.assertEqual(shown.returncode, 0, shown.stderr)


if __name__ == "__main__":
    unittest.main()
