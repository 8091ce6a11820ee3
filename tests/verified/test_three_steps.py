#!/usr/bin/env python3
"""arcsat-verify on bounds about three steps: each number by one, sizes and models of another kind, and lies."""
import os
import unittest

from evidence import NO, RESULTS, read, verify_files

ARGUMENTS = os.path.join(RESULTS, "certificates", "arguments")
CONSTANTS, COUNTED = "m1-n124_5173904-q61_4_4-c2", "m8-n3720_89282537-q8-c3"


class ThreeSteps(unittest.TestCase):
    def judge(self, name, task=None, model=None, inputs=None, **lie):
        bundle = os.path.join(ARGUMENTS, name)
        certificate, doc = read(bundle, "certificate.json"), read(bundle, "three-steps.json")
        instance = certificate["instance"]
        instance["task"].update(task or {})
        instance["model"].update(model or {})
        instance["inputs"] = inputs or {}
        return verify_files(certificate=certificate, three_steps={**doc, **lie})

    def expect(self, code, name, **changes):
        found, text = self.judge(name, **changes)
        self.assertEqual(found, code, f"{changes} {text}")
        self.assertEqual(NO in text, code == 0, text)

    def test_constants(self):
        """Exactly as many queries as are needed; with more of them, each number by one."""
        roomy = {"n": [200, 10_000_000]}
        self.expect(0, CONSTANTS)
        self.expect(0, CONSTANTS, model={"epochs": 2})
        self.expect(0, CONSTANTS, task=roomy)
        for task in ({"n": [123, 5_173_904]}, {"n": [124, 5_173_903]}, {"q": [60, 4, 4]}, {"q": [61, 3, 4]}, {"q": [61, 4, 3]}, {"m": 2}):
            self.expect(2, CONSTANTS, task=task)
        for lie in ({"p1": 60}, {"p1": 62}, {"r": 17}, {"p2": 341}, {"h": 3}, {"h": 5}, {"rho": [2, 3]}, {"rho": [2, 1]}, {"tables": "counted"}):
            self.expect(2, CONSTANTS, task=roomy, **lie)
        self.expect(2, CONSTANTS, p2=343)
        self.expect(2, CONSTANTS, rho=[1, 3])

    def test_counted(self):
        roomy = {"n": [3720, 100_000_000]}
        self.expect(0, COUNTED)
        self.expect(2, COUNTED, p2=1499)
        self.expect(2, COUNTED, task={"n": [3720, 89_282_536]})
        for lie in ({"p1": 153}, {"p1": 155}, {"r": 7}, {"r": 9}, {"h": 3}, {"h": 9}, {"h": 10}, {"rho": [513, 1025]}, {"tables": "constants"}):
            self.expect(2, COUNTED, task=roomy, **lie)

    def test_other_instances(self):
        for model in ({"epochs": 4}, {"bits_per_token": 3}, {"widths": [{"epoch": 1, "from": 2, "to": 1, "bits": 2}]}):
            self.expect(2, CONSTANTS, model=model)
        self.expect(2, CONSTANTS, inputs={"z1": [0, 1]})
        self.expect(2, CONSTANTS, task={"n": [124], "q": [61, 4]})

    def test_documents_of_another_kind(self):
        for lie in ({"p1": 0}, {"r": 0}, {"p2": 0}, {"h": 0}, {"rho": [0, 2]}, {"rho": [1, 0]}, {"rho": [1]}, {"tables": "some"}, {"version": 2}):
            self.expect(1, CONSTANTS, **lie)

    def test_too_large(self):
        """Powers that would take hours are refused with a reason."""
        for lie in ({"p2": 10 ** 6}, {"r": 61, "p2": 10 ** 5}):
            self.expect(3, CONSTANTS, **lie)
        self.expect(3, CONSTANTS, model={"bits_per_token": 10 ** 9})


if __name__ == "__main__":
    unittest.main()
