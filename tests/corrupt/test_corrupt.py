#!/usr/bin/env python3
"""Tampers with certificate bundles in many ways; `arcsat-check` must reject each with its own message.

The environment variable ARCSAT names the program; arcsat-check is beside it.

A corruption is applied to a copy of a bundle. Unless it is about the hashes themselves, the certificate's hashes are
made right again afterwards, as a forger would, so that the check behind them is what is tested. Corrupted proofs are
judged by a naive checker first: one that still refutes the formula is reported and not counted.
"""
import hashlib
import json
import lzma
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

import rup

ARCSAT = os.environ["ARCSAT"]
CHECK = os.path.join(os.path.dirname(ARCSAT), "arcsat-check")
BUNDLES = {
    "refuted": ["--L", "1", "--m", "2", "--q", "3", "--bits-per-token", "3", "--epochs", "1", "--encoder", "direct"],
    "realized": ["--L", "2", "--m", "2", "--n", "1", "--q", "2,3", "--bits-per-token", "1", "--epochs", "2",
                 "--encoder", "direct"],
    "summed": ["--L", "2", "--m", "1", "--n", "2", "--q", "6,2", "--bits-per-token", "1", "--epochs", "2",
               "--encoder", "xor"],
    "in-part": ["--L", "1", "--m", "2", "--q", "3", "--bits-per-token", "3", "--epochs", "1", "--encoder", "direct",
                "--refute-on", "z1=0,1,2,3,4,5,6,7,8", "--refute-on", "z0=0,1"],
    "counted": ["--L", "2", "--m", "1", "--n", "2", "--q", "8,2", "--bits-per-token", "1", "--epochs", "2"],
    "closed": ["--L", "2", "--m", "2", "--n", "1", "--q", "2,2", "--bits-per-token", "2", "--epochs", "2"],
}
OTHER = ["--L", "1", "--m", "3", "--bits-per-token", "4", "--epochs", "1", "--encoder", "direct"]
SEED = int(os.environ.get("ARCSAT_SEED", "20240611"))
random.seed(SEED)
passed, failed, still_valid = 0, 0, 0


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, errors="replace")


class Bundle:
    """A bundle on disk, with its parts at hand."""

    def __init__(self, directory):
        self.directory = directory

    def path(self, name):
        return os.path.join(self.directory, name)

    def read(self, name):
        with open(self.path(name), "rb") as file:
            content = file.read()
        return lzma.decompress(content).decode() if name.endswith(".xz") else content.decode()

    def write(self, name, content, raw=False):
        data = content if isinstance(content, bytes) else content.encode()
        with open(self.path(name), "wb") as file:
            file.write(lzma.compress(data) if name.endswith(".xz") and not raw else data)

    def certificate(self):
        return json.loads(self.read("certificate.json"))

    def put(self, certificate):
        self.write("certificate.json", json.dumps(certificate))

    def edit(self, change):
        certificate = self.certificate()
        change(certificate)
        self.put(certificate)

    def fix_hashes(self):
        """What a forger does last."""
        certificate = self.certificate()
        for name in certificate["files"]:
            if os.path.isfile(self.path(name)):
                with open(self.path(name), "rb") as file:
                    certificate["files"][name] = hashlib.sha256(file.read()).hexdigest()
        if "formula.cnf.xz" in certificate["files"] and certificate.pop("forge_formula", None):
            text = self.read("formula.cnf.xz")
            certificate["formula"]["sha256"] = hashlib.sha256(text.encode()).hexdigest()
        self.put(certificate)


def canonical_sha(instance):
    return hashlib.sha256(json.dumps(instance, separators=(",", ":")).encode()).hexdigest()


# --- corruptions: name, bundle, change, expected words, whether hashes are made right -------------------------------
corruptions = []


def corruption(name, bundle, words, fix=True):
    def register(change):
        corruptions.append((name, bundle, change, words, fix))
        return change
    return register


def field(name, words, change, bundle="refuted"):
    corruptions.append((name, bundle, lambda b: b.edit(change), words, True))


def set_at(*keys):
    *path, last, value = keys

    def change(certificate):
        place = certificate
        for key in path:
            place = place[key]
        place[last] = value
    return change


field("verdict turned to realizable", "is no file of a bundle", set_at("verdict", "realizable"))
field("verdict turned to unrealizable", "is no file of a bundle", set_at("verdict", "unrealizable"), "realized")
field("verdict undecided", 'expected "realizable"', set_at("verdict", "undecided"))
field("verdict of no meaning", 'expected "realizable"', set_at("verdict", "maybe"))
field("statement for more epochs", "statement is not the verdict",
      lambda c: c.update(statement=c["statement"].replace("No 1-epoch", "No 2-epoch")))
field("statement turned round", "statement is not the verdict",
      lambda c: c.update(statement=c["statement"].replace("No ", "A ")))
field("statement empty", "statement is not the verdict", set_at("statement", ""))
field("instance with more epochs", "not the SHA-256 of the instance", set_at("instance", "model", "epochs", 3))
field("instance with a free bit", "not the SHA-256 of the instance", set_at("instance", "model", "bits_per_token", 2))
field("instance hash changed", "not the SHA-256 of the instance", set_at("instance_sha256", "0" * 64))
field("instance hash no hash", "hexadecimal", set_at("instance_sha256", "xyz"))
field("formula hash changed", "formula's SHA-256 is not", set_at("formula", "sha256", "0" * 64))
field("formula hash changed (witness)", "formula's SHA-256 is not", set_at("formula", "sha256", "0" * 64), "realized")
field("variables miscounted", "variables and", set_at("formula", "variables", 1))
field("clauses miscounted", "variables and", set_at("formula", "clauses", 1))
field("clauses negative", "expected an integer", set_at("formula", "clauses", -1))
field("other symmetry", "formula's SHA-256 is not", set_at("encoder", "symmetry", "none"))
field("unknown symmetry", "is not one that is known", set_at("encoder", "symmetry", "all"))
field("symmetry without a name", "is not one that is known", set_at("encoder", "symmetry", ""))
field("unknown encoder", "not one that gives a formula", set_at("encoder", "name", "magic"))
field("script encoder for a refutation", "not one that gives a formula", set_at("encoder", "name", "smt"))
field("later encoder", "version 2 of the encoders", set_at("encoder", "version", 2))
field("encoder version 0", "expected an integer", set_at("encoder", "version", 0))
field("file entry dropped", 'found no key "proof.lrat.xz"', lambda c: c["files"].pop("proof.lrat.xz"))
field("absolute path", "is no file of a bundle", set_at("files", "/etc/passwd", "0" * 64))
field("path upwards", "is no file of a bundle", set_at("files", "../formula.cnf.xz", "0" * 64))
field("file hash no hash", "hexadecimal", lambda c: c["files"].update({"instance.toml": "A" * 64}), "refuted")
corruptions[-1] = corruptions[-1][:4] + (False,)
field("unknown key", "unknown key", set_at("comment", "trust me"))
field("key missing", "found no key", lambda c: c.pop("checks"))
field("format of another file", "arcsat-certificate", set_at("format", "arcsat-protocol"))
field("later format", "expected the integer 1", set_at("version", 2))
field("seed negative", "expected an integer", set_at("engine", "seed", -1))
field("time negative", "at least 0", set_at("seconds", "solve", -1))
field("time a string", "expected a number", set_at("seconds", "solve", "0"))
field("other kind of model", "not built", set_at("instance", "model", "kind", "encoder"))


@corruption("file hash changed", "refuted", "its SHA-256 is not the certificate's", fix=False)
def _(b):
    b.edit(set_at("files", "instance.toml", "0" * 64))


@corruption("instance exchanged throughout", "refuted", "formula's SHA-256 is not")
def _(b):
    b.write("instance.toml", b.read("instance.toml").replace("epochs = 1", "epochs = 2"))

    def change(c):
        c["instance"]["model"]["epochs"] = 2
        c["instance_sha256"] = canonical_sha(c["instance"])
        c["statement"] = c["statement"].replace("1-epoch", "2-epoch")
    b.edit(change)


@corruption("instance exchanged in the certificate", "refuted", "is not the certificate's instance")
def _(b):
    def change(c):
        c["instance"]["model"]["epochs"] = 2
        c["instance_sha256"] = canonical_sha(c["instance"])
    b.edit(change)


for name, content, words in [("truncated", b'{"format": ', "not JSON"), ("empty", b"", "not JSON"),
                             ("not UTF-8", b'{"format": "\xff\xfe"}', "not JSON"), ("a list", b"[]", "expected a table"),
                             ("with a NUL", b'{"format"\x00: 1}', "not JSON")]:
    corruptions.append((f"certificate {name}", "refuted",
                        lambda b, content=content: b.write("certificate.json", content), words, False))


@corruption("duplicate key", "refuted", "a second time", fix=False)
def _(b):
    b.write("certificate.json", b.read("certificate.json").replace('"version": 1,', '"version": 1, "version": 1,', 1))


@corruption("certificate missing", "refuted", "absent or no regular file", fix=False)
def _(b):
    os.remove(b.path("certificate.json"))


@corruption("certificate a link", "refuted", "absent or no regular file", fix=False)
def _(b):
    shutil.move(b.path("certificate.json"), b.directory + ".elsewhere")
    os.symlink(b.directory + ".elsewhere", b.path("certificate.json"))


@corruption("stray file", "refuted", "stray file")
def _(b):
    b.write("notes.txt", "hello")


@corruption("hidden stray file", "realized", "stray file")
def _(b):
    b.write(".hidden", "hello")


@corruption("stray directory", "refuted", "stray file")
def _(b):
    os.mkdir(b.path("more"))


@corruption("a refutation's file beside a witness", "realized", "stray file")
def _(b):
    b.write("proof.lrat.xz", "1 0 1 0\n")


for missing in ("instance.toml", "formula.cnf.xz", "proof.lrat.xz"):
    corruptions.append((f"{missing} missing", "refuted", lambda b, missing=missing: os.remove(b.path(missing)),
                        "absent or no regular file", True))


@corruption("instance empty", "refuted", 'found no key "format"')
def _(b):
    b.write("instance.toml", "")


@corruption("instance of another kind of file", "refuted", "unknown key")
def _(b):
    b.write("instance.toml", b.read("instance.toml") + "\n[more]\nx = 1\n")


@corruption("instance with wider messages", "refuted", "is not the certificate's instance")
def _(b):
    b.write("instance.toml", b.read("instance.toml").replace("bits_per_token = 3", "bits_per_token = 4"))


# --- the counting bound -----------------------------------------------------------------------------------------------
def counting(name, words, change, fix=True):
    def apply(b):
        bound = json.loads(b.read("counting.json"))
        change(bound)
        b.write("counting.json", json.dumps(bound, separators=(",", ":")) + "\n")
    corruptions.append((f"counting: {name}", "counted", apply, words, fix))


counting("a context dropped", "bits suffice|counts is something else", lambda b: b["contexts"].pop())
counting("half of the contexts", "bits suffice", lambda b: b.update(contexts=b["contexts"][::2]))
counting("a context twice", "stands twice", lambda b: b["contexts"].append(b["contexts"][0]))
counting("a context out of its domain", "not in its domain", lambda b: b["contexts"].append([0, 0, 8]))
counting("a context too short", "an input for each player", lambda b: b["contexts"].append([0, 0]))
counting("no contexts", "without contexts", lambda b: b.update(contexts=[]))
counting("a negative input", "expected an integer", lambda b: b["contexts"].append([0, 0, -1]))
counting("another player knows", "bits suffice|counts is something else", lambda b: b["knows"].insert(0, {"player": 1, "after": 1}))
counting("the last player does not know", "is to know", lambda b: b.update(knows=[{"player": 1, "after": 0}]))
counting("the last player knows late", "is to know", lambda b: b["knows"][0].update(after=1))
counting("player -1 knows", "expected an integer", lambda b: b["knows"].append({"player": -1, "after": 1}))
counting("a player beyond the last knows", "from 0 to L", lambda b: b["knows"].append({"player": 3, "after": 1}))
counting("a player knows twice", "each player once", lambda b: b["knows"].append({"player": 2, "after": 0}))
counting("nobody knows", "is to know", lambda b: b.update(knows=[]))
counting("fewer bits claimed", "counts is something else", lambda b: b.update(bits="14"))
counting("more answers claimed", "counts is something else", lambda b: b.update(answers="65537"))
counting("a message left out", "counts is something else", lambda b: b["messages"].pop())
counting("fewer situations", "counts is something else", lambda b: b["messages"][0].update(situations="1"))
counting("another format", "arcsat-counting", lambda b: b.update(format="arcsat-count"))
counting("another version", "expected the integer 2", lambda b: b.update(version=1))
counting("an unknown key", "found the unknown key", lambda b: b.update(note="trust me"))
counting("changed without its hash", "SHA-256 is not the certificate's", lambda b: b.update(bits="14"), False)
field("counting: with a formula", "no such key", set_at("formula", {"sha256": "0" * 64, "variables": 1, "clauses": 1}),
      "counted")
field("counting: with an engine", "no such key", set_at("engine", {"name": "x", "version": "1", "seed": 0}), "counted")
field("counting: for a proof", "is no file of a bundle|missing|expected", set_at("encoder", "name", "compact"), "counted")
field("counting: for a realizable instance", "gives no verdict of realizable", set_at("verdict", "realizable"), "counted")
field("closed form: with a formula", "no such key", set_at("formula", {"sha256": "0" * 64, "variables": 1, "clauses": 1}),
      "closed")
field("closed form: for a refutation", "gives no verdict of unrealizable", set_at("verdict", "unrealizable"), "closed")
field("closed form: a proof by that name", "gives no verdict of unrealizable", set_at("encoder", "name", "closed-form"))
field("closed form: by counting", "gives no verdict of realizable", set_at("encoder", "name", "counting"), "closed")


@corruption("closed form: a wrong answer", "closed", "protocol.json: ")
def _(b):
    protocol = json.loads(b.read("protocol.json"))
    row = protocol["output"][0]
    row[-1] = 1 - row[-1]
    b.write("protocol.json", json.dumps(protocol))


@corruption("counting: a bound of another instance", "counted", "bits suffice|is not the certificate's instance")
def _(b):
    def easier(c):
        c["instance"]["model"]["bits_per_token"] = 2
        c["instance_sha256"] = canonical_sha(c["instance"])
        c["statement"] = c["statement"].replace("1 bit per token", "2 bits per token")
    b.edit(easier)
    b.write("instance.toml", b.read("instance.toml").replace("bits_per_token = 1", "bits_per_token = 2"))


# --- the sub-instance that was refuted ---------------------------------------------------------------------------------
def part(name, words, old, new, fix=True):
    def apply(b):
        text = b.read("sub-instance.toml")
        assert old in text, text
        b.write("sub-instance.toml", text.replace(old, new))
    corruptions.append((f"sub-instance: {name}", "in-part", apply, words, fix))


part("fewer inputs", "formula's SHA-256 is not", "z1 = [0,1,", "z1 = [0,")
part("no inputs", "found an empty list", "z1 = [0,1,2,3,4,5,6,7,8]", "z1 = []")
part("an input twice", "each index once|a second time", "z1 = [0,1,", "z1 = [0,0,1,")
part("an input out of the domain", "expected an integer from 0 to 8", "7,8]", "7,8,9]")
part("narrower messages", "with 2 bits from 0 to -1 in epoch 1, expected 3", "bits_per_token = 3", "bits_per_token = 2")
part("wider messages", "with 4 bits from 0 to -1 in epoch 1, expected 3", "bits_per_token = 3", "bits_per_token = 4")
part("another epoch", "another number of epochs", "epochs = 1", "epochs = 2")
part("another task", "another task", "q = [3]", "q = [4]")
part("an unknown table", "unknown key", "[model]", "[more]\nx = 1\n\n[model]")
part("changed without its hash", "its SHA-256 is not the certificate's", "z1 = [0,1,", "z1 = [0,", False)
field("sub-instance: not named", "stray file", lambda c: c["files"].pop("sub-instance.toml"), "in-part")


@corruption("sub-instance: missing", "in-part", "absent or no regular file", fix=False)
def _(b):
    os.remove(b.path("sub-instance.toml"))


@corruption("sub-instance: of an instance that does not allow it", "in-part", "an input that is not allowed")
def _(b):
    def narrower(c):
        c["instance"]["inputs"] = {"z1": [0, 1, 2, 3]}
        c["instance_sha256"] = canonical_sha(c["instance"])
        c["statement"] = c["statement"].replace("q=(3)", "q=(3) on its 8 allowed inputs")
    b.edit(narrower)
    b.write("instance.toml", b.read("instance.toml").replace("[model]", "[inputs]\nz1 = [0,1,2,3]\n\n[model]"))


# --- the witness of sums ----------------------------------------------------------------------------------------------
def summed(name, words, change, fix=True):
    def apply(b):
        protocol = json.loads(b.read("xor-protocol.json"))
        change(protocol)
        b.write("xor-protocol.json", json.dumps(protocol))
    corruptions.append((f"sums: {name}", "summed", apply, words, fix))


def last_sends(change):
    """Change each list of coordinates."""
    def apply(p):
        for message in p["messages"]:
            for bit in message["bits"]:
                if "coordinates" in bit:
                    bit["coordinates"] = change(bit["coordinates"])
    return apply


def first_bit(key, change):
    def apply(p):
        bit = p["messages"][0]["bits"][0]
        bit[key] = change(bit[key])
    return apply


summed("a control input dropped", "too few or too many", lambda p: p["control_inputs"].pop())
summed("a control input twice", "listed twice", lambda p: p["control_inputs"].__setitem__(0, p["control_inputs"][1]))
summed("a control input out of its domain", "no projection", lambda p: p["control_inputs"].__setitem__(0, [0, 0, 6]))
summed("a control input too short", "no projection", lambda p: p["control_inputs"].__setitem__(0, [0, 0]))
summed("control inputs exchanged", "depends on more than|entry asked for", lambda p: p["control_inputs"].reverse())
summed("every message dropped", "control view|not received before", lambda p: p.update(messages=[]))
summed("messages in another order", "not in its place|control view", lambda p: p["messages"].reverse())
summed("a message twice", "not in its place", lambda p: p["messages"].insert(0, p["messages"][0]))
summed("a bit too many", "more bits than its width",
       lambda p: p["messages"][0]["bits"].append(p["messages"][0]["bits"][0]))
summed("a message after the last epoch", "expected an integer", lambda p: p["messages"][-1].update(epoch=3))
summed("a message to itself", "expected the integer -1", lambda p: p["messages"][0].update(to=0))
summed("no coordinates", "entry asked for", last_sends(lambda v: [0] * len(v)))
summed("one vector for everything", "entry asked for", last_sends(lambda v: [1] * len(v)))
summed("a vector per control input", "receiver's control view", last_sends(lambda v: [1 << k for k in range(len(v))]))
summed("a vector too few", "no sum for some", last_sends(lambda v: v[:-1]))
summed("a negative vector", "expected an integer", last_sends(lambda v: [-1] * len(v)))
summed("a vector beyond the table", "expected an integer", last_sends(lambda v: [2 ** 62] * len(v)))
summed("an answer without sums", "entry asked for", lambda p: p["output"].__setitem__(0, [[] for _ in p["output"][0]]))
summed("an answer too short", "no sum for some", lambda p: p["output"][0].pop())
summed("an answer of too many bits", "too few or too many bits", lambda p: p["output"].append(p["output"][0]))
summed("an answer of unreceived bits", "not received before", lambda p: p["output"][0].__setitem__(0, [99]))
summed("a control bit dropped", "says nothing for some", first_bit("control", lambda v: v[:-1]))
summed("a control bit of 2", "expected an integer", first_bit("control", lambda v: [2] * len(v)))
summed("a control bit that sums", "control bit is a sum|not received before", first_bit("added", lambda v: [[0] for _ in v]))
summed("a bit both data and control", "both data and control",
       lambda p: p["messages"][0]["bits"][0].update(data=[1] * 12, control=[1] * 12))
summed("coordinates from another player", "unknown key",
       lambda p: p["messages"][0]["bits"][0].update(coordinates=[0] * 12))
summed("another instance inside", "protocol for another instance",
       lambda p: p["instance"]["model"].update(bits_per_token=2))
summed("another format", "arcsat-xor-protocol", lambda p: p.update(format="arcsat-protocol"))
summed("another version", "expected the integer 1", lambda p: p.update(version=2))
summed("an unknown key", "found the unknown key", lambda p: p.update(note="trust me"))
summed("changed without its hash", "SHA-256 is not the certificate's", lambda p: p["output"][0].pop(), False)
field("sums: of another encoder", "formula's SHA-256 is not", lambda c: c["encoder"].update(name="tables", symmetry="none"),
      "summed")
field("sums: refute nothing", "is no file of a bundle", set_at("verdict", "unrealizable"), "summed")
field("sums: beside tables", "is no file of a bundle", set_at("files", "protocol.json", "0" * 64), "summed")
field("sums: an encoder that refutes by a family", "not one that gives a formula", set_at("encoder", "name", "xor"))

# --- the formula ----------------------------------------------------------------------------------------------------
def formula_lines(name, change):
    def apply(b):
        lines = b.read("formula.cnf.xz").splitlines()
        change(lines)
        b.write("formula.cnf.xz", "\n".join(lines) + "\n")
    corruptions.append((f"formula: {name}", "refuted", apply, "is not the formula of this instance", True))


formula_lines("a clause dropped", lambda lines: lines.pop())
formula_lines("a clause added", lambda lines: lines.append("1 0"))
formula_lines("the empty clause added", lambda lines: lines.append("0"))
formula_lines("a literal flipped", lambda lines: lines.__setitem__(1, lines[1][1:] if lines[1][0] == "-" else "-" + lines[1]))
formula_lines("two clauses exchanged", lambda lines: lines.insert(1, lines.pop(2)))
formula_lines("the header's numbers changed", lambda lines: lines.__setitem__(0, "p cnf 1 1"))
formula_lines("a comment added", lambda lines: lines.insert(0, "c nothing"))
formula_lines("all clauses dropped", lambda lines: lines.__delitem__(slice(1, None)))


@corruption("formula: forged with its hash", "refuted", "formula's SHA-256 is not")
def _(b):
    b.write("formula.cnf.xz", b.read("formula.cnf.xz") + "1 0\n-1 0\n")
    b.edit(set_at("forge_formula", True))


@corruption("formula: of another instance", "refuted", "is not the formula of this instance")
def _(b):
    shutil.copy(os.path.join(WORK, "other", "formula.cnf.xz"), b.path("formula.cnf.xz"))


# --- damage to compressed files ---------------------------------------------------------------------------------------
def damage(name, words, change):
    for file in ("formula.cnf.xz", "proof.lrat.xz"):
        def apply(b, file=file):
            with open(b.path(file), "rb") as stream:
                content = stream.read()
            b.write(file, change(content), raw=True)
        corruptions.append((f"{file}: {name}", "refuted", apply, words, True))


damage("empty file", "truncated", lambda content: b"")
damage("not xz", "is not an xz file", lambda content: b"p cnf 1 1\n1 0\n")
damage("xz cut in half", "truncated|damaged", lambda content: content[:len(content) // 2])
damage("xz cut by a byte", "truncated|damaged", lambda content: content[:-1])
damage("bytes after the stream", "bytes follow", lambda content: content + b"more")
damage("a second stream", "bytes follow", lambda content: content + lzma.compress(b"1 0\n"))
damage("a byte flipped", "damaged|truncated|is not",
       lambda content: content[:len(content) // 2] + bytes([content[len(content) // 2] ^ 1]) +
       content[len(content) // 2 + 1:])

# --- the proof --------------------------------------------------------------------------------------------------------
proof_changes = []


def proof(name, words, change):
    proof_changes.append((name, words, change))


def lemmas(lines):
    return [k for k, line in enumerate(lines) if " d " not in line]


def split(line):
    """Identifier, literals and hints of a lemma's line."""
    words = line.split()
    end = words.index("0")
    return words[0], words[1:end], words[end + 1:-1]


def join(number, literals, hints):
    return " ".join([number, *literals, "0", *hints, "0"])


def on_lemma(change, which=0.5):
    def apply(lines):
        at = lemmas(lines)
        k = at[min(int(len(at) * which), len(at) - 1)]
        lines[k] = join(*change(*split(lines[k])))
    return apply


CHECK_WORDS = r"step|proof\.lrat\.xz:\d+"
proof("the last step dropped", "empty clause", lambda lines: lines.pop())
proof("no step at all", "empty clause", lambda lines: lines.clear())
for part in (0.0, 0.3, 0.6, 0.9):
    proof(f"a lemma dropped at {part}", CHECK_WORDS, lambda lines, part=part: lines.pop(lemmas(lines)[int(
        len(lemmas(lines)) * part)]))
    proof(f"the hints dropped at {part}", CHECK_WORDS, on_lemma(lambda n, l, h: (n, l, []), part))
    proof(f"the first hint dropped at {part}", CHECK_WORDS, on_lemma(lambda n, l, h: (n, l, h[1:]), part))
    proof(f"the last hint dropped at {part}", CHECK_WORDS, on_lemma(lambda n, l, h: (n, l, h[:-1]), part))
    proof(f"the hints reversed at {part}", CHECK_WORDS, on_lemma(lambda n, l, h: (n, l, h[::-1]), part))
    proof(f"a hint of an unknown clause at {part}", CHECK_WORDS,
          on_lemma(lambda n, l, h: (n, l, h[:-1] + ["999999999"]), part))
    proof(f"an identifier used again at {part}", CHECK_WORDS, on_lemma(lambda n, l, h: ("1", l, h), part))
    proof(f"an identifier of 0 at {part}", CHECK_WORDS, on_lemma(lambda n, l, h: ("0", l, h), part))
    proof(f"a step before its reasons at {part}", CHECK_WORDS,
          lambda lines, part=part: lines.insert(lemmas(lines)[int(len(lemmas(lines)) * part)], lines.pop()))
proof("a literal flipped", CHECK_WORDS,
      on_lemma(lambda n, l, h: (n, [l[0][1:] if l[0][0] == "-" else "-" + l[0], *l[1:]] if l else ["1"], h), 0))
proof("a literal dropped", CHECK_WORDS, on_lemma(lambda n, l, h: (n, l[1:], h), 0))
proof("a variable that the formula lacks", CHECK_WORDS, on_lemma(lambda n, l, h: (n, l + ["1000000"], h), 0))
proof("a literal twice", CHECK_WORDS, on_lemma(lambda n, l, h: (n, l + l[-1:], h), 0))
proof("an overlong number", CHECK_WORDS, on_lemma(lambda n, l, h: (n, l + ["9" * 30], h), 0))
proof("garbage in a line", CHECK_WORDS, on_lemma(lambda n, l, h: (n, l + ["x"], h), 0))
proof("a plus sign", CHECK_WORDS, on_lemma(lambda n, l, h: ("+" + n, l, h), 0))
proof("the empty clause at once", CHECK_WORDS, lambda lines: lines.__setitem__(slice(None), ["1000000 0 1 0"]))
proof("every clause deleted", CHECK_WORDS,
      lambda lines: lines.insert(0, "0 d " + " ".join(str(k) for k in range(1, 10)) + " 0"))
proof("a deletion of what is not there", CHECK_WORDS, lambda lines: lines.insert(0, "0 d 999999 0"))
proof("a step after the empty clause", CHECK_WORDS, lambda lines: lines.append("9999999 1 0 1 0"))


def apply_proof(b, change):
    lines = b.read("proof.lrat.xz").splitlines()
    change(lines)
    b.write("proof.lrat.xz", "".join(line + "\n" for line in lines))


for proof_name, proof_words, proof_change in proof_changes:
    corruptions.append((f"proof: {proof_name}", "refuted",
                        lambda b, change=proof_change: apply_proof(b, change), proof_words, True))
for point in range(12):
    def cut(b, point=point):
        text = b.read("proof.lrat.xz")
        b.write("proof.lrat.xz", text[:len(text) * (2 * point + 1) // 25])
    corruptions.append((f"proof: truncated at {2 * point + 1}/25", "refuted", cut, CHECK_WORDS, True))


@corruption("proof: of another formula", "refuted", CHECK_WORDS)
def _(b):
    shutil.copy(os.path.join(WORK, "other", "proof.lrat.xz"), b.path("proof.lrat.xz"))


@corruption("proof: a NUL byte", "refuted", CHECK_WORDS)
def _(b):
    b.write("proof.lrat.xz", b.read("proof.lrat.xz").replace(" ", "\0", 1))


# --- the protocol -----------------------------------------------------------------------------------------------------
def protocol(name, words, change):
    def apply(b):
        value = json.loads(b.read("protocol.json"))
        change(value)
        b.write("protocol.json", json.dumps(value))
    corruptions.append((f"protocol: {name}", "realized", apply, words, True))


def widest(value):
    return max(value["messages"], key=lambda message: len(message["rows"]) * (message["epoch"] == 1))


protocol("an answer changed", "right answer is",
         lambda p: p["output"][0].__setitem__(2, (p["output"][0][2] + 1) % 3))
protocol("an answer out of range", "expected one below 3", lambda p: p["output"][0].__setitem__(2, 7))
protocol("an output row dropped", "no row", lambda p: p["output"].pop(0))
protocol("an output row twice", "same view", lambda p: p["output"].append(p["output"][0]))
protocol("a message row dropped", "no row", lambda p: widest(p)["rows"].pop(0))
protocol("a message row twice", "same views", lambda p: widest(p)["rows"].append(widest(p)["rows"][0]))
protocol("a message too wide", "expected one below 4", lambda p: widest(p)["rows"][0].__setitem__(4, 1 << 20))
protocol("a negative value", "expected an integer", lambda p: widest(p)["rows"][0].__setitem__(4, -1))
protocol("a message's width changed", "as in the instance", lambda p: widest(p).update(bits=5))
protocol("a message absent", "found no message", lambda p: p["messages"].remove(widest(p)))
protocol("a message twice", "a second time", lambda p: p["messages"].append(widest(p)))
protocol("an unknown key", "unknown key", lambda p: p.update(note="x"))
protocol("another instance", "found no message",
         lambda p: p["instance"]["model"].update(epochs=3))
protocol("wider messages", "as in the instance",
         lambda p: p["instance"]["model"].update(bits_per_token=2))
protocol("all rows dropped", "no row", lambda p: [message["rows"].clear() for message in p["messages"]])
protocol("a row cut short", "expected", lambda p: widest(p)["rows"][0].pop())
for protocol_name, protocol_content in (("empty", b""), ("truncated", b'{"format":"arcsat-protocol",')):
    corruptions.append((f"protocol: {protocol_name}", "realized",
                        lambda b, content=protocol_content: b.write("protocol.json", content), "not JSON", True))


# --- the run ----------------------------------------------------------------------------------------------------------
def report(ok, name, words):
    global passed, failed
    passed, failed = passed + ok, failed + (not ok)
    if not ok:
        print(f"FAILED {name}: {words}")


def contents(directory):
    """What stands under each name: bytes, or that it is a link or a directory."""
    result = {}
    for name in os.listdir(directory):
        path = os.path.join(directory, name)
        if os.path.islink(path) or not os.path.isfile(path):
            result[name] = "link" if os.path.islink(path) else "directory"
        else:
            with open(path, "rb") as file:
                result[name] = file.read()
    return result


def main():
    global still_valid
    print(f"seed {SEED}")
    for name, options in list(BUNDLES.items()) + [("other", OTHER)]:
        code = run(ARCSAT, "decide", *options, "--out", os.path.join(WORK, name)).returncode
        assert code == (10 if name in ("realized", "summed", "closed") else 20), (name, code)
        control = run(CHECK, os.path.join(WORK, name))
        report(control.returncode == 0, f"control: untouched {name}", control.stderr)
    seen = set()
    for name, source, change, words, fix in corruptions:
        assert name not in seen, name
        seen.add(name)
        directory = os.path.join(WORK, "copy")
        shutil.rmtree(directory, ignore_errors=True)
        shutil.copytree(os.path.join(WORK, source), directory)
        bundle = Bundle(directory)
        before = contents(directory)
        change(bundle)
        changed = before != contents(directory)
        if fix:
            bundle.fix_hashes()
        result = run(CHECK, directory)
        if name.startswith("proof: "):
            try:
                formula = rup.parse_dimacs(bundle.read("formula.cnf.xz"))
                if rup.refutes(formula, bundle.read("proof.lrat.xz")):
                    still_valid += 1
                    print(f"not counted, still a refutation ({'accepted' if result.returncode == 0 else 'rejected'}): "
                          f"{name}")
                    continue
            except UnicodeDecodeError:
                pass
        lines = result.stderr.splitlines()
        ok = changed and result.returncode == 2 and len(lines) == 1 and re.search(words, lines[0]) is not None
        report(ok, name, f"exit code {result.returncode}, changed {changed}, expected /{words}/, said {lines}")
    # A bomb: small on disk, larger than the limit once uncompressed.
    directory = os.path.join(WORK, "bomb")
    shutil.copytree(os.path.join(WORK, "refuted"), directory)
    bomb = Bundle(directory)
    line = bomb.read("proof.lrat.xz").splitlines()[0]
    hints = " ".join(split(line)[2])
    bomb.write("proof.lrat.xz", "".join(f"{k} {' '.join(split(line)[1])} 0 {hints} 0\n" for k in range(10**5, 5 * 10**5)))
    bomb.fix_hashes()
    result = run(CHECK, directory, "--size-limit", "2")
    report(result.returncode == 2 and "bytes once uncompressed" in result.stderr, "proof: a bomb", result.stderr)
    bomb.write("formula.cnf.xz", b"0 " * (3 << 20))
    bomb.fix_hashes()
    result = run(CHECK, directory, "--size-limit", "2")
    report(result.returncode == 2 and "bytes once uncompressed" in result.stderr, "formula: a bomb", result.stderr)
    print(f"{len(corruptions) + 2} corruptions, {still_valid} of them left a refutation and were not counted")
    report(len(corruptions) + 2 - still_valid >= 60, "at least 60 corruptions count", "")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


with tempfile.TemporaryDirectory(prefix="arcsat-corrupt-") as WORK:
    sys.exit(main())
