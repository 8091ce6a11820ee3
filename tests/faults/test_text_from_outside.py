#!/usr/bin/env python3
"""Text from outside in what arcsat writes: names of files and words in bundles that hold line ends, control characters,
markup, or bytes that are no UTF-8. JSON, XML and UTF-8 stay valid, and no line is forged.

The environment variable ARCSAT names the program; arcsat-check is beside it.
"""
import json
import os
import re
import sys
import unittest
import xml.etree.ElementTree as ElementTree

from programs import CHECK, CHECK_FAILED, EASY, INSTANCE, InDirectory, REALIZABLE, run

NAMES = [
    b"a\001b\033[31m", b"caf\351", b"line\nfeed", b"carriage\rreturn", b"tab\there", b"del\177", b"c1\302\205\302\233",
    b"\342\200\250separator", b"right\342\200\256to-left", b"\355\240\200surrogate", b"\300\257overlong",
    b"\364\220\200\200beyond", b"\357\277\276\357\277\277no-characters", b"cut\342\202", b"<&\"']]>--", b"\357\273\277mark",
    b"| pipe | [link](x) *star* `tick` <b> \\", b"\303\244\303\266 \342\206\222 \360\235\204\236"]
# What a terminal obeys, or takes for the end of a line, or shows in another order.
FORBIDDEN = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


class TextFromOutside(InDirectory):
    def assert_harmless(self, output, lines):
        """UTF-8, and as many lines as that."""
        text = output.decode("utf-8")
        self.assertEqual(FORBIDDEN.findall(text), [], text)
        self.assertEqual(len(text.splitlines()), lines, text)

    def fill(self, content=INSTANCE):
        for name in NAMES:
            path = os.fsencode(self.work) + b"/" + name + b".toml"
            with open(path, "wb") as file:
                file.write(content.encode())

    def test_junit_is_xml(self):
        for content in (INSTANCE, INSTANCE.replace('"realizable"', '"unrealizable"'), "no instance"):
            self.fill(content)
            junit = os.path.join(self.work, "junit.xml")
            result = run("regress", self.work, "--junit", junit)
            self.assert_harmless(result.stdout, len(NAMES) + 1)
            with open(junit, encoding="utf-8") as file:
                text = file.read()
            os.unlink(junit)  # in the directory that is searched it would be one more case
            cases = ElementTree.ElementTree(ElementTree.fromstring(text)).getroot().findall("testsuite/testcase")
            self.assertEqual(len({case.get("name") for case in cases}), len(NAMES))
            for case in cases:
                for value in [*case.attrib.values(), *(child.get("message", "") for child in case)]:
                    self.assertIsNone(FORBIDDEN.search(value), value)
                    self.assertNotIn("\n", value)

    def test_regress_json(self):
        self.fill("\377 no instance")
        result = run("regress", self.work, "--json")
        cases = json.loads(result.stdout.decode("utf-8"))["cases"]
        self.assertEqual(len({case["path"] for case in cases}), len(NAMES))
        self.assertTrue(any("caf\\xe9" in case["path"] for case in cases), cases)
        self.assertTrue(any("line\nfeed" in case["path"] for case in cases), cases)

    def test_error_lines(self):
        for name in NAMES:
            for words in ([b"decide", name], [b"regress", name], [b"check", name], [b"encode", *map(os.fsencode, EASY),
                          b"-o", b"none/" + name], [name], [b"decide", b"--" + name], [b"decide", b"--L", name],
                          [b"decide", name, b"--engine", name], [b"table", name], [b"simulate", name]):
                result = run(*words)
                self.assertEqual(result.returncode, 1, (words, result))
                self.assert_harmless(result.stderr, 1)
                self.assertEqual(result.stdout, b"")

    def test_names_of_bundles(self):
        plain = len(run("decide", *EASY, "--out", self.path("plain")).stdout.splitlines())
        for name in NAMES:
            bundle = os.fsencode(self.work) + b"/" + name
            made = run("decide", *EASY, "--out", bundle)
            self.assertEqual(made.returncode, REALIZABLE, made)
            self.assert_harmless(made.stdout, plain)
            self.assertEqual(json.loads(run("decide", *EASY, "--out", bundle, "--json").stdout)["verdict"], "realizable")
            self.assert_harmless(run(bundle, "--quiet", program=CHECK).stdout, 1)
            json.loads(run(bundle, "--json", program=CHECK).stdout.decode("ascii"))
        table = run("table", self.work)
        rows = [line for line in table.stdout.decode("utf-8").splitlines() if line.startswith("| ")]
        self.assertEqual(len(rows), 2 + len(NAMES))
        self.assert_harmless(table.stdout, len(table.stdout.splitlines()))
        for row in rows:  # as many cells as in the first row: what looks like a border in a name is none
            self.assertEqual(len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)), 7, row)

    def test_words_in_bundles(self):
        """A check that fails says what it found; a stray file's name is not its own second line."""
        bundle = self.path("bundle")
        run("decide", *EASY, "--out", bundle)
        for name in NAMES:
            stray = os.fsencode(bundle) + b"/" + name
            with open(stray, "wb") as file:
                file.write(b"x")
            result = run(bundle, program=CHECK)
            self.assertEqual(result.returncode, CHECK_FAILED)
            self.assert_harmless(result.stderr, 1)
            report = json.loads(run(bundle, "--json", program=CHECK).stdout)["reports"][0]
            self.assertFalse(report["holds"])
            os.unlink(stray)

    def test_words_in_a_certificate(self):
        bundle = self.path("bundle")
        run("decide", *EASY, "--out", bundle)
        path = os.path.join(bundle, "certificate.json")
        with open(path, encoding="utf-8") as file:
            certificate = json.load(file)
        for key in ("name", "symmetry"):
            for forged in ("x\n\narcsat: all bundles hold", "x\u001b[2K", "\u2028x", "a | b |"):
                lie = json.loads(json.dumps(certificate))
                lie["encoder"][key] = forged
                with open(path, "w", encoding="utf-8") as file:
                    json.dump(lie, file)
                for result in (run(bundle, program=CHECK), run("table", bundle)):
                    text = (result.stdout + result.stderr).decode("utf-8")
                    self.assertNotIn("\narcsat: all", text)
                    self.assertIsNone(FORBIDDEN.search(text), text)


if __name__ == "__main__":
    unittest.main(verbosity=2, argv=[sys.argv[0]])
