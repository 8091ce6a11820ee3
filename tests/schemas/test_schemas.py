#!/usr/bin/env python3
"""Every format has a JSON Schema in src/schemas, judged by a library: what is committed validates, what the program prints
validates, and what is mutated does not. With ARCSAT_SLOW=1 every committed file, else of each name some that are small."""
import copy
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import tomllib
import unittest

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "src/schemas"
ARCSAT = os.environ["ARCSAT"]
SLOW = os.environ.get("ARCSAT_SLOW") == "1"
SMALL = 20_000
SEED = int(os.environ.get("ARCSAT_SEED", "29"))
# Written by arcsat and read back, but not formats of their own: a line for each measurement has what that suite measures.
WITHOUT_SCHEMA = {"arcsat-measurement", "arcsat-decomposition-check", "arcsat-verify"}


def validator(name):
    """What several formats share is put into the schema, so that nothing has to be looked up."""
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text().replace("common.schema.json#", "#"))
    schema["$defs"] = json.loads((SCHEMAS / "common.schema.json").read_text())["$defs"]
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


VALIDATORS = {path.name.partition(".")[0]: validator(path.name.partition(".")[0]) for path in SCHEMAS.glob("*.schema.json")
              if path.name != "common.schema.json"}


def validator_of(document):
    return VALIDATORS[document["format"].removeprefix("arcsat-")]


def fault(document):
    error = jsonschema.exceptions.best_match(validator_of(document).iter_errors(document))
    return error and f"{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}"


def committed():
    """Paths of what is committed: all in the slow lane, else of each name some that are small."""
    found = [*ROOT.glob("results/**/*.json"), *ROOT.glob("instances/**/*.toml"), *ROOT.glob("results/atlas/*.toml")]
    found = sorted(path for path in found if path.name != "larger.json")
    if SLOW:
        return found
    by_name = {}
    for path in found:
        if path.stat().st_size < SMALL:
            by_name.setdefault("an instance" if "instances" in path.parts else path.name, []).append(path)
    rng = random.Random(SEED)
    return [path for paths in by_name.values() for path in rng.sample(paths, min(len(paths), 20))]


def load(path):
    text = path.read_text(encoding="utf-8")
    return tomllib.loads(text) if path.suffix == ".toml" else json.loads(text)


def mutations(value, rng):
    """Copies of an object, each with one thing changed that no format allows."""
    yield {**value, "unknown": 1}
    yield {**value, "version": 99}
    yield {**value, "version": str(value["version"])}
    for key in value:
        if key == "format":
            continue
        yield {**value, key: {"unknown": None}}
        yield {**value, key: None}
    # Deeper: the kind of one value, anywhere.
    places = []

    def walk(node, path):
        if isinstance(node, dict):
            for key, inner in node.items():
                walk(inner, [*path, key])
        elif isinstance(node, list):
            for key in range(min(len(node), 3)):
                walk(node[key], [*path, key])
        elif isinstance(node, (int, str)) and not isinstance(node, bool) and path[0] not in ("format", "version"):
            places.append(path)

    walk(value, [])
    for path in rng.sample(places, min(6, len(places))):
        changed = copy.deepcopy(value)
        node = changed
        for key in path[:-1]:
            node = node[key]
        node[path[-1]] = 0.5 if isinstance(node[path[-1]], int) else 7
        yield changed


class Schemas(unittest.TestCase):
    def test_committed_files(self):
        seen = {}
        for path in committed():
            document = load(path)
            self.assertIsNone(fault(document), path)
            seen.setdefault(document["format"], []).append(path)
        self.assertGreater(len(seen), 12, "this test is blind")
        rng = random.Random(SEED)
        refused = 0
        for name, paths in sorted(seen.items()):
            small = [path for path in paths if path.stat().st_size < SMALL] or paths[:1]
            for path in rng.sample(small, min(len(small), 8 if SLOW else 2)):
                for changed in mutations(load(path), rng):
                    valid = validator_of(changed).is_valid(changed)
                    # Of the rows of these two a schema says only that they are lists.
                    if valid and changed["format"] in ("arcsat-rows", "arcsat-transformer"):
                        continue
                    self.assertFalse(valid, f"{path}: {json.dumps(changed)[:400]}")
                    refused += 1
        print(f"{sum(map(len, seen.values()))} files of {len(seen)} formats hold, {refused} mutations do not (seed {SEED})")

    def run_arcsat(self, *words):
        done = subprocess.run([ARCSAT, *words], capture_output=True, text=True, timeout=120, cwd=ROOT)
        self.assertEqual(done.stderr.count("internal"), 0, done.stderr)
        return done.stdout

    def test_what_is_printed(self):
        sizes = ["--L", "2", "--m", "2", "--n", "1", "--bits-per-token", "1"]
        with tempfile.TemporaryDirectory() as place:
            calls = [["decide", *sizes, "--q", "2,6", "--epochs", "2", "--out", place + "/no"], ["decide", *sizes, "--q", "2,2", "--epochs", "2", "--out", place + "/yes"],
                     ["decide", *sizes, "--q", "2,2", "--epochs", "1", "--encoder", "compact"], ["decide", *sizes, "--q", "2,2", "--epochs", "1", "--no-certify", "--encoder", "compact"],
                     ["decide", *sizes, "--q", "3,4", "--epochs", "2", "--encoder", "direct", "--time-limit", "0"], ["decide", "--L", "1", "--m", "2", "--bits-per-token", "1", "--epochs", "2", "--model", "encoder"],
                     ["check", place + "/no", place + "/yes", "results/separations/depth-L1-m3-q4-c1", place + "/none"], ["simulate", place + "/yes"], ["explain", place + "/yes"], ["explain", place + "/no"],
                     ["explain", place + "/yes", "--narrow", "--time-limit", "2"], ["explain", "results/atlas/one_step/bundles/1265"],
                     ["least", "--L", "1", "--m", "2", "--q", "3", "--bits-per-token", "1", "--epochs", "1", "--vary", "c", "--out", place + "/least"],
                     ["check", place + "/least"],
                     ["frontier", "--L", "1", "--m", "2", "--q", "3", "--bits-per-token", "1", "--epochs", "1", "--vary", "c,m", "--to", "2,2"],
                     ["table", place], ["regress", "instances/corners/half-b.toml"], ["encode", *sizes, "--q", "2,2", "--epochs", "1", "-o", place + "/f.cnf"],
                     ["encode", *sizes, "--q", "2,2", "--epochs", "1", "--encoder", "smt", "--format", "smtlib2", "-o", place + "/f.smt2"], ["theorem", "--L", "2"],
                     ["theorem", "--exponents"], ["simulate", "results/certificates/thresholds/m2-n7-q4_4-c2", "--input", "0,0,0," + ".".join("0" * 28)]]
            pathlib.Path(place, "unknown").write_text("s UNKNOWN\n")
            refuted = "results/certificates/order/subset-refuted/"
            calls += [["certify", refuted + "instance.toml", "--encoder", "compact", "--proof", refuted + "proof.lrat.xz", "--out", place + "/proved"],
                      ["certify", refuted + "instance.toml", "--encoder", "compact", "--assignment", place + "/unknown", "--out", place + "/unknown-out"],
                      ["explain", "results/certificates/covers/m6-q9-c2-e2"], ["explain", "results/certificates/arguments/m1-n2-q3_3-c1"]]
            self.run_arcsat("transformer", "build", "--L", "1", "--m", "2", "--q", "2", "-o", place + "/t.json")
            calls += [["transformer", "run", place + "/t.json", "--all"], ["transformer", "run", place + "/t.json", "--input", "0,0,0"]]
            for words in calls:
                with self.subTest(words=words):
                    self.assertIsNone(fault(json.loads(self.run_arcsat(*words, "--json"))), words)
            self.run_arcsat("report", place + "/yes", "-o", place + "/pages")
            for name in ("t.json", "pages/report.json", "least/thresholds.json"):
                self.assertIsNone(fault(json.loads(pathlib.Path(place, name).read_text())), name)
        for line in self.run_arcsat("--describe").splitlines():
            self.assertIsNone(fault(json.loads(line)))

    def test_every_format_has_one(self):
        formats = set()
        for path in [*ROOT.glob("src/**/*.cpp"), *ROOT.glob("src/**/*.hpp")]:
            formats |= set(re.findall(r'"format", "(arcsat-[a-z-]+)"', path.read_text()))
            formats |= set(re.findall(r'require_format\(\w+, "(arcsat-[a-z-]+)"', path.read_text()))
        self.assertGreater(len(formats), 20, "this test is blind")
        self.assertEqual(formats - WITHOUT_SCHEMA - {f"arcsat-{name}" for name in VALIDATORS}, set())


if __name__ == "__main__":
    unittest.main(verbosity=2, argv=[sys.argv[0]])
