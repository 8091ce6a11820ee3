#!/usr/bin/env python3
"""What a file system refuses is bad input, told in one line: no directory for temporary files, a working directory that is
gone, files and folders that nobody may read.

The environment variable ARCSAT names the program; arcsat-check is beside it.
"""
import os
import shutil
import sys
import unittest

from programs import BAD_INPUT, CHECK, CHECK_FAILED, EASY, INSTANCE, InDirectory, SEARCHED, UNREALIZABLE, run

NOBODY = 65534


def drop_privileges():
    """Root may do everything, so as root such things are tried as nobody."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


class FileSystem(InDirectory):
    def setUp(self):
        super().setUp()
        os.chmod(self.work, 0o755)
        # nobody may not see the build directory
        self.program = shutil.copy(os.environ["ARCSAT"], self.path("arcsat"))

    def test_temporary_directories(self):
        self.write("file", "x")
        os.mkdir(self.path("closed"), 0o500)
        os.symlink("loop", self.path("loop"))
        for directory in ("", self.path("absent"), self.path("file"), self.path("closed"), self.path("loop"), "relative",
                          "/proc", "/dev/null", "/" + "x" * 300):
            with self.subTest(directory=directory):
                result = run("decide", *SEARCHED, program=self.program, env={**os.environ, "TMPDIR": directory},
                             cwd=self.work, preexec_fn=drop_privileges)
                self.assert_one_error(result, BAD_INPUT, "TMPDIR: found .*, expected")

    def test_temporary_directories_that_do(self):
        os.mkdir(self.path("relative"), 0o700)
        os.mkdir(self.path("a b\n"), 0o700)
        without = {name: value for name, value in os.environ.items() if name != "TMPDIR"}
        for environment in (without, {**without, "TMPDIR": "relative"}, {**without, "TMPDIR": self.path("a b\n")}):
            result = run("decide", *SEARCHED, env=environment, cwd=self.work)
            self.assertEqual(result.returncode, UNREALIZABLE, result.stderr)
        self.assertEqual(os.listdir(self.path("relative")) + os.listdir(self.path("a b\n")), [])

    def test_a_working_directory_that_is_gone(self):
        self.write("a.toml", INSTANCE)
        self.assertEqual(run("decide", *EASY, "--out", self.path("bundle")).returncode, 10)
        gone = self.path("gone")

        def remove():
            os.chdir(gone)
            os.rmdir(gone)
        cases = [(["decide", *SEARCHED], UNREALIZABLE), (["decide", self.path("a.toml")], 10),
                 (["check", self.path("bundle")], 0), (["decide", "a.toml"], BAD_INPUT), (["regress", "."], BAD_INPUT),
                 (["regress", "sub"], BAD_INPUT), (["check", "."], BAD_INPUT), (["table", "."], BAD_INPUT),
                 (["encode", *EASY, "-o", "formula"], BAD_INPUT), (["regress", self.path("a.toml"), "--junit", "j"], BAD_INPUT),
                 (["simulate", "protocol.json"], BAD_INPUT)]
        for words, expected in cases:
            with self.subTest(words=words):
                os.mkdir(gone)
                result = run(*words, env=self.environment, preexec_fn=remove)
                if expected == BAD_INPUT:
                    self.assertEqual(result.returncode, BAD_INPUT, result)
                    self.assertRegex(result.stderr.decode(), r"\Aarcsat: .*found .*, expected .*\n\Z")
                else:
                    self.assertEqual(result.returncode, expected, result.stderr)

    def test_unreadable(self):
        self.assertEqual(run("decide", *EASY, "--out", self.path("bundle")).returncode, 10)
        os.mkdir(self.path("folder"))
        for name in ("a.toml", "p.json", "folder/b.toml"):
            os.chmod(self.write(name, INSTANCE), 0)
        os.chmod(self.path("folder"), 0)
        for words in (["decide", "a.toml"], ["simulate", "p.json"], ["decide", "folder/b.toml"], ["check", "folder"],
                      ["table", "folder"], ["encode", "a.toml"]):
            with self.subTest(words=words):
                result = run(*words, program=self.program, cwd=self.work, preexec_fn=drop_privileges)
                self.assert_one_error(result, BAD_INPUT)
        for name in ("closed-form.json", "instance.toml", "certificate.json"):
            path = os.path.join(self.path("bundle"), name)
            os.chmod(path, 0)
            result = run("check", "bundle", program=self.program, cwd=self.work, preexec_fn=drop_privileges)
            self.assert_one_error(result, CHECK_FAILED, name)
            os.chmod(path, 0o644)
        os.chmod(self.path("folder"), 0o700)

    def test_names_too_long_and_loops(self):
        os.symlink("loop", self.path("loop"))
        for name in ("x" * 300, "x/" * 3000, "loop", "loop/below", "/proc/self/mem/x"):
            for words in (["decide", name], ["simulate", name], ["regress", name], ["check", name], ["table", name],
                          ["encode", *EASY, "-o", name + "/file"]):
                with self.subTest(words=words[0], name=name[:20]):
                    self.assert_one_error(run(*words, cwd=self.work), BAD_INPUT)
        self.assertEqual(run("loop", program=CHECK, cwd=self.work).returncode, BAD_INPUT)

    def test_no_name_at_all(self):
        """Noticed before the work, as every other place that cannot be written."""
        for option in ("--csv", "--latex", "--svg"):
            self.assert_one_error(run("frontier", *EASY, "--vary", "c,m", "--to", "2,2", option, ""), BAD_INPUT)


if __name__ == "__main__":
    unittest.main(verbosity=2, argv=[sys.argv[0]])
