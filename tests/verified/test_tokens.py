#!/usr/bin/env python3
"""arcsat-verify on sums over tokens: what it refutes by the sizes, the sizes at which it no longer does, and arcsat's own opinion."""
import os
import random
import subprocess
import unittest

from evidence import NO, RESULTS, verify, verify_files

BUNDLES = [os.path.join(RESULTS, "atlas", *name.split()) for name in
           ("models_one_step bundles 219", "models_one_step bundles 511", "models_one_step bundles 659", "models_two_step bundles 127")]


def cell(m, n, q, c, epochs=1, **kind):
    return {"task": {"L": len(q), "m": m, "n": n, "q": q}, "inputs": {},
            "model": {"kind": "decoder", "granularity": "sums", **kind, "epochs": epochs, "bits_per_token": c}}


def thoughts(count, bits):
    return {"kind": "chain-of-thought", "thoughts": count, "thought_bits": bits}


def judge(instance, verdict="unrealizable"):
    return verify_files(certificate={"verdict": verdict, "instance": instance})


class Tokens(unittest.TestCase):
    def test_committed(self):
        for bundle in BUNDLES:
            code, text = verify(bundle)
            self.assertEqual((code, NO in text), (0, True), text)

    def test_edges(self):
        """As many tables as there are codes for what the last player says, and one more."""
        encoder = {"kind": "encoder"}
        for instance, code in ((cell(1, [], [3], 1), 0), (cell(1, [], [2], 1), 3), (cell(2, [], [2], 1), 0), (cell(2, [], [2], 2), 3), (cell(1, [], [3], 1, 2), 3),
                               (cell(1, [], [3], 1, **encoder), 0), (cell(2, [], [2], 2, **encoder), 3), (cell(1, [2], [2, 2], 1, **encoder), 0),
                               (cell(1, [2], [2, 2], 2, **encoder), 3), (cell(2, [2], [2, 3], 2), 0), (cell(2, [1, 1], [2, 3, 3], 2), 3),
                               (cell(2, [], [2], 1, **thoughts(1, 0)), 0), (cell(2, [], [3], 1, **thoughts(1, 2)), 0), (cell(2, [], [2], 1, **thoughts(1, 2)), 3),
                               (cell(3, [], [4], 1, **thoughts(2, 1)), 0), (cell(3, [], [3], 1, **thoughts(2, 1)), 3), (cell(3, [], [4], 1, **thoughts(3, 1)), 3),
                               (cell(3, [], [4], 1, **thoughts(2, 2)), 3), (cell(3, [], [4], 1, **thoughts(2, "unlimited")), 3), (cell(3, [], [4], 1, 2, **thoughts(2, 1)), 3),
                               (cell(3, [], [4], 1, **thoughts(2, 10 ** 6)), 3)):
            found, text = judge(instance)
            self.assertEqual(found, code, f"{instance} {text}")

    def test_lies(self):
        """Restricted inputs, widths, another granularity or verdict: none of these has a theorem."""
        sound = cell(1, [], [3], 1)
        self.assertEqual(judge(sound)[0], 0)
        self.assertEqual(judge(sound, "realizable")[0], 3)
        for part, lie in (("inputs", {"z1": [0, 1]}), ("inputs", {"tuples": [[0, 0, 0]]}), ("model", {"granularity": "tokens"}),
                          ("model", {"widths": [{"epoch": 1, "from": 1, "to": -1, "bits": 2}]}), ("model", {"epochs": 0}), ("task", {"q": [0]})):
            instance = cell(1, [], [3], 1)
            instance[part] = {**instance[part], **lie}
            self.assertEqual(judge(instance)[0], 3, instance)
        printed = judge(sound)[1].splitlines()[0]
        self.assertIn('"kind":"decoder","granularity":"sums"', printed)

    def test_no_protocol_is_found_where_none_can_be(self):
        seed = int(os.environ.get("ARCSAT_SEED", "27"))
        print("seed", seed)
        chance, said = random.Random(seed), {0: 0, 3: 0}
        for _ in range(200 if os.environ.get("ARCSAT_SLOW") else 12):
            kind = chance.choice(({}, {"kind": "encoder"}, thoughts(chance.choice((1, 1, 2)), chance.choice((0, 1)))))
            q = [chance.choice((2, 3))] if chance.random() < 0.7 else [1, chance.choice((2, 3))]
            instance = cell(chance.choice((1, 2)), [1] * (len(q) - 1), q, 1, **kind)
            task, model = instance["task"], instance["model"]
            options = ["--L", str(task["L"]), "--m", str(task["m"]), "--q", ",".join(map(str, q)), "--bits-per-token", "1", "--epochs", "1",
                       "--model", model["kind"], "--granularity", "sums"] + (["--n", "1"] if len(q) > 1 else [])
            if "thoughts" in model:
                options += ["--thoughts", str(model["thoughts"]), "--thought-bits", str(model["thought_bits"])]
            done = subprocess.run([os.environ["ARCSAT"], "decide", *options, "--time-limit", "60"], capture_output=True, text=True, check=False)
            self.assertIn(done.returncode, (10, 20), done.stderr)
            code, text = judge(instance)
            said[code] += 1
            if code == 0:
                self.assertEqual(done.returncode, 20, f"{instance} {text}")
        self.assertGreater(min(said.values()), 2, said)


if __name__ == "__main__":
    unittest.main()
