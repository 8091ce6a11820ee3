#!/usr/bin/env python3
"""Tests of results/check_sums.py: it accepts what arcsat finds, of instances of every kind, and rejects lies about it.

The environment variable ARCSAT names the program.
"""
import copy
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
CHECKER = os.path.join(HERE, "..", "..", "results", "check_sums.py")
# Of more inputs than a bundle holds rows for.
INSTANCES = {
    "free shape": ["--L", "2", "--m", "1", "--n", "2", "--q", "6,2", "--epochs", "2", "--bits-per-token", "1"],
    "a player 1 that matters": ["--L", "2", "--m", "2", "--n", "2", "--q", "4,2", "--epochs", "2", "--bits-per-token", "2"],
    "three answers": ["--L", "2", "--m", "1", "--n", "2", "--q", "4,3", "--epochs", "3", "--bits-per-token", "2"],
    "one step": ["--L", "1", "--m", "12", "--q", "2", "--epochs", "2", "--bits-per-token", "4"],
    "three steps": ["--L", "3", "--m", "1", "--n", "1,1", "--q", "2,2,128", "--epochs", "3", "--bits-per-token", "2"],
    "lists": ["--L", "2", "--m", "1", "--n", "2", "--q", "7,2", "--inputs", "z1=1,2,5,6", "--inputs", "w=1", "--epochs", "2",
              "--bits-per-token", "1"],
    "widths": ["--L", "2", "--m", "1", "--n", "2", "--q", "6,2", "--epochs", "2", "--bits-per-token", "1", "--widths",
               "1:2:0=0", "--widths", "2:2:-1=2"],
}


def checked(path):
    return subprocess.run([sys.executable, CHECKER, path], capture_output=True, text=True)


def lies(protocol):
    """Changed copies, each with the word for it."""
    count = len(protocol["control_inputs"])

    def changed(change):
        copied = copy.deepcopy(protocol)
        change(copied)
        return copied

    def each_vector(p, vector):
        for message in p["messages"]:
            for bit in message["bits"]:
                if "coordinates" in bit:
                    bit["coordinates"] = [vector(x) for x in range(count)]

    yield "no vectors", changed(lambda p: each_vector(p, lambda x: 0))
    yield "vectors that need to know all", changed(lambda p: each_vector(p, lambda x: 1 << (x % 50)))
    yield "a control input less", changed(lambda p: p["control_inputs"].pop())
    yield "no messages", changed(lambda p: p.update(messages=[]))
    yield "empty answers", changed(lambda p: p.update(output=[[[] for _ in bit] for bit in p["output"]]))
    yield "no answers", changed(lambda p: p.update(output=[]))
    yield "messages in another order", changed(lambda p: p["messages"].reverse())
    yield "one vector for all", changed(lambda p: each_vector(p, lambda x: 3))


def main():
    failed = 0
    with tempfile.TemporaryDirectory() as work:
        for name, options in INSTANCES.items():
            bundle = os.path.join(work, name.replace(" ", "-"))
            made = subprocess.run([os.environ["ARCSAT"], "decide", *options, "--encoder", "xor", "--out", bundle, "--quiet"],
                                  capture_output=True, text=True)
            path = os.path.join(bundle, "xor-protocol.json")
            if made.returncode != 10 or not os.path.exists(path):
                print(f"FAILED: {name}: no witness of sums: {made.stdout}{made.stderr}")
                failed += 1
                continue
            result = checked(path)
            if result.returncode != 0 or "right for every table" not in result.stdout:
                print(f"FAILED: {name}: {result.stdout}{result.stderr}")
                failed += 1
            with open(path, encoding="utf-8") as file:
                protocol = json.load(file)
            for lie, document in lies(protocol):
                with open(os.path.join(work, "lie.json"), "w", encoding="utf-8") as file:
                    json.dump(document, file)
                result = checked(os.path.join(work, "lie.json"))
                if result.returncode != 2:
                    print(f"FAILED: {name}: accepted {lie}: {result.stdout}{result.stderr}")
                    failed += 1
        for text in ("", "[]", "{}", '{"format": "arcsat-protocol"}', "[" * 100000):
            with open(os.path.join(work, "lie.json"), "w", encoding="utf-8") as file:
                file.write(text)
            result = checked(os.path.join(work, "lie.json"))
            if result.returncode not in (1, 2) or "Traceback" in result.stderr:
                print(f"FAILED: accepted {text[:20]!r}: {result.stderr}")
                failed += 1
    if subprocess.run([sys.executable, CHECKER], capture_output=True).returncode != 1:
        print("FAILED: no arguments are no success")
        failed += 1
    print("failed" if failed else "all passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
