"""Who owns what of a stream, in which thread, and until when."""

from __future__ import annotations

import ctypes
import gc
import os
import subprocess
import sys
import threading
import time
from typing import Any

import pytest
from test_process import resident

import caveat

pa = pytest.importorskip("pyarrow")

DAY = "2026-11-20"


class CStream(ctypes.Structure):
    """Arrow's stream as C has it; read with the interpreter's lock held, which PYFUNCTYPE keeps."""


class CArray(ctypes.Structure):
    """Arrow's array."""


GET = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
WORDS = ctypes.PYFUNCTYPE(ctypes.c_char_p, ctypes.c_void_p)
RELEASE = ctypes.PYFUNCTYPE(None, ctypes.c_void_p)
CStream._fields_ = [
    ("get_schema", GET),
    ("get_next", GET),
    ("get_last_error", WORDS),
    ("release", RELEASE),
    ("private_data", ctypes.c_void_p),
]
CArray._fields_ = [
    ("length", ctypes.c_int64),
    ("null_count", ctypes.c_int64),
    ("offset", ctypes.c_int64),
    ("n_buffers", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("buffers", ctypes.c_void_p),
    ("children", ctypes.c_void_p),
    ("dictionary", ctypes.c_void_p),
    ("release", RELEASE),
    ("private_data", ctypes.c_void_p),
]


class Reader:
    """A consumer that never lets go of the interpreter's lock."""

    def __init__(self, table: Any) -> None:
        self.capsule = table.__arrow_c_stream__()
        pointer = ctypes.pythonapi.PyCapsule_GetPointer
        pointer.restype = ctypes.c_void_p
        pointer.argtypes = [ctypes.py_object, ctypes.c_char_p]
        self.at = pointer(self.capsule, b"arrow_array_stream")
        self.stream = CStream.from_address(self.at)

    def next(self) -> int:
        """How many rows the next batch has; it is released at once."""
        array = CArray()
        error = self.stream.get_next(self.at, ctypes.addressof(array))
        if error:
            raise OSError(error, self.stream.get_last_error(self.at).decode())
        rows = array.length
        if array.release:
            array.release(ctypes.addressof(array))
        return int(rows)

    def all(self) -> int:
        count = 0
        while rows := self.next():
            count += rows
        return count


def table(rows: int) -> Any:
    return pa.table(
        {
            "patient": pa.array(range(rows)),
            "pain": pa.array([at % 12 for at in range(rows)]),
            "side": pa.array(["left", "both sides", None, "right"] * (rows // 4)),
        }
    )


def batches(given: Any, fails_at: int | None = None) -> Any:
    """A stream whose batches are made in Python, which takes the interpreter's lock."""

    def make() -> Any:
        for at, batch in enumerate(given.to_batches(max_chunksize=10_000)):
            if at == fails_at:
                raise OSError(5, "no more")
            yield batch

    return pa.RecordBatchReader.from_batches(given.schema, make())


@pytest.mark.parametrize("threads", [1, 2])
def test_another_thread_counts_on_while_rows_are_screened(
    small: caveat.RuleSet, threads: int
) -> None:
    """The consumer holds the lock, and the library lets go of it."""
    rows = 200_000
    given = table(rows)
    counted = 0
    stop = threading.Event()

    def count() -> None:
        nonlocal counted
        while not stop.is_set():
            counted += 1
            time.sleep(0)

    stream = small.screen_arrow(given, as_of=DAY, rules="lists", threads=threads)
    reader = Reader(stream)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1000)  # nobody's lock is taken away: it must be given
    thread = threading.Thread(target=count)
    thread.start()
    try:
        before = counted
        assert reader.all() == rows
        during = counted - before
    finally:
        stop.set()
        sys.setswitchinterval(interval)
        thread.join()
    assert during > 100


@pytest.mark.parametrize("threads", [1, 2])
def test_a_consumer_with_the_lock_and_a_producer_that_takes_it(
    small: caveat.RuleSet, threads: int
) -> None:
    given = table(40_000)
    expected = pa.table(small.screen_arrow(given, as_of=DAY)).num_rows
    assert Reader(small.screen_arrow(batches(given), as_of=DAY, threads=threads)).all() == expected
    failing = Reader(small.screen_arrow(batches(given, 2), as_of=DAY, threads=threads))
    read = 0
    with pytest.raises(OSError, match="no more"):
        while True:
            read += failing.next()
    assert read == 20_000
    # Left in the middle, with the lock held.
    left = Reader(small.screen_arrow(batches(given), as_of=DAY, threads=threads))
    assert left.next() > 0
    left.stream.release(left.at)
    assert not left.stream.release


@pytest.mark.parametrize("threads", [1, 2])
def test_a_stream_may_be_read_and_released_in_another_thread(
    small: caveat.RuleSet, threads: int
) -> None:
    given = table(40_000)
    found: list[Any] = []
    stream = small.screen_arrow(batches(given), as_of=DAY, passthrough=["pain"], threads=threads)
    readers = [pa.RecordBatchReader.from_stream(stream)]

    def read() -> None:
        reader = readers.pop()
        found.append(reader.read_next_batch())
        del reader

    thread = threading.Thread(target=read)
    del stream
    thread.start()
    thread.join()
    first = found.pop()
    assert first.column("pain").to_pylist()[:13] == [at % 12 for at in range(13)]


def test_many_streams_leave_nothing_behind(small: caveat.RuleSet) -> None:
    """A hundred thousand: never read, half read, read, failed, refused, given up."""
    given = table(8)
    [batch] = given.to_batches()
    wrong = pa.table({"colour": [1]})

    def work(times: int) -> None:
        for at in range(times):
            threads = 2 if at % 50 == 0 else 1
            stream = small.screen_arrow(
                batch if at % 2 else given, as_of=DAY, passthrough=["pain"], threads=threads
            )
            kind = at % 5
            if kind == 1:
                pa.RecordBatchReader.from_stream(stream)
            elif kind == 2:
                pa.RecordBatchReader.from_stream(stream).read_all()
            elif kind == 3:
                stream.close()
            elif kind == 4:
                with pytest.raises(caveat.SchemaError):
                    small.screen_arrow(wrong)

    work(2_000)
    gc.collect()
    before = resident()
    work(100_000)
    gc.collect()
    assert resident() - before < 8 * 1024 * 1024


ENDING = """
import sys, threading
import pyarrow as pa
import caveat
rules = caveat.RuleSet.loads({rules!r})
def batches():
    for at in range(9):
        yield pa.record_batch({{"pain": list(range(20_000))}})
def stream(threads):
    schema = pa.schema({{"pain": pa.int64()}})
    given = pa.RecordBatchReader.from_batches(schema, batches())
    return rules.screen_arrow(given, as_of="2026-11-20", passthrough=["pain"], threads=threads)
never = [stream(threads) for threads in (1, 2)]
half = [pa.RecordBatchReader.from_stream(stream(threads)) for threads in (1, 2)]
kept = [reader.read_next_batch() for reader in half]
capsules = [stream(threads).__arrow_c_stream__() for threads in (1, 2)]
sys.kept = half, kept, capsules  # never collected
cycle = [half]; cycle.append(cycle)
print("ends", flush=True)
{end}
"""


@pytest.mark.parametrize("end", ["", "raise SystemExit(0)", "import os; os._exit(0)"])
def test_an_interpreter_may_end_while_streams_are_alive(end: str) -> None:
    from conftest import SMALL

    run = subprocess.run(
        [sys.executable, "-c", ENDING.format(rules=SMALL, end=end)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "ends\n", "")


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_child_screens_after_a_fork_and_leaves_what_was_begun_before(
    small: caveat.RuleSet,
) -> None:
    given = table(80_000)
    begun = Reader(small.screen_arrow(given, as_of=DAY, threads=2))
    assert begun.next() > 0
    child = os.fork()
    if child == 0:
        try:
            anew = Reader(small.screen_arrow(given, as_of=DAY, threads=2)).all() == 80_000
            try:
                begun.next()
                told = False
            except OSError as error:
                told = "before a fork" in str(error)
            begun.stream.release(begun.at)
            os._exit(0 if anew and told else 1)
        finally:
            os._exit(2)
    assert os.waitpid(child, 0)[1] == 0
    assert begun.all() > 0
