#!/usr/bin/env python3
"""Tests that results/theorems.md says where its theorems are, that they are proved, and what they rest on.

`python3 tests/verified/test_theorems.py --write` writes the lines anew."""
import os
import re
import sys
import unittest

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
TABLE = os.path.join(ROOT, "results", "theorems.md")
COQ = os.path.join(ROOT, "src", "verified", "coq")
PRIMITIVE = {"verify_sound", "verify_compact_sound", "verify_chain_sound", "depth_separation_55_4_727_1024"}


def text(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def rows():
    """Each theorem of the table with the file and the line that it names."""
    for line in text(TABLE).splitlines():
        cells = line.strip("|").split(" | ")
        if len(cells) == 3 and line.startswith("| `"):
            names, places = re.findall(r"`(\w+)`", cells[0]), re.findall(r"`([\w/.]+):(\d+)`", cells[2])
            assert names and len(names) == len(places), line
            yield from ((name, path, int(at)) for name, (path, at) in zip(names, places))


def stated():
    """Where each theorem is stated: its file and line, counted from 1."""
    found = {}
    for name in sorted(os.listdir(COQ)):
        if name.endswith(".v"):
            for number, line in enumerate(text(os.path.join(COQ, name)).splitlines(), 1):
                if match := re.match(r"\s*Theorem (\w+)", line):
                    found[match[1]] = (f"src/verified/coq/{name}", number)
    return found


class Theorems(unittest.TestCase):
    def test_places(self):
        found = stated()
        self.assertGreater(len(list(rows())), 10)
        for name, path, at in rows():
            with self.subTest(theorem=name):
                self.assertEqual((path, at), found[name], "--write mends this")

    def test_each_theorem_rests_on_nothing(self):
        """As extract.sh found; it is run again where there is Coq."""
        lines = text(os.path.join(COQ, "assumptions.txt")).splitlines()
        for name, _, _ in rows():
            with self.subTest(theorem=name):
                on = [line.split()[1] for line in lines if line.split()[0] == name]
                if name in PRIMITIVE:
                    self.assertTrue(on and all(re.match(r"(Uint63|PArray|PrimInt63|FloatAxioms)?\.?\w+$", axiom) for axiom in on), on)
                else:
                    self.assertEqual(on, ["nothing"])

    def test_nothing_is_admitted(self):
        for name in sorted(os.listdir(COQ)):
            if name.endswith(".v"):
                found = re.search(r"\b(Admitted|admit|Axiom|Parameter|Conjecture|Abort All)\b", text(os.path.join(COQ, name)))
                self.assertIsNone(found, name)


def write():
    found, content = stated(), text(TABLE)
    lines = []
    for line in content.splitlines():
        names = re.findall(r"`(\w+)`", line.strip("|").split(" | ")[0])
        places = iter(names)
        if line.startswith("| `") and all(name in found for name in names):
            line = re.sub(r"`src/verified/coq/\w+\.v:\d+`", lambda _: "`%s:%d`" % found[next(places)], line)
        lines.append(line)
    with open(TABLE, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        write()
    else:
        unittest.main()
