#!/usr/bin/env python3
"""repeat_proof.py TIMES DIR: a committed bundle whose proof stands so many times over, to measure checkers by.

Each copy derives its lemmas anew, with numbers of its own; clauses of the formula are never deleted."""
import hashlib
import json
import lzma
import os
import shutil
import sys

SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "results", "certificates", "thresholds", "m2-n2-q2_5-c1")


def repeated(lines, clauses, times):
    """Yields the lines of the longer proof."""
    step = max(int(line.split()[0]) for line in lines) - clauses
    for copy in range(times):
        def moved(word, by=copy * step):
            return str(int(word) + by) if int(word) > clauses else word
        for line in lines:
            words = line.split()
            if words[1] == "d":
                ids = [moved(word) for word in words[2:-1] if int(word) > clauses]
                if ids:
                    yield " ".join([moved(words[0]), "d", *ids, "0"])
                continue
            end = words.index("0")
            if end > 1 or copy == times - 1:  # the empty clause ends the last copy
                yield " ".join([moved(words[0]), *words[1:end + 1], *map(moved, words[end + 1:-1]), "0"])


def main(times, bundle):
    shutil.copytree(SOURCE, bundle)
    path = os.path.join(bundle, "certificate.json")
    with open(path, encoding="utf-8") as file:
        certificate = json.load(file)
    with lzma.open(os.path.join(SOURCE, "proof.lrat.xz"), "rt") as file:
        lines = file.read().splitlines()
    proof = lzma.compress("".join(line + "\n" for line in repeated(lines, certificate["formula"]["clauses"], times)).encode(), preset=1)
    with open(os.path.join(bundle, "proof.lrat.xz"), "wb") as file:
        file.write(proof)
    certificate["files"]["proof.lrat.xz"] = hashlib.sha256(proof).hexdigest()
    with open(path, "w", encoding="utf-8") as file:
        json.dump(certificate, file, indent=2)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
