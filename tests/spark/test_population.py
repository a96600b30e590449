"""A population while executors die: as many patients as CAVEAT_SPARK_PATIENTS says, a million in the
long form. An executor is killed at 30 % of the work and a Python worker of another at 60 %; then the
whole program between two waves. What comes out is what the command line makes of the same files."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from conftest import DAY, RULES, told
from test_spark import write_patients

import caveat
import caveat.spark

PATIENTS = int(os.environ.get("CAVEAT_SPARK_PATIENTS", "40000"))
FILES = 6
PIECES = 24


def digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def processes() -> dict[int, tuple[int, str]]:
    """Every process with its parent and its command."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int(folder.joinpath("stat").read_text().rpartition(")")[2].split()[1])
            command = folder.joinpath("cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (OSError, ValueError):
            continue
        found[int(folder.name)] = (parent, command)
    return found


def below(parent: int, word: str) -> list[int]:
    """What this process has started, at any remove, with a word in its command."""
    everyone = processes()

    def is_below(pid: int) -> bool:
        while pid in everyone:
            pid = everyone[pid][0]
            if pid == parent:
                return True
        return False

    return sorted(pid for pid, (_, command) in everyone.items() if word in command and is_below(pid))


def executors() -> list[int]:
    return [
        pid
        for pid in below(os.getpid(), "CoarseGrainedExecutorBackend")
        if "java" in processes().get(pid, (0, ""))[1].split(" ")[0]
    ]


def is_there(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


class Killing(threading.Thread):
    """Kills an executor, and later a worker of another, as the job goes on."""

    def __init__(self, spark: Any) -> None:
        super().__init__()
        self.tracker = spark.sparkContext.statusTracker()
        self.is_over = threading.Event()
        self.dead_executor: list[int] = []
        self.dead_worker: list[int] = []
        self.orphans: list[int] = []
        self.at: list[float] = []

    def progress(self) -> float:
        shares = [0.0]
        for job in self.tracker.getActiveJobsIds():
            for stage in getattr(self.tracker.getJobInfo(job), "stageIds", ()):
                info = self.tracker.getStageInfo(stage)
                if info and info.numTasks >= PIECES // 2:
                    shares.append(info.numCompletedTasks / info.numTasks)
        return max(shares)

    def run(self) -> None:
        while not self.is_over.wait(0.05):
            share = self.progress()
            if not self.dead_executor and share >= 0.3:
                victim = executors()[0]
                self.orphans = below(victim, "pyspark.daemon")
                os.kill(victim, signal.SIGKILL)
                self.dead_executor.append(victim)
                self.at.append(share)
            elif self.dead_executor and not self.dead_worker and share >= 0.6:
                for executor in executors():
                    # The first is the daemon that starts the workers.
                    workers = below(executor, "pyspark.daemon")[1:]
                    if workers:
                        os.kill(workers[0], signal.SIGKILL)
                        self.dead_worker.append(workers[0])
                        self.at.append(share)
                        return


def test_a_population_is_screened_while_executors_die(
    spark: Any, rules: caveat.RuleSet, command_line: str, tmp_path: Path
) -> None:
    given = tmp_path / "in"
    given.mkdir()
    files = write_patients(given, FILES, PATIENTS // FILES + 1)
    count = FILES * (PATIENTS // FILES + 1)
    expected = tmp_path / "expected"
    told(command_line, files, expected, "--only", "verdict")

    # Files are cut, so that places within them count.
    bytes_in_all = sum(file.stat().st_size for file in files)
    spark.conf.set("spark.sql.files.maxPartitionBytes", str(bytes_in_all // PIECES))
    spark.conf.set("spark.sql.files.openCostInBytes", "0")
    begin = time.monotonic()
    killing = Killing(spark)
    killing.start()
    try:
        summary = caveat.spark.screen_files(
            spark, str(given), rules, str(tmp_path / "out"), as_of=DAY, lines="verdict"
        )
    finally:
        killing.is_over.set()
        killing.join()
    took = time.monotonic() - begin
    assert summary == caveat.spark.Summary(1, 0, count)
    assert killing.dead_executor and killing.dead_worker, "the job was over before"
    found = tmp_path / "found"
    assert caveat.spark.collect_lines(spark, str(tmp_path / "out"), found) == count
    assert digest(found) == digest(expected)
    # No Python worker outlives its executor for long.
    last = time.monotonic() + 10
    while any(map(is_there, killing.orphans)) and time.monotonic() < last:
        time.sleep(0.1)
    assert killing.orphans and not any(map(is_there, killing.orphans))
    print(
        f"\n{count} patients in {took:.1f} s; an executor was killed at {killing.at[0]:.0%}, a worker "
        f"at {killing.at[1]:.0%}; sha256 {digest(found)}"
    )


DRIVER = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from conftest import DAY, RULES, started
import caveat, caveat.spark
home = Path(sys.argv[4])
home.mkdir()
spark = started(home)
rules = caveat.RuleSet.load(RULES)
print(caveat.spark.screen_files(spark, sys.argv[2], rules, sys.argv[3], as_of=DAY,
    lines="verdict", wave_bytes=int(sys.argv[5])))
"""


@pytest.mark.skipif(PATIENTS < 1_000_000, reason="in the long form: CAVEAT_SPARK_PATIENTS=1000000")
def test_a_program_that_was_killed_between_waves_goes_on(
    spark: Any, rules: caveat.RuleSet, command_line: str, tmp_path: Path
) -> None:
    given = tmp_path / "in"
    given.mkdir()
    files = write_patients(given, 4, 20_000)
    expected = tmp_path / "expected"
    told(command_line, files, expected, "--only", "verdict")
    out = tmp_path / "out"
    wave = max(file.stat().st_size for file in files)
    here = str(Path(__file__).parent)
    program = [sys.executable, "-c", DRIVER, here, str(given), str(out), str(tmp_path / "home")]
    with subprocess.Popen([*program, str(wave)]) as driver:
        while not (out / "_caveat/0001.json").exists():
            assert driver.poll() is None
            time.sleep(0.05)
        for pid in [*below(driver.pid, "CoarseGrainedExecutorBackend"), driver.pid]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
    assert not (out / "_caveat/0003.json").exists()
    options: Any = {"as_of": DAY, "lines": "verdict", "wave_bytes": wave}
    other = caveat.RuleSet.loads(RULES.read_text() + "\n")
    with pytest.raises(caveat.spark.WavesError, match="another rule set"):
        caveat.spark.screen_files(spark, str(given), other, str(out), **options)
    summary = caveat.spark.screen_files(spark, str(given), rules, str(out), **options)
    assert summary.waves == 4 and summary.done_before >= 2 and summary.patients == 80_000
    found = tmp_path / "found"
    caveat.spark.collect_lines(spark, str(out), found)
    assert found.read_bytes() == expected.read_bytes()
