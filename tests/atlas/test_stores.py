#!/usr/bin/env python3
"""A store that is damaged, of others, or made to do harm: refused in one line, and nothing of others is written or lost.

The environment variable ARCSAT names the program.
"""
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

ARCSAT = os.environ["ARCSAT"]

BOX = """format = "arcsat-box"
version = 1
[task]
L = 1
m = [1, 2]
q = [[1, 3]]
[model]
kinds = ["decoder"]
epochs = [1, 2]
bits_per_token = [1, 2]
"""

HARD = """format = "arcsat-box"
version = 1
[task]
L = 2
m = [2, 2]
n = [[2, 2]]
q = [[3, 3], [4, 4]]
[model]
kinds = ["decoder"]
epochs = [2, 2]
bits_per_token = [1, 1]
"""


class Stores(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.work = tempfile.TemporaryDirectory(prefix="arcsat-stores-")
        cls.root = pathlib.Path(cls.work.name)
        (cls.root / "box.toml").write_text(BOX, encoding="utf-8")
        done = cls.atlas("whole")
        assert done.returncode == 0, done

    @classmethod
    def tearDownClass(cls):
        cls.work.cleanup()

    @classmethod
    def atlas(cls, store, *words):
        return subprocess.run([ARCSAT, "atlas", "box.toml", "--quiet", "--store", store, *words], cwd=cls.root, capture_output=True,
                              text=True, check=False, timeout=60)

    def refused(self, store, words, *more):
        done = self.atlas(store, *more)
        self.assertEqual((done.returncode, len(done.stderr.splitlines())), (1, 1), done)
        self.assertRegex(done.stderr, f"found .*{words}.*, expected ")
        return done

    def changed(self, sql):
        shutil.copy(self.root / "whole", self.root / "changed")
        connection = sqlite3.connect(self.root / "changed")
        connection.executescript(sql)
        connection.close()
        return "changed"

    def test_others(self):
        """No other file is written into, whatever it is."""
        connection = sqlite3.connect(self.root / "bookmarks")
        connection.execute("CREATE TABLE bookmarks (x)")
        connection.close()
        (self.root / "thesis.tex").write_text("a thesis", encoding="utf-8")
        (self.root / "cut").write_bytes((self.root / "whole").read_bytes()[:5000])
        for name, words in (("bookmarks", "of another program"), ("thesis.tex", "not a database"), ("cut", "malformed"),
                            (".", "cannot be opened"), ("absent/store", "cannot be opened")):
            before = (self.root / name).read_bytes() if (self.root / name).is_file() else b""
            self.refused(name, words)
            self.assertEqual((self.root / name).read_bytes() if (self.root / name).is_file() else b"", before)

    def test_names_that_mean_something_to_sqlite(self):
        for name in (":memory:", "file:kept?mode=memory"):
            self.assertEqual(self.atlas(name, "--stored").returncode, 4)
            self.assertTrue((self.root / name).is_file(), name)

    def test_damaged(self):
        for sql, words in (("UPDATE box SET version = 2", "a store of version 2"),
                           ("UPDATE box SET hash = ''", "another box"),
                           ("DELETE FROM box", "of no box"), ("INSERT INTO box SELECT * FROM box", "two boxes"),
                           ("DROP TABLE files", "of another program"), ("DROP TABLE box", "of another program"),
                           ("ALTER TABLE cells DROP COLUMN method", "no such column"),
                           ("UPDATE cells SET cell = cell + 1000", "no such cell"),
                           ("UPDATE cells SET cell = -1 WHERE cell = (SELECT min(cell) FROM cells)", "no such cell"),
                           ("UPDATE cells SET verdict = 'yes'", "the verdict \"yes\""),
                           ("DELETE FROM files", "a verdict alone")):
            with self.subTest(sql=sql):
                self.refused(self.changed(sql), words)

    def test_files_stay_in_the_export(self):
        """A store from elsewhere may name its files as it likes; none is written outside of the place given."""
        place = self.root / "deep" / "er"
        place.mkdir(parents=True, exist_ok=True)
        for name in ("../../../escaped", str(self.root / "escaped"), "base/../../../../escaped", "", ".", "x/", "../x"):
            store = self.changed(f"INSERT INTO files SELECT cell, CAST('{name}' AS BLOB), content FROM files "
                                 "WHERE name = CAST('instance.toml' AS BLOB)")
            self.refused(store, "a file named", "--export", place / "out")
            self.assertEqual(sorted(place.iterdir()), [])
            self.assertEqual(list(self.root.rglob("escaped*")), [])

    def test_two_runs_on_one_store(self):
        """A run that gives a cell up does not undo what another decided meanwhile."""
        (self.root / "hard.toml").write_text(HARD, encoding="utf-8")
        store = self.root / "given-up"
        with subprocess.Popen([ARCSAT, "atlas", "hard.toml", "--quiet", "--store", store.name, "--time-limit", "1"], cwd=self.root,
                              stdout=subprocess.DEVNULL) as at_work:
            while not (store.exists() and store.stat().st_size > 0):
                time.sleep(0.01)
            time.sleep(0.3)  # by now it has read the store
            connection = sqlite3.connect(store, timeout=20)
            connection.execute("INSERT OR REPLACE INTO cells VALUES (0, 'unrealizable', 'of another run', 1, 1)")
            connection.commit()
            at_work.wait(timeout=60)
        self.assertEqual(connection.execute("SELECT verdict, method FROM cells").fetchall(), [("unrealizable", "of another run")])
        connection.close()

    def test_two_bundles_of_a_cell_are_not_mixed(self):
        self.assertEqual(self.atlas("mixed", "--stored").returncode, 4)
        connection = sqlite3.connect(self.root / "mixed")
        for cell in range(24):  # files of another run's bundles
            connection.execute("INSERT INTO files VALUES (?, CAST('protocol.json' AS BLOB), 'x')", (cell,))
        connection.commit()
        self.assertEqual(self.atlas("mixed").returncode, 0)
        mixed = connection.execute("SELECT count(*) FROM files WHERE content = 'x' AND cell IN "
                                   "(SELECT cell FROM cells WHERE length(verdict) > 0)").fetchone()
        connection.close()
        self.assertEqual(mixed, (0,))


if __name__ == "__main__":
    unittest.main(verbosity=2, argv=[sys.argv[0]])
