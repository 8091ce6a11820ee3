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
sys.path.insert(0, os.path.join(HERE, "..", "checkers"))
from checkers import checker
from text_lies import text_lies

checked = checker("check_sums")
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

    last = protocol["instance"]["task"]["L"]
    task, model = ("instance", "task"), ("instance", "model")
    sent = [message for message in protocol["messages"] if message["bits"]]
    from_last = next(k for k, message in enumerate(protocol["messages"]) if message["from"] == last and message["bits"])
    lower = next((k for k, message in enumerate(protocol["messages"]) if message["from"] < last and message["bits"]), None)
    tokens = protocol["instance"]["task"]["m"] if last == 1 else task_positions(protocol)
    beyond = tokens * len(protocol["output"])

    def at(value, *path):
        def change(p):
            for key in path[:-1]:
                p = p[key]
            p[path[-1]] = value
        return changed(change)

    def bit_of(k, key, value):
        def change(p):
            bit = p["messages"][k]["bits"][0]
            bit[key] = [value(x, old) for x, old in enumerate(bit[key])]
        return changed(change)

    yield "no vectors", changed(lambda p: each_vector(p, lambda x: 0))
    yield "vectors that need to know all", changed(lambda p: each_vector(p, lambda x: 1 << (x % 50)))
    yield "a control input less", changed(lambda p: p["control_inputs"].pop())
    yield "no messages", changed(lambda p: p.update(messages=[]))
    yield "empty answers", changed(lambda p: p.update(output=[[[] for _ in bit] for bit in p["output"]]))
    yield "no answers", changed(lambda p: p.update(output=[]))
    yield "messages in another order", changed(lambda p: p["messages"].reverse())
    yield "one vector for all", changed(lambda p: each_vector(p, lambda x: 3))
    # The instance, so that another statement would be proved.
    yield "another kind", at("encoder", *model, "kind")
    yield "an empty kind", at("", *model, "kind")
    yield "a kind that is a list", at(["decoder"], *model, "kind")
    yield "no kind", changed(lambda p: p["instance"]["model"].pop("kind"))
    yield "an answer table more", changed(lambda p: p["instance"]["task"]["q"].append(1))
    yield "an answer table less", changed(lambda p: p["instance"]["task"]["q"].pop())
    yield "a query size more", changed(lambda p: p["instance"]["task"]["n"].append(1))
    yield "more answers", changed(lambda p: p["instance"]["task"]["q"].__setitem__(-1, 2 * p["instance"]["task"]["q"][-1]))
    yield "more inputs of player 0", at(protocol["instance"]["task"]["m"] + 1, *task, "m")
    yield "fewer epochs", at(max(message["epoch"] for message in sent) - 1, *model, "epochs")
    yield "no bits", changed(lambda p: p["instance"]["model"].update(bits_per_token=0, widths=[]))
    yield "both ways to say c", at(1, *model, "B")
    yield "a width of no message", at([{"epoch": 1, "from": 0, "to": 0, "bits": 1}], *model, "widths")
    yield "a width twice", at([{"epoch": 1, "from": 1, "to": 0, "bits": 1}] * 2, *model, "widths")
    yield "inputs of nobody", at({"z9": [0]}, "instance", "inputs")
    yield "fewer inputs", at({f"z{last - 1}": [0]}, "instance", "inputs")
    yield "no inputs", at({"z0": []}, "instance", "inputs")
    yield "an index twice", at({"z0": [0, 0]}, "instance", "inputs")
    # The control inputs.
    yield "a control input twice", changed(lambda p: p["control_inputs"].__setitem__(0, p["control_inputs"][1]))
    yield "a control input of all players", changed(lambda p: [control.append(0) for control in p["control_inputs"]])
    yield "a control input of fewer players", changed(lambda p: p["control_inputs"][0].pop())
    yield "a control input out of its domain", changed(lambda p: p["control_inputs"][0].__setitem__(1, 10 ** 6))
    # The messages.
    yield "a message twice", changed(lambda p: p["messages"].insert(from_last, p["messages"][from_last]))
    yield "a message of nobody", at(last + 1, "messages", from_last, "from")
    yield "a message upwards", at(last, "messages", from_last, "to")
    yield "a message to nobody", at(-2, "messages", from_last, "to")
    yield "a message in epoch 0", at(0, "messages", from_last, "epoch")
    yield "a message after the end", at(protocol["instance"]["model"]["epochs"] + 1, "messages", -1, "epoch")
    yield "more bits than the width", changed(
        lambda p: [message["bits"].extend(message["bits"] * 40) for message in p["messages"]])
    yield "a message less", changed(lambda p: p["messages"].remove(sent[0]))
    # The bits.
    yield "coordinates that there are not", bit_of(from_last, "coordinates", lambda x, old: old | 1 << beyond)
    yield "a negative vector", bit_of(from_last, "coordinates", lambda x, old: -1)
    yield "a vector less", changed(lambda p: p["messages"][from_last]["bits"][0]["coordinates"].pop())
    yield "player L decides", changed(lambda p: p["messages"][from_last]["bits"][0].update(data=[1] * count))
    if lower is not None:
        yield "data bits of 2", bit_of(lower, "data", lambda x, old: 2)
        yield "control bits of 2", bit_of(lower, "control", lambda x, old: 2)
        yield "all is data", changed(lambda p: p["messages"][lower]["bits"][0].update(data=[1] * count, control=[1] * count))
        yield "a sum of what comes later", bit_of(lower, "added", lambda x, old: [10 ** 6])
        yield "a negative bit", bit_of(lower, "added", lambda x, old: [-1])
        yield "a sum of sums", bit_of(lower, "added", lambda x, old: [[0]])
        yield "too few sums", changed(lambda p: p["messages"][lower]["bits"][0]["added"].pop())
        yield "coordinates of another", changed(lambda p: p["messages"][lower]["bits"][0].update(coordinates=[0] * count))
    # The answer.
    yield "an answer bit more", changed(lambda p: p["output"].append(p["output"][0]))
    yield "an answer bit less", changed(lambda p: p["output"].pop())
    yield "an answer's sum less", changed(lambda p: p["output"][0].pop())
    yield "an answer of what never came", at([10 ** 6], "output", 0, 0)
    if len(protocol["output"]) > 1:
        yield "an answer packed the other way", changed(lambda p: p["output"].reverse())


def task_positions(protocol):
    return protocol["instance"]["task"]["n"][-1] * protocol["instance"]["task"]["q"][-2]


def main():
    failed = told = 0
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
            code, out, err = checked(path)
            with open(os.path.join(bundle, "certificate.json"), encoding="utf-8") as file:
                certificate = json.load(file)
            canonical = json.dumps(certificate["instance"], separators=(",", ":"))
            if code != 0 or f": proved: {certificate['statement']}; instance {canonical}; right for every table" not in out:
                print(f"FAILED: {name}: {out}{err}")
                failed += 1
            with open(path, encoding="utf-8") as file:
                protocol = json.load(file)
            for lie, document in lies(protocol):
                with open(os.path.join(work, "lie.json"), "w", encoding="utf-8") as file:
                    json.dump(document, file)
                told += 1
                code, out, err = checked(os.path.join(work, "lie.json"))
                if code not in (1, 2) or out or len(err.splitlines()) != 1:
                    print(f"FAILED: {name}: accepted {lie}: {code} {out}{err}")
                    failed += 1
            with open(path, "rb") as file:
                content = file.read()
            for lie, content in text_lies(content):
                with open(os.path.join(work, "lie.json"), "wb") as file:
                    file.write(content)
                told += 1
                code, out, err = checked(os.path.join(work, "lie.json"))
                if code not in (1, 2) or out or len(err.splitlines()) != 1:
                    print(f"FAILED: {name}: accepted {lie}: {code} {out}{err}")
                    failed += 1
    if checked()[0] != 1:
        print("FAILED: no arguments are no success")
        failed += 1
    print(f"{told} lies; " + (f"{failed} failed" if failed else "all passed"))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
