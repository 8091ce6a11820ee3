#!/usr/bin/env python3
"""Tests of results/check_counting.py: it accepts bounds that hold, by hand and committed, and rejects lies about them."""
import copy
import glob
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "checkers"))
from checkers import RESULTS, checker
from text_lies import text_lies

run = checker("check_counting")
COMMITTED = sorted(os.path.dirname(path) for path in
                   glob.glob(os.path.join(RESULTS, "certificates", "**", "counting.json"), recursive=True))


def instance(L, m, n, q, epochs, c, inputs=None, widths=None):
    model = {"kind": "decoder", "epochs": epochs, "bits_per_token": c}
    if widths:
        model["widths"] = widths
    return {"task": {"L": L, "m": m, "n": n, "q": q}, "inputs": inputs or {}, "model": model}


def bound(knows, contexts, messages, bits, answers):
    return {"format": "arcsat-counting", "version": 2, "knows": [{"player": p, "after": t} for p, t in knows],
            "contexts": contexts,
            "messages": [{"epoch": t, "from": j, "to": i, "bits": b, "situations": str(s)} for t, j, i, b, s in messages],
            "bits": str(bits), "answers": str(answers)}


def one_step(q, c, m=1):
    """L = 1, E = 1: player 1 can say c bits to player -1, who is to know one of q^m tables' entries."""
    counted = [(1, 1, -1, c, 1)] if c > 0 else []
    return (instance(1, m, [], [q], 1, c),
            bound([(1, 0)], [[0, z] for z in range(m)], counted, sum(b * s for *_, b, s in counted), q ** m))


def content_of(*path):
    with open(os.path.join(*path), "rb") as file:
        return file.read()


class CheckCounting(unittest.TestCase):
    def setUp(self):
        self.directory = tempfile.TemporaryDirectory()
        self.addCleanup(self.directory.cleanup)

    def path(self, name):
        return os.path.join(self.directory.name, name)

    def write(self, name, content):
        with open(self.path(name), "wb") as file:
            file.write(content if isinstance(content, bytes) else (json.dumps(content, separators=(",", ":")) + "\n").encode())
        return self.path(name)

    def judged(self, of, counted):
        return run("--instance", self.write("instance.json", of), self.write("counting.json", counted))

    def accept(self, of, counted, *words):
        code, out, err = self.judged(of, counted)
        self.assertEqual((code, err, out.count("\n")), (0, "", 1), err)
        for word in (json.dumps(of, separators=(",", ":")), *words):
            self.assertIn(word, out)

    def reject(self, of, counted, *words, codes=(1, 2)):
        code, out, err = self.judged(of, counted)
        self.assertIn(code, codes, (out, err))
        self.assertEqual((out, err.count("\n")), ("", 1), err)
        for word in words:
            self.assertIn(word, err)

    # Bounds by hand

    def test_one_step_is_strict(self):
        # 2^bits answers can be told apart, so that many do not refute: realizable cells stand on the boundary.
        for c in range(7):
            self.accept(*one_step(2 ** c + 1, c), "No 1-epoch", "1 context")
            self.reject(*one_step(2 ** c, c), "suffice", codes=(2,))
            if c > 1:
                self.reject(*one_step(2 ** c - 1, c), "suffice", codes=(2,))
        self.accept(*one_step(2, 1, m=2))
        self.reject(*one_step(2, 2, m=2), "suffice", codes=(2,))
        self.accept(*one_step(3, 3, m=2))
        self.reject(*one_step(1, 0), "suffice", codes=(2,))  # one answer needs no bit

    def test_a_step_below_by_hand(self):
        # (1; 2; 8, 2), c = 1, E = 2, with all tables z_1, which are constants.
        of = instance(2, 1, [2], [8, 2], 2, 1)
        contexts = [[w, 0, k] for k in range(8) for w in range(2)]
        counted = bound([(2, 0)], contexts,
                        [(1, 2, -1, 1, 2),   # one for each w
                         (1, 2, 0, 1, 1),    # z_0 is always 0
                         (1, 2, 1, 1, 8),    # one for each z_1
                         (2, 2, -1, 1, 4)],  # one for each w and bit that player 1 said; player 0 says the same for all z_1
                        15, 65536)
        self.accept(of, counted, "No 2-epoch", "65536 different lists")
        for message in range(4):
            fewer = copy.deepcopy(counted)
            fewer["messages"][message]["situations"] = str(int(fewer["messages"][message]["situations"]) - 1)
            fewer["bits"] = "14"
            self.reject(of, fewer, "messages: ", codes=(2,))
        # One bit more, and 2^16 lists of answers do not refute any more.
        self.reject(instance(2, 1, [2], [8, 2], 2, 1, widths=[{"epoch": 1, "from": 2, "to": 0, "bits": 2}]), counted,
                    "16 bits suffice for 65536", codes=(2,))

    def test_restricted_inputs_count_the_tables_that_all_contexts_allow(self):
        of, counted = one_step(5, 2)
        of["inputs"] = {"z1": [0, 1, 2, 3]}
        self.reject(of, counted, "suffice for 4", codes=(2,))
        of["inputs"] = {"z1": [4, 2, 3, 1, 0]}
        code, out, err = self.judged(of, counted)
        self.assertEqual(code, 0, err)
        self.assertIn('on its 5 allowed inputs; instance {"task":{"L":1,"m":1,"n":[],"q":[5]},"inputs":{"z1":[0,1,2,3,4]}', out)
        of["inputs"] = {"tuples": [[0, 0, z] for z in range(5)]}
        self.accept(of, counted, "on its 5 allowed inputs")
        of["inputs"]["tuples"].pop()
        self.reject(of, counted, "suffice for 4", codes=(2,))
        of, counted = one_step(2, 1, m=2)
        of["inputs"] = {"tuples": [[0, 0, z] for z in range(4)] + [[0, 1, 0], [0, 1, 3]]}
        self.reject(of, counted, "suffice for 2", codes=(2,))
        of["inputs"] = {"z0": [0]}
        self.reject(of, counted, "suffice for 0", codes=(2,))

    def test_huge_widths_and_answers(self):
        of, counted = one_step(3, 2 ** 40)
        self.reject(of, counted, "suffice", codes=(2,))
        q, m = 2 ** 9, 500
        of, counted = one_step(q, 4499, m=m)
        self.accept(of, counted)
        of, counted = one_step(q, 4500, m=m)
        self.reject(of, counted, "suffice", codes=(2,))

    def test_no_bound_refutes_what_is_realizable(self):
        chance = random.Random(5)
        for L, m, n, q, epochs, c in ((2, 2, [1], [2, 5], 2, 1), (2, 2, [2], [2, 4], 2, 1), (2, 1, [2], [7, 2], 2, 1),
                                      (2, 1, [2], [2, 3], 2, 1), (2, 1, [4], [2, 3], 2, 1), (2, 2, [1], [3, 4], 3, 1),
                                      (2, 1, [2], [8, 2], 3, 1), (1, 6, [], [2], 2, 2), (2, 1, [1], [3, 35], 2, 2),
                                      (3, 1, [1, 1], [2, 2, 16], 4, 1), (1, 1, [], [16], 1, 4)):
            of = instance(L, m, n, q, epochs, c)
            sizes = [n[0] * (n[1] if L > 2 else 1) if L > 1 else 1, m] + [
                q[l] ** ([m] + [n[k] * q[k] for k in range(L - 1)])[l] for l in range(L - 1)]
            for _ in range(40):
                everything = chance.random() < 0.2
                contexts = sorted({tuple(chance.randrange(size) for size in sizes)
                                   for _ in range(400 if everything else chance.randrange(1, 30))})
                knows = [(p, chance.randrange(4)) for p in range(L) if chance.random() < 0.4] + [(L, 0)]
                self.reject(of, bound(knows, contexts, [], 0, 0), "suffice", codes=(2,))

    # Lies

    def test_lies_about_a_bound(self):
        of = instance(2, 1, [2], [8, 2], 2, 1)
        bundle = next(path for path in COMMITTED if json.loads(content_of(path, "certificate.json"))["instance"] == of)
        content = content_of(bundle, "counting.json")
        right = json.loads(content)
        self.accept(of, content)
        told = 0
        for lie, changed in text_lies(content):
            with self.subTest(lie):
                self.reject(of, changed)
            told += 1
        self.assertGreater(told, 150)
        for lie, change in {
                "no context": lambda d: d.update(contexts=[]),
                "a context twice": lambda d: d["contexts"].append(d["contexts"][0]),
                "a context less": lambda d: d["contexts"].pop(), "half": lambda d: d.update(contexts=d["contexts"][::2]),
                "a context of all players": lambda d: d["contexts"][0].append(0),
                "a context of fewer": lambda d: d["contexts"][0].pop(),
                "out of the domain": lambda d: d["contexts"].append([0, 0, 8]),
                "messages in another order": lambda d: d["messages"].reverse(),
                "nobody knows": lambda d: d.update(knows=[]), "L knows late": lambda d: d["knows"][0].update(after=1),
                "L does not know": lambda d: d["knows"][0].update(player=1),
                "player 1 knows, too": lambda d: d["knows"].insert(0, {"player": 1, "after": 0}),
                "player -1 knows": lambda d: d["knows"].insert(0, {"player": -1, "after": 0}),
                "twice": lambda d: d["knows"].append({"player": 2, "after": 0}),
                "nobody's": lambda d: d["knows"].append({"player": 3, "after": 0}),
                "a negative time": lambda d: d["knows"].insert(0, {"player": 1, "after": -1}),
                "bits that are a number": lambda d: d.update(bits=int(d["bits"])),
                "bits with a zero before": lambda d: d.update(bits="0" + d["bits"]),
                "answers with a sign": lambda d: d.update(answers="+" + d["answers"]),
                "more answers": lambda d: d.update(answers=d["answers"] + "0"),
                "a message less": lambda d: d["messages"].pop(), "another message": lambda d: d["messages"][0].update(to=0),
                "version 1": lambda d: d.update(version=1), "another format": lambda d: d.update(format="arcsat-rows")}.items():
            doc = copy.deepcopy(right)
            change(doc)
            with self.subTest(lie):
                self.reject(of, doc)
        for lie, text in {"spaces": json.dumps(right),
                          "another order": json.dumps(right, sort_keys=True, separators=(",", ":")) + "\n",
                          "no line's end": content.decode().rstrip()}.items():
            with self.subTest(lie):
                self.reject(of, text.encode())
        for lie, other in {
                "a bit more": instance(2, 1, [2], [8, 2], 2, 2), "an epoch more": instance(2, 1, [2], [8, 2], 3, 1),
                "fewer positions": instance(2, 1, [2], [7, 2], 2, 1), "other answers": instance(2, 1, [2], [8, 3], 2, 1),
                "an encoder": {**of, "model": {**of["model"], "kind": "encoder"}},
                "no kind": {**of, "model": {"epochs": 2, "bits_per_token": 1}},
                "one table": {**of, "inputs": {"z2": [0]}}, "no w": {**of, "inputs": {"w": [0]}}}.items():
            with self.subTest(lie):
                self.reject(other, content)

    def test_lies_about_a_bundle(self):
        source = COMMITTED[0]
        shutil.copytree(source, self.path("bundle"))
        self.assertEqual(run(self.path("bundle"))[0], 0)
        content = content_of(source, "certificate.json")
        right = json.loads(content)

        def rejected(lie):
            code, out, err = run(self.path("bundle"))
            self.assertEqual((code in (1, 2), out, err.count("\n")), (True, "", 1), (lie, err))
        for lie, changed in text_lies(content):
            self.write("bundle/certificate.json", changed)
            rejected(lie)

        def hashed(doc):
            text = json.dumps(doc["instance"], separators=(",", ":"))
            doc["instance_sha256"] = hashlib.sha256(text.encode()).hexdigest()
        for lie, change in {
                "realizable": lambda d: d.update(verdict="realizable"), "undecided": lambda d: d.update(verdict="undecided"),
                "another sentence": lambda d: d.update(statement=d["statement"].replace("No 1", "No 2")),
                "a positive sentence": lambda d: d.update(statement=d["statement"].replace("No ", "A ")),
                "another encoder": lambda d: d["encoder"].update(name="compact"),
                "another hash": lambda d: d.update(instance_sha256="0" * 64),
                "a file's hash": lambda d: d["files"].update({"counting.json": "0" * 64}),
                "another file": lambda d: d["files"].update({"proof.lrat.xz": "0" * 64}),
                "a file less": lambda d: d["files"].pop("counting.json"),
                "another instance": lambda d: d["instance"]["task"].update(m=3),
                "another instance, hashed": lambda d: (d["instance"]["task"].update(m=3), hashed(d)),
                "negative time": lambda d: d["seconds"].update(check=-1),
                "a formula": lambda d: d.update(formula={"sha256": "0" * 64, "variables": 1, "clauses": 1})}.items():
            doc = copy.deepcopy(right)
            change(doc)
            self.write("bundle/certificate.json", json.dumps(doc).encode())
            rejected(lie)
        os.remove(self.path("bundle/certificate.json"))
        rejected("no certificate")

    # The command line

    def test_instances(self):
        for committed in COMMITTED[:5]:
            for of in ("certificate.json", "instance.toml"):
                code, out, err = run("--instance", os.path.join(committed, of), os.path.join(committed, "counting.json"))
                self.assertEqual((code, err), (0, ""))
        for content in (b"", b"x = ", b"format = 'x'", b"\xff"):
            code, out, err = run("--instance", self.write("bad.toml", content), os.path.join(COMMITTED[0], "counting.json"))
            self.assertEqual((code, out, err.count("\n")), (1, "", 1))

    def test_usage(self):
        for arguments in ([], ["--quiet"], ["--instance"], ["--instance", "x"], ["--nonsense", COMMITTED[0]]):
            code, out, err = run(*arguments)
            self.assertEqual((code, out, err.count("\n")), (1, "", 1), err)
        self.assertEqual(run("--quiet", *COMMITTED[:3]), (0, "", ""))
        self.assertEqual(run(self.directory.name)[0], 1)
        self.assertEqual(run(self.path("absent"), COMMITTED[0])[0], 1)

    def test_it_runs_from_any_directory(self):
        done = subprocess.run([sys.executable, os.path.join(RESULTS, "check_counting.py"), os.path.abspath(COMMITTED[0])],
                              cwd=self.directory.name, capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))


if __name__ == "__main__":
    unittest.main()
