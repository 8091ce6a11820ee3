#!/usr/bin/env python3
"""Tests of results/check_witness.py: files that are no protocols, and its command line."""
import json
import os
import subprocess
import sys
import unittest

from witness_case import CHECKER, message, run, WitnessCase
from example_protocols import one_epoch, overridden, restricted, step_by_step, Task, two_by_three
from text_lies import text_lies


class CheckFiles(WitnessCase):
    # Files that are not protocols: exit code 1

    def test_format_and_version(self):
        self.malformed(one_epoch(), lambda doc: doc.update(format="arcsat-instance"), "format")
        self.malformed(one_epoch(), lambda doc: doc.pop("format"), "format")
        for version in [2, True, 1.0, "1", None]:
            self.malformed(one_epoch(), lambda doc: doc.update(version=version), "version")

    def test_unknown_keys(self):
        for part in [lambda doc: doc, lambda doc: doc["instance"], lambda doc: doc["instance"]["task"],
                     lambda doc: doc["instance"]["model"], lambda doc: doc["instance"]["model"]["widths"][0],
                     lambda doc: doc["messages"][1]]:
            self.malformed(overridden(), lambda doc: part(doc).update(extra=1), "unknown key", "extra")
        self.malformed(restricted(), lambda doc: doc["instance"]["inputs"].update(z3=[0]), "unknown key", "z3")

    def test_missing_keys(self):
        for part, key in [(lambda doc: doc, "messages"), (lambda doc: doc, "output"), (lambda doc: doc, "instance"),
                          (lambda doc: doc["instance"], "task"), (lambda doc: doc["instance"], "model"),
                          (lambda doc: doc["instance"]["task"], "m"), (lambda doc: doc["instance"]["model"], "kind"),
                          (lambda doc: doc["instance"]["model"], "epochs"), (lambda doc: doc["messages"][0], "rows"),
                          (lambda doc: doc["messages"][0], "bits")]:
            self.malformed(two_by_three(), lambda doc: part(doc).pop(key), "missing key", key)
        self.malformed(two_by_three(), lambda doc: doc["instance"]["task"].pop("n"), "instance.task.n", "length 1")

    def test_duplicate_json_key(self):
        text = json.dumps(one_epoch()).replace('"epochs": 1', '"epochs": 2, "epochs": 1')
        self.reject(text, 1, "duplicate key", "epochs")

    def test_integers_are_not_booleans_floats_or_strings(self):
        for value in [True, 1.0, "1", None, [1]]:
            self.malformed(one_epoch(), lambda doc: doc["messages"][0]["rows"][0].__setitem__(4, value), "expected an integer")
            self.malformed(one_epoch(), lambda doc: doc["messages"][0]["rows"][0].__setitem__(0, value), "expected an integer")
            self.malformed(one_epoch(), lambda doc: doc["output"][0].__setitem__(2, value), "expected an integer")
            self.malformed(one_epoch(), lambda doc: doc["output"][0][1].__setitem__(0, value), "expected an integer")
            self.malformed(one_epoch(), lambda doc: doc["messages"][0].update(epoch=value), "expected an integer")
            self.malformed(one_epoch(), lambda doc: doc["messages"][0].update(bits=value), "expected an integer")
            self.malformed(one_epoch(), lambda doc: doc["instance"]["task"].update(L=value), "task.L", "expected an integer")
            self.malformed(one_epoch(), lambda doc: doc["instance"]["model"].update(epochs=value), "expected an integer")
            self.malformed(one_epoch(), lambda doc: doc["instance"]["model"].update(bits_per_token=value),
                           "expected an integer")
            self.malformed(restricted(), lambda doc: doc["instance"]["inputs"]["z0"].__setitem__(0, value),
                           "expected an integer")

    def test_true_is_not_one_where_the_row_for_one_exists(self):
        def corrupt(doc):
            row = next(row for row in message(doc, 1, 0, -1)["rows"] if row[0] == 1)
            row[0] = True
        self.malformed(one_epoch(), corrupt, "True", "expected an integer")

    def test_rows_of_the_wrong_shape(self):
        for row in [[0, [], 0, []], [0, [], 0, [], 0, 0], 5, None, {"a": 1}]:
            self.malformed(one_epoch(), lambda doc: doc["messages"][0]["rows"].append(row), "expected an array of length 5")
        self.malformed(one_epoch(), lambda doc: doc["messages"][0]["rows"].append([0, 0, 0, [], 0]), "expected an array")
        self.malformed(one_epoch(), lambda doc: doc["output"].append([0, [0, 0]]), "expected an array of length 3")
        self.malformed(one_epoch(), lambda doc: doc["messages"][0].update(rows={}), "expected an array")
        self.malformed(one_epoch(), lambda doc: doc.update(messages={}), "messages", "expected an array")
        self.malformed(one_epoch(), lambda doc: doc["messages"].append(3), "expected an object")

    def test_bad_task(self):
        for key, value in [("L", 0), ("L", -1), ("L", 2), ("m", 0), ("m", 2 ** 64), ("n", [1]), ("n", [0]), ("q", [2, 2]),
                           ("q", []), ("q", [0]), ("q", 2), ("q", [True])]:
            self.malformed(one_epoch(), lambda doc: doc["instance"]["task"].update({key: value}), "instance.task")
        self.malformed(one_epoch(), lambda doc: doc["instance"]["task"].update(m=10 ** 9), "too large")

    def test_bad_model(self):
        for kind in ["ring", "Encoder", "", None, 1]:
            self.malformed(one_epoch(), lambda doc: doc["instance"]["model"].update(kind=kind), "not supported")
        for granularity in ["sum", "", None, 1]:
            self.malformed(one_epoch(), lambda doc: doc["instance"]["model"].update(granularity=granularity), "granularity")
        self.malformed(one_epoch(), lambda doc: doc["instance"]["model"].update(kind="chain-of-thought"), "missing key")
        self.malformed(one_epoch(), lambda doc: doc["instance"]["model"].update(thoughts=1, thought_bits=1), "unknown key")
        for epochs in [0, -1, 10 ** 12]:
            self.malformed(one_epoch(), lambda doc: doc["instance"]["model"].update(epochs=epochs), "model.epochs")
        self.malformed(one_epoch(), lambda doc: doc["instance"]["model"].update(bits_per_token=-1), "bits_per_token")
        self.malformed(one_epoch(), lambda doc: doc["instance"]["model"].update(B=1), "exactly one")
        self.malformed(one_epoch(), lambda doc: doc["instance"]["model"].pop("bits_per_token"), "exactly one")
        b = step_by_step(Task(2, 2, [1], [2, 2]), 1, use_b=True)
        for value in [0.25, True, "0.5", None, 1e308]:
            self.malformed(b, lambda doc: doc["instance"]["model"].update(B=value), "model.B", "multiple of 0.5")

        for value, said in [(-0.5, "negative"), (float("nan"), "found NaN"), (float("inf"), "found Infinity")]:
            self.malformed(b, lambda doc: doc["instance"]["model"].update(B=value), said)

    def test_bad_overrides(self):
        for key, value in [("epoch", 0), ("epoch", 4), ("from", 3), ("from", -1), ("to", 2), ("to", -2), ("bits", -1),
                           ("bits", 1.5)]:
            self.malformed(overridden(), lambda doc: doc["instance"]["model"]["widths"][0].update({key: value}),
                           "model.widths[0]." + key)
        self.malformed(overridden(), lambda doc: doc["instance"]["model"]["widths"].append(
            doc["instance"]["model"]["widths"][1]), "duplicate override")

    def test_bad_restrictions(self):
        for inputs, word in [({"z2": [16]}, "0 to 15"), ({"z2": [-1]}, "z2"), ({"z2": []}, "empty"), ({"z2": 3}, "array"),
                             ({"w": [1]}, "inputs.w"), ({"tuples": []}, "empty"), ({"tuples": [[0, 0, 0]]}, "length 4"),
                             ({"tuples": [[0, 0, 0, 16]]}, "0 to 15"), ({"tuples": [[0, 0, 0, 0]], "z0": [0]}, "both"),
                             ({"tuples": [[0, True, 0, 0]]}, "integer"), ([], "object"), (None, "object"),
                             ({"z-1": [0]}, "unknown key")]:
            self.malformed(two_by_three(), lambda doc: doc["instance"].update(inputs=inputs), "instance.inputs", word)

    def test_not_json(self):
        for text in ["", "{", "[1, 2]", "7", "not json", json.dumps(one_epoch())[:-1], json.dumps(one_epoch()) + "x",
                     "[" * 100000, '{"format": ' + "9" * 5000 + "}"]:
            self.reject(text, 1)
        path = self.write("")
        with open(path, "wb") as file:
            file.write(b'{"format": "\xff"}')
        self.assertEqual(run(path)[0], 1)

    def test_huge_instances_are_refused_or_fail_soon(self):
        def large_domain(doc):  # 2^31 inputs of player 1: the first missing row must be found without listing them
            doc["instance"]["task"].update(m=31, q=[2])
            doc["instance"]["model"]["bits_per_token"] = 0
            doc["messages"], doc["output"] = [], []
        self.wrong(one_epoch(), large_domain, "output: missing row")
        self.malformed(two_by_three(), lambda doc: doc["instance"]["task"].update(q=[2 ** 40, 2]), "too large")
        doc = {"task": {"L": 400, "m": 1, "n": [2 ** 62] * 399, "q": [1] * 400},
               "model": {"kind": "decoder", "epochs": 1, "bits_per_token": 0}}
        self.malformed(one_epoch(), lambda d: d.update(instance=doc), "too large")
        doc["task"]["n"] = [1] * 399
        self.accept({**one_epoch(), "instance": doc, "messages": [], "output": [[0, [0] * 401, 0]]}, "L=400")
        wide = {"task": {"L": 1, "m": 2 ** 31, "q": [1]}, "model": {"kind": "decoder", "epochs": 1, "bits_per_token": 2 ** 62}}
        self.malformed(one_epoch(), lambda d: (d.update(instance=wide), d["messages"][0].update(bits="x")), "bits")
        self.wrong(one_epoch(), lambda d: (d.update(instance=wide), d["messages"][0].update(
            bits=2 ** 62, rows=[[0, [], 0, [], -1]])), "out of range", "huge")

    def test_lies_about_the_text(self):
        told = 0
        for doc in (one_epoch(), restricted(), overridden()):
            for name, content in text_lies(json.dumps(doc).encode()):
                path = os.path.join(self.directory.name, "lie.json")
                with open(path, "wb") as file:
                    file.write(content)
                with self.subTest(name):
                    code, out, err = run(path)
                    self.assertEqual((code, out, err.count("\n")), (1, "", 1), name)
                told += 1
        self.assertGreater(told, 300)

    # The command line

    def test_it_runs_from_any_directory_and_leaves_nothing_behind(self):
        path = self.write(one_epoch())
        for interpreter in {sys.executable, "/usr/bin/python3"}:
            if not os.path.exists(interpreter):
                continue
            done = subprocess.run([interpreter, CHECKER, path], cwd=self.directory.name, capture_output=True, text=True,
                                  env={})
            self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertFalse(os.path.exists(os.path.join(os.path.dirname(CHECKER), "__pycache__")))

    def test_what_cannot_be_printed_is_no_success(self):
        with open("/dev/full", "w", encoding="utf-8") as full:
            done = subprocess.run([sys.executable, CHECKER, self.write(one_epoch())], stdout=full, stderr=subprocess.PIPE,
                                  text=True)
        self.assertEqual((done.returncode, done.stderr.count("\n")), (1, 1), done.stderr)
        self.assertIn("cannot be printed", done.stderr)

    def test_usage(self):
        for arguments in [[], ["--quiet"], ["--nonsense", self.write(one_epoch())], ["-q"]]:
            code, out, err = run(*arguments)
            self.assertEqual((code, out, err.count("\n")), (1, "", 1))
            self.assertIn("usage", err)

    def test_unreadable_files(self):
        code, out, err = run(os.path.join(self.directory.name, "absent\n.json"))
        self.assertEqual((code, out, err.count("\n")), (1, "", 1))
        self.assertIn("cannot be read", err)
        self.assertEqual(run(self.directory.name)[0], 1)

    def test_quiet(self):
        self.assertEqual(run("--quiet", self.write(one_epoch())), (0, "", ""))
        doc = one_epoch()
        doc["output"].pop()
        code, out, err = run("--quiet", self.write(doc))
        self.assertEqual((code, out), (2, ""))
        self.assertIn("missing row", err)

    def test_worst_of_several_files(self):
        right, bad = self.write(one_epoch(), "right.json"), self.write("{", "bad.json")
        doc = one_epoch()
        doc["output"].pop()
        wrong = self.write(doc, "wrong.json")
        code, out, err = run(right, right)
        self.assertEqual((code, out.count("proved"), err), (0, 2, ""))
        code, out, err = run(wrong, right, bad)
        self.assertEqual((code, out.count("proved"), err.count("\n")), (2, 1, 2))
        self.assertEqual(run(bad, right)[0], 1)


if __name__ == "__main__":
    unittest.main()
