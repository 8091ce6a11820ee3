#!/usr/bin/env python3
"""`arcsat explain`, from outside: protocols made wrong at random, each failing pair confirmed by `arcsat simulate`; cuts; bundles;
decompositions, true and false ones.

The environment variable ARCSAT names the program; ARCSAT_SLOW=1: 200 wrong protocols rather than 12; ARCSAT_SEED=N: other ones.
"""
import itertools
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUNDLES = ROOT / "results/certificates"
WITNESS = BUNDLES / "two-step/q34-three-epochs"
SEED = int(os.environ.get("ARCSAT_SEED", "14"))
COUNT = 200 if os.environ.get("ARCSAT_SLOW") == "1" else 12
faults = []


def arcsat(*arguments):
    done = subprocess.run([os.environ["ARCSAT"], *map(str, arguments)], capture_output=True, text=True, timeout=300)
    return done.returncode, done.stdout, done.stderr


def expect(true, words):
    if not true:
        faults.append(words)


def made_wrong(protocol, rng):
    """Some of what is said to player -1 in the last epoch changed, and an answer for each final view."""
    epochs = protocol["instance"]["model"]["epochs"]
    last = [m for m in protocol["messages"] if m["epoch"] == epochs and m["to"] == -1 and m["bits"] and m["rows"]]
    for message in last:
        for row in message["rows"]:
            if rng.random() < 0.3:
                row[-1] = rng.randrange(1 << message["bits"])
    heard = [m["bits"] for m in sorted((m for m in protocol["messages"] if m["to"] == -1), key=lambda m: (m["epoch"], m["from"]))]
    known = {json.dumps(row[:-1]) for row in protocol["output"]}
    queries = {row[0] for row in protocol["output"]}
    for w in sorted(queries):
        for values in itertools.product(*(range(1 << bits) for bits in heard)):
            if json.dumps([w, list(values)]) not in known:
                protocol["output"].append([w, list(values), rng.randrange(protocol["instance"]["task"]["q"][-1])])
    protocol["output"].sort()
    return protocol


def confirm(path, name):
    """Whether it is wrong; then the pair gets the same answer from simulate, which is wrong for one of the two."""
    code, out, err = arcsat("explain", path, "--json")
    if code not in (0, 2):
        faults.append(f"{name}: exit {code}: {err}")
        return False
    found = json.loads(out)
    if "pair" not in found:
        expect(code == (2 if "first_wrong_input" in found else 0), f"{name}: exit {code} without a pair")
        return False
    expect(code == 2, f"{name}: exit {code}, expected 2")
    runs = []
    for one, right in zip(found["pair"]["inputs"], found["pair"]["right_answers"]):
        code, out, err = arcsat("simulate", path, "--input", ",".join(map(str, one)), "--json")
        run = json.loads(out)["runs"][0]
        expect(run["right_answer"] == right, f"{name}: simulate says that {run['right_answer']} is right, explain {right}")
        runs.append(run)
    values = [{(m["epoch"], m["from"], m["to"]): m["value"] for m in run["messages"]} for run in runs]
    expect(all(values[0][k] == values[1][k] for k in values[0] if k[2] == -1), f"{name}: player -1 hears a difference")
    expect(runs[0]["answer"] == runs[1]["answer"], f"{name}: simulate answers the two differently")
    expect(runs[0]["right_answer"] != runs[1]["right_answer"], f"{name}: one answer is right for both")
    for message in found["pair"]["messages"]:
        key = (message["epoch"], message["from"], message["to"])
        expect([v[key] for v in values] == message["values"], f"{name}: simulate has other messages at {key}")
    return True


def wrong_protocols(directory):
    rng = random.Random(SEED)
    wrong, tried = 0, 0
    sources = [WITNESS / "protocol.json", *(p / "protocol.json" for p in (BUNDLES / "two-step").iterdir())]
    small = []
    for path in sources:
        if path.exists() and path.stat().st_size < 60000:
            protocol = json.loads(path.read_text())
            heard = sum(m["bits"] for m in protocol["messages"] if m["to"] == -1)
            if protocol["instance"]["model"].get("kind", "decoder") == "decoder" and heard <= 9:
                small.append(path)
    expect(len(small) >= 3, f"found {len(small)} small protocols, expected at least 3")
    while wrong < COUNT and tried < 4 * COUNT:
        tried += 1
        path = pathlib.Path(directory) / "wrong.json"
        path.write_text(json.dumps(made_wrong(json.loads(small[tried % len(small)].read_text()), rng)))
        wrong += confirm(path, f"wrong protocol {tried} of seed {SEED}")
    expect(wrong == COUNT, f"found {wrong} wrong protocols, expected {COUNT}")
    print(f"{wrong} wrong protocols of {tried}: each failing pair confirmed by simulate, seed {SEED}")


def cut_witness(directory):
    code, out, err = arcsat("explain", WITNESS, "--epochs", 2)
    expect(code == 2 and "at least 672 of 1152 inputs" in out, f"the witness cut to two epochs: exit {code}: {out}{err}")
    expect("player 2 holds different inputs, in 1 entry" in out and "|R| = 2 > 1" in out, f"the cut witness: {out}")
    code, out, err = arcsat("explain", WITNESS)
    expect(code == 0 and "every final view has one right answer" in out, f"the witness: exit {code}: {out}{err}")
    expect("In words, " in out and len(out.splitlines()) <= 60, f"the witness in words: {out}")
    code, out, err = arcsat("explain", WITNESS, "--epochs", 4)
    expect(code == 1 and "found \"4\"" in err, f"a cut to four epochs: exit {code}: {err}")
    code, out, err = arcsat("explain", WITNESS, "--epochs", 2, "--json")
    claim = json.loads(out)["decomposition"]
    path = pathlib.Path(directory) / "decomposition.json"
    path.write_text(json.dumps(claim))
    code, out, err = arcsat("explain", WITNESS, "--epochs", 2, "--decomposition", path)
    expect(code == 0 and "the protocol is wrong" in out, f"the decomposition: exit {code}: {out}{err}")
    for name, change, words in (("a member more", {"R": claim["R"] + [[1]]}, "are told apart"),
                                ("in epoch 1", {"epochs": 1}, "are told apart"),
                                ("a member twice", {"R": claim["R"] * 2}, "twice"),
                                ("no Z_1", {"Z": claim["Z"][:1]}, "expected W and Z_0 to Z_1"),
                                ("a table of none", {"R": [[64]]}, "expected an allowed one"),
                                ("18.9", {"l": 18.9}, "expected an integer"),
                                ("another format", {"format": "arcsat-decompositions"}, "arcsat-decomposition"),
                                ("another key", {"note": "trust me"}, "unknown key")):
        path.write_text(json.dumps(claim | change))
        code, out, err = arcsat("explain", WITNESS, "--epochs", 2, "--decomposition", path)
        expect(code == (2 if words == "are told apart" else 1) and words in err, f"a decomposition with {name}: exit {code}: {err}")


def every_form():
    """Bundles with tables, in closed form, of covers and of sums; decoders, encoders, thoughts, sums over tokens."""
    for name in ("certificates/corners/m1-two-steps", "separations/encoder-L1-m3-q4-c1/possible",
                 "separations/thoughts-L1-m2-q2-c1/possible", "certificates/covers/m4-q8-c1-e3",
                 "certificates/three-step/m2-n1_2-q2_3_2-c1-three-epochs"):
        code, out, err = arcsat("explain", ROOT / "results" / name)
        expect(code == 0 and "every final view has one right answer" in out, f"{name}: exit {code}: {err}")
    code, out, err = arcsat("explain", BUNDLES / "arguments/m2-n7-q2_3-c1", "--epochs", 1)
    expect(code == 1 and "the bundle of a refutation" in err, f"a refutation cut to one epoch: exit {code}: {err}")


with tempfile.TemporaryDirectory() as temporary:
    cut_witness(temporary)
    every_form()
    wrong_protocols(temporary)
for fault in faults:
    print("FAILED", fault)
sys.exit(1 if faults else 0)
