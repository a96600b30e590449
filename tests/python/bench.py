"""Figures of the Python package and of Spark: ratios of medians, taken in turns.

    CAVEAT_CLI=build/dev/src/adapters/caveat build/venv/bin/python tests/python/bench.py [--spark]

Not a test: on a machine that does other things as well it says little. `C++` is the command line on
one processor, reading and writing included.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa

import caveat

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "rules/back-pain-massage.yaml"
DAY = "2026-11-20"
TURNS = 7


def facts(at: int) -> dict[str, Any]:
    return {
        "pain_nrs": at % 11,
        "back_pain": at % 2 == 0,
        "pain_regions": [["lower back"], ["neck", "upper back"], []][at % 3],
    }


def medians(work: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Seconds of each, one after the other and again."""
    seconds: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(TURNS):
        for name, do in work.items():
            begin = time.perf_counter()
            do()
            seconds[name].append(time.perf_counter() - begin)
    return {name: statistics.median(taken) for name, taken in seconds.items()}


def show(name: str, found: float, goal: str) -> None:
    print(f"{name:<58} {found:8.2f}   goal {goal}")


def one_by_one(folder: Path) -> None:
    rules = caveat.RuleSet.load(RULES)
    count = 5_000
    mappings = [facts(at) for at in range(count)]
    texts = [json.dumps({"as_of": DAY, "facts": each}).encode() for each in mappings]
    file = folder / "patients.ndjson"
    file.write_bytes(b"\n".join(texts))
    one_processor = min(os.sched_getaffinity(0))
    taken = medians(
        {
            "bytes": lambda: [rules.screen(text).report() for text in texts],
            "mapping": lambda: [rules.screen(each, as_of=DAY).report() for each in mappings],
            "C++": lambda: subprocess.run(
                ["taskset", "-c", str(one_processor), os.environ["CAVEAT_CLI"], "screen"]
                + [str(RULES), str(file), "--format", "ndjson"],
                stdout=subprocess.DEVNULL,
                check=False,
            ),
        }
    )
    show("screen(bytes).report(), µs a patient", taken["bytes"] / count * 1e6, "")
    show("screen(bytes).report() / C++", taken["bytes"] / taken["C++"], "<= 1.15")
    show("screen(mapping).report() / screen(bytes).report()", taken["mapping"] / taken["bytes"], "<= 2.5")


def columns() -> None:
    rules = caveat.RuleSet.load(RULES)
    rows = 1_000_000
    table = pa.table(
        {
            "pain_nrs": pa.array([at % 11 for at in range(rows)]),
            "back_pain": pa.array([at % 2 == 0 for at in range(rows)]),
        }
    )

    def read(**options: Any) -> None:
        for _ in pa.RecordBatchReader.from_stream(rules.screen_arrow(table, as_of=DAY, **options)):
            pass

    taken = medians(
        {
            "alone": read,
            "columns": lambda: read(rules="columns"),
            "two": lambda: read(threads=2),
        }
    )
    show("10^6 rows by Arrow, ns a row", taken["alone"] / rows * 1e9, "")
    show('rules="columns" / not', taken["columns"] / taken["alone"], "<= 1.6")
    show("one thread / two", taken["alone"] / taken["two"], ">= 1.8")


def package() -> None:
    taken = medians(
        {
            "with": lambda: subprocess.run([sys.executable, "-c", "import caveat"], check=True),
            "without": lambda: subprocess.run([sys.executable, "-c", ""], check=True),
        }
    )
    show("import caveat, ms", (taken["with"] - taken["without"]) * 1e3, "<= 50")


def by_spark(folder: Path) -> None:
    sys.path.insert(0, str(ROOT / "tests/spark"))
    from conftest import started

    import caveat.spark

    home = folder / "spark"
    home.mkdir()
    spark = started(home)
    spark.sparkContext.setLogLevel("ERROR")
    rules = caveat.RuleSet.load(RULES)
    frame = spark.range(0, 1_000_000, 1, 6).selectExpr(
        "cast(id as string) patient", "cast(id % 11 as int) pain_nrs", "id % 2 = 0 back_pain"
    )

    def summed(given: Any) -> None:
        given.selectExpr("sum(hash(*))").collect()

    taken = medians(
        {
            "screen": lambda: summed(caveat.spark.screen(frame, rules, as_of=DAY)),
            "identity": lambda: summed(frame.mapInArrow(lambda batches: batches, frame.schema)),
            "hash": lambda: summed(frame),
        }
    )
    show("Spark: screen / identity mapInArrow", taken["screen"] / taken["identity"], "<= 1.25")
    show("Spark: screen / sum(hash(*))", taken["screen"] / taken["hash"], "<= 3")
    spark.stop()


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        package()
        one_by_one(folder)
        columns()
        if "--spark" in sys.argv:
            by_spark(folder)


if __name__ == "__main__":
    main()
