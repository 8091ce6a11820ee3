#!/usr/bin/env python3
"""thresholds.json, which `arcsat frontier` and `least` write beside their bundles, changed in some tens of ways: `check` refuses each.

The environment variable ARCSAT names the program; arcsat-check is beside it.
"""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

ARCSAT = os.environ["ARCSAT"]
CHECK = os.path.join(os.path.dirname(ARCSAT), "arcsat-check")


class Lies(unittest.TestCase):
    def judged(self, directory):
        return subprocess.run([CHECK, "--quiet", str(directory)], capture_output=True, text=True, check=False)

    def test_lies(self):
        """thresholds.json says what its bundles show, no more and no less, and the order the rest."""
        place = tempfile.TemporaryDirectory(prefix="arcsat-thresholds-")
        self.addCleanup(place.cleanup)
        out = pathlib.Path(place.name) / "out"
        subprocess.run([ARCSAT, "frontier", "--L", "1", "--m", "2", "--q", "3", "--bits-per-token", "1", "--epochs", "2", "--vary", "q1,m",
                        "--to", "6,3", "--out", str(out)], capture_output=True, check=True)
        text = (out / "thresholds.json").read_text()
        self.assertIn("3 rows: 5 bundles hold", self.judged(out).stdout)

        def refused(change, why):
            document = json.loads(text)
            change(document, document["rows"])
            (out / "thresholds.json").write_text(json.dumps(document))
            done = self.judged(out)
            self.assertEqual(done.returncode, 2, (why, done))
            self.assertIn(why, done.stderr)
            self.assertEqual(done.stderr.count("\n"), 1)

        # m = 1: all of 1 to 6 are realizable; m = 2: 4, and 5 is not; m = 3: 3, and 4 is not.
        self.assertEqual([(row["realizable"]["value"], row.get("unrealizable", {}).get("value")) for row in json.loads(text)["rows"]],
                         [(6, None), (4, 5), (3, 4)])
        for side in ("realizable", "unrealizable"):
            other = "unrealizable" if side == "realizable" else "realizable"
            refused(lambda _, rows, side=side: rows[1].pop(side), "\"open\"")
            refused(lambda _, rows, side=side: rows[1][side].update(value=rows[1][side]["value"] + (1 if side == "unrealizable" else -1)), "\"open\"")
            refused(lambda _, rows, side=side, other=other: rows[1][side].update(value=rows[1][other]["value"]), "expected less than")
            refused(lambda _, rows, side=side: rows[1][side].update(value=7), "expected a value from 1 to 6")
            refused(lambda _, rows, side=side, other=other: rows[1][side].update(bundle=rows[1][other]["bundle"]), "")
            refused(lambda _, rows, side=side: rows[1][side].update(bundle=rows[2][side]["bundle"]), "")
            for name in ("../out", "", ".", "m=2,q1=9"):
                refused(lambda _, rows, side=side, name=name: rows[1][side].update(bundle=name), "")
        # Wider than what the bundles show, though all else fits.
        refused(lambda _, rows: rows[1]["unrealizable"].update(value=6) or rows[1].update(open=[5, 5]), "is not the bundle of q1 = 6")
        refused(lambda _, rows: rows[1]["realizable"].update(value=3) or rows[1].update(open=[4, 4]), "is not the bundle of q1 = 3")
        refused(lambda _, rows: rows[1].pop("unrealizable") and rows[1].update(open=[5, 6]), "is no part of the thresholds")
        refused(lambda _, rows: rows[1].pop("realizable") and rows[1].update(open=[1, 4]), "is no part of the thresholds")
        refused(lambda _, rows: rows[1].update(open=[5, 5]), "\"open\"")
        refused(lambda _, rows: rows[1].update({"from": 5}), "")
        refused(lambda _, rows: rows[0].update(to=7), "\"open\": [7,7]")
        refused(lambda _, rows: rows[0].update(to=1 << 17), "at most 65536 values")
        refused(lambda _, rows: rows[1].update(larger_is="easier"), "more than what is unrealizable")
        refused(lambda _, rows: rows[0].update(larger_is="easier") or rows[0].update(open=[1, 5]), "what the order says of 1 and 2")
        refused(lambda _, rows: rows[1].update(larger_is="other"), "harder")
        refused(lambda _, rows: rows[1].update(vary="m"), "")
        refused(lambda _, rows: rows[1].update(vary="q2"), "one that the instance has")
        refused(lambda _, rows: rows[1]["instance"]["task"].update(m=3), "is not the bundle of q1 = 4")
        refused(lambda _, rows: rows[1]["instance"]["model"].update(bits_per_token=2), "is not the bundle of q1 = 4")
        refused(lambda _, rows: rows.pop(1), "is no part of the thresholds")
        refused(lambda _, rows: rows.append(rows[1]), "for two cells")
        refused(lambda _, rows: rows.clear(), "at least one row")
        refused(lambda document, _: document.update(version=2), "")
        refused(lambda document, _: document.update(more=1), "")
        (out / "thresholds.json").write_text(text)
        (out / "more").write_text("")
        self.assertIn("is no part of the thresholds", self.judged(out).stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
