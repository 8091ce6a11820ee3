#!/usr/bin/env python3
"""The Coq development admits nothing, is listed whole, and rests on no axioms but those of machine integers and arrays."""
import os
import re
import sys
import unittest

COQ = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "src", "verified", "coq")


def text(name):
    with open(os.path.join(COQ, name), encoding="utf-8") as file:
        return file.read()


def without_comments(source):
    depth, kept = 0, []
    for part in re.split(r"(\(\*|\*\))", source):
        depth += (part == "(*") - (part == "*)")
        if depth == 0 and part != "*)":
            kept.append(part)
    return "".join(kept)


class Development(unittest.TestCase):
    def test_nothing_is_admitted(self):
        for name in sorted(os.listdir(COQ)):
            if name.endswith(".v"):
                word = re.search(r"\b(Admitted|admit|give_up|Axiom|Axioms|Parameter|Parameters|Conjecture|bypass_check|Unset)\b",
                                 without_comments(text(name)))
                self.assertIsNone(word, f"{name}: found {word and word.group()}")

    def test_every_file_is_listed_once(self):
        listed = [line for line in text("_CoqProject").splitlines() if line.endswith(".v")]
        self.assertEqual(sorted(listed), sorted(name for name in os.listdir(COQ) if name.endswith(".v")))

    def test_axioms(self):
        rows = [line.split() for line in text("assumptions.txt").splitlines()]
        self.assertGreater(len(rows), 50)
        for theorem, axiom in rows:
            self.assertRegex(axiom, r"^(nothing|PrimInt63\.\w+|Uint63\.\w+|PArray\.\w+)$", theorem)
        printed = re.findall(r"Print Assumptions (\w+)\.", text("Assumptions.v"))
        self.assertEqual(sorted(set(printed)), sorted({theorem for theorem, _ in rows}))
        extracted = text("Extract.v").split('"verified.ml"')[1]
        sound = {name[:-len("_sound")] for name in printed if name.endswith("_sound")}
        for checker in re.findall(r"\b(?:verify|check)\w*", extracted):
            self.assertIn(checker, sound, "an extracted checker without a theorem in Assumptions.v")


if __name__ == "__main__":
    unittest.main(verbosity=2, argv=[sys.argv[0]])
