#!/usr/bin/env python3
"""Readers are as strict as they claim: nothing after a NUL byte, no endless file; and what decide writes, check accepts.

The environment variable ARCSAT names the program; arcsat-check is beside it.
"""
import hashlib
import json
import os
import resource
import shutil
import subprocess
import sys
import unittest

from programs import (BAD_INPUT, CHECK, CHECK_FAILED, COUNTED, EASY, INSTANCE, InDirectory, REALIZABLE, SEARCHED,
                      UNREALIZABLE, run)

AFTER_NUL = [b"\0", b"\0 and much more", b"\n\0{}"]
# Sums rather than rows: a bundle with xor-protocol.json.
OF_SUMS = ["--L", "2", "--m", "1", "--n", "2", "--q", "6,2", "--bits-per-token", "1", "--epochs", "2", "--encoder", "xor"]
# Rows: a bundle with protocol.json.
OF_ROWS = [*EASY, "--encoder", "direct"]


def limit_memory():
    resource.setrlimit(resource.RLIMIT_DATA, (2 << 30, 2 << 30))


class StrictReaders(InDirectory):
    def bundle(self, options):
        directory = self.path("bundle")
        result = run("decide", *options, "--out", directory)
        self.assertIn(result.returncode, (REALIZABLE, UNREALIZABLE), result)
        return directory

    def replace(self, directory, name, change):
        """Changes a file of a bundle, and its hash in the certificate."""
        path = os.path.join(directory, name)
        with open(path, "rb") as file:
            content = change(file.read())
        with open(path, "wb") as file:
            file.write(content)
        if name == "certificate.json":
            return
        certificate = os.path.join(directory, "certificate.json")
        with open(certificate, encoding="utf-8") as file:
            text = json.load(file)
        text["files"][name] = hashlib.sha256(content).hexdigest()
        with open(certificate, "w", encoding="utf-8") as file:
            json.dump(text, file)

    def test_text_after_a_nul_in_bundles(self):
        sub_instance = ["--L", "1", "--m", "2", "--q", "3", "--bits-per-token", "3", "--epochs", "1", "--encoder", "direct",
                        "--refute-on", "z0=0,1", "--refute-on", "z1=0,1,2,3,4,5,6,7,8"]
        for options in (EASY, COUNTED, OF_SUMS, sub_instance):
            whole = self.bundle(options)
            for name in sorted(os.listdir(whole)):
                if name.endswith(".xz"):
                    continue
                for more in AFTER_NUL:
                    with self.subTest(options=options, name=name, more=more):
                        directory = shutil.copytree(whole, self.path("copy"))
                        self.replace(directory, name, lambda text, more=more: text + more)
                        result = run(directory, program=CHECK)
                        shutil.rmtree(directory)
                        self.assertEqual(result.returncode, CHECK_FAILED, result)
                        self.assertRegex(result.stderr.decode(), r":\d+:\d+: found a NUL byte, expected text")

    def test_text_after_a_nul_in_instances_and_protocols(self):
        directory = self.bundle(OF_ROWS)
        for more in AFTER_NUL:
            with open(os.path.join(directory, "protocol.json"), "rb") as file:
                protocol = file.read()
            self.assert_one_error(run("decide", self.write("i.toml", INSTANCE.encode() + more)), BAD_INPUT, "a NUL byte")
            self.assert_one_error(run("simulate", self.write("p.json", protocol + more)), BAD_INPUT, "a NUL byte")
        inside = INSTANCE.replace('"x"', '"x\0y"')
        self.assert_one_error(run("decide", self.write("i.toml", inside)), BAD_INPUT, r"i\.toml:11:12: found a NUL byte")

    def test_other_things_that_a_parser_may_let_pass(self):
        directory = self.bundle(OF_ROWS)
        with open(os.path.join(directory, "protocol.json"), encoding="utf-8") as file:
            protocol = file.read()
        mark = "\ufeff"
        self.assertEqual(run("simulate", self.write("p.json", mark + protocol)).returncode, 0)
        for text in (mark + mark + protocol, protocol + "{}", protocol + "//", "/**/" + protocol, protocol + "\v",
                     protocol.replace('"version":1', '"version":1.0'), protocol.replace('"version":1', '"version":01'),
                     protocol + "\x1a", "[" + protocol + "]", ""):
            self.assert_one_error(run("simulate", self.write("p.json", text)), BAD_INPUT)

    def test_endless_files(self):
        os.mkfifo(self.path("pipe"))
        for words in (["decide", "/dev/zero"], ["encode", "/dev/zero"], ["simulate", "/dev/zero"],
                      ["table", self.path("nothing"), "--check", "-o", "/dev/zero"]):
            self.assert_one_error(run(*words, preexec_fn=limit_memory), BAD_INPUT)
        for words in (["decide", self.path("pipe")], ["decide", "/dev/stdin"]):
            source = subprocess.Popen(["sh", "-c", 'exec yes "L = 1" > "$0"', words[1]] if words[1] != "/dev/stdin"
                                      else ["yes", "L = 1"], stdout=subprocess.PIPE)
            result = run(*words, stdin=source.stdout, preexec_fn=limit_memory)
            source.kill()
            source.communicate()
            self.assert_one_error(result, BAD_INPUT, "found more than 268435456 bytes")

    def test_a_large_file_is_not_read(self):
        path = self.write("large.toml", INSTANCE)
        os.truncate(path, 1 << 40)
        self.assert_one_error(run("decide", path, preexec_fn=limit_memory), BAD_INPUT, "found more than")

    def test_a_long_statement_is_accepted(self):
        """Each overridden width is named in the statement: forty thousand make more than a mebibyte."""
        epochs = 14_000
        widths = "".join(f"  {{ epoch = {epoch}, from = {sender}, to = {receiver}, bits = 0 }},\n"
                         for epoch in range(1, epochs + 1) for sender, receiver in ((0, -1), (1, -1), (1, 0)))
        self.write("i.toml", 'format = "arcsat-instance"\nversion = 1\n[task]\nL = 1\nm = 2\n[model]\n'
                             f"epochs = {epochs}\nbits_per_token = 2\nwidths = [\n{widths}]\n")
        directory = self.path("bundle")
        result = run("decide", self.path("i.toml"), "--out", directory)
        self.assertEqual(result.returncode, UNREALIZABLE, result.stderr)
        with open(os.path.join(directory, "certificate.json"), encoding="utf-8") as file:
            self.assertGreater(len(json.load(file)["statement"]), 1 << 20)
        checked = run(directory, program=CHECK)
        self.assertEqual(checked.returncode, 0, checked.stderr[:300])


if __name__ == "__main__":
    unittest.main(verbosity=2, argv=[sys.argv[0]])
