#!/usr/bin/env python3
"""`arcsat atlas --submit slurm` with a real Slurm on the loopback interface, of eight workers on however few cores there are: one is
killed, one returns rubbish, and all cells are gathered.

The environment variable ARCSAT names the program; arcsat-check is beside it.
"""
import getpass
import os
import pathlib
import re
import socket
import subprocess
import tempfile
import time
import unittest

ARCSAT = os.environ["ARCSAT"]
CHECK = os.path.join(os.path.dirname(ARCSAT), "arcsat-check")
WORKERS = 8

# Most of its cells take a search.
BOX = """format = "arcsat-box"
version = 1
[task]
L = 1
m = [1, 2]
q = [[2, 3]]
[model]
kinds = ["decoder", "encoder", "chain-of-thought"]
granularities = ["sums"]
thoughts = [1, 2]
thought_bits = [1, 1]
epochs = [1, 2]
bits_per_token = [1, 1]
"""


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Slurm:
    """munged, slurmctld and slurmd in a directory of their own."""

    def __init__(self, root):
        self.root = root
        self.daemons = []
        self.environment = {**os.environ, "SLURM_CONF": str(root / "slurm.conf")}
        host, user = socket.gethostname().split(".")[0], getpass.getuser()
        for directory in ("state", "spool"):
            (root / directory).mkdir()
        key = root / "munge.key"
        key.write_bytes(os.urandom(128))
        key.chmod(0o400)
        (root / "slurm.conf").write_text(f"""ClusterName=arcsat
SlurmctldHost={host}(127.0.0.1)
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={root}/munge.socket
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
StateSaveLocation={root}/state
SlurmdSpoolDir={root}/spool
SlurmctldPidFile={root}/slurmctld.pid
SlurmdPidFile={root}/slurmd.pid
SlurmctldPort={free_port()}
SlurmdPort={free_port()}
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_min_interval=100000
SlurmdParameters=config_overrides
ReturnToService=2
MpiDefault=none
NodeName={host} NodeAddr=127.0.0.1 CPUs={WORKERS} State=UNKNOWN
PartitionName=all Nodes={host} Default=YES State=UP OverSubscribe=NO
""", encoding="utf-8")
        self.start("munged", "--foreground", "--force", f"--key-file={key}", f"--socket={root}/munge.socket", f"--pid-file={root}/munge.pid",
                   f"--log-file={root}/munge.log", f"--seed-file={root}/munge.seed")
        self.wait_for(lambda: (root / "munge.socket").exists())
        self.start("slurmctld", "-D", "-i")
        self.start("slurmd", "-D", "-N", host)
        self.wait_for(lambda: "idle" in self.ask("sinfo", "--noheader", "--format=%t"))

    def start(self, name, *words):
        program = next((path for directory in ("/usr/sbin", "/usr/bin", "/sbin") if os.access(path := f"{directory}/{name}", os.X_OK)), None)
        if program is None:
            raise AssertionError(f"found no {name}: bash tests/run.sh --slow installs it")
        with open(self.root / f"{name}.out", "wb") as said:
            self.daemons.append(subprocess.Popen([program, *words], env=self.environment, stdout=said, stderr=said))

    def ask(self, *words):
        return subprocess.run(words, env=self.environment, capture_output=True, text=True, check=False).stdout

    def wait_for(self, ready):
        for _ in range(300):
            if ready():
                return
            time.sleep(0.2)
        said = "\n".join(f"{path.name}: {path.read_text(errors='replace')[-2000:]}" for path in self.root.glob("*.out"))
        self.stop()
        raise AssertionError(f"Slurm did not start: {said}")

    def stop(self):
        for daemon in reversed(self.daemons):
            daemon.terminate()
            try:
                daemon.wait(20)
            except subprocess.TimeoutExpired:
                daemon.kill()
                daemon.wait()


class Submission(unittest.TestCase):
    def setUp(self):
        # A short path: that of a socket may have 108 bytes.
        self.work = tempfile.TemporaryDirectory(prefix="slurm-", dir="/tmp")
        self.root = pathlib.Path(self.work.name)
        self.slurm = Slurm(self.root)
        (self.root / "box.toml").write_text(BOX, encoding="utf-8")

    def tearDown(self):
        self.slurm.stop()
        self.work.cleanup()

    def atlas(self, *words, code=0):
        done = subprocess.run([ARCSAT, "atlas", self.root / "box.toml", "--quiet", *map(str, words)], env=self.slurm.environment,
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, code, done)
        return done.stdout, done.stderr

    def misbehave(self, lines):
        """Of the first array, what some workers do before they do anything: sbatch is called through a script that puts it in."""
        bin_directory = self.root / "bin"
        bin_directory.mkdir()
        (self.root / "lines").write_text(lines, encoding="utf-8")
        sbatch = bin_directory / "sbatch"
        sbatch.write_text(f"""#!/bin/sh
for job; do :; done
case "$job" in */array-1/job.sh) sed -i '/^cell=/r {self.root}/lines' "$job" ;; esac
echo called >>{self.root}/calls
exec /usr/bin/sbatch "$@"
""", encoding="utf-8")
        sbatch.chmod(0o755)
        self.slurm.environment["PATH"] = f"{bin_directory}:{os.environ['PATH']}"

    def test_killed_and_lying_workers(self):
        said, _ = self.atlas("--store", self.root / "here", "--time-limit", "0.001", "--show", "open", code=4)
        cells = [int(line.split(":")[0]) for line in said.splitlines()]
        self.assertGreater(len(cells), 8)
        killed, garbage = cells[0], cells[1]
        self.misbehave(f"""[ "$cell" = {killed} ] && kill -KILL $$
[ "$cell" = {garbage} ] && mkdir bundles/$cell && echo rubbish >bundles/$cell/certificate.json && exit 0
touch ../at-work-$cell; sleep 2; ls .. | grep -c at-work >../together-$cell; sleep 2; rm ../at-work-$cell
""")
        store = self.root / "there"
        said, complaints = self.atlas("--store", store, "--submit", "slurm", "--time-limit", "60", "--export", self.root / "out")
        print(said, complaints)
        jobs, taken, undecided, refused, nothing = map(int, re.search(
            r"(\d+) jobs: (\d+) bundles taken, (\d+) undecided, (\d+) refused, (\d+) came to nothing", said).groups())
        self.assertIn("0 open", said)
        self.assertEqual((undecided, refused, nothing), (0, 1, 1))
        self.assertGreaterEqual(jobs, taken + 2)
        self.assertEqual(len((self.root / "calls").read_text().splitlines()), 2 if jobs > len(cells) else 1)
        self.assertRegex(complaints, f"not taken: .*/array-1/bundles/{garbage}/certificate.json")
        together = [int(path.read_text()) for path in self.root.glob("there.jobs/together-*")]
        self.assertEqual(max(together), WORKERS)
        done = subprocess.run([CHECK, "--quiet", self.root / "out"], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        # The same verdicts as without Slurm; and nothing is left to submit.
        self.atlas("--store", self.root / "here", "--time-limit", "60", "--export", self.root / "alone")
        tables = [re.sub(",[^,]*\n", "\n", (self.root / name / "table.csv").read_text()) for name in ("out", "alone")]
        self.assertEqual(*tables)
        self.assertIn("0 jobs", self.atlas("--store", store, "--submit", "slurm")[0])

    def test_no_job_is_taken(self):
        self.slurm.environment["SBATCH_PARTITION"] = "none-such"
        _, complaints = self.atlas("--store", self.root / "store", "--submit", "slurm", code=1)
        self.assertIn("sbatch took no job", complaints)
        self.assertEqual(len(complaints.splitlines()), 1)


if __name__ == "__main__":
    unittest.main()
