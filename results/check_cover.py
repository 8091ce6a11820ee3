#!/usr/bin/env python3
"""A second checker of what decides one step (L = 1): covers (cover.json, covers.py) and refutations by blocks (blocks.json,
block_bounds.py), which shares no code with arcsat.

Usage: check_cover.py [--quiet] BUNDLE...
A BUNDLE is a directory with certificate.json and one of these files. A refutation of which a claim rests on a formula is
refused: its proof is for LRAT checkers.
Exit code (the worst of all): 0 it holds; 1 bad usage, or what is unreadable or no such argument; 2 it does not.
"""
import os
import sys

sys.dont_write_bytecode = True  # a checker leaves nothing behind
from block_bounds import check_blocks
from certificate_reader import read_argument
from covers import check_cover
from strict_json import parse_json
from verdicts import judge

sys.set_int_max_str_digits(10 ** 6)

KINDS = {"cover.json": ("cover", "realizable", "A", check_cover), "blocks.json": ("blocks", "unrealizable", "No", check_blocks)}


def check_bundle(directory):
    file = "cover.json" if os.path.exists(os.path.join(directory, "cover.json")) else "blocks.json"
    name, verdict, begin, check = KINDS[file]
    instance, content = read_argument(directory, {name: file}, verdict, begin)
    return f"{instance.statement(begin)}; instance {instance.canonical()}; {check(instance, parse_json(content))}"


def main(arguments):
    return judge(arguments, check_bundle, "check_cover.py [--quiet] BUNDLE...")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
