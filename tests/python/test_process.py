"""Threads, processes and memory."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from conftest import SMALL

import caveat


def screened(profile: caveat.Profile) -> tuple[int, bytes]:
    return os.getpid(), profile.screen().report()


def test_pickles_cross_to_processes_that_begin_anew(small: caveat.RuleSet) -> None:
    profiles = [
        small.profile({"pain": at % 14, "weight": (at + 1, "kg"), "x": at}, patient=str(at))
        for at in range(40)
    ]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        told = pool.map(screened, profiles, chunksize=10)
    assert os.getpid() not in {process for process, _ in told}
    assert [report for _, report in told] == [each.screen().report() for each in profiles]


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_child_goes_on_after_a_fork(small: caveat.RuleSet) -> None:
    stop = threading.Event()

    def busy() -> None:
        while not stop.is_set():
            small.screen({"pain": 8}).report()

    thread = threading.Thread(target=busy)
    thread.start()
    right = small.screen({"pain": 8, "seen": False}).report()
    try:
        for _ in range(20):
            child = os.fork()
            if child == 0:
                same = small.screen({"pain": 8, "seen": False}).report() == right
                loaded = caveat.RuleSet.loads(SMALL) == small
                os._exit(0 if same and loaded else 1)
            assert os.waitpid(child, 0)[1] == 0
    finally:
        stop.set()
        thread.join()


def test_another_thread_counts_on_while_patients_are_screened(massage: caveat.RuleSet) -> None:
    """What the library does is done without the interpreter's lock: a thread that only waits for
    the lock gets it sooner than the interpreter would take it away (5 ms), again and again."""
    text = b'{"as_of":"2026-11-20","facts":{"pain_nrs":8,"back_pain":true}}'
    counted = 0
    stop = threading.Event()

    def count() -> None:
        nonlocal counted
        while not stop.is_set():
            counted += 1
            time.sleep(0)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1000)  # nobody's lock is taken away: it must be given
    thread = threading.Thread(target=count)
    thread.start()
    try:
        for _ in range(100_000):
            massage.screen(text)
        during = counted
    finally:
        stop.set()
        sys.setswitchinterval(interval)
        thread.join()
    assert during > 1000


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="nothing tells the memory here")
def test_memory_stays_as_it_is(small: caveat.RuleSet) -> None:
    def work(times: int) -> None:
        for at in range(times):
            rules = caveat.RuleSet.loads(SMALL + "#" * (at % 7))
            screening = rules.screen({"pain": 8, "colour": object(), "visits": [{"pain": None}]})
            screening.report()
            screening.text()
            len(screening.questions) + len(screening.why(screening.rules.rules.at(0)))
            screening.profile.replace(pain=3).replace(pain=99).screen().problems
            with pytest.raises(caveat.RuleFileError):
                caveat.RuleSet.loads("facts: [")
            with pytest.raises(TypeError):
                rules.profile({3: 3})  # type: ignore[dict-item]

    work(200)
    before = resident()
    work(1000)
    assert resident() - before < 4 * 1024 * 1024


def test_one_that_does_not_fit_says_so(tmp_path: Path) -> None:
    package = Path(caveat.__file__).parent
    copy = tmp_path / "caveat"
    copy.mkdir()
    for file in package.glob("*.py"):
        (copy / file.name).write_bytes(file.read_bytes())

    def told() -> str:
        run = subprocess.run(
            [sys.executable, "-c", "import caveat"], cwd=tmp_path, capture_output=True, text=True
        )
        assert run.returncode != 0
        return run.stderr

    here = "%d.%d" % sys.version_info[:2]
    assert "installed is none" in told()
    (copy / "_caveat.cpython-27-mips-linux-gnu.so").write_bytes(b"")
    text = told()
    assert "_caveat.cpython-27-mips-linux-gnu.so" in text
    assert f"CPython {here}" in text and "linux" in text and "pip install" in text


def test_importing_starts_nothing_and_is_quick() -> None:
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            "import threading, time, json, decimal, fractions, dataclasses, datetime, weakref;"
            "begin = time.perf_counter(); import caveat; took = time.perf_counter() - begin;"
            "print(threading.active_count(), len(list(__import__('pathlib').Path('/proc/self/task')"
            ".iterdir())), took)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    threads, tasks, took = run.stdout.split()
    assert (threads, tasks) == ("1", "1")
    assert float(took) < 0.5
